//! What the fuzz targets share: the rubric that every sheet is read under, and the laws that hold for any bytes.

use scoring::{Node, Points, Round, RoundKind, Rubric, Unit, UnitIndex};
use sheets::{Limits, Plan, Workbook, gather, interpret, table};
use std::collections::BTreeMap;
use std::sync::{LazyLock, Once};

const RUBRIC: &str = include_str!("../../testdata/imports/_base/rubric.csv");

static BASE: LazyLock<(Rubric, Vec<Unit>, UnitIndex)> = LazyLock::new(|| {
    let mut rubric = Rubric::new("fuzz", "Fuzz");
    for (id, title, kind) in [
        ("self", "Tự đánh giá", RoundKind::SelfAssessment),
        ("round1", "Thẩm định bước 1", RoundKind::Appraisal),
        ("round2", "Thẩm định bước 2", RoundKind::Appraisal),
    ] {
        rubric.rounds.push(Round::new(id, title, kind));
    }
    let lines = table("rubric.csv", RUBRIC.as_bytes(), &Limits::default()).expect("a table");
    for row in &lines.rows {
        let max: Points = row[2].0.parse().expect("points");
        let depth = row[0].0.matches('.').count() + 1;
        let leaf = rubric.push(Node::at(depth, &row[0].0, &row[1].0, Some(max))).expect("a tree");
        if row[0].0 == "1.2.1" {
            rubric.ask(leaf, "done", "Số nhiệm vụ hoàn thành");
            rubric.ask(leaf, "planned", "Số nhiệm vụ được giao");
        }
    }
    rubric.settle().expect("a sound tree");
    let unit = |code: &str, name: &str| Unit { code: code.into(), name: name.into(), ..Unit::default() };
    let units = vec![unit("01", "Tường Phù"), unit("02", "Mường Bang"), unit("03", "Huy Thượng")];
    let index = UnitIndex::new(&units);
    (rubric, units, index)
});

/// Our own panics end the run; those of the libraries that we catch are let through. Call it first in each target.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            let ours = panic.location().is_none_or(|place| {
                place.file().contains("crates/sheets") || place.file().contains("crates/scoring")
            });
            if ours {
                eprintln!("{panic}");
                std::process::abort();
            }
        }));
    });
}

/// Whatever was read can be interpreted, and every cell of it is accounted for.
pub fn hold(workbook: &Workbook) {
    let (rubric, units, index) = &*BASE;
    for round in 0..rubric.rounds.len() {
        let plan = Plan::new(rubric, units, index, scoring::RoundId(round), None, &BTreeMap::new());
        let reading = interpret("Tường Phù.xlsx", workbook, &plan);
        let gathered = gather(rubric, units, &[], vec![reading], Vec::new());
        for file in &gathered.files {
            assert!(file.counts.adds_up(), "{:?}", file.counts);
        }
        for problem in &gathered.problems {
            assert!(!problem.message.vi.is_empty() && !problem.message.en.is_empty(), "{}", problem.kind);
        }
    }
}
