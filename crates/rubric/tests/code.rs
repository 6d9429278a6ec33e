//! Rules of code are tried before any unit does, and their branches are counted.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]
use scoring::Severity;

/// Loads a rubric of one leaf with a maximum of 2 that asks for a and b.
fn load(functions: &str, rule: &str) -> rubric::Loaded {
    let head = "rubric(\"t\", \"T\"); round(\"r\", \"R\"); domain(\"1\", \"D\");";
    let text =
        format!("{functions}\n{head}\ncriterion(\"1.1\", \"A\", 2).ask(\"a\", \"A\").ask(\"b\", \"B\")\n{rule};");
    rubric::load("t.rhai", &text)
}

/// `severity kind: message` of each problem.
fn told(functions: &str, rule: &str) -> Vec<String> {
    let shown = |p: &scoring::Problem| {
        assert!(!p.help.vi.is_empty() && p.message.vi != p.message.en && p.context.is_some(), "{p:#?}");
        format!("{} {}: {}", p.severity.code(), p.kind, p.message.en)
    };
    load(functions, rule).problems.iter().map(shown).collect()
}

#[test]
fn a_case_that_is_forgotten_is_found_with_the_figures_that_show_it() {
    assert_eq!(
        told("", ".score(|x| if x.a > 5 { 2 } else if x.a < 3 { 0 })"),
        ["warning rubric-gap: at a = 3; b = 3 the rule returns no points"]
    );
    assert_eq!(told("", ".score(|x| { x.a; })").len(), 1);
    assert_eq!(told("", ".score(|x| if x.a > 5 { 2 } else { 0 })"), Vec::<String>::new());
}

#[test]
fn numbers_of_functions_are_tried_too() {
    let gap = "fn f(n) { if n < 37 { 1 } else if n > 37 { 2 } }";
    assert_eq!(told(gap, ".score(|x| f(x.b))"), ["warning rubric-gap: at a = 37; b = 37 the rule returns no points"]);
}

#[test]
fn division_by_zero_is_told_as_for_words() {
    let found = told("", ".score(|x| min(x.max, x.a / x.b))");
    assert_eq!(found, ["note rubric-zero: at a = 0; b = 0 the rule divides by zero"]);
    let loaded = load("fn f(a, b) { a / b }", ".score(|x| min(x.max, f(x.a, x.b)))");
    let places: Vec<String> = loaded.problems[0].trace.iter().map(|frame| frame.place.address()).collect();
    assert_eq!(places, ["1:16", "4:23"]);
    assert!(loaded.rubric.is_some());
    assert_eq!(told("", ".score(|x| if x.b == 0 { 0 } else { min(2, x.a / x.b) })"), Vec::<String>::new());
}

#[test]
fn points_outside_their_range_are_found() {
    assert_eq!(
        told("", ".score(|x| x.a * 0.5)"),
        ["warning rubric-range: at a = 100; b = 100 the rule gives 50 points, outside 0 to 2"]
    );
    assert_eq!(
        told("", ".score(|x| x.max - x.a * 0.5)"),
        ["warning rubric-range: at a = 100; b = 100 the rule gives -48 points, outside 0 to 2"]
    );
    // A part greater than its whole is no case of the rule: it is told for the record.
    assert_eq!(
        told("", ".score(|x| if x.b == 0 { 0 } else { x.a / x.b * x.max })")[0].split(" the rule").next().unwrap(),
        "note rubric-range: at a = 100; b = 1"
    );
    assert_eq!(told("", ".score(|x| max(0, min(x.max, x.a * 0.5)))"), Vec::<String>::new());
}

#[test]
fn what_stops_is_found() {
    let found = told("", ".score(|x| if x.a == 9 { \"9\" } else { 1 })");
    assert_eq!(found, ["warning rubric-rule: at a = 9; b = 9: the rule returns \"9\", which is no number"]);
    let found = told("", ".score(|x| { while x.a == 9 { } 1 })");
    assert_eq!(found, ["warning rubric-rule: at a = 9; b = 9: it goes on for too long: a loop never ends"]);
}

#[test]
fn rules_that_ask_about_others_are_not_tried() {
    for rule in
        [".score(|x| if x.unit(\"type\") == \"xã\" { 1 } else { 2 })", ".score(|x| min(2, x.a / x.mean(\"a\")))"]
    {
        assert_eq!(told("", rule), Vec::<String>::new(), "{rule}");
    }
}

#[test]
fn many_figures_take_bounded_time() {
    let asks: String = (0..12).map(|n| format!(".ask(\"n{n}\", \"N\")")).collect();
    let sum: Vec<String> = (0..12).map(|n| format!("x.n{n}")).collect();
    let begun = std::time::Instant::now();
    let found = told("", &format!("{asks}.score(|x| {})", sum.join(" + ")));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}

#[test]
fn branches_that_no_example_reaches_are_told() {
    let rule = ".score(|x| { let n = x.a + x.b;\nif n >= 10 { 2 }\nelse if n >= 5 {\n    let half = 0.5;\n    if x.b == 0 { 1 } else { half }\n} else {\n    0\n} })";
    let coverage = |examples: &str| {
        let loaded = load("", &format!("{rule}{examples}"));
        let lines: Vec<String> = loaded.problems.iter().map(|p| p.place.address()).collect();
        assert!(loaded.problems.iter().all(|p| p.severity == Severity::Note && p.kind == "rubric-example"));
        (rubric::coverage(&loaded.rubric.unwrap()), lines)
    };
    assert_eq!(coverage(".example([6, 6], 2).example([5, 0], 1)").0, (2, 4));
    assert_eq!(coverage(".example([6, 6], 2).example([5, 0], 1)").1, ["8:30", "10:5"]);
    assert_eq!(
        coverage(".example([6, 6], 2).example([5, 0], 1).example([3, 3], 0.5).example([0, 0], 0)"),
        ((4, 4), vec![])
    );
    // Without any example there is nothing to tell but the count.
    assert_eq!(coverage(""), ((0, 4), vec![]));
}

#[test]
fn a_branch_that_hangs_on_a_variable_of_the_script_is_followed() {
    let loaded = load("let least = 3;", ".score(|x| if x.a >= least { 2 } else { 0 }).example([3, 0], 2)");
    assert_eq!(rubric::coverage(&loaded.rubric.unwrap()), (1, 2));
}

/// A rule that changes a variable of the script changes its own copy: what one unit is given does not hang on those
/// that were scored before it.
#[test]
fn a_rule_remembers_nothing_from_one_unit_to_the_next() {
    use scoring::{Figures, Inputs};
    for (variable, rule) in [
        ("let sum = 0;", ".score(|x| { sum += x.a; min(2, sum) })"),
        ("let sum = 0; let f = |n| { sum += n; sum };", ".score(|x| min(2, f.call(x.a)))"),
        ("let list = [];", ".score(|x| { list.push(x.a); min(2, list.len()) })"),
    ] {
        let rubric = load(variable, rule).rubric.unwrap();
        let node = rubric.node(rubric.find("1.1").unwrap());
        let values = [1.into(), 0.into()];
        for _ in 0..3 {
            let points = node.rule.points(&Inputs::new(Figures { names: &node.asks, values: &values }), node.max);
            assert_eq!(points, Ok(Some("1".parse().unwrap())), "{rule}");
        }
    }
}
