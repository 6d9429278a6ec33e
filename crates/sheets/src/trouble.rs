//! What a reader of bytes has to say about a file, as plain data: it crosses processes and caches, and only then becomes
//! a sentence.

use crate::wording;
use scoring::{Place, Problem};
use serde::{Deserialize, Serialize};

/// Files that are no table at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// `%PDF`.
    Pdf,
    /// Word, old or new.
    Word,
    /// Slides, old or new.
    Slides,
    /// PNG, JPEG, GIF, BMP.
    Picture,
    /// A web page without a table.
    Html,
    /// XML that is no workbook.
    Xml,
    /// Rich text.
    Rtf,
    /// An archive that holds no workbook's parts.
    Zip,
    /// RAR or 7z.
    Rar,
    /// An archive whose directory can't be found.
    Broken,
    /// Anything else.
    Unknown,
}

/// One thing that went wrong, or that should be known, while a file was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// 0 bytes.
    NoBytes,
    /// No workbook at all.
    Foreign(Foreign),
    /// It needs a password to be opened.
    Encrypted,
    /// It can't be read; what the reader said.
    Damaged(String),
    /// One sheet can't be read; the others can.
    SheetDamaged {
        /// Name of the sheet.
        sheet: String,
        /// What the reader said.
        why: String,
    },
    /// Larger than allowed, in bytes, as it is or after unpacking.
    TooLarge {
        /// What it is.
        size: u64,
        /// What is allowed.
        limit: u64,
    },
    /// More parts in the archive than allowed.
    TooManyParts(usize),
    /// Text in an encoding that could not be told.
    Encoding,
    /// No cell holds anything.
    NoCells,
    /// The reader's process ended while it was read: out of memory, or a fault in the reader.
    Crashed,
    /// It was not read within this many seconds.
    TooSlow(u64),
    /// An archive's entry needs a password.
    EntryEncrypted,
    /// An archive within an archive.
    NestedArchive,
    /// An archive without a file.
    EmptyArchive,
}

impl Trouble {
    /// The finding about it, for the file at this path of the campaign.
    pub fn problem(&self, path: &str) -> Problem {
        match self {
            Self::NoBytes => wording::not_a_workbook(path, None),
            Self::Foreign(foreign) => wording::not_a_workbook(path, Some(*foreign)),
            Self::Encrypted => wording::password(path),
            Self::Damaged(why) => wording::damaged(path, why),
            Self::SheetDamaged { sheet, why } => {
                let place = Place::Sheet { file: path.to_owned(), sheet: sheet.clone() };
                wording::sheet_damaged(sheet, why).at(place)
            }
            Self::TooLarge { size, limit } => wording::too_large(path, *size, *limit),
            Self::TooManyParts(parts) => wording::too_many_parts(path, *parts),
            Self::Encoding => wording::encoding(path),
            Self::NoCells => wording::workbook_empty(path),
            Self::Crashed => wording::crashed(path),
            Self::TooSlow(seconds) => wording::too_slow(path, *seconds),
            Self::EntryEncrypted => wording::entry_encrypted(path),
            Self::NestedArchive => wording::nested_archive(path),
            Self::EmptyArchive => wording::empty_archive(path),
        }
    }
}
