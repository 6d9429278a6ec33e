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
    /// `50%`: the number before the sign.
    Percent(Decimal),
    /// A number with something beside it that a reader passes over.
    Beside(Decimal, Beside),
    /// `O,5`, `l,5`: a number once letters are taken for the digits that they look like.
    Letters(Decimal),
    /// Anything else.
    Not,
}

/// What stands beside a number without changing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// `0,5*`, `0,5 (1)`: the mark of a footnote.
    Footnote,
    /// `,5`: the 0 before it is left out.
    NoZero,
    /// `120 văn bản`: what is counted.
    Noun,
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
    if let Some(share) = text.strip_suffix('%') {
        let share = digits(share.trim_end_matches(is_space)).filter(|share| share.or.is_none());
        return share.map_or(Parsed::Not, |share| Parsed::Percent(share.value));
    }
    digits(text).map(Parsed::Number).or_else(|| beside(text)).or_else(|| letters(text)).unwrap_or(Parsed::Not)
}

/// A number with a mark, a word or a missing 0 beside it. A number with two readings is none of these.
fn beside(text: &str) -> Option<Parsed> {
    let sure = |text: &str| digits(text).filter(|typed| typed.or.is_none()).map(|typed| typed.value);
    let starred = text.trim_end_matches('*');
    if starred.len() < text.len() {
        return sure(unit_stripped(starred.trim_end_matches(is_space)))
            .map(|value| Parsed::Beside(value, Beside::Footnote));
    }
    if text.starts_with([',', '.']) {
        return sure(&format!("0{text}")).map(|value| Parsed::Beside(value, Beside::NoZero));
    }
    let (first, rest) = text.split_once(is_space)?;
    let (value, rest) = (sure(first)?, rest.trim_matches(is_space));
    let inner = rest.strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']']));
    if inner.is_some_and(|inner| inner.len() <= 2 && inner.chars().all(|c| c.is_ascii_digit() || c == '*')) {
        return Some(Parsed::Beside(value, Beside::Footnote));
    }
    let words = rest.chars().all(|c| c.is_alphabetic() || c == ' ') && rest.chars().count() <= 30;
    words.then_some(Parsed::Beside(value, Beside::Noun))
}

/// The number that is meant when letters stand for the digits that they look like.
fn letters(text: &str) -> Option<Parsed> {
    let alike = |c: char| match c {
        'o' | 'O' => '0',
        'l' | 'I' => '1',
        other => other,
    };
    let read: String = text.chars().map(alike).collect();
    let changed = read != text && text.chars().any(|c| c.is_ascii_digit());
    digits(&read).filter(|_| changed).map(|typed| Parsed::Letters(typed.value))
}

/// The value of a formula that only adds and takes away plain numbers, `=0.25+0,5`: anybody can recompute it.
pub(crate) fn constant(formula: &str) -> Option<Decimal> {
    let body = formula.trim().trim_start_matches('=');
    let (mut sum, mut sign, mut start) = (Decimal::ZERO, Decimal::ONE, 0);
    for (at, mark) in body.char_indices().filter(|(_, c)| matches!(c, '+' | '-')).chain([(body.len(), '+')]) {
        let part = body.get(start..at)?.trim_matches(is_space);
        if !(part.is_empty() && start == 0 && at < body.len()) {
            let typed = digits(part).filter(|typed| typed.or.is_none())?;
            sum = sum.checked_add(sign.checked_mul(typed.value)?)?;
        }
        sign = if mark == '-' { -Decimal::ONE } else { Decimal::ONE };
        start = at + 1;
    }
    Some(sum)
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
        let not = ["", "-", "x", "Đạt", "1 5", ".34", "20⁷", "1,2,3", "1.2.3", "50%", "1-2", "1e5", "0,5/1", "điểm"];
        for text in not {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(parse("–"), Parsed::Dash);
        assert_eq!(parse(" \u{a0}"), Parsed::Blank);
        assert_eq!(parse("0,5/1"), Parsed::Fraction("0.5".parse().unwrap(), 1.into()));
    }

    #[test]
    fn what_stands_beside_a_number_is_told() {
        let beside = |value: &str, what| Parsed::Beside(value.parse().unwrap(), what);
        for (text, wanted) in [
            ("50%", Parsed::Percent(50.into())),
            ("62,5 %", Parsed::Percent("62.5".parse().unwrap())),
            ("0,5*", beside("0.5", Beside::Footnote)),
            ("0,5đ **", beside("0.5", Beside::Footnote)),
            ("0,5 (1)", beside("0.5", Beside::Footnote)),
            ("0.5 [2]", beside("0.5", Beside::Footnote)),
            (",5", beside("0.5", Beside::NoZero)),
            (".25", beside("0.25", Beside::NoZero)),
            ("120 văn bản", beside("120", Beside::Noun)),
            ("O,5", Parsed::Letters("0.5".parse().unwrap())),
            ("l,25", Parsed::Letters("1.25".parse().unwrap())),
        ] {
            assert_eq!(parse(text), wanted, "{text}");
        }
        for text in ["%", "5%%", "*", "(1)", "0,5 (12,5)", "1.234*", "0,5 x 2", "oI", "0,5 / 1 / 2", "1 (abc)", ",,5"] {
            assert_eq!(parse(text), Parsed::Not, "{text}");
        }
    }

    #[test]
    fn a_formula_of_constants_has_a_value() {
        for (formula, wanted) in
            [("0.25+0.25", "0.5"), ("=1,5-0,25", "1.25"), ("-0.5", "-0.5"), ("0.5", "0.5"), ("= 1 + 2 - 0.5", "2.5")]
        {
            assert_eq!(constant(formula), Some(wanted.parse().unwrap()), "{formula}");
        }
        for formula in ["", "=", "A1+1", "SUM(1,2)", "0.5*2", "1+", "1++2", "1.234+1", "1e5", "+"] {
            assert_eq!(constant(formula), None, "{formula}");
        }
    }

    #[test]
    fn keeps_both_readings_of_a_doubtful_number() {
        let Parsed::Number(typed) = parse("1.234") else { panic!() };
        assert_eq!((typed.value, typed.or), ("1.234".parse().unwrap(), Some(1234.into())));
        assert_eq!(number("1,234"), None);
    }
}
