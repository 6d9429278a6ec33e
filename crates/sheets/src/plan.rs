//! What a set of files is read for: the rubric, the units, the round, with everything folded once for all files.

use crate::layout::{Kind, Word, kind_of, word_of};
use crate::rows::code_key;
use rust_decimal::Decimal;
use scoring::{FigureId, NodeId, RoundId, RoundKind, Rubric, Unit, UnitId, UnitIndex, fold};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{PoisonError, RwLock};

/// What `columns` of a campaign may say of a header beside the id of a round.
pub const MEANINGS: [&str; 5] = ["code", "title", "max", "figures", "ignore"];

/// Texts remembered by one plan, so that odd files can't fill the memory.
const REMEMBERED: usize = 8192;
/// Longest text that is remembered, in bytes.
const LONGEST: usize = 600;

/// How the sheets of one round, or of one office in a round, are to be understood. Make one per set of files.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(crate) rubric: &'a Rubric,
    pub(crate) units: &'a [Unit],
    pub(crate) index: &'a UnitIndex,
    pub(crate) round: RoundId,
    pub(crate) office: Option<&'a str>,
    /// Folded header → meaning, from the campaign and from the rubric's rounds.
    pub(crate) headers: HashMap<String, Kind>,
    /// Normalised code → node.
    pub(crate) codes: HashMap<String, NodeId>,
    /// Codes that are one number → nodes that a spreadsheet would store as that number.
    pub(crate) numbers: HashMap<Decimal, Vec<NodeId>>,
    /// By node, the others whose code becomes this one's when it is stored as a number: 3.10 for 3.1.
    pub(crate) twins: Vec<Vec<NodeId>>,
    /// Folded title → nodes.
    pub(crate) titles: HashMap<String, Vec<NodeId>>,
    /// By node, whether no other one has its title.
    pub(crate) unique: Vec<bool>,
    /// Folded label and name → figure, by leaf.
    pub(crate) labels: Vec<Vec<(String, FigureId)>>,
    /// Folded labels of all figures.
    figures: HashSet<String>,
    /// What a text says, by the text as it stands in a cell.
    memory: RwLock<HashMap<String, Said>>,
}

/// What a text says to this plan, whatever cell it stands in.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Said {
    /// As the header of a column.
    pub(crate) kind: Option<Kind>,
    /// The campaign or the name of a round says so, not only its words.
    pub(crate) stated: bool,
    /// The unit of this exact name.
    pub(crate) unit: Option<UnitId>,
    /// As the label of a row that is no criterion.
    pub(crate) word: Option<Word>,
    /// As the title of a node.
    pub(crate) titled: Titled,
    /// The label of a figure of some leaf.
    pub(crate) figure: bool,
}

/// The nodes of a title.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Titled {
    #[default]
    None,
    One(NodeId),
    Many,
}

