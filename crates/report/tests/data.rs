//! The files for machines, and the numbered tables as text.

#![allow(clippy::unwrap_used)]

mod common;

use report::tables;
use scoring::{Lang, Table};

fn csv(table: &Table) -> String {
    String::from_utf8(report::csv(table).unwrap()).unwrap()
}

#[test]
fn units() {
    insta::assert_snapshot!(csv(&tables::units(&common::campaign().context(Lang::Vi))));
}

#[test]
fn scores() {
    insta::assert_snapshot!(csv(&tables::scores(&common::campaign().context(Lang::Vi))));
}

#[test]
fn results_has_columns_only() {
    assert_eq!(csv(&tables::results(&common::campaign().context(Lang::Vi))), "unit,result,value,rank,band\n");
}

#[test]
fn findings() {
    insta::assert_snapshot!(csv(&tables::findings(&common::problems(), Lang::Vi)));
}

#[test]
fn rubric() {
    insta::assert_snapshot!(report::markdown(&tables::rubric(&common::campaign().rubric, Lang::En), Lang::En));
}

#[test]
fn diff() {
    let (old, mut new) = (common::campaign().rubric, common::campaign().rubric);
    assert!(tables::diff(&old, &new, Lang::Vi).rows.is_empty());
    new.year = Some(2023);
    let at = new.find("1.2").unwrap();
    new.nodes[at.0].title = "Chế độ báo cáo".into();
    new.nodes[at.0].declared_max = "2.5".parse().ok();
    new.settle().unwrap();
    let mut text: Vec<String> =
        [Lang::Vi, Lang::En].map(|lang| report::markdown(&tables::diff(&old, &new, lang), lang)).to_vec();
    text.push(csv(&tables::diff_data(&old, &new, Lang::En)));
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn numbered_tables_in_both_languages() {
    let campaign = common::campaign();
    for lang in [Lang::Vi, Lang::En] {
        let mut tables = tables::numbered(&campaign.context(lang));
        tables.push(tables::findings_list(&common::problems(), &campaign.units, lang));
        let text: Vec<String> = tables.iter().map(|table| report::markdown(table, lang)).collect();
        insta::assert_snapshot!(format!("numbered-{}", lang.code()), text.join("\n"));
    }
}

#[test]
fn nothing_at_all_is_no_failure() {
    let mut campaign = common::campaign();
    campaign.units.clear();
    campaign.assessment = scoring::Assessment::default();
    let context = campaign.context(Lang::Vi);
    let mut tables = tables::numbered(&context);
    tables.extend([tables::units(&context), tables::scores(&context), tables::findings(&[], Lang::Vi)]);
    let book =
        report::Book { lang: Lang::Vi, title: String::new(), made_with: String::new(), created: None, tables: &tables };
    assert!(report::xlsx(&book).unwrap().starts_with(b"PK"));
}
