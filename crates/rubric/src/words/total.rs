//! What becomes of the total: how domains come together, adjustments, ceilings of bands, ties, results beside it.

use super::{HeaderHandle, rubric};
use crate::draft::{Closure, Named, Purpose, Shared};
use crate::values::Call;
use crate::wording;
use rhai::{Dynamic, Engine, FnPtr, NativeCallContext};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use scoring::rubric::{Adjustment, Gate, NamedResult, RankOn, TieBreak, When};
use scoring::{Aggregate, Band, NodeId};

/// What `adjust` and `ceiling` return: something that applies under a condition.
#[derive(Clone, Copy)]
enum Conditional {
    Adjustment(usize),
    Gate(usize),
}

/// What `result` returns.
#[derive(Clone, Copy)]
struct ResultHandle(usize);

pub(super) fn register(engine: &mut Engine, shared: &Shared) {
    engine.register_type_with_name::<Conditional>("declaration").register_type_with_name::<ResultHandle>("result");
    header(engine, shared);
    ties(engine, shared);
    conditional(engine, shared);
    conditions(engine, shared);
    results(engine, shared);
}

fn header(engine: &mut Engine, shared: &Shared) {
    for (word, aggregate) in [
        ("total_mean", Aggregate::Mean),
        ("total_weighted_mean", Aggregate::WeightedMean),
        ("total_geometric_mean", Aggregate::GeometricMean),
    ] {
        let state = shared.clone();
        engine.register_fn(word, move |header: HeaderHandle| {
            state.with(|draft| draft.rubric.total = aggregate.clone());
            header
        });
    }
    let state = shared.clone();
    engine.register_fn("total_at_most", move |context: NativeCallContext, header: HeaderHandle, cap: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(cap) = call.points(&cap, "tối đa | cap") {
            rubric(&call, |rubric| rubric.total_cap = Some(cap));
        }
        header
    });
    let state = shared.clone();
    engine.register_fn("no_sheet_is_zero", move |header: HeaderHandle| {
        state.with(|draft| draft.rubric.no_sheet_is_zero = true);
        header
    });
    let state = shared.clone();
    engine.register_fn("rank_unrounded", move |header: HeaderHandle| {
        state.with(|draft| draft.rubric.rank_on = RankOn::Unrounded);
        header
    });
    let state = shared.clone();
    engine.register_fn("round_domains", move |context: NativeCallContext, header: HeaderHandle, digits: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(digits) = super::header::whole(&call, &digits, "số chữ số | digits", 0, 6) {
            rubric(&call, |rubric| rubric.rounding.domain = Some(digits));
        }
        header
    });
}

fn ties(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("ties_share_rank", move |header: HeaderHandle| {
        state.with(|draft| draft.rubric.ties_share_rank = true);
        header
    });
    let state = shared.clone();
    engine.register_fn("tie_break", move |context: NativeCallContext, header: HeaderHandle, code: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(code) = call.text(&code, "mã tiêu chí | code") {
            state.with(|draft| {
                draft.rubric.tie_breaks.push(TieBreak::Points(NodeId(0)));
                let at = draft.rubric.tie_breaks.len() - 1;
                draft.codes_named.push((code, call.at, Named::TieBreak(at)));
            });
        }
        header
    });
    let state = shared.clone();
    engine.register_fn("tie_break_by", move |context: NativeCallContext, header: HeaderHandle, column: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(column) = call.text(&column, "cột | column") {
            rubric(&call, |rubric| rubric.tie_breaks.push(TieBreak::Attribute(column)));
        }
        header
    });
}

fn conditional(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("adjust", move |context: NativeCallContext, title: Dynamic, points: Dynamic| {
        let call = Call::new(&state, &context);
        let (title, points) = (call.text(&title, "tên | title"), call.points(&points, "điểm | points"));
        let adjustment = Adjustment {
            title: title.unwrap_or_default(),
            when: When::Late,
            points: points.unwrap_or_default(),
            at_most: None,
        };
        Conditional::Adjustment(state.with(|draft| {
            draft.adjustments.push((call.at, false));
            draft.rubric.adjustments.push(adjustment);
            draft.rubric.adjustments.len() - 1
        }))
    });
    let state = shared.clone();
    engine.register_fn("ceiling", move |context: NativeCallContext, band: Dynamic| {
        let call = Call::new(&state, &context);
        let band = call.text(&band, "nhóm | band").unwrap_or_default();
        Conditional::Gate(state.with(|draft| {
            draft.ceilings.push((call.at, false));
            draft.rubric.gates.push(Gate { band, when: When::AnyZero });
            draft.rubric.gates.len() - 1
        }))
    });
    let state = shared.clone();
    engine.register_fn("at_most", move |context: NativeCallContext, what: Conditional, cap: Dynamic| {
        let call = Call::new(&state, &context);
        let cap = call.points(&cap, "tối đa | cap");
        if let (Conditional::Adjustment(at), Some(cap)) = (what, cap) {
            rubric(&call, |rubric| rubric.adjustments[at].at_most = Some(cap));
        }
        what
    });
}

/// Notes that it was said when something applies.
fn said(call: &Call<'_>, what: Conditional) {
    call.shared.with(|draft| match what {
        Conditional::Adjustment(at) => draft.adjustments[at].1 = true,
        Conditional::Gate(at) => draft.ceilings[at].1 = true,
    });
}

