//! One table of a page: rows and cells whose end tags may be missing, with spans.

use super::attribute;
use super::css::Said;
use crate::formats::cells::{Budget, Halt, MOST_COLS};
use crate::formats::number_format::NumberFormat;
use crate::formats::values::{self, words};
use html5gum::StartTag;
use rust_decimal::Decimal;
use scoring::{CellRef, Grid, Look, Value};

/// Most columns and rows that one cell may span.
/// Longest run of text in a cell, in bytes.
const LONGEST: usize = 1_000_000;
const WIDEST: u32 = 1_000;
const TALLEST: u32 = 65_534;

/// A table as far as it was read.
#[derive(Default)]
pub(super) struct Table {
    pub(super) grid: Grid,
    row: Option<u32>,
    col: u32,
    /// Columns told by `<col>` so far.
    cols: u32,
    /// For each column the first row that no cell from above reaches into.
    free_from: Vec<u32>,
    cell: Option<Cell>,
    caption: bool,
}

/// A cell as far as it was read.
struct Cell {
    at: CellRef,
    text: String,
    number: Option<Decimal>,
    error: Option<String>,
    format: Option<NumberFormat>,
}

impl Table {
    pub(super) fn rows(&self) -> u32 {
        self.row.map_or(0, |row| row + 1)
    }

    pub(super) fn start(&mut self, tag: &StartTag<()>, said: &Said, budget: &mut Budget) -> Result<(), Halt> {
        match &tag.name[..] {
            b"tr" => {
                self.close(budget)?;
                let row = self.row.map_or(0, |row| row + 1);
                (self.row, self.col) = (Some(row), 0);
                if said.hidden {
                    budget.hide(&mut self.grid.hidden_rows, row, row)?;
                }
            }
            b"td" | b"th" => {
                self.close(budget)?;
                self.open(tag, said, budget)?;
            }
            b"col" => {
                let last = self.cols.saturating_add(span(tag, b"span", WIDEST) - 1);
                if said.hidden {
                    budget.hide(&mut self.grid.hidden_cols, self.cols, last)?;
                }
                self.cols = last.saturating_add(1).min(MOST_COLS);
            }
            b"caption" => self.caption = true,
            b"br" => self.line(),
            // a paragraph begins a line unless it is the first
            _ => {
                if self.cell.as_ref().is_some_and(|cell| !cell.text.trim().is_empty()) {
                    self.line();
                }
            }
        }
        Ok(())
    }

    fn line(&mut self) {
        if let Some(cell) = &mut self.cell {
            cell.text.push('\n');
        }
    }

    pub(super) fn end(&mut self, name: &[u8], budget: &mut Budget) -> Result<(), Halt> {
        match name {
            b"td" | b"th" | b"tr" => self.close(budget),
            b"caption" => {
                self.caption = false;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, tag: &StartTag<()>, said: &Said, budget: &mut Budget) -> Result<(), Halt> {
        let row = *self.row.get_or_insert(0);
        while self.free_from.get(self.col as usize).is_some_and(|free| *free > row) {
            self.col += 1;
        }
        let (cols, rows) = (span(tag, b"colspan", WIDEST), span(tag, b"rowspan", TALLEST));
        let at = CellRef::new(row, self.col);
        self.col += cols;
        if self.col > MOST_COLS {
            return Err(Halt::Full);
        }
        if cols > 1 || rows > 1 {
            budget.merge(&mut self.grid, at, CellRef::new(row.saturating_add(rows - 1), self.col - 1))?;
        }
        if rows > 1 {
            let end = self.col as usize;
            self.free_from.resize(self.free_from.len().max(end), 0);
            self.free_from[at.col as usize..end].fill(row.saturating_add(rows));
        }
        // LibreOffice and Excel put the number itself beside what it shows as
        let number = attribute(tag, b"sdval").or_else(|| attribute(tag, b"x:num"));
        let number = number.and_then(|number| match values::written(&number) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        });
        let shown = attribute(tag, b"sdnum").and_then(|shown| shown.splitn(3, ';').nth(2).map(str::to_owned));
        let shown = shown.filter(|code| !code.is_empty() && code.len() <= 1_000);
        let format = shown.map(|code| NumberFormat::new(&code)).or(said.format);
        let error = attribute(tag, b"x:err").map(std::borrow::Cow::into_owned);
        self.cell = Some(Cell { at, text: String::new(), number, error, format });
        Ok(())
    }

    /// Text of a cell, in which any white space is one space.
    pub(super) fn say(&mut self, text: &str) -> Result<(), Halt> {
        let Some(cell) = self.cell.as_mut().filter(|_| !self.caption) else { return Ok(()) };
        if text.len() > LONGEST {
            return Err(Halt::Full);
        }
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\r' | '\t' | '\x0c' => {
                    if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                        cell.text.push(' ');
                    }
                }
                c => cell.text.push(c),
            }
        }
        Ok(())
    }

    /// Ends the open cell.
    fn close(&mut self, budget: &mut Budget) -> Result<(), Halt> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let format = cell.format;
        let value = match (cell.number, cell.error) {
            (_, Some(error)) => Some(Value::Error(error)),
            (Some(number), _) => Some(Value::Number(number)),
            _ => words(cell.text.trim()),
        };
        let look = format.zip(value.as_ref()).and_then(|(format, value)| format.look(value));
        // the number of a date is told by its format; the text says the same and is what people see
        let is_date =
            look.is_none() && format.is_some_and(|format| matches!(format.read(1.0, false).0, Value::Date(..)));
        let value = if is_date && cell.number.is_some() { words(cell.text.trim()) } else { value };
        budget.put(&mut self.grid, cell.at, value)?;
        self.grid.looks.extend(look.map(|look: Look| (cell.at, look)));
        Ok(())
    }

    /// Ends the table.
    pub(super) fn finish(&mut self, budget: &mut Budget) -> Result<(), Halt> {
        self.close(budget)
    }
}

/// A span from 1; 0 and what is no number count as 1.
fn span(tag: &StartTag<()>, name: &[u8], most: u32) -> u32 {
    attribute(tag, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1u32).clamp(1, most)
}
