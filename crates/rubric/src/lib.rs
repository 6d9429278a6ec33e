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
mod code;
mod diagnose;
mod draft;
mod engine;
mod finish;
mod forms;
mod given;
mod probe;
mod source;
mod syntax;
mod values;
mod vocabulary;
mod wording;
mod words;

pub use annex::{Drafted, draft as draft_annex};
pub use forms::{Form, Kind, Owner, forms};
pub use probe::coverage;
pub use vocabulary::{reference, words};

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
    let text = tidy(text);
    let shared = Shared::new(Draft::new(file, &text));
    let mut engine = engine::sandbox();
    words::register(&mut engine, &shared);
    let ast = shared.with(|draft| syntax::compile(&engine, draft, &text));
    run_statements(&engine, &ast, &shared);
    let mut draft = shared.take();
    let rubric = finish::build(&mut draft, &Arc::new(engine), &Arc::new(ast.clone_functions_only()));
    let mut problems = draft.problems;
    problems.sort_by_key(line_and_column);
    let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
    let (rubric, unfit) = if failed { (None, Some(rubric)) } else { (Some(rubric), None) };
    Loaded { rubric, unfit, problems }
}

/// The text as it is read: marks that are characters of their own join their letters, a non-breaking space is a space.
fn tidy(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let text = text.trim_start_matches('\u{feff}');
    text.nfc().map(|c| if c == '\u{a0}' { ' ' } else { c }).collect()
}

fn run_statements(engine: &rhai::Engine, ast: &rhai::AST, shared: &Shared) {
    let mut scope = rhai::Scope::new();
    for statement in ast.statements() {
        let one = rhai::AST::new([statement.clone()], ast.shared_lib().clone());
        let before = shared.with(|draft| draft.counts());
        let result = engine.run_ast_with_scope(&mut scope, &one);
        shared.with(|draft| {
            if let Err(error) = result {
                diagnose::runtime(draft, &error);
            }
            draft.end_statement(before);
        });
    }
}

fn line_and_column(problem: &Problem) -> (usize, usize) {
    match problem.place {
        scoring::Place::Script { line, column, .. } => (line, column),
        _ => (0, 0),
    }
}
