//! A folder in `testdata/imports` is a cause of trouble: its files, what must be recovered from them and what must be
//! found. A new cause needs no Rust. `INSTA_UPDATE=always cargo test -p sheets --test imports` writes the snapshots.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use scoring::{Lang, Node, Points, Problem, Round, RoundKind, Rubric, Unit, UnitId, UnitIndex};
use serde::Deserialize;
use sheets::{Gathered, Limits, Plan, gather, interpret, read, table};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// `case.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    kinds: BTreeSet<String>,
    #[serde(default = "first_unit")]
    units: Vec<String>,
    #[serde(default)]
    lost: BTreeSet<String>,
    #[serde(default)]
    changed: BTreeMap<String, String>,
    #[serde(default = "self_assessment")]
    round: String,
    /// Header texts that the campaign explains, by round.
    #[serde(default)]
    columns: BTreeMap<String, String>,
}

fn first_unit() -> Vec<String> {
    vec!["01".into()]
}

fn self_assessment() -> String {
    "self".into()
}

/// What all sheets say.
struct Base {
    rubric: Rubric,
    units: Vec<Unit>,
    /// Points by unit and code of the leaf.
    truth: BTreeMap<String, BTreeMap<String, Points>>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/imports").canonicalize().unwrap()
}

fn base() -> Base {
    let raw = |name: &str| {
        let bytes = std::fs::read(root().join("_base").join(name)).unwrap();
        table(name, &bytes, &Limits::default()).unwrap()
    };
    let mut rubric = Rubric::new("imports", "Imports");
    for (id, title, kind) in [
        ("self", "Tự đánh giá", RoundKind::SelfAssessment),
        ("round1", "Thẩm định bước 1", RoundKind::Appraisal),
        ("round2", "Thẩm định bước 2", RoundKind::Appraisal),
    ] {
        rubric.rounds.push(Round::new(id, title, kind));
    }
    let mut truth: BTreeMap<String, BTreeMap<String, Points>> = BTreeMap::new();
    let lines = raw("rubric.csv");
    for row in &lines.rows {
        let [code, title, max, office, scores @ ..] = &row[..] else { panic!("{row:?}") };
        let depth = code.0.matches('.').count() + 1;
        let mut node = Node::at(depth, &code.0, &title.0, Some(max.0.parse().unwrap()));
        node.office.clone_from(&office.0);
        rubric.push(node).unwrap();
        for ((unit, _), (score, _)) in lines.columns[4..].iter().zip(scores).filter(|(_, (score, _))| !score.is_empty())
        {
            truth.entry(unit.clone()).or_default().insert(code.0.clone(), score.parse().unwrap());
        }
    }
    rubric.settle().unwrap();
    let unit = |row: &Vec<(String, _)>| Unit {
        code: row[0].0.clone(),
        name: row[1].0.clone(),
        aliases: row[2].0.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        ..Unit::default()
    };
    Base { units: raw("units.csv").rows.iter().map(unit).collect(), rubric, truth }
}

/// The folders of causes.
fn folders() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> =
        entries.filter(|path| path.is_dir() && !path.file_name().unwrap().to_str().unwrap().starts_with('_')).collect();
    folders.sort();
    folders
}

