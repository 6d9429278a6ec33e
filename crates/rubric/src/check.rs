//! What must hold of a rubric before anything is scored with it.

use crate::draft::{Draft, NodeDraft, Purpose};
use crate::source::{Mark, Source};
use crate::wording;
use rhai::Position;
use rust_decimal::Decimal;
use scoring::rule::{Basis, WhenZero};
use scoring::{
    Aggregate, Example, Fault, Figures, Inputs, Node, NodeId, Place, Points, Problem, Role, RoundKind, Rounding, Rule,
    Unit,
};
use std::cmp::Ordering;

/// One node: its code, its maximum, its choices.
pub(crate) fn node(draft: &mut Draft, id: NodeId, declared: &NodeDraft) {
    let node = draft.rubric.node(id);
    let broken = draft.lost.contains(&id);
    let mut found: Vec<(Problem, Mark)> = Vec::new();
    let word = Mark::from(declared.at);
    if let Some(parent) = node.parent.map(|parent| &draft.rubric.node(parent).code)
        && !node.code.strip_prefix(parent.as_str()).is_some_and(|rest| rest.starts_with('.'))
        && !draft.lost_nodes()
    {
        found.push((wording::code_not_under(&node.code, parent), draft.source.value(declared.at, 0)));
    }
    if !node.is_leaf() {
        if node.rule.is_computable() || !node.choices.is_empty() {
            found.push((wording::parent_with_rule(&node.code), word));
        } else if let Some(what) = of_leaves(node) {
            found.push((wording::parent_with(&node.code, what), word));
        }
    } else if let Some(max) = node.declared_max {
        if !broken {
            choices(node, max, declared, &draft.source, &mut found);
            found.extend(leaf(node, max).into_iter().map(|problem| (problem, word)));
            // A function that combines is hung on its node only when all nodes are known.
            let combined = |purpose: &Purpose| matches!(purpose, Purpose::Combine(other) if *other == id);
            if let Some((.., at)) = draft.closures.iter().find(|(purpose, ..)| combined(purpose)) {
                found.push((wording::leaf_with_aggregate(&node.code), (*at).into()));
            }
        }
    } else if !broken && !draft.lost_nodes() {
        found.push((wording::no_maximum(&node.code, node.parent.is_none()), word));
    }
    for (problem, mark) in found {
        draft.report(problem.of_node(draft.rubric.node(id).code.clone()), mark);
    }
}

/// What a node with parts says although only one without parts can.
fn of_leaves(node: &Node) -> Option<&'static str> {
    [
        (!node.asks.is_empty(), "ask"),
        (!node.examples.is_empty(), "example"),
        (node.step.is_some(), "step"),
        (node.computed, "computed"),
        (node.survey, "survey"),
        (node.not_arising.is_some(), "not_arising"),
        (node.only_for.is_some(), "only_for"),
    ]
    .into_iter()
    .find_map(|(said, word)| said.then_some(word))
}

fn choices(node: &Node, max: Points, declared: &NodeDraft, source: &Source, found: &mut Vec<(Problem, Mark)>) {
    for (choice, at) in node.choices.iter().zip(&declared.choices) {
        if choice.points > max || choice.points < Points::ZERO {
            found.push((wording::choice_out_of_range(&choice.label, choice.points, max), source.value(*at, 1)));
        }
    }
    if !node.choices.is_empty() && !node.choices.iter().any(|choice| choice.points >= max) {
        found.push((wording::maximum_out_of_reach(max), source.value(declared.at, 2)));
    }
}

fn leaf(node: &Node, max: Points) -> Vec<Problem> {
    let mut found = Vec::new();
    found.extend(reach(node, max));
    if node.only_for.is_some() && node.not_arising.is_none() {
        found.push(wording::not_assigned_unstated(&node.code));
    }
    if !matches!(node.aggregate, Aggregate::Sum) {
        found.push(wording::leaf_with_aggregate(&node.code));
    }
    if node.computed && !node.choices.is_empty() {
        found.push(wording::choices_and_computed());
    }
    if let Some(step) = node.step.filter(|step| *step > max.value()) {
        found.push(wording::step_above_maximum(&node.code, step, max));
    }
    if let Rule::Words(words) = &node.rule {
        for part in words.parts() {
            let most = part.max.unwrap_or(max);
            if let Some(WhenZero::Points(points)) = part.when_zero
                && points > most
            {
                found.push(wording::nothing_above_maximum(&node.code, points, most));
            }
            if let Basis::Between(_, low, high) | Basis::BetweenLogs(_, low, high) = part.measure.basis()
                && low > high
                && node.examples.is_empty()
            {
                found.push(wording::reversed_bounds(&node.code, *low, *high));
            }
        }
    }
    if !matches!(node.rule, Rule::Code(_)) {
        let read: Vec<&str> = match &node.rule {
            Rule::Words(words) => words.parts().flat_map(|part| part.measure.names()).collect(),
            _ => Vec::new(),
        };
        let unread: Vec<&str> = node.asks.iter().map(String::as_str).filter(|name| !read.contains(name)).collect();
        // A name that no figure has was told of; it may have meant this one.
        let misspelt = read.iter().any(|name| !node.asks.iter().any(|ask| ask == name));
        if !unread.is_empty() && !misspelt {
            found.push(match node.rule.is_computable() {
                true => wording::figures_unread(&node.code, &unread),
                false => wording::figures_without_rule(&node.code),
            });
        }
    }
    found
}

