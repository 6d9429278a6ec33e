//! Merged areas of an xlsx, found by their tag in the raw part: calamine would parse the whole sheet a second time for them.

use scoring::{CellRef, Merge};
use std::io::{Cursor, Read};
use zip::ZipArchive;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Largest sheet part that is searched, in bytes.
const MAX_PART: u64 = 100_000_000;

/// The merged areas of each sheet, in the order of the workbook; `None` when the parts are not where they should be.
pub(crate) fn of_xlsx(bytes: &[u8]) -> Option<Vec<Vec<Merge>>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let workbook = part(&mut zip, "xl/workbook.xml")?;
    let relations = part(&mut zip, "xl/_rels/workbook.xml.rels")?;
    let targets: Vec<(&str, &str)> = elements(&relations, "Relationship")
        .filter_map(|element| Some((attribute(element, "Id")?, attribute(element, "Target")?)))
        .collect();
    let sheets = elements(&workbook, "sheet").map(|element| {
        let id = attribute(element, "id")?;
        let (_, target) = targets.iter().find(|(other, _)| *other == id)?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let text = part(&mut zip, &path)?;
        let tail = text.rfind("</sheetData>").map_or("", |at| &text[at..]);
        Some(elements(tail, "mergeCell").filter_map(|element| area(attribute(element, "ref")?)).collect())
    });
    sheets.collect()
}

fn part(zip: &mut Archive<'_>, path: &str) -> Option<String> {
    let part = zip.by_name(path).ok().filter(|part| part.size() <= MAX_PART)?;
    let mut text = String::with_capacity(usize::try_from(part.size()).ok()?);
    part.take(MAX_PART).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The opening tags of this name, without a namespace prefix.
fn elements<'a>(xml: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    xml.split('<').filter_map(move |tag| {
        let inside = tag.strip_prefix(name)?;
        inside.starts_with(|c: char| c.is_whitespace()).then(|| inside.split_once('>').map_or(inside, |(tag, _)| tag))
    })
}

/// The value of an attribute, whatever its namespace prefix.
fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = element;
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = after[1..].split_once(quote)?;
        let key = key.trim();
        if key.rsplit(':').next() == Some(name) {
            return Some(value);
        }
        rest = next;
    }
    None
}

fn area(text: &str) -> Option<Merge> {
    let (first, last) = text.split_once(':')?;
    Some(Merge { first: address(first)?, last: address(last)? })
}

fn address(text: &str) -> Option<CellRef> {
    let letters = text.find(|c: char| c.is_ascii_digit())?;
    let column = text[..letters].bytes().try_fold(0u32, |sum, letter| {
        let digit = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        sum.checked_mul(26)?.checked_add(digit)
    })?;
    let row: u32 = text[letters..].parse().ok()?;
    Some(CellRef::new(row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_addresses() {
        let xml = r#"<a/><mergeCells count="1"><mergeCell ref="A1:AB12"/></mergeCells>"#;
        let refs: Vec<_> = elements(xml, "mergeCell").filter_map(|element| attribute(element, "ref")).collect();
        assert_eq!(refs, ["A1:AB12"]);
        assert_eq!(area(refs[0]).map(|merge| merge.last), Some(CellRef::new(11, 27)));
        assert_eq!(attribute(r#" name="a" sheetId="1" r:id="rId1"/"#, "id"), Some("rId1"));
        assert_eq!(area("A0:B1"), None);
    }
}
