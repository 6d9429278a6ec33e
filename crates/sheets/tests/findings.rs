//! Each kind of finding, from sheets written as text; and the law that every cell is accounted for.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use scoring::{CellRef, Choice, Grid, Node, NodeId, Place, Problem, Round, RoundId, RoundKind, Rubric, Severity};
use scoring::{Points, Rule, Unit, UnitId, UnitIndex, Value, rule};
use sheets::{Asked, Gathered, Limits, Plan, Reading, Workbook, data, gather, interpret, read, table};
use std::collections::BTreeMap;

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

/// 1 ▸ 1.1 (max 1, steps of 0,25), 1.2 (max 2: 0, 1 or 2), 1.3 (max 3, from two figures); 3 ▸ 3.1 … 3.10.
fn rubric() -> Rubric {
    let mut rubric = Rubric::new("test", "Test");
    rubric.step = Some("0.25".parse().unwrap());
    for (id, title, kind) in [
        ("self", "Tự đánh giá", RoundKind::SelfAssessment),
        ("round1", "Vòng 1", RoundKind::Appraisal),
        ("round2", "Vòng 2", RoundKind::Appraisal),
    ] {
        rubric.rounds.push(Round::new(id, title, kind));
    }
    rubric.push(Node::domain("1", "Chỉ đạo", None)).unwrap();
    let mut plan = Node::criterion("1.1", "Kế hoạch", Some(points("1")));
    plan.office = "NV".into();
    rubric.push(plan).unwrap();
    let mut report = Node::criterion("1.2", "Báo cáo", Some(points("2")));
    report.choices =
        ["0", "1", "2"].map(|worth| Choice { label: worth.into(), points: points(worth) }).into_iter().collect();
    rubric.push(report).unwrap();
    let mut ratio = Node::criterion("1.3", "Tỷ lệ hoàn thành", Some(points("3")));
    ratio.rule = Rule::Code(rule::Code::new("x", |_, max| Ok(max)));
    ratio.computed = true;
    let ratio = rubric.push(ratio).unwrap();
    rubric.ask(ratio, "done", "Số đã làm");
    rubric.ask(ratio, "planned", "Số phải làm");
    rubric.push(Node::domain("3", "Thủ tục", None)).unwrap();
    rubric.push(Node::criterion("3.1", "Công khai", Some(points("1")))).unwrap();
    rubric.push(Node::criterion("3.10", "Bưu chính", Some(points("1")))).unwrap();
    rubric.settle().unwrap();
    rubric
}

fn units() -> Vec<Unit> {
    let unit = |code: &str, name: &str| Unit { code: code.into(), name: name.into(), ..Unit::default() };
    vec![unit("01", "Tường Phù"), unit("02", "Đá Đỏ")]
}

const HEAD: &str = "STT;Tiêu chí;Điểm tối đa;Điểm tự đánh giá;Minh chứng\n";
/// The rows of a complete sheet, by their code.
const ROWS: [(&str, &str); 9] = [
    ("1", "1;Chỉ đạo;6;5,5;"),
    ("1.1", "1.1;Kế hoạch;1;0,5;QĐ 12"),
    ("1.2", "1.2;Báo cáo;2;2;"),
    ("1.3", "1.3;Tỷ lệ hoàn thành;3;3;"),
    ("done", ";Số đã làm;;8;"),
    ("planned", ";Số phải làm;;10;"),
    ("3", "3;Thủ tục;2;1,25;"),
    ("3.1", "3.1;Công khai;1;1;"),
    ("3.10", "3.10;Bưu chính;1;0,25;"),
];

/// A complete sheet with some rows replaced, or left out by an empty text.
fn sheet(changes: &[(&str, &str)]) -> String {
    let mut text = HEAD.to_owned();
    for (code, row) in ROWS {
        let row = changes.iter().find(|(changed, _)| *changed == code).map_or(row, |(_, row)| row);
        if !row.is_empty() {
            text += &format!("{row}\n");
        }
    }
    text
}

fn reading(path: &str, text: &str, round: usize, office: Option<&str>) -> Reading {
    let (rubric, units) = (rubric(), units());
    let index = UnitIndex::new(&units);
    let plan = Plan::new(&rubric, &units, &index, RoundId(round), office, &BTreeMap::new());
    interpret(path, &read(text.as_bytes(), &Limits::default()), &plan)
}

fn gathered(readings: Vec<Reading>) -> Gathered {
    gather(&rubric(), &units(), &[], readings, Vec::new())
}

fn findings(text: &str) -> Vec<Problem> {
    gathered(vec![reading("Tường Phù.csv", text, 0, None)]).problems
}

