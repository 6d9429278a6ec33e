//! Exact fractions: a threshold is met by multiplying, never by dividing first.

use super::Fault;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// An exact fraction, so that `1/3` meets a threshold without being rounded first. The denominator is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: Decimal,
    denominator: Decimal,
}

impl Ratio {
    /// A whole value.
    #[inline]
    pub fn whole(value: Decimal) -> Self {
        Self { numerator: value, denominator: Decimal::ONE }
    }

    /// `numerator / denominator`; `None` when the denominator is 0.
    #[inline]
    pub fn new(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        if denominator.is_zero() {
            None
        } else if denominator.is_sign_negative() {
            Some(Self { numerator: -numerator, denominator: -denominator })
        } else {
            Some(Self { numerator, denominator })
        }
    }

    /// Compares with a threshold by multiplying, not by dividing.
    ///
    /// # Errors
    /// [`Fault::Overflow`].
    #[inline]
    pub fn compare(&self, threshold: Decimal) -> Result<Ordering, Fault> {
        match self.compare_whole(threshold) {
            Some(order) => Ok(order),
            None => self.compare_any(threshold),
        }
    }

    fn compare_any(&self, threshold: Decimal) -> Result<Ordering, Fault> {
        match threshold.checked_mul(self.denominator) {
            Some(right) => Ok(self.numerator.cmp(&right)),
            None => Err(Fault::Overflow),
        }
    }

    /// The same by whole numbers, where neither side is negative or long and both have as many decimals: nearly always.
    #[inline]
    fn compare_whole(&self, threshold: Decimal) -> Option<Ordering> {
        let digits = |value: Decimal| {
            let parts = value.unpack();
            (parts.hi == 0 && !parts.negative).then(|| (u128::from(parts.mid) << 32) | u128::from(parts.lo))
        };
        if self.numerator.scale() != threshold.scale() + self.denominator.scale() {
            return None;
        }
        // Two numbers of 64 bits make one of 128.
        Some(digits(self.numerator)?.cmp(&(digits(threshold)? * digits(self.denominator)?)))
    }

    /// The value less a number, still exact.
    ///
    /// # Errors
    /// [`Fault::Overflow`].
    pub fn minus(&self, value: Decimal) -> Result<Self, Fault> {
        let taken = value.checked_mul(self.denominator);
        match taken.and_then(|taken| self.numerator.checked_sub(taken)) {
            Some(numerator) => Ok(Self { numerator, denominator: self.denominator }),
            None => Err(Fault::Overflow),
        }
    }

    /// The value times `factor / divisor`, divided once at the end; `None` on overflow.
    pub fn times(&self, factor: Decimal, divisor: Decimal) -> Option<Decimal> {
        self.numerator.checked_mul(factor)?.checked_div(self.denominator.checked_mul(divisor)?)
    }

    /// The value, to 28 digits.
    ///
    /// # Errors
    /// [`Fault::Overflow`].
    pub fn value(&self) -> Result<Decimal, Fault> {
        self.numerator.checked_div(self.denominator).ok_or(Fault::Overflow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal() -> impl Strategy<Value = Decimal> {
        // Few decimals, so that both ways of comparing are met; lengths around 32 and 64 bits.
        let digits = prop_oneof![-1_000i64..1_000, Just(i64::from(u32::MAX)), Just(1 << 32), any::<i64>()];
        (digits, 0u32..3).prop_map(|(digits, scale)| Decimal::new(digits, scale))
    }

    proptest! {
        #[test]
        fn both_ways_of_comparing_agree(numerator in decimal(), denominator in decimal(), threshold in decimal()) {
            let Some(ratio) = Ratio::new(numerator, denominator) else { return Ok(()) };
            if let (Some(quick), Ok(order)) = (ratio.compare_whole(threshold), ratio.compare_any(threshold)) {
                prop_assert_eq!(quick, order);
            }
        }

        #[test]
        fn what_lies_on_the_threshold_is_equal(threshold in 0i64..1 << 40, denominator in 1i64..1 << 22, scale in 0u32..3) {
            let (threshold, denominator) = (Decimal::new(threshold, scale), Decimal::from(denominator));
            let ratio = Ratio::new(threshold * denominator, denominator).map(|ratio| ratio.compare(threshold));
            prop_assert_eq!(ratio, Some(Ok(Ordering::Equal)));
        }
    }
}
