//! From the Excel annex of a decision to the draft of its rubric.

use crate::files::Found;
use crate::intake::{Intake, Reading};
use crate::outcome::Stop;
pub use rubric::Drafted;
use std::path::Path;

/// Reads a workbook and drafts a rubric script from it. What could not be read or placed is in the draft's problems.
///
/// # Errors
/// [`Stop::CannotRun`] when the file can't be read, or holds no annex.
pub fn draft_rubric(path: &Path, reading: &Reading) -> Result<Drafted, Stop> {
    let name = path.display().to_string().replace('\\', "/");
    let read = Intake::new(reading).one(Found { name: name.clone(), path: path.to_owned() });
    let (_, workbook) = read.map_err(|problem| Stop::CannotRun(vec![problem]))?;
    let problems = workbook.problems(&name);
    if workbook.grids.iter().all(|grid| grid.cells.is_empty()) {
        return Err(Stop::CannotRun(problems));
    }
    let mut drafted = rubric::draft_annex(&workbook.grids, &name);
    drafted.problems.splice(0..0, problems);
    if drafted.script.is_empty() {
        return Err(Stop::CannotRun(drafted.problems));
    }
    Ok(drafted)
}
