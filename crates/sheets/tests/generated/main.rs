//! Random layouts × random faults: what was not spoiled is read as it is, what was spoiled is right or an error, and
//! every cell is accounted for.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod faults;
mod layout;

use faults::{Fault, Outcome, fault};
use layout::{Column, Layout, Line, layout, text};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use rust_decimal::Decimal;
use scoring::{
    Grid, Node, Place, Points, Problem, Round, RoundId, RoundKind, Rubric, Severity, Unit, UnitId, UnitIndex, Value,
};
use sheets::{Gathered, Limits, Plan, Workbook, gather, interpret, read};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Code, title and maximum; parents have no maximum of their own.
const TREE: [(&str, &str, &str); 22] = [
    ("1", "Công tác chỉ đạo điều hành", ""),
    ("1.1", "Ban hành kế hoạch cải cách hành chính", "0.5"),
    ("1.2", "Thực hiện kế hoạch cải cách hành chính", ""),
    ("1.2.1", "Mức độ hoàn thành nhiệm vụ được giao", "1.5"),
    ("1.2.2", "Sáng kiến trong triển khai", "0.5"),
    ("1.3", "Tuyên truyền cải cách hành chính", "1.5"),
    ("2", "Cải cách thể chế", ""),
    ("2.1", "Rà soát văn bản quy phạm pháp luật", "1"),
    ("2.2", "Xử lý kết quả rà soát", "1"),
    ("3", "Cải cách thủ tục hành chính", ""),
    ("3.1", "Công khai thủ tục hành chính", "1"),
    ("3.2", "Niêm yết tại bộ phận một cửa", "1"),
    ("3.3", "Giải quyết hồ sơ đúng hạn", "1"),
    ("3.4", "Thư xin lỗi khi trễ hạn", "1"),
    ("3.5", "Cơ chế một cửa liên thông", "1"),
    ("3.6", "Dịch vụ công trực tuyến toàn trình", "1"),
    ("3.7", "Dịch vụ công trực tuyến một phần", "1"),
    ("3.8", "Tiếp nhận phản ánh kiến nghị", "1"),
    ("3.9", "Khảo sát sự hài lòng của người dân", "1"),
    ("3.10", "Tiếp nhận hồ sơ qua bưu chính công ích", "1"),
    ("3.11", "Số hóa hồ sơ đã giải quyết", "1"),
    ("3.12", "Thanh toán trực tuyến", "1"),
];

static RUBRIC: LazyLock<Rubric> = LazyLock::new(|| {
    let mut rubric = Rubric::new("generated", "Generated");
    rubric.rounds.push(Round::new("self", "Tự đánh giá", RoundKind::SelfAssessment));
    for (code, title, max) in TREE {
        let max: Option<Points> = (!max.is_empty()).then(|| max.parse().unwrap());
        rubric.push(Node::at(code.matches('.').count() + 1, code, title, max)).unwrap();
    }
    rubric.settle().unwrap();
    rubric
});

/// The true score of each leaf: no two are the same, so that a score in a wrong place shows.
fn truth() -> BTreeMap<&'static str, Decimal> {
    let leaves = TREE.iter().filter(|(_, _, max)| !max.is_empty());
    leaves.enumerate().map(|(at, (code, _, _))| (*code, Decimal::new(3 + 2 * at as i64, 2))).collect()
}

fn lines() -> Vec<Line> {
    let truth = truth();
    let line = |(code, title, max): &(&str, &str, &str)| Line {
        code: Some(text(code)),
        title: Some(text(title)),
        max: (!max.is_empty()).then(|| Value::Number(max.parse().unwrap())),
        score: truth.get(code).map(|score| Value::Number(*score)).or(Some(Value::Number(Decimal::ONE))),
        leaf: if max.is_empty() { String::new() } else { (*code).to_owned() },
    };
    TREE.iter().map(line).collect()
}

fn units() -> Vec<Unit> {
    let unit = |code: &str, name: &str| Unit { code: code.into(), name: name.into(), ..Unit::default() };
    vec![unit("01", "Tường Phù"), unit("02", "Huy Tường")]
}

fn gathered(workbook: &Workbook) -> Gathered {
    let units = units();
    let index = UnitIndex::new(&units);
    let plan = Plan::new(&RUBRIC, &units, &index, RoundId(0), None, &BTreeMap::new());
    let reading = interpret("Tường Phù.xlsx", workbook, &plan);
    gather(&RUBRIC, &units, &[], vec![reading], Vec::new())
}

