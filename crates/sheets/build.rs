//! A fingerprint of everything that decides how bytes become grids: the sources of this crate and of `scoring`, and the
//! versions of all dependencies. Grids that another reader kept in a cache are thereby never taken for ours.

#![allow(clippy::print_stdout, reason = "this is how cargo is told")]

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for folder in ["src", "../scoring/src"] {
        println!("cargo::rerun-if-changed={folder}");
        list(Path::new(folder), &mut files)?;
    }
    let lock = PathBuf::from("../../Cargo.lock");
    println!("cargo::rerun-if-changed={}", lock.display());
    files.push(lock);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        // line ends differ between systems, and say nothing
        std::fs::read_to_string(&file)?.replace('\r', "").hash(&mut hasher);
    }
    println!("cargo::rustc-env=READER_SOURCES={:016x}", hasher.finish());
    Ok(())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { list(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
