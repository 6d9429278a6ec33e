//! A command that can't be carried out as it was typed: clap's complaint as a finding in the user's language.

use crate::args::Findings;
use crate::{render, wording};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use scoring::{Lang, Problem};
use std::io::{IsTerminal, Write};

/// Prints what is wrong with a command on stderr, as findings are printed.
pub(crate) fn complain(error: &Error, words: &[String], lang: Lang) {
    let problem = problem(error);
    let mut stderr = std::io::stderr();
    let text = match findings(words) {
        Findings::Json => render::json(&[problem], lang),
        Findings::Human => render::human(&problem, lang, stderr.is_terminal()),
    };
    // There is nobody to tell when stderr is closed.
    let _ = writeln!(stderr, "{text}");
}

/// `--findings` before anything is parsed.
fn findings(words: &[String]) -> Findings {
    let pair = words.windows(2).any(|pair| pair[0] == "--findings" && pair[1] == "json");
    if pair || words.iter().any(|word| word == "--findings=json") { Findings::Json } else { Findings::Human }
}

/// What is wrong with a command, and what to type.
fn problem(error: &Error) -> Problem {
    let said = |kind| strings(error.get(kind)).join(" ");
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near: Vec<String> = near.into_iter().flat_map(|kind| strings(error.get(kind))).collect();
    let valid = strings(error.get(ContextKind::ValidValue));
    let problem = match error.kind() {
        ErrorKind::InvalidSubcommand => wording::no_such_command(&said(ContextKind::InvalidSubcommand), &near),
        ErrorKind::MissingSubcommand => wording::command_missing(),
        ErrorKind::UnknownArgument if argument.starts_with('-') => wording::no_such_option(&argument, &near),
        ErrorKind::UnknownArgument => wording::word_too_many(&argument),
        ErrorKind::MissingRequiredArgument => wording::argument_missing(&argument),
        ErrorKind::InvalidValue if value.is_empty() => wording::value_missing(&argument, &valid),
        ErrorKind::InvalidValue => wording::value_wrong(&value, &argument, &valid),
        ErrorKind::ValueValidation => {
            let expected = std::error::Error::source(error).map_or_else(String::new, ToString::to_string);
            wording::value_wrong(&value, &argument, &[expected])
        }
        ErrorKind::ArgumentConflict => wording::option_twice(&argument),
        _ => wording::command_wrong(&error.to_string()),
    };
    let usage = said(ContextKind::Usage);
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    wording::with_usage(problem, usage)
}

fn strings(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help;

    fn message(words: &[&str], lang: Lang) -> String {
        let error = help::command(lang).try_get_matches_from(words).unwrap_err();
        let problem = problem(&error);
        format!("{}|{}", problem.message.get(lang), problem.help.get(lang))
    }

    #[test]
    fn each_complaint_has_words_of_its_own() {
        let wrong: [&[&str]; 9] = [
            &["parindex", "chek", "x"],
            &["parindex", "run"],
            &["parindex", "run", "x", "y"],
            &["parindex", "run", "x", "--out"],
            &["parindex", "run", "x", "--ou", "y"],
            &["parindex", "check", "x", "--limit", "cells"],
            &["parindex", "check", "x", "--findings", "jsn"],
            &["parindex", "run", "x", "-o", "a", "-o", "b"],
            &["parindex", "rubric", "diff", "x"],
        ];
        for words in wrong {
            for (lang, foreign) in [(Lang::Vi, "argument"), (Lang::En, "lệnh")] {
                let message = message(words, lang);
                assert!(!message.contains(foreign) && !message.contains("error:"), "{words:?}: {message}");
                let typed = words.iter().any(|word| word.len() > 1 && message.contains(word));
                assert!(typed || message.contains('<'), "{words:?}: {message}");
            }
        }
        assert!(message(wrong[0], Lang::Vi).contains("«check»"), "{}", message(wrong[0], Lang::Vi));
        assert!(message(wrong[4], Lang::Vi).contains("«--out"), "{}", message(wrong[4], Lang::Vi));
    }

    #[test]
    fn findings_may_be_asked_for_as_json() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(findings(&words("rn x --findings json")), Findings::Json);
        assert_eq!(findings(&words("rn x --findings=json")), Findings::Json);
        assert_eq!(findings(&words("rn x json")), Findings::Human);
    }
}
