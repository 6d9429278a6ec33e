//! Applies a rubric to facts: leaves by round, final points, totals, published scores, ranks, bands.

use crate::leaf::{Leaf, Scored};
use crate::{
    Assessment, Facts, NodeId, NodeResult, Points, Problem, Round, RoundId, RoundKind, Rubric, Status, Unit, UnitId,
    UnitResult, competition_ranks, wording,
};
use rust_decimal::Decimal;

/// Applies a rubric to the facts of all units.
///
/// Missing stays missing: a unit with an unknown leaf has no score, rank or band, only the lowest and highest possible
/// score. What is doubtful is in [`Assessment::problems`].
pub fn score(rubric: &Rubric, units: &[Unit], facts: &Facts) -> Assessment {
    let mut assessment = Assessment::default();
    for (at, unit) in units.iter().enumerate() {
        let result = score_unit(rubric, facts, UnitId(at), &unit.code, &mut assessment.problems);
        assessment.results.push(result);
    }
    rank(rubric, &mut assessment.results);
    assessment.problems.extend(summary_problems(rubric, units, &assessment.results));
    assessment
}

fn score_unit(rubric: &Rubric, facts: &Facts, unit: UnitId, code: &str, problems: &mut Vec<Problem>) -> UnitResult {
    let mut rounds: Vec<Vec<NodeResult>> = Vec::with_capacity(rubric.rounds.len());
    for at in 0..rubric.rounds.len() {
        let mut nodes = blank(rubric);
        for (node, _) in rubric.leaves() {
            let Scored { result, problem } = Leaf { rubric, facts, unit, node, round: RoundId(at) }.score(code);
            nodes[node.0] = result;
            problems.extend(problem);
        }
        add_up(rubric, &mut nodes);
        rounds.push(nodes);
    }
    let mut nodes = blank(rubric);
    for (node, _) in rubric.leaves() {
        nodes[node.0] = final_result(&rubric.rounds, &rounds, node, rubric.node(node).max);
    }
    add_up(rubric, &mut nodes);
    total(rubric, facts, unit, nodes, rounds)
}

fn blank(rubric: &Rubric) -> Vec<NodeResult> {
    rubric.nodes.iter().map(|node| NodeResult::missing(node.max)).collect()
}

/// Sums every parent from its children, the deepest first: parents stand before their children.
fn add_up(rubric: &Rubric, nodes: &mut [NodeResult]) {
    for at in (0..rubric.nodes.len()).rev() {
        let node = &rubric.nodes[at];
        if node.is_leaf() {
            continue;
        }
        let parts = || node.children.iter().map(|child| &nodes[child.0]);
        let known = parts().map(|part| part.known).sum();
        let complete = parts().all(|part| part.points.is_some());
        nodes[at] = NodeResult {
            points: complete.then_some(known),
            known,
            unknown: parts().map(|part| part.unknown).sum(),
            max: parts().map(|part| part.max).sum(),
            status: if complete { Status::Computed } else { Status::Missing },
            from: None,
            source: None,
        };
    }
}

/// The last appraisal round that holds a value decides; a required round that holds none leaves the leaf missing.
fn final_result(all: &[Round], rounds: &[Vec<NodeResult>], node: NodeId, max: Points) -> NodeResult {
    for (at, round) in all.iter().enumerate().rev() {
        if round.kind == RoundKind::SelfAssessment {
            continue;
        }
        let found = rounds[at][node.0];
        if found.points.is_some() {
            let status = if at + 1 == all.len() { found.status } else { Status::Carried };
            return NodeResult { status, from: Some(RoundId(at)), ..found };
        }
        if round.required {
            break;
        }
    }
    NodeResult::missing(max)
}

fn total(
    rubric: &Rubric,
    facts: &Facts,
    unit: UnitId,
    nodes: Vec<NodeResult>,
    rounds: Vec<Vec<NodeResult>>,
) -> UnitResult {
    let domains = || rubric.domains().map(|(id, _)| &nodes[id.0]);
    let raw: Points = domains().map(|domain| domain.known).sum();
    let unknown: Points = domains().map(|domain| domain.unknown).sum();
    let max: Points = domains().map(|domain| domain.max).sum();
    let complete = domains().all(|domain| domain.points.is_some());
    let publish = |points| published(rubric, points, max);
    let score = if complete { publish(raw) } else { None };
    let possible = (publish(raw).unwrap_or_default(), publish(raw + unknown).unwrap_or_default());
    let band = score.and_then(|score| rubric.bands.iter().position(|band| score >= band.from));
    UnitResult { unit, raw, max, unknown, score, possible, rank: None, band, late: facts.late[unit.0], nodes, rounds }
}

/// The published score of a raw total: rescaled if the rubric says so, then rounded. `None` when `max` is 0.
fn published(rubric: &Rubric, raw: Points, max: Points) -> Option<Decimal> {
    let value = match rubric.scale {
        Some(scale) => raw.times(scale)?.value().checked_div(max.value())?,
        None => raw.value(),
    };
    Some(rubric.rounding.mode.round(value, rubric.rounding.publication))
}

fn rank(rubric: &Rubric, results: &mut [UnitResult]) {
    let scores: Vec<Option<Decimal>> = results.iter().map(|result| result.score).collect();
    debug_assert!(rubric.rounding.publication <= 6);
    for (result, rank) in results.iter_mut().zip(competition_ranks(&scores)) {
        result.rank = rank;
    }
}

/// Findings about whole units: unranked ones, carried leaves, ties.
fn summary_problems(rubric: &Rubric, units: &[Unit], results: &[UnitResult]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for result in results {
        let unit = &units[result.unit.0];
        let leaves = || rubric.leaves().map(|(id, node)| (node.code.as_str(), &result.nodes[id.0]));
        let codes = |status| leaves().filter(move |(_, leaf)| leaf.status == status).map(|(code, _)| code);
        let missing: Vec<&str> = codes(Status::Missing).collect();
        let carried: Vec<&str> = codes(Status::Carried).collect();
        if !missing.is_empty() {
            problems.push(wording::unranked(unit, result, &missing));
        }
        if !carried.is_empty() {
            problems.push(wording::carried(unit, &carried));
        }
    }
    problems.extend(ties(units, results));
    problems
}

fn ties(units: &[Unit], results: &[UnitResult]) -> Vec<Problem> {
    let mut ranked: Vec<(usize, &UnitResult)> =
        results.iter().filter_map(|result| Some((result.rank?, result))).collect();
    ranked.sort_by_key(|(rank, result)| (*rank, result.unit));
    ranked
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|tied| tied.len() > 1)
        .map(|tied| {
            let names: Vec<&str> = tied.iter().map(|(_, result)| units[result.unit.0].name.as_str()).collect();
            wording::tie(tied[0].0, tied[0].1.score.unwrap_or_default(), &names)
        })
        .collect()
}
