//! Reads score sheets in parallel: bytes, hash, grid, facts, one file a task.

use crate::bytes;
use crate::files::Found;
use crate::pipeline::Progress;
use crate::receipt::Input;
use crate::wording;
use scoring::{Problem, UnitId};
use sheets::{Counts, Limits, Plan, Reading};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file to be read under a plan.
pub(crate) struct Task<'a> {
    pub(crate) file: Found,
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) round: &'a str,
}

/// What became of a task; `reading` is `None` for a file that can't be opened or repeats another.
pub(crate) struct Done {
    pub(crate) input: Input,
    pub(crate) reading: Option<Reading>,
    pub(crate) problem: Option<Problem>,
}

/// Carries out all tasks on all processors. The results are in the order of the tasks.
pub(crate) fn read_all(tasks: &[Task<'_>], progress: &(dyn Fn(Progress) + Sync)) -> Vec<Done> {
    let next = AtomicUsize::new(0);
    let finished = AtomicUsize::new(0);
    let slots: Mutex<Vec<Option<Done>>> = Mutex::new(tasks.iter().map(|_| None).collect());
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get).min(tasks.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(task) = tasks.get(at) else { break };
                    let done = read_one(task);
                    slots.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(done);
                    progress(Progress::Sheets { done: finished.fetch_add(1, Ordering::Relaxed) + 1, of: tasks.len() });
                }
            });
        }
    });
    slots.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().flatten().collect()
}

fn read_one(task: &Task<'_>) -> Done {
    let name = &task.file.name;
    match bytes::read(&task.file.path) {
        Ok(bytes) => {
            let input = Input { round: Some(task.round.to_owned()), ..Input::table(name, &bytes) };
            let workbook = sheets::read(&bytes, &Limits::default());
            Done { input, reading: Some(sheets::interpret(name, &workbook, task.plan)), problem: None }
        }
        Err(why) => {
            let input = Input { round: Some(task.round.to_owned()), ..Input::table(name, &[]) };
            Done { input, reading: None, problem: Some(wording::unreadable(name, &why)) }
        }
    }
}

/// Hash, round and units: what makes two files the same.
type Identity = (String, Option<String>, Vec<Option<UnitId>>);

/// Leaves out files that repeat another of the same round and unit byte for byte: the first by name counts, the others
/// get a note and their cells are ignored as `same-file`. The same empty form from two units is no repetition.
pub(crate) fn drop_copies(done: &mut [Done]) -> Vec<Problem> {
    let mut first: BTreeMap<Identity, String> = BTreeMap::new();
    let mut notes = Vec::new();
    for this in done.iter_mut() {
        let Some(reading) = &this.reading else { continue };
        let units = reading.sheets.iter().map(|sheet| sheet.unit).collect();
        match first.entry((this.input.hash.clone(), this.input.round.clone(), units)) {
            Entry::Vacant(slot) => {
                slot.insert(this.input.path.clone());
            }
            Entry::Occupied(slot) => {
                notes.push(wording::same_file(&this.input.path, slot.get()));
                let read = reading.sheets.iter().map(|sheet| sheet.counts.read).sum();
                let ignored = BTreeMap::from([("same-file", read)]);
                this.input.cells = Some(Counts { read, ignored, ..Counts::default() });
                this.reading = None;
            }
        }
    }
    notes
}
