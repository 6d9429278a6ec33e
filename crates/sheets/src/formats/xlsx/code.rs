//! Number formats: what a format makes of a number, as far as a reader of scores must know.

use rust_decimal::Decimal;
use scoring::Look;

/// Longest code that is looked at, in bytes; Excel itself allows 255 characters.
const LONGEST: usize = 1024;

/// How numbers of one sign or size show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// As the number that it is.
    Plain,
    /// In a way that people should know of.
    As(Look),
    /// As a moment: its number counts days.
    Moment,
    /// As hours or minutes without end: `[h]:mm`.
    Duration,
}

/// A number format: its sections, each with the numbers that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Code(Vec<(When, Shown)>);

/// Which numbers a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Below(Decimal),
    AtMost(Decimal),
    Above(Decimal),
    AtLeast(Decimal),
    Is(Decimal),
    IsNot(Decimal),
    Always,
}

impl When {
    fn holds(self, number: Decimal) -> bool {
        match self {
            Self::Below(other) => number < other,
            Self::AtMost(other) => number <= other,
            Self::Above(other) => number > other,
            Self::AtLeast(other) => number >= other,
            Self::Is(other) => number == other,
            Self::IsNot(other) => number != other,
            Self::Always => true,
        }
    }

    /// The condition of a section: `>=5`.
    fn parse(text: &str) -> Option<Self> {
        let split = text.find(|c: char| !matches!(c, '<' | '>' | '='))?;
        let number = text[split..].trim().parse().ok()?;
        Some(match &text[..split] {
            "<" => Self::Below(number),
            "<=" => Self::AtMost(number),
            ">" => Self::Above(number),
            ">=" => Self::AtLeast(number),
            "=" => Self::Is(number),
            "<>" => Self::IsNot(number),
            _ => return None,
        })
    }
}

impl Code {
    /// A format by its number, of those that every workbook has.
    pub(super) fn built_in(id: u32) -> Option<Self> {
        let shown = match id {
            1 | 3 | 37 | 38 | 41 | 42 => Shown::As(Look::Decimals(0)),
            2 | 4 | 39 | 40 | 43 | 44 => Shown::As(Look::Decimals(2)),
            9 | 10 => Shown::As(Look::Percent),
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Moment,
            46 => Shown::Duration,
            _ => return None,
        };
        Some(Self(vec![(When::Always, shown)]))
    }

    /// A format by its code; `None` when every number shows as it is.
    pub(super) fn parse(code: &str) -> Option<Self> {
        if code.len() > LONGEST {
            return Some(Self(vec![(When::Always, Shown::As(Look::Replaced))]));
        }
        let sections: Vec<Section> = sections(code).map(Section::parse).collect();
        let zero = Decimal::ZERO;
        let stated = sections.iter().any(|section| section.when.is_some());
        // the fourth section is for texts, and so is the last one when it has an @ and is not the only one
        let texts = sections.len() > 1 && sections.last().is_some_and(|section| section.text);
        let numbers = sections.len().min(if texts { sections.len() - 1 } else { 3 }).min(3);
        let found: Vec<(When, Shown)> = sections[..numbers]
            .iter()
            .enumerate()
            .map(|(at, section)| {
                let usual = match (at, numbers) {
                    (0, 3) if !stated => When::Above(zero),
                    (0, 2) if !stated => When::AtLeast(zero),
                    (0, 2 | 3) => When::Above(zero),
                    (1, 3) => When::Below(zero),
                    _ => When::Always,
                };
                (section.when.unwrap_or(usual), section.shown)
            })
            .collect();
        found.iter().any(|(_, shown)| *shown != Shown::Plain).then_some(Self(found))
    }

    /// How a number shows. One that no section is for shows as `####`.
    pub(super) fn shown(&self, number: Decimal) -> Shown {
        let found = self.0.iter().find(|(when, _)| when.holds(number));
        found.map_or(Shown::As(Look::Replaced), |(_, shown)| *shown)
    }
}

