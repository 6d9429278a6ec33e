//! A right use of every form of every word, to make slips of.

use rubric::{Form, Owner};

/// A statement with a word in it, and the statements around it.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) word: &'static str,
    /// What stands before the word in its statement, the point included; empty for a word that begins a statement.
    pub(crate) before: String,
    pub(crate) values: Vec<String>,
    /// What follows the word in its statement.
    pub(crate) after: String,
    /// The statements before and after.
    pub(crate) above: String,
    pub(crate) below: String,
}

/// A script with one statement to look at.
#[derive(Debug, Clone)]
pub(crate) struct Script {
    pub(crate) text: String,
    pub(crate) statement: String,
    /// The line, from 1, where the statement begins.
    pub(crate) line: usize,
}

pub(crate) const RUBRIC: &str = "rubric(\"t\", \"Bộ tiêu chí\");";
pub(crate) const ROUND: &str = "round(\"round1\", \"Thẩm định\");";
pub(crate) const LISTS: &str = "band(\"Tốt\", 0.5); band(\"Khá\", 0);\noffice(\"NV\", \"Phòng Nội vụ\");";
pub(crate) const DOMAIN: &str = "domain(\"1\", \"Chỉ đạo\");";
pub(crate) const LEAF: &str = "criterion(\"1.1\", \"Kế hoạch\", 1);";

impl Sample {
    pub(crate) fn script(&self) -> Script {
        let values = self.values.join(", ");
        self.with(&format!("{}{}({values}){};", self.before, self.word, self.after))
    }

    /// The script with another statement in the place of this one.
    pub(crate) fn with(&self, statement: &str) -> Script {
        let above = if self.above.is_empty() { String::new() } else { format!("{}\n", self.above) };
        Script {
            text: format!("{above}{statement}\n{}\n", self.below),
            statement: statement.to_owned(),
            line: above.matches('\n').count() + 1,
        }
    }
}

fn joined(statements: &[&str]) -> String {
    statements.join("\n")
}

/// The sample of a form; a form without one fails.
pub(crate) fn sample(form: &'static Form) -> Sample {
    let (before, values, after, above, below) = match form.owner {
        Owner::Script => {
            let (values, after, above, below) = opener(form);
            (String::new(), values, after, above, below)
        }
        Owner::Rubric => {
            let (values, below) = header(form.word);
            let rest = joined(&[ROUND, LISTS, below, LEAF]);
            ("rubric(\"t\", \"Bộ tiêu chí\").".to_owned(), values, "", String::new(), rest)
        }
        Owner::Round => {
            let below = joined(&["round(\"round2\", \"Phúc tra\");", LISTS, DOMAIN, LEAF]);
            ("round(\"round1\", \"Thẩm định\").".to_owned(), Vec::new(), "", RUBRIC.to_owned(), below)
        }
        Owner::Node | Owner::Leaf => {
            let (start, values, after) = leaf(form);
            let above = joined(&[RUBRIC, ROUND, LISTS, DOMAIN]);
            (format!("criterion(\"1.1\", \"Kế hoạch\", 1){start}."), values, after, above, String::new())
        }
        Owner::Parent => {
            let values = if form.values.is_empty() { Vec::new() } else { vec!["|parts| parts[0]"] };
            let above = joined(&[RUBRIC, ROUND, LISTS]);
            ("domain(\"1\", \"Chỉ đạo\").".to_owned(), values, "", above, LEAF.to_owned())
        }
        Owner::Condition | Owner::Adjustment => {
            let (values, after) = condition(form);
            let above = joined(&[RUBRIC, ROUND, LISTS, DOMAIN, LEAF]);
            ("adjust(\"Nộp muộn\", -0.5).".to_owned(), values, after, above, String::new())
        }
        Owner::Result => {
            let values = match form.word {
                "band" => vec!["\"Cao\"", "0"],
                "of" => vec!["\"1.1\""],
                "scale" => vec!["10"],
                "decimals" => vec!["1"],
                "word" => vec!["|u| \"Có\""],
                _ => Vec::new(),
            };
            let above = joined(&[RUBRIC, ROUND, LISTS, DOMAIN, LEAF]);
            ("result(\"kq\", \"Kết quả\").of(\"1\").".to_owned(), values, "", above, String::new())
        }
    };
    assert_eq!(values.len(), form.values.len(), "no sample of {}", form.word);
    let values = values.into_iter().map(str::to_owned).collect();
    Sample { word: form.word, before, values, after: after.to_owned(), above, below }
}

type Opened = (Vec<&'static str>, &'static str, String, String);

