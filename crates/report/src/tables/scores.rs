//! `data/scores.csv`: one row a unit, node and round.

use super::Context;
use scoring::{Cell, Kind, Node, NodeResult, Row, Table, UnitResult, total_of};

/// The scores as `data/scores.csv` holds them: units in the campaign's order, for each the total and then the nodes in
/// the rubric's order, for each every round in order and `final`. The total has no code and depth 0.
pub fn scores(context: &Context<'_>) -> Table {
    scores_of(context, &context.assessment.results)
}

/// The rows of some units: [`scores`] in parts, because whole it is the largest table by far.
pub fn scores_of(context: &Context<'_>, results: &[UnitResult]) -> Table {
    let mut table = context.data("scores");
    let points = Kind::Decimal(context.digits());
    table.columns = [
        ("unit", Kind::Text),
        ("code", Kind::Text),
        ("parent", Kind::Text),
        ("depth", Kind::Integer),
        ("level", Kind::Text),
        ("round", Kind::Text),
        ("points", points),
        ("max", points),
        ("percent", Kind::Decimal(2)),
        ("status", Kind::Text),
        ("file", Kind::Text),
        ("sheet", Kind::Text),
        ("cell", Kind::Text),
    ]
    .map(|(name, kind)| context.column(name, kind))
    .to_vec();
    let each = (context.rubric.nodes.len() + 1) * (context.rubric.rounds.len() + 1);
    table.rows.reserve(results.len() * each);
    for result in results {
        for (round, nodes) in slices(context, result) {
            table.rows.push(row(context, result, None, round, &total_of(context.rubric, nodes)));
        }
        for (id, node) in context.rubric.all() {
            for (round, nodes) in slices(context, result) {
                table.rows.push(row(context, result, Some(node), round, &nodes[id.0]));
            }
        }
    }
    table
}

/// The rounds by name with their nodes, the final points last.
fn slices<'a>(context: &Context<'a>, result: &'a UnitResult) -> impl Iterator<Item = (&'a str, &'a [NodeResult])> {
    let rounds = context.rubric.rounds.iter().zip(&result.rounds);
    rounds.map(|(round, nodes)| (round.id.as_str(), nodes.as_slice())).chain([("final", result.nodes.as_slice())])
}

fn row(context: &Context<'_>, unit: &UnitResult, node: Option<&Node>, round: &str, result: &NodeResult) -> Row {
    let depth = node.map_or(0, |node| node.depth);
    let parent = node.and_then(|node| node.parent).map_or("", |id| &context.rubric.node(id).code);
    let level = context.rubric.levels.get(depth).map_or("", |level| &level.id);
    let sheet = result.source.and_then(|source| context.facts.sheets.get(source.sheet.0));
    let address = result.source.map(|source| source.cell.to_string());
    Row::body(vec![
        Cell::text(&context.unit(unit).code),
        Cell::text(node.map_or("", |node| &node.code)),
        Cell::text(parent),
        Cell::integer(Some(depth)),
        Cell::text(level),
        Cell::text(round),
        Cell::decimal(result.shown().map(|points| points.value())),
        Cell::Decimal(result.max.value()),
        Cell::decimal(result.shown().and_then(|points| points.percent_of(result.max))),
        Cell::text(result.status.code()),
        Cell::text(sheet.map_or("", |sheet| &sheet.file)),
        Cell::text(sheet.map_or("", |sheet| &sheet.sheet)),
        Cell::text(address.unwrap_or_default()),
    ])
}
