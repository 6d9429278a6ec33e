//! `parindex rubric diff`: what changed between two rubrics, criterion by criterion.

use super::verdict;
use crate::args::{DiffFormat, RubricDiff};
use crate::terminal::Terminal;
use crate::{CANNOT_RUN, ERRORS, tables, wording};
use campaign::Stop;
use scoring::{Problem, Rubric};
use std::path::Path;

/// A difference is no error; mistakes of either rubric are, and a lineage that the old one contradicts. What can be
/// compared is shown all the same, and both files are read before either stops it.
pub(super) fn diff(diff: &RubricDiff, terminal: &Terminal) -> Result<u8, Stop> {
    let (old, new) = match (read(&diff.old), read(&diff.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let stops: Vec<Stop> = [old.err(), new.err()].into_iter().flatten().collect();
            stops.iter().for_each(|stop| terminal.findings(stop.problems()));
            let cannot = stops.iter().any(|stop| matches!(stop, Stop::CannotRun(_)));
            return Ok(if cannot { CANNOT_RUN } else { ERRORS });
        }
    };
    let ((old, mut problems), (new, found)) = (old, new);
    problems.extend(found);
    problems.extend(scoring::diff::lineage_problems(&new, &old));
    terminal.findings(&problems);
    let lang = terminal.lang;
    match diff.format {
        DiffFormat::Table => {
            let table = report::tables::diff(&old, &new, lang);
            let drawn = if table.rows.is_empty() { wording::no_difference(lang) } else { &tables::draw(&table, lang) };
            terminal.result(&format!("{}\n\n{}", drawn.trim_end(), table.notes.join("\n")));
        }
        DiffFormat::Md => terminal.result(&report::markdown(&report::tables::diff(&old, &new, lang), lang)),
        DiffFormat::Json => {
            let bytes = report::json(&report::tables::diff_data(&old, &new, lang));
            let failed = |error: report::Error| Stop::CannotRun(vec![wording::not_written(&error.to_string())]);
            terminal.raw(&bytes.map_err(failed)?);
        }
    }
    Ok(verdict(&problems))
}

fn read(path: &Path) -> Result<(Rubric, Vec<Problem>), Stop> {
    campaign::load_rubric_with_errors(path, &path.display().to_string())
}
