//! `docs/rubric-words.md` is what the vocabulary says, and the vocabulary is what the engine knows.
//! `UPDATE_DOCS=1 cargo test --workspace --test reference` writes the page anew.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_reference_of_words_is_true() {
    let path = root().join("docs/rubric-words.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, rubric::reference()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == rubric::reference(), "UPDATE_DOCS=1 cargo test --workspace --test reference");
}

/// Names in quotation marks that follow some text in a source file.
fn named(text: &str, before: &str) -> BTreeSet<String> {
    let after = text.split(before).skip(1);
    after.filter_map(|rest| Some(rest.trim_start().strip_prefix('"')?.split('"').next()?.to_owned())).collect()
}

#[test]
fn every_word_that_the_engine_knows_is_in_the_reference() {
    let reference = rubric::reference();
    let mut known = BTreeSet::new();
    for file in ["header", "tree", "rules", "total"] {
        let path = root().join(format!("crates/rubric/src/words/{file}.rs"));
        let text: String = std::fs::read_to_string(path).unwrap();
        for before in ["engine.register_fn(", "(engine, shared, "] {
            known.extend(named(&text, before));
        }
        // Words made in a loop stand in its list: `("below", …), ("up_to", …)`.
        for list in text.split("\n    for ").skip(1).filter_map(|rest| rest.split("] {\n").next()) {
            known.extend(named(list, "("));
            known.extend(list.contains(" in [\"").then(|| named(list, "[")).into_iter().flatten());
        }
    }
    assert!(known.len() > 50, "{known:?}");
    for word in &known {
        assert!(reference.contains(&format!("`{word}(")), "{word} is not in the vocabulary");
        assert!(rubric::forms(word).next().is_some(), "{word} is not in forms.rs");
    }
    for word in rubric::words() {
        assert!(rubric::forms(word).next().is_some(), "{word} is not in forms.rs");
    }
}
