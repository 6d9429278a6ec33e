//! Score sheets: each file, or entry of an archive, is interpreted as soon as its grids are there.

use crate::files::Found;
use crate::intake::{Content, Intake, Item};
use crate::pipeline::Progress;
use crate::receipt::Input;
use crate::wording;
use scoring::{Problem, UnitId};
use sheets::{Counts, Plan, Reading};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A file to be read under a plan.
pub(crate) struct Task<'a> {
    pub(crate) file: Found,
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) round: &'a str,
}

/// What became of a file; `reading` is `None` for one that repeats another, an archive, or a file of the system, which is
/// no input either.
pub(crate) struct Done {
    pub(crate) input: Option<Input>,
    pub(crate) reading: Option<Reading>,
    pub(crate) problem: Option<Problem>,
}

/// Carries out all tasks on all processors. The results are in the order of the tasks, archives before their entries.
pub(crate) fn read_all(intake: &Intake, tasks: &[Task<'_>], progress: &(dyn Fn(Progress) + Sync)) -> Vec<Done> {
    let files: Vec<Found> = tasks.iter().map(|task| task.file.clone()).collect();
    let finish = |at: usize, item: Item| interpreted(&tasks[at], item);
    let told = |done, of| progress(Progress::Sheets { done, of });
    intake.each(&files, &finish, &told).into_iter().flatten().collect()
}

fn interpreted(task: &Task<'_>, item: Item) -> Done {
    let mut input = Input { round: Some(task.round.to_owned()), ..Input::item(&item) };
    let (reading, problem) = match item.content {
        Content::Workbook(workbook) => (Some(sheets::interpret(&item.name, &workbook, task.plan)), None),
        Content::Unreadable(problem) => (Some(sheets::unread(&item.name, *problem, task.plan)), None),
        Content::System => {
            return Done { input: None, reading: None, problem: Some(wording::system_file(&item.name)) };
        }
        Content::Archive => {
            // it is an input, and no sheet
            input.round = None;
            (None, None)
        }
    };
    Done { input: Some(input), reading, problem }
}

/// Hash, round and units: what makes two files the same.
type Identity = (String, Option<String>, Vec<Option<UnitId>>);

/// Leaves out files that repeat another of the same round and unit byte for byte: the first by name counts, the others
/// get a note and their cells are ignored as `same-file`. The same empty form from two units is no repetition, nor are
/// two files that could not be read: each has its own error.
pub(crate) fn drop_copies(done: &mut [Done]) -> Vec<Problem> {
    let mut first: BTreeMap<Identity, String> = BTreeMap::new();
    let mut notes = Vec::new();
    for this in done.iter_mut() {
        let (Some(reading), Some(input)) = (&this.reading, &mut this.input) else { continue };
        if reading.sheets.is_empty() {
            continue;
        }
        let units = reading.sheets.iter().map(|sheet| sheet.unit).collect();
        match first.entry((input.hash.clone(), input.round.clone(), units)) {
            Entry::Vacant(slot) => {
                slot.insert(input.path.clone());
            }
            Entry::Occupied(slot) => {
                notes.push(wording::same_file(&input.path, slot.get()));
                let read = reading.sheets.iter().map(|sheet| sheet.counts.read).sum();
                let ignored = BTreeMap::from([("same-file", read)]);
                input.cells = Some(Counts { read, ignored, ..Counts::default() });
                this.reading = None;
            }
        }
    }
    notes
}
