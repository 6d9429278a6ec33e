//! What a reader of bytes has to say about a file, as plain data: it crosses processes and caches, and only then becomes
//! a sentence.

use crate::charset::Charset;
use crate::wording;
use scoring::{CellRef, Place, Problem};
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
    /// A web page with its pictures in one file, as browsers and Excel save it.
    WebArchive,
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

/// What is broken in a file that is a workbook. A part is told by its name in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// The archive's directory is missing or wrong: cut short, or damaged on its way.
    Directory,
    /// A part that is referred to is not there.
    Missing(String),
    /// A part can't be unpacked.
    Packed(String),
    /// The XML of a part breaks off or is not well-formed.
    Markup(String),
    /// A part is neither UTF-8 nor UTF-16.
    Encoding(String),
    /// A part declares entities or uses undeclared ones, which no spreadsheet program writes.
    Entities(String),
    /// Tags of a part are nested deeper than any spreadsheet program does.
    Depth(String),
    /// A cell shows a shared text of this number, and there is none.
    SharedText(#[serde(with = "address")] CellRef, String),
    /// An address that no sheet has.
    Address(String),
    /// Two cells with different contents have this address.
    Twice(#[serde(with = "address")] CellRef),
    /// The reader stopped; a mistake of ours.
    Stopped,
}

/// What there may be too much of in a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Bytes of a part or of all parts, unpacked.
    Bytes,
    /// Sheets and other parts referred to.
    Parts,
    /// Cells that hold something, and merged areas.
    Cells,
    /// Tags and texts, those of blank cells among them.
    Marks,
    /// Bytes of text in cells.
    Text,
    /// Formats of cells.
    Formats,
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
    /// It can't be read, and this is why.
    Broken(Damage),
    /// One sheet can't be read, and this is why; the others can.
    SheetBroken {
        /// Name of the sheet.
        sheet: String,
        /// Why.
        damage: Damage,
    },
    /// There is more in it than allowed.
    TooMuch {
        /// Name of the sheet that is not read; `None`: nothing is.
        sheet: Option<String>,
        /// Of what.
        measure: Measure,
        /// What is allowed.
        limit: u64,
    },
    /// A sheet of Excel 4 macros was left out.
    MacroSheet(String),
    /// It holds macros; they are never run.
    HasMacros,
    /// Formulas refer to other workbooks.
    HasExternalLinks,
    /// More cells or text than a file may hold; this sheet and those behind it are not read.
    SheetTooLarge {
        /// Name of the sheet; empty where there is none.
        sheet: String,
        /// Most cells of a file.
        cells: usize,
    },
    /// A sheet of another kind: a chart, macros of Excel 4.
    SheetNoCells(String),
    /// A workbook of Excel 4 or before, or in an alphabet of a Macintosh or of DOS.
    OldFormat,
    /// It was encrypted with Excel's own password, and was opened with it.
    DefaultPassword,
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
    /// More cells in a text file than allowed.
    TooManyCells(usize),
    /// Text in an encoding other than Unicode that could be told: its name.
    Recoded(String),
    /// Control characters that were left out, and how many.
    ControlCharacters(usize),
    /// Cells in an old Vietnamese charset, turned into Unicode.
    LegacyCharset {
        /// The charset.
        charset: Charset,
        /// How many cells.
        cells: usize,
        /// One of them as it was.
        before: String,
        /// The same one as it is now.
        after: String,
    },
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
    /// It is no more than something to know: the file was read.
    pub(crate) fn is_note(&self) -> bool {
        matches!(
            self,
            Self::MacroSheet(_)
                | Self::SheetNoCells(_)
                | Self::HasMacros
                | Self::HasExternalLinks
                | Self::Recoded(_)
                | Self::ControlCharacters(_)
                | Self::LegacyCharset { .. }
        )
    }

    /// The finding about it, for the file at this path of the campaign.
    pub fn problem(&self, path: &str) -> Problem {
        match self {
            Self::NoBytes => wording::not_a_workbook(path, None),
            Self::Foreign(foreign) => wording::not_a_workbook(path, Some(*foreign)),
            Self::Encrypted => wording::password(path),
            Self::Damaged(why) => wording::damaged(path, why),
            Self::SheetDamaged { sheet, why } => wording::sheet_damaged(sheet, why).at(of_sheet(path, sheet)),
            Self::Broken(damage) => wording::broken(path, damage),
            Self::SheetBroken { sheet, damage } => wording::sheet_broken(sheet, damage).at(of_sheet(path, sheet)),
            Self::TooMuch { sheet: None, measure, limit } => {
                wording::too_much(*measure, *limit).at(Place::File(path.to_owned()))
            }
            Self::TooMuch { sheet: Some(sheet), measure, limit } => {
                wording::sheet_too_much(sheet, *measure, *limit).at(of_sheet(path, sheet))
            }
            Self::MacroSheet(sheet) => wording::macro_sheet(sheet).at(of_sheet(path, sheet)),
            Self::HasMacros => wording::has_macros(path),
            Self::HasExternalLinks => wording::has_external_links(path),
            Self::SheetTooLarge { sheet, cells } => {
                let place = Place::Sheet { file: path.to_owned(), sheet: sheet.clone() };
                wording::sheet_too_large(sheet, *cells).at(place)
            }
            Self::SheetNoCells(sheet) => {
                let place = Place::Sheet { file: path.to_owned(), sheet: sheet.clone() };
                wording::sheet_no_cells(sheet).at(place)
            }
            Self::OldFormat => wording::old_format(path),
            Self::DefaultPassword => wording::default_password(path),
            Self::TooLarge { size, limit } => wording::too_large(path, *size, *limit),
            Self::TooManyParts(parts) => wording::too_many_parts(path, *parts),
            Self::Encoding => wording::encoding(path),
            Self::NoCells => wording::workbook_empty(path),
            Self::TooManyCells(limit) => wording::too_many_cells(path, *limit),
            Self::Recoded(encoding) => wording::recoded(path, encoding),
            Self::ControlCharacters(count) => wording::control_characters(path, *count),
            Self::LegacyCharset { charset, cells, before, after } => {
                wording::legacy_charset(path, *charset, *cells, before, after)
            }
            Self::Crashed => wording::crashed(path),
            Self::TooSlow(seconds) => wording::too_slow(path, *seconds),
            Self::EntryEncrypted => wording::entry_encrypted(path),
            Self::NestedArchive => wording::nested_archive(path),
            Self::EmptyArchive => wording::empty_archive(path),
        }
    }
}

fn of_sheet(path: &str, sheet: &str) -> Place {
    Place::Sheet { file: path.to_owned(), sheet: sheet.to_owned() }
}

/// An address as its row and column.
mod address {
    use scoring::CellRef;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(at: &CellRef, serializer: S) -> Result<S::Ok, S::Error> {
        (at.row, at.col).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<CellRef, D::Error> {
        <(u32, u32)>::deserialize(deserializer).map(|(row, col)| CellRef::new(row, col))
    }
}
