//! A script with what it imports, as the checks see it: which function calls which, and what their texts are.

use crate::source::Sources;
use rhai::{AST, ASTNode, Dynamic, Expr, FnCallExpr, FnPtr, Module, Position};
use scoring::rule;
use std::collections::{BTreeMap, BTreeSet};

/// A function of a script, named or not.
pub(crate) struct Function {
    pub(crate) file: usize,
    pub(crate) name: String,
    pub(crate) params: Vec<String>,
    pub(crate) at: Position,
    private: bool,
    /// All of its text; of a function without a name that of its body.
    text: String,
    /// Its body alone, to be walked.
    pub(crate) body: AST,
}

/// One file: the script first, then what it imports.
struct File {
    /// The files that it imports, by the names it gives them.
    imports: BTreeMap<String, usize>,
    /// Functions by name and number of parameters.
    functions: BTreeMap<(String, usize), usize>,
}

/// All files and all functions.
pub(crate) struct Program {
    pub(crate) sources: Sources,
    files: Vec<File>,
    functions: Vec<Function>,
}

/// A call that names a file in front: `c::cap(x, 2)`.
pub(crate) struct Far<'a> {
    pub(crate) file: usize,
    pub(crate) alias: String,
    pub(crate) call: &'a FnCallExpr,
    pub(crate) at: Position,
}

impl Program {
    pub(crate) fn new(sources: Sources) -> Self {
        Self { sources, files: Vec::new(), functions: Vec::new() }
    }

    /// Takes up the next file, in the order of the sources.
    pub(crate) fn add(&mut self, ast: &AST, imports: BTreeMap<String, usize>) {
        let file = self.files.len();
        let mut functions = BTreeMap::new();
        let mut found: Vec<Function> = Vec::new();
        for (.., name, arity, definition) in ast.shared_lib().iter_script_fn_info() {
            let mut only = Module::new();
            only.set_script_fn(definition.clone());
            let (from, to) = (definition.body.start_position(), definition.body.end_position());
            let params: Vec<String> = definition.params.iter().map(ToString::to_string).collect();
            let body = self.sources.get(file).piece(from, to);
            debug_assert_eq!(arity, params.len());
            found.push(Function {
                file,
                text: format!("fn {name}({}) {body}", params.join(", ")),
                name: name.to_owned(),
                params,
                at: from,
                private: definition.access == rhai::FnAccess::Private,
                body: AST::new([], only),
            });
        }
        found.sort_by_key(|function| (function.at.line(), function.at.position()));
        for function in found {
            functions.insert((function.name.clone(), function.params.len()), self.functions.len());
            self.functions.push(function);
        }
        self.files.push(File { imports, functions });
    }

    pub(crate) fn functions(&self) -> impl Iterator<Item = &Function> {
        self.functions.iter()
    }

    /// Whether a file defines a function of this name.
    pub(crate) fn defines(&self, file: usize, name: &str) -> bool {
        self.named(file, name).is_some()
    }

    fn named(&self, file: usize, name: &str) -> Option<&Function> {
        let mut functions = self.files.get(file)?.functions.iter();
        functions.find(|((other, _), _)| other == name).map(|(_, at)| &self.functions[*at])
    }

    /// The names of the functions that a file offers to those who import it.
    pub(crate) fn offered(&self, file: usize) -> Vec<&str> {
        let all = self.files[file].functions.values().map(|at| &self.functions[*at]);
        let mut names: Vec<&str> =
            all.filter(|f| !f.private && !f.name.starts_with(rhai_anonymous())).map(|f| f.name.as_str()).collect();
        names.dedup();
        names
    }

    /// The function that a pointer of the script means.
    pub(crate) fn pointed(&self, file: usize, pointer: &FnPtr) -> Option<&Function> {
        self.named(file, pointer.fn_name())
    }

    /// The function that a call means; `None` for a word, an operator, or what is not there.
    pub(crate) fn called(&self, file: usize, call: &FnCallExpr) -> Option<&Function> {
        let file_of_call = if call.namespace.is_empty() {
            file
        } else {
            let mut at = file;
            for name in &call.namespace.path {
                at = *self.files[at].imports.get(name.name.as_str())?;
            }
            at
        };
        let key = (call.name.to_string(), call.args.len());
        let function = &self.functions[*self.files[file_of_call].functions.get(&key)?];
        (file_of_call == file || !function.private).then_some(function)
    }

