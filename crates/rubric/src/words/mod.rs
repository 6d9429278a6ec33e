//! The words of the language, by topic. A new word is one function in one of these files and a line in `vocabulary`.

mod header;
mod rules;
mod total;
mod tree;

use crate::draft::{RuleDraft, Shared};
use crate::values::Call;
use rhai::{Dynamic, Engine, NativeCallContext};
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
    total::register(engine, shared);
    tree::register(engine, shared);
    rules::register(engine, shared);
    crate::given::register(engine);
}

/// Whether a value is a thing that words hang on.
pub(crate) fn is_thing(value: &Dynamic) -> bool {
    value.is::<NodeHandle>()
        || value.is::<HeaderHandle>()
        || value.is::<RoundHandle>()
        || value.is::<PlainHandle>()
        || total::is_thing(value)
}

impl NodeHandle {
    /// Looks at or changes the node's rule under construction.
    fn rule<T>(self, call: &Call<'_>, change: impl FnOnce(&mut RuleDraft) -> T) -> T {
        call.shared.with(|draft| change(&mut draft.nodes[self.0].rule))
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

/// A thing that words hang on.
pub(crate) trait Handle: Clone + Copy + Send + Sync + 'static {
    /// The script engine's name of it, as in `Owner::is`.
    const NAME: &'static str;
    /// Which of its kind it is.
    fn number(self) -> usize;
}

impl Handle for NodeHandle {
    const NAME: &'static str = "criterion";
    fn number(self) -> usize {
        self.0
    }
}

impl Handle for HeaderHandle {
    const NAME: &'static str = "rubric";
    fn number(self) -> usize {
        0
    }
}

impl Handle for RoundHandle {
    const NAME: &'static str = "round";
    fn number(self) -> usize {
        self.0
    }
}

/// A word without values.
fn word0<H: Handle>(
    engine: &mut Engine,
    shared: &Shared,
    name: &str,
    word: impl Fn(&Call<'_>, H) -> H + Send + Sync + 'static,
) {
    let state = shared.clone();
    engine
        .register_fn(name, move |context: NativeCallContext, thing: H| word(&Call::on(&state, &context, thing), thing));
}

/// A word with one value.
fn word1<H: Handle>(
    engine: &mut Engine,
    shared: &Shared,
    name: &str,
    word: impl Fn(&Call<'_>, H, &Dynamic) -> H + Send + Sync + 'static,
) {
    let state = shared.clone();
    engine.register_fn(name, move |context: NativeCallContext, thing: H, a: Dynamic| {
        word(&Call::on(&state, &context, thing), thing, &a)
    });
}

/// A word with two values.
fn word2<H: Handle>(
    engine: &mut Engine,
    shared: &Shared,
    name: &str,
    word: impl Fn(&Call<'_>, H, &Dynamic, &Dynamic) -> H + Send + Sync + 'static,
) {
    let state = shared.clone();
    engine.register_fn(name, move |context: NativeCallContext, thing: H, a: Dynamic, b: Dynamic| {
        word(&Call::on(&state, &context, thing), thing, &a, &b)
    });
}

/// A word with three values.
fn word3<H: Handle>(
    engine: &mut Engine,
    shared: &Shared,
    name: &str,
    word: impl Fn(&Call<'_>, H, &Dynamic, &Dynamic, &Dynamic) -> H + Send + Sync + 'static,
) {
    let state = shared.clone();
    engine.register_fn(name, move |context: NativeCallContext, thing: H, a: Dynamic, b: Dynamic, c: Dynamic| {
        word(&Call::on(&state, &context, thing), thing, &a, &b, &c)
    });
}
