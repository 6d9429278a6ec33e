//! What closures may do with numbers, and what they may ask of `x`, however it is written.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]
use rust_decimal::Decimal;
use scoring::rule::{Group, Row};
use scoring::{Fault, Figures, Inputs, Points, Rubric, Unit};
use std::sync::Arc;

fn try_load(helpers: &str, closure: &str) -> rubric::Loaded {
    let script = format!(
        r#"rubric("t", "Thử"); round("r", "Thẩm định"); {helpers}
domain("1", "Chỉ đạo"); criterion("1.1", "Luật", 1000).ask("a", "A").ask("b", "B").score({closure});"#
    );
    rubric::load("t.rhai", &script)
}

fn load(helpers: &str, closure: &str) -> Rubric {
    let loaded = try_load(helpers, closure);
    // A rule that fails whatever the figures is an error; here it is called all the same.
    loaded.rubric.or(loaded.unfit).unwrap_or_else(|| panic!("{closure}: {:?}", loaded.problems))
}

/// The points of a closure for the figures `a` = 2.5 and `b` = 0 of a unit of the kind `phường`, last year's `a` being 4;
/// the other unit of the group has 7.5 and 1.
fn asked(helpers: &str, closure: &str) -> Result<Decimal, Fault> {
    let rubric = load(helpers, closure);
    let node = rubric.node(rubric.find("1.1").unwrap());
    let values = [Decimal::new(25, 1), Decimal::ZERO];
    let last = [Some(Decimal::from(4)), None];
    let unit = Unit { attributes: [("kind".to_owned(), "phường".to_owned())].into(), ..Unit::default() };
    let row = |values: &[Decimal]| Row { unit: Arc::new(unit.clone()), values: values.to_vec(), last: last.to_vec() };
    let rows = vec![row(&values), row(&[Decimal::new(75, 1), Decimal::ONE])];
    let group = if node.rule.looks_around() { Group::new(node.asks.clone(), rows) } else { Group::default() };
    let inputs =
        Inputs { figures: Figures { names: &node.asks, values: &values }, last: &last, unit: &unit, group: &group };
    Ok(node.rule.points(&inputs, node.max)?.map(Points::value).unwrap())
}

fn gives(closure: &str) -> Result<Decimal, Fault> {
    asked("", closure)
}

/// Numbers as a script may write them, with their values, and things that are no numbers.
const NUMBERS: [(&str, i64); 4] = [("x.a", 25), ("2", 20), ("2.0", 20), ("-7", -70)];
const OTHERS: [&str; 3] = ["\"2\"", "()", "true"];

#[test]
fn numbers_of_both_kinds_compare_by_value_and_with_nothing_else() {
    for (operator, holds) in [
        ("<", (|a, b| a < b) as fn(i64, i64) -> bool),
        ("<=", |a, b| a <= b),
        (">", |a, b| a > b),
        (">=", |a, b| a >= b),
        ("==", |a, b| a == b),
        ("!=", |a, b| a != b),
    ] {
        for (left, a) in NUMBERS {
            for (right, b) in NUMBERS {
                let closure = format!("|x| if {left} {operator} {right} {{ 1 }} else {{ 0 }}");
                assert_eq!(gives(&closure), Ok(Decimal::from(u8::from(holds(a, b)))), "{closure}");
            }
            for other in OTHERS {
                for (left, right) in [(left, other), (other, left)] {
                    let closure = format!("|x| if {left} {operator} {right} {{ 1 }} else {{ 0 }}");
                    assert!(matches!(gives(&closure), Err(Fault::Code(..))), "{closure}");
                }
            }
        }
    }
}

#[test]
fn numbers_of_both_kinds_are_calculated_with_exactly() {
    for (operator, exact) in [
        ("+", (|a, b| a + b) as fn(Decimal, Decimal) -> Decimal),
        ("-", |a, b| a - b),
        ("*", |a, b| a * b),
        ("/", |a, b| a / b),
        ("%", |a, b| a % b),
    ] {
        for (left, a) in NUMBERS {
            for (right, b) in NUMBERS {
                let expected = exact(Decimal::new(a, 1), Decimal::new(b, 1));
                for closure in [
                    format!("|x| {left} {operator} ({right}) + 100"),
                    format!("|x| {{ let y = {left}; y {operator}= {right}; y + 100 }}"),
                ] {
                    assert_eq!(gives(&closure), Ok(expected + Decimal::ONE_HUNDRED), "{closure}");
                }
            }
            let closure = format!("|x| {left} {operator} ()");
            assert!(matches!(gives(&closure), Err(Fault::Code(..))), "{closure}");
        }
    }
}

#[test]
fn what_has_no_result_is_a_fault() {
    for closure in
        ["|x| x.a / x.b", "|x| x.a / 0", "|x| 1 / 0", "|x| 1 / x.b", "|x| x.a % 0", "|x| { let y = 1; y /= 0; y }"]
    {
        assert!(matches!(gives(closure), Err(Fault::Code(..))), "{closure}");
    }
    // Plain closures are called in another way, and say the same of a fault.
    for closure in ["|x| x.a / x.b", "|x| { let y = [x.a]; y[0] / x.b }"] {
        let Err(Fault::Code(why, _)) = gives(closure) else { panic!("{closure}") };
        assert_eq!((why.vi.as_str(), why.en.as_str()), ("chia cho 0", "division by zero"), "{closure}");
    }
    for operator in ["+", "*"] {
        let closure = format!("|x| {{ let y = 70000000000000000000000000000.0; y {operator} y }}");
        assert!(matches!(gives(&closure), Err(Fault::Code(..))), "{closure}");
    }
}

