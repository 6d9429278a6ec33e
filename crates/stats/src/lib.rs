//! Statistics of an assessment with polars, and Parquet.
//!
//! Assessments go in, [`Table`](scoring::Table)s and bytes come out. Means, quantiles and shares are exact decimals;
//! only the standard deviation is binary floating point, because it needs a root. What is missing is counted, never
//! taken for 0. The crate must not know where an assessment comes from or what a table is written to: it reads and
//! writes no file. Start from [`criteria`].
//!
//! ```
//! use scoring::{Assessment, Lang, Node, Rubric};
//!
//! let mut rubric = Rubric::new("demo", "Demo");
//! rubric.push(Node::domain("1", "Directing", Some("1".parse().unwrap()))).unwrap();
//! rubric.settle().unwrap();
//! let table = stats::criteria(&rubric, &Assessment::default(), Lang::En)?;
//! assert_eq!(table.rows.len(), 2);
//! assert!(stats::parquet(&table)?.starts_with(b"PAR1"));
//! # Ok::<(), stats::Error>(())
//! ```

mod bands;
mod criteria;
mod error;
mod groups;
mod parquet;
#[cfg(test)]
mod sample;
mod summary;
pub mod wording;

pub use bands::bands;
pub use criteria::criteria;
pub use error::Error;
pub use groups::groups;
pub use parquet::{Parquet, parquet};
