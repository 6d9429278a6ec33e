//! What a script has declared so far, with the places to point to.

use rhai::{FnPtr, Position};
use scoring::rule::{Measure, Word};
use scoring::{Context, NodeId, Place, Problem, Rubric, Text};
use std::sync::{Arc, Mutex, PoisonError};

/// A leaf's rule under construction.
#[derive(Default)]
pub(crate) struct RuleDraft {
    /// What is measured, and where that was said.
    pub(crate) measure: Option<(Measure, Position)>,
    /// The words, in order, and where they were said.
    pub(crate) words: Vec<(Box<dyn Word>, Position)>,
    /// A closure, its text, and where it was given.
    pub(crate) code: Option<(FnPtr, String, Position)>,
    /// Where `.computed()` was said.
    pub(crate) computed: Option<Position>,
}

/// A node as declared. `id` is `None` when it could not be put into the tree.
pub(crate) struct NodeDraft {
    pub(crate) id: Option<NodeId>,
    pub(crate) at: Position,
    pub(crate) rule: RuleDraft,
}

/// Everything a script has declared.
pub(crate) struct Draft {
    file: String,
    lines: Vec<String>,
    pub(crate) rubric: Rubric,
    /// Where `rubric(…)` was called, if it was.
    pub(crate) header: Option<Position>,
    pub(crate) nodes: Vec<NodeDraft>,
    pub(crate) bands: Vec<Position>,
    /// The offices that leaves name, checked at the end so that order does not matter.
    pub(crate) offices_named: Vec<(String, Position)>,
    pub(crate) problems: Vec<Problem>,
    /// A statement stopped: checks that would only repeat it are left out.
    pub(crate) broken: bool,
}

impl Draft {
    pub(crate) fn new(file: &str, text: &str) -> Self {
        Self {
            file: file.to_owned(),
            lines: text.lines().map(str::to_owned).collect(),
            rubric: Rubric::new("", ""),
            header: None,
            nodes: Vec::new(),
            bands: Vec::new(),
            offices_named: Vec::new(),
            problems: Vec::new(),
            broken: false,
        }
    }

    /// The place of a position; the file as a whole when it has none.
    pub(crate) fn place(&self, at: Position) -> Place {
        match (at.line(), at.position()) {
            (Some(line), column) => Place::Script { file: self.file.clone(), line, column: column.unwrap_or(1) },
            _ => Place::File(self.file.clone()),
        }
    }

    /// The line of a position with the word there marked.
    pub(crate) fn context(&self, at: Position) -> Option<Context> {
        let line = self.lines.get(at.line()?.checked_sub(1)?)?;
        let start = at.position().unwrap_or(1).saturating_sub(1);
        let word = line.chars().skip(start).take_while(|c| c.is_alphanumeric() || *c == '_').count();
        Some(Context { line: line.clone(), start, end: start + word.max(1), label: Text::default() })
    }

    /// The text of a line, from 1.
    pub(crate) fn line(&self, number: usize) -> Option<&str> {
        self.lines.get(number.checked_sub(1)?).map(String::as_str)
    }

    /// Puts a problem at a position.
    pub(crate) fn locate(&self, problem: Problem, at: Position) -> Problem {
        let mut problem = problem.at(self.place(at));
        problem.context = self.context(at);
        problem
    }

    /// Records a problem at a position.
    pub(crate) fn report(&mut self, problem: Problem, at: Position) {
        let problem = self.locate(problem, at);
        self.problems.push(problem);
    }

    /// The text between the parentheses of the call whose name stands at a position.
    pub(crate) fn argument_text(&self, at: Position) -> String {
        let (Some(line), Some(column)) = (at.line(), at.position()) else { return String::new() };
        let rest = self.lines.iter().skip(line - 1).enumerate().map(|(number, text)| {
            if number == 0 { text.chars().skip(column - 1).collect() } else { text.trim().to_owned() }
        });
        let (mut depth, mut text) = (0_usize, String::new());
        for c in rest.collect::<Vec<String>>().join(" ").chars() {
            match c {
                '(' => depth += 1,
                ')' if depth <= 1 => break,
                ')' => depth -= 1,
                _ => {}
            }
            if depth > 1 || (depth == 1 && (c != '(' || !text.is_empty())) {
                text.push(c);
            }
        }
        text.trim().to_owned()
    }
}

/// The draft as the script's functions share it while the script runs.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Mutex<Draft>>);

impl Shared {
    pub(crate) fn new(draft: Draft) -> Self {
        Self(Arc::new(Mutex::new(draft)))
    }

    pub(crate) fn with<T>(&self, change: impl FnOnce(&mut Draft) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes the draft out; what the script's functions still hold is an empty one.
    pub(crate) fn take(&self) -> Draft {
        self.with(|draft| std::mem::replace(draft, Draft::new("", "")))
    }
}