fn kinds(problems: &[Problem]) -> Vec<(&'static str, String)> {
    let where_ = |problem: &Problem| match &problem.place {
        Place::Cell { cell, .. } => cell.to_string(),
        _ => problem.code.clone(),
    };
    problems.iter().map(|problem| (problem.kind, where_(problem))).collect()
}

#[track_caller]
fn one(changes: &[(&str, &str)], kind: &str, at: &str) {
    let problems = findings(&sheet(changes));
    let found = problems.iter().find(|problem| problem.kind == kind);
    let found = found.unwrap_or_else(|| panic!("no {kind} in {:?}", kinds(&problems)));
    assert_eq!(kinds(std::slice::from_ref(found))[0].1, at, "{found:#?}");
    assert_eq!(found.unit, "01");
    for text in [&found.message.vi, &found.message.en] {
        assert!(!text.is_empty());
    }
    if let (Place::Cell { .. }, Some(context)) = (&found.place, &found.context) {
        assert!(context.start < context.end && context.end <= context.line.chars().count(), "{context:?}");
    }
    let loud = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    assert!(loud <= 1, "{:?}", kinds(&problems));
}

#[test]
fn a_complete_sheet_has_no_finding() {
    let gathered = gathered(vec![reading("Tường Phù.csv", &sheet(&[]), 0, None)]);
    assert_eq!(kinds(&gathered.problems), []);
    let counts = &gathered.files[0].counts;
    assert_eq!((counts.read, counts.accepted, counts.ignored["parent"]), (9, 7, 2));
    let entry = gathered.facts.score(UnitId(0), RoundId(0), NodeId(1)).unwrap();
    assert_eq!((entry.value, entry.source.cell.to_string().as_str()), (points("0.5"), "D3"));
}

#[test]
fn scores_that_are_not_taken() {
    one(&[("1.1", "1.1;Kế hoạch;1;1,5;")], "score-above-maximum", "D3");
    one(&[("1.1", "1.1;Kế hoạch;1;-0,5;")], "score-negative", "D3");
    one(&[("1.1", "1.1;Kế hoạch;1;0,3;")], "score-off-step", "D3");
    one(&[("1.2", "1.2;Báo cáo;2;0,5;")], "score-not-allowed", "D4");
    one(&[("1.1", "1.1;Kế hoạch;1;Đạt;")], "score-not-a-number", "D3");
    one(&[("1.1", "1.1;Kế hoạch;1;–;")], "score-dash", "D3");
    one(&[("1.1", "1.1;Kế hoạch;1;#REF!;")], "score-error-cell", "D3");
    one(&[("1.1", "1.1;Kế hoạch;1;;")], "score-blank", "D3");
    one(&[("1.1", "")], "criterion-missing", "1.1");
}

#[test]
fn a_finding_reads_like_the_sheet() {
    let problems = findings(&sheet(&[("1.1", "1.1;Kế hoạch;1;1,5;")]));
    let found = problems.iter().find(|problem| problem.kind == "score-above-maximum").unwrap();
    let context = found.context.as_ref().unwrap();
    assert_eq!(context.line, "1.1 │ Kế hoạch │ 1 │ 1,5");
    let marked: String = context.line.chars().skip(context.start).take(context.end - context.start).collect();
    assert_eq!((marked.as_str(), found.found.as_str()), ("1,5", "1,5"));
    assert_eq!(found.message.vi, "điểm cao hơn điểm tối đa: 1,5 > 1");
    assert_eq!(found.help.vi, "sửa ô D3 thành một số từ 0 đến 1");
}

#[test]
fn scores_taken_with_a_warning() {
    one(&[("1.1", "1.1;Kế hoạch;1;0,5/1;")], "score-fraction", "D3");
    one(&[("1.3", "1.3;Tỷ lệ hoàn thành;3;2,12345678;"), ("1", "1;Chỉ đạo;6;;")], "number-rounded", "D5");
    one(&[("1.1", "1.1;Kế hoạch;2;0,5;")], "maximum-differs", "C3");
    one(&[("1", "1;Chỉ đạo;6;5;")], "total-differs", "D2");
    one(&[("3.10", "3.10;Bưu chính;1;0,25;\n;Tổng cộng;8;6,5;")], "total-differs", "D11");
}

