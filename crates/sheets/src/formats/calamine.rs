//! Workbooks through calamine: streamed into sparse grids, and a panic costs one file.

use crate::formats::text::nfc;
use crate::formats::{Sheets, merges};
use crate::limits::Limits;
use crate::trouble::Trouble;
use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible};
use rust_decimal::Decimal;
use scoring::{CellRef, Date, Grid, Merge, Value};
use std::fmt::{Display, Write};
use std::io::Cursor;

type Bytes<'a> = Cursor<&'a [u8]>;
type Cells = Vec<(CellRef, Value)>;

/// The sheets of an .xlsx, and what went wrong with it or with one of them.
pub(crate) fn sheets(bytes: &[u8], limits: &Limits) -> Sheets {
    match calamine::Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => xlsx(book, bytes, limits),
        Err(error) if error.to_string().to_lowercase().contains("password") => Sheets::refused(Trouble::Encrypted),
        Err(error) => Sheets::refused(Trouble::Damaged(error.to_string())),
    }
}

fn xlsx(mut book: calamine::Xlsx<Bytes<'_>>, bytes: &[u8], limits: &Limits) -> Sheets {
    let names = book.sheet_names();
    let merged = merges::of_xlsx(bytes).filter(|merged| merged.len() == names.len());
    each_sheet(book.sheets_metadata().to_vec(), |name| {
        let mut cells = Collected::new(limits);
        let mut reader = book.worksheet_cells_reader(name).map_err(text)?;
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(text)? {
            let value = match (cell.value, cell.formula) {
                (DataRef::Empty, None) => None,
                (DataRef::Empty, Some(formula)) => Some(Value::Uncalculated(nfc(formula_text(&formula)))),
                (value, _) => cells.value(value),
            };
            cells.push(cell.pos, value)?;
        }
        drop(reader);
        let at = names.iter().position(|other| other == name);
        let known = at.zip(merged.as_ref()).and_then(|(at, merged)| merged.get(at)).cloned();
        let merges = known.unwrap_or_else(|| {
            book.merge_cells_by_sheet_name(name).unwrap_or_default().into_iter().map(merge).collect()
        });
        Ok((cells.cells, merges))
    })
}

/// Reads sheet by sheet; one bad sheet is one problem.
fn each_sheet(sheets: Vec<Sheet>, mut read: impl FnMut(&str) -> Result<(Cells, Vec<Merge>), String>) -> Sheets {
    let mut found = Sheets::default();
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        match read(&sheet.name) {
            Ok((cells, merges)) => found.grids.push(Grid {
                name: nfc(&sheet.name),
                hidden: sheet.visible != SheetVisible::Visible,
                cells: cells.into_iter().collect(),
                merges,
                ..Grid::default()
            }),
            Err(why) => found.troubles.push(Trouble::SheetDamaged { sheet: nfc(&sheet.name), why }),
        }
    }
    found
}

fn text(error: impl Display) -> String {
    error.to_string()
}

fn merge(area: Dimensions) -> Merge {
    Merge { first: CellRef::new(area.start.0, area.start.1), last: CellRef::new(area.end.0, area.end.1) }
}

fn formula_text(formula: &calamine::XlsxFormulaMetadata) -> &str {
    match formula {
        calamine::XlsxFormulaMetadata::Normal { formula } | calamine::XlsxFormulaMetadata::Shared { formula, .. } => {
            formula
        }
        _ => "",
    }
}

/// Cells as they come, with one buffer for all numbers.
struct Collected {
    cells: Cells,
    most: usize,
    buffer: String,
}

impl Collected {
    fn new(limits: &Limits) -> Self {
        Self { cells: Vec::new(), most: limits.cells, buffer: String::new() }
    }

    fn push(&mut self, (row, col): (u32, u32), value: Option<Value>) -> Result<(), String> {
        let Some(value) = value else { return Ok(()) };
        if self.cells.len() >= self.most {
            return Err(format!("> {} cells", self.most));
        }
        self.cells.push((CellRef::new(row, col), value));
        Ok(())
    }

    /// A cell's value; `None` when it holds nothing but space.
    fn value(&mut self, value: DataRef<'_>) -> Option<Value> {
        Some(match value {
            DataRef::Empty => return None,
            DataRef::Int(number) => Value::Number(Decimal::from(number)),
            DataRef::Float(number) => self.number(number),
            DataRef::SharedString(text) => return words(text),
            DataRef::String(text) => return words(&text),
            DataRef::Bool(truth) => Value::Bool(truth),
            DataRef::DateTime(moment) => date(moment),
            DataRef::DateTimeIso(text) => {
                let (day, time) = text.split_once('T').unwrap_or((&text, ""));
                let whole = time.trim_matches(['0', ':', '.', 'Z']).is_empty();
                Value::Date(Date::parse(day), if whole && Date::parse(day).is_some() { String::new() } else { text })
            }
            DataRef::DurationIso(text) => Value::Date(None, text),
            DataRef::Error(error) => Value::Error(error.to_string()),
        })
    }

    /// The shortest decimal text that gives the double; a number outside of 28 digits stays text.
    fn number(&mut self, number: f64) -> Value {
        self.buffer.clear();
        // writing to a string can't fail
        let _ = write!(self.buffer, "{number}");
        let exact = Decimal::from_str_exact(&self.buffer).or_else(|_| self.buffer.parse());
        exact.map_or_else(|_| Value::Text(format!("{number:e}")), Value::Number)
    }
}

fn words(text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| Value::Text(nfc(text)))
}

fn date(moment: ExcelDateTime) -> Value {
    if moment.is_duration() {
        return Value::Date(None, format!("{}", moment.as_f64()));
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let day = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    let date = day.and_then(|((year, month), day)| Date::new(year, month, day));
    let whole = (hour, minute, second) == (0, 0, 0);
    match date {
        Some(date) if whole => Value::Date(Some(date), String::new()),
        Some(date) => Value::Date(Some(date), format!("{date} {hour:02}:{minute:02}:{second:02}")),
        None => Value::Date(None, format!("{}", moment.as_f64())),
    }
}
