//! From an opened campaign to its outcome: rubric, lists, sheets, facts, assessment.

use crate::folder::{Campaign, SETTINGS};
use crate::intake::{Intake, Reading};
use crate::outcome::{Outcome, Stop};
use crate::receipt::{self, Input};
use crate::settings::{DecimalMark, SheetSet, day};
use crate::sheets_read::{self, Task};
use crate::{bytes, files, imports, lists, wording};
use scoring::{Date, Facts, Place, Problem, RoundId, Rubric, Severity, Unit, UnitIndex};
use sheets::{Asked, Plan, Received, Year};
use std::path::Path;

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Score sheets read so far.
    Sheets {
        /// How many are done.
        done: usize,
        /// How many there are.
        of: usize,
    },
}

/// Compiles and checks a rubric file; `name` is how problems call it.
///
/// # Errors
/// [`Stop::CannotRun`] when the file can't be read, [`Stop::BadRubric`] when the script has errors. Warnings come
/// beside the rubric.
pub fn load_rubric(path: &Path, name: &str) -> Result<(Rubric, Vec<Problem>), Stop> {
    let (rubric, problems, _) = read_rubric(path, name)?;
    Ok((rubric, problems))
}

/// The same, a rubric with errors included as far as it could be built: to be compared and shown, never scored with.
///
/// # Errors
/// [`Stop::CannotRun`] when the file can't be read, [`Stop::BadRubric`] when the script can't be compiled at all.
pub fn load_rubric_with_errors(path: &Path, name: &str) -> Result<(Rubric, Vec<Problem>), Stop> {
    let (loaded, _) = compile(path, name)?;
    match loaded.rubric.or(loaded.unfit) {
        Some(rubric) => Ok((rubric, loaded.problems)),
        None => Err(Stop::BadRubric(loaded.problems)),
    }
}

fn compile(path: &Path, name: &str) -> Result<(rubric::Loaded, Vec<u8>), Stop> {
    let cannot = |problem| Stop::CannotRun(vec![problem]);
    let bytes = bytes::read(path).map_err(|why| cannot(wording::unreadable(name, &why)))?;
    let text = bytes::text(&bytes).ok_or_else(|| cannot(wording::not_utf8(name)))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok((rubric::load_with(name, &text, &|imported| imports::read(folder, imported)), bytes))
}

/// The rubric, what was found in it, and the files that it is made from: its script first, then what that imports.
fn read_rubric(path: &Path, name: &str) -> Result<(Rubric, Vec<Problem>, Vec<Input>), Stop> {
    let (loaded, bytes) = compile(path, name)?;
    let folder = name.rfind('/').map_or("", |at| &name[..=at]);
    let imported = loaded.imported.iter().map(|file| Input::table(&format!("{folder}{}", file.name), &file.bytes));
    match loaded.rubric {
        Some(mut rubric) => {
            let files: Vec<Input> = std::iter::once(Input::table(name, &bytes)).chain(imported).collect();
            rubric.fingerprint = receipt::fingerprint(&files);
            Ok((rubric, loaded.problems, files))
        }
        None => Err(Stop::BadRubric(loaded.problems)),
    }
}

/// Reads everything a campaign names and applies the rubric. Writes nothing but the cache that `reading` names.
/// `progress` is called from any thread.
///
/// # Errors
/// [`Stop`] when the rubric or the list of units can't be used; everything else is a problem of the outcome.
pub fn assess(campaign: &Campaign, reading: &Reading, progress: &(dyn Fn(Progress) + Sync)) -> Result<Outcome, Stop> {
    let settings = &campaign.settings;
    let rubric_name = settings.rubric.replace('\\', "/");
    let (rubric, mut problems, rubric_files) = read_rubric(&campaign.rubric_path(), &rubric_name)?;
    // Notes on a rubric are for whoever writes it: `rubric check` tells them.
    problems.retain(|problem| problem.severity != Severity::Note);
    let mut inputs = vec![Input::table(SETTINGS, &campaign.settings_bytes)];
    inputs.extend(rubric_files);

    let intake = Intake::new(reading);
    let table = lists::table(campaign, &intake, &settings.units, &mut inputs)
        .map_err(|problem| Stop::CannotRun(vec![problem]))?;
    let units = lists::units(&table, &mut problems);
    if units.is_empty() {
        if problems.iter().all(|problem| problem.kind != "table-columns") {
            problems.push(wording::no_units().at(Place::File(settings.units.clone())));
        }
        return Err(Stop::CannotRun(problems));
    }
    let index = UnitIndex::new(&units);
    problems.extend(lists::clashes(&units, &index, &settings.units));

    let mut reader =
        Reader { campaign, intake: &intake, rubric: &rubric, units: &units, index: &index, inputs, problems };
    let (mut facts, dated) = reader.sheets(progress);
    facts.late = reader.lateness(&dated);
    let previous = reader.previous();
    let Reader { inputs, mut problems, .. } = reader;
    problems.extend(intake.finish());

    let mut assessment = scoring::score(&rubric, &units, &facts);
    if let Some(previous) = previous {
        assessment.changes = scoring::compare(&assessment, &units, &previous);
    }
    problems.append(&mut assessment.problems);
    Problem::sort(&mut problems);
    let previous_year = settings.previous.as_ref().and_then(|previous| previous.year);
    let as_of = settings.as_of.as_ref().and_then(day);
    let language = campaign.language;
    Ok(Outcome { rubric, units, index, facts, assessment, problems, previous_year, language, as_of, inputs })
}

