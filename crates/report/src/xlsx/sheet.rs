//! One table as one sheet.

use super::Book;
use super::layout::{self, Heading};
use super::{page, style};
use crate::number;
use rust_xlsxwriter::{Format, Formula, IgnoreError, Worksheet, XlsxError};
use scoring::{Area, Cell, CellRef, FormulaPart, Kind, Row, RowKind, Table};

/// Longest text a cell may hold, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Writes a table onto an empty sheet: titles, headings, body, notes, then what stays in view and how it prints.
pub(crate) fn write(sheet: &mut Worksheet, name: &str, table: &Table, book: &Book<'_>) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let lang = book.lang;
    let widths = layout::widths(table, lang);
    for (at, width) in widths.iter().enumerate() {
        sheet.set_column_width(column(at)?, *width)?;
    }
    let mut pen = Pen { sheet, widths: &widths, row: 0, height: 0.0 };
    pen.titles(&table.titles)?;
    let top = pen.row;
    pen.headings(&layout::headings(&table.columns))?;
    let body = pen.row;
    pen.body(table, style::Styles::new(table))?;
    let end = pen.row;
    pen.notes(&table.notes)?;
    let extent = page::Extent {
        width: layout::total_pixels(&widths),
        height: pen.height,
        header: (top, body.saturating_sub(1).max(top)),
        frozen: column(layout::frozen(&table.columns))?,
    };
    sheet.set_freeze_panes(body, extent.frozen)?;
    if is_list(table) && !widths.is_empty() {
        sheet.autofilter(body - 1, 0, end - 1, column(widths.len() - 1)?)?;
    }
    quiet(sheet, table, body, end)?;
    page::set_up(sheet, &extent, book)
}

/// A table that people filter: one heading row, and many rows all of one kind.
fn is_list(table: &Table) -> bool {
    let plain = table.columns.iter().all(|column| column.groups.is_empty());
    plain && table.rows.len() > 1 && table.rows.iter().all(|row| row.kind == RowKind::Body)
}

/// Codes that look like numbers are words on purpose, and sums leave out their neighbours on purpose.
fn quiet(sheet: &mut Worksheet, table: &Table, body: u32, end: u32) -> Result<(), XlsxError> {
    for (at, column) in table.columns.iter().enumerate().filter(|_| end > body) {
        let at = self::column(at)?;
        match column.kind {
            Kind::Text => sheet.ignore_error_range(body, at, end - 1, at, IgnoreError::NumberStoredAsText)?,
            Kind::Integer | Kind::Float(_) => continue,
            Kind::Decimal(_) => sheet.ignore_error_range(body, at, end - 1, at, IgnoreError::FormulaOmitsCells)?,
        };
    }
    Ok(())
}

fn column(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Writes downwards and keeps count of the height.
struct Pen<'a> {
    sheet: &'a mut Worksheet,
    widths: &'a [f64],
    row: u32,
    height: f64,
}

impl Pen<'_> {
    /// Moves down, with a height in points of its own or the default one.
    fn next(&mut self, height: Option<f64>) -> Result<(), XlsxError> {
        if let Some(height) = height {
            self.sheet.set_row_height(self.row, height.ceil())?;
        }
        self.height += height.unwrap_or(style::ROW_POINTS);
        self.row += 1;
        Ok(())
    }

    /// A line across the whole table.
    fn across(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        match column(self.widths.len())? {
            0 | 1 => self.sheet.write_string_with_format(self.row, 0, short(text), format)?,
            count => self.sheet.merge_range(self.row, 0, self.row, count - 1, &short(text), format)?,
        };
        Ok(())
    }

    fn titles(&mut self, titles: &[String]) -> Result<(), XlsxError> {
        for (at, line) in titles.iter().enumerate() {
            let aside = style::is_aside(line);
            let last = at + 1 == titles.len();
            let format = if aside && last { style::measured_in() } else { style::title(line) };
            self.across(line, &format)?;
            let lines = style::TITLE.lines(line, layout::joined(self.widths));
            self.next(Some(style::TITLE.height(lines) + 4.0))?;
        }
        Ok(())
    }

    fn headings(&mut self, headings: &[Heading<'_>]) -> Result<(), XlsxError> {
        let format = style::header();
        let top = self.row;
        for height in layout::header_heights(headings, self.widths) {
            self.next(Some(height))?;
        }
        let row = |at: usize| u32::try_from(at).map(|at| top + at).map_err(|_| XlsxError::RowColumnLimitError);
        for heading in headings {
            let (first, last) = (row(heading.rows.0)?, row(heading.rows.1)?);
            let (left, right) = (column(heading.cols.0)?, column(heading.cols.1)?);
            if (first, left) == (last, right) {
                self.sheet.write_string_with_format(first, left, short(heading.text), &format)?;
            } else {
                self.sheet.merge_range(first, left, last, right, &short(heading.text), &format)?;
            }
        }
        Ok(())
    }

    fn body(&mut self, table: &Table, mut styles: style::Styles) -> Result<(), XlsxError> {
        let first = self.row;
        for row in &table.rows {
            for (at, cell) in row.cells.iter().enumerate().take(self.widths.len()) {
                let format = styles.of(at, row.kind, row.band);
                self.cell(column(at)?, cell, format, first)?;
            }
            self.next(layout::row_height(&row.cells, self.widths, is_bold(row)))?;
        }
        Ok(())
    }

    fn cell(&mut self, col: u16, cell: &Cell, format: &Format, first: u32) -> Result<(), XlsxError> {
        let row = self.row;
        match cell {
            Cell::Text(text) => self.sheet.write_string_with_format(row, col, short(text), format)?,
            Cell::Integer(value) => {
                let value = number::double((*value).into());
                self.sheet.write_number_with_format(row, col, value, format)?
            }
            Cell::Decimal(value) => self.sheet.write_number_with_format(row, col, number::double(*value), format)?,
            Cell::Float(value) if value.is_finite() => self.sheet.write_number_with_format(row, col, *value, format)?,
            Cell::Live(value, formula) => {
                let text = formula_text(formula, first);
                let formula = Formula::new(text).set_result(number::double(*value).to_string());
                self.sheet.write_formula_with_format(row, col, formula, format)?
            }
            Cell::Blank | Cell::Float(_) => self.sheet.write_blank(row, col, format)?,
        };
        Ok(())
    }

    fn notes(&mut self, notes: &[String]) -> Result<(), XlsxError> {
        if !notes.is_empty() {
            self.next(Some(8.0))?;
        }
        for note in notes {
            self.across(note, &style::note())?;
            let lines = style::BODY.lines(note, layout::joined(self.widths));
            self.next(Some(style::BODY.height(lines) + 4.0))?;
        }
        Ok(())
    }
}

fn is_bold(row: &Row) -> bool {
    matches!(row.kind, RowKind::Mean | RowKind::Total | RowKind::Heading)
}

/// The text of a formula whose table's body begins in row `first` of the sheet.
fn formula_text(formula: &scoring::Formula, first: u32) -> String {
    let address = |(row, col): (usize, usize)| {
        let at = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        CellRef::new(first.saturating_add(at(row)), at(col)).to_string()
    };
    let part = |part: &FormulaPart| match part {
        FormulaPart::Text(text) => text.clone(),
        FormulaPart::Area(Area { first, last }) if first == last => address(*first),
        FormulaPart::Area(Area { first, last }) => format!("{}:{}", address(*first), address(*last)),
    };
    formula.0.iter().map(part).collect()
}

/// As much of a text as a cell may hold.
fn short(text: &str) -> String {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut room = LONGEST - 1;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}
