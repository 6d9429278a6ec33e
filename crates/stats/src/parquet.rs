//! Tables as Parquet, typed.

use crate::Error;
use crate::error::frame;
use polars::prelude::{
    ChunkedBuilder, Column, DataFrame, Float64Type, Int64Type, Int128Type, IntoSeries, PolarsResult,
    PrimitiveChunkedBuilder, StringChunkedBuilder,
};
use polars_io::parquet::write::{KeyValueMetadata, ParquetWriter};
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
    let mut parquet = Parquet::new(table, table.rows.len());
    parquet.push(table)?;
    parquet.finish()
}

/// A Parquet file made from a table that comes in parts, each with the columns of the first.
pub struct Parquet {
    table: String,
    columns: Vec<Values>,
    rows: usize,
    about: Vec<(String, String)>,
}

impl Parquet {
    /// A file with the columns of `head` and none of its rows; about `rows` rows are expected.
    pub fn new(head: &Table, rows: usize) -> Self {
        let columns = head.columns.iter().map(|column| Values::new(&column.name, column.kind, rows)).collect();
        Self { table: head.name.clone(), columns, rows: 0, about: Vec::new() }
    }

    /// Says something of the file in its metadata, under a key.
    #[must_use]
    pub fn about(mut self, key: &str, value: &str) -> Self {
        self.about.push((key.to_owned(), value.to_owned()));
        self
    }

    /// Adds the rows of a part.
    ///
    /// # Errors
    /// [`Error::WrongKind`] when a cell does not fit its column.
    pub fn push(&mut self, part: &Table) -> Result<(), Error> {
        for row in &part.rows {
            for (at, column) in self.columns.iter_mut().enumerate() {
                if !column.push(row.cells.get(at).unwrap_or(&Cell::Blank)) {
                    let column = part.columns.get(at).map(|column| column.name.clone()).unwrap_or_default();
                    return Err(Error::WrongKind { table: self.table.clone(), column, row: self.rows });
                }
            }
            self.rows += 1;
        }
        Ok(())
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`Error::Frame`] when the file can't be built, for example because two columns have one name.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        let columns: PolarsResult<Vec<Column>> = self.columns.into_iter().map(Values::finish).collect();
        let mut data = DataFrame::new(self.rows, columns.map_err(frame)?).map_err(frame)?;
        let mut bytes = Vec::new();
        let about = (!self.about.is_empty()).then(|| KeyValueMetadata::from_static(self.about));
        ParquetWriter::new(&mut bytes).with_key_value_metadata(about).finish(&mut data).map_err(frame)?;
        Ok(bytes)
    }
}

/// The values of one column so far.
enum Values {
    Text(StringChunkedBuilder),
    Integer(PrimitiveChunkedBuilder<Int64Type>),
    Float(PrimitiveChunkedBuilder<Float64Type>),
    Decimal(PrimitiveChunkedBuilder<Int128Type>),
}

impl Values {
    fn new(name: &str, kind: Kind, rows: usize) -> Self {
        match kind {
            Kind::Text => Self::Text(StringChunkedBuilder::new(name.into(), rows)),
            Kind::Integer => Self::Integer(PrimitiveChunkedBuilder::new(name.into(), rows)),
            Kind::Float(_) => Self::Float(PrimitiveChunkedBuilder::new(name.into(), rows)),
            Kind::Decimal(_) => Self::Decimal(PrimitiveChunkedBuilder::new(name.into(), rows)),
        }
    }

    /// Adds a cell, blank as null; whether it belongs in this column.
    fn push(&mut self, cell: &Cell) -> bool {
        let blank = match cell {
            Cell::Blank => true,
            Cell::Float(value) => !value.is_finite(),
            _ => false,
        };
        match self {
            Self::Text(values) => add(blank, text(cell), |value| values.append_option(value)),
            Self::Integer(values) => add(blank, integer(cell), |value| values.append_option(value)),
            Self::Float(values) => add(blank, float(cell), |value| values.append_option(value)),
            Self::Decimal(values) => add(blank, decimal(cell), |value| values.append_option(value)),
        }
    }

    fn finish(self) -> PolarsResult<Column> {
        let series = match self {
            Self::Text(values) => values.finish().into_series(),
            Self::Integer(values) => values.finish().into_series(),
            Self::Float(values) => values.finish().into_series(),
            Self::Decimal(values) => values.finish().into_decimal(PRECISION, SCALE as usize)?.into_series(),
        };
        Ok(series.into())
    }
}

fn add<T>(blank: bool, value: Option<T>, append: impl FnOnce(Option<T>)) -> bool {
    let belongs = blank || value.is_some();
    append(value.filter(|_| !blank));
    belongs
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
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
