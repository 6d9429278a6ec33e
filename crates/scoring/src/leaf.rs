//! One leaf of one unit in one round: what was entered, what the rule gives, and which of them counts.

use crate::groups::Groups;
use crate::{
    Context, Entry, Facts, Fault, Figures, Inputs, Lang, NodeId, NodeResult, NotArising, Points, Problem, Round,
    RoundId, Rubric, Source, Status, Text, Unit, UnitId, wording,
};
/// Where to look.
#[derive(Clone, Copy)]
pub(crate) struct Leaf<'a> {
    pub(crate) rubric: &'a Rubric,
    pub(crate) facts: &'a Facts,
    pub(crate) units: &'a [Unit],
    pub(crate) unit: UnitId,
    pub(crate) node: NodeId,
    pub(crate) round: RoundId,
}

/// What counts in the round, and what is doubtful about it.
pub(crate) struct Scored {
    pub(crate) result: NodeResult,
    pub(crate) problem: Option<Problem>,
}

impl<'a> Leaf<'a> {
    /// The points that count in this round. `unit` is the unit's code, for the findings.
    pub(crate) fn score(&self, groups: &Groups<'a>, unit: &str) -> Scored {
        let node = self.rubric.node(self.node);
        if let Some((status, source)) = self.does_not_count() {
            return self.worth_of_nothing(status, source, unit);
        }
        let entered = self.facts.score(self.unit, self.round, self.node);
        if !node.rule.is_computable() {
            return Scored { result: self.entered(entered), problem: None };
        }
        let computed = self.computed(groups);
        let result = if node.computed || self.rubric.rounds[self.round.0].from_data {
            match computed {
                Some(Ok(points)) => {
                    let status = if node.survey { Status::Survey } else { Status::Computed };
                    self.result(points, status, entered.map(|entry| entry.source))
                }
                Some(Err(_)) | None => NodeResult::missing(node.max),
            }
        } else {
            self.entered(entered)
        };
        Scored { result, problem: self.doubt(unit, entered, computed) }
    }

    /// Whether the leaf is not assigned to the unit, or its sheet says that it does not arise.
    fn does_not_count(&self) -> Option<(Status, Option<Source>)> {
        if !self.rubric.assigned(self.node, &self.units[self.unit.0]) {
            return Some((Status::NotAssigned, None));
        }
        let said = self.facts.not_arising(self.unit, self.round, self.node);
        said.map(|source| (Status::NotArising, Some(source)))
    }

    /// The rubric's own statement for a criterion that does not arise; none leaves it missing, with an error.
    fn worth_of_nothing(&self, status: Status, source: Option<Source>, unit: &str) -> Scored {
        let node = self.rubric.node(self.node);
        let worth = |points: Points, max: Points| NodeResult {
            points: Some(points),
            known: points,
            unknown: Points::ZERO,
            max,
            status,
            from: Some(self.round),
            source,
        };
        let result = match self.rubric.treatment(self.node) {
            Some(NotArising::Full) => worth(node.max, node.max),
            Some(NotArising::Zero) => worth(Points::ZERO, node.max),
            Some(NotArising::Excluded | NotArising::Shared) => worth(Points::ZERO, Points::ZERO),
            None => {
                let place = source.map(|source| self.facts.place(source)).unwrap_or_default();
                let problem = wording::not_arising_unstated(node).of_unit(unit).of_node(&node.code).at(place);
                return Scored { result: NodeResult::missing(node.max), problem: Some(problem) };
            }
        };
        Scored { result, problem: None }
    }

    fn entered(&self, entered: Option<Entry<Points>>) -> NodeResult {
        match entered {
            Some(entry) => self.result(self.rounded(entry.value), Status::Entered, Some(entry.source)),
            None => NodeResult::missing(self.rubric.node(self.node).max),
        }
    }

    fn result(&self, points: Points, status: Status, source: Option<Source>) -> NodeResult {
        NodeResult {
            points: Some(points),
            known: points,
            unknown: Points::ZERO,
            max: self.rubric.node(self.node).max,
            status,
            from: Some(self.round),
            source: source.or_else(|| self.first_figure()),
        }
    }

    /// All figures as they count in this round; `None` when one is missing.
    pub(crate) fn figures(&self) -> Option<Vec<rust_decimal::Decimal>> {
        let figures = self.rubric.node(self.node).figures.iter();
        figures.map(|id| Some(self.facts.figure(self.unit, self.round, *id)?.0.value)).collect()
    }

