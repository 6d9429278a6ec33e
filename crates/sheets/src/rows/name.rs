//! What a name says: the nodes of exactly this title, and how near it comes to others.

use crate::plan::Plan;
use crate::rows::code::head;
use scoring::{NodeId, fold, nearest};
use std::collections::BTreeSet;

/// Share of words that a changed title must keep to be the same one, in hundredths.
const KEPT: usize = 60;

/// The nodes whose title this is, marks, case and punctuation aside: of the whole text, or of what stands before a
/// bracket or a line break, or behind a code.
pub(crate) fn nodes(text: &str, plan: &Plan<'_>) -> Vec<NodeId> {
    let whole = plan.nodes_titled(text);
    if !whole.is_empty() {
        return whole;
    }
    let first = text.split(['(', '\n']).next().unwrap_or(text);
    let mut found = if first.len() < text.len() { plan.nodes_titled(first) } else { Vec::new() };
    if let Some((_, rest)) = head(text).filter(|_| found.is_empty()) {
        found = plan.nodes_titled(rest);
        let first = rest.split(['(', '\n']).next().unwrap_or(rest);
        if found.is_empty() && first.len() < rest.len() {
            found = plan.nodes_titled(first);
        }
    }
    found
}

/// Whether a text, its code aside, is the title of a node.
pub(crate) fn is_named(text: &str, plan: &Plan<'_>) -> bool {
    !nodes(text, plan).is_empty()
}

/// Whether a name is the title of the node in other words: one begins with the other, or most words are the same.
pub(crate) fn is_alike(name: &str, node: NodeId, plan: &Plan<'_>) -> bool {
    let name = head(name).map_or(name, |(_, rest)| rest);
    let (name, title) = (fold(name), fold(&plan.rubric.node(node).title));
    let (short, long) = if name.len() < title.len() { (&name, &title) } else { (&title, &name) };
    if short.split(' ').count() >= 2 && long.starts_with(short.as_str()) {
        return true;
    }
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<BTreeSet<String>>();
    let (short, long) = (words(short), words(long));
    short.len() >= 2 && short.intersection(&long).count() * 100 >= short.len() * KEPT
}

/// The node whose title is clearly the nearest to a misspelt one: no other comes near it.
pub(crate) fn near(name: &str, plan: &Plan<'_>) -> Option<NodeId> {
    let name = head(name).map_or(name, |(_, rest)| rest);
    let found = nearest(name, plan.rubric.all().map(|(_, node)| node.title.as_str()));
    let [title] = found.as_slice() else { return None };
    match plan.nodes_titled(title).as_slice() {
        [node] => Some(*node),
        _ => None,
    }
}
