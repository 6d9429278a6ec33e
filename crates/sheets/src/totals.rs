//! Sums that people wrote against the sums of the sheet's own scores.

use crate::cell::plain;
use crate::header::Layout;
use crate::plan::Plan;
use crate::rows::What;
use crate::show::Spot;
use crate::wording;
use rust_decimal::Decimal;
use scoring::{NodeId, Problem};

/// Warns about every total and every parent's score that is not the sum of what it should be.
pub(crate) fn compare(
    spot: &Spot<'_>,
    _layout: &Layout,
    own: u32,
    plan: &Plan<'_>,
    rows: &[(u32, What)],
    problems: &mut Vec<Problem>,
) {
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
    for (at, &(row, what)) in rows.iter().enumerate() {
        let Some(stated) = spot.grid.get(row, own).and_then(|value| plain(Some(value))) else { continue };
        let (wanted, code) = match what {
            What::Parent(node) => (vec![&sums[node.0]], plan.rubric.node(node).code.as_str()),
            What::Total(true) => {
                let last = leaves.iter().rev().find(|(other, ..)| *other < at).map(|(_, node, _)| *node);
                let domain = last.map(|node| &sums[top(plan, node).0]);
                (domain.into_iter().chain([&whole]).collect(), "")
            }
            _ => continue,
        };
        let known: Vec<&Sum> = wanted.into_iter().filter(|sum| sum.count > 0).collect();
        let Some(expected) = known.last() else { continue };
        if known.iter().all(|sum| sum.value.is_some_and(|value| value != stated)) {
            let expected = expected.value.unwrap_or_default();
            let problem = wording::total_differs(stated, expected).of_node(code);
            problems.push(spot.mark(problem, row, own, wording::sum_is(expected)));
        }
    }
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
