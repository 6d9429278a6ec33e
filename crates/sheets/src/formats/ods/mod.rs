//! .ods and .fods as a stream of events: a cell that is repeated a million times costs memory only when it holds something,
//! and then it is counted first.

mod content;
mod styles;

use crate::formats::Sheets;
use crate::formats::cells::Budget;
use crate::formats::package::Package;
use crate::formats::xml::Events;
use crate::limits::Limits;
use crate::trouble::Trouble;
use std::io::Read;

/// Most bytes of the list of parts that are looked at.
const MANIFEST: u64 = 1_000_000;

/// The sheets of an .ods.
pub(crate) fn sheets(bytes: &[u8], limits: &Limits) -> Sheets {
    let mut package = match Package::open(bytes) {
        Ok(package) => package,
        Err(why) => return Sheets::refused(Trouble::Damaged(why)),
    };
    let mut manifest = Vec::new();
    if let Ok(part) = package.part("META-INF/manifest.xml") {
        // a list that is cut short says the same
        let _ = part.take(MANIFEST).read_to_end(&mut manifest);
    }
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Sheets::refused(Trouble::Encrypted);
    }
    let mut reading = content::Reading::new(Budget::new(limits));
    if let Ok(part) = package.part("styles.xml") {
        reading.styles(Events::new(part));
    }
    match package.part("content.xml") {
        Ok(part) => reading.content(Events::new(part)),
        Err(why) => Sheets::refused(Trouble::Damaged(why)),
    }
}

/// The sheets of a spreadsheet in one XML file.
pub(crate) fn flat(bytes: &[u8], limits: &Limits) -> Sheets {
    content::Reading::new(Budget::new(limits)).content(Events::new(bytes))
}
