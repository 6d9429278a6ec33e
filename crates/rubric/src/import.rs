//! `import "name" as c;`: the functions and constants of another file of the rubric's own folder.
//!
//! The caller reads the files. Names are made plain here, before it is asked for one: relative, without a way out of the
//! folder, with `/` and the ending `.rhai`.

use crate::program::Program;
use crate::{diagnose, fence, watch, wording};
use rhai::{AST, ASTFlags, Engine, EvalAltResult, Expr, Module, ModuleResolver, Position, Scope, Shared, Stmt};
use scoring::{Problem, Text};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use unicode_normalization::UnicodeNormalization;

/// The most files of one rubric, itself included.
pub(crate) const FILES: usize = 32;
/// The most bytes of one file.
pub const FILE_SIZE: usize = 500_000;

/// Why a file of the folder can't be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// There is no such file; the names of those that are there, relative to the rubric's folder, with `/`.
    Missing(Vec<String>),
    /// It is there, but leads out of the rubric's folder.
    Outside,
    /// It can't be read, with the reason.
    Unreadable(Text),
}

/// Reads a file of the rubric's own folder, by its name relative to that folder, with `/`.
pub type Reader<'a> = dyn Fn(&str) -> Result<Vec<u8>, Unread> + Sync + 'a;

/// A file that a rubric was made from, besides its script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its name relative to the rubric's folder, with `/`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files that were evaluated, by name: all that the engine finds.
#[derive(Clone, Default)]
struct Shelf(Arc<RwLock<BTreeMap<String, Shared<Module>>>>);

impl Shelf {
    fn put(&self, name: &str, module: Shared<Module>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), module);
    }

    fn get(&self, name: &str) -> Option<Shared<Module>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }
}

impl ModuleResolver for Shelf {
    fn resolve(
        &self,
        _: &Engine,
        _: Option<&str>,
        path: &str,
        at: Position,
    ) -> Result<Shared<Module>, Box<EvalAltResult>> {
        self.get(path).ok_or_else(|| EvalAltResult::ErrorModuleNotFound(path.to_owned(), at).into())
    }
}

/// What became of the imports of a script.
pub(crate) struct Gathered {
    pub(crate) program: Program,
    /// The script's own imports, to be put before each of its statements.
    pub(crate) imports: Vec<Stmt>,
    pub(crate) files: Vec<Imported>,
    pub(crate) problems: Vec<Problem>,
}

/// A file that was read, compiled, and not evaluated yet.
struct Opened {
    /// Relative to the rubric's folder.
    name: String,
    ast: AST,
    /// Alias, file, and the statement.
    imports: Vec<(String, usize, Stmt)>,
}

struct Gatherer<'a> {
    engine: &'a Engine,
    reader: &'a Reader<'a>,
    /// What stands before names in problems: the folder of the script, with `/` at its end.
    folder: String,
    program: Program,
    opened: Vec<Option<Opened>>,
    /// The files that are being opened, to see circles.
    open: Vec<usize>,
    /// Files in the order in which they can be evaluated.
    order: Vec<usize>,
    files: Vec<Imported>,
    problems: Vec<Problem>,
}

/// Reads, compiles, checks and evaluates what a script imports, and makes it known to the engine.
pub(crate) fn gather(engine: &mut Engine, ast: &AST, program: Program, reader: &Reader<'_>) -> Gathered {
    let main = program.sources.main().name.replace('\\', "/");
    let folder = main.rfind('/').map(|at| main[..=at].to_owned()).unwrap_or_default();
    let shelf = Shelf::default();
    engine.set_module_resolver(shelf.clone());
    let mut gatherer = Gatherer {
        engine,
        reader,
        folder,
        program,
        opened: Vec::new(),
        open: Vec::new(),
        order: Vec::new(),
        files: Vec::new(),
        problems: Vec::new(),
    };
    let name = main.rsplit('/').next().unwrap_or_default().to_owned();
    gatherer.open(0, name, ast.clone());
    gatherer.check();
    if gatherer.problems.is_empty() {
        gatherer.evaluate(&shelf);
    }
    let Gatherer { program, mut opened, files, problems, .. } = gatherer;
    let main = opened.first_mut().and_then(Option::take);
    let imports: Vec<(String, usize, Stmt)> = main.map(|main| main.imports).unwrap_or_default();
    if problems.is_empty() {
        for (alias, file, _) in &imports {
            let name = opened[*file].as_ref().map(|opened| opened.name.as_str()).unwrap_or_default();
            if let Some(module) = shelf.get(name) {
                engine.register_static_module(alias, module);
            }
        }
    }
    Gathered { program, imports: imports.into_iter().map(|(_, _, statement)| statement).collect(), files, problems }
}

