//! The small tables of a campaign: units, last year's result, dates received.

use crate::files::Found;
use crate::folder::Campaign;
use crate::intake::Intake;
use crate::receipt::Input;
use crate::wording;
use scoring::{Date, Place, Previous, Problem, Text, Unit, UnitId, UnitIndex, fold};
use sheets::RawTable;
use std::collections::BTreeMap;

/// Reads a table named in the settings; a problem when it can't be read.
pub(crate) fn table(
    campaign: &Campaign,
    intake: &Intake,
    written: &str,
    inputs: &mut Vec<Input>,
) -> Result<RawTable, Problem> {
    let name = written.replace('\\', "/");
    let (input, workbook) = intake.one(Found { name: name.clone(), path: campaign.path(written) })?;
    inputs.push(input);
    sheets::table_of(&name, &workbook).map_err(|problem| wording::bad_table(*problem))
}

/// The columns of a table by folded heading.
struct Columns<'a> {
    table: &'a RawTable,
    at: BTreeMap<String, usize>,
}

impl<'a> Columns<'a> {
    fn new(table: &'a RawTable) -> Self {
        let at = table.columns.iter().enumerate().map(|(at, (title, _))| (fold(title), at)).collect();
        Self { table, at }
    }

    /// The first of several headings that is there.
    fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.at.get(&fold(name)).copied())
    }

    fn value(&self, row: &'a [(String, scoring::CellRef)], at: Option<usize>) -> &'a str {
        at.and_then(|at| row.get(at)).map_or("", |(text, _)| text.trim())
    }

    /// The problem at a cell, shown in its row.
    fn mark(&self, problem: Problem, row: &[(String, scoring::CellRef)], at: usize, label: Text) -> Problem {
        self.table.mark(problem, row, at, label)
    }

    fn missing(&self, names: &str) -> Problem {
        let found: Vec<&str> = self.table.columns.iter().map(|(title, _)| title.as_str()).collect();
        wording::no_column(names, &found)
            .at(Place::Sheet { file: self.table.file.clone(), sheet: self.table.sheet.clone() })
    }
}

/// The units, sorted by code. Rows without code or name, and codes used twice, are errors.
pub(crate) fn units(table: &RawTable, problems: &mut Vec<Problem>) -> Vec<Unit> {
    let columns = Columns::new(table);
    let (code, name) =
        (columns.find(&["code", "mã", "mã đơn vị"]), columns.find(&["name", "tên", "tên đơn vị", "đơn vị"]));
    let (Some(code), Some(name)) = (code, name) else {
        problems.push(columns.missing("code, name"));
        return Vec::new();
    };
    let (aliases, group) = (columns.find(&["aliases", "tên khác"]), columns.find(&["group", "nhóm"]));
    let from = columns.find(&["from", "từ"]);
    let known = [Some(code), Some(name), aliases, group, from];
    let mut units: Vec<Unit> = Vec::new();
    for row in &table.rows {
        let text = |at| columns.value(row, at).to_owned();
        let list = |at| text(at).split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let attributes = (0..table.columns.len())
            .filter(|at| !known.contains(&Some(*at)))
            .map(|at| (table.columns[at].0.clone(), text(Some(at))));
        let unit = Unit {
            code: text(Some(code)),
            name: text(Some(name)),
            aliases: list(aliases),
            group: Some(text(group)).filter(|group| !group.is_empty()),
            from: list(from),
            attributes: attributes.collect(),
        };
        if unit.code.is_empty() || unit.name.is_empty() {
            let blank = if unit.code.is_empty() { code } else { name };
            problems.push(columns.mark(wording::unit_incomplete(), row, blank, wording::not_taken()));
        } else if units.iter().any(|other| other.code == unit.code) {
            problems.push(columns.mark(wording::unit_twice(&unit.code), row, code, wording::not_taken()));
        } else {
            units.push(unit);
        }
    }
    units.sort_by(|a, b| a.code.cmp(&b.code));
    units
}

/// Units that one spelling could mean.
pub(crate) fn clashes(units: &[Unit], index: &UnitIndex, file: &str) -> Vec<Problem> {
    let clash = |(a, b, key): &(UnitId, UnitId, String)| {
        wording::units_clash(&units[a.0].name, &units[b.0].name, key).at(Place::File(file.to_owned()))
    };
    index.clashes().iter().map(clash).collect()
}

/// Last year's result by unit. A unit is matched by its own name or code, or by the one unit that became it.
pub(crate) fn previous(
    table: &RawTable,
    units: &[Unit],
    index: &UnitIndex,
    problems: &mut Vec<Problem>,
) -> Vec<Option<Previous>> {
    let mut found = vec![None; units.len()];
    let columns = Columns::new(table);
    let (Some(name), Some(score)) =
        (columns.find(&["unit", "code", "đơn vị", "tên đơn vị"]), columns.find(&["score", "điểm", "chỉ số"]))
    else {
        problems.push(columns.missing("unit, score"));
        return found;
    };
    let rank = columns.find(&["rank", "xếp hạng", "hạng"]);
    for row in &table.rows {
        let unit = columns.value(row, Some(name));
        let text = columns.value(row, Some(score));
        let became = units.iter().position(|now| now.from.len() == 1 && fold(&now.from[0]) == fold(unit)).map(UnitId);
        let Some(id) = became.or_else(|| index.find(unit)) else {
            let problem = wording::previous_unknown(unit, &index.nearest(unit));
            problems.push(columns.mark(problem, row, name, wording::not_taken()));
            continue;
        };
        let Some(score_value) = sheets::number(text) else {
            let problem = wording::previous_score(unit, text).of_unit(&units[id.0].code);
            problems.push(columns.mark(problem, row, score, wording::not_taken()));
            continue;
        };
        if found[id.0].is_some() {
            let problem = wording::previous_twice(unit).of_unit(&units[id.0].code);
            problems.push(columns.mark(problem, row, name, wording::not_taken()));
            continue;
        }
        let rank = columns.value(row, rank).parse().ok();
        found[id.0] = Some(Previous { score: score_value, rank });
    }
    found
}

/// The day each unit handed in.
pub(crate) fn received(
    table: &RawTable,
    units: &[Unit],
    index: &UnitIndex,
    problems: &mut Vec<Problem>,
) -> Vec<Option<Date>> {
    let mut found = vec![None; units.len()];
    let columns = Columns::new(table);
    let (Some(name), Some(date)) =
        (columns.find(&["unit", "code", "đơn vị"]), columns.find(&["date", "ngày", "ngày nhận"]))
    else {
        problems.push(columns.missing("unit, date"));
        return found;
    };
    for row in &table.rows {
        let (unit, text) = (columns.value(row, Some(name)), columns.value(row, Some(date)));
        match (index.find(unit), Date::parse(text)) {
            (None, _) => {
                let problem = wording::previous_unknown(unit, &index.nearest(unit));
                problems.push(columns.mark(problem, row, name, wording::not_taken()));
            }
            (Some(_), None) if text.is_empty() => {}
            (Some(_), None) => {
                problems.push(columns.mark(wording::bad_date(text), row, date, wording::not_taken()));
            }
            // A unit may hand in more than once: the first receipt counts.
            (Some(id), Some(day)) => {
                found[id.0] = Some(found[id.0].map_or(day, |other: Date| other.min(day)));
            }
        }
    }
    found
}