/// Words that can never give the maximum, or that give more than it.
fn reach(node: &Node, max: Points) -> Option<Problem> {
    let Rule::Words(words) = &node.rule else { return None };
    // What is half written was reported already.
    if words.parts().any(|part| part.words.is_empty()) || words.branches.iter().any(|branch| branch.parts.is_empty()) {
        return None;
    }
    let most = words.most(max).into_iter().max()?;
    match most.cmp(&max) {
        Ordering::Equal => None,
        Ordering::Less => Some(wording::tiers_below_maximum(&node.code, most, max)),
        // Parts that exclude one another may add up to more on paper only.
        Ordering::Greater => {
            let alone = words.parts().any(|part| part.most(max) > max);
            Some(wording::tiers_above_maximum(&node.code, most, max, alone))
        }
    }
}

/// The tree as a whole: sums, bands, rounds, offices, head.
pub(crate) fn tree(draft: &mut Draft) {
    if draft.header.is_none() && !draft.lost("rubric") {
        draft.report(wording::no_header(), Position::NONE);
    }
    if draft.rubric.nodes.is_empty() && !draft.lost_nodes() {
        draft.report(wording::no_nodes(), Position::NONE);
    }
    let appraised = draft.rubric.rounds.iter().any(|round| round.kind == RoundKind::Appraisal);
    if !appraised && !draft.lost("round") {
        draft.report(wording::no_appraisal(), Position::NONE);
    }
    named(draft);
    bands(draft);
    conditions(draft);
    results(draft);
    unscored(draft);
    sums(draft);
}

/// Where every round comes from data tables, nobody enters points: each leaf needs a rule.
fn unscored(draft: &mut Draft) {
    let rounds = &draft.rubric.rounds;
    if draft.lost("round") || rounds.is_empty() || !rounds.iter().all(|round| round.from_data) {
        return;
    }
    let leaves = draft.rubric.leaves().filter(|(id, leaf)| !leaf.rule.is_computable() && !draft.lost.contains(id));
    let found: Vec<Problem> =
        leaves.map(|(_, leaf)| wording::nobody_scores(&leaf.code).of_node(&leaf.code).at(leaf.place.clone())).collect();
    for problem in found {
        let at = position(&problem.place);
        draft.report(problem, at);
    }
}

/// The offices and rounds that something names.
fn named(draft: &mut Draft) {
    let known: Vec<String> = draft.rubric.offices.iter().map(|office| office.id.clone()).collect();
    for (office, at) in std::mem::take(&mut draft.offices_named) {
        if !known.contains(&office) && !draft.lost("office") {
            draft.report(wording::unknown_office(&office, &near(&office, &known), &known), at);
        }
    }
    let known: Vec<String> = draft.rubric.rounds.iter().map(|round| round.id.clone()).collect();
    for (round, at) in std::mem::take(&mut draft.rounds_named) {
        if !known.contains(&round) && !draft.lost("round") {
            draft.report(wording::unknown_round(&round, &near(&round, &known), &known), at);
        }
    }
}

fn near(name: &str, known: &[String]) -> Vec<String> {
    scoring::nearest(name, known.iter().map(String::as_str))
}

/// A ceiling must name a band, and both it and an adjustment must say when they apply.
fn conditions(draft: &mut Draft) {
    let known: Vec<String> = draft.rubric.bands.iter().map(|band| band.name.clone()).collect();
    let bands: Vec<String> = draft.rubric.gates.iter().map(|gate| gate.band.clone()).collect();
    let (ceilings, adjustments) = (std::mem::take(&mut draft.ceilings), std::mem::take(&mut draft.adjustments));
    for (band, (at, _)) in bands.iter().zip(&ceilings) {
        if !known.contains(band) && !band.is_empty() && !draft.lost("band") {
            let mark = draft.source.value(*at, 0);
            draft.report(wording::unknown_band(band, &near(band, &known), &known), mark);
        }
    }
    for (at, _) in ceilings.into_iter().chain(adjustments).filter(|(_, said)| !said) {
        draft.report(wording::no_condition(), at);
    }
}

/// A result must say what it is made of.
fn results(draft: &mut Draft) {
    let results = std::mem::take(&mut draft.results);
    for (place, (at, said)) in results.into_iter().enumerate() {
        let result = &draft.rubric.results[place];
        if !said && result.word.is_none() {
            draft.report(wording::result_of_nothing(&draft.rubric.results[place].id), at);
        }
    }
}

