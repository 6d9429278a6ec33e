//! Applies a rubric to facts: leaves by round, final points, the tree, then the total of each unit and the ranks.

use crate::groups::Groups;
use crate::leaf::{Leaf, Scored};
use crate::total;
use crate::tree::add_up;
use crate::{
    Assessment, Facts, NodeId, NodeResult, Points, Problem, RoundId, RoundKind, Rubric, Status, Unit, UnitId,
    UnitResult, wording,
};

/// Applies a rubric to the facts of all units.
///
/// Missing stays missing: a unit with an unknown leaf has no score, rank or band, only the lowest and highest possible
/// score. What is doubtful is in [`Assessment::problems`].
pub fn score(rubric: &Rubric, units: &[Unit], facts: &Facts) -> Assessment {
    let mut assessment = Assessment::default();
    let groups = Groups::new(rubric, units, facts);
    for (at, unit) in units.iter().enumerate() {
        let scoring = Scoring { rubric, units, facts, groups: &groups, at: UnitId(at) };
        let result = scoring.unit(unit, &mut assessment.problems);
        assessment.results.push(result);
    }
    assessment.problems.extend(total::rank(rubric, units, &mut assessment.results));
    assessment.problems.extend(summary_problems(rubric, units, facts, &assessment.results));
    assessment
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
