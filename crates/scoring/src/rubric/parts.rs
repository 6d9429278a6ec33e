//! What a rubric says beside its tree: rounds, bands, offices, names of depths.

use crate::Text;
use rust_decimal::Decimal;

/// Who gives the scores of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundKind {
    /// The unit scores itself; never final.
    SelfAssessment,
    /// An office or council appraises.
    Appraisal,
}

/// A round of scoring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Short name used in files: `self`, `round1`.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// Who scores.
    pub kind: RoundKind,
    /// A blank in this round is "not appraised yet" and is not filled from an earlier round.
    pub required: bool,
    /// Nobody hands in a sheet: the points come from figures of data tables alone, for every unit.
    pub from_data: bool,
}

impl Round {
    /// A round with sheets that is not required.
    pub fn new(id: impl Into<String>, title: impl Into<String>, kind: RoundKind) -> Self {
        Self { id: id.into(), title: title.into(), kind, required: false, from_data: false }
    }
}

/// A class of published scores: from a bound up to the next band's bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Name as printed: `A`.
    pub name: String,
    /// Lowest published score of the band, included.
    pub from: Decimal,
}

/// An office that appraises some of the criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Short name used in files: `NV`.
    pub id: String,
    /// Title as printed.
    pub title: String,
}

/// The name of one depth of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Word for files: `domain`, `criterion`, `subcriterion`, or the rubric's own.
    pub id: String,
    /// Word for people, in both languages.
    pub title: Text,
}
