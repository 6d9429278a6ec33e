//! Biểu số 1: result and rank of every unit.

use super::{Context, live};
use crate::wording;
use rust_decimal::Decimal;
use scoring::{Cell, Column, Kind, Points, RoundId, RoundingMode, Row, Table, UnitResult};

/// What the ranking shows besides the columns that it always has.
struct Shape {
    group: bool,
    rounds: Vec<RoundId>,
    raw: bool,
    max: bool,
    adjusted: bool,
    note: bool,
}

/// The ranking: every unit with the totals of the rounds, the appraised total, the published index (live), rank and
/// band, in order of rank. Where the total is the index itself, it has no column of its own. Units without a score stand last, with the lowest and highest index they can reach in words.
pub fn ranking(context: &Context<'_>) -> Table {
    let (rubric, lang) = (context.rubric, context.lang);
    let order = context.assessment.ranking();
    // Points of a round that comes from data alone are the final ones: no column of its own.
    let seen = |round: &RoundId| {
        !rubric.rounds[round.0].from_data && order.iter().any(|result| context.total(&result.rounds[round.0]).is_some())
    };
    let shape = Shape {
        group: order.iter().any(|result| context.unit(result).group.is_some()),
        rounds: (0..rubric.rounds.len()).map(RoundId).filter(seen).collect(),
        raw: !rubric.publishes_total(),
        max: order.iter().any(|result| result.max != rubric.max()),
        adjusted: order.iter().any(|result| !result.adjustments.is_empty()),
        note: order.iter().any(|result| result.score.is_none()),
    };
    let title = wording::ranking_title(rubric, context.whose, lang);
    let unit = wording::points_and_percent(rubric.scale, lang);
    let mut table = context.numbered(1, "ranking".to_owned(), title, unit);
    table.columns = columns(context, &shape);
    for (at, result) in order.iter().enumerate() {
        let cells = cells(context, &shape, at, result);
        table.rows.push(Row { band: context.place(result), ..Row::body(cells) });
    }
    let averaged: Vec<usize> = (0..table.columns.len())
        .filter(|&col| {
            matches!(table.columns[col].kind, Kind::Decimal(_))
                && !["max", "adjusted"].contains(&table.columns[col].name.as_str())
        })
        .collect();
    live::push_means(&mut table, lang, 0, averaged);
    table.notes.extend(note(context));
    if let Some((mean, above, all)) = context.assessment.above_mean().filter(|(.., all)| *all > 1) {
        let mean = rubric.rounding.mode.round(mean, rubric.rounding.publication);
        table.notes.push(wording::above_mean(mean, above, all, lang));
    }
    table
}

fn columns(context: &Context<'_>, shape: &Shape) -> Vec<Column> {
    let (rubric, lang) = (context.rubric, context.lang);
    let mut columns = context.leading();
    if shape.group {
        columns.push(context.column("group", Kind::Text));
    }
    for round in &shape.rounds {
        let round = &rubric.rounds[round.0];
        columns.push(context.points(&round.id, &round.title).under(wording::by_round(lang)));
    }
    if shape.raw {
        columns.push(context.points("raw", wording::raw_of(rubric.max().value(), lang)));
    }
    if shape.max {
        columns.push(context.points("max", wording::heading("max", lang)));
    }
    if shape.adjusted {
        columns.push(context.points("adjusted", wording::heading("adjusted", lang)));
    }
    columns.push(context.index());
    columns.push(context.column("rank", Kind::Integer));
    if !rubric.bands.is_empty() {
        columns.push(context.column("band", Kind::Text));
    }
    for named in &rubric.results {
        if named.word.is_none() {
            columns.push(Column::new(&named.id, &named.title, Kind::Decimal(named.digits)));
        }
        if named.word.is_some() || !named.bands.is_empty() {
            let title = if named.word.is_some() { named.title.as_str() } else { wording::heading("band", lang) };
            columns.push(Column::new(format!("{}_band", named.id), title, Kind::Text));
        }
    }
    if shape.note {
        columns.push(context.column("note", Kind::Text).wide(34));
    }
    columns
}

fn cells(context: &Context<'_>, shape: &Shape, row: usize, result: &UnitResult) -> Vec<Cell> {
    let mut cells = context.lead(row, result);
    if shape.group {
        cells.push(Cell::text(context.unit(result).group.as_deref().unwrap_or_default()));
    }
    for round in &shape.rounds {
        cells.push(Cell::decimal(context.total(&result.rounds[round.0]).map(|total| total.value())));
    }
    let raw = cells.len();
    if shape.raw {
        cells.push(Cell::decimal(context.total(&result.nodes).map(|total| total.value())));
    }
    if shape.max {
        cells.push(Cell::Decimal(result.max.value()));
    }
    if shape.adjusted {
        let points: Points = result.adjustments.iter().map(|(_, points)| *points).sum();
        cells.push(if result.adjustments.is_empty() { Cell::Blank } else { Cell::Decimal(points.value()) });
    }
    cells.push(if shape.raw { live::index(context.rubric, result, (row, raw)) } else { Cell::decimal(result.score) });
    cells.push(Cell::integer(result.rank));
    if !context.rubric.bands.is_empty() {
        cells.push(context.band(result));
    }
    for (named, value) in context.rubric.results.iter().zip(&result.results) {
        if named.word.is_none() {
            cells.push(Cell::decimal(value.value));
        }
        if named.word.is_some() || !named.bands.is_empty() {
            cells.push(Cell::text(value.band.as_deref().unwrap_or_default()));
        }
    }
    if shape.note {
        let (low, high) = result.possible;
        let unknown = RoundingMode::HalfUp.round(result.unknown.value(), context.digits());
        let unknown = (!context.rubric.is_from_data()).then_some(unknown);
        let words = || wording::possible(unknown, low, high, context.lang);
        cells.push(if result.score.is_none() { Cell::text(words()) } else { Cell::Blank });
    }
    cells
}

/// How many units stand in each band.
fn note(context: &Context<'_>) -> Option<String> {
    let results = &context.assessment.results;
    let (bands, lang) = (&context.rubric.bands, context.lang);
    if bands.is_empty() || results.is_empty() {
        return None;
    }
    let count =
        |at| results.iter().filter(|result| result.band == at && result.score.is_some() == at.is_some()).count();
    let mut counts: Vec<(String, Option<Decimal>, usize)> =
        bands.iter().enumerate().map(|(at, band)| (band.name.clone(), Some(band.from), count(Some(at)))).collect();
    match count(None) {
        0 => {}
        unranked => counts.push((wording::unranked(lang).to_owned(), None, unranked)),
    }
    Some(wording::bands(&counts, results.len(), lang))
}
