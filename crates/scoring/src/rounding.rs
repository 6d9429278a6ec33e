//! Where and how numbers are rounded: always the rubric's own statement.

use rust_decimal::{Decimal, RoundingStrategy};

/// What becomes of a digit that lies exactly half-way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RoundingMode {
    /// 0.125 → 0.13, the usual way of offices (away from zero).
    #[default]
    HalfUp,
    /// 0.125 → 0.12, to the even neighbour.
    HalfEven,
    /// 0.129 → 0.12, towards zero.
    Down,
}

impl RoundingMode {
    /// `value` at `digits` decimals.
    pub fn round(self, value: Decimal, digits: u32) -> Decimal {
        let strategy = match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::Down => RoundingStrategy::ToZero,
        };
        value.round_dp_with_strategy(digits, strategy)
    }
}

/// The rounding a rubric states: at publication always, at the leaves when it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// Digits of a published score, 0–6; 2 unless the rubric says otherwise.
    pub publication: u32,
    /// Digits of each leaf before it is added up; `None` leaves it exact.
    pub leaf: Option<u32>,
    /// Digits of each domain before the domains make the total; `None` leaves it exact.
    pub domain: Option<u32>,
    /// How a half goes, everywhere.
    pub mode: RoundingMode,
}

impl Default for Rounding {
    fn default() -> Self {
        Self { publication: 2, leaf: None, domain: None, mode: RoundingMode::HalfUp }
    }
}
