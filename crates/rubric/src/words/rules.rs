//! The words of rules: what is measured, tiers, slopes, counts, parts, branches, and code.

use super::header::{positive, whole};
use super::{NodeHandle, word0, word1, word2, word3};
use crate::draft::{BranchDraft, PartDraft, Shared};
use crate::values::Call;
use crate::wording;
use rhai::{Dynamic, Engine, FnPtr, NativeCallContext};
use rust_decimal::Decimal;
use scoring::Points;
use scoring::rule::{Against, Basis, Bound, Combine, Condition, Each, MinusEach, Slope, Tier, WhenZero, Word, Worth};

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
    word1(engine, shared, "figure", |call, node, name| {
        call.text(name, "tên số liệu | figure").map_or(node, |name| measure(call, node, Basis::Figure(name)))
    });
    word2(engine, shared, "percent", |call, node, part, whole| {
        match (call.text(part, "tử số | part"), call.text(whole, "mẫu số | whole")) {
            (Some(part), Some(whole)) => measure(call, node, Basis::Percent(part, whole)),
            _ => node,
        }
    });
    word1(engine, shared, "remainder", |call, node, names| {
        let names: Option<Vec<String>> = match names.clone().into_typed_array::<Dynamic>() {
            Ok(names) => names.iter().map(|name| call.text(name, "tên số liệu | figure")).collect(),
            Err(_) => call.text(names, "tên số liệu | figure").map(|name| vec![name]),
        };
        names.map_or(node, |names| measure(call, node, Basis::Remainder(names)))
    });
    word2(engine, shared, "ballots", |call, node, name, percent| {
        let (name, percent) = (call.text(name, "tên số liệu | figure"), call.number(percent, "tỷ lệ | percent"));
        match (name, percent) {
            (Some(name), Some(percent)) => ballots(call, node, name, percent),
            _ => node,
        }
    });
    for (word, make) in
        [("between", Basis::Between as fn(String, Decimal, Decimal) -> Basis), ("between_logs", Basis::BetweenLogs)]
    {
        word3(engine, shared, word, move |call, node, name, low, high| {
            let name = call.text(name, "tên số liệu | figure");
            match (name, call.number(low, "mức thấp | low"), call.number(high, "mức cao | high")) {
                (Some(name), Some(low), Some(high)) if low != high => measure(call, node, make(name, low, high)),
                (Some(_), Some(low), Some(_)) => {
                    call.report(wording::no_distance(&call.word, low));
                    node
                }
                _ => node,
            }
        });
    }
    word2(engine, shared, "or_last_year", |call, node, name, divisor| {
        match (call.text(name, "tên số liệu | figure"), positive(call, divisor, "số chia | divisor")) {
            (Some(name), Some(divisor)) => measure(call, node, Basis::OrLastYear(name, divisor)),
            _ => node,
        }
    });
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
        word0(engine, shared, word, move |call, node| {
            node.rule(call, |rule| rule.part(call.at).against = Some(against));
            node
        });
    }
}