#[test]
fn rows_that_can_t_be_told() {
    let ambiguous = findings(&sheet(&[("1.1", "1.1;Báo cáo;1;0,5;"), ("1", "")]));
    assert_eq!(kinds(&ambiguous), [("criterion-missing", "1.1".into()), ("row-ambiguous", "A2".into())]);
    one(&[("3.10", "3.10;Bưu chính;1;0,25;\n3.11;Mới;1;1;")], "unknown-code", "A11");
    one(&[("planned", ";Số phải làm;;10;\n;Lạ;;3;")], "row-unknown", "D8");
    let problems = findings(&sheet(&[("3.1", "1.1;Kế hoạch;1;1;")]));
    assert_eq!(problems.iter().filter(|problem| problem.kind == "code-twice").count(), 2);
}

#[test]
fn figures_are_numbers_from_0_up_in_one_reading() {
    one(&[("done", ";Số đã làm;;-8;")], "figure-negative", "D6");
    one(&[("done", ";Số đã làm;;nhiều;")], "figure-not-a-number", "D6");
    one(&[("done", ";Số đã làm;;1.234;")], "figure-ambiguous", "D6");
    one(&[("done", ";Số đã làm;;8;\n;Số đã làm;;9;")], "figure-twice", "D7");
}

#[test]
fn a_blank_that_a_rule_fills_is_no_finding() {
    let blank = ("1.3", "1.3;Tỷ lệ hoàn thành;3;;");
    let full = gathered(vec![reading("Tường Phù.csv", &sheet(&[blank, ("1", "")]), 0, None)]);
    assert_eq!((kinds(&full.problems), full.files[0].counts.ignored["computed"]), (vec![], 1));
    one(&[blank, ("1", ""), ("done", "")], "figure-missing", "D4");
}

#[test]
fn a_blank_of_an_optional_round_keeps_the_earlier_appraisal() {
    let round = |n: usize, changes: &[(&str, &str)]| {
        let text = sheet(changes).replace("Điểm tự đánh giá", &format!("Điểm thẩm định bước {n}"));
        reading(&format!("{n}/Tường Phù.csv"), &text, n, None)
    };
    let blank = [("1.1", "1.1;Kế hoạch;1;;"), ("1", "")];
    let kept = gathered(vec![round(1, &[]), round(2, &blank)]);
    assert_eq!((kinds(&kept.problems), kept.files[1].counts.ignored["carried"]), (vec![], 1));
    let lost = gathered(vec![round(1, &blank), round(2, &blank)]);
    let found = kinds(&lost.problems);
    assert_eq!(found, [("score-blank", "D2".into()), ("score-blank", "D2".into())]);
}

#[test]
fn a_title_above_the_header_adds_no_columns() {
    for above in ["PHIẾU THẨM ĐỊNH;;;;\n", "HỘI ĐỒNG THẨM ĐỊNH;;Cộng hòa;;\nĐơn vị: Tường Phù;;;;\n"]
    {
        let reading = reading("Tường Phù.csv", &format!("{above}{}", sheet(&[])), 0, None);
        assert_eq!(reading.sheets[0].scores.len(), 5, "{above}");
    }
}

#[test]
fn units_are_known_by_their_exact_name() {
    let labelled = |name: &str| format!("Đơn vị: {name};;;;\n{}", sheet(&[]));
    let first = |path: &str, text: &str| {
        let reading = reading(path, text, 0, None);
        let sheet = &reading.sheets[0];
        assert!(sheet.counts.adds_up());
        (sheet.unit.map(|unit| unit.0), sheet.problems.first().map(|problem| problem.kind), sheet.counts.accepted)
    };
    assert_eq!(first("a.csv", &labelled("UBND xã Đá Đỏ")), (Some(1), None, 7));
    assert_eq!(first("Tường Phù.csv", &labelled("Đá Đỏ")), (Some(1), Some("unit-differs"), 7));
    assert_eq!(first("Tường Phù.csv", &labelled("Đá Đõ A")), (Some(0), Some("unit-name-unknown"), 7));
    assert_eq!(first("a.csv", &labelled("Tường Phủ B")), (None, Some("unknown-unit"), 0));
    assert_eq!(first("self/01_tuong phu_tu cham.csv", &sheet(&[])), (Some(0), None, 7));
}

#[test]
fn headers() {
    let kind = |text: &str| {
        let reading = reading("Đá Đỏ.csv", text, 0, None);
        let sheets = reading.sheets.iter().flat_map(|sheet| &sheet.problems);
        reading.problems.iter().chain(sheets).map(|problem| problem.kind).next()
    };
    assert_eq!(kind("Kính gửi;UBND\n1.1;x\n"), Some("no-header"));
    assert_eq!(kind("STT;Tiêu chí;Điểm thẩm định bước 1\n1.1;Kế hoạch;1\n"), Some("no-score-column"));
    assert_eq!(kind("STT;Tiêu chí;Điểm tự chấm;Tự đánh giá\n1.1;Kế hoạch;1;1\n"), Some("column-twice"));
    let two = "STT;Tiêu chí;Điểm;;Ghi chú\n;;Tối đa;Tự chấm;\n(1);(2);(3);(4);(5)\n";
    assert_eq!(kind(&sheet(&[]).replace(HEAD, two)), None);
    let repeated = sheet(&[("3", &format!("{HEAD}3;Thủ tục;2;1,25;"))]);
    assert_eq!(kind(&repeated), None);
}

