//! Tries every rule of words at and around its thresholds and at its extremes, before any unit does.

use crate::draft::Draft;
use crate::wording;
use rhai::Position;
use rust_decimal::Decimal;
use scoring::rule::{Part, Ratio, Words};
use scoring::{Fault, Node, Points, Problem, Rule, Severity};
use std::collections::BTreeSet;

/// How far beside a threshold a rule is tried.
const BESIDE: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// Tries the rules of all leaves of which nothing was lost.
pub(crate) fn rules(draft: &mut Draft) {
    let mut found: Vec<(Problem, Position)> = Vec::new();
    // What might be added to a rubric is not told while something in it has to be mended.
    let fine = draft.problems.iter().all(|problem| problem.severity != Severity::Error);
    for (id, node) in draft.rubric.leaves().filter(|(id, _)| !draft.lost.contains(id)) {
        let marks = draft.marks.get(&id);
        let at = crate::check::position(&node.place);
        let Rule::Words(words) = &node.rule else { continue };
        // What says nothing was told of already.
        for (place, part) in words.parts().enumerate().filter(|(_, part)| !part.words.is_empty()) {
            let marks = marks.and_then(|marks| marks.get(place));
            let problems = try_part(node, part).into_iter().map(|(problem, word)| {
                let word = word.and_then(|word| marks.and_then(|marks| marks.get(word)));
                (problem.of_node(&node.code), word.copied().unwrap_or(at))
            });
            found.extend(problems);
        }
        if fine {
            found.extend(zero_denominators(node, words).map(|problem| (problem.of_node(&node.code), at)));
        }
    }
    for (problem, at) in found {
        draft.report(problem, at);
    }
}

/// The values at which a part is tried, in order.
fn values(part: &Part) -> Vec<Decimal> {
    let thresholds = part.words.iter().flat_map(|word| word.thresholds());
    let mut values: BTreeSet<Decimal> =
        thresholds.flat_map(|at| [Some(at), at.checked_sub(BESIDE), at.checked_add(BESIDE)]).flatten().collect();
    values.insert(Decimal::ZERO);
    let far = values.last().copied().unwrap_or_default().max(Decimal::ONE_HUNDRED);
    values.insert(if part.measure.is_percent() { Decimal::ONE_HUNDRED } else { far * Decimal::TEN });
    // A measure against others may fall below 0; a count, an amount and a share do not.
    if part.measure.against().is_some() {
        values.insert(-far * Decimal::TEN);
    } else {
        values.retain(|value| *value >= Decimal::ZERO);
    }
    values.into_iter().collect()
}

/// What is wrong with a part, each with the place of the word that it is about.
fn try_part(node: &Node, part: &Part) -> Vec<(Problem, Option<usize>)> {
    let max = part.max.unwrap_or(node.max);
    let mut problems = Vec::new();
    let mut used = BTreeSet::new();
    let mut course: Vec<(Decimal, Points, usize)> = Vec::new();
    let last = part.words.len().checked_sub(1);
    for value in values(part) {
        match part.answer(&Ratio::whole(value), node.max) {
            Ok((word, points)) => {
                used.insert(word);
                // More than the maximum is told by the check of what a rule can reach.
                if points < Points::ZERO {
                    problems.push((wording::probe_range(&part.measure, value, points, max), Some(word)));
                }
                course.push((value, points, word));
            }
            Err(Fault::NoBranch(_)) => problems.push((wording::probe_gap(&part.measure, value), last)),
            Err(fault) => {
                let why = scoring::wording::fault(&fault, node);
                problems.push((wording::probe_fault(&part.measure, value, &why), None));
            }
        }
    }
    problems.truncate(1);
    for (at, word) in part.words.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
        problems.push((wording::unreachable(&word.explain(&part.measure, max), at == 0), Some(at)));
    }
    if problems.is_empty() {
        let turn = turn(&course);
        problems.extend(
            turn.map(|at| (wording::probe_turn(&part.measure, course[at - 1], course[at]), Some(course[at].2))),
        );
    }
    problems
}

/// Where points that rose begin to fall, or the reverse; a rule that goes one way has no such place.
fn turn(course: &[(Decimal, Points, usize)]) -> Option<usize> {
    let steps = course.windows(2).map(|pair| pair[1].1.cmp(&pair[0].1));
    let mut way = std::cmp::Ordering::Equal;
    for (at, step) in steps.enumerate() {
        if way.is_eq() {
            way = step;
        } else if step.is_ne() && step != way {
            return Some(at + 1);
        }
    }
    None
}

/// Percentages whose denominator may be 0 without the rule saying what that is worth.
fn zero_denominators<'a>(node: &'a Node, words: &'a Words) -> impl Iterator<Item = Problem> + 'a {
    let known = |part: &&Part| part.measure.names().iter().all(|name| node.asks.iter().any(|ask| ask == name));
    let silent = words.parts().filter(|part| part.when_zero.is_none()).filter(known);
    silent.filter_map(|part| match part.measure.basis() {
        scoring::rule::Basis::Percent(_, whole) => Some(wording::zero_unstated(&node.code, whole)),
        _ => None,
    })
}

/// How many words and branches of code decide in at least one example, and how many there are.
pub fn coverage(rubric: &scoring::Rubric) -> (usize, usize) {
    let (mut reached, mut all) = (0, 0);
    for (_, node) in rubric.leaves() {
        if let Rule::Code(code) = &node.rule {
            reached += code.branches.0;
            all += code.branches.1;
        }
        let Rule::Words(words) = &node.rule else { continue };
        all += words.parts().map(|part| part.words.len()).sum::<usize>();
        let mut seen = BTreeSet::new();
        for example in &node.examples {
            seen.extend(crate::check::with_example(node, example, |inputs| words.reached(inputs, node.max)));
        }
        reached += seen.len();
    }
    (reached, all)
}
