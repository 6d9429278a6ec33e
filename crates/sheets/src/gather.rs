//! All readings → facts: duplicates, units without a sheet, copies that differ.

use crate::counts::{Counts, FileCounts};
use crate::data::{DataReading, Year};
use crate::interpret::{Pending, Reading, SheetReading};
use crate::show::context;
use crate::wording;
use scoring::{
    CellRef, Context, Copied, Date, Entry, Facts, Lang, NodeId, Place, Problem, RoundId, RoundKind, Rubric, Severity,
    SheetId, SheetRef, Source, Unit, UnitId,
};
use std::collections::{BTreeMap, BTreeSet};

/// A round, or an office's part of one, for which every unit must have a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The round.
    pub round: RoundId,
    /// The office, when its sheets hold only its own leaves.
    pub office: Option<String>,
}

/// A day of receipt found in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Who handed in.
    pub unit: UnitId,
    /// The round.
    pub round: RoundId,
    /// The day.
    pub date: Date,
    /// The cell it stands in.
    pub place: Place,
}

/// Everything found in all files.
#[derive(Debug)]
pub struct Gathered {
    /// The facts.
    pub facts: Facts,
    /// What became of the cells of each file, by path.
    pub files: Vec<FileCounts>,
    /// Days of receipt that sheets tell.
    pub received: Vec<Received>,
    /// All problems: of the files, of their cells, and between files. Sorted.
    pub problems: Vec<Problem>,
}

/// Merges readings, whatever their order, into facts. `asked` says for which rounds every unit must be there.
pub fn gather(
    rubric: &Rubric,
    units: &[Unit],
    asked: &[Asked],
    mut readings: Vec<Reading>,
    mut data: Vec<DataReading>,
) -> Gathered {
    readings.sort_by(|a, b| (&a.path, a.round, &a.office).cmp(&(&b.path, b.round, &b.office)));
    data.sort_by(|a, b| (&a.file, &a.sheet).cmp(&(&b.file, &b.sheet)));
    let mut gathering = Gathering {
        rubric,
        units,
        facts: Facts::new(units.len(), rubric),
        received: Vec::new(),
        problems: Vec::new(),
        sheets: Vec::new(),
    };
    gathering.tables(&mut data);
    gathering.settle_duplicates(&mut readings);
    for reading in &mut readings {
        gathering.take(reading);
    }
    gathering.settle_pending(&mut readings);
    gathering.compare_copies();
    gathering.find_absent(asked, &readings);
    let mut files: Vec<FileCounts> = Vec::new();
    for reading in readings {
        let mut counts = Counts::default();
        for sheet in reading.sheets {
            counts.add(&sheet.counts);
            gathering.problems.extend(sheet.problems);
        }
        gathering.problems.extend(reading.problems);
        files.push(FileCounts { path: reading.path, round: Some(reading.round), counts });
    }
    files.extend(data.into_iter().map(|table| {
        gathering.problems.extend(table.problems);
        FileCounts { path: table.file, round: None, counts: table.counts }
    }));
    Problem::sort(&mut gathering.problems);
    Gathered { facts: gathering.facts, files, received: gathering.received, problems: gathering.problems }
}

struct Gathering<'a> {
    rubric: &'a Rubric,
    units: &'a [Unit],
    facts: Facts,
    received: Vec<Received>,
    problems: Vec<Problem>,
    /// Sheet ids by reading and sheet, in the order of the readings.
    sheets: Vec<Vec<SheetId>>,
}

fn sheet_place(file: &str, sheet: &str) -> Place {
    Place::Sheet { file: file.to_owned(), sheet: sheet.to_owned() }
}

