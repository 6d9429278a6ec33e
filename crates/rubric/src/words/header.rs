//! The head of a rubric: its identity, scale and rounding, its rounds, bands and offices.

use super::{HeaderHandle, PlainHandle, RoundHandle, rubric, word0, word1};
use crate::draft::Shared;
use crate::values::Call;
use crate::wording;
use rhai::{Dynamic, Engine, NativeCallContext};
use scoring::{Band, Office, Round, RoundKind, RoundingMode, Rubric};

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
        let (id, title) = (call.id(0, &id, "mã | id"), call.text(1, &title, "tên | title"));
        if let Some(first) = state.with(|draft| draft.header.replace(call.at)) {
            call.report(wording::said_twice("rubric", "rubric", first.line().unwrap_or_default()));
        }
        rubric(&call, |rubric| {
            rubric.id = id.unwrap_or_default();
            rubric.title = title.unwrap_or_default();
        });
        HeaderHandle
    });
    for (word, what, set) in [
        ("source", "văn bản | document", (|rubric, text| rubric.source = text) as fn(&mut Rubric, String)),
        ("version", "lần ban hành | issue", |rubric, text| rubric.version = text),
        ("index", "tên chỉ số | name of the index", |rubric, text| rubric.index = text),
    ] {
        word1::<HeaderHandle>(engine, shared, word, move |call, header, text| {
            if let Some(text) = call.text(0, text, what) {
                rubric(call, |rubric| set(rubric, text));
            }
            header
        });
    }
    word1::<HeaderHandle>(engine, shared, "year", |call, header, year| {
        if let Some(year) = call.whole(0, year, "năm | year", 1900..=2200) {
            rubric(call, |rubric| rubric.year = i32::try_from(year).ok());
        }
        header
    });
}

fn numbers(engine: &mut Engine, shared: &Shared) {
    word1::<HeaderHandle>(engine, shared, "scale", |call, header, scale| {
        if let Some(scale) = call.positive(0, scale, "thang điểm | scale") {
            rubric(call, |rubric| rubric.scale = Some(scale));
        }
        header
    });
    word1::<HeaderHandle>(engine, shared, "step", |call, header, step| {
        if let Some(step) = call.positive(0, step, "bước điểm | step") {
            rubric(call, |rubric| rubric.step = Some(step));
        }
        header
    });
    for (word, set) in [
        ("decimals", (|rubric, digits| rubric.rounding.publication = digits) as fn(&mut Rubric, u32)),
        ("round_leaves", |rubric, digits| rubric.rounding.leaf = Some(digits)),
        ("round_domains", |rubric, digits| rubric.rounding.domain = Some(digits)),
    ] {
        word1::<HeaderHandle>(engine, shared, word, move |call, header, digits| {
            if let Some(digits) = call.whole(0, digits, "số chữ số | digits", 0..=6) {
                rubric(call, |rubric| set(rubric, digits));
            }
            header
        });
    }
    word1::<HeaderHandle>(engine, shared, "rounding", |call, header, mode| {
        let mode = match call.text(0, mode, "cách làm tròn | mode").as_deref() {
            Some("half_up") => RoundingMode::HalfUp,
            Some("half_even") => RoundingMode::HalfEven,
            Some("down") => RoundingMode::Down,
            Some(other) => {
                call.report_value(0, wording::unknown_rounding(other));
                return header;
            }
            None => return header,
        };
        rubric(call, |rubric| rubric.rounding.mode = mode);
        header
    });
}

fn rounds(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("round", move |context: NativeCallContext, id: Dynamic, title: Dynamic| {
        let call = Call::new(&state, &context);
        let (id, title) = (call.id(0, &id, "mã | id"), call.text(1, &title, "tên | title"));
        let id = id.unwrap_or_default();
        // A self-assessment that someone forgot to mark must not become final.
        let kind = if id == "self" { RoundKind::SelfAssessment } else { RoundKind::Appraisal };
        let twice = state.with(|draft| draft.rubric.find_round(&id).is_some());
        if id == "final" {
            call.report_value(0, wording::round_called_final());
        } else if twice && !id.is_empty() {
            call.report_value(0, wording::id_taken("round", &id));
        }
        let at = state.with(|draft| {
            draft.rubric.rounds.push(Round::new(id, title.unwrap_or_default(), kind));
            draft.rubric.rounds.len() - 1
        });
        RoundHandle(at)
    });
    for (word, set) in [
        ("self_assessment", (|round| round.kind = RoundKind::SelfAssessment) as fn(&mut Round)),
        ("required", |round| round.required = true),
        ("from_data", |round| round.from_data = true),
    ] {
        word0::<RoundHandle>(engine, shared, word, move |call, round| {
            rubric(call, |rubric| set(&mut rubric.rounds[round.0]));
            round
        });
    }
}

fn lists(engine: &mut Engine, shared: &Shared) {
    let state = shared.clone();
    engine.register_fn("band", move |context: NativeCallContext, name: Dynamic, from: Dynamic| {
        let call = Call::new(&state, &context);
        let (name, from) = (call.text(0, &name, "tên | name"), call.number(1, &from, "từ điểm | from score"));
        if let (Some(name), Some(from)) = (name, from) {
            let bands = state.with(|draft| draft.rubric.bands.clone());
            if bands.iter().any(|band| band.name == name) {
                call.report_value(0, wording::id_taken("band", &name));
            } else if let Some(other) = bands.iter().find(|band| band.from == from) {
                call.report_value(1, wording::band_from_taken(&name, &other.name, from));
            }
            state.with(|draft| {
                draft.bands.push((from, call.at));
                draft.rubric.bands.push(Band { name, from });
            });
        }
        PlainHandle
    });
    let state = shared.clone();
    engine.register_fn("office", move |context: NativeCallContext, id: Dynamic, title: Dynamic| {
        let call = Call::new(&state, &context);
        if let (Some(id), Some(title)) = (call.id(0, &id, "mã | id"), call.text(1, &title, "tên | title")) {
            if state.with(|draft| draft.rubric.offices.iter().any(|office| office.id == id)) {
                call.report_value(0, wording::id_taken("office", &id));
            }
            state.with(|draft| draft.rubric.offices.push(Office { id, title }));
        }
        PlainHandle
    });
}
