//! `parindex check`: reads everything, prints every finding, writes nothing.

use super::{assess, verdict};
use crate::args::Check;
use crate::terminal::Terminal;
use crate::wording;
use campaign::Stop;

pub(super) fn check(check: &Check, terminal: &mut Terminal) -> Result<u8, Stop> {
    let (_, outcome) = assess(&check.campaign, &check.reading, terminal)?;
    terminal.findings_of(&outcome);
    terminal.result(&wording::counts(&outcome, terminal.lang));
    Ok(verdict(&outcome.problems))
}
