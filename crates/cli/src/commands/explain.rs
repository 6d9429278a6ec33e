//! `parindex explain`: why a number is what it is.

use super::assess;
use crate::args::Explain;
use crate::terminal::Terminal;
use crate::{FINE, tables, total, wording};
use campaign::{Outcome, Stop};
use rust_decimal::Decimal;
use scoring::{
    Cell, Column, Explanation, Kind, Lang, NodeId, NodeResult, Place, RoundingMode, Row, Status, Table, UnitId,
};

pub(super) fn explain(explain: &Explain, terminal: &mut Terminal) -> Result<u8, Stop> {
    let (_, outcome) = assess(&explain.campaign, &explain.reading, terminal)?;
    let cannot = |problem| Stop::CannotRun(vec![problem]);
    let unit = outcome
        .index
        .find(&explain.unit)
        .ok_or_else(|| cannot(wording::unknown_unit(&explain.unit, &outcome.index.nearest(&explain.unit))))?;
    let lang = terminal.lang;
    let text = match &explain.code {
        None => total(&outcome, unit, lang),
        Some(code) => {
            let node = outcome.rubric.find(code.trim()).ok_or_else(|| {
                let near = scoring::nearest(code, outcome.rubric.codes());
                cannot(wording::unknown_code(code, &near))
            })?;
            one(&outcome, unit, node, lang)
        }
    };
    terminal.result(&text);
    Ok(FINE)
}

/// The account of a unit's total: its domains, its score and how it follows.
fn total(outcome: &Outcome, unit: UnitId, lang: Lang) -> String {
    let result = &outcome.assessment.results[unit.0];
    let domains: Vec<NodeId> = outcome.rubric.domains().map(|(id, _)| id).collect();
    let head = format!("{} · {}", outcome.units[unit.0].name, outcome.rubric.title);
    let text =
        [head, tables::draw(&parts_table(outcome, unit, &domains, lang), lang), total::total(outcome, result, lang)];
    text.join("\n\n")
}

/// The account of a node. A domain shows its criteria; a criterion with parts accounts for each of them as well.
fn one(outcome: &Outcome, unit: UnitId, node: NodeId, lang: Lang) -> String {
    let Outcome { rubric, units, facts, assessment, .. } = outcome;
    let account = scoring::explain(rubric, units, facts, assessment, (unit, node));
    let mut text = vec![wording::explained(outcome, &account, lang)];
    if account.parts.is_empty() {
        if !account.inputs.is_empty() {
            text.push(tables::draw(&inputs_table(outcome, &account, lang), lang));
        }
        text.push(tables::draw(&rounds_table(outcome, &account, lang), lang));
    } else {
        let parts: Vec<NodeId> = account.parts.iter().map(|(id, _)| *id).chain([node]).collect();
        text.push(tables::draw(&parts_table(outcome, unit, &parts, lang), lang));
    }
    text.push(wording::outcome(outcome, &account, lang));
    if rubric.node(node).depth > 1 {
        text.extend(account.parts.iter().map(|(part, _)| one(outcome, unit, *part, lang)));
    }
    text.join("\n\n")
}

