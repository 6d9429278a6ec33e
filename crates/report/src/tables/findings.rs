//! What the checks found: for machines and for people.

use super::context::column;
use crate::wording;
use scoring::{Cell, Column, Kind, Lang, Problem, Row, Severity, Table, Unit};

/// The columns of `data/findings.csv`.
const COLUMNS: [&str; 11] =
    ["severity", "kind", "unit", "code", "file", "sheet", "cell", "found", "expected", "message", "hint"];

/// The findings as `data/findings.csv` holds them, in the order given: severity and kind by their stable names, the
/// sentences in one language.
pub fn findings(problems: &[Problem], lang: Lang) -> Table {
    let mut table = empty(problems, lang);
    table.columns = COLUMNS.iter().map(|name| column(name, Kind::Text, lang)).collect();
    table.rows = problems.iter().map(|problem| Row::body(data(problem, lang))).collect();
    table
}

fn empty(problems: &[Problem], lang: Lang) -> Table {
    let (title, label) = wording::findings(lang);
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let line = wording::findings_count(errors, warnings, count(Severity::Note), lang);
    let titles = vec![title.to_owned(), format!("({line})")];
    Table { name: "findings".to_owned(), label: label.to_owned(), titles, ..Table::default() }
}

fn data(problem: &Problem, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::text(problem.severity.code()),
        Cell::text(problem.kind),
        Cell::text(&problem.unit),
        Cell::text(&problem.code),
        Cell::text(problem.place.file()),
        Cell::text(problem.place.sheet()),
        Cell::text(problem.place.address()),
        Cell::text(&problem.found),
        Cell::text(problem.expected.get(lang)),
        Cell::text(problem.message.get(lang)),
        Cell::text(problem.help.get(lang)),
    ]
}

/// The findings as a sheet for people: severity in words, units by name, the place in one column.
pub fn findings_list(problems: &[Problem], units: &[Unit], lang: Lang) -> Table {
    let mut table = empty(problems, lang);
    let text = |name: &str, width: u16| column(name, Kind::Text, lang).wide(width);
    let number: Column = column("no", Kind::Integer, lang);
    table.columns = vec![
        number,
        text("severity", 10),
        text("unit", 14),
        text("code", 8),
        text("message", 48),
        text("found", 14),
        text("expected", 18),
        text("hint", 34),
        text("place", 30),
    ];
    table.rows = problems.iter().enumerate().map(|(at, problem)| Row::body(listed(at, problem, units, lang))).collect();
    table
}

fn listed(at: usize, problem: &Problem, units: &[Unit], lang: Lang) -> Vec<Cell> {
    let unit = units.iter().find(|unit| unit.code == problem.unit).map_or(&problem.unit, |unit| &unit.name);
    let (place, address) = (&problem.place, problem.place.address());
    let parts = [place.file(), place.sheet(), &address];
    let place: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    vec![
        Cell::integer(Some(at + 1)),
        Cell::text(wording::severity(problem.severity, lang)),
        Cell::text(unit),
        Cell::text(&problem.code),
        Cell::text(problem.message.get(lang)),
        Cell::text(&problem.found),
        Cell::text(problem.expected.get(lang)),
        Cell::text(problem.help.get(lang)),
        Cell::text(place.join(" › ")),
    ]
}
