//! `campaign.toml`: what it may say, and where it goes wrong.

use crate::wording;
use scoring::{Context, Date, Lang, Place, Problem, Text};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `campaign.toml` as it is written. Unknown words are refused, so that a misspelt one is not silently ignored.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) rubric: String,
    pub(crate) units: String,
    pub(crate) previous: Option<PreviousFile>,
    #[serde(default = "vietnamese")]
    pub(crate) language: String,
    pub(crate) as_of: Option<toml::value::Datetime>,
    #[serde(default)]
    pub(crate) sheets: Vec<SheetSet>,
    #[serde(default)]
    pub(crate) data: Vec<DataSet>,
}

/// Last year's published result.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviousFile {
    pub(crate) year: Option<i32>,
    pub(crate) file: String,
}

/// The sheets of one round, or of one office in a round.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SheetSet {
    pub(crate) round: String,
    pub(crate) office: Option<String>,
    pub(crate) files: String,
    pub(crate) due: Option<toml::value::Datetime>,
    pub(crate) received: Option<String>,
    #[serde(default)]
    pub(crate) columns: BTreeMap<String, String>,
}

/// Tables of figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DataSet {
    pub(crate) files: String,
    /// Last year's figures, for rules that compare with them.
    #[serde(default)]
    pub(crate) previous: bool,
    /// The decimal mark of its numbers, where they do not tell themselves.
    pub(crate) decimal: Option<DecimalMark>,
}

/// A decimal mark.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) enum DecimalMark {
    #[serde(rename = ".")]
    Point,
    #[serde(rename = ",")]
    Comma,
}

impl DecimalMark {
    /// The mark itself.
    pub(crate) fn character(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

fn vietnamese() -> String {
    "vi".into()
}

impl Settings {
    /// Reads the text of `campaign.toml`.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| {
            let problem = wording::bad_settings(error.message());
            // What is missing at the top level has no place of its own.
            match error.span().map(|span| span.start) {
                Some(start) if start > 0 || !error.message().starts_with("missing") => at(problem, file, text, start),
                _ => problem.at(Place::File(file.to_owned())),
            }
        })
    }

    /// The language of what is written.
    pub(crate) fn language(&self) -> Option<Lang> {
        Lang::parse(&self.language)
    }
}

/// A day written in the settings; `None` when it is a time without a day.
pub(crate) fn day(value: &toml::value::Datetime) -> Option<Date> {
    let date = value.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
}

/// A problem about a value, at the first place where the settings write it.
pub(crate) fn at_value(problem: Problem, file: &str, text: &str, value: &str) -> Problem {
    let written = ['"', '\''].map(|mark| format!("{mark}{value}{mark}"));
    match written.iter().find_map(|written| text.find(written.as_str())) {
        Some(start) => at(problem, file, text, start),
        None => problem.at(Place::File(file.to_owned())),
    }
}

fn at(problem: Problem, file: &str, text: &str, offset: usize) -> Problem {
    let (line, column, context) = locate(text, offset);
    problem.at(Place::Script { file: file.to_owned(), line, column }).with_context(context)
}

fn locate(text: &str, offset: usize) -> (usize, usize, Context) {
    let offset = (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let start = before.rsplit('\n').next().unwrap_or_default().chars().count();
    let shown = text.lines().nth(line).unwrap_or_default().to_owned();
    let word = shown.chars().skip(start).take_while(|c| !c.is_whitespace()).count();
    (line + 1, start + 1, Context { end: start + word.max(1), start, line: shown, label: Text::default() })
}
