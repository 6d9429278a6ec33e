//! How files come in: each is parsed in a process of its own kind, so that the worst file costs only itself; grids are
//! kept by content outside of the campaign, so that nothing is parsed twice; archives are opened.
//!
//! The parent hashes, looks up and interprets; workers turn bytes into grids. While a worker parses one file, its thread
//! here interprets the one before.

mod cache;
mod frame;
mod queue;
mod serve;
mod thread;
mod worker;

pub use cache::default_folder as default_cache;
pub use serve::serve;
pub use sheets::Limits;

use crate::files::Found;
use crate::receipt::Input;
use crate::wording;
use cache::Cache;
use scoring::Problem;
use sheets::{Trouble, Workbook};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use worker::Worker;

/// Where bytes become grids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsing {
    /// In this process: a file that makes a reader abort ends it.
    Here,
    /// In processes of this program, which calls [`serve`] when it is asked to.
    Workers(PathBuf),
}

/// How the files of a campaign are read. The result is the same whatever the parsing and the cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where files are parsed.
    pub parsing: Parsing,
    /// The folder that keeps grids; `None` keeps none.
    pub cache: Option<PathBuf>,
    /// How large a file may be.
    pub limits: Limits,
    /// Bytes that a worker may take beyond what it needs to start (Linux).
    pub memory: u64,
    /// Seconds that one file may take.
    pub seconds: u64,
}

impl Default for Reading {
    fn default() -> Self {
        Self { parsing: Parsing::Here, cache: None, limits: Limits::default(), memory: 256_000_000, seconds: 20 }
    }
}

/// A file as it came in.
pub(crate) struct Item {
    /// Path inside the campaign; for an entry of an archive that of the archive and its own.
    pub(crate) name: String,
    /// BLAKE3 of its bytes in hexadecimal; empty where they could not be had.
    pub(crate) hash: String,
    pub(crate) size: u64,
    pub(crate) content: Content,
}

/// What became of a file.
pub(crate) enum Content {
    Workbook(Workbook),
    /// An archive that was opened: its entries are items of their own.
    Archive,
    /// A lock file or the like inside an archive.
    System,
    /// It can't be opened.
    Unreadable(Box<Problem>),
}

/// Everything that reading needs, for as long as a campaign is read.
pub(crate) struct Intake {
    reading: Reading,
    cache: Option<Cache>,
    idle: Mutex<Vec<Worker>>,
    /// Workers can't be started: the system forbids it.
    alone: AtomicBool,
}

impl Intake {
    pub(crate) fn new(reading: &Reading) -> Self {
        let cache = reading.cache.as_ref().map(|folder| Cache::new(folder, &reading.limits));
        Self { reading: reading.clone(), cache, idle: Mutex::default(), alone: AtomicBool::default() }
    }

    /// Reads files on all processors and gives each with its entries to `finish`, on any thread. The results are by
    /// file, those of an archive's entries after its own in their order. `progress` hears how many are done, of how many.
    pub(crate) fn each<T: Send>(
        &self,
        files: &[Found],
        finish: &(dyn Fn(usize, Item) -> T + Sync),
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Vec<Vec<T>> {
        self.read(files, true, finish, progress)
    }

    fn read<T: Send>(
        &self,
        files: &[Found],
        archives: bool,
        finish: &(dyn Fn(usize, Item) -> T + Sync),
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Vec<Vec<T>> {
        let queue = queue::Queue::new(files, archives);
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(files.len().max(1));
        let found = Mutex::new(Vec::with_capacity(files.len()));
        let keep = |(file, entry): (usize, usize), item: Item| {
            let done = finish(file, item);
            found.lock().unwrap_or_else(PoisonError::into_inner).push((file, entry, done));
        };
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| thread::Thread::new(self, &queue, &keep, progress).work());
            }
        });
        let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_by_key(|(file, entry, _)| (*file, *entry));
        let mut results: Vec<Vec<T>> = files.iter().map(|_| Vec::with_capacity(1)).collect();
        found.into_iter().for_each(|(file, _, done)| results[file].push(done));
        results
    }

    /// Reads one file that is to be a workbook; an archive of others is not opened.
    ///
    /// # Errors
    /// The problem that keeps it from being opened.
    pub(crate) fn one(&self, file: Found) -> Result<(Input, Workbook), Problem> {
        let unknown = wording::unreadable(&file.name, &scoring::Text::default());
        let found = self.read(&[file], false, &|_, item| item, &|_, _| {}).pop().and_then(|mut items| items.pop());
        let Some(item) = found else { return Err(unknown) };
        let input = Input::item(&item);
        match item.content {
            Content::Workbook(workbook) => Ok((input, workbook)),
            Content::Unreadable(problem) => Err(*problem),
            Content::Archive | Content::System => Err(unknown),
        }
    }

    /// What to tell once everything is read, and the cache swept.
    pub(crate) fn finish(&self) -> Option<Problem> {
        if let Some(cache) = &self.cache {
            cache.sweep();
        }
        self.alone.load(Ordering::Relaxed).then(wording::no_workers)
    }

    /// A worker that is idle, or a new one; `None` when files are parsed here.
    fn worker(&self) -> Option<Worker> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.or_else(|| self.start())
    }

    fn start(&self) -> Option<Worker> {
        let Parsing::Workers(program) = &self.reading.parsing else { return None };
        if self.alone.load(Ordering::Relaxed) {
            return None;
        }
        let started = Worker::start(program, &self.reading);
        self.alone.fetch_or(started.is_none(), Ordering::Relaxed);
        started
    }

    fn rest(&self, worker: Worker) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }
}

/// What a worker is asked to do with the bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// Read its grids.
    Parse,
    /// Hand over the files in it.
    Unpack,
}

/// What became of it.
enum Answer {
    Workbook(Workbook),
    Entries(Result<Vec<sheets::Entry>, Trouble>),
}

impl Answer {
    /// The answer that says only what went wrong.
    fn trouble(ask: Ask, trouble: Trouble) -> Self {
        match ask {
            Ask::Parse => Self::Workbook(Workbook { troubles: vec![trouble], ..Workbook::default() }),
            Ask::Unpack => Self::Entries(Err(trouble)),
        }
    }

    /// Carries it out in this process; a panic of a reader is a trouble like another.
    fn here(ask: Ask, bytes: &Arc<[u8]>, limits: &Limits) -> Self {
        let work = || match ask {
            Ask::Parse => Self::Workbook(sheets::read(bytes, limits)),
            Ask::Unpack => {
                let mut entries = Vec::new();
                let done = sheets::unpack(bytes, limits, &mut |entry| entries.push(entry));
                Self::Entries(done.map(|()| entries))
            }
        };
        std::panic::catch_unwind(work).unwrap_or_else(|_| Self::trouble(ask, Trouble::Crashed))
    }
}
