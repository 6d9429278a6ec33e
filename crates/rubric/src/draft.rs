//! What a script has declared so far, with the places to point to.

use crate::source::{Mark, Source};
use crate::try_code::Coded;
use rhai::{FnPtr, Position};
use rust_decimal::Decimal;
use scoring::rule::{Against, Basis, Combine, Condition, WhenZero, Word};
use scoring::{NodeId, Place, Points, Problem, Rubric};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A part of a rule under construction: a measure and the words about it.
pub(crate) struct PartDraft {
    /// Where it begins.
    pub(crate) at: Position,
    pub(crate) measure: Option<(Basis, Position)>,
    pub(crate) against: Option<Against>,
    pub(crate) words: Vec<Box<dyn Word>>,
    /// Where each of the words stands.
    pub(crate) marks: Vec<Position>,
    pub(crate) max: Option<Points>,
    pub(crate) when_zero: Option<(WhenZero, Position)>,
    /// Threshold and points of the last tier, from which a slope goes on.
    pub(crate) last_tier: Option<(Decimal, Points)>,
}

/// The parts for one kind of unit, under construction.
pub(crate) struct BranchDraft {
    /// Where it begins.
    pub(crate) at: Position,
    pub(crate) condition: Option<Condition>,
    pub(crate) parts: Vec<PartDraft>,
    /// How parts come together unless they are added up, and where that is said.
    pub(crate) combine: Option<(Combine, Position)>,
    pub(crate) round: Option<(u32, Position)>,
}

impl BranchDraft {
    pub(crate) fn new(condition: Option<Condition>) -> Self {
        Self { at: Position::NONE, condition, parts: Vec::new(), combine: None, round: None }
    }
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
            self.branches.push(BranchDraft::new(None));
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
        Self {
            at,
            measure: None,
            against: None,
            words: Vec::new(),
            marks: Vec::new(),
            max: None,
            when_zero: None,
            last_tier: None,
        }
    }

    /// Adds a word and remembers where it stands.
    pub(crate) fn push(&mut self, word: Box<dyn Word>, at: Position) {
        self.words.push(word);
        self.marks.push(at);
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
    /// Where each of its choices stands.
    pub(crate) choices: Vec<Position>,
    pub(crate) rule: RuleDraft,
    /// Something in its statement was lost: checks that would only repeat it are left out.
    pub(crate) broken: bool,
}

/// What a node that is named by its code is for.
#[derive(Clone, Copy)]
pub(crate) enum Named {
    /// Part of a result, by its place.
    Result(usize),
    /// A tie-breaker, by its place.
    TieBreak(usize),
}

/// The words that put a node into the tree.
const NODE_WORDS: [&str; 4] = ["domain", "criterion", "subcriterion", "node"];

/// What was said once of a thing: its kind, its number, what is settled.
type Said = BTreeMap<(&'static str, usize, &'static str), (String, Position)>;

