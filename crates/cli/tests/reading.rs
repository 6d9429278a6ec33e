//! How files are read: by workers that a file may end, with a cache that is never believed, within limits.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").canonicalize().unwrap()
}

/// A whole sheet of a unit.
fn sheet(unit: &str) -> String {
    let text = fs::read_to_string(testdata().join("cases/file-docx/sheets/Bình An.csv")).unwrap();
    text.replace("Bình An", unit)
}

/// A campaign of two units; the first has a sheet.
fn campaign() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let rubric = testdata().join("cases/_rubric/mini.rhai").display().to_string();
    let settings =
        format!("rubric = '{rubric}'\nunits = 'units.csv'\n[[sheets]]\nround = 'round1'\nfiles = 'sheets/*'\n");
    fs::write(folder.path().join("campaign.toml"), settings).unwrap();
    fs::write(folder.path().join("units.csv"), "code,name\n01,Bình An\n02,Hòa Phú\n").unwrap();
    fs::create_dir(folder.path().join("sheets")).unwrap();
    fs::write(folder.path().join("sheets/Bình An.csv"), sheet("Bình An")).unwrap();
    folder
}

fn parindex(cache: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    command.env("PARINDEX_CACHE", cache).args(["--lang", "en"]);
    command
}

/// Kinds of findings with their files.
fn findings(output: &Output) -> Vec<(String, String)> {
    let list: Vec<serde_json::Value> = serde_json::from_slice(&output.stderr).unwrap();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    list.iter().map(|finding| (text(finding, "kind"), text(finding, "file"))).collect()
}

fn check(campaign: &Path, more: &[&str]) -> (Vec<(String, String)>, String) {
    let cache = campaign.join("cache");
    let output = parindex(&cache).arg("check").arg(campaign).args(["--findings", "json"]).args(more).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    (findings(&output), String::from_utf8(output.stdout).unwrap())
}

fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path))
        } else {
            drop(found.insert(path.clone(), fs::read(&path).unwrap()))
        }
    }
    found
}

/// Only Linux has a limit that holds; elsewhere such a file is taken, or too large.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_ends_a_worker_costs_only_itself() {
    let folder = campaign();
    let large = sheet("Hòa Phú") + &";;;;;;;;một ghi chú bên lề\n".repeat(400_000);
    fs::write(folder.path().join("sheets/A lớn.csv"), large).unwrap();
    let (found, counts) = check(folder.path(), &["--limit", "memory=10"]);
    assert_eq!(found[0], ("workbook-crashed".to_owned(), "sheets/A lớn.csv".to_owned()));
    assert!(counts.contains("2 units, 1 ranked"), "{counts}");
    // nothing of that is kept: with more memory the file is read
    let output = parindex(&folder.path().join("cache")).arg("check").arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_is_no_file_is_told_and_never_waited_for() {
    let folder = campaign();
    fs::create_dir(folder.path().join("sheets/Hòa Phú")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("sheets/Hòa Phú/phiếu.csv")).unwrap();
    #[cfg(not(unix))]
    fs::write(folder.path().join("sheets/Hòa Phú/phiếu.csv"), b"").unwrap();
    let (found, _) = check(folder.path(), &[]);
    let kind = if cfg!(unix) { "file-unreadable" } else { "not-a-workbook" };
    assert_eq!(found[0], (kind.to_owned(), "sheets/Hòa Phú/phiếu.csv".to_owned()));
    assert!(found.iter().all(|(kind, _)| kind != "unit-without-sheet"), "its error stands for that: {found:?}");
}

#[test]
fn a_file_over_the_limit_is_not_even_opened() {
    let folder = campaign();
    let file = fs::File::create(folder.path().join("sheets/Hòa Phú.xlsx")).unwrap();
    // sparse: it takes no room
    file.set_len(60_000_000).unwrap();
    let (found, _) = check(folder.path(), &[]);
    assert_eq!(found[0], ("workbook-too-large".to_owned(), "sheets/Hòa Phú.xlsx".to_owned()));
    let (found, _) = check(folder.path(), &["--limit", "file=100"]);
    assert_eq!(found[0], ("not-a-workbook".to_owned(), "sheets/Hòa Phú.xlsx".to_owned()));
}

/// The outputs of the real campaign, whatever the cache is like.
#[test]
fn the_result_is_the_same_whatever_the_cache() {
    let (folder, campaign) = (tempfile::tempdir().unwrap(), testdata().join("phu-yen-2022"));
    let cache = folder.path().join("cache");
    let command = |name: &str, cache: &Path, more: &[&str]| {
        let mut command = parindex(cache);
        command.arg("run").arg(&campaign).arg("-q").arg("-o").arg(folder.path().join(name)).args(more);
        command.stdout(Stdio::null());
        command
    };
    let outputs = |name: &str| {
        let root = folder.path().join(name);
        contents(&root).into_iter().map(|(path, bytes)| (path.strip_prefix(&root).unwrap().to_owned(), bytes)).collect()
    };
    let run = |name: &str, cache: &Path, more: &[&str]| -> BTreeMap<PathBuf, Vec<u8>> {
        assert!(command(name, cache, more).status().unwrap().success(), "{name}");
        outputs(name)
    };
    let plain = run("plain", &cache, &["--no-cache"]);
    assert!(plain.len() > 8 && !cache.exists());
    // two at once fill it
    let both: Vec<_> = ["one", "two"].iter().map(|name| command(name, &cache, &[]).spawn().unwrap()).collect();
    both.into_iter().for_each(|mut child| assert!(child.wait().unwrap().success()));
    assert!(outputs("one") == plain && outputs("two") == plain);
    let entries = contents(&cache.join("grids"));
    assert!(entries.len() > 80, "{}", entries.len());
    assert!(run("warm", &cache, &[]) == plain);
    for (at, (path, bytes)) in entries.iter().enumerate().filter(|(_, (_, bytes))| !bytes.is_empty()) {
        let mut bytes = bytes.clone();
        let place = at * 7919 % bytes.len();
        bytes[place] ^= 1 << (at % 8);
        fs::write(path, bytes).unwrap();
    }
    assert!(run("damaged", &cache, &[]) == plain);
    assert!(contents(&cache.join("grids")) == entries, "damaged entries are made anew, the same");
    // a cache where none can be
    assert!(run("none", &campaign.join("units.csv"), &[]) == plain);
}

#[test]
fn a_worker_ends_with_its_input_and_takes_no_nonsense() {
    for (input, code) in [(&b""[..], 0), (b"nonsense", 2), (b"p\x00", 2)] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .args(["__read", "100000000", "5"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), input).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code), "{input:?}");
    }
}
