//! What must hold of whatever is told about a slip.

use crate::make::Slip;
use crate::samples::Script;
use scoring::{Place, Problem, Severity};
use std::collections::BTreeSet;

/// A slip with what is told about it.
pub(crate) struct Told {
    pub(crate) what: String,
    pub(crate) script: Script,
    pub(crate) problems: Vec<Problem>,
    pub(crate) harmless: Option<&'static str>,
}

/// Words of the script engine, which no analyst knows.
const RAW: [&str; 21] = [
    "Function not found",
    "Output type",
    "rust_decimal",
    "Item",
    "i64",
    "Dynamic",
    "ImmutableString",
    "Handle",
    "Fn(",
    "Expecting",
    "Unexpected",
    "not registered",
    "Unknown property",
    "Syntax error",
    "syntax error",
    "Variable not found",
    "Array",
    "identifier",
    "expression",
    "indexer",
    "anon$",
];

/// Whether a problem is an error or a warning.
pub(crate) fn counts(problem: &Problem) -> bool {
    problem.severity != Severity::Note
}

pub(crate) fn judge(slip: &Slip, wrong: &mut Vec<String>) -> Told {
    let script = slip.script.clone();
    let loaded = rubric::load("s.rhai", &script.text);
    let problems: Vec<Problem> = loaded.problems.into_iter().filter(counts).collect();
    let mut fault = |why: &str| wrong.push(format!("{} · {} · {why}", slip.what, script.statement));
    let silent = problems.is_empty();
    if silent != slip.harmless.is_some() {
        fault(if silent { "nothing is told" } else { "told, though it is harmless" });
    }
    let last = script.line + script.statement.matches('\n').count();
    let inside = |problem: &Problem| match problem.place {
        Place::Script { line, .. } => (script.line..=last).contains(&line),
        Place::File(_) => script.statement.is_empty(),
        _ => false,
    };
    if !silent && !problems.iter().any(inside) {
        fault("the place is not in the statement");
    }
    for problem in &problems {
        if let Some(why) = unfit(problem, &script) {
            fault(&format!("{why}: {} | {} | {}", problem.message.vi, problem.message.en, problem.help.en));
        }
    }
    Told { what: slip.what.clone(), script, problems, harmless: slip.harmless }
}

/// What is wrong with a message.
fn unfit(problem: &Problem, script: &Script) -> Option<&'static str> {
    let (message, help) = (&problem.message, &problem.help);
    if [&message.vi, &message.en, &help.vi, &help.en].iter().any(|text| text.trim().is_empty()) {
        return Some("a text is missing");
    }
    if message.vi == message.en {
        return Some("one language only");
    }
    if RAW.iter().any(|raw| [&message.vi, &message.en, &help.vi, &help.en].iter().any(|text| text.contains(raw))) {
        return Some("words of the script engine");
    }
    if let Place::Script { line, column, .. } = problem.place {
        let text: Vec<char> = script.text.lines().nth(line - 1)?.chars().collect();
        let Some(context) = problem.context.as_ref() else { return Some("no line is shown") };
        // Of a long line a part is shown, with the same characters marked.
        let shown: Vec<char> = context.line.chars().collect();
        let skipped = (column - 1).checked_sub(context.start);
        let same = skipped.is_some_and(|skipped| text[skipped..].starts_with(&shown));
        if !same || column > text.len() + 1 || context.end > shown.len().max(context.start + 1) {
            return Some("the mark is outside of the line");
        }
    }
    None
}

type Findings = BTreeSet<(usize, &'static str, String)>;

fn told_from(text: &str, from: usize) -> Findings {
    let problems = rubric::load("s.rhai", text).problems;
    let below = problems.into_iter().filter(counts).filter_map(|problem| match problem.place {
        Place::Script { line, .. } if line >= from => Some((line - from, problem.kind, problem.message.en)),
        _ => None,
    });
    below.collect()
}

/// What is told about a statement at the end of a right rubric.
pub(crate) fn told_alone(later: &str) -> Findings {
    let right = crate::others::script("").text;
    let alone = told_from(&format!("{right}{later}\n"), right.lines().count() + 1);
    assert!(!alone.is_empty(), "{later}");
    alone
}

/// Tells if a slip hides another one in a statement further down.
pub(crate) fn with_another(slip: &Slip, later: &str, alone: &Findings, wrong: &mut BTreeSet<String>) {
    let text = &slip.script.text;
    let together = told_from(&format!("{text}{later}\n"), text.lines().count() + 1);
    if !alone.is_subset(&together) {
        wrong.insert(format!("{} · {} hides {alone:?}: {together:?}", slip.what, slip.script.statement));
    }
}
