//! Rhai script text → a checked [`Rubric`].
//!
//! The only crate that names rhai. It reads no file: the caller brings the text
//! and, for what a script imports, a function that reads the files of its folder. A mistake in a script is a
//! [`Problem`] with line and column, and all of them are collected. Start from [`load_with`], or [`load`] for a script that
//! stands alone.
//!
//! ```
//! let loaded = rubric::load("demo.rhai", r#"
//!     rubric("demo", "Demo");
//!     round("round1", "Thẩm định");
//!     domain("1", "Chỉ đạo, điều hành", 1);
//!     criterion("1.1", "Ban hành kế hoạch", 1).choice("Có", 1).choice("Không", 0);
//! "#);
//! assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
//! assert_eq!(loaded.rubric.unwrap().max().to_string(), "1");
//! ```

mod annex;
mod branches;
mod check;
mod closure;
mod code;
mod diagnose;
mod draft;
mod engine;
mod fence;
mod finish;
mod forms;
mod given;
mod import;
mod parts;
mod plain;
mod probe;
mod program;
mod reads;
mod source;
mod syntax;
mod trace;
mod try_code;
mod values;
mod vocabulary;
mod watch;
mod wording;
mod words;

pub use annex::{Drafted, draft as draft_annex};
pub use forms::{Form, Kind, Owner, forms};
pub use import::{FILE_SIZE, Imported, Reader, Unread};
pub use probe::coverage;
pub use vocabulary::{reference, words};

use draft::{Draft, Shared};
use import::Gathered;
use program::Program;
use scoring::{Place, Problem, Rubric, Severity};
use source::Sources;
use std::sync::Arc;

/// What became of a script.
#[derive(Debug)]
pub struct Loaded {
    /// The rubric; `None` when an error makes it unfit for scoring.
    pub rubric: Option<Rubric>,
    /// What could be built in spite of errors: to be compared and shown, never scored with.
    pub unfit: Option<Rubric>,
    /// Everything found, errors and warnings, in the order of the script.
    pub problems: Vec<Problem>,
    /// The files that the script imports, directly or through others, in the order in which they were read.
    pub imported: Vec<Imported>,
}

/// Stack of the thread on which scripts are read and tried. It is stated, so that what is too deep does not hang on the
/// caller's thread.
const STACK: usize = 16 << 20;

/// After so many statements that stopped, or that met a limit, the rest is not read.
const STOPPED: usize = 500;
const EXHAUSTED: usize = 5;

/// A script that stands alone: as [`load_with`], with no file to import.
pub fn load(file: &str, text: &str) -> Loaded {
    load_with(file, text, &|_| Err(Unread::Missing(Vec::new())))
}

/// Compiles a script, runs it within limits, builds the tree and checks structure, rules and examples.
///
/// `file` is the name used in problems; `reader` gives the files of the script's own folder that it imports, and is
/// asked for plain relative names only. Statements are run one by one, so that a mistake in one hides no other.
pub fn load_with(file: &str, text: &str, reader: &Reader<'_>) -> Loaded {
    let work = || {
        let _checking = watch::check();
        load_here(file, text, reader)
    };
    let done = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        // Without a thread of its own a script is read on this one.
        thread.map_or_else(|_| Some(work()), |thread| thread.join().ok())
    });
    done.unwrap_or_else(|| {
        let problem = wording::broke_the_engine().at(Place::File(file.to_owned()));
        Loaded { rubric: None, unfit: None, problems: vec![problem], imported: Vec::new() }
    })
}

fn load_here(file: &str, text: &str, reader: &Reader<'_>) -> Loaded {
    let refused = |problems, imported| Loaded { rubric: None, unfit: None, problems, imported };
    if text.len() > import::FILE_SIZE {
        let problem = wording::file_too_large(file, import::FILE_SIZE).at(Place::File(file.to_owned()));
        return refused(vec![problem], Vec::new());
    }
    if fence::too_many_names(text) {
        return refused(vec![wording::too_many_names(file).at(Place::File(file.to_owned()))], Vec::new());
    }
    let text = tidy(text);
    let shared = Shared::new(Draft::new(file, &text));
    let mut engine = engine::sandbox();
    words::register(&mut engine, &shared);
    let ast = shared.with(|draft| syntax::compile(&engine, draft, &text));
    let program = Program::new(Sources::new(file, &text));
    let Gathered { program, imports, files, mut problems } = import::gather(&mut engine, &ast, program, reader);
    if !problems.is_empty() {
        problems.append(&mut shared.take().problems);
        in_order(&mut problems, &program);
        return refused(problems, files);
    }
    run_statements(&engine, &ast, &imports, (&shared, &program));
    let mut draft = shared.take();
    given::properties(&mut engine, draft.figure_names());
    let program = Arc::new(program);
    let rubric = finish::build(&mut draft, &Arc::new(engine), &Arc::new(ast.clone_functions_only()), &program);
    let mut problems = draft.problems;
    in_order(&mut problems, &program);
    let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
    let (rubric, unfit) = if failed { (None, Some(rubric)) } else { (Some(rubric), None) };
    Loaded { rubric, unfit, problems, imported: files }
}

/// The text as it is read: marks that are characters of their own join their letters, a non-breaking space is a space.
pub(crate) fn tidy(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let text = text.trim_start_matches('\u{feff}');
    text.nfc().map(|c| if c == '\u{a0}' { ' ' } else { c }).collect()
}

fn run_statements(
    engine: &rhai::Engine,
    ast: &rhai::AST,
    imports: &[rhai::Stmt],
    (shared, program): (&Shared, &Program),
) {
    let mut scope = rhai::Scope::new();
    let own: Vec<&rhai::Stmt> =
        ast.statements().iter().filter(|statement| !matches!(statement, rhai::Stmt::Import(..))).collect();
    let (mut stopped, mut exhausted) = (0, 0);
    for (number, statement) in own.iter().enumerate() {
        if stopped == STOPPED || exhausted == EXHAUSTED {
            shared.with(|draft| {
                // What was not read may have declared anything.
                draft.stop("");
                draft.report(wording::gave_up(own.len() - number), statement.position());
            });
            return;
        }
        let statements: Vec<rhai::Stmt> = imports.iter().chain([*statement]).cloned().collect();
        let one = rhai::AST::new(statements, ast.shared_lib().clone());
        let before = shared.with(|draft| draft.counts());
        watch::begin();
        let result = engine.run_ast_with_scope(&mut scope, &one);
        shared.with(|draft| {
            if let Err(error) = result {
                stopped += 1;
                exhausted += usize::from(diagnose::statement(draft, program, &error));
                // What it would have declared is missing for that reason.
                if draft.counts() == before
                    && let Some(word) = fence::head(statement).filter(|word| diagnose::begins_statement(word))
                {
                    draft.stop(word);
                }
            }
            draft.end_statement(before);
        });
    }
}

/// The script's problems by line; then those of each imported file.
fn in_order(problems: &mut [Problem], program: &Program) {
    problems.sort_by_key(|problem| {
        (program.sources.find(problem.place.file()).unwrap_or_default(), line_and_column(problem))
    });
}

fn line_and_column(problem: &Problem) -> (usize, usize) {
    match problem.place {
        scoring::Place::Script { line, column, .. } => (line, column),
        _ => (0, 0),
    }
}
