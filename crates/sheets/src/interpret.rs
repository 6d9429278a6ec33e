//! One workbook under a plan: which unit, which rows, which scores, and a problem for everything else.

use crate::body::Body;
use crate::counts::Counts;
use crate::header::{self, Layout};
use crate::plan::Plan;
use crate::read::Workbook;
use crate::rows::identify;
use crate::show::Spot;
use crate::{totals, whose, wording};
use rust_decimal::Decimal;
use scoring::{CellRef, Date, FigureId, Grid, NodeId, Place, Points, Problem, RoundId, UnitId};

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
    let mut sheets = Vec::new();
    let mut headless = Vec::new();
    for grid in workbook.grids.iter().filter(|grid| !grid.cells.is_empty()) {
        let found = header::find(grid, plan);
        let place = Place::Sheet { file: path.to_owned(), sheet: grid.name.clone() };
        match found {
            Ok(_) if grid.hidden => problems.push(wording::hidden_sheet(&grid.name).at(place)),
            Ok(layout) => sheets.push(sheet(&Spot { file: path, grid, code: layout.code, plain }, &layout, plan)),
            Err(_) if grid.hidden => {}
            Err(tried) => headless.push((place, grid, tried)),
        }
    }
    for (place, grid, tried) in headless {
        let tried = if tried.is_empty() { header::first_rows(grid) } else { tried };
        let problem =
            if sheets.is_empty() { wording::no_header(&tried) } else { wording::sheet_without_header(&grid.name) };
        problems.push(problem.at(place));
    }
    reading(path, sheets, problems, plan)
}

/// The reading of a file whose bytes could not be had: nothing but that problem.
pub fn unread(path: &str, problem: Problem, plan: &Plan<'_>) -> Reading {
    reading(path, Vec::new(), vec![problem], plan)
}

/// A file without any sheet says by its name whose it is, so that its unit is told what to mend.
fn reading(path: &str, sheets: Vec<SheetReading>, mut problems: Vec<Problem>, plan: &Plan<'_>) -> Reading {
    let named = if sheets.is_empty() { whose::named(path, plan).map(|(unit, _)| unit) } else { None };
    if let Some(unit) = named {
        let code = plan.unit_code(unit);
        problems.iter_mut().for_each(|problem| code.clone_into(&mut problem.unit));
    }
    let office = plan.office.map(str::to_owned);
    Reading { path: path.to_owned(), round: plan.round, office, sheets, named, problems }
}

fn sheet(spot: &Spot<'_>, layout: &Layout, plan: &Plan<'_>) -> SheetReading {
    let grid = spot.grid;
    let mut reading = SheetReading { sheet: grid.name.clone(), ..SheetReading::default() };
    let (unit, problems) = whose::unit(spot, layout, plan);
    reading.unit = unit;
    reading.problems = problems;
    reading.received = whose::received(spot, layout);
    let Some(own) = layout.own.filter(|_| layout.rivals.is_empty()) else {
        let round = &plan.rubric.rounds[plan.round.0].title;
        let headers: Vec<&str> = layout.texts.values().map(String::as_str).collect();
        let mut rivals: Vec<u32> = layout.own.into_iter().chain(layout.rivals.iter().copied()).collect();
        rivals.sort_unstable();
        let names: Vec<&str> = rivals.iter().filter_map(|col| layout.texts.get(col)).map(String::as_str).collect();
        let problem = if names.len() > 1 {
            wording::column_twice(round, &rivals, &names)
        } else {
            wording::no_own_column(round, &headers)
        };
        flag_columns(&mut reading, grid, layout, &rivals);
        reading.problems.push(problem.at(spot.sheet()));
        return of_unit(reading, plan);
    };
    for col in &layout.unclear {
        let text = layout.texts.get(col).map_or("", String::as_str);
        let problem = wording::column_not_read(text);
        reading.problems.push(spot.mark(problem, layout.rows.1, *col, wording::not_read()));
    }
    let (rows, problems) = identify(spot, layout, plan);
    reading.problems.extend(problems);
    let mut body = Body::new(spot, layout, plan, own, reading);
    body.read(&rows);
    totals::compare(spot, layout, own, plan, &rows, &mut body.reading.problems);
    body.missing();
    of_unit(body.reading, plan)
}

/// The cells of columns that can't be used are flagged, not lost.
fn flag_columns(reading: &mut SheetReading, grid: &Grid, layout: &Layout, cols: &[u32]) {
    let below = grid.cells.range(CellRef::new(layout.rows.1 + 1, 0)..);
    let count = below.filter(|(at, _)| cols.contains(&at.col)).count() as u64;
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