impl Gatherer<'_> {
    fn report(&mut self, problem: Problem, file: usize, at: Position) {
        let problem = self.program.sources.locate(problem, file, at);
        self.problems.push(problem);
    }

    /// Takes up a compiled file and opens what it imports.
    fn open(&mut self, file: usize, name: String, ast: AST) {
        debug_assert_eq!(file, self.opened.len());
        self.opened.push(None);
        self.open.push(file);
        let mut imports: Vec<(String, usize, Stmt)> = Vec::new();
        for statement in ast.statements() {
            let Stmt::Import(import, at) = statement else { continue };
            let (path, alias) = &**import;
            if alias.name.is_empty() {
                self.report(wording::import_without_name(), file, *at);
                continue;
            }
            let Expr::StringConstant(path, path_at) = path else {
                self.report(wording::import_not_a_text(), file, path.start_position());
                continue;
            };
            if imports.iter().any(|(other, ..)| *other == alias.name.as_str()) {
                self.report(wording::import_alias_twice(&alias.name), file, alias.pos);
                continue;
            }
            if let Some(found) = self.find(file, &name, path, *path_at) {
                let target = Expr::StringConstant(self.name(found).into(), *path_at);
                imports.push((alias.name.to_string(), found, Stmt::Import(Box::new((target, alias.clone())), *at)));
            }
        }
        self.open.pop();
        self.order.push(file);
        self.opened[file] = Some(Opened { name, ast, imports });
    }

    fn name(&self, file: usize) -> String {
        self.opened[file].as_ref().map(|opened| opened.name.clone()).unwrap_or_default()
    }

    /// The file that an import names, opened if it is not yet.
    fn find(&mut self, from: usize, from_name: &str, path: &str, at: Position) -> Option<usize> {
        let name = match plain(from_name, path) {
            Ok(name) => name,
            Err(problem) => {
                self.report(problem, from, at);
                return None;
            }
        };
        let shown = format!("{}{name}", self.folder);
        if let Some(file) = self.program.sources.find(&shown) {
            if let Some(start) = self.open.iter().position(|open| *open == file) {
                let circle: Vec<&str> = self.open[start..]
                    .iter()
                    .chain([&file])
                    .map(|file| &*self.program.sources.get(*file).name)
                    .collect();
                let problem = wording::import_circle(&circle.join(" → "));
                self.report(problem, from, at);
                return None;
            }
            // A file that could not be opened was told the first time.
            return self.opened.get(file).is_some_and(Option::is_some).then_some(file);
        }
        if self.opened.len() >= FILES {
            self.report(wording::import_too_many(FILES), from, at);
            return None;
        }
        let text = match self.read(&name) {
            Ok(text) => text,
            Err(problem) => {
                self.report(problem, from, at);
                return None;
            }
        };
        let file = self.program.sources.add(&shown, &text);
        match self.engine.compile(&text) {
            Ok(mut ast) => {
                ast.set_source(shown);
                self.open(file, name, ast);
                Some(file)
            }
            Err(error) => {
                self.opened.push(None);
                let called = self.program.sources.get(from).frame(at, wording::imported_here());
                let problem = diagnose::syntax(&self.program.sources, file, &text, &error);
                self.problems.push(problem.with_trace(vec![called]));
                None
            }
        }
    }

    /// The text of a file. A name in composed and in decomposed characters is one name.
    fn read(&mut self, name: &str) -> Result<String, Problem> {
        let other: String = name.nfd().collect();
        let bytes = match (self.reader)(name) {
            Err(Unread::Missing(_)) if other != name => (self.reader)(&other),
            read => read,
        };
        let bytes = bytes.map_err(|why| match why {
            Unread::Missing(there) => {
                let near = scoring::nearest(name, there.iter().map(String::as_str));
                wording::import_missing(name, &near, &there)
            }
            Unread::Outside => wording::import_outside(name),
            Unread::Unreadable(why) => wording::import_unreadable(name, &why),
        })?;
        if bytes.len() > FILE_SIZE {
            return Err(wording::file_too_large(name, FILE_SIZE));
        }
        let text = crate::tidy(std::str::from_utf8(&bytes).map_err(|_| wording::import_not_utf8(name))?);
        if fence::too_many_names(&text) {
            return Err(wording::too_many_names(name));
        }
        self.files.push(Imported { name: name.to_owned(), bytes });
        Ok(text)
    }

    /// Looks at everything that was opened, in its order.
    fn check(&mut self) {
        for opened in &self.opened {
            let (ast, imports) = match opened {
                Some(opened) => (opened.ast.clone(), opened.imports.iter().map(|(a, f, _)| (a.clone(), *f)).collect()),
                None => (AST::empty(), BTreeMap::new()),
            };
            self.program.add(&ast, imports);
        }
        for file in 0..self.opened.len() {
            let Some(ast) = self.opened[file].as_ref().map(|opened| opened.ast.clone()) else { continue };
            let mut found = fence::problems(&self.program, file, &ast);
            if self.problems.is_empty() {
                found.extend(fence::missing(&self.program, file, &ast));
            }
            for (problem, at) in found {
                self.report(problem, file, at);
            }
        }
    }

    /// Evaluates the constants of each imported file and puts it on the shelf.
    fn evaluate(&mut self, shelf: &Shelf) {
        for file in self.order.clone() {
            let Some(opened) = self.opened[file].as_ref().filter(|_| file > 0) else { continue };
            let imports = &opened.imports;
            let mut statements: Vec<Stmt> = imports.iter().map(|(_, _, statement)| statement.clone()).collect();
            // Every constant is offered, `export` or not.
            statements.extend(opened.ast.statements().iter().filter_map(|statement| match statement {
                Stmt::Import(..) => None,
                Stmt::Var(constant, flags, at) => Some(Stmt::Var(constant.clone(), *flags | ASTFlags::EXPORTED, *at)),
                other => Some(other.clone()),
            }));
            let mut ast = AST::new(statements, opened.ast.shared_lib().clone());
            if let Some(source) = opened.ast.source() {
                ast.set_source(source);
            }
            watch::begin();
            match Module::eval_ast_as_new(Scope::new(), &ast, self.engine) {
                Ok(module) => shelf.put(&opened.name.clone(), module.into()),
                Err(error) => {
                    let problem = diagnose::runtime(&self.program, file, &error);
                    self.problems.push(problem);
                    return;
                }
            }
        }
    }
}

