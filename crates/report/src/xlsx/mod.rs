//! A workbook of tables, as an office would have made it by hand.

mod layout;
mod measure;
mod names;
mod page;
mod sheet;
mod style;

use crate::Error;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use scoring::{Date, Lang, Table};

/// A workbook: tables in the order of their sheets.
#[derive(Debug, Clone)]
pub struct Book<'a> {
    /// Language of sheet names and footers that the tables do not bring themselves.
    pub lang: Lang,
    /// Title in the file's properties.
    pub title: String,
    /// What the tables were made with, in the footer of each page and in the file's properties: rubric and its hash.
    pub made_with: String,
    /// Creation date in the file's properties: the campaign's own date, never the clock. `None` is 1 January 2000.
    pub created: Option<Date>,
    /// The tables.
    pub tables: &'a [Table],
}

/// Writes a workbook: one sheet a table with titles, merged group headings, live formulas with their values, frozen
/// heading, and a page setup for printing on A4. The same tables always give the same bytes.
///
/// # Errors
/// [`Error::TooLarge`] for a table over the limits of a worksheet, [`Error::Workbook`] for anything else.
pub fn xlsx(book: &Book<'_>) -> Result<Vec<u8>, Error> {
    let failed = |error: XlsxError| Error::Workbook { table: String::new(), reason: error.to_string() };
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::default(), style::ROW_PIXELS, style::COLUMN_PIXELS).map_err(failed)?;
    workbook.set_properties(&properties(book).map_err(failed)?);
    let names = names::unique(book.tables.iter().map(|table| table.label.as_str()), book.lang);
    for (table, name) in book.tables.iter().zip(&names) {
        let sheet = workbook.add_worksheet();
        sheet::write(sheet, name, table, book).map_err(|error| match error {
            XlsxError::RowColumnLimitError => Error::TooLarge { table: name.clone() },
            other => Error::Workbook { table: name.clone(), reason: other.to_string() },
        })?;
    }
    workbook.save_to_buffer().map_err(failed)
}

fn properties(book: &Book<'_>) -> Result<DocProperties, XlsxError> {
    let created = match book.created {
        Some(date) => ExcelDateTime::parse_from_str(&date.to_string())?,
        None => ExcelDateTime::from_ymd(2000, 1, 1)?,
    };
    Ok(DocProperties::new().set_title(&book.title).set_subject(&book.made_with).set_creation_datetime(&created))
}