/// The sheet as delimited text; a line break inside a cell is quoted.
fn delimited(grid: &Grid, mark: char) -> Vec<u8> {
    let mut out = String::new();
    for row in 0..=grid.last_row().unwrap() {
        let last = grid.row(row).map(|(col, _)| col).last().unwrap_or(0);
        let shown = |col| {
            let cell = match grid.get(row, col) {
                Some(Value::Number(number)) => number.to_string().replace('.', ","),
                Some(value) => value.display(),
                None => String::new(),
            };
            if cell.contains(['"', '\n', mark]) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
        };
        out += &(0..=last).map(shown).collect::<Vec<_>>().join(&mark.to_string());
        out.push('\n');
    }
    out.into_bytes()
}

/// Faults at different leaves. Those that go wrong with a code touch a second leaf at most: the one whose code it takes.
fn faults() -> impl Strategy<Value = Vec<(usize, Fault)>> {
    prop::collection::vec((0..18usize, fault()), 0..5).prop_map(|faults| {
        let mut taken = BTreeSet::new();
        faults.into_iter().filter(|(at, _)| taken.insert(*at)).collect()
    })
}

fn about(problem: &Problem, leaf: &str, cells: &[scoring::CellRef]) -> bool {
    let here = matches!(&problem.place, Place::Cell { cell, .. } if cells.iter().any(|at| at.row == cell.row));
    problem.severity == Severity::Error && (problem.code == leaf || here)
}

fn check(layout: &Layout, planted: &[(usize, Fault)], mark: Option<char>) -> Result<(), TestCaseError> {
    let truth = truth();
    let leaves: Vec<&str> = TREE.iter().filter(|(_, _, max)| !max.is_empty()).map(|(code, ..)| *code).collect();
    let mut lines = lines();
    // leaves whose code another row bears by mistake: they may be refused with it
    let mut touched = BTreeSet::new();
    for (at, fault) in planted {
        let leaf = leaves[*at];
        let (_, _, max) = TREE.iter().find(|(code, ..)| *code == leaf).unwrap();
        let other = leaves[(*at + 5) % leaves.len()];
        let row = lines.iter().position(|line| line.leaf == leaf).unwrap();
        fault.plant(&mut lines, row, truth[leaf], max.parse().unwrap(), other);
        match fault {
            Fault::CodeOfAnother => drop(touched.insert(other)),
            Fault::CodeNumber | Fault::CodeDate => {
                touched.extend(leaves.iter().filter(|code| !code.starts_with("1.2.")))
            }
            _ => {}
        }
    }
    let sheet = layout.sheet(&lines, "Tường Phù");
    let workbook = match mark {
        Some(mark) => read(&delimited(&sheet.grid, mark), &Limits::default()),
        None => Workbook { grids: vec![sheet.grid.clone()], ..Workbook::default() },
    };
    let gathered = gathered(&workbook);
    for file in &gathered.files {
        prop_assert!(file.counts.adds_up(), "{:?}", file.counts);
    }
    for (id, node) in RUBRIC.leaves() {
        let leaf = node.code.as_str();
        let found = gathered.facts.score(UnitId(0), RoundId(0), id).map(|entry| entry.value.value());
        let here = planted.iter().find(|(at, _)| leaves[*at] == leaf).map(|(_, fault)| *fault);
        let outcome = match here {
            // one word of a name says less than the place, and the place says less where other rows are spoilt too
            Some(Fault::TitleShort) if planted.len() > 1 => Outcome::Open,
            Some(fault) => fault.outcome(),
            None if touched.contains(leaf) => Outcome::Open,
            None => Outcome::Taken,
        };
        let told = || {
            let cells = sheet.cells.get(leaf).map_or(&[][..], Vec::as_slice);
            gathered.problems.iter().any(|problem| about(problem, leaf, cells))
        };
        let right = Some(truth[leaf]);
        match outcome {
            Outcome::Taken if touched.contains(leaf) => {
                prop_assert!(found == right || found.is_none() && told(), "{leaf} {here:?}: {found:?}")
            }
            Outcome::Taken => prop_assert_eq!(found, right, "{} {:?}: {:?}", leaf, here, gathered.problems),
            Outcome::Refused => {
                prop_assert!(found.is_none() && told(), "{leaf} {here:?}: {found:?} {:?}", gathered.problems)
            }
            Outcome::Open => prop_assert!(
                found == right || found.is_none() && told(),
                "{leaf} {here:?}: {found:?} {:?}",
                gathered.problems
            ),
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_sound_sheet_is_read_in_any_layout(layout in layout(), mark in prop::sample::select(&[None, Some(';'), Some('\t')][..])) {
        check(&layout, &[], mark)?;
    }

    #[test]
    fn what_was_not_spoiled_is_read_and_what_was_is_right_or_an_error(layout in layout(), planted in faults()) {
        check(&layout, &planted, None)?;
    }
}

#[test]
fn the_layouts_differ() {
    // the generator itself: a header in every order, and a score column that moves
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let seen: BTreeSet<u32> =
        (0..50).map(|_| layout().new_tree(&mut runner).unwrap().current().col(Column::Score)).collect();
    assert!(seen.len() >= 5, "{seen:?}");
}
