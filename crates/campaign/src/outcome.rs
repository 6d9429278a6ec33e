//! What a run came to.

use crate::receipt::Input;
use scoring::{Assessment, Facts, Lang, Problem, Rubric, Severity, Unit, UnitIndex};

/// Why there is nothing to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The campaign can't be read at all: no settings, no units, no rubric file.
    CannotRun(Vec<Problem>),
    /// The rubric has errors: nothing is scored with it.
    BadRubric(Vec<Problem>),
}

impl Stop {
    /// What to tell the user.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::CannotRun(problems) | Self::BadRubric(problems) => problems,
        }
    }
}

/// Everything that is known after a run.
#[derive(Debug)]
pub struct Outcome {
    /// The rubric.
    pub rubric: Rubric,
    /// The units, by code.
    pub units: Vec<Unit>,
    /// Finds units by name.
    pub index: UnitIndex,
    /// What was found in the files.
    pub facts: Facts,
    /// The result.
    pub assessment: Assessment,
    /// Everything that is wrong or doubtful, sorted, errors first.
    pub problems: Vec<Problem>,
    /// The year compared with.
    pub previous_year: Option<i32>,
    /// The language of what is written.
    pub language: Lang,
    /// The campaign's own date.
    pub as_of: Option<scoring::Date>,
    pub(crate) inputs: Vec<Input>,
}

impl Outcome {
    /// How many problems have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// How many score sheets were read.
    pub fn sheets(&self) -> usize {
        self.inputs.iter().filter(|input| input.round.is_some()).count()
    }
}
