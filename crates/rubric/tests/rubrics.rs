//! Every rubric of the project is right, and each rule of the collection R1–R53 stands where it is said to.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where a rule of the collection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    /// A leaf of a file in `rubrics/cases`, its title beginning with the number.
    Leaf,
    /// A folder `rNN-…` in `testdata/cases`.
    Case,
    /// The published results of `testdata/phu-yen-2022`.
    Published,
}

/// The last number of the collection.
const LAST: u32 = 53;
/// Rules that are no leaf rule, or look at other units, at last year or at the total.
const CASES: [u32; 21] = [11, 22, 23, 24, 25, 27, 28, 29, 30, 31, 32, 40, 43, 44, 45, 46, 47, 50, 51, 52, 53];

fn home(number: u32) -> Home {
    match number {
        49 => Home::Published,
        number if CASES.contains(&number) => Home::Case,
        _ => Home::Leaf,
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every `.rhai` file below a folder, sorted.
fn scripts(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let below = |path: PathBuf| if path.is_dir() { scripts(&path) } else { vec![path] };
    let files = entries.into_iter().flat_map(below);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rhai")).collect()
}

fn load(path: &Path) -> rubric::Loaded {
    rubric::load(&path.display().to_string(), &std::fs::read_to_string(path).unwrap())
}

/// 12 of `R12 Tỷ lệ × 20`.
fn number(title: &str) -> Option<u32> {
    title.strip_prefix('R')?.split([' ', ':']).next()?.parse().ok()
}

#[test]
fn every_rubric_is_right() {
    let all = scripts(&root().join("rubrics"));
    assert!(all.len() > 5, "{all:?}");
    for path in all {
        let loaded = load(&path);
        let notes = loaded.problems.iter().all(|problem| problem.severity == scoring::Severity::Note);
        assert!(loaded.rubric.is_some() && notes, "{}: {:#?}", path.display(), loaded.problems);
    }
}

#[test]
fn every_rule_of_the_collection_has_its_home() {
    let leaves = leaves();
    let cases = cases();
    for number in 1..=LAST {
        let found = match home(number) {
            Home::Leaf => leaves.get(&number).is_some_and(|rubrics| rubrics.len() == 1),
            Home::Case => cases.contains(&number),
            Home::Published => root().join("testdata/phu-yen-2022/campaign.toml").is_file(),
        };
        assert!(found, "R{number} is not in its home, {:?}", home(number));
    }
    let strange = leaves.keys().find(|number| home(**number) != Home::Leaf);
    assert_eq!(strange, None, "a rule that needs more than a leaf stands in rubrics/cases");
    assert_eq!(cases.iter().chain(leaves.keys()).find(|number| !(1..=LAST).contains(*number)), None);
}

/// The rules that are leaves, with the rubrics that hold them; two versions of a rubric are one.
fn leaves() -> BTreeMap<u32, BTreeSet<String>> {
    let mut found: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for path in scripts(&root().join("rubrics/cases")) {
        let rubric = load(&path).rubric.unwrap();
        for (_, leaf) in rubric.leaves() {
            let number = number(&leaf.title).unwrap_or_else(|| panic!("{}: {}", path.display(), leaf.title));
            assert!(!leaf.examples.is_empty(), "R{number} has no example");
            found.entry(number).or_default().insert(rubric.id.clone());
        }
    }
    found
}

/// The rules that have a folder: its name and its first sentence give the same number.
fn cases() -> BTreeSet<u32> {
    let folders = std::fs::read_dir(root().join("testdata/cases")).unwrap().map(|entry| entry.unwrap().path());
    let numbered = folders.filter_map(|folder| {
        let name = folder.file_name()?.to_str()?.to_owned();
        let number: u32 = name.strip_prefix('r')?.split('-').next()?.parse().ok()?;
        let text = std::fs::read_to_string(folder.join("case.toml")).unwrap();
        let about = text.strip_prefix("about = \"").and_then(self::number);
        assert_eq!(about, Some(number), "{name} tells of another rule");
        Some(number)
    });
    numbered.collect()
}
