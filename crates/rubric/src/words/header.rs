//! The head of a rubric: its identity, scale and rounding, its rounds, bands and offices.

use super::{HeaderHandle, PlainHandle, RoundHandle, rubric};
use crate::draft::Shared;
use crate::values::Call;
use crate::wording;
use rhai::{Dynamic, Engine, NativeCallContext};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use scoring::{Band, Office, Round, RoundKind, RoundingMode};

pub(super) fn register(engine: &mut Engine, shared: &Shared) {
    identity(engine, shared);
    numbers(engine, shared);
    rounds(engine, shared);
    lists(engine, shared);
}

fn identity(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("rubric", move |context: NativeCallContext, id: Dynamic, title: Dynamic| {
        let call = Call::new(&state, &context);
        let (id, title) = (call.text(&id, "mã | id"), call.text(&title, "tên | title"));
        if state.with(|draft| draft.header.replace(call.at)).is_some() {
            call.report(wording::said_twice("rubric"));
        }
        rubric(&call, |rubric| {
            rubric.id = id.unwrap_or_default();
            rubric.title = title.unwrap_or_default();
        });
        HeaderHandle
    });
    let state = shared.clone();
    engine.register_fn("source", move |context: NativeCallContext, header: HeaderHandle, text: Dynamic| {
        let call = Call::new(&state, &context);
        let text = call.text(&text, "văn bản | document");
        rubric(&call, |rubric| rubric.source = text.unwrap_or_default());
        header
    });
    let state = shared.clone();
    engine.register_fn("version", move |context: NativeCallContext, header: HeaderHandle, text: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(text) = call.text(&text, "lần ban hành | issue") {
            rubric(&call, |rubric| rubric.version = text);
        }
        header
    });
    let state = shared.clone();
    engine.register_fn("index", move |context: NativeCallContext, header: HeaderHandle, name: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(name) = call.text(&name, "tên chỉ số | name of the index") {
            rubric(&call, |rubric| rubric.index = name);
        }
        header
    });
    let state = shared.clone();
    engine.register_fn("year", move |context: NativeCallContext, header: HeaderHandle, year: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(year) = whole(&call, &year, "năm | year", 1900, 2200) {
            rubric(&call, |rubric| rubric.year = i32::try_from(year).ok());
        }
        header
    });
}

fn numbers(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("scale", move |context: NativeCallContext, header: HeaderHandle, scale: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(scale) = positive(&call, &scale, "thang điểm | scale") {
            rubric(&call, |rubric| rubric.scale = Some(scale));
        }
        header
    });
    let state = shared.clone();
    engine.register_fn("step", move |context: NativeCallContext, header: HeaderHandle, step: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(step) = positive(&call, &step, "bước điểm | step") {
            rubric(&call, |rubric| rubric.step = Some(step));
        }
        header
    });
    let state = shared.clone();
    engine.register_fn("decimals", move |context: NativeCallContext, header: HeaderHandle, digits: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(digits) = whole(&call, &digits, "số chữ số | digits", 0, 6) {
            rubric(&call, |rubric| rubric.rounding.publication = digits);
        }
        header
    });
    let state = shared.clone();
    engine.register_fn("round_leaves", move |context: NativeCallContext, header: HeaderHandle, digits: Dynamic| {
        let call = Call::new(&state, &context);
        if let Some(digits) = whole(&call, &digits, "số chữ số | digits", 0, 6) {
            rubric(&call, |rubric| rubric.rounding.leaf = Some(digits));
        }
        header
    });
    let state = shared.clone();
    engine.register_fn("rounding", move |context: NativeCallContext, header: HeaderHandle, mode: Dynamic| {
        let call = Call::new(&state, &context);
        let mode = match call.text(&mode, "cách làm tròn | mode").as_deref() {
            Some("half_up") => Some(RoundingMode::HalfUp),
            Some("half_even") => Some(RoundingMode::HalfEven),
            Some("down") => Some(RoundingMode::Down),
            Some(other) => {
                call.report(wording::unknown_rounding(other));
                None
            }
            None => None,
        };
        if let Some(mode) = mode {
            rubric(&call, |rubric| rubric.rounding.mode = mode);
        }
        header
    });
}

fn rounds(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("round", move |context: NativeCallContext, id: Dynamic, title: Dynamic| {
        let call = Call::new(&state, &context);
        let (id, title) = (call.text(&id, "mã | id"), call.text(&title, "tên | title"));
        let id = id.unwrap_or_default();
        // A self-assessment that someone forgot to mark must not become final.
        let kind = if id == "self" { RoundKind::SelfAssessment } else { RoundKind::Appraisal };
        let twice = state.with(|draft| draft.rubric.find_round(&id).is_some());
        if twice || id == "final" {
            call.report(wording::id_taken("round", &id));
        }
        let at = state.with(|draft| {
            draft.rubric.rounds.push(Round::new(id, title.unwrap_or_default(), kind));
            draft.rubric.rounds.len() - 1
        });
        RoundHandle(at)
    });
    let state = shared.clone();
    engine.register_fn("self_assessment", move |round: RoundHandle| {
        state.with(|draft| draft.rubric.rounds[round.0].kind = RoundKind::SelfAssessment);
        round
    });
    let state = shared.clone();
    engine.register_fn("required", move |round: RoundHandle| {
        state.with(|draft| draft.rubric.rounds[round.0].required = true);
        round
    });
    let state = shared.clone();
    engine.register_fn("from_data", move |round: RoundHandle| {
        state.with(|draft| draft.rubric.rounds[round.0].from_data = true);
        round
    });
}

fn lists(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("band", move |context: NativeCallContext, name: Dynamic, from: Dynamic| {
        let call = Call::new(&state, &context);
        if let (Some(name), Some(from)) = (call.text(&name, "tên | name"), call.number(&from, "từ điểm | from score"))
        {
            let taken =
                state.with(|draft| draft.rubric.bands.iter().any(|band| band.name == name || band.from == from));
            if taken {
                call.report(wording::id_taken("band", &name));
            }
            state.with(|draft| {
                draft.bands.push(call.at);
                draft.rubric.bands.push(Band { name, from });
            });
        }
        PlainHandle
    });
    let state = shared.clone();
    engine.register_fn("office", move |context: NativeCallContext, id: Dynamic, title: Dynamic| {
        let call = Call::new(&state, &context);
        if let (Some(id), Some(title)) = (call.text(&id, "mã | id"), call.text(&title, "tên | title")) {
            if state.with(|draft| draft.rubric.offices.iter().any(|office| office.id == id)) {
                call.report(wording::id_taken("office", &id));
            }
            state.with(|draft| draft.rubric.offices.push(Office { id, title }));
        }
        PlainHandle
    });
}

pub(super) fn whole(call: &Call<'_>, value: &Dynamic, what: &'static str, low: u32, high: u32) -> Option<u32> {
    let number = call.number(value, what)?;
    let fits = number.is_integer().then(|| number.to_u32()).flatten().filter(|whole| (low..=high).contains(whole));
    if fits.is_none() {
        call.report(wording::out_of_range(&call.word, number, low, high));
    }
    fits
}

pub(super) fn positive(call: &Call<'_>, value: &Dynamic, what: &'static str) -> Option<Decimal> {
    let number = call.number(value, what)?;
    if number <= Decimal::ZERO {
        call.report(wording::not_positive(&call.word, number));
        return None;
    }
    Some(number)
}
