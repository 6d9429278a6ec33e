//! The tree: domains, criteria, subcriteria, and what each says about itself.

use super::NodeHandle;
use super::header::positive;
use crate::draft::{NodeDraft, RuleDraft, Shared};
use crate::values::Call;
use crate::wording;
use rhai::{Array, Dynamic, Engine, NativeCallContext};
use scoring::{Choice, Example, Node, Points, StructureError};

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
    about(engine, shared);
    entered(engine, shared);
}

fn declare(
    call: &Call<'_>,
    make: fn(&str, &str, Option<Points>) -> Node,
    code: &Dynamic,
    title: &Dynamic,
    max: Option<&Dynamic>,
) -> NodeHandle {
    let code = call.text(code, "mã | code");
    let title = call.text(title, "tên | title").unwrap_or_default();
    let max = max.and_then(|max| call.points(max, "điểm tối đa | maximum"));
    if let Some(max) = max.filter(|max| *max < Points::ZERO) {
        call.report(wording::not_positive(&call.word, max.value()));
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
    let state = shared.clone();
    engine.register_fn("by", move |context: NativeCallContext, node: NodeHandle, office: Dynamic| {
        let call = Call::new(&state, &context);
        let Some(office) = call.text(&office, "mã cơ quan | office id") else { return node };
        state.with(|draft| draft.offices_named.push((office.clone(), call.at)));
        node.node(&call, |node| node.office = office)
    });
    let state = shared.clone();
    engine.register_fn("evidence", move |context: NativeCallContext, node: NodeHandle, text: Dynamic| {
        let call = Call::new(&state, &context);
        let Some(text) = call.text(&text, "tài liệu | evidence") else { return node };
        node.node(&call, |node| node.evidence = text)
    });
    let state = shared.clone();
    engine.register_fn("ask", move |context: NativeCallContext, node: NodeHandle, name: Dynamic, label: Dynamic| {
        let call = Call::new(&state, &context);
        let (name, label) = (call.text(&name, "tên | name"), call.text(&label, "nhãn | label"));
        if let (Some(name), Some(label)) = (name, label) {
            ask(&call, node, &name, &label);
        }
        node
    });
    let state = shared.clone();
    engine.register_fn(
        "example",
        move |context: NativeCallContext, node: NodeHandle, figures: Array, points: Dynamic| {
            let call = Call::new(&state, &context);
            let figures = call.numbers(&figures, "số liệu | figure");
            let points = call.points(&points, "điểm | points");
            if let (Some(figures), Some(points)) = (figures, points) {
                let place = state.with(|draft| draft.place(call.at));
                node.node(&call, |node| node.examples.push(Example { figures, points, place }));
            }
            node
        },
    );
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
    let state = shared.clone();
    engine.register_fn(
        "choice",
        move |context: NativeCallContext, node: NodeHandle, label: Dynamic, points: Dynamic| {
            let call = Call::new(&state, &context);
            let (label, points) = (call.text(&label, "nội dung | label"), call.points(&points, "điểm | points"));
            match (label, points) {
                (Some(label), Some(points)) => node.node(&call, |node| node.choices.push(Choice { label, points })),
                _ => node,
            }
        },
    );
    let state = shared.clone();
    engine.register_fn("step", move |context: NativeCallContext, node: NodeHandle, step: Dynamic| {
        let call = Call::new(&state, &context);
        match positive(&call, &step, "bước điểm | step") {
            Some(step) => node.node(&call, |node| node.step = Some(step)),
            None => node,
        }
    });
}
