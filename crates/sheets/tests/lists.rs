//! Lists as people keep them: workbooks with titles above the header, as spreadsheets save a CSV again, with dates,
//! percentages and codes that lost their zeros.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use scoring::{
    CellRef, Date, Grid, Look, Merge, Node, Problem, Round, RoundKind, Rubric, Severity, Unit, UnitId, UnitIndex, Value,
};
use sheets::{Heading, Limits, Named, RawTable, Unnamed, Workbook, data, table, table_of};

fn csv(text: &str) -> RawTable {
    table("list.csv", text.as_bytes(), &Limits::default()).unwrap()
}

/// A sheet of these rows; numbers are number cells, `2022-12-10` a date cell.
fn sheet(rows: &[&[&str]]) -> Grid {
    let value = |text: &str| match (text.parse(), Date::parse(text)) {
        (Ok(number), _) => Value::Number(number),
        (_, Some(day)) => Value::Date(Some(day), String::new()),
        _ => Value::Text(text.to_owned()),
    };
    let mut grid = Grid { name: "Danh sách".into(), ..Grid::default() };
    for (row, cells) in rows.iter().enumerate() {
        for (col, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            grid.cells.insert(CellRef::new(row as u32, col as u32), value(text));
        }
    }
    grid
}

fn book(grids: Vec<Grid>) -> RawTable {
    table_of("list.xlsx", &Workbook { grids, ..Workbook::default() }).unwrap()
}

fn texts(table: &RawTable) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.iter().map(|(text, _)| text.as_str()).collect()).collect()
}

fn kinds(problems: &[Problem]) -> Vec<(Severity, &str)> {
    problems.iter().map(|problem| (problem.severity, problem.kind)).collect()
}

fn units() -> Vec<Unit> {
    let unit = |(code, name): (&str, &str)| Unit { code: code.into(), name: name.into(), ..Unit::default() };
    [("01", "Tường Phù"), ("02", "Huy Thượng"), ("10", "Đá Đỏ")].map(unit).to_vec()
}

#[test]
fn the_header_is_found_below_titles_whatever_its_spelling() {
    let title = "DANH SÁCH ĐƠN VỊ";
    for header in [
        ["STT", "Mã đơn vị", "Tên đơn vị", "Nhóm"],
        ["stt", "MA", "TEN DON VI", "nhom"],
        ["TT", "Mã số", "Xã, phường", "Nhóm đơn vị"],
    ] {
        let mut grid = sheet(&[
            &[title],
            &["Năm 2022"],
            &[],
            &header,
            &["(1)", "(2)", "(3)", "(4)"],
            &["1", "01a", "Tường Phù", "I"],
        ]);
        grid.merges.push(Merge { first: CellRef::new(0, 0), last: CellRef::new(0, 3) });
        let table = book(vec![grid]);
        assert_eq!(table.columns[0].1, CellRef::new(3, 0));
        assert_eq!(texts(&table), [["1", "01a", "Tường Phù", "I"]]);
        let found = [Heading::Code, Heading::Name, Heading::Group].map(|heading| table.column(heading));
        assert_eq!(found, [Some(1), Some(2), Some(3)]);
        assert_eq!(table.column(Heading::Score), None);
        assert!(table.problems.is_empty(), "{:?}", table.problems);
    }
}

#[test]
fn the_first_visible_sheet_with_a_header_counts() {
    let hidden = Grid { hidden: true, ..sheet(&[&["code", "name"], &["99", "cũ"]]) };
    let guide = sheet(&[&["Hướng dẫn điền danh sách"], &["Mỗi đơn vị một dòng"]]);
    let list = sheet(&[&["code", "name"], &["01", "Tường Phù"]]);
    let table = book(vec![hidden, guide.clone(), list]);
    assert_eq!(texts(&table), [["1", "Tường Phù"]]);
    // without any header the first row is shown as one, so that what is missing can be said
    assert_eq!(book(vec![guide]).columns[0].0, "Hướng dẫn điền danh sách");
}

