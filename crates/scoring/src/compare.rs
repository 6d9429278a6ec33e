//! Comparison with the result published last year.

use crate::{Assessment, Unit, UnitId, competition_ranks};
use rust_decimal::Decimal;

/// Last year's published result of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Previous {
    /// Published score.
    pub score: Decimal,
    /// Published rank; worked out from the scores when the file has none.
    pub rank: Option<usize>,
}

/// What changed for a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Last year's score.
    pub score: Decimal,
    /// Last year's rank.
    pub rank: Option<usize>,
    /// This year's published score less last year's; `None` while the unit has no score.
    pub score_change: Option<Decimal>,
    /// Ranks won since last year, positive when the unit moved up; `None` without both ranks.
    pub rank_change: Option<i64>,
}

/// Compares every unit with last year. `previous` is by unit; ranks that it lacks are competition ranks of its scores.
pub fn compare(assessment: &Assessment, units: &[Unit], previous: &[Option<Previous>]) -> Vec<Option<Change>> {
    let scores: Vec<Option<Decimal>> = previous.iter().map(|last| last.map(|last| last.score)).collect();
    let ranks = competition_ranks(&scores);
    let change = |at: usize| {
        let last = previous.get(at).copied().flatten()?;
        let result = &assessment.results[UnitId(at).0];
        let rank = last.rank.or(ranks[at]);
        let moved = |now: usize, then: usize| Some(i64::try_from(then).ok()? - i64::try_from(now).ok()?);
        Some(Change {
            score: last.score,
            rank,
            score_change: result.score.map(|score| score - last.score),
            rank_change: result.rank.zip(rank).and_then(|(now, then)| moved(now, then)),
        })
    };
    (0..units.len()).map(change).collect()
}
