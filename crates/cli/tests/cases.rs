//! A folder in `testdata/cases` is a test: a small campaign or rubric, `case.toml`, and what the user reads as `vi.snap`
//! and `en.snap`. A new case needs no Rust. `INSTA_UPDATE=always cargo test --workspace --test cases` writes snapshots.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod laws;

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// No command on so little data may take longer, whatever is in it.
const PATIENCE: Duration = Duration::from_secs(60);

/// `case.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What is special here, in one sentence.
    about: String,
    /// The commands, word by word; `{case}` is the folder and `{out}` a new folder outside of it.
    commands: Vec<Vec<String>>,
    /// The exit code of every command.
    exit: i32,
    /// Every kind of finding that appears, with its severity: `error score-negative`. No other may appear.
    kinds: BTreeSet<String>,
    /// The most memory that the commands may take, in MB; held where the system can hold it.
    memory: Option<u32>,
}

/// What a command came to.
struct Done {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

#[test]
fn every_case_reads_as_its_snapshot_says() {
    let root = root();
    let names = folders(&root);
    assert!(!names.is_empty(), "no case in {}", root.display());
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || {
        while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut wrong = Vec::new();
            let all = catch_unwind(AssertUnwindSafe(|| check(&root, name, &mut wrong)));
            wrong.extend(all.err().map(|panic| said(panic.as_ref())));
            if !wrong.is_empty() {
                failures.lock().unwrap().insert(name.clone(), wrong);
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        workers.into_iter().for_each(|worker| worker.join().unwrap());
    });
    let failures = failures.into_inner().unwrap();
    let list = failures.iter().map(|(name, wrong)| format!("\n{name}:\n  {}", wrong.join("\n  ")));
    assert!(failures.is_empty(), "{} of {} cases fail:{}", failures.len(), names.len(), list.collect::<String>());
}

#[test]
fn no_snapshot_is_stale() {
    let mut stale = Vec::new();
    for (path, _) in laws::contents(&root()) {
        let in_case = path.matches('/').count() == 1 && !path.starts_with('_');
        let known = in_case && (path.ends_with("/vi.snap") || path.ends_with("/en.snap"));
        let folder = root().join(path.split('/').next().unwrap());
        if path.contains(".snap") && !(known && folder.join("case.toml").is_file()) {
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "snapshots without a case: {stale:?}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases").canonicalize().unwrap()
}

/// Every folder is a case, but for those that cases share, which begin with `_`.
fn folders(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap());
    let mut names: Vec<String> = folders.filter(|name| !name.starts_with('_')).collect();
    names.sort();
    names
}

fn check(root: &Path, name: &str, wrong: &mut Vec<String>) {
    let folder = root.join(name);
    let text = std::fs::read_to_string(folder.join("case.toml")).unwrap();
    let case: Case = toml::from_str(&text).unwrap();
    if case.about.trim().is_empty() || case.commands.is_empty() {
        wrong.push("case.toml needs `about` and `commands`".into());
    }
    let before = laws::contents(&folder);
    let temporary = tempfile::tempdir().unwrap();
    let spoken = ["vi", "en"].map(|lang| (lang, speak(root, name, &case, lang, &temporary.path().join(lang), wrong)));
    let [vi, en] = ["vi", "en"].map(|lang| laws::contents(&temporary.path().join(lang)));
    if vi != en {
        wrong.push("--lang changes what is written to files".into());
    }
    kinds(root, name, &case, &temporary.path().join("json"), wrong);
    if laws::contents(&folder) != before {
        wrong.push("the folder of the case was written to".into());
    }
    for (lang, text) in spoken {
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(&case.about);
        let compare = || settings.bind(|| insta::assert_snapshot!(lang, text));
        if catch_unwind(AssertUnwindSafe(compare)).is_err() {
            wrong.push(format!("{lang}.snap differs"));
        }
    }
}

/// What is printed, without the hash of the rubric behind its version: a changed comment shall not change all snapshots.
fn without_hash(printed: &str) -> String {
    let is_hash = |word: &str| word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = printed.split(" · ").collect();
    let hidden = parts.iter().map(|part| match part.get(..12).filter(|head| is_hash(head)) {
        Some(head) => part.replacen(head, "[hash]", 1),
        None => (*part).to_owned(),
    });
    hidden.collect::<Vec<_>>().join(" · ")
}

/// Everything that the commands of a case print in a language.
fn speak(root: &Path, name: &str, case: &Case, lang: &str, out: &Path, wrong: &mut Vec<String>) -> String {
    let mut text = String::new();
    for (at, command) in case.commands.iter().enumerate() {
        let out = out.join(at.to_string());
        let done = run(root, name, case, command, &["--lang", lang], &out.join("out"));
        wrong.extend((done.code != Some(case.exit)).then(|| format!("{lang}: exit code {:?}", done.code)));
        let code = done.code.map_or_else(|| "none".to_owned(), |code| code.to_string());
        let typed: Vec<String> = command.iter().map(|word| word.replace("{case}", name)).collect();
        text += &format!("$ parindex {} --lang {lang}\nexit code {code}\n", typed.join(" ").replace("{out}", "OUT"));
        for (title, printed) in [("stdout", &done.stdout), ("stderr", &done.stderr)] {
            let printed = without_hash(printed).replace(&out.join("out").display().to_string(), "OUT");
            text += &format!("─── {title} ───\n{}\n", printed.trim_end());
            let bad = ["panic", "RUST_BACKTRACE", "unwrap"].iter().find(|word| printed.contains(**word));
            wrong.extend(bad.map(|word| format!("{lang}: {title} speaks of “{word}”")));
        }
        wrong.extend(laws::of_outputs(&out));
    }
    text
}

/// The kinds of findings against those that the case names, and the findings against what is written.
fn kinds(root: &Path, name: &str, case: &Case, out: &Path, wrong: &mut Vec<String>) {
    let mut found = BTreeSet::new();
    for (at, command) in case.commands.iter().enumerate() {
        let out = out.join(at.to_string());
        let done = run(root, name, case, command, &["--findings", "json"], &out.join("out"));
        let findings: Vec<serde_json::Value> = match serde_json::from_str(&done.stderr) {
            Ok(findings) => findings,
            Err(error) => return wrong.push(format!("--findings json prints no array: {error}\n{}", done.stderr)),
        };
        wrong.extend(laws::of_findings(&findings, &out));
        let kind = |finding: &serde_json::Value| {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            format!("{} {}", text("severity"), text("kind"))
        };
        found.extend(findings.iter().map(kind));
    }
    let missing: Vec<&String> = case.kinds.difference(&found).collect();
    let surplus: Vec<&String> = found.difference(&case.kinds).collect();
    if !missing.is_empty() || !surplus.is_empty() {
        wrong.push(format!("kinds of findings: missing {missing:?}, not named {surplus:?}"));
    }
}

/// Runs one command in `testdata/cases`, so that every path it prints is relative.
///
/// The first language fills a cache of the case, the others read from it: their results are the same.
fn run(root: &Path, name: &str, case: &Case, words: &[String], more: &[&str], out: &Path) -> Done {
    let folder = out.parent().unwrap();
    let cache = folder.ancestors().nth(2).unwrap().join("cache");
    std::fs::create_dir_all(folder).unwrap();
    let printed = tempfile::tempdir().unwrap();
    let paths = ["stdout", "stderr"].map(|name| printed.path().join(name));
    let words = words.iter().map(|word| word.replace("{case}", name).replace("{out}", &out.display().to_string()));
    let mut child = program(case.memory)
        .args(words)
        .args(more)
        .current_dir(root)
        .env("PARINDEX_CACHE", cache)
        .stdin(Stdio::null())
        .stdout(File::create(&paths[0]).unwrap())
        .stderr(File::create(&paths[1]).unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break Some(status),
            None if start.elapsed() > PATIENCE => {
                child.kill().unwrap();
                child.wait().unwrap();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let [stdout, stderr] = paths.map(|path| String::from_utf8(std::fs::read(path).unwrap()).unwrap());
    Done { code: status.and_then(|status| status.code()), stdout, stderr }
}

/// The program, under a limit of memory where the system has one.
fn program(memory: Option<u32>) -> Command {
    let path = env!("CARGO_BIN_EXE_parindex");
    match memory {
        Some(megabytes) if cfg!(target_os = "linux") => {
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(format!("ulimit -v {}; exec \"$0\" \"$@\"", u64::from(megabytes) * 1024)).arg(path);
            shell
        }
        _ => Command::new(path),
    }
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}
