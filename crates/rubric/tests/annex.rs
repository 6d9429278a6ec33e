//! Annexes as they are issued, and what is drafted from them.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]
use rubric::{Drafted, draft_annex};
use scoring::{CellRef, Grid, Lang, Merge, Rubric, Severity, Value};

/// A grid from rows of cells; numbers become number cells, empty texts blank ones.
fn grid(rows: &[Vec<&str>]) -> Grid {
    let mut grid = Grid { name: "Phụ lục".into(), ..Grid::default() };
    for (row, cells) in rows.iter().enumerate() {
        for (col, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let value = match text.parse() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text((*text).to_owned()),
            };
            grid.cells.insert(CellRef::new(u32::try_from(row).unwrap(), u32::try_from(col).unwrap()), value);
        }
    }
    grid
}

fn merge(grid: &mut Grid, first: (u32, u32), last: (u32, u32)) {
    grid.merges.push(Merge { first: CellRef::new(first.0, first.1), last: CellRef::new(last.0, last.1) });
}

fn loaded(drafted: &Drafted) -> Rubric {
    let loaded = rubric::load("nhap.rhai", &drafted.script);
    let errors: Vec<_> = loaded.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{}", drafted.script);
    loaded.rubric.unwrap()
}

fn found(drafted: &Drafted) -> Vec<String> {
    let line = |problem: &scoring::Problem| format!("{} {}", problem.place.address(), problem.kind);
    drafted.problems.iter().map(line).collect()
}

