//! What the script engine says, turned into a problem that tells an analyst what to type.

use crate::draft::Draft;
use crate::{vocabulary, wording};
use rhai::{EvalAltResult, ParseError, Position};
use scoring::{Problem, Text};

/// A script that can't be read as Rhai.
pub(crate) fn syntax(draft: &Draft, error: &ParseError) -> Problem {
    let at = error.position();
    let line = at.line().and_then(|line| draft.line(line)).unwrap_or_default();
    draft.locate(wording::syntax(&error.to_string(), error.err_type(), line), at)
}

/// A statement that stopped.
pub(crate) fn runtime(draft: &Draft, error: &EvalAltResult) -> Problem {
    let (error, at) = innermost(error);
    draft.locate(wording::stopped(message(error), help(error), kind(error)), at)
}

/// The innermost error of nested calls, with its position or that of the nearest call that has one.
fn innermost(error: &EvalAltResult) -> (&EvalAltResult, Position) {
    let mut at = error.position();
    let mut error = error;
    while let EvalAltResult::ErrorInFunctionCall(_, _, inner, _) | EvalAltResult::ErrorInModule(_, inner, _) = error {
        error = inner;
        if !error.position().is_none() {
            at = error.position();
        }
    }
    (error, at)
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
        EvalAltResult::ErrorModuleNotFound(..) | EvalAltResult::ErrorTooManyModules(..) => "rubric-import",
        _ => "rubric-stopped",
    }
}

/// What went wrong, as a sentence.
pub(crate) fn message(error: &EvalAltResult) -> Text {
    let (error, _) = innermost(error);
    match error {
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
        EvalAltResult::ErrorModuleNotFound(..) | EvalAltResult::ErrorTooManyModules(..) => wording::no_import(),
        EvalAltResult::ErrorRuntime(value, _) => Text::same(value.to_string()),
        other => Text::same(other.to_string()),
    }
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