fn opener(form: &Form) -> Opened {
    let head = joined(&[RUBRIC, ROUND, LISTS]);
    let all = joined(&[RUBRIC, ROUND, LISTS, DOMAIN, LEAF]);
    let max = form.values.len() == 3;
    let with_max = |values: [&'static str; 3]| if max { values.to_vec() } else { values[..2].to_vec() };
    match form.word {
        "rubric" => (vec!["\"t\"", "\"Bộ tiêu chí\""], "", String::new(), joined(&[ROUND, LISTS, DOMAIN, LEAF])),
        "round" => (vec!["\"round2\"", "\"Phúc tra\""], "", head, joined(&[DOMAIN, LEAF])),
        "band" => (vec!["\"Yếu\"", "0.25"], "", head, joined(&[DOMAIN, LEAF])),
        "office" => (vec!["\"TP\"", "\"Phòng Tư pháp\""], "", head, joined(&[DOMAIN, LEAF])),
        "domain" => (with_max(["\"1\"", "\"Chỉ đạo\"", "1"]), "", head, LEAF.to_owned()),
        "criterion" if max => (vec!["\"1.2\"", "\"Báo cáo\"", "0.5"], "", all, String::new()),
        "criterion" => {
            (vec!["\"1.2\"", "\"Báo cáo\""], "", all, "subcriterion(\"1.2.1\", \"Đúng hạn\", 1);".to_owned())
        }
        "subcriterion" if max => {
            let above = joined(&[RUBRIC, ROUND, LISTS, DOMAIN, "criterion(\"1.1\", \"Kế hoạch\");"]);
            (vec!["\"1.1.1\"", "\"Đúng hạn\"", "0.5"], "", above, String::new())
        }
        "subcriterion" => {
            let above = joined(&[RUBRIC, ROUND, LISTS, DOMAIN, "criterion(\"1.1\", \"Kế hoạch\");"]);
            (vec!["\"1.1.1\"", "\"Đúng hạn\""], "", above, "node(\"1.1.1.1\", \"Cấp xã\", 1);".to_owned())
        }
        "node" => {
            let below = if max { "" } else { "node(\"1.2.1\", \"Đúng hạn\", 1);" };
            (with_max(["\"1.2\"", "\"Báo cáo\"", "0.5"]), "", all, below.to_owned())
        }
        "adjust" => (vec!["\"Nộp muộn\"", "-0.5"], ".per_day_late()", all, String::new()),
        "ceiling" => (vec!["\"Khá\""], ".when_any_zero()", all, String::new()),
        "result" => (vec!["\"kq\"", "\"Kết quả\""], ".of(\"1\")", all, String::new()),
        word => panic!("no sample of {word}"),
    }
}

fn header(word: &str) -> (Vec<&'static str>, &'static str) {
    let value = match word {
        "source" => "\"Quyết định 12/QĐ-UBND\"",
        "index" => "\"Chỉ số CCHC\"",
        "year" => "2025",
        "version" => "\"2\"",
        "scale" => "100",
        "decimals" => "2",
        "step" => "0.25",
        "rounding" => "\"half_up\"",
        "round_leaves" | "round_domains" => "2",
        "total_at_most" => "1",
        "tie_break" => "\"1\"",
        "tie_break_by" => "\"population\"",
        _ => return (Vec::new(), DOMAIN),
    };
    (vec![value], DOMAIN)
}

fn condition(form: &Form) -> (Vec<&'static str>, &'static str) {
    match (form.word, form.values.len()) {
        ("at_most", _) => (vec!["2"], ".per_day_late()"),
        ("when_no_sheet", _) => (vec!["\"round1\""], ""),
        ("when", 2) => (vec!["\"discipline\"", "\"Khiển trách\""], ""),
        ("when", 1) => (vec!["|u| u.zeros > 2"], ""),
        _ => (Vec::new(), ""),
    }
}

const N: &str = ".ask(\"n\", \"Số lượng\")";
const AB: &str = ".ask(\"done\", \"Hoàn thành\").ask(\"planned\", \"Được giao\")";
const FIGURE: &str = ".ask(\"n\", \"Số lượng\").figure(\"n\")";
const PERCENT: &str = ".ask(\"done\", \"Hoàn thành\").ask(\"planned\", \"Được giao\").percent(\"done\", \"planned\")";

fn leaf(form: &Form) -> (&'static str, Vec<&'static str>, &'static str) {
    match form.word {
        "by" => ("", vec!["\"NV\""], ""),
        "evidence" => ("", vec!["\"Kế hoạch\""], ""),
        "was" => ("", vec!["\"1.3\""], ""),
        "choice" => ("", vec!["\"Đúng hạn\"", "1"], ".choice(\"Muộn\", 0)"),
        "choice_percent" => ("", vec!["\"Tốt\"", "100"], ".choice_percent(\"Kém\", 0)"),
        "step" => ("", vec!["0.25"], ""),
        "weight" => ("", vec!["2"], ""),
        "at_most" => ("", vec!["1"], ""),
        "survey" | "bonus" | "penalty" => ("", vec![], ""),
        "not_arising" => ("", vec!["\"full\""], ""),
        "only_for" => (".not_arising(\"full\")", vec!["\"type\"", "\"phường\""], ""),
        "ask" => ("", vec!["\"n\"", "\"Số lượng\""], ".figure(\"n\").each(0.5).example([1], 0.5)"),
        "figure" => (N, vec!["\"n\""], ".each(0.5).example([1], 0.5)"),
        "percent" => (AB, vec!["\"done\"", "\"planned\""], ".in_proportion().example([1, 2], 0.5)"),
        "remainder" => (N, vec!["[\"n\"]"], ".in_proportion().example([25], 0.75)"),
        "ballots" => (AB, vec!["\"done\"", "100"], ".ballots(\"planned\", 0).in_proportion().example([1, 1], 0.5)"),
        "between" => (N, vec!["\"n\"", "0", "10"], ".in_proportion().example([2], 0.2)"),
        "between_logs" => (N, vec!["\"n\"", "1", "10"], ".in_proportion().example([10], 1)"),
        "or_last_year" => (N, vec!["\"n\"", "12"], ".each(0.5).example([1], 0.5)"),
        "against_mean" | "against_best" | "against_last_year" => (FIGURE, vec![], ".from(0, 1).otherwise(0)"),
        "part" => ("", vec!["1"], ".ask(\"n\", \"Số lượng\").figure(\"n\").each(0.5).example([1], 0.5)"),
        "highest_only" => ("", vec![], ".ask(\"n\", \"N\").tick(\"n\", 0.5).part(1).figure(\"n\").each(0.5)"),
        "round_parts" => ("", vec!["2"], ".ask(\"n\", \"N\").tick(\"n\", 0.5).part(0.5).figure(\"n\").each(0.25)"),
        "for_units" => {
            (N, vec!["\"type\"", "\"xã\""], ".figure(\"n\").each(0.5).for_other_units().figure(\"n\").each(0.25)")
        }
        "for_other_units" => (
            ".ask(\"n\", \"N\").for_units(\"type\", \"xã\").figure(\"n\").each(0.5)",
            vec![],
            ".figure(\"n\").each(0.25)",
        ),
        "below" => (FIGURE, vec!["50", "0"], ".otherwise(1).example([50], 1)"),
        "up_to" => (FIGURE, vec!["50", "0"], ".otherwise(1).example([50], 0)"),
        "from" => (FIGURE, vec!["50", "1"], ".otherwise(0).example([50], 1)"),
        "above" => (FIGURE, vec!["50", "1"], ".otherwise(0).example([50], 0)"),
        "otherwise" => (".ask(\"n\", \"Số lượng\").figure(\"n\").from(50, 1)", vec!["0"], ".example([1], 0)"),
        "in_proportion" => (PERCENT, vec![], ".example([1, 2], 0.5)"),
        "in_proportion_to" => (PERCENT, vec!["80"], ".example([4, 10], 0.5)"),
        "otherwise_in_proportion" | "otherwise_in_proportion_to" => {
            let start = ".ask(\"done\", \"A\").ask(\"planned\", \"B\").percent(\"done\", \"planned\").below(40, 0)";
            match form.values.is_empty() {
                true => (start, vec![], ".example([1, 2], 0.5)"),
                false => (start, vec!["80"], ".example([4, 10], 0.5)"),
            }
        }
        "above_adds" => {
            (".ask(\"n\", \"N\").figure(\"n\").up_to(10, 0.5)", vec!["2", "0.1", "1"], ".example([12], 0.6)")
        }
        "below_adds" => (".ask(\"n\", \"N\").figure(\"n\").from(10, 0.5)", vec!["2", "0.1", "1"], ".example([8], 0.6)"),
        "each" => (FIGURE, vec!["0.5"], ".example([1], 0.5)"),
        "minus_each" => (FIGURE, vec!["0.25"], ".example([1], 0.75)"),
        "tick" => (N, vec!["\"n\"", "1"], ".example([1], 1)"),
        "none_is_full" => (PERCENT, vec![], ".in_proportion().example([0, 0], 1)"),
        "none_is" => (PERCENT, vec!["0.5"], ".in_proportion().example([0, 0], 0.5)"),
        "none_is_percent" => (PERCENT, vec!["50"], ".in_proportion().example([0, 0], 0.5)"),
        "score" => (N, vec!["|x| if x.n > 5 { x.max } else { 0 }"], ".example([6], 1)"),
        "computed" => (".ask(\"n\", \"N\").figure(\"n\").each(0.5)", vec![], ".example([1], 0.5)"),
        "example" => (".ask(\"n\", \"N\").figure(\"n\").each(0.5)", vec!["[1]", "0.5"], ""),
        "example_for" => (".ask(\"n\", \"N\").figure(\"n\").each(0.5)", vec!["\"type\"", "\"xã\"", "[1]", "0.5"], ""),
        word => panic!("no sample of {word}"),
    }
}