#[test]
fn codes_that_excel_changed() {
    let mut grid = Grid::default();
    let rows: Vec<Vec<Value>> = vec![
        ["STT", "Tiêu chí", "Điểm tự chấm"].map(|text| Value::Text(text.into())).to_vec(),
        vec![number("3.1"), Value::Text("Công khai".into()), number("1")],
        vec![number("3.1"), Value::Text("Bưu chính".into()), number("0.25")],
        vec![
            Value::Date(scoring::Date::new(2022, 2, 1), String::new()),
            Value::Text("Báo cáo".into()),
            Value::Uncalculated("A1".into()),
        ],
        vec![number("1.1"), Value::Text("Kế hoạch".into()), Value::Date(scoring::Date::new(2022, 2, 1), String::new())],
    ];
    for (row, cells) in rows.into_iter().enumerate() {
        for (col, value) in cells.into_iter().enumerate() {
            grid.cells.insert(CellRef::new(row as u32, col as u32), value);
        }
    }
    let gathered = gathered(vec![grid_reading(grid)]);
    let found = kinds(&gathered.problems);
    for wanted in [
        ("code-as-number", "A3"),
        ("code-as-date", "A4"),
        ("formula-uncalculated", "C4"),
        ("score-date", "C5"),
        ("criterion-missing", "1.3"),
    ] {
        assert!(found.contains(&(wanted.0, wanted.1.into())), "{wanted:?} in {found:?}");
    }
    assert!(gathered.facts.score(UnitId(0), RoundId(0), NodeId(6)).is_some());
}

fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

fn grid_reading(grid: Grid) -> Reading {
    let (rubric, units) = (rubric(), units());
    let index = UnitIndex::new(&units);
    let plan = Plan::new(&rubric, &units, &index, RoundId(0), None, &BTreeMap::new());
    interpret("Tường Phù.xlsx", &Workbook { grids: vec![grid], ..Workbook::default() }, &plan)
}

#[test]
fn sheets_against_each_other() {
    let (a, b) = (sheet(&[]), sheet(&[("1.1", "1.1;Kế hoạch;1;1;"), ("1", "")]));
    let twice = gathered(vec![reading("b/Tường Phù.csv", &b, 0, None), reading("a/Tường Phù.csv", &a, 0, None)]);
    assert_eq!(twice.problems.iter().filter(|problem| problem.kind == "unit-twice").count(), 2);
    assert!(twice.facts.score(UnitId(0), RoundId(0), NodeId(1)).is_none());
    assert!(twice.files.iter().all(|file| file.counts.adds_up() && file.counts.accepted == 0));

    let same = gathered(vec![reading("b/Tường Phù.csv", &a, 0, None), reading("a/Tường Phù.csv", &a, 0, None)]);
    assert_eq!(kinds(&same.problems), [("sheet-repeated", String::new())]);

    let appraised = a.replace("Điểm tự đánh giá;Minh chứng", "Điểm thẩm định;Điểm tự chấm").replace("0,5;QĐ 12", "1;1");
    let copies =
        gathered(vec![reading("1/Tường Phù.csv", &appraised, 1, None), reading("a/Tường Phù.csv", &a, 0, None)]);
    let copy = copies.problems.iter().find(|problem| problem.kind == "copy-differs").unwrap();
    assert_eq!((copy.place.address().as_str(), copy.severity), ("E3", Severity::Warning));
    assert!(copy.message.vi.contains("a/Tường Phù.csv › D3"), "{}", copy.message.vi);

    let asked = [Asked { round: RoundId(0), office: None }];
    let absent = gather(&rubric(), &units(), &asked, vec![reading("a/Tường Phù.csv", &a, 0, None)], Vec::new());
    assert_eq!((absent.problems[0].kind, absent.problems[0].unit.as_str()), ("unit-without-sheet", "02"));
}

