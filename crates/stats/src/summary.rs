//! Samples by key, and what is known about each: the one place where statistics are worked out.

use crate::Error;
use crate::error::frame;
use polars::prelude::{Column, DataFrame, DataType, Expr, IntoLazy, NamedFrom, Series, SortMultipleOptions, col};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The observations of several samples in one long frame, with the exact values beside it.
pub(crate) struct Samples {
    keys: Vec<u32>,
    values: Vec<Option<f64>>,
    full: Vec<Option<bool>>,
    zero: Vec<Option<bool>>,
    exact: Vec<Vec<Decimal>>,
}

impl Samples {
    /// No observations yet, for the keys from 0 up to `keys`; `rows` observations are expected.
    pub(crate) fn new(keys: usize, rows: usize) -> Self {
        Self {
            keys: Vec::with_capacity(rows),
            values: Vec::with_capacity(rows),
            full: Vec::with_capacity(rows),
            zero: Vec::with_capacity(rows),
            exact: vec![Vec::with_capacity(rows.checked_div(keys).unwrap_or(0)); keys],
        }
    }

    /// Adds an observation, `None` when it is missing, and the most that it could have been.
    pub(crate) fn push(&mut self, key: usize, value: Option<Decimal>, max: Option<Decimal>) -> Result<(), Error> {
        self.keys.push(u32::try_from(key).map_err(|_| Error::Overflow)?);
        self.values.push(value.and_then(|value| value.to_f64()));
        self.full.push(value.zip(max).map(|(value, max)| value >= max));
        self.zero.push(value.map(|value| value.is_zero()));
        if let Some((sample, value)) = self.exact.get_mut(key).zip(value) {
            sample.push(value);
        }
        Ok(())
    }

    /// One summary a key, in order of the keys; a key without observations has an empty one.
    pub(crate) fn summarise(self) -> Result<Vec<Summary>, Error> {
        let columns: [Series; 4] = [
            Series::new("key".into(), self.keys),
            Series::new("value".into(), self.values),
            Series::new("full".into(), self.full),
            Series::new("zero".into(), self.zero),
        ];
        let long = DataFrame::new_infer_height(columns.into_iter().map(Column::from).collect()).map_err(frame)?;
        let counted = long
            .lazy()
            .group_by([col("key")])
            .agg([
                count(col("value").count(), "n"),
                count(col("value").null_count(), "missing"),
                count(col("full").sum(), "full"),
                count(col("zero").sum(), "zero"),
                col("value").std(1).alias("sd"),
            ])
            .sort(["key"], SortMultipleOptions::default())
            .collect()
            .map_err(frame)?;
        let mut summaries = exact(&self.exact)?;
        read_counts(&counted, &mut summaries)?;
        Ok(summaries)
    }
}

fn count(expression: Expr, name: &str) -> Expr {
    expression.cast(DataType::Int64).alias(name)
}

/// What is known about one sample.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Summary {
    /// Known observations.
    pub(crate) n: i64,
    /// Missing observations.
    pub(crate) missing: i64,
    /// Known observations that reach their maximum.
    pub(crate) full: i64,
    /// Known observations of exactly 0.
    pub(crate) zero: i64,
    /// Sample deviation (n − 1); `None` when n < 2.
    pub(crate) sd: Option<f64>,
    /// Sum of the known observations, exact.
    pub(crate) sum: Decimal,
    /// Lowest, first quartile, median, third quartile and highest; `None` when n is 0.
    pub(crate) five: Option<[Decimal; 5]>,
}

impl Summary {
    /// The mean at 28 digits; `None` when n is 0.
    pub(crate) fn mean(&self) -> Option<Decimal> {
        self.sum.checked_div(self.n.into())
    }

    /// The mean in percent of `max`, 0–100; `None` when n or `max` is 0.
    pub(crate) fn mean_percent(&self, max: Decimal) -> Option<Decimal> {
        self.sum.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(max.checked_mul(self.n.into())?)
    }

    /// A count as a share of n, 0–1 at 28 digits; `None` when n is 0.
    pub(crate) fn share(&self, count: i64) -> Option<Decimal> {
        Decimal::from(count).checked_div(self.n.into())
    }

    /// One of the five numbers: 0 lowest, 2 median, 4 highest.
    pub(crate) fn quartile(&self, at: usize) -> Option<Decimal> {
        self.five.and_then(|five| five.get(at).copied())
    }
}

