//! Numbers as files for machines write them.

use rust_decimal::Decimal;
use scoring::{Cell, RoundingMode};

/// Most decimals of an exact number in a file.
const DECIMALS: u32 = 6;

/// An exact number with a point, at most 6 decimals, no trailing zeros.
pub(crate) fn exact(value: Decimal) -> String {
    let short = value.scale() <= DECIMALS;
    let rounded = if short { value } else { RoundingMode::HalfUp.round(value, DECIMALS) }.normalize();
    if rounded.is_zero() { "0".to_owned() } else { rounded.to_string() }
}

/// A statistic to 10 significant digits in the shortest form; `None` for what is not a number.
pub(crate) fn statistic(value: f64) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    let rounded: f64 = format!("{value:.9e}").parse().ok()?;
    Some(if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() })
}

/// The nearest double of an exact number, by way of its digits.
pub(crate) fn double(value: Decimal) -> f64 {
    value.normalize().to_string().parse().unwrap_or(f64::NAN)
}

/// A cell's number as files for machines write it; `None` for words and blanks.
pub(crate) fn of(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Blank | Cell::Text(_) => None,
        Cell::Integer(value) => Some(value.to_string()),
        Cell::Decimal(value) | Cell::Live(value, _) => Some(exact(*value)),
        Cell::Float(value) => statistic(*value),
    }
}

#[cfg(test)]
mod tests {
    use super::{double, exact, statistic};

    #[test]
    fn digits_are_cut_where_the_contract_says() {
        assert_eq!(exact("57.900000".parse().unwrap()), "57.9");
        assert_eq!(exact("0.33333349".parse().unwrap()), "0.333333");
        assert_eq!(exact("-0.0000001".parse().unwrap()), "0");
        assert_eq!(exact("1200".parse().unwrap()), "1200");
        assert_eq!(statistic(1.0 / 3.0).as_deref(), Some("0.3333333333"));
        assert_eq!(statistic(123_456.789_012_345).as_deref(), Some("123456.789"));
        assert_eq!(statistic(-0.0).as_deref(), Some("0"));
        assert_eq!(statistic(f64::NAN), None);
        assert_eq!(double("77.14".parse().unwrap()).to_string(), "77.14");
    }
}
