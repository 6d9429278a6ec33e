//! One command, one file.

mod check;
mod explain;
mod rubric_check;
mod rubric_diff;
mod rubric_import;
mod rubric_show;
mod run;

use crate::args::{Args, Command, Reading, Rubric};
use crate::terminal::Terminal;
use crate::{CANNOT_RUN, ERRORS, FINE, limits, wording};
use campaign::{Campaign, Outcome, Stop};
use scoring::{Problem, Severity};
use std::path::Path;

/// Carries out what was typed and returns the exit code.
pub(crate) fn carry_out(args: Args) -> u8 {
    let mut terminal = Terminal::new(&args.options);
    let scores = !matches!(args.command, Command::Rubric(_));
    let code = match args.command {
        Command::Run(run) => run::run(&run, &mut terminal),
        Command::Check(check) => check::check(&check, &mut terminal),
        Command::Explain(explain) => explain::explain(&explain, &mut terminal),
        Command::Rubric(Rubric::Check(check)) => rubric_check::check(&check, &terminal),
        Command::Rubric(Rubric::Show(show)) => rubric_show::show(&show, &terminal),
        Command::Rubric(Rubric::Diff(diff)) => rubric_diff::diff(&diff, &terminal),
        Command::Rubric(Rubric::Import(import)) => rubric_import::import(&import, &terminal),
    };
    let code = code.unwrap_or_else(|stop| {
        terminal.findings(stop.problems());
        match stop {
            Stop::CannotRun(_) => CANNOT_RUN,
            Stop::BadRubric(_) => {
                if scores {
                    terminal.result(wording::not_scored(terminal.lang));
                }
                ERRORS
            }
        }
    });
    terminal.finish();
    code
}

/// Opens a campaign and takes its language.
fn open(path: &Path, terminal: &mut Terminal) -> Result<Campaign, Stop> {
    let campaign = campaign::open(path)?;
    terminal.speak(campaign.language);
    Ok(campaign)
}

/// Reads and scores a campaign, with a progress bar.
fn assess(path: &Path, reading: &Reading, terminal: &mut Terminal) -> Result<(Campaign, Outcome), Stop> {
    let campaign = open(path, terminal)?;
    let outcome = campaign::assess(&campaign, &limits::reading(reading), &terminal.progress())?;
    Ok((campaign, outcome))
}

/// The exit code that problems ask for.
fn verdict<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> u8 {
    if problems.into_iter().any(|problem| problem.severity == Severity::Error) { ERRORS } else { FINE }
}
