//! `parindex run`: the whole job.

use super::{assess, verdict};
use crate::args::Run;
use crate::terminal::Terminal;
use crate::{CANNOT_RUN, tables, total, wording};
use campaign::{Outcome, Stop};
use rust_decimal::Decimal;
use scoring::{Cell, Column, Kind, Lang, Points, Row, Table, UnitResult};

/// With more units than this, only the head and the tail of the ranking are shown.
const ALL_UNITS: usize = 40;
/// How many of the head and of the tail.
const HEAD: usize = 15;
const TAIL: usize = 5;
/// Where the points before rescaling stand; left out where they are the index itself.
const RAW: usize = 2;

pub(super) fn run(run: &Run, terminal: &mut Terminal) -> Result<u8, Stop> {
    let (campaign, outcome) = assess(&run.campaign, &run.reading, terminal)?;
    let out = run.out.clone().unwrap_or_else(|| campaign.default_output());
    let lang = terminal.lang;
    terminal.some_findings(&outcome.problems);
    match campaign::write(&outcome, &out) {
        Ok(written) => {
            terminal.findings_of_writing(&written.problems);
            terminal.result(&summary(&outcome, lang));
            terminal.result(&wording::written(&written.folder.display().to_string(), lang));
            Ok(verdict(&outcome.problems))
        }
        Err(problem) => {
            terminal.result(&summary(&outcome, lang));
            terminal.findings_of_writing(&[problem]);
            Ok(CANNOT_RUN)
        }
    }
}

fn summary(outcome: &Outcome, lang: Lang) -> String {
    let parts = [
        outcome.rubric.title.clone(),
        tables::draw(&ranking(outcome, lang), lang),
        tables::draw(&domains(outcome, lang), lang),
        wording::counts(outcome, lang),
        report::edition(&outcome.rubric, lang),
    ];
    parts.join("\n\n")
}

fn ranking(outcome: &Outcome, lang: Lang) -> Table {
    let digits = outcome.rubric.rounding.publication;
    let heading = |key| wording::heading(key, lang);
    let compared = !outcome.assessment.changes.is_empty();
    let mut columns = vec![
        Column::new("rank", heading("rank"), Kind::Integer),
        Column::new("unit", heading("unit"), Kind::Text),
        Column::new("raw", heading("raw"), Kind::Decimal(outcome.rubric.digits())),
        Column::new("score", heading("score"), Kind::Decimal(digits)),
        Column::new("band", heading("band"), Kind::Text),
    ];
    if compared {
        columns.push(Column::new("change", heading("change"), Kind::Decimal(digits)));
        columns.push(Column::new("moved", heading("moved"), Kind::Integer));
    }
    columns.extend(outcome.rubric.results.iter().map(|named| Column::new(&named.id, &named.title, Kind::Text)));
    let ranking = outcome.assessment.ranking();
    let row = |result: &&UnitResult| unit_row(outcome, result, compared, lang);
    let rows: Vec<Row> = if ranking.len() > ALL_UNITS {
        let hidden = ranking.len() - HEAD - TAIL;
        let mut gap = vec![Cell::Blank; columns.len()];
        gap[1] = Cell::text(wording::hidden_units(hidden, lang));
        let head = ranking[..HEAD].iter().map(row);
        head.chain([Row::body(gap)]).chain(ranking[ranking.len() - TAIL..].iter().map(row)).collect()
    } else {
        ranking.iter().map(row).collect()
    };
    let mut table = Table { columns, rows, ..Table::default() };
    if outcome.rubric.publishes_total() {
        table.columns.remove(RAW);
        table.rows.iter_mut().for_each(|row| drop(row.cells.remove(RAW)));
    }
    table
}

fn unit_row(outcome: &Outcome, result: &UnitResult, compared: bool, lang: Lang) -> Row {
    let band = result.band.map_or_else(String::new, |band| outcome.rubric.bands[band].name.clone());
    let score = match result.score {
        Some(score) => Cell::Decimal(score),
        None => Cell::text(format!("{}–{}", lang.number(result.possible.0), lang.number(result.possible.1))),
    };
    let mut cells = vec![
        Cell::integer(result.rank),
        Cell::text(&outcome.units[result.unit.0].name),
        Cell::Decimal(result.raw.value()),
        score,
        Cell::text(band),
    ];
    if compared {
        let change = outcome.assessment.change(result.unit);
        let digits = outcome.rubric.rounding.publication;
        cells.push(change.and_then(|change| change.score_change).map_or(Cell::Blank, |by| signed(by, digits, lang)));
        cells.push(change.and_then(|change| change.rank_change).map_or(Cell::Blank, |by| Cell::text(arrow(by))));
    }
    let named = outcome.rubric.results.iter().zip(&result.results);
    cells.extend(named.map(|(named, value)| Cell::text(total::short(value, named.digits, lang))));
    Row::body(cells)
}

fn signed(by: Decimal, digits: u32, lang: Lang) -> Cell {
    let sign = if by > Decimal::ZERO { "+" } else { "" };
    Cell::text(format!("{sign}{}", lang.fixed(by, digits)))
}

fn arrow(by: i64) -> String {
    match by {
        1.. => format!("▲ {by}"),
        0 => "=".to_owned(),
        _ => format!("▼ {}", -by),
    }
}

/// Means over the units whose domain is complete.
fn domains(outcome: &Outcome, lang: Lang) -> Table {
    let heading = |key| wording::heading(key, lang);
    let columns = vec![
        Column::new("code", "", Kind::Text),
        Column::new("domain", heading("domain"), Kind::Text),
        Column::new("mean", heading("mean"), Kind::Decimal(outcome.rubric.digits())),
        Column::new("max", heading("max"), Kind::Decimal(outcome.rubric.digits())),
        Column::new("percent", "%", Kind::Decimal(1)),
    ];
    let row = |(id, node): (scoring::NodeId, &scoring::Node)| {
        let known: Vec<Points> =
            outcome.assessment.results.iter().filter_map(|result| result.nodes[id.0].points).collect();
        let sum: Points = known.iter().copied().sum();
        let mean = sum.value().checked_div(Decimal::from(known.len()));
        let percent = mean.and_then(Points::new).and_then(|mean| mean.percent_of(node.max));
        Row::body(vec![
            Cell::text(&node.code),
            Cell::text(&node.title),
            Cell::decimal(mean),
            Cell::Decimal(node.max.value()),
            Cell::decimal(percent),
        ])
    };
    Table { columns, rows: outcome.rubric.domains().map(row).collect(), ..Table::default() }
}
