//! Judges one cell: a score, a figure, or why it is neither.

use crate::number::{Beside, Parsed, Typed, constant, parse};
use rust_decimal::Decimal;
use scoring::{CellRef, Grid, Look, Node, Points, Value};

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
    /// `0,5/2` where the maximum is another.
    OtherMaximum(Decimal),
    /// `O,5`: what it would be with digits in place of the letters.
    Letters(Decimal),
    /// A percentage where a figure is asked for: what shows, and what is stored or would be.
    Percent(Decimal, Decimal),
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
    /// `50%`, or a number in a cell of percentages: that share of the maximum.
    Percent(Decimal),
    /// The cell's format shows nothing, or something else.
    Hidden,
    /// Something beside the number was passed over.
    Beside(Beside),
    /// A formula of plain numbers, added up here.
    Constant,
    /// The label of an allowed score.
    Choice,
}

/// A cell and how it shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell<'a> {
    pub(crate) value: Option<&'a Value>,
    pub(crate) look: Option<Look>,
}

impl<'a> Cell<'a> {
    pub(crate) fn of(grid: &'a Grid, row: u32, col: u32) -> Self {
        Self { value: grid.get(row, col), look: grid.looks.get(&CellRef::new(row, col)).copied() }
    }

    /// The text of the cell, or the number with its percent sign: as people see it, as far as we know.
    pub(crate) fn display(&self) -> String {
        match (self.value, self.look) {
            (Some(Value::Number(number)), Some(Look::Percent)) => {
                let share = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*number);
                format!("{}%", scoring::Lang::Vi.number(share))
            }
            (value, _) => value.map(Value::display).unwrap_or_default(),
        }
    }
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

/// A cell as it reads, before any rule about it.
fn reading(value: Option<&Value>) -> Result<Parsed, Fault> {
    Ok(match value {
        None => Parsed::Blank,
        Some(Value::Number(value)) => Parsed::Number(Typed { value: *value, or: None }),
        Some(Value::Text(text)) if text.trim_start().starts_with('#') => return Err(Fault::ErrorCell),
        Some(Value::Text(text)) if text.trim_start().starts_with('=') => return Err(Fault::Uncalculated),
        Some(Value::Text(text)) => parse(text),
        Some(Value::Bool(_)) => Parsed::Not,
        Some(Value::Date(..)) => return Err(Fault::Date),
        Some(Value::Error(_)) => return Err(Fault::ErrorCell),
        Some(Value::Uncalculated(_)) => return Err(Fault::Uncalculated),
    })
}

/// The value of a formula that was never calculated and needs no spreadsheet to be.
fn calculated(value: Option<&Value>) -> Option<Decimal> {
    match value {
        Some(Value::Uncalculated(formula)) => constant(formula),
        Some(Value::Text(text)) if text.trim_start().starts_with('=') => constant(text),
        _ => None,
    }
}

