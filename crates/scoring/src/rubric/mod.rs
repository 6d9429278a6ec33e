//! The year's tree: domains, criteria and subcriteria with their maxima, rules and figures.

mod node;
mod parts;
mod total;

pub use node::{Choice, Example, Figure, Node, NotArising, Role};
pub use parts::{Band, Level, Office, Round, RoundKind};
pub use total::{Adjustment, Gate, NamedResult, Question, RankOn, TieBreak, When, WordOf};

use crate::{Aggregate, Fault, FigureId, NodeId, Points, RoundId, Rounding, Text, Unit};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

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
    /// What the index is called in titles; empty for the PAR index (Chỉ số cải cách hành chính).
    pub index: String,
    /// Year scored.
    pub year: Option<i32>,
    /// Issue of the same year's rubric, `1` unless stated.
    pub version: String,
    /// BLAKE3 of the script and of everything that it imports, in hexadecimal; empty where no file was read.
    pub fingerprint: String,
    /// The decision it renders.
    pub source: String,
    /// The total is rescaled to this; `None` publishes the points themselves.
    pub scale: Option<Decimal>,
    /// Where and how it rounds.
    pub rounding: Rounding,
    /// Step of entered scores, unless a leaf states its own.
    pub step: Option<Decimal>,
    /// How the total comes from the domains.
    pub total: Aggregate,
    /// The most that the total can be, bonus included; `None` for no limit.
    pub total_cap: Option<Points>,
    /// A leaf that nobody scored is worth nothing instead of being missing, for units without any sheet in the last
    /// required round.
    pub no_sheet_is_zero: bool,
    /// Points added to the total or taken from it.
    pub adjustments: Vec<Adjustment>,
    /// Ceilings of bands.
    pub gates: Vec<Gate>,
    /// What ranks are made from.
    pub rank_on: RankOn,
    /// What puts one of two equal units first, in order.
    pub tie_breaks: Vec<TieBreak>,
    /// Equal units share a rank, and that is no finding.
    pub ties_share_rank: bool,
    /// Results beside the total.
    pub results: Vec<NamedResult>,
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
            index: String::new(),
            year: None,
            version: "1".into(),
            fingerprint: String::new(),
            source: String::new(),
            scale: None,
            rounding: Rounding::default(),
            step: None,
            total: Aggregate::Sum,
            total_cap: None,
            no_sheet_is_zero: false,
            adjustments: Vec::new(),
            gates: Vec::new(),
            rank_on: RankOn::default(),
            tie_breaks: Vec::new(),
            ties_share_rank: false,
            results: Vec::new(),
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
    ///
    /// # Errors
    /// The node whose own way of combining its parts fails on their maxima, and why.
    pub fn settle(&mut self) -> Result<(), (NodeId, Fault)> {
        self.bands.sort_by_key(|band| std::cmp::Reverse(band.from));
        for at in (0..self.nodes.len()).rev() {
            let node = &self.nodes[at];
            let max = if node.is_leaf() {
                node.declared_max.unwrap_or_default()
            } else {
                self.combined_max(&node.aggregate, &node.children).map_err(|fault| (NodeId(at), fault))?
            };
            self.nodes[at].max = node.cap.map_or(max, |cap| cap.min(max));
        }
        Ok(())
    }

    fn combined_max(&self, aggregate: &Aggregate, nodes: &[NodeId]) -> Result<Points, Fault> {
        // Inside a bonus or a penalty everything is of its kind; elsewhere only what is ordinary makes a maximum.
        let counts = |id: &&NodeId| {
            let node = self.node(**id);
            node.role == Role::Ordinary || node.parent.is_some_and(|parent| self.node(parent).role == node.role)
        };
        let parts: Vec<(Points, Decimal)> =
            nodes.iter().filter(counts).map(|id| (self.node(*id).max, self.node(*id).weight)).collect();
        aggregate.of(&parts)
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

    /// Whether the rubric says what it means that a unit has no sheet of a round.
    pub fn says_of_no_sheet(&self, round: RoundId) -> bool {
        let Some(round) = self.rounds.get(round.0) else { return false };
        let of_this = |when: &When| matches!(when, When::NoSheet(id) if *id == round.id);
        let gates = self.gates.iter().map(|gate| &gate.when);
        (self.no_sheet_is_zero && round.kind == RoundKind::Appraisal)
            || gates.chain(self.adjustments.iter().map(|adjustment| &adjustment.when)).any(of_this)
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

    /// The maximum of the total: what the domains' maxima come to, bonus left out.
    pub fn max(&self) -> Points {
        let domains: Vec<NodeId> = self.domains().map(|(id, _)| id).collect();
        self.combined_max(&self.total, &domains).unwrap_or_default()
    }

    /// Whether nobody hands in sheets: every round comes from data tables.
    pub fn is_from_data(&self) -> bool {
        !self.rounds.is_empty() && self.rounds.iter().all(|round| round.from_data)
    }

    /// Whether the total is the published index itself, but for its rounding: nothing rescales it or changes it.
    pub fn publishes_total(&self) -> bool {
        self.is_from_data() && self.scale.is_none() && self.adjustments.is_empty() && self.total_cap.is_none()
    }

    /// Digits at which people are shown points: 2, or more when maxima, step or rounding of the leaves have more, or
    /// when the points themselves are published with more.
    pub fn digits(&self) -> u32 {
        let maxima = self.leaves().map(|(_, node)| node.max.value());
        let steps = self.leaves().filter_map(|(id, _)| self.step_of(id));
        let scales = maxima.chain(steps).map(|value| value.normalize().scale());
        let published = self.scale.is_none().then_some(self.rounding.publication);
        scales.chain(self.rounding.leaf).chain(published).chain([2]).max().unwrap_or(2).min(6)
    }

    /// The figure of an address such as `1.2.1.done`; a code alone means the only figure that its leaf asks for.
    pub fn find_figure(&self, address: &str) -> Option<FigureId> {
        if let Some(node) = self.find(address) {
            return match self.node(node).figures.as_slice() {
                [only] => Some(*only),
                _ => None,
            };
        }
        let (code, name) = address.rsplit_once('.')?;
        let node = self.find(code)?;
        self.node(node).figures.iter().copied().find(|id| self.figures[id.0].name == name)
    }

    /// A node and those it stands under, up to its domain.
    pub fn lineage(&self, id: NodeId) -> impl Iterator<Item = &Node> {
        std::iter::successors(Some(self.node(id)), |node| node.parent.map(|parent| self.node(parent)))
    }

    /// Whether a node is assigned to a unit, and so is everything it stands under.
    pub fn assigned(&self, id: NodeId, unit: &Unit) -> bool {
        self.lineage(id).all(|node| {
            let Some((name, values)) = &node.only_for else { return true };
            let found = crate::fold(unit.attributes.get(name).map_or("", String::as_str));
            values.iter().any(|value| crate::fold(value) == found)
        })
    }

    /// What a node is worth where it does not arise: its own statement or that of the nearest node above.
    pub fn treatment(&self, id: NodeId) -> Option<NotArising> {
        self.lineage(id).find_map(|node| node.not_arising)
    }

    /// The rule of a leaf as a sentence, its figures by their labels; empty for a parent.
    pub fn explain_rule(&self, id: NodeId) -> Text {
        let node = self.node(id);
        if !node.is_leaf() {
            return Text::default();
        }
        node.rule.explain(node.max, &|name| self.figure_label(id, name))
    }

    /// A figure of a leaf by its label, with its name where another one has the same label; the name of an unknown one.
    pub fn figure_label(&self, node: NodeId, name: &str) -> String {
        let figures = || self.node(node).figures.iter().map(|id| &self.figures[id.0]);
        let Some(figure) = figures().find(|figure| figure.name == name) else { return name.to_owned() };
        match figures().filter(|other| other.label == figure.label).count() {
            1 => format!("«{}»", figure.label),
            _ => format!("«{}» ({name})", figure.label),
        }
    }

    /// The step that entered scores of a leaf must keep, if any.
    pub fn step_of(&self, id: NodeId) -> Option<Decimal> {
        self.node(id).step.or(self.step)
    }
}
