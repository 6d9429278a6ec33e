//! Slips with the structure of a rubric, with signs, and in rules of code.

use crate::make::Slip;
use crate::samples::{DOMAIN, LEAF, LISTS, ROUND, RUBRIC, Script};

/// Statements with a slip of their own that stand further down.
pub(crate) const LATER: [&str; 6] = [
    "domain(\"8\", \"Tám\"); criterion(\"8.1\", \"Một\", 1).evidnce(\"Kế hoạch\");",
    "domain(\"8\", \"Tám\"); criterion(\"8.1\", \"Một\", 1).ask(\"k\", \"K\").figure(\"k\").from(80, 1).below(50, 0);",
    "domain(\"8\", \"Tám\"); criterion(\"8.1\", \"Một\", 1).ask(\"k\", \"K\").figure(\"kk\").each(1);",
    "domain(\"8\", \"Tám\"); criterion(\"8.1\", \"Một\", 1;",
    "domain(\"8\", \"Tám\"); criterion(\"8.1\", \"Một\", 1).ask(\"k\", \"K\").figure(\"k\").each(0.5).example([1], 1);",
    "domain(\"8\", \"Tám\"); criterion(\"8.1\", \"Một\", 1).choice(\"Có\", 2);",
];

/// Two ways to write the same, the second odd.
pub(crate) const HARMLESS: [(&str, &str); 4] = [
    // A non-breaking space is a space.
    (
        "domain(\"2\", \"Hai\", 1); criterion(\"2.1\", \"Ba\", 1);",
        "domain(\"2\",\u{a0}\"Hai\",\u{a0}1);\u{a0}criterion(\"2.1\", \"Ba\", 1);",
    ),
    // Marks typed as characters of their own are the same marks, in texts and in names.
    (
        "domain(\"2\", \"Hai\"); criterion(\"2.1\", \"Bố\", 1).ask(\"số\", \"Số\").score(|x| if x.số > 1 { 1 } else { 0 });",
        "domain(\"2\", \"Hai\"); criterion(\"2.1\", \"Bo\u{302}\u{301}\", 1).ask(\"so\u{302}\u{301}\", \"Số\").score(|x| if x.số > 1 { 1 } else { 0 });",
    ),
    // Spaces around a text are no part of it.
    (
        "domain(\"2\", \"Hai\"); criterion(\"2.1\", \"Ba\", 1);",
        "domain(\"2 \", \" Hai\"); criterion(\" 2.1\", \"Ba \", 1);",
    ),
    // Windows ends lines with two characters.
    (
        "domain(\"2\", \"Hai\");  criterion(\"2.1\", \"Ba\", 1);",
        "domain(\"2\", \"Hai\");\r\ncriterion(\"2.1\", \"Ba\", 1);",
    ),
];

/// A right rubric with some statements at its end.
pub(crate) fn script(body: &str) -> Script {
    let above = [RUBRIC, ROUND, LISTS, DOMAIN, LEAF].join("\n");
    Script { text: format!("{above}\n{body}\n"), statement: body.to_owned(), line: above.lines().count() + 1 }
}

fn slip(what: &str, script: Script) -> Slip {
    Slip { what: what.to_owned(), script, harmless: None }
}

/// A whole rubric in which one line is the slip.
fn whole(what: &str, lines: &[&str], statement: &str) -> Slip {
    let line = lines
        .iter()
        .position(|line| *line == statement)
        .map_or(1, |at| lines[..at].iter().map(|line| line.lines().count()).sum::<usize>() + 1);
    slip(what, Script { text: format!("{}\n", lines.join("\n")), statement: statement.to_owned(), line })
}

/// All of them, by topic.
pub(crate) fn all() -> Vec<(&'static str, Vec<Slip>)> {
    vec![("structure", structure()), ("rules", rules()), ("signs", signs()), ("code", code())]
}

