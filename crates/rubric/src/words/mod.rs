//! The words of the language, by topic. A new word is one function in one of these files and a line in `vocabulary`.

mod header;
mod rules;
mod tree;

use crate::draft::{NodeDraft, Shared};
use crate::values::Call;
use rhai::Engine;
use scoring::{Node, Rubric};

/// What `domain`, `criterion` and `subcriterion` return: a handle to hang words on.
#[derive(Clone, Copy)]
pub(crate) struct NodeHandle(usize);

/// What `rubric` returns.
#[derive(Clone, Copy)]
pub(crate) struct HeaderHandle;

/// What `round` returns.
#[derive(Clone, Copy)]
pub(crate) struct RoundHandle(usize);

/// What `band` and `office` return.
#[derive(Clone, Copy)]
pub(crate) struct PlainHandle;

pub(crate) fn register(engine: &mut Engine, shared: &Shared) {
    engine
        .register_type_with_name::<NodeHandle>("criterion")
        .register_type_with_name::<HeaderHandle>("rubric")
        .register_type_with_name::<RoundHandle>("round")
        .register_type_with_name::<PlainHandle>("declaration");
    header::register(engine, shared);
    tree::register(engine, shared);
    rules::register(engine, shared);
    crate::closure::register(engine);
}

impl NodeHandle {
    /// Changes what the script says of this node.
    fn draft(self, call: &Call<'_>, change: impl FnOnce(&mut NodeDraft, rhai::Position)) -> Self {
        call.shared.with(|draft| change(&mut draft.nodes[self.0], call.at));
        self
    }

    /// Changes the node in the tree, if it could be put there.
    fn node(self, call: &Call<'_>, change: impl FnOnce(&mut Node)) -> Self {
        call.shared.with(|draft| {
            if let Some(id) = draft.nodes[self.0].id {
                change(&mut draft.rubric.nodes[id.0]);
            }
        });
        self
    }
}

/// Changes the rubric's own statements.
fn rubric(call: &Call<'_>, change: impl FnOnce(&mut Rubric)) {
    call.shared.with(|draft| change(&mut draft.rubric));
}
