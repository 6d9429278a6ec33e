//! The sandbox: what a script may use. Every limit is stated here, equal in debug and release builds.

use crate::values::number;
use crate::wording;
use rhai::module_resolvers::DummyModuleResolver;
use rhai::{Engine, EvalAltResult, INT, ImmutableString, OptimizationLevel, Variant};
use rust_decimal::Decimal;
use std::any::TypeId;
use std::cmp::Ordering;

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
    exact_calculation(&mut engine);
    comparable::<Decimal>(&mut engine);
    comparable::<INT>(&mut engine);
    exact_comparison(&mut engine);
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

/// Whether a comparison holds for two numbers in this order.
type Holds = fn(Ordering) -> bool;

/// Comparisons of decimals with decimals and with whole numbers, as Rhai makes them, but found at once.
fn exact_comparison(engine: &mut Engine) {
    let operators: [(&str, Holds); 6] = [
        ("<", Ordering::is_lt),
        ("<=", Ordering::is_le),
        (">", Ordering::is_gt),
        (">=", Ordering::is_ge),
        ("==", Ordering::is_eq),
        ("!=", Ordering::is_ne),
    ];
    for (operator, holds) in operators {
        engine.register_fn(operator, move |a: Decimal, b: Decimal| holds(a.cmp(&b)));
        engine.register_fn(operator, move |a: Decimal, b: INT| holds(a.cmp(&Decimal::from(b))));
        engine.register_fn(operator, move |a: INT, b: Decimal| holds(Decimal::from(a).cmp(&b)));
    }
}

/// A calculation with two decimals; `None` when the result does not fit in 28 digits, or for a division by 0.
type Calculation = fn(Decimal, Decimal) -> Option<Decimal>;

/// Calculations with decimals and whole numbers as Rhai makes them, but found at once; and `7/2`, which is 3 for Rhai's
/// integers and 3.5 in a rubric.
fn exact_calculation(engine: &mut Engine) {
    let operators: [(&'static str, Calculation); 4] = [
        ("+", Decimal::checked_add),
        ("-", Decimal::checked_sub),
        ("*", Decimal::checked_mul),
        ("/", Decimal::checked_div),
    ];
    for (operator, calculate) in operators {
        let of = move |a: Decimal, b: Decimal| calculated(operator, calculate, a, b);
        engine.register_fn(operator, of);
        engine.register_fn(operator, move |a: Decimal, b: INT| of(a, b.into()));
        engine.register_fn(operator, move |a: INT, b: Decimal| of(a.into(), b));
        if operator == "/" {
            engine.register_fn(operator, move |a: INT, b: INT| of(a.into(), b.into()));
        }
    }
    // `a /= b` of whole numbers would be cut to a whole number, too.
    let whole = [TypeId::of::<INT>(); 2];
    engine.register_raw_fn("/=", whole, |_, numbers| -> Result<(), Box<EvalAltResult>> {
        if let Some((a, b)) = number(numbers[0]).zip(number(numbers[1])) {
            *numbers[0] = calculated("/", Decimal::checked_div, a, b)?.into();
        }
        Ok(())
    });
}

fn calculated(operator: &str, calculate: Calculation, a: Decimal, b: Decimal) -> Result<Decimal, Box<EvalAltResult>> {
    calculate(a, b).ok_or_else(|| wording::no_result(operator, a, b).into())
}
