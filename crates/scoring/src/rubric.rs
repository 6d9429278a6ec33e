//! The year's tree: domains, criteria and subcriteria with their maxima, rules and figures.

use crate::{FigureId, NodeId, Place, Points, RoundId, Rounding, Rule, Text};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Who gives the scores of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundKind {
    /// The unit scores itself; never final.
    SelfAssessment,
    /// An office or council appraises.
    Appraisal,
}

/// A round of scoring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Short name used in files: `self`, `round1`.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// Who scores.
    pub kind: RoundKind,
    /// A blank in this round is "not appraised yet" and is not filled from an earlier round.
    pub required: bool,
}

impl Round {
    /// A round that is not required.
    pub fn new(id: impl Into<String>, title: impl Into<String>, kind: RoundKind) -> Self {
        Self { id: id.into(), title: title.into(), kind, required: false }
    }
}

/// A class of published scores: from a bound up to the next band's bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Name as printed: `A`.
    pub name: String,
    /// Lowest published score of the band, included.
    pub from: Decimal,
}

/// An office that appraises some of the criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Short name used in files: `NV`.
    pub id: String,
    /// Title as printed.
    pub title: String,
}

/// The name of one depth of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Word for files: `domain`, `criterion`, `subcriterion`, or the rubric's own.
    pub id: String,
    /// Word for people, in both languages.
    pub title: Text,
}

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

/// A node of the tree: a domain, criterion or subcriterion. A node without children is a leaf, and only leaves are scored.
#[derive(Debug)]
pub struct Node {
    /// Code as printed: `1.2.1`.
    pub code: String,
    /// Title as printed.
    pub title: String,
    /// 1 for a domain, 2 for a criterion, and so on; the total is 0 and no node.
    pub depth: usize,
    /// The node above; `None` for a domain. Set by [`Rubric::push`].
    pub parent: Option<NodeId>,
    /// The nodes below, in order. Set by [`Rubric::push`].
    pub children: Vec<NodeId>,
    /// The maximum as the rubric states it.
    pub declared_max: Option<Points>,
    /// The maximum that counts: a leaf's stated one, a parent's sum. Set by [`Rubric::settle`].
    pub max: Points,
    /// The office that appraises it, by id; empty when none is named.
    pub office: String,
    /// The evidence asked for.
    pub evidence: String,
    /// The only scores that may be entered; empty when any step is fine.
    pub choices: Vec<Choice>,
    /// Step of an entered score, over the rubric's own.
    pub step: Option<Decimal>,
    /// The figures that it asks for. Set by [`Rubric::ask`].
    pub figures: Vec<FigureId>,
    /// Their names, in the same order. Set by [`Rubric::ask`].
    pub asks: Vec<String>,
    /// How its points come about.
    pub rule: Rule,
    /// The rule's result wins over the entered score.
    pub computed: bool,
    /// Worked cases.
    pub examples: Vec<Example>,
    /// Where it is declared.
    pub place: Place,
}

impl Node {
    fn new(depth: usize, code: &str, title: &str, max: Option<Points>) -> Self {
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
            computed: false,
            examples: Vec::new(),
            place: Place::Nowhere,
        }
    }

    /// A node of depth 1 (lĩnh vực).
    pub fn domain(code: &str, title: &str, max: Option<Points>) -> Self {
        Self::new(1, code, title, max)
    }

    /// A node of depth 2 (tiêu chí).
    pub fn criterion(code: &str, title: &str, max: Option<Points>) -> Self {
        Self::new(2, code, title, max)
    }

    /// A node of depth 3 (tiêu chí thành phần).
    pub fn subcriterion(code: &str, title: &str, max: Option<Points>) -> Self {
        Self::new(3, code, title, max)
    }

    /// Whether it is scored itself.
    pub fn is_leaf(&self) -> bool {
        self.children.is_empty()
    }
}

/// Why a node can't be put into the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StructureError {
    /// The code is taken by the node named.
    CodeTwice(NodeId),
    /// There is no node one level above to put it under.
    NoParent,
}

/// The year's rubric. Build it with [`Rubric::push`] and finish with [`Rubric::settle`].
#[derive(Debug)]
pub struct Rubric {
    /// Identity: `phu-yen-2022`.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// Year scored.
    pub year: Option<i32>,
    /// Issue of the same year's rubric, `1` unless stated.
    pub version: String,
    /// The decision it renders.
    pub source: String,
    /// The total is rescaled to this; `None` publishes the points themselves.
    pub scale: Option<Decimal>,
    /// Where and how it rounds.
    pub rounding: Rounding,
    /// Step of entered scores, unless a leaf states its own.
    pub step: Option<Decimal>,
    /// Words for the depths, from the total (0) down.
    pub levels: Vec<Level>,
    /// Rounds, earliest first.
    pub rounds: Vec<Round>,
    /// Bands, highest first after [`Rubric::settle`].
    pub bands: Vec<Band>,
    /// Offices in the order of declaration.
    pub offices: Vec<Office>,
    /// All nodes in order of declaration, a parent before its children.
    pub nodes: Vec<Node>,
    /// All figures, in order of declaration.
    pub figures: Vec<Figure>,
    codes: BTreeMap<String, NodeId>,
}

