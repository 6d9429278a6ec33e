//! The tree as a script that reads like the annex.

use super::phrase::{self, Leaf, Measure, Rule, Word};
use super::tree::Node;
use super::{Counts, text, wording};
use scoring::Problem;
use std::fmt::Write;

/// Longest line of a declaration before it is broken.
const WIDTH: usize = 120;
/// What `rubric show` says of a leaf without a rule.
const ENTERED: &str = "điểm do người chấm nhập";

/// What stands above the header of the annex.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) source: String,
    pub(super) year: Option<u32>,
}

/// Writes the head: identity, rounds, bands to be filled in, offices.
pub(super) fn head(script: &mut String, head: &Head, offices: &[(String, String)]) {
    let title = if head.title.is_empty() { "Bộ tiêu chí" } else { &head.title };
    let mut said = format!("rubric({}, {})", text::quoted(&head.id), text::quoted(title));
    if !head.source.is_empty() {
        said.push_str(&format!("\n    .source({})", text::quoted(&head.source)));
    }
    if let Some(year) = head.year {
        let join = if head.source.is_empty() { "\n    " } else { "" };
        said.push_str(&format!("{join}.year({year})"));
    }
    said.push_str("\n    .decimals(2);");
    line(script, "// Bản nháp lập từ phụ lục: so từng dòng với quyết định trước khi dùng.");
    line(script, "// Nếu kết quả được quy đổi về thang 100, thêm .scale(100) vào câu rubric.");
    line(script, "");
    line(script, &said);
    line(script, "");
    line(script, "round(\"self\",   \"Tự đánh giá\").self_assessment();");
    line(script, "round(\"round1\", \"Thẩm định\").required();");
    line(script, "");
    line(script, "// Xếp loại: bỏ dấu // và điền ngưỡng của quyết định.");
    line(script, "// band(\"A\", 90);");
    line(script, "// band(\"B\", 70);");
    line(script, "// band(\"C\", 50);");
    line(script, "// band(\"D\", 0);");
    if !offices.is_empty() {
        line(script, "");
    }
    let width = offices.iter().map(|(id, _)| id.len()).max().unwrap_or(0) + 3;
    for (id, title) in offices {
        line(script, &format!("office({:<width$} {});", format!("\"{id}\","), text::quoted(title)));
    }
}

/// Writes the tree and counts what was understood.
pub(super) fn nodes(
    script: &mut String,
    nodes: &[Node],
    offices: &[(String, String)],
    counts: &mut Counts,
) -> Vec<(Problem, u32)> {
    let mut problems = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let leaf = nodes.get(at + 1).is_none_or(|next| next.depth <= node.depth);
        if node.depth == 1 {
            line(script, "\n");
        }
        let rule = match (leaf, node.max) {
            (true, Some(max)) => understood(node, max, counts, &mut problems),
            _ => kept(node, leaf, counts),
        };
        declaration(script, node, rule.as_ref(), offices);
        if node.depth == 1 {
            line(script, "");
        }
    }
    problems
}

/// The guide as comments, written by the caller above the declaration, and its rule.
struct Said {
    comments: Vec<String>,
    rule: Option<Rule>,
}

fn understood(
    node: &Node,
    max: rust_decimal::Decimal,
    counts: &mut Counts,
    problems: &mut Vec<(Problem, u32)>,
) -> Option<Said> {
    let guide: Vec<String> = node.guide.iter().filter(|line| *line != ENTERED).cloned().collect();
    if guide.is_empty() {
        let rule = (!node.choices.is_empty()).then(|| Rule { choices: node.choices.clone(), ..Rule::default() });
        counts.understood += usize::from(rule.is_some());
        return rule.map(|rule| Said { comments: Vec::new(), rule: Some(rule) });
    }
    let leaf = Leaf { title: &node.title, max, figures: &node.figures, lines: &guide };
    let rule = match phrase::understand(&leaf) {
        Ok(rule) => rule,
        Err(doubt) => {
            problems.push((wording::doubtful(&node.code, doubt).of_node(node.code.clone()), node.row));
            None
        }
    };
    // an annex that lists its choices apart has them there
    let listed = |rule: Rule| Rule {
        choices: if rule.choices.is_empty() { node.choices.clone() } else { rule.choices },
        ..rule
    };
    let mut comments = comments(&guide, rule.is_some());
    match rule {
        Some(rule) => {
            counts.understood += 1;
            Some(Said { comments, rule: Some(listed(rule)) })
        }
        None => {
            counts.kept_as_text += 1;
            comments.extend(node.figures.iter().map(|(name, label)| format!("// số liệu: {name}: {label}")));
            let rule = (!node.choices.is_empty()).then(|| Rule { choices: node.choices.clone(), ..Rule::default() });
            Some(Said { comments, rule })
        }
    }
}

