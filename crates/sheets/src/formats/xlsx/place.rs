//! Addresses and areas as sheets write them: `E14`, `A1:C3`; and runs of rows or columns.

use scoring::{CellRef, Merge};

/// Rows of a sheet.
pub(super) const ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub(super) const COLUMNS: u32 = 16_384;

/// A cell's address; `None` when there is no such cell.
#[inline]
pub(super) fn cell(text: &str) -> Option<CellRef> {
    let (mut col, mut row, mut digits) = (0u32, 0u32, false);
    for &letter in text.as_bytes() {
        match letter {
            b'0'..=b'9' if col > 0 => {
                digits = true;
                row = row * 10 + u32::from(letter - b'0');
            }
            b'A'..=b'Z' if !digits => col = col * 26 + u32::from(letter - b'A') + 1,
            b'a'..=b'z' if !digits => col = col * 26 + u32::from(letter - b'a') + 1,
            // signs of fixed addresses
            b'$' => {}
            _ => return None,
        }
        if row > ROWS || col > COLUMNS {
            return None;
        }
    }
    Some(CellRef::new(row.checked_sub(1)?, col.checked_sub(1)?))
}

/// An area of more than one cell.
pub(super) fn area(text: &str) -> Option<Merge> {
    let (first, last) = text.split_once(':')?;
    let (first, last) = (cell(first)?, cell(last)?);
    let merge = Merge {
        first: CellRef::new(first.row.min(last.row), first.col.min(last.col)),
        last: CellRef::new(first.row.max(last.row), first.col.max(last.col)),
    };
    (merge.first != merge.last).then_some(merge)
}

/// Runs of rows or columns, first and last of each.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<(u32, u32)>);

impl Runs {
    /// Adds a run; most come in order.
    pub(super) fn push(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            Some(run) if run.0 <= first && first <= run.1.saturating_add(1) => run.1 = run.1.max(last),
            _ => self.0.push((first, last)),
        }
    }

    /// The runs rising, apart from each other.
    pub(super) fn settled(mut self) -> Vec<(u32, u32)> {
        self.0.sort_unstable();
        let mut joined = Self::default();
        for (first, last) in self.0 {
            joined.push(first, last);
        }
        joined.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_areas() {
        assert_eq!(cell("E14"), Some(CellRef::new(13, 4)));
        assert_eq!(cell("$aa$1"), Some(CellRef::new(0, 26)));
        assert_eq!(cell("XFD1048576"), Some(CellRef::new(ROWS - 1, COLUMNS - 1)));
        for wrong in ["", "A", "1", "A0", "1A", "A1B", "XFE1", "A1048577", "A99999999999", "Á1"] {
            assert_eq!(cell(wrong), None, "{wrong}");
        }
        let wanted = Merge { first: CellRef::new(0, 0), last: CellRef::new(11, 27) };
        assert_eq!((area("A1:AB12"), area("AB12:A1")), (Some(wanted), Some(wanted)));
        assert_eq!((area("A1"), area("A1:A1"), area("A0:B1")), (None, None, None));
    }

    #[test]
    fn runs_are_joined() {
        let mut runs = Runs::default();
        for (first, last) in [(3, 4), (5, 5), (9, 9), (1, 1), (2, 2), (9, 12)] {
            runs.push(first, last);
        }
        assert_eq!(runs.settled(), [(1, 5), (9, 12)]);
    }
}