#[test]
fn a_csv_saved_again_by_a_spreadsheet_names_the_same_units() {
    let units = units();
    let index = UnitIndex::new(&units);
    for text in ["unit;date\n1;10/12/2022\n2;\n10;\n", "unit,date\n01,10/12/2022\n02,\n10,\n"] {
        let table = csv(text);
        let mut named = Named::new(&table, &index);
        let found: Vec<_> = table.rows.iter().map(|row| named.find(row, 0).unwrap()).collect();
        assert_eq!(found, [UnitId(0), UnitId(1), UnitId(2)]);
        let note = named.finish();
        assert_eq!(note.is_some(), text.contains(';'));
        if let Some(note) = note {
            assert_eq!(
                (note.severity, note.kind, note.place.address()),
                (Severity::Note, "code-zero-lost", "A2".into())
            );
            assert!(note.message.vi.contains("A2, A3"), "{}", note.message.vi);
        }
    }
    // the list itself lost its zeros, and other files kept them
    let bare = [Unit { code: "1".into(), name: "Tường Phù".into(), ..Unit::default() }];
    let (index, table) = (UnitIndex::new(&bare), csv("unit,score\n01,80\n001,80\n11,80\n"));
    let mut named = Named::new(&table, &index);
    let found: Vec<_> = table.rows.iter().map(|row| named.find(row, 0)).collect();
    assert_eq!(found, [Ok(UnitId(0)), Ok(UnitId(0)), Err(Unnamed::Nobody)]);
}

#[test]
fn a_number_that_is_the_code_of_two_units_is_neither() {
    let units = ["1", "01", "A"].map(|code| Unit { code: code.into(), name: format!("Xã {code}"), ..Unit::default() });
    let (index, table) = (UnitIndex::new(&units), csv("unit,score\n1,80\n01,80\na,80\n"));
    let mut named = Named::new(&table, &index);
    let found: Vec<_> = table.rows.iter().map(|row| named.find(row, 0)).collect();
    let [Err(Unnamed::Several(problem)), Ok(UnitId(1)), Ok(UnitId(2))] = &found[..] else { panic!("{found:?}") };
    assert_eq!((problem.kind, problem.place.address()), ("code-ambiguous", "A2".into()));
    assert_eq!(named.finish(), None);
}

#[test]
fn days_in_every_way_of_writing() {
    let table = book(vec![sheet(&[
        &["Đơn vị", "Ngày nhận"],
        &["01", "2022-12-10"],
        &["01", "10/12/2022"],
        &["01", "10.12.2022 08:30"],
        &["01", "2022-12-10T08:30:00"],
        &["01", "ngày 10 tháng 12 năm 2022"],
        &["01", "44905"],
        &["01", "44905.35"],
        &["01", "12/25/2022"],
        &["01", "10/12"],
        &["01", "sớm"],
        &["01", "2022"],
    ])]);
    let at = table.column(Heading::Date).unwrap();
    let days: Vec<_> = table.rows.iter().map(|row| table.day(&row[at])).collect();
    let day = Date::new(2022, 12, 10).unwrap();
    let (sure, doubtful) = (Some((day, false)), Some((day, true)));
    assert_eq!(days, [sure, sure, sure, sure, sure, doubtful, doubtful, None, None, None, None]);
}

#[test]
fn numbers_as_cells_and_as_text() {
    let mut grid =
        sheet(&[&["Đơn vị", "Điểm"], &["a", "62.879"], &["b", "62,879"], &["c", "82,5"], &["d", "0.825"], &["e", "x"]]);
    grid.looks.insert(CellRef::new(4, 1), Look::Percent);
    let table = book(vec![grid]);
    let numbers: Vec<_> = table.rows.iter().map(|row| table.number(&row[1]).map(|number| number.to_string())).collect();
    // 62,879 may be 62879 too; a percentage is no score
    assert_eq!(numbers, [Some("62.879".into()), None, Some("82.5".into()), None, None]);
    assert_eq!(table.rows[3][1].0, "82.5%");
}

