//! Sums that people wrote against the sums of the sheet's own scores.

use crate::cell::plain;
use crate::plan::Plan;
use crate::rows::What;
use crate::show::Spot;
use crate::wording;
use rust_decimal::Decimal;
use scoring::{Node, NodeId, NodeResult, Points, Problem, Status};
use std::collections::BTreeMap;

/// Warns about every total and every parent's score that is not the sum of what it should be.
pub(crate) fn compare(spot: &Spot<'_>, own: u32, plan: &Plan<'_>, rows: &[(u32, What)], problems: &mut Vec<Problem>) {
    // where scores may stand one column off, so may sums
    if !spot.grid.uneven.is_empty() {
        return;
    }
    let leaves: Vec<(usize, NodeId, Decimal)> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, (row, what))| match what {
            What::Leaf(node) => Some((at, *node, plain(spot.grid.get(*row, own))?)),
            _ => None,
        })
        .collect();
    let mut sums = vec![Sum::default(); plan.rubric.nodes.len()];
    for (_, node, value) in &leaves {
        let mut up = Some(*node);
        while let Some(id) = up {
            sums[id.0].add(*value);
            up = plan.rubric.node(id).parent;
        }
    }
    let whole = leaves.iter().fold(Sum::default(), |sum, (_, _, value)| sum.with(*value));
    let mut ruled = None;
    for (at, &(row, what)) in rows.iter().enumerate() {
        let (wanted, node) = match what {
            What::Parent(node) => (vec![&sums[node.0]], Some(node)),
            What::Total(true) => {
                let last = leaves.iter().rev().find(|(other, ..)| *other < at).map(|(_, node, _)| *node);
                let domain = last.map(|node| &sums[top(plan, node).0]);
                (domain.into_iter().chain([&whole]).collect(), None)
            }
            _ => continue,
        };
        let Some(stated) = spot.grid.get(row, own).and_then(|value| plain(Some(value))) else { continue };
        let known: Vec<&Sum> = wanted.into_iter().filter(|sum| sum.count > 0).collect();
        let Some(expected) = known.last() else { continue };
        if !known.iter().all(|sum| sum.value.is_some_and(|value| value != stated)) {
            continue;
        }
        // Caps, means and penalties make something else of the parts than their sum.
        let (parts, total) = ruled.get_or_insert_with(|| combined(plan, &leaves));
        let as_ruled = node.map_or(*total, |node: NodeId| parts[node.0]);
        if as_ruled != Some(stated) {
            let code = node.map_or("", |node| plan.rubric.node(node).code.as_str());
            let expected = as_ruled.or(expected.value).unwrap_or_default();
            let problem = wording::total_differs(stated, expected).of_node(code);
            problems.push(spot.mark(problem, row, own, wording::sum_is(expected)));
        }
    }
}

/// What the rubric makes of the sheet's own scores: of every parent and of the total; leaves without a score are left out.
fn combined(plan: &Plan<'_>, leaves: &[(usize, NodeId, Decimal)]) -> (Vec<Option<Decimal>>, Option<Decimal>) {
    let known: BTreeMap<NodeId, Points> =
        leaves.iter().filter_map(|(_, node, value)| Some((*node, Points::new(*value)?))).collect();
    let result = |(id, node): (NodeId, &Node)| match known.get(&id) {
        Some(points) => NodeResult {
            points: Some(*points),
            known: *points,
            unknown: Points::ZERO,
            status: Status::Entered,
            ..NodeResult::missing(node.max)
        },
        None => NodeResult {
            points: Some(Points::ZERO),
            unknown: Points::ZERO,
            status: Status::NotAssigned,
            ..NodeResult::missing(Points::ZERO)
        },
    };
    let mut nodes: Vec<NodeResult> = plan.rubric.all().map(result).collect();
    scoring::combine_parts(plan.rubric, &mut nodes);
    let total = scoring::total_of(plan.rubric, &nodes).points.map(Points::value);
    (nodes.iter().map(|node| node.points.map(Points::value)).collect(), total)
}

/// The domain of a node.
fn top(plan: &Plan<'_>, mut node: NodeId) -> NodeId {
    while let Some(parent) = plan.rubric.node(node).parent {
        node = parent;
    }
    node
}

/// A sum of known values; `None` when it leaves 28 digits.
#[derive(Debug, Clone)]
struct Sum {
    value: Option<Decimal>,
    count: usize,
}

impl Default for Sum {
    fn default() -> Self {
        Self { value: Some(Decimal::ZERO), count: 0 }
    }
}

impl Sum {
    fn add(&mut self, value: Decimal) {
        self.value = self.value.and_then(|sum| sum.checked_add(value));
        self.count += 1;
    }

    fn with(mut self, value: Decimal) -> Self {
        self.add(value);
        self
    }
}
