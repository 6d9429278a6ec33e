//! Tables that are no score sheets (units, dates, figures, last year): a header and rows of text, each with its cell.

use crate::heading::{Heading, is_heading};
use crate::limits::Limits;
use crate::number::number;
use crate::read::{Workbook, read};
use crate::show::context;
use crate::wording;
use rust_decimal::Decimal;
use scoring::{CellRef, Date, Grid, Look, Place, Problem, Text, Value, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Rows in which a header is looked for.
const ROWS: u32 = 20;

/// A cell of a table: its text, and where it stands.
type Cell = (String, CellRef);

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
    /// Rows with more fields than the header, whose cells may stand one column off. There is a problem about each.
    pub uneven: Vec<Vec<(String, CellRef)>>,
    /// The cells that hold a number, not text: their text has a decimal point.
    pub numbers: BTreeSet<CellRef>,
    /// What is wrong or doubtful about the file, its header and its rows as such.
    pub problems: Vec<Problem>,
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

    /// The place in [`RawTable::columns`] of a column of lists, by any of its words.
    pub fn column(&self, heading: Heading) -> Option<usize> {
        let folded: Vec<String> = self.columns.iter().map(|(header, _)| fold(header)).collect();
        heading.find(&folded)
    }

    /// The number in a cell: as it stands when the file holds a number, else as people type it. `None` when it is none, or
    /// when two readings are possible.
    pub fn number(&self, (text, cell): &(String, CellRef)) -> Option<Decimal> {
        if self.numbers.contains(cell) { text.parse().ok() } else { number(text) }
    }

    /// The day in a cell: a date, a date as text with the day first, perhaps with a time, or the number that a
    /// spreadsheet keeps for a date; the latter should be looked at.
    pub fn day(&self, (text, _): &(String, CellRef)) -> Option<(Date, bool)> {
        let text = text.trim();
        let first = text.split([' ', 'T']).next().unwrap_or(text);
        if let Some(day) = Date::parse(first).or_else(|| Date::parse(text)) {
            return Some((day, false));
        }
        let folded = fold(text);
        if let Some(("ngay", rest)) = folded.split_once(' ') {
            let words: Vec<&str> = rest.split(' ').collect();
            return match words.as_slice() {
                [day, "thang", month, "nam", year] | [day, month, year] => {
                    Some((Date::parse(&format!("{day}/{month}/{year}"))?, false))
                }
                _ => None,
            };
        }
        let serial: i64 = text.split(['.', ',']).next()?.parse().ok()?;
        let day = (40_000..60_000).contains(&serial).then(|| Date::new(1899, 12, 30)?.plus(serial));
        Some((day??, true))
    }
}

/// Reads a table from the bytes of a file; see [`table_of`].
///
/// # Errors
/// The problem that kept it from being read.
pub fn table(path: &str, bytes: &[u8], limits: &Limits) -> Result<RawTable, Box<Problem>> {
    table_of(path, &read(bytes, limits))
}

/// The table in a CSV, or in the first visible sheet of a workbook that has a header of a list. The header is the row
/// with the most words of lists among the first 20; without any, the first row that holds something.
///
/// # Errors
/// The problem that kept it from being read.
pub fn table_of(path: &str, workbook: &Workbook) -> Result<RawTable, Box<Problem>> {
    let visible = || workbook.grids.iter().filter(|grid| !grid.cells.is_empty() && !grid.hidden);
    let found = visible().find_map(|grid| Some((grid, header(grid)?)));
    let first = || visible().next().map(|grid| (grid, grid.cells.keys().next().map_or(0, |at| at.row)));
    let Some((grid, top)) = found.or_else(first) else {
        let problem = workbook.problems(path).into_iter().next();
        return Err(Box::new(problem.unwrap_or_else(|| wording::workbook_empty(path))));
    };
    let mut table = RawTable {
        file: path.to_owned(),
        sheet: grid.name.clone(),
        columns: grid.row(top).map(|(col, value)| (shown(grid, col, top, value), CellRef::new(top, col))).collect(),
        problems: workbook.problems(path),
        ..RawTable::default()
    };
    table.fill(grid, top);
    table.check(grid);
    Ok(table)
}

