//! Rhai script text → a checked [`Rubric`].
//!
//! The only crate that names rhai. It reads no file: the caller brings the text. A mistake in a script is a
//! [`Problem`] with line and column, and all of them are collected. Start from [`load`].
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
mod check;
mod closure;
mod diagnose;
mod draft;
mod engine;
mod finish;
mod given;
mod plain;
mod probe;
mod values;
mod vocabulary;
mod wording;
mod words;

pub use annex::{Drafted, draft as draft_annex};
pub use probe::coverage;
pub use vocabulary::reference;

use draft::{Draft, Shared};
use scoring::{Problem, Rubric, Severity};
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
}

/// Compiles a script, runs it within limits, builds the tree and checks structure, rules and examples.
///
/// `file` is the name used in problems. Statements are run one by one, so that a mistake in one hides no other.
pub fn load(file: &str, text: &str) -> Loaded {
    let shared = Shared::new(Draft::new(file, text));
    let mut engine = engine::sandbox();
    words::register(&mut engine, &shared);
    let ast = match engine.compile(text) {
        Ok(ast) => ast,
        Err(error) => {
            shared.with(|draft| {
                let problem = diagnose::syntax(draft, &error);
                draft.problems.push(problem);
            });
            return Loaded { rubric: None, unfit: None, problems: shared.take().problems };
        }
    };
    run_statements(&engine, &ast, &shared);
    let mut draft = shared.take();
    given::properties(&mut engine, draft.figure_names());
    let rubric = finish::build(&mut draft, &Arc::new(engine), &Arc::new(ast.clone_functions_only()));
    let mut problems = draft.problems;
    problems.sort_by_key(line_and_column);
    let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
    let (rubric, unfit) = if failed { (None, Some(rubric)) } else { (Some(rubric), None) };
    Loaded { rubric, unfit, problems }
}

fn run_statements(engine: &rhai::Engine, ast: &rhai::AST, shared: &Shared) {
    let mut scope = rhai::Scope::new();
    for statement in ast.statements() {
        let one = rhai::AST::new([statement.clone()], ast.shared_lib().clone());
        if let Err(error) = engine.run_ast_with_scope(&mut scope, &one) {
            shared.with(|draft| {
                let problem = diagnose::runtime(draft, &error);
                draft.problems.push(problem);
                draft.broken = true;
            });
        }
    }
}

fn line_and_column(problem: &Problem) -> (usize, usize) {
    match problem.place {
        scoring::Place::Script { line, column, .. } => (line, column),
        _ => (0, 0),
    }
}