fn structure() -> Vec<Slip> {
    let h = [RUBRIC, ROUND, LISTS];
    let with = |what: &str, lines: &[&str], statement: &str| {
        let lines: Vec<&str> = h.iter().chain(lines).copied().collect();
        whole(what, &lines, statement)
    };
    let own = |what: &str, body: &str| slip(what, script(body));
    vec![
        slip("empty file", Script { text: String::new(), statement: String::new(), line: 1 }),
        whole("no head", &[ROUND, LISTS, DOMAIN, LEAF], ""),
        whole("no domain", &h, ""),
        whole("no round", &[RUBRIC, LISTS, DOMAIN, LEAF], ""),
        whole("no appraisal", &[RUBRIC, "round(\"self\", \"Tự chấm\");", DOMAIN, LEAF], ""),
        own("code twice", "criterion(\"1.1\", \"Lại\", 1);"),
        with(
            "child before parent",
            &["criterion(\"1.1\", \"Kế hoạch\", 1);", DOMAIN, "criterion(\"1.2\", \"Hai\", 1);"],
            "criterion(\"1.1\", \"Kế hoạch\", 1);",
        ),
        own("subcriterion without criterion", "domain(\"2\", \"Hai\"); subcriterion(\"2.1.1\", \"Ba\", 1);"),
        own("code of another parent", "criterion(\"2.1\", \"Hai\", 1);"),
        with("maxima that don't add up", &["domain(\"1\", \"Chỉ đạo\", 3);", LEAF], "domain(\"1\", \"Chỉ đạo\", 3);"),
        own("no maximum", "criterion(\"1.2\", \"Hai\");"),
        own("domain without criteria", "domain(\"2\", \"Hai\");"),
        own("parent with a rule", "criterion(\"1.2\", \"Hai\").choice(\"Có\", 1); subcriterion(\"1.2.1\", \"Ba\", 1);"),
        own(
            "parent with a figure",
            "criterion(\"1.2\", \"Hai\").ask(\"n\", \"N\"); subcriterion(\"1.2.1\", \"Ba\", 1);",
        ),
        own(
            "parent with an example",
            "criterion(\"1.2\", \"Hai\").example([1], 1); subcriterion(\"1.2.1\", \"Ba\", 1);",
        ),
        own("leaf with a mean", "criterion(\"1.2\", \"Hai\", 1).mean();"),
        own("unknown office", "criterion(\"1.2\", \"Hai\", 1).by(\"NVV\");"),
        own("unknown round", "adjust(\"Thiếu phiếu\", -1).when_no_sheet(\"round2\");"),
        own("unknown band", "ceiling(\"Tot\").when_any_zero();"),
        own("unknown code", "result(\"kq\", \"Kết quả\").of(\"1.9\");"),
        own("unknown figure", "criterion(\"1.2\", \"Hai\", 1).ask(\"planned\", \"P\").figure(\"plannd\").each(1);"),
        own("figure without .ask", "criterion(\"1.2\", \"Hai\", 1).figure(\"n\").each(1);"),
        own(
            "example that does not hold",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").each(0.5).example([1], 0.25);",
        ),
        own(
            "example with a decimal comma",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").each(0.5).example([0,5], 0.25);",
        ),
        own(
            "example with too few figures",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"a\", \"A\").ask(\"b\", \"B\").percent(\"a\", \"b\").in_proportion().example([1], 1);",
        ),
        own(
            "example of an unknown choice",
            "criterion(\"1.2\", \"Hai\", 1).choice(\"Có\", 1).choice(\"Không\", 0).example(\"Co\", 1);",
        ),
        own("example without a rule", "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").example([1], 1);"),
        whole(
            "bands leave a gap",
            &[RUBRIC, ROUND, "band(\"Tốt\", 80); band(\"Khá\", 50);", DOMAIN, "criterion(\"1.1\", \"Kế hoạch\", 100);"],
            "band(\"Tốt\", 80); band(\"Khá\", 50);",
        ),
        own("two bands from one score", "band(\"Giỏi\", 0.5);"),
        own("band beyond the scale", "band(\"Giỏi\", 80);"),
    ]
}

