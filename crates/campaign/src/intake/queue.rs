//! The files that are still to be read. Entries of archives come first, so that few archives are open at a time.

use super::Ask;
use crate::files::Found;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A file, or an entry of an archive, that somebody has taken on.
pub(super) struct Job {
    pub(super) ask: Ask,
    /// Which file, and which of its entries from 1; 0 is the file itself.
    pub(super) at: (usize, usize),
    pub(super) name: String,
    /// The bytes, where they are known: an archive's, or an entry's.
    pub(super) bytes: Option<Arc<[u8]>>,
}

#[derive(Default)]
struct State {
    next: usize,
    entries: Vec<Job>,
    /// Jobs that were taken and may still bring others.
    open: usize,
    done: usize,
    of: usize,
}

/// Shared by all threads.
pub(super) struct Queue<'a> {
    pub(super) files: &'a [Found],
    /// Whether archives are opened.
    pub(super) archives: bool,
    state: Mutex<State>,
    changed: Condvar,
}

impl<'a> Queue<'a> {
    pub(super) fn new(files: &'a [Found], archives: bool) -> Self {
        let state = State { of: files.len(), ..State::default() };
        Self { files, archives, state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job; `None` when there is none. Who has a job of its own in hand must not wait for others, which may
    /// wait for it.
    pub(super) fn next(&self, wait: bool) -> Option<Job> {
        let mut state = self.lock();
        loop {
            let file = self.files.get(state.next);
            if let Some(job) = state.entries.pop() {
                state.open += 1;
                return Some(job);
            }
            if let Some(file) = file {
                let at = (state.next, 0);
                state.next += 1;
                state.open += 1;
                return Some(Job { ask: Ask::Parse, at, name: file.name.clone(), bytes: None });
            }
            if state.open == 0 || !wait {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// A job is done and brings others; returns how many are done, of how many. An archive counts with its entries.
    pub(super) fn done(&self, more: Vec<Job>, counts: bool) -> (usize, usize) {
        let mut state = self.lock();
        state.open -= 1;
        state.of += more.iter().filter(|job| job.ask == Ask::Parse).count();
        state.done += usize::from(counts);
        // taken from the end
        state.entries.extend(more.into_iter().rev());
        self.changed.notify_all();
        (state.done, state.of)
    }
}
