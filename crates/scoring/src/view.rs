//! A unit's result as code of a rubric sees it: for ceilings of bands, adjustments and results that are words.

use crate::{Points, Rubric, Unit, UnitResult};
use rust_decimal::Decimal;

/// A unit with its result so far.
#[derive(Debug, Clone, Copy)]
pub struct UnitView<'a> {
    /// The rubric.
    pub rubric: &'a Rubric,
    /// The unit.
    pub unit: &'a Unit,
    /// Its result; ranks are not known yet.
    pub result: &'a UnitResult,
}

impl UnitView<'_> {
    /// The final points of a node, by code; `None` while they are missing or for an unknown code.
    pub fn points(&self, code: &str) -> Option<Points> {
        self.rubric.find(code).and_then(|id| self.result.nodes[id.0].points)
    }

    /// The score before rounding.
    pub fn exact_score(&self) -> Option<Decimal> {
        self.result.exact
    }

    /// The band, or the word, of a result beside the total.
    pub fn band_of(&self, id: &str) -> Option<&str> {
        let at = self.rubric.results.iter().position(|result| result.id == id)?;
        self.result.results.get(at)?.band.as_deref()
    }

    /// The value of a result beside the total.
    pub fn value_of(&self, id: &str) -> Option<Decimal> {
        let at = self.rubric.results.iter().position(|result| result.id == id)?;
        self.result.results.get(at)?.value
    }

    /// How many leaves that count got 0.
    pub fn zeros(&self) -> usize {
        let leaves = self.rubric.leaves().map(|(id, _)| &self.result.nodes[id.0]);
        leaves.filter(|leaf| !leaf.is_out() && leaf.points == Some(Points::ZERO)).count()
    }
}
