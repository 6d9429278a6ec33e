//! Workers that fail in every way, and a cache that spares them.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use campaign::{Outcome, Parsing, Reading, assess, open};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A campaign of two units whose sheets are in order; the second comes in a file of its own content.
fn campaign(sheets: &[&str]) -> TempDir {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases").canonicalize().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let rubric = cases.join("_rubric/mini.rhai").display().to_string();
    let settings =
        format!("rubric = '{rubric}'\nunits = 'units.csv'\n[[sheets]]\nround = 'round1'\nfiles = 'sheets/*'\n");
    fs::write(folder.path().join("campaign.toml"), settings).unwrap();
    fs::write(folder.path().join("units.csv"), "code,name\n01,Bình An\n02,Hòa Phú\n").unwrap();
    let sheet = fs::read_to_string(cases.join("file-docx/sheets/Bình An.csv")).unwrap();
    fs::create_dir(folder.path().join("sheets")).unwrap();
    for unit in sheets {
        add(folder.path(), unit, &sheet);
    }
    folder
}

fn add(folder: &Path, unit: &str, sheet: &str) {
    fs::write(folder.join(format!("sheets/{unit}.csv")), sheet.replace("Bình An", unit)).unwrap();
}

fn read(folder: &Path, parsing: Parsing) -> Outcome {
    let reading = Reading { parsing, cache: Some(folder.join("cache")), seconds: 1, ..Reading::default() };
    assess(&open(folder).unwrap(), &reading, &|_| {}).unwrap()
}

fn kinds(outcome: &Outcome) -> Vec<(&'static str, String)> {
    // both units have the same sheet, and share a rank
    let problems = outcome.problems.iter().filter(|problem| problem.kind != "tie");
    problems.map(|problem| (problem.kind, problem.place.file().to_owned())).collect()
}

/// A program that greets as a worker does and then does something else.
fn pretender(folder: &Path, then: &str) -> Parsing {
    let path: PathBuf = folder.join("worker");
    fs::write(&path, format!("#!/bin/sh\necho 'parindex reads, {}'\n{then}\n", sheets::READER)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    Parsing::Workers(path)
}

#[test]
fn where_no_worker_can_be_started_files_are_read_here_and_it_is_said() {
    for program in ["/nowhere/parindex", "/bin/true", "/bin/cat"] {
        let folder = campaign(&["Bình An", "Hòa Phú"]);
        let outcome = read(folder.path(), Parsing::Workers(program.into()));
        assert_eq!(kinds(&outcome), [("no-workers", String::new())], "{program}");
        assert!(outcome.assessment.results.iter().all(|result| result.score.is_some()));
    }
}

#[test]
fn no_worker_is_started_for_what_the_cache_holds() {
    let folder = campaign(&["Bình An", "Hòa Phú"]);
    let first = read(folder.path(), Parsing::Here);
    let again = read(folder.path(), Parsing::Workers("/nowhere/parindex".into()));
    assert_eq!((kinds(&first), kinds(&again)), (vec![], vec![]));
    assert_eq!(first.assessment.results, again.assessment.results);
}

#[test]
fn a_worker_that_dies_dawdles_or_babbles_costs_one_file() {
    let cases = [
        ("read -r x; exit 1", "workbook-crashed"),
        ("exit 0", "workbook-crashed"),
        ("kill -9 $$", "workbook-crashed"),
        ("exec sleep 60", "workbook-too-slow"),
        ("exec cat /dev/zero", "workbook-crashed"),
        ("head -c 8 /dev/zero | tr '\\0' '\\377'; exec cat /dev/zero", "workbook-too-slow"),
        ("printf '\\3\\0\\0\\0\\0\\0\\0\\0abc\\0\\0\\0\\0\\0\\0\\0\\0'; exec sleep 60", "workbook-crashed"),
    ];
    for (then, kind) in cases {
        let folder = campaign(&["Bình An"]);
        read(folder.path(), Parsing::Here);
        let sheet = fs::read_to_string(folder.path().join("sheets/Bình An.csv")).unwrap();
        add(folder.path(), "Hòa Phú", &sheet);
        let outcome = read(folder.path(), pretender(folder.path(), then));
        let found = kinds(&outcome);
        assert_eq!(found[0], (kind, "sheets/Hòa Phú.csv".to_owned()), "{then}");
        let scores: Vec<bool> = outcome.assessment.results.iter().map(|result| result.score.is_some()).collect();
        assert_eq!(scores, [true, false], "{then}: {found:?}");
    }
}

#[test]
fn an_archive_is_opened_here_as_it_is_by_workers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases/archive").canonicalize().unwrap();
    let outcome = assess(&open(&folder).unwrap(), &Reading::default(), &|_| {}).unwrap();
    assert_eq!(kinds(&outcome), [("file-skipped", "sheets/nộp.zip/__MACOSX/Đợt 1/._Bình An.csv".to_owned())]);
    let files: Vec<&str> = outcome.facts.sheets.iter().map(|sheet| sheet.file.as_str()).collect();
    assert_eq!(files, ["sheets/nộp.zip/Hòa Phú.csv", "sheets/nộp.zip/Đợt 1/Bình An.csv"]);
    assert_eq!(outcome.sheets(), 2);
}
