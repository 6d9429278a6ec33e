//! The end of a script: rules are put together, names are resolved, the tree is settled, and everything is checked.

use crate::closure::{Caller, Ready};
use crate::draft::{BranchDraft, Draft, Named, PartDraft, Purpose, RuleDraft};
use crate::program::Program;
use crate::{check, closure, probe, try_code, wording};
use rhai::{AST, Engine};
use scoring::rubric::{TieBreak, When};
use scoring::rule::{Branch, Measure, Part, Words};
use scoring::{Aggregate, NodeId, Rubric, Rule};
use std::sync::Arc;

/// Builds the rubric; what is wrong goes into the draft's problems.
pub(crate) fn build(draft: &mut Draft, engine: &Arc<Engine>, ast: &Arc<AST>, program: &Arc<Program>) -> Rubric {
    let caller = Caller::new(engine, ast, program, draft.figure_names());
    let nodes = std::mem::take(&mut draft.nodes);
    for mut node in nodes {
        let Some(id) = node.id else { continue };
        let rule = std::mem::take(&mut node.rule);
        let rule = assemble(draft, id, rule, &caller);
        draft.rubric.nodes[id.0].rule = rule;
        check::node(draft, id, node.at);
    }
    name_nodes(draft);
    attach(draft, &caller);
    if let Err((node, fault)) = draft.rubric.settle() {
        let node = draft.rubric.node(node);
        let problem = wording::maxima_not_combined(node, &scoring::wording::fault(&fault, node)).at(node.place.clone());
        draft.problems.push(problem);
    }
    check::tree(draft);
    check::examples(draft);
    if !draft.broken {
        probe::rules(draft);
        try_code::rules(draft, &caller);
    }
    std::mem::replace(&mut draft.rubric, Rubric::new("", ""))
}

/// Finds the nodes that results and ties name by code.
fn name_nodes(draft: &mut Draft) {
    for (code, at, named) in std::mem::take(&mut draft.codes_named) {
        let Some(id) = draft.rubric.find(&code) else {
            let near = scoring::nearest(&code, draft.rubric.codes());
            draft.report(wording::unknown_code(&code, &near), at);
            continue;
        };
        match named {
            Named::Result(result) => draft.rubric.results[result].nodes.push(id),
            Named::TieBreak(place) => draft.rubric.tie_breaks[place] = TieBreak::Points(id),
        }
    }
}

/// Hangs the closures that are no rules of leaves where they belong.
fn attach(draft: &mut Draft, caller: &Caller) {
    for (purpose, closure, at) in std::mem::take(&mut draft.closures) {
        let ready = Ready::new(caller, closure.function, draft, at);
        // What it calls is part of what it says, or a change of it would not be seen.
        let called = ready.shared().into_iter().map(|function| function.text);
        let text = std::iter::once(closure.text).chain(called).collect::<Vec<_>>().join("; ");
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
        let told = draft.problems.len();
        closure::check_names(draft, &function, &names, at, &caller.program);
        if draft.problems.len() == told {
            draft.coded.push((id, function.clone()));
        }
        return Rule::Code(closure::rule(Ready::new(caller, function, draft, at), text, &names));
    }
    let branches: Vec<Branch> = rule.branches.into_iter().map(|branch| finish_branch(draft, branch, &names)).collect();
    if branches.is_empty() { Rule::Entered } else { Rule::Words(Words { branches }) }
}

fn finish_branch(draft: &mut Draft, branch: BranchDraft, names: &[String]) -> Branch {
    let parts = branch.parts.into_iter().filter_map(|part| finish_part(draft, part, names)).collect();
    Branch { condition: branch.condition, parts, combine: branch.combine, round: branch.round }
}

fn finish_part(draft: &mut Draft, part: PartDraft, names: &[String]) -> Option<Part> {
    let Some((basis, at)) = part.measure else {
        draft.report(wording::no_measure(), part.at);
        return None;
    };
    if part.words.is_empty() {
        draft.report(wording::measure_only(), at);
    }
    let measure = Measure::new(basis).compared(part.against).among(names);
    for name in measure.names() {
        if !names.iter().any(|other| other == name) {
            let near = scoring::nearest(name, names.iter().map(String::as_str));
            draft.report(wording::unknown_figure(name, &near, names), at);
        }
    }
    Some(Part { measure, words: part.words, max: part.max, when_zero: part.when_zero })
}