#[test]
fn every_cause_is_read_as_its_case_says() {
    let (base, mut failures) = (base(), Vec::new());
    let folders = folders();
    assert!(!folders.is_empty());
    for folder in folders {
        let mut wrong = Vec::new();
        if catch_unwind(AssertUnwindSafe(|| check(&base, &folder, &mut wrong))).is_err() {
            wrong.push("panicked, or found.snap differs".into());
        }
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        failures.extend(wrong.into_iter().map(|why| format!("{name}: {why}")));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn check(base: &Base, folder: &Path, wrong: &mut Vec<String>) {
    let case: Case = toml::from_str(&std::fs::read_to_string(folder.join("case.toml")).unwrap()).unwrap();
    let gathered = gathered(base, folder, &case);
    for file in gathered.files.iter().filter(|file| !file.counts.adds_up()) {
        wrong.push(format!("{}: the cells don't add up: {:?}", file.path, file.counts));
    }
    let kinds: BTreeSet<String> = gathered.problems.iter().map(kind).collect();
    if kinds != case.kinds {
        wrong.push(format!("kinds are {kinds:?}"));
    }
    let round = base.rubric.find_round(&case.round).unwrap();
    for (at, unit) in base.units.iter().enumerate() {
        for (id, leaf) in base.rubric.leaves() {
            let found = gathered.facts.score(UnitId(at), round, id).map(|entry| entry.value);
            let lost = !case.units.contains(&unit.code) || case.lost.contains(&leaf.code);
            let changed = case.changed.get(&leaf.code).map(|score| score.parse().unwrap());
            let truth = changed.or_else(|| base.truth.get(&unit.code).map(|leaves| leaves[&leaf.code]));
            let wanted = truth.filter(|_| !lost);
            if found != wanted {
                wrong.push(format!("{} {}: {found:?} in place of {wanted:?}", unit.name, leaf.code));
            }
        }
    }
    for problem in &gathered.problems {
        let spoken = [Lang::Vi, Lang::En].map(|lang| problem.message.get(lang).to_owned());
        if spoken.iter().any(String::is_empty) {
            wrong.push(format!("{} says nothing", problem.kind));
        }
        if problem.severity != scoring::Severity::Note && problem.help.vi.is_empty() {
            wrong.push(format!("{} does not say what to do", problem.kind));
        }
    }
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(&case.about);
    let text = told(base, &gathered);
    settings.bind(|| insta::assert_snapshot!("found", text));
}

fn gathered(base: &Base, folder: &Path, case: &Case) -> Gathered {
    let index = UnitIndex::new(&base.units);
    let round = base.rubric.find_round(&case.round).unwrap();
    let plan = Plan::new(&base.rubric, &base.units, &index, round, None, &case.columns);
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| {
        path.is_file() && !["toml", "snap", "new"].iter().any(|end| path.extension().is_some_and(|e| e == *end))
    });
    names.sort();
    let read_one = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        interpret(name, &read(&std::fs::read(path).unwrap(), &Limits::default()), &plan)
    };
    gather(&base.rubric, &base.units, &[], names.iter().map(read_one).collect(), Vec::new())
}

fn kind(problem: &Problem) -> String {
    format!("{} {}", problem.severity.code(), problem.kind)
}

/// Everything that was recovered and found, for people to read.
fn told(base: &Base, gathered: &Gathered) -> String {
    let mut text = String::new();
    for file in &gathered.files {
        writeln!(text, "{}: {:?}", file.path, file.counts).unwrap();
    }
    for (at, unit) in base.units.iter().enumerate() {
        for round in (0..base.rubric.rounds.len()).map(scoring::RoundId) {
            let score = |(id, leaf): (_, &Node)| {
                let entry = gathered.facts.score(UnitId(at), round, id)?;
                let place = gathered.facts.place(entry.source);
                Some(format!("{} = {} ({})", leaf.code, entry.value.value().normalize(), place.address()))
            };
            let scores: Vec<String> = base.rubric.leaves().filter_map(score).collect();
            if !scores.is_empty() {
                writeln!(text, "{} {} {}: {}", unit.code, unit.name, base.rubric.rounds[round.0].id, scores.join(", "))
                    .unwrap();
            }
        }
    }
    for problem in &gathered.problems {
        let place = &problem.place;
        let at = [place.file(), place.sheet(), &place.address()].map(str::to_owned);
        writeln!(
            text,
            "\n{} at {}",
            kind(problem),
            at.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
        )
        .unwrap();
        for lang in [Lang::Vi, Lang::En] {
            let help = problem.help.get(lang);
            writeln!(text, "  {}\n    → {help}", problem.message.get(lang)).unwrap();
        }
    }
    text
}
