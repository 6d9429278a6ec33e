//! What is read from .xlsx, cell by cell, and what is said of broken ones.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod parts;

use parts::Parts;
use scoring::{CellRef, Grid, Look, Severity, Value};
use sheets::{Damage, Limits, Trouble, Workbook, read};

fn open(parts: &Parts) -> Workbook {
    read(&parts.bytes(), &Limits::default())
}

/// The one sheet of a workbook without a trouble.
fn grid(parts: &Parts) -> Grid {
    let book = open(parts);
    assert_eq!(book.troubles, []);
    let [grid] = book.grids.try_into().unwrap();
    grid
}

/// The cells as `A1=value`.
fn told(grid: &Grid) -> Vec<String> {
    grid.cells.iter().map(|(at, value)| format!("{at}={}", value.display())).collect()
}

fn broken(parts: &Parts) -> Trouble {
    let [trouble] = open(parts).troubles.try_into().unwrap();
    trouble
}

fn sheet_broken(parts: &Parts) -> Damage {
    match broken(parts) {
        Trouble::SheetBroken { sheet, damage } if sheet == "S" => damage,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_kind_of_cell() {
    let rows = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"inlineStr\"><is><r><t>ba </t></r><r><t>điểm</t></r></is></c>\
        <c r=\"C2\" t=\"str\"><f>A1</f><v>a&amp;b_x000D_</v></c><c r=\"D2\" t=\"b\"><v>1</v></c><c r=\"E2\" t=\"e\"><v>#DIV/0!</v></c>\
        <c r=\"F2\" t=\"d\"><v>2022-12-10</v></c><c r=\"G2\" t=\"n\"><v> 1.50 </v></c><c r=\"H2\"><v>0.30000000000000004</v></c>\
        <c r=\"I2\" t=\"s\"><v>0</v></c><c r=\"J2\"/><c r=\"K2\"><v>1,5</v></c><c r=\"L2\"><v>1E2</v></c>\
        <c r=\"M2\" t=\"inlineStr\"><f>A1</f><v>1.0</v><is><t>1.</t></is></c><c r=\"N2\" t=\"inlineStr\"><v>b</v></c></row>";
    let grid = grid(&Parts::rows(rows).strings("<si><t> </t></si><si><t>Mường Bang</t></si>"));
    let wanted = [
        "A2=Mường Bang",
        "B2=ba điểm",
        "C2=a&b\r",
        "D2=TRUE",
        "E2=#DIV/0!",
        "F2=2022-12-10",
        "G2=1.5",
        "H2=0.30000000000000004",
        "K2=1,5",
        "L2=100",
        "M2=1.",
        "N2=b",
    ];
    assert_eq!(told(&grid), wanted);
    assert_eq!(grid.get(1, 4), Some(&Value::Error("#DIV/0!".into())));
    assert_eq!(grid.get(1, 10), Some(&Value::Text("1,5".into())));
    assert!(!grid.blind && grid.merges.is_empty() && grid.looks.is_empty());
}

#[test]
fn formulas_without_values() {
    let rows = "<row r=\"1\"><c r=\"A1\"><f>SUM(B1:B2)</f></c><c r=\"B1\"><f>1+1</f><v></v></c><c r=\"C1\"><f>1+1</f><v/></c>\
        <c r=\"D1\"><f>1+1</f><v>2</v></c><c r=\"E1\" t=\"str\"><f>IF(A1,\"\",\"\")</f><v></v></c>\
        <c r=\"F1\"><f t=\"shared\" ref=\"F1:H1\" si=\"0\">A1*2</f><v>4</v></c><c r=\"G1\"><f t=\"shared\" si=\"0\"/></c>\
        <c r=\"H1\"><f t=\"shared\" si=\"7\"/></c><c r=\"I1\" t=\"str\"><f>A1&amp;B1</f></c>\
        <c r=\"J1\" t=\"inlineStr\"><f>A1</f><is><t></t></is></c><c r=\"K1\" t=\"inlineStr\"><f>A1</f><is><t>k</t></is></c></row>";
    let wanted = ["A1==SUM(B1:B2)", "B1==1+1", "C1==1+1", "D1=2", "F1=4", "G1==A1*2", "H1==?", "I1==A1&B1", "K1=k"];
    assert_eq!(told(&grid(&Parts::rows(rows))), wanted);
}

#[test]
fn addresses_may_be_missing_or_out_of_order() {
    let rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"C4\"><v>3</v></c><c><v>4</v></c></row><row>\
        <c t=\"inlineStr\"><is><t>x</t></is></c></row><row r=\"3\"><c r=\"B3\"><v>5</v></c><c r=\"A3\"><v>6</v></c></row>";
    assert_eq!(told(&grid(&Parts::rows(rows))), ["A1=1", "B1=2", "A3=6", "B3=5", "C4=3", "D4=4", "A5=x"]);
}

#[test]
fn far_cells_cost_nothing_and_blank_ones_are_none() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"A1048576\" t=\"inlineStr\"><is><t> \u{a0}</t></is></c>\
        <c r=\"XFD1048576\"><v>2</v></c></row>";
    assert_eq!(told(&grid(&Parts::rows(rows))), ["A1=1", "XFD1048576=2"]);
}

#[test]
fn merges_and_hidden_rows_and_columns() {
    let inside = "<cols><col min=\"2\" max=\"3\" hidden=\"1\" width=\"9\"/><col min=\"4\" max=\"4\" width=\"0\"/><col min=\"6\" max=\"6\" hidden=\"0\"/>\
        <col min=\"8\" max=\"99999\" hidden=\"true\"/></cols>\
        <sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>2</v></c></row><row r=\"3\" ht=\"0\" customHeight=\"1\"/>\
        <row r=\"5\" hidden=\"true\"/><row r=\"6\" hidden=\"0\" ht=\"15\"/></sheetData><autoFilter ref=\"A1:A5\"/>\
        <mergeCells count=\"3\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C1\"/><mergeCell ref=\"C3:C3\"/><mergeCell ref=\"nonsense\"/></mergeCells>";
    let grid = grid(&Parts::sheet(inside));
    assert_eq!(grid.hidden_rows, [(1, 2), (4, 4)]);
    assert_eq!(grid.hidden_cols, [(1, 3), (7, 16_383)]);
    let corners: Vec<String> = grid.merges.iter().map(|merge| format!("{}:{}", merge.first, merge.last)).collect();
    assert_eq!(corners, ["A1:B2"]);
}

#[test]
fn looks_of_numbers() {
    let codes = ["General", "0.00", "0%", ";;;", "0;-0;;@", "dd/mm/yyyy", "[h]:mm", "0.0\" điểm\""];
    let cell = |style: usize, value: &str| format!("<c s=\"{style}\"><v>{value}</v></c>");
    let cells = [
        (0, "3.1"),
        (1, "3.1"),
        (2, "0.5"),
        (3, "1"),
        (4, "0"),
        (4, "2"),
        (5, "44905"),
        (6, "1.5"),
        (7, "2"),
        (99, "7"),
    ];
    let text = "<c s=\"1\" t=\"inlineStr\"><is><t>3.1</t></is></c>";
    let row: String = cells.map(|(style, value)| cell(style, value)).concat() + text;
    let grid = grid(&Parts::rows(&format!("<row>{row}</row>")).formats(&codes));
    let looks: Vec<(u32, Look)> = grid.looks.iter().map(|(at, look)| (at.col, *look)).collect();
    let wanted = [
        (1, Look::Decimals(2)),
        (2, Look::Percent),
        (3, Look::Replaced),
        (4, Look::Replaced),
        (5, Look::Decimals(0)),
        (8, Look::Decimals(1)),
    ];
    assert_eq!(looks, wanted);
    assert_eq!(told(&grid)[6..8], ["G1=2022-12-10", "H1=1.5"]);
    assert!(matches!(grid.get(0, 7), Some(Value::Date(None, _))));
}

#[test]
fn days_from_1904() {
    let mut parts = Parts::rows("<row><c s=\"0\"><v>43443</v></c></row>").formats(&["dd/mm/yyyy"]);
    let book = String::from_utf8(parts.0["xl/workbook.xml"].clone()).unwrap();
    parts.set("xl/workbook.xml", &book.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>"));
    assert_eq!(told(&grid(&parts)), ["A1=2022-12-10"]);
}

#[test]
fn names_prefixes_and_spaces_do_not_matter() {
    let parts = Parts::rows("\n <row r=\"1\">\n  <c r=\"A1\" t=\"s\">\n   <v>0</v>\n  </c>\n </row>\n")
        .strings("<si>\n<t>Đá</t>\n</si>");
    let mut odd = Parts(Default::default());
    for (name, bytes) in &parts.0 {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let prefixed =
            text.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:").replace("xmlns=", "xmlns:x=");
        let strict = prefixed.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        );
        let name = if name.starts_with("xl/work") && name.contains('1') {
            name.to_uppercase().replace('/', "\\")
        } else {
            name.clone()
        };
        odd.set(&name, &strict);
    }
    assert_eq!(told(&grid(&odd)), ["A1=Đá"]);
}

#[test]
fn parts_in_utf_16() {
    let mut parts = Parts::rows("<row><c t=\"s\"><v>0</v></c></row>").strings("<si><t>Mường Bang</t></si>");
    for bytes in parts.0.values_mut() {
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{}", String::from_utf8(bytes.clone()).unwrap());
        *bytes = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    }
    assert_eq!(told(&grid(&parts)), ["A1=Mường Bang"]);
}

#[test]
fn macros_links_and_other_sheets_are_noted() {
    let mut parts = Parts::rows("<row><c><v>1</v></c></row>")
        .with("xl/vbaProject.bin", "x")
        .with("xl/externalLinks/externalLink1.xml", "<x/>");
    let edit = |parts: &mut Parts, name: &str, end: &str, more: &str| {
        let text = String::from_utf8(parts.0[name].clone()).unwrap();
        parts.set(name, &text.replace(end, &format!("{more}{end}")));
    };
    let sheets = "<sheet name=\"Biểu đồ\" r:id=\"rId8\"/><sheet name=\"Macro1\" r:id=\"rId9\"/><sheet name=\"Cũ\" state=\"veryHidden\" r:id=\"rId1\"/>";
    edit(&mut parts, "xl/workbook.xml", "</sheets>", sheets);
    let links = "<Relationship Id=\"rId8\" Type=\"x/chartsheet\" Target=\"chartsheets/sheet1.xml\"/>\
        <Relationship Id=\"rId9\" Type=\"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet\" Target=\"macrosheets/sheet1.xml\"/>";
    edit(&mut parts, "xl/_rels/workbook.xml.rels", "</Relationships>", links);
    let book = open(&parts);
    assert_eq!(book.troubles, [Trouble::HasMacros, Trouble::HasExternalLinks, Trouble::MacroSheet("Macro1".into())]);
    assert!(book.problems("a.xlsm").iter().all(|problem| problem.severity == Severity::Note));
    let sheets: Vec<(&str, bool)> = book.grids.iter().map(|grid| (grid.name.as_str(), grid.hidden)).collect();
    assert_eq!(sheets, [("S", false), ("Cũ", true)]);
}

#[test]
fn what_is_broken_is_told() {
    let part = || "xl/worksheets/sheet1.xml".to_owned();
    let rows = |rows: &str| sheet_broken(&Parts::rows(rows));
    assert_eq!(rows("<row><c r=\"B1\" t=\"s\"><v>7</v></c></row>"), Damage::SharedText(CellRef::new(0, 1), "7".into()));
    assert_eq!(rows("<row><c r=\"XFE1\"><v>7</v></c></row>"), Damage::Address("XFE1".into()));
    assert_eq!(rows("<row r=\"1048577\"/>"), Damage::Address("1048577".into()));
    assert_eq!(rows("<row><c r=\"A1\"><v>7</v></c><c r=\"A1\"><v>8</v></c></row>"), Damage::Twice(CellRef::new(0, 0)));
    assert_eq!(rows("<row><c></row>"), Damage::Markup(part()));
    assert_eq!(rows("<row><c><v>&bomb;</v></c></row>"), Damage::Entities(part()));
    assert_eq!(rows(&"<a>".repeat(1000)), Damage::Depth(part()));
    let mut parts = Parts::rows("");
    parts.0.remove("xl/worksheets/sheet1.xml");
    assert_eq!(sheet_broken(&parts), Damage::Missing(part()));
    let bomb = "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    let strings = "xl/sharedStrings.xml".to_owned();
    assert_eq!(broken(&Parts::rows("").with(&strings, bomb)), Trouble::Broken(Damage::Entities(strings)));
}

#[test]
fn one_broken_sheet_leaves_the_others() {
    let mut parts =
        Parts::rows("<row><c><v>1</v></c></row>").with("xl/worksheets/sheet2.xml", "<worksheet><sheetData>");
    for (name, end, more) in [
        ("xl/workbook.xml", "</sheets>", "<sheet name=\"Hỏng\" r:id=\"rId7\"/>"),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            "<Relationship Id=\"rId7\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>",
        ),
    ] {
        let text = String::from_utf8(parts.0[name].clone()).unwrap();
        parts.set(name, &text.replace(end, &format!("{more}{end}")));
    }
    let book = open(&parts);
    assert_eq!(book.grids.len(), 1);
    let [problem] = book.problems("a.xlsx").try_into().unwrap();
    assert_eq!((problem.kind, problem.place.sheet()), ("sheet-damaged", "Hỏng"));
}

