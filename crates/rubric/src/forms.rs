//! What each word hangs on and the kinds of values that it takes: for telling which value is wrong, and for the test
//! that makes every slip that can be made with every word.

/// What a word hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// Nothing: it begins a statement.
    Script,
    /// `rubric(…)`.
    Rubric,
    /// `round(…)`.
    Round,
    /// A domain, criterion or subcriterion, with parts or without.
    Node,
    /// A domain, criterion or subcriterion without parts.
    Leaf,
    /// A domain, criterion or subcriterion with parts.
    Parent,
    /// `adjust(…)` or `ceiling(…)`.
    Condition,
    /// `adjust(…)` only.
    Adjustment,
    /// `result(…)`.
    Result,
}

/// The kind of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text but an empty one.
    Text,
    /// A text that is taken by nothing else of its sort.
    Name,
    /// The code of a node.
    Code,
    /// The id of a declared office.
    Office,
    /// The id of a declared round.
    Round,
    /// The name of a declared band.
    Band,
    /// The name of a figure that the leaf asks for.
    Figure,
    /// A list of such names, or one of them.
    Figures,
    /// The label of a choice, or a list of figures' values.
    Values,
    /// A list of figures' values.
    List,
    /// A text or a list of texts.
    Texts,
    /// One of some words in quotation marks.
    OneOf(&'static [&'static str]),
    /// Any number.
    Number,
    /// Points, 0 or more.
    Points,
    /// Points, above or below 0.
    Change,
    /// A number above 0.
    Positive,
    /// 0 to 100.
    Percent,
    /// A whole number of decimals, 0 to 6.
    Digits,
    /// A whole number, 1900 to 2200.
    Year,
    /// A function of one value.
    Function,
}

/// One way to use a word.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The word.
    pub word: &'static str,
    /// What it hangs on.
    pub owner: Owner,
    /// The kinds of its values, in order.
    pub values: &'static [Kind],
    /// What can be said once of a thing, by this word or another: the name of what it settles. Empty if it may be said
    /// again.
    pub once: &'static str,
}

const fn once(word: &'static str, owner: Owner, values: &'static [Kind], once: &'static str) -> Form {
    Form { word, owner, values, once }
}

const fn many(word: &'static str, owner: Owner, values: &'static [Kind]) -> Form {
    once(word, owner, values, "")
}

use Kind::{
    Band, Change, Code, Digits, Figure, Figures, Function, List, Name, Number, Office, OneOf, Percent, Points,
    Positive, Round, Text, Texts, Values, Year,
};

const MODES: Kind = OneOf(&["half_up", "half_even", "down"]);
const TREATMENTS: Kind = OneOf(&["full", "zero", "excluded", "shared"]);

