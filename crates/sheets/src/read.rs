//! Bytes of one file → its grids, or the trouble that says why not.

use crate::formats::sniff::{Content, archive, sniff};
use crate::formats::{Sheets, calamine, text};
use crate::limits::Limits;
use crate::trouble::{Foreign, Trouble};
use scoring::{Grid, Problem};
use serde::{Deserialize, Serialize};
use std::io::Cursor;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// .xlsx, .xlsm.
    Xlsx,
    /// .xlsb.
    Xlsb,
    /// .xls, BIFF.
    Xls,
    /// .ods.
    Ods,
    /// Delimited text.
    Text,
}

/// One file as it was read, its name left aside. A file that can't be read has no grids and one trouble.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// What it is; `None` for a file that is no workbook.
    pub format: Option<Format>,
    /// Its sheets, in their order; hidden ones too.
    pub grids: Vec<Grid>,
    /// What went wrong, and what should be known.
    pub troubles: Vec<Trouble>,
    /// Names of the fonts that its styles use, where the format tells them.
    pub fonts: Vec<String>,
}

impl Workbook {
    /// The format holds nothing but text, so that a number written as text is no finding.
    pub fn is_plain(&self) -> bool {
        self.format == Some(Format::Text)
    }

    /// The findings about the file at this path of the campaign.
    pub fn problems(&self, path: &str) -> Vec<Problem> {
        self.troubles.iter().map(|trouble| trouble.problem(path)).collect()
    }
}

/// Reads a file by what is in it: .xlsx, .xlsm, .xlsb, .xls, .ods, or delimited text in UTF-8 or UTF-16.
pub fn read(bytes: &[u8], limits: &Limits) -> Workbook {
    let content = match content(bytes, limits) {
        Ok(content) => content,
        Err(trouble) => return Workbook { troubles: vec![trouble], ..Workbook::default() },
    };
    let (format, Sheets { grids, mut troubles, fonts }) = match content {
        Content::Empty => (None, Sheets::refused(Trouble::NoBytes)),
        Content::Foreign(foreign) => (None, Sheets::refused(Trouble::Foreign(foreign))),
        Content::Encrypted => (None, Sheets::refused(Trouble::Encrypted)),
        Content::Text => (Some(Format::Text), text::sheets(bytes)),
        Content::Workbook(format) => (Some(format), calamine::sheets(format, bytes, limits)),
    };
    if troubles.is_empty() && grids.iter().all(|grid| grid.cells.is_empty()) {
        troubles.push(Trouble::NoCells);
    }
    Workbook { format, grids, troubles, fonts }
}

/// What the file is, if it is small enough to be opened.
fn content(bytes: &[u8], limits: &Limits) -> Result<Content, Trouble> {
    let size = bytes.len() as u64;
    if size > limits.bytes {
        return Err(Trouble::TooLarge { size, limit: limits.bytes });
    }
    let content = sniff(bytes);
    if content != Content::Foreign(Foreign::Zip) {
        return Ok(content);
    }
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(Content::Foreign(Foreign::Broken));
    };
    if zip.len() > limits.parts {
        return Err(Trouble::TooManyParts(zip.len()));
    }
    let sizes = zip.decompressed_size().map(|size| u64::try_from(size).unwrap_or(u64::MAX));
    let unpacked = sizes.or_else(|| {
        (0..zip.len()).try_fold(0u64, |sum, at| Some(sum.saturating_add(zip.by_index_raw(at).ok()?.size())))
    });
    match unpacked {
        None => return Ok(Content::Foreign(Foreign::Broken)),
        Some(size) if size > limits.unpacked => return Err(Trouble::TooLarge { size, limit: limits.unpacked }),
        Some(_) => {}
    }
    let names: Vec<String> = zip.file_names().filter_map(|name| Some(name.ok()?.replace('\\', "/"))).collect();
    Ok(archive(&names))
}