struct Reader<'a> {
    campaign: &'a Campaign,
    intake: &'a Intake,
    rubric: &'a Rubric,
    units: &'a [Unit],
    index: &'a UnitIndex,
    inputs: Vec<Input>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// Reads all score sheets and data tables; beside the facts, the days of receipt that sheets tell.
    fn sheets(&mut self, progress: &(dyn Fn(Progress) + Sync)) -> (Facts, Vec<Received>) {
        let campaign = self.campaign;
        let sets: Vec<(&SheetSet, RoundId)> =
            campaign.settings.sheets.iter().filter_map(|set| Some((set, self.round(set)?))).collect();
        let plan = |(set, round): &(&'a SheetSet, RoundId)| {
            Plan::new(self.rubric, self.units, self.index, *round, set.office.as_deref(), &set.columns)
        };
        let plans: Vec<Plan<'_>> = sets.iter().map(plan).collect();
        let mut tasks = Vec::new();
        let mut asked = Vec::new();
        for ((set, round), plan) in sets.iter().zip(&plans) {
            let found = self.matching(&set.files);
            // Without a single file this one finding says more than one for each unit.
            if found.is_empty() {
                let problem = wording::no_files(&set.files, &set.round);
                self.problems.push(campaign.at_value(problem, &set.files));
            } else {
                asked.push(Asked { round: *round, office: set.office.clone() });
            }
            tasks.extend(found.into_iter().map(|file| Task { file, plan, round: &set.round }));
        }
        let mut done = sheets_read::read_all(self.intake, &tasks, progress);
        self.problems.extend(sheets_read::drop_copies(&mut done));
        let mut readings = Vec::with_capacity(done.len());
        let first = self.inputs.len();
        for done in done {
            self.problems.extend(done.problem);
            self.inputs.extend(done.input);
            readings.extend(done.reading);
        }
        let data = self.data();
        let gathered = sheets::gather(self.rubric, self.units, &asked, readings, data);
        self.problems.extend(gathered.problems);
        self.count(first, gathered.files);
        (gathered.facts, gathered.received)
    }

    /// Notes beside each input what became of its cells.
    fn count(&mut self, first: usize, files: Vec<sheets::FileCounts>) {
        let rounds = &self.rubric.rounds;
        let mut counts: std::collections::BTreeMap<(String, Option<&str>), sheets::Counts> = Default::default();
        for file in files {
            let round = file.round.map(|round| rounds[round.0].id.as_str());
            counts.entry((file.path, round)).or_default().add(&file.counts);
        }
        for input in &mut self.inputs[first..] {
            let key = (
                input.path.clone(),
                input
                    .round
                    .as_deref()
                    .and_then(|id| rounds.iter().map(|round| round.id.as_str()).find(|round| *round == id)),
            );
            if let Some(found) = counts.remove(&key) {
                input.cells = Some(found);
            }
        }
    }

    /// The round of a set of sheets; `None` when it, or the office, is not in the rubric, or when the round has no
    /// sheets: the set is then not read.
    fn round(&mut self, set: &SheetSet) -> Option<RoundId> {
        let rounds: Vec<&str> = self.rubric.rounds.iter().map(|round| round.id.as_str()).collect();
        if self.rubric.find_round(&set.round).is_none() {
            self.problems.push(self.campaign.at_value(wording::unknown_round(&set.round, &rounds), &set.round));
        }
        for word in set.columns.values() {
            if self.rubric.find_round(word).is_none() && !sheets::MEANINGS.contains(&word.as_str()) {
                let known: Vec<&str> = rounds.iter().copied().chain(sheets::MEANINGS).collect();
                self.problems.push(self.campaign.at_value(wording::unknown_meaning(word, &known), word));
            }
        }
        let offices: Vec<&str> = self.rubric.offices.iter().map(|office| office.id.as_str()).collect();
        if let Some(office) = set.office.as_ref().filter(|office| !offices.contains(&office.as_str())) {
            self.problems.push(self.campaign.at_value(wording::unknown_office(office, &offices), office));
            return None;
        }
        let round = self.rubric.find_round(&set.round)?;
        if self.rubric.rounds[round.0].from_data {
            self.problems.push(self.campaign.at_value(wording::round_from_data(&set.round), &set.round));
            return None;
        }
        Some(round)
    }

    /// The files of a pattern; a pattern that is none is a problem at its line of the settings.
    fn matching(&mut self, pattern: &str) -> Vec<files::Found> {
        let mut problems = Vec::new();
        let found = files::matching(&self.campaign.root, pattern, &mut problems);
        let place = |problem: Problem| match problem.place {
            Place::Nowhere => self.campaign.at_value(problem, pattern),
            _ => problem,
        };
        self.problems.extend(problems.into_iter().map(place));
        found
    }

    fn data(&mut self) -> Vec<sheets::DataReading> {
        let mut readings = Vec::new();
        for set in &self.campaign.settings.data {
            let found = self.matching(&set.files);
            if found.is_empty() {
                self.problems.push(self.campaign.at_value(wording::no_data(&set.files), &set.files));
            }
            for file in found {
                match lists::table(self.campaign, self.intake, &file.name, &mut self.inputs) {
                    Ok(table) => {
                        let year = if set.previous { Year::Last } else { Year::This };
                        let decimal = set.decimal.map(DecimalMark::character);
                        let reading = sheets::data(&table, self.rubric, self.index, decimal);
                        readings.push(sheets::DataReading { year, ..reading });
                    }
                    Err(problem) => self.problems.push(problem),
                }
            }
        }
        readings
    }

    /// Days late by unit: the worst of all sets that state when they are due. The table of receipts counts; where it
    /// has no day, the one in the sheet does.
    fn lateness(&mut self, dated: &[Received]) -> Vec<Option<i64>> {
        let mut late: Vec<Option<i64>> = vec![None; self.units.len()];
        for set in &self.campaign.settings.sheets {
            let Some(due) = set.due.as_ref().and_then(day) else { continue };
            let mut received = self.received(set);
            for sheet in dated.iter().filter(|sheet| self.rubric.rounds[sheet.round.0].id == set.round) {
                received[sheet.unit.0].get_or_insert(sheet.date);
            }
            for (at, day) in received.into_iter().enumerate() {
                let Some(day) = day else { continue };
                let days = day.days_since(due).max(0);
                late[at] = Some(late[at].map_or(days, |other| other.max(days)));
                if days > 0 {
                    self.problems.push(self.late_problem(at, &set.round, day, days));
                }
            }
        }
        late
    }

    /// The days in a set's table of receipts.
    fn received(&mut self, set: &SheetSet) -> Vec<Option<Date>> {
        let Some(file) = &set.received else { return vec![None; self.units.len()] };
        match lists::table(self.campaign, self.intake, file, &mut self.inputs) {
            Ok(table) => lists::received(&table, self.units, self.index, &mut self.problems),
            Err(problem) => {
                self.problems.push(problem);
                vec![None; self.units.len()]
            }
        }
    }

    fn late_problem(&self, at: usize, round: &str, day: Date, days: i64) -> Problem {
        let unit = &self.units[at];
        let title = self.rubric.find_round(round).map_or(round, |round| &self.rubric.rounds[round.0].title);
        wording::late(&unit.name, title, day, days).of_unit(&unit.code)
    }

    fn previous(&mut self) -> Option<Vec<Option<scoring::Previous>>> {
        let previous = self.campaign.settings.previous.as_ref()?;
        match lists::table(self.campaign, self.intake, &previous.file, &mut self.inputs) {
            Ok(table) => Some(lists::previous(&table, self.units, self.index, &mut self.problems)),
            Err(problem) => {
                self.problems.push(Problem { severity: Severity::Error, ..problem });
                None
            }
        }
    }
}
