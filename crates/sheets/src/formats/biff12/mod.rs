//! .xlsb: the records of its parts → grids. A reader of our own, since calamine drops errors, hidden marks, merged areas and formats.

mod records;
mod sheet;

use crate::formats::bytes::{u16_at, u32_at};
use crate::formats::cells::{Budget, Halt, settle};
use crate::formats::number_format::{GENERAL, NumberFormat};
use crate::formats::package::{Package, Relation};
use crate::formats::text::nfc;
use crate::formats::{MOST_FONTS, Sheets};
use crate::limits::Limits;
use crate::trouble::Trouble;
use records::{Records, string};
use scoring::Grid;
use std::collections::{BTreeMap, BTreeSet};

/// What a workbook says once for all of its sheets.
#[derive(Default)]
struct Book {
    from_1904: bool,
    /// Number of the format by number of the cell style.
    styles: Vec<u16>,
    formats: BTreeMap<u16, NumberFormat>,
    strings: Vec<String>,
    fonts: Vec<String>,
    sheets: Vec<Listed>,
}

/// A sheet in the workbook's list.
struct Listed {
    relation: String,
    hidden: bool,
    name: String,
}

/// The sheets of an .xlsb.
pub(crate) fn sheets(bytes: &[u8], limits: &Limits) -> Sheets {
    let (mut package, mut book, mut budget) = match Package::open(bytes) {
        Ok(package) => (package, Book::default(), Budget::new(limits)),
        Err(why) => return Sheets::refused(Trouble::Damaged(why)),
    };
    let relations = match book.read(&mut package, &mut budget) {
        Ok(relations) => relations,
        Err(Halt::Full) => return Sheets::refused(budget.trouble("", Halt::Full)),
        Err(Halt::Bad(why)) => return Sheets::refused(Trouble::Damaged(why)),
    };
    let (mut found, mut seen) = (Sheets::default(), BTreeSet::new());
    for listed in &book.sheets {
        let Some(relation) = relations.iter().find(|relation| relation.id == listed.relation) else {
            let why = "its part is not named".to_owned();
            found.troubles.push(Trouble::SheetDamaged { sheet: listed.name.clone(), why });
            continue;
        };
        if !relation.kind.ends_with("/worksheet") {
            found.troubles.push(Trouble::SheetNoCells(listed.name.clone()));
            continue;
        }
        let mut grid = Grid { name: listed.name.clone(), hidden: listed.hidden, ..Grid::default() };
        let read = if seen.insert(&relation.target) {
            package
                .part(&relation.target)
                .map_err(Halt::Bad)
                .and_then(|part| sheet::read(Records::new(part), &book, &mut grid, &mut budget))
        } else {
            Err(Halt::bad("another sheet is in the same part"))
        };
        if let Err(halt) = read {
            let full = halt == Halt::Full;
            found.troubles.push(budget.trouble(&listed.name, halt));
            if full {
                break;
            }
        } else {
            settle(&mut grid);
            found.grids.push(grid);
        }
    }
    found.fonts = book.fonts;
    found
}

impl Book {
    /// Reads what stands outside of the sheets; gives the workbook's relations.
    fn read(&mut self, package: &mut Package<'_>, budget: &mut Budget) -> Result<Vec<Relation>, Halt> {
        let mut records = Records::new(package.part("xl/workbook.bin").map_err(Halt::Bad)?);
        while let Some((id, data)) = records.next()? {
            match id {
                153 => self.from_1904 = u32_at(data, 0).is_some_and(|flags| flags & 1 == 1),
                156 => self.listed(data, budget)?,
                _ => {}
            }
        }
        drop(records);
        let relations = package.relations("xl/workbook.bin").map_err(Halt::Bad)?;
        let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind.ends_with(kind));
        if let Some(part) = of_kind("/styles").and_then(|relation| package.part(&relation.target).ok()) {
            self.styles(Records::new(part))?;
        }
        if let Some(part) = of_kind("/sharedStrings").and_then(|relation| package.part(&relation.target).ok()) {
            let mut records = Records::new(part);
            while let Some((id, data)) = records.next()? {
                if id == 19 {
                    let text = string(data, 1).map(|(text, _)| text).unwrap_or_default();
                    budget.spend_text(text.len() + size_of::<String>())?;
                    self.strings.push(text);
                }
            }
        }
        Ok(relations)
    }

    fn listed(&mut self, data: &[u8], budget: &mut Budget) -> Result<(), Halt> {
        budget.spend(1)?;
        let entry = u32_at(data, 0).zip(string(data, 8));
        let entry = entry.and_then(|(state, (relation, at))| Some((state, relation, string(data, at)?.0)));
        let (state, relation, name) = entry.ok_or_else(|| Halt::bad("the list of sheets is cut short"))?;
        self.sheets.push(Listed { relation, hidden: state != 0, name: nfc(&name) });
        Ok(())
    }

    fn styles(&mut self, mut records: Records<impl std::io::BufRead>) -> Result<(), Halt> {
        let mut of_cells = false;
        while let Some((id, data)) = records.next()? {
            match id {
                43 => {
                    let name = string(data, 21).map(|(name, _)| name).unwrap_or_default();
                    if !name.is_empty() && self.fonts.len() < MOST_FONTS && !self.fonts.contains(&name) {
                        self.fonts.push(name);
                    }
                }
                44 => {
                    if let (Some(id), Some((code, _))) = (u16_at(data, 0), string(data, 2)) {
                        self.formats.insert(id, NumberFormat::new(&code));
                    }
                }
                617 => of_cells = true,
                618 => of_cells = false,
                47 if of_cells => self.styles.push(u16_at(data, 2).unwrap_or_default()),
                _ => {}
            }
        }
        Ok(())
    }

    /// The number format of a cell style.
    fn format(&self, style: u32) -> NumberFormat {
        let id = usize::try_from(style).ok().and_then(|style| self.styles.get(style));
        let Some(id) = id else { return GENERAL };
        self.formats.get(id).copied().unwrap_or_else(|| NumberFormat::builtin(*id))
    }
}
