//! The total of a unit: rounding, adjustments, the published score, bands and their ceilings, results beside it, ranks.

use crate::rubric::{Gate, NamedResult, RankOn, Role, TieBreak, When};
use crate::tree::combine;
use crate::{
    Band, Facts, Fault, NamedValue, NodeId, NodeResult, Points, Problem, Rubric, Unit, UnitId, UnitResult, UnitView,
    wording,
};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The total of some points by node, of a round or final, before adjustments.
pub fn total_of(rubric: &Rubric, nodes: &[NodeResult]) -> NodeResult {
    let domains: Vec<NodeId> = rubric.domains().map(|(id, _)| id).collect();
    let total = combine(rubric, Role::Ordinary, &domains, nodes, |parts| rubric.total.of(parts));
    total.unwrap_or_else(|_| NodeResult::missing(rubric.max()))
}

/// A unit's result with its total, before adjustments.
pub(crate) fn of(
    rubric: &Rubric,
    mut nodes: Vec<NodeResult>,
    rounds: Vec<Vec<NodeResult>>,
    (unit, late): (UnitId, Option<i64>),
) -> UnitResult {
    for (id, _) in rubric.domains() {
        round_domain(rubric, &mut nodes[id.0]);
    }
    let total = total_of(rubric, &nodes);
    let complete = total.points.is_some();
    UnitResult {
        unit,
        raw: total.known,
        max: total.max,
        unknown: total.unknown,
        exact: complete.then_some(Decimal::ZERO),
        score: None,
        adjustments: Vec::new(),
        results: Vec::new(),
        possible: (Decimal::ZERO, Decimal::ZERO),
        rank: None,
        band: None,
        late,
        nodes,
        rounds,
    }
}

fn round_domain(rubric: &Rubric, result: &mut NodeResult) {
    let Some(digits) = rubric.rounding.domain else { return };
    let round = |points: Points| Points::new(rubric.rounding.mode.round(points.value(), digits)).unwrap_or(points);
    result.points = result.points.map(round);
    if let Some(points) = result.points {
        result.known = points;
    }
}

/// Adjusts, publishes, bands, and works out the results beside the total.
pub(crate) fn finish(
    rubric: &Rubric,
    facts: &Facts,
    unit: &Unit,
    mut result: UnitResult,
) -> (UnitResult, Vec<Problem>) {
    let mut problems = Vec::new();
    let complete = result.exact.take().is_some();
    let mut adjusted = Points::ZERO;
    for (at, adjustment) in rubric.adjustments.iter().enumerate() {
        let view = UnitView { rubric, unit, result: &result };
        match times(&adjustment.when, &view, facts) {
            Ok(0) => {}
            Ok(count) => {
                let points = adjustment.points.times(Decimal::from(count)).unwrap_or(adjustment.points);
                let points = adjustment.at_most.map_or(points, |most| points.clamp(-most, most));
                adjusted = adjusted + points;
                result.adjustments.push((at, points));
            }
            Err(fault) => problems.push(wording::adjustment_failed(unit, &adjustment.title, &fault)),
        }
    }
    let capped = |points: Points| rubric.total_cap.map_or(points, |cap| points.min(cap));
    let (low, high) = (capped(result.raw + adjusted), capped(result.raw + result.unknown + adjusted));
    let publish = |points| scaled(rubric.scale, points, result.max);
    let round = |value: Decimal| rubric.rounding.mode.round(value, rubric.rounding.publication);
    if complete && problems.is_empty() {
        result.exact = publish(low);
        result.score = result.exact.map(round);
    }
    result.possible = (publish(low).map(round).unwrap_or_default(), publish(high).map(round).unwrap_or_default());
    result.band = result.score.and_then(|score| rubric.bands.iter().position(|band| score >= band.from));
    for named in &rubric.results {
        let value = named_value(named, UnitView { rubric, unit, result: &result });
        let value = value.unwrap_or_else(|fault| {
            problems.push(wording::result_failed(unit, &named.title, &fault));
            NamedValue::default()
        });
        result.results.push(value);
    }
    hold_down(rubric, facts, unit, &mut result, &mut problems);
    (result, problems)
}

/// A raw total on the rubric's scale. `None` when the maximum is 0.
fn scaled(scale: Option<Decimal>, points: Points, max: Points) -> Option<Decimal> {
    match scale {
        Some(scale) => points.times(scale)?.value().checked_div(max.value()),
        None => Some(points.value()),
    }
}

