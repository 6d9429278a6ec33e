//! One worker as the run sees it: started, given a job at a time, replaced when it dies.

use super::serve::{self, WORD};
use super::{Answer, Ask, Reading, frame};
use sheets::{Limits, Trouble};
use std::io::{BufReader, BufWriter, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a worker may take to say that it is one.
const START: Duration = Duration::from_secs(10);

/// Frames of an answer, `None` when the worker is gone.
type Frames = Option<Vec<Vec<u8>>>;

struct Job {
    ask: Ask,
    limits: Limits,
    bytes: Arc<[u8]>,
}

/// A process that reads files. Dropped, it ends.
pub(super) struct Worker {
    child: Child,
    /// A thread writes jobs and reads answers, so that a worker which does neither can be given up.
    jobs: Option<Sender<Job>>,
    answers: Receiver<Frames>,
    pipes: Option<JoinHandle<()>>,
    seconds: u64,
    /// Nothing else has passed through it: what ends it now ended it alone.
    fresh: bool,
}

/// Why there is no answer.
pub(super) enum Failure {
    /// The worker is gone; whether it had read other files before.
    Died { fresh: bool },
    /// It took longer than allowed.
    TooSlow,
}

impl Worker {
    /// Starts one; `None` where the system does not let us, or when the program is no worker of this version.
    pub(super) fn start(program: &Path, reading: &Reading) -> Option<Self> {
        let mut child = Command::new(program)
            .arg(WORD)
            .args([reading.memory, reading.seconds].map(|number| number.to_string()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (jobs, todo) = channel();
        let (done, answers) = channel();
        let pipes = pipes.map(|(input, output)| std::thread::spawn(move || exchange(input, output, &todo, &done)));
        let worker = Self { child, jobs: Some(jobs), answers, pipes, seconds: reading.seconds, fresh: true };
        match worker.answers.recv_timeout(START) {
            Ok(Some(_)) => Some(worker),
            _ => None,
        }
    }

    /// Gives it a job, while it has none.
    pub(super) fn send(&self, ask: Ask, limits: Limits, bytes: Arc<[u8]>) {
        if let Some(jobs) = &self.jobs {
            // a worker that is gone shows when its answer is asked for
            let _ = jobs.send(Job { ask, limits, bytes });
        }
    }

    /// The answer to the job it was given.
    ///
    /// # Errors
    /// The worker is of no more use then.
    pub(super) fn receive(&mut self, ask: Ask) -> Result<Answer, Failure> {
        let fresh = std::mem::replace(&mut self.fresh, false);
        match self.answers.recv_timeout(Duration::from_secs(self.seconds)) {
            Ok(Some(frames)) => serve::answer(ask, &frames).ok_or(Failure::Died { fresh }),
            Ok(None) | Err(RecvTimeoutError::Disconnected) => Err(Failure::Died { fresh }),
            Err(RecvTimeoutError::Timeout) => Err(Failure::TooSlow),
        }
    }
}

impl Failure {
    /// What it means for the file.
    pub(super) fn trouble(&self, seconds: u64) -> Trouble {
        match self {
            Self::Died { .. } => Trouble::Crashed,
            Self::TooSlow => Trouble::TooSlow(seconds),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Without jobs the thread ends; an idle worker then sees the end of its input, any other is ended here.
        drop(self.jobs.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(pipes) = self.pipes.take() {
            let _ = pipes.join();
        }
    }
}

/// The greeting first, then an answer for each job; ends with the pipes or the jobs.
fn exchange(input: ChildStdin, output: ChildStdout, jobs: &Receiver<Job>, answers: &Sender<Frames>) {
    let (mut input, mut output) = (BufWriter::new(input), BufReader::new(output));
    let mut greeting = frame::greeting();
    let expected = greeting.clone();
    let greeted = output.read_exact(&mut greeting).is_ok() && greeting == expected;
    if answers.send(greeted.then(Vec::new)).is_err() || !greeted {
        return;
    }
    for Job { ask, limits, bytes } in jobs {
        let sent = frame::write_job(&mut input, ask, &limits, &bytes);
        drop(bytes);
        let frames = sent.ok().and_then(|()| frames(&mut output));
        let gone = frames.is_none();
        if answers.send(frames).is_err() || gone {
            return;
        }
    }
}

fn frames(output: &mut impl Read) -> Frames {
    let mut frames = Vec::new();
    loop {
        let frame = frame::read_frame(output).ok()?;
        if frame.is_empty() {
            return Some(frames);
        }
        frames.push(frame);
    }
}
