//! The guide's recipes are read by the program, and its list of mistakes names every kind there is.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use scoring::Severity;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const GUIDES: [&str; 2] = ["docs/writing-a-rubric.vi.md", "docs/writing-a-rubric.en.md"];
const FIGURES: [&str; 10] = ["a", "b", "c", "d", "n", "count", "late", "population", "done", "planned"];

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What stands between single backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_recipe_is_understood() {
    for guide in GUIDES {
        let text = read(guide);
        let recipes: Vec<&str> = quoted(&text).filter(|code| code.starts_with('.') && code.ends_with(')')).collect();
        assert!(recipes.len() > 15, "{guide}: {recipes:?}");
        for recipe in recipes.iter().filter(|recipe| !recipe.contains('…') && leaf(recipe)) {
            let asked = |name: &&&str| !recipe.contains(&format!(".ask(\"{name}\""));
            let asks: String =
                FIGURES.iter().filter(asked).map(|name| format!(".ask(\"{name}\", \"{name}\")")).collect();
            // A recipe that only completes a rule gets one to complete.
            let rule = if recipe.contains("none_is") { ".percent(\"a\", \"b\").in_proportion()" } else { "" };
            let rule = if recipe.contains("highest_only") { ".part(1).figure(\"a\").each(1)" } else { rule };
            let script = format!(
                "rubric(\"g\", \"G\"); round(\"r\", \"R\"); domain(\"1\", \"D\");\n\
                 criterion(\"1.1\", \"C\", 25){asks}{rule}{recipe};"
            );
            let errors: Vec<_> = rubric::load("guide", &script)
                .problems
                .into_iter()
                .filter(|problem| problem.severity == Severity::Error && !unfinished(problem.kind, recipe))
                .collect();
            assert!(errors.is_empty(), "{guide}: {recipe}\n{errors:#?}");
        }
    }
}

/// The indented block of the section on shared functions is a file, the line after it a rule that uses it.
#[test]
fn the_recipe_of_shared_functions_works() {
    for guide in GUIDES {
        let text = read(guide);
        let import = quoted(&text).find(|code| code.starts_with("import ")).unwrap().to_owned();
        let name = format!("{}.rhai", import.split('"').nth(1).unwrap());
        let code: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("    ")).collect();
        let library: Vec<&str> =
            code.iter().copied().filter(|line| line.starts_with("const ") || line.starts_with("fn ")).collect();
        let rule = code.iter().find(|line| line.starts_with(".score(")).unwrap();
        let script = format!(
            "{import} rubric(\"g\", \"G\"); round(\"r\", \"R\"); domain(\"1\", \"D\");\n\
             criterion(\"1.1\", \"C\", 1).ask(\"count\", \"N\"){rule};"
        );
        let loaded = rubric::load_with("guide.rhai", &script, &|asked| {
            assert_eq!(asked, name);
            Ok(library.join("\n").into_bytes())
        });
        assert!(loaded.rubric.is_some() && loaded.problems.is_empty(), "{guide}: {:#?}", loaded.problems);
        assert_eq!(library.len(), 3, "{guide}");
    }
}

/// Whether a snippet belongs to a leaf, rather than to the head of a rubric.
fn leaf(recipe: &str) -> bool {
    ![".version", ".scale", ".decimals", ".computed"].iter().any(|word| recipe.starts_with(word))
}

/// An example alone, or a treatment alone, stands without its rule in the guide.
fn unfinished(kind: &str, recipe: &str) -> bool {
    kind == "rubric-example" && recipe.starts_with(".example")
}

#[test]
fn every_kind_of_mistake_is_listed() {
    let mut kinds = BTreeSet::new();
    for file in ["wording.rs", "diagnose.rs"] {
        let text = read(&format!("crates/rubric/src/{file}"));
        kinds.extend(text.split('"').filter(|word| word.starts_with("rubric-")).map(str::to_owned));
    }
    assert!(kinds.len() > 15, "{kinds:?}");
    for guide in GUIDES {
        let text = read(guide);
        for kind in &kinds {
            assert!(text.contains(&format!("`{kind}`")), "{guide} does not list {kind}");
        }
    }
}
