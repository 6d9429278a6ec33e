//! One module for each format: bytes → grids and troubles. What a file is, its content says.

pub(crate) mod biff;
pub(crate) mod biff12;
mod bytes;
mod cells;
mod decode;
mod dialect;
pub(crate) mod html;
mod number;
mod number_format;
pub(crate) mod ods;
pub(crate) mod ole;
mod package;
pub(crate) mod sniff;
pub(crate) mod text;
mod values;
pub(crate) mod xlsx;
mod xml;
pub(crate) mod xml2003;

use crate::trouble::Trouble;
use scoring::Grid;

/// Fonts of a workbook that are listed.
const MOST_FONTS: usize = 64;

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
