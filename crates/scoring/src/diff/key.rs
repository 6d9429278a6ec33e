//! Text taken apart into its numbers and everything else, so that `0.50` is `0.5` and `80 → 85` can be told.

use crate::{Lang, Text};
use rust_decimal::Decimal;
use std::fmt::Debug;

/// A text with its numbers set apart. Equal keys mean the same thing, however a number is spelt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    rest: String,
    numbers: Vec<Decimal>,
}

impl Key {
    /// The key of a value that shows all it holds in its debug form.
    pub(super) fn of(value: &impl Debug) -> Self {
        Self::text(&format!("{value:?}"))
    }

    /// The key of a piece of code or of a debug form: what stands between quotes is kept as it is, other runs of blanks
    /// count as one.
    pub(super) fn text(text: &str) -> Self {
        let mut key = Self { rest: String::new(), numbers: Vec::new() };
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let end = match chars[at] {
                '"' => {
                    let end = quoted(&chars, at);
                    key.rest.extend(&chars[at..end]);
                    end
                }
                c if c.is_whitespace() => {
                    if !key.rest.ends_with(' ') {
                        key.rest.push(' ');
                    }
                    at + 1
                }
                _ => key.token(&chars, at),
            };
            at = end;
        }
        key
    }

    /// Takes a number or one other character, and says where the next one begins.
    fn token(&mut self, chars: &[char], at: usize) -> usize {
        let end = number(chars, at);
        let value = end.and_then(|end| chars[at..end].iter().collect::<String>().parse::<Decimal>().ok());
        match (value, end) {
            (Some(value), Some(end)) => {
                self.rest.push('#');
                self.numbers.push(value);
                end
            }
            _ => {
                self.rest.push(chars[at]);
                at + 1
            }
        }
    }

    /// `80 → 85` for each number that differs; `None` when more than numbers differs, or nothing.
    pub(super) fn numbers_to(&self, other: &Self) -> Option<Text> {
        if self.rest != other.rest || self.numbers.len() != other.numbers.len() || self == other {
            return None;
        }
        let changed: Vec<(&Decimal, &Decimal)> =
            self.numbers.iter().zip(&other.numbers).filter(|(old, new)| old != new).collect();
        let list = |lang: Lang| {
            let one = |(old, new): &(&Decimal, &Decimal)| format!("{} → {}", lang.number(**old), lang.number(**new));
            changed.iter().map(one).collect::<Vec<_>>().join("; ")
        };
        Some(Text::new(list(Lang::Vi), list(Lang::En)))
    }
}

/// One past the closing quote, a backslash hiding the next character.
fn quoted(chars: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// One past the number that begins here, its sign included; `None` where none begins or a name goes on.
fn number(chars: &[char], from: usize) -> Option<usize> {
    let before = from.checked_sub(1).map_or(' ', |before| chars[before]);
    if before.is_alphanumeric() || before == '_' || before == '.' {
        return None;
    }
    let digits = |from: usize| from + chars[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let start = if chars[from] == '-' && before != ')' { from + 1 } else { from };
    let whole = digits(start.min(chars.len()));
    if whole == start {
        return None;
    }
    let fraction = digits((whole + 1).min(chars.len()));
    let end = if chars.get(whole) == Some(&'.') && fraction > whole + 1 { fraction } else { whole };
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spelling_of_a_number_is_no_change() {
        assert_eq!(Key::text("each(0.50, \"1.0\")"), Key::text("each(0.5,  \"1.0\")"));
        assert_ne!(Key::text("\"1.0\""), Key::text("\"1.00\""));
        assert_ne!(Key::text("x1 - 2"), Key::text("x2 - 1"));
    }

    #[test]
    fn numbers_are_told_when_nothing_else_changed() {
        let change = |old: &str, new: &str| Key::text(old).numbers_to(&Key::text(new)).map(|text| text.vi);
        assert_eq!(change("Below(80)", "Below(85.50)").as_deref(), Some("80 → 85,5"));
        assert_eq!(change("(-1, 2)", "(3, 4)").as_deref(), Some("-1 → 3; 2 → 4"));
        assert_eq!(change("Below(80)", "UpTo(80)"), None);
        assert_eq!(change("Below(80)", "Below(80.0)"), None);
    }
}