impl Gathering<'_> {
    fn unit(&self, unit: UnitId) -> (&str, &str) {
        self.units.get(unit.0).map_or(("", ""), |unit| (unit.code.as_str(), unit.name.as_str()))
    }

    fn register(&mut self, file: &str, sheet: &str) -> SheetId {
        self.facts.sheets.push(SheetRef { file: file.to_owned(), sheet: sheet.to_owned() });
        SheetId(self.facts.sheets.len() - 1)
    }

    /// Figures of data tables; the same figure in two tables is taken from neither unless the values agree.
    fn tables(&mut self, data: &mut [DataReading]) {
        type Found = (usize, rust_decimal::Decimal, CellRef);
        let mut found: BTreeMap<(Year, UnitId, scoring::FigureId), Vec<Found>> = BTreeMap::new();
        for (at, table) in data.iter().enumerate() {
            for (unit, figure, value, cell) in &table.figures {
                found.entry((table.year, *unit, *figure)).or_default().push((at, *value, *cell));
            }
        }
        let ids: Vec<SheetId> = data.iter().map(|table| self.register(&table.file, &table.sheet)).collect();
        for ((year, unit, figure), places) in found {
            let Some(&(first, value, cell)) = places.first() else { continue };
            if places.iter().all(|(_, other, _)| *other == value) {
                let source = Source { sheet: ids[first], cell };
                match year {
                    Year::This => drop(self.facts.set_figure(unit, None, figure, Entry { value, source })),
                    Year::Last => drop(self.facts.set_last_year(unit, figure, value)),
                }
                for (at, ..) in &places[1..] {
                    data[*at].counts.accepted -= 1;
                    data[*at].counts.ignore("repeated");
                }
                continue;
            }
            let declared = &self.rubric.figures[figure.0];
            let code = &self.rubric.node(declared.node).code;
            let all: Vec<String> = places
                .iter()
                .map(|(at, value, cell)| format!("{} = {} ({cell})", data[*at].file, value.normalize()))
                .collect();
            for (at, _, cell) in &places {
                let table = &mut data[*at];
                table.counts.accepted -= 1;
                table.counts.flagged += 1;
                let place = Place::Cell { file: table.file.clone(), sheet: table.sheet.clone(), cell: *cell };
                let problem = wording::data_twice(&format!("{code}.{}", declared.name), &all);
                let (unit, _) = self.units.get(unit.0).map_or(("", ""), |unit| (unit.code.as_str(), ""));
                table.problems.push(problem.at(place).of_unit(unit).of_node(code));
            }
        }
    }

    /// Sheets that claim the same unit, round and office.
    fn settle_duplicates(&mut self, readings: &mut [Reading]) {
        type Part = (UnitId, RoundId, Option<String>);
        let mut groups: BTreeMap<Part, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, reading) in readings.iter().enumerate() {
            for (which, sheet) in reading.sheets.iter().enumerate() {
                if let Some(unit) = sheet.unit {
                    groups.entry((unit, reading.round, reading.office.clone())).or_default().push((at, which));
                }
            }
        }
        let mut rounds: BTreeMap<(UnitId, RoundId), Vec<(usize, usize)>> = BTreeMap::new();
        for ((unit, round, _), members) in groups {
            if members.len() > 1 {
                self.settle_group(unit, readings, &members);
            }
            rounds.entry((unit, round)).or_default().extend(members);
        }
        for ((unit, _), members) in rounds.into_iter().filter(|(_, members)| members.len() > 1) {
            self.settle_offices(unit, readings, &members);
        }
    }

    fn settle_group(&mut self, unit: UnitId, readings: &mut [Reading], members: &[(usize, usize)]) {
        let name = |&(at, which): &(usize, usize)| {
            let sheet = &readings[at].sheets[which].sheet;
            if sheet.is_empty() { readings[at].path.clone() } else { format!("{} › {sheet}", readings[at].path) }
        };
        let names: Vec<String> = members.iter().map(name).collect();
        let content = |&(at, which): &(usize, usize)| {
            let sheet = &readings[at].sheets[which];
            let scores: Vec<_> = sheet.scores.iter().map(|(node, points, _)| (*node, *points)).collect();
            let figures: Vec<_> = sheet.figures.iter().map(|(figure, value, _)| (*figure, *value)).collect();
            (scores, figures)
        };
        let same = members.windows(2).all(|pair| content(&pair[0]) == content(&pair[1]));
        let (code, title) = self.unit(unit);
        for (nth, &(at, which)) in members.iter().enumerate() {
            if same && nth == 0 {
                continue;
            }
            let place = sheet_place(&readings[at].path, &readings[at].sheets[which].sheet);
            let problem =
                if same { wording::sheet_repeated(title, &names[0]) } else { wording::unit_twice(title, &names) };
            let sheet = &mut readings[at].sheets[which];
            match same {
                true => sheet.counts.ignore_accepted("repeated"),
                false => sheet.counts.flag_accepted(),
            }
            empty(sheet);
            if same {
                sheet.pending.clear();
            }
            sheet.problems.push(problem.at(place).of_unit(code));
        }
    }

    /// A leaf that two offices' sheets of one unit and round both score.
    fn settle_offices(&mut self, unit: UnitId, readings: &mut [Reading], members: &[(usize, usize)]) {
        let mut cells: BTreeMap<NodeId, Vec<(usize, usize, CellRef)>> = BTreeMap::new();
        for &(at, which) in members {
            for (node, _, cell) in &readings[at].sheets[which].scores {
                cells.entry(*node).or_default().push((at, which, *cell));
            }
        }
        let (code, _) = self.unit(unit);
        for (node, places) in cells.into_iter().filter(|(_, places)| places.len() > 1) {
            let names: Vec<String> = places
                .iter()
                .map(|(at, which, cell)| {
                    format!("{} › {} › {cell}", readings[*at].path, readings[*at].sheets[*which].sheet)
                })
                .collect();
            for (at, which, cell) in places {
                let file = readings[at].path.clone();
                let sheet = &mut readings[at].sheets[which];
                sheet.scores.retain(|(other, ..)| *other != node);
                sheet.counts.accepted -= 1;
                sheet.counts.flagged += 1;
                let node = self.rubric.node(node);
                let place = Place::Cell { file, sheet: sheet.sheet.clone(), cell };
                sheet.problems.push(wording::score_twice(node, &names).at(place).of_unit(code).of_node(&node.code));
            }
        }
    }

    fn take(&mut self, reading: &mut Reading) {
        let mut ids = Vec::with_capacity(reading.sheets.len());
        for sheet in &mut reading.sheets {
            let id = self.register(&reading.path, &sheet.sheet);
            ids.push(id);
            let Some(unit) = sheet.unit else { continue };
            self.facts.cover(unit, reading.round);
            let source = |cell: CellRef| Source { sheet: id, cell };
            for (node, value, cell) in sheet.scores.drain(..) {
                self.facts.set_score(unit, reading.round, node, Entry { value, source: source(cell) });
            }
            for (node, cell) in sheet.not_arising.drain(..) {
                self.facts.set_not_arising(unit, reading.round, node, source(cell));
            }
            let mut twice = Vec::new();
            for (figure, value, cell) in sheet.figures.drain(..) {
                let old =
                    self.facts.set_figure(unit, Some(reading.round), figure, Entry { value, source: source(cell) });
                twice.extend(old.filter(|old| old.value != value).map(|old| (figure, old, cell)));
            }
            for (figure, old, cell) in twice {
                let declared = &self.rubric.figures[figure.0];
                let node = self.rubric.node(declared.node);
                let place = Place::Cell { file: reading.path.clone(), sheet: sheet.sheet.clone(), cell };
                let other = wording::place(&self.facts.place(old.source));
                let (code, _) = self.unit(unit);
                sheet.problems.push(wording::figure_in_two(node, &declared.label, &other).at(place).of_unit(code));
            }
            for (round, node, value, cell) in sheet.copies.drain(..) {
                let entry = Entry { value, source: source(cell) };
                self.facts.copies.push(Copied { unit, round, node, entry });
            }
            if let Some((date, cell)) = sheet.received {
                let place = Place::Cell { file: reading.path.clone(), sheet: sheet.sheet.clone(), cell };
                self.received.push(Received { unit, round: reading.round, date, place });
            }
        }
        self.sheets.push(ids);
    }

    /// Blank leaves that a rule can score after all, or that keep the points of an earlier appraisal.
    fn settle_pending(&self, readings: &mut [Reading]) {
        for reading in readings {
            let round = reading.round;
            for sheet in &mut reading.sheets {
                let Some(unit) = sheet.unit else { continue };
                for pending in std::mem::take(&mut sheet.pending) {
                    match self.settled(unit, round, pending.node) {
                        Some(reason) if pending.counted => {
                            sheet.counts.flagged -= 1;
                            sheet.counts.ignore(reason);
                        }
                        Some(_) => {}
                        None => sheet.problems.push(self.unsettled(unit, round, pending)),
                    }
                }
            }
        }
    }

    /// Why a blank leaf needs no score, if it needs none.
    fn settled(&self, unit: UnitId, round: RoundId, leaf: NodeId) -> Option<&'static str> {
        let node = self.rubric.node(leaf);
        let ruled = node.computed && node.rule.is_computable() && !node.figures.is_empty();
        if ruled && self.missing_figures(unit, round, leaf).is_empty() {
            return Some("computed");
        }
        let earlier = (0..round.0).map(RoundId);
        let mut appraised = earlier.filter(|at| self.rubric.rounds[at.0].kind == RoundKind::Appraisal);
        let kept = self.rubric.may_carry(round) && appraised.any(|at| self.facts.score(unit, at, leaf).is_some());
        kept.then_some("carried")
    }

    fn missing_figures(&self, unit: UnitId, round: RoundId, leaf: NodeId) -> Vec<&str> {
        let missing = |figure: &&scoring::FigureId| self.facts.figure(unit, round, **figure).is_none();
        let figures = self.rubric.node(leaf).figures.iter().filter(missing);
        figures.map(|figure| self.rubric.figures[figure.0].label.as_str()).collect()
    }

    /// The finding about a leaf that stays blank: where only the rule scores, what is missing is a figure.
    fn unsettled(&self, unit: UnitId, round: RoundId, pending: Pending) -> Problem {
        let node = self.rubric.node(pending.node);
        if !node.computed || !pending.counted {
            return pending.problem;
        }
        let (code, _) = self.unit(unit);
        let problem = wording::figures_missing(node, &self.missing_figures(unit, round, pending.node));
        let context = pending.problem.context.map(|context| Context { label: wording::not_computed(), ..context });
        Problem { context, ..problem.at(pending.problem.place).of_unit(code).of_node(&node.code) }
    }

    /// Copies of other rounds against those rounds.
    fn compare_copies(&mut self) {
        let mut found = Vec::new();
        for copy in &self.facts.copies {
            let Some(own) = self.facts.score(copy.unit, copy.round, copy.node) else { continue };
            if own.value == copy.entry.value {
                continue;
            }
            let node = self.rubric.node(copy.node);
            let round = &self.rubric.rounds[copy.round.0].title;
            let other = wording::place(&self.facts.place(own.source));
            let cells = [
                (0, node.code.clone()),
                (1, crate::show::shortened(&node.title, 40)),
                (2, Lang::Vi.number(copy.entry.value.value())),
            ];
            let label = wording::other_says(own.value);
            let (code, _) = self.unit(copy.unit);
            let problem = wording::copy_differs(node, round, copy.entry.value, own.value, &other)
                .at(self.facts.place(copy.entry.source))
                .with_context(context(cells.into_iter(), 2, label))
                .of_unit(code)
                .of_node(&node.code);
            found.push(problem);
        }
        self.problems.extend(found);
    }

    fn find_absent(&mut self, asked: &[Asked], readings: &[Reading]) {
        for asked in asked {
            let of_this =
                readings.iter().filter(|reading| reading.round == asked.round && reading.office == asked.office);
            // a file that names its unit but could not be read has an error of its own, which says what to do
            let failed = |reading: &&Reading| reading.problems.iter().any(|p| p.severity == Severity::Error);
            let named = of_this.clone().filter(failed).filter_map(|reading| reading.named);
            let sheets = of_this.clone().flat_map(|reading| &reading.sheets);
            let there: BTreeSet<UnitId> = sheets.filter_map(|sheet| sheet.unit).chain(named).collect();
            let round = &self.rubric.rounds[asked.round.0].title;
            let stated = self.rubric.says_of_no_sheet(asked.round);
            let absent = self.units.iter().enumerate().filter(|(at, _)| !there.contains(&UnitId(*at)));
            let problems: Vec<Problem> = absent
                .map(|(_, unit)| {
                    let office = asked.office.as_deref().map(|office| self.rubric.office_title(office));
                    let problem = wording::unit_without_sheet(&unit.name, round, office.as_deref(), stated);
                    problem.of_unit(&unit.code)
                })
                .collect();
            self.problems.extend(problems);
        }
    }
}

/// Takes nothing from a sheet.
fn empty(sheet: &mut SheetReading) {
    sheet.scores.clear();
    sheet.not_arising.clear();
    sheet.figures.clear();
    sheet.copies.clear();
}
