//! `parindex check`: reads everything, prints every finding, writes nothing.

use super::{assess, verdict};
use crate::args::{Check, Options};
use crate::terminal::Terminal;
use crate::wording;
use campaign::Stop;

pub(super) fn check(check: &Check, options: &Options, terminal: &mut Terminal) -> Result<u8, Stop> {
    let (_, outcome) = assess(&check.campaign, options, terminal)?;
    terminal.findings(&outcome.problems);
    terminal.result(&wording::counts(&outcome, terminal.lang));
    Ok(verdict(&outcome.problems))
}
