//! `data/results.csv`: named results besides the total.

use super::Context;
use scoring::{Cell, Kind, Row, Table};

/// The named results besides the total as `data/results.csv` holds them: one row a unit and result, in the order of the
/// units and of the rubric.
pub fn results(context: &Context<'_>) -> Table {
    let mut table = context.data("results");
    let digits = context.rubric.results.iter().map(|result| result.digits).max();
    let value = Kind::Decimal(digits.unwrap_or(context.rubric.rounding.publication));
    let columns =
        [("unit", Kind::Text), ("result", Kind::Text), ("value", value), ("rank", Kind::Integer), ("band", Kind::Text)];
    table.columns = columns.map(|(name, kind)| context.column(name, kind)).to_vec();
    for result in &context.assessment.results {
        for (named, value) in context.rubric.results.iter().zip(&result.results) {
            table.rows.push(Row::body(vec![
                Cell::text(&context.unit(result).code),
                Cell::text(&named.id),
                Cell::decimal(value.value),
                Cell::integer(value.rank),
                Cell::text(value.band.clone().unwrap_or_default()),
            ]));
        }
    }
    table
}
