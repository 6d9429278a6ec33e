//! The words of rules: what is measured, tiers, slopes, counts, parts, branches, and code.

use super::{NodeHandle, word0, word1, word2, word3};
use crate::draft::{BranchDraft, PartDraft, Shared};
use crate::values::Call;
use crate::wording;
use rhai::Engine;
use rust_decimal::Decimal;
use scoring::Points;
use scoring::rule::{Against, Basis, Bound, Combine, Condition, Each, MinusEach, Slope, Tier, WhenZero, Word, Worth};

const FIGURE: &str = "tên số liệu | figure";

pub(super) fn register(engine: &mut Engine, shared: &Shared) {
    measures(engine, shared);
    comparisons(engine, shared);
    tiers(engine, shared);
    slopes(engine, shared);
    counts(engine, shared);
    nothing(engine, shared);
    shape(engine, shared);
    code(engine, shared);
}

fn measures(engine: &mut Engine, shared: &Shared) {
    word1::<NodeHandle>(engine, shared, "figure", |call, node, name| {
        call.text(0, name, FIGURE).map_or(node, |name| measure(call, node, Basis::Figure(name)))
    });
    word2::<NodeHandle>(engine, shared, "percent", |call, node, part, whole| {
        match (call.text(0, part, "tử số | part"), call.text(1, whole, "mẫu số | whole")) {
            (Some(part), Some(whole)) if part == whole => {
                call.report_value(1, wording::part_is_whole(&part));
                node
            }
            (Some(part), Some(whole)) => measure(call, node, Basis::Percent(part, whole)),
            _ => node,
        }
    });
    word1::<NodeHandle>(engine, shared, "remainder", |call, node, names| {
        call.texts(0, names, FIGURE).map_or(node, |names| measure(call, node, Basis::Remainder(names)))
    });
    word2::<NodeHandle>(engine, shared, "ballots", |call, node, name, percent| {
        match (call.text(0, name, FIGURE), call.percent(1, percent, "tỷ lệ | percent")) {
            (Some(name), Some(percent)) => ballots(call, node, name, percent),
            _ => node,
        }
    });
    word3::<NodeHandle>(engine, shared, "between", |call, node, name, low, high| {
        let (low, high) = (call.number(1, low, "mức thấp | low"), call.number(2, high, "mức cao | high"));
        between(call, node, call.text(0, name, FIGURE), low, high, Basis::Between)
    });
    word3::<NodeHandle>(engine, shared, "between_logs", |call, node, name, low, high| {
        let (low, high) = (call.positive(1, low, "mức thấp | low"), call.positive(2, high, "mức cao | high"));
        between(call, node, call.text(0, name, FIGURE), low, high, Basis::BetweenLogs)
    });
    word2::<NodeHandle>(engine, shared, "or_last_year", |call, node, name, divisor| {
        match (call.text(0, name, FIGURE), call.positive(1, divisor, "số chia | divisor")) {
            (Some(name), Some(divisor)) => measure(call, node, Basis::OrLastYear(name, divisor)),
            _ => node,
        }
    });
}

/// `low` may be above `high`: then less is better, and only equal bounds make no sense.
fn between(
    call: &Call<'_>,
    node: NodeHandle,
    name: Option<String>,
    low: Option<Decimal>,
    high: Option<Decimal>,
    make: fn(String, Decimal, Decimal) -> Basis,
) -> NodeHandle {
    let (Some(name), Some(low), Some(high)) = (name, low, high) else { return node };
    if low == high {
        call.report_value(2, wording::no_distance(&call.word, low));
        return node;
    }
    measure(call, node, make(name, low, high))
}

fn measure(call: &Call<'_>, node: NodeHandle, basis: Basis) -> NodeHandle {
    let twice = node.rule(call, |rule| rule.part(call.at).measure.is_some());
    if twice {
        call.report(wording::measured_twice(&call.word));
    }
    node.rule(call, |rule| rule.part(call.at).measure = Some((basis, call.at)));
    node
}

/// Each call adds a class of ballots to the same weighted mean.
fn ballots(call: &Call<'_>, node: NodeHandle, name: String, percent: Decimal) -> NodeHandle {
    node.rule(call, |rule| match &mut rule.part(call.at).measure {
        Some((Basis::Weighted(classes), _)) => classes.push((name, percent)),
        measure => *measure = Some((Basis::Weighted(vec![(name, percent)]), call.at)),
    });
    node
}

