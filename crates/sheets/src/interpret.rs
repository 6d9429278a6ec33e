//! One workbook under a plan: which unit, which rows, which scores, and a problem for everything else.

use crate::body::Body;
use crate::counts::Counts;
use crate::layout::{self, Kind, Layout};
use crate::plan::Plan;
use crate::read::Workbook;
use crate::rows::{What, identify};
use crate::show::Spot;
use crate::{totals, whose, wording};
use rust_decimal::Decimal;
use scoring::{CellRef, Date, FigureId, Grid, NodeId, Place, Points, Problem, RoundId, UnitId};
use std::path::Path;

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Path inside the campaign.
    pub path: String,
    /// The round it was read for.
    pub round: RoundId,
    /// The office it was read for.
    pub office: Option<String>,
    /// One for each sheet with a header.
    pub sheets: Vec<SheetReading>,
    /// Where there is no such sheet: the unit that the file's name names.
    pub named: Option<UnitId>,
    /// Problems of the file; those of a sheet are with the sheet.
    pub problems: Vec<Problem>,
}

/// What was found in one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetReading {
    /// Name of the sheet; empty for a CSV.
    pub sheet: String,
    /// Whose sheet it is; nothing is accepted while that is not known.
    pub unit: Option<UnitId>,
    /// Accepted scores of leaves.
    pub scores: Vec<(NodeId, Points, CellRef)>,
    /// Accepted figures.
    pub figures: Vec<(FigureId, Decimal, CellRef)>,
    /// Leaves of which the sheet says that they do not arise.
    pub not_arising: Vec<(NodeId, CellRef)>,
    /// Scores in columns of other rounds.
    pub copies: Vec<(RoundId, NodeId, Points, CellRef)>,
    /// Day of receipt, where the sheet tells it.
    pub received: Option<(Date, CellRef)>,
    /// Leaves without a score whose rule may still give one.
    pub pending: Vec<Pending>,
    /// What became of its cells.
    pub counts: Counts,
    /// What is wrong or doubtful in it.
    pub problems: Vec<Problem>,
}

/// A leaf left blank that needs no score when all of its figures are known, or when it keeps an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The leaf.
    pub node: NodeId,
    /// Whether a blank cell was counted as flagged for it.
    pub counted: bool,
    /// The finding, if there is nothing to score it with in the end.
    pub problem: Problem,
}

/// Interprets the workbook at `path` of the campaign. Pure: files can be read on any number of threads, in any order.
pub fn interpret(path: &str, workbook: &Workbook, plan: &Plan<'_>) -> Reading {
    let (mut problems, plain) = (workbook.problems(path), workbook.is_plain());
    problems.extend(misnamed(path, workbook));
    let mut sheets = Vec::new();
    let mut headless = Vec::new();
    let mut blind = false;
    for grid in workbook.grids.iter().filter(|grid| !grid.cells.is_empty()) {
        let place = Place::Sheet { file: path.to_owned(), sheet: grid.name.clone() };
        let turned = layout::turned(grid, plan);
        let found = match &turned {
            Some((_, layout)) => Ok(vec![layout.clone()]),
            None => layout::blocks(grid, plan),
        };
        match found {
            Ok(_) if grid.hidden => problems.push(wording::hidden_sheet(&grid.name).at(place)),
            Ok(layouts) if of_another(&layouts, grid, plan) => {
                problems.push(wording::sheet_of_another_round(&grid.name).at(place));
            }
            Ok(layouts) => {
                blind |= grid.blind;
                let (grid, turned) = turned.as_ref().map_or((grid, false), |(grid, _)| (grid, true));
                for layout in &layouts {
                    let spot = Spot { file: path, grid, code: layout.code, plain, turned, shown: &[] };
                    match layout.units.is_empty() {
                        true => sheets.push(sheet(&spot, layout, plan)),
                        false => problems.extend(many(&spot, layout, plan, &mut sheets)),
                    }
                }
            }
            Err(_) if grid.hidden => {}
            Err(tried) => headless.push((place, grid, tried)),
        }
    }
    for (place, grid, tried) in headless {
        let tried = if tried.is_empty() { layout::first_rows(grid) } else { tried };
        let problem =
            if sheets.is_empty() { wording::no_header(&tried) } else { wording::sheet_without_header(&grid.name) };
        problems.push(problem.at(place));
    }
    if blind {
        problems.push(wording::hidden_unknown().at(Place::File(path.to_owned())));
    }
    reading(path, sheets, problems, plan)
}