/// Sums and quantiles, which no binary number may touch.
fn exact(samples: &[Vec<Decimal>]) -> Result<Vec<Summary>, Error> {
    let shares = [Decimal::ZERO, Decimal::new(25, 2), Decimal::new(5, 1), Decimal::new(75, 2), Decimal::ONE];
    let summary = |sample: &Vec<Decimal>| {
        let sum = sample.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value)).ok_or(Error::Overflow)?;
        let five = scoring::quantiles(sample, shares);
        if five.is_none() && !sample.is_empty() {
            return Err(Error::Overflow);
        }
        Ok(Summary { sum, five, ..Summary::default() })
    };
    samples.iter().map(summary).collect()
}

fn read_counts(counted: &DataFrame, summaries: &mut [Summary]) -> Result<(), Error> {
    let integers = |name: &str| counted.column(name).and_then(|column| column.i64()).map_err(frame);
    let (n, missing) = (integers("n")?, integers("missing")?);
    let (full, zero) = (integers("full")?, integers("zero")?);
    let sd = counted.column("sd").and_then(|column| column.f64()).map_err(frame)?;
    let keys = counted.column("key").and_then(|column| column.u32()).map_err(frame)?;
    for (row, key) in keys.iter().enumerate() {
        let Some(summary) = key.and_then(|key| summaries.get_mut(key as usize)) else { continue };
        summary.n = n.get(row).unwrap_or_default();
        summary.missing = missing.get(row).unwrap_or_default();
        summary.full = full.get(row).unwrap_or_default();
        summary.zero = zero.get(row).unwrap_or_default();
        // Equal decimals deviate by exactly 0, whatever their binary neighbours add up to.
        let equal = summary.five.is_some_and(|[lowest, .., highest]| lowest == highest);
        summary.sd = sd.get(row).filter(|_| summary.n > 1).map(|sd| if equal { 0.0 } else { sd });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn summarise(values: &[Option<i64>], max: i64) -> Summary {
        let mut samples = Samples::new(1, values.len());
        for value in values {
            samples.push(0, value.map(|value| Decimal::new(value, 2)), Some(Decimal::new(max, 2))).unwrap();
        }
        samples.summarise().unwrap().remove(0)
    }

    #[test]
    fn one_value_has_no_deviation_and_equal_ones_deviate_by_nothing() {
        assert_eq!(summarise(&[Some(10)], 10).sd, None);
        assert_eq!(summarise(&[Some(10); 7], 10).sd, Some(0.0));
        assert_eq!(summarise(&[None, None], 10), Summary { missing: 2, ..Summary::default() });
    }

    #[test]
    fn keys_without_observations_stay() {
        let mut samples = Samples::new(3, 1);
        samples.push(1, Some(Decimal::ONE), None).unwrap();
        let summaries = samples.summarise().unwrap();
        assert_eq!(summaries.iter().map(|summary| summary.n).collect::<Vec<_>>(), [0, 1, 0]);
        assert_eq!(Samples::new(0, 0).summarise().unwrap(), []);
    }

    proptest! {
        #[test]
        fn the_numbers_are_in_order_and_the_counts_fit(
            values in prop::collection::vec(prop::option::of(0..=400_i64), 0..60),
            turn in 0..60_usize,
        ) {
            let summary = summarise(&values, 400);
            prop_assert_eq!(summary.n + summary.missing, i64::try_from(values.len()).unwrap());
            prop_assert_eq!(summary.zero, i64::try_from(values.iter().filter(|value| **value == Some(0)).count()).unwrap());
            prop_assert_eq!(summary.full, i64::try_from(values.iter().filter(|value| **value == Some(400)).count()).unwrap());
            if let Some((mean, five)) = summary.mean().zip(summary.five) {
                prop_assert!(five[0] <= mean && mean <= five[4]);
                prop_assert!(five.is_sorted());
                let shares = summary.share(summary.full).unwrap() + summary.share(summary.zero).unwrap();
                prop_assert!(shares <= Decimal::ONE);
            }
            prop_assert_eq!(summary.sd.is_some(), summary.n > 1);
            let mut turned = values.clone();
            turned.rotate_left(turn.checked_rem(values.len()).unwrap_or(0));
            prop_assert_eq!(Summary { sd: None, ..summarise(&turned, 400) }, Summary { sd: None, ..summary });
        }
    }
}
