//! `parindex rubric show`: a rubric as a table.

use crate::args::{Format, RubricShow};
use crate::terminal::Terminal;
use crate::{CANNOT_RUN, FINE, tables, wording};
use campaign::Stop;
use std::io::IsTerminal;

pub(super) fn show(show: &RubricShow, terminal: &Terminal) -> Result<u8, Stop> {
    let lang = terminal.lang;
    let cannot = |problem| Stop::CannotRun(vec![problem]);
    let (rubric, problems) = campaign::load_rubric(&show.file, &show.file.display().to_string())?;
    terminal.findings(&problems);
    let table = report::tables::rubric(&rubric, lang);
    let failed = |error: report::Error| cannot(wording::not_written(&error.to_string()));
    let bytes = match show.format {
        Format::Table => tables::draw(&table, lang).into_bytes(),
        Format::Md => report::markdown(&table, lang).into_bytes(),
        Format::Csv => report::csv(&table).map_err(failed)?,
        Format::Json => report::json(&table).map_err(failed)?,
        Format::Xlsx => {
            let book = report::Book {
                lang,
                title: rubric.title.clone(),
                made_with: report::edition(&rubric, lang),
                created: None,
                tables: &[table],
            };
            report::xlsx(&book).map_err(failed)?
        }
    };
    match &show.out {
        Some(path) => {
            std::fs::write(path, bytes).map_err(|error| cannot(wording::not_written(&error.to_string())))?;
        }
        None if show.format == Format::Xlsx && std::io::stdout().is_terminal() => {
            terminal.findings(&[wording::workbook_needs_file()]);
            return Ok(CANNOT_RUN);
        }
        None => terminal.raw(&bytes),
    }
    Ok(FINE)
}
