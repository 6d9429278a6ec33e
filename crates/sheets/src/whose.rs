//! Which unit a table is of, and when it came in.

use crate::layout::Layout;
use crate::plan::Plan;
use crate::show::Spot;
use crate::wording;
use scoring::{CellRef, Date, Grid, Problem, UnitId, Value, fold};
use std::collections::BTreeSet;

/// Words before the name of a unit.
const LABELS: [&str; 10] = [
    "don vi",
    "ten don vi",
    "ten don vi tu danh gia",
    "don vi tu danh gia",
    "don vi tu cham",
    "don vi duoc cham",
    "xa phuong",
    "co quan don vi",
    "unit",
    "co quan",
];
/// Words before the day it was handed in.
const RECEIVED: [&str; 5] = ["ngay nhan", "ngay nop", "ngay gui", "ngay tiep nhan", "received"];
/// Words inside of a title after which a unit is named.
const KINDS: [&str; 6] = ["ubnd", "uy ban nhan dan", "xa", "phuong", "thi tran", "dac khu"];
/// Most words of a unit's name.
const WORDS: usize = 8;

/// Names of units above a table.
#[derive(Debug, Default)]
struct Named {
    /// After a label, with the name as it is written.
    labelled: Option<(CellRef, String)>,
    /// Cells that hold nothing but the name of a unit.
    loose: BTreeSet<(UnitId, CellRef)>,
    /// Units named inside of a title: `PHIẾU TỰ CHẤM ĐIỂM CỦA UBND XÃ …`.
    told: BTreeSet<(UnitId, CellRef)>,
}

/// The names of units in the rows from the first up to before the last.
fn named(grid: &Grid, plan: &Plan<'_>, (first, last): (u32, u32)) -> Named {
    let mut named = Named::default();
    for (at, value) in grid.cells.range(CellRef::new(first, 0)..CellRef::new(last.max(first), 0)) {
        let Value::Text(text) = value else { continue };
        if let Some(name) = after_label(grid, *at, text, &LABELS).filter(|name| !name.is_empty()) {
            named.labelled.get_or_insert((*at, name));
        } else if let Some(unit) = plan.said(text).unit {
            named.loose.insert((unit, *at));
        } else if text.len() < 400 {
            named.told.extend(inside(text, plan).map(|unit| (unit, *at)));
        }
    }
    if named.loose.is_empty() {
        named.loose = std::mem::take(&mut named.told);
    }
    named
}

/// The one unit that rows above a table name, for sheets with several tables; with no unit inside for a label with a
/// name that is not known.
pub(crate) fn above(grid: &Grid, plan: &Plan<'_>, rows: (u32, u32)) -> Option<Option<UnitId>> {
    let named = named(grid, plan, rows);
    match named.labelled {
        Some((_, name)) => Some(plan.index.find(&name)),
        None => named.loose.first().map(|(unit, _)| Some(*unit)),
    }
}

/// The unit named at the end of a title, after `UBND xã` or the like: the whole rest of the text, or a part of it.
fn inside(text: &str, plan: &Plan<'_>) -> Option<UnitId> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let starts = (0..words.len()).filter(|at| {
        KINDS.iter().any(|kind| kind.split(' ').enumerate().all(|(more, word)| words.get(at + more) == Some(&word)))
    });
    let mut found = BTreeSet::new();
    for start in starts {
        let ends = (start + 2..=words.len().min(start + WORDS)).rev();
        found.extend(ends.filter_map(|end| plan.index.find(&words[start..end].join(" "))).next());
    }
    if found.len() == 1 { found.pop_first() } else { None }
}

