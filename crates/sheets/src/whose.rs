//! Which unit a sheet is of, and when it came in.

use crate::header::Layout;
use crate::plan::Plan;
use crate::show::Spot;
use crate::wording;
use scoring::{CellRef, Date, Problem, UnitId, Value, fold};
use std::collections::BTreeSet;

/// Words before the name of a unit.
const LABELS: [&str; 8] = [
    "don vi",
    "ten don vi",
    "don vi tu danh gia",
    "don vi duoc cham",
    "xa phuong",
    "co quan don vi",
    "unit",
    "co quan",
];
/// Words before the day it was handed in.
const RECEIVED: [&str; 5] = ["ngay nhan", "ngay nop", "ngay gui", "ngay tiep nhan", "received"];

/// The unit, or a problem that says why there is none; with a warning when the sources disagree.
pub(crate) fn unit(spot: &Spot<'_>, layout: &Layout, plan: &Plan<'_>) -> (Option<UnitId>, Vec<Problem>) {
    let named = outside(spot, plan);
    let mut labelled: Option<(CellRef, String)> = None;
    let mut loose: BTreeSet<(UnitId, CellRef)> = BTreeSet::new();
    for (at, value) in spot.grid.cells.range(..CellRef::new(layout.rows.0, 0)) {
        let Value::Text(text) = value else { continue };
        if let Some(name) = after_label(spot, *at, text, &LABELS).filter(|name| !name.is_empty()) {
            labelled.get_or_insert((*at, name));
        } else if let Some(unit) = plan.index.find(text) {
            loose.insert((unit, *at));
        }
    }
    if let Some((at, name)) = labelled {
        return match (plan.index.find(&name), named) {
            (Some(unit), Some((other, source))) if other != unit => {
                let problem = wording::unit_differs(&name, &source).of_unit(plan.unit_code(unit));
                (Some(unit), vec![spot.mark(problem, at.row, at.col, wording::this_counts())])
            }
            (Some(unit), _) => (Some(unit), Vec::new()),
            (None, Some((unit, source))) => {
                let problem = wording::unit_name_unknown(&name, &source, &plan.index.nearest(&name));
                let problem = problem.of_unit(plan.unit_code(unit));
                (Some(unit), vec![spot.mark(problem, at.row, at.col, wording::not_a_unit())])
            }
            (None, None) => {
                let problem = wording::unknown_unit(&name, &plan.index.nearest(&name));
                (None, vec![spot.mark(problem, at.row, at.col, wording::not_a_unit())])
            }
        };
    }
    let units: BTreeSet<UnitId> = loose.iter().map(|(unit, _)| *unit).collect();
    match (units.len(), named) {
        (0, Some((unit, _))) => (Some(unit), Vec::new()),
        (0, None) => {
            let name = stem(spot.file);
            (None, vec![wording::unknown_unit(name, &plan.index.nearest(name)).at(spot.sheet())])
        }
        (_, Some((unit, _))) if units.contains(&unit) => (Some(unit), Vec::new()),
        (1, named) => {
            let (unit, at) = loose.first().map_or((UnitId(0), CellRef::default()), |found| *found);
            let problem = named.map(|(_, source)| {
                let name = spot.grid.get(at.row, at.col).map(Value::display).unwrap_or_default();
                let problem = wording::unit_differs(&name, &source).of_unit(plan.unit_code(unit));
                spot.mark(problem, at.row, at.col, wording::this_counts())
            });
            (Some(unit), problem.into_iter().collect())
        }
        _ => {
            let names: Vec<&str> =
                units.iter().filter_map(|unit| Some(plan.units.get(unit.0)?.name.as_str())).collect();
            (None, vec![wording::unit_ambiguous(&names).at(spot.sheet())])
        }
    }
}

/// The unit that the name of the sheet, of the file or of its folder gives, with that name.
fn outside(spot: &Spot<'_>, plan: &Plan<'_>) -> Option<(UnitId, String)> {
    let sheet = plan.index.find(&spot.grid.name).map(|unit| (unit, spot.grid.name.clone()));
    sheet.or_else(|| named(spot.file, plan))
}

/// The unit that the name of a file, or of the folder or archive it is in, gives, with that name.
pub(crate) fn named(file: &str, plan: &Plan<'_>) -> Option<(UnitId, String)> {
    let found = |name: &str| {
        let whole = plan.index.find(name).map(|unit| (unit, name.to_owned()));
        whole.or_else(|| part(name, plan))
    };
    found(stem(file)).or_else(|| {
        let folder = file.rsplit('/').nth(1)?;
        match folder.len().checked_sub(4).and_then(|at| folder.split_at_checked(at)) {
            Some((archive, end)) if end.eq_ignore_ascii_case(".zip") => found(archive),
            _ => plan.index.find(folder).map(|unit| (unit, folder.to_owned())),
        }
    })
}

/// The only unit that a part of a name such as `01_Tường Phù_tự chấm` gives.
fn part(stem: &str, plan: &Plan<'_>) -> Option<(UnitId, String)> {
    let parts =
        stem.split(['_', '-', '(', ')', '–']).map(str::trim).filter(|part| part.chars().any(char::is_alphabetic));
    let found: Vec<(UnitId, &str)> = parts.filter_map(|part| Some((plan.index.find(part)?, part))).collect();
    let (unit, name) = *found.first()?;
    found.iter().all(|(other, _)| *other == unit).then(|| (unit, name.to_owned()))
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The day a sheet was handed in, where it says so above its header.
pub(crate) fn received(spot: &Spot<'_>, layout: &Layout) -> Option<(Date, CellRef)> {
    spot.grid.cells.range(..CellRef::new(layout.rows.0, 0)).find_map(|(at, value)| {
        let Value::Text(text) = value else { return None };
        if let Some(day) = after_label(spot, *at, text, &RECEIVED).as_deref().and_then(Date::parse) {
            return Some((day, *at));
        }
        None
    })
}

/// What follows a label: after its colon, or in the next cell of the row.
fn after_label(spot: &Spot<'_>, at: CellRef, text: &str, labels: &[&str]) -> Option<String> {
    let (label, rest) = text.split_once(':').unwrap_or((text, ""));
    if label.chars().count() > 40 || !labels.contains(&fold(label).as_str()) {
        return None;
    }
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_'));
    if !rest.is_empty() {
        return Some(rest.to_owned());
    }
    let next = spot.grid.row(at.row).find(|(col, _)| *col > at.col).map(|(_, value)| value.display());
    Some(next.unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_')).to_owned())
}
