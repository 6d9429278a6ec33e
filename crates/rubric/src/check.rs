//! What must hold of a rubric before anything is scored with it.

use crate::draft::Draft;
use crate::wording;
use rhai::Position;
use rust_decimal::Decimal;
use scoring::{Example, Fault, Figures, Inputs, Node, NodeId, Place, Points, Problem, RoundKind, Rounding, Rule, Unit};
use std::cmp::Ordering;

/// One node: its code, its maximum, its choices.
pub(crate) fn node(draft: &mut Draft, id: NodeId, at: Position) {
    let node = draft.rubric.node(id);
    let mut found: Vec<Problem> = Vec::new();
    if let Some(parent) = node.parent.map(|parent| &draft.rubric.node(parent).code)
        && !node.code.strip_prefix(parent.as_str()).is_some_and(|rest| rest.starts_with('.'))
    {
        found.push(wording::code_not_under(&node.code, parent));
    }
    if node.is_leaf() {
        if !(draft.broken && node.declared_max.is_none()) {
            found.extend(leaf(node));
        }
    } else if node.rule.is_computable() || !node.choices.is_empty() {
        found.push(wording::parent_with_rule(&node.code));
    }
    for problem in found {
        draft.report(problem.of_node(draft.rubric.node(id).code.clone()), at);
    }
}

fn leaf(node: &Node) -> Vec<Problem> {
    let mut found = Vec::new();
    let Some(max) = node.declared_max else {
        return vec![wording::no_maximum(&node.code)];
    };
    for choice in &node.choices {
        if choice.points > max || choice.points < Points::ZERO {
            found.push(wording::choice_out_of_range(&choice.label, choice.points, max));
        }
    }
    if !node.choices.is_empty() && !node.choices.iter().any(|choice| choice.points == max) {
        found.push(wording::maximum_out_of_reach(max));
    }
    found.extend(reach(node, max));
    if node.only_for.is_some() && node.not_arising.is_none() {
        found.push(wording::not_assigned_unstated(&node.code));
    }
    if node.computed && !node.choices.is_empty() {
        found.push(wording::choices_and_computed());
    }
    if !node.figures.is_empty() && !node.rule.is_computable() {
        found.push(wording::figures_without_rule(&node.code));
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
    if draft.header.is_none() && !draft.broken {
        draft.problems.push(wording::no_header().at(draft.place(Position::NONE)));
    }
    if draft.rubric.nodes.is_empty() && !draft.broken {
        draft.problems.push(wording::no_nodes().at(draft.place(Position::NONE)));
    }
    if !draft.broken && !draft.rubric.rounds.iter().any(|round| round.kind == RoundKind::Appraisal) {
        draft.problems.push(wording::no_appraisal().at(draft.place(Position::NONE)));
    }
    offices(draft);
    bands(draft);
    ceilings(draft);
    unscored(draft);
    if !draft.broken {
        sums(draft);
    }
}

/// Where every round comes from data tables, nobody enters points: each leaf needs a rule.
fn unscored(draft: &mut Draft) {
    if draft.broken || draft.rubric.rounds.is_empty() || !draft.rubric.rounds.iter().all(|round| round.from_data) {
        return;
    }
    let leaves = draft.rubric.leaves().filter(|(_, leaf)| !leaf.rule.is_computable());
    let found: Vec<Problem> =
        leaves.map(|(_, leaf)| wording::nobody_scores(&leaf.code).of_node(&leaf.code).at(leaf.place.clone())).collect();
    for problem in found {
        let at = position(&problem.place);
        draft.report(problem, at);
    }
}

fn offices(draft: &mut Draft) {
    let known: Vec<String> = draft.rubric.offices.iter().map(|office| office.id.clone()).collect();
    for (office, at) in std::mem::take(&mut draft.offices_named) {
        if !known.contains(&office) {
            draft.report(wording::unknown_office(&office, &known), at);
        }
    }
}

/// A ceiling must name a band, and both it and an adjustment must say when they apply.
fn ceilings(draft: &mut Draft) {
    let known: Vec<String> = draft.rubric.bands.iter().map(|band| band.name.clone()).collect();
    let bands: Vec<String> = draft.rubric.gates.iter().map(|gate| gate.band.clone()).collect();
    let (ceilings, adjustments) = (std::mem::take(&mut draft.ceilings), std::mem::take(&mut draft.adjustments));
    for (band, (at, _)) in bands.iter().zip(&ceilings).filter(|(band, _)| !known.contains(band)) {
        draft.report(wording::unknown_band(band, &known), *at);
    }
    if draft.broken {
        return;
    }
    for (at, _) in ceilings.into_iter().chain(adjustments).filter(|(_, said)| !said) {
        draft.report(wording::no_condition(), at);
    }
}

fn bands(draft: &mut Draft) {
    let lowest = draft.rubric.bands.last().map(|band| (band.name.clone(), band.from));
    if let (Some((name, from)), Some(at)) = (lowest, draft.bands.last().copied())
        && from > Decimal::ZERO
    {
        draft.report(wording::bands_leave_gap(&name, from), at);
    }
}

/// A parent that states a maximum must state the sum of its parts.
fn sums(draft: &mut Draft) {
    let wrong: Vec<Problem> = draft
        .rubric
        .all()
        .filter(|(_, node)| !node.is_leaf())
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
        let at = position(&problem.place);
        draft.report(problem, at);
    }
}

/// Runs every example.
pub(crate) fn examples(draft: &mut Draft) {
    let mut found: Vec<Problem> = Vec::new();
    for (_, node) in draft.rubric.leaves() {
        for example in &node.examples {
            let problem = match &example.choice {
                Some(label) => choice_example(node, label, example.points),
                None => rule_example(node, example, draft.rubric.rounding),
            };
            found.extend(problem.map(|problem| problem.of_node(&node.code).at(example.place.clone())));
        }
    }
    for problem in found {
        let at = position(&problem.place);
        draft.report(problem, at);
    }
}

fn choice_example(node: &Node, label: &str, expected: Points) -> Option<Problem> {
    match node.choices.iter().find(|choice| choice.label == label) {
        Some(choice) if choice.points == expected => None,
        Some(choice) => Some(wording::example_differs(expected, choice.points)),
        None => {
            let labels: Vec<&str> = node.choices.iter().map(|choice| choice.label.as_str()).collect();
            Some(wording::example_choice(label, &labels))
        }
    }
}

fn rule_example(node: &Node, example: &Example, rounding: Rounding) -> Option<Problem> {
    if example.figures.len() != node.asks.len() {
        return Some(wording::example_figures(example.figures.len(), &node.asks));
    }
    let round = |points: Points| match rounding.leaf {
        Some(digits) => Points::new(rounding.mode.round(points.value(), digits)).unwrap_or(points),
        None => points,
    };
    match with_example(node, example, |inputs| node.rule.points(inputs, node.max)) {
        Ok(Some(points)) if round(points) == example.points => None,
        Ok(Some(points)) => Some(wording::example_differs(example.points, round(points))),
        Ok(None) => Some(wording::example_without_rule()),
        // The name was reported where the rule says it.
        Err(Fault::UnknownFigure(_)) => None,
        Err(fault) => {
            let why = scoring::wording::fault(&fault, node);
            let trace = fault.trace();
            Some(wording::example_fails(&why, trace.first().map(|frame| &frame.place)).with_trace(trace))
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
