//! Small scripts: what they come to, and what an analyst is told about mistakes.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]
use scoring::{Facts, Figures, Inputs, Place, Points, Problem};

const HEAD: &str = r#"rubric("t", "Thử").scale(100);
round("self", "Tự đánh giá");
round("round1", "Thẩm định");
band("A", 50); band("B", 0);
office("NV", "Phòng Nội vụ");
domain("1", "Chỉ đạo");
"#;

fn load(body: &str) -> rubric::Loaded {
    rubric::load("t.rhai", &format!("{HEAD}{body}"))
}

/// The problems as lines `line:column kind`, lines counted from the end of the head.
fn kinds(body: &str) -> Vec<String> {
    let head = HEAD.lines().count();
    let shown = |problem: &Problem| match &problem.place {
        Place::Script { line, column, .. } => {
            format!("{}:{column} {}", i64::try_from(*line).unwrap() - i64::try_from(head).unwrap(), problem.kind)
        }
        _ => format!("- {}", problem.kind),
    };
    load(body).problems.iter().map(shown).collect()
}

fn points(body: &str, figures: &[&str]) -> Result<Option<Points>, scoring::Fault> {
    let loaded = load(body);
    let rubric = loaded.rubric.unwrap_or_else(|| panic!("{:?}", loaded.problems));
    let node = rubric.node(rubric.find("1.1").unwrap());
    let values: Vec<_> = figures.iter().map(|figure| figure.parse().unwrap()).collect();
    node.rule.points(&Inputs::new(Figures { names: &node.asks, values: &values }), node.max)
}

fn gives(body: &str, figures: &[&str], expected: &str) {
    assert_eq!(points(body, figures), Ok(Some(expected.parse().unwrap())), "{figures:?}");
}

#[test]
fn tiers_are_exact_at_their_thresholds() {
    let rule = r#"criterion("1.1", "Kế hoạch", 1.5).ask("done", "Hoàn thành").ask("planned", "Được giao")
        .percent("done", "planned").below(80, 0).otherwise_in_proportion();"#;
    gives(rule, &["90", "100"], "1.35");
    gives(rule, &["79", "100"], "0");
    gives(rule, &["80", "100"], "1.2");
    gives(rule, &["4", "5"], "1.2");
    assert!(matches!(points(rule, &["1", "0"]), Err(scoring::Fault::ZeroDenominator(_))));
    assert!(matches!(points(rule, &["11", "10"]), Ok(Some(max)) if max.to_string() == "1.5"));
}

#[test]
fn a_third_meets_no_rounded_threshold() {
    let rule = r#"criterion("1.1", "Tỷ lệ", 1).ask("a", "A").ask("b", "B")
        .percent("a", "b").from(33.3333333333, 1).otherwise(0);"#;
    gives(rule, &["1", "3"], "1");
    gives(rule, &["3333333333", "10000000000"], "0");
}

#[test]
fn counts_have_caps_and_floors() {
    let each = r#"criterion("1.1", "Văn bản", 2).ask("n", "Số văn bản").figure("n").each(0.5);"#;
    gives(each, &["3"], "1.5");
    gives(each, &["6"], "2");
    let minus = r#"criterion("1.1", "Báo cáo", 1).ask("late", "Số lần muộn").figure("late").minus_each(0.25);"#;
    gives(minus, &["1"], "0.75");
    gives(minus, &["9"], "0");
}

