//! Why a number is what it is: rule, figures, every round's value and their cells.

use crate::rule::{Basis, Measure, Peers, Rule};
use crate::{Assessment, Facts, NodeId, NodeResult, Place, Points, RoundId, Rubric, Text, Unit, UnitId, groups, leaf};
use rust_decimal::Decimal;

/// A figure that a rule reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Name inside the leaf.
    pub name: String,
    /// Label in sheets.
    pub label: String,
    /// Value as it counts in the last appraisal round; `None` when nobody declared it.
    pub value: Option<Decimal>,
    /// Last year's value, for a rule that looks at it; `None` when it is not known.
    pub last: Option<Decimal>,
    /// The figure over the group, for a rule of code that compares.
    pub peers: Option<Peers>,
    /// The round that declared it; `None` for a data table or a missing value.
    pub round: Option<RoundId>,
    /// Its cell.
    pub place: Option<Place>,
}

/// One round of one leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundLine {
    /// The round.
    pub round: RoundId,
    /// The score typed, with its cell.
    pub entered: Option<(Points, Place)>,
    /// The rule's result, or why there is none; `None` when the rule is entered or the figures are missing.
    pub computed: Option<Result<Points, Text>>,
    /// What counts in this round.
    pub result: NodeResult,
}

/// The account of one node for one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The unit.
    pub unit: UnitId,
    /// The node.
    pub node: NodeId,
    /// The rule as a sentence; empty for a parent.
    pub rule: Text,
    /// The figures it reads.
    pub inputs: Vec<Input>,
    /// Whether the rule looks at last year's figures.
    pub looks_back: bool,
    /// What a rule of words compares with: its measure over the group, in the last round.
    pub peers: Option<Peers>,
    /// Every round, earliest first; for a parent without entries.
    pub rounds: Vec<RoundLine>,
    /// The final result.
    pub result: NodeResult,
    /// For a parent: its children with their final results.
    pub parts: Vec<(NodeId, NodeResult)>,
}

/// Accounts for one node of one unit.
pub fn explain(
    rubric: &Rubric,
    units: &[Unit],
    facts: &Facts,
    assessment: &Assessment,
    (unit, node): (UnitId, NodeId),
) -> Explanation {
    let result = &assessment.results[unit.0];
    let this = rubric.node(node);
    let groups = groups::Groups::new(rubric, units, facts);
    let line = |round: RoundId| {
        let leaf = leaf::Leaf { rubric, facts, units, unit, node, round };
        let entered = facts.score(unit, round, node).map(|entry| (entry.value, facts.place(entry.source)));
        let computed =
            leaf.computed(&groups).map(|outcome| outcome.map_err(|fault| crate::wording::fault(&fault, this)));
        RoundLine { round, entered, computed, result: result.rounds[round.0][node.0] }
    };
    let rounds: Vec<RoundLine> = (0..rubric.rounds.len()).map(|at| line(RoundId(at))).collect();
    let last = RoundId(rubric.rounds.len().saturating_sub(1));
    let leaf = leaf::Leaf { rubric, facts, units, unit, node, round: last };
    let group = groups.of(&leaf);
    let by_figure = matches!(&this.rule, Rule::Code(code) if code.looks_around);
    let of_figure = |name: &str| group.peers(&Measure::new(Basis::Figure(name.to_owned()))).ok();
    let input = |id: &crate::FigureId| {
        let figure = &rubric.figures[id.0];
        let found = (!rubric.rounds.is_empty()).then(|| facts.figure(unit, last, *id)).flatten();
        Input {
            name: figure.name.clone(),
            label: figure.label.clone(),
            last: facts.last_year(unit, *id),
            peers: by_figure.then(|| of_figure(&figure.name)).flatten(),
            value: found.map(|(entry, _)| entry.value),
            round: found.and_then(|(_, round)| round),
            place: found.map(|(entry, _)| facts.place(entry.source)),
        }
    };
    Explanation {
        unit,
        node,
        rule: rubric.explain_rule(node),
        looks_back: this.rule.looks_back(),
        peers: this.rule.compared().and_then(|measure| group.peers(&measure).ok()),
        inputs: this.figures.iter().map(input).collect(),
        rounds,
        result: result.nodes[node.0],
        parts: this.children.iter().map(|child| (*child, result.nodes[child.0])).collect(),
    }
}
