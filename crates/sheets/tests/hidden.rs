//! Rows, columns and sheets that people don't see, as a format tells them.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use scoring::{CellRef, Grid, Node, NodeId, Round, RoundId, RoundKind, Rubric, Unit, UnitId, UnitIndex, Value};
use sheets::{Gathered, Plan, Workbook, gather, interpret};
use std::collections::BTreeMap;

const ROWS: [[&str; 4]; 4] = [
    ["STT", "Tiêu chí", "Điểm tự chấm", "Ghi chú"],
    ["1", "Chỉ đạo", "", ""],
    ["1.1", "Kế hoạch", "0,5", ""],
    ["1.2", "Báo cáo", "1", ""],
];

fn grid(rows: &[[&str; 4]]) -> Grid {
    let mut grid = Grid { name: "Phiếu".into(), ..Grid::default() };
    for (row, cells) in rows.iter().enumerate() {
        for (col, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            grid.cells.insert(CellRef::new(row as u32, col as u32), Value::Text((*text).into()));
        }
    }
    grid
}

fn read(grids: Vec<Grid>) -> Gathered {
    let mut rubric = Rubric::new("demo", "Demo");
    rubric.rounds.push(Round::new("self", "Tự đánh giá", RoundKind::SelfAssessment));
    rubric.push(Node::domain("1", "Chỉ đạo", None)).unwrap();
    for (code, title) in [("1.1", "Kế hoạch"), ("1.2", "Báo cáo")] {
        rubric.push(Node::criterion(code, title, Some("2".parse().unwrap()))).unwrap();
    }
    rubric.settle().unwrap();
    let units = [Unit { code: "01".into(), name: "Tường Phù".into(), ..Unit::default() }];
    let (index, columns) = (UnitIndex::new(&units), BTreeMap::new());
    let plan = Plan::new(&rubric, &units, &index, RoundId(0), None, &columns);
    let readings = vec![interpret("Tường Phù.xlsx", &Workbook { grids, ..Workbook::default() }, &plan)];
    gather(&rubric, &units, &[], readings, Vec::new())
}

/// Kinds of the findings with their cells, and the scores of 1.1 and 1.2.
fn found(grids: Vec<Grid>) -> (Vec<(&'static str, String)>, [Option<String>; 2]) {
    let gathered = read(grids);
    assert!(gathered.files.iter().all(|file| file.counts.adds_up()), "{:?}", gathered.files);
    let kinds = gathered.problems.iter().filter(|problem| problem.kind != "number-as-text");
    let kinds = kinds.map(|problem| (problem.kind, problem.place.address())).collect();
    let score = |node| {
        let entry = gathered.facts.score(UnitId(0), RoundId(0), NodeId(node))?;
        Some(entry.value.value().normalize().to_string())
    };
    (kinds, [score(1), score(2)])
}

fn both() -> [Option<String>; 2] {
    [Some("0.5".into()), Some("1".into())]
}

#[test]
fn a_hidden_copy_of_a_row_is_left_out() {
    let mut rows = ROWS.to_vec();
    rows.insert(2, ["1.1", "Kế hoạch", "0,25", ""]);
    let seen = found(vec![grid(&rows)]);
    assert_eq!(seen.1, [None, Some("1".into())], "both rows show: neither is taken");
    let hidden = found(vec![Grid { hidden_rows: vec![(2, 2)], ..grid(&rows) }]);
    assert_eq!(hidden, (vec![("hidden-row-ignored", "A3".into())], both()));
}

#[test]
fn a_row_that_is_only_there_hidden_is_taken_with_a_warning() {
    let hidden = found(vec![Grid { hidden_rows: vec![(3, 3)], ..grid(&ROWS) }]);
    assert_eq!(hidden, (vec![("hidden-row", "A4".into())], both()));
}

#[test]
fn a_hidden_column_stands_back() {
    let mut rows = ROWS.to_vec();
    rows[0][3] = "Điểm tự đánh giá";
    rows[2][3] = "0,25";
    let seen = found(vec![grid(&rows)]);
    assert_eq!((seen.0[0].0, seen.1), ("column-twice", [None, None]));
    let behind = found(vec![Grid { hidden_cols: vec![(3, 3)], ..grid(&rows) }]);
    assert_eq!(behind, (vec![("hidden-column-ignored", "D1".into())], both()));
    let alone = found(vec![Grid { hidden_cols: vec![(2, 2)], ..grid(&ROWS) }]);
    assert_eq!(alone, (vec![("hidden-column", "C1".into())], both()));
}

#[test]
fn a_format_that_does_not_tell_gets_one_note() {
    let blind = || Grid { blind: true, ..grid(&ROWS) };
    assert_eq!(found(vec![blind()]), (vec![("hidden-unknown", String::new())], both()));
    let empty = Grid { blind: true, name: "Trang 2".into(), ..Grid::default() };
    assert_eq!(found(vec![blind(), empty]).0.len(), 1);
}

#[test]
fn a_hidden_sheet_is_left_out() {
    let hidden = Grid { hidden: true, name: "Năm ngoái".into(), ..grid(&ROWS) };
    assert_eq!(found(vec![hidden, grid(&ROWS)]), (vec![("hidden-sheet-ignored", String::new())], both()));
}
