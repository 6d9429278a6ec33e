//! The `parindex` command: scores public bodies on administrative reform from their score sheets.

mod args;
mod commands;
mod grouping;
mod help;
mod limits;
mod render;
mod tables;
mod terminal;
mod total;
mod usage;
mod wording;

use clap::FromArgMatches;
use clap::error::ErrorKind;
use std::process::ExitCode;

/// Everything went well; warnings allowed.
const FINE: u8 = 0;
/// There are errors in the data or the rubric; what could be computed is written all the same.
const ERRORS: u8 = 1;
/// It could not run at all.
const CANNOT_RUN: u8 = 2;

/// What was typed, paths that are no Unicode included.
fn words() -> impl Iterator<Item = String> {
    std::env::args_os().map(|word| word.to_string_lossy().into_owned())
}

fn main() -> ExitCode {
    // Files are parsed by processes of this program: `campaign` starts them, no user does.
    if let Some(done) = campaign::serve(words().skip(1)) {
        return ExitCode::from(if done.is_ok() { FINE } else { CANNOT_RUN });
    }
    let lang = help::language(words());
    let asked = help::command(lang).try_get_matches().and_then(|found| args::Args::from_arg_matches(&found));
    match asked {
        Ok(args) => ExitCode::from(commands::carry_out(args)),
        // Help and version come this way as well, and are no failure.
        Err(error) if !error.use_stderr() => {
            let _ = error.print();
            ExitCode::from(FINE)
        }
        // So does a command without a word, which is answered with the help.
        Err(error) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(CANNOT_RUN)
        }
        Err(error) => {
            usage::complain(&error, &words().collect::<Vec<_>>(), lang);
            ExitCode::from(CANNOT_RUN)
        }
    }
}
