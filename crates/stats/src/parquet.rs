//! Tables as Parquet, typed.

use crate::Error;
use crate::error::frame;
use polars::prelude::{Column, DataFrame, Int128Chunked, IntoSeries, NamedFrom, NewChunkedArray, Series};
use polars_io::parquet::write::ParquetWriter;
use rust_decimal::Decimal;
use scoring::{Cell, Kind, RoundingMode, Table};

/// Digits after the point in a decimal column, as in every file for machines.
const SCALE: u32 = 6;

/// Digits in all of a decimal column: the most that Parquet's 128 bits hold.
const PRECISION: usize = 38;

/// A table as the bytes of a Parquet file: text as strings, whole numbers as 64-bit integers, exact numbers as
/// `decimal(38, 6)` rounded half-up, statistics as doubles of 10 significant digits, blanks as nulls.
///
/// Every row is written, whatever it is for; columns go by their name for machines. The same table gives the same bytes.
///
/// # Errors
/// [`Error::WrongKind`] when a cell does not fit its column, [`Error::Frame`] when the file can't be built, for example
/// because two columns have one name.
pub fn parquet(table: &Table) -> Result<Vec<u8>, Error> {
    let columns: Result<Vec<Column>, Error> = (0..table.columns.len()).map(|at| column(table, at)).collect();
    let mut data = DataFrame::new(table.rows.len(), columns?).map_err(frame)?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut data).map_err(frame)?;
    Ok(bytes)
}

fn column(table: &Table, at: usize) -> Result<Column, Error> {
    let column = &table.columns[at];
    let name = column.name.as_str();
    let series = match column.kind {
        Kind::Text => Series::new(name.into(), values(table, at, text)?),
        Kind::Integer => Series::new(name.into(), values(table, at, integer)?),
        Kind::Float(_) => Series::new(name.into(), values(table, at, float)?),
        Kind::Decimal(_) => {
            let scaled = Int128Chunked::from_iter_options(name.into(), values(table, at, decimal)?.into_iter());
            scaled.into_decimal(PRECISION, SCALE as usize).map_err(frame)?.into_series()
        }
    };
    Ok(series.into())
}

/// The cells of a column, blank as `None`; `read` gives `None` for a cell that does not belong there.
fn values<T>(table: &Table, at: usize, read: fn(&Cell) -> Option<T>) -> Result<Vec<Option<T>>, Error> {
    let value = |(row, cells): (usize, &Vec<Cell>)| match cells.get(at) {
        None | Some(Cell::Blank) => Ok(None),
        Some(Cell::Float(value)) if !value.is_finite() => Ok(None),
        Some(cell) => read(cell).map(Some).ok_or_else(|| Error::WrongKind {
            table: table.name.clone(),
            column: table.columns[at].name.clone(),
            row,
        }),
    };
    table.rows.iter().map(|row| &row.cells).enumerate().map(value).collect()
}

fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn integer(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Integer(value) => Some(*value),
        Cell::Decimal(value) | Cell::Live(value, _) if value.is_integer() => i64::try_from(*value).ok(),
        _ => None,
    }
}

/// The number in units of the last digit.
fn decimal(cell: &Cell) -> Option<i128> {
    let value = match cell {
        Cell::Integer(value) => Decimal::from(*value),
        Cell::Decimal(value) | Cell::Live(value, _) => RoundingMode::HalfUp.round(*value, SCALE),
        _ => return None,
    };
    value.mantissa().checked_mul(10_i128.checked_pow(SCALE.checked_sub(value.scale())?)?)
}

fn float(cell: &Cell) -> Option<f64> {
    let value = match cell {
        Cell::Float(value) => format!("{value:.9e}"),
        Cell::Integer(value) => value.to_string(),
        Cell::Decimal(value) | Cell::Live(value, _) => value.to_string(),
        _ => return None,
    };
    value.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{criteria, sample};
    use polars::prelude::{AnyValue, DataType};
    use polars_io::SerReader;
    use polars_io::parquet::read::ParquetReader;
    use scoring::{Column as Head, Lang, Row};
    use std::io::Cursor;

    fn read(bytes: Vec<u8>) -> DataFrame {
        ParquetReader::new(Cursor::new(bytes)).finish().unwrap()
    }

    fn table(kind: Kind, cells: Vec<Cell>) -> Table {
        Table {
            name: "t".into(),
            columns: vec![Head::new("x", "", kind)],
            rows: cells.into_iter().map(|cell| Row::body(vec![cell])).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (rubric, _, assessment) = sample::campaign();
        let table = criteria(&rubric, &assessment, Lang::Vi).unwrap();
        let data = read(parquet(&table).unwrap());
        assert_eq!(data.shape(), (5, 18));
        let kind = |name: &str| data.column(name).unwrap().dtype().clone();
        assert_eq!(kind("code"), DataType::String);
        assert_eq!(kind("n"), DataType::Int64);
        assert_eq!(kind("mean"), DataType::Decimal(38, 6));
        assert_eq!(kind("sd"), DataType::Float64);
        let value = |name: &str, row: usize| data.column(name).unwrap().get(row).unwrap().into_static();
        assert_eq!(value("code", 0), AnyValue::Null);
        assert_eq!(value("title", 1), AnyValue::StringOwned("Directing".into()));
        assert_eq!(value("mean", 4), AnyValue::Decimal(3_750_000, 38, 6));
        assert_eq!(value("sd", 4), AnyValue::Float64(1.707_825_128));
        assert_eq!(value("n", 4), AnyValue::Int64(4));
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let (rubric, _, assessment) = sample::campaign();
        let write = || parquet(&criteria(&rubric, &assessment, Lang::Vi).unwrap()).unwrap();
        let first = write();
        assert!((0..5).all(|_| write() == first));
    }

    #[test]
    fn decimals_keep_six_digits_and_any_size() {
        let third = Decimal::ONE / Decimal::from(3);
        let data = read(
            parquet(&table(Kind::Decimal(2), vec![Cell::Decimal(third), Cell::Decimal(Decimal::MAX), Cell::Blank]))
                .unwrap(),
        );
        let value = |row: usize| data.column("x").unwrap().get(row).unwrap().into_static();
        assert_eq!(value(0), AnyValue::Decimal(333_333, 38, 6));
        assert_eq!(value(1), AnyValue::Decimal(Decimal::MAX.mantissa() * 1_000_000, 38, 6));
        assert_eq!(value(2), AnyValue::Null);
    }

    #[test]
    fn a_cell_of_another_kind_is_named() {
        let wrong = parquet(&table(Kind::Integer, vec![Cell::Integer(1), Cell::text("một")]));
        assert_eq!(wrong, Err(Error::WrongKind { table: "t".into(), column: "x".into(), row: 1 }));
    }

    #[test]
    fn empty_tables_are_files_too() {
        assert_eq!(read(parquet(&table(Kind::Float(2), Vec::new())).unwrap()).shape(), (0, 1));
        assert!(parquet(&Table::default()).unwrap().starts_with(b"PAR1"));
    }
}
