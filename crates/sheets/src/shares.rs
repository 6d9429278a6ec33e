//! A column of scores that looks as if it held shares of the maximum: only some formats say how a cell shows.

use crate::body::Body;
use rust_decimal::Decimal;

/// Scores under a maximum above 1 that must all be at most 1 before the column is doubted.
const FEW: usize = 8;

/// Whether every score other than 0 of the leaves with a maximum above 1 is at most 1, where there are enough of them to
/// be no accident: shares then, typed as `0,9` for 90 %, of which a sheet of points would hardly be made.
pub(crate) fn suspected(body: &Body<'_>) -> bool {
    let large = body.reading.scores.iter().filter_map(|(node, points, _)| {
        let max = body.max(*node);
        (max > Decimal::ONE && !points.is_zero()).then(|| (points.value(), max))
    });
    let large: Vec<(Decimal, Decimal)> = large.collect();
    let full = |(points, max): &(Decimal, Decimal)| *points == Decimal::ONE && *max >= Decimal::TWO;
    large.len() >= FEW
        && large.iter().all(|(points, _)| *points <= Decimal::ONE)
        && large.iter().filter(|leaf| full(leaf)).count() * 4 >= large.len()
}
