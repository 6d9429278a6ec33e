//! Why a statistic could not be worked out.

use crate::wording;

/// Why a table or its Parquet could not be made. None of it comes from bad data, which is counted as missing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Numbers too large for 28 digits.
    #[error("{}", wording::error(self).en)]
    Overflow,
    /// A cell holds something else than its column is for.
    #[error("{}", wording::error(self).en)]
    WrongKind {
        /// Name of the table.
        table: String,
        /// Name of the column.
        column: String,
        /// The row, from 0.
        row: usize,
    },
    /// What the data frame library said, in its own words.
    #[error("{}", wording::error(self).en)]
    Frame(String),
}

/// Takes over a message of polars.
pub(crate) fn frame(error: polars::prelude::PolarsError) -> Error {
    Error::Frame(error.to_string())
}
