//! The branches of a rule of code, and which of them its examples reach.
//!
//! A rule is followed as far as its choices stand at the end: `if … { … } else if … { … } else { … }`, in blocks and
//! after steps with `let` too. What stands elsewhere, and `switch`, is one branch.

use crate::check;
use crate::closure::Caller;
use crate::given::{Asked, Given};
use crate::watch;
use rhai::{AST, ASTNode, Dynamic, Expr, FnPtr, Position, Scope, Stmt};
use scoring::{Inputs, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many branches examples reach, how many there are, and where those stand that none reaches.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) reached: usize,
    pub(crate) all: usize,
    pub(crate) missed: Vec<Position>,
}

/// The branches of a leaf's rule.
pub(crate) fn of(caller: &Caller, closure: &FnPtr, node: &Node) -> Seen {
    let Some(function) = caller.program.pointed(0, closure) else { return Seen::default() };
    let mut body: Vec<Stmt> = Vec::new();
    function.body.walk(&mut |path: &[ASTNode<'_>]| {
        if let [ASTNode::Stmt(statement)] = path {
            body.push((*statement).clone());
        }
        true
    });
    let mut all = BTreeMap::new();
    ends(&body, function.at, &mut all);
    let names = Arc::<[String]>::from(node.asks.as_slice());
    let asked = Asked::by(&caller.program, closure);
    let mut reached = BTreeSet::new();
    for example in node.examples.iter().filter(|example| example.figures.len() == node.asks.len()) {
        let end = check::with_example(node, example, |inputs: &Inputs<'_>| {
            let mut scope = Scope::new();
            let held = closure.curry().iter().map(Dynamic::flatten_clone);
            for (name, value) in function.params.iter().zip(held) {
                scope.push_dynamic(name.as_str(), value);
            }
            if let Some(given) = function.params.last() {
                scope.push(given.as_str(), Given::new(inputs, &names, node.max, asked));
            }
            watch::begin();
            follow(caller, &body, function.at, &mut scope)
        });
        reached.extend(end.map(key));
    }
    let missed: Vec<Position> = all.iter().filter(|(at, _)| !reached.contains(at)).map(|(_, at)| *at).collect();
    Seen { reached: all.len() - missed.len(), all: all.len(), missed }
}

type Key = (Option<usize>, Option<usize>);

fn key(at: Position) -> Key {
    (at.line(), at.position())
}

/// What a statement at the end of a body decides.
enum Choice<'a> {
    If(&'a Expr, &'a rhai::StmtBlock, &'a rhai::StmtBlock, Position),
    Block(&'a [Stmt]),
    None,
}

fn choice(statement: &Stmt) -> Choice<'_> {
    match statement {
        Stmt::If(flow, at) => Choice::If(&flow.expr, &flow.body, &flow.branch, *at),
        Stmt::Block(block) => Choice::Block(block.statements()),
        Stmt::Expr(expression) => match &**expression {
            Expr::Stmt(block) => Choice::Block(block.statements()),
            _ => Choice::None,
        },
        _ => Choice::None,
    }
}

/// Where a branch is shown: at its first statement, or at the choice where it has none.
fn start(block: &[Stmt], choice: Position) -> Position {
    block.first().map(Stmt::position).filter(|at| !at.is_none()).unwrap_or(choice)
}

fn ends(body: &[Stmt], at: Position, found: &mut BTreeMap<Key, Position>) {
    match body.last().map(choice) {
        Some(Choice::If(_, yes, no, choice)) => {
            ends(yes.statements(), start(yes.statements(), choice), found);
            ends(no.statements(), start(no.statements(), choice), found);
        }
        Some(Choice::Block(block)) => ends(block, start(block, at), found),
        _ => {
            found.insert(key(at), at);
        }
    }
}

/// The branch that is reached; `None` where something stops on the way.
fn follow(caller: &Caller, body: &[Stmt], at: Position, scope: &mut Scope<'_>) -> Option<Position> {
    let Some((last, before)) = body.split_last() else { return Some(at) };
    let decided = choice(last);
    if matches!(decided, Choice::None) {
        return Some(at);
    }
    let lib = || caller.ast.shared_lib().clone();
    for statement in before {
        caller.engine.run_ast_with_scope(scope, &AST::new([statement.clone()], lib())).ok()?;
    }
    match decided {
        Choice::If(condition, yes, no, choice) => {
            let asked = AST::new([Stmt::Expr(Box::new(condition.clone()))], lib());
            let taken = if caller.engine.eval_ast_with_scope::<bool>(scope, &asked).ok()? { yes } else { no };
            follow(caller, taken.statements(), start(taken.statements(), choice), scope)
        }
        Choice::Block(block) => follow(caller, block, start(block, at), scope),
        Choice::None => Some(at),
    }
}