#[test]
fn figures_are_found_by_name_in_every_way_of_writing() {
    let (a, max) = (Decimal::new(25, 1), Decimal::from(1000));
    for (closure, expected) in [
        ("|x| x.a", a),
        ("|x| x[\"a\"]", a),
        ("|x| { let y = x; y.a + x.b }", a),
        ("|x| read(x)", a),
        ("|x| x.max", max),
        ("|x| x[\"max\"]", max),
    ] {
        assert_eq!(asked("fn read(y) { y.a }", closure), Ok(expected), "{closure}");
    }
    assert!(matches!(asked("fn read(y) { let z = y; z.c }", "|x| read(x)"), Err(Fault::Code(..))));
    assert!(matches!(gives("|x| x[\"c\"]"), Err(Fault::Code(..))));
    // A figure is not changed, and one that `x` doesn't have is found before anything is scored.
    for (helpers, closure, kind) in [
        ("", "|x| { x.a = 3; x.a }", "rubric-limit"),
        ("", "|x| x.c", "rubric-unknown-figure"),
        ("fn read(y) { y.c }", "|x| read(x)", "rubric-unknown-figure"),
    ] {
        let told = try_load(helpers, closure).problems;
        assert_eq!(told.iter().map(|problem| problem.kind).collect::<Vec<_>>(), [kind], "{closure}");
    }
}

#[test]
fn a_rule_may_ask_in_every_way_of_writing() {
    let held = "let held = |y| y.last(\"a\"); let listed = [1, |y| y.mean(\"a\")]; let through = |y| held.call(y);";
    let ask = "fn kind(y) { unit(y, \"kind\") } fn before(y) { last(y, \"a\") } fn others(y) { mean(y, \"a\") }";
    for closure in [
        "|x| if x.unit(\"kind\") == \"phường\" { 1 } else { 0 }",
        "|x| if unit(x, \"kind\") == \"phường\" { 1 } else { 0 }",
        "|x| if kind(x) == \"phường\" { 1 } else { 0 }",
        "|x| { let f = kind; if f.call(x) == \"phường\" { 1 } else { 0 } }",
        "|x| [x].map(before)[0] - 3",
        "|x| call(before, x) - 3",
        "|x| held.call(x) - 3",
        "|x| listed[1].call(x) - 4",
        "|x| through.call(x) - 3",
        "|x| x.last(\"a\") - 3",
        "|x| last(x, \"a\") - 3",
        "|x| before(x) - 3",
        "|x| x.mean(\"a\") - 4",
        "|x| others(x) - 4",
        "|x| x.best(|y| y.b)",
        "|x| x.mean(|y| if y.unit(\"kind\") == \"phường\" { y.last(\"a\") } else { 0 }) - 3",
    ] {
        // With and without other functions that ask: what one rule needs doesn't depend on what others do.
        let named = ["kind", "before", "others"].iter().any(|name| closure.contains(name));
        let alone = if named { ask } else { "" };
        for helpers in [ask, alone].map(|helpers| format!("{helpers} {held}")) {
            assert_eq!(asked(&helpers, closure), Ok(Decimal::ONE), "{closure}");
        }
    }
}

#[test]
fn a_rule_that_asks_for_nothing_gathers_no_group_whatever_others_ask() {
    let helpers = "fn others(y) { y.mean(\"a\") } let held = |y| y.best(\"a\"); let number = 2;";
    for (closure, looks) in [
        ("|x| x.a", false),
        ("|x| x.a * number", false),
        ("|x| others(x)", true),
        ("|x| [x].map(others)[0]", true),
        ("|x| held.call(x)", true),
    ] {
        let rubric = load(helpers, closure);
        assert_eq!(rubric.node(rubric.find("1.1").unwrap()).rule.looks_around(), looks, "{closure}");
    }
}

#[test]
fn a_constant_of_another_file_may_be_a_function_that_asks() {
    let text = r#"import "c" as c; rubric("t", "Thử"); round("r", "Thẩm định"); domain("1", "Chỉ đạo");
criterion("1.1", "Luật", 1000).ask("a", "A").score(|x| x.a * c::TWO);
criterion("1.2", "Luật", 1000).ask("b", "B").score(|x| c::compared(x));"#;
    let looks = |library: &str| {
        let loaded = rubric::load_with("t.rhai", text, &|_| Ok(library.as_bytes().to_vec()));
        let rubric = loaded.rubric.unwrap_or_else(|| panic!("{:?}", loaded.problems));
        ["1.1", "1.2"].map(|code| rubric.node(rubric.find(code).unwrap()).rule.looks_around())
    };
    assert_eq!(looks("const TWO = 2; const F = |y| 2; fn compared(y) { global::F.call(y) }"), [false, false]);
    assert!(looks("const TWO = 2; const F = |y| y.mean(\"b\"); fn compared(y) { global::F.call(y) }")[1]);
}
