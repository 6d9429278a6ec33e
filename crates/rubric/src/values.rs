//! What a script hands to a word: numbers, texts and lists, each refused with a sentence when it is something else.

use crate::draft::Shared;
use crate::forms::forms;
use crate::source::Mark;
use crate::wording;
use crate::words::{Handle, is_thing};
use rhai::{Array, Dynamic, FnPtr, NativeCallContext};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use scoring::{Points, Problem};
use std::ops::RangeInclusive;

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

    /// A word about a thing; what can be said once and was said before is a problem.
    pub(crate) fn on<H: Handle>(shared: &'a Shared, context: &NativeCallContext, thing: H) -> Self {
        let call = Self::new(shared, context);
        let once = forms(&call.word).find(|form| form.owner.is(H::NAME)).map_or("", |form| form.once);
        if !once.is_empty()
            && let Some((before, at)) =
                shared.with(|draft| draft.said.insert((H::NAME, thing.number(), once), (call.word.clone(), call.at)))
        {
            call.report(wording::said_twice(&call.word, &before, at.line().unwrap_or_default()));
        }
        call
    }

    /// Where a value stands, the first being 0.
    pub(crate) fn value(&self, index: usize) -> Mark {
        self.shared.with(|draft| draft.source.value(self.at, index))
    }

    /// Reports at the word. The value is lost, so checks of the same thing would only repeat this.
    pub(crate) fn report(&self, problem: Problem) {
        self.shared.with(|draft| draft.lose(problem, self.at));
    }

    /// Reports at a value. It is lost, so checks of the same thing would only repeat this.
    pub(crate) fn report_value(&self, index: usize, problem: Problem) {
        self.shared.with(|draft| draft.lose(problem, draft.source.value(self.at, index)));
    }

    /// A number, whole or decimal.
    pub(crate) fn number(&self, index: usize, value: &Dynamic, what: &'static str) -> Option<Decimal> {
        let number = number(value);
        if number.is_none() {
            self.report_value(index, wording::not_a_number(&self.word, what, value));
        }
        if let Some(number) = number.filter(|number| grouped(*number)) {
            let mark = self.value(index);
            self.shared.with(|draft| draft.report(wording::thousands(&self.word, number), mark));
        }
        number
    }

    /// A number above 0.
    pub(crate) fn positive(&self, index: usize, value: &Dynamic, what: &'static str) -> Option<Decimal> {
        let number = self.number(index, value, what)?;
        if number <= Decimal::ZERO {
            self.report_value(index, wording::not_positive(&self.word, what, number));
            return None;
        }
        Some(number)
    }

    /// A number from 0 to 100.
    pub(crate) fn percent(&self, index: usize, value: &Dynamic, what: &'static str) -> Option<Decimal> {
        let number = self.number(index, value, what)?;
        if number < Decimal::ZERO || number > Decimal::ONE_HUNDRED {
            self.report_value(index, wording::no_percentage(&self.word, what, number));
            return None;
        }
        Some(number)
    }

    /// A whole number within bounds.
    pub(crate) fn whole(
        &self,
        index: usize,
        value: &Dynamic,
        what: &'static str,
        bounds: RangeInclusive<u32>,
    ) -> Option<u32> {
        let number = self.number(index, value, what)?;
        let fits = number.is_integer().then(|| number.to_u32()).flatten().filter(|whole| bounds.contains(whole));
        if fits.is_none() {
            self.report_value(index, wording::out_of_range(&self.word, what, number, &bounds));
        }
        fits
    }

    /// A number of points, negative ones included.
    pub(crate) fn change(&self, index: usize, value: &Dynamic, what: &'static str) -> Option<Points> {
        let number = self.number(index, value, what)?;
        let points = Points::new(number);
        if points.is_none() {
            self.report_value(index, wording::too_large(&self.word, what, number));
        }
        points
    }

    /// A number of points, 0 or more.
    pub(crate) fn points(&self, index: usize, value: &Dynamic, what: &'static str) -> Option<Points> {
        let points = self.change(index, value, what)?;
        if points < Points::ZERO {
            self.report_value(index, wording::negative_points(&self.word, what, points));
            return None;
        }
        Some(points)
    }

    /// A text, trimmed and in NFC; an empty one is a problem.
    pub(crate) fn text(&self, index: usize, value: &Dynamic, what: &'static str) -> Option<String> {
        let text = value.clone().into_string().ok().map(|text| tidy(&text)).filter(|text| !text.is_empty());
        if index == 0 && is_thing(value) {
            // `round(…).band(…)`: what the word was hung on comes as its first value.
            self.report(wording::joined(&self.word));
            return None;
        }
        if text.is_none() {
            self.report_value(index, wording::not_a_text(&self.word, what, value));
        }
        text
    }

    /// An id or a code: a text without spaces. Where it has some, it is the title that stands in its place.
    pub(crate) fn id(&self, index: usize, value: &Dynamic, what: &'static str) -> Option<String> {
        let id = self.text(index, value, what)?;
        if id.contains(char::is_whitespace) {
            self.report_value(index, wording::id_with_spaces(&self.word, what, &id));
            return None;
        }
        Some(id)
    }

    /// A list of texts, or one text.
    pub(crate) fn texts(&self, index: usize, value: &Dynamic, what: &'static str) -> Option<Vec<String>> {
        let Some(list) = value.clone().try_cast::<Array>() else {
            return self.text(index, value, what).map(|text| vec![text]);
        };
        if list.is_empty() {
            self.report_value(index, wording::empty_list(&self.word, what));
            return None;
        }
        list.iter().map(|value| self.text(index, value, what)).collect()
    }

    /// A list of numbers.
    pub(crate) fn numbers(&self, index: usize, values: &Array, what: &'static str) -> Option<Vec<Decimal>> {
        values.iter().map(|value| self.number(index, value, what)).collect()
    }

    /// A function |x| … with its text.
    pub(crate) fn function(&self, index: usize, value: &Dynamic, parameter: &'static str) -> Option<(FnPtr, String)> {
        let Some(function) = value.clone().try_cast::<FnPtr>() else {
            self.report_value(index, wording::not_a_function(&self.word, parameter, value));
            return None;
        };
        let text = self.shared.with(|draft| draft.argument_text(self.at));
        Some((function, text))
    }
}

/// Whether a number looks as if its point were to part thousands: 16.000 is 16.
fn grouped(number: Decimal) -> bool {
    number.scale() == 3 && number.mantissa() % 10 == 0 && number.abs() >= Decimal::ONE
}

/// A number from a script's value.
pub(crate) fn number(value: &Dynamic) -> Option<Decimal> {
    value.as_int().map(Decimal::from).or_else(|_| value.as_decimal()).ok()
}

fn tidy(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.trim().nfc().collect()
}
