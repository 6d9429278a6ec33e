//! The third vote: where a row stands among rows that are certain. The longest run of them in the rubric's order holds;
//! between two of them as many rows as nodes are taken one for one.

use crate::plan::Plan;
use scoring::NodeId;

/// What a row's neighbours say of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The only node that it can be.
    pub(crate) node: Option<NodeId>,
    /// The nodes between which it stands, both left out; `None` where the order says nothing.
    between: Option<(usize, usize)>,
}

impl Place {
    /// Whether a node would stand in order here.
    pub(crate) fn fits(self, node: NodeId) -> bool {
        self.between.is_none_or(|(first, last)| (first..last).contains(&node.0))
    }

    /// Whether the order speaks for the node and not only not against it.
    pub(crate) fn speaks_for(self, node: NodeId) -> bool {
        self.node == Some(node)
    }
}

/// The place of every row: `anchors` says of each what it is by itself, if that is clear. Where fewer than half of the
/// rows are certain and in order, no row is told by its neighbours.
pub(crate) fn places(anchors: &[Option<NodeId>], plan: &Plan<'_>) -> Vec<Place> {
    let kept = longest_run(anchors);
    if kept.len() * 2 < anchors.len() {
        return vec![Place::default(); anchors.len()];
    }
    let mut places = vec![Place::default(); anchors.len()];
    let mut from = 0;
    let mut low = 0;
    for at in kept.iter().copied().chain([anchors.len()]) {
        let high = anchors.get(at).copied().flatten().map_or(plan.rubric.nodes.len(), |node| node.0);
        gap(&mut places[from..at], low, high, plan);
        if let Some(place) = places.get_mut(at) {
            *place = Place { node: anchors[at], between: Some((high, high + 1)) };
        }
        (from, low) = (at + 1, high + 1);
    }
    places
}

/// The rows between two certain ones, and the nodes from `low` to before `high` between them.
fn gap(places: &mut [Place], low: usize, high: usize, plan: &Plan<'_>) {
    let nodes: Vec<NodeId> = (low..high).map(NodeId).collect();
    let leaves: Vec<NodeId> = nodes.iter().copied().filter(|node| plan.rubric.node(*node).is_leaf()).collect();
    let only = [nodes, leaves].into_iter().find(|nodes| !nodes.is_empty() && nodes.len() == places.len());
    for (at, place) in places.iter_mut().enumerate() {
        *place = Place {
            node: only.as_ref().map(|nodes| nodes[at]),
            // where nothing is left between them, the rows stand in another order and their place says nothing
            between: (low < high).then_some((low, high)),
        };
    }
}

/// The rows of the longest rising run of anchors.
fn longest_run(anchors: &[Option<NodeId>]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; anchors.len()];
    for (at, anchor) in anchors.iter().enumerate() {
        let Some(node) = anchor else { continue };
        let length = tails.partition_point(|tail| anchors[*tail].is_some_and(|other| other < *node));
        before[at] = length.checked_sub(1).and_then(|last| tails.get(last)).copied();
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut run: Vec<usize> = std::iter::successors(tails.last().copied(), |at| before[*at]).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_holds() {
        let anchors = [3, 1, 9, 2, 4].map(|node| Some(NodeId(node)));
        assert_eq!(longest_run(&anchors), [1, 3, 4]);
        assert!(longest_run(&[None, None]).is_empty());
    }
}