fn rules() -> Vec<Slip> {
    let own = |what: &str, body: &str| slip(what, script(body));
    vec![
        own("choice above the maximum", "criterion(\"1.2\", \"Hai\", 1).choice(\"Có\", 2).choice(\"Không\", 0);"),
        own("no choice gives the maximum", "criterion(\"1.2\", \"Hai\", 1).choice(\"Có\", 0.5).choice(\"Không\", 0);"),
        own(
            "rule never reaches the maximum",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").from(5, 0.5).otherwise(0);",
        ),
        own(
            "rule exceeds the maximum",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").from(5, 2).otherwise(0);",
        ),
        own(
            "tiers in the wrong order",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").from(50, 0.5).from(80, 1).otherwise(0);",
        ),
        own(
            "tiers with a gap",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").above(80, 1).below(80, 0);",
        ),
        own(
            "tiers that rise and fall",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").from(80, 0.5).from(50, 1).otherwise(0);",
        ),
        own("tiers without a measure", "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").from(80, 1).otherwise(0);"),
        own("measure without tiers", "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\");"),
        own(
            "slope without a tier",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").above_adds(1, 0.5, 1);",
        ),
        own(
            "words and code",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").each(1).score(|x| x.max);",
        ),
        own("computed without a rule", "criterion(\"1.2\", \"Hai\", 1).computed();"),
        own(
            "branch after one for all",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").each(1).for_units(\"type\", \"xã\").figure(\"n\").each(0.5);",
        ),
        own(
            "branch without a rule",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").for_units(\"type\", \"xã\").for_other_units().figure(\"n\").each(1);",
        ),
        own("assigned to some, not said what others get", "criterion(\"1.2\", \"Hai\", 1).only_for(\"type\", \"xã\");"),
        own(
            "bounds exchanged",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").between(\"n\", 85, 20).in_proportion();",
        ),
        own("adjustment without a condition", "adjust(\"Nộp muộn\", -0.5);"),
        own("ceiling without a condition", "ceiling(\"Khá\");"),
        own("result of nothing", "result(\"kq\", \"Kết quả\");"),
        own("two conditions", "ceiling(\"Khá\").when_any_zero().when(\"discipline\", \"Có\");"),
        own("bonus and penalty", "domain(\"2\", \"Thưởng\", 1).bonus().penalty();"),
        whole("every round from data", &[RUBRIC, "round(\"r\", \"Số liệu\").from_data();", LISTS, DOMAIN, LEAF], LEAF),
    ]
}

fn signs() -> Vec<Slip> {
    let own = |what: &str, body: &str| slip(what, script(body));
    let mut slips = vec![
        own("sign ≥", "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| if x.n ≥ 2 { 1 } else { 0 });"),
        own("sign ×", "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| min(1, x.n × 0.5));"),
        own("= for ==", "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| if x.n = 2 { 1 } else { 0 });"),
        own(
            "and for &&",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| if x.n > 2 and x.n < 5 { 1 } else { 0 });",
        ),
        own("Word's dash", "adjust(\"Muộn\", –0.5).per_day_late();"),
        own("invisible character", "criterion(\"1.2\",\u{200b} \"Hai\", 1);"),
        own("extra comma", "criterion(\"1.2\", , \"Hai\", 1);"),
        own("extra bracket", "criterion(\"1.2\", \"Hai\", 1));"),
        own("bracket after the wrong value", "criterion(\"1.2\", \"Hai\", 1).choice(\"Có\", 1.choice(\"Không\", 0);"),
        own(
            "brace not closed",
            "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| { if x.n > 1 { 1 } else { 0 });",
        ),
        own("two points", "criterion(\"1.2\", \"Hai\", 1)..evidence(\"Kế hoạch\");"),
        own("percent sign", "criterion(\"1.2\", \"Hai\", 1).choice_percent(\"Tốt\", 100%);"),
        own("thousands", "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").figure(\"n\").up_to(16.000.5, 1);"),
        own("backslash", "criterion(\"1.2\", \"Thư mục C:\\Users\", 1);"),
        own("line break within a text", "criterion(\"1.2\", \"Hai\ndòng\", 1);"),
        own("Vietnamese word", "tiêu_chí(\"1.2\", \"Hai\", 1);"),
        own("Vietnamese word with spaces", "tiêu chí(\"1.2\", \"Hai\", 1);"),
        own("sentence", "Tiêu chí 1.2 Ban hành kế hoạch;"),
        own("import", "import \"chung\" as c;"),
        own("variable that is not declared", "criterion(\"1.2\", \"Hai\", diem);"),
        own("semicolon within", "criterion(\"1.2\", \"Hai\", 1);\n    .evidence(\"Kế hoạch\");"),
    ];
    for (what, first) in [
        ("no semicolon after a criterion", "criterion(\"1.2\", \"Hai\", 1)"),
        ("no semicolon after a domain", "domain(\"2\", \"Hai\", 1)"),
        ("no bracket at the end of a line", "criterion(\"1.2\", \"Hai\", 1"),
        ("no quotation mark at the end of a line", "criterion(\"1.2\", \"Hai, 1);"),
    ] {
        let next = if first.starts_with("domain") {
            "criterion(\"2.1\", \"Ba\", 1);"
        } else {
            "criterion(\"1.3\", \"Ba\", 1);"
        };
        slips.push(own(what, &format!("{first}\n{next}")));
    }
    slips
}

