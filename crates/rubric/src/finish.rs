//! The end of a script: rules are put together, names are resolved, the tree is settled, and everything is checked.

use crate::closure::{Caller, Ready};
use crate::draft::{BranchDraft, Draft, Named, PartDraft, Purpose, RuleDraft};
use crate::program::Program;
use crate::source::Mark;
use crate::{check, closure, code, probe, reads, try_code, wording};
use rhai::{AST, Engine, Position};
use scoring::rubric::{TieBreak, When};
use scoring::rule::{Basis, Branch, Combine, Measure, Part, Words};
use scoring::{Aggregate, NodeId, Problem, Rubric, Rule};
use std::sync::Arc;

/// Builds the rubric; what is wrong goes into the draft's problems.
pub(crate) fn build(draft: &mut Draft, engine: &Arc<Engine>, ast: &Arc<AST>, program: &Arc<Program>) -> Rubric {
    let caller = Caller::new(engine, ast, program, draft.figure_names());
    code::check(draft, program);
    if draft.lost_nodes() {
        draft.stopped.insert("node".to_owned());
    }
    let nodes = std::mem::take(&mut draft.nodes);
    draft.lost = nodes.iter().filter(|node| node.broken).filter_map(|node| node.id).collect();
    for mut node in nodes {
        let Some(id) = node.id else { continue };
        let rule = std::mem::take(&mut node.rule);
        let rule = assemble(draft, id, rule, &caller);
        draft.rubric.nodes[id.0].rule = rule;
        check::node(draft, id, &node);
    }
    name_nodes(draft);
    attach(draft, &caller);
    if let Err((node, fault)) = draft.rubric.settle() {
        let node = draft.rubric.node(node);
        let (at, problem) =
            (check::position(&node.place), wording::maxima_not_combined(node, &scoring::wording::fault(&fault, node)));
        // A function that is not there was told of where it is called.
        let same = |other: &Problem| {
            other.place.address().split(':').next() == at.line().map(|line| line.to_string()).as_deref()
        };
        if !draft.problems.iter().any(|other| other.kind == "rubric-unknown-word" && same(other)) {
            draft.report(problem, at);
        }
    }
    check::tree(draft);
    check::examples(draft);
    probe::rules(draft);
    try_code::rules(draft, &caller);
    std::mem::replace(&mut draft.rubric, Rubric::new("", ""))
}

/// Finds the nodes that results and ties name by code.
fn name_nodes(draft: &mut Draft) {
    let lost = draft.lost_nodes();
    for (code, at, named) in std::mem::take(&mut draft.codes_named) {
        let Some(id) = draft.rubric.find(&code) else {
            if !lost {
                let near = scoring::nearest(&code, draft.rubric.codes());
                draft.report(wording::unknown_code(&code, &near), at);
            }
            continue;
        };
        match named {
            Named::Result(result) if draft.rubric.results[result].nodes.contains(&id) => {
                draft.report(wording::id_taken("of", &code), at);
            }
            Named::Result(result) => draft.rubric.results[result].nodes.push(id),
            Named::TieBreak(place) => draft.rubric.tie_breaks[place] = TieBreak::Points(id),
        }
    }
}

/// Hangs the closures that are no rules of leaves where they belong.
fn attach(draft: &mut Draft, caller: &Caller) {
    for (purpose, given, at) in std::mem::take(&mut draft.closures) {
        if !matches!(purpose, Purpose::Combine(_)) {
            reads::check_unit(draft, &given.function, at, &caller.program);
        }
        let ready = Ready::new(caller, given.function, draft, at);
        // What it calls is part of what it says, or a change of it would not be seen.
        let called = ready.shared().into_iter().map(|function| function.text);
        let text = std::iter::once(given.text).chain(called).collect::<Vec<_>>().join("; ");
        let rubric = &mut draft.rubric;
        match purpose {
            Purpose::Combine(id) => {
                rubric.nodes[id.0].aggregate = Aggregate::Code(Arc::new(move |parts| ready.combine(parts)), text);
            }
            Purpose::Adjust(place) => {
                rubric.adjustments[place].when = When::Code(Arc::new(move |view| ready.answer(view)), text);
            }
            Purpose::Gate(place) => {
                rubric.gates[place].when = When::Code(Arc::new(move |view| ready.answer(view)), text);
            }
            Purpose::Result(place) => {
                rubric.results[place].word = Some((Arc::new(move |view| ready.word(view)), text));
            }
        }
    }
}

