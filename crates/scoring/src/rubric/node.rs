//! One node of the tree: a domain, criterion or subcriterion, and what the rubric says of it.

use crate::rule::Rule;
use crate::{Aggregate, FigureId, NodeId, Place, Points};
use rust_decimal::Decimal;

/// One allowed score of a leaf with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What has to be true: `Đúng hạn`.
    pub label: String,
    /// The points for it.
    pub points: Points,
}

/// A worked case of a rule, checked whenever the rubric is checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The figures, in the order in which the leaf asks for them.
    pub figures: Vec<Decimal>,
    /// The points that must come out.
    pub points: Points,
    /// The choice that must give them, for a leaf whose points people choose.
    pub choice: Option<String>,
    /// The attribute of the unit that the rule looks at, with its value.
    pub attribute: Option<(String, String)>,
    /// Where it is written.
    pub place: Place,
}

/// A figure that a leaf asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The leaf that asks.
    pub node: NodeId,
    /// Name inside the leaf: `done`; its address is `CODE.name`.
    pub name: String,
    /// Label of its row in a sheet.
    pub label: String,
}

/// What a node does to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// It counts, and so does its maximum.
    #[default]
    Ordinary,
    /// It adds points beside the maximum (điểm thưởng).
    Bonus,
    /// It takes points away (điểm trừ); its own points and maximum are written positive.
    Penalty,
}

/// What a criterion is worth for a unit for which it does not arise (không phát sinh) or to which it is not assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotArising {
    /// The maximum.
    Full,
    /// Nothing.
    Zero,
    /// Neither its points nor its maximum count: the rest is rescaled.
    Excluded,
    /// Its maximum is shared out in equal parts over its siblings, whose points grow with their maxima.
    Shared,
}

/// A node of the tree: a domain, criterion or subcriterion. A node without children is a leaf, and only leaves are scored.
#[derive(Debug)]
pub struct Node {
    /// Code as printed: `1.2.1`.
    pub code: String,
    /// Title as printed.
    pub title: String,
    /// 1 for a domain, 2 for a criterion, and so on; the total is 0 and no node.
    pub depth: usize,
    /// The node above; `None` for a domain. Set by [`Rubric::push`](crate::Rubric::push).
    pub parent: Option<NodeId>,
    /// The nodes below, in order. Set by [`Rubric::push`](crate::Rubric::push).
    pub children: Vec<NodeId>,
    /// The maximum as the rubric states it.
    pub declared_max: Option<Points>,
    /// The maximum that counts: a leaf's stated one, a parent's sum. Set by [`Rubric::settle`](crate::Rubric::settle).
    pub max: Points,
    /// The office that appraises it, by id; empty when none is named.
    pub office: String,
    /// The evidence asked for.
    pub evidence: String,
    /// The only scores that may be entered; empty when any step is fine.
    pub choices: Vec<Choice>,
    /// Step of an entered score, over the rubric's own.
    pub step: Option<Decimal>,
    /// The figures that it asks for. Set by [`Rubric::ask`](crate::Rubric::ask).
    pub figures: Vec<FigureId>,
    /// Their names, in the same order. Set by [`Rubric::ask`](crate::Rubric::ask).
    pub asks: Vec<String>,
    /// How a leaf's points come about.
    pub rule: Rule,
    /// How a parent's points come from its children's.
    pub aggregate: Aggregate,
    /// Its weight in a weighted mean.
    pub weight: Decimal,
    /// The most that a parent's children can give together; `None` for no cap.
    pub cap: Option<Points>,
    /// Whether it adds to the total beside the maximum, or takes from it.
    pub role: Role,
    /// What it is worth where it does not arise or is not assigned; `None` when the rubric does not say.
    pub not_arising: Option<NotArising>,
    /// The units it is assigned to: an attribute and its values; `None` for all.
    pub only_for: Option<(String, Vec<String>)>,
    /// Its points come from a survey, by a data table.
    pub survey: bool,
    /// Codes it had last year.
    pub was: Vec<String>,
    /// The rule's result wins over the entered score.
    pub computed: bool,
    /// Worked cases.
    pub examples: Vec<Example>,
    /// Where it is declared.
    pub place: Place,
}

impl Node {
    /// A node of any depth.
    pub fn at(depth: usize, code: &str, title: &str, max: Option<Points>) -> Self {
        Self {
            code: code.to_owned(),
            title: title.to_owned(),
            depth,
            parent: None,
            children: Vec::new(),
            declared_max: max,
            max: Points::ZERO,
            office: String::new(),
            evidence: String::new(),
            choices: Vec::new(),
            step: None,
            figures: Vec::new(),
            asks: Vec::new(),
            rule: Rule::Entered,
            aggregate: Aggregate::Sum,
            weight: Decimal::ONE,
            cap: None,
            role: Role::Ordinary,
            not_arising: None,
            only_for: None,
            survey: false,
            was: Vec::new(),
            computed: false,
            examples: Vec::new(),
            place: Place::Nowhere,
        }
    }

    /// A node of depth 1 (lĩnh vực).
    pub fn domain(code: &str, title: &str, max: Option<Points>) -> Self {
        Self::at(1, code, title, max)
    }

    /// A node of depth 2 (tiêu chí).
    pub fn criterion(code: &str, title: &str, max: Option<Points>) -> Self {
        Self::at(2, code, title, max)
    }

    /// A node of depth 3 (tiêu chí thành phần).
    pub fn subcriterion(code: &str, title: &str, max: Option<Points>) -> Self {
        Self::at(3, code, title, max)
    }

    /// Whether it is scored itself.
    pub fn is_leaf(&self) -> bool {
        self.children.is_empty()
    }
}
