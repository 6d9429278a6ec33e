//! Every published Human Development Index from 1990 to 2022, at three decimals: 5,808 values.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use rust_decimal::Decimal;
use scoring::{CellRef, Entry, Facts, Figures, Inputs, Rubric, SheetId, SheetRef, Source, Unit, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

type Row = BTreeMap<String, String>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn rows(file: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(root().join("testdata/hdi-long").join(file)).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn rubric() -> Rubric {
    let text = std::fs::read_to_string(root().join("rubrics/hdi.rhai")).unwrap();
    let loaded = rubric::load("hdi.rhai", &text);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.rubric.unwrap()
}

/// The published values of one year by unit.
fn score(rubric: &Rubric, rows: &[&Row]) -> BTreeMap<String, Option<Decimal>> {
    let unit = |row: &&Row| Unit { code: row["unit"].clone(), name: row["unit"].clone(), ..Unit::default() };
    let units: Vec<Unit> = rows.iter().map(unit).collect();
    let mut facts = Facts::new(units.len(), rubric);
    facts.sheets.push(SheetRef { file: "indicators_long.csv".into(), sheet: String::new() });
    let source = Source { sheet: SheetId(0), cell: CellRef { row: 0, col: 0 } };
    for (at, row) in rows.iter().enumerate() {
        for (name, text) in row.iter().filter(|(_, text)| !text.is_empty()) {
            let Some(figure) = rubric.find_figure(name) else { continue };
            facts.set_figure(UnitId(at), None, figure, Entry { value: text.parse().unwrap(), source });
        }
    }
    let assessment = scoring::score(rubric, &units, &facts);
    assessment.results.iter().map(|result| (units[result.unit.0].code.clone(), result.score)).collect()
}

#[test]
fn every_value_since_1990_is_the_published_one() {
    let (rubric, indicators, expected) = (rubric(), rows("indicators_long.csv"), rows("expected_long.csv"));
    assert_eq!((indicators.len(), expected.len()), (195 * 33, 5808));
    let mut years: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &indicators {
        years.entry(&row["year"]).or_default().push(row);
    }
    let scored: BTreeMap<&str, _> = years.iter().map(|(year, rows)| (*year, score(&rubric, rows))).collect();
    // The source has all four figures of Rwanda for five years of which it publishes no index; for no other.
    let published: BTreeSet<(&str, &str)> =
        expected.iter().map(|row| (row["unit"].as_str(), row["year"].as_str())).collect();
    let known = scored.iter().flat_map(|(year, units)| units.iter().map(move |(unit, value)| (unit, *year, value)));
    let beside: Vec<(&str, &str)> = known
        .filter(|(unit, year, value)| value.is_some() && !published.contains(&(unit.as_str(), *year)))
        .map(|(unit, year, _)| (unit.as_str(), year))
        .collect();
    assert_eq!(beside, ["1990", "1991", "1992", "1993", "1994"].map(|year| ("RWA", year)));
    let differ: Vec<String> = expected
        .iter()
        .filter(|row| scored[row["year"].as_str()][&row["unit"]] != Some(row["hdi"].parse().unwrap()))
        .map(|row| format!("{} {}: {}", row["unit"], row["year"], row["hdi"]))
        .collect();
    assert!(differ.is_empty(), "{} differ: {differ:?}", differ.len());
}

/// Against logarithms worked out to 50 digits elsewhere.
#[test]
fn logarithms_hold_to_20_digits() {
    let rubric = rubric();
    let income = rubric.node(rubric.find("3").unwrap());
    for (figure, expected) in [
        ("101", "0.00150305450449590220"),
        ("712.0260007", "0.29651397822275759676"),
        ("10813.98273", "0.70745820187135479471"),
        ("54233.44948", "0.95102920522818406614"),
    ] {
        let values = [figure.parse().unwrap()];
        let inputs = Inputs::new(Figures { names: &income.asks, values: &values });
        let points = income.rule.points(&inputs, income.max).unwrap().unwrap();
        assert_eq!(points.value().round_dp(20), expected.parse().unwrap(), "{figure}");
    }
}
