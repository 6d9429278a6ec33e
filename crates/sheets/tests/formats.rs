//! What each format tells of a sheet beside its texts and numbers, and that no damaged file does harm.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use scoring::{CellRef, Grid, Look, Value};
use sheets::{Limits, Trouble, Workbook, read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/imports")
}

fn files(case: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(case)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_none_or(|end| end != "toml" && end != "snap")).collect();
    files.sort();
    assert!(!files.is_empty(), "{case}");
    files
}

fn opened(path: &Path) -> Workbook {
    read(&std::fs::read(path).unwrap(), &Limits::default())
}

#[test]
fn all_formats_tell_the_same_of_cells() {
    for path in files("marks") {
        let workbook = opened(&path);
        let [sheet, marks, hidden] = &workbook.grids[..] else { panic!("{}: {workbook:?}", path.display()) };
        assert_eq!([sheet.hidden, marks.hidden, hidden.hidden], [false, false, true], "{}", path.display());
        assert_eq!(marks.hidden_rows, [(6, 6)], "{}", path.display());
        assert_eq!(marks.hidden_cols, [(4, 4)], "{}", path.display());
        let merged: Vec<String> = marks.merges.iter().map(|area| format!("{}:{}", area.first, area.last)).collect();
        assert_eq!(merged, ["A1:B2"], "{}", path.display());
        let looks: Vec<(String, Look)> = marks.looks.iter().map(|(at, look)| (at.to_string(), *look)).collect();
        let wanted = [("C1", Look::Decimals(2)), ("C2", Look::Percent), ("C3", Look::Replaced)];
        assert_eq!(looks, wanted.map(|(at, look)| (at.to_owned(), look)), "{}", path.display());
        let shown = |at: (u32, u32)| marks.get(at.0, at.1).map(Value::display).unwrap_or_default();
        assert_eq!(shown((0, 2)), "3.1", "{}", path.display());
        assert_eq!(shown((3, 2)), "2022-12-10", "{}", path.display());
        assert_eq!(marks.get(4, 1), Some(&Value::Error("#DIV/0!".into())), "{}", path.display());
        assert_eq!(shown((4, 2)), "hai\ndòng", "{}", path.display());
        assert!(!marks.blind);
    }
}

#[test]
fn a_far_cell_costs_no_more_than_a_near_one() {
    for path in files("far-cells") {
        let workbook = opened(&path);
        let [Grid { cells, .. }] = &workbook.grids[..] else { panic!("{}", path.display()) };
        let is_xls = path.extension().is_some_and(|end| end == "xls");
        assert_eq!(cells.len(), if is_xls { 90 } else { 89 }, "{}", path.display());
        let last = cells.last_key_value().unwrap().0;
        assert_eq!(*last == CellRef::new(60_000, 200), is_xls, "{}", path.display());
    }
}

#[test]
fn a_lower_limit_refuses_what_the_usual_one_reads() {
    for case in ["plain-xls", "plain-ods", "plain-xlsb", "flat-ods", "xml-2003", "web-page", "xls-excel-5"] {
        for path in files(case) {
            for limits in [Limits { cells: 50, ..Limits::default() }, Limits { text: 500, ..Limits::default() }] {
                let workbook = read(&std::fs::read(&path).unwrap(), &limits);
                assert!(workbook.grids.is_empty(), "{}", path.display());
                let refused = matches!(
                    workbook.troubles[..],
                    [Trouble::SheetTooLarge { .. } | Trouble::SheetDamaged { .. } | Trouble::Damaged(_)]
                );
                assert!(refused, "{}: {:?}", path.display(), workbook.troubles);
            }
        }
    }
}

/// The next of a row of numbers that look random; the same row each time.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 33).unwrap()
}

#[test]
fn cut_and_flipped_files_are_read_or_refused() {
    let limits = Limits::default();
    let cases: Vec<String> = std::fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        // hashing a password a hundred thousand times is too slow for a loop; the bomb is cut in a test of its own
        .filter(|name| !name.starts_with(['_', '.']) && !name.ends_with(".md") && !name.contains("password"))
        .collect();
    let (mut state, mut slowest) = (0x9e37_79b9_7f4a_7c15, Duration::ZERO);
    for path in cases.iter().flat_map(|case| files(case)) {
        let whole = std::fs::read(&path).unwrap();
        if whole.is_empty() {
            continue;
        }
        for round in 0..24 {
            let mut bytes = whole.clone();
            if round % 3 == 0 {
                bytes.truncate(next(&mut state) % whole.len());
            } else {
                for _ in 0..=round % 8 {
                    let at = next(&mut state) % bytes.len();
                    bytes[at] = if round % 2 == 0 { bytes[at] ^ 1 << (round % 8) } else { next(&mut state) as u8 };
                }
            }
            let start = Instant::now();
            let workbook = read(&bytes, &limits);
            slowest = slowest.max(start.elapsed());
            let stopped =
                workbook.troubles.iter().any(|trouble| *trouble == Trouble::Damaged("the reader stopped".into()));
            assert!(!stopped, "{} panics in round {round}", path.display());
            assert!(!workbook.grids.is_empty() || !workbook.troubles.is_empty(), "{} is lost", path.display());
        }
    }
    assert!(slowest < Duration::from_secs(10), "one took {slowest:?}");
}
