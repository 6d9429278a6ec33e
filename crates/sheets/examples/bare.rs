//! Bare calamine: opens every workbook of a folder and reads all cells of its first sheet. What `scripts/bench` compares with.

use calamine::{DataType, Reader, Xlsx};
use std::error::Error;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// `bare FOLDER THREADS` prints how many cells hold something.
fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: bare FOLDER THREADS")?;
    let threads: usize = args.next().map_or(Ok(1), |count| count.parse())?;
    let entries: Result<Vec<_>, _> = std::fs::read_dir(folder)?.collect();
    let files: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    let (next, cells) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    cells.fetch_add(filled(file).unwrap_or_default(), Ordering::Relaxed);
                }
            });
        }
    });
    writeln!(std::io::stdout(), "{} files, {} cells", files.len(), cells.into_inner())?;
    Ok(())
}

/// Cells of the first sheet that hold something.
fn filled(file: &PathBuf) -> Result<usize, Box<dyn Error>> {
    let mut book = Xlsx::new(Cursor::new(std::fs::read(file)?))?;
    let range = book.worksheet_range_at(0).ok_or("no sheet")??;
    Ok(range.used_cells().filter(|(_, _, value)| !value.is_empty()).count())
}
