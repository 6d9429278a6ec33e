//! The published tables and their files: an assessment becomes [`Table`](scoring::Table)s, tables become bytes.
//!
//! [`tables`] makes the numbered tables (Biểu số 1…n) and the tables for machines; [`xlsx`], [`csv`], [`json`] and
//! [`markdown`] write any table without knowing what it is about. The crate reads and writes no file, and it can't
//! tell where an assessment or a statistic comes from. Start from [`tables::numbered`].
//!
//! ```
//! use scoring::{Cell, Column, Kind, Row, Table};
//!
//! let table = Table {
//!     columns: vec![Column::new("unit", "Đơn vị", Kind::Text), Column::new("score", "Chỉ số", Kind::Decimal(2))],
//!     rows: vec![Row::body(vec![Cell::text("TP"), Cell::Decimal("77.14".parse().unwrap())])],
//!     ..Table::default()
//! };
//! assert_eq!(report::csv(&table)?, b"unit,score\nTP,77.14\n");
//! # Ok::<(), report::Error>(())
//! ```

mod csv;
mod error;
mod json;
mod markdown;
mod number;
pub mod tables;
pub mod wording;
mod xlsx;

pub use csv::{Csv, csv};
pub use error::Error;
pub use json::json;
pub use markdown::markdown;
pub use wording::edition;
pub use xlsx::{Book, xlsx};
