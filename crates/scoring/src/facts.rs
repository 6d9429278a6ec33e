//! What was found in the files: unit × node or figure × round → value, each with its cell.

use crate::{CellRef, FigureId, NodeId, Place, Points, RoundId, Rubric, SheetId, UnitId};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A sheet that facts came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRef {
    /// Path inside the campaign, with `/`.
    pub file: String,
    /// Name of the sheet; empty for a CSV.
    pub sheet: String,
}

/// The cell a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The sheet.
    pub sheet: SheetId,
    /// The address.
    pub cell: CellRef,
}

/// A value with its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub source: Source,
}

/// A score of another round found in a sheet: compared with that round, never taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Whose score.
    pub unit: UnitId,
    /// The round it claims to be of.
    pub round: RoundId,
    /// The leaf.
    pub node: NodeId,
    /// The score and its cell.
    pub entry: Entry<Points>,
}

/// Everything that was found for a list of units under a rubric. A slot that holds nothing is missing, which is never 0.
#[derive(Debug, Clone)]
pub struct Facts {
    rounds: usize,
    nodes: usize,
    figures: usize,
    scores: Vec<Option<Entry<Points>>>,
    values: Vec<Option<Entry<Decimal>>>,
    covered: Vec<bool>,
    last: Vec<Option<Decimal>>,
    not_arising: BTreeMap<(UnitId, RoundId, NodeId), Source>,
    /// The sheets that the sources point to.
    pub sheets: Vec<SheetRef>,
    /// Scores of other rounds that sheets repeat.
    pub copies: Vec<Copied>,
    /// Days each unit handed in late, 0 when in time, `None` when it is not known; by unit.
    pub late: Vec<Option<i64>>,
}

impl Facts {
    /// No facts for `units` units; rounds that come from data tables alone cover every unit.
    pub fn new(units: usize, rubric: &Rubric) -> Self {
        let (rounds, nodes, figures) = (rubric.rounds.len(), rubric.nodes.len(), rubric.figures.len());
        Self {
            rounds,
            nodes,
            figures,
            scores: vec![None; units * rounds * nodes],
            values: vec![None; units * (rounds + 1) * figures],
            covered: rubric.rounds.iter().map(|round| round.from_data).collect::<Vec<_>>().repeat(units),
            last: vec![None; units * figures],
            not_arising: BTreeMap::new(),
            sheets: Vec::new(),
            copies: Vec::new(),
            late: vec![None; units],
        }
    }

    fn score_slot(&self, unit: UnitId, round: RoundId, node: NodeId) -> usize {
        (unit.0 * self.rounds + round.0) * self.nodes + node.0
    }

    fn value_slot(&self, unit: UnitId, round: Option<RoundId>, figure: FigureId) -> usize {
        (unit.0 * (self.rounds + 1) + round.map_or(self.rounds, |round| round.0)) * self.figures + figure.0
    }

    /// Records an entered score and returns the one it replaces, which is a fault of the caller's merging.
    pub fn set_score(
        &mut self,
        unit: UnitId,
        round: RoundId,
        node: NodeId,
        entry: Entry<Points>,
    ) -> Option<Entry<Points>> {
        let slot = self.score_slot(unit, round, node);
        self.scores[slot].replace(entry)
    }

    /// Records a declared figure; `round` is `None` for data tables, which count in every round.
    pub fn set_figure(
        &mut self,
        unit: UnitId,
        round: Option<RoundId>,
        figure: FigureId,
        entry: Entry<Decimal>,
    ) -> Option<Entry<Decimal>> {
        let slot = self.value_slot(unit, round, figure);
        self.values[slot].replace(entry)
    }

    /// Records last year's value of a figure.
    pub fn set_last_year(&mut self, unit: UnitId, figure: FigureId, value: Decimal) -> Option<Decimal> {
        self.last[unit.0 * self.figures + figure.0].replace(value)
    }

    /// Last year's value of a figure.
    pub fn last_year(&self, unit: UnitId, figure: FigureId) -> Option<Decimal> {
        self.last[unit.0 * self.figures + figure.0]
    }

    /// Records that a sheet says of a leaf that it does not arise (không phát sinh, không áp dụng).
    pub fn set_not_arising(&mut self, unit: UnitId, round: RoundId, node: NodeId, source: Source) {
        self.not_arising.insert((unit, round, node), source);
    }

    /// Where a sheet says of a leaf that it does not arise.
    pub fn not_arising(&self, unit: UnitId, round: RoundId, node: NodeId) -> Option<Source> {
        self.not_arising.get(&(unit, round, node)).copied()
    }

    /// Notes that a unit handed in a sheet of a round, whatever is in it.
    pub fn cover(&mut self, unit: UnitId, round: RoundId) {
        self.covered[unit.0 * self.rounds + round.0] = true;
    }

    /// Whether a unit has a sheet of a round, or the round needs none.
    pub fn covers(&self, unit: UnitId, round: RoundId) -> bool {
        self.covered[unit.0 * self.rounds + round.0]
    }

    /// The score entered for a leaf in a round.
    pub fn score(&self, unit: UnitId, round: RoundId, node: NodeId) -> Option<Entry<Points>> {
        self.scores[self.score_slot(unit, round, node)]
    }

    /// A figure as it counts in a round: declared there, else in the nearest earlier round, else in a data table.
    /// The round returned is the one that declared it, `None` for a data table.
    pub fn figure(&self, unit: UnitId, round: RoundId, figure: FigureId) -> Option<(Entry<Decimal>, Option<RoundId>)> {
        (0..=round.0)
            .rev()
            .map(|at| Some(RoundId(at)))
            .chain([None])
            .find_map(|at| self.values[self.value_slot(unit, at, figure)].map(|entry| (entry, at)))
    }

    /// The place of a source.
    pub fn place(&self, source: Source) -> Place {
        let SheetRef { file, sheet } = self.sheets[source.sheet.0].clone();
        Place::Cell { file, sheet, cell: source.cell }
    }
}
