//! What closures read of their value by a name that stands in the script, in themselves and in the functions that the value
//! is handed to; and whether there is such a thing.

use crate::draft::Draft;
use crate::program::{Function, Program, call_of};
use crate::wording;
use rhai::{ASTNode, Expr, FnPtr, Position};
use scoring::{Frame, Problem, nearest};
use std::collections::BTreeSet;

/// Reports every `x.name` and `x.last("name")` in a closure whose name is none of the leaf's figures, whichever branch it
/// stands in.
pub(crate) fn check_names(draft: &mut Draft, function: &FnPtr, names: &[String], at: Position, program: &Program) {
    for read in reads(draft, function, at, program) {
        let name = match &read.what {
            What::Property(name) if name != "max" => name,
            What::Call(word, name) if ["last", "mean", "best", "worst"].contains(&word.as_str()) => name,
            _ => continue,
        };
        if !names.contains(name) {
            let near = nearest(name, names.iter().map(String::as_str).chain(["max"]));
            read.report(draft, wording::unknown_figure(name, &near, names), program);
        }
    }
}

/// Reports what a closure about a unit reads that no unit has.
pub(crate) fn check_unit(draft: &mut Draft, function: &FnPtr, at: Position, program: &Program) {
    for read in reads(draft, function, at, program) {
        match &read.what {
            What::Property(name) if !["score", "zeros"].contains(&name.as_str()) => {
                let near = nearest(name, ["score", "zeros"].into_iter());
                read.report(draft, wording::unknown_of_unit(name, &near), program);
            }
            What::Call(word, code) if word == "points" && draft.rubric.find(code).is_none() && !draft.lost_nodes() => {
                let near = nearest(code, draft.rubric.codes());
                read.report(draft, wording::unknown_code(code, &near), program);
            }
            What::Call(word, id) if ["value", "band"].contains(&word.as_str()) => {
                let known: Vec<String> = draft.rubric.results.iter().map(|result| result.id.clone()).collect();
                if !known.contains(id) && !draft.lost("result") {
                    let near = nearest(id, known.iter().map(String::as_str));
                    read.report(draft, wording::unknown_result(id, &near, &known), program);
                }
            }
            _ => {}
        }
    }
}

enum What {
    /// `x.name`.
    Property(String),
    /// `x.word("name")`.
    Call(String, String),
}

/// Something read, where it stands, and the calls that led there, innermost first.
struct Read {
    what: What,
    file: usize,
    at: Position,
    calls: Vec<Frame>,
}

impl Read {
    fn report(&self, draft: &mut Draft, problem: Problem, program: &Program) {
        draft.problems.push(program.sources.locate(problem, self.file, self.at).with_trace(self.calls.clone()));
    }
}

/// Everything that a closure of one value reads of it.
fn reads(draft: &mut Draft, closure: &FnPtr, at: Position, program: &Program) -> Vec<Read> {
    let Some(function) = program.pointed(0, closure) else {
        draft.report(wording::closure_elsewhere(), at);
        return Vec::new();
    };
    let held = closure.curry().len();
    if function.params.len() != held + 1 {
        draft.report(wording::closure_parameters(), at);
        return Vec::new();
    }
    let mut walk = Walk { program, seen: BTreeSet::new(), calls: Vec::new(), found: Vec::new() };
    walk.read(function, held);
    walk.found
}

struct Walk<'a> {
    program: &'a Program,
    seen: BTreeSet<(usize, String, usize)>,
    /// The calls that led here, outermost first.
    calls: Vec<Frame>,
    found: Vec<Read>,
}

impl Walk<'_> {
    /// What a function reads of one of its parameters.
    fn read(&mut self, function: &Function, parameter: usize) {
        if !self.seen.insert((function.file, function.name.clone(), parameter)) {
            return;
        }
        let given = &function.params[parameter];
        let is_given = |value: &Expr| matches!(value, Expr::Variable(variable, ..) if variable.1 == *given);
        let mut handed = Vec::new();
        function.body.walk(&mut |path: &[ASTNode<'_>]| {
            if let Some(ASTNode::Expr(Expr::Dot(pair, ..))) = path.last()
                && is_given(&pair.lhs)
                && let Some((what, at)) = what(first(&pair.rhs))
            {
                self.found.push(Read {
                    what,
                    file: function.file,
                    at,
                    calls: self.calls.iter().rev().cloned().collect(),
                });
            }
            if let Some((call, at)) = call_of(path)
                && let Some(next) = self.program.called(function.file, call)
            {
                handed.extend((0..call.args.len()).filter(|n| is_given(&call.args[*n])).map(|n| (next, n, at)));
            }
            true
        });
        for (next, parameter, at) in handed {
            let source = self.program.sources.get(function.file);
            self.calls.push(source.frame(at, wording::calls_here(&next.name)));
            self.read(next, parameter);
            self.calls.pop();
        }
    }
}

fn what(read: &Expr) -> Option<(What, Position)> {
    match read {
        Expr::Property(property, at) => Some((What::Property(property.2.to_string()), *at)),
        Expr::MethodCall(call, ..) => match call.args.as_slice() {
            [Expr::StringConstant(name, at)] => Some((What::Call(call.name.to_string(), name.to_string()), *at)),
            _ => None,
        },
        _ => None,
    }
}

/// `a` of `a.b.c`.
fn first(expression: &Expr) -> &Expr {
    match expression {
        Expr::Dot(pair, ..) => first(&pair.lhs),
        other => other,
    }
}