    pub(crate) fn last(&self) -> Vec<Option<rust_decimal::Decimal>> {
        self.rubric.node(self.node).figures.iter().map(|id| self.facts.last_year(self.unit, *id)).collect()
    }

    /// The rule's result from the figures that count in this round; `None` when people enter the points, when a figure
    /// is missing, or when the unit handed in nothing in this round.
    pub(crate) fn computed(&self, groups: &Groups<'a>) -> Option<Result<Points, Fault>> {
        let node = self.rubric.node(self.node);
        if !node.rule.is_computable() || !self.facts.covers(self.unit, self.round) {
            return None;
        }
        let (values, last) = (self.figures()?, self.last());
        let figures = Figures { names: &node.asks, values: &values };
        let inputs = Inputs { figures, last: &last, unit: &self.units[self.unit.0], group: groups.of(self) };
        match node.rule.points(&inputs, node.max) {
            Ok(None) => None,
            Ok(Some(points)) => Some(Ok(self.rounded(points))),
            Err(fault) => Some(Err(fault)),
        }
    }

    fn doubt(
        &self,
        unit: &str,
        entered: Option<Entry<Points>>,
        computed: Option<Result<Points, Fault>>,
    ) -> Option<Problem> {
        let node = self.rubric.node(self.node);
        let round = &self.rubric.rounds[self.round.0];
        let problem = match (computed, entered) {
            (Some(Ok(points)), Some(entry)) if points != self.rounded(entry.value) => {
                let problem = wording::differs(node, round, points, entry.value);
                self.at_score(problem, entry, wording::figures_give(points))
            }
            (Some(Err(fault)), _) => self.at_figure(round, fault),
            // A blank score without its figures was reported by whoever read the sheet.
            (None, Some(entry)) => {
                let problem = wording::figure_missing(node, round, &self.missing_figures());
                self.at_score(problem, entry, Text::default())
            }
            _ => return None,
        };
        Some(problem.of_unit(unit).of_node(&node.code))
    }

    /// A problem about the typed score, with its row.
    fn at_score(&self, problem: Problem, entry: Entry<Points>, label: Text) -> Problem {
        let node = self.rubric.node(self.node);
        let cells = [node.code.clone(), node.title.clone(), Lang::Vi.number(entry.value.value())];
        problem.at(self.facts.place(entry.source)).with_context(Context::row(&cells, 2, label))
    }

    /// The rule stopped: at the figure that is to blame, or at the first one.
    fn at_figure(&self, round: &Round, fault: Fault) -> Problem {
        let node = self.rubric.node(self.node);
        let blamed = match &fault {
            Fault::ZeroDenominator(name) => node.asks.iter().position(|ask| ask == name).unwrap_or(0),
            _ => 0,
        };
        let figure = node.figures.get(blamed).copied();
        let label = figure.map_or("", |id| self.rubric.figures[id.0].label.as_str());
        let fault = match fault {
            Fault::ZeroDenominator(_) => Fault::ZeroDenominator(label.to_owned()),
            fault => fault,
        };
        let problem = wording::rule_failed(node, round, &fault);
        match figure.and_then(|id| self.facts.figure(self.unit, self.round, id)) {
            Some((entry, _)) => {
                let cells = [label.to_owned(), Lang::Vi.number(entry.value)];
                problem.at(self.facts.place(entry.source)).with_context(Context::row(&cells, 1, Text::default()))
            }
            None => problem,
        }
    }

    fn missing_figures(&self) -> Vec<&str> {
        let node = self.rubric.node(self.node);
        let missing = |id: &&crate::FigureId| self.facts.figure(self.unit, self.round, **id).is_none();
        node.figures.iter().filter(missing).map(|id| self.rubric.figures[id.0].label.as_str()).collect()
    }

    fn rounded(&self, points: Points) -> Points {
        let rounding = self.rubric.rounding;
        rounding.leaf.and_then(|digits| Points::new(rounding.mode.round(points.value(), digits))).unwrap_or(points)
    }

    fn first_figure(&self) -> Option<Source> {
        let first = self.rubric.node(self.node).figures.first()?;
        self.facts.figure(self.unit, self.round, *first).map(|(entry, _)| entry.source)
    }
}
