//! From the Excel annex of a decision to the draft of its rubric.

use crate::outcome::Stop;
use crate::{bytes, wording};
pub use rubric::Drafted;
use std::path::Path;

/// Reads a workbook and drafts a rubric script from it. What could not be read or placed is in the draft's problems.
///
/// # Errors
/// [`Stop::CannotRun`] when the file can't be read, or holds no annex.
pub fn draft_rubric(path: &Path) -> Result<Drafted, Stop> {
    let name = path.display().to_string().replace('\\', "/");
    let bytes = bytes::read(path).map_err(|why| Stop::CannotRun(vec![wording::unreadable(&name, &why)]))?;
    let workbook = sheets::read(&bytes, &sheets::Limits::default());
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
