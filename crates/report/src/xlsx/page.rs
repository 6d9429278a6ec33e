//! The printed page: A4 landscape, one page wide as long as it can be read.

use super::Book;
use super::style;
use crate::wording;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Paper code of A4.
const A4: u8 = 9;
/// Margins in inches: left, right, top, bottom, and header and footer.
const MARGINS: [f64; 6] = [0.5, 0.5, 0.6, 0.6, 0.3, 0.3];
/// What is left of an A4 page in landscape: pixels across, points down.
const PAGE: (f64, f64) = ((11.69 - 1.0) * 96.0, (8.27 - 1.2) * 72.0);
/// A table is pressed onto one page only when its letters keep this share of their size.
const SMALLEST: f64 = 0.62;
/// A table goes over more than one page across only when its letters would shrink below the first share; then they
/// keep the second.
const ACROSS: (f64, f64) = (0.5, 0.6);

/// The extent of a table on its sheet.
pub(crate) struct Extent {
    /// Pixels across.
    pub(crate) width: f64,
    /// Points down.
    pub(crate) height: f64,
    /// First and last heading row.
    pub(crate) header: (u32, u32),
    /// Columns that stay in view, repeated when the table goes over more than one page across.
    pub(crate) frozen: u16,
}

/// Sets up printing.
pub(crate) fn set_up(sheet: &mut Worksheet, extent: &Extent, book: &Book<'_>) -> Result<(), XlsxError> {
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet.set_paper_size(A4).set_landscape().set_print_center_horizontally(true);
    sheet.set_margins(left, right, top, bottom, header, footer);
    sheet.set_footer(wording::footer(&book.made_with, book.lang));
    sheet.set_repeat_rows(extent.header.0, extent.header.1)?;
    let across = PAGE.0 / extent.width.max(1.0);
    if across < ACROSS.0 {
        let mut pages = 1;
        while f64::from(pages) * across < ACROSS.1 && pages < 100 {
            pages += 1;
        }
        if let Some(last) = extent.frozen.checked_sub(1) {
            sheet.set_repeat_columns(0, last)?;
        }
        sheet.set_print_fit_to_pages(pages, 0);
        return Ok(());
    }
    let scale = across.min(PAGE.1 / extent.height.max(style::ROW_POINTS));
    sheet.set_print_fit_to_pages(1, u16::from(scale >= SMALLEST));
    Ok(())
}
