//! The sandbox: what a script may use. Every limit is stated here, equal in debug and release builds.

use crate::wording;
use rhai::module_resolvers::DummyModuleResolver;
use rhai::{Dynamic, Engine, EvalAltResult, INT, ImmutableString, OptimizationLevel, Variant};
use rust_decimal::Decimal;

/// Operations of one statement or one call of a rule. Deterministic, so it may decide a result.
const OPERATIONS: u64 = 2_000_000;
/// Calls inside calls.
const CALL_LEVELS: usize = 32;
/// Depth of an expression, outside and inside functions. A leaf is one long chain of words, so this is generous.
const EXPRESSION_DEPTH: usize = 256;
/// Characters of a string.
const STRING_SIZE: usize = 100_000;
/// Elements of an array, entries of a map.
const COLLECTION_SIZE: usize = 10_000;
/// Variables and functions of a script.
const NAMES: usize = 2_000;

/// An engine without files, network, clock and `eval`, with exact decimals only.
pub(crate) fn sandbox() -> Engine {
    let mut engine = Engine::new();
    engine.set_optimization_level(OptimizationLevel::None);
    engine.set_module_resolver(DummyModuleResolver::new());
    engine.disable_symbol("eval");
    engine.set_strict_variables(true);
    engine.set_fail_on_invalid_map_property(true);
    engine.set_fast_operators(false);
    engine.set_max_operations(OPERATIONS);
    engine.set_max_call_levels(CALL_LEVELS);
    engine.set_max_expr_depths(EXPRESSION_DEPTH, EXPRESSION_DEPTH);
    engine.set_max_string_size(STRING_SIZE);
    engine.set_max_array_size(COLLECTION_SIZE);
    engine.set_max_map_size(COLLECTION_SIZE);
    engine.set_max_strings_interned(1_000);
    engine.set_max_variables(NAMES);
    engine.set_max_functions(NAMES);
    engine.set_max_modules(0);
    engine.on_print(|_| {});
    engine.on_debug(|_, _, _| {});
    exact_division(&mut engine);
    comparable::<Decimal>(&mut engine);
    comparable::<INT>(&mut engine);
    engine
}

/// A number compared with text, with nothing or with a truth value is false for Rhai; in a rubric it is a mistake.
fn comparable<N: Variant + Clone>(engine: &mut Engine) {
    different::<N, ImmutableString>(engine);
    different::<N, ()>(engine);
    different::<N, bool>(engine);
}

fn different<A: Variant + Clone, B: Variant + Clone>(engine: &mut Engine) {
    for operator in ["<", "<=", ">", ">=", "==", "!="] {
        let message = wording::different_kinds(operator);
        let again = message.clone();
        engine.register_fn(operator, move |_: A, _: B| -> Result<bool, Box<EvalAltResult>> {
            Err(message.clone().into())
        });
        engine
            .register_fn(operator, move |_: B, _: A| -> Result<bool, Box<EvalAltResult>> { Err(again.clone().into()) });
    }
}

/// `7/2` is 3 for Rhai's integers; in a rubric it is 3.5.
fn exact_division(engine: &mut Engine) {
    engine.register_fn("/", |a: INT, b: INT| -> Result<Dynamic, Box<EvalAltResult>> {
        Decimal::from(a)
            .checked_div(Decimal::from(b))
            .map(Dynamic::from_decimal)
            .ok_or_else(|| "division by zero / chia cho 0".into())
    });
}