fn set(call: &Call<'_>, what: Conditional, when: When) -> Conditional {
    said(call, what);
    rubric(call, |rubric| match what {
        Conditional::Adjustment(at) => rubric.adjustments[at].when = when,
        Conditional::Gate(at) => rubric.gates[at].when = when,
    });
    what
}

fn conditions(engine: &mut Engine, shared: &Shared) {
    for (word, when) in [("per_day_late", When::Late), ("when_late", When::Late), ("when_any_zero", When::AnyZero)] {
        let state = shared.clone();
        engine.register_fn(word, move |context: NativeCallContext, what: Conditional| {
            set(&Call::new(&state, &context), what, when.clone())
        });
    }
    let state = shared.clone();
    engine.register_fn("when_no_sheet", move |context: NativeCallContext, what: Conditional, round: Dynamic| {
        let call = Call::new(&state, &context);
        let Some(round) = call.text(&round, "mã vòng | round id") else { return what };
        if state.with(|draft| draft.rubric.find_round(&round).is_none()) {
            call.report(wording::unknown_round(&round));
        }
        set(&call, what, When::NoSheet(round))
    });
    let state = shared.clone();
    engine.register_fn(
        "when",
        move |context: NativeCallContext, what: Conditional, column: Dynamic, value: Dynamic| {
            let call = Call::new(&state, &context);
            match (call.text(&column, "cột | column"), call.text(&value, "giá trị | value")) {
                (Some(column), Some(value)) => set(&call, what, When::Attribute(column, value)),
                _ => what,
            }
        },
    );
    let state = shared.clone();
    engine.register_fn("when", move |context: NativeCallContext, what: Conditional, function: FnPtr| {
        let call = Call::new(&state, &context);
        said(&call, what);
        state.with(|draft| {
            let text = draft.argument_text(call.at);
            let purpose = match what {
                Conditional::Adjustment(at) => Purpose::Adjust(at),
                Conditional::Gate(at) => Purpose::Gate(at),
            };
            draft.closures.push((purpose, Closure { function, text }, call.at));
        });
        what
    });
}

fn results(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("result", move |context: NativeCallContext, id: Dynamic, title: Dynamic| {
        let call = Call::new(&state, &context);
        let (id, title) = (call.text(&id, "mã | id"), call.text(&title, "tên | title"));
        let id = id.unwrap_or_default();
        if state.with(|draft| draft.rubric.results.iter().any(|result| result.id == id)) {
            call.report(wording::id_taken("result", &id));
        }
        let result = NamedResult {
            id,
            title: title.unwrap_or_default(),
            nodes: Vec::new(),
            aggregate: Aggregate::Sum,
            scale: None,
            digits: 2,
            bands: Vec::new(),
            word: None,
        };
        ResultHandle(state.with(|draft| {
            draft.rubric.results.push(result);
            draft.rubric.results.len() - 1
        }))
    });
    let state = shared.clone();
    engine.register_fn("of", move |context: NativeCallContext, result: ResultHandle, code: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(code) = call.text(&code, "mã tiêu chí | code") {
            state.with(|draft| draft.codes_named.push((code, call.at, Named::Result(result.0))));
        }
        result
    });
    let state = shared.clone();
    engine.register_fn("scale", move |context: NativeCallContext, result: ResultHandle, scale: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(scale) = super::header::positive(&call, &scale, "thang điểm | scale") {
            rubric(&call, |rubric| rubric.results[result.0].scale = Some(scale));
        }
        result
    });
    let state = shared.clone();
    engine.register_fn("decimals", move |context: NativeCallContext, result: ResultHandle, digits: Dynamic| {
        let call = Call::new(&state, &context);
        let digits = call.number(&digits, "số chữ số | digits").as_ref().and_then(Decimal::to_u32).filter(|d| *d <= 6);
        if let Some(digits) = digits {
            rubric(&call, |rubric| rubric.results[result.0].digits = digits);
        }
        result
    });
    let state = shared.clone();
    engine.register_fn(
        "band",
        move |context: NativeCallContext, result: ResultHandle, name: Dynamic, from: Dynamic| {
            let call = Call::new(&state, &context);
            if let (Some(name), Some(from)) = (call.text(&name, "tên | name"), call.number(&from, "từ điểm | from"))
            {
                rubric(&call, |rubric| {
                    let bands = &mut rubric.results[result.0].bands;
                    bands.push(Band { name, from });
                    bands.sort_by_key(|band| std::cmp::Reverse(band.from));
                });
            }
            result
        },
    );
    for (word, aggregate) in [
        ("mean", Aggregate::Mean),
        ("weighted_mean", Aggregate::WeightedMean),
        ("geometric_mean", Aggregate::GeometricMean),
    ] {
        let state = shared.clone();
        engine.register_fn(word, move |result: ResultHandle| {
            state.with(|draft| draft.rubric.results[result.0].aggregate = aggregate.clone());
            result
        });
    }
    let state = shared.clone();
    engine.register_fn("word", move |context: NativeCallContext, result: ResultHandle, function: FnPtr| {
        let call = Call::new(&state, &context);
        state.with(|draft| {
            let text = draft.argument_text(call.at);
            draft.closures.push((Purpose::Result(result.0), Closure { function, text }, call.at));
        });
        result
    });
}
