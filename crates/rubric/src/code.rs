//! Rules of code before they run: every function that they call must exist, whichever branch it stands in.

use crate::draft::Draft;
use crate::vocabulary::{self, is_built_in};
use crate::wording;
use rhai::{AST, ASTNode, Expr, Module, Position, Stmt};

/// Reports calls of functions that don't exist, in functions |x| … and in those of the script.
pub(crate) fn check(draft: &mut Draft, ast: &AST) {
    let mut known: Vec<(String, usize)> = Vec::new();
    for (_, _, name, count, _) in ast.shared_lib().iter_script_fn_info() {
        known.push((name.to_owned(), count));
    }
    let mut found: Vec<(String, usize, Position)> = Vec::new();
    for (.., definition) in ast.shared_lib().iter_script_fn_info() {
        let mut only = Module::new();
        only.set_script_fn(definition.clone());
        AST::new([], only).walk(&mut |path: &[ASTNode<'_>]| {
            let call = match path.last() {
                Some(ASTNode::Expr(Expr::FnCall(call, at) | Expr::MethodCall(call, at))) => Some((call, *at)),
                Some(ASTNode::Stmt(Stmt::FnCall(call, at))) => Some((call, *at)),
                _ => None,
            };
            if let Some((call, at)) = call
                && call.op_token.is_none()
                && call.namespace.is_empty()
            {
                found.push((call.name.to_string(), call.args.len(), at));
            }
            true
        });
    }
    found.sort_by_key(|(_, _, at)| (at.line(), at.position()));
    found.dedup();
    for (name, count, at) in found {
        if name.contains('$') || !name.contains(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let own: Vec<usize> = known.iter().filter(|(other, _)| *other == name).map(|(_, count)| *count).collect();
        let word = vocabulary::find(&name).is_some() || is_built_in(&name);
        if own.is_empty() && !word {
            let names = known.iter().map(|(name, _)| name.as_str()).filter(|name| !name.contains('$'));
            let mut near = scoring::nearest(&name, names.chain(vocabulary::BUILT_IN.split_whitespace()));
            near.truncate(2);
            draft.report(wording::unknown_function(&name, &near), at);
        } else if !own.is_empty() && !word && !own.contains(&count) && !own.contains(&(count + 1)) {
            draft.report(wording::function_count(&name, own[0], count), at);
        }
    }
}
