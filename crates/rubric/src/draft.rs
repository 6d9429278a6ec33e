//! What a script has declared so far, with the places to point to.

use crate::source::Source;
use crate::try_code::Coded;
use rhai::{FnPtr, Position};
use rust_decimal::Decimal;
use scoring::rule::{Against, Basis, Combine, Condition, WhenZero, Word};
use scoring::{NodeId, Place, Points, Problem, Rubric};
use std::sync::{Arc, Mutex, PoisonError};

/// A part of a rule under construction: a measure and the words about it.
pub(crate) struct PartDraft {
    /// Where it begins.
    pub(crate) at: Position,
    pub(crate) measure: Option<(Basis, Position)>,
    pub(crate) against: Option<Against>,
    pub(crate) words: Vec<Box<dyn Word>>,
    pub(crate) max: Option<Points>,
    pub(crate) when_zero: Option<WhenZero>,
    /// Threshold and points of the last tier, from which a slope goes on.
    pub(crate) last_tier: Option<(Decimal, Points)>,
}

/// The parts for one kind of unit, under construction.
pub(crate) struct BranchDraft {
    pub(crate) condition: Option<Condition>,
    pub(crate) parts: Vec<PartDraft>,
    pub(crate) combine: Combine,
    pub(crate) round: Option<u32>,
}

/// A leaf's rule under construction.
#[derive(Default)]
pub(crate) struct RuleDraft {
    pub(crate) branches: Vec<BranchDraft>,
    /// A closure, its text, and where it was given.
    pub(crate) code: Option<(FnPtr, String, Position)>,
    /// Where `.computed()` was said.
    pub(crate) computed: Option<Position>,
}

impl RuleDraft {
    /// The branch that words now belong to.
    pub(crate) fn branch(&mut self) -> &mut BranchDraft {
        if self.branches.is_empty() {
            self.branches.push(BranchDraft { condition: None, parts: Vec::new(), combine: Combine::Sum, round: None });
        }
        let last = self.branches.len() - 1;
        &mut self.branches[last]
    }

    /// The part that words now belong to.
    pub(crate) fn part(&mut self, at: Position) -> &mut PartDraft {
        let parts = &mut self.branch().parts;
        if parts.is_empty() {
            parts.push(PartDraft::new(at));
        }
        let last = parts.len() - 1;
        &mut parts[last]
    }
}

impl PartDraft {
    pub(crate) fn new(at: Position) -> Self {
        Self { at, measure: None, against: None, words: Vec::new(), max: None, when_zero: None, last_tier: None }
    }
}

/// A closure to be turned into a function when the script has run, with its text and place.
pub(crate) struct Closure {
    pub(crate) function: FnPtr,
    pub(crate) text: String,
}

/// What a closure beside the leaves is for.
pub(crate) enum Purpose {
    /// Combines the parts of a node.
    Combine(NodeId),
    /// Decides an adjustment, by its place.
    Adjust(usize),
    /// Decides a ceiling, by its place.
    Gate(usize),
    /// Makes the word of a result, by its place.
    Result(usize),
}

/// A node as declared. `id` is `None` when it could not be put into the tree.
pub(crate) struct NodeDraft {
    pub(crate) id: Option<NodeId>,
    pub(crate) at: Position,
    pub(crate) rule: RuleDraft,
}

/// What a node that is named by its code is for.
#[derive(Clone, Copy)]
pub(crate) enum Named {
    /// Part of a result, by its place.
    Result(usize),
    /// A tie-breaker, by its place.
    TieBreak(usize),
}

/// Everything a script has declared.
pub(crate) struct Draft {
    pub(crate) source: Source,
    pub(crate) rubric: Rubric,
    /// Where `rubric(…)` was called, if it was.
    pub(crate) header: Option<Position>,
    pub(crate) nodes: Vec<NodeDraft>,
    pub(crate) bands: Vec<Position>,
    /// The offices that leaves name, checked at the end so that order does not matter.
    pub(crate) offices_named: Vec<(String, Position)>,
    /// The codes that results, ties and the like name, checked at the end: code, place, and what to do with the node.
    pub(crate) codes_named: Vec<(String, Position, Named)>,
    /// Where each adjustment and each ceiling stands, and whether it was said when it applies.
    pub(crate) adjustments: Vec<(Position, bool)>,
    pub(crate) ceilings: Vec<(Position, bool)>,
    /// Closures beside those of leaves.
    pub(crate) closures: Vec<(Purpose, Closure, Position)>,
    /// The closures that are rules of leaves, to be tried.
    pub(crate) coded: Vec<Coded>,
    pub(crate) problems: Vec<Problem>,
    /// A statement stopped: checks that would only repeat it are left out.
    pub(crate) broken: bool,
}

impl Draft {
    pub(crate) fn new(file: &str, text: &str) -> Self {
        Self {
            source: Source::new(file, text),
            rubric: Rubric::new("", ""),
            header: None,
            nodes: Vec::new(),
            bands: Vec::new(),
            offices_named: Vec::new(),
            codes_named: Vec::new(),
            adjustments: Vec::new(),
            ceilings: Vec::new(),
            closures: Vec::new(),
            coded: Vec::new(),
            problems: Vec::new(),
            broken: false,
        }
    }

    /// The names of all figures that leaves ask for.
    pub(crate) fn figure_names(&self) -> impl Iterator<Item = &str> {
        self.rubric.nodes.iter().flat_map(|node| &node.asks).map(String::as_str)
    }

    /// The place of a position; the file as a whole when it has none.
    pub(crate) fn place(&self, at: Position) -> Place {
        self.source.place(at)
    }

    /// Puts a problem at a position.
    pub(crate) fn locate(&self, problem: Problem, at: Position) -> Problem {
        let mut problem = problem.at(self.place(at));
        problem.context = self.source.context(at);
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
        let rest = self.source.lines.iter().skip(line - 1).enumerate().map(|(number, text)| {
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