/// The name of a file relative to the rubric's folder, from the name that a file of it writes: `from` is that file.
fn plain(from: &str, written: &str) -> Result<String, Problem> {
    let name: String = written.nfc().collect::<String>().replace('\\', "/");
    if name.trim().is_empty() || name.ends_with('/') {
        return Err(wording::import_empty());
    }
    if name.starts_with('/') || name.contains(':') || name.starts_with('~') {
        return Err(wording::import_absolute(written));
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or_else(|| wording::import_outside(written))?;
            }
            part if part.ends_with([' ', '.']) || part.contains(|c: char| c.is_control()) || is_device(part) => {
                return Err(wording::import_bad_name(written));
            }
            part => parts.push(part),
        }
    }
    let name = parts.join("/");
    // Windows takes `A.RHAI` and `a.rhai` for one.
    Ok(if name.to_lowercase().ends_with(".rhai") { name } else { format!("{name}.rhai") })
}

/// Names that Windows keeps for devices, whatever their ending.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |name: &str| stem.strip_prefix(name).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn names_are_made_plain_or_refused() {
        let fine = |from: &str, written: &str| plain(from, written).ok();
        assert_eq!(fine("r.rhai", "chung").as_deref(), Some("chung.rhai"));
        assert_eq!(fine("r.rhai", "./chung.rhai").as_deref(), Some("chung.rhai"));
        assert_eq!(fine("r.rhai", "thu-vien\\chung").as_deref(), Some("thu-vien/chung.rhai"));
        assert_eq!(fine("thu-vien/a.rhai", "b").as_deref(), Some("thu-vien/b.rhai"));
        assert_eq!(fine("thu-vien/a.rhai", "../b").as_deref(), Some("b.rhai"));
        assert_eq!(fine("r.rhai", "a/../b").as_deref(), Some("b.rhai"));
        assert_eq!(fine("r.rhai", "mu\u{31b}\u{301}c").as_deref(), Some("mứ\u{63}.rhai"));
        for bad in [
            "",
            " ",
            "a/",
            "/etc/passwd",
            "\\\\may\\chung",
            "C:\\chung",
            "c:chung",
            "http://x/y",
            "~/x",
            "../x",
            "a/../../x",
            "con",
            "NUL.rhai",
            "com1",
            "a/aux.x",
            "a. ",
            "a.",
            "a\nb",
            "..\\x",
        ] {
            assert_eq!(fine("r.rhai", bad), None, "{bad}");
        }
        assert_eq!(fine("thu-vien/a.rhai", "../../b"), None);
    }
}
