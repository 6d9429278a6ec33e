//! A table as CSV for machines.

use crate::{Error, number};
use scoring::{Cell, Table};

/// Writes a table as CSV: UTF-8 without a byte order mark, commas, line feeds, point decimals, the columns' machine names
/// as header. Text that a spreadsheet would take for a formula gets a leading apostrophe.
///
/// # Errors
/// [`Error::Csv`] when a row has another number of cells than there are columns.
pub fn csv(table: &Table) -> Result<Vec<u8>, Error> {
    let failed = |reason: String| Error::Csv { table: table.name.clone(), reason };
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    let header = table.columns.iter().map(|column| guard(&column.name));
    writer.write_record(header).map_err(|error| failed(error.to_string()))?;
    for row in &table.rows {
        writer.write_record(row.cells.iter().map(field)).map_err(|error| failed(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| failed(error.error().to_string()))
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guard(text),
        other => number::of(other).unwrap_or_default(),
    }
}

fn guard(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
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
