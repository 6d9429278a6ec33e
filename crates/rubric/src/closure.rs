//! Rules of code: the closure given to `.score(|x| …)` as a rule, and a check of the figures that it names.

use crate::diagnose;
use crate::draft::Draft;
use crate::given::{self, Asked, Given, Seen};
use crate::values::number;
use crate::{plain, wording};
use rhai::{AST, ASTNode, Dynamic, Engine, Expr, FnPtr, FuncArgs, Module, Position};
use scoring::rule::Code;
use scoring::{Fault, Inputs, Place, Points, UnitView, nearest};
use std::sync::Arc;

/// What is needed to call a closure after the script has run, from any thread.
#[derive(Clone)]
pub(crate) struct Caller {
    engine: Arc<Engine>,
    /// The same for plain closures, with the operators that look nothing up.
    quick: Arc<Engine>,
    pub(crate) ast: Arc<AST>,
    asked: Asked,
}

impl Caller {
    /// `names` are all figures of the script.
    pub(crate) fn new<'a>(engine: &Arc<Engine>, ast: &Arc<AST>, names: impl Iterator<Item = &'a str>) -> Self {
        let mut quick = crate::engine::sandbox();
        given::register(&mut quick);
        given::properties(&mut quick, names);
        quick.set_fast_operators(true);
        Self { engine: engine.clone(), quick: Arc::new(quick), ast: ast.clone(), asked: Asked::by(ast) }
    }

    fn is_plain(&self, function: &FnPtr) -> bool {
        definition(&self.ast, function).is_some_and(|(parameters, body)| match parameters.as_slice() {
            [parameter] => plain::is_plain(&body, parameter),
            _ => false,
        })
    }
}

/// The parameters of a closure, and an AST that holds nothing but its definition.
fn definition(ast: &AST, function: &FnPtr) -> Option<(Vec<String>, AST)> {
    let (.., definition) =
        ast.shared_lib().iter_script_fn_info().find(|(_, _, name, ..)| *name == function.fn_name())?;
    let mut only = Module::new();
    only.set_script_fn(definition.clone());
    Some((definition.params.iter().map(ToString::to_string).collect(), AST::new([], only)))
}

/// A closure with the place that its faults are told at.
#[derive(Clone)]
pub(crate) struct Ready {
    caller: Caller,
    function: FnPtr,
    is_plain: bool,
    start: Place,
}

impl Ready {
    pub(crate) fn new(caller: &Caller, function: FnPtr, draft: &Draft, at: Position) -> Self {
        Self { caller: caller.clone(), is_plain: caller.is_plain(&function), function, start: draft.place(at) }
    }

    fn call(&self, arguments: impl FuncArgs) -> Result<Dynamic, Fault> {
        self.function
            .call(&self.caller.engine, &self.caller.ast, arguments)
            .map_err(|error| Fault::Code(diagnose::message(&error), moved(&self.start, error.position())))
    }

    /// Points from the inputs of a leaf.
    pub(crate) fn points(&self, inputs: &Inputs<'_>, names: &Arc<[String]>, max: Points) -> Result<Points, Fault> {
        let given = || Given::new(inputs, names, max, self.caller.asked);
        if self.is_plain
            && let Ok(result) = self.function.call(&self.caller.quick, &self.caller.ast, (given(),))
        {
            return self.to_points(&result);
        }
        // What went wrong is told by the other engine, in the same words for every closure.
        self.to_points(&self.call((given(),))?)
    }

    /// Points from the points of parts.
    pub(crate) fn combine(&self, parts: &[Points]) -> Result<Points, Fault> {
        let parts: rhai::Array = parts.iter().map(|points| Dynamic::from_decimal(points.value())).collect();
        self.to_points(&self.call((parts,))?)
    }

    fn to_points(&self, result: &Dynamic) -> Result<Points, Fault> {
        let points = number(result).ok_or_else(|| Fault::Code(wording::no_number(result), self.start.clone()))?;
        Points::new(points).ok_or(Fault::Overflow)
    }

    /// Yes or no about a unit.
    pub(crate) fn answer(&self, view: &UnitView<'_>) -> Result<bool, Fault> {
        let result = self.call((Seen::new(view),))?;
        result.as_bool().map_err(|_| Fault::Code(wording::no_answer(&result), self.start.clone()))
    }

    /// A word about a unit.
    pub(crate) fn word(&self, view: &UnitView<'_>) -> Result<String, Fault> {
        let result = self.call((Seen::new(view),))?;
        let shown = result.clone();
        result.into_string().map_err(|_| Fault::Code(wording::no_word(&shown), self.start.clone()))
    }
}

/// A closure as a rule.
pub(crate) fn rule(ready: Ready, text: String, names: &[String]) -> Code {
    let names = Arc::<[String]>::from(names);
    let looks_around = ready.caller.asked.around;
    let mut code = Code::new(text, move |inputs: &Inputs<'_>, max: Points| ready.points(inputs, &names, max));
    code.looks_around = looks_around;
    code
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
    let Some((parameters, only)) = definition(ast, function) else { return };
    let Some(parameter) = parameters.last().filter(|_| parameters.len() == function.curry().len() + 1) else {
        draft.report(wording::closure_parameters(), at);
        return;
    };
    let mut unknown: Vec<(String, Position)> = Vec::new();
    only.walk(&mut |path: &[ASTNode<'_>]| {
        if let Some(ASTNode::Expr(Expr::Dot(pair, ..))) = path.last()
            && let Expr::Variable(variable, ..) = &pair.lhs
            && variable.1 == parameter.as_str()
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