impl<'a> Plan<'a> {
    /// A plan for sheets of `round`; `office` limits it to the leaves of one office, and `columns` says by header
    /// text which round (by id) a column is of, or one of [`MEANINGS`], where its words alone do not tell.
    pub fn new(
        rubric: &'a Rubric,
        units: &'a [Unit],
        index: &'a UnitIndex,
        round: RoundId,
        office: Option<&'a str>,
        columns: &BTreeMap<String, String>,
    ) -> Self {
        let mut headers = HashMap::new();
        for (at, round) in rubric.rounds.iter().enumerate() {
            headers.insert(fold(&round.id), Kind::Round(RoundId(at)));
            headers.insert(fold(&round.title), Kind::Round(RoundId(at)));
        }
        for (header, word) in columns {
            if let Some(kind) = rubric.find_round(word).map(Kind::Round).or_else(|| Kind::named(word)) {
                headers.insert(fold(header), kind);
            }
        }
        let mut codes = HashMap::new();
        let mut numbers: HashMap<Decimal, Vec<NodeId>> = HashMap::new();
        let mut titles: HashMap<String, Vec<NodeId>> = HashMap::new();
        let mut labels: Vec<Vec<(String, FigureId)>> = Vec::with_capacity(rubric.nodes.len());
        for (id, node) in rubric.all() {
            let key = code_key(&node.code);
            if let Ok(number) = key.parse::<Decimal>() {
                numbers.entry(number.normalize()).or_default().push(id);
            }
            codes.insert(key, id);
            titles.entry(fold(&node.title)).or_default().push(id);
            let figures = node.figures.iter().flat_map(|&figure| {
                let declared = &rubric.figures[figure.0];
                [(fold(&declared.label), figure), (fold(&declared.name), figure)]
            });
            labels.push(figures.collect());
        }
        titles.remove("");
        let figures = labels.iter().flatten().map(|(label, _)| label.clone()).collect();
        let twins = rubric.all().map(|(id, node)| {
            let key = code_key(&node.code);
            let number = key.parse::<Decimal>().ok().filter(|_| key.contains('.') && !key.ends_with('0'));
            let nodes = number.and_then(|number| numbers.get(&number.normalize()));
            nodes.into_iter().flatten().copied().filter(|other| *other != id).collect()
        });
        let twins = twins.collect();
        let alone = |title: &str| titles.get(&fold(title)).is_some_and(|nodes| nodes.len() == 1);
        let unique = rubric.nodes.iter().map(|node| alone(&node.title)).collect();
        let memory = RwLock::default();
        Self {
            rubric,
            units,
            index,
            round,
            office,
            headers,
            codes,
            numbers,
            twins,
            titles,
            unique,
            labels,
            figures,
            memory,
        }
    }

    /// What a text says; found out once for each text.
    pub(crate) fn said(&self, text: &str) -> Said {
        if text.len() > LONGEST {
            return Said { titled: self.titled(&fold(text)), ..Said::default() };
        }
        let known = self.memory.read().unwrap_or_else(PoisonError::into_inner).get(text).copied();
        known.unwrap_or_else(|| {
            let folded = fold(text);
            let said = Said {
                kind: kind_of(&folded, self),
                stated: self.headers.contains_key(&folded),
                unit: self.index.find(text),
                word: word_of(text, &folded),
                titled: self.titled(&folded),
                figure: self.figures.contains(&folded),
            };
            let mut memory = self.memory.write().unwrap_or_else(PoisonError::into_inner);
            if memory.len() < REMEMBERED {
                memory.insert(text.to_owned(), said);
            }
            said
        })
    }

    fn titled(&self, folded: &str) -> Titled {
        match self.titles.get(folded).map(Vec::as_slice) {
            None | Some([]) => Titled::None,
            Some([one]) => Titled::One(*one),
            Some(_) => Titled::Many,
        }
    }

    /// The nodes of exactly this title, marks, case and punctuation aside.
    pub(crate) fn nodes_titled(&self, text: &str) -> Vec<NodeId> {
        match self.said(text).titled {
            Titled::None => Vec::new(),
            Titled::One(node) => vec![node],
            Titled::Many => self.titles.get(&fold(text)).cloned().unwrap_or_default(),
        }
    }

    /// Whether a leaf is to be read from these sheets.
    pub(crate) fn covers(&self, node: NodeId) -> bool {
        self.office.is_none_or(|office| self.rubric.node(node).office == office)
    }

    /// The n-th appraisal round, from 1.
    pub(crate) fn appraisal(&self, n: usize) -> Option<RoundId> {
        let rounds = self.rubric.rounds.iter().enumerate();
        rounds.filter(|(_, round)| round.kind == RoundKind::Appraisal).map(|(at, _)| RoundId(at)).nth(n.checked_sub(1)?)
    }

    /// The self-assessment that a column of self-assessed scores is of: the last one up to this round, else the first.
    pub(crate) fn own_assessment(&self) -> Option<RoundId> {
        let is_self = |at: &usize| self.rubric.rounds[*at].kind == RoundKind::SelfAssessment;
        let last = (0..=self.round.0.min(self.rubric.rounds.len().saturating_sub(1)))
            .rev()
            .find(|at| self.rubric.rounds.get(*at).is_some() && is_self(at));
        last.or_else(|| (0..self.rubric.rounds.len()).find(is_self)).map(RoundId)
    }

    pub(crate) fn unit_code(&self, unit: UnitId) -> &str {
        self.units.get(unit.0).map_or("", |unit| unit.code.as_str())
    }
}