/// The number in a cell whatever it is worth, for sums and comparisons.
pub(crate) fn plain(value: Option<&Value>) -> Option<Decimal> {
    match reading(value).ok()? {
        Parsed::Number(typed) => Some(rounded(typed.value, DIGITS).0),
        Parsed::Fraction(value, _) | Parsed::Beside(value, _) => Some(value),
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
pub(crate) fn score(cell: Cell<'_>, node: &Node, step: Option<Decimal>) -> Verdict {
    let (value, mut doubt) = match points(cell, node) {
        Ok(Some(taken)) => taken,
        Ok(None) => return Verdict::Blank,
        Err(fault) => return Verdict::Refuse(fault),
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

/// What a cell says of a leaf's points, before its limits; `None` when it is blank.
fn points(cell: Cell<'_>, node: &Node) -> Result<Option<(Decimal, Option<Doubt>)>, Fault> {
    let max = node.max.value();
    if let Some(value) = calculated(cell.value) {
        return Ok(Some((value, Some(Doubt::Constant))));
    }
    if let Some(points) = chosen(cell.value, node) {
        return Ok(Some((points, Some(Doubt::Choice))));
    }
    Ok(Some(match reading(cell.value)? {
        Parsed::Blank => return Ok(None),
        Parsed::Dash => return Err(Fault::Dash),
        Parsed::Number(Typed { value, .. }) if cell.look == Some(Look::Percent) => {
            share(value.checked_mul(Decimal::ONE_HUNDRED).ok_or(Fault::NotANumber)?, value, max)?
        }
        Parsed::Number(Typed { value, .. }) if cell.look == Some(Look::Replaced) => (value, Some(Doubt::Hidden)),
        Parsed::Number(Typed { value, or: Some(other) }) if max >= Decimal::ONE_THOUSAND => {
            (value, Some(Doubt::Thousands(other)))
        }
        Parsed::Number(typed) => (typed.value, None),
        Parsed::Percent(percent) => share(percent, percent, max)?,
        Parsed::Fraction(value, whole) if whole == max && !max.is_zero() => (value, Some(Doubt::Fraction)),
        Parsed::Fraction(_, whole) => return Err(Fault::OtherMaximum(whole)),
        Parsed::Beside(_, Beside::Noun) | Parsed::Not => return Err(Fault::NotANumber),
        Parsed::Beside(value, what) => (value, Some(Doubt::Beside(what))),
        Parsed::Letters(value) => return Err(Fault::Letters(value)),
    }))
}

/// A percentage of the maximum. Above 100 % it may as well be points in a cell that only looks like a percentage.
fn share(percent: Decimal, stored: Decimal, max: Decimal) -> Result<(Decimal, Option<Doubt>), Fault> {
    let within = percent >= Decimal::ZERO && percent <= Decimal::ONE_HUNDRED;
    let points = percent.checked_mul(max).and_then(|points| points.checked_div(Decimal::ONE_HUNDRED));
    match points.filter(|_| within) {
        Some(points) => Ok((points, Some(Doubt::Percent(percent)))),
        None => Err(Fault::Percent(percent, stored)),
    }
}

/// The points of the allowed score that a text names by its label: `Đúng hạn`.
fn chosen(value: Option<&Value>, node: &Node) -> Option<Decimal> {
    let Some(Value::Text(text)) = value else { return None };
    if node.choices.is_empty() || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let folded = scoring::fold(text);
    let mut named = node.choices.iter().filter(|choice| scoring::fold(&choice.label) == folded);
    named.next().filter(|_| named.next().is_none()).map(|choice| choice.points.value())
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
pub(crate) fn figure(cell: Cell<'_>) -> Verdict {
    let (value, doubt) = match declared(cell) {
        Ok(Some(taken)) => taken,
        Ok(None) => return Verdict::Blank,
        Err(fault) => return Verdict::Refuse(fault),
    };
    let (value, cut) = rounded(value, FIGURE_DIGITS);
    if value < Decimal::ZERO {
        Verdict::Refuse(Fault::Negative(value))
    } else if Points::new(value).is_none() {
        Verdict::Refuse(Fault::NotANumber)
    } else {
        Verdict::Take(value, doubt.or(cut.then_some(Doubt::Rounded)))
    }
}

/// What a cell says of a figure; `None` when it is blank. A percentage has two readings: 85 and 0.85.
fn declared(cell: Cell<'_>) -> Result<Option<(Decimal, Option<Doubt>)>, Fault> {
    if let Some(value) = calculated(cell.value) {
        return Ok(Some((value, Some(Doubt::Constant))));
    }
    Ok(Some(match reading(cell.value)? {
        Parsed::Blank => return Ok(None),
        Parsed::Dash => return Err(Fault::Dash),
        Parsed::Number(Typed { value, or: Some(other) }) => return Err(Fault::Ambiguous(value, other)),
        Parsed::Number(Typed { value, .. }) if cell.look == Some(Look::Percent) => {
            let shown = value.checked_mul(Decimal::ONE_HUNDRED).ok_or(Fault::NotANumber)?;
            return Err(Fault::Percent(shown, value));
        }
        Parsed::Number(Typed { value, .. }) => (value, (cell.look == Some(Look::Replaced)).then_some(Doubt::Hidden)),
        Parsed::Percent(shown) => {
            let stored = shown.checked_div(Decimal::ONE_HUNDRED).ok_or(Fault::NotANumber)?;
            return Err(Fault::Percent(shown, stored));
        }
        Parsed::Beside(value, what) => (value, Some(Doubt::Beside(what))),
        Parsed::Letters(value) => return Err(Fault::Letters(value)),
        Parsed::Not | Parsed::Fraction(..) => return Err(Fault::NotANumber),
    }))
}
