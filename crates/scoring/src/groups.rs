//! The units that rules compare with, gathered before anything is scored.

use crate::leaf::Leaf;
use crate::rule::{Group, Row};
use crate::{Facts, NodeId, RoundId, Rubric, Unit, UnitId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The units that rules compare with: by round, leaf and group of units.
pub(crate) struct Groups<'a> {
    groups: BTreeMap<(RoundId, NodeId, &'a str), Group>,
    alone: Group,
}

impl<'a> Groups<'a> {
    pub(crate) fn new(rubric: &'a Rubric, units: &'a [Unit], facts: &Facts) -> Self {
        let mut groups = BTreeMap::new();
        if !rubric.leaves().any(|(_, leaf)| leaf.rule.looks_around()) {
            return Self { groups, alone: Group::default() };
        }
        let shared: Vec<Arc<Unit>> = units.iter().cloned().map(Arc::new).collect();
        for (node, leaf) in rubric.leaves().filter(|(_, leaf)| leaf.rule.looks_around()) {
            for round in (0..rubric.rounds.len()).map(RoundId) {
                let mut rows: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
                for (at, unit) in units.iter().enumerate() {
                    let this = Leaf { rubric, facts, units, unit: UnitId(at), node, round };
                    if let Some(values) = this.figures().filter(|_| facts.covers(UnitId(at), round)) {
                        rows.entry(group_of(unit)).or_default().push(Row {
                            unit: shared[at].clone(),
                            values,
                            last: this.last(),
                        });
                    }
                }
                let made =
                    rows.into_iter().map(|(group, rows)| ((round, node, group), Group::new(leaf.asks.clone(), rows)));
                groups.extend(made);
            }
        }
        Self { groups, alone: Group::default() }
    }

    /// The group of a leaf's unit; empty for rules that look at nobody.
    pub(crate) fn of(&self, leaf: &Leaf<'a>) -> &Group {
        let group = group_of(&leaf.units[leaf.unit.0]);
        self.groups.get(&(leaf.round, leaf.node, group)).unwrap_or(&self.alone)
    }
}

fn group_of(unit: &Unit) -> &str {
    unit.group.as_deref().unwrap_or_default()
}
