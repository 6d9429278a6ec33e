//! Codes of rows: `I`, `1`, `1.1`, `1.1.1`, `a)`.

use scoring::Value;

/// What stands in the column of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Code {
    /// Nothing, or a dash.
    None,
    /// A Roman numeral.
    Roman(u32),
    /// Numbers with points.
    Path(Vec<u32>),
    /// `a)`.
    Letter,
    /// `A`, `B`: a part that holds domains.
    Part,
    /// Some text.
    Other,
}

/// Reads a cell.
pub(super) fn of_value(value: Option<&Value>) -> Code {
    match value {
        None => Code::None,
        Some(value) => of_text(&value.display()),
    }
}

/// Reads a text.
pub(super) fn of_text(text: &str) -> Code {
    let text = text.trim().trim_end_matches(['.', ')', ':', '/']).trim_start_matches('(').trim();
    let numbers: Option<Vec<u32>> = text.split(['.', ',']).map(|part| part.trim().parse().ok()).collect();
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (None, _) => Code::None,
        (Some(c), None) if "-–+•*".contains(c) => Code::None,
        _ if numbers.is_some() => Code::Path(numbers.unwrap_or_default()),
        _ if roman(text).is_some() => Code::Roman(roman(text).unwrap_or_default()),
        (Some(c), None) if c.is_lowercase() => Code::Letter,
        (Some(c), None) if c.is_uppercase() => Code::Part,
        _ => Code::Other,
    }
}

/// The value of a Roman numeral up to 39; one letter C, D, L or M is a part of an annex rather than a number.
fn roman(text: &str) -> Option<u32> {
    let tens = text.chars().take_while(|c| *c == 'X').count();
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let rest = ones.iter().position(|one| *one == &text[tens..])?;
    let value = u32::try_from(tens * 10 + rest).ok()?;
    (value > 0 && tens < 4).then_some(value)
}

/// Takes a code off the front of a title: `I. CÔNG TÁC …`, `1.1. Ban hành …`.
pub(super) fn split(text: &str) -> Option<(Code, &str)> {
    let (first, rest) = text.trim().split_once(char::is_whitespace)?;
    let marked = first.ends_with(['.', ')', ':']) || first.contains('.');
    match of_text(first) {
        Code::None | Code::Other | Code::Part => None,
        code if marked => Some((code, rest.trim())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_as_annexes_write_them() {
        assert_eq!(of_text("IV."), Code::Roman(4));
        assert_eq!(of_text("1.1.2"), Code::Path(vec![1, 1, 2]));
        assert_eq!(of_text("1.2."), Code::Path(vec![1, 2]));
        assert_eq!(of_text("a)"), Code::Letter);
        assert_eq!(of_text("B"), Code::Part);
        assert_eq!(of_text("-"), Code::None);
        assert_eq!(of_text("Tổng"), Code::Other);
        assert_eq!(split("I. CÔNG TÁC CHỈ ĐẠO"), Some((Code::Roman(1), "CÔNG TÁC CHỈ ĐẠO")));
        assert_eq!(split("100 % hồ sơ"), None);
    }
}
