//! What the script engine says, turned into a problem that tells an analyst what to type.

use crate::draft::Draft;
use crate::forms::{Form, Owner, forms};
use crate::source::Mark;
use crate::vocabulary::{self, is_built_in};
use crate::wording;
use rhai::{EvalAltResult, Position};
use scoring::{Problem, Text};

/// A statement that stopped. What stands at its head is remembered as lost.
pub(crate) fn runtime(draft: &mut Draft, error: &EvalAltResult) {
    let (error, at) = innermost(error);
    let (problem, mark) = match error {
        EvalAltResult::ErrorFunctionNotFound(signature, _) => {
            let call = Unknown::read(signature);
            if call.thing.is_empty() || begins_statement(call.name) {
                draft.stop(call.name);
            }
            call.problem(draft, at)
        }
        _ => {
            // A loop that was stopped may have been declaring anything.
            if kind(error) == "rubric-limit" {
                draft.stopped.insert(String::new());
            }
            (wording::stopped(message(error), help(error), kind(error)), at.into())
        }
    };
    draft.lose(problem, mark);
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

/// Where it went wrong, as near as is known.
pub(crate) fn position(error: &EvalAltResult) -> Position {
    innermost(error).1
}

fn kind(error: &EvalAltResult) -> &'static str {
    match error {
        EvalAltResult::ErrorTooManyOperations(..)
        | EvalAltResult::ErrorDataTooLarge(..)
        | EvalAltResult::ErrorStackOverflow(..)
        | EvalAltResult::ErrorTooManyVariables(..)
        | EvalAltResult::ErrorTerminated(..) => "rubric-limit",
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
        EvalAltResult::ErrorFunctionNotFound(signature, _) => Unknown::read(signature).message(),
        EvalAltResult::ErrorVariableNotFound(name, _) => wording::unknown_name(name),
        EvalAltResult::ErrorPropertyNotFound(name, _) => wording::property(name),
        EvalAltResult::ErrorDotExpr(text, _) => match property_of(text) {
            Some(name) => wording::no_property(name),
            None => wording::cannot_run(),
        },
        EvalAltResult::ErrorTooManyOperations(_) => wording::too_many_operations(),
        EvalAltResult::ErrorDataTooLarge(what, _) => wording::too_much_data(what),
        EvalAltResult::ErrorStackOverflow(_) => wording::too_deep(),
        EvalAltResult::ErrorModuleNotFound(..) | EvalAltResult::ErrorTooManyModules(..) => wording::no_import(),
        EvalAltResult::ErrorArithmetic(text, _) if text.to_lowercase().contains("zero") => wording::division_by_zero(),
        EvalAltResult::ErrorArithmetic(..) => wording::number_overflow(),
        EvalAltResult::ErrorMismatchDataType(expected, found, _)
        | EvalAltResult::ErrorMismatchOutputType(expected, found, _) => wording::other_kind(expected, found),
        EvalAltResult::ErrorArrayBounds(length, index, _) => wording::no_such_element(*length, *index),
        EvalAltResult::ErrorIndexNotFound(index, _) => wording::no_such_entry(&index.to_string()),
        EvalAltResult::ErrorAssignmentToConstant(name, _) => wording::constant(name),
        EvalAltResult::ErrorFor(_) => wording::nothing_to_go_through(),
        // The program's own messages are in both languages; what a script throws is shown as it is.
        EvalAltResult::ErrorRuntime(value, _) => match value.to_string().split_once(" / ") {
            Some((vi, en)) => Text::new(vi, en),
            None => wording::thrown(&value.to_string()),
        },
        _ => wording::cannot_run(),
    }
}

/// `choice` of the engine's sentence about an unknown property.
fn property_of(text: &str) -> Option<&str> {
    text.split('\'').nth(1)
}

fn help(error: &EvalAltResult) -> Text {
    match error {
        EvalAltResult::ErrorVariableNotFound(name, _) => wording::name_help(name),
        EvalAltResult::ErrorTooManyOperations(_) => wording::loop_help(),
        EvalAltResult::ErrorDataTooLarge(..) => wording::data_help(),
        EvalAltResult::ErrorStackOverflow(_) => wording::deep_help(),
        EvalAltResult::ErrorArithmetic(..) => wording::arithmetic_help(),
        EvalAltResult::ErrorModuleNotFound(..) | EvalAltResult::ErrorTooManyModules(..) => wording::import_help(),
        EvalAltResult::ErrorDotExpr(text, _) => {
            let word = property_of(text).and_then(vocabulary::find);
            word.map_or_else(wording::dot_help, |word| wording::usage(word, None))
        }
        _ => wording::statement_help(),
    }
}

