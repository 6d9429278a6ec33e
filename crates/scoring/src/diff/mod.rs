//! What changed between two rubrics, node by node. Start from [`diff`]; [`lineage_problems`] checks what `was` states.

mod aspect;
mod header;
mod key;
mod lineage;
mod list;
mod matching;
mod nodes;
mod rules;
mod summary;
mod wording;

pub use aspect::Aspect;
pub use lineage::{comparable, lineage_problems};
pub use matching::{Matching, matching};
pub use summary::Summary;

use crate::{NodeId, Rubric, Text};
use std::collections::BTreeMap;

/// One change between two rubrics: of a node, or of what a rubric says beside its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Code in the old rubric; empty for a node that is new and for what is not about a node.
    pub old_code: String,
    /// Code in the new rubric; empty for a node that was dropped and for what is not about a node.
    pub code: String,
    /// The node's title, the new one where there is one; empty for what is not about a node.
    pub title: String,
    /// What changed.
    pub aspect: Aspect,
    /// Where inside the rule, and the numbers when nothing else changed: `80 → 85`. Often empty.
    pub detail: Text,
    /// What the old rubric says; empty when it says nothing.
    pub old: Text,
    /// What the new rubric says; empty when it says nothing.
    pub new: Text,
}

/// A change of which it is not yet said whose it is.
#[derive(Debug, Default)]
struct Found {
    detail: Text,
    old: Text,
    new: Text,
}

/// Everything that changed: first what is said beside the tree, then every node in the order of the new rubric, a
/// dropped node after the one that it followed. Two equal rubrics give nothing.
///
/// A maximum that a parent does not state is never a change of its own: its parts' are reported.
pub fn diff(old: &Rubric, new: &Rubric) -> Vec<Difference> {
    let matching = matching(old, new);
    let mut differences = header::differences(old, new, &matching);
    let mut dropped = dropped(old, &matching);
    let mut drop_after = |anchor: Option<NodeId>, differences: &mut Vec<Difference>| {
        for id in dropped.remove(&anchor).unwrap_or_default() {
            differences.push(nodes::dropped((old, id), new, &matching));
        }
    };
    drop_after(None, &mut differences);
    for (id, _) in new.all() {
        match matching.old_of(id) {
            Some(before) => nodes::compare((old, before), (new, id), &matching, &mut differences),
            None => differences.push(nodes::added((new, id), old, &matching)),
        }
        drop_after(Some(id), &mut differences);
    }
    differences
}

/// The old nodes that have no counterpart, by the new node after which they are told.
fn dropped(old: &Rubric, matching: &Matching) -> BTreeMap<Option<NodeId>, Vec<NodeId>> {
    let mut dropped: BTreeMap<Option<NodeId>, Vec<NodeId>> = BTreeMap::new();
    let mut anchor = None;
    for (id, _) in old.all() {
        match matching.new_of(id) {
            Some(after) => anchor = Some(after),
            None => dropped.entry(anchor).or_default().push(id),
        }
    }
    dropped
}
