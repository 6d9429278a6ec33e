//! Applies a rubric to facts: leaves by round, final points, the tree, then the total of each unit and the ranks.

use crate::groups::Groups;
use crate::leaf::{Leaf, Scored};
use crate::total;
use crate::tree::add_up;
use crate::{
    Assessment, Facts, NodeId, NodeResult, Points, Problem, RoundId, RoundKind, Rubric, Status, Unit, UnitId,
    UnitResult, wording,
};
use std::num::NonZero;
use std::ops::Range;

/// Applies a rubric to the facts of all units.
///
/// Missing stays missing: a unit with an unknown leaf has no score, rank or band, only the lowest and highest possible
/// score. What is doubtful is in [`Assessment::problems`].
pub fn score(rubric: &Rubric, units: &[Unit], facts: &Facts) -> Assessment {
    let mut assessment = Assessment::default();
    let groups = Groups::new(rubric, units, facts);
    for (results, problems) in in_shares(units.len(), |range| {
        let mut problems = Vec::new();
        let one = |at: usize| {
            let scoring = Scoring { rubric, units, facts, groups: &groups, at: UnitId(at) };
            scoring.unit(&units[at], &mut problems)
        };
        (range.map(one).collect::<Vec<UnitResult>>(), problems)
    }) {
        assessment.results.extend(results);
        assessment.problems.extend(problems);
    }
    assessment.problems.extend(total::rank(rubric, units, &mut assessment.results));
    assessment.problems.extend(summary_problems(rubric, units, facts, &assessment.results));
    assessment
}

/// So few units are not worth a thread.
const SHARE: usize = 100;

/// Does something with equal shares of `0..count` on all processors; what comes out is in the order of the shares, so
/// the number of processors makes no difference to it.
fn in_shares<T: Send>(count: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get).min(count / SHARE).max(1);
    if workers == 1 {
        return vec![work(0..count)];
    }
    let share = count.div_ceil(workers);
    std::thread::scope(|scope| {
        let shares = (0..workers).map(|at| at * share..((at + 1) * share).min(count));
        let handles: Vec<_> = shares.map(|range| scope.spawn(|| work(range))).collect();
        let join = |handle: std::thread::ScopedJoinHandle<'_, T>| match handle.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        handles.into_iter().map(join).collect()
    })
}

struct Scoring<'a> {
    rubric: &'a Rubric,
    units: &'a [Unit],
    facts: &'a Facts,
    groups: &'a Groups<'a>,
    at: UnitId,
}

impl Scoring<'_> {
    fn unit(&self, unit: &Unit, problems: &mut Vec<Problem>) -> UnitResult {
        let mut rounds: Vec<Vec<NodeResult>> =
            (0..self.rubric.rounds.len()).map(|round| self.round(RoundId(round), unit, problems)).collect();
        let mut nodes = blank(self.rubric);
        for (node, _) in self.rubric.leaves() {
            nodes[node.0] = self.final_result(&rounds, node);
        }
        for round in &mut rounds {
            // What is wrong with combining parts is told once, of the final points.
            let _ = add_up(self.rubric, round);
        }
        problems.extend(add_up(self.rubric, &mut nodes).into_iter().map(|problem| problem.of_unit(&unit.code)));
        let result = total::of(self.rubric, nodes, rounds, (self.at, self.facts.late[self.at.0]));
        let (result, found) = total::finish(self.rubric, self.facts, unit, result);
        problems.extend(found);
        result
    }

    /// The leaves of one round; their parents are not worked out yet.
    fn round(&self, round: RoundId, unit: &Unit, problems: &mut Vec<Problem>) -> Vec<NodeResult> {
        let mut nodes = blank(self.rubric);
        for (node, _) in self.rubric.leaves() {
            let leaf = Leaf { rubric: self.rubric, facts: self.facts, units: self.units, unit: self.at, node, round };
            let Scored { result, problem } = leaf.score(self.groups, &unit.code);
            nodes[node.0] = result;
            problems.extend(problem);
        }
        nodes
    }

    /// The last appraisal round that holds a value decides; a required round that holds none leaves the leaf missing.
    fn final_result(&self, rounds: &[Vec<NodeResult>], node: NodeId) -> NodeResult {
        let all = &self.rubric.rounds;
        let appraisals = || all.iter().enumerate().rev().filter(|(_, round)| round.kind == RoundKind::Appraisal);
        for (at, round) in appraisals() {
            let found = rounds[at][node.0];
            if found.points.is_some() {
                let carried = at + 1 < all.len() && matches!(found.status, Status::Entered | Status::Computed);
                let status = if carried { Status::Carried } else { found.status };
                return NodeResult { status, from: Some(RoundId(at)), ..found };
            }
            if round.required {
                break;
            }
        }
        let max = self.rubric.node(node).max;
        let handed_in = appraisals().next().is_some_and(|(at, _)| self.facts.covers(self.at, RoundId(at)));
        if self.rubric.no_sheet_is_zero && !handed_in {
            return NodeResult {
                points: Some(Points::ZERO),
                unknown: Points::ZERO,
                status: Status::Adjusted,
                ..NodeResult::missing(max)
            };
        }
        NodeResult::missing(max)
    }
}

fn blank(rubric: &Rubric) -> Vec<NodeResult> {
    rubric.nodes.iter().map(|node| NodeResult::missing(node.max)).collect()
}

/// Findings about whole units: unranked ones and carried leaves.
fn summary_problems(rubric: &Rubric, units: &[Unit], facts: &Facts, results: &[UnitResult]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for result in results {
        let unit = &units[result.unit.0];
        let leaves = || rubric.leaves().map(|(id, node)| (node.code.as_str(), &result.nodes[id.0]));
        let codes = |status| leaves().filter(move |(_, leaf)| leaf.status == status).map(|(code, _)| code);
        let missing: Vec<&str> = codes(Status::Missing).collect();
        let carried: Vec<&str> = codes(Status::Carried).collect();
        let figures = missing_figures(rubric, facts, result);
        if !figures.is_empty() {
            let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
            problems.push(wording::unranked_for_figures(unit, result, &figures));
        } else if !missing.is_empty() {
            problems.push(wording::unranked(unit, result, &missing));
        }
        if !carried.is_empty() {
            problems.push(wording::carried(unit, &carried));
        }
    }
    problems
}

/// The figures, by label, without which a unit has no points in a last round that comes from data tables.
fn missing_figures(rubric: &Rubric, facts: &Facts, result: &UnitResult) -> Vec<String> {
    let Some(last) = rubric.rounds.len().checked_sub(1).filter(|last| rubric.rounds[*last].from_data) else {
        return Vec::new();
    };
    let leaves = rubric.leaves().filter(|(id, _)| result.nodes[id.0].status == Status::Missing);
    let figures = leaves.flat_map(|(_, leaf)| &leaf.figures);
    let missing = figures.filter(|id| facts.figure(result.unit, RoundId(last), **id).is_none());
    missing.map(|id| format!("«{}»", rubric.figures[id.0].label)).collect()
}

#[cfg(test)]
mod tests {
    use super::in_shares;

    #[test]
    fn shares_cover_everything_once_and_in_order() {
        for count in [0, 1, 99, 100, 250, 1_001, 12_801] {
            let all: Vec<usize> = in_shares(count, Iterator::collect::<Vec<usize>>).concat();
            assert_eq!(all, (0..count).collect::<Vec<_>>(), "{count}");
        }
    }
}
