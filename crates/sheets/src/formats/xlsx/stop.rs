//! Why reading stops, and how much of a workbook may still be read.

use crate::limits::Limits;
use crate::trouble::{Damage, Measure};

/// Why a part could not be read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stop {
    /// It is broken.
    Damage(Damage),
    /// There is more in it than allowed.
    TooMuch(Measure, u64),
}

impl From<Damage> for Stop {
    fn from(damage: Damage) -> Self {
        Self::Damage(damage)
    }
}

/// A name of the file's own, short enough for a finding.
pub(super) fn short(name: &str) -> String {
    name.chars().take(100).collect()
}

/// What may still be read of one workbook. Sheets may share a part, so everything is counted each time it is read.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes unpacked.
    bytes: Left,
    /// Largest part, in bytes: it is held as a whole, beside what was made of others.
    pub(super) part: u64,
    /// Tags and texts of XML.
    marks: Left,
    /// Bytes of text in cells; a shared text counts for each cell that shows it.
    text: Left,
    /// Cells and merged areas of all sheets.
    cells: Left,
    /// Sheets, and relationships.
    pub(super) parts: usize,
    /// Cells and merged areas of one sheet.
    pub(super) sheet: usize,
}

/// Tags and texts for each cell that one sheet may hold: an honest cell has five, and a book has blank cells and several sheets.
const MARKS: u64 = 24;
/// Most bytes in one text, formula or value: Excel itself allows 32,767 characters.
const ONE: usize = 1 << 20;
/// How many times the cells of one sheet all sheets together may hold.
const SHEETS: u64 = 4;

#[derive(Debug)]
struct Left {
    limit: u64,
    left: u64,
    measure: Measure,
}

impl Left {
    fn new(limit: u64, measure: Measure) -> Self {
        Self { limit, left: limit, measure }
    }

    #[inline]
    fn take(&mut self, amount: u64) -> Result<(), Stop> {
        match self.left.checked_sub(amount) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(Stop::TooMuch(self.measure, self.limit)),
        }
    }
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        let cells = limits.cells as u64;
        Self {
            bytes: Left::new(limits.unpacked, Measure::Bytes),
            part: limits.unpacked / 3,
            marks: Left::new(cells.saturating_mul(MARKS), Measure::Marks),
            text: Left::new(limits.unpacked / 4, Measure::Text),
            cells: Left::new(cells.saturating_mul(SHEETS), Measure::Cells),
            sheet: limits.cells,
            parts: limits.parts,
        }
    }

    pub(super) fn bytes(&mut self, amount: u64) -> Result<(), Stop> {
        self.bytes.take(amount)
    }

    #[inline]
    pub(super) fn mark(&mut self) -> Result<(), Stop> {
        self.marks.take(1)
    }

    #[inline]
    pub(super) fn text(&mut self, amount: usize) -> Result<(), Stop> {
        self.text.take(amount as u64)
    }

    /// More text for a buffer that is empty for each cell.
    #[inline]
    pub(super) fn grow(buffer: &mut String, text: &str) -> Result<(), Stop> {
        buffer.push_str(text);
        Self::one(buffer)
    }

    /// Whether one text is short enough.
    #[inline]
    pub(super) fn one(text: &str) -> Result<(), Stop> {
        if text.len() > ONE { Err(Stop::TooMuch(Measure::Text, ONE as u64)) } else { Ok(()) }
    }

    #[inline]
    pub(super) fn cell(&mut self) -> Result<(), Stop> {
        self.cells.take(1)
    }
}