fn assemble(draft: &mut Draft, id: NodeId, rule: RuleDraft, caller: &Caller) -> Rule {
    let names = draft.rubric.node(id).asks.clone();
    let first = rule.branches.iter().flat_map(|branch| &branch.parts).map(|part| part.at).next();
    if let Some(at) = rule.computed {
        draft.rubric.nodes[id.0].computed = true;
        if rule.code.is_none() && rule.branches.is_empty() {
            draft.report(wording::computed_without_rule(), at);
        }
    }
    if let Some((function, text, at)) = rule.code {
        if let Some(other) = first {
            draft.report(wording::words_and_code(), other);
        }
        let before = draft.problems.len();
        reads::check_names(draft, &function, &names, at, &caller.program);
        // What reads a figure that is not there can't be tried.
        if draft.problems.len() > before {
            draft.lost.insert(id);
        }
        draft.marks.insert(id, vec![vec![at]]);
        draft.coded.push((id, function.clone()));
        return Rule::Code(closure::rule(Ready::new(caller, function, draft, at), text, &names));
    }
    let broken = draft.lost.contains(&id);
    let mut marks = Vec::new();
    let finish = |branch| finish_branch(draft, branch, (&names, broken), &mut marks);
    let branches: Vec<Branch> = rule.branches.into_iter().map(finish).collect();
    draft.marks.insert(id, marks);
    if branches.is_empty() { Rule::Entered } else { Rule::Words(Words { branches }) }
}

/// `names` are the figures that the leaf asks for, and whether something of it was lost.
fn finish_branch(
    draft: &mut Draft,
    branch: BranchDraft,
    names: (&[String], bool),
    marks: &mut Vec<Vec<Position>>,
) -> Branch {
    if branch.parts.is_empty() && branch.condition.is_some() && !names.1 {
        draft.report(wording::empty_branch(), branch.at);
    }
    if let Some((_, at)) = branch.combine.filter(|_| branch.parts.len() < 2 && !names.1) {
        draft.report(wording::one_part("highest_only"), at);
    }
    if let Some((_, at)) = branch.round.filter(|_| branch.parts.len() < 2 && !names.1) {
        draft.report(wording::one_part("round_parts"), at);
    }
    let combine = branch.combine.map_or(Combine::Sum, |(combine, _)| combine);
    let parts = branch.parts.into_iter().filter_map(|part| finish_part(draft, part, names, marks)).collect();
    Branch { condition: branch.condition, parts, combine, round: branch.round.map(|(digits, _)| digits) }
}

fn finish_part(
    draft: &mut Draft,
    part: PartDraft,
    (names, broken): (&[String], bool),
    marks: &mut Vec<Vec<Position>>,
) -> Option<Part> {
    let Some((basis, at)) = part.measure else {
        if !broken {
            draft.report(wording::no_measure(), part.at);
        }
        return None;
    };
    if part.words.is_empty() && !broken {
        draft.report(wording::measure_only(), at);
    }
    let measure = Measure::new(basis).compared(part.against).among(names);
    if let Some((_, at)) =
        part.when_zero.filter(|_| !matches!(measure.basis(), Basis::Percent(..) | Basis::Weighted(..)))
    {
        draft.report(wording::never_nothing(), at);
    }
    for name in measure.names() {
        if !broken && !names.iter().any(|other| other == name) {
            let near = scoring::nearest(name, names.iter().map(String::as_str));
            let at = name_at(draft, at, name);
            draft.report(wording::unknown_figure(name, &near, names), at);
        }
    }
    marks.push(part.marks);
    let when_zero = part.when_zero.map(|(worth, _)| worth);
    Some(Part { measure, words: part.words, max: part.max, when_zero })
}

/// Where a figure is named: in a call that begins at `at`, or in one of the same word that follows it.
fn name_at(draft: &Draft, at: Position, name: &str) -> Mark {
    let quoted = format!("\"{name}\"");
    let values = draft.source.values(at);
    values.iter().find(|(text, _)| *text == quoted).map_or(at.into(), |(_, mark)| *mark)
}
