//! Rules: how the points of one leaf come about from its figures.
//!
//! A rule is entered by people, made of words, or code. Words are data: the engine evaluates them, explains them and
//! knows their thresholds. A new word is one file here that implements [`Word`], and its registration in `rubric`.

mod count;
mod group;
mod inputs;
mod measure;
mod ratio;
mod slope;
mod tier;
mod words;

pub use count::{Each, MinusEach};
pub use group::{Group, Peers, Row};
pub use inputs::{Figures, Inputs};
pub use measure::{Against, Basis, Measure, WhenZero};
pub use ratio::Ratio;
pub use slope::Slope;
pub use tier::{Bound, Tier, Worth};
pub use words::{Branch, Combine, Condition, Part, Words};

use crate::{Frame, Points, Text};
use rust_decimal::Decimal;
use std::fmt;

/// Why a rule gave no points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The denominator named is 0.
    ZeroDenominator(String),
    /// No branch covers this value of the measure.
    NoBranch(Decimal),
    /// No branch is for units with this value of the attribute named.
    NoBranchForUnit(String, String),
    /// The rule gave points below 0 or above the maximum.
    OutOfRange(Points),
    /// The numbers are too large for 28 digits.
    Overflow,
    /// A logarithm of 0 or less.
    NoLogarithm(Decimal),
    /// The rule asks for a figure that its leaf does not declare.
    UnknownFigure(String),
    /// The rule needs last year's value of the figure named, and there is none.
    NoLastYear(String),
    /// The rule needs an attribute of the unit that the list of units does not have.
    UnknownAttribute(String),
    /// A rule of code stopped; the message is the language's own. Then where in the script, innermost first.
    Code(Text, Vec<Frame>),
}

impl Fault {
    /// Where in the script a rule of code stopped and from where that was called; of other faults nothing.
    pub fn trace(&self) -> Vec<Frame> {
        if let Self::Code(_, trace) = self { trace.clone() } else { Vec::new() }
    }
}

/// One word of a rule: it answers with points, or leaves the case to the next word.
pub trait Word: fmt::Debug + Send + Sync {
    /// Points for a measured value, `None` when this word does not cover it.
    ///
    /// # Errors
    /// [`Fault::Overflow`] when the arithmetic leaves 28 digits.
    fn points(&self, measure: &Ratio, max: Points) -> Result<Option<Points>, Fault>;

    /// The word as part of a sentence, `max` being the maximum of its part.
    fn explain(&self, measure: &Measure, max: Points) -> Text;

    /// The most that it can give, `max` being the maximum of its part.
    fn most(&self, max: Points) -> Points;

    /// The values of the measure at which the points change course: where it pays to probe.
    fn thresholds(&self) -> Vec<Decimal>;
}

/// The function type behind [`Code`]: the inputs and the leaf's maximum give points.
pub type Call = dyn Fn(&Inputs<'_>, Points) -> Result<Points, Fault> + Send + Sync;

/// A function that rules of code share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Its name; of one that is imported with the name of the file: `c::cap`.
    pub name: String,
    /// All of its text, without the script's line breaks.
    pub text: String,
}

/// A rule that can only be called.
pub struct Code {
    call: Box<Call>,
    /// The text of the rule, for people.
    pub text: String,
    /// The shared functions that it calls, directly or through others, by name.
    pub functions: Vec<Function>,
    /// Whether it looks at other units.
    pub looks_around: bool,
    /// How many of its branches the examples reach, and how many there are.
    pub branches: (usize, usize),
}

impl Code {
    /// Wraps a function and the text it was made from.
    pub fn new(
        text: impl Into<String>,
        call: impl Fn(&Inputs<'_>, Points) -> Result<Points, Fault> + Send + Sync + 'static,
    ) -> Self {
        Self { call: Box::new(call), text: text.into(), functions: Vec::new(), looks_around: false, branches: (0, 0) }
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
    pub fn points(&self, inputs: &Inputs<'_>, max: Points) -> Result<Option<Points>, Fault> {
        let points = match self {
            Self::Entered => return Ok(None),
            Self::Words(words) => words.points(inputs, max)?,
            Self::Code(code) => (code.call)(inputs, max)?,
        };
        if points.is_negative() || points > max { Err(Fault::OutOfRange(points)) } else { Ok(Some(points)) }
    }

    /// Whether figures decide, rather than people alone.
    pub fn is_computable(&self) -> bool {
        !matches!(self, Self::Entered)
    }

    /// Whether it may look at the figures of other units.
    pub fn looks_around(&self) -> bool {
        match self {
            Self::Entered => false,
            Self::Words(words) => words.looks_around(),
            Self::Code(code) => code.looks_around,
        }
    }

    /// Whether it looks at last year's figures.
    pub fn looks_back(&self) -> bool {
        match self {
            Self::Entered => false,
            Self::Words(words) => words.parts().any(|part| {
                part.measure.against() == Some(Against::LastYear)
                    || matches!(part.measure.basis(), Basis::OrLastYear(..))
            }),
            Self::Code(code) => std::iter::once(&code.text)
                .chain(code.functions.iter().map(|function| &function.text))
                .any(|text| text.contains(".last(")),
        }
    }

    /// The first measure that words compare with the group, as it is taken of each unit.
    pub fn compared(&self) -> Option<Measure> {
        let Self::Words(words) = self else { return None };
        let around = |part: &&Part| matches!(part.measure.against(), Some(Against::Mean | Against::Best));
        words.parts().find(around).map(|part| Measure::new(part.measure.basis().clone()))
    }

    /// The rule as a sentence; `label` gives the words for a figure's name.
    pub fn explain(&self, max: Points, label: &dyn Fn(&str) -> String) -> Text {
        match self {
            Self::Entered => Text::new("điểm do người chấm nhập", "points are entered by people"),
            Self::Code(code) => Text::same(code.text.clone()),
            Self::Words(words) => words.explain(max, label),
        }
    }
}
