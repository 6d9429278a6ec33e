//! The cells of one sheet, row by row: taken, flagged or ignored, and every one of them counted.

use crate::cell::{self, Cell, Doubt, Fault, Verdict};
use crate::interpret::SheetReading;
use crate::layout::Layout;
use crate::plan::Plan;
use crate::rows::What;
use crate::show::Spot;
use crate::{shares, wording};
use rust_decimal::Decimal;
use scoring::{CellRef, FigureId, NodeId, Points, Problem, Value};
use std::collections::BTreeMap;

/// The rows of one sheet on their way to a reading.
pub(crate) struct Body<'a> {
    spot: &'a Spot<'a>,
    layout: &'a Layout,
    plan: &'a Plan<'a>,
    own: u32,
    pub(crate) reading: SheetReading,
    /// Rows by leaf.
    seen: BTreeMap<NodeId, Vec<u32>>,
    /// Numbers taken from cells that hold text.
    typed: Vec<CellRef>,
}

impl<'a> Body<'a> {
    pub(crate) fn new(
        spot: &'a Spot<'a>,
        layout: &'a Layout,
        plan: &'a Plan<'a>,
        own: u32,
        reading: SheetReading,
    ) -> Self {
        Self { spot, layout, plan, own, reading, seen: BTreeMap::new(), typed: Vec::new() }
    }

    /// Reads every row below the header.
    pub(crate) fn read(&mut self, rows: &[(u32, What)]) {
        for (row, what) in rows {
            if let What::Leaf(node) = what {
                self.seen.entry(*node).or_default().push(*row);
            }
        }
        for &(row, what) in rows {
            if self.spot.grid.is_uneven(row) && self.uneven(row, what) {
                continue;
            }
            self.own_cell(row, what);
            if let Some(col) = self.layout.figures.filter(|col| *col != self.own) {
                self.figures_cell(row, col, what);
            }
            if let What::Leaf(node) | What::Parent(node) = what {
                self.maximum(row, node);
            }
            if let What::Leaf(node) = what {
                self.copies(row, node);
            }
        }
        if !self.typed.is_empty() {
            self.reading.problems.push(wording::number_as_text(&self.typed).at(self.spot.sheet()));
        }
        if shares::suspected(self) {
            self.reading.problems.push(wording::scores_like_shares().at(self.spot.sheet()));
        }
    }

    /// The maximum of a leaf.
    pub(crate) fn max(&self, leaf: NodeId) -> Decimal {
        self.plan.rubric.node(leaf).max.value()
    }

