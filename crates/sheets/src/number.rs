//! Numbers as people type them: `0,5`, `0.5`, `1.234,5`, `0,50 điểm`.

use rust_decimal::Decimal;

/// A number read from text, with what was doubtful about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) value: Decimal,
    /// `1.234` may also mean 1234: the other reading.
    pub(crate) or: Option<Decimal>,
}

/// What a piece of text says where a number is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parsed {
    /// Nothing but space.
    Blank,
    /// A dash or a slash: somebody meant to leave it open.
    Dash,
    /// A number.
    Number(Typed),
    /// `0,5/1`.
    Fraction(Decimal, Decimal),
    /// Anything else.
    Not,
}

/// The number that a clerk typed: decimal comma or point, thousands in groups of three, spaces, `điểm` or `đ` after it.
/// `None` when it is no number, or when two readings are possible that differ (`1.234`, except after a leading 0).
pub fn number(text: &str) -> Option<Decimal> {
    match parse(text) {
        Parsed::Number(Typed { value, or: None }) => Some(value),
        _ => None,
    }
}

pub(crate) fn parse(text: &str) -> Parsed {
    let text = text.trim_matches(is_space);
    if text.is_empty() {
        return Parsed::Blank;
    }
    if text.chars().all(|c| matches!(c, '-' | '–' | '—' | '−' | '/' | '…' | '.' | '_' | '\\')) {
        return Parsed::Dash;
    }
    let text = unit_stripped(text);
    if let Some((left, right)) = text.split_once('/') {
        return match (digits(unit_stripped(left.trim_matches(is_space))), digits(right.trim_matches(is_space))) {
            (Some(a), Some(b)) if a.or.is_none() && b.or.is_none() => Parsed::Fraction(a.value, b.value),
            _ => Parsed::Not,
        };
    }
    digits(text).map_or(Parsed::Not, Parsed::Number)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\'')
}

/// The text without `điểm`, `đ` or a full stop after it.
fn unit_stripped(text: &str) -> &str {
    let text = text.strip_suffix('.').unwrap_or(text);
    for unit in ["điểm", "Điểm", "ĐIỂM", "diem", "đ", "Đ"] {
        if let Some(rest) = text.strip_suffix(unit) {
            return rest.trim_end_matches(is_space);
        }
    }
    text
}

/// Sign, digits, separators: nothing else.
fn digits(text: &str) -> Option<Typed> {
    let (negative, body) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start_matches(is_space)),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if !body.starts_with(|c: char| c.is_ascii_digit()) || !body.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',') || is_space(c)) {
        return None;
    }
    let decimal = decimal_mark(body)?;
    let (whole, fraction) = decimal.map_or((body, ""), |at| (&body[..at], &body[at + 1..]));
    if !fraction.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let whole = grouped(whole)?;
    let build = |text: &str| -> Option<Decimal> {
        let value = Decimal::from_str_exact(text).ok()?;
        Some(if negative { -value } else { value })
    };
    let value = build(&if fraction.is_empty() { whole.clone() } else { format!("{whole}.{fraction}") })?;
    let doubtful = fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') && body.len() == whole.len() + 4;
    let or = if doubtful { build(&format!("{whole}{fraction}")) } else { None };
    Some(Typed { value, or })
}

/// Where the decimal mark stands: the last separator when both kinds occur, the only one when it occurs once.
/// `None` outside when the separators make no sense, `None` inside when there is no decimal mark.
fn decimal_mark(body: &str) -> Option<Option<usize>> {
    let (commas, points) = (body.matches(',').count(), body.matches('.').count());
    let (last_comma, last_point) = (body.rfind(','), body.rfind('.'));
    match (commas, points) {
        (0, 0) => Some(None),
        (1, 0) => Some(last_comma),
        (0, 1) => Some(last_point),
        (0, _) | (_, 0) => Some(None),
        (1, _) if last_comma > last_point => Some(last_comma),
        (_, 1) if last_point > last_comma => Some(last_point),
        _ => None,
    }
}

/// Digits, or digits in groups of three with one kind of separator.
fn grouped(whole: &str) -> Option<String> {
    if whole.chars().all(|c| c.is_ascii_digit()) {
        return (!whole.is_empty()).then(|| whole.to_owned());
    }
    let separator = whole.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = whole.split(separator);
    let first = parts.next()?;
    let sound = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if !(1..=3).contains(&first.len()) || !sound(first) {
        return None;
    }
    let mut joined = first.to_owned();
    for part in parts {
        if part.len() != 3 || !sound(part) {
            return None;
        }
        joined.push_str(part);
    }
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_clerks_type() {
        for (text, wanted) in [
            ("0,5", "0.5"),
            ("0.5", "0.5"),
            (" 1,25\u{a0}", "1.25"),
            ("0,50 điểm", "0.50"),
            ("1,5đ", "1.5"),
            ("1,5đ.", "1.5"),
            ("2", "2"),
            ("'2", "2"),
            ("+1", "1"),
            ("-0,5", "-0.5"),
            ("−0,5", "-0.5"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1.234.567", "1234567"),
            ("1\u{a0}234,5", "1234.5"),
            ("0.125", "0.125"),
            ("12.3456", "12.3456"),
        ] {
            assert_eq!(number(text), Some(wanted.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "-", "x", "Đạt", "1 5", ".34", "20⁷", "1,2,3", "1.2.3", "50%", "1-2", "1e5", "0,5/1", "điểm"]
        {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(parse("–"), Parsed::Dash);
        assert_eq!(parse(" \u{a0}"), Parsed::Blank);
        assert_eq!(parse("0,5/1"), Parsed::Fraction("0.5".parse().unwrap(), 1.into()));
    }

    #[test]
    fn keeps_both_readings_of_a_doubtful_number() {
        let Parsed::Number(typed) = parse("1.234") else { panic!() };
        assert_eq!((typed.value, typed.or), ("1.234".parse().unwrap(), Some(1234.into())));
        assert_eq!(number("1,234"), None);
    }
}
