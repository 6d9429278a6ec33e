//! Where in a script something stopped, and from where that was called.

use crate::program::{Program, rhai_anonymous};
use crate::wording;
use rhai::{EvalAltResult, Position};
use scoring::{Frame, Text};

/// The most steps that are told: the innermost ones, and the outermost.
const INNER: usize = 6;
const OUTER: usize = 2;

/// A step: file, position, and the function that it stands in, if any, or the one that it calls.
struct Step {
    file: usize,
    at: Position,
    inside: Option<String>,
    calls: Option<String>,
}

/// The error at the end of nested calls.
pub(crate) fn innermost(error: &EvalAltResult) -> &EvalAltResult {
    match error {
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) | EvalAltResult::ErrorInModule(_, inner, _) => {
            innermost(inner)
        }
        other => other,
    }
}

/// The places of an error, innermost first. What has no position is left out. `file` is where the outermost call stands.
pub(crate) fn frames(program: &Program, file: usize, error: &EvalAltResult) -> Vec<Frame> {
    let mut frames: Vec<Frame> = steps(program, file, error)
        .into_iter()
        .rev()
        .filter(|step| !step.at.is_none())
        .map(|step| program.sources.get(step.file).frame(step.at, label(&step)))
        .collect();
    if frames.len() > INNER + OUTER {
        frames.drain(INNER..frames.len() - OUTER);
    }
    frames
}

/// File and position of the innermost place that is known.
pub(crate) fn place(program: &Program, file: usize, error: &EvalAltResult) -> (usize, Position) {
    let known = steps(program, file, error).into_iter().rev().find(|step| !step.at.is_none());
    known.map_or((file, Position::NONE), |step| (step.file, step.at))
}

fn label(step: &Step) -> Text {
    match (&step.calls, &step.inside) {
        (Some(called), _) => wording::calls_here(called),
        (None, Some(name)) => wording::stopped_in(name),
        (None, None) => wording::stopped_here(),
    }
}

/// The steps, outermost first.
fn steps(program: &Program, mut file: usize, mut error: &EvalAltResult) -> Vec<Step> {
    let shown = |name: &str| (!name.starts_with(rhai_anonymous())).then(|| name.to_owned());
    let mut steps = Vec::new();
    let mut inside = None;
    loop {
        match error {
            EvalAltResult::ErrorInFunctionCall(name, source, inner, at) => {
                steps.push(Step { file, at: *at, inside: inside.take(), calls: shown(name) });
                // The engine names the file of an imported function, but not of one that this calls beside it.
                file = match program.sources.find(source) {
                    Some(named) if !source.is_empty() => named,
                    _ if program.defines(file, name) => file,
                    _ => 0,
                };
                inside = shown(name);
                error = inner;
            }
            EvalAltResult::ErrorInModule(_, inner, _) => error = inner,
            other => {
                steps.push(Step { file, at: other.position(), inside, calls: None });
                return steps;
            }
        }
    }
}
