//! Rules of code: the closure given to `.score(|x| …)`, what it sees as `x`, and the figures it names.

use crate::diagnose;
use crate::draft::Draft;
use crate::values::number;
use crate::wording;
use rhai::{AST, ASTNode, Dynamic, Engine, EvalAltResult, Expr, FnPtr, Module, Position};
use rust_decimal::Decimal;
use scoring::rule::Code;
use scoring::{Fault, Figures, Place, Points, nearest};
use std::sync::Arc;

/// `x`: the figures of the leaf by name, and `max`.
#[derive(Clone)]
pub(crate) struct Given {
    names: Arc<[String]>,
    values: Arc<[Decimal]>,
    max: Decimal,
}

pub(crate) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Given>("x");
    // Properties fall back on the index, so `x.done` comes here with the name.
    engine.register_indexer_get(|given: &mut Given, name: &str| -> Result<Dynamic, Box<EvalAltResult>> {
        if name == "max" {
            return Ok(Dynamic::from_decimal(given.max));
        }
        let at = given.names.iter().position(|other| other == name);
        at.map(|at| Dynamic::from_decimal(given.values[at]))
            .ok_or_else(|| Box::new(EvalAltResult::ErrorPropertyNotFound(name.to_owned(), Position::NONE)))
    });
}

/// A closure as a rule that the engine can call, from any thread.
pub(crate) fn rule(
    (function, text): (FnPtr, String),
    names: &[String],
    draft: &Draft,
    at: Position,
    engine: &Arc<Engine>,
    ast: &Arc<AST>,
) -> Code {
    let (engine, ast, names) = (engine.clone(), ast.clone(), Arc::<[String]>::from(names));
    let start = draft.place(at);
    Code::new(text, move |figures: Figures<'_>, max: Points| {
        let given = Given { names: names.clone(), values: figures.values.into(), max: max.value() };
        let result: Dynamic = function
            .call(&engine, &ast, (given,))
            .map_err(|error| Fault::Code(diagnose::message(&error), moved(&start, error.position())))?;
        let points = number(&result).ok_or_else(|| Fault::Code(wording::no_number(&result), start.clone()))?;
        Points::new(points).ok_or(Fault::Overflow)
    })
}

fn moved(start: &Place, at: Position) -> Place {
    match (start, at.line()) {
        (Place::Script { file, .. }, Some(line)) => {
            Place::Script { file: file.clone(), line, column: at.position().unwrap_or(1) }
        }
        _ => start.clone(),
    }
}

/// Reports every `x.name` in a closure whose name is none of the leaf's figures, whichever branch it stands in.
pub(crate) fn check_names(draft: &mut Draft, function: &FnPtr, names: &[String], at: Position, ast: &AST) {
    let definition = ast.shared_lib().iter_script_fn_info().find(|(_, _, name, ..)| *name == function.fn_name());
    let Some((.., definition)) = definition else { return };
    let Some(parameter) = definition.params.last() else {
        draft.report(wording::closure_parameters(), at);
        return;
    };
    if definition.params.len() != function.curry().len() + 1 {
        draft.report(wording::closure_parameters(), at);
        return;
    }
    let mut only = Module::new();
    only.set_script_fn(definition.clone());
    let only = AST::new([], only);
    let mut unknown: Vec<(String, Position)> = Vec::new();
    only.walk(&mut |path: &[ASTNode<'_>]| {
        if let Some(ASTNode::Expr(Expr::Dot(pair, ..))) = path.last()
            && let Expr::Variable(variable, ..) = &pair.lhs
            && variable.1 == *parameter
            && let Expr::Property(property, position) = first(&pair.rhs)
            && property.2 != "max"
            && !names.iter().any(|name| *name == property.2.as_str())
        {
            unknown.push((property.2.to_string(), *position));
        }
        true
    });
    for (name, position) in unknown {
        let near = nearest(&name, names.iter().map(String::as_str));
        draft.report(wording::unknown_figure(&name, &near, names), position);
    }
}

/// `a` of `a.b.c`.
fn first(expression: &Expr) -> &Expr {
    match expression {
        Expr::Dot(pair, ..) => first(&pair.lhs),
        other => other,
    }
}