fn place(place: &Place) -> String {
    let parts = [place.file().to_owned(), place.sheet().to_owned(), place.address()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
}

fn inputs_table(outcome: &Outcome, account: &Explanation, lang: Lang) -> Table {
    let heading = |key| wording::heading(key, lang);
    let (last, peers) = (account.looks_back, account.inputs.iter().any(|input| input.peers.is_some()));
    let mut columns = vec![
        Column::new("figure", heading("figure"), Kind::Text),
        Column::new("label", "", Kind::Text),
        Column::new("value", heading("value"), Kind::Text),
    ];
    let more = [("last", last), ("group_mean", peers), ("group_best", peers)];
    columns.extend(more.iter().filter(|(_, shown)| *shown).map(|(key, _)| Column::new(*key, heading(key), Kind::Text)));
    columns.extend([
        Column::new("round", heading("round"), Kind::Text),
        Column::new("place", heading("place"), Kind::Text),
    ]);
    let known = |value: Option<Decimal>| Cell::text(value.map_or_else(|| wording::missing(lang), |v| lang.number(v)));
    let short = |value: Decimal| Some(RoundingMode::HalfUp.round(value, 6));
    let row = |input: &scoring::Input| {
        let mut cells = vec![Cell::text(&input.name), Cell::text(&input.label), known(input.value)];
        cells.extend(last.then(|| known(input.last)));
        if peers {
            cells.push(known(input.peers.and_then(|peers| short(peers.mean))));
            cells.push(known(input.peers.map(|peers| peers.best)));
        }
        cells.extend([
            Cell::text(input.round.map_or_else(String::new, |round| outcome.rubric.rounds[round.0].title.clone())),
            Cell::text(input.place.as_ref().map_or_else(String::new, place)),
        ]);
        Row::body(cells)
    };
    Table { columns, rows: account.inputs.iter().map(row).collect(), ..Table::default() }
}

fn rounds_table(outcome: &Outcome, account: &Explanation, lang: Lang) -> Table {
    let heading = |key| wording::heading(key, lang);
    let columns = vec![
        Column::new("round", heading("round"), Kind::Text),
        Column::new("entered", heading("entered"), Kind::Text),
        Column::new("computed", heading("computed"), Kind::Text),
        Column::new("points", heading("points"), Kind::Text),
        Column::new("place", heading("place"), Kind::Text),
    ];
    let number = |points: scoring::Points| wording::points(points, lang);
    let row = |line: &scoring::RoundLine| {
        let (entered, at) = match &line.entered {
            Some((points, at)) => (number(*points), place(at)),
            // The cell that says that it does not arise.
            None if line.result.status == Status::NotArising => {
                let at = line.result.source.map_or_else(String::new, |source| place(&outcome.facts.place(source)));
                (wording::status(Status::NotArising, lang).to_owned(), at)
            }
            None => (String::new(), String::new()),
        };
        let computed = match &line.computed {
            Some(Ok(points)) => number(*points),
            Some(Err(why)) => why.get(lang).to_owned(),
            None => String::new(),
        };
        let points = match line.result.is_out() {
            true => "–".to_owned(),
            false => line.result.points.map_or_else(|| wording::missing(lang), number),
        };
        let title = outcome.rubric.rounds[line.round.0].title.clone();
        Row::body([title, entered, computed, points, at].map(Cell::text).to_vec())
    };
    Table { columns, rows: account.rounds.iter().map(row).collect(), ..Table::default() }
}

/// Nodes with their points in every round and finally; a parent among them stands for the sum of the others.
fn parts_table(outcome: &Outcome, unit: UnitId, nodes: &[NodeId], lang: Lang) -> Table {
    let heading = |key| wording::heading(key, lang);
    let result = &outcome.assessment.results[unit.0];
    let points = Kind::Decimal(outcome.rubric.digits());
    let mut columns = vec![Column::new("code", "", Kind::Text), Column::new("title", heading("criterion"), Kind::Text)];
    columns.extend(outcome.rubric.rounds.iter().map(|round| Column::new(&round.id, &round.title, points)));
    columns.push(Column::new("final", heading("final"), points));
    columns.push(Column::new("max", heading("max"), points));
    let points = |result: &NodeResult| match result.points {
        Some(_) if result.is_out() => Cell::text("–"),
        Some(points) => Cell::Decimal(points.value()),
        None => Cell::text(wording::missing(lang)),
    };
    let row = |id: &NodeId| {
        let node = outcome.rubric.node(*id);
        let mut cells = vec![Cell::text(&node.code), Cell::text(&node.title)];
        cells.extend(result.rounds.iter().map(|round| points(&round[id.0])));
        cells.push(points(&result.nodes[id.0]));
        cells.push(Cell::Decimal(result.nodes[id.0].max.value()));
        Row::body(cells)
    };
    Table { columns, rows: nodes.iter().map(row).collect(), ..Table::default() }
}