#[test]
fn closures_see_exact_decimals() {
    let rule = r#"criterion("1.1", "Sáng kiến", 0.5).ask("count", "Số sáng kiến")
        .score(|x| if x.count >= 2 { x.max } else { x.count * 0.25 });"#;
    gives(rule, &["1"], "0.25");
    gives(rule, &["5"], "0.5");
    gives(r#"criterion("1.1", "Chia", 4).ask("n", "N").score(|x| 7/2);"#, &["1"], "3.5");
    gives(r#"criterion("1.1", "Cộng", 1).ask("n", "N").score(|x| 0.1 + 0.2);"#, &["1"], "0.3");
}

#[test]
fn a_rule_that_forgets_a_case_is_no_zero() {
    let rule = r#"criterion("1.1", "Quên", 1).ask("n", "N").score(|x| if x.n > 5 { 1 });"#;
    assert!(matches!(points(rule, &["1"]), Err(scoring::Fault::Code(..))));
    let tiers = r#"criterion("1.1", "Hở", 1).ask("n", "N").figure("n").from(5, 1).below(3, 0);"#;
    assert_eq!(points(tiers, &["4"]), Err(scoring::Fault::NoBranch(4.into())));
}

#[test]
fn a_rule_outside_its_range_is_a_fault() {
    let rule = r#"criterion("1.1", "Quá", 1).ask("n", "N").score(|x| x.n);"#;
    assert!(matches!(points(rule, &["1.5"]), Err(scoring::Fault::OutOfRange(_))));
}

#[test]
fn structure_slips_are_found_where_they_stand() {
    let leaf = r#"criterion("1.1", "A", 1).choice("Có", 1).choice("Không", 0);"#;
    assert_eq!(kinds(leaf), Vec::<String>::new());
    assert_eq!(kinds(&format!("{leaf}\ncriterion(\"1.1\", \"B\", 1);")), ["2:11 rubric-code-twice"]);
    assert_eq!(kinds("criterion(\"2.1\", \"A\", 1);"), ["1:11 rubric-structure"]);
    assert_eq!(kinds("criterion(\"1.1\", \"A\");"), ["1:1 rubric-structure"]);
    assert_eq!(kinds("criterion(\"1.1\", \"A\", 1).by(\"TP\");"), ["1:29 rubric-office"]);
    assert_eq!(
        kinds("domain(\"2\", \"B\", 3);\ncriterion(\"2.1\", \"A\", 2.5);"),
        ["0:1 rubric-structure", "1:18 rubric-sum"]
    );
    assert_eq!(kinds("criterion(\"1.1\", \"A\", 1).choice(\"Có\", 2);"), ["1:39 rubric-choice"]);
}

#[test]
fn misspelt_figures_are_found_in_every_branch() {
    let ask = r#"criterion("1.1", "A", 1).ask("planned", "Được giao").ask("done", "Xong")"#;
    assert_eq!(
        kinds(&format!("{ask}\n.percent(\"done\", \"plannd\").from(1, 1).otherwise(0);")),
        ["2:18 rubric-unknown-figure"]
    );
    let closure = format!("{ask}\n.score(|x| if x.done > 0 {{ 1 }} else {{ x.plannd }});");
    assert_eq!(kinds(&closure), ["2:41 rubric-unknown-figure"]);
    assert_eq!(load(&closure).problems[0].help.en, "did you mean “planned”?");
    let two = "criterion(\"1.1\", \"A\", 1).ask(\"a\", \"A\").score(|x| min(1, x.a));\ncriterion(\"1.2\", \"B\", 1).ask(\"b\", \"B\").score(|x| min(1, x.b));";
    assert_eq!(kinds(two), Vec::<String>::new());
}

#[test]
fn a_mistake_hides_no_other() {
    let body =
        "criterion(\"1.1\", \"A\", 1).evidnce(\"x\");\ncriterion(\"1.2\", \"B\", \"1\");\ncriterion(\"1.3\", 11,5);";
    assert_eq!(kinds(body), ["1:26 rubric-unknown-word", "2:23 rubric-value", "3:18 rubric-value"]);
    assert_eq!(load(body).problems[0].help.en, "did you mean: evidence?");
}

#[test]
fn decimal_commas_are_explained() {
    let found = load("criterion(\"1.1\", \"A\", 0,5);").problems;
    assert_eq!(found[0].kind, "rubric-value");
    assert!(found[0].help.en.contains("0.5, not 0,5"), "{:?}", found[0].help);
    let example =
        load("criterion(\"1.1\", \"A\", 1).ask(\"n\", \"N\").figure(\"n\").each(1).example([0,25], 1);").problems;
    assert_eq!(example[0].kind, "rubric-example");
}

#[test]
fn words_own_quotes_are_explained() {
    let found = load("criterion(“1.1”, \"A\", 1);").problems;
    assert_eq!(found[0].kind, "rubric-syntax");
    assert!(found[0].message.en.contains('“'), "{:?}", found[0].message);
}

#[test]
fn runaway_scripts_stop() {
    assert_eq!(kinds("loop { }"), ["1:6 rubric-limit"]);
    assert_eq!(kinds("let s = \"aaaaaaaaaaaaaaaa\"; loop { s += s; }")[0].split(' ').nth(1), Some("rubric-limit"));
    assert_eq!(kinds("let a = []; loop { a.push(1); }")[0].split(' ').nth(1), Some("rubric-limit"));
    assert_eq!(
        kinds("let m = #{}; let i = 0; loop { m[i.to_string()] = i; i += 1; }")[0].split(' ').nth(1),
        Some("rubric-limit")
    );
    assert_eq!(kinds("fn f(n) { f(n + 1) } f(1);")[0].split(' ').nth(1), Some("rubric-limit"));
    let rule = r#"criterion("1.1", "A", 1).ask("n", "N").score(|x| { loop {} });"#;
    assert_eq!(kinds(rule)[0].split(' ').nth(1), Some("rubric-rule"));
}

#[test]
fn examples_are_run() {
    let leaf = r#"criterion("1.1", "A", 1).ask("n", "N").figure("n").each(0.25).example([2], 0.75);"#;
    assert_eq!(kinds(leaf), ["1:76 rubric-example"]);
}

#[test]
fn an_empty_rubric_scores_nothing() {
    let loaded = rubric::load("t.rhai", "");
    assert!(loaded.rubric.is_none());
    assert_eq!(loaded.problems.len(), 3);
    let rubric = load(r#"criterion("1.1", "A", 1);"#).rubric.unwrap();
    assert!(scoring::score(&rubric, &[], &Facts::new(0, &rubric)).results.is_empty());
}

#[test]
fn a_number_is_not_compared_with_something_else() {
    for rule in ["x.n > \"5\"", "x.n == ()", "() < x.n", "5 < \"7\"", "x.n != true"] {
        let rule = format!("criterion(\"1.1\", \"A\", 1).ask(\"n\", \"N\").score(|x| if {rule} {{ 1 }} else {{ 0 }});");
        assert!(kinds(&rule).iter().any(|kind| kind.ends_with(" rubric-rule")), "{rule}: {:?}", kinds(&rule));
    }
}

#[test]
fn rules_are_tried_around_their_thresholds() {
    let leaf = |words: &str| {
        let body = format!("criterion(\"1.1\", \"A\", 1).ask(\"n\", \"N\").figure(\"n\"){words};");
        kinds(&body).into_iter().map(|kind| kind.split(' ').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(leaf(".from(80, 1).from(50, 0.5).otherwise(0)"), Vec::<String>::new());
    assert_eq!(leaf(".from(50, 0.5).from(80, 1).otherwise(0)"), ["rubric-unreachable"]);
    assert_eq!(leaf(".from(80, 1).below(50, 0)"), ["rubric-gap"]);
    assert_eq!(leaf(".above(80, 1).below(80, 0)"), ["rubric-gap"]);
    assert_eq!(leaf(".from(80, 0.5).from(50, 1).otherwise(0)"), ["rubric-order"]);
    assert_eq!(leaf(".from(80, 1.5).otherwise(0)"), ["rubric-tier"]);
    assert_eq!(leaf(".from(80, 1).from(50, -0.5).otherwise(0)"), ["rubric-value"]);
    assert_eq!(leaf(".up_to(0, 1).otherwise(0)"), Vec::<String>::new());
    assert_eq!(leaf(".up_to(0, 0.25).above_adds(2, 0.25, 1)"), Vec::<String>::new());
    assert_eq!(leaf(".up_to(0, 0.25).above_adds(2, 0.25, 3)"), ["rubric-tier"]);
}

#[test]
fn examples_are_counted_by_the_words_they_reach() {
    let loaded = load(
        r#"criterion("1.1", "A", 1).ask("n", "N").figure("n").from(5, 1).from(2, 0.5).otherwise(0)
        .example([5], 1).example([1], 0);"#,
    );
    assert_eq!(rubric::coverage(&loaded.rubric.unwrap()), (2, 3));
}

#[test]
fn a_sum_of_parts_and_the_highest_part() {
    let sum = r#"criterion("1.1", "A", 1).ask("a", "A").ask("b", "B").tick("a", 0.25).tick("b", 0.75);"#;
    gives(sum, &["1", "0"], "0.25");
    gives(sum, &["1", "1"], "1");
    gives(&sum.replace(".tick(\"a\"", ".highest_only().tick(\"a\""), &["1", "1"], "0.75");
}

#[test]
fn what_changes_the_total_says_when_and_where() {
    let leaf = "criterion(\"1.1\", \"A\", 1);\n";
    assert_eq!(kinds(&format!("{leaf}adjust(\"Muộn\", -1);")), ["2:1 rubric-structure"]);
    assert_eq!(kinds(&format!("{leaf}ceiling(\"A\");")), ["2:1 rubric-structure"]);
    assert_eq!(kinds(&format!("{leaf}ceiling(\"Z\").when_any_zero();")), ["2:9 rubric-bands"]);
    let fine = "adjust(\"Muộn\", -1).per_day_late().at_most(2); ceiling(\"B\").when(|u| u.zeros > 0);";
    assert_eq!(kinds(&format!("{leaf}{fine}")), Vec::<String>::new());
}

#[test]
fn a_group_is_seen_through_a_shared_function_and_odd_spacing() {
    let looks = |rule: &str| {
        let body = format!(
            "fn rel(x) {{ x.n - x.mean(\"n\") }}\ncriterion(\"1.1\", \"A\", 1).ask(\"n\", \"N\").score(|x| {rule});"
        );
        let rubric = load(&body).rubric.unwrap();
        rubric.node(rubric.find("1.1").unwrap()).rule.looks_around()
    };
    assert!(looks("rel(x)"));
    assert!(looks("x.n - x.mean (\"n\")"));
    let alone = load("criterion(\"1.1\", \"A\", 1).ask(\"n\", \"N\").score(|x| x.n);").rubric.unwrap();
    assert!(!alone.node(alone.find("1.1").unwrap()).rule.looks_around());
}

#[test]
fn a_branch_after_one_for_everybody_else_is_never_reached() {
    let body = r#"criterion("1.1", "A", 1).ask("n", "N")
.for_other_units().figure("n").each(1)
.for_units("type", "xã").figure("n").each(0.5);"#;
    assert_eq!(kinds(body), ["3:2 rubric-structure"]);
}
