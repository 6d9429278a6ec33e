//! `docs/cli.md` is what the program says of itself. `UPDATE_DOCS=1 cargo test --workspace --test docs` writes it anew.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::Path;
use std::process::Command;

const COMMANDS: [&[&str]; 8] = [
    &[],
    &["run"],
    &["check"],
    &["explain"],
    &["rubric"],
    &["rubric", "check"],
    &["rubric", "show"],
    &["rubric", "diff"],
];

fn help(command: &[&str], lang: &str) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_parindex")).args(command).args(["--help", "--lang", lang]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{command:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.replace("parindex.exe", "parindex").lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_reference_of_commands_is_true() {
    let mut text = String::from("# parindex: các lệnh · commands\n");
    for command in COMMANDS {
        let name = ["parindex"].iter().chain(command).copied().collect::<Vec<_>>().join(" ");
        text.push_str(&format!("\n## {name}\n"));
        for lang in ["vi", "en"] {
            text.push_str(&format!("\n```text\n{}\n```\n", help(command, lang).trim_end()));
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == text, "docs/cli.md is out of date: UPDATE_DOCS=1 cargo test --workspace --test docs");
}