/// The unit, or a problem that says why there is none; with a warning when the sources disagree.
pub(crate) fn unit(spot: &Spot<'_>, layout: &Layout, plan: &Plan<'_>) -> (Option<UnitId>, Vec<Problem>) {
    let outer = outside(spot, plan);
    let Named { labelled, loose, .. } = named(spot.grid, plan, (layout.above, layout.rows.0));
    if let Some((at, name)) = labelled {
        return match (plan.index.find(&name), outer) {
            (Some(unit), Some((other, source))) if other != unit => {
                let problem = wording::unit_differs(&name, &source).of_unit(plan.unit_code(unit));
                (Some(unit), vec![spot.mark(problem, at.row, at.col, wording::this_counts())])
            }
            (Some(unit), _) => (Some(unit), Vec::new()),
            // of several tables in one sheet each must say whose it is
            (None, Some((unit, source))) if layout.above == 0 && layout.until == u32::MAX => {
                let problem = wording::unit_name_unknown(&name, &source, &plan.index.nearest(&name));
                let problem = problem.of_unit(plan.unit_code(unit));
                (Some(unit), vec![spot.mark(problem, at.row, at.col, wording::not_a_unit())])
            }
            (None, _) => {
                let problem = wording::unknown_unit(&name, &plan.index.nearest(&name));
                (None, vec![spot.mark(problem, at.row, at.col, wording::not_a_unit())])
            }
        };
    }
    let units: BTreeSet<UnitId> = loose.iter().map(|(unit, _)| *unit).collect();
    match (units.len(), outer) {
        (0, Some((unit, _))) => (Some(unit), Vec::new()),
        (0, None) => {
            let name = stem(spot.file);
            (None, vec![wording::unknown_unit(name, &plan.index.nearest(name)).at(spot.sheet())])
        }
        (_, Some((unit, _))) if units.contains(&unit) => (Some(unit), Vec::new()),
        (1, outer) => {
            let (unit, at) = loose.first().map_or((UnitId(0), CellRef::default()), |found| *found);
            let problem = outer.map(|(_, source)| {
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
    let sheet = plan.said(&spot.grid.name).unit.map(|unit| (unit, spot.grid.name.clone()));
    sheet.or_else(|| part(&spot.grid.name, plan)).or_else(|| by_path(spot.file, plan))
}

/// The unit that the name of a file, or of the folder or archive it is in, gives, with that name.
pub(crate) fn by_path(file: &str, plan: &Plan<'_>) -> Option<(UnitId, String)> {
    let found = |name: &str| {
        let whole = plan.said(name).unit.map(|unit| (unit, name.to_owned()));
        whole.or_else(|| part(name, plan))
    };
    found(stem(file)).or_else(|| {
        let folder = file.rsplit('/').nth(1)?;
        match folder.len().checked_sub(4).and_then(|at| folder.split_at_checked(at)) {
            Some((archive, end)) if end.eq_ignore_ascii_case(".zip") => found(archive),
            _ => plan.said(folder).unit.map(|unit| (unit, folder.to_owned())),
        }
    })
}

/// The only unit that a part of a name such as `01_Tường Phù_tự chấm` gives.
fn part(stem: &str, plan: &Plan<'_>) -> Option<(UnitId, String)> {
    let parts = stem
        .split(['_', '-', '(', ')', '–', '.', ','])
        .map(str::trim)
        .filter(|part| part.chars().any(char::is_alphabetic));
    let found: Vec<(UnitId, &str)> = parts.filter_map(|part| Some((plan.said(part).unit?, part))).collect();
    let (unit, name) = *found.first()?;
    found.iter().all(|(other, _)| *other == unit).then(|| (unit, name.to_owned()))
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The day a sheet was handed in, where it says so above its header.
pub(crate) fn received(spot: &Spot<'_>, layout: &Layout) -> Option<(Date, CellRef)> {
    let above = CellRef::new(layout.above, 0)..CellRef::new(layout.rows.0.max(layout.above), 0);
    spot.grid.cells.range(above).find_map(|(at, value)| {
        let Value::Text(text) = value else { return None };
        let day = after_label(spot.grid, *at, text, &RECEIVED).as_deref().and_then(Date::parse)?;
        Some((day, *at))
    })
}

/// What follows a label: after its colon, or in the next cell of the row.
fn after_label(grid: &Grid, at: CellRef, text: &str, labels: &[&str]) -> Option<String> {
    let (label, rest) = text.split_once(':').unwrap_or((text, ""));
    if label.chars().count() > 40 || !labels.contains(&fold(label).as_str()) {
        return None;
    }
    let rest = rest.trim_matches(is_filler);
    if !rest.is_empty() {
        return Some(rest.to_owned());
    }
    let next = grid.row(at.row).find(|(col, _)| *col > at.col).map(|(_, value)| value.display());
    Some(next.unwrap_or_default().trim_matches(is_filler).to_owned())
}

fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '…' | '_')
}
