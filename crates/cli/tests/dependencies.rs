//! The house's fences, held against `cargo metadata`: who may depend on what, and under which licences.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// The one crate that may name a heavy dependency.
const HOMES: [(&str, &str); 14] = [
    ("polars", "stats"),
    ("polars-io", "stats"),
    ("rhai", "rubric"),
    ("calamine", "sheets"),
    ("quick-xml", "sheets"),
    ("cfb", "sheets"),
    ("html5gum", "sheets"),
    ("msoffice-crypto", "sheets"),
    ("rust_xlsxwriter", "report"),
    ("toml", "campaign"),
    ("clap", "cli"),
    ("comfy-table", "cli"),
    ("indicatif", "cli"),
    ("annotate-snippets", "cli"),
];

/// The direction of data: the crates of this workspace that each may depend on.
const DIRECTIONS: [(&str, &[&str]); 7] = [
    ("scoring", &[]),
    ("rubric", &["scoring"]),
    ("sheets", &["scoring"]),
    ("stats", &["scoring"]),
    ("report", &["scoring"]),
    ("campaign", &["scoring", "rubric", "sheets", "stats", "report"]),
    ("cli", &["scoring", "report", "campaign"]),
];

/// Licences that may be linked in. An expression is fine when one of its alternatives is.
const LICENCES: [&str; 11] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "BSL-1.0",
    "0BSD",
    "CC0-1.0",
];

/// Crates under another licence, each with the reason.
const EXCEPTIONS: [(&str, &str); 1] =
    [("smartstring", "MPL-2.0+: weak copyleft by file, unchanged, comes with rhai and has no replacement there")];

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn metadata() -> Value {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The workspace's crates with the names of what each depends on; dev-dependencies only when asked for.
fn members(metadata: &Value, dev: bool) -> BTreeMap<String, BTreeSet<String>> {
    let members: BTreeSet<&str> =
        metadata["workspace_members"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    let packages = metadata["packages"].as_array().unwrap();
    let ours = packages.iter().filter(|package| members.contains(package["id"].as_str().unwrap()));
    ours.map(|package| {
        let needs = package["dependencies"].as_array().unwrap().iter();
        let needs =
            needs.filter(|need| dev || need["kind"].is_null()).map(|need| need["name"].as_str().unwrap().to_owned());
        (package["name"].as_str().unwrap().to_owned(), needs.collect())
    })
    .collect()
}

#[test]
fn heavy_dependencies_stay_at_home() {
    for (member, needs) in members(&metadata(), false) {
        for (dependency, home) in HOMES {
            assert!(member == home || !needs.contains(dependency), "{dependency} belongs to {home}, not to {member}");
        }
    }
    let dev = members(&metadata(), true);
    for (dependency, home) in HOMES.iter().filter(|(dependency, _)| *dependency != "toml") {
        let strangers = dev.iter().filter(|(member, needs)| member.as_str() != *home && needs.contains(*dependency));
        assert_eq!(strangers.count(), 0, "{dependency} belongs to {home}, in tests too");
        assert!(dev[*home].contains(*dependency), "{home} no longer needs {dependency}: take it off the list");
    }
}

#[test]
fn data_flow_one_way() {
    let members = members(&metadata(), true);
    let named: BTreeSet<&str> = DIRECTIONS.iter().map(|(name, _)| *name).collect();
    assert_eq!(members.keys().map(String::as_str).collect::<BTreeSet<_>>(), named);
    for (name, allowed) in DIRECTIONS {
        let siblings: BTreeSet<&str> =
            members[name].iter().map(String::as_str).filter(|need| named.contains(need)).collect();
        assert!(siblings.iter().all(|sibling| allowed.contains(sibling)), "{name} depends on {siblings:?}");
    }
}

#[test]
fn every_licence_is_allowed() {
    let metadata = metadata();
    let resolved: BTreeSet<&str> =
        metadata["resolve"]["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap()).collect();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let mut checked = 0;
    for package in packages.filter(|package| resolved.contains(package["id"].as_str().unwrap())) {
        let (name, licence) = (package["name"].as_str().unwrap(), package["license"].as_str().unwrap_or(""));
        checked += 1;
        assert!(
            allowed(licence) || EXCEPTIONS.iter().any(|(exception, _)| *exception == name),
            "{name} is under «{licence}»"
        );
    }
    assert!(checked > 100, "only {checked} crates were looked at");
}

/// `(A OR B) AND C`: every part that is joined by AND must have an allowed alternative.
fn allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], "");
    !expression.is_empty()
        && expression.split(" AND ").all(|part| {
            part.split(" OR ").any(|one| LICENCES.contains(&one.trim().trim_end_matches(" WITH LLVM-exception")))
        })
}

#[test]
fn only_the_driver_and_the_terminal_touch_files() {
    for name in ["scoring", "rubric", "sheets", "stats", "report"] {
        for file in sources(&root().join("crates").join(name).join("src")) {
            // `CompoundFile::open` opens bytes that are there already
            let text = std::fs::read_to_string(&file).unwrap().replace("CompoundFile::open(Cursor", "");
            for banned in ["std::fs", "fs::read", "File::open", "std::env", "SystemTime", "Instant::now"] {
                // The watch over scripts ends work that takes too long; what it ends is an error and never a score.
                let watch = name == "rubric" && file.ends_with("watch.rs") && banned == "Instant::now";
                assert!(watch || !text.contains(banned), "{} names {banned}", file.display());
            }
        }
    }
}

#[test]
fn files_stay_short_enough_to_know_ones_way() {
    for name in DIRECTIONS.map(|(name, _)| name) {
        for file in sources(&root().join("crates").join(name).join("src")) {
            let text = std::fs::read_to_string(&file).unwrap();
            let table = matches!(file.file_name().unwrap().to_str().unwrap(), "wording.rs" | "vocabulary.rs");
            assert!(table || text.lines().count() <= 500, "{} has {} lines", file.display(), text.lines().count());
            assert!(text.starts_with("//!"), "{} does not say what it is", file.display());
        }
    }
}

fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}
