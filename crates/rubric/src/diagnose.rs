//! What the script engine says, turned into a problem that tells an analyst what to type.

use crate::draft::Draft;
use crate::forms::{Form, Owner, forms};
use crate::program::{Program, rhai_anonymous};
use crate::source::{Mark, Source, Sources};
use crate::vocabulary::{self, is_built_in};
use crate::watch::Ended;
use crate::{syntax, trace, wording};
use rhai::{EvalAltResult, ParseError, Position};
use scoring::{Problem, Text};

/// An imported file that can't be read as Rhai.
pub(crate) fn syntax(sources: &Sources, file: usize, text: &str, error: &ParseError) -> Problem {
    let (problem, mark) = syntax::alone_told(text, error);
    sources.locate(problem, file, mark)
}

/// A statement of the script that stopped; whether it met a limit. What stands at its head is remembered as lost.
pub(crate) fn statement(draft: &mut Draft, program: &Program, error: &EvalAltResult) -> bool {
    let innermost = trace::innermost(error);
    let limited = kind(innermost) == "rubric-limit";
    if let EvalAltResult::ErrorFunctionNotFound(signature, _) = innermost {
        let call = Unknown::read(signature);
        if call.thing.is_empty() || begins_statement(call.name) {
            draft.stop(call.name);
        }
    } else if limited {
        // A loop that was stopped may have been declaring anything.
        draft.stopped.insert(String::new());
    }
    draft.broken = true;
    draft.problems.push(runtime(program, 0, error));
    limited
}

/// Something of a file that stopped: at its innermost place, with the calls that led there.
pub(crate) fn runtime(program: &Program, file: usize, error: &EvalAltResult) -> Problem {
    let innermost = trace::innermost(error);
    let (inside, at) = trace::place(program, file, error);
    let (problem, mark) = match innermost {
        EvalAltResult::ErrorFunctionNotFound(signature, _) => {
            Unknown::read(signature).problem(program.sources.get(inside), at)
        }
        _ => (wording::stopped(message(innermost), help(innermost), kind(innermost)), at.into()),
    };
    let calls = trace::frames(program, file, error).into_iter().skip(1).collect();
    program.sources.locate(problem, inside, mark).with_trace(calls)
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
        EvalAltResult::ErrorModuleNotFound(..) => "rubric-import",
        _ => "rubric-stopped",
    }
}

/// What went wrong, as a sentence.
pub(crate) fn message(error: &EvalAltResult) -> Text {
    match trace::innermost(error) {
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
        EvalAltResult::ErrorTooManyVariables(_) => wording::too_many_variables(),
        EvalAltResult::ErrorTerminated(why, _) => match why.clone().try_cast::<Ended>() {
            Some(Ended::Operations) => wording::too_many_operations(),
            _ => wording::too_long(),
        },
        EvalAltResult::ErrorModuleNotFound(name, _) => wording::import_unknown(name),
        EvalAltResult::ErrorDataRace(..) => wording::holds_itself(),
        EvalAltResult::ErrorArithmetic(text, _) if text.to_lowercase().contains("zero") => wording::division_by_zero(),
        EvalAltResult::ErrorArithmetic(..) => wording::number_too_large(),
        EvalAltResult::ErrorMismatchDataType(expected, found, _)
        | EvalAltResult::ErrorMismatchOutputType(expected, found, _) => wording::other_kind(expected, found),
        EvalAltResult::ErrorArrayBounds(length, index, _) => wording::no_such_element(*length, *index),
        EvalAltResult::ErrorIndexNotFound(index, _) => wording::no_such_entry(&index.to_string()),
        EvalAltResult::ErrorAssignmentToConstant(name, _) => wording::constant(name),
        EvalAltResult::ErrorFor(_) => wording::nothing_to_go_through(),
        // The program's own messages are in both languages; what a script throws is shown as it is.
        EvalAltResult::ErrorRuntime(value, _) if value.to_string().contains("ivision by zero") => {
            wording::division_by_zero()
        }
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
        EvalAltResult::ErrorTooManyVariables(_) => wording::variables_help(),
        EvalAltResult::ErrorTerminated(..) => wording::loop_help(),
        EvalAltResult::ErrorModuleNotFound(name, _) => wording::import_unknown_help(name),
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
        // A function without a name is known in its own file only.
        if self.name.starts_with(rhai_anonymous()) {
            return wording::closure_elsewhere().message;
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
    fn problem(&self, source: &Source, at: Position) -> (Problem, Mark) {
        let message = self.message();
        if self.is_operator() {
            return (wording::stopped(message, wording::operator_help(), "rubric-stopped"), at.into());
        }
        let values = source.values(at);
        if let (Some((_, most)), Some(word)) = (counts(&self.fitting()), vocabulary::find(self.name)) {
            let comma = decimal_comma(&values);
            let mark = match &comma {
                Some((mark, _)) => *mark,
                None => values.get(most).map_or(at.into(), |(_, mark)| *mark),
            };
            let help = wording::usage(word, comma.as_ref().map(|(_, text)| text.as_str()));
            return (wording::stopped(message, help, "rubric-value"), mark);
        }
        if self.thing.is_empty() && source.stands_before(at, "..") {
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
