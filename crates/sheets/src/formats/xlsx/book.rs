//! Which parts are sheets: the workbook and its relationships.

use super::package::Package;
use super::stop::{Budget, Stop, short};
use super::xml::{Mark, Xml};
use crate::formats::text::nfc;
use crate::trouble::{Damage, Measure};
use std::collections::BTreeMap;

/// Where the workbook stands when nothing says otherwise.
const USUAL: &str = "xl/workbook.xml";

/// A sheet as the workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Its part and what kind of sheet that is; `None`: the workbook says of no part.
    pub(super) part: Option<(String, Kind)>,
}

/// Kinds of sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Worksheet,
    /// Excel 4 macros.
    Macros,
    /// Charts and dialogs: they have no cells.
    Other,
}

/// What the workbook says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Book {
    pub(super) sheets: Vec<Listed>,
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
}

/// Relationships by their name: the last word of the type, and the part.
type Targets = BTreeMap<String, (String, String)>;

impl Book {
    /// Reads the workbook, its relationships, and where it is.
    pub(super) fn read(package: &mut Package<'_>, budget: &mut Budget) -> Result<Self, Stop> {
        let part = if package.has("_rels/.rels") {
            let root = targets(package, "_rels/.rels", "", budget)?;
            let main = root.into_values().find(|(kind, part)| kind == "officeDocument" && package.has(part));
            main.map_or_else(|| USUAL.to_owned(), |(_, part)| part)
        } else {
            USUAL.to_owned()
        };
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", &part));
        let relations = join(folder, &format!("_rels/{name}.rels"));
        let targets =
            if package.has(&relations) { targets(package, &relations, folder, budget)? } else { Targets::new() };
        let text = package.part(&part, budget)?;
        let mut book = Self::parse(&text, &part, &targets, budget)?;
        // a part of the usual name serves when the relationship is lost
        let usual = |kind: &str, name: &str| {
            let stated = targets.values().find(|(other, _)| other == kind).map(|(_, part)| part.clone());
            stated.or_else(|| Some(join(folder, name)).filter(|part| package.has(part)))
        };
        // without its texts a book is read as far as it has none
        book.strings = usual("sharedStrings", "sharedStrings.xml").filter(|part| package.has(part));
        book.styles = usual("styles", "styles.xml");
        Ok(book)
    }

    fn parse(text: &str, part: &str, targets: &Targets, budget: &mut Budget) -> Result<Self, Stop> {
        let mut book = Self::default();
        let mut xml = Xml::new(text, part, budget);
        loop {
            match xml.next()? {
                Mark::Start(tag, _) => match tag.local_name().as_ref() {
                    // others of this name, as x15:workbookPr, say nothing of days
                    "workbookPr" => {
                        if let Some(said) = xml.attribute(&tag, "date1904")? {
                            book.from_1904 = is_true(&said);
                        }
                    }
                    "sheet" if xml.depth() <= 3 => {
                        let name = xml.attribute(&tag, "name")?.unwrap_or_default();
                        let state = xml.attribute(&tag, "state")?.unwrap_or_default();
                        let target = relation(&xml, &tag)?.and_then(|id| targets.get(&id));
                        few(book.sheets.len(), xml.budget().parts)?;
                        book.sheets.push(Listed {
                            name: nfc(&short(&name)),
                            hidden: state.to_ascii_lowercase().ends_with("hidden"),
                            part: target.map(|(kind, part)| (part.clone(), Kind::named(kind))),
                        });
                    }
                    _ => {}
                },
                Mark::Done => break,
                Mark::End | Mark::Text(_) => {}
            }
        }
        if book.sheets.is_empty() {
            return Err(Damage::Missing("worksheet".to_owned()).into());
        }
        Ok(book)
    }
}

impl Kind {
    fn named(relation: &str) -> Self {
        match relation {
            "worksheet" => Self::Worksheet,
            "xlMacrosheet" | "xlIntlMacrosheet" => Self::Macros,
            _ => Self::Other,
        }
    }
}

/// `r:id`, whatever stands for `r`.
fn relation(xml: &Xml<'_, '_>, tag: &quick_xml::events::BytesStart<'_>) -> Result<Option<String>, Stop> {
    for attribute in tag.attributes().with_checks(false).flatten() {
        if attribute.key.local_name().as_ref() == "id" && attribute.key.as_ref() != "id" {
            return xml.value(attribute.value).map(|id| Some(id.into_owned()));
        }
    }
    Ok(xml.attribute(tag, "id")?.map(std::borrow::Cow::into_owned))
}

fn targets(package: &mut Package<'_>, part: &str, folder: &str, budget: &mut Budget) -> Result<Targets, Stop> {
    let text = package.part(part, budget)?;
    let mut xml = Xml::new(&text, part, budget);
    let mut found = Targets::new();
    loop {
        match xml.next()? {
            Mark::Start(tag, _) if tag.local_name().as_ref() == "Relationship" => {
                let [id, kind, target, mode] =
                    ["Id", "Type", "Target", "TargetMode"].map(|name| xml.attribute(&tag, name));
                let (Some(id), Some(kind), Some(target)) = (id?, kind?, target?) else { continue };
                if mode?.is_none_or(|mode| mode != "External") {
                    let last = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    few(found.len(), xml.budget().parts)?;
                    found.insert(id.into_owned(), (last, join(folder, &target)));
                }
            }
            Mark::Done => return Ok(found),
            _ => {}
        }
    }
}

/// Sheets and relationships can't be more than the parts that there may be.
fn few(count: usize, limit: usize) -> Result<(), Stop> {
    if count >= limit { Err(Stop::TooMuch(Measure::Parts, limit as u64)) } else { Ok(()) }
}

/// A part's name from the folder of the part that names it.
fn join(folder: &str, target: &str) -> String {
    let target = target.trim().replace('\\', "/");
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// A truth value of XML.
pub(super) fn is_true(text: &str) -> bool {
    matches!(text.trim(), "1" | "true" | "on")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_joined() {
        for (folder, target, wanted) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "\\xl\\styles.xml", "xl/styles.xml"),
            ("xl", "./../xl/styles.xml", "xl/styles.xml"),
            ("", "../../workbook.xml", "workbook.xml"),
        ] {
            assert_eq!(join(folder, target), wanted);
        }
    }
}