    fn cell(&self, row: u32, col: u32) -> Cell<'_> {
        Cell::of(self.spot.grid, row, col)
    }

    fn is_filled(&self, row: u32, col: u32) -> bool {
        self.spot.grid.get(row, col).is_some()
    }

    fn accept(&mut self, row: u32, col: u32) {
        self.reading.counts.accepted += 1;
        if !self.spot.plain && matches!(self.spot.grid.get(row, col), Some(Value::Text(_))) {
            self.typed.push(self.spot.at(row, col));
        }
    }

    /// Whether a cell lies under a merge, where only the first cell shows.
    fn is_covered(&self, row: u32, col: u32) -> bool {
        self.spot.grid.merges.iter().any(|merge| {
            let inside =
                (merge.first.row..=merge.last.row).contains(&row) && (merge.first.col..=merge.last.col).contains(&col);
            inside && merge.first != CellRef::new(row, col)
        })
    }

    /// A row of more fields than the header: none of its cells is taken. `false` when it holds nothing to take.
    fn uneven(&mut self, row: u32, what: What) -> bool {
        let expected = match what {
            What::Total(_) | What::Numbering | What::Header | What::Signature => return false,
            What::Leaf(node) => self.plan.covers(node),
            _ => false,
        };
        let cols = [Some(self.own), self.layout.figures.filter(|col| *col != self.own)].into_iter().flatten();
        let cells = cols.filter(|col| self.is_filled(row, *col) || expected && *col == self.own).count() as u64;
        self.reading.counts.read += cells;
        self.reading.counts.flagged += cells;
        // of a faulty row there is an error already
        if cells > 0 && what != What::Faulty {
            self.note(wording::row_width(), row, self.own, wording::not_taken());
        }
        true
    }

    /// The cell of the round's own column.
    fn own_cell(&mut self, row: u32, what: What) {
        let filled = self.is_filled(row, self.own);
        if let What::Leaf(node) = what
            && self.plan.covers(node)
        {
            self.reading.counts.read += 1;
            return self.leaf(row, node);
        }
        if !filled {
            return;
        }
        self.reading.counts.read += 1;
        if self.is_covered(row, self.own) {
            return self.reading.counts.ignore("merged");
        }
        let counts = &mut self.reading.counts;
        match what {
            What::Leaf(node) => {
                counts.ignore("other-office");
                let node = self.plan.rubric.node(node);
                let title = |id: &str| self.plan.rubric.office_title(id);
                let (own, office) = (title(&node.office), title(self.plan.office.unwrap_or_default()));
                let problem = wording::other_office(node, &own, &office);
                self.note(problem.of_node(&node.code), row, self.own, wording::not_read());
            }
            What::Parent(_) => counts.ignore("parent"),
            What::Figure(leaf, figure) => self.figure(row, self.own, leaf, figure),
            What::Total(_) => counts.ignore("total"),
            What::Numbering => counts.ignore("numbering"),
            What::Header => counts.ignore("header"),
            What::Signature => counts.ignore("signature"),
            What::Hidden => counts.ignore("hidden"),
            What::Faulty => counts.flagged += 1,
            What::Unnamed => self.unnamed(row, self.own),
        }
    }

    /// A cell of the column of figures.
    fn figures_cell(&mut self, row: u32, col: u32, what: What) {
        if !self.is_filled(row, col) {
            return;
        }
        self.reading.counts.read += 1;
        let leaf_figures = |node: NodeId| self.plan.rubric.node(node).figures.as_slice();
        match what {
            What::Figure(_, _) if self.is_filled(row, self.own) => {
                let same = cell::plain(self.spot.grid.get(row, col)) == cell::plain(self.spot.grid.get(row, self.own));
                if same {
                    return self.reading.counts.ignore("repeated");
                }
                self.reading.counts.flagged += 1;
                let problem = wording::figure_twice(self.spot.at(row, self.own));
                self.note(problem, row, col, wording::not_taken());
            }
            What::Figure(leaf, figure) => self.figure(row, col, leaf, figure),
            What::Leaf(node) | What::Parent(node) => match leaf_figures(node) {
                [only] => self.figure(row, col, node, *only),
                [] => self.reading.counts.ignore("not-asked"),
                _ if cell::plain(self.spot.grid.get(row, col)).is_none() => self.reading.counts.ignore("text"),
                _ => {
                    self.reading.counts.flagged += 1;
                    let node = self.plan.rubric.node(node);
                    let labels: Vec<&str> =
                        node.figures.iter().map(|id| self.plan.rubric.figures[id.0].label.as_str()).collect();
                    let problem = wording::figure_unclear(node, &labels).of_node(&node.code);
                    self.note(problem, row, col, wording::not_taken());
                }
            },
            What::Total(_) => self.reading.counts.ignore("total"),
            What::Numbering => self.reading.counts.ignore("numbering"),
            What::Header => self.reading.counts.ignore("header"),
            What::Signature => self.reading.counts.ignore("signature"),
            What::Hidden => self.reading.counts.ignore("hidden"),
            What::Faulty => self.reading.counts.flagged += 1,
            What::Unnamed => self.unnamed(row, col),
        }
    }

    /// Something in a row that has no code: a number is an error, words are ignored.
    fn unnamed(&mut self, row: u32, col: u32) {
        if cell::plain(self.spot.grid.get(row, col)).is_none() {
            return self.reading.counts.ignore("text");
        }
        self.reading.counts.flagged += 1;
        self.note(wording::row_unknown(), row, col, wording::not_taken());
    }

    fn leaf(&mut self, row: u32, id: NodeId) {
        let node = self.plan.rubric.node(id);
        let at = self.spot.at(row, self.own);
        let value = self.spot.grid.get(row, self.own);
        let rows = self.seen.get(&id).map_or(&[][..], Vec::as_slice);
        if rows.len() > 1 {
            self.reading.counts.flagged += 1;
            let problem = wording::code_twice(node, rows).of_node(&node.code);
            return self.note(problem, row, self.layout.code.unwrap_or(self.own), wording::not_taken());
        }
        if self.is_covered(row, self.own) && value.is_some() {
            return self.reading.counts.ignore("merged");
        }
        if !self.assigned(id) {
            self.reading.counts.ignore("not-assigned");
            if value.is_some() {
                let problem = wording::not_assigned(node).of_node(&node.code);
                self.note(problem, row, self.own, wording::not_read());
            }
            return;
        }
        if cell::does_not_arise(value) {
            self.reading.counts.accepted += 1;
            return self.reading.not_arising.push((id, at));
        }
        let step = self.plan.rubric.step_of(id);
        match cell::score(self.cell(row, self.own), node, step) {
            Verdict::Take(number, doubt) => match Points::new(number) {
                Some(points) => {
                    self.accept(row, self.own);
                    self.reading.scores.push((id, points, at));
                    self.doubt(doubt, number, row, self.own, id);
                }
                None => self.refuse(Fault::AboveMaximum(number), row, id),
            },
            Verdict::Refuse(fault) => self.refuse(fault, row, id),
            Verdict::Blank => {
                self.reading.counts.flagged += 1;
                let problem = wording::score_blank(node, at).of_node(&node.code);
                let problem = self.spot.mark(problem, row, self.own, wording::no_score());
                self.reading.blank(id, self.plan, true, problem);
            }
        }
    }

    fn refuse(&mut self, fault: Fault, row: u32, id: NodeId) {
        self.reading.counts.flagged += 1;
        let node = self.plan.rubric.node(id);
        let value = self.spot.grid.get(row, self.own);
        let found = self.cell(row, self.own).display();
        let problem = wording::score_fault(fault, node, &found, self.spot.at(row, self.own)).of_node(&node.code);
        self.note(problem, row, self.own, wording::read_as(value));
    }

    fn doubt(&mut self, doubt: Option<Doubt>, number: Decimal, row: u32, col: u32, id: NodeId) {
        let Some(doubt) = doubt else { return };
        let found = self.cell(row, col).display();
        let problem = wording::doubt(doubt, number, &found).of_node(&self.plan.rubric.node(id).code);
        self.note(problem, row, col, wording::taken_as(number));
    }

    /// A cell that declares a figure; it has been counted as read.
    fn figure(&mut self, row: u32, col: u32, leaf: NodeId, figure: FigureId) {
        let value = self.spot.grid.get(row, col);
        let node = self.plan.rubric.node(leaf);
        let declared = &self.plan.rubric.figures[figure.0];
        let found = self.cell(row, col).display();
        if !self.plan.covers(leaf) {
            return self.reading.counts.ignore("other-office");
        }
        let fault = match cell::figure(self.cell(row, col)) {
            Verdict::Blank => return self.reading.counts.ignore("text"),
            Verdict::Take(..) if self.reading.figures.iter().any(|(other, ..)| *other == figure) => {
                self.reading.counts.flagged += 1;
                let problem = wording::figure_again(node, &declared.label).of_node(&node.code);
                return self.note(problem, row, col, wording::not_taken());
            }
            Verdict::Take(number, doubt) => {
                self.accept(row, col);
                self.reading.figures.push((figure, number, self.spot.at(row, col)));
                return self.doubt(doubt, number, row, col, leaf);
            }
            Verdict::Refuse(fault) => fault,
        };
        self.reading.counts.flagged += 1;
        let problem = wording::figure_fault(fault, node, &declared.label, &found, self.spot.at(row, col));
        self.note(problem.of_node(&node.code), row, col, wording::read_as(value));
    }

    /// The maximum that the sheet states against the rubric's.
    fn maximum(&mut self, row: u32, id: NodeId) {
        let Some(col) = self.layout.max else { return };
        let Some(stated) = cell::plain(self.spot.grid.get(row, col)) else { return };
        let node = self.plan.rubric.node(id);
        if stated != node.max.value() {
            let problem = wording::maximum_differs(node, stated).of_node(&node.code);
            self.note(problem, row, col, wording::rubric_counts());
        }
    }

    /// What the columns of other rounds say about a leaf.
    fn copies(&mut self, row: u32, node: NodeId) {
        for (col, round) in &self.layout.copies {
            if let Some(points) = cell::plain(self.spot.grid.get(row, *col)).and_then(Points::new) {
                self.reading.copies.push((*round, node, points, self.spot.at(row, *col)));
            }
        }
    }

    /// Whether the rubric assigns a leaf to the sheet's unit; yes while the unit is not known.
    fn assigned(&self, id: NodeId) -> bool {
        let unit = self.reading.unit.and_then(|unit| self.plan.units.get(unit.0));
        unit.is_none_or(|unit| self.plan.rubric.assigned(id, unit))
    }

    /// Leaves that have no row at all.
    pub(crate) fn missing(&mut self) {
        let wanted = |id: NodeId| self.plan.covers(id) && !self.seen.contains_key(&id) && self.assigned(id);
        let leaves: Vec<_> = self.plan.rubric.leaves().filter(|(id, _)| wanted(*id)).collect();
        for (id, node) in leaves {
            let problem = wording::criterion_missing(node).of_node(&node.code).at(self.spot.sheet());
            self.reading.blank(id, self.plan, false, problem);
        }
    }

    fn note(&mut self, problem: Problem, row: u32, col: u32, label: scoring::Text) {
        self.reading.problems.push(self.spot.mark(problem, row, col, label));
    }
}