struct Section {
    when: Option<When>,
    shown: Shown,
    /// It shows texts, by an `@`.
    text: bool,
}

/// What stands in a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// In quotes, or behind a backslash.
    Literal(&'a str),
    Bracket(&'a str),
    /// `0`, `#` or `?`.
    Digit(char),
    Other(char),
}

impl Section {
    fn parse(text: &str) -> Self {
        let tokens = tokens(text);
        let when = tokens.iter().find_map(|token| match token {
            Token::Bracket(inside) => When::parse(inside),
            _ => None,
        });
        Self { when, shown: shown(&tokens), text: tokens.contains(&Token::Other('@')) }
    }
}

fn shown(tokens: &[Token<'_>]) -> Shown {
    let lower = |token: &Token<'_>| match token {
        Token::Other(letter) => Some(letter.to_ascii_lowercase()),
        _ => None,
    };
    let has = |wanted: char| tokens.iter().any(|token| lower(token) == Some(wanted));
    let elapsed = |inside: &str| !inside.is_empty() && inside.bytes().all(|b| matches!(b | 32, b'h' | b'm' | b's'));
    if tokens.iter().any(|token| matches!(token, Token::Bracket(inside) if elapsed(inside))) {
        return Shown::Duration;
    }
    let letters: String = tokens.iter().filter_map(lower).collect();
    if letters.contains("general") || letters.contains("standard") || has('@') {
        return Shown::Plain;
    }
    if ['d', 'm', 'y', 'h', 's'].into_iter().any(has) || letters.contains("a/p") {
        return Shown::Moment;
    }
    let Some(last) = tokens.iter().rposition(|token| matches!(token, Token::Digit(_))) else {
        return Shown::As(Look::Replaced);
    };
    if disguised(tokens) || matches!(tokens.get(last + 1), Some(Token::Other(','))) {
        return Shown::As(Look::Replaced);
    }
    if has('%') {
        return Shown::As(Look::Percent);
    }
    if has('/') || has('e') {
        return Shown::Plain;
    }
    let point = tokens.iter().position(|token| *token == Token::Other('.')).unwrap_or(tokens.len());
    let after = tokens[point..].iter().filter_map(|token| match token {
        Token::Digit(kind) => Some(*kind),
        _ => None,
    });
    let (fixed, all) = (after.clone().filter(|kind| *kind == '0').count(), after.count());
    match u8::try_from(fixed) {
        Ok(decimals) if fixed == all => Shown::As(Look::Decimals(decimals)),
        _ => Shown::Plain,
    }
}

/// Whether digits that are not the number's stand right beside its own: `0"5"` shows 3 as 35.
fn disguised(tokens: &[Token<'_>]) -> bool {
    let begins = |text: &str| text.trim_start_matches([',', '.']).starts_with(|c: char| c.is_ascii_digit());
    let ends = |text: &str| text.trim_end_matches([',', '.']).ends_with(|c: char| c.is_ascii_digit());
    tokens.windows(2).any(|pair| match pair {
        [Token::Digit(_), Token::Literal(text)] => begins(text),
        [Token::Literal(text), Token::Digit(_)] => ends(text),
        _ => false,
    })
}

/// The sections of a code, parted by semicolons.
fn sections(code: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(code);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut at = text.char_indices();
        let (mut quoted, mut bracket) = (false, false);
        while let Some((place, letter)) = at.next() {
            match letter {
                '"' => quoted = !quoted,
                '\\' | '_' | '*' if !quoted => drop(at.next()),
                '[' if !quoted => bracket = true,
                ']' if !quoted => bracket = false,
                ';' if !quoted && !bracket => {
                    rest = Some(&text[place + 1..]);
                    return Some(&text[..place]);
                }
                _ => {}
            }
        }
        rest = None;
        Some(text)
    })
}