/// A small workbook with everything in it.
fn sample() -> Parts {
    let rows = "<row r=\"1\" hidden=\"1\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><f>1</f><v>44905.5</v></c></row>\
        <row><c t=\"inlineStr\"><is><t>a &lt; b</t></is></c><c><f t=\"shared\" si=\"0\">A1</f></c></row>";
    Parts::rows(rows).strings("<si><t>Mường Bang</t></si>").formats(&["0.00", "dd/mm/yyyy"])
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    let whole = sample().bytes();
    // a single byte is a text
    for end in 2..whole.len() {
        let book = read(&whole[..end], &Limits::default());
        assert!(book.grids.is_empty() && !book.troubles.is_empty(), "{end} of {}", whole.len());
    }
}

#[test]
fn a_changed_byte_is_survived() {
    let whole = sample().bytes();
    for at in 0..whole.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= change;
            let book = read(&bytes, &Limits::default());
            assert!(!book.grids.is_empty() || !book.troubles.is_empty(), "{at} ^ {change}");
            let stopped = book.troubles.contains(&Trouble::Broken(Damage::Stopped));
            assert!(!stopped, "{at} ^ {change}");
        }
    }
}

/// Changes in the parts themselves, which the archive's checksums would hide.
#[test]
fn a_changed_byte_of_a_part_is_survived() {
    for name in sample().0.into_keys() {
        let length = sample().0[&name].len();
        for at in 0..length {
            for change in [b'<', b'"', b'9', 0xff] {
                let mut parts = sample();
                parts.0.get_mut(&name).unwrap()[at] = change;
                let book = open(&parts);
                assert!(!book.grids.is_empty() || !book.troubles.is_empty(), "{name} {at} {change}");
                assert!(!book.troubles.contains(&Trouble::Broken(Damage::Stopped)), "{name} {at} {change}");
            }
            let mut parts = sample();
            parts.0.get_mut(&name).unwrap().truncate(at);
            let book = open(&parts);
            assert!(!book.troubles.is_empty(), "{name} cut at {at}: {book:?}");
        }
    }
}
