//! Ranks and quantiles of exact decimals.

use rust_decimal::Decimal;

/// Competition ranks (1, 2, 2, 4), the largest value first; `None` stays unranked.
pub fn competition_ranks(values: &[Option<Decimal>]) -> Vec<Option<usize>> {
    let mut sorted: Vec<Decimal> = values.iter().flatten().copied().collect();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    values.iter().map(|value| value.map(|value| 1 + sorted.partition_point(|other| *other > value))).collect()
}

/// Quantiles with linear interpolation (type 7) of unsorted values; `None` for no values or on overflow. Shares are 0–1.
pub fn quantiles<const N: usize>(values: &[Decimal], shares: [Decimal; N]) -> Option<[Decimal; N]> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let last = Decimal::from(sorted.len().checked_sub(1)?);
    let mut found = [Decimal::ZERO; N];
    for (slot, share) in found.iter_mut().zip(shares) {
        let position = last.checked_mul(share)?;
        let below = usize::try_from(position.floor()).ok()?;
        let low = *sorted.get(below)?;
        let high = *sorted.get(below + 1).unwrap_or(&low);
        *slot = low.checked_add((high - low).checked_mul(position.fract())?)?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_rank_and_leave_a_gap() {
        let values = [Some(70), Some(90), None, Some(70), Some(10)].map(|value| value.map(Decimal::from));
        assert_eq!(competition_ranks(&values), [Some(2), Some(1), None, Some(2), Some(4)]);
    }

    #[test]
    fn quartiles_interpolate() {
        let values: Vec<Decimal> = [1, 2, 3, 4].map(Decimal::from).to_vec();
        let shares = [Decimal::new(25, 2), Decimal::new(5, 1), Decimal::new(75, 2)];
        assert_eq!(quantiles(&values, shares), Some([Decimal::new(175, 2), Decimal::new(25, 1), Decimal::new(325, 2)]));
        assert_eq!(quantiles(&[], shares), None);
    }
}
