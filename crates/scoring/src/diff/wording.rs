//! The words in which differences are told, in both languages.

use crate::rubric::{NamedResult, RankOn, When};
use crate::rule::{Combine, Condition};
use crate::{Aggregate, Example, Lang, Node, NotArising, Points, Role, Round, RoundKind, Rounding, RoundingMode, Text};
use rust_decimal::Decimal;

pub(super) fn both(sentence: impl Fn(Lang) -> String) -> Text {
    Text::new(sentence(Lang::Vi), sentence(Lang::En))
}

/// Texts that are not empty, with something between them.
pub(super) fn join(between: &str, texts: impl IntoIterator<Item = Text>) -> Text {
    let texts: Vec<Text> = texts.into_iter().collect();
    both(|lang| {
        let parts: Vec<&str> = texts.iter().map(|text| text.get(lang)).filter(|text| !text.is_empty()).collect();
        parts.join(between)
    })
}

pub(super) fn number(value: Decimal) -> Text {
    both(|lang| lang.number(value))
}

/// A number, or nothing.
pub(super) fn maybe(value: Option<Decimal>) -> Text {
    value.map(number).unwrap_or_default()
}

pub(super) fn yes_or_no(yes: bool) -> Text {
    if yes { Text::new("có", "yes") } else { Text::new("không", "no") }
}

pub(super) fn labelled(label: &str, text: &Text) -> Text {
    both(|lang| format!("{label}: {}", text.get(lang)))
}

/// A function that several rules share.
pub(super) fn function(name: &str) -> Text {
    Text::new(format!("hàm dùng chung «{name}»"), format!("shared function “{name}”"))
}

pub(super) fn order() -> Text {
    Text::new("thứ tự", "order")
}

pub(super) fn at_most(points: Points) -> Text {
    both(|lang| format!("{} {}", lang.pick("tối đa", "at most"), lang.number(points.value())))
}

/// Which branch: by its number, and by whom it is for.
pub(super) fn branch(number: usize, for_whom: Option<&Condition>) -> Text {
    let whom = for_whom.map(condition).unwrap_or_default();
    let whom = both(|lang| if whom.vi.is_empty() { String::new() } else { format!("({})", whom.get(lang)) });
    join(" ", [Text::new(format!("nhánh {number}"), format!("branch {number}")), whom])
}

pub(super) fn part(number: usize) -> Text {
    Text::new(format!("phần {number}"), format!("part {number}"))
}

pub(super) fn condition(condition: &Condition) -> Text {
    condition.explain()
}

pub(super) fn every_unit() -> Text {
    Text::new("mọi đơn vị", "all units")
}

pub(super) fn combine(combine: Combine) -> Text {
    match combine {
        Combine::Sum => Text::new("cộng các phần", "the parts are added up"),
        Combine::Highest => Text::new("chỉ lấy phần cao nhất", "only the highest part counts"),
    }
}

pub(super) fn parts_rounded(digits: u32) -> Text {
    both(|lang| {
        let (each, unit) = (lang.pick("mỗi phần làm tròn", "each part rounded to"), lang.pick("chữ số", "digits"));
        format!("{each} {digits} {unit}")
    })
}

/// A worked case: what goes in, and what comes out.
pub(super) fn example(example: &Example) -> Text {
    both(|lang| {
        let figures: Vec<String> = example.figures.iter().map(|value| lang.number(*value)).collect();
        let figures = if figures.is_empty() { String::new() } else { format!("[{}]", figures.join("; ")) };
        let choice = example.choice.as_ref().map_or_else(String::new, |choice| format!("«{choice}»"));
        let attribute = example.attribute.as_ref().map(|(name, value)| format!("({name} = {value})"));
        let points = format!("→ {}", lang.number(example.points.value()));
        let parts = [figures, choice, attribute.unwrap_or_default(), points];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    })
}

pub(super) fn aggregate(aggregate: &Aggregate) -> Text {
    match aggregate {
        Aggregate::Sum => Text::new("tổng", "sum"),
        Aggregate::Mean => Text::new("trung bình cộng", "mean"),
        Aggregate::WeightedMean => Text::new("trung bình có trọng số", "weighted mean"),
        Aggregate::GeometricMean => Text::new("trung bình nhân", "geometric mean"),
        Aggregate::Code(_, text) => code(text),
    }
}

/// A piece of code, as such.
pub(super) fn code(text: &str) -> Text {
    both(|lang| format!("{} {text}", lang.pick("hàm:", "code:")))
}

pub(super) fn role(role: Role) -> Text {
    match role {
        Role::Ordinary => Text::new("điểm thường", "ordinary"),
        Role::Bonus => Text::new("điểm thưởng", "bonus"),
        Role::Penalty => Text::new("điểm trừ", "penalty"),
    }
}

