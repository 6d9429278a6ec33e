//! Biểu số 3: the results by domain.

use super::{Context, live};
use crate::wording;
use scoring::{Cell, Kind, NodeResult, Row, RowKind, Table, UnitResult};

/// Where the domains begin: after running number and unit.
const FIRST: usize = 2;

/// Units × domains, with the total (live sum), the index (live), rank and band; the maxima above, the means below. Where
/// the total is the index itself, it has no column of its own.
pub fn domains(context: &Context<'_>) -> Table {
    let (rubric, lang) = (context.rubric, context.lang);
    let title = wording::domains_title(rubric, context.whose, lang);
    let unit = wording::points_and_percent(rubric.scale, lang);
    let mut table = context.numbered(3, "domains".to_owned(), title, unit);
    table.columns = context.leading();
    for (_, node) in rubric.domains() {
        let title = format!("{}. {}", node.code, node.title);
        table.columns.push(context.points(&node.code, title).under(wording::by_domain(lang)));
    }
    if !rubric.publishes_total() {
        table.columns.push(context.points("total", wording::heading("total", lang)));
    }
    table.columns.push(context.index());
    let end = table.columns.len();
    table.columns.push(context.column("rank", Kind::Integer));
    if !rubric.bands.is_empty() {
        table.columns.push(context.column("band", Kind::Text));
    }
    table.rows.push(maximum(context, table.columns.len()));
    for (at, result) in context.assessment.ranking().into_iter().enumerate() {
        let cells = cells(context, at, result);
        table.rows.push(Row { band: context.place(result), ..Row::body(cells) });
    }
    live::push_means(&mut table, lang, 1, FIRST..end);
    table
}

fn maximum(context: &Context<'_>, width: usize) -> Row {
    let mut cells = vec![Cell::Blank, Cell::text(wording::maximum_row(context.lang))];
    cells.extend(context.rubric.domains().map(|(_, node)| Cell::Decimal(node.max.value())));
    if context.rubric.publishes_total() {
        cells.push(Cell::Decimal(context.rubric.max().value()));
    } else {
        let parts: Vec<usize> = (FIRST..cells.len()).collect();
        let max = Some(context.rubric.max().value());
        let live = live::is_sum(context.rubric, None);
        cells.push(if live { live::sum(max, 0, &parts, &cells) } else { Cell::decimal(max) });
        cells.push(Cell::decimal(context.rubric.scale));
    }
    cells.resize(width, Cell::Blank);
    Row::of(RowKind::Maximum, cells)
}

fn cells(context: &Context<'_>, at: usize, result: &UnitResult) -> Vec<Cell> {
    let row = at + 1;
    let mut cells = context.lead(at, result);
    let points = |node: &NodeResult| Cell::decimal(node.shown().map(|points| points.value()));
    cells.extend(context.rubric.domains().map(|(id, _)| points(&result.nodes[id.0])));
    if context.rubric.publishes_total() {
        cells.push(Cell::decimal(result.score));
    } else {
        let parts: Vec<usize> = (FIRST..cells.len()).collect();
        let total = cells.len();
        let value = context.total(&result.nodes).map(|total| total.value());
        let live = live::is_sum(context.rubric, None);
        cells.push(if live { live::sum(value, row, &parts, &cells) } else { Cell::decimal(value) });
        cells.push(live::index(context.rubric, result, (row, total)));
    }
    cells.push(Cell::integer(result.rank));
    if !context.rubric.bands.is_empty() {
        cells.push(context.band(result));
    }
    cells
}
