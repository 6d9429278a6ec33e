//! The tree: domains, criteria, subcriteria, and what each says about itself.

use super::{NodeHandle, word0, word1, word2};
use crate::draft::{Closure, NodeDraft, Purpose, RuleDraft, Shared};
use crate::values::Call;
use crate::wording;
use rhai::{Array, Dynamic, Engine, NativeCallContext};
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
    let code = call.id(0, code, "mã | code");
    let Some(code) = code else { return lost(call) };
    let title = call.text(1, title, "tên | title").unwrap_or_default();
    let max = max.and_then(|max| call.change(2, max, "điểm tối đa | maximum"));
    if let Some(max) = max.filter(|max| *max < Points::ZERO) {
        call.report_value(2, wording::negative_maximum(&call.word, max));
    }
    let mut node = make(&code, &title, max);
    call.shared.with(|draft| {
        node.place = draft.place(call.at);
        let depth = node.depth;
        let id = match draft.rubric.push(node) {
            Ok(id) => Some(id),
            Err(StructureError::CodeTwice(first)) => {
                let first = draft.rubric.node(first).place.clone();
                let at = draft.source.value(call.at, 0);
                draft.lose(wording::code_twice(&code, &first), at);
                None
            }
            Err(StructureError::NoParent) => {
                // After a mistake the parent may be what was lost.
                if draft.lost_nodes() {
                    draft.broken = true;
                } else {
                    draft.lose(wording::no_parent(&call.word, depth), call.at);
                }
                None
            }
        };
        draft.nodes.push(NodeDraft { id, at: call.at, choices: Vec::new(), rule: RuleDraft::default(), broken: false });
        NodeHandle(draft.nodes.len() - 1)
    })
}

/// A node that could not be put into the tree, so that the words on it are read too.
fn lost(call: &Call<'_>) -> NodeHandle {
    call.shared.with(|draft| {
        draft.nodes.push(NodeDraft {
            id: None,
            at: call.at,
            choices: Vec::new(),
            rule: RuleDraft::default(),
            broken: true,
        });
        NodeHandle(draft.nodes.len() - 1)
    })
}

fn about(engine: &mut Engine, shared: &Shared) {
    word1::<NodeHandle>(engine, shared, "by", |call, node, office| {
        let Some(office) = call.text(0, office, "mã cơ quan | office id") else { return node };
        let at = call.value(0);
        call.shared.with(|draft| draft.offices_named.push((office.clone(), at)));
        node.node(call, |node| node.office = office)
    });
    word1::<NodeHandle>(engine, shared, "evidence", |call, node, text| {
        let Some(text) = call.text(0, text, "tài liệu | evidence") else { return node };
        node.node(call, |node| node.evidence = text)
    });
    word1::<NodeHandle>(engine, shared, "was", |call, node, code| {
        let Some(code) = call.text(0, code, "mã năm trước | last year's code") else { return node };
        node.node(call, |node| node.was.push(code))
    });
    word2::<NodeHandle>(engine, shared, "ask", |call, node, name, label| {
        let (name, label) = (call.text(0, name, "tên | name"), call.text(1, label, "nhãn | label"));
        if let (Some(name), Some(label)) = (name, label) {
            ask(call, node, &name, &label);
        }
        node
    });
    word2::<NodeHandle>(engine, shared, "example", |call, node, figures, points| {
        example(call, node, (0, figures), (1, points), None)
    });
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
            let call = Call::on(&state, &context, node);
            if figures.is_string() {
                call.report_value(2, wording::not_a_list(&call.word));
                return node;
            }
            match (call.text(0, &name, "cột | column"), call.text(1, &value, "giá trị | value")) {
                (Some(name), Some(value)) => example(&call, node, (2, &figures), (3, &points), Some((name, value))),
                _ => node,
            }
        },
    );
}