/// The row that is the header of a list.
fn header(grid: &Grid) -> Option<u32> {
    let known = |row: &u32| {
        let texts = grid.row(*row).filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        texts.filter(|text| is_heading(text)).count()
    };
    let best = (0..ROWS).rev().max_by_key(known)?;
    (known(&best) > 0).then_some(best)
}

/// A cell as a person sees it, with a decimal point.
fn shown(grid: &Grid, col: u32, row: u32, value: &Value) -> String {
    let percent = grid.looks.get(&CellRef::new(row, col)) == Some(&Look::Percent);
    match value {
        Value::Number(number) if percent => match number.checked_mul(Decimal::ONE_HUNDRED) {
            Some(number) => format!("{}%", number.normalize()),
            None => value.display(),
        },
        value => value.display().trim().to_owned(),
    }
}

impl RawTable {
    /// The rows below the header.
    fn fill(&mut self, grid: &Grid, top: u32) {
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        for (at, value) in grid.cells.range(CellRef::new(top + 1, 0)..) {
            let text = shown(grid, at.col, at.row, value);
            if matches!(value, Value::Number(_)) && !text.ends_with('%') {
                self.numbers.insert(*at);
            }
            rows.entry(at.row).or_default().insert(at.col, text);
        }
        // a text merged over several rows is meant for each of them; a number may be meant for all of them together
        for merge in grid.merges.iter().filter(|merge| merge.first.row > top && merge.first.col == merge.last.col) {
            let Some(Value::Text(text)) = grid.get(merge.first.row, merge.first.col) else { continue };
            for (_, cells) in rows.range_mut(merge.first.row..=merge.last.row) {
                cells.entry(merge.first.col).or_insert_with(|| text.trim().to_owned());
            }
        }
        for (row, mut cells) in rows {
            let cell = |(_, at): &Cell| (cells.remove(&at.col).unwrap_or_default(), CellRef::new(row, at.col));
            let cells: Vec<Cell> = self.columns.iter().map(cell).collect();
            if cells.iter().all(|(text, _)| text.is_empty()) || row == top + 1 && is_numbering(&cells) {
                continue;
            }
            if grid.is_uneven(row) {
                self.problems.push(self.mark(wording::row_width(), &cells, 0, wording::not_taken()));
                self.uneven.push(cells);
            } else {
                self.rows.push(cells);
            }
        }
    }

    /// Two columns of one name, no rows, rows that people don't see.
    fn check(&mut self, grid: &Grid) {
        let mut seen: BTreeMap<String, CellRef> = BTreeMap::new();
        let mut problems = Vec::new();
        for (at, (text, cell)) in self.columns.iter().enumerate() {
            let key = fold(text);
            match seen.get(&key) {
                Some(first) if !key.is_empty() => {
                    problems.push(self.mark(
                        wording::header_twice(text, *first),
                        &self.columns,
                        at,
                        wording::not_read(),
                    ));
                }
                _ => drop(seen.insert(key, *cell)),
            }
        }
        let sheet = || Place::Sheet { file: self.file.clone(), sheet: self.sheet.clone() };
        if self.rows.is_empty() && self.uneven.is_empty() {
            problems.push(wording::table_empty().at(sheet()));
        }
        let rows = self.rows.iter().filter_map(|row| row.first()).map(|(_, at)| at.row);
        let hidden: Vec<u32> = rows.filter(|row| grid.is_hidden_row(*row)).collect();
        if !hidden.is_empty() {
            problems.push(wording::hidden_rows_read(&hidden).at(sheet()));
        }
        self.problems.extend(problems);
    }
}

/// The row `(1) (2) (3)` below a header.
fn is_numbering(cells: &[Cell]) -> bool {
    let number = |text: &str| {
        let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        inner.is_some_and(|inner| inner.chars().count() < 4 && inner.chars().all(char::is_alphanumeric))
    };
    cells.iter().filter(|(text, _)| !text.is_empty()).all(|(text, _)| number(text))
}
