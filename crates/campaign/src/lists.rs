//! The small tables of a campaign: units, last year's result, dates received.

use crate::files::Found;
use crate::folder::Campaign;
use crate::intake::Intake;
use crate::receipt::Input;
use crate::wording;
use scoring::{CellRef, Date, Place, Previous, Problem, Text, Unit, UnitId, UnitIndex, fold};
use sheets::{Heading, Named, RawTable, Unnamed};

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

/// A row of a table, a cell for each column.
type Row = [(String, CellRef)];

/// A table with what is said about its cells.
struct List<'a> {
    table: &'a RawTable,
    problems: &'a mut Vec<Problem>,
}

impl<'a> List<'a> {
    /// The table, after what its reader had to say about it.
    fn new(table: &'a RawTable, problems: &'a mut Vec<Problem>) -> Self {
        problems.extend(table.problems.iter().cloned());
        Self { table, problems }
    }

    /// The columns of two headings, or a problem when one is missing.
    fn both(&mut self, first: Heading, second: Heading, names: &str) -> Option<(usize, usize)> {
        let found = self.table.column(first).zip(self.table.column(second));
        if found.is_none() {
            let columns: Vec<&str> = self.table.columns.iter().map(|(title, _)| title.as_str()).collect();
            let place = Place::Sheet { file: self.table.file.clone(), sheet: self.table.sheet.clone() };
            self.problems.push(wording::no_column(names, &columns).at(place));
        }
        found
    }

    /// Tells the problem at a cell, shown in its row.
    fn mark(&mut self, problem: Problem, row: &Row, at: usize, label: Text) {
        self.problems.push(self.table.mark(problem, row, at, label));
    }

    /// The unit that a cell names, or a problem.
    fn unit(&mut self, named: &mut Named<'_>, index: &UnitIndex, row: &Row, at: usize) -> Option<UnitId> {
        match named.find(row, at) {
            Ok(unit) => return Some(unit),
            Err(Unnamed::Several(problem)) => self.problems.push(*problem),
            Err(Unnamed::Nobody) => {
                let name = text(row, Some(at));
                self.mark(wording::previous_unknown(name, &index.nearest(name)), row, at, wording::not_taken());
            }
        }
        None
    }
}

fn text(row: &Row, at: Option<usize>) -> &str {
    at.and_then(|at| row.get(at)).map_or("", |(text, _)| text.trim())
}

/// The units, sorted by code. Rows without code or name, and codes used twice, are errors.
pub(crate) fn units(table: &RawTable, problems: &mut Vec<Problem>) -> Vec<Unit> {
    let mut list = List::new(table, problems);
    let Some((code, name)) = list.both(Heading::Code, Heading::Name, "code, name") else { return Vec::new() };
    let [aliases, group, from] = [Heading::Aliases, Heading::Group, Heading::From].map(|heading| table.column(heading));
    let known = [Some(code), Some(name), aliases, group, from];
    let mut units: Vec<Unit> = Vec::new();
    for row in &table.rows {
        let parts = |at| text(row, at).split('|').map(str::trim).filter(|part| !part.is_empty());
        // of two columns of one name the first counts
        let attributes = (0..table.columns.len())
            .rev()
            .filter(|at| !known.contains(&Some(*at)))
            .map(|at| (table.columns[at].0.clone(), text(row, Some(at)).to_owned()));
        let unit = Unit {
            code: text(row, Some(code)).to_owned(),
            name: text(row, Some(name)).to_owned(),
            aliases: parts(aliases).map(str::to_owned).collect(),
            group: Some(text(row, group).to_owned()).filter(|group| !group.is_empty()),
            from: parts(from).map(str::to_owned).collect(),
            attributes: attributes.collect(),
        };
        if unit.code.is_empty() || unit.name.is_empty() {
            let blank = if unit.code.is_empty() { code } else { name };
            list.mark(wording::unit_incomplete(), row, blank, wording::not_taken());
        } else if units.iter().any(|other| other.code == unit.code) {
            list.mark(wording::unit_twice(&unit.code), row, code, wording::not_taken());
        } else {
            units.push(unit);
        }
    }
    units.sort_by(|a, b| order(&a.code).cmp(&order(&b.code)));
    units
}

/// Codes that are numbers come in the order of numbers: a spreadsheet makes 1, 2, 10 of 01, 02, 10.
fn order(code: &str) -> (bool, usize, &str) {
    let is_number = code.chars().all(|c| c.is_ascii_digit());
    (!is_number, if is_number { code.trim_start_matches('0').len() } else { 0 }, code)
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
    let mut list = List::new(table, problems);
    let Some((name, score)) = list.both(Heading::Unit, Heading::Score, "unit, score") else { return found };
    let rank = table.column(Heading::Rank);
    let mut named = Named::new(table, index);
    for row in &table.rows {
        let (unit, said) = (text(row, Some(name)), text(row, Some(score)));
        let became = units.iter().position(|now| now.from.len() == 1 && fold(&now.from[0]) == fold(unit)).map(UnitId);
        let Some(id) = became.or_else(|| list.unit(&mut named, index, row, name)) else { continue };
        let code = &units[id.0].code;
        let Some(value) = table.number(&row[score]) else {
            let problem = wording::previous_score(unit, said).of_unit(code);
            list.mark(problem, row, score, wording::not_taken());
            continue;
        };
        if found[id.0].is_some() {
            list.mark(wording::previous_twice(unit).of_unit(code), row, name, wording::not_taken());
            continue;
        }
        let ranked = text(row, rank).parse().ok();
        if let Some(at) = rank.filter(|at| ranked.is_none() && !text(row, Some(*at)).is_empty()) {
            let problem = wording::previous_rank(unit, text(row, Some(at))).of_unit(code);
            list.mark(problem, row, at, wording::not_taken());
        }
        found[id.0] = Some(Previous { score: value, rank: ranked });
    }
    list.problems.extend(named.finish());
    found
}

/// The day each unit handed in.
pub(crate) fn received(
    table: &RawTable,
    units: &[Unit],
    index: &UnitIndex,
    problems: &mut Vec<Problem>,
) -> Vec<Option<Date>> {
    let mut found: Vec<Option<Date>> = vec![None; units.len()];
    let mut list = List::new(table, problems);
    let Some((name, date)) = list.both(Heading::Unit, Heading::Date, "unit, date") else { return found };
    let mut named = Named::new(table, index);
    for row in &table.rows {
        let Some(id) = list.unit(&mut named, index, row, name) else { continue };
        let said = text(row, Some(date));
        match table.day(&row[date]) {
            None if said.is_empty() => {}
            None => list.mark(wording::bad_date(said).of_unit(&units[id.0].code), row, date, wording::not_taken()),
            Some((day, doubtful)) => {
                if doubtful {
                    let problem = wording::date_as_number(said, day).of_unit(&units[id.0].code);
                    list.mark(problem, row, date, Text::new(day.vietnamese(), day.to_string()));
                }
                // A unit may hand in more than once: the first receipt counts.
                found[id.0] = Some(found[id.0].map_or(day, |other| other.min(day)));
            }
        }
    }
    list.problems.extend(named.finish());
    found
}