fn comparisons(engine: &mut Engine, shared: &Shared) {
    for (word, against) in
        [("against_mean", Against::Mean), ("against_best", Against::Best), ("against_last_year", Against::LastYear)]
    {
        word0::<NodeHandle>(engine, shared, word, move |call, node| {
            if node.rule(call, |rule| rule.part(call.at).against.replace(against)).is_some() {
                call.report(wording::already_said(&call.word, "so với gì | what it is compared with"));
            }
            node
        });
    }
}

fn push(call: &Call<'_>, node: NodeHandle, word: impl Word + 'static, tier: Option<(Decimal, Points)>) -> NodeHandle {
    node.rule(call, |rule| {
        let part = rule.part(call.at);
        part.push(Box::new(word), call.at);
        part.last_tier = tier.or(part.last_tier);
    });
    node
}

fn tiers(engine: &mut Engine, shared: &Shared) {
    for (word, bound) in [
        ("below", Bound::Below as fn(Decimal) -> Bound),
        ("up_to", Bound::UpTo),
        ("from", Bound::From),
        ("above", Bound::Above),
    ] {
        word2::<NodeHandle>(engine, shared, word, move |call, node, at, points| {
            match (call.number(0, at, "ngưỡng | threshold"), call.points(1, points, "điểm | points")) {
                (Some(at), Some(points)) => {
                    push(call, node, Tier { bound: bound(at), worth: Worth::Points(points) }, Some((at, points)))
                }
                _ => node,
            }
        });
    }
    word1::<NodeHandle>(engine, shared, "otherwise", |call, node, points| {
        match call.points(0, points, "điểm | points") {
            Some(points) => push(call, node, Tier { bound: Bound::Otherwise, worth: Worth::Points(points) }, None),
            None => node,
        }
    });
    for word in ["in_proportion", "otherwise_in_proportion"] {
        word0::<NodeHandle>(engine, shared, word, |call, node| {
            push(call, node, in_proportion(Decimal::ONE_HUNDRED), None)
        });
    }
    for word in ["in_proportion_to", "otherwise_in_proportion_to"] {
        word1::<NodeHandle>(engine, shared, word, |call, node, whole| {
            match call.positive(0, whole, "giá trị | value") {
                Some(whole) => push(call, node, in_proportion(whole), None),
                None => node,
            }
        });
    }
}

fn in_proportion(whole: Decimal) -> Tier {
    Tier { bound: Bound::Otherwise, worth: Worth::InProportionTo(whole) }
}

fn slopes(engine: &mut Engine, shared: &Shared) {
    for (word, sign) in [("above_adds", Decimal::ONE), ("below_adds", Decimal::NEGATIVE_ONE)] {
        word3::<NodeHandle>(engine, shared, word, move |call, node, per, add, cap| {
            let per = call.positive(0, per, "mỗi bước | step");
            let add = call.positive(1, add, "điểm cộng | points added").and_then(Points::new);
            let cap = call.points(2, cap, "tối đa | cap");
            let (Some(per), Some(add), Some(cap)) = (per, add, cap) else { return node };
            match node.rule(call, |rule| rule.part(call.at).last_tier) {
                Some((_, base)) if cap <= base => {
                    call.report_value(2, wording::cap_below_base(&call.word, cap, base));
                    node
                }
                Some((from, base)) => push(call, node, Slope { from, base, per: per * sign, add, cap }, None),
                None => {
                    call.report(wording::slope_without_tier(&call.word));
                    node
                }
            }
        });
    }
}

fn counts(engine: &mut Engine, shared: &Shared) {
    word1::<NodeHandle>(engine, shared, "each", |call, node, points| match call.points(0, points, "điểm | points") {
        Some(points) => push(call, node, Each(points), None),
        None => node,
    });
    word1::<NodeHandle>(engine, shared, "minus_each", |call, node, points| {
        match call.points(0, points, "điểm | points") {
            Some(points) => push(call, node, MinusEach(points), None),
            None => node,
        }
    });
    // `tick("province", 0.25)`: a part of its own, worth its points when the figure is 1.
    word2::<NodeHandle>(engine, shared, "tick", |call, node, name, points| {
        let (Some(name), Some(points)) = (call.text(0, name, FIGURE), call.points(1, points, "điểm | points"))
        else {
            return node;
        };
        node.rule(call, |rule| {
            let tiers = [(Bound::From(Decimal::ONE), points), (Bound::Otherwise, Points::ZERO)];
            let mut part = PartDraft::new(call.at);
            part.measure = Some((Basis::Figure(name), call.at));
            part.max = Some(points);
            for (bound, points) in tiers {
                part.push(Box::new(Tier { bound, worth: Worth::Points(points) }), call.at);
            }
            rule.branch().parts.push(part);
        });
        node
    });
}