fn code() -> Vec<Slip> {
    let rule = |what: &str, rule: &str| {
        slip(
            what,
            script(&format!("criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").ask(\"m\", \"M\").score(|x| {rule});")),
        )
    };
    let own = |what: &str, body: &str| slip(what, script(body));
    vec![
        rule("division by zero", "x.n / 0"),
        rule("overflow", "(x.n + 1) * 79228162514264337593543950335.0 * 10"),
        rule("unknown figure", "if x.n > 1 { x.mm } else { 0 }"),
        rule("unknown figure of last year", "if x.n > 1 { min(1, x.last(\"nn\")) } else { 0 }"),
        rule("Vietnamese property", "if x.n > 1 { x.điểm } else { 0 }"),
        rule("maximum with marks", "if x.n > 1 { x.mã } else { 0 }"),
        rule("number against text", "if x.n > \"5\" { 1 } else { 0 }"),
        rule("number and nothing", "if x.n == () { 1 } else { 0 }"),
        rule("text plus number", "\"1\" * x.n"),
        rule("number as a condition", "if x.n { 1 } else { 0 }"),
        rule("no else", "if x.n > 1 { 1 }"),
        rule("semicolon at the end", "{ let p = x.max; }"),
        rule("returns text", "\"một\""),
        rule("returns true", "x.n > 1"),
        rule("returns a list", "[x.n]"),
        rule("exceeds the maximum", "x.max + 1"),
        rule("exceeds it soon", "x.n * 5"),
        rule("negative", "-1"),
        rule("negative soon", "x.max - x.n * 2"),
        rule("infinite loop", "{ loop { } }"),
        rule("text that grows", "{ let s = \"aaaaaaaa\"; loop { s += s; } 0 }"),
        rule("unknown function in a branch", "if x.n > 1000 { rond(x.n) } else { 0 }"),
        rule("unknown word of x", "if x.n > 1000 { x.lst(\"n\") } else { 0 }"),
        rule("element that is not there", "{ let a = [1]; a[3] }"),
        rule("throws", "{ throw \"không được\"; 0 }"),
        rule("name that is not there", "diem * 2"),
        own("function without a value", "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|| 1);"),
        own("function of two values", "criterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x, y| 1);"),
        own(
            "helper that throws",
            "fn f(v) { throw \"thiếu số liệu\"; v }\ncriterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| f(x.n));",
        ),
        own(
            "helper that returns nothing",
            "fn f(v) { v * 2; }\ncriterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| f(x.n));",
        ),
        own(
            "helper with too few values",
            "fn f(v, w, z) { v }\ncriterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| f(x.n));",
        ),
        own(
            "helper that misspells a helper",
            "fn share(v) { min(1, v) }\nfn g(v) { shere(v) }\ncriterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| if x.n > 500 { g(x.n) } else { 0 });",
        ),
        own("recursion", "fn f(v) { f(v) + 1 }\ncriterion(\"1.2\", \"Hai\", 1).ask(\"n\", \"N\").score(|x| f(x.n));"),
        own("recursion at the top", "fn f(v) { f(v) + 1 }\nf(1);"),
        own("loop at the top", "let n = 0; while true { n += 1; }"),
        own("property that no unit has", "ceiling(\"Khá\").when(|u| u.zeroes > 1);"),
        own("code that is not there", "ceiling(\"Khá\").when(|u| u.points(\"1.7\") > 1);"),
        own("result that is not there", "ceiling(\"Khá\").when(|u| u.value(\"kq\") > 1);"),
        own(
            "combine with an unknown function",
            "domain(\"2\", \"Hai\").combine(|parts| smallest(parts)); criterion(\"2.1\", \"Ba\", 1);",
        ),
        own("combine returns nothing", "domain(\"2\", \"Hai\").combine(|parts| { }); criterion(\"2.1\", \"Ba\", 1);"),
        own(
            "combine with a part that is not there",
            "domain(\"2\", \"Hai\").combine(|parts| parts[1]); criterion(\"2.1\", \"Ba\", 1);",
        ),
        own("constant changed", "const MAX = 1; MAX = 2;"),
    ]
}
