//! Points: exact decimals with a bounded size, so that sums can't overflow.

use rust_decimal::Decimal;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

/// A number of points, exact. Magnitude is at most 10¹²; negative for penalties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(Decimal);

/// Largest magnitude: a hundred thousand summands of this size stay far inside 28 digits.
const LARGEST: u64 = 1_000_000_000_000;

impl Points {
    /// No points at all. Not to be used for a missing score, which is `None`.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Points from a decimal; `None` when its magnitude is over 10¹².
    #[inline]
    pub fn new(value: Decimal) -> Option<Self> {
        // Decimals only make a number smaller than its digits.
        let small = value.mantissa().unsigned_abs() <= u128::from(LARGEST);
        (small || value.abs() <= Decimal::from(LARGEST)).then_some(Self(value))
    }

    /// The decimal.
    #[inline]
    pub fn value(self) -> Decimal {
        self.0
    }

    /// Points times a factor; `None` on overflow.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        self.0.checked_mul(factor).and_then(Self::new)
    }

    /// Points as a percentage of `max`, 0–100; `None` when `max` is 0.
    pub fn percent_of(self, max: Self) -> Option<Decimal> {
        self.0.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(max.0)
    }

    /// Less than none.
    #[inline]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Neither points nor penalty.
    #[inline]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, Add::add)
    }
}

impl FromStr for Points {
    type Err = rust_decimal::Error;
    /// Reads `11.5`: a program's notation, not a clerk's.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let value = Decimal::from_str_exact(text)?;
        Self::new(value).ok_or(rust_decimal::Error::ExceedsMaximumPossibleValue)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.normalize())
    }
}
