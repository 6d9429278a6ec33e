//! From the leaves up: every parent from its children, with what is missing between its lowest and highest value.

use crate::rubric::Role;
use crate::{Fault, NodeId, NodeResult, NotArising, Points, Problem, Rubric, Status, wording};
use rust_decimal::Decimal;

/// Works out every parent of some leaves as the rubric combines them; where that fails, the parent is missing.
pub fn combine_parts(rubric: &Rubric, nodes: &mut [NodeResult]) {
    // What goes wrong is told where the units are scored.
    let _ = add_up(rubric, nodes);
}

/// Works out every parent, the deepest first: parents stand before their children.
pub(crate) fn add_up(rubric: &Rubric, nodes: &mut [NodeResult]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for at in (0..rubric.nodes.len()).rev() {
        let node = &rubric.nodes[at];
        if node.is_leaf() {
            continue;
        }
        share_out(rubric, &node.children, nodes);
        let combined = combine(rubric, node.role, &node.children, nodes, |parts| {
            let points = node.aggregate.of(parts)?;
            Ok(node.cap.map_or(points, |cap| points.min(cap)))
        });
        nodes[at] = match combined {
            Ok(result) => result,
            Err(fault) => {
                let complete = node.children.iter().all(|child| nodes[child.0].points.is_some());
                if complete {
                    problems.push(wording::not_combined(node, &fault));
                }
                NodeResult::missing(node.max)
            }
        };
    }
    problems
}

/// A parent's or the total's result from its parts. `of` combines points of parts with their weights. Inside a bonus or
/// a penalty, which `role` tells, everything is of its kind and written positive.
pub(crate) fn combine(
    rubric: &Rubric,
    role: Role,
    parts: &[NodeId],
    nodes: &[NodeResult],
    of: impl Fn(&[(Points, Decimal)]) -> Result<Points, Fault>,
) -> Result<NodeResult, Fault> {
    let counting: Vec<NodeId> = parts.iter().copied().filter(|id| !nodes[id.0].is_out()).collect();
    let counts = |id: NodeId| [Role::Ordinary, role].contains(&rubric.node(id).role);
    let value = |id: NodeId, low: bool| {
        let (node, result) = (rubric.node(id), &nodes[id.0]);
        match node.role == Role::Penalty && !counts(id) {
            true if low => -(result.known + result.unknown),
            true => -result.known,
            false if low => result.known,
            false => result.known + result.unknown,
        }
    };
    let gather = |low: bool| -> Vec<(Points, Decimal)> {
        counting.iter().map(|id| (value(*id, low), rubric.node(*id).weight)).collect()
    };
    let (low, high) = (of(&gather(true))?, of(&gather(false))?);
    let maxima: Vec<(Points, Decimal)> =
        counting.iter().filter(|id| counts(**id)).map(|id| (nodes[id.0].max, rubric.node(*id).weight)).collect();
    let complete = counting.iter().all(|id| nodes[id.0].points.is_some());
    let out = counting.is_empty() && !parts.is_empty();
    Ok(NodeResult {
        points: complete.then_some(low),
        known: low,
        unknown: high - low,
        max: of(&maxima)?,
        status: match (out, complete) {
            (true, _) => Status::NotArising,
            (_, true) => Status::Computed,
            (_, false) => Status::Missing,
        },
        from: None,
        source: None,
    })
}

/// Shares the maxima of parts that do not arise out over the others, in equal parts.
fn share_out(rubric: &Rubric, parts: &[NodeId], nodes: &mut [NodeResult]) {
    let shared: Points = parts
        .iter()
        .filter(|id| nodes[id.0].is_out() && rubric.treatment(**id) == Some(NotArising::Shared))
        .map(|id| rubric.node(*id).max)
        .sum();
    let others: Vec<NodeId> = parts.iter().copied().filter(|id| !nodes[id.0].is_out()).collect();
    let Some(each) = shared.value().checked_div(Decimal::from(others.len())).filter(|each| !each.is_zero()) else {
        return;
    };
    for id in others {
        let result = &mut nodes[id.0];
        let Some(max) = result.max.value().checked_add(each).and_then(Points::new) else { continue };
        let old = result.max.value();
        // Multiplied first, so that 4 of 5 are exactly 5.6 of 7.
        let grown = |points: Points| {
            let grown = points.times(max.value()).and_then(|points| points.value().checked_div(old));
            grown.and_then(Points::new).unwrap_or(points)
        };
        result.points = result.points.map(grown);
        result.known = grown(result.known);
        result.unknown = grown(result.unknown);
        result.max = max;
    }
}
