//! How a parent's points come from its children's.

use crate::{Fault, Points};
use rust_decimal::{Decimal, MathematicalOps};
use std::fmt;
use std::sync::Arc;

/// The function type behind [`Aggregate::Code`]: the children's points in order give the parent's.
pub type Combiner = dyn Fn(&[Points]) -> Result<Points, Fault> + Send + Sync;

/// How a parent's points come from its children's.
#[derive(Clone, Default)]
pub enum Aggregate {
    /// Their sum.
    #[default]
    Sum,
    /// Their mean.
    Mean,
    /// Their mean, each with its weight.
    WeightedMean,
    /// The n-th root of their product, to 20 digits.
    GeometricMean,
    /// A function of the rubric, with its text for people.
    Code(Arc<Combiner>, String),
}

impl fmt::Debug for Aggregate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Aggregate {
    /// The word for it in files: `sum`, `mean`, `weighted_mean`, `geometric_mean`, `code`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::WeightedMean => "weighted_mean",
            Self::GeometricMean => "geometric_mean",
            Self::Code(..) => "code",
        }
    }

    /// The points from parts with their weights; no parts give 0.
    ///
    /// # Errors
    /// [`Fault::Overflow`], [`Fault::OutOfRange`] for a negative factor of a geometric mean, or the fault of the code.
    pub fn of(&self, parts: &[(Points, Decimal)]) -> Result<Points, Fault> {
        let count = Decimal::from(parts.len());
        if parts.is_empty() {
            return Ok(Points::ZERO);
        }
        let over =
            |sum: Points, count: Decimal| sum.value().checked_div(count).and_then(Points::new).ok_or(Fault::Overflow);
        match self {
            Self::Sum => Ok(parts.iter().map(|(points, _)| *points).sum()),
            Self::Mean => over(parts.iter().map(|(points, _)| *points).sum(), count),
            Self::WeightedMean => {
                let mut sum = Points::ZERO;
                let mut weights = Decimal::ZERO;
                for (points, weight) in parts {
                    sum = sum + points.times(*weight).ok_or(Fault::Overflow)?;
                    weights += *weight;
                }
                over(sum, weights)
            }
            Self::GeometricMean => geometric(parts, count),
            Self::Code(function, _) => function(&parts.iter().map(|(points, _)| *points).collect::<Vec<_>>()),
        }
    }
}

fn geometric(parts: &[(Points, Decimal)], count: Decimal) -> Result<Points, Fault> {
    let mut product = Decimal::ONE;
    for (points, _) in parts {
        if *points < Points::ZERO {
            return Err(Fault::OutOfRange(*points));
        }
        product = product.checked_mul(points.value()).ok_or(Fault::Overflow)?;
    }
    if product.is_zero() {
        return Ok(Points::ZERO);
    }
    let root = product.checked_powd(Decimal::ONE / count).ok_or(Fault::Overflow)?;
    // The library's root is a digit or two short of the type's 28; one step of Newton's method brings them back.
    let power = (1..parts.len()).try_fold(Decimal::ONE, |power, _| power.checked_mul(root)).ok_or(Fault::Overflow)?;
    let better = product.checked_div(power).and_then(|rest| ((count - Decimal::ONE) * root).checked_add(rest));
    let better = better.and_then(|sum| sum.checked_div(count)).ok_or(Fault::Overflow)?;
    // Digits beyond the twentieth are noise: a root that is exact comes out exact.
    Points::new(better.round_dp(20)).ok_or(Fault::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(values: &[&str]) -> Vec<(Points, Decimal)> {
        values.iter().map(|value| (value.parse().unwrap(), Decimal::ONE)).collect()
    }

    #[test]
    fn means_are_exact_where_they_can_be() {
        assert_eq!(Aggregate::Mean.of(&parts(&["1", "2"])).unwrap().to_string(), "1.5");
        assert_eq!(Aggregate::GeometricMean.of(&parts(&["1", "8", "27"])).unwrap().to_string(), "6");
        assert_eq!(Aggregate::GeometricMean.of(&parts(&["0.5", "0.5", "0.5"])).unwrap().to_string(), "0.5");
        assert_eq!(Aggregate::GeometricMean.of(&parts(&["0", "5"])).unwrap(), Points::ZERO);
        assert!(Aggregate::GeometricMean.of(&parts(&["-1", "5"])).is_err());
        let root = Aggregate::GeometricMean.of(&parts(&["0.7", "1", "1"])).unwrap().to_string();
        assert_eq!(root, "0.88790400174260070843");
    }

    #[test]
    fn weights_need_not_add_up_to_one() {
        let parts: Vec<(Points, Decimal)> =
            [("10", 5), ("8", 15)].map(|(points, weight)| (points.parse().unwrap(), Decimal::from(weight))).to_vec();
        assert_eq!(Aggregate::WeightedMean.of(&parts).unwrap().to_string(), "8.5");
    }
}
