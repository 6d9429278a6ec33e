//! Biểu số 2: this year and last year.

use super::{Context, live};
use crate::wording;
use rust_decimal::Decimal;
use scoring::{Cell, Change, Kind, Row, Table, UnitResult};

/// Columns that hold an index: this year's, last year's, and the change (live).
const INDEXES: [usize; 3] = [2, 4, 6];

/// The comparison with last year: index and rank of both years, their changes (live), in order of this year's rank.
/// A positive change of rank is a gain. Units that last year did not know have blanks.
pub fn comparison(context: &Context<'_>) -> Table {
    let (rubric, lang) = (context.rubric, context.lang);
    let title = wording::comparison_title(rubric, context.previous_year, context.whose, lang);
    let unit = wording::points_and_percent(rubric.scale, lang);
    let mut table = context.numbered(2, "comparison".to_owned(), title, unit);
    table.columns = context.leading();
    let index = context.index();
    let (now, last) = (wording::year(rubric.year, false, lang), wording::year(context.previous_year, true, lang));
    let mut add = |name: &str, title: &str, kind: Kind, group: &str| {
        table.columns.push(scoring::Column::new(name, title, kind).under(group));
    };
    let rank = wording::heading("rank", lang);
    add("score", &index.title, index.kind, &now);
    add("rank", rank, Kind::Integer, &now);
    add("previous_score", &index.title, index.kind, &last);
    add("previous_rank", rank, Kind::Integer, &last);
    add("score_change", wording::change_of("score", lang), index.kind, wording::changes(lang));
    add("rank_change", wording::change_of("rank", lang), Kind::Integer, wording::changes(lang));
    for (at, result) in context.assessment.ranking().into_iter().enumerate() {
        let cells = cells(context, at, result);
        table.rows.push(Row { band: context.place(result), ..Row::body(cells) });
    }
    live::push_means(&mut table, lang, 0, INDEXES);
    table.notes.extend(notes(context));
    table
}

fn cells(context: &Context<'_>, row: usize, result: &UnitResult) -> Vec<Cell> {
    let change = context.assessment.change(result.unit);
    let mut cells = context.lead(row, result);
    cells.push(Cell::decimal(result.score));
    cells.push(Cell::integer(result.rank));
    cells.push(Cell::decimal(change.map(|change| change.score)));
    cells.push(Cell::integer(change.and_then(|change| change.rank)));
    cells.push(live::difference(change.and_then(|change| change.score_change), (row, 2), (row, 4)));
    let ranks = change.and_then(|change| change.rank_change).map(Decimal::from);
    cells.push(live::difference(ranks, (row, 5), (row, 3)));
    cells
}

fn notes(context: &Context<'_>) -> Vec<String> {
    let changes: Vec<&Change> = context.assessment.changes.iter().flatten().collect();
    let count = |signs: &[std::cmp::Ordering]| {
        let of = |wanted| signs.iter().filter(|sign| **sign == wanted).count();
        (of(std::cmp::Ordering::Greater), of(std::cmp::Ordering::Equal), of(std::cmp::Ordering::Less))
    };
    let scores: Vec<_> = changes.iter().filter_map(|change| Some(change.score_change?.cmp(&Decimal::ZERO))).collect();
    let ranks: Vec<_> = changes.iter().filter_map(|change| Some(change.rank_change?.cmp(&0))).collect();
    let mut notes =
        vec![wording::moves(false, count(&scores), context.lang), wording::moves(true, count(&ranks), context.lang)];
    let without = context.assessment.results.len().saturating_sub(scores.len());
    if without > 0 {
        notes.push(wording::not_compared(without, context.lang));
    }
    notes
}
