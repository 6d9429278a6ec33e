//! Biểu số 4 and on: one domain with all its criteria.

use super::{Context, live};
use crate::wording;
use rust_decimal::Decimal;
use scoring::{Cell, Column, Kind, NodeId, Points, Row, RowKind, Table, UnitResult};

/// Digits of the share of the maximum.
const PERCENT_DIGITS: u32 = 2;

/// A column of points: its node, and the columns it is the sum of (none for a leaf).
struct Slot {
    node: NodeId,
    parts: Vec<usize>,
}

/// The columns of one domain, as they are being laid.
struct Layout<'a> {
    context: &'a Context<'a>,
    columns: Vec<Column>,
    slots: Vec<Slot>,
    first: usize,
}

impl Layout<'_> {
    /// Lays a node and all below it under the headings given, and returns the column of its own points.
    fn lay(&mut self, id: NodeId, groups: &[String]) -> usize {
        let node = self.context.rubric.node(id);
        let title = format!("{}. {}", node.code, node.title);
        if node.is_leaf() {
            return self.push(id, title, groups, Vec::new());
        }
        let mut inner = groups.to_vec();
        inner.push(title);
        let parts = node.children.iter().map(|child| self.lay(*child, &inner)).collect();
        self.push(id, wording::sum_of(node, self.context.lang), &inner, parts)
    }

    fn push(&mut self, node: NodeId, title: String, groups: &[String], parts: Vec<usize>) -> usize {
        let mut column = self.context.points(&self.context.rubric.node(node).code, title);
        column.groups = groups.to_vec();
        self.columns.push(column);
        self.slots.push(Slot { node, parts });
        self.columns.len() - 1
    }

    /// The points of one row, parents as sums.
    fn cells(&self, row: usize, mut cells: Vec<Cell>, value: impl Fn(NodeId) -> Option<Points>) -> Vec<Cell> {
        for slot in &self.slots {
            let value: Option<Decimal> = value(slot.node).map(|points| points.value());
            let live = !slot.parts.is_empty() && live::is_sum(self.context.rubric, Some(slot.node));
            let cell = if live { live::sum(value, row, &slot.parts, &cells) } else { Cell::decimal(value) };
            cells.push(cell);
        }
        cells
    }

    fn unit(&self, top: NodeId, at: usize, result: &UnitResult) -> Vec<Cell> {
        let row = at + 1;
        let lead = self.context.lead(at, result);
        let mut cells = self.cells(row, lead, |id| result.nodes[id.0].shown());
        let own = &result.nodes[top.0];
        cells.push(live::percent(own.points, own.max, PERCENT_DIGITS, (row, cells.len() - 1)));
        cells
    }
}

/// Units × every criterion and subcriterion of a domain: a criterion's heading spans its subcriteria and their sum
/// (live), then the domain's total (live) and its share of the maximum (live); the maxima above, the means below.
pub fn domain(context: &Context<'_>, top: NodeId) -> Table {
    let (rubric, lang) = (context.rubric, context.lang);
    let node = rubric.node(top);
    let number = 3 + rubric.domains().filter(|(id, _)| *id <= top).count();
    let level = rubric.levels.get(node.depth).map_or("", |level| level.title.get(lang));
    let title = wording::domain_title(rubric, level, &node.code, &node.title, lang);
    let mut table = context.numbered(number, format!("domain-{}", node.code), title, wording::points_only(lang));
    let leading = context.leading();
    let mut layout = Layout { context, first: leading.len(), columns: leading, slots: Vec::new() };
    let parts: Vec<usize> = node.children.iter().map(|child| layout.lay(*child, &[])).collect();
    layout.push(top, wording::total_of(node, lang).to_owned(), &[], parts);
    let end = layout.columns.len();
    layout.columns.push(context.column("percent", Kind::Decimal(PERCENT_DIGITS)));

    let label = vec![Cell::Blank, Cell::text(wording::maximum_row(lang))];
    let mut maximum = layout.cells(0, label, |id| Some(rubric.node(id).max));
    maximum.push(Cell::Decimal(Decimal::ONE_HUNDRED));
    table.rows.push(Row::of(RowKind::Maximum, maximum));
    for (at, result) in context.assessment.ranking().into_iter().enumerate() {
        table.rows.push(Row { band: context.place(result), ..Row::body(layout.unit(top, at, result)) });
    }
    table.columns = std::mem::take(&mut layout.columns);
    live::push_means(&mut table, lang, 1, layout.first..=end);
    table
}
