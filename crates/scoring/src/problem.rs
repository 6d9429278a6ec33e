//! One shape for everything that is wrong or doubtful, in a script, a file or a cell.

use crate::{CellRef, Text};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Not taken, or can't be computed: somebody must act.
    Error,
    /// Taken, but look at it.
    Warning,
    /// For the record.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`, as written to files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A line of source or a row of a sheet, with the span that the problem is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Context {
    /// The line as it should be shown.
    pub line: String,
    /// First marked character of `line`, counted in characters from 0.
    pub start: usize,
    /// One past the last marked character.
    pub end: usize,
    /// What to write under the mark; may be empty.
    pub label: Text,
}

impl Context {
    /// Cells joined by bars, the one at `marked` marked with `label` under it.
    pub fn row(cells: &[String], marked: usize, label: Text) -> Self {
        const BAR: &str = " │ ";
        let length = |text: &str| text.chars().count();
        let before: usize = cells.iter().take(marked).map(|cell| length(cell) + length(BAR)).sum();
        let end = before + cells.get(marked).map_or(0, |cell| length(cell));
        Self { line: cells.join(BAR), start: before, end, label }
    }
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Place {
    /// About the campaign as a whole.
    #[default]
    Nowhere,
    /// A whole file, by its path inside the campaign with `/`.
    File(String),
    /// A place in a script or a settings file; line and column count from 1, columns in characters.
    Script {
        /// Path inside the campaign, or as the user gave it.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// A sheet as a whole.
    Sheet {
        /// Path inside the campaign.
        file: String,
        /// Name of the sheet; empty for a CSV.
        sheet: String,
    },
    /// One cell.
    Cell {
        /// Path inside the campaign.
        file: String,
        /// Name of the sheet; empty for a CSV.
        sheet: String,
        /// Address.
        cell: CellRef,
    },
}

impl Place {
    /// The file, if the place is in one.
    pub fn file(&self) -> &str {
        match self {
            Self::Nowhere => "",
            Self::File(file) | Self::Script { file, .. } | Self::Sheet { file, .. } | Self::Cell { file, .. } => file,
        }
    }

    /// The sheet, if the place is in one.
    pub fn sheet(&self) -> &str {
        match self {
            Self::Sheet { sheet, .. } | Self::Cell { sheet, .. } => sheet,
            _ => "",
        }
    }

    /// `E14` for a cell, `31:5` for a script, otherwise empty.
    pub fn address(&self) -> String {
        match self {
            Self::Cell { cell, .. } => cell.to_string(),
            Self::Script { line, column, .. } => format!("{line}:{column}"),
            _ => String::new(),
        }
    }
}

/// One step on the way to a place in a script: where it is, with the line, and in which file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// Where.
    pub place: Place,
    /// The line with the mark; its label says what stands there.
    pub context: Option<Context>,
}

/// A finding: what is wrong, where, and what to do. Problems are collected, never thrown at the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Stable name of the kind, in words: `score-above-maximum`.
    pub kind: &'static str,
    /// What is wrong.
    pub message: Text,
    /// What to do; empty when there is nothing to do.
    pub help: Text,
    /// Where.
    pub place: Place,
    /// The line or row it stands in.
    pub context: Option<Context>,
    /// Code of the unit concerned, or empty.
    pub unit: String,
    /// Code of the node concerned, or empty.
    pub code: String,
    /// What was read, as it stands in the file.
    pub found: String,
    /// What would have been right.
    pub expected: Text,
    /// Where in a script it went wrong and from where that was called, innermost first, as far as `place` does not
    /// say it; mostly empty.
    pub trace: Vec<Frame>,
}

impl Problem {
    /// A problem of one kind; everything else is added by the `with_…` calls.
    pub fn new(severity: Severity, kind: &'static str, message: Text) -> Self {
        Self {
            severity,
            kind,
            message,
            help: Text::default(),
            place: Place::Nowhere,
            context: None,
            unit: String::new(),
            code: String::new(),
            found: String::new(),
            expected: Text::default(),
            trace: Vec::new(),
        }
    }

    /// An error.
    pub fn error(kind: &'static str, message: Text) -> Self {
        Self::new(Severity::Error, kind, message)
    }

    /// A warning.
    pub fn warning(kind: &'static str, message: Text) -> Self {
        Self::new(Severity::Warning, kind, message)
    }

    /// A note.
    pub fn note(kind: &'static str, message: Text) -> Self {
        Self::new(Severity::Note, kind, message)
    }

    /// Says what to do.
    #[must_use]
    pub fn with_help(mut self, help: Text) -> Self {
        self.help = help;
        self
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Shows the line or row.
    #[must_use]
    pub fn with_context(mut self, context: Context) -> Self {
        self.context = Some(context);
        self
    }

    /// Says which unit, by code.
    #[must_use]
    pub fn of_unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// Says which node, by code.
    #[must_use]
    pub fn of_node(mut self, code: impl Into<String>) -> Self {
        self.code = code.into();
        self
    }

    /// What was read and what was expected.
    #[must_use]
    pub fn read_as(mut self, found: impl Into<String>, expected: Text) -> Self {
        self.found = found.into();
        self.expected = expected;
        self
    }

    /// Shows the calls that led there, innermost first.
    #[must_use]
    pub fn with_trace(mut self, trace: Vec<Frame>) -> Self {
        self.trace = trace;
        self
    }

    /// Stable order for files and screens: place first, then what it is about. What has no place comes last of its
    /// severity: it is mostly a consequence of what has one.
    pub fn sort(problems: &mut [Self]) {
        let last = |problem: &Self| problem.place == Place::Nowhere;
        problems.sort_by(|a, b| {
            (a.severity, last(a), &a.place, &a.unit, &a.code, a.kind, &a.message).cmp(&(
                b.severity,
                last(b),
                &b.place,
                &b.unit,
                &b.code,
                b.kind,
                &b.message,
            ))
        });
    }
}
