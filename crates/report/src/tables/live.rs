//! Cells that a spreadsheet works out itself. Each is live only if its formula comes to the value; else it is the value.

use crate::wording;
use rust_decimal::Decimal;
use scoring::{
    Aggregate, Area, Cell, Formula, Lang, NodeId, Points, Role, RoundingMode, Row, RowKind, Rubric, Table, UnitResult,
};

/// The exact number in a cell.
pub(crate) fn number(cell: &Cell) -> Option<Decimal> {
    match cell {
        Cell::Decimal(value) | Cell::Live(value, _) => Some(*value),
        Cell::Integer(value) => Some(Decimal::from(*value)),
        Cell::Blank | Cell::Text(_) | Cell::Float(_) => None,
    }
}

/// Whether a node's points, or the total's where none is named, are the plain sum of its parts whatever these are: a
/// cap, a mean or a penalty makes something else of them.
pub(crate) fn is_sum(rubric: &Rubric, node: Option<NodeId>) -> bool {
    let (aggregate, cap, role, parts) = match node.map(|id| rubric.node(id)) {
        Some(node) => (&node.aggregate, node.cap, node.role, node.children.clone()),
        None => (&rubric.total, None, Role::Ordinary, rubric.domains().map(|(id, _)| id).collect()),
    };
    let taken_away = |id: &NodeId| rubric.node(*id).role == Role::Penalty && role != Role::Penalty;
    matches!(aggregate, Aggregate::Sum) && cap.is_none() && !parts.iter().any(taken_away)
}

/// The sum of some cells of a row, neighbours as one range; blank without a value.
pub(crate) fn sum(value: Option<Decimal>, row: usize, parts: &[usize], cells: &[Cell]) -> Cell {
    let Some(value) = value else { return Cell::Blank };
    let added = parts.iter().try_fold(Decimal::ZERO, |sum, &col| sum.checked_add(number(cells.get(col)?)?));
    if added != Some(value) {
        return Cell::Decimal(value);
    }
    let runs = parts.chunk_by(|a, b| a + 1 == *b);
    let areas = runs.filter_map(|run| Some(Area { first: (row, *run.first()?), last: (row, *run.last()?) }));
    Cell::Live(value, Formula::call("SUM", areas))
}

/// A cell × 100 / `max`, rounded half-up; blank without a value.
pub(crate) fn percent(points: Option<Points>, max: Points, digits: u32, at: (usize, usize)) -> Cell {
    let exact = points.and_then(|points| points.percent_of(max));
    let Some(exact) = exact else { return Cell::Blank };
    let formula = Formula::default().text("ROUND(").area(Area::cell(at.0, at.1));
    Cell::Live(RoundingMode::HalfUp.round(exact, digits), formula.text(format!("*100/{max},{digits})")))
}

/// The published score from the cell of the raw total; blank without a score.
pub(crate) fn index(rubric: &Rubric, result: &UnitResult, at: (usize, usize)) -> Cell {
    let Some(score) = result.score else { return Cell::Blank };
    let digits = rubric.rounding.publication;
    let name = match rubric.rounding.mode {
        RoundingMode::HalfUp => "ROUND",
        RoundingMode::Down => "ROUNDDOWN",
        RoundingMode::HalfEven => return Cell::Decimal(score),
    };
    let raw = result.raw.value();
    let (exact, factor) = match rubric.scale {
        Some(scale) => {
            let exact = raw.checked_mul(scale).and_then(|value| value.checked_div(result.max.value()));
            (exact, format!("*{}/{}", scale.normalize(), result.max))
        }
        None => (Some(raw), String::new()),
    };
    if exact.map(|exact| rubric.rounding.mode.round(exact, digits)) != Some(score) {
        return Cell::Decimal(score);
    }
    let formula = Formula::default().text(format!("{name}(")).area(Area::cell(at.0, at.1));
    Cell::Live(score, formula.text(format!("{factor},{digits})")))
}

/// The difference of two cells; blank without a value.
pub(crate) fn difference(value: Option<Decimal>, minuend: (usize, usize), subtrahend: (usize, usize)) -> Cell {
    let Some(value) = value else { return Cell::Blank };
    let area = |at: (usize, usize)| Area::cell(at.0, at.1);
    Cell::Live(value, Formula::default().area(area(minuend)).text("-").area(area(subtrahend)))
}

/// Adds a row of the means of some columns over the units' rows `first` … end, and a note when they leave out a unit; a
/// column without any number stays blank.
pub(crate) fn push_means(table: &mut Table, lang: Lang, first: usize, columns: impl IntoIterator<Item = usize>) {
    let end = table.rows.len();
    if end <= first {
        return;
    }
    let mut cells = vec![Cell::Blank; table.columns.len()];
    if let Some(cell) = cells.get_mut(1) {
        *cell = Cell::text(wording::mean_row(lang));
    }
    let mut missing = false;
    for col in columns {
        let values: Vec<Decimal> =
            table.rows[first..].iter().filter_map(|row| row.cells.get(col).and_then(number)).collect();
        missing |= values.len() < end - first;
        let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
        let mean = sum.and_then(|sum| sum.checked_div(Decimal::from(values.len())));
        cells[col] = mean.map_or(Cell::Blank, |mean| {
            Cell::Live(mean, Formula::call("AVERAGE", [Area::column(col, first, end - 1)]))
        });
    }
    table.rows.push(Row::of(RowKind::Mean, cells));
    if missing {
        table.notes.push(wording::mean_of_known(lang).to_owned());
    }
}