/// The reading of a file whose bytes could not be had: nothing but that problem.
pub fn unread(path: &str, problem: Problem, plan: &Plan<'_>) -> Reading {
    reading(path, Vec::new(), vec![problem], plan)
}

/// A file without any sheet says by its name whose it is, so that its unit is told what to mend.
fn reading(path: &str, sheets: Vec<SheetReading>, mut problems: Vec<Problem>, plan: &Plan<'_>) -> Reading {
    let named = if sheets.is_empty() { whose::by_path(path, plan).map(|(unit, _)| unit) } else { None };
    if let Some(unit) = named {
        let code = plan.unit_code(unit);
        problems.iter_mut().for_each(|problem| code.clone_into(&mut problem.unit));
    }
    let office = plan.office.map(str::to_owned);
    Reading { path: path.to_owned(), round: plan.round, office, sheets, named, problems }
}

/// A note when a file is something else than its name says.
fn misnamed(path: &str, workbook: &Workbook) -> Option<Problem> {
    let extension = Path::new(path).extension()?.to_str()?.to_lowercase();
    let format = workbook.format.filter(|_| !workbook.grids.is_empty())?;
    let fits = format.extensions().contains(&extension.as_str());
    (!fits).then(|| wording::extension_mismatch(path, &extension, format))
}

/// Whether a table of many units is of another round by the name of its sheet.
fn of_another(layouts: &[Layout], grid: &Grid, plan: &Plan<'_>) -> bool {
    let named = plan.said(&grid.name).kind;
    let other = matches!(named, Some(Kind::Round(round)) if round != plan.round);
    other && layouts.iter().all(|layout| !layout.units.is_empty())
}

fn sheet(spot: &Spot<'_>, layout: &Layout, plan: &Plan<'_>) -> SheetReading {
    let grid = spot.grid;
    let mut reading = SheetReading { sheet: grid.name.clone(), ..SheetReading::default() };
    let (unit, problems) = whose::unit(spot, layout, plan);
    reading.unit = unit;
    reading.problems = problems;
    reading.received = whose::received(spot, layout);
    let text = |col: &u32| layout.texts.get(col).map_or("", String::as_str);
    let cells = |cols: &[u32]| cols.iter().map(|col| spot.at(layout.rows.1, *col)).collect::<Vec<_>>();
    for (kind, cols) in &layout.doubled {
        let names: Vec<&str> = cols.iter().map(text).collect();
        let is_figures = *kind == Kind::Figures;
        reading.problems.push(wording::columns_alike(is_figures, &cells(cols), &names).at(spot.sheet()));
        if is_figures {
            flag_columns(&mut reading, grid, layout, cols);
        }
    }
    let Some(own) = layout.own else {
        let round = &plan.rubric.rounds[plan.round.0].title;
        let names: Vec<&str> = layout.rivals.iter().map(text).collect();
        let problem = if names.len() > 1 {
            wording::column_twice(round, &cells(&layout.rivals), &names)
        } else {
            let headers: Vec<&str> = layout.texts.values().map(String::as_str).collect();
            wording::no_own_column(round, &headers)
        };
        flag_columns(&mut reading, grid, layout, &layout.rivals);
        reading.problems.push(problem.at(spot.sheet()));
        return of_unit(reading, plan);
    };
    for (col, problem) in columns(layout, grid, own, text) {
        reading.problems.push(spot.mark(problem, layout.rows.1, col, wording::not_read()));
    }
    if layout.above > 0 {
        // the words above a further table stand below the header of the first one
        let above = CellRef::new(layout.above, 0)..CellRef::new(layout.rows.1 + 1, 0);
        let cols = [Some(own), layout.figures];
        for _ in grid.cells.range(above).filter(|(at, _)| cols.contains(&Some(at.col))) {
            reading.counts.read += 1;
            reading.counts.ignore("header");
        }
    }
    let (rows, problems) = identify(spot, layout, plan);
    reading.problems.extend(problems);
    of_unit(scored(spot, layout, plan, own, reading, &rows), plan)
}

