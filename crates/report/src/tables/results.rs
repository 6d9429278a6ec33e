//! `data/results.csv`: named results besides the total.

use super::Context;
use scoring::{Kind, Table};

/// The named results besides the total as `data/results.csv` holds them: columns only, because no rubric can name one yet.
pub fn results(context: &Context<'_>) -> Table {
    let mut table = context.data("results");
    let index = Kind::Decimal(context.rubric.rounding.publication);
    let columns =
        [("unit", Kind::Text), ("result", Kind::Text), ("value", index), ("rank", Kind::Integer), ("band", Kind::Text)];
    table.columns = columns.map(|(name, kind)| context.column(name, kind)).to_vec();
    table
}
