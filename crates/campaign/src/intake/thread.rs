//! What each thread of a run does: takes a file, looks it up, has it parsed, and interprets the one before meanwhile.

use super::cache::Key;
use super::queue::{Job, Queue};
use super::worker::{Failure, Worker};
use super::{Answer, Ask, Content, Intake, Item};
use crate::{bytes, files, wording};
use sheets::{Entry, Foreign, Trouble, Workbook};
use std::sync::Arc;

/// Takes the finished item of a file and an entry.
type Keep<'a> = dyn Fn((usize, usize), Item) + Sync + 'a;

pub(super) struct Thread<'a> {
    intake: &'a Intake,
    queue: &'a Queue<'a>,
    keep: &'a Keep<'a>,
    progress: &'a (dyn Fn(usize, usize) + Sync),
    worker: Option<Worker>,
}

/// A job whose bytes are known and whose answer is not.
struct Sent {
    job: Job,
    bytes: Arc<[u8]>,
    hash: blake3::Hash,
    key: Option<Key>,
}

impl<'a> Thread<'a> {
    pub(super) fn new(
        intake: &'a Intake,
        queue: &'a Queue<'a>,
        keep: &'a Keep<'a>,
        progress: &'a (dyn Fn(usize, usize) + Sync),
    ) -> Self {
        Self { intake, queue, keep, progress, worker: None }
    }

    /// Works until nothing is left.
    pub(super) fn work(mut self) {
        let mut ahead: Option<Sent> = None;
        loop {
            match self.queue.next(ahead.is_none()) {
                Some(job) => {
                    let Some(next) = self.prepare(job) else { continue };
                    // The worker is idle once its answer is here: it gets the next job before that is looked at.
                    let before = ahead.take().map(|sent| (self.receive(&sent), sent));
                    ahead = self.send(next);
                    if let Some((answer, sent)) = before {
                        self.settle(sent, answer);
                    }
                }
                None => match ahead.take() {
                    Some(sent) => {
                        let answer = self.receive(&sent);
                        self.settle(sent, answer);
                    }
                    None => break,
                },
            }
        }
        if let Some(worker) = self.worker.take() {
            self.intake.rest(worker);
        }
    }

    /// The job with its bytes; `None` when it needs no worker and is done.
    fn prepare(&mut self, job: Job) -> Option<Sent> {
        let bytes = match &job.bytes {
            Some(bytes) => Arc::clone(bytes),
            None => match bytes::read_up_to(&self.queue.files[job.at.0].path, self.intake.reading.limits.bytes) {
                Ok(bytes) => bytes.into(),
                Err(bytes::Refusal::TooLarge(size)) => {
                    let trouble = Trouble::TooLarge { size, limit: self.intake.reading.limits.bytes };
                    let Answer::Workbook(workbook) = Answer::trouble(Ask::Parse, trouble) else { return None };
                    self.finish(job, (String::new(), size), Content::Workbook(workbook));
                    return None;
                }
                Err(bytes::Refusal::Unreadable(why)) => {
                    let problem = wording::unreadable(&job.name, &why);
                    self.finish(job, (String::new(), 0), Content::Unreadable(Box::new(problem)));
                    return None;
                }
            },
        };
        let hash = blake3::hash(&bytes);
        let cache = self.intake.cache.as_ref().filter(|_| job.ask == Ask::Parse);
        let key = cache.map(|cache| cache.key(&hash));
        let sent = Sent { job, bytes, hash, key };
        match cache.zip(key).and_then(|(cache, key)| cache.get(&key)) {
            Some(workbook) => {
                self.settle(sent, Answer::Workbook(workbook));
                None
            }
            None => Some(sent),
        }
    }

    /// Hands a job to a worker; without one it is carried out here, and done.
    fn send(&mut self, sent: Sent) -> Option<Sent> {
        self.worker = self.worker.take().or_else(|| self.intake.worker());
        let limits = self.intake.reading.limits;
        match &self.worker {
            Some(worker) => {
                worker.send(sent.job.ask, limits, Arc::clone(&sent.bytes));
                Some(sent)
            }
            None => {
                let answer = Answer::here(sent.job.ask, &sent.bytes, &limits);
                self.store(&sent, &answer);
                self.settle(sent, answer);
                None
            }
        }
    }

