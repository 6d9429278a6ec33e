//! `62.879` may mean two numbers: the table's decimal mark decides, or that the cell holds a true number.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use scoring::{Node, Rubric, Unit, UnitIndex};
use sheets::{Limits, RawTable, data, table};

fn read(table: &RawTable, decimal: Option<char>) -> Result<String, &'static str> {
    let mut rubric = Rubric::new("demo", "Demo");
    let node = rubric.push(Node::domain("1", "Sức khỏe", Some("1".parse().unwrap()))).unwrap();
    rubric.ask(node, "le", "Tuổi thọ");
    let units = [Unit { code: "01".into(), name: "Tường Phù".into(), ..Unit::default() }];
    let reading = data(table, &rubric, &UnitIndex::new(&units), decimal);
    assert!(reading.counts.adds_up());
    match reading.figures.first() {
        Some((_, _, value, _)) => Ok(value.to_string()),
        None => Err(reading.problems[0].kind),
    }
}

#[test]
fn the_decimal_mark_of_a_table_settles_its_numbers() {
    let point = table("w.csv", "unit,1.le\n01,62.879\n".as_bytes(), &Limits::default()).unwrap();
    let comma = table("w.csv", "unit;1.le\n01;62,879\n".as_bytes(), &Limits::default()).unwrap();
    let (fraction, whole) = (Ok("62.879".to_owned()), Ok("62879".to_owned()));
    assert_eq!((read(&point, Some('.')), read(&point, Some(','))), (fraction.clone(), whole.clone()));
    assert_eq!((read(&comma, Some(',')), read(&comma, Some('.'))), (fraction, whole));
    assert_eq!((read(&point, None), read(&comma, None)), (Err("figure-ambiguous"), Err("figure-ambiguous")));
}

#[test]
fn a_true_number_has_one_reading() {
    let mut table = table("w.csv", "unit,1.le\n01,62.879\n".as_bytes(), &Limits::default()).unwrap();
    let cell = table.rows[0][1].1;
    table.numbers.insert(cell);
    assert_eq!(read(&table, None), Ok("62.879".to_owned()));
    assert_eq!(read(&table, Some(',')), Ok("62.879".to_owned()));
}

#[test]
fn figures_keep_their_digits() {
    let table = table("w.csv", "unit,1.le\n01,10.705384755\n".as_bytes(), &Limits::default()).unwrap();
    assert_eq!(read(&table, None), Ok("10.705384755".to_owned()));
}
