//! Tables that are no score sheets (units, dates, figures, last year): a header and rows of text, each with its cell.

use crate::limits::Limits;
use crate::read::{Workbook, read};
use crate::show::context;
use crate::wording;
use scoring::{CellRef, Grid, Place, Problem, Text, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A table as text. A row has one cell for each column, blank ones as empty text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawTable {
    /// Path inside the campaign.
    pub file: String,
    /// Name of the sheet; empty for a CSV.
    pub sheet: String,
    /// Headers, left to right, columns without a header left out.
    pub columns: Vec<(String, CellRef)>,
    /// The rows that hold anything.
    pub rows: Vec<Vec<(String, CellRef)>>,
    /// The cells that hold a number, not text: their text has a decimal point.
    pub numbers: BTreeSet<CellRef>,
}

impl RawTable {
    /// The place of a cell, for a problem about it.
    pub fn place(&self, cell: CellRef) -> Place {
        Place::Cell { file: self.file.clone(), sheet: self.sheet.clone(), cell }
    }

    /// The problem at a cell of a row (or of the header), shown in its row with `label` under the cell.
    pub fn mark(&self, problem: Problem, row: &[(String, CellRef)], at: usize, label: Text) -> Problem {
        let Some((_, cell)) = row.get(at).or_else(|| row.first()) else { return problem };
        let cells = row.iter().filter(|(text, _)| !text.is_empty()).map(|(text, cell)| (cell.col, text.clone()));
        problem.at(self.place(*cell)).with_context(context(cells, cell.col, label))
    }

    /// The place in [`RawTable::columns`] of the first of these headers, compared without marks and case.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let wanted: Vec<String> = names.iter().map(|name| scoring::fold(name)).collect();
        let folded: Vec<String> = self.columns.iter().map(|(header, _)| scoring::fold(header)).collect();
        wanted.iter().find_map(|name| folded.iter().position(|header| header == name))
    }
}

/// Reads a table from a CSV or the first sheet of a workbook that holds anything; its first row is the header.
///
/// # Errors
/// The problem that kept it from being read.
pub fn table(path: &str, bytes: &[u8], limits: &Limits) -> Result<RawTable, Box<Problem>> {
    table_of(path, &read(bytes, limits))
}

/// The table in a workbook that has been read.
///
/// # Errors
/// The problem that kept it from being read.
pub fn table_of(path: &str, workbook: &Workbook) -> Result<RawTable, Box<Problem>> {
    let visible = |grid: &&Grid| !grid.cells.is_empty() && !grid.hidden;
    let Some(grid) = workbook.grids.iter().find(visible) else {
        let problem = workbook.problems(path).into_iter().next();
        return Err(Box::new(problem.unwrap_or_else(|| wording::workbook_empty(path))));
    };
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    for (at, value) in &grid.cells {
        rows.entry(at.row).or_default().insert(at.col, value.display().trim().to_owned());
    }
    let numbers = grid.cells.iter().filter(|(_, value)| matches!(value, Value::Number(_))).map(|(at, _)| *at).collect();
    let mut rows = rows.into_iter();
    let (top, header) = rows.next().unwrap_or_default();
    let columns: Vec<(String, CellRef)> =
        header.into_iter().map(|(col, text)| (text, CellRef::new(top, col))).collect();
    let rows = rows
        .map(|(row, mut cells)| {
            let cell =
                |(_, at): &(String, CellRef)| (cells.remove(&at.col).unwrap_or_default(), CellRef::new(row, at.col));
            columns.iter().map(cell).collect::<Vec<_>>()
        })
        .filter(|cells| cells.iter().any(|(text, _)| !text.is_empty()))
        .collect();
    Ok(RawTable { file: path.to_owned(), sheet: grid.name.clone(), columns, rows, numbers })
}