fn push(call: &Call<'_>, node: NodeHandle, word: impl Word + 'static, tier: Option<(Decimal, Points)>) -> NodeHandle {
    node.rule(call, |rule| {
        let part = rule.part(call.at);
        part.words.push(Box::new(word));
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
        word2(engine, shared, word, move |call, node, at, points| {
            match (call.number(at, "ngưỡng | threshold"), call.points(points, "điểm | points")) {
                (Some(at), Some(points)) => {
                    push(call, node, Tier { bound: bound(at), worth: Worth::Points(points) }, Some((at, points)))
                }
                _ => node,
            }
        });
    }
    word1(engine, shared, "otherwise", |call, node, points| match call.points(points, "điểm | points") {
        Some(points) => push(call, node, Tier { bound: Bound::Otherwise, worth: Worth::Points(points) }, None),
        None => node,
    });
    for word in ["in_proportion", "otherwise_in_proportion"] {
        word0(engine, shared, word, |call, node| push(call, node, in_proportion(Decimal::ONE_HUNDRED), None));
    }
    for word in ["in_proportion_to", "otherwise_in_proportion_to"] {
        word1(engine, shared, word, |call, node, whole| match positive(call, whole, "giá trị | value") {
            Some(whole) => push(call, node, in_proportion(whole), None),
            None => node,
        });
    }
}

fn in_proportion(whole: Decimal) -> Tier {
    Tier { bound: Bound::Otherwise, worth: Worth::InProportionTo(whole) }
}

fn slopes(engine: &mut Engine, shared: &Shared) {
    for (word, sign) in [("above_adds", Decimal::ONE), ("below_adds", Decimal::NEGATIVE_ONE)] {
        word3(engine, shared, word, move |call, node, per, add, cap| {
            let per = positive(call, per, "mỗi bước | step");
            let (add, cap) = (call.points(add, "điểm cộng | points added"), call.points(cap, "tối đa | cap"));
            let (Some(per), Some(add), Some(cap)) = (per, add, cap) else { return node };
            let start = node.rule(call, |rule| rule.part(call.at).last_tier);
            match start {
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
    word1(engine, shared, "each", |call, node, points| match call.points(points, "điểm | points") {
        Some(points) => push(call, node, Each(points), None),
        None => node,
    });
    word1(engine, shared, "minus_each", |call, node, points| match call.points(points, "điểm | points") {
        Some(points) => push(call, node, MinusEach(points), None),
        None => node,
    });
    // `tick("province", 0.25)`: a part of its own, worth its points when the figure is 1.
    word2(engine, shared, "tick", |call, node, name, points| {
        let (Some(name), Some(points)) =
            (call.text(name, "tên số liệu | figure"), call.points(points, "điểm | points"))
        else {
            return node;
        };
        node.rule(call, |rule| {
            let tiers = [(Bound::From(Decimal::ONE), points), (Bound::Otherwise, Points::ZERO)];
            let mut part = PartDraft::new(call.at);
            part.measure = Some((Basis::Figure(name), call.at));
            part.max = Some(points);
            for (bound, points) in tiers {
                part.words.push(Box::new(Tier { bound, worth: Worth::Points(points) }));
            }
            rule.branch().parts.push(part);
        });
        node
    });
}

fn nothing(engine: &mut Engine, shared: &Shared) {
    let set = |call: &Call<'_>, node: NodeHandle, worth: WhenZero| {
        node.rule(call, |rule| rule.part(call.at).when_zero = Some(worth));
        node
    };
    word0(engine, shared, "none_is_full", move |call, node| set(call, node, WhenZero::Full));
    word1(engine, shared, "none_is", move |call, node, points| match call.points(points, "điểm | points") {
        Some(points) => set(call, node, WhenZero::Points(points)),
        None => node,
    });
    word1(engine, shared, "none_is_percent", move |call, node, percent| {
        match call.number(percent, "tỷ lệ | percent") {
            Some(percent) => set(call, node, WhenZero::Percent(percent)),
            None => node,
        }
    });
}

fn shape(engine: &mut Engine, shared: &Shared) {
    word1(engine, shared, "part", |call, node, max| {
        let Some(max) = call.points(max, "điểm tối đa | maximum") else { return node };
        node.rule(call, |rule| {
            rule.branch().parts.push(PartDraft { max: Some(max), ..PartDraft::new(call.at) });
        });
        node
    });
    word0(engine, shared, "highest_only", |call, node| {
        node.rule(call, |rule| rule.branch().combine = Combine::Highest);
        node
    });
    word1(engine, shared, "round_parts", |call, node, digits| {
        if let Some(digits) = whole(call, digits, "số chữ số | digits", 0, 6) {
            node.rule(call, |rule| rule.branch().round = Some(digits));
        }
        node
    });
    word2(engine, shared, "for_units", |call, node, attribute, value| {
        let (attribute, value) = (call.text(attribute, "cột | column"), call.text(value, "giá trị | value"));
        match (attribute, value) {
            (Some(attribute), Some(value)) => branch(call, node, Condition::Attribute(attribute, value)),
            _ => node,
        }
    });
    word0(engine, shared, "for_other_units", |call, node| branch(call, node, Condition::Otherwise));
}

fn branch(call: &Call<'_>, node: NodeHandle, condition: Condition) -> NodeHandle {
    let for_all = |branch: &BranchDraft| matches!(branch.condition, None | Some(Condition::Otherwise));
    let misplaced = node.rule(call, |rule| rule.branches.iter().any(for_all));
    if misplaced {
        call.report(wording::branch_too_late(&call.word));
    }
    node.rule(call, |rule| {
        rule.branches.push(BranchDraft {
            condition: Some(condition),
            parts: Vec::new(),
            combine: Combine::Sum,
            round: None,
        });
    });
    node
}

fn code(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("score", move |context: NativeCallContext, node: NodeHandle, function: FnPtr| {
        let call = Call::new(&state, &context);
        let text = state.with(|draft| draft.argument_text(call.at));
        if node.rule(&call, |rule| rule.code.is_some()) {
            call.report(wording::said_twice("score"));
        }
        node.rule(&call, |rule| rule.code = Some((function, text, call.at)));
        node
    });
    word0(engine, shared, "computed", |call, node| {
        node.rule(call, |rule| rule.computed = Some(call.at));
        node
    });
}
