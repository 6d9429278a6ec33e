//! The workbook, read back as text.

#![allow(clippy::unwrap_used)]

mod common;

use report::{Book, tables};
use scoring::{Cell, Column, Date, Kind, Lang, Row, Table};
use std::fmt::Write as _;
use std::io::{Cursor, Read};

fn parts(bytes: &[u8]) -> impl FnMut(&str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    move |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }
}

/// What stands between two marks, every time.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inner, _)| inner).collect()
}

fn one<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    between(text, open, close).first().copied().unwrap_or_default()
}

/// A sheet as text: frozen panes, merged cells, page, filter, then every cell that holds something.
fn sheet(xml: &str, words: &[String]) -> String {
    let mut text = String::new();
    for (name, open) in [
        ("pane", "<pane "),
        ("fit", "<pageSetUpPr "),
        ("page", "<pageSetup "),
        ("margins", "<pageMargins "),
        ("filter", "<autoFilter "),
    ] {
        for found in between(xml, open, "/>") {
            let _ = writeln!(text, "{name}: {found}");
        }
    }
    let _ = writeln!(text, "footer: {}", one(xml, "<oddFooter>", "</oddFooter>"));
    let _ = writeln!(text, "merged: {}", between(xml, "<mergeCell ref=\"", "\"").join(" "));
    for cell in between(xml, "<c r=\"", "</c>") {
        let cell = cell.rsplit("<c r=\"").next().unwrap();
        let address = cell.split('"').next().unwrap();
        let value = one(cell, "<v>", "</v>");
        let shown = if cell.contains("t=\"s\"") {
            format!("“{}”", words[value.parse::<usize>().unwrap()])
        } else {
            value.into()
        };
        let formula = one(cell, "<f>", "</f>");
        let formula = if formula.is_empty() { String::new() } else { format!("  ={formula}") };
        let _ = writeln!(text, "{address} {shown}{formula}");
    }
    text
}

fn words(xml: &str) -> Vec<String> {
    between(xml, "<si>", "</si>")
        .iter()
        .map(|si| si.split_once('>').unwrap().1.trim_end_matches("</t>").to_owned())
        .collect()
}

fn book() -> Vec<Table> {
    let campaign = common::campaign();
    let mut tables = tables::numbered(&campaign.context(Lang::Vi));
    tables.push(tables::findings_list(&common::problems(), &campaign.units, Lang::Vi));
    tables
}

fn write(tables: &[Table]) -> Vec<u8> {
    let created = Date::new(2023, 1, 5);
    report::xlsx(&Book {
        lang: Lang::Vi,
        title: "Chỉ số CCHC".into(),
        made_with: "phu-yen-2022 · phiên bản 1 & 2".into(),
        created,
        tables,
    })
    .unwrap()
}

#[test]
fn every_sheet() {
    let tables = book();
    let bytes = write(&tables);
    let mut part = parts(&bytes);
    let words = words(&part("xl/sharedStrings.xml"));
    let workbook = part("xl/workbook.xml");
    let mut text = format!("{}\n", between(&workbook, "<sheet name=\"", "\"").join(" | "));
    for name in between(&workbook, "<definedName ", "</definedName>") {
        let _ = writeln!(text, "{name}");
    }
    for at in 1..=tables.len() {
        let _ = writeln!(text, "\n--- {at}\n{}", sheet(&part(&format!("xl/worksheets/sheet{at}.xml")), &words));
    }
    insta::assert_snapshot!(text);
    assert!(part("docProps/core.xml").contains("2023-01-05T00:00:00Z"));
    assert!(part("docProps/core.xml").contains("<dc:subject>phu-yen-2022 · phiên bản 1 &amp; 2</dc:subject>"));
    assert!(part("xl/worksheets/sheet1.xml").contains("phu-yen-2022 · phiên bản 1 &amp;&amp; 2"));
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let tables = book();
    assert!(write(&tables) == write(&tables));
}

#[test]
fn words_stay_words_and_long_ones_are_cut() {
    let long = "ă".repeat(40_000);
    let cells = ["=1+1", "+84", "1.10", "{=1}", "https://example.org", &long];
    let table = Table {
        label: "=a/b".into(),
        titles: vec!["=T".into()],
        columns: vec![Column::new("text", "=H", Kind::Text)],
        rows: cells.iter().map(|text| Row::body(vec![Cell::text(*text)])).collect(),
        ..Table::default()
    };
    let bytes = write(&[table]);
    let mut part = parts(&bytes);
    let xml = part("xl/worksheets/sheet1.xml");
    assert!(!xml.contains("<f>") && !xml.contains("hyperlink"), "{xml}");
    let words = words(&part("xl/sharedStrings.xml"));
    assert!(words.contains(&"=1+1".to_owned()) && words.contains(&"1.10".to_owned()));
    assert_eq!(words.iter().map(|word| word.chars().count()).max(), Some(32_767));
}

#[test]
fn ten_thousand_rows_are_quick_and_too_many_columns_an_error() {
    let kinds = [Kind::Text, Kind::Integer, Kind::Decimal(2), Kind::Float(2)];
    let columns = (0..30).map(|at| Column::new(format!("c{at}"), format!("Cột {at}"), kinds[at % 4])).collect();
    let row = |at: i64| {
        let cells = (0..30).map(|col| match col % 4 {
            0 => Cell::text(format!("xã số {at}")),
            1 => Cell::Integer(at),
            2 => Cell::Decimal(at.into()),
            _ => Cell::Float(0.5),
        });
        Row::body(cells.collect())
    };
    let table = Table { columns, rows: (0..10_000).map(row).collect(), ..Table::default() };
    let start = std::time::Instant::now();
    assert!(write(&[table]).len() > 100_000);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    let wide = Table { columns: (0..17_000).map(|_| Column::new("c", "c", Kind::Text)).collect(), ..Table::default() };
    let book = Book { lang: Lang::Vi, title: String::new(), made_with: String::new(), created: None, tables: &[wide] };
    assert!(matches!(report::xlsx(&book), Err(report::Error::TooLarge { .. })));
}