/// A parent, or a leaf without a maximum: its guide stays text.
fn kept(node: &Node, leaf: bool, counts: &mut Counts) -> Option<Said> {
    let guide: Vec<String> = node.guide.iter().filter(|line| *line != ENTERED).cloned().collect();
    if guide.is_empty() {
        return None;
    }
    counts.kept_as_text += usize::from(leaf);
    Some(Said { comments: comments(&guide, !leaf), rule: None })
}

fn comments(guide: &[String], understood: bool) -> Vec<String> {
    let first = if understood { "// cách chấm: " } else { "// chưa chuyển thành quy tắc: " };
    let line = |(at, line): (usize, &String)| format!("{}{line}", if at == 0 { first } else { "//   " });
    guide.iter().enumerate().map(line).collect()
}

fn declaration(script: &mut String, node: &Node, said: Option<&Said>, offices: &[(String, String)]) {
    for comment in said.iter().flat_map(|said| &said.comments) {
        line(script, comment);
    }
    let word = ["domain", "criterion", "subcriterion"][node.depth.clamp(1, 3) - 1];
    let title = if node.title.is_empty() { &node.code } else { &node.title };
    let mut first = format!("{word}({}, {}", text::quoted(&node.code), text::quoted(title));
    if let Some(max) = node.max {
        first.push_str(&format!(", {}", text::number(max)));
    }
    first.push(')');
    let mut about = String::new();
    if let Some((id, _)) = offices.iter().find(|(_, title)| *title == node.office) {
        about.push_str(&format!(".by(\"{id}\")"));
    }
    if !node.evidence.is_empty() {
        about.push_str(&format!(".evidence({})", text::quoted(&node.evidence)));
    }
    let broken = !about.is_empty() && first.chars().count() + about.chars().count() > WIDTH;
    script.push_str(&first);
    script.push_str(if broken { "\n    " } else { "" });
    script.push_str(&about);
    for part in said.and_then(|said| said.rule.as_ref()).map(|rule| words(rule, node.computed)).unwrap_or_default() {
        script.push_str("\n    ");
        script.push_str(&part);
    }
    script.push_str(";\n");
}

/// The words of a rule, one line each for choices, figures, the rule, examples.
fn words(rule: &Rule, computed: bool) -> Vec<String> {
    let n = text::number;
    let join = |parts: Vec<String>| parts.concat();
    let mut lines = vec![
        join(
            rule.choices
                .iter()
                .map(|(label, points)| format!(".choice({}, {})", text::quoted(label), n(*points)))
                .collect(),
        ),
        join(rule.asks.iter().map(|(name, label)| format!(".ask(\"{name}\", {})", text::quoted(label))).collect()),
    ];
    let mut said = match &rule.measure {
        None => String::new(),
        Some(Measure::Figure(name)) => format!(".figure(\"{name}\")"),
        Some(Measure::Percent(part, whole)) => format!(".percent(\"{part}\", \"{whole}\")"),
    };
    said.extend(rule.words.iter().map(word));
    lines.push(said);
    let example = |(figures, points): &(Vec<rust_decimal::Decimal>, rust_decimal::Decimal)| {
        let figures: Vec<String> = figures.iter().map(|figure| n(*figure)).collect();
        format!(".example([{}], {})", figures.join(", "), n(*points))
    };
    lines.push(join(rule.examples.iter().map(example).collect()));
    if computed && rule.measure.is_some() {
        lines.push(".computed()".to_owned());
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn word(word: &Word) -> String {
    let n = |value: &rust_decimal::Decimal| text::number(*value);
    match word {
        Word::Below(at, points) => format!(".below({}, {})", n(at), n(points)),
        Word::UpTo(at, points) => format!(".up_to({}, {})", n(at), n(points)),
        Word::From(at, points) => format!(".from({}, {})", n(at), n(points)),
        Word::Above(at, points) => format!(".above({}, {})", n(at), n(points)),
        Word::Otherwise(points) => format!(".otherwise({})", n(points)),
        Word::InProportion(whole) if *whole == rust_decimal::Decimal::ONE_HUNDRED => {
            ".otherwise_in_proportion()".into()
        }
        Word::InProportion(whole) => format!(".otherwise_in_proportion_to({})", n(whole)),
        Word::AboveAdds(per, add, cap) => format!(".above_adds({}, {}, {})", n(per), n(add), n(cap)),
        Word::BelowAdds(per, add, cap) => format!(".below_adds({}, {}, {})", n(per), n(add), n(cap)),
        Word::Each(points) => format!(".each({})", n(points)),
        Word::MinusEach(points) => format!(".minus_each({})", n(points)),
        Word::NoneIs(points) => format!(".none_is({})", n(points)),
        Word::NoneIsPercent(percent) => format!(".none_is_percent({})", n(percent)),
        Word::NoneIsFull => ".none_is_full()".into(),
    }
}

fn line(script: &mut String, text: &str) {
    // writing to a string can't fail
    let _ = writeln!(script, "{text}");
}
