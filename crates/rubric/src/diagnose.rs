//! What the script engine says, turned into a problem that tells an analyst what to type.

use crate::program::Program;
use crate::source::Sources;
use crate::watch::Ended;
use crate::{trace, vocabulary, wording};
use rhai::{EvalAltResult, ParseError, Position};
use scoring::{Problem, Text};

/// A script that can't be read as Rhai.
pub(crate) fn syntax(sources: &Sources, file: usize, error: &ParseError) -> Problem {
    let at = error.position();
    let line = at.line().and_then(|line| sources.get(file).line(line)).unwrap_or_default();
    sources.locate(wording::syntax(&error.to_string(), error.err_type(), line), file, at)
}

/// A statement of a file that stopped: at its innermost place, with the calls that led there.
pub(crate) fn runtime(program: &Program, file: usize, error: &EvalAltResult) -> Problem {
    let frames = trace::frames(program, file, error);
    let innermost = trace::innermost(error);
    let problem = wording::stopped(message(innermost), help(innermost), kind(innermost));
    match frames.split_first() {
        Some((first, rest)) => {
            let mut problem = problem.at(first.place.clone()).with_trace(rest.to_vec());
            problem.context.clone_from(&first.context);
            problem
        }
        None => program.sources.locate(problem, file, Position::NONE),
    }
}

fn kind(error: &EvalAltResult) -> &'static str {
    match error {
        EvalAltResult::ErrorTooManyOperations(..)
        | EvalAltResult::ErrorDataTooLarge(..)
        | EvalAltResult::ErrorStackOverflow(..)
        | EvalAltResult::ErrorTooManyVariables(..)
        | EvalAltResult::ErrorTerminated(..) => "rubric-limit",
        EvalAltResult::ErrorFunctionNotFound(..) => "rubric-unknown-word",
        EvalAltResult::ErrorVariableNotFound(..) => "rubric-unknown-name",
        EvalAltResult::ErrorPropertyNotFound(..) => "rubric-unknown-figure",
        EvalAltResult::ErrorModuleNotFound(..) => "rubric-import",
        _ => "rubric-stopped",
    }
}

/// What went wrong, as a sentence.
pub(crate) fn message(error: &EvalAltResult) -> Text {
    match trace::innermost(error) {
        EvalAltResult::ErrorFunctionNotFound(signature, _) => {
            let (name, given) = split(signature);
            match vocabulary::find(name) {
                Some(_) => wording::wrong_values(name, &given),
                None if is_operator(name) => wording::wrong_kinds(name, &given),
                None => wording::unknown_word(name),
            }
        }
        EvalAltResult::ErrorVariableNotFound(name, _) => wording::unknown_name(name),
        EvalAltResult::ErrorPropertyNotFound(name, _) => wording::property(name),
        EvalAltResult::ErrorTooManyOperations(_) => wording::too_many_operations(),
        EvalAltResult::ErrorDataTooLarge(what, _) => wording::too_much_data(what),
        EvalAltResult::ErrorStackOverflow(_) => wording::too_deep(),
        EvalAltResult::ErrorTooManyVariables(_) => wording::too_many_variables(),
        EvalAltResult::ErrorTerminated(why, _) => match why.clone().try_cast::<Ended>() {
            Some(Ended::Operations) => wording::too_many_operations(),
            _ => wording::too_long(),
        },
        EvalAltResult::ErrorModuleNotFound(name, _) => wording::import_unknown(name),
        EvalAltResult::ErrorDataRace(..) => wording::holds_itself(),
        EvalAltResult::ErrorArithmetic(why, _) if why.contains("overflow") => wording::number_too_large(),
        EvalAltResult::ErrorRuntime(value, _) => own(&value.to_string()),
        // The place is told with the lines of the script.
        other => own(other.to_string().split(" (line ").next().unwrap_or_default()),
    }
}

/// What the engine itself says.
fn own(message: &str) -> Text {
    if message.contains("ivision by zero") { wording::division_by_zero() } else { Text::same(message) }
}

fn help(error: &EvalAltResult) -> Text {
    match error {
        EvalAltResult::ErrorFunctionNotFound(signature, _) => {
            let (name, given) = split(signature);
            match vocabulary::find(name) {
                Some(word) => wording::usage(word, &given),
                None => wording::did_you_mean(&vocabulary::nearest(name)),
            }
        }
        EvalAltResult::ErrorVariableNotFound(name, _) => wording::name_help(name, &vocabulary::nearest(name)),
        EvalAltResult::ErrorTooManyOperations(_) => wording::loop_help(),
        EvalAltResult::ErrorDataTooLarge(..) => wording::data_help(),
        EvalAltResult::ErrorStackOverflow(_) => wording::deep_help(),
        EvalAltResult::ErrorTooManyVariables(_) => wording::variables_help(),
        EvalAltResult::ErrorTerminated(..) => wording::loop_help(),
        EvalAltResult::ErrorModuleNotFound(name, _) => wording::import_unknown_help(name),
        _ => Text::default(),
    }
}

fn is_operator(name: &str) -> bool {
    !name.contains(|c: char| c.is_alphanumeric())
}

/// `below (criterion, i64)` → `below` and the kinds of the values, the thing it was called on left out.
fn split(signature: &str) -> (&str, Vec<String>) {
    let (name, rest) = signature.split_once('(').unwrap_or((signature, ""));
    let kinds = rest.trim_end_matches(')').split(',').map(|kind| kind.trim().trim_start_matches('&').trim().to_owned());
    let kinds = kinds
        .filter(|kind| !kind.is_empty() && !["criterion", "rubric", "round", "declaration"].contains(&kind.as_str()));
    (name.trim(), kinds.collect())
}