pub(super) fn not_arising(worth: NotArising) -> Text {
    match worth {
        NotArising::Full => Text::new("được điểm tối đa", "the maximum"),
        NotArising::Zero => Text::new("0 điểm", "0 points"),
        NotArising::Excluded => Text::new("không tính, quy đổi phần còn lại", "left out, the rest is rescaled"),
        NotArising::Shared => Text::new("chia đều điểm cho các mục cùng cấp", "shared out over its siblings"),
    }
}

/// A code, the level, and what it stands under.
pub(super) fn place(code: &str, level: &Text, parent: Option<&Node>) -> Text {
    both(|lang| {
        let level = level.get(lang);
        match parent {
            None => format!("{level} {code}"),
            Some(parent) => {
                format!("{level} {code}, {} {} «{}»", lang.pick("thuộc", "under"), parent.code, parent.title)
            }
        }
    })
}

pub(super) fn split_from(node: &Node) -> Text {
    Text::new(format!("tách từ {} «{}»", node.code, node.title), format!("split from {} “{}”", node.code, node.title))
}

pub(super) fn merged_into(node: &Node) -> Text {
    Text::new(format!("gộp vào {} «{}»", node.code, node.title), format!("merged into {} “{}”", node.code, node.title))
}

pub(super) fn scored_itself(rule: &Text) -> Text {
    both(|lang| format!("{}: {}", lang.pick("chấm trực tiếp", "scored itself"), rule.get(lang)))
}

pub(super) fn has_parts(codes: &str) -> Text {
    both(|lang| format!("{} {codes}", lang.pick("gồm các phần", "made of")))
}

pub(super) fn when(when: &When) -> Text {
    match when {
        When::Attribute(name, value) => {
            both(|lang| format!("{} {name} = {value}", lang.pick("đơn vị có", "units with")))
        }
        When::AnyZero => Text::new("có tiêu chí 0 điểm", "any criterion at 0"),
        When::NoSheet(round) => {
            both(|lang| format!("{} {round}", lang.pick("không nộp phiếu vòng", "no sheet in round")))
        }
        When::Late => Text::new("mỗi ngày nộp muộn", "each day late"),
        When::Code(_, text) => code(text),
    }
}

pub(super) fn rank_on(rank: RankOn) -> Text {
    match rank {
        RankOn::Published => Text::new("điểm đã làm tròn", "the rounded score"),
        RankOn::Unrounded => Text::new("điểm chưa làm tròn", "the unrounded score"),
    }
}

pub(super) fn no_sheet(is_zero: bool) -> Text {
    if is_zero { Text::new("0 điểm", "0 points") } else { Text::new("thiếu điểm", "missing") }
}

pub(super) fn round(round: &Round) -> Text {
    let kind = match round.kind {
        RoundKind::SelfAssessment => Text::new("tự đánh giá", "self-assessment"),
        RoundKind::Appraisal => Text::new("thẩm định", "appraisal"),
    };
    let required = if round.required { Text::new("bắt buộc", "required") } else { Text::default() };
    let name = Text::same(format!("{}: {}", round.id, round.title));
    join(", ", [name, kind, required])
}

pub(super) fn from(name: &str, from: Decimal) -> Text {
    both(|lang| format!("{name}: {} {}", lang.pick("từ", "from"), lang.number(from)))
}

/// What a rounding says, one statement each, so that each is compared by itself.
pub(super) fn rounding(rounding: &Rounding) -> [Text; 4] {
    let digits = |vi: &str, en: &str, digits: Option<u32>| match digits {
        Some(digits) => both(|lang| format!("{}: {digits} {}", lang.pick(vi, en), lang.pick("chữ số", "digits"))),
        None => both(|lang| format!("{}: {}", lang.pick(vi, en), lang.pick("không làm tròn", "not rounded"))),
    };
    let mode = match rounding.mode {
        RoundingMode::HalfUp => Text::new("nửa làm tròn lên", "half goes up"),
        RoundingMode::HalfEven => Text::new("nửa làm tròn về số chẵn", "half goes to even"),
        RoundingMode::Down => Text::new("bỏ phần lẻ", "cut off"),
    };
    [
        digits("điểm công bố", "published score", Some(rounding.publication)),
        digits("điểm từng mục", "each leaf", rounding.leaf),
        digits("điểm từng lĩnh vực", "each domain", rounding.domain),
        mode,
    ]
}

/// All of a named result but its id: what it is made of, by codes.
pub(super) fn result(result: &NamedResult, codes: &str) -> Text {
    let title = Text::same(format!("{}: {}", result.id, result.title));
    if let Some((_, text)) = &result.word {
        return join("; ", [title, code(text)]);
    }
    let of = aggregate(&result.aggregate);
    let of = both(|lang| format!("{} ({codes})", of.get(lang)));
    let scale =
        result.scale.map(|scale| both(|lang| format!("{} {}", lang.pick("thang", "scale"), lang.number(scale))));
    let digits = both(|lang| format!("{} {}", result.digits, lang.pick("chữ số", "digits")));
    let bands = join(", ", result.bands.iter().map(|band| from(&band.name, band.from)));
    join("; ", [title, of, scale.unwrap_or_default(), digits, bands])
}
