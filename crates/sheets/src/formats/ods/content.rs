//! The tables of content.xml → grids.

use super::styles::Styles;
use crate::formats::Sheets;
use crate::formats::cells::{Budget, Halt, MOST_COLS, MOST_ROWS, settle};
use crate::formats::text::nfc;
use crate::formats::values::{self, words};
use crate::formats::xml::{Events, attribute, reference};
use crate::trouble::Trouble;
use quick_xml::events::{BytesStart, Event};
use scoring::{CellRef, Grid, Look, Value};
use std::io::BufRead;

/// Parts whose text is no cell's: notes, drawings, what was deleted, what other files said.
const PASSED_OVER: [&str; 9] = [
    "office:annotation",
    "office:forms",
    "office:event-listeners",
    "table:tracked-changes",
    "table:dde-links",
    "table:shapes",
    "table:detective",
    "table:content-validations",
    "table:scenario",
];

/// A workbook as far as it was read.
pub(super) struct Reading {
    budget: Budget,
    styles: Styles,
    sheets: Sheets,
    /// Depth inside of a part that is passed over.
    outside: usize,
    table: Option<Table>,
    row: Option<Row>,
    cell: Option<Cell>,
}

/// The table that is being read.
#[derive(Default)]
struct Table {
    grid: Grid,
    row: u32,
    col: u32,
    /// Styles of cells by column: first column and the style from there on.
    defaults: Vec<(u32, String)>,
    /// It holds what another file said.
    copied: bool,
}

/// The row that is being read.
struct Row {
    repeated: u32,
    style: Option<String>,
    col: u32,
    cells: Vec<Filled>,
    merges: Vec<(u32, u32, u32)>,
}

/// A run of like cells in a row.
struct Filled {
    col: u32,
    repeated: u32,
    value: Value,
    look: Option<Look>,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    repeated: u32,
    kind: String,
    is_error: bool,
    stated: Option<String>,
    formula: Option<String>,
    style: Option<String>,
    text: String,
    paragraphs: usize,
    in_paragraph: bool,
}

impl Reading {
    pub(super) fn new(budget: Budget) -> Self {
        let sheets = Sheets::default();
        Self { budget, styles: Styles::default(), sheets, outside: 0, table: None, row: None, cell: None }
    }

    /// Takes in the styles of another part; what can't be read of it is left.
    pub(super) fn styles(&mut self, mut events: Events<impl BufRead>) {
        while let Ok(event) = events.next() {
            let taken = match event {
                Event::Start(tag) | Event::Empty(tag) => self.styles.open(&tag, &mut self.budget),
                Event::Eof => return,
                _ => Ok(()),
            };
            if taken.is_err() {
                return;
            }
        }
    }

