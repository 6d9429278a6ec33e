//! Rules of code: the closure given to `.score(|x| …)` as a rule, and a check of the figures that it names.

use crate::diagnose;
use crate::draft::Draft;
use crate::given::{Given, Seen};
use crate::values::number;
use crate::wording;
use rhai::{AST, ASTNode, Dynamic, Engine, Expr, FnPtr, FuncArgs, Module, Position};
use scoring::rule::Code;
use scoring::{Fault, Inputs, Place, Points, UnitView, nearest};
use std::sync::Arc;

/// What is needed to call a closure after the script has run, from any thread.
#[derive(Clone)]
pub(crate) struct Caller {
    engine: Arc<Engine>,
    pub(crate) ast: Arc<AST>,
    /// Whether any function of the script asks about the group. A closure may do so through a function that it calls, so
    /// this is asked of the script as a whole; where none does, no group has to be gathered.
    looks_around: bool,
}

impl Caller {
    pub(crate) fn new(engine: &Arc<Engine>, ast: &Arc<AST>) -> Self {
        let mut looks_around = false;
        ast.walk(&mut |path: &[ASTNode<'_>]| {
            if let Some(ASTNode::Expr(Expr::MethodCall(call, _))) = path.last() {
                looks_around |= ["mean", "best", "worst"].contains(&call.name.as_str());
            }
            !looks_around
        });
        Self { engine: engine.clone(), ast: ast.clone(), looks_around }
    }
}

/// A closure with the place that its faults are told at.
#[derive(Clone)]
pub(crate) struct Ready {
    caller: Caller,
    function: FnPtr,
    start: Place,
}

impl Ready {
    pub(crate) fn new(caller: &Caller, function: FnPtr, draft: &Draft, at: Position) -> Self {
        Self { caller: caller.clone(), function, start: draft.place(at) }
    }

    fn call(&self, arguments: impl FuncArgs) -> Result<Dynamic, Fault> {
        self.function
            .call(&self.caller.engine, &self.caller.ast, arguments)
            .map_err(|error| Fault::Code(diagnose::message(&error), moved(&self.start, diagnose::position(&error))))
    }

    /// Points from the inputs of a leaf.
    pub(crate) fn points(&self, inputs: &Inputs<'_>, names: &Arc<[String]>, max: Points) -> Result<Points, Fault> {
        self.to_points(&self.call((Given::new(inputs, names.clone(), max),))?)
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
    let looks_around = ready.caller.looks_around;
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
    for read in reads(draft, function, at, ast) {
        let (name, position) = match read {
            Read::Property(name, position) if name != "max" => (name, position),
            Read::Call(word, name, position) if ["last", "mean", "best", "worst"].contains(&word.as_str()) => {
                (name, position)
            }
            _ => continue,
        };
        if !names.contains(&name) {
            let near = nearest(&name, names.iter().map(String::as_str).chain(["max"]));
            draft.report(wording::unknown_figure(&name, &near, names), position);
        }
    }
}

/// Reports what a closure about a unit reads that no unit has.
pub(crate) fn check_unit(draft: &mut Draft, function: &FnPtr, at: Position, ast: &AST) {
    for read in reads(draft, function, at, ast) {
        match read {
            Read::Property(name, position) if !["score", "zeros"].contains(&name.as_str()) => {
                let near = nearest(&name, ["score", "zeros"].into_iter());
                draft.report(wording::unknown_of_unit(&name, &near), position);
            }
            Read::Call(word, code, position)
                if word == "points" && draft.rubric.find(&code).is_none() && !draft.lost_nodes() =>
            {
                let near = nearest(&code, draft.rubric.codes());
                draft.report(wording::unknown_code(&code, &near), position);
            }
            Read::Call(word, id, position) if ["value", "band"].contains(&word.as_str()) => {
                let known: Vec<String> = draft.rubric.results.iter().map(|result| result.id.clone()).collect();
                if !known.contains(&id) && !draft.lost("result") {
                    let near = nearest(&id, known.iter().map(String::as_str));
                    draft.report(wording::unknown_result(&id, &near, &known), position);
                }
            }
            _ => {}
        }
    }
}

/// What a closure reads of its value.
enum Read {
    /// `x.name`.
    Property(String, Position),
    /// `x.word("name")`.
    Call(String, String, Position),
}

/// Everything that a closure of one value reads of it by a name that stands in the script.
fn reads(draft: &mut Draft, function: &FnPtr, at: Position, ast: &AST) -> Vec<Read> {
    let definition = ast.shared_lib().iter_script_fn_info().find(|(_, _, name, ..)| *name == function.fn_name());
    let Some((.., definition)) = definition else { return Vec::new() };
    let Some(parameter) = definition.params.last() else {
        draft.report(wording::closure_parameters(), at);
        return Vec::new();
    };
    if definition.params.len() != function.curry().len() + 1 {
        draft.report(wording::closure_parameters(), at);
        return Vec::new();
    }
    let mut only = Module::new();
    only.set_script_fn(definition.clone());
    let only = AST::new([], only);
    let mut found = Vec::new();
    only.walk(&mut |path: &[ASTNode<'_>]| {
        if let Some(ASTNode::Expr(Expr::Dot(pair, ..))) = path.last()
            && let Expr::Variable(variable, ..) = &pair.lhs
            && variable.1 == *parameter
        {
            match first(&pair.rhs) {
                Expr::Property(property, position) => {
                    found.push(Read::Property(property.2.to_string(), *position));
                }
                Expr::MethodCall(call, ..) => {
                    if let [Expr::StringConstant(name, position)] = call.args.as_slice() {
                        found.push(Read::Call(call.name.to_string(), name.to_string(), *position));
                    }
                }
                _ => {}
            }
        }
        true
    });
    found
}

/// `a` of `a.b.c`.
fn first(expression: &Expr) -> &Expr {
    match expression {
        Expr::Dot(pair, ..) => first(&pair.lhs),
        other => other,
    }
}