fn tokens(section: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = section;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let next = after.chars().next().map_or(0, char::len_utf8);
        rest = match first {
            '"' => {
                let (inside, behind) = after.split_once('"').unwrap_or((after, ""));
                found.push(Token::Literal(inside));
                behind
            }
            '[' => {
                let (inside, behind) = after.split_once(']').unwrap_or((after, ""));
                found.push(Token::Bracket(inside));
                behind
            }
            '\\' => {
                found.push(Token::Literal(&after[..next]));
                &after[next..]
            }
            // room as wide as the next letter, or filled with it
            '_' | '*' => &after[next..],
            '0' | '#' | '?' => {
                found.push(Token::Digit(first));
                after
            }
            _ => {
                found.push(Token::Other(first));
                after
            }
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: &str) -> Shown {
        Code::parse(code).map_or(Shown::Plain, |code| code.shown(number.parse().unwrap()))
    }

    #[test]
    fn plain_formats_say_nothing() {
        for code in
            ["General", "General\" điểm\"", "@", "0.0#", "#,##0.##", "# ?/?", "0.00E+00", "[Red]General;General", ""]
        {
            let wanted = if code.is_empty() { Shown::As(Look::Replaced) } else { Shown::Plain };
            assert_eq!(shown(code, "3.1"), wanted, "{code}");
        }
    }

    #[test]
    fn decimals_and_percentages() {
        for (code, look) in [
            ("0", Look::Decimals(0)),
            ("#,##0", Look::Decimals(0)),
            ("0.00", Look::Decimals(2)),
            ("0.00\" điểm\"", Look::Decimals(2)),
            ("0.00\"/10\"", Look::Decimals(2)),
            ("[Blue]0.000_);[Red]\\(0.000\\)", Look::Decimals(3)),
            ("_-* #,##0.00\\ _₫_-;\\-* #,##0.00\\ _₫_-;_-* \"-\"??\\ _₫_-;_-@_-", Look::Decimals(2)),
            ("[$-42A]0.0", Look::Decimals(1)),
            ("0%", Look::Percent),
            ("0.00 %", Look::Percent),
            ("0.0\\%", Look::Decimals(1)),
        ] {
            assert_eq!(shown(code, "3.1"), Shown::As(look), "{code}");
        }
    }

    #[test]
    fn what_people_do_not_see() {
        for (code, hidden, seen) in [
            (";;;", "1", None),
            ("0;-0;;@", "0", Some("2")),
            ("\"đạt\"", "1", None),
            ("[=1]\"Đạt\";[=0]\"Không đạt\";0.0", "0", Some("0.5")),
            ("[>=0.5]\"x\";General", "0.5", Some("0.4")),
            ("0\"5\"", "3", None),
            ("0\",5\"", "3", None),
            ("0,", "3100", None),
            ("0.0;;", "-1", Some("1")),
            ("[>5]0;[<1]0", "3", Some("0.5")),
        ] {
            assert_eq!(shown(code, hidden), Shown::As(Look::Replaced), "{code}");
            if let Some(seen) = seen {
                assert_ne!(shown(code, seen), Shown::As(Look::Replaced), "{code} {seen}");
            }
        }
    }

    #[test]
    fn moments() {
        for code in
            ["dd/mm/yyyy", "m/d/yy h:mm", "[$-42A]dd mmmm yyyy;@", "mm:ss.0", "h:mm AM/PM", "A/P", "yyyy\\-mm\\-dd"]
        {
            assert_eq!(shown(code, "44000"), Shown::Moment, "{code}");
        }
        assert_eq!(shown("m/d/yy;@", "-1"), Shown::Moment);
        assert_eq!(shown("[h]:mm", "1.5"), Shown::Duration);
        assert_eq!(shown("[Red]0.00", "1.5"), Shown::As(Look::Decimals(2)));
        assert_eq!(shown("0.00\"d\"", "1.5"), Shown::As(Look::Decimals(2)));
        assert_eq!(Code::built_in(14).unwrap().shown(Decimal::ONE), Shown::Moment);
        assert_eq!(Code::built_in(0), None);
    }
}
