//! Why bytes could not be written.

use crate::wording;
use scoring::Text;

/// Why a table could not be written. The words are those of [`wording::error`] in English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The table has more rows or columns than a worksheet holds (1,048,576 × 16,384).
    #[error("{}", self.text().en)]
    TooLarge {
        /// Label of the table.
        table: String,
    },
    /// The workbook could not be put together.
    #[error("{}", self.text().en)]
    Workbook {
        /// Label of the table, or empty.
        table: String,
        /// What the writer said.
        reason: String,
    },
    /// The text file could not be put together.
    #[error("{}", self.text().en)]
    Csv {
        /// Name of the table.
        table: String,
        /// What the writer said.
        reason: String,
    },
}

impl Error {
    /// The error in both languages.
    pub fn text(&self) -> Text {
        wording::error(self)
    }
}
