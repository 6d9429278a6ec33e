//! What becomes of the total: how domains come together, adjustments, ceilings of bands, ties, results beside it.

use super::{Handle, HeaderHandle, rubric, word0, word1, word2};
use crate::draft::{Closure, Named, Purpose, Shared};
use crate::values::Call;
use crate::wording;
use rhai::{Dynamic, Engine, NativeCallContext};
use scoring::rubric::{Adjustment, Gate, NamedResult, RankOn, TieBreak, When};
use scoring::{Aggregate, Band, NodeId, Points, Rubric};

/// What `adjust` and `ceiling` return: something that applies under a condition.
#[derive(Clone, Copy)]
enum Conditional {
    Adjustment(usize),
    Gate(usize),
}

/// What `result` returns.
#[derive(Clone, Copy)]
struct ResultHandle(usize);

/// Whether a value is a thing that words of this file hang on.
pub(super) fn is_thing(value: &Dynamic) -> bool {
    value.is::<Conditional>() || value.is::<ResultHandle>()
}

impl Handle for Conditional {
    const NAME: &'static str = "condition";
    fn number(self) -> usize {
        match self {
            Self::Adjustment(at) => at * 2,
            Self::Gate(at) => at * 2 + 1,
        }
    }
}

impl Handle for ResultHandle {
    const NAME: &'static str = "result";
    fn number(self) -> usize {
        self.0
    }
}

pub(super) fn register(engine: &mut Engine, shared: &Shared) {
    engine.register_type_with_name::<Conditional>("condition").register_type_with_name::<ResultHandle>("result");
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
        word0::<HeaderHandle>(engine, shared, word, move |call, header| {
            rubric(call, |rubric| rubric.total = aggregate.clone());
            header
        });
    }
    word1::<HeaderHandle>(engine, shared, "total_at_most", |call, header, cap| {
        if let Some(cap) = call.points(0, cap, "tối đa | cap") {
            rubric(call, |rubric| rubric.total_cap = Some(cap));
        }
        header
    });
    for (word, set) in [
        ("no_sheet_is_zero", (|rubric| rubric.no_sheet_is_zero = true) as fn(&mut Rubric)),
        ("rank_unrounded", |rubric| rubric.rank_on = RankOn::Unrounded),
        ("ties_share_rank", |rubric| rubric.ties_share_rank = true),
    ] {
        word0::<HeaderHandle>(engine, shared, word, move |call, header| {
            rubric(call, set);
            header
        });
    }
}

fn ties(engine: &mut Engine, shared: &Shared) {
    word1::<HeaderHandle>(engine, shared, "tie_break", |call, header, code| {
        if let Some(code) = call.text(0, code, "mã tiêu chí | code") {
            let mark = call.value(0);
            call.shared.with(|draft| {
                draft.rubric.tie_breaks.push(TieBreak::Points(NodeId(0)));
                let at = draft.rubric.tie_breaks.len() - 1;
                draft.codes_named.push((code, mark, Named::TieBreak(at)));
            });
        }
        header
    });
    word1::<HeaderHandle>(engine, shared, "tie_break_by", |call, header, column| {
        if let Some(column) = call.text(0, column, "cột | column") {
            rubric(call, |rubric| rubric.tie_breaks.push(TieBreak::Attribute(column)));
        }
        header
    });
}

