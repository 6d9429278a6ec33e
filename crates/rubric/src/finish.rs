//! The end of a script: rules are put together, the tree is settled, and everything is checked.

use crate::draft::{Draft, RuleDraft};
use crate::{check, closure, wording};
use rhai::{AST, Engine};
use scoring::rule::Words;
use scoring::{NodeId, Rubric, Rule};
use std::sync::Arc;

/// Builds the rubric; what is wrong goes into the draft's problems.
pub(crate) fn build(draft: &mut Draft, engine: &Arc<Engine>, ast: &Arc<AST>) -> Rubric {
    let nodes = std::mem::take(&mut draft.nodes);
    for mut node in nodes {
        let Some(id) = node.id else { continue };
        let rule = std::mem::take(&mut node.rule);
        let rule = assemble(draft, id, rule, engine, ast);
        draft.rubric.nodes[id.0].rule = rule;
        check::node(draft, id, node.at);
    }
    draft.rubric.settle();
    check::tree(draft);
    check::examples(draft);
    std::mem::replace(&mut draft.rubric, Rubric::new("", ""))
}

fn assemble(draft: &mut Draft, id: NodeId, rule: RuleDraft, engine: &Arc<Engine>, ast: &Arc<AST>) -> Rule {
    let names = draft.rubric.node(id).asks.clone();
    if let Some(at) = rule.computed {
        draft.rubric.nodes[id.0].computed = true;
        if rule.code.is_none() && rule.words.is_empty() {
            draft.report(wording::computed_without_rule(), at);
        }
    }
    if let Some((function, text, at)) = rule.code {
        if let Some((_, other)) = rule.words.first() {
            draft.report(wording::words_and_code(), *other);
        }
        closure::check_names(draft, &function, &names, at, ast);
        return Rule::Code(closure::rule((function, text), &names, draft, at, engine, ast));
    }
    match (rule.measure, rule.words.is_empty()) {
        (None, true) => Rule::Entered,
        (None, false) => {
            draft.report(wording::no_measure(), rule.words[0].1);
            Rule::Entered
        }
        (Some((_, at)), true) => {
            draft.report(wording::measure_only(), at);
            Rule::Entered
        }
        (Some((measure, at)), false) => {
            for name in measure.names() {
                if !names.iter().any(|other| other == name) {
                    let near = scoring::nearest(name, names.iter().map(String::as_str));
                    draft.report(wording::unknown_figure(name, &near, &names), at);
                }
            }
            Rule::Words(Words { measure, words: rule.words.into_iter().map(|(word, _)| word).collect() })
        }
    }
}
