//! Every slip that can be made with every word, with the structure and at run time, and what an analyst is told about it.
//!
//! The slips are made from the vocabulary: a new word without a sample of its use fails here. What is told stands in
//! `snapshots/`, one file for each word; `docs/rubric-mistakes.*.md` is made from the same.
//! `UPDATE_DOCS=1 cargo test -p rubric --test slips` writes both: read them as the analyst who gets them.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

mod judge;
mod make;
mod others;
mod page;
mod samples;

use judge::Told;
use make::Slip;
use std::collections::BTreeSet;

/// Every slip of every form of a word.
fn slips_of(word: &str) -> Vec<Slip> {
    let forms: Vec<_> = rubric::forms(word).collect();
    assert!(!forms.is_empty(), "{word} has no form");
    forms.into_iter().flat_map(make::slips).collect()
}

#[test]
fn samples_are_right() {
    for word in rubric::words() {
        for form in rubric::forms(word) {
            let script = samples::sample(form).script();
            let problems = rubric::load("s.rhai", &script.text).problems;
            let told: Vec<_> = problems.iter().filter(|problem| judge::counts(problem)).collect();
            assert!(told.is_empty(), "{word}: {}\n{told:#?}", script.statement);
        }
    }
}

#[test]
fn every_slip_with_every_word_is_told() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for word in rubric::words() {
        let slips = slips_of(word);
        assert!(slips.len() >= 8, "{word}: {}", slips.len());
        count += slips.len();
        let told: Vec<Told> = slips.iter().map(|slip| judge::judge(slip, &mut wrong)).collect();
        page::hold(&format!("crates/rubric/tests/slips/snapshots/{word}.txt"), &page::blocks(&told));
    }
    assert!(wrong.is_empty(), "{} of {count} slips\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 1500, "{count}");
}

#[test]
fn every_other_slip_is_told() {
    let mut wrong = Vec::new();
    for (name, slips) in others::all() {
        let told: Vec<Told> = slips.iter().map(|slip| judge::judge(slip, &mut wrong)).collect();
        page::hold(&format!("crates/rubric/tests/slips/snapshots/_{name}.txt"), &page::blocks(&told));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_slip_hides_another_further_down() {
    let mut wrong = BTreeSet::new();
    let alone = others::LATER.map(judge::told_alone);
    let slips: Vec<Slip> = rubric::words().flat_map(slips_of).filter(|slip| slip.harmless.is_none()).collect();
    // Every third, so that all words and all kinds come in.
    for (turn, slip) in slips.iter().step_by(3).enumerate() {
        let turn = turn % others::LATER.len();
        judge::with_another(slip, others::LATER[turn], &alone[turn], &mut wrong);
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_harmless_changes_nothing() {
    for (right, odd) in others::HARMLESS {
        let load = |body: &str| rubric::load("s.rhai", &others::script(body).text);
        let (right, odd) = (load(right), load(odd));
        assert_eq!(odd.problems.len(), right.problems.len(), "{:#?}", odd.problems);
        let nodes = |loaded: rubric::Loaded| -> Vec<_> {
            let nodes = loaded.rubric.unwrap().nodes.into_iter();
            nodes.map(|node| (node.code, node.title, node.max, node.asks)).collect()
        };
        assert_eq!(nodes(odd), nodes(right));
    }
}

#[test]
fn the_page_of_mistakes_is_true() {
    page::hold("docs/rubric-mistakes.vi.md", &page::page(scoring::Lang::Vi));
    page::hold("docs/rubric-mistakes.en.md", &page::page(scoring::Lang::En));
}
