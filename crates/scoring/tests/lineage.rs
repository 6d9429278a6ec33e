//! Which node is which of another year: added, dropped, renumbered, merged, split, and what can be compared.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "diff/sample.rs"]
mod sample;

use sample::{node, points, rubric, words, year};
use scoring::diff::{Aspect, Summary, comparable, diff, lineage_problems};
use scoring::{Rubric, Severity};

#[test]
fn added_and_dropped_nodes() {
    let old = rubric();
    let new = sample::without("1.2");
    let told = diff(&old, &new);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!((told[0].aspect, told[0].old_code.as_str(), told[0].code.as_str()), (Aspect::Dropped, "1.2", ""));
    let told = diff(&new, &old);
    assert_eq!((told.len(), told[0].aspect, told[0].code.as_str()), (1, Aspect::Added, "1.2"));
    assert!(told[0].new.vi.starts_with("tối đa 2; "), "{told:#?}");
    let summary = Summary::new(&new, &old, &told);
    assert_eq!((summary.added, summary.dropped, summary.unchanged), (1, 0, old.nodes.len() - 1));
    assert_eq!(summary.leaves, (5, 6));
}

#[test]
fn renumbered_nodes_are_found_by_title_and_by_lineage() {
    let old = rubric();
    // A criterion inserted at the front: everything behind it has another number.
    let new = sample::renumbered(false);
    let told: Vec<_> = diff(&old, &new).into_iter().map(|one| (one.old_code, one.code, one.aspect)).collect();
    let moved = |old: &str, new: &str| (old.to_owned(), new.to_owned(), Aspect::Moved);
    let added = (String::new(), "1.1".to_owned(), Aspect::Added);
    assert_eq!(told, [added, moved("1.1", "1.2"), moved("1.2", "1.3"), moved("1.3", "1.4")]);
    // Renamed as well: only lineage can tell, here of all but the last.
    let new = year(sample::renumbered(true), 2023);
    let told: Vec<_> = diff(&old, &new).into_iter().map(|one| (one.old_code, one.code, one.aspect)).collect();
    assert!(told.contains(&("1.1".into(), "1.2".into(), Aspect::Renamed)), "{told:?}");
    assert!(told.contains(&(String::new(), "1.1".into(), Aspect::Added)), "{told:?}");
    assert!(lineage_problems(&new, &old).iter().all(|problem| problem.severity != Severity::Error));
}

#[test]
fn lineage_that_cannot_be() {
    let old = rubric();
    let mut new = year(rubric(), 2023);
    node(&mut new, "1.1").was = vec!["1.9".into()];
    node(&mut new, "1.2").was = vec!["1.3".into()];
    node(&mut new, "2.2").was = vec!["2.1".into()];
    node(&mut new, "2.3").was = vec!["2.1".into()];
    let told: Vec<_> = lineage_problems(&new, &old).into_iter().map(|p| (p.code, p.kind, p.severity)).collect();
    let expected = [
        ("1.1", "lineage-unknown", Severity::Error),
        ("1.2", "lineage-code-in-use", Severity::Warning),
        ("2.2", "lineage-code-in-use", Severity::Warning),
        ("2.3", "lineage-split", Severity::Warning),
    ];
    assert_eq!(told, expected.map(|(code, kind, severity)| (code.to_owned(), kind, severity)));
    // Between two issues of one year `was` speaks of neither.
    assert_eq!(lineage_problems(&year(new, 2022), &old), []);
}

#[test]
fn merged_and_split_nodes_say_so() {
    let old = rubric();
    let mut new = year(sample::without("1.2"), 2023);
    node(&mut new, "1.1").was = vec!["1.1".into(), "1.2".into()];
    let told = diff(&old, &new);
    let dropped = told.iter().find(|one| one.aspect == Aspect::Dropped).unwrap();
    assert_eq!((dropped.code.as_str(), dropped.new.vi.as_str()), ("1.1", "gộp vào 1.1 «Kế hoạch»"));
    let mut new = year(rubric(), 2023);
    node(&mut new, "1.1").was = vec!["1.1".into()];
    node(&mut new, "1.2").was = vec!["1.1".into()];
    let told = diff(&old, &new);
    let added = told.iter().find(|one| one.aspect == Aspect::Added).unwrap();
    assert_eq!((added.old_code.as_str(), added.old.vi.as_str()), ("1.1", "tách từ 1.1 «Kế hoạch»"));
    assert!(told.iter().any(|one| one.aspect == Aspect::Dropped && one.old_code == "1.2"));
}

#[test]
fn what_can_be_compared_across_years() {
    let old = rubric();
    let compare = |change: &dyn Fn(&mut Rubric)| {
        let mut new = rubric();
        change(&mut new);
        new.settle().unwrap();
        let at = |rubric: &Rubric| rubric.find("1.1").unwrap();
        comparable((&old, at(&old)), (&new, at(&new)))
    };
    assert!(compare(&|_| ()));
    assert!(compare(&|new| node(new, "1.1").title = "Khác".into()));
    assert!(!compare(&|new| node(new, "1.1").declared_max = Some(points("2"))));
    assert!(!compare(&|new| drop(words(new, "1.1").branches[0].parts[0].words.pop())));
}
