//! The worker's side: jobs from standard input, answers to standard output, until the input ends.

use super::{Answer, Ask, frame};
use sheets::{Entry, Trouble};
use std::io::{self, BufReader, BufWriter, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The first argument that asks a program to be a worker.
pub(super) const WORD: &str = "__read";
/// Jobs that a run allows so many seconds may take this much longer before the worker ends itself: by then nobody waits.
const GRACE: u64 = 5;

/// Serves as a worker and returns when there is no more to do; `None` when these arguments (without the program's own
/// name) do not ask for a worker. A program that is named in [`Parsing::Workers`](super::Parsing) calls this first.
pub fn serve(mut arguments: impl Iterator<Item = String>) -> Option<io::Result<()>> {
    if arguments.next()? != WORD {
        return None;
    }
    let mut number = || arguments.next().and_then(|text| text.parse::<u64>().ok());
    let (Some(memory), Some(seconds)) = (number(), number()) else {
        return Some(Err(io::ErrorKind::InvalidInput.into()));
    };
    Some(work(memory, seconds))
}

fn work(memory: u64, seconds: u64) -> io::Result<()> {
    let (mut input, mut output) = (BufReader::new(io::stdin().lock()), BufWriter::new(io::stdout().lock()));
    let clock = watch(seconds.saturating_add(GRACE));
    confine(memory);
    output.write_all(&frame::greeting())?;
    output.flush()?;
    while let Some((ask, limits, bytes)) = frame::read_job(&mut input)? {
        clock.store(1, Ordering::Relaxed);
        match ask {
            Ask::Parse => frame::write_frame(&mut output, &sheets::encode(&sheets::read(&bytes, &limits)))?,
            Ask::Unpack => {
                let mut result = Ok(());
                let done = sheets::unpack(&bytes, &limits, &mut |entry| {
                    if result.is_ok() {
                        result = write_entry(&mut output, &entry);
                    }
                });
                result?;
                if let Err(trouble) = done {
                    frame::write_frame(&mut output, &packed("", &Err(trouble)))?;
                }
            }
        }
        clock.store(0, Ordering::Relaxed);
        frame::write_frame(&mut output, &[])?;
        output.flush()?;
    }
    Ok(())
}

/// Ends this process when one job takes longer, so that nothing stays behind when whoever asked is gone. The clock
/// counts seconds from 1; 0 stops it.
fn watch(seconds: u64) -> Arc<AtomicU64> {
    let clock = Arc::new(AtomicU64::new(0));
    let seen = Arc::clone(&clock);
    // without it there is still the run, which ends its workers
    let _ = std::thread::Builder::new().name("watch".into()).stack_size(64 * 1024).spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = seen.load(Ordering::Relaxed);
            if now > seconds {
                std::process::exit(3);
            }
            if now > 0 {
                // a job that ends meanwhile wins
                let _ = seen.compare_exchange(now, now + 1, Ordering::Relaxed, Ordering::Relaxed);
            }
        }
    });
    clock
}

/// Limits the address space to what it is now and `memory` bytes more: a file that asks for more ends the worker.
#[cfg(target_os = "linux")]
fn confine(memory: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Ok(text) = std::fs::read_to_string("/proc/self/statm") else { return };
    let Some(pages) = text.split(' ').next().and_then(|pages| pages.parse::<u64>().ok()) else { return };
    let most = pages.saturating_mul(rustix::param::page_size() as u64).saturating_add(memory);
    let now = getrlimit(Resource::As);
    if now.current.is_none_or(|current| current > most) {
        // where it is refused, the guards before it have to do
        let _ = setrlimit(Resource::As, Rlimit { current: Some(most), maximum: now.maximum });
    }
}

/// Other systems have no limit that holds: there it is the guards and this process of its own.
#[cfg(not(target_os = "linux"))]
fn confine(_memory: u64) {}

fn write_entry(output: &mut impl Write, entry: &Entry) -> io::Result<()> {
    frame::write_frame(output, &packed(&entry.name, &entry.content))
}

/// A frame of an archive's answer: the name's length, the name, then 0 and the bytes, or 1 and a workbook that holds
/// the trouble.
fn packed(name: &str, content: &Result<Vec<u8>, Trouble>) -> Vec<u8> {
    let mut bytes = Vec::from((name.len() as u64).to_le_bytes());
    bytes.extend_from_slice(name.as_bytes());
    match content {
        Ok(content) => {
            bytes.push(0);
            bytes.extend_from_slice(content);
        }
        Err(trouble) => {
            bytes.push(1);
            let troubles = vec![trouble.clone()];
            bytes.extend(sheets::encode(&sheets::Workbook { troubles, ..sheets::Workbook::default() }));
        }
    }
    bytes
}

fn unpacked(bytes: &[u8]) -> Option<Entry> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (name, rest) = rest.split_at_checked(length)?;
    let name = std::str::from_utf8(name).ok()?.to_owned();
    match rest.split_first()? {
        (0, content) => Some(Entry { name, content: Ok(content.to_vec()) }),
        (1, workbook) => Some(Entry { name, content: Err(sheets::decode(workbook)?.troubles.pop()?) }),
        _ => None,
    }
}

/// What the frames of an answer say; `None` when they are not what a worker writes.
pub(super) fn answer(ask: Ask, frames: &[Vec<u8>]) -> Option<Answer> {
    match (ask, frames) {
        (Ask::Parse, [workbook]) => sheets::decode(workbook).map(Answer::Workbook),
        (Ask::Parse, _) => None,
        (Ask::Unpack, frames) => {
            let mut entries = frames.iter().map(|frame| unpacked(frame)).collect::<Option<Vec<_>>>()?;
            match entries.pop() {
                Some(Entry { name, content: Err(trouble) }) if name.is_empty() => Some(Answer::Entries(Err(trouble))),
                last => {
                    entries.extend(last);
                    Some(Answer::Entries(Ok(entries)))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_arrive_as_they_were_sent() {
        for content in [Ok(b"abc".to_vec()), Ok(Vec::new()), Err(Trouble::Damaged("x".into()))] {
            let entry = Entry { name: "Xã/a.xlsx".into(), content };
            let bytes = packed(&entry.name, &entry.content);
            assert_eq!(unpacked(&bytes), Some(entry));
            assert_eq!(unpacked(&bytes[..12]), None);
        }
        assert_eq!(unpacked(&u64::MAX.to_le_bytes()), None);
    }

    #[test]
    fn other_programs_are_no_workers() {
        assert!(serve(["run", "x"].map(str::to_owned).into_iter()).is_none());
        assert!(serve([WORD, "x"].map(str::to_owned).into_iter()).is_some_and(|done| done.is_err()));
    }
}
