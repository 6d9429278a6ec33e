//! What a set of files is read for: the rubric, the units, the round, with everything folded once for all files.

use crate::rows::code_key;
use rust_decimal::Decimal;
use scoring::{FigureId, NodeId, RoundId, RoundKind, Rubric, Unit, UnitIndex, fold};
use std::collections::{BTreeMap, HashMap};

/// How the sheets of one round, or of one office in a round, are to be understood. Make one per set of files.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(crate) rubric: &'a Rubric,
    pub(crate) units: &'a [Unit],
    pub(crate) index: &'a UnitIndex,
    pub(crate) round: RoundId,
    pub(crate) office: Option<&'a str>,
    /// Folded header → round, from the campaign and from the rubric's rounds.
    pub(crate) headers: HashMap<String, RoundId>,
    /// Normalised code → node.
    pub(crate) codes: HashMap<String, NodeId>,
    /// Codes that are one number → nodes that a spreadsheet would store as that number.
    pub(crate) numbers: HashMap<Decimal, Vec<NodeId>>,
    /// Folded title → nodes.
    pub(crate) titles: HashMap<String, Vec<NodeId>>,
    /// Folded label and name → figure, by leaf.
    pub(crate) labels: Vec<Vec<(String, FigureId)>>,
}

impl<'a> Plan<'a> {
    /// A plan for sheets of `round`; `office` limits it to the leaves of one office, and `columns` says by header
    /// text which round (by id) a column is of where its words alone do not tell.
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
            headers.insert(fold(&round.id), RoundId(at));
            headers.insert(fold(&round.title), RoundId(at));
        }
        for (header, round) in columns {
            if let Some(round) = rubric.find_round(round) {
                headers.insert(fold(header), round);
            }
        }
        let mut codes = HashMap::new();
        let mut numbers: HashMap<Decimal, Vec<NodeId>> = HashMap::new();
        let mut titles: HashMap<String, Vec<NodeId>> = HashMap::new();
        let mut labels = Vec::with_capacity(rubric.nodes.len());
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
        Self { rubric, units, index, round, office, headers, codes, numbers, titles, labels }
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

    pub(crate) fn unit_code(&self, unit: scoring::UnitId) -> &str {
        self.units.get(unit.0).map_or("", |unit| unit.code.as_str())
    }
}
