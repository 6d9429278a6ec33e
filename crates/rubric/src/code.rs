//! Rules of code before they run: every function that they call must exist, whichever branch it stands in.

use crate::draft::Draft;
use crate::program::{Program, call_of};
use crate::vocabulary::{self, is_built_in};
use crate::wording;
use rhai::{ASTNode, Position};

/// Reports calls of functions that don't exist, in functions |x| … and in those of the script and of what it imports.
pub(crate) fn check(draft: &mut Draft, program: &Program) {
    let mut found: Vec<(usize, Position, String, usize)> = Vec::new();
    for function in program.functions() {
        function.body.walk(&mut |path: &[ASTNode<'_>]| {
            if let Some((call, at)) = call_of(path)
                && call.op_token.is_none()
                && call.namespace.is_empty()
            {
                found.push((function.file, at, call.name.to_string(), call.args.len()));
            }
            true
        });
    }
    found.sort_by_key(|(file, at, ..)| (*file, at.line(), at.position()));
    found.dedup();
    for (file, at, name, count) in found {
        if name.contains('$') || !name.contains(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let known = || program.functions().filter(move |function| function.file == file);
        let own: Vec<usize> = known().filter(|f| f.name == name).map(|function| function.params.len()).collect();
        let word = vocabulary::find(&name).is_some() || is_built_in(&name);
        let problem = if own.is_empty() && !word {
            let names = known().map(|function| function.name.as_str()).filter(|name| !name.contains('$'));
            let mut near = scoring::nearest(&name, names.chain(vocabulary::BUILT_IN.split_whitespace()));
            near.truncate(2);
            wording::unknown_function(&name, &near)
        } else if !own.is_empty() && !word && !own.contains(&count) && !own.contains(&(count + 1)) {
            wording::function_count(&name, own[0], count)
        } else {
            continue;
        };
        draft.problems.push(program.sources.locate(problem, file, at));
    }
}
