//! .xls of Excel 5 to 2003: the records of the Workbook stream → grids. A reader of our own, because the records must be
//! walked anyway (hidden rows, number formats, merged areas), and a sparse walk asks for no more memory than there are cells.

mod sheet;
mod strings;

use crate::formats::bytes::{u16_at, u32_at};
use crate::formats::cells::{Budget, Halt, settle};
use crate::formats::number_format::{GENERAL, NumberFormat};
use crate::formats::text::nfc;
use crate::formats::{MOST_FONTS, Sheets};
use crate::limits::Limits;
use crate::trouble::Trouble;
use scoring::{CellRef, Grid, Value};
use std::collections::{BTreeMap, BTreeSet};
use strings::{Chain, CodePage, Text};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const CONTINUE: u16 = 0x003c;
/// Sheets that a workbook may have.
const MOST_SHEETS: usize = 2_000;

/// One record of a stream.
#[derive(Debug, Clone, Copy)]
struct Record<'a> {
    id: u16,
    data: &'a [u8],
}

/// The records of a stream, as far as they are whole.
fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (id, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = &rest[4 + length..];
        Some(Record { id, data })
    })
}

/// What a workbook says once for all of its sheets.
struct Book {
    text: Text,
    from_1904: bool,
    /// Number of the format by number of the cell style.
    styles: Vec<u16>,
    formats: BTreeMap<u16, NumberFormat>,
    strings: Vec<String>,
    sheets: Vec<Listed>,
    fonts: Vec<String>,
}

/// A sheet in the workbook's list.
struct Listed {
    at: usize,
    hidden: bool,
    kind: u8,
    name: String,
}

/// The sheets of a Workbook or Book stream.
pub(crate) fn sheets(stream: &[u8], limits: &Limits) -> Sheets {
    let book = match Book::read(stream, limits) {
        Ok(book) => book,
        Err(trouble) => return Sheets::refused(trouble),
    };
    let (mut budget, mut found) = (Budget::new(limits), Sheets::default());
    // a sheet ends where the next one begins, so that no byte is read for two of them
    let starts = starts(stream);
    let (mut seen, mut formulas) = (BTreeSet::new(), Formulas::default());
    for (place, listed) in book.sheets.iter().enumerate() {
        // a list that is wrong about places still has the order
        let own = starts.binary_search(&listed.at).unwrap_or(place + 1);
        let from = starts.get(own).copied().filter(|start| seen.insert(*start)).unwrap_or(stream.len());
        let to = starts.get(own + 1).copied().unwrap_or(stream.len());
        if listed.kind != 0 {
            found.troubles.push(Trouble::SheetNoCells(listed.name.clone()));
            continue;
        }
        let mut grid = Grid { name: listed.name.clone(), hidden: listed.hidden, ..Grid::default() };
        formulas.sheet = found.grids.len();
        match sheet::read(stream.get(from..to).unwrap_or_default(), &book, &mut grid, &mut budget, &mut formulas) {
            Ok(()) => {
                settle(&mut grid);
                found.grids.push(grid);
            }
            Err(sheet::Stop::CodePage) => return Sheets::refused(Trouble::OldFormat),
            Err(sheet::Stop::Halt(halt)) => {
                let full = halt == Halt::Full;
                found.troubles.push(budget.trouble(&listed.name, halt));
                if full {
                    break;
                }
            }
        }
    }
    formulas.mark(&mut found.grids);
    found.fonts = book.fonts;
    found
}

/// What is known of the workbook's formulas. One that gave an empty text can't be told from one that was never calculated,
/// but where no formula of the whole workbook gave anything, none was.
#[derive(Default)]
struct Formulas {
    sheet: usize,
    calculated: bool,
    blank: Vec<(usize, CellRef)>,
}

impl Formulas {
    fn mark(self, grids: &mut [Grid]) {
        for (sheet, at) in self.blank.into_iter().filter(|_| !self.calculated) {
            if let Some(grid) = grids.get_mut(sheet) {
                grid.cells.entry(at).or_insert_with(|| Value::Uncalculated(String::new()));
            }
        }
    }
}