    /// Reads to the end; what was read before a fault stays.
    pub(super) fn content(mut self, mut events: Events<impl BufRead>) -> Sheets {
        loop {
            let taken = match events.next() {
                Ok(Event::Start(tag)) => self.open(&tag),
                Ok(Event::Empty(tag)) => self.open(&tag).and_then(|()| self.close(tag.name().as_ref())),
                Ok(Event::End(tag)) => self.close(tag.name().as_ref()),
                Ok(Event::Text(text)) => self.say(&text),
                Ok(Event::CData(text)) => self.say(&text),
                Ok(Event::GeneralRef(name)) => self.say(&reference(&name)),
                Ok(Event::Eof) => break,
                Ok(_) => Ok(()),
                Err(halt) => Err(halt),
            };
            if let Err(halt) = taken {
                let name = self.table.take().map(|table| table.grid.name).unwrap_or_default();
                self.sheets.troubles.push(self.budget.trouble(&name, halt));
                break;
            }
        }
        if self.table.is_some() {
            let name = self.table.take().map(|table| table.grid.name).unwrap_or_default();
            self.sheets.troubles.push(self.budget.trouble(&name, Halt::bad("the part is cut short")));
        }
        if self.sheets.grids.is_empty() && self.sheets.troubles.is_empty() {
            self.sheets.troubles.push(Trouble::Damaged("no table".into()));
        }
        self.sheets.fonts = self.styles.fonts;
        self.sheets
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Halt> {
        let name = tag.name();
        let name = name.as_ref();
        let in_cell = self.cell.is_some();
        // a table inside of a cell, and pictures with their captions
        let strange = in_cell && (name.starts_with("draw:") || name.starts_with("table:"));
        if self.outside > 0 || strange || PASSED_OVER.contains(&name) {
            self.outside += 1;
            return Ok(());
        }
        if in_cell {
            self.inside_cell(name, tag);
            return Ok(());
        }
        match name {
            "table:table" => {
                self.budget.spend(1)?;
                let hidden = attribute(tag, "table:style-name").is_some_and(|style| self.styles.hides(&style));
                let name = nfc(&attribute(tag, "table:name").unwrap_or_default());
                self.table = Some(Table { grid: Grid { name, hidden, ..Grid::default() }, ..Table::default() });
            }
            "table:table-source" => {
                if let Some(table) = &mut self.table {
                    table.copied = true;
                }
            }
            "table:table-column" => self.column(tag)?,
            "table:table-row" => {
                if self.table.as_ref().is_some_and(|table| table.row >= 2 * MOST_ROWS) {
                    return Err(Halt::Full);
                }
                let repeated = count(tag, "table:number-rows-repeated", MOST_ROWS);
                if let Some(table) = &mut self.table
                    && is_hidden(tag)
                {
                    let last = table.row.saturating_add(repeated - 1);
                    self.budget.hide(&mut table.grid.hidden_rows, table.row, last)?;
                }
                let style = attribute(tag, "table:default-cell-style-name");
                self.row = Some(Row { repeated, style, col: 0, cells: Vec::new(), merges: Vec::new() });
            }
            "table:table-cell" | "table:covered-table-cell" => self.open_cell(tag)?,
            _ if self.table.is_none() => self.styles.open(tag, &mut self.budget)?,
            _ => {}
        }
        Ok(())
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Halt> {
        let Some(table) = &mut self.table else { return Ok(()) };
        let repeated = count(tag, "table:number-columns-repeated", MOST_COLS);
        let last = table.col.saturating_add(repeated - 1);
        if is_hidden(tag) {
            self.budget.hide(&mut table.grid.hidden_cols, table.col, last)?;
        }
        self.budget.spend(1)?;
        table.defaults.push((table.col, attribute(tag, "table:default-cell-style-name").unwrap_or_default()));
        table.col = last.saturating_add(1);
        Ok(())
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Halt> {
        let (Some(table), Some(row)) = (&mut self.table, &mut self.row) else { return Ok(()) };
        let mut cell = Cell { repeated: 1, ..Cell::default() };
        let (mut rows, mut cols) = (1, 1);
        for attribute in tag.attributes().with_checks(false).filter_map(Result::ok) {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap_or_default();
            match attribute.key.as_ref() {
                "table:number-columns-repeated" => cell.repeated = value.parse().unwrap_or(1).clamp(1, MOST_COLS),
                "table:number-rows-spanned" => rows = value.parse().unwrap_or(1).clamp(1, MOST_ROWS),
                "table:number-columns-spanned" => cols = value.parse().unwrap_or(1).clamp(1, MOST_COLS),
                "table:style-name" => cell.style = Some(value.into_owned()),
                "table:formula" => cell.formula = Some(value.into_owned()),
                "office:value-type" => cell.kind = value.into_owned(),
                "calcext:value-type" => cell.is_error = value == "error",
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => cell.stated = Some(value.into_owned()),
                _ => {}
            }
        }
        if row.col >= MOST_COLS || table.row >= MOST_ROWS {
            return Err(Halt::Full);
        }
        if rows > 1 || cols > 1 {
            self.budget.spend(1)?;
            row.merges.push((row.col, rows, cols));
        }
        self.cell = Some(cell);
        Ok(())
    }

    /// A tag inside of a cell: only paragraphs hold what it shows.
    fn inside_cell(&mut self, name: &str, tag: &BytesStart<'_>) {
        let Some(cell) = &mut self.cell else { return };
        match name {
            "text:p" | "text:h" => {
                if cell.paragraphs > 0 {
                    cell.text.push('\n');
                }
                cell.paragraphs += 1;
                cell.in_paragraph = true;
            }
            "text:s" => {
                let spaces = count(tag, "text:c", 1_000);
                cell.text.extend((0..spaces).map(|_| ' '));
            }
            "text:tab" => cell.text.push('\t'),
            "text:line-break" => cell.text.push('\n'),
            _ => {}
        }
    }

    /// Text of a paragraph, in which any white space is one space.
    fn say(&mut self, text: &str) -> Result<(), Halt> {
        let Some(cell) = self.cell.as_mut().filter(|cell| cell.in_paragraph && self.outside == 0) else {
            return Ok(());
        };
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\r' | '\t' => {
                    if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                        cell.text.push(' ');
                    }
                }
                c => cell.text.push(c),
            }
        }
        // texts of several megabytes are not worth keeping until the cell ends
        if cell.text.len() > 4_000_000 { Err(Halt::Full) } else { Ok(()) }
    }

    fn close(&mut self, name: &str) -> Result<(), Halt> {
        if self.outside > 0 {
            self.outside -= 1;
            return Ok(());
        }
        match name {
            "text:p" | "text:h" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_paragraph = false;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.close_cell()?,
            "table:table-row" => self.close_row()?,
            "table:table" => {
                if let Some(mut table) = self.table.take().filter(|table| !table.copied) {
                    settle(&mut table.grid);
                    self.sheets.grids.push(table.grid);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Halt> {
        let (Some(cell), Some(row), Some(table)) = (self.cell.take(), &mut self.row, &self.table) else {
            return Ok(());
        };
        let col = row.col;
        row.col = col.saturating_add(cell.repeated);
        let Some(value) = cell.value() else { return Ok(()) };
        let default = table.defaults.partition_point(|(first, _)| *first <= col).checked_sub(1);
        let style = cell.style.as_deref().or(row.style.as_deref());
        let style = style.or_else(|| table.defaults.get(default?).map(|(_, style)| style.as_str()));
        let percent = cell.kind == "percentage" && matches!(value, Value::Number(_));
        let look = style.and_then(|style| self.styles.look(style, &value));
        let look = if percent && look != Some(Look::Replaced) { Some(Look::Percent) } else { look };
        let cells = usize::try_from(u64::from(cell.repeated) * u64::from(row.repeated)).unwrap_or(usize::MAX);
        // counted before anything is repeated, and again as it is put down
        self.budget.affords(cells)?;
        row.cells.push(Filled { col, repeated: cell.repeated, value, look });
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), Halt> {
        let (Some(row), Some(table)) = (self.row.take(), &mut self.table) else { return Ok(()) };
        if !row.cells.is_empty() || !row.merges.is_empty() {
            for at in (0..row.repeated).map(|more| table.row.saturating_add(more)) {
                for filled in &row.cells {
                    for col in filled.col..filled.col.saturating_add(filled.repeated) {
                        let cell = CellRef::new(at, col);
                        self.budget.put(&mut table.grid, cell, Some(filled.value.clone()))?;
                        table.grid.looks.extend(filled.look.map(|look| (cell, look)));
                    }
                }
                for (col, rows, cols) in &row.merges {
                    let last = CellRef::new(at.saturating_add(rows - 1), col.saturating_add(cols - 1));
                    self.budget.merge(&mut table.grid, CellRef::new(at, *col), last)?;
                }
            }
        }
        table.row = table.row.saturating_add(row.repeated);
        Ok(())
    }
}

impl Cell {
    fn value(&self) -> Option<Value> {
        let text = || words(&self.text);
        let formula = self.formula.as_deref();
        if self.is_error || formula.is_some() && values::is_error(self.text.trim()) {
            return Some(Value::Error(self.text.trim().to_owned()));
        }
        let stated = self.stated.as_deref();
        match (self.kind.as_str(), stated) {
            ("float" | "percentage" | "currency", Some(stated)) => values::written(stated),
            ("date", Some(stated)) => Some(values::iso(stated)),
            ("time", Some(stated)) => {
                let shown = if self.text.trim().is_empty() { stated } else { self.text.trim() };
                Some(Value::Date(None, shown.to_owned()))
            }
            ("boolean", Some(stated)) => Some(Value::Bool(stated == "true")),
            ("string", Some(stated)) if self.paragraphs == 0 => words(stated),
            ("", None) if self.paragraphs == 0 => formula.map(|formula| Value::Uncalculated(nfc(bare(formula)))),
            _ => text(),
        }
    }
}

/// A formula without the name of its language: `of:=[.A1]+1` → `[.A1]+1`.
fn bare(formula: &str) -> &str {
    formula.split_once('=').map_or(formula, |(_, formula)| formula)
}

fn count(tag: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1u32).clamp(1, most)
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    matches!(attribute(tag, "table:visibility").as_deref(), Some("collapse" | "filter"))
}