    /// The functions that one calls, itself left out: by name, or as a function without a name that it hands on.
    fn calls(&self, function: &Function) -> Vec<&Function> {
        let mut found = Vec::new();
        function.body.walk(&mut |path: &[ASTNode<'_>]| {
            if let Some((call, _)) = call_of(path) {
                found.extend(self.called(function.file, call));
            }
            if let Some(pointer) = pointer_of(path) {
                found.extend(self.named(function.file, pointer.fn_name()));
            }
            // The name of a function alone is that function, to be handed on.
            if let Some(ASTNode::Expr(Expr::Variable(variable, ..))) = path.last()
                && variable.2.is_empty()
            {
                found.extend(self.named(function.file, &variable.1));
            }
            true
        });
        found
    }

    /// The functions behind a closure of the script, itself first, each once: what it calls, what it hands on, and what the
    /// variables that it uses hold.
    pub(crate) fn behind(&self, closure: &FnPtr) -> Vec<&Function> {
        let mut names = Vec::new();
        held_by(closure, &mut names);
        let anywhere = |name: &String| {
            self.named(0, name).or_else(|| self.functions.iter().find(|function| function.name == *name))
        };
        let mut found: Vec<&Function> = names.iter().filter_map(anywhere).collect();
        let key = |function: &Function| (function.file, function.name.clone(), function.params.len());
        let mut seen: BTreeSet<_> = found.iter().map(|function| key(function)).collect();
        let mut next = 0;
        while next < found.len() {
            for function in self.calls(found[next]) {
                if seen.insert(key(function)) {
                    found.push(function);
                }
            }
            next += 1;
        }
        found
    }

    /// The shared functions behind a closure of the script, for comparison with last year's.
    pub(crate) fn shared(&self, closure: &FnPtr) -> Vec<rule::Function> {
        let named = self.behind(closure).into_iter().filter(|f| !f.name.starts_with(rhai_anonymous()));
        let mut list: Vec<rule::Function> =
            named.map(|f| rule::Function { name: self.label(f), text: f.text.clone() }).collect();
        list.sort_by(|a, b| (&a.name, &a.text).cmp(&(&b.name, &b.text)));
        list
    }

    /// How a function is called for people: with the name that the script gives to its file, or the file's own.
    pub(crate) fn label(&self, function: &Function) -> String {
        if function.file == 0 {
            return function.name.clone();
        }
        let alias =
            self.files[0].imports.iter().find(|(_, file)| **file == function.file).map(|(alias, _)| alias.as_str());
        let own = self.sources.get(function.file).name.rsplit('/').next().unwrap_or_default().trim_end_matches(".rhai");
        format!("{}::{}", alias.unwrap_or(own), function.name)
    }

    /// Every call that names a file in front, whether there is such a function or not.
    pub(crate) fn far_calls<'a>(&self, file: usize, path: &'a [ASTNode<'a>]) -> Option<Far<'a>> {
        let (call, at) = call_of(path)?;
        let [first] = call.namespace.path.as_slice() else { return None };
        let target = *self.files[file].imports.get(first.name.as_str())?;
        Some(Far { file: target, alias: first.name.to_string(), call, at })
    }
}

/// How the engine's names of functions without a name begin.
pub(crate) fn rhai_anonymous() -> &'static str {
    "anon$"
}

/// The names of a function and of those that its variables hold, in lists and maps too, each once.
fn held_by(pointer: &FnPtr, names: &mut Vec<String>) {
    if !names.iter().any(|name| name == pointer.fn_name()) {
        names.push(pointer.fn_name().to_owned());
        pointer.curry().iter().for_each(|value| held_in(value, names));
    }
}

fn held_in(value: &Dynamic, names: &mut Vec<String>) {
    if let Some(pointer) = value.read_lock::<FnPtr>() {
        held_by(&pointer, names);
    } else if let Ok(list) = value.as_array_ref() {
        list.iter().for_each(|value| held_in(value, names));
    } else if let Ok(map) = value.as_map_ref() {
        map.values().for_each(|value| held_in(value, names));
    }
}

/// The call at the end of a path, if it is one.
pub(crate) fn call_of<'a>(path: &[ASTNode<'a>]) -> Option<(&'a FnCallExpr, Position)> {
    match path.last()? {
        ASTNode::Expr(Expr::FnCall(call, at) | Expr::MethodCall(call, at)) => Some((call, *at)),
        ASTNode::Stmt(rhai::Stmt::FnCall(call, at)) => Some((call, *at)),
        _ => None,
    }
}

fn pointer_of(path: &[ASTNode<'_>]) -> Option<FnPtr> {
    match path.last()? {
        ASTNode::Expr(Expr::DynamicConstant(value, _)) => value.clone().try_cast::<FnPtr>(),
        _ => None,
    }
}

/// The number that an expression states.
pub(crate) fn literal(expression: &Expr) -> Option<rust_decimal::Decimal> {
    match expression {
        Expr::IntegerConstant(number, _) => Some((*number).into()),
        Expr::DynamicConstant(value, _) => Dynamic::as_decimal(value).ok(),
        _ => None,
    }
}
