//! A table as CSV for machines.

use crate::{Error, number};
use scoring::{Cell, Table};
use std::borrow::Cow;

/// Writes a table as CSV: UTF-8 without a byte order mark, commas, line feeds, point decimals, the columns' machine names
/// as header. Text that a spreadsheet would take for a formula gets a leading apostrophe.
///
/// # Errors
/// [`Error::Csv`] when a row has another number of cells than there are columns.
pub fn csv(table: &Table) -> Result<Vec<u8>, Error> {
    let mut csv = Csv::new(table)?;
    csv.push(table)?;
    csv.finish()
}

/// A CSV made from a table that comes in parts, each with the columns of the first; written as [`csv()`] does.
pub struct Csv {
    table: String,
    writer: ::csv::Writer<Vec<u8>>,
}

impl Csv {
    /// A file with the header of `head` and none of its rows.
    ///
    /// # Errors
    /// [`Error::Csv`] when the header can't be written.
    pub fn new(head: &Table) -> Result<Self, Error> {
        let mut csv = Self { table: head.name.clone(), writer: ::csv::WriterBuilder::new().from_writer(Vec::new()) };
        csv.row(head.columns.iter().map(|column| guard(&column.name)))?;
        Ok(csv)
    }

    /// Adds the rows of a part.
    ///
    /// # Errors
    /// [`Error::Csv`] when a row has another number of cells than there are columns.
    pub fn push(&mut self, part: &Table) -> Result<(), Error> {
        part.rows.iter().try_for_each(|row| self.row(row.cells.iter().map(field)))
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`Error::Csv`] when the last bytes can't be written.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        let Self { table, writer } = self;
        writer.into_inner().map_err(|error| Error::Csv { table, reason: error.error().to_string() })
    }

    fn row<'a>(&mut self, fields: impl Iterator<Item = Cow<'a, str>>) -> Result<(), Error> {
        let written = self.writer.write_record(fields.map(Bytes));
        written.map_err(|error| Error::Csv { table: self.table.clone(), reason: error.to_string() })
    }
}

/// A field, borrowed or not.
struct Bytes<'a>(Cow<'a, str>);

impl AsRef<[u8]> for Bytes<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

fn field(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => guard(text),
        other => number::of(other).unwrap_or_default().into(),
    }
}

fn guard(text: &str) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::csv;
    use scoring::{Area, Cell, Column, Formula, Kind, Row, Table};

    #[test]
    fn every_kind_of_cell() {
        let kinds =
            [("text", Kind::Text), ("whole", Kind::Integer), ("exact", Kind::Decimal(2)), ("sd", Kind::Float(2))];
        let live = Cell::Live("1.50".parse().unwrap(), Formula::call("SUM", [Area::cell(0, 0)]));
        let table = Table {
            columns: kinds.into_iter().map(|(name, kind)| Column::new(name, name, kind)).collect(),
            rows: vec![
                Row::body(vec![Cell::text("Huy Bắc, \"cũ\""), Cell::Integer(-3), live, Cell::Float(0.1 + 0.2)]),
                Row::body(vec![Cell::text("=1+1"), Cell::Blank, Cell::Blank, Cell::Float(f64::NAN)]),
                Row::body(vec![Cell::text("-\n2"), Cell::Integer(0), Cell::decimal(None), Cell::Blank]),
            ],
            ..Table::default()
        };
        let text = String::from_utf8(csv(&table).unwrap()).unwrap();
        insta::assert_snapshot!(text, @r#"
        text,whole,exact,sd
        "Huy Bắc, ""cũ""",-3,1.5,0.3
        '=1+1,,,
        "'-
        2",0,,
        "#);
    }

    #[test]
    fn a_ragged_row_is_an_error() {
        let table = Table {
            columns: vec![Column::new("a", "a", Kind::Text)],
            rows: vec![Row::body(vec![Cell::Blank, Cell::Blank])],
            ..Table::default()
        };
        assert!(csv(&table).is_err());
    }
}