    /// The answer to a job that was handed over. A worker that dies is replaced; one that had read other files before may
    /// have died of them, so the job gets a second chance with a fresh one.
    fn receive(&mut self, sent: &Sent) -> Answer {
        let Intake { reading, .. } = self.intake;
        let ask = sent.job.ask;
        loop {
            let Some(worker) = &mut self.worker else { return Answer::here(ask, &sent.bytes, &reading.limits) };
            match worker.receive(ask) {
                Ok(answer) => {
                    self.store(sent, &answer);
                    return answer;
                }
                Err(failure) => {
                    self.worker = None;
                    if !matches!(failure, Failure::Died { fresh: false }) {
                        return Answer::trouble(ask, failure.trouble(reading.seconds));
                    }
                    self.worker = self.intake.start();
                    match &self.worker {
                        Some(worker) => worker.send(ask, reading.limits, Arc::clone(&sent.bytes)),
                        // never here: what ended a worker would end the run
                        None => return Answer::trouble(ask, Trouble::Crashed),
                    }
                }
            }
        }
    }

    fn store(&self, sent: &Sent, answer: &Answer) {
        if let (Some(cache), Some(key), Answer::Workbook(workbook)) = (&self.intake.cache, &sent.key, answer) {
            cache.put(key, workbook);
        }
    }

    /// Finishes a job, or lets it go on as an archive.
    fn settle(&self, sent: Sent, answer: Answer) {
        let Sent { job, bytes, hash, .. } = sent;
        let about = (hash.to_hex().to_string(), bytes.len() as u64);
        match answer {
            Answer::Workbook(workbook)
                if self.queue.archives && workbook.troubles == [Trouble::Foreign(Foreign::Zip)] =>
            {
                if job.at.1 == 0 {
                    let opened = Job { ask: Ask::Unpack, bytes: Some(bytes), ..job };
                    self.queue.done(vec![opened], false);
                } else {
                    self.finish(job, about, troubled(Trouble::NestedArchive));
                }
            }
            Answer::Workbook(workbook) => self.finish(job, about, Content::Workbook(workbook)),
            Answer::Entries(Err(trouble)) => self.finish(job, about, troubled(trouble)),
            Answer::Entries(Ok(entries)) if entries.is_empty() => {
                self.finish(job, about, troubled(Trouble::EmptyArchive));
            }
            Answer::Entries(Ok(entries)) => self.open(job, about, entries),
        }
    }

    /// An archive and its entries, those that are no sheets for sure done at once.
    fn open(&self, job: Job, about: (String, u64), entries: Vec<Entry>) {
        let mut more = Vec::new();
        for (entry, Entry { name, content }) in entries.into_iter().enumerate() {
            let (at, name) = ((job.at.0, entry + 1), format!("{}/{name}", job.name));
            match content {
                _ if files::is_system(&name[job.name.len()..]) => {
                    let item = Item { name, hash: String::new(), size: 0, content: Content::System };
                    (self.keep)(at, item);
                }
                Ok(bytes) => more.push(Job { ask: Ask::Parse, at, name, bytes: Some(bytes.into()) }),
                Err(trouble) => {
                    (self.keep)(at, Item { name, hash: String::new(), size: 0, content: troubled(trouble) });
                }
            }
        }
        (self.keep)(job.at, Item { name: job.name, hash: about.0, size: about.1, content: Content::Archive });
        let (done, of) = self.queue.done(more, true);
        (self.progress)(done, of);
    }

    fn finish(&self, job: Job, (hash, size): (String, u64), content: Content) {
        (self.keep)(job.at, Item { name: job.name, hash, size, content });
        let (done, of) = self.queue.done(Vec::new(), true);
        (self.progress)(done, of);
    }
}

fn troubled(trouble: Trouble) -> Content {
    Content::Workbook(Workbook { troubles: vec![trouble], ..Workbook::default() })
}
