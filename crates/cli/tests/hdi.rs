//! The published Human Development Index of 2022 comes out of a table of figures alone: value, rank and tier.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Rows by their first column.
type Table = BTreeMap<String, BTreeMap<String, String>>;

/// The countries without all four figures.
const WITHOUT: [&str; 2] = ["MCO", "PRK"];
/// The country of which the source prints no tier.
const WITHOUT_TIER: &str = "KOR";

fn campaign() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/hdi-2022").canonicalize().unwrap()
}

fn run(out: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parindex"))
        .args(["run", "--no-cache"])
        .arg(campaign())
        .arg("-o")
        .arg(out)
        .output()
        .unwrap()
}

fn read(path: &Path) -> Table {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.deserialize().map(|row| row.unwrap());
    rows.map(|row: BTreeMap<String, String>| (row["unit"].clone(), row)).collect()
}

#[test]
fn value_rank_and_tier_are_the_published_ones() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    // Two countries lack figures, which is an error in the data and stops nothing.
    assert_eq!(run(&out).status.code(), Some(1));
    let (units, expected) = (read(&out.join("data/units.csv")), read(&campaign().join("expected.csv")));
    assert_eq!((units.len(), expected.len()), (195, 193));
    let mut tiers = 0;
    for (code, published) in &expected {
        let unit = &units[code];
        assert_eq!((&unit["score"], &unit["rank"]), (&published["score"], &published["rank"]), "{code}");
        if code != WITHOUT_TIER {
            assert_eq!(unit["band"], published["band"], "{code}");
            tiers += 1;
        }
    }
    assert_eq!(tiers, 192);
    assert_eq!((expected[WITHOUT_TIER]["band"].as_str(), units[WITHOUT_TIER]["band"].as_str()), ("", "Very High"));
    let unranked: BTreeSet<&str> =
        units.iter().filter(|(_, unit)| unit["rank"].is_empty()).map(|(code, _)| code.as_str()).collect();
    assert_eq!(unranked, BTreeSet::from(WITHOUT));
    for code in WITHOUT {
        assert_eq!((units[code]["score"].as_str(), units[code]["band"].as_str()), ("", ""), "{code}");
    }
}

#[test]
fn each_country_without_figures_is_one_finding() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    run(&out);
    let mut reader = csv::Reader::from_path(out.join("data/findings.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    let of: Vec<(&str, &str)> = rows.iter().map(|row| (row["kind"].as_str(), row["unit"].as_str())).collect();
    assert_eq!(of, [("unit-unranked", "MCO"), ("unit-unranked", "PRK")]);
    for part in ["Số năm đi học bình quân", "Tổng thu nhập quốc gia"] {
        assert!(rows[0]["message"].contains(part), "{}", rows[0]["message"]);
    }
    assert!(!rows[0]["message"].contains("Tuổi thọ"), "{}", rows[0]["message"]);
}