#[test]
fn what_is_odd_about_a_table_is_told() {
    let twice = csv("code,name,Tên,name\n01,a,b,c\n");
    assert_eq!(kinds(&twice.problems), [(Severity::Warning, "header-twice")]);
    assert_eq!(twice.problems[0].place.address(), "D1");
    assert_eq!(kinds(&csv("code,name\n").problems), [(Severity::Warning, "table-empty")]);
    let mut grid = sheet(&[&["code", "name"], &["01", "a"], &["02", "b"]]);
    grid.hidden_rows.push((2, 2));
    let table = book(vec![grid]);
    assert_eq!((kinds(&table.problems), table.rows.len()), (vec![(Severity::Warning, "hidden-rows-read")], 2));
    let wide = csv("code,name,score\n01,a,0,5\n02,b,1\n");
    assert_eq!(kinds(&wide.problems), [(Severity::Error, "row-width")]);
    assert_eq!((texts(&wide), wide.uneven.len()), (vec![vec!["02", "b", "1"]], 1));
    let old = csv("m·;tªn ®¬n vÞ\n01;T\u{ad}êng Phï\n02;Huy Th\u{ad}îng\n");
    assert_eq!(kinds(&old.problems), [(Severity::Warning, "legacy-charset")]);
    assert_eq!((old.column(Heading::Code), old.column(Heading::Name)), (Some(0), Some(1)));
    assert_eq!(texts(&old), [["01", "Tường Phù"], ["02", "Huy Thượng"]]);
}

#[test]
fn a_merged_text_counts_for_all_of_its_rows_and_a_merged_number_for_one() {
    let mut grid = sheet(&[&["code", "name", "group", "score"], &["01", "a", "I", "5"], &["02", "b", "", ""]]);
    for col in [2, 3] {
        grid.merges.push(Merge { first: CellRef::new(1, col), last: CellRef::new(2, col) });
    }
    assert_eq!(texts(&book(vec![grid])), [["1", "a", "I", "5"], ["2", "b", "I", ""]]);
}

#[test]
fn data_tables_are_found_and_counted_the_same_way() {
    let mut rubric = Rubric::new("demo", "Demo");
    rubric.rounds.push(Round::new("self", "Tự đánh giá", RoundKind::SelfAssessment));
    let node = rubric.push(Node::domain("1", "Một", Some("2".parse().unwrap()))).unwrap();
    rubric.ask(node, "done", "Đã làm");
    rubric.settle().unwrap();
    let units = units();
    let index = UnitIndex::new(&units);
    let read = |table: &RawTable| data(table, &rubric, &index, None);

    let wide = read(&book(vec![sheet(&[&["SỐ LIỆU NĂM 2022"], &["Mã", "1.done"], &["1", "8"], &["10", "9"]])]));
    let found: Vec<_> =
        wide.figures.iter().map(|(unit, _, value, cell)| (unit.0, value.to_string(), cell.to_string())).collect();
    assert_eq!(found, [(0, "8".into(), "B3".into()), (2, "9".into(), "B4".into())]);
    assert_eq!(kinds(&wide.problems), [(Severity::Note, "code-zero-lost")]);

    let long = read(&csv(
        "Số liệu;năm 2022\nĐơn vị;Chỉ tiêu;Giá trị\nTường Phù;1.done;7,5\nĐá Đỏ;1.done;1;2\n02;1.done;85%\n",
    ));
    assert_eq!(long.figures.len(), 1);
    assert!(long.counts.adds_up());
    assert_eq!((long.counts.read, long.counts.accepted, long.counts.flagged), (3, 1, 2));
    assert_eq!(long.problems.iter().filter(|problem| problem.severity == Severity::Error).count(), 2);
}
