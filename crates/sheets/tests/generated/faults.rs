//! What goes wrong in one row, and what a careful clerk makes of it.

use crate::layout::{Line, text};
use proptest::prelude::*;
use rust_decimal::Decimal;
use scoring::{Date, Value};

/// What must come out for a leaf whose row has a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The true score.
    Taken,
    /// No score, and an error about it.
    Refused,
    /// The true score, or none with an error: never another.
    Open,
}

/// A fault of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    CommaText,
    WithUnit,
    Footnote,
    OutOfMaximum,
    Noise,
    Blank,
    Words,
    Dash,
    AboveMaximum,
    Negative,
    ErrorCell,
    DateCell,
    Uncalculated,
    CodeDot,
    CodeSpace,
    CodeComma,
    CodeNumber,
    CodeDate,
    CodeGone,
    CodeOfAnother,
    TitleWithoutMarks,
    TitleShort,
    TitleGone,
    RowGone,
    RowTwice,
}

const ALL: [Fault; 25] = [
    Fault::CommaText,
    Fault::WithUnit,
    Fault::Footnote,
    Fault::OutOfMaximum,
    Fault::Noise,
    Fault::Blank,
    Fault::Words,
    Fault::Dash,
    Fault::AboveMaximum,
    Fault::Negative,
    Fault::ErrorCell,
    Fault::DateCell,
    Fault::Uncalculated,
    Fault::CodeDot,
    Fault::CodeSpace,
    Fault::CodeComma,
    Fault::CodeNumber,
    Fault::CodeDate,
    Fault::CodeGone,
    Fault::CodeOfAnother,
    Fault::TitleWithoutMarks,
    Fault::TitleShort,
    Fault::TitleGone,
    Fault::RowGone,
    Fault::RowTwice,
];

pub(crate) fn fault() -> impl Strategy<Value = Fault> {
    prop::sample::select(&ALL[..])
}

impl Fault {
    pub(crate) fn outcome(self) -> Outcome {
        match self {
            Self::CommaText | Self::WithUnit | Self::Footnote | Self::OutOfMaximum | Self::Noise => Outcome::Taken,
            Self::CodeDot | Self::CodeSpace | Self::TitleWithoutMarks | Self::TitleShort | Self::TitleGone => {
                Outcome::Taken
            }
            Self::CodeComma | Self::CodeNumber | Self::CodeDate | Self::CodeGone | Self::CodeOfAnother => Outcome::Open,
            Self::Blank | Self::Words | Self::Dash | Self::AboveMaximum | Self::Negative | Self::ErrorCell => {
                Outcome::Refused
            }
            Self::DateCell | Self::Uncalculated | Self::RowGone | Self::RowTwice => Outcome::Refused,
        }
    }

    /// Spoils the line at a place. `other` is the code of another leaf.
    pub(crate) fn plant(self, lines: &mut Vec<Line>, at: usize, score: Decimal, max: Decimal, other: &str) {
        let line = &mut lines[at];
        let code = line.leaf.clone();
        let comma = score.to_string().replace('.', ",");
        let title = match &line.title {
            Some(Value::Text(title)) => title.clone(),
            _ => String::new(),
        };
        match self {
            Self::CommaText => line.score = Some(text(&format!(" {comma}\u{a0}"))),
            Self::WithUnit => line.score = Some(text(&format!("{comma} điểm"))),
            Self::Footnote => line.score = Some(text(&format!("{comma}*"))),
            Self::OutOfMaximum => line.score = Some(text(&format!("{comma}/{max}"))),
            Self::Noise => line.score = Some(Value::Number(score + Decimal::new(1, 14))),
            Self::Blank => line.score = None,
            Self::Words => line.score = Some(text("Đạt")),
            Self::Dash => line.score = Some(text("-")),
            Self::AboveMaximum => line.score = Some(Value::Number(max + Decimal::ONE)),
            Self::Negative => line.score = Some(Value::Number(-score)),
            Self::ErrorCell => line.score = Some(Value::Error("#DIV/0!".into())),
            Self::DateCell => line.score = Some(Value::Date(Date::new(2022, 5, 1), String::new())),
            Self::Uncalculated => line.score = Some(Value::Uncalculated("E5*2".into())),
            Self::CodeDot => line.code = Some(text(&format!("{code}."))),
            Self::CodeSpace => line.code = Some(text(&format!("\u{a0}{code}  "))),
            Self::CodeComma => line.code = Some(text(&code.replace('.', ","))),
            Self::CodeNumber => {
                line.code = Some(code.parse().map_or(text(&code), |code: Decimal| Value::Number(code.normalize())))
            }
            Self::CodeDate => {
                let parts: Vec<i8> = code.split('.').filter_map(|part| part.parse().ok()).collect();
                let (day, month) = (parts[0], parts[1].min(12));
                line.code = Some(Value::Date(Date::new(2026, month, day), String::new()));
            }
            Self::CodeGone => line.code = None,
            Self::CodeOfAnother => line.code = Some(text(other)),
            Self::TitleWithoutMarks => line.title = Some(text(&scoring::fold(&title).to_uppercase())),
            Self::TitleShort => line.title = Some(text(title.split(' ').next().unwrap())),
            Self::TitleGone => line.title = None,
            Self::RowGone => drop(lines.remove(at)),
            Self::RowTwice => {
                let mut twin = line.clone();
                twin.score = Some(Value::Number(score + Decimal::new(1, 3)));
                lines.insert(at, twin);
            }
        }
    }
}
