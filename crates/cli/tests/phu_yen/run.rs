//! Runs the program on the campaign and reads what it wrote.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Rows by column name.
pub(crate) type Table = Vec<BTreeMap<String, String>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The folder of the campaign.
pub(crate) fn campaign() -> PathBuf {
    root().join("testdata/phu-yen-2022")
}

/// Runs the program and returns its exit code.
pub(crate) fn run(campaign: &Path, out: &Path) -> i32 {
    let status = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .args(["run", "-q", "--no-cache"])
        .arg(campaign)
        .arg("-o")
        .arg(out)
        .stdout(Stdio::null())
        .status();
    status.unwrap().code().unwrap()
}

/// Runs the program and reads units.csv.
pub(crate) fn outputs(campaign: &Path, folder: &Path) -> Table {
    let out = tempfile::tempdir_in(folder).unwrap();
    assert!(run(campaign, out.path()) < 2);
    read(&out.path().join("data/units.csv"))
}

/// A CSV file, nothing but the csv crate between it and the test.
pub(crate) fn read(path: &Path) -> Table {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().collect::<Result<Table, _>>().unwrap()
}

/// Every file below a folder with its content's hash.
pub(crate) fn hashes(folder: &Path) -> BTreeMap<PathBuf, blake3::Hash> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let below = hashes(&path).into_iter().map(|(name, hash)| (path.file_name().unwrap().into(), name, hash));
            found.extend(below.map(|(folder, name, hash): (PathBuf, _, _)| (folder.join(name), hash)));
        } else {
            found.insert(path.file_name().unwrap().into(), blake3::hash(&std::fs::read(&path).unwrap()));
        }
    }
    found
}

/// A copy of the campaign with its rubric, in the same places to one another.
pub(crate) fn copy_campaign() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for part in ["rubrics", "testdata/phu-yen-2022"] {
        copy_folder(&root().join(part), &copy.path().join(part));
    }
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if !path.is_dir() {
            std::fs::copy(&path, &target).unwrap();
        } else if path.file_name().unwrap() != "out" {
            copy_folder(&path, &target);
        }
    }
}
