//! Bytes of one file → its grids, or the trouble that says why not.

use crate::charset::{self, Charset};
use crate::formats::ole::{self, Inside};
use crate::formats::sniff::{Content, archive, sniff};
use crate::formats::{Sheets, biff, biff12, html, ods, text, xlsx, xml2003};
use crate::limits::Limits;
use crate::trouble::{Foreign, Trouble};
use scoring::{Grid, Problem};
use serde::{Deserialize, Serialize};
use std::io::Cursor;
use std::panic::catch_unwind;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// .xlsx, .xlsm.
    Xlsx,
    /// .xlsb.
    Xlsb,
    /// .xls, BIFF.
    Xls,
    /// .ods, .fods.
    Ods,
    /// Tables of a web page.
    Html,
    /// SpreadsheetML, the XML of Excel 2003.
    Xml,
    /// Delimited text.
    Text,
}

impl Format {
    /// The extensions that files of this format have, in lower case.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Xlsx => &["xlsx", "xlsm", "xltx", "xltm"],
            Self::Xlsb => &["xlsb"],
            Self::Xls => &["xls", "xlt"],
            Self::Ods => &["ods", "ots", "fods"],
            Self::Html => &["html", "htm"],
            Self::Xml => &["xml"],
            Self::Text => &["csv", "tsv", "tab", "txt"],
        }
    }
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
        matches!(self.format, Some(Format::Text | Format::Html))
    }

    /// The findings about the file at this path of the campaign.
    pub fn problems(&self, path: &str) -> Vec<Problem> {
        self.troubles.iter().map(|trouble| trouble.problem(path)).collect()
    }
}

/// Reads a file by what is in it: .xlsx, .xlsm, .xlsb, .xls, .ods, the tables of a web page, the XML of Excel 2003, or
/// delimited text. Text in an old Vietnamese charset comes out as Unicode.
/// A reader that panics costs this one file.
pub fn read(bytes: &[u8], limits: &Limits) -> Workbook {
    catch_unwind(|| opened(bytes, limits, true))
        .unwrap_or_else(|_| refused(Trouble::Damaged("the reader stopped".into())))
}

fn refused(trouble: Trouble) -> Workbook {
    Workbook { troubles: vec![trouble], ..Workbook::default() }
}

fn opened(bytes: &[u8], limits: &Limits, may_decrypt: bool) -> Workbook {
    let read = match content(bytes, limits) {
        Err(trouble) => return refused(trouble),
        Ok(Content::Empty) => return refused(Trouble::NoBytes),
        Ok(Content::Foreign(foreign)) => return refused(Trouble::Foreign(foreign)),
        Ok(Content::Encrypted) => return decrypted(bytes, limits, may_decrypt),
        Ok(Content::Compound) => match ole::open(bytes) {
            Err(trouble) => return refused(trouble),
            Ok(Inside::Foreign(foreign)) => return refused(Trouble::Foreign(foreign)),
            Ok(Inside::Encrypted) => return decrypted(bytes, limits, may_decrypt),
            Ok(Inside::Workbook(records)) => (Format::Xls, biff::sheets(&records, limits)),
        },
        Ok(Content::Records) => (Format::Xls, biff::sheets(bytes, limits)),
        Ok(Content::FlatOds) => (Format::Ods, ods::flat(bytes, limits)),
        Ok(Content::Text) => (Format::Text, text::sheets(bytes, limits)),
        Ok(Content::Workbook(format)) => (format, workbook(format, bytes, limits)),
    };
    let (format, Sheets { mut grids, mut troubles, fonts }) = read;
    if may_decrypt && troubles == [Trouble::Encrypted] {
        return decrypted(bytes, limits, true);
    }
    let votes = fonts.iter().filter_map(|font| Charset::of_font(font)).collect();
    troubles.extend(charset::settle(&mut grids, &votes));
    if troubles.iter().all(Trouble::is_note) && grids.iter().all(|grid| grid.cells.is_empty()) {
        troubles.push(Trouble::NoCells);
    }
    Workbook { format: Some(format), grids, troubles, fonts }
}

fn workbook(format: Format, bytes: &[u8], limits: &Limits) -> Sheets {
    match format {
        Format::Xlsx => xlsx::sheets(bytes, limits),
        Format::Xlsb => biff12::sheets(bytes, limits),
        Format::Xls => biff::sheets(bytes, limits),
        Format::Ods => ods::sheets(bytes, limits),
        Format::Html => html::sheets(bytes, limits),
        Format::Xml => xml2003::sheets(bytes, limits),
        Format::Text => text::sheets(bytes, limits),
    }
}

/// An encrypted workbook, read if Excel's default password opens it.
fn decrypted(bytes: &[u8], limits: &Limits, may_decrypt: bool) -> Workbook {
    let plain = if may_decrypt { ole::without_default_password(bytes) } else { None };
    let Some(plain) = plain else { return refused(Trouble::Encrypted) };
    let mut workbook = opened(&plain, limits, false);
    workbook.troubles.insert(0, Trouble::DefaultPassword);
    workbook
}

/// Least bytes of an entry in an archive's directory.
const ENTRY: usize = 46;

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
    // a file that could hold more parts than allowed is counted first: the directory is read as a whole, and a large one takes memory
    if bytes.len() / ENTRY > limits.parts {
        let parts = bytes.windows(4).filter(|bytes| *bytes == b"PK\x01\x02").count();
        if parts > limits.parts {
            return Err(Trouble::TooManyParts(parts));
        }
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