/// A call of something that the engine does not have: its name, what it was called on, the kinds of its values.
struct Unknown<'a> {
    name: &'a str,
    /// `criterion`, `rubric` …, or empty.
    thing: &'a str,
    kinds: Vec<&'a str>,
}

/// The engine's names of the things that words hang on.
const THINGS: [&str; 6] = ["criterion", "rubric", "round", "declaration", "condition", "result"];

impl<'a> Unknown<'a> {
    /// `below (criterion, i64)`.
    fn read(signature: &'a str) -> Self {
        let (name, rest) = signature.split_once('(').unwrap_or((signature, ""));
        let kinds = rest.trim_end_matches(')').split(',');
        let mut kinds: Vec<&str> =
            kinds.map(|kind| kind.trim().trim_start_matches('&').trim()).filter(|kind| !kind.is_empty()).collect();
        let thing = kinds.first().copied().filter(|kind| THINGS.contains(kind)).unwrap_or_default();
        if !thing.is_empty() {
            kinds.remove(0);
        }
        Self { name: name.trim(), thing, kinds }
    }

    fn is_operator(&self) -> bool {
        !self.name.contains(|c: char| c.is_alphanumeric())
    }

    /// The forms of the word that hang on this thing.
    fn fitting(&self) -> Vec<&'static Form> {
        forms(self.name).filter(|form| form.owner.is(self.thing)).collect()
    }

    fn message(&self) -> Text {
        if self.is_operator() {
            return wording::wrong_kinds(self.name, &self.kinds);
        }
        let fitting = self.fitting();
        if let Some(counts) = counts(&fitting) {
            return wording::wrong_count(self.name, counts, self.kinds.len());
        }
        match forms(self.name).next() {
            Some(form) => wording::misplaced(form, self.thing),
            None if is_built_in(self.name) => wording::wrong_values(self.name, &self.kinds),
            None => wording::unknown_word(self.name),
        }
    }

    /// The problem with what to mark.
    fn problem(&self, draft: &Draft, at: Position) -> (Problem, Mark) {
        let message = self.message();
        if self.is_operator() {
            return (wording::stopped(message, wording::operator_help(), "rubric-stopped"), at.into());
        }
        let values = draft.source.values(at);
        if let (Some((_, most)), Some(word)) = (counts(&self.fitting()), vocabulary::find(self.name)) {
            let comma = decimal_comma(&values);
            let mark = match &comma {
                Some((mark, _)) => *mark,
                None => values.get(most).map_or(at.into(), |(_, mark)| *mark),
            };
            let help = wording::usage(word, comma.as_ref().map(|(_, text)| text.as_str()));
            return (wording::stopped(message, help, "rubric-value"), mark);
        }
        if self.thing.is_empty() && draft.source.stands_before(at, "..") {
            return (wording::two_points(self.name), at.into());
        }
        if let Some(form) = forms(self.name).next() {
            return (wording::stopped(message, wording::place_help(form), "rubric-structure"), at.into());
        }
        if is_built_in(self.name) {
            return (wording::stopped(message, wording::operator_help(), "rubric-stopped"), at.into());
        }
        let fits = |word: &str| forms(word).any(|form| form.owner.is(self.thing));
        let near = vocabulary::nearest(self.name);
        // A word that can stand here is what was meant, if there is one.
        let here: Vec<&str> = near.iter().copied().filter(|word| fits(word)).collect();
        let help = wording::did_you_mean(if here.is_empty() { &near } else { &here });
        (wording::stopped(message, help, "rubric-unknown-word"), at.into())
    }
}

/// The least and the most values that some forms take.
fn counts(forms: &[&Form]) -> Option<(usize, usize)> {
    let counts = || forms.iter().map(|form| form.values.len());
    Some((counts().min()?, counts().max()?))
}

/// Two whole numbers with nothing but a comma between them, and the number that was meant.
pub(crate) fn decimal_comma(values: &[(String, Mark)]) -> Option<(Mark, String)> {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    values.windows(2).find_map(|pair| {
        let [(whole, first), (rest, second)] = pair else { return None };
        let beside = first.at.line() == second.at.line()
            && first.at.position()? + first.width + 1 == second.at.position()?
            && digits(whole.strip_prefix('-').unwrap_or(whole))
            && digits(rest);
        beside.then(|| (Mark { at: first.at, width: first.width + 1 + second.width }, format!("{whole}.{rest}")))
    })
}

/// Whether a word begins a statement.
pub(crate) fn begins_statement(word: &str) -> bool {
    forms(word).any(|form| form.owner == Owner::Script)
}
