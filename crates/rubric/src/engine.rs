//! The sandbox: what a script may use. Every limit is stated here or in `watch`, equal in debug and release builds.
//!
//! No limit of the engine bounds memory by itself: it checks the size of a value after it was made, and not at all where
//! a script changes a list or a map in place or hides values in functions. So `fence` refuses these, and what is left
//! is bounded by the size of a value × the variables of a call × the calls inside calls.

use crate::values::number;
use crate::{import, watch, wording};
use rhai::module_resolvers::DummyModuleResolver;
use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicFnPackage, BasicIteratorPackage, BasicMapPackage, BasicMathPackage,
    BasicStringPackage, LogicPackage, MoreStringPackage, Package,
};
use rhai::{
    Array, Dynamic, Engine, EvalAltResult, FnPtr, INT, ImmutableString, Map, OptimizationLevel, Position, Variant,
};
use rust_decimal::Decimal;
use std::any::TypeId;
use std::cmp::Ordering;

/// Calls inside calls.
const CALL_LEVELS: usize = 24;
/// Depth of an expression outside functions. A leaf is one long chain of words, so this is generous.
const EXPRESSION_DEPTH: usize = 256;
/// Depth of an expression inside a function.
const FUNCTION_DEPTH: usize = 48;
/// Bytes of a text, and of all texts in a list or a map together.
pub(crate) const STRING_SIZE: usize = 20_000;
/// Elements of a list and of all lists in it together; likewise entries of a map.
pub(crate) const COLLECTION_SIZE: usize = 1_000;
/// Bytes of the name of a map's entry, which the engine does not count.
const KEY_SIZE: usize = 200;
/// Variables of one call.
pub(crate) const VARIABLES: usize = 100;
/// Functions of a file, those without a name included: as many rules of code as a rubric could have.
const FUNCTIONS: usize = 2_000;

/// The engine of scripts: what they may use, and how long they may work.
pub(crate) fn sandbox() -> Engine {
    let mut engine = known();
    engine.on_progress(|_| watch::tick().map(Dynamic::from));
    engine
}

/// The engine of plain closures. These neither repeat nor call anything, so their text bounds their work and nothing is
/// counted.
pub(crate) fn for_plain() -> Engine {
    let mut engine = known();
    engine.set_fast_operators(true);
    engine
}

/// An engine without files, network, clock and `eval`, with exact decimals only. What it knows is listed: nothing that
/// waits, asks for the time, ends the process, or reads JSON.
fn known() -> Engine {
    let mut engine = Engine::new_raw();
    for package in [
        ArithmeticPackage::new().as_shared_module(),
        BasicStringPackage::new().as_shared_module(),
        BasicIteratorPackage::new().as_shared_module(),
        BasicFnPackage::new().as_shared_module(),
        LogicPackage::new().as_shared_module(),
        BasicMathPackage::new().as_shared_module(),
        BasicArrayPackage::new().as_shared_module(),
        BasicMapPackage::new().as_shared_module(),
        MoreStringPackage::new().as_shared_module(),
    ] {
        engine.register_global_module(package);
    }
    engine.set_optimization_level(OptimizationLevel::None);
    engine.set_module_resolver(DummyModuleResolver::new());
    for symbol in ["eval", "curry", "Fn", "print", "debug"] {
        engine.disable_symbol(symbol);
    }
    engine.set_strict_variables(true);
    engine.set_fail_on_invalid_map_property(true);
    engine.set_fast_operators(false);
    engine.set_max_call_levels(CALL_LEVELS);
    engine.set_max_expr_depths(EXPRESSION_DEPTH, FUNCTION_DEPTH);
    engine.set_max_string_size(STRING_SIZE);
    engine.set_max_array_size(COLLECTION_SIZE);
    engine.set_max_map_size(COLLECTION_SIZE);
    engine.set_max_strings_interned(1_000);
    engine.set_max_variables(VARIABLES);
    engine.set_max_functions(FUNCTIONS);
    engine.set_max_modules(import::FILES);
    bounded(&mut engine);
    exact_calculation(&mut engine);
    comparable::<Decimal>(&mut engine);
    comparable::<INT>(&mut engine);
    exact_comparison(&mut engine);
    engine
}

/// Functions of the engine that make something large before its size is looked at, or that swallow the faults of a function
/// that is handed to them.
fn bounded(engine: &mut Engine) {
    fn too_large(what: &str) -> Box<EvalAltResult> {
        EvalAltResult::ErrorDataTooLarge(what.to_owned(), Position::NONE).into()
    }
    engine.register_fn(
        "replace",
        |text: &mut ImmutableString, from: &str, to: &str| -> Result<(), Box<EvalAltResult>> {
            let times = if from.is_empty() { text.chars().count() + 1 } else { text.matches(from).count() };
            if text.len() + times * to.len() > STRING_SIZE {
                return Err(too_large("string"));
            }
            *text = text.replace(from, to).into();
            Ok(())
        },
    );
    engine.register_fn(
        "replace",
        |text: &mut ImmutableString, from: char, to: &str| -> Result<(), Box<EvalAltResult>> {
            if text.len() + text.matches(from).count() * to.len() > STRING_SIZE {
                return Err(too_large("string"));
            }
            *text = text.replace(from, to).into();
            Ok(())
        },
    );
    for word in ["sort", "sort_by", "order", "order_by", "dedup"] {
        engine.register_fn(word, |_: &mut Array, _: FnPtr| -> Result<(), Box<EvalAltResult>> {
            Err(wording::no_own_order().into())
        });
    }
    engine.register_fn("set", |map: &mut Map, key: &str, value: Dynamic| -> Result<(), Box<EvalAltResult>> {
        if key.len() > KEY_SIZE || map.len() >= COLLECTION_SIZE {
            return Err(too_large("map"));
        }
        map.insert(key.into(), value);
        Ok(())
    });
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
