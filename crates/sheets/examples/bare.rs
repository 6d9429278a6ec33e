//! Bare calamine: opens every workbook of a folder and reads all cells of its first sheet. What `scripts/bench` compares with.
//! `--ours` reads them with this crate instead, `--both` times the two readers by turns.

use calamine::{DataType, Reader, Xlsx};
use sheets::{Limits, read};
use std::error::Error;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Rounds of a comparison.
const ROUNDS: usize = 7;

/// `bare FOLDER THREADS [--ours]` prints how many cells hold something, `bare FOLDER THREADS --both` how long that took.
fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: bare FOLDER THREADS [--ours | --both]")?;
    let threads: usize = args.next().map_or(Ok(1), |count| count.parse())?;
    let entries: Result<Vec<_>, _> = std::fs::read_dir(folder)?.collect();
    let files: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    let mut out = std::io::stdout();
    let reader: Count = match args.next().as_deref() {
        None => bare,
        Some("--ours") => ours,
        Some(_) => return both(&files, threads, &mut out),
    };
    writeln!(out, "{} files, {} cells", files.len(), all(&files, threads, reader))?;
    Ok(())
}

/// The median of some rounds with each reader.
fn both(files: &[PathBuf], threads: usize, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (reader, times) in [bare as Count, ours].into_iter().zip(&mut times) {
            let start = Instant::now();
            let cells = all(files, threads, reader);
            times.push((start.elapsed(), cells));
        }
    }
    let medians = times.map(|mut times| {
        times.sort();
        times[ROUNDS / 2]
    });
    let [(bare, bare_cells), (ours, our_cells)] = medians;
    writeln!(
        out,
        "bare {bare:.3?} ({bare_cells} cells), ours {ours:.3?} ({our_cells} cells): {:.2}",
        share(ours, bare)
    )?;
    Ok(())
}

fn share(part: Duration, whole: Duration) -> f64 {
    part.as_secs_f64() / whole.as_secs_f64()
}

type Count = fn(&Path) -> Option<usize>;

fn all(files: &[PathBuf], threads: usize, count: Count) -> usize {
    let (next, cells) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    cells.fetch_add(count(file).unwrap_or_default(), Ordering::Relaxed);
                }
            });
        }
    });
    cells.into_inner()
}

/// Cells of the first sheet that hold something.
fn bare(file: &Path) -> Option<usize> {
    let mut book = Xlsx::new(Cursor::new(std::fs::read(file).ok()?)).ok()?;
    let range = book.worksheet_range_at(0)?.ok()?;
    Some(range.used_cells().filter(|(_, _, value)| !value.is_empty()).count())
}

/// Cells of all sheets.
fn ours(file: &Path) -> Option<usize> {
    let book = read(&std::fs::read(file).ok()?, &Limits::default());
    Some(book.grids.iter().map(|grid| grid.cells.len()).sum())
}