#[test]
fn an_office_reads_its_own_leaves() {
    let text = sheet(&[]).replace("Điểm tự đánh giá", "Điểm thẩm định bước 1");
    let reading = reading("Đá Đỏ.csv", &text, 1, Some("NV"));
    let sheet = &reading.sheets[0];
    assert_eq!((sheet.scores.len(), sheet.counts.ignored["other-office"], sheet.counts.adds_up()), (1, 6, true));
    assert!(sheet.problems.iter().all(|problem| problem.kind == "other-office"));
}

#[test]
fn files_that_are_no_workbooks() {
    let kind = |bytes: &[u8]| read(bytes, &Limits::default()).problems("x.xlsx").first().map(|problem| problem.kind);
    assert_eq!(kind(b""), Some("not-a-workbook"));
    assert_eq!(kind(b"%PDF-1.4"), Some("not-a-workbook"));
    assert_eq!(kind(b"PK\x03\x04broken"), Some("not-a-workbook"));
    assert_eq!(kind(b"\n \n"), Some("workbook-empty"));
    assert_eq!(kind(&[0xd5, 0x20, 0xe2]), Some("text-encoding"));
}

#[test]
fn data_tables_wide_and_long() {
    let (rubric, units) = (rubric(), units());
    let index = UnitIndex::new(&units);
    let wide =
        table("w.csv", "unit,1.3.done,1.3.done2\nTường Phù,8,1\nLạ,9,\n".as_bytes(), &Limits::default()).unwrap();
    let wide = data(&wide, &rubric, &index, None);
    let found: Vec<_> = wide.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!((found, wide.figures.len(), wide.counts.adds_up()), (vec!["column-not-read", "unknown-unit"], 1, true));
    let long =
        table("l.csv", "Đơn vị;Biến;Giá trị\n01;1.3.done;7,5\n02;1.3.x;1\n".as_bytes(), &Limits::default()).unwrap();
    let long = data(&long, &rubric, &index, None);
    assert_eq!((long.figures.len(), long.problems[0].kind, long.counts.flagged), (1, "unknown-figure", 1));
    let both = gather(&rubric, &units, &[], Vec::new(), vec![wide, long]);
    assert!(both.problems.iter().any(|problem| problem.kind == "data-twice"));
    assert!(both.files.iter().all(|file| file.counts.adds_up()));
}

fn cell() -> impl Strategy<Value = Option<Value>> {
    let texts = prop::sample::select(vec![
        "1",
        "1.1",
        "1.2",
        "1.3",
        "3.1",
        "3.10",
        "9.9",
        "Kế hoạch",
        "Báo cáo",
        "Số đã làm",
        "Tổng cộng",
        "Người lập",
        "-",
        "x",
        "0,5",
        "1,5",
        "0.5/1",
        "(1)",
        "Tiêu chí",
        "Điểm tự chấm",
    ]);
    prop_oneof![
        3 => Just(None),
        6 => texts.prop_map(|text| Some(Value::Text(text.into()))),
        3 => (-200i64..500).prop_map(|hundredths| Some(Value::Number(rust_decimal::Decimal::new(hundredths, 2)))),
        1 => Just(Some(Value::Error("#REF!".into()))),
        1 => Just(Some(Value::Uncalculated("A1".into()))),
    ]
}

proptest! {
    /// Whatever stands in a sheet: read = accepted + flagged + ignored, and no filled cell of the score column is lost.
    #[test]
    fn nothing_is_lost(rows in prop::collection::vec(prop::collection::vec(cell(), 5), 0..25)) {
        let mut grid = Grid::default();
        let head = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Số liệu kê khai"];
        for (col, text) in head.into_iter().enumerate() {
            grid.cells.insert(CellRef::new(0, col as u32), Value::Text(text.into()));
        }
        for (row, cells) in rows.into_iter().enumerate() {
            for (col, value) in cells.into_iter().enumerate() {
                if let Some(value) = value {
                    grid.cells.insert(CellRef::new(row as u32 + 1, col as u32), value);
                }
            }
        }
        let filled = grid.cells.keys().filter(|at| at.row > 0 && at.col >= 3).count() as u64;
        let gathered = gathered(vec![grid_reading(grid)]);
        let counts = &gathered.files[0].counts;
        prop_assert!(counts.adds_up(), "{counts:?}");
        prop_assert!(counts.read >= filled, "{counts:?} of {filled}");
        let is_blank = |problem: &&Problem| matches!(problem.kind, "score-blank" | "figure-missing");
        let blank = gathered.problems.iter().filter(is_blank).count() as u64;
        let blank_twice = gathered.problems.iter().filter(|problem| problem.kind == "code-twice").count() as u64;
        prop_assert!(counts.read <= filled + blank + blank_twice + counts.ignored.get("computed").copied().unwrap_or(0));
    }
}
