//! How much changed, in numbers.

use super::{Aspect, Difference};
use crate::{Points, Rubric};
use std::collections::BTreeSet;

/// How much changed between two rubrics. Nodes are domains, criteria and subcriteria alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Nodes that are new.
    pub added: usize,
    /// Nodes that were dropped.
    pub dropped: usize,
    /// Nodes with another code or place.
    pub moved: usize,
    /// Nodes with another title.
    pub renamed: usize,
    /// Nodes with any other change.
    pub changed: usize,
    /// Nodes of which nothing changed.
    pub unchanged: usize,
    /// Changes beside the tree.
    pub beside: usize,
    /// The maximum of the total, old and new.
    pub max: (Points, Points),
    /// Domains, old and new.
    pub domains: (usize, usize),
    /// Leaves, old and new.
    pub leaves: (usize, usize),
}

impl Summary {
    /// Counts the differences between two rubrics.
    pub fn new(old: &Rubric, new: &Rubric, differences: &[Difference]) -> Self {
        let about = |difference: &&Difference| !difference.code.is_empty() || !difference.old_code.is_empty();
        let nodes = |wanted: &dyn Fn(Aspect) -> bool| {
            let found = differences.iter().filter(about).filter(|difference| wanted(difference.aspect));
            found.map(|difference| difference.code.as_str()).collect::<BTreeSet<_>>().len()
        };
        let count = |wanted: Aspect| differences.iter().filter(|difference| difference.aspect == wanted).count();
        let gone = |aspect| matches!(aspect, Aspect::Added | Aspect::Dropped);
        let (added, dropped) = (count(Aspect::Added), count(Aspect::Dropped));
        let touched = nodes(&|aspect| !gone(aspect));
        Self {
            added,
            dropped,
            moved: nodes(&|aspect| aspect == Aspect::Moved),
            renamed: nodes(&|aspect| aspect == Aspect::Renamed),
            changed: nodes(&|aspect| !gone(aspect) && !matches!(aspect, Aspect::Moved | Aspect::Renamed)),
            unchanged: new.nodes.len().saturating_sub(added + touched),
            beside: differences.iter().filter(|difference| !about(difference)).count(),
            max: (old.max(), new.max()),
            domains: (old.domains().count(), new.domains().count()),
            leaves: (old.leaves().count(), new.leaves().count()),
        }
    }
}