/// Every form of every word.
pub(crate) const FORMS: &[Form] = &[
    many("rubric", Owner::Script, &[Name, Text]),
    once("source", Owner::Rubric, &[Text], "source"),
    once("index", Owner::Rubric, &[Text], "index"),
    once("year", Owner::Rubric, &[Year], "year"),
    once("version", Owner::Rubric, &[Text], "version"),
    once("scale", Owner::Rubric, &[Positive], "scale"),
    once("decimals", Owner::Rubric, &[Digits], "decimals"),
    once("step", Owner::Rubric, &[Positive], "step"),
    once("rounding", Owner::Rubric, &[MODES], "rounding"),
    once("round_leaves", Owner::Rubric, &[Digits], "round_leaves"),
    once("round_domains", Owner::Rubric, &[Digits], "round_domains"),
    once("total_mean", Owner::Rubric, &[], "total"),
    once("total_weighted_mean", Owner::Rubric, &[], "total"),
    once("total_geometric_mean", Owner::Rubric, &[], "total"),
    once("total_at_most", Owner::Rubric, &[Points], "total_at_most"),
    once("no_sheet_is_zero", Owner::Rubric, &[], "no_sheet_is_zero"),
    once("rank_unrounded", Owner::Rubric, &[], "rank_unrounded"),
    once("ties_share_rank", Owner::Rubric, &[], "ties_share_rank"),
    many("tie_break", Owner::Rubric, &[Code]),
    many("tie_break_by", Owner::Rubric, &[Text]),
    many("round", Owner::Script, &[Name, Text]),
    once("self_assessment", Owner::Round, &[], "self_assessment"),
    once("required", Owner::Round, &[], "required"),
    once("from_data", Owner::Round, &[], "from_data"),
    many("band", Owner::Script, &[Name, Number]),
    many("band", Owner::Result, &[Name, Number]),
    many("office", Owner::Script, &[Name, Text]),
    many("domain", Owner::Script, &[Name, Text]),
    many("domain", Owner::Script, &[Name, Text, Points]),
    many("criterion", Owner::Script, &[Name, Text]),
    many("criterion", Owner::Script, &[Name, Text, Points]),
    many("subcriterion", Owner::Script, &[Name, Text]),
    many("subcriterion", Owner::Script, &[Name, Text, Points]),
    many("node", Owner::Script, &[Name, Text]),
    many("node", Owner::Script, &[Name, Text, Points]),
    once("by", Owner::Node, &[Office], "by"),
    once("evidence", Owner::Node, &[Text], "evidence"),
    many("was", Owner::Node, &[Text]),
    many("choice", Owner::Leaf, &[Name, Points]),
    many("choice_percent", Owner::Leaf, &[Name, Percent]),
    once("step", Owner::Leaf, &[Positive], "step"),
    once("survey", Owner::Leaf, &[], "survey"),
    once("mean", Owner::Parent, &[], "aggregate"),
    once("weighted_mean", Owner::Parent, &[], "aggregate"),
    once("geometric_mean", Owner::Parent, &[], "aggregate"),
    once("combine", Owner::Parent, &[Function], "aggregate"),
    once("mean", Owner::Result, &[], "aggregate"),
    once("weighted_mean", Owner::Result, &[], "aggregate"),
    once("geometric_mean", Owner::Result, &[], "aggregate"),
    once("weight", Owner::Node, &[Positive], "weight"),
    once("at_most", Owner::Node, &[Points], "at_most"),
    once("bonus", Owner::Node, &[], "role"),
    once("penalty", Owner::Node, &[], "role"),
    once("not_arising", Owner::Leaf, &[TREATMENTS], "not_arising"),
    once("only_for", Owner::Leaf, &[Text, Texts], "only_for"),
    many("ask", Owner::Leaf, &[Name, Text]),
    many("figure", Owner::Leaf, &[Figure]),
    many("percent", Owner::Leaf, &[Figure, Figure]),
    many("remainder", Owner::Leaf, &[Figures]),
    many("ballots", Owner::Leaf, &[Figure, Percent]),
    many("between", Owner::Leaf, &[Figure, Number, Number]),
    many("between_logs", Owner::Leaf, &[Figure, Positive, Positive]),
    many("or_last_year", Owner::Leaf, &[Figure, Positive]),
    many("against_mean", Owner::Leaf, &[]),
    many("against_best", Owner::Leaf, &[]),
    many("against_last_year", Owner::Leaf, &[]),
    many("part", Owner::Leaf, &[Points]),
    many("highest_only", Owner::Leaf, &[]),
    many("round_parts", Owner::Leaf, &[Digits]),
    many("for_units", Owner::Leaf, &[Text, Text]),
    many("for_other_units", Owner::Leaf, &[]),
    many("below", Owner::Leaf, &[Number, Points]),
    many("up_to", Owner::Leaf, &[Number, Points]),
    many("from", Owner::Leaf, &[Number, Points]),
    many("above", Owner::Leaf, &[Number, Points]),
    many("otherwise", Owner::Leaf, &[Points]),
    many("in_proportion", Owner::Leaf, &[]),
    many("in_proportion_to", Owner::Leaf, &[Positive]),
    many("above_adds", Owner::Leaf, &[Positive, Change, Points]),
    many("below_adds", Owner::Leaf, &[Positive, Change, Points]),
    many("otherwise_in_proportion", Owner::Leaf, &[]),
    many("otherwise_in_proportion_to", Owner::Leaf, &[Positive]),
    many("each", Owner::Leaf, &[Points]),
    many("minus_each", Owner::Leaf, &[Points]),
    many("tick", Owner::Leaf, &[Figure, Points]),
    many("none_is_full", Owner::Leaf, &[]),
    many("none_is", Owner::Leaf, &[Points]),
    many("none_is_percent", Owner::Leaf, &[Percent]),
    once("score", Owner::Leaf, &[Function], "score"),
    once("computed", Owner::Leaf, &[], "computed"),
    many("example", Owner::Leaf, &[Values, Points]),
    many("example_for", Owner::Leaf, &[Text, Text, List, Points]),
    many("adjust", Owner::Script, &[Name, Change]),
    many("ceiling", Owner::Script, &[Band]),
    once("at_most", Owner::Adjustment, &[Points], "at_most"),
    once("per_day_late", Owner::Condition, &[], "when"),
    once("when_late", Owner::Condition, &[], "when"),
    once("when_any_zero", Owner::Condition, &[], "when"),
    once("when_no_sheet", Owner::Condition, &[Round], "when"),
    once("when", Owner::Condition, &[Text, Text], "when"),
    once("when", Owner::Condition, &[Function], "when"),
    many("result", Owner::Script, &[Name, Text]),
    many("of", Owner::Result, &[Code]),
    once("scale", Owner::Result, &[Positive], "scale"),
    once("decimals", Owner::Result, &[Digits], "decimals"),
    once("word", Owner::Result, &[Function], "word"),
];

/// The forms of a word.
pub fn forms(word: &str) -> impl Iterator<Item = &'static Form> {
    FORMS.iter().filter(move |form| form.word == word)
}

impl Owner {
    /// Whether a thing of the kind that the script engine calls `name` carries words of this owner.
    pub(crate) fn is(self, name: &str) -> bool {
        match self {
            Self::Script => name.is_empty(),
            Self::Rubric => name == "rubric",
            Self::Round => name == "round",
            Self::Node | Self::Leaf | Self::Parent => name == "criterion",
            Self::Condition | Self::Adjustment => name == "condition",
            Self::Result => name == "result",
        }
    }
}