/// How many times something applies: days for lateness, otherwise 0 or 1.
fn times(when: &When, view: &UnitView<'_>, facts: &Facts) -> Result<i64, Fault> {
    Ok(match when {
        When::Late => view.result.late.unwrap_or(0),
        When::AnyZero => i64::from(view.zeros() > 0),
        When::NoSheet(round) => {
            let round = view.rubric.find_round(round);
            i64::from(round.is_some_and(|round| !facts.covers(view.result.unit, round)))
        }
        When::Attribute(name, value) => {
            let found = view.unit.attributes.get(name).ok_or_else(|| Fault::UnknownAttribute(name.clone()))?;
            i64::from(crate::fold(found) == crate::fold(value))
        }
        When::Code(question, _) => i64::from(question(view)?),
    })
}

/// Ceilings: a unit for which one applies is in no higher band than it names.
fn hold_down(rubric: &Rubric, facts: &Facts, unit: &Unit, result: &mut UnitResult, problems: &mut Vec<Problem>) {
    for Gate { band, when } in &rubric.gates {
        let Some(current) = result.band else { return };
        let ceiling = rubric.bands.iter().position(|other| other.name == *band);
        let applies = times(when, &UnitView { rubric, unit, result }, facts);
        match (applies, ceiling) {
            (Ok(count), Some(ceiling)) if count > 0 && ceiling > current => {
                problems.push(wording::held_down(rubric, unit, &rubric.bands[current].name, band, when));
                result.band = Some(ceiling);
            }
            (Ok(_), _) => {}
            (Err(fault), _) => {
                problems.push(wording::gate_failed(unit, band, &fault));
                result.band = None;
            }
        }
    }
}

fn named_value(named: &NamedResult, view: UnitView<'_>) -> Result<NamedValue, Fault> {
    if let Some((word, _)) = &named.word {
        return Ok(NamedValue { value: None, rank: None, band: Some(word(&view)?) });
    }
    // A result made of nothing but bonuses or penalties is a list of them.
    let roles = || named.nodes.iter().map(|id| view.rubric.node(*id).role);
    let role = roles().next().filter(|first| roles().all(|role| role == *first)).unwrap_or_default();
    let total = combine(view.rubric, role, &named.nodes, &view.result.nodes, |parts| named.aggregate.of(parts))?;
    let exact = total.points.and_then(|points| scaled(named.scale, points, total.max));
    let value = exact.map(|value| view.rubric.rounding.mode.round(value, named.digits));
    let band = value.and_then(|value| named.bands.iter().find(|band: &&Band| value >= band.from));
    Ok(NamedValue { value, rank: None, band: band.map(|band| band.name.clone()) })
}

/// Ranks the units and the results beside the total; a tie that the rubric does not resolve is a finding.
pub(crate) fn rank(rubric: &Rubric, units: &[Unit], results: &mut [UnitResult]) -> Vec<Problem> {
    let key = |result: &UnitResult| match rubric.rank_on {
        RankOn::Published => result.score,
        RankOn::Unrounded => result.exact,
    };
    let mut order: Vec<usize> = (0..results.len()).filter(|at| results[*at].score.is_some()).collect();
    let compare = |a: &usize, b: &usize| {
        let (a, b) = (&results[*a], &results[*b]);
        key(b).cmp(&key(a)).then_with(|| broken(rubric, units, a, b))
    };
    order.sort_by(|a, b| compare(a, b).then(a.cmp(b)));
    let mut problems = Vec::new();
    let mut ranks = vec![None; results.len()];
    let mut place = 1;
    for tied in order.chunk_by(|a, b| compare(a, b) == Ordering::Equal) {
        tied.iter().for_each(|at| ranks[*at] = Some(place));
        if tied.len() > 1 && !rubric.ties_share_rank {
            let names: Vec<&str> = tied.iter().map(|at| units[*at].name.as_str()).collect();
            problems.push(wording::tie(place, results[tied[0]].score.unwrap_or_default(), &names));
        }
        place += tied.len();
    }
    for (result, rank) in results.iter_mut().zip(ranks) {
        result.rank = rank;
    }
    for at in 0..rubric.results.len() {
        let values: Vec<Option<Decimal>> = results.iter().map(|result| result.results[at].value).collect();
        for (result, rank) in results.iter_mut().zip(crate::competition_ranks(&values)) {
            result.results[at].rank = rank;
        }
    }
    problems
}

/// Which of two equal units the rubric's chain puts first.
fn broken(rubric: &Rubric, units: &[Unit], a: &UnitResult, b: &UnitResult) -> Ordering {
    let attribute = |result: &UnitResult, name: &str| -> Option<Decimal> {
        units[result.unit.0].attributes.get(name).and_then(|value| value.trim().replace(',', ".").parse().ok())
    };
    rubric.tie_breaks.iter().fold(Ordering::Equal, |order, by| {
        order.then_with(|| match by {
            TieBreak::Points(node) => b.nodes[node.0].points.cmp(&a.nodes[node.0].points),
            TieBreak::Attribute(name) => attribute(b, name).cmp(&attribute(a, name)),
        })
    })
}
