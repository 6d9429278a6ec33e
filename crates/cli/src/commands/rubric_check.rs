//! `parindex rubric check`: compiles rubrics, checks structure, rules and examples.

use crate::args::RubricCheck;
use crate::terminal::Terminal;
use crate::{CANNOT_RUN, ERRORS, FINE, wording};
use campaign::Stop;

/// Every file is checked, whatever the ones before it come to; the worst verdict is the exit code.
pub(super) fn check(check: &RubricCheck, terminal: &Terminal) -> Result<u8, Stop> {
    let mut worst = FINE;
    for file in &check.files {
        let name = file.display().to_string();
        let code = match campaign::load_rubric(file, &name) {
            Ok((rubric, problems)) => {
                terminal.findings(&problems);
                terminal.result(&wording::rubric_fine(&name, &rubric, terminal.lang));
                FINE
            }
            Err(stop) => {
                terminal.findings(stop.problems());
                terminal.result(&wording::rubric_wrong(&name, stop.problems().len(), terminal.lang));
                if matches!(stop, Stop::CannotRun(_)) { CANNOT_RUN } else { ERRORS }
            }
        };
        worst = worst.max(code);
    }
    Ok(worst)
}
