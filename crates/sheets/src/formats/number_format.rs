//! Number formats as spreadsheets write them (`0.00`, `0%`, `dd/mm/yyyy`): what they make of a stored number.

use crate::formats::values;
use rust_decimal::Decimal;
use scoring::{Look, Value};

/// What one section of a format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Plain,
    Date,
    Duration,
    Look(Look),
}

/// A parsed format: what it shows of numbers above, below and at zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberFormat {
    positive: Shows,
    negative: Shows,
    zero: Shows,
}

/// The format of a cell that has none.
pub(crate) const GENERAL: NumberFormat =
    NumberFormat { positive: Shows::Plain, negative: Shows::Plain, zero: Shows::Plain };

impl NumberFormat {
    /// Reads the code of a format.
    pub(crate) fn new(code: &str) -> Self {
        if code.is_empty() {
            return GENERAL;
        }
        let (mut sections, conditional) = sections(code);
        // a last section with an @ is for texts
        let of_text = code.rsplit(';').next().is_some_and(|last| last.contains('@') && !last.contains('"'));
        if of_text && sections.len() > 1 {
            sections.pop();
        }
        let positive = sections.first().copied().unwrap_or(Shows::Plain);
        let (negative, zero) = match sections.as_slice() {
            [_, negative] => (*negative, positive),
            [_, negative, zero, ..] => (*negative, *zero),
            _ => (positive, positive),
        };
        // Conditions other than the sign are not weighed: the first section stands for all.
        if conditional {
            Self { positive, negative: positive, zero: positive }
        } else {
            Self { positive, negative, zero }
        }
    }

    /// A format that binary workbooks only name by its number.
    pub(crate) fn builtin(id: u16) -> Self {
        Self::new(match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => "dd/mm/yyyy",
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => "hh:mm:ss",
            41 | 42 => "#,##0;-#,##0;-",
            43 | 44 => "#,##0.00;-#,##0.00;-",
            46 => "[h]:mm:ss",
            _ => "",
        })
    }

    /// A number under this format: a date when that is what it shows, and how else it looks.
    pub(crate) fn read(&self, number: f64, from_1904: bool) -> (Value, Option<Look>) {
        let shows = match number {
            number if number > 0.0 => self.positive,
            number if number < 0.0 => self.negative,
            _ => self.zero,
        };
        match shows {
            Shows::Date => (values::moment(number, from_1904), None),
            Shows::Duration => (Value::Date(None, number.to_string()), None),
            Shows::Plain => (values::number(number), None),
            Shows::Look(look) => {
                let value = values::number(number);
                let look = told(&value, look);
                (value, look)
            }
        }
    }

    /// How a number looks that is known to be one.
    pub(crate) fn look(&self, value: &Value) -> Option<Look> {
        let Value::Number(number) = value else { return None };
        let shows = match number {
            number if number.is_zero() => self.zero,
            number if number.is_sign_negative() => self.negative,
            _ => self.positive,
        };
        match shows {
            Shows::Look(look) => told(value, look),
            _ => None,
        }
    }
}

/// The look, if it shows anything else than the plain number would.
pub(crate) fn told(value: &Value, look: Look) -> Option<Look> {
    match (value, look) {
        (Value::Number(number), Look::Decimals(places)) => {
            (Decimal::normalize(number).scale() != u32::from(places)).then_some(look)
        }
        (Value::Number(_), look) => Some(look),
        _ => None,
    }
}

/// What has been met in one section.
#[derive(Default)]
struct Met {
    digits: usize,
    decimals: u8,
    point: bool,
    /// The number of decimals varies, or there is no plain number to see: `0.##`, `# ?/?`, `0E+00`.
    loose: bool,
    scaled: bool,
    percent: bool,
    date: bool,
    duration: bool,
    /// `General` or `@`.
    whole: bool,
    dash: bool,
    literal: bool,
    literal_digit: bool,
    conditional: bool,
}

