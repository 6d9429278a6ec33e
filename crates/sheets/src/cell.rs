//! Judges one cell: a score, a figure, or why it is neither.

use crate::number::{Parsed, Typed, parse};
use rust_decimal::Decimal;
use scoring::{Node, Points, Value};

/// Digits kept of a score.
const DIGITS: u32 = 6;

/// Digits kept of a figure: what lies beyond them is noise of binary numbers.
const FIGURE_DIGITS: u32 = 12;

/// Why a cell is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    AboveMaximum(Decimal),
    Negative(Decimal),
    OffStep(Decimal, Decimal),
    NotAllowed(Decimal),
    NotANumber,
    Dash,
    ErrorCell,
    Date,
    Uncalculated,
    /// Two readings.
    Ambiguous(Decimal, Decimal),
}

/// Why a cell that is taken should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// `0,5/1`.
    Fraction,
    /// More digits than are kept.
    Rounded,
    /// `1.234` read as 1,234 under a large maximum.
    Thousands(Decimal),
}

/// What a cell comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Blank,
    Take(Decimal, Option<Doubt>),
    Refuse(Fault),
}

/// Words by which a sheet says that a criterion does not arise for its unit, folded.
const NOT_ARISING: [&str; 9] = [
    "khong phat sinh",
    "kps",
    "khong ap dung",
    "khong thuoc doi tuong",
    "khong duoc giao",
    "khong danh gia",
    "n a",
    "na",
    "not applicable",
];

/// Whether a score cell says that the criterion does not arise: "không phát sinh", "không áp dụng", "N/A".
pub(crate) fn does_not_arise(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Text(text)) if text.len() < 64 => NOT_ARISING.contains(&scoring::fold(text).as_str()),
        _ => false,
    }
}

/// A cell as a bare number, before any rule about it.
fn reading(value: Option<&Value>) -> Result<Parsed, Fault> {
    Ok(match value {
        None => Parsed::Blank,
        Some(Value::Number(value)) => Parsed::Number(Typed { value: *value, or: None }),
        Some(Value::Text(text)) if text.trim_start().starts_with('#') => return Err(Fault::ErrorCell),
        Some(Value::Text(text)) => parse(text),
        Some(Value::Bool(_)) => Parsed::Not,
        Some(Value::Date(..)) => return Err(Fault::Date),
        Some(Value::Error(_)) => return Err(Fault::ErrorCell),
        Some(Value::Uncalculated(_)) => return Err(Fault::Uncalculated),
    })
}

/// The number in a cell whatever it is worth, for sums and comparisons.
pub(crate) fn plain(value: Option<&Value>) -> Option<Decimal> {
    match reading(value).ok()? {
        Parsed::Number(typed) => Some(rounded(typed.value, DIGITS).0),
        Parsed::Fraction(value, _) => Some(value),
        _ => None,
    }
}

fn rounded(value: Decimal, digits: u32) -> (Decimal, bool) {
    if value.scale() <= digits {
        return (value, false);
    }
    let kept = scoring::RoundingMode::HalfUp.round(value, digits);
    (kept, (kept - value).abs() > Decimal::new(1, 9))
}

/// A score of a leaf.
pub(crate) fn score(value: Option<&Value>, node: &Node, step: Option<Decimal>) -> Verdict {
    let max = node.max.value();
    let (value, mut doubt) = match reading(value) {
        Err(fault) => return Verdict::Refuse(fault),
        Ok(Parsed::Blank) => return Verdict::Blank,
        Ok(Parsed::Dash) => return Verdict::Refuse(Fault::Dash),
        Ok(Parsed::Fraction(value, whole)) if whole == max && !max.is_zero() => (value, Some(Doubt::Fraction)),
        Ok(Parsed::Not | Parsed::Fraction(..)) => return Verdict::Refuse(Fault::NotANumber),
        Ok(Parsed::Number(Typed { value, or: Some(other) })) if max >= Decimal::ONE_THOUSAND => {
            (value, Some(Doubt::Thousands(other)))
        }
        Ok(Parsed::Number(typed)) => (typed.value, None),
    };
    let (value, cut) = rounded(value, DIGITS);
    if cut && doubt.is_none() {
        doubt = Some(Doubt::Rounded);
    }
    match limits(value, node, step) {
        Some(fault) => Verdict::Refuse(fault),
        None => Verdict::Take(value, doubt),
    }
}

fn limits(value: Decimal, node: &Node, step: Option<Decimal>) -> Option<Fault> {
    let max = node.max.value();
    if value < max.min(Decimal::ZERO) {
        return Some(Fault::Negative(value));
    }
    if value > max.max(Decimal::ZERO) {
        return Some(Fault::AboveMaximum(value));
    }
    if node.rule.is_computable() || node.computed {
        return None;
    }
    if !node.choices.is_empty() {
        let allowed = node.choices.iter().any(|choice| choice.points.value() == value);
        return (!allowed).then_some(Fault::NotAllowed(value));
    }
    let step = step.filter(|step| !step.is_zero())?;
    let off = value.checked_rem(step).is_none_or(|rest| !rest.is_zero());
    // the maximum itself is always a score, even where it is no multiple of the step
    (off && value != max).then_some(Fault::OffStep(value, step))
}

/// A declared figure: any number from 0 up, in one reading only.
pub(crate) fn figure(value: Option<&Value>) -> Verdict {
    match reading(value) {
        Err(fault) => Verdict::Refuse(fault),
        Ok(Parsed::Blank) => Verdict::Blank,
        Ok(Parsed::Dash) => Verdict::Refuse(Fault::Dash),
        Ok(Parsed::Not | Parsed::Fraction(..)) => Verdict::Refuse(Fault::NotANumber),
        Ok(Parsed::Number(Typed { value, or: Some(other) })) => Verdict::Refuse(Fault::Ambiguous(value, other)),
        Ok(Parsed::Number(Typed { value, .. })) => {
            let (value, cut) = rounded(value, FIGURE_DIGITS);
            if value < Decimal::ZERO {
                Verdict::Refuse(Fault::Negative(value))
            } else if Points::new(value).is_none() {
                Verdict::Refuse(Fault::NotANumber)
            } else {
                Verdict::Take(value, cut.then_some(Doubt::Rounded))
            }
        }
    }
}
