//! A rubric with every kind of rule.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "shared by two tests")]

use scoring::rubric::{Adjustment, Gate, NamedResult, TieBreak, When};
use scoring::rule::{
    Basis, Bound, Branch, Code, Combine, Condition, Each, Measure, MinusEach, Part, Slope, Tier, WhenZero, Word, Words,
    Worth,
};
use scoring::{Aggregate, Band, Choice, Example, Node, Office, Place, Points, Round, RoundKind, Rubric, Rule};

pub(crate) fn points(text: &str) -> Points {
    text.parse().unwrap()
}

pub(crate) fn node<'a>(rubric: &'a mut Rubric, code: &str) -> &'a mut Node {
    let id = rubric.find(code).unwrap();
    &mut rubric.nodes[id.0]
}

pub(crate) fn words<'a>(rubric: &'a mut Rubric, code: &str) -> &'a mut Words {
    match &mut node(rubric, code).rule {
        Rule::Words(words) => words,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn year(mut rubric: Rubric, year: i32) -> Rubric {
    rubric.year = Some(year);
    rubric
}

pub(crate) fn slope() -> Slope {
    let (base, add, cap) = (points("0.5"), points("0.25"), points("2"));
    Slope { from: 1000.into(), base, per: 100.into(), add, cap }
}

/// Two domains with six leaves.
pub(crate) fn rubric() -> Rubric {
    build(nodes())
}

/// The sample without one leaf.
pub(crate) fn without(code: &str) -> Rubric {
    build(nodes().into_iter().filter(|(node, _)| node.code != code).collect())
}

/// The sample with a new criterion 1.1, the others of its domain one number further; renamed with stated lineage.
pub(crate) fn renumbered(renamed: bool) -> Rubric {
    let mut nodes = nodes();
    for (node, _) in &mut nodes {
        let Some(number) = node.code.strip_prefix("1.").and_then(|number| number.parse::<u32>().ok()) else { continue };
        if renamed {
            node.title = format!("Tên mới {number}");
            node.was = vec![node.code.clone()];
        }
        node.code = format!("1.{}", number + 1);
    }
    nodes.insert(1, (Node::criterion("1.1", "Tiêu chí mới", Some(points("1"))), &[]));
    build(nodes)
}

type Asks = &'static [(&'static str, &'static str)];

fn build(nodes: Vec<(Node, Asks)>) -> Rubric {
    let mut rubric = Rubric::new("demo", "Bộ tiêu chí mẫu");
    for (node, asks) in nodes {
        let id = rubric.push(node).unwrap();
        for (name, label) in asks {
            rubric.ask(id, name, label);
        }
    }
    header(&mut rubric);
    rubric.settle().unwrap();
    rubric
}

fn header(rubric: &mut Rubric) {
    rubric.year = Some(2022);
    rubric.source = "Quyết định 1".into();
    rubric.scale = Some(100.into());
    rubric.step = "0.25".parse().ok();
    rubric.rounds = vec![
        Round::new("self", "Tự đánh giá", RoundKind::SelfAssessment),
        Round::new("round1", "Thẩm định", RoundKind::Appraisal),
    ];
    let band = |name: &str, from: i64| Band { name: name.into(), from: from.into() };
    rubric.bands = vec![band("A", 90), band("B", 70), band("C", 0)];
    rubric.offices = [("NV", "Phòng Nội vụ"), ("TP", "Phòng Tư pháp")]
        .map(|(id, title)| Office { id: id.into(), title: title.into() })
        .to_vec();
    let (late, most) = (points("-0.5"), Some(points("2")));
    rubric.adjustments =
        vec![Adjustment { title: "Nộp muộn".into(), when: When::Late, points: late, at_most: most }];
    rubric.gates = vec![Gate { band: "B".into(), when: When::AnyZero }];
    let first = rubric.find("1").unwrap();
    rubric.tie_breaks = vec![TieBreak::Points(first)];
    rubric.results = vec![NamedResult {
        id: "quy-trinh".into(),
        title: "Quy trình".into(),
        nodes: vec![first],
        aggregate: Aggregate::Sum,
        scale: Some(100.into()),
        digits: 2,
        bands: vec![band("Tốt", 80)],
        word: None,
    }];
}

fn nodes() -> Vec<(Node, Asks)> {
    let leaf = |code: &str, title: &str, max: &str, rule: Rule| Node {
        rule,
        office: "NV".into(),
        ..Node::criterion(code, title, Some(points(max)))
    };
    let example = Example {
        figures: vec![40.into(), 40.into()],
        points: points("1.5"),
        choice: None,
        attribute: None,
        place: Place::Nowhere,
    };
    let choice = |label: &str, worth| Choice { label: label.into(), points: points(worth) };
    let code = Rule::Code(Code::new("|x| x.count * 0.5", |_, max| Ok(max)));
    vec![
        (Node::domain("1", "Chỉ đạo, điều hành", None), &[]),
        (
            Node { computed: true, examples: vec![example], ..leaf("1.1", "Kế hoạch", "1.5", tiers()) },
            &[("done", "Số đã xong"), ("planned", "Số được giao")],
        ),
        (leaf("1.2", "Thu ngân sách", "2", simple("income", vec![Box::new(slope())])), &[("income", "Số thu")]),
        (
            leaf("1.3", "Báo cáo", "2", simple("late", vec![Box::new(MinusEach(points("0.25")))])),
            &[("late", "Số báo cáo muộn")],
        ),
        (Node::domain("2", "Thủ tục hành chính", Some(points("3"))), &[]),
        (leaf("2.1", "Giải quyết hồ sơ", "1", branches()), &[("online", "Trực tuyến"), ("count", "Sáng kiến")]),
        (leaf("2.2", "Sáng kiến", "1", code), &[("count", "Số sáng kiến")]),
        (
            Node {
                choices: vec![choice("Đúng hạn", "1"), choice("Muộn", "0.5"), choice("Không", "0")],
                ..leaf("2.3", "Công khai", "1", Rule::Entered)
            },
            &[],
        ),
    ]
}

fn tier(bound: Bound, worth: Worth) -> Box<dyn Word> {
    Box::new(Tier { bound, worth })
}

fn tiers() -> Rule {
    let fixed = |worth| Worth::Points(points(worth));
    let part = Part {
        measure: Measure::new(Basis::Percent("done".into(), "planned".into())),
        words: vec![
            tier(Bound::Below(80.into()), fixed("0")),
            tier(Bound::Below(90.into()), fixed("1")),
            tier(Bound::Otherwise, Worth::InProportionTo(100.into())),
        ],
        max: None,
        when_zero: Some(WhenZero::Full),
    };
    Rule::Words(Words {
        branches: vec![Branch { condition: None, parts: vec![part], combine: Combine::Sum, round: None }],
    })
}

fn simple(figure: &str, words: Vec<Box<dyn Word>>) -> Rule {
    Rule::Words(Words::simple(Measure::new(Basis::Figure(figure.into())), words))
}

/// Two branches, the first of two parts.
fn branches() -> Rule {
    let part = |figure: &str, worth: &str, max| Part {
        measure: Measure::new(Basis::Figure(figure.into())),
        words: vec![Box::new(Each(points(worth)))],
        max,
        when_zero: None,
    };
    let first = Branch {
        condition: Some(Condition::Attribute("loai".into(), "phường".into())),
        parts: vec![part("online", "0.1", Some(points("0.5"))), part("count", "0.25", Some(points("0.5")))],
        combine: Combine::Sum,
        round: None,
    };
    let second = Branch {
        condition: Some(Condition::Otherwise),
        parts: vec![part("count", "0.5", None)],
        combine: Combine::Sum,
        round: None,
    };
    Rule::Words(Words { branches: vec![first, second] })
}
