//! What a rule of words measures: one figure, or the percentage of two.

use super::{Fault, Figures};
use crate::{Lang, Text};
use rust_decimal::Decimal;

/// An exact fraction, so that `1/3` meets a threshold without being rounded first. The denominator is not 0.
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
    pub fn compare(&self, threshold: Decimal) -> Result<std::cmp::Ordering, Fault> {
        let right = threshold.checked_mul(self.denominator).ok_or(Fault::Overflow)?;
        Ok(self.numerator.cmp(&right))
    }

    /// The value times `factor / divisor`, divided once at the end; `None` on overflow.
    pub fn times(&self, factor: Decimal, divisor: Decimal) -> Option<Decimal> {
        self.numerator.checked_mul(factor)?.checked_div(self.denominator.checked_mul(divisor)?)
    }

    /// The value, to 28 digits; `None` on overflow.
    pub fn value(&self) -> Option<Decimal> {
        self.numerator.checked_div(self.denominator)
    }
}

/// What is measured. Figures are named, and label and name are kept for the explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// One figure as it is: a count, an amount, a rate already in percent.
    Figure(String),
    /// 100 × the first figure over the second.
    Percent(String, String),
}

impl Measure {
    /// Measures.
    ///
    /// # Errors
    /// [`Fault::UnknownFigure`], [`Fault::ZeroDenominator`], [`Fault::Overflow`].
    pub fn of(&self, figures: Figures<'_>) -> Result<Ratio, Fault> {
        let get = |name: &String| figures.get(name).ok_or_else(|| Fault::UnknownFigure(name.clone()));
        match self {
            Self::Figure(name) => Ok(Ratio::whole(get(name)?)),
            Self::Percent(part, whole) => {
                let hundredfold = get(part)?.checked_mul(Decimal::ONE_HUNDRED).ok_or(Fault::Overflow)?;
                Ratio::new(hundredfold, get(whole)?).ok_or_else(|| Fault::ZeroDenominator(whole.clone()))
            }
        }
    }

    /// The names of the figures it reads.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Figure(name) => vec![name],
            Self::Percent(part, whole) => vec![part, whole],
        }
    }

    /// What is measured, in words; `label` gives the words for a figure's name.
    pub fn explain(&self, label: &dyn Fn(&str) -> String) -> Text {
        match self {
            Self::Figure(name) => Text::same(label(name)),
            Self::Percent(part, whole) => {
                let (part, whole) = (label(part), label(whole));
                Text::new(format!("tỷ lệ {part} / {whole}"), format!("{part} / {whole}, as a percentage"))
            }
        }
    }

    /// A value of this measure as people write it: `80 %` or `3`.
    pub fn value_text(&self, value: Decimal, lang: Lang) -> String {
        match self {
            Self::Figure(_) => lang.number(value),
            Self::Percent(..) => format!("{} %", lang.number(value)),
        }
    }
}