fn nothing(engine: &mut Engine, shared: &Shared) {
    let set = |call: &Call<'_>, node: NodeHandle, worth: WhenZero| {
        if node.rule(call, |rule| rule.part(call.at).when_zero.replace((worth, call.at))).is_some() {
            call.report(wording::already_said(&call.word, "không phát sinh được bao nhiêu | what 0/0 is worth"));
        }
        node
    };
    word0::<NodeHandle>(engine, shared, "none_is_full", move |call, node| set(call, node, WhenZero::Full));
    word1::<NodeHandle>(engine, shared, "none_is", move |call, node, points| {
        match call.points(0, points, "điểm | points") {
            Some(points) => set(call, node, WhenZero::Points(points)),
            None => node,
        }
    });
    word1::<NodeHandle>(engine, shared, "none_is_percent", move |call, node, percent| {
        match call.percent(0, percent, "tỷ lệ | percent") {
            Some(percent) => set(call, node, WhenZero::Percent(percent)),
            None => node,
        }
    });
}

fn shape(engine: &mut Engine, shared: &Shared) {
    word1::<NodeHandle>(engine, shared, "part", |call, node, max| {
        let Some(max) = call.points(0, max, "điểm tối đa | maximum") else { return node };
        node.rule(call, |rule| {
            rule.branch().parts.push(PartDraft { max: Some(max), ..PartDraft::new(call.at) });
        });
        node
    });
    word0::<NodeHandle>(engine, shared, "highest_only", |call, node| {
        let before = node.rule(call, |rule| rule.branch().combine.replace((Combine::Highest, call.at)));
        if before.is_some() {
            call.report(wording::already_said(&call.word, "chỉ lấy phần cao nhất | that only the highest part counts"));
        }
        node
    });
    word1::<NodeHandle>(engine, shared, "round_parts", |call, node, digits| {
        let Some(digits) = call.whole(0, digits, "số chữ số | digits", 0..=6) else { return node };
        if node.rule(call, |rule| rule.branch().round.replace((digits, call.at))).is_some() {
            call.report(wording::already_said(&call.word, "cách làm tròn từng phần | how parts are rounded"));
        }
        node
    });
    word2::<NodeHandle>(engine, shared, "for_units", |call, node, attribute, value| {
        match (call.text(0, attribute, "cột | column"), call.text(1, value, "giá trị | value")) {
            (Some(attribute), Some(value)) => branch(call, node, Condition::Attribute(attribute, value)),
            _ => node,
        }
    });
    word0::<NodeHandle>(engine, shared, "for_other_units", |call, node| branch(call, node, Condition::Otherwise));
}

fn branch(call: &Call<'_>, node: NodeHandle, condition: Condition) -> NodeHandle {
    let for_all = |branch: &BranchDraft| matches!(branch.condition, None | Some(Condition::Otherwise));
    let (misplaced, twice) = node.rule(call, |rule| {
        let twice = rule.branches.iter().any(|branch| branch.condition.as_ref() == Some(&condition));
        (rule.branches.iter().any(for_all), twice)
    });
    if misplaced {
        call.report(wording::branch_too_late(&call.word));
    } else if twice {
        call.report(wording::already_said(&call.word, "quy tắc cho các đơn vị này | the rule of these units"));
    }
    node.rule(call, |rule| {
        rule.branches.push(BranchDraft { at: call.at, ..BranchDraft::new(Some(condition)) });
    });
    node
}

fn code(engine: &mut Engine, shared: &Shared) {
    word1::<NodeHandle>(engine, shared, "score", |call, node, function| {
        if let Some((function, text)) = call.function(0, function, "x") {
            node.rule(call, |rule| rule.code = Some((function, text, call.at)));
        }
        node
    });
    word0::<NodeHandle>(engine, shared, "computed", |call, node| {
        node.rule(call, |rule| rule.computed = Some(call.at));
        node
    });
}