/// What is to be said of single columns.
fn columns<'a>(layout: &'a Layout, grid: &'a Grid, own: u32, text: impl Fn(&u32) -> &'a str) -> Vec<(u32, Problem)> {
    let mut found: Vec<(u32, Problem)> =
        layout.unclear.iter().map(|col| (*col, wording::column_not_read(text(col)))).collect();
    found.extend(layout.unseen.iter().map(|col| (*col, wording::hidden_column_ignored(text(col)))));
    if grid.is_hidden_col(own) {
        found.push((own, wording::hidden_column(text(&own))));
    }
    found
}

/// Reads the scores of one column.
fn scored(
    spot: &Spot<'_>,
    layout: &Layout,
    plan: &Plan<'_>,
    own: u32,
    reading: SheetReading,
    rows: &[(u32, What)],
) -> SheetReading {
    let mut body = Body::new(spot, layout, plan, own, reading);
    body.read(rows);
    totals::compare(spot, own, plan, rows, &mut body.reading.problems);
    body.missing();
    body.reading
}

/// A table of many units: a reading for each of them, and the problems of the table.
fn many(spot: &Spot<'_>, layout: &Layout, plan: &Plan<'_>, sheets: &mut Vec<SheetReading>) -> Vec<Problem> {
    let (rows, problems) = identify(spot, layout, plan);
    for (col, unit) in &layout.units {
        let shown = [layout.code, layout.titles.last().copied()].into_iter().flatten().collect::<Vec<u32>>();
        let spot = Spot { shown: &shown, ..*spot };
        let mut reading = SheetReading { sheet: spot.grid.name.clone(), unit: *unit, ..SheetReading::default() };
        let name = layout.texts.get(col).map_or("", String::as_str);
        if unit.is_none() {
            let problem = wording::unknown_unit(name, &plan.index.nearest(name));
            reading.problems.push(spot.mark(problem, layout.rows.1, *col, wording::not_a_unit()));
        }
        let mut reading = scored(&spot, layout, plan, *col, reading, &rows);
        if unit.is_none() {
            // one finding about the name says enough
            reading.problems.truncate(1);
            reading.pending.clear();
        }
        sheets.push(of_unit(reading, plan));
    }
    problems
}

/// The cells of columns that can't be used are flagged, not lost.
fn flag_columns(reading: &mut SheetReading, grid: &Grid, layout: &Layout, cols: &[u32]) {
    let below = grid.cells.range(CellRef::new(layout.rows.1 + 1, 0)..);
    let inside = below.take_while(|(at, _)| at.row < layout.until);
    let count = inside.filter(|(at, _)| cols.contains(&at.col)).count() as u64;
    reading.counts.read += count;
    reading.counts.flagged += count;
}

/// Puts the unit's code on every problem; without a unit nothing is accepted.
fn of_unit(mut reading: SheetReading, plan: &Plan<'_>) -> SheetReading {
    match reading.unit {
        Some(unit) => {
            let code = plan.unit_code(unit);
            let pending = reading.pending.iter_mut().map(|pending| &mut pending.problem);
            for problem in reading.problems.iter_mut().chain(pending).filter(|problem| problem.unit.is_empty()) {
                code.clone_into(&mut problem.unit);
            }
        }
        None => {
            reading.counts.flag_accepted();
            reading.scores.clear();
            reading.not_arising.clear();
            reading.figures.clear();
            reading.copies.clear();
            reading.problems.extend(reading.pending.drain(..).map(|pending| pending.problem));
        }
    }
    reading
}

impl SheetReading {
    /// A leaf without a score: an error now, or later when a rule or an earlier appraisal may still score it.
    pub(crate) fn blank(&mut self, id: NodeId, plan: &Plan<'_>, counted: bool, problem: Problem) {
        let node = plan.rubric.node(id);
        if node.computed && node.rule.is_computable() && !node.figures.is_empty() || plan.rubric.may_carry(plan.round) {
            self.pending.push(Pending { node: id, counted, problem });
        } else {
            self.problems.push(problem);
        }
    }
}
