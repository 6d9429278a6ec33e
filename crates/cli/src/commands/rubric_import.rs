//! `parindex rubric import`: the draft of a rubric from the Excel annex of a decision.

use super::verdict;
use crate::args::RubricImport;
use crate::terminal::Terminal;
use crate::{limits, wording};
use campaign::Stop;

pub(super) fn import(import: &RubricImport, terminal: &Terminal) -> Result<u8, Stop> {
    let drafted = campaign::draft_rubric(&import.annex, &limits::reading(&import.reading))?;
    let cannot = |problem| Stop::CannotRun(vec![problem]);
    match &import.out {
        Some(path) if path.exists() => return Err(cannot(wording::draft_exists(&path.display().to_string()))),
        Some(path) => {
            std::fs::write(path, &drafted.script).map_err(|error| cannot(wording::not_written(&error.to_string())))?;
            terminal.result(&wording::drafted(&path.display().to_string(), &drafted, terminal.lang));
        }
        None => terminal.raw(drafted.script.as_bytes()),
    }
    terminal.findings(&drafted.problems);
    Ok(verdict(&drafted.problems))
}
