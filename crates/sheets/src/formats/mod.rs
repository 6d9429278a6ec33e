//! One module for each format: bytes → grids and troubles. What a file is, its content says.

pub(crate) mod calamine;
mod dialect;
mod merges;
pub(crate) mod sniff;
pub(crate) mod text;

use crate::trouble::Trouble;
use scoring::Grid;

/// What a format's reader gives.
#[derive(Debug, Default)]
pub(crate) struct Sheets {
    pub(crate) grids: Vec<Grid>,
    pub(crate) troubles: Vec<Trouble>,
    /// Names of the fonts that the workbook's styles use, where the format tells them.
    pub(crate) fonts: Vec<String>,
}

impl Sheets {
    /// Nothing but one trouble.
    pub(crate) fn refused(trouble: Trouble) -> Self {
        Self { troubles: vec![trouble], ..Self::default() }
    }
}
