//! The tree: domains, criteria, subcriteria, and what each says about itself.

use super::header::positive;
use super::{NodeHandle, word0, word1, word2};
use crate::draft::{Closure, NodeDraft, Purpose, RuleDraft, Shared};
use crate::values::Call;
use crate::wording;
use rhai::{Array, Dynamic, Engine, FnPtr, NativeCallContext};
use rust_decimal::Decimal;
use scoring::rule::{Basis, Each};
use scoring::{Aggregate, Choice, Example, Node, NotArising, Points, Role, StructureError};

pub(super) fn register(engine: &mut Engine, shared: &Shared) {
    for (word, make) in [
        ("domain", Node::domain as fn(&str, &str, Option<Points>) -> Node),
        ("criterion", Node::criterion),
        ("subcriterion", Node::subcriterion),
    ] {
        let state = shared.clone();
        engine.register_fn(word, move |context: NativeCallContext, code: Dynamic, title: Dynamic| {
            let call = Call::new(&state, &context);
            declare(&call, make, &code, &title, None)
        });
        let state = shared.clone();
        engine.register_fn(word, move |context: NativeCallContext, code: Dynamic, title: Dynamic, max: Dynamic| {
            let call = Call::new(&state, &context);
            declare(&call, make, &code, &title, Some(&max))
        });
    }
    anywhere(engine, shared);
    about(engine, shared);
    entered(engine, shared);
    weight(engine, shared);
}

/// `node("1.2.1.4", …)`: as deep as its code has parts.
fn anywhere(engine: &mut Engine, shared: &Shared) {
    let deep = |code: &Dynamic| code.to_string().split('.').count();
    let state = shared.clone();
    engine.register_fn("node", move |context: NativeCallContext, code: Dynamic, title: Dynamic| {
        let call = Call::new(&state, &context);
        let depth = deep(&code);
        declare(&call, |code, title, max| Node::at(depth, code, title, max), &code, &title, None)
    });
    let state = shared.clone();
    engine.register_fn("node", move |context: NativeCallContext, code: Dynamic, title: Dynamic, max: Dynamic| {
        let call = Call::new(&state, &context);
        let depth = deep(&code);
        declare(&call, |code, title, max| Node::at(depth, code, title, max), &code, &title, Some(&max))
    });
}

fn declare(
    call: &Call<'_>,
    make: impl Fn(&str, &str, Option<Points>) -> Node,
    code: &Dynamic,
    title: &Dynamic,
    max: Option<&Dynamic>,
) -> NodeHandle {
    let code = call.text(code, "mã | code");
    let title = call.text(title, "tên | title").unwrap_or_default();
    let max = max.and_then(|max| call.points(max, "điểm tối đa | maximum"));
    if let Some(max) = max.filter(|max| *max < Points::ZERO) {
        call.report(wording::negative_maximum(&call.word, max));
    }
    let mut node = make(code.as_deref().unwrap_or_default(), &title, max);
    call.shared.with(|draft| {
        node.place = draft.place(call.at);
        let (code, depth) = (node.code.clone(), node.depth);
        let pushed = if code.is_empty() { None } else { Some(draft.rubric.push(node)) };
        let id = match pushed {
            Some(Ok(id)) => Some(id),
            Some(Err(StructureError::CodeTwice(first))) => {
                let first = draft.rubric.node(first).place.clone();
                draft.report(wording::code_twice(&code, &first), call.at);
                draft.broken = true;
                None
            }
            Some(Err(StructureError::NoParent)) => {
                // After a mistake the parent may be what was lost.
                if !draft.broken {
                    draft.report(wording::no_parent(&call.word, depth), call.at);
                }
                draft.broken = true;
                None
            }
            None => None,
        };
        draft.nodes.push(NodeDraft { id, at: call.at, rule: RuleDraft::default() });
        NodeHandle(draft.nodes.len() - 1)
    })
}

fn about(engine: &mut Engine, shared: &Shared) {
    word1(engine, shared, "by", |call, node, office| {
        let Some(office) = call.text(office, "mã cơ quan | office id") else { return node };
        call.shared.with(|draft| draft.offices_named.push((office.clone(), call.at)));
        node.node(call, |node| node.office = office)
    });
    word1(engine, shared, "evidence", |call, node, text| {
        let Some(text) = call.text(text, "tài liệu | evidence") else { return node };
        node.node(call, |node| node.evidence = text)
    });
    word1(engine, shared, "was", |call, node, code| {
        let Some(code) = call.text(code, "mã năm trước | last year's code") else { return node };
        node.node(call, |node| node.was.push(code))
    });
    word2(engine, shared, "ask", |call, node, name, label| {
        let (name, label) = (call.text(name, "tên | name"), call.text(label, "nhãn | label"));
        if let (Some(name), Some(label)) = (name, label) {
            ask(call, node, &name, &label);
        }
        node
    });
    word2(engine, shared, "example", |call, node, figures, points| example(call, node, figures, points, None));
    // `example_for("parent", "city", [21000], 10)`: a unit of which the attribute has this value.
    let state = shared.clone();
    engine.register_fn(
        "example_for",
        move |context: NativeCallContext,
              node: NodeHandle,
              name: Dynamic,
              value: Dynamic,
              figures: Dynamic,
              points: Dynamic| {
            let call = Call::new(&state, &context);
            match (call.text(&name, "cột | column"), call.text(&value, "giá trị | value")) {
                (Some(name), Some(value)) => example(&call, node, &figures, &points, Some((name, value))),
                _ => node,
            }
        },
    );
}