/// Roman domains, criteria numbered anew in each, guides in one cell and in rows of their own, an office merged down.
fn roman() -> Grid {
    let mut grid = grid(&[
        vec!["PHỤ LỤC"],
        vec!["BỘ TIÊU CHÍ CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM 2024"],
        vec!["(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/02/2024)"],
        vec!["STT", "Lĩnh vực, tiêu chí", "Điểm tối đa", "Cách chấm", "Tài liệu kiểm chứng", "Cơ quan thẩm định"],
        vec!["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        vec!["I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "4,5"],
        vec!["1", "Kế hoạch cải cách hành chính", "3", "", "", "Phòng Nội vụ"],
        vec![
            "1.1",
            "Ban hành kế hoạch",
            "1",
            "Đúng hạn: 1 điểm\nMuộn: 0,5 điểm\nKhông ban hành: 0 điểm",
            "Kế hoạch \"năm\"",
            "",
        ],
        vec![
            "1.2",
            "Mức độ hoàn thành kế hoạch",
            "2",
            "a là tổng số nhiệm vụ; b là số nhiệm vụ hoàn thành",
            "Báo cáo",
            "",
        ],
        vec!["", "", "", "Từ 80% trở lên: (b/a) × điểm tối đa", "", ""],
        vec!["", "", "", "Dưới 80%: 0 điểm", "", ""],
        vec!["2", "Báo cáo định kỳ", "1.5", "", "Báo cáo", "Văn phòng HĐND - UBND"],
        vec!["", "- Mỗi báo cáo chậm trừ 0,25 điểm"],
        vec!["II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "5.5"],
        vec!["1", "Niêm yết thủ tục hành chính", "1", "", "Ảnh chụp", "Phòng Tư pháp"],
        vec!["", "- Đầy đủ", "1"],
        vec!["", "- Chưa đầy đủ", "0.5"],
        vec!["", "- Không niêm yết", "0"],
        vec!["2", "Giải quyết hồ sơ", "4.5", "", "", "Phòng Tư pháp"],
        vec![
            "a)",
            "Tỷ lệ hồ sơ đúng hạn",
            "2.5",
            "Từ 95% trở lên: 2,5 điểm; từ 80% đến dưới 95%: 1 điểm; dưới 80%: 0 điểm",
        ],
        vec!["b)", "Xin lỗi khi quá hạn", "2", "Theo hướng dẫn của Sở Nội vụ, tối đa 2 điểm"],
        vec!["", "TỔNG CỘNG", "10"],
        vec!["", "Ghi chú: các đơn vị gửi về Phòng Nội vụ"],
    ]);
    merge(&mut grid, (6, 5), (10, 5));
    merge(&mut grid, (8, 0), (10, 0));
    merge(&mut grid, (8, 1), (10, 1));
    grid
}

#[test]
fn an_annex_with_roman_domains() {
    let drafted = draft_annex(&[roman()], "phu luc/Bộ tiêu chí 2024.xlsx");
    let rubric = loaded(&drafted);
    assert_eq!(rubric.id, "bo-tieu-chi-2024");
    assert_eq!(rubric.year, Some(2024));
    assert_eq!(rubric.source, "Kèm theo Quyết định số 12/QĐ-UBND ngày 05/02/2024");
    assert_eq!(rubric.max().to_string(), "10");
    let codes: Vec<&str> = rubric.all().map(|(_, node)| node.code.as_str()).collect();
    assert_eq!(codes, ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1", "2.2", "2.2.1", "2.2.2"]);
    let node = |code: &str| rubric.all().map(|(_, node)| node).find(|node| node.code == code).unwrap();
    assert_eq!(node("1.1.1").office, "NV");
    assert_eq!(node("1.1.1").evidence, "Kế hoạch \"năm\"");
    assert_eq!(node("1.2").office, "VPHU");
    assert_eq!(node("2.1").choices.len(), 3);
    assert_eq!(node("1.1.2").asks, ["b", "a"]);
    assert!(!node("2.2.2").rule.is_computable());
    assert_eq!((drafted.understood, drafted.kept_as_text), (5, 1), "{}", drafted.script);
    assert_eq!(found(&drafted), ["B23 annex-row"], "{:#?}", drafted.problems);
    for line in [
        "// cách chấm: a là tổng số nhiệm vụ; b là số nhiệm vụ hoàn thành",
        "    .ask(\"b\", \"Số nhiệm vụ hoàn thành\").ask(\"a\", \"Tổng số nhiệm vụ\")",
        "    .percent(\"b\", \"a\").below(80, 0).otherwise_in_proportion()",
        "    .figure(\"count\").minus_each(0.25)",
        "    .choice(\"Đầy đủ\", 1).choice(\"Chưa đầy đủ\", 0.5).choice(\"Không niêm yết\", 0);",
        "// chưa chuyển thành quy tắc: Theo hướng dẫn của Sở Nội vụ, tối đa 2 điểm",
    ] {
        assert!(drafted.script.lines().any(|found| found == line), "{line}\n{}", drafted.script);
    }
}

#[test]
fn codes_without_roman_numerals_and_number_cells() {
    let mut rows = vec![vec!["TT", "Nội dung", "Điểm tối đa", "Thang điểm"], vec!["1", "Chỉ đạo", "5.5"]];
    let titles: Vec<String> = (1..=11).map(|number| format!("Tiêu chí {number}")).collect();
    let codes = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.1", "1.11"];
    for (code, title) in codes.iter().zip(&titles) {
        rows.push(vec![code, title, "0,5 điểm", "Có: 0,5 điểm; Không: 0 điểm"]);
    }
    let drafted = draft_annex(&[grid(&rows)], "a.xlsx");
    let rubric = loaded(&drafted);
    assert_eq!(rubric.leaves().count(), 11);
    assert_eq!(rubric.all().nth(10).unwrap().1.code, "1.10");
    assert_eq!(drafted.understood, 11);
    assert_eq!(found(&drafted), ["A12 annex-code"]);
}

#[test]
fn what_contradicts_itself_is_told_with_its_cell() {
    let rows = [
        vec!["STT", "Tiêu chí", "Điểm tối đa", "Hướng dẫn chấm", "Ghi chú"],
        vec!["I", "Chỉ đạo", "3"],
        vec!["1", "Kế hoạch", "1", "Từ 95% trở lên: 1 điểm; dưới 90%: 0 điểm"],
        vec!["2", "Báo cáo", "1", "Đúng hạn: 2 điểm; muộn: 0 điểm"],
        vec!["2", "Báo cáo quý", "1"],
        vec!["3.1", "Không có mục cha", "1"],
        vec!["3", "Chưa có điểm", "một"],
        vec!["", "Tổng", "4"],
    ];
    let drafted = draft_annex(&[grid(&rows)], "a.xlsx");
    let mut found = found(&drafted);
    found.sort();
    assert_eq!(
        found,
        [
            "A5 annex-code",
            "A6 annex-code",
            "C7 annex-maximum",
            "C7 annex-maximum",
            "C8 annex-sum",
            "D3 annex-rule",
            "D4 annex-rule",
            "E1 annex-column",
        ]
    );
    assert!(drafted.script.contains("// chưa chuyển thành quy tắc: Từ 95% trở lên"));
}

#[test]
fn sums_that_differ_are_kept_and_reported_by_both() {
    let rows = [vec!["STT", "Tiêu chí", "Điểm tối đa"], vec!["1", "Chỉ đạo", "10.05"], vec!["1.1", "Kế hoạch", "10.5"]];
    let drafted = draft_annex(&[grid(&rows)], "a.xlsx");
    assert_eq!(found(&drafted), ["C2 annex-sum"]);
    assert!(drafted.script.contains("domain(\"1\", \"Chỉ đạo\", 10.05)"));
    assert!(rubric::load("a.rhai", &drafted.script).problems.iter().any(|problem| problem.kind == "rubric-sum"));
}

#[test]
fn a_sheet_that_is_no_annex() {
    let drafted = draft_annex(&[grid(&[vec!["Họ tên", "Ngày sinh"], vec!["A", "1990"]])], "a.xlsx");
    assert!(drafted.script.is_empty());
    assert_eq!(found(&drafted), [" annex-header"]);
    assert!(draft_annex(&[], "a.xlsx").script.is_empty());
}

/// The rubric as `rubric show` renders it.
fn rendered(rubric: &Rubric) -> Grid {
    let heading = [
        "Mã",
        "Loại mục",
        "Nội dung",
        "Điểm tối đa",
        "Cơ quan thẩm định",
        "Tài liệu kiểm chứng",
        "Cách tính điểm",
        "Số liệu kê khai",
        "Mức điểm",
        "Máy tính điểm",
    ];
    let mut rows: Vec<Vec<String>> = vec![
        vec![rubric.title.clone()],
        vec![format!("({})", rubric.source)],
        heading.iter().map(|text| (*text).to_owned()).collect(),
    ];
    for (id, node) in rubric.all() {
        let office = rubric.offices.iter().find(|office| office.id == node.office).map(|office| office.title.clone());
        let figures = node.figures.iter().map(|id| &rubric.figures[id.0]);
        let figures: Vec<String> = figures.map(|figure| format!("{}: {}", figure.name, figure.label)).collect();
        let choice = |choice: &scoring::Choice| format!("{}: {}", choice.label, Lang::Vi.number(choice.points.value()));
        let choices: Vec<String> = node.choices.iter().map(choice).collect();
        rows.push(vec![
            node.code.clone(),
            rubric.levels[node.depth].title.vi.clone(),
            node.title.clone(),
            node.max.value().normalize().to_string(),
            office.unwrap_or_default(),
            node.evidence.clone(),
            rubric.explain_rule(id).vi.clone(),
            figures.join("\n"),
            choices.join("\n"),
            if node.computed { "có".into() } else { String::new() },
        ]);
    }
    rows.push(vec!["".into(), "".into(), "Tổng".into(), rubric.max().value().normalize().to_string()]);
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    grid(&rows)
}

#[test]
fn a_rubric_comes_back_from_its_own_table() {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../rubrics/phu-yen-2022.rhai")).unwrap();
    let first = rubric::load("phu-yen-2022.rhai", &text).rubric.unwrap();
    let table = rendered(&first);
    let drafted = draft_annex(&[table], "phu-yen-2022.xlsx");
    let second = loaded(&drafted);
    assert_eq!(found(&drafted), [""; 0], "{:#?}", drafted.problems);
    assert_eq!(second.id, first.id);
    assert_eq!((&second.title, &second.source), (&first.title, &first.source));
    let office = |rubric: &Rubric, id: &str| {
        rubric.offices.iter().find(|office| office.id == id).map(|office| office.title.clone())
    };
    let mut code = 0;
    for ((one, before), (two, after)) in first.all().zip(second.all()) {
        assert_eq!((&before.code, &before.title, before.max), (&after.code, &after.title, after.max));
        assert_eq!(office(&first, &before.office), office(&second, &after.office), "{}", before.code);
        assert_eq!((&before.evidence, &before.choices), (&after.evidence, &after.choices));
        if matches!(before.rule, scoring::Rule::Code(_)) {
            code += 1;
            assert!(!after.rule.is_computable());
            continue;
        }
        assert_eq!(first.explain_rule(one), second.explain_rule(two), "{}", before.code);
        assert_eq!((&before.asks, before.computed), (&after.asks, after.computed), "{}", before.code);
    }
    assert_eq!(first.all().count(), second.all().count());
    assert_eq!(drafted.kept_as_text, code);
}

/// Whatever comes back as a rule is the rule that went out; the rest stays text.
#[test]
fn no_rule_comes_back_as_another() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rubrics/cases");
    let (mut same, mut text) = (0, 0);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "rhai")) {
        let Some(first) = rubric::load("a.rhai", &std::fs::read_to_string(file).unwrap()).rubric else { continue };
        let drafted = draft_annex(&[rendered(&first)], "a.xlsx");
        let second = loaded(&drafted);
        let back = |code: &str| second.all().find(|(_, node)| node.code == code);
        for (one, node) in first.leaves().filter(|(_, node)| node.rule.is_computable()) {
            let (two, after) = back(&node.code).unwrap();
            if after.rule.is_computable() {
                assert_eq!(first.explain_rule(one), second.explain_rule(two), "{} {}", file.display(), node.code);
                assert_eq!(node.asks, after.asks);
                same += 1;
            } else {
                text += 1;
            }
        }
    }
    assert!(same > 10, "{same} came back, {text} stayed text");
}
