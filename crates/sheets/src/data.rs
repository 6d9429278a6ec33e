//! Data tables: figures by unit, wide (a column per figure) or long (unit, variable, value).

use crate::cell::{Cell, Fault, Verdict, figure};
use crate::counts::Counts;
use crate::heading::Heading;
use crate::named::{Named, Unnamed};
use crate::table::RawTable;
use crate::wording;
use rust_decimal::Decimal;
use scoring::{CellRef, FigureId, Problem, Rubric, UnitId, UnitIndex, Value, nearest};
use std::collections::BTreeMap;

/// Which year a data table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Year {
    /// The year that is scored.
    #[default]
    This,
    /// The year before, for rules that compare with it.
    Last,
}

/// Figures found in a data table; they count in every round in which a unit declares none itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataReading {
    /// Path inside the campaign.
    pub file: String,
    /// Name of the sheet; empty for a CSV.
    pub sheet: String,
    /// The year of its figures.
    pub year: Year,
    /// The figures, with their cells.
    pub figures: Vec<(UnitId, FigureId, Decimal, CellRef)>,
    /// What became of the cells of figures.
    pub counts: Counts,
    /// What is wrong or doubtful.
    pub problems: Vec<Problem>,
}

/// Finds the figures of a data table: columns or variables named by address (`1.2.1.done`). `decimal` is the table's
/// decimal mark; without it a number such as `62.879` is refused, because it may be 62,879 or 62879.
pub fn data(table: &RawTable, rubric: &Rubric, index: &UnitIndex, decimal: Option<char>) -> DataReading {
    let reading = DataReading {
        file: table.file.clone(),
        sheet: table.sheet.clone(),
        problems: table.problems.clone(),
        ..DataReading::default()
    };
    let named = Named::new(table, index);
    let mut reader = Reader { table, rubric, index, named, decimal, reading, seen: BTreeMap::new() };
    let place = scoring::Place::Sheet { file: table.file.clone(), sheet: table.sheet.clone() };
    let Some(unit) = table.column(Heading::Unit) else {
        let headers: Vec<&str> = table.columns.iter().map(|(header, _)| header.as_str()).collect();
        reader.reading.problems.push(wording::no_unit_column(&headers).at(place));
        return reader.reading;
    };
    match (table.column(Heading::Variable), table.column(Heading::Value)) {
        (Some(variable), Some(value)) => reader.long(unit, variable, value),
        _ => reader.wide(unit),
    }
    let Reader { named, mut reading, .. } = reader;
    reading.problems.extend(named.finish());
    reading
}

struct Reader<'a> {
    table: &'a RawTable,
    rubric: &'a Rubric,
    index: &'a UnitIndex,
    named: Named<'a>,
    decimal: Option<char>,
    reading: DataReading,
    seen: BTreeMap<(UnitId, FigureId), CellRef>,
}

impl Reader<'_> {
    fn wide(&mut self, unit: usize) {
        let mut figures = Vec::new();
        for (at, (header, _)) in self.table.columns.iter().enumerate().filter(|(at, _)| *at != unit) {
            match self.rubric.find_figure(header) {
                Some(figure) => figures.push((at, figure)),
                None => {
                    let problem = wording::column_no_figure(header, &self.near(header));
                    self.reading.problems.push(self.table.mark(problem, &self.table.columns, at, wording::not_read()));
                }
            }
        }
        for row in &self.table.uneven {
            let filled = figures.iter().filter(|(at, _)| !row[*at].0.is_empty()).count();
            self.lose(filled);
        }
        for row in &self.table.rows {
            let filled: Vec<_> = figures.iter().filter(|(at, _)| !row[*at].0.is_empty()).collect();
            if filled.is_empty() {
                continue;
            }
            let found = self.unit(row, unit);
            for (at, figure) in filled {
                self.take(row, *at, found, Some(*figure));
            }
        }
    }

    fn long(&mut self, unit: usize, variable: usize, value: usize) {
        self.lose(self.table.uneven.iter().filter(|row| !row[value].0.is_empty()).count());
        for row in self.table.rows.iter().filter(|row| !row[value].0.is_empty()) {
            let name = &row[variable].0;
            let figure = self.rubric.find_figure(name);
            if figure.is_none() {
                let problem = wording::unknown_figure(name, &self.near(name));
                self.mark(problem, row, variable, wording::not_in_rubric());
            }
            let found = self.unit(row, unit);
            self.take(row, value, found, figure);
        }
    }

    /// Counts cells of rows that are not taken; there is a problem about each row.
    fn lose(&mut self, cells: usize) {
        self.reading.counts.read += cells as u64;
        self.reading.counts.flagged += cells as u64;
    }

    /// Addresses near a misspelt one.
    fn near(&self, name: &str) -> Vec<String> {
        let addresses: Vec<String> = self
            .rubric
            .figures
            .iter()
            .map(|figure| format!("{}.{}", self.rubric.node(figure.node).code, figure.name))
            .collect();
        nearest(name, addresses.iter().map(String::as_str))
    }

    fn unit(&mut self, row: &[(String, CellRef)], at: usize) -> Option<UnitId> {
        let name = &row[at].0;
        match self.named.find(row, at) {
            Ok(unit) => return Some(unit),
            Err(Unnamed::Several(problem)) => self.reading.problems.push(*problem),
            Err(Unnamed::Nobody) => {
                self.mark(wording::unknown_unit(name, &self.index.nearest(name)), row, at, wording::not_a_unit());
            }
        }
        None
    }

    fn take(&mut self, row: &[(String, CellRef)], at: usize, unit: Option<UnitId>, id: Option<FigureId>) {
        self.reading.counts.read += 1;
        let (Some(unit), Some(id)) = (unit, id) else {
            self.reading.counts.flagged += 1;
            return;
        };
        let (text, cell) = &row[at];
        let declared = &self.rubric.figures[id.0];
        let node = self.rubric.node(declared.node);
        let value = Value::Text(text.clone());
        let problem = match self.settled(figure(Cell { value: Some(&value), look: None }), text, *cell) {
            Verdict::Blank => return self.reading.counts.ignore("text"),
            Verdict::Take(value, _) => match self.seen.insert((unit, id), *cell) {
                None => {
                    self.reading.counts.accepted += 1;
                    return self.reading.figures.push((unit, id, value, *cell));
                }
                Some(first) => {
                    self.seen.insert((unit, id), first);
                    wording::figure_twice(first)
                }
            },
            Verdict::Refuse(fault) => {
                let open = matches!(fault, Fault::Ambiguous(..));
                let problem = wording::figure_fault(fault, node, &declared.label, text, *cell);
                if open { problem.with_help(wording::state_decimal()) } else { problem }
            }
        };
        self.reading.counts.flagged += 1;
        self.mark(problem.of_node(&node.code), row, at, wording::read_as(Some(&value)));
    }

    /// A number with two readings, where the decimal mark is known: that of the table, or the point of a true number.
    fn settled(&self, verdict: Verdict, text: &str, cell: CellRef) -> Verdict {
        let decimal = if self.table.numbers.contains(&cell) { Some('.') } else { self.decimal };
        match (verdict, decimal) {
            (Verdict::Refuse(Fault::Ambiguous(fraction, whole)), Some(decimal)) => {
                Verdict::Take(if text.contains(decimal) { fraction } else { whole }, None)
            }
            (verdict, _) => verdict,
        }
    }

    fn mark(&mut self, problem: Problem, row: &[(String, CellRef)], at: usize, label: scoring::Text) {
        self.reading.problems.push(self.table.mark(problem, row, at, label));
    }
}
