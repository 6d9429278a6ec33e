//! A row of a sheet as a line of text, with the span of one cell.

use scoring::{CellRef, Context, Grid, Lang, Place, Problem, Text, Value};

/// Characters of a long cell that are shown.
const WIDTH: usize = 40;
const BAR: &str = " │ ";

/// The first `width` characters of a text on one line, with an ellipsis when it is longer.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() <= width {
        return line;
    }
    let mut short: String = line.chars().take(width.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Where the cells of one sheet are, for problems.
pub(crate) struct Spot<'a> {
    pub(crate) file: &'a str,
    pub(crate) grid: &'a Grid,
    pub(crate) code: Option<u32>,
    /// The format holds nothing but text.
    pub(crate) plain: bool,
    /// The grid is the sheet turned: its rows are the sheet's columns.
    pub(crate) turned: bool,
    /// The columns that a finding shows, in a table of many units; empty for all.
    pub(crate) shown: &'a [u32],
}

impl Spot<'_> {
    /// The address of a cell of the grid in the sheet.
    pub(crate) fn at(&self, row: u32, col: u32) -> CellRef {
        if self.turned { CellRef::new(col, row) } else { CellRef::new(row, col) }
    }

    /// The place of a cell.
    pub(crate) fn place(&self, row: u32, col: u32) -> Place {
        Place::Cell { file: self.file.to_owned(), sheet: self.grid.name.clone(), cell: self.at(row, col) }
    }

    /// The place of the sheet.
    pub(crate) fn sheet(&self) -> Place {
        Place::Sheet { file: self.file.to_owned(), sheet: self.grid.name.clone() }
    }

    /// The problem at a cell, shown in its row with `label` under the cell.
    pub(crate) fn mark(&self, problem: Problem, row: u32, col: u32, label: Text) -> Problem {
        let shown = |at: &u32| self.shown.is_empty() || *at == col || self.shown.contains(at);
        let cells = self.grid.row(row).filter(|(at, _)| shown(at)).map(|(at, value)| (at, self.cell(at, value)));
        let problem = problem.at(self.place(row, col));
        problem.with_context(context(cells, col, label))
    }

    fn cell(&self, col: u32, value: &Value) -> String {
        match value {
            Value::Number(number) if self.code != Some(col) => Lang::Vi.number(*number),
            Value::Date(Some(date), _) if self.code != Some(col) => date.vietnamese(),
            value => shortened(value.display().trim(), WIDTH),
        }
    }
}

/// Cells joined by bars with one of them marked; a blank one is shown as a gap.
pub(crate) fn context(cells: impl Iterator<Item = (u32, String)>, marked: u32, label: Text) -> Context {
    let mut cells: Vec<(u32, String)> = cells.collect();
    if let Err(at) = cells.binary_search_by_key(&marked, |(col, _)| *col) {
        cells.insert(at, (marked, "  ".into()));
    }
    let (mut line, mut length) = (String::new(), 0);
    let (mut start, mut end) = (0, 0);
    for (at, (col, text)) in cells.iter().enumerate() {
        if at > 0 {
            line.push_str(BAR);
            length += BAR.chars().count();
        }
        if *col == marked {
            start = length;
        }
        line.push_str(text);
        length += text.chars().count();
        if *col == marked {
            end = length;
        }
    }
    Context { line, start, end, label }
}