fn example(
    call: &Call<'_>,
    node: NodeHandle,
    figures: &Dynamic,
    points: &Dynamic,
    attribute: Option<(String, String)>,
) -> NodeHandle {
    let Some(points) = call.points(points, "điểm | points") else { return node };
    let choice = figures.clone().into_string().ok();
    let figures = match figures.clone().try_cast::<Array>() {
        Some(list) => call.numbers(&list, "số liệu | figure"),
        None if choice.is_some() => Some(Vec::new()),
        None => {
            call.report(wording::not_a_list(&call.word));
            None
        }
    };
    let Some(figures) = figures else { return node };
    let place = call.shared.with(|draft| draft.place(call.at));
    node.node(call, |node| node.examples.push(Example { figures, points, choice, attribute, place }))
}

fn ask(call: &Call<'_>, node: NodeHandle, name: &str, label: &str) {
    let usable =
        name.chars().all(|c| c.is_alphanumeric() || c == '_') && !name.starts_with(|c: char| c.is_ascii_digit());
    if !usable || name == "max" {
        call.report(wording::figure_name(name));
        return;
    }
    let taken = call.shared.with(|draft| {
        let Some(id) = draft.nodes[node.0].id else { return false };
        let taken = draft.rubric.node(id).asks.iter().any(|other| other == name);
        if !taken {
            draft.rubric.ask(id, name, label);
        }
        taken
    });
    if taken {
        call.report(wording::id_taken("ask", name));
    }
}

fn entered(engine: &mut Engine, shared: &Shared) {
    word2(engine, shared, "choice", |call, node, label, points| {
        match (call.text(label, "nội dung | label"), call.points(points, "điểm | points")) {
            (Some(label), Some(points)) => node.node(call, |node| node.choices.push(Choice { label, points })),
            _ => node,
        }
    });
    // `choice_percent("Tốt", 75)`: 75 % of the maximum.
    word2(engine, shared, "choice_percent", |call, node, label, percent| {
        let (label, percent) = (call.text(label, "nội dung | label"), call.number(percent, "tỷ lệ | percent"));
        let (Some(label), Some(percent)) = (label, percent) else { return node };
        node.node(call, |node| {
            let max = node.declared_max.unwrap_or_default();
            let points = max.times(percent / Decimal::ONE_HUNDRED).unwrap_or_default();
            node.choices.push(Choice { label, points });
        })
    });
    word1(engine, shared, "step", |call, node, step| match positive(call, step, "bước điểm | step") {
        Some(step) => node.node(call, |node| node.step = Some(step)),
        None => node,
    });
    word0(engine, shared, "survey", |call, node| {
        ask(call, node, "score", "Điểm điều tra xã hội học");
        node.rule(call, |rule| {
            rule.computed = Some(call.at);
            let part = rule.part(call.at);
            part.measure = Some((Basis::Figure("score".into()), call.at));
            part.words.push(Box::new(Each(Points::new(Decimal::ONE).unwrap_or_default())));
        });
        node.node(call, |node| node.survey = true)
    });
}

/// How parts come together, what counts how, and for whom.
fn weight(engine: &mut Engine, shared: &Shared) {
    for (word, aggregate) in [
        ("mean", Aggregate::Mean),
        ("weighted_mean", Aggregate::WeightedMean),
        ("geometric_mean", Aggregate::GeometricMean),
    ] {
        word0(engine, shared, word, move |call, node| node.node(call, |node| node.aggregate = aggregate.clone()));
    }
    let state = shared.clone();
    engine.register_fn("combine", move |context: NativeCallContext, node: NodeHandle, function: FnPtr| {
        let call = Call::new(&state, &context);
        state.with(|draft| {
            let text = draft.argument_text(call.at);
            if let Some(id) = draft.nodes[node.0].id {
                draft.closures.push((Purpose::Combine(id), Closure { function, text }, call.at));
            }
        });
        node
    });
    word1(engine, shared, "weight", |call, node, weight| match positive(call, weight, "trọng số | weight") {
        Some(weight) => node.node(call, |node| node.weight = weight),
        None => node,
    });
    word1(engine, shared, "at_most", |call, node, cap| match call.points(cap, "tối đa | cap") {
        Some(cap) => node.node(call, |node| node.cap = Some(cap)),
        None => node,
    });
    word0(engine, shared, "bonus", |call, node| node.node(call, |node| node.role = Role::Bonus));
    word0(engine, shared, "penalty", |call, node| node.node(call, |node| node.role = Role::Penalty));
    word1(engine, shared, "not_arising", |call, node, worth| {
        let worth = match call.text(worth, "cách tính | treatment").as_deref() {
            Some("full") => NotArising::Full,
            Some("zero") => NotArising::Zero,
            Some("excluded") => NotArising::Excluded,
            Some("shared") => NotArising::Shared,
            Some(other) => {
                call.report(wording::unknown_treatment(other));
                return node;
            }
            None => return node,
        };
        node.node(call, |node| node.not_arising = Some(worth))
    });
    word2(engine, shared, "only_for", |call, node, column, values| {
        let column = call.text(column, "cột | column");
        let values: Option<Vec<String>> = match values.clone().try_cast::<Array>() {
            Some(list) => list.iter().map(|value| call.text(value, "giá trị | value")).collect(),
            None => call.text(values, "giá trị | value").map(|value| vec![value]),
        };
        match (column, values) {
            (Some(column), Some(values)) => node.node(call, |node| node.only_for = Some((column, values))),
            _ => node,
        }
    });
}