/// Where the workbook's own records begin and then its sheets, by the records that are inside of nothing else.
fn starts(stream: &[u8]) -> Vec<usize> {
    let (mut at, mut depth, mut found) = (0, 0usize, Vec::new());
    for record in records(stream) {
        match record.id {
            BOF => {
                if depth == 0 {
                    found.push(at);
                }
                depth += 1;
            }
            EOF => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 4 + record.data.len();
    }
    found
}

impl From<CodePage> for Trouble {
    fn from(_: CodePage) -> Self {
        Self::OldFormat
    }
}

impl Book {
    fn read(stream: &[u8], limits: &Limits) -> Result<Self, Trouble> {
        let mut all = records(stream);
        let first = all.next().ok_or_else(|| Trouble::Damaged("the stream holds no record".into()))?;
        let version = match first.id {
            BOF => u16_at(first.data, 0).unwrap_or_default(),
            // Excel 2, 3, 4
            0x0009 | 0x0209 | 0x0409 => return Err(Trouble::OldFormat),
            _ => return Err(Trouble::Damaged("the stream does not begin with BOF".into())),
        };
        let mut book = Self {
            text: Text { unicode: version == 0x0600, encoding: strings::encoding(1252) },
            from_1904: false,
            styles: Vec::new(),
            formats: BTreeMap::new(),
            strings: Vec::new(),
            sheets: Vec::new(),
            fonts: Vec::new(),
        };
        let mut all = all.peekable();
        while let Some(record) = all.next() {
            if record.id == 0x00fc {
                let mut parts = vec![record.data];
                while let Some(next) = all.next_if(|next| next.id == CONTINUE) {
                    parts.push(next.data);
                }
                book.shared(Chain::new(parts), limits.cells);
            } else if record.id == EOF {
                break;
            } else {
                book.global(record)?;
            }
        }
        if book.sheets.is_empty() {
            // a stream of one sheet, without a list
            book.sheets.push(Listed { at: 0, hidden: false, kind: 0, name: String::new() });
        }
        Ok(book)
    }

    fn global(&mut self, record: Record<'_>) -> Result<(), Trouble> {
        let data = record.data;
        match record.id {
            0x002f => return Err(Trouble::Encrypted),
            0x0042 => self.text.encoding = strings::encoding(u16_at(data, 0).unwrap_or_default()),
            0x0022 => self.from_1904 = u16_at(data, 0) == Some(1),
            0x0031 => {
                let name = self.text.read(data.get(14..).unwrap_or_default(), 1)?;
                if !name.is_empty() && self.fonts.len() < MOST_FONTS && !self.fonts.contains(&name) {
                    self.fonts.push(name);
                }
            }
            0x041e => {
                let length_bytes = if self.text.unicode { 2 } else { 1 };
                let code = self.text.read(data.get(2..).unwrap_or_default(), length_bytes)?;
                self.formats.insert(u16_at(data, 0).unwrap_or_default(), NumberFormat::new(&code));
            }
            0x00e0 => self.styles.push(u16_at(data, 2).unwrap_or_default()),
            0x0085 if self.sheets.len() >= MOST_SHEETS => return Err(Trouble::TooManyParts(self.sheets.len() + 1)),
            0x0085 => {
                let name = nfc(&self.text.read(data.get(6..).unwrap_or_default(), 1)?);
                let at = u32_at(data, 0).and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
                let (hidden, kind) = (data.get(4).is_some_and(|state| state & 3 != 0), data.get(5).copied());
                self.sheets.push(Listed { at, hidden, kind: kind.unwrap_or_default(), name });
            }
            _ => {}
        }
        Ok(())
    }

    /// The texts that cells name by number, no more than a file may have cells.
    fn shared(&mut self, mut chain: Chain<'_>, most: usize) {
        // how many there are is sometimes written wrong
        let _ = (chain.number(4), chain.number(4));
        let strings = (0..most).map_while(|_| {
            let length = chain.number(2)?;
            chain.string(length)
        });
        self.strings = strings.collect();
    }

    /// The number format of a cell style.
    fn format(&self, style: u16) -> NumberFormat {
        let Some(id) = self.styles.get(usize::from(style)) else { return GENERAL };
        self.formats.get(id).copied().unwrap_or_else(|| NumberFormat::builtin(*id))
    }
}