impl Rubric {
    /// A rubric without rounds, bands and nodes.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        let level = |id: &str, vi: &str, en: &str| Level { id: id.into(), title: Text::new(vi, en) };
        Self {
            id: id.into(),
            title: title.into(),
            year: None,
            version: "1".into(),
            source: String::new(),
            scale: None,
            rounding: Rounding::default(),
            step: None,
            levels: vec![
                level("total", "Tổng điểm", "Total"),
                level("domain", "Lĩnh vực", "Domain"),
                level("criterion", "Tiêu chí", "Criterion"),
                level("subcriterion", "Tiêu chí thành phần", "Subcriterion"),
            ],
            rounds: Vec::new(),
            bands: Vec::new(),
            offices: Vec::new(),
            nodes: Vec::new(),
            figures: Vec::new(),
            codes: BTreeMap::new(),
        }
    }

    /// Puts a node under the last node one level above it.
    ///
    /// # Errors
    /// [`StructureError`] when the code is taken or there is nothing to put it under; the tree is left as it was.
    pub fn push(&mut self, mut node: Node) -> Result<NodeId, StructureError> {
        if let Some(&taken) = self.codes.get(&node.code) {
            return Err(StructureError::CodeTwice(taken));
        }
        if node.depth > 1 {
            let above = self.nodes.iter().rposition(|other| other.depth < node.depth);
            let parent = above.filter(|&at| self.nodes[at].depth + 1 == node.depth).ok_or(StructureError::NoParent)?;
            node.parent = Some(NodeId(parent));
        }
        let id = NodeId(self.nodes.len());
        if let Some(parent) = node.parent {
            self.nodes[parent.0].children.push(id);
        }
        self.codes.insert(node.code.clone(), id);
        self.nodes.push(node);
        Ok(id)
    }

    /// Adds a figure to a leaf.
    pub fn ask(&mut self, node: NodeId, name: &str, label: &str) -> FigureId {
        let id = FigureId(self.figures.len());
        self.figures.push(Figure { node, name: name.to_owned(), label: label.to_owned() });
        self.nodes[node.0].figures.push(id);
        self.nodes[node.0].asks.push(name.to_owned());
        id
    }

    /// Works out every maximum from the leaves up and orders the bands. Call once, after the last node.
    pub fn settle(&mut self) {
        self.bands.sort_by_key(|band| std::cmp::Reverse(band.from));
        for at in (0..self.nodes.len()).rev() {
            let node = &self.nodes[at];
            self.nodes[at].max = if node.is_leaf() {
                node.declared_max.unwrap_or_default()
            } else {
                node.children.iter().map(|child| self.nodes[child.0].max).sum()
            };
        }
    }

    /// The node of an id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The node of a code, spelt exactly.
    pub fn find(&self, code: &str) -> Option<NodeId> {
        self.codes.get(code).copied()
    }

    /// Every code, in the order of the alphabet.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.keys().map(String::as_str)
    }

    /// The round of an id.
    pub fn find_round(&self, id: &str) -> Option<RoundId> {
        self.rounds.iter().position(|round| round.id == id).map(RoundId)
    }

    /// What an office is called; the id itself when it is not declared.
    pub fn office_title(&self, id: &str) -> String {
        self.offices.iter().find(|office| office.id == id).map_or(id, |office| &office.title).to_owned()
    }

    /// Whether a blank in this round leaves the points of an earlier appraisal standing.
    pub fn may_carry(&self, round: RoundId) -> bool {
        let appraisal = |round: &Round| round.kind == RoundKind::Appraisal;
        let optional = self.rounds.get(round.0).is_some_and(|round| appraisal(round) && !round.required);
        optional && self.rounds[..round.0].iter().any(appraisal)
    }

    /// All nodes with their ids, in order of declaration.
    pub fn all(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(at, node)| (NodeId(at), node))
    }

    /// The leaves with their ids, in order of declaration.
    pub fn leaves(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.all().filter(|(_, node)| node.is_leaf())
    }

    /// The domains with their ids, in order.
    pub fn domains(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.all().filter(|(_, node)| node.depth == 1)
    }

    /// A node and everything below it, in order of declaration.
    pub fn below(&self, top: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        let depth = self.nodes[top.0].depth;
        self.all()
            .skip(top.0)
            .enumerate()
            .take_while(move |(at, (_, node))| *at == 0 || node.depth > depth)
            .map(|(_, pair)| pair)
    }

    /// The sum of the domains' maxima.
    pub fn max(&self) -> Points {
        self.domains().map(|(_, node)| node.max).sum()
    }

    /// The figure of an address such as `1.2.1.done`.
    pub fn find_figure(&self, address: &str) -> Option<FigureId> {
        let (code, name) = address.rsplit_once('.')?;
        let node = self.find(code)?;
        self.node(node).figures.iter().copied().find(|id| self.figures[id.0].name == name)
    }

    /// The rule of a leaf as a sentence, its figures by their labels; empty for a parent.
    pub fn explain_rule(&self, id: NodeId) -> Text {
        let node = self.node(id);
        if !node.is_leaf() {
            return Text::default();
        }
        let label = |name: &str| {
            let figure = node.figures.iter().map(|id| &self.figures[id.0]).find(|figure| figure.name == name);
            figure.map_or_else(|| name.to_owned(), |figure| format!("«{}»", figure.label))
        };
        node.rule.explain(node.max, &label)
    }

    /// The step that entered scores of a leaf must keep, if any.
    pub fn step_of(&self, id: NodeId) -> Option<Decimal> {
        self.node(id).step.or(self.step)
    }
}
