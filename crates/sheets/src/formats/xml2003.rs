//! SpreadsheetML, the XML of Excel 2002 and 2003 that many web systems still hand out as .xls.

use crate::formats::Sheets;
use crate::formats::cells::{Budget, Halt, MOST_COLS, MOST_ROWS, settle};
use crate::formats::decode::declared;
use crate::formats::number_format::NumberFormat;
use crate::formats::text::nfc;
use crate::formats::values::{self, words};
use crate::formats::xml::{Events, attribute, reference};
use crate::limits::Limits;
use crate::trouble::Trouble;
use quick_xml::events::{BytesStart, Event};
use scoring::{CellRef, Grid, Value};
use std::collections::BTreeMap;

/// The sheets of an XML workbook.
pub(crate) fn sheets(bytes: &[u8], limits: &Limits) -> Sheets {
    let text = declared(bytes);
    let mut events = Events::new(text.as_bytes());
    let mut reading = Reading { budget: Budget::new(limits), ..Reading::default() };
    loop {
        let taken = match events.next() {
            Ok(Event::Start(tag)) => reading.open(&tag),
            Ok(Event::Empty(tag)) => reading.open(&tag).and_then(|()| reading.close(tag.local_name().as_ref())),
            Ok(Event::End(tag)) => reading.close(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => reading.say(&text),
            Ok(Event::CData(text)) => reading.say(&text),
            Ok(Event::GeneralRef(name)) => reading.say(&reference(&name)),
            Ok(Event::Eof) if reading.grid.is_some() => Err(Halt::bad("the file is cut short")),
            Ok(Event::Eof) => break,
            Ok(_) => Ok(()),
            Err(halt) => Err(halt),
        };
        if let Err(halt) = taken {
            let name = reading.grid.take().map(|grid| grid.name).unwrap_or_default();
            reading.sheets.troubles.push(reading.budget.trouble(&name, halt));
            break;
        }
    }
    if reading.sheets.grids.is_empty() && reading.sheets.troubles.is_empty() {
        return Sheets::refused(Trouble::Damaged("no sheet".into()));
    }
    reading.sheets
}

#[derive(Default)]
struct Reading {
    budget: Budget,
    sheets: Sheets,
    formats: BTreeMap<String, NumberFormat>,
    /// The style being read.
    style: String,
    grid: Option<Grid>,
    row: u32,
    col: u32,
    /// Where the next row, cell and column stand that don't say it themselves.
    next_row: u32,
    next_col: u32,
    next_width: u32,
    cell: Option<Cell>,
    /// Inside of a note, whose text is no cell's.
    comment: bool,
    /// Text that is wanted: the content of a cell, or whether a sheet is shown.
    wanted: Wanted,
    text: String,
}

#[derive(Default, PartialEq, Eq)]
enum Wanted {
    #[default]
    Nothing,
    Data,
    Visible,
}

#[derive(Default)]
struct Cell {
    kind: String,
    style: String,
    formula: Option<String>,
    filled: bool,
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Halt> {
        let name = tag.local_name();
        let field = |name: &str| attribute(tag, &format!("ss:{name}"));
        let number = |name: &str| field(name).and_then(|number| number.parse::<u32>().ok());
        match name.as_ref() {
            "Style" => self.style = field("ID").unwrap_or_default(),
            "NumberFormat" => {
                self.budget.spend(1)?;
                let format = named(&field("Format").unwrap_or_default());
                self.formats.insert(self.style.clone(), format);
            }
            "Worksheet" => {
                self.budget.spend(1)?;
                self.grid = Some(Grid { name: nfc(&field("Name").unwrap_or_default()), ..Grid::default() });
                (self.next_row, self.next_width) = (0, 0);
            }
            "Visible" => (self.wanted, self.text) = (Wanted::Visible, String::new()),
            "Column" => {
                let first = number("Index").map_or(self.next_width, |index| index.saturating_sub(1));
                let last = first.saturating_add(number("Span").unwrap_or_default());
                self.next_width = last.saturating_add(1);
                if let (Some(grid), Some("1")) = (&mut self.grid, field("Hidden").as_deref()) {
                    self.budget.hide(&mut grid.hidden_cols, first, last)?;
                }
            }
            "Row" => {
                self.row = number("Index").map_or(self.next_row, |index| index.saturating_sub(1));
                let last = self.row.saturating_add(number("Span").unwrap_or_default());
                (self.next_row, self.next_col) = (last.saturating_add(1), 0);
                if self.row > MOST_ROWS {
                    return Err(Halt::Full);
                }
                if let (Some(grid), Some("1")) = (&mut self.grid, field("Hidden").as_deref()) {
                    self.budget.hide(&mut grid.hidden_rows, self.row, last)?;
                }
            }
            "Cell" => {
                self.col = number("Index").map_or(self.next_col, |index| index.saturating_sub(1));
                let last = self.col.saturating_add(number("MergeAcross").unwrap_or_default());
                let bottom = self.row.saturating_add(number("MergeDown").unwrap_or_default());
                self.next_col = last.saturating_add(1);
                if last >= MOST_COLS || bottom >= MOST_ROWS {
                    return Err(Halt::bad("a cell outside of any sheet"));
                }
                if let Some(grid) = &mut self.grid {
                    let first = CellRef::new(self.row, self.col);
                    self.budget.merge(grid, first, CellRef::new(bottom, last))?;
                }
                let (style, formula) = (field("StyleID").unwrap_or_default(), field("Formula"));
                self.cell = Some(Cell { style, formula, ..Cell::default() });
            }
            "Comment" => self.comment = true,
            "Data" => {
                if let Some(cell) = self.cell.as_mut().filter(|_| !self.comment) {
                    cell.kind = field("Type").unwrap_or_default();
                    cell.filled = true;
                    (self.wanted, self.text) = (Wanted::Data, String::new());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), Halt> {
        if self.wanted != Wanted::Nothing {
            self.text.push_str(text);
        }
        if self.text.len() > 4_000_000 { Err(Halt::Full) } else { Ok(()) }
    }

    fn close(&mut self, name: &str) -> Result<(), Halt> {
        match name {
            "Visible" => {
                self.wanted = Wanted::Nothing;
                if let Some(grid) = &mut self.grid {
                    grid.hidden = self.text.contains("Hidden");
                }
            }
            "Data" => self.wanted = Wanted::Nothing,
            "Comment" => self.comment = false,
            "Cell" => self.close_cell()?,
            "Worksheet" => {
                if let Some(mut grid) = self.grid.take() {
                    settle(&mut grid);
                    self.sheets.grids.push(grid);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Halt> {
        let (Some(cell), Some(grid)) = (self.cell.take(), &mut self.grid) else { return Ok(()) };
        let at = CellRef::new(self.row, self.col);
        let text = std::mem::take(&mut self.text);
        let value = match cell.kind.as_str() {
            _ if !cell.filled => cell.formula.map(|formula| Value::Uncalculated(nfc(formula.trim_start_matches('=')))),
            "Number" => values::written(&text),
            "DateTime" => Some(values::iso(text.trim())),
            "Boolean" => Some(Value::Bool(text.trim() == "1")),
            "Error" => Some(Value::Error(text.trim().to_owned())),
            _ => words(&text),
        };
        let look = value.as_ref().zip(self.formats.get(&cell.style)).and_then(|(value, format)| format.look(value));
        self.budget.put(grid, at, value)?;
        grid.looks.extend(look.map(|look| (at, look)));
        Ok(())
    }
}

/// A number format, some of which have names.
fn named(format: &str) -> NumberFormat {
    NumberFormat::new(match format {
        "Percent" => "0.00%",
        "Fixed" => "0.00",
        "Standard" | "Currency" | "Euro Currency" => "#,##0.00",
        "Scientific" => "0.00E+00",
        "General Number" => "General",
        "General Date" | "Long Date" | "Medium Date" | "Short Date" => "dd/mm/yyyy",
        "Long Time" | "Medium Time" | "Short Time" => "hh:mm:ss",
        // words for truth values
        "Yes/No" | "True/False" | "On/Off" => "\"x\"",
        code => code,
    })
}
