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
    pub fn whole(value: Decimal) -> Self {
        Self { numerator: value, denominator: Decimal::ONE }
    }

    /// `numerator / denominator`; `None` when the denominator is 0.
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
    pub fn compare(&self, threshold: Decimal) -> Result<Ordering, Fault> {
        let right = threshold.checked_mul(self.denominator).ok_or(Fault::Overflow)?;
        Ok(self.numerator.cmp(&right))
    }

    /// The value less a number, still exact.
    ///
    /// # Errors
    /// [`Fault::Overflow`].
    pub fn minus(&self, value: Decimal) -> Result<Self, Fault> {
        let taken = value.checked_mul(self.denominator).ok_or(Fault::Overflow)?;
        let numerator = self.numerator.checked_sub(taken).ok_or(Fault::Overflow)?;
        Ok(Self { numerator, denominator: self.denominator })
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
