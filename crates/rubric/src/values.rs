//! What a script hands to a word: numbers, texts and lists, each refused with a sentence when it is something else.

use crate::draft::Shared;
use crate::wording;
use rhai::{Array, Dynamic, NativeCallContext};
use rust_decimal::Decimal;
use scoring::Points;

/// A call of a word: where it stands, and where to report.
pub(crate) struct Call<'a> {
    pub(crate) shared: &'a Shared,
    pub(crate) word: String,
    pub(crate) at: rhai::Position,
}

impl<'a> Call<'a> {
    pub(crate) fn new(shared: &'a Shared, context: &NativeCallContext) -> Self {
        Self { shared, word: context.fn_name().to_owned(), at: context.call_position() }
    }

    /// Reports at the word. The value is lost, so checks of the whole would only repeat this.
    pub(crate) fn report(&self, problem: scoring::Problem) {
        self.shared.with(|draft| {
            draft.broken = true;
            draft.report(problem, self.at);
        });
    }

    /// A number, whole or decimal.
    pub(crate) fn number(&self, value: &Dynamic, what: &'static str) -> Option<Decimal> {
        let number = number(value);
        if number.is_none() {
            self.report(wording::not_a_number(&self.word, what, &shown(value)));
        }
        number
    }

    /// A number of points.
    pub(crate) fn points(&self, value: &Dynamic, what: &'static str) -> Option<Points> {
        let number = self.number(value, what)?;
        let points = Points::new(number);
        if points.is_none() {
            self.report(wording::too_large(&self.word, number));
        }
        points
    }

    /// A text, trimmed and in NFC; an empty one is a problem.
    pub(crate) fn text(&self, value: &Dynamic, what: &'static str) -> Option<String> {
        let text = value.clone().into_string().ok().map(|text| tidy(&text)).filter(|text| !text.is_empty());
        if text.is_none() {
            self.report(wording::not_a_text(&self.word, what, &shown(value)));
        }
        text
    }

    /// A list of numbers.
    pub(crate) fn numbers(&self, values: &Array, what: &'static str) -> Option<Vec<Decimal>> {
        values.iter().map(|value| self.number(value, what)).collect()
    }
}

/// A number from a script's value.
pub(crate) fn number(value: &Dynamic) -> Option<Decimal> {
    value.as_int().map(Decimal::from).or_else(|_| value.as_decimal()).ok()
}

fn shown(value: &Dynamic) -> String {
    if value.is_string() { format!("\"{value}\"") } else { value.to_string() }
}

fn tidy(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.trim().nfc().collect()
}
