//! What the readers of all formats put into grids, counted against what one file may hold.

use crate::limits::Limits;
use crate::trouble::Trouble;
use scoring::{CellRef, Grid, Merge, Value};
use std::fmt::Display;

/// Rows that a sheet may have.
pub(crate) const MOST_ROWS: u32 = 1_048_576;
/// Columns that a sheet may have.
pub(crate) const MOST_COLS: u32 = 16_384;

/// Why a sheet was not read to its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Halt {
    /// More cells or text than a file may hold.
    Full,
    /// What the reader met.
    Bad(String),
}

impl Halt {
    pub(crate) fn bad(error: impl Display) -> Self {
        Self::Bad(error.to_string())
    }
}

/// What the sheets of one file may still hold, all together.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    most: usize,
    cells: usize,
    text: usize,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { most: limits.cells, cells: limits.cells, text: limits.text }
    }

    /// Takes this many cells, merged areas, styles or runs of hidden rows off.
    pub(crate) fn spend(&mut self, things: usize) -> Result<(), Halt> {
        self.cells = self.cells.checked_sub(things).ok_or(Halt::Full)?;
        Ok(())
    }

    /// Whether this many cells more are within what is left.
    pub(crate) fn affords(&self, cells: usize) -> Result<(), Halt> {
        if cells > self.cells { Err(Halt::Full) } else { Ok(()) }
    }

    /// Takes this many bytes of text off.
    pub(crate) fn spend_text(&mut self, bytes: usize) -> Result<(), Halt> {
        self.text = self.text.checked_sub(bytes).ok_or(Halt::Full)?;
        Ok(())
    }

    /// Puts a value into a grid; nothing for a blank one.
    pub(crate) fn put(&mut self, grid: &mut Grid, at: CellRef, value: Option<Value>) -> Result<(), Halt> {
        let Some(value) = value else { return Ok(()) };
        self.spend(1)?;
        if let Value::Text(text) | Value::Error(text) | Value::Uncalculated(text) | Value::Date(_, text) = &value {
            self.spend_text(text.len())?;
        }
        grid.cells.insert(at, value);
        Ok(())
    }

    /// Marks a merged area of more than one cell.
    pub(crate) fn merge(&mut self, grid: &mut Grid, first: CellRef, last: CellRef) -> Result<(), Halt> {
        if first == last || last.row < first.row || last.col < first.col {
            return Ok(());
        }
        self.spend(1)?;
        grid.merges.push(Merge { first, last });
        Ok(())
    }

    /// Marks a run of hidden rows or columns.
    pub(crate) fn hide(&mut self, runs: &mut Vec<(u32, u32)>, first: u32, last: u32) -> Result<(), Halt> {
        match runs.last_mut() {
            Some(run) if first >= run.0 && first <= run.1.saturating_add(1) => run.1 = run.1.max(last),
            _ => {
                self.spend(1)?;
                runs.push((first, last.max(first)));
            }
        }
        Ok(())
    }

    /// The trouble of a sheet that was not read to its end.
    pub(crate) fn trouble(&self, sheet: &str, halt: Halt) -> Trouble {
        let sheet = sheet.to_owned();
        match halt {
            Halt::Full => Trouble::SheetTooLarge { sheet, cells: self.most },
            Halt::Bad(why) => Trouble::SheetDamaged { sheet, why },
        }
    }
}

/// Puts the runs of hidden rows and columns in order, joined.
pub(crate) fn settle(grid: &mut Grid) {
    for runs in [&mut grid.hidden_rows, &mut grid.hidden_cols] {
        runs.sort_unstable();
        runs.dedup_by(|next, run| {
            let joined = next.0 <= run.1.saturating_add(1);
            run.1 = if joined { run.1.max(next.1) } else { run.1 };
            joined
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_budget_is_refused() {
        let limits = Limits { cells: 2, text: 5, ..Limits::default() };
        let (mut budget, mut grid) = (Budget::new(&limits), Grid::default());
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        assert_eq!(budget.put(&mut grid, CellRef::new(0, 0), text("abc")), Ok(()));
        assert_eq!(budget.put(&mut grid, CellRef::new(9, 9), None), Ok(()));
        assert_eq!(budget.put(&mut grid, CellRef::new(0, 1), text("abc")), Err(Halt::Full));
        assert_eq!(budget.spend(1), Err(Halt::Full));
    }

    #[test]
    fn hidden_runs_are_joined_in_order() {
        let mut grid = Grid { hidden_rows: vec![(7, 9), (1, 2), (3, 4), (8, 8)], ..Grid::default() };
        settle(&mut grid);
        assert_eq!(grid.hidden_rows, [(1, 4), (7, 9)]);
    }
}
