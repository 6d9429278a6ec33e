//! .xlsx and .xlsm: a reader of our own, because it must see hidden rows, formats and formulas without values, and must not
//! be made to take more time or memory than the limits allow.

mod book;
mod cell;
mod code;
mod package;
mod place;
mod plain;
mod sheet;
mod stop;
mod strings;
mod styles;
mod xml;

use crate::formats::Sheets;
use crate::limits::Limits;
use crate::trouble::{Damage, Trouble};
use book::{Book, Kind, Listed};
use cell::Context;
use package::Package;
use scoring::Grid;
use std::panic::{AssertUnwindSafe, catch_unwind};
use stop::{Budget, Stop};
use strings::Strings;
use styles::Styles;
use xml::Xml;

/// The sheets of a workbook, and what went wrong with it or with one of them.
pub(crate) fn sheets(bytes: &[u8], limits: &Limits) -> Sheets {
    match catch_unwind(AssertUnwindSafe(|| read(bytes, limits))) {
        Ok(Ok(found)) => found,
        Ok(Err(Stop::Damage(damage))) => Sheets::refused(Trouble::Broken(damage)),
        Ok(Err(Stop::TooMuch(measure, limit))) => Sheets::refused(Trouble::TooMuch { sheet: None, measure, limit }),
        Err(_) => Sheets::refused(Trouble::Broken(Damage::Stopped)),
    }
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Sheets, Stop> {
    let mut package = Package::open(bytes)?;
    let mut budget = Budget::new(limits);
    let book = Book::read(&mut package, &mut budget)?;
    let strings = match &book.strings {
        Some(part) => Strings::read(&package.part(part, &mut budget)?, part, &mut budget)?,
        None => Strings::default(),
    };
    let styles = match &book.styles {
        Some(part) => Styles::read(&package.part(part, &mut budget)?, part, &mut budget)?,
        None => Styles::default(),
    };
    let mut found = Sheets::default();
    if package.any(|name| name.ends_with("vbaproject.bin")) {
        found.troubles.push(Trouble::HasMacros);
    }
    if package.any(|name| name.contains("/externallinks/externallink")) {
        found.troubles.push(Trouble::HasExternalLinks);
    }
    for Listed { name, hidden, part } in book.sheets {
        let part = match part {
            Some((part, Kind::Worksheet)) => Ok(part),
            Some((_, Kind::Other)) => continue,
            Some((_, Kind::Macros)) => {
                found.troubles.push(Trouble::MacroSheet(name));
                continue;
            }
            None => Err(Stop::from(Damage::Missing(name.clone()))),
        };
        let context = Context { strings: &strings, styles: &styles, from_1904: book.from_1904 };
        match part.and_then(|part| {
            let text = package.part(&part, &mut budget)?;
            sheet::read(Xml::new(&text, &part, &mut budget), context)
        }) {
            Ok(grid) => found.grids.push(Grid { name, hidden, ..grid }),
            Err(Stop::Damage(damage)) => found.troubles.push(Trouble::SheetBroken { sheet: name, damage }),
            Err(Stop::TooMuch(measure, limit)) => {
                found.troubles.push(Trouble::TooMuch { sheet: Some(name), measure, limit });
            }
        }
    }
    found.fonts = styles.fonts.into_iter().collect();
    Ok(found)
}
