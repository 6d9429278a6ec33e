//! The rubric applied to the facts: the same tree with points.

use crate::{Change, NodeId, Points, Problem, RoundId, Source, UnitId};
use rust_decimal::Decimal;

/// How a node's points came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Typed by people.
    Entered,
    /// The rule's result from declared figures, or a parent's sum.
    Computed,
    /// From an earlier appraisal round than the last one.
    Carried,
    /// From a survey.
    Survey,
    /// It does not arise for the unit (không phát sinh).
    NotArising,
    /// It is not assigned to the unit (không được giao).
    NotAssigned,
    /// Changed by an adjustment of the total.
    Adjusted,
    /// Not known.
    Missing,
}

impl Status {
    /// The word in files: `entered`, `not_arising` …
    pub fn code(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Computed => "computed",
            Self::Carried => "carried",
            Self::Survey => "survey",
            Self::NotArising => "not_arising",
            Self::NotAssigned => "not_assigned",
            Self::Adjusted => "adjusted",
            Self::Missing => "missing",
        }
    }
}

/// The points of one node for one unit, in one round or finally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeResult {
    /// The points; `None` when they, or those of any part, are missing.
    pub points: Option<Points>,
    /// The sum of what is known; equal to `points` when nothing is missing.
    pub known: Points,
    /// What the missing leaves could add at most: their maxima, where points are added up.
    pub unknown: Points,
    /// The maximum that counts for this unit.
    pub max: Points,
    /// How it came about.
    pub status: Status,
    /// The round a final value is from; `None` for parents and missing leaves.
    pub from: Option<RoundId>,
    /// The cell it stands in, or the cell of the first figure of a computed leaf.
    pub source: Option<Source>,
}

impl NodeResult {
    /// Nothing known of a node with this maximum.
    pub fn missing(max: Points) -> Self {
        Self { points: None, known: Points::ZERO, unknown: max, max, status: Status::Missing, from: None, source: None }
    }

    /// The points to show: none for what does not count.
    pub fn shown(&self) -> Option<Points> {
        self.points.filter(|_| !self.is_out())
    }

    /// Whether it counts neither for nor against the unit: it does not arise or is not assigned, and its maximum is out.
    pub fn is_out(&self) -> bool {
        self.max.is_zero() && matches!(self.status, Status::NotArising | Status::NotAssigned)
    }
}

/// The result of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitResult {
    /// Whose result.
    pub unit: UnitId,
    /// Final points by node.
    pub nodes: Vec<NodeResult>,
    /// Points of each round by node.
    pub rounds: Vec<Vec<NodeResult>>,
    /// Sum of the known points.
    pub raw: Points,
    /// The maximum that counts.
    pub max: Points,
    /// Maxima of the missing leaves.
    pub unknown: Points,
    /// Published score, rounded; `None` while anything is missing.
    pub score: Option<Decimal>,
    /// The score before it is rounded; `None` while anything is missing.
    pub exact: Option<Decimal>,
    /// The adjustments that apply, by their place in the rubric, with what each changes.
    pub adjustments: Vec<(usize, Points)>,
    /// The results beside the total, in the order of the rubric.
    pub results: Vec<NamedValue>,
    /// The published score if every missing leaf got 0, and if it got its maximum. Both equal the score when nothing is missing.
    pub possible: (Decimal, Decimal),
    /// Rank among the units with a score, 1 the best.
    pub rank: Option<usize>,
    /// Place in [`Rubric::bands`](crate::Rubric::bands).
    pub band: Option<usize>,
    /// Days it handed in late, `None` when not known.
    pub late: Option<i64>,
}

/// A result beside the total.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedValue {
    /// Its published value; `None` while anything in it is missing, or for a word.
    pub value: Option<Decimal>,
    /// Rank among the units that have a value.
    pub rank: Option<usize>,
    /// Its band, or the word.
    pub band: Option<String>,
}

/// The rubric applied to the facts of all units.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// One result a unit, in the order of the units.
    pub results: Vec<UnitResult>,
    /// Comparison with last year by unit; empty when there is no last year.
    pub changes: Vec<Option<Change>>,
    /// What the engine found.
    pub problems: Vec<Problem>,
}

impl Assessment {
    /// The final points of a node for a unit.
    pub fn points(&self, unit: UnitId, node: NodeId) -> Option<Points> {
        self.results[unit.0].nodes[node.0].points
    }

    /// The mean published score, how many units are above it, and how many have a score; `None` without any.
    pub fn above_mean(&self) -> Option<(Decimal, usize, usize)> {
        let scores: Vec<Decimal> = self.results.iter().filter_map(|result| result.score).collect();
        let sum = scores.iter().try_fold(Decimal::ZERO, |sum, score| sum.checked_add(*score))?;
        let mean = sum.checked_div(Decimal::from(scores.len()))?;
        Some((mean, scores.iter().filter(|score| **score > mean).count(), scores.len()))
    }

    /// Results in order of rank, the unranked last; equal ranks in the order of the units.
    pub fn ranking(&self) -> Vec<&UnitResult> {
        let mut order: Vec<&UnitResult> = self.results.iter().collect();
        order.sort_by_key(|result| (result.rank.unwrap_or(usize::MAX), result.unit));
        order
    }

    /// The change of a unit since last year.
    pub fn change(&self, unit: UnitId) -> Option<&Change> {
        self.changes.get(unit.0).and_then(Option::as_ref)
    }
}