/// Everything a script has declared.
pub(crate) struct Draft {
    pub(crate) source: Source,
    pub(crate) rubric: Rubric,
    /// Where `rubric(…)` was called, if it was.
    pub(crate) header: Option<Position>,
    pub(crate) nodes: Vec<NodeDraft>,
    /// Where each band begins and where it is declared.
    pub(crate) bands: Vec<(Decimal, Position)>,
    /// The offices that leaves name, checked at the end so that order does not matter.
    pub(crate) offices_named: Vec<(String, Mark)>,
    /// The rounds that conditions name.
    pub(crate) rounds_named: Vec<(String, Mark)>,
    /// The codes that results, ties and the like name, checked at the end: code, place, and what to do with the node.
    pub(crate) codes_named: Vec<(String, Mark, Named)>,
    /// Where each adjustment and each ceiling stands, and whether it was said when it applies.
    pub(crate) adjustments: Vec<(Position, bool)>,
    pub(crate) ceilings: Vec<(Position, bool)>,
    /// Where each result stands, and whether it was said what it is made of.
    pub(crate) results: Vec<(Position, bool)>,
    /// Closures beside those of leaves.
    pub(crate) closures: Vec<(Purpose, Closure, Position)>,
    /// The closures that are rules of leaves, to be tried.
    pub(crate) coded: Vec<Coded>,
    /// What can be said once and was.
    pub(crate) said: Said,
    /// The words at the head of statements that stopped: what they would have declared is missing for that reason.
    pub(crate) stopped: BTreeSet<String>,
    pub(crate) problems: Vec<Problem>,
    /// Something in the statement that runs was lost.
    pub(crate) broken: bool,
    /// Where each word of a leaf's rule stands, part after part.
    pub(crate) marks: BTreeMap<NodeId, Vec<Vec<Position>>>,
    /// The nodes of which something was lost.
    pub(crate) lost: BTreeSet<NodeId>,
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
            rounds_named: Vec::new(),
            codes_named: Vec::new(),
            adjustments: Vec::new(),
            ceilings: Vec::new(),
            results: Vec::new(),
            closures: Vec::new(),
            coded: Vec::new(),
            said: Said::new(),
            stopped: BTreeSet::new(),
            problems: Vec::new(),
            broken: false,
            marks: BTreeMap::new(),
            lost: BTreeSet::new(),
        }
    }

    /// The names of all figures that leaves ask for.
    pub(crate) fn figure_names(&self) -> impl Iterator<Item = &str> {
        self.rubric.nodes.iter().flat_map(|node| &node.asks).map(String::as_str)
    }

    /// Remembers that a statement stopped. What stands at its head may be misspelt; what is no word at all may stand for
    /// any.
    pub(crate) fn stop(&mut self, head: &str) {
        let near = crate::vocabulary::nearest(head);
        self.stopped.extend(near.iter().map(|word| (*word).to_owned()));
        self.stopped.insert(if near.is_empty() { String::new() } else { head.to_owned() });
    }

    /// Whether a statement with this word at its head stopped.
    pub(crate) fn lost(&self, word: &str) -> bool {
        self.stopped.contains(word) || self.stopped.contains("")
    }

    /// Whether a node may be missing because its statement stopped.
    pub(crate) fn lost_nodes(&self) -> bool {
        NODE_WORDS.iter().any(|word| self.lost(word)) || self.nodes.iter().any(|node| node.id.is_none())
    }

    /// Whether something of this node or of one below was lost.
    pub(crate) fn lost_below(&self, id: NodeId) -> bool {
        self.lost.contains(&id) || self.rubric.node(id).children.iter().any(|child| self.lost_below(*child))
    }

    /// How many nodes, adjustments, ceilings and results there are.
    pub(crate) fn counts(&self) -> [usize; 4] {
        [self.nodes.len(), self.adjustments.len(), self.ceilings.len(), self.results.len()]
    }

    /// The statement that ran is over: if something in it was lost, so is what it declared, from these counts on.
    pub(crate) fn end_statement(&mut self, [nodes, adjustments, ceilings, results]: [usize; 4]) {
        if !std::mem::take(&mut self.broken) {
            return;
        }
        self.nodes.iter_mut().skip(nodes).for_each(|node| node.broken = true);
        let conditions = self.adjustments.iter_mut().skip(adjustments).chain(self.ceilings.iter_mut().skip(ceilings));
        conditions.chain(self.results.iter_mut().skip(results)).for_each(|said| said.1 = true);
    }

    /// The place of a position; the file as a whole when it has none.
    pub(crate) fn place(&self, at: Position) -> Place {
        self.source.place(at)
    }

    /// Puts a problem at a place.
    pub(crate) fn locate(&self, problem: Problem, mark: impl Into<Mark>) -> Problem {
        self.source.locate(problem, mark)
    }

    /// Records a problem at a place.
    pub(crate) fn report(&mut self, problem: Problem, mark: impl Into<Mark>) {
        let problem = self.locate(problem, mark);
        self.problems.push(problem);
    }

    /// Records a problem of the statement that runs: something in it is lost.
    pub(crate) fn lose(&mut self, problem: Problem, mark: impl Into<Mark>) {
        self.broken = true;
        self.report(problem, mark);
    }

    /// The text between the parentheses of the call whose name stands at a position, on one line.
    pub(crate) fn argument_text(&self, at: Position) -> String {
        let values = self.source.values(at).into_iter().map(|(text, _)| text);
        let lines = values.map(|text| text.lines().map(str::trim).collect::<Vec<_>>().join(" "));
        lines.collect::<Vec<_>>().join(", ")
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
