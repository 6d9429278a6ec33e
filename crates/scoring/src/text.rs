//! Two languages: every sentence a user may read exists in Vietnamese and in English.

use rust_decimal::Decimal;

/// The language of a message or of a written file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Lang {
    /// Vietnamese, the default: decimal comma, dates as day/month/year.
    #[default]
    Vi,
    /// English: decimal point, dates as year-month-day.
    En,
}

impl Lang {
    /// `vi` or `en`; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// `vi` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// One of two wordings.
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// A number as people of this language read it, shortest form: `11,5` or `11.5`.
    pub fn number(self, value: Decimal) -> String {
        self.mark(value.normalize().to_string())
    }

    /// A number with exactly `digits` decimals, rounded half-up for display: `57,90`.
    pub fn fixed(self, value: Decimal, digits: u32) -> String {
        let rounded = crate::RoundingMode::HalfUp.round(value, digits);
        self.mark(format!("{rounded:.0$}", digits as usize))
    }

    fn mark(self, text: String) -> String {
        match self {
            Self::Vi => text.replace('.', ","),
            Self::En => text,
        }
    }
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Both wordings of a sentence.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// The same words in both languages: a name, a code, a path.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), vi: text }
    }

    /// The wording in one language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.vi, &self.en)
    }
}