fn example(
    call: &Call<'_>,
    node: NodeHandle,
    (first, figures): (usize, &Dynamic),
    (second, points): (usize, &Dynamic),
    attribute: Option<(String, String)>,
) -> NodeHandle {
    let Some(points) = call.points(second, points, "điểm | points") else { return node };
    let choice = figures.clone().into_string().ok();
    let figures = match figures.clone().try_cast::<Array>() {
        Some(list) => call.numbers(first, &list, "số liệu | figure"),
        None if choice.is_some() => Some(Vec::new()),
        None => {
            call.report_value(first, wording::not_a_list(&call.word));
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
        call.report_value(0, wording::figure_name(name));
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
        call.report_value(0, wording::id_taken("ask", name));
    }
}

fn entered(engine: &mut Engine, shared: &Shared) {
    word2::<NodeHandle>(engine, shared, "choice", |call, node, label, points| {
        match (call.text(0, label, "nội dung | label"), call.points(1, points, "điểm | points")) {
            (Some(label), Some(points)) => choice(call, node, label, |_| points),
            _ => node,
        }
    });
    // `choice_percent("Tốt", 75)`: 75 % of the maximum.
    word2::<NodeHandle>(engine, shared, "choice_percent", |call, node, label, percent| {
        let (label, percent) = (call.text(0, label, "nội dung | label"), call.percent(1, percent, "tỷ lệ | percent"));
        let (Some(label), Some(percent)) = (label, percent) else { return node };
        choice(call, node, label, |max| max.times(percent / Decimal::ONE_HUNDRED).unwrap_or_default())
    });
    word1::<NodeHandle>(engine, shared, "step", |call, node, step| match call.positive(0, step, "bước điểm | step")
    {
        Some(step) => node.node(call, |node| node.step = Some(step)),
        None => node,
    });
    word0::<NodeHandle>(engine, shared, "survey", |call, node| {
        ask(call, node, "score", "Điểm điều tra xã hội học");
        node.rule(call, |rule| {
            rule.computed = Some(call.at);
            let part = rule.part(call.at);
            part.measure = Some((Basis::Figure("score".into()), call.at));
            part.push(Box::new(Each(Points::new(Decimal::ONE).unwrap_or_default())), call.at);
        });
        node.node(call, |node| node.survey = true)
    });
}

fn choice(call: &Call<'_>, node: NodeHandle, label: String, points: impl FnOnce(Points) -> Points) -> NodeHandle {
    let mut taken = false;
    node.node(call, |node| {
        taken = node.choices.iter().any(|choice| choice.label == label);
        let points = points(node.declared_max.unwrap_or_default());
        node.choices.push(Choice { label: label.clone(), points });
    });
    call.shared.with(|draft| draft.nodes[node.0].choices.push(call.at));
    if taken {
        call.report_value(0, wording::id_taken("choice", &label));
    }
    node
}

/// How parts come together, what counts how, and for whom.
fn weight(engine: &mut Engine, shared: &Shared) {
    for (word, aggregate) in [
        ("mean", Aggregate::Mean),
        ("weighted_mean", Aggregate::WeightedMean),
        ("geometric_mean", Aggregate::GeometricMean),
    ] {
        word0::<NodeHandle>(engine, shared, word, move |call, node| {
            node.node(call, |node| node.aggregate = aggregate.clone())
        });
    }
    word1::<NodeHandle>(engine, shared, "combine", |call, node, function| {
        let Some((function, text)) = call.function(0, function, "parts") else { return node };
        call.shared.with(|draft| {
            if let Some(id) = draft.nodes[node.0].id {
                draft.closures.push((Purpose::Combine(id), Closure { function, text }, call.at));
            }
        });
        node
    });
    word1::<NodeHandle>(engine, shared, "weight", |call, node, weight| {
        match call.positive(0, weight, "trọng số | weight") {
            Some(weight) => node.node(call, |node| node.weight = weight),
            None => node,
        }
    });
    word1::<NodeHandle>(engine, shared, "at_most", |call, node, cap| match call.points(0, cap, "tối đa | cap") {
        Some(cap) => node.node(call, |node| node.cap = Some(cap)),
        None => node,
    });
    word0::<NodeHandle>(engine, shared, "bonus", |call, node| node.node(call, |node| node.role = Role::Bonus));
    word0::<NodeHandle>(engine, shared, "penalty", |call, node| node.node(call, |node| node.role = Role::Penalty));
    word1::<NodeHandle>(engine, shared, "not_arising", |call, node, worth| {
        let worth = match call.text(0, worth, "cách tính | treatment").as_deref() {
            Some("full") => NotArising::Full,
            Some("zero") => NotArising::Zero,
            Some("excluded") => NotArising::Excluded,
            Some("shared") => NotArising::Shared,
            Some(other) => {
                call.report_value(0, wording::unknown_treatment(other));
                return node;
            }
            None => return node,
        };
        node.node(call, |node| node.not_arising = Some(worth))
    });
    word2::<NodeHandle>(engine, shared, "only_for", |call, node, column, values| {
        match (call.text(0, column, "cột | column"), call.texts(1, values, "giá trị | value")) {
            (Some(column), Some(values)) => node.node(call, |node| node.only_for = Some((column, values))),
            _ => node,
        }
    });
}
