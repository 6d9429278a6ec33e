//! Every sheet of the Phù Yên campaign is read in full: 81 files of three rounds, in all their layouts.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

use scoring::{Node, NodeId, Round, RoundKind, Rubric, Severity, Unit, UnitIndex};
use sheets::{Asked, Gathered, Heading, Limits, Plan, gather, interpret, number, read, table};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn campaign() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/phu-yen-2022")
}

/// The tree as one of the sheets prints it; entered scores only, so that nothing but reading is tested.
fn rubric() -> Rubric {
    let mut rubric = Rubric::new("phu-yen-2022", "Phù Yên");
    rubric.rounds.push(Round::new("self", "Tự đánh giá", RoundKind::SelfAssessment));
    rubric.rounds.push(Round::new("round1", "Thẩm định bước 1", RoundKind::Appraisal));
    rubric.rounds.push(Round::new("round2", "Thẩm định bước 2", RoundKind::Appraisal));
    let bytes = std::fs::read(campaign().join("sheets/self/Kim Bon.csv")).unwrap();
    let grid = read(&bytes, &Limits::default()).grids.remove(0);
    let text = |row: u32, col: u32| grid.get(row, col).map(scoring::Value::display).unwrap_or_default();
    let first = (0..20).find(|row| text(*row, 0) == "1").unwrap();
    let mut last: Option<NodeId> = None;
    for row in first..=grid.last_row().unwrap() {
        let (code, title) = (text(row, 0), text(row, 1));
        let (code, title) = (code.as_str(), title.as_str());
        match (code, last) {
            ("", _) if title == "Tổng cộng" => break,
            ("", Some(leaf)) => {
                let name = format!("f{}", rubric.figures.len());
                rubric.ask(leaf, &name, title);
            }
            _ => {
                let max = number(&text(row, 2)).and_then(scoring::Points::new);
                let node = match code.matches('.').count() {
                    0 => Node::domain(code, title, max),
                    1 => Node::criterion(code, title, max),
                    _ => Node::subcriterion(code, title, max),
                };
                last = rubric.push(node).ok();
            }
        }
    }
    rubric.settle().unwrap();
    rubric
}

fn units() -> Vec<Unit> {
    let bytes = std::fs::read(campaign().join("units.csv")).unwrap();
    let table = table("units.csv", &bytes, &Limits::default()).unwrap();
    let (code, name) = (table.column(Heading::Code).unwrap(), table.column(Heading::Name).unwrap());
    let unit = |row: &Vec<(String, scoring::CellRef)>| Unit {
        code: row[code].0.clone(),
        name: row[name].0.clone(),
        ..Unit::default()
    };
    table.rows.iter().map(unit).collect()
}

fn files(round: &str) -> Vec<(String, Vec<u8>)> {
    let folder = campaign().join("sheets").join(round);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |path: &PathBuf| format!("sheets/{round}/{}", path.file_name().unwrap().to_string_lossy());
    files.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

fn gathered(rubric: &Rubric, units: &[Unit]) -> Gathered {
    let index = UnitIndex::new(units);
    let (mut readings, mut asked) = (Vec::new(), Vec::new());
    for round in ["self", "round1", "round2"] {
        let id = rubric.find_round(round).unwrap();
        let plan = Plan::new(rubric, units, &index, id, None, &BTreeMap::new());
        readings
            .extend(files(round).iter().map(|(path, bytes)| interpret(path, &read(bytes, &Limits::default()), &plan)));
        asked.push(Asked { round: id, office: None });
    }
    readings.reverse();
    gather(rubric, units, &asked, readings, Vec::new())
}

#[test]
fn merged_areas_are_seen() {
    for (path, bytes) in files("round2").iter().filter(|(path, _)| path.ends_with("xlsx")) {
        assert!(!read(bytes, &Limits::default()).grids[0].merges.is_empty(), "{path}");
    }
}

#[test]
fn every_leaf_of_every_round_is_accepted() {
    let (rubric, units) = (rubric(), units());
    assert_eq!((units.len(), rubric.max().to_string().as_str()), (27, "70"));
    let leaves = rubric.leaves().count() as u64;
    let gathered = gathered(&rubric, &units);
    let loud: Vec<_> = gathered.problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
    assert!(loud.is_empty(), "{loud:#?}");
    assert_eq!(gathered.files.len(), 81);
    for file in &gathered.files {
        assert!(file.counts.adds_up() && file.counts.flagged == 0 && file.counts.accepted >= leaves, "{file:?}");
    }
    for unit in 0..27 {
        for (node, _) in rubric.leaves() {
            for round in 0..3 {
                assert!(gathered.facts.score(scoring::UnitId(unit), scoring::RoundId(round), node).is_some());
            }
        }
    }
}

/// Not a test but a measurement: `cargo test -p sheets --release -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn a_thousand_workbooks() {
    let (rubric, units) = (rubric(), units());
    let index = UnitIndex::new(&units);
    let plan = Plan::new(&rubric, &units, &index, scoring::RoundId(2), None, &BTreeMap::new());
    let files: Vec<_> = files("round2").into_iter().filter(|(path, _)| path.ends_with("xlsx")).collect();
    let turns: Vec<_> = files.iter().cycle().take(1000).collect();
    for _ in 0..3 {
        let start = std::time::Instant::now();
        let books: Vec<_> = turns.iter().map(|(_, bytes)| read(bytes, &Limits::default())).collect();
        let read = start.elapsed();
        let readings: Vec<_> = turns.iter().zip(&books).map(|((path, _), book)| interpret(path, book, &plan)).collect();
        let interpreted = start.elapsed() - read;
        let gathered = gather(&rubric, &units, &[], readings, Vec::new());
        println!("read {read:?}, interpret {interpreted:?}, all {:?}, {}", start.elapsed(), gathered.problems.len());
    }
}