fn sections(code: &str) -> (Vec<Shows>, bool) {
    let mut chars = code.chars().peekable();
    let (mut found, mut met, mut conditional) = (Vec::new(), Met::default(), false);
    while let Some(c) = chars.next() {
        match c {
            ';' => {
                conditional |= met.conditional;
                found.push(std::mem::take(&mut met).shows());
            }
            '"' => met.say(&chars.by_ref().take_while(|c| *c != '"').collect::<String>()),
            '\\' | '!' => met.say(&chars.next().map(String::from).unwrap_or_default()),
            '_' | '*' => drop(chars.next()),
            '[' => met.bracket(&chars.by_ref().take_while(|c| *c != ']').collect::<String>().to_lowercase()),
            'G' | 'g' if chars.clone().take(6).collect::<String>().eq_ignore_ascii_case("eneral") => {
                chars.nth(5);
                met.whole = true;
            }
            'E' | 'e' if matches!(chars.peek(), Some('+' | '-')) => met.loose = true,
            ',' => met.scaled |= met.digits > 0 && !matches!(chars.peek(), Some('0' | '#' | '?')),
            c => met.plain(c),
        }
    }
    conditional |= met.conditional;
    found.push(met.shows());
    (found, conditional)
}

impl Met {
    fn say(&mut self, text: &str) {
        self.literal_digit |= text.contains(|c: char| c.is_ascii_digit());
        self.dash |= text.trim() == "-";
        self.literal |= !matches!(text.trim(), "" | "-");
    }

    fn bracket(&mut self, inside: &str) {
        let same = |letter: char| !inside.is_empty() && inside.chars().all(|c| c == letter);
        self.duration |= ['h', 'm', 's'].into_iter().any(same);
        self.conditional |= inside.starts_with(['<', '>', '=']);
    }

    fn plain(&mut self, c: char) {
        match c {
            '0' | '?' | '#' => {
                self.digits += 1;
                self.loose |= self.point && c == '#';
                self.decimals += u8::from(self.point && self.decimals < 30);
            }
            '.' => self.point = true,
            '%' => self.percent = true,
            '/' => self.loose |= self.digits > 0,
            '@' => self.whole = true,
            '-' => self.dash = true,
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => self.date = true,
            '1'..='9' => self.literal_digit = true,
            ' ' | '(' | ')' | '+' | ':' => {}
            _ => self.literal = true,
        }
    }

    fn shows(self) -> Shows {
        if self.duration {
            Shows::Duration
        } else if self.date {
            Shows::Date
        } else if self.digits == 0 {
            // a lone dash is how accountants write a zero
            let seen = self.whole || self.dash && !self.literal && !self.literal_digit;
            if seen { Shows::Plain } else { Shows::Look(Look::Replaced) }
        } else if self.percent {
            Shows::Look(Look::Percent)
        } else if self.loose {
            Shows::Plain
        } else if self.scaled || self.literal_digit {
            Shows::Look(Look::Replaced)
        } else {
            Shows::Look(Look::Decimals(self.decimals))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(code: &str, number: f64) -> Option<Look> {
        NumberFormat::new(code).read(number, false).1
    }

    #[test]
    fn what_a_format_shows() {
        for plain in ["General", "@", "0.##", "# ?/?", "0.00E+00", "General\" điểm\"", ""] {
            assert_eq!(look(plain, 3.1), None, "{plain}");
        }
        assert_eq!(look("0.00", 3.1), Some(Look::Decimals(2)));
        assert_eq!(look("#,##0.00\\ \"đ\"", 3.1), Some(Look::Decimals(2)));
        assert_eq!(look("0.0", 3.1), None, "shows what is stored");
        assert_eq!(look("0", 0.5), Some(Look::Decimals(0)));
        assert_eq!(look("0%", 0.5), Some(Look::Percent));
        for replaced in [";;;", "\"5\"", "\"Đạt\"", "0\"5\"", "0,", "[Red]\"x\"0\"1\""] {
            assert_eq!(look(replaced, 3.0), Some(Look::Replaced), "{replaced}");
        }
        assert_eq!(look("0.0;-0.0;", 0.0), Some(Look::Replaced), "a zero is not seen");
        assert_eq!(look("0.0;-0.0;", 0.5), None);
        assert_eq!(look("_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-", 0.0), None);
    }

    #[test]
    fn dates_are_told_from_numbers() {
        let is_date = |code: &str| matches!(NumberFormat::new(code).read(44_905.0, false).0, Value::Date(Some(_), _));
        for code in ["dd/mm/yyyy", "[$-42A]d mmmm yyyy", "m/d/yy h:mm", "yyyy\\-mm\\-dd;@"] {
            assert!(is_date(code), "{code}");
        }
        for code in ["#,##0 \"đồng\"", "0.00", "[Red]0", "General", "[h]:mm"] {
            assert!(!is_date(code), "{code}");
        }
        assert_eq!(NumberFormat::new("m/d;@").read(-1.0, false).0, Value::Date(None, "-1".into()));
        assert_eq!(NumberFormat::builtin(14).read(44_905.0, false).0, values::moment(44_905.0, false));
    }
}