fn conditional(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("adjust", move |context: NativeCallContext, title: Dynamic, points: Dynamic| {
        let call = Call::new(&state, &context);
        let (title, points) = (call.text(0, &title, "tên | title"), call.change(1, &points, "điểm | points"));
        let title = title.unwrap_or_default();
        if points == Some(Points::ZERO) {
            call.report_value(1, wording::adjust_by_nothing());
        }
        if state.with(|draft| draft.rubric.adjustments.iter().any(|other| other.title == title)) && !title.is_empty() {
            call.report_value(0, wording::id_taken("adjust", &title));
        }
        let adjustment = Adjustment { title, when: When::Late, points: points.unwrap_or_default(), at_most: None };
        Conditional::Adjustment(state.with(|draft| {
            draft.adjustments.push((call.at, false));
            draft.rubric.adjustments.push(adjustment);
            draft.rubric.adjustments.len() - 1
        }))
    });
    let state = shared.clone();
    engine.register_fn("ceiling", move |context: NativeCallContext, band: Dynamic| {
        let call = Call::new(&state, &context);
        let band = call.text(0, &band, "loại | band").unwrap_or_default();
        Conditional::Gate(state.with(|draft| {
            draft.ceilings.push((call.at, false));
            draft.rubric.gates.push(Gate { band, when: When::AnyZero });
            draft.rubric.gates.len() - 1
        }))
    });
    word1::<Conditional>(engine, shared, "at_most", |call, what, cap| {
        let Conditional::Adjustment(at) = what else {
            call.report(wording::ceiling_at_most());
            return what;
        };
        if let Some(cap) = call.points(0, cap, "tối đa | cap") {
            rubric(call, |rubric| rubric.adjustments[at].at_most = Some(cap));
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
        word0::<Conditional>(engine, shared, word, move |call, what| set(call, what, when.clone()));
    }
    word1::<Conditional>(engine, shared, "when_no_sheet", |call, what, round| {
        let Some(round) = call.text(0, round, "mã vòng | round id") else { return what };
        let mark = call.value(0);
        call.shared.with(|draft| draft.rounds_named.push((round.clone(), mark)));
        set(call, what, When::NoSheet(round))
    });
    word2::<Conditional>(engine, shared, "when", |call, what, column, value| {
        match (call.text(0, column, "cột | column"), call.text(1, value, "giá trị | value")) {
            (Some(column), Some(value)) => set(call, what, When::Attribute(column, value)),
            _ => what,
        }
    });
    word1::<Conditional>(engine, shared, "when", |call, what, function| {
        let Some((function, text)) = call.function(0, function, "u") else { return what };
        said(call, what);
        let purpose = match what {
            Conditional::Adjustment(at) => Purpose::Adjust(at),
            Conditional::Gate(at) => Purpose::Gate(at),
        };
        call.shared.with(|draft| draft.closures.push((purpose, Closure { function, text }, call.at)));
        what
    });
}

fn results(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("result", move |context: NativeCallContext, id: Dynamic, title: Dynamic| {
        let call = Call::new(&state, &context);
        let (id, title) = (call.id(0, &id, "mã | id"), call.text(1, &title, "tên | title"));
        let id = id.unwrap_or_default();
        if state.with(|draft| draft.rubric.results.iter().any(|result| result.id == id)) && !id.is_empty() {
            call.report_value(0, wording::id_taken("result", &id));
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
            draft.results.push((call.at, false));
            draft.rubric.results.push(result);
            draft.rubric.results.len() - 1
        }))
    });
    word1::<ResultHandle>(engine, shared, "of", |call, result, code| {
        if let Some(code) = call.text(0, code, "mã tiêu chí | code") {
            let mark = call.value(0);
            call.shared.with(|draft| {
                draft.results[result.0].1 = true;
                draft.codes_named.push((code, mark, Named::Result(result.0)));
            });
        }
        result
    });
    word1::<ResultHandle>(engine, shared, "scale", |call, result, scale| {
        if let Some(scale) = call.positive(0, scale, "thang điểm | scale") {
            rubric(call, |rubric| rubric.results[result.0].scale = Some(scale));
        }
        result
    });
    word1::<ResultHandle>(engine, shared, "decimals", |call, result, digits| {
        if let Some(digits) = call.whole(0, digits, "số chữ số | digits", 0..=6) {
            rubric(call, |rubric| rubric.results[result.0].digits = digits);
        }
        result
    });
    word2::<ResultHandle>(engine, shared, "band", |call, result, name, from| {
        let (name, from) = (call.text(0, name, "tên | name"), call.number(1, from, "từ điểm | from"));
        let (Some(name), Some(from)) = (name, from) else { return result };
        let bands = call.shared.with(|draft| draft.rubric.results[result.0].bands.clone());
        if bands.iter().any(|band| band.name == name) {
            call.report_value(0, wording::id_taken("band", &name));
        } else if let Some(other) = bands.iter().find(|band| band.from == from) {
            call.report_value(1, wording::band_from_taken(&name, &other.name, from));
        }
        rubric(call, |rubric| {
            let bands = &mut rubric.results[result.0].bands;
            bands.push(Band { name, from });
            bands.sort_by_key(|band| std::cmp::Reverse(band.from));
        });
        result
    });
    for (word, aggregate) in [
        ("mean", Aggregate::Mean),
        ("weighted_mean", Aggregate::WeightedMean),
        ("geometric_mean", Aggregate::GeometricMean),
    ] {
        word0::<ResultHandle>(engine, shared, word, move |call, result| {
            rubric(call, |rubric| rubric.results[result.0].aggregate = aggregate.clone());
            result
        });
    }
    word1::<ResultHandle>(engine, shared, "word", |call, result, function| {
        if let Some((function, text)) = call.function(0, function, "u") {
            let closure = Closure { function, text };
            call.shared.with(|draft| draft.closures.push((Purpose::Result(result.0), closure, call.at)));
        }
        result
    });
}
