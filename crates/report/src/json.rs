//! A table as JSON for machines.

use crate::{Error, number};
use scoring::{Cell, Table};
use std::fmt::Write as _;

/// Writes a table as an array of objects, one a row and one on a line, keys in column order, numbers as in CSV
/// (exact, never through binary), what is blank as `null`.
///
/// # Errors
/// None today; the signature is that of every writer.
pub fn json(table: &Table) -> Result<Vec<u8>, Error> {
    let keys: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
    let mut out = String::from("[");
    for (at, row) in table.rows.iter().enumerate() {
        out.push_str(if at == 0 { "\n{" } else { ",\n{" });
        for (at, (key, cell)) in keys.iter().zip(&row.cells).enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(out, "{comma}{key}:{}", value(cell));
        }
        out.push('}');
    }
    out.push_str("\n]\n");
    Ok(out.into_bytes())
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => quoted(text),
        other => number::of(other).unwrap_or_else(|| "null".to_owned()),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::json;
    use scoring::{Cell, Column, Kind, Row, Table};

    #[test]
    fn numbers_keep_their_digits_and_blanks_are_null() {
        let table = Table {
            columns: vec![Column::new("unit", "", Kind::Text), Column::new("score", "", Kind::Decimal(2))],
            rows: vec![
                Row::body(vec![Cell::text("a \"b\"\n=c"), Cell::Decimal("77.140000".parse().unwrap())]),
                Row::body(vec![Cell::text("Đá Đỏ"), Cell::Blank]),
            ],
            ..Table::default()
        };
        let bytes = json(&table).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(read[0]["unit"], "a \"b\"\n=c");
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap(), @r#"
        [
        {"unit":"a \"b\"\n=c","score":77.14},
        {"unit":"Đá Đỏ","score":null}
        ]
        "#);
        assert_eq!(json(&Table::default()).unwrap(), b"[\n]\n");
    }
}