fn bands(draft: &mut Draft) {
    let lowest = draft.bands.iter().min_by_key(|(from, _)| *from).copied();
    if let Some((from, at)) = lowest
        && from > Decimal::ZERO
        && !draft.lost("band")
        && let Some(band) = draft.rubric.bands.iter().find(|band| band.from == from)
    {
        let (problem, mark) = (wording::bands_leave_gap(&band.name, from), draft.source.value(at, 1));
        draft.report(problem, mark);
    }
    let rubric = &draft.rubric;
    let most = rubric.scale.unwrap_or_else(|| rubric.max().value());
    let more = rubric.adjustments.iter().any(|adjustment| adjustment.points > Points::ZERO)
        || rubric.nodes.iter().any(|node| node.role != Role::Ordinary);
    if more || most.is_zero() || draft.lost_nodes() || !draft.lost.is_empty() || draft.rubric.nodes.is_empty() {
        return;
    }
    let above: Vec<(Decimal, Position)> = draft.bands.iter().copied().filter(|(from, _)| *from > most).collect();
    for (from, at) in above {
        let mark = draft.source.value(at, 1);
        draft.report(wording::band_out_of_reach(from, most), mark);
    }
}

/// A parent that states a maximum must state the sum of its parts.
fn sums(draft: &mut Draft) {
    if draft.lost_nodes() {
        return;
    }
    let wrong: Vec<Problem> = draft
        .rubric
        .all()
        .filter(|(id, node)| !node.is_leaf() && !draft.lost_below(*id))
        .filter_map(|(_, node)| {
            let declared = node.declared_max.filter(|declared| *declared != node.max)?;
            let parts: Vec<(&str, Points)> = node
                .children
                .iter()
                .map(|child| draft.rubric.node(*child))
                .map(|part| (part.code.as_str(), part.max))
                .collect();
            Some(wording::sum_differs(node, declared, &parts).of_node(&node.code).at(node.place.clone()))
        })
        .collect();
    for problem in wrong {
        let mark = draft.source.value(position(&problem.place), 2);
        draft.report(problem, mark);
    }
}

/// Runs every example.
pub(crate) fn examples(draft: &mut Draft) {
    let mut found: Vec<(Problem, Position, usize)> = Vec::new();
    for (_, node) in draft.rubric.leaves().filter(|(id, _)| !draft.lost.contains(id)) {
        for example in &node.examples {
            let problem = match &example.choice {
                Some(label) => choice_example(node, label, example.points),
                None => rule_example(node, example, draft.rubric.rounding),
            };
            // Column and value of a unit come before.
            let before = if example.attribute.is_some() { 2 } else { 0 };
            found.extend(
                problem.map(|(problem, value)| (problem.of_node(&node.code), position(&example.place), before + value)),
            );
        }
    }
    for (problem, at, value) in found {
        let mark = draft.source.value(at, value);
        draft.report(problem, mark);
    }
}

/// What is wrong with an example, and which of its two values it is about.
type Wrong = Option<(Problem, usize)>;

fn choice_example(node: &Node, label: &str, expected: Points) -> Wrong {
    match node.choices.iter().find(|choice| choice.label == label) {
        Some(choice) if choice.points == expected => None,
        Some(choice) => Some((wording::example_differs(expected, choice.points), 1)),
        None => {
            let labels: Vec<&str> = node.choices.iter().map(|choice| choice.label.as_str()).collect();
            Some((wording::example_choice(label, &labels), 0))
        }
    }
}

fn rule_example(node: &Node, example: &Example, rounding: Rounding) -> Wrong {
    if example.figures.len() != node.asks.len() {
        return Some((wording::example_figures(example.figures.len(), &node.asks), 0));
    }
    let round = |points: Points| match rounding.leaf {
        Some(digits) => Points::new(rounding.mode.round(points.value(), digits)).unwrap_or(points),
        None => points,
    };
    match with_example(node, example, |inputs| node.rule.points(inputs, node.max)) {
        Ok(Some(points)) if round(points) == example.points => None,
        Ok(Some(points)) => Some((wording::example_differs(example.points, round(points)), 1)),
        Ok(None) => Some((wording::example_without_rule(), 0)),
        // The name was reported where the rule says it.
        Err(Fault::UnknownFigure(_)) => None,
        Err(fault) => {
            let why = scoring::wording::fault(&fault, node);
            let trace = fault.trace();
            let told = wording::example_fails(&why, trace.first().map(|frame| &frame.place)).with_trace(trace);
            Some((told, 0))
        }
    }
}

/// Does something with the inputs that an example stands for.
pub(crate) fn with_example<T>(node: &Node, example: &Example, with: impl FnOnce(&Inputs<'_>) -> T) -> T {
    let figures = Figures { names: &node.asks, values: &example.figures };
    let unit = Unit { attributes: example.attribute.iter().cloned().collect(), ..Unit::default() };
    with(&Inputs { unit: &unit, ..Inputs::new(figures) })
}

pub(crate) fn position(place: &Place) -> Position {
    match place {
        Place::Script { line, column, .. } => {
            let fit = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
            Position::new(fit(*line), fit(*column))
        }
        _ => Position::NONE,
    }
}
