//! `data/units.csv`: one row a unit.

use super::Context;
use rust_decimal::Decimal;
use scoring::{Cell, Kind, Row, Table, UnitResult};

/// The units as `data/units.csv` holds them, sorted by code. `raw` is the sum of the known points, `unknown` the maxima
/// of what is missing, `late` whole days, 0 in time.
pub fn units(context: &Context<'_>) -> Table {
    let mut table = context.data("units");
    let index = Kind::Decimal(context.rubric.rounding.publication);
    let points = Kind::Decimal(context.digits());
    table.columns = [
        ("unit", Kind::Text),
        ("name", Kind::Text),
        ("group", Kind::Text),
        ("raw", points),
        ("max", points),
        ("unknown", points),
        ("score", index),
        ("rank", Kind::Integer),
        ("band", Kind::Text),
        ("previous_score", index),
        ("previous_rank", Kind::Integer),
        ("score_change", index),
        ("rank_change", Kind::Integer),
        ("late", Kind::Integer),
    ]
    .map(|(name, kind)| context.column(name, kind))
    .to_vec();
    let mut order: Vec<&UnitResult> = context.assessment.results.iter().collect();
    order.sort_by_key(|result| &context.unit(result).code);
    let row = |result: &&UnitResult| Row { band: context.place(result), ..Row::body(cells(context, result)) };
    table.rows = order.iter().map(row).collect();
    table
}

fn cells(context: &Context<'_>, result: &UnitResult) -> Vec<Cell> {
    let unit = context.unit(result);
    let change = context.assessment.change(result.unit);
    let decimal = |value: Option<Decimal>| Cell::decimal(value);
    vec![
        Cell::text(&unit.code),
        Cell::text(&unit.name),
        Cell::text(unit.group.as_deref().unwrap_or_default()),
        Cell::Decimal(result.raw.value()),
        Cell::Decimal(result.max.value()),
        Cell::Decimal(result.unknown.value()),
        decimal(result.score),
        Cell::integer(result.rank),
        context.band(result),
        decimal(change.map(|change| change.score)),
        Cell::integer(change.and_then(|change| change.rank)),
        decimal(change.and_then(|change| change.score_change)),
        Cell::integer(change.and_then(|change| change.rank_change)),
        Cell::integer(result.late.map(|days| days.max(0))),
    ]
}
