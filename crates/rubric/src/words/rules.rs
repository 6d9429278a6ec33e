//! The words of rules: what is measured, tiers, counts, and code.

use super::NodeHandle;
use super::header::positive;
use crate::draft::Shared;
use crate::values::Call;
use crate::wording;
use rhai::{Dynamic, Engine, FnPtr, NativeCallContext};
use rust_decimal::Decimal;
use scoring::rule::{Bound, Each, Measure, MinusEach, Tier, Word, Worth};

pub(super) fn register(engine: &mut Engine, shared: &Shared) {
    measures(engine, shared);
    tiers(engine, shared);
    proportions(engine, shared);
    counts(engine, shared);
    code(engine, shared);
}

fn measures(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("figure", move |context: NativeCallContext, node: NodeHandle, name: Dynamic| {
        let call = Call::new(&state, &context);
        match call.text(&name, "tên số liệu | figure") {
            Some(name) => measure(&call, node, Measure::Figure(name)),
            None => node,
        }
    });
    let state = shared.clone();
    engine.register_fn(
        "percent",
        move |context: NativeCallContext, node: NodeHandle, part: Dynamic, whole: Dynamic| {
            let call = Call::new(&state, &context);
            match (call.text(&part, "tử số | part"), call.text(&whole, "mẫu số | whole")) {
                (Some(part), Some(whole)) => measure(&call, node, Measure::Percent(part, whole)),
                _ => node,
            }
        },
    );
}

fn measure(call: &Call<'_>, node: NodeHandle, measure: Measure) -> NodeHandle {
    let twice = call.shared.with(|draft| draft.nodes[node.0].rule.measure.is_some());
    if twice {
        call.report(wording::said_twice("percent | figure"));
    }
    node.draft(call, |draft, at| draft.rule.measure = Some((measure, at)))
}

fn push(call: &Call<'_>, node: NodeHandle, word: impl Word + 'static) -> NodeHandle {
    node.draft(call, |draft, at| draft.rule.words.push((Box::new(word), at)))
}

fn tiers(engine: &mut Engine, shared: &Shared) {
    for (word, bound) in [
        ("below", Bound::Below as fn(Decimal) -> Bound),
        ("up_to", Bound::UpTo),
        ("from", Bound::From),
        ("above", Bound::Above),
    ] {
        let state = shared.clone();
        engine.register_fn(word, move |context: NativeCallContext, node: NodeHandle, at: Dynamic, points: Dynamic| {
            let call = Call::new(&state, &context);
            match (call.number(&at, "ngưỡng | threshold"), call.points(&points, "điểm | points")) {
                (Some(at), Some(points)) => push(&call, node, Tier { bound: bound(at), worth: Worth::Points(points) }),
                _ => node,
            }
        });
    }
    let state = shared.clone();
    engine.register_fn("otherwise", move |context: NativeCallContext, node: NodeHandle, points: Dynamic| {
        let call = Call::new(&state, &context);
        match call.points(&points, "điểm | points") {
            Some(points) => push(&call, node, Tier { bound: Bound::Otherwise, worth: Worth::Points(points) }),
            None => node,
        }
    });
}

fn proportions(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("otherwise_in_proportion", move |context: NativeCallContext, node: NodeHandle| {
        let call = Call::new(&state, &context);
        push(&call, node, in_proportion(Decimal::ONE_HUNDRED))
    });
    let state = shared.clone();
    engine.register_fn(
        "otherwise_in_proportion_to",
        move |context: NativeCallContext, node: NodeHandle, whole: Dynamic| {
            let call = Call::new(&state, &context);
            match positive(&call, &whole, "giá trị | value") {
                Some(whole) => push(&call, node, in_proportion(whole)),
                None => node,
            }
        },
    );
}

fn in_proportion(whole: Decimal) -> Tier {
    Tier { bound: Bound::Otherwise, worth: Worth::InProportionTo(whole) }
}

fn counts(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("each", move |context: NativeCallContext, node: NodeHandle, points: Dynamic| {
        let call = Call::new(&state, &context);
        match call.points(&points, "điểm | points") {
            Some(points) => push(&call, node, Each(points)),
            None => node,
        }
    });
    let state = shared.clone();
    engine.register_fn("minus_each", move |context: NativeCallContext, node: NodeHandle, points: Dynamic| {
        let call = Call::new(&state, &context);
        match call.points(&points, "điểm | points") {
            Some(points) => push(&call, node, MinusEach(points)),
            None => node,
        }
    });
}

fn code(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("score", move |context: NativeCallContext, node: NodeHandle, function: FnPtr| {
        let call = Call::new(&state, &context);
        let (text, twice) = state.with(|draft| (draft.argument_text(call.at), draft.nodes[node.0].rule.code.is_some()));
        if twice {
            call.report(wording::said_twice("score"));
        }
        node.draft(&call, |draft, at| draft.rule.code = Some((function, text, at)))
    });
    let state = shared.clone();
    engine.register_fn("computed", move |context: NativeCallContext, node: NodeHandle| {
        let call = Call::new(&state, &context);
        node.draft(&call, |draft, at| draft.rule.computed = Some(at))
    });
}
