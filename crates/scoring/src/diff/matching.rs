//! Which node of the old rubric is which of the new one.

use crate::{Node, NodeId, Rubric, fold};
use std::collections::BTreeMap;

/// Which node is which. A node has at most one counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    new_of_old: Vec<Option<NodeId>>,
    old_of_new: Vec<Option<NodeId>>,
    merged: BTreeMap<NodeId, NodeId>,
    split: BTreeMap<NodeId, NodeId>,
}

impl Matching {
    /// The new node of an old one.
    pub fn new_of(&self, old: NodeId) -> Option<NodeId> {
        self.new_of_old.get(old.0).copied().flatten()
    }

    /// The old node of a new one.
    pub fn old_of(&self, new: NodeId) -> Option<NodeId> {
        self.old_of_new.get(new.0).copied().flatten()
    }

    /// The new node that an old one without counterpart went into, by that one's stated lineage.
    pub fn merged_into(&self, old: NodeId) -> Option<NodeId> {
        self.merged.get(&old).copied()
    }

    /// The old node that a new one without counterpart was split from, by its stated lineage.
    pub fn split_from(&self, new: NodeId) -> Option<NodeId> {
        self.split.get(&new).copied()
    }

    fn free(&self, old: NodeId, new: NodeId) -> bool {
        self.open_old(old) && self.open_new(new)
    }

    fn open_old(&self, old: NodeId) -> bool {
        self.new_of(old).is_none() && !self.merged.contains_key(&old)
    }

    fn open_new(&self, new: NodeId) -> bool {
        self.old_of(new).is_none() && !self.split.contains_key(&new)
    }

    fn join(&mut self, old: NodeId, new: NodeId) {
        self.new_of_old[old.0] = Some(new);
        self.old_of_new[new.0] = Some(old);
    }
}

/// Matches nodes by stated lineage (`was`) first. Then, from the domains down: by code and title, by title under the
/// same parent, by a title that only one node of the depth has, by code under the same parent. Last by a title that is
/// the only one at any depth. Titles are compared without marks, case and punctuation.
pub fn matching(old: &Rubric, new: &Rubric) -> Matching {
    let mut matching = Matching {
        new_of_old: vec![None; old.nodes.len()],
        old_of_new: vec![None; new.nodes.len()],
        merged: BTreeMap::new(),
        split: BTreeMap::new(),
    };
    lineage(old, new, &mut matching);
    let deepest = new.nodes.iter().map(|node| node.depth).max().unwrap_or(0);
    let title = |at: &At<'_>| fold(&at.node().title);
    for depth in 1..=deepest {
        let here = Pass { old, new, depth: Some(depth) };
        here.by(&mut matching, |_, at| Some(vec![at.node().code.clone(), title(at)]));
        here.by(&mut matching, |matching, at| Some(vec![at.parent(matching)?, title(at)]));
        here.by(&mut matching, |_, at| Some(vec![title(at)]));
        here.by(&mut matching, |matching, at| Some(vec![at.parent(matching)?, at.node().code.clone()]));
    }
    Pass { old, new, depth: None }.by(&mut matching, |_, at| Some(vec![title(at)]));
    matching
}

/// Whether `was` of a new node speaks of the old rubric: not unless that is of an earlier year, and not where it states
/// the very same of the same node, because then both speak of the year before.
pub(super) fn speaks_of(old: &Rubric, new: &Rubric, node: &Node) -> bool {
    let earlier = old.year.zip(new.year).is_none_or(|(old, new)| old < new);
    let copied = old.find(&node.code).map(|id| old.node(id)).is_some_and(|before| {
        !node.was.contains(&node.code) && before.was == node.was && fold(&before.title) == fold(&node.title)
    });
    !node.was.is_empty() && earlier && !copied
}

/// What `was` states. The first node that claims an old code has it, unless a later one has kept that very code.
fn lineage(old: &Rubric, new: &Rubric, matching: &mut Matching) {
    let stated = || new.all().filter(|(_, node)| speaks_of(old, new, node));
    for (id, node) in stated() {
        if node.was.contains(&node.code)
            && let Some(before) = old.find(&node.code)
        {
            matching.join(before, id);
        }
    }
    for (id, node) in stated() {
        for before in node.was.iter().filter_map(|code| old.find(code)) {
            if matching.free(before, id) {
                matching.join(before, id);
            }
        }
    }
    for (id, node) in stated() {
        for before in node.was.iter().filter_map(|code| old.find(code)) {
            match (matching.new_of(before), matching.old_of(id)) {
                (Some(_), None) => {
                    matching.split.entry(id).or_insert(before);
                }
                (None, Some(_)) => {
                    matching.merged.entry(before).or_insert(id);
                }
                _ => {}
            }
        }
    }
}

/// A node, and whose it is.
struct At<'a> {
    rubric: &'a Rubric,
    id: NodeId,
    is_new: bool,
}

impl<'a> At<'a> {
    fn node(&self) -> &'a Node {
        self.rubric.node(self.id)
    }

    /// What stands for the node above, the same for both rubrics; `None` where it has no counterpart.
    fn parent(&self, matching: &Matching) -> Option<String> {
        let Some(parent) = self.node().parent else { return Some(String::new()) };
        let new = if self.is_new { matching.old_of(parent).map(|_| parent) } else { matching.new_of(parent) };
        new.map(|parent| parent.0.to_string())
    }
}

/// One way of matching, at one depth or at all.
struct Pass<'a> {
    old: &'a Rubric,
    new: &'a Rubric,
    depth: Option<usize>,
}

impl<'a> Pass<'a> {
    /// Joins the nodes that have no counterpart yet and whose keys are equal, where the key is theirs alone.
    fn by(&self, matching: &mut Matching, key: impl Fn(&Matching, &At<'a>) -> Option<Vec<String>>) {
        let (before, after) = (self.keys(matching, false, &key), self.keys(matching, true, &key));
        let alone = |(key, old): (&Vec<String>, &Vec<NodeId>)| match (old.as_slice(), after.get(key)?.as_slice()) {
            ([old], [new]) => Some((*old, *new)),
            _ => None,
        };
        for (old, new) in before.iter().filter_map(alone) {
            matching.join(old, new);
        }
    }

    fn keys(
        &self,
        matching: &Matching,
        is_new: bool,
        key: &impl Fn(&Matching, &At<'a>) -> Option<Vec<String>>,
    ) -> BTreeMap<Vec<String>, Vec<NodeId>> {
        let rubric = if is_new { self.new } else { self.old };
        let mut keys: BTreeMap<Vec<String>, Vec<NodeId>> = BTreeMap::new();
        for (id, node) in rubric.all() {
            let open = if is_new { matching.open_new(id) } else { matching.open_old(id) };
            if !open || self.depth.is_some_and(|depth| node.depth != depth) {
                continue;
            }
            if let Some(key) = key(matching, &At { rubric, id, is_new }) {
                keys.entry(key).or_default().push(id);
            }
        }
        keys
    }
}
