//! What a script may not contain, found before anything of it runs: what would grow without a limit, and in an imported
//! file what only the rubric itself may say.

use crate::program::{Program, call_of};
use crate::{vocabulary, wording};
use rhai::{AST, ASTNode, Expr, FnCallExpr, Position, Stmt};
use scoring::Problem;

/// Words that begin a declaration.
const DECLARING: &[&str] =
    &["rubric", "band", "office", "domain", "criterion", "subcriterion", "node", "adjust", "ceiling", "result"];
/// Words that numbers and lists know as well.
const SHARED: &[&str] = &["round", "mean", "step"];

/// Variables and constants of one file; the time to read more of them grows with their square.
const NAMES: usize = 1_000;

/// Whether a text declares more variables than a script may, told before it is read.
pub(crate) fn too_many_names(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| matches!(*word, "let" | "const")).count() > NAMES
}

/// Everything that a file may not contain, with its place.
pub(crate) fn problems(program: &Program, file: usize, ast: &AST) -> Vec<(Problem, Position)> {
    let mut found = Vec::new();
    let statements = AST::new(ast.statements().to_vec(), rhai::Module::new());
    statements.walk(&mut |path: &[ASTNode<'_>]| {
        found.extend(node(program, file, path, false));
        true
    });
    for function in program.functions().filter(|function| function.file == file) {
        function.body.walk(&mut |path: &[ASTNode<'_>]| {
            found.extend(node(program, file, path, true));
            true
        });
    }
    if file > 0 {
        found.extend(ast.statements().iter().filter_map(statement));
    }
    found.sort_by_key(|(_, at)| (at.line(), at.position()));
    found
}

/// An imported file has imports, functions and constants.
fn statement(statement: &Stmt) -> Option<(Problem, Position)> {
    match statement {
        Stmt::Noop(_) | Stmt::Import(..) | Stmt::Export(..) => None,
        Stmt::Var(_, flags, _) if flags.intersects(rhai::ASTFlags::CONSTANT) => None,
        // What begins with a word was told as such.
        other if first_call(other).is_some_and(|call| is_declaring(&call.name, call.args.len())) => None,
        other => Some((wording::import_runs(), other.position())),
    }
}

/// The name of the call that a statement begins with.
pub(crate) fn head(statement: &Stmt) -> Option<&str> {
    first_call(statement).map(|call| call.name.as_str())
}

fn first_call(statement: &Stmt) -> Option<&FnCallExpr> {
    fn first(expression: &Expr) -> Option<&FnCallExpr> {
        match expression {
            Expr::Dot(pair, ..) => first(&pair.lhs),
            Expr::FnCall(call, _) => Some(call),
            _ => None,
        }
    }
    match statement {
        Stmt::FnCall(call, _) => Some(call),
        Stmt::Expr(expression) => first(expression),
        _ => None,
    }
}

fn is_declaring(name: &str, values: usize) -> bool {
    DECLARING.contains(&name) || (name == "round" && values == 2)
}

fn node(program: &Program, file: usize, path: &[ASTNode<'_>], in_function: bool) -> Option<(Problem, Position)> {
    match path.last()? {
        ASTNode::Stmt(Stmt::Import(_, at)) if in_function || path.len() > 1 => {
            return Some((wording::import_not_at_top(), *at));
        }
        ASTNode::Stmt(Stmt::Assignment(assignment)) => {
            let target = &assignment.1.lhs;
            if matches!(target, Expr::Index(..) | Expr::Dot(..)) {
                return Some((wording::changed_in_place(), target.start_position()));
            }
        }
        ASTNode::Stmt(Stmt::Share(variables)) => {
            let repeated =
                path.iter().any(|node| matches!(node, ASTNode::Stmt(Stmt::While(..) | Stmt::Do(..) | Stmt::For(..))));
            let (variable, _) = variables.first()?;
            if in_function || repeated {
                return Some((wording::captured(&variable.name), variable.pos));
            }
        }
        _ => {}
    }
    if file == 0 {
        return None;
    }
    let (call, at) = call_of(path)?;
    let own = !call.namespace.is_empty() || program.called(file, call).is_some();
    let method = matches!(path.last(), Some(ASTNode::Expr(Expr::MethodCall(..))));
    let word = if method {
        vocabulary::find(&call.name).is_some() && !SHARED.contains(&call.name.as_str())
    } else {
        is_declaring(&call.name, call.args.len())
    };
    (!own && word).then(|| (wording::word_in_import(&call.name), at))
}

/// Calls such as `c::cap(x, 2)` of functions that the file does not offer.
pub(crate) fn missing(program: &Program, file: usize, ast: &AST) -> Vec<(Problem, Position)> {
    let mut found = Vec::new();
    ast.walk(&mut |path: &[ASTNode<'_>]| {
        if let Some(far) = program.far_calls(file, path)
            && program.called(file, far.call).is_none()
        {
            let offered = program.offered(far.file);
            let near = scoring::nearest(&far.call.name, offered.iter().copied());
            let source = &program.sources.get(far.file).name;
            let taken = program.functions().find(|f| f.file == far.file && f.name == far.call.name.as_str());
            let problem = match taken {
                Some(function) => wording::import_parameters(&far.alias, &function.name, &function.params),
                None => wording::import_without_function(&far.alias, &far.call.name, source, &near, &offered),
            };
            found.push((problem, far.at));
        }
        true
    });
    found
}
