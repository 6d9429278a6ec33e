//! Rules: how the points of one leaf come about from its figures.
//!
//! A rule is entered by people, made of words, or code. Words are data: the engine evaluates them, explains them and
//! knows their thresholds. A new word is one file here that implements [`Word`], and its registration in `rubric`.

mod count;
mod measure;
mod tier;

pub use count::{Each, MinusEach};
pub use measure::{Measure, Ratio};
pub use tier::{Bound, Tier, Worth};

use crate::{Place, Points, Text};
use rust_decimal::Decimal;
use std::fmt;

/// The figures of one leaf, in the order in which it asks for them. All of them are known: a rule is never called with a blank.
#[derive(Debug, Clone, Copy)]
pub struct Figures<'a> {
    /// Names, as the rubric spells them.
    pub names: &'a [String],
    /// Values, one a name.
    pub values: &'a [Decimal],
}

impl Figures<'_> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<Decimal> {
        self.names.iter().position(|other| other == name).and_then(|at| self.values.get(at)).copied()
    }
}

/// Why a rule gave no points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The denominator named is 0.
    ZeroDenominator(String),
    /// No branch covers this value of the measure.
    NoBranch(Decimal),
    /// The rule gave points below 0 or above the maximum.
    OutOfRange(Points),
    /// The numbers are too large for 28 digits.
    Overflow,
    /// The rule asks for a figure that its leaf does not declare.
    UnknownFigure(String),
    /// A rule of code stopped; the message is the language's own, with its place in the script.
    Code(Text, Place),
}

/// One word of a rule: it answers with points, or leaves the case to the next word.
pub trait Word: fmt::Debug + Send + Sync {
    /// Points for a measured value, `None` when this word does not cover it.
    ///
    /// # Errors
    /// [`Fault::Overflow`] when the arithmetic leaves 28 digits.
    fn points(&self, measure: &Ratio, max: Points) -> Result<Option<Points>, Fault>;

    /// The word as part of a sentence, `max` being the leaf's maximum.
    fn explain(&self, measure: &Measure, max: Points) -> Text;

    /// The values of the measure at which the points change course: where it pays to probe.
    fn thresholds(&self) -> Vec<Decimal>;
}

/// A rule of words: a measure, and words tried in order.
#[derive(Debug)]
pub struct Words {
    /// What is measured.
    pub measure: Measure,
    /// The words, the first that covers the measured value decides.
    pub words: Vec<Box<dyn Word>>,
}

impl Words {
    /// The points for a set of figures.
    ///
    /// # Errors
    /// Any [`Fault`] but [`Fault::Code`].
    pub fn points(&self, figures: Figures<'_>, max: Points) -> Result<Points, Fault> {
        let measured = self.measure.of(figures)?;
        for word in &self.words {
            if let Some(points) = word.points(&measured, max)? {
                return Ok(points);
            }
        }
        Err(measured.value().map_or(Fault::Overflow, Fault::NoBranch))
    }
}

/// The function type behind [`Code`]: the figures and the leaf's maximum give points.
pub type Call = dyn Fn(Figures<'_>, Points) -> Result<Points, Fault> + Send + Sync;

/// A rule that can only be called.
pub struct Code {
    call: Box<Call>,
    /// The text of the rule, for people.
    pub text: String,
}

impl Code {
    /// Wraps a function and the text it was made from.
    pub fn new(
        text: impl Into<String>,
        call: impl Fn(Figures<'_>, Points) -> Result<Points, Fault> + Send + Sync + 'static,
    ) -> Self {
        Self { call: Box::new(call), text: text.into() }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Code").field(&self.text).finish()
    }
}

/// How the points of a leaf come about.
#[derive(Debug, Default)]
pub enum Rule {
    /// People enter them.
    #[default]
    Entered,
    /// Words.
    Words(Words),
    /// Code.
    Code(Code),
}

impl Rule {
    /// The points for a set of figures, within 0…`max`; `None` when people enter them.
    ///
    /// # Errors
    /// Any [`Fault`]; [`Fault::OutOfRange`] when the rule leaves 0…`max`.
    pub fn points(&self, figures: Figures<'_>, max: Points) -> Result<Option<Points>, Fault> {
        let points = match self {
            Self::Entered => return Ok(None),
            Self::Words(words) => words.points(figures, max)?,
            Self::Code(code) => (code.call)(figures, max)?,
        };
        if points < Points::ZERO || points > max { Err(Fault::OutOfRange(points)) } else { Ok(Some(points)) }
    }

    /// Whether figures decide, rather than people alone.
    pub fn is_computable(&self) -> bool {
        !matches!(self, Self::Entered)
    }

    /// The rule as a sentence; `label` gives the words for a figure's name.
    pub fn explain(&self, max: Points, label: &dyn Fn(&str) -> String) -> Text {
        match self {
            Self::Entered => Text::new("điểm do người chấm nhập", "points are entered by people"),
            Self::Code(code) => Text::same(code.text.clone()),
            Self::Words(Words { measure, words }) => {
                let measured = measure.explain(label);
                let parts: Vec<Text> = words.iter().map(|word| word.explain(measure, max)).collect();
                let join = |pick: fn(&Text) -> &str| {
                    let parts: Vec<&str> = parts.iter().map(pick).collect();
                    format!("{}: {}", pick(&measured), parts.join("; "))
                };
                Text::new(join(|text| &text.vi), join(|text| &text.en))
            }
        }
    }
}
