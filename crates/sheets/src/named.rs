//! The units that a list names, row by row, codes that lost their zeros among them.

use crate::table::RawTable;
use crate::wording;
use scoring::{CellRef, Problem, UnitId, UnitIndex};

/// Why a cell names no unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unnamed {
    /// No unit is called so.
    Nobody,
    /// A code without its zeros that is the code of several units; the problem about it.
    Several(Box<Problem>),
}

/// Finds the unit of each row of one table. Spreadsheets make 1 of `01`: where one unit's code is that number, it is meant,
/// and [`Named::finish`] tells of it.
#[derive(Debug)]
pub struct Named<'a> {
    table: &'a RawTable,
    index: &'a UnitIndex,
    lost: Vec<CellRef>,
}

impl<'a> Named<'a> {
    /// For the rows of this table.
    pub fn new(table: &'a RawTable, index: &'a UnitIndex) -> Self {
        Self { table, index, lost: Vec::new() }
    }

    /// The unit that the cell of a row names, by name, alias or code.
    ///
    /// # Errors
    /// It names none, or it may be several.
    pub fn find(&mut self, row: &[(String, CellRef)], at: usize) -> Result<UnitId, Unnamed> {
        let Some((text, cell)) = row.get(at) else { return Err(Unnamed::Nobody) };
        let text = text.trim();
        match (self.index.find(text), self.index.numbered(text)) {
            (_, [_, _, ..]) if !text.starts_with('0') => {
                let problem = self.table.mark(wording::code_several(text), row, at, wording::not_a_unit());
                Err(Unnamed::Several(Box::new(problem)))
            }
            (Some(unit), _) => Ok(unit),
            (None, [unit]) => {
                self.lost.push(*cell);
                Ok(*unit)
            }
            (None, _) => Err(Unnamed::Nobody),
        }
    }

    /// The note about codes that lost their zeros, if there were any.
    pub fn finish(self) -> Option<Problem> {
        let first = *self.lost.first()?;
        Some(wording::code_zero_lost(&self.lost).at(self.table.place(first)))
    }
}
