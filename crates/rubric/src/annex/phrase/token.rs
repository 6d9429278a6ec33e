//! A sentence of an annex as numbers, words and signs, each with its place in the text.

use rust_decimal::Decimal;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// A number; `true` when a percent sign follows.
    Number(Decimal, bool),
    /// A word in lower case.
    Word(String),
    /// Any other character. `?` stands for a number that can be read in two ways.
    Sign(char),
}

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) what: What,
    /// Where it stands in the text, in bytes.
    pub(super) at: Range<usize>,
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<(Decimal, bool)> {
        match self.what {
            What::Number(value, percent) => Some((value, percent)),
            _ => None,
        }
    }

    pub(super) fn is(&self, sign: char) -> bool {
        self.what == What::Sign(sign)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }
}

/// Takes a sentence apart.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (what, length) = if c.is_ascii_digit() {
            number(rest)
        } else if c.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            (What::Word(rest[..end].to_lowercase()), end)
        } else if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else {
            sign(rest, c)
        };
        found.push(Token { what, at: at..at + length });
        at += length;
    }
    found
}

fn sign(rest: &str, c: char) -> (What, usize) {
    for (spelling, sign) in [(">=", '≥'), ("<=", '≤'), ("=>", '→'), ("->", '→')] {
        if rest.starts_with(spelling) {
            return (What::Sign(sign), spelling.len());
        }
    }
    let plain = match c {
        '–' | '−' | '—' | '‐' | '‑' => '-',
        '*' | '·' | '✕' => '×',
        '÷' => '/',
        '?' => '¿',
        '[' | '{' => '(',
        ']' | '}' => ')',
        other => other,
    };
    (What::Sign(plain), c.len_utf8())
}

/// A number as Vietnamese texts write it: `0,25`, `0.25`, `16.000`, `16 000`. `1.125` could be either and is `?`.
fn number(rest: &str) -> (What, usize) {
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut plain = rest[..end].to_owned();
    let mut marks = 0;
    let mut doubtful = false;
    while let Some(mark) = rest[end..].chars().next()
        && matches!(mark, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}')
    {
        let from = end + mark.len_utf8();
        let count = digits(from);
        if count == 0 {
            break;
        }
        let group = &rest[from..from + count];
        let thousands = group == "000" && !plain.starts_with('0');
        match mark {
            '.' | ',' if thousands => plain.push_str(group),
            '.' | ',' => {
                doubtful |= marks > 0 || mark == '.' && count == 3 && !plain.starts_with('0');
                plain.push('.');
                plain.push_str(group);
            }
            _ if thousands => plain.push_str(group),
            _ => break,
        }
        marks += 1;
        end = from + count;
    }
    let after = rest[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let percent = after.starts_with('%');
    if percent {
        end = rest.len() - after.len() + 1;
    }
    match plain.parse::<Decimal>() {
        Ok(value) if !doubtful => (What::Number(value.normalize(), percent), end),
        _ => (What::Sign('?'), end),
    }
}

/// Whether the words stand at the start of the tokens.
pub(super) fn starts(tokens: &[Token], words: &[&str]) -> bool {
    tokens.len() >= words.len() && tokens.iter().zip(words).all(|(token, word)| token.is_word(word))
}

/// Whether the words stand at the end of the tokens.
pub(super) fn ends(tokens: &[Token], words: &[&str]) -> bool {
    tokens.len() >= words.len() && starts(&tokens[tokens.len() - words.len()..], words)
}

/// The longest entry of a table that stands at the start; the table is of phrases, words separated by spaces.
pub(super) fn opening(tokens: &[Token], table: &[&str]) -> Option<usize> {
    let fits = |phrase: &&str| {
        let words: Vec<&str> = phrase.split(' ').collect();
        starts(tokens, &words).then_some(words.len())
    };
    table.iter().filter_map(fits).max()
}

/// The tokens without any of a table's phrases at the start.
pub(super) fn without<'a>(mut tokens: &'a [Token], table: &[&str]) -> &'a [Token] {
    while let Some(length) = opening(tokens, table) {
        tokens = &tokens[length..];
    }
    tokens
}

/// The text of some tokens as it stands in the sentence.
pub(super) fn slice<'a>(text: &'a str, tokens: &[Token]) -> &'a str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => &text[first.at.start..last.at.end],
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{What, tokens};

    fn numbers(text: &str) -> Vec<String> {
        let shown = |what: &What| match what {
            What::Number(value, percent) => Some(format!("{value}{}", if *percent { "%" } else { "" })),
            What::Sign('?') => Some("?".into()),
            _ => None,
        };
        tokens(text).iter().filter_map(|token| shown(&token.what)).collect()
    }

    #[test]
    fn numbers_as_annexes_write_them() {
        assert_eq!(numbers("từ 80 % đến dưới 99,5%: 0,25 điểm; 1.0 điểm; 01 lần"), ["80%", "99.5%", "0.25", "1", "1"]);
        assert_eq!(
            numbers("16.000 người, 21 000 người, 1.125 điểm, 0.125đ, 30/6"),
            ["16000", "21000", "?", "0.125", "30", "6"]
        );
    }
}
