//! What is printed, and where: results on stdout, findings and progress on stderr.

use crate::args::{Color, Findings, Options};
use crate::grouping::{Grouped, grouped};
use crate::{render, wording};
use campaign::{Outcome, Progress};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use scoring::{Lang, Problem, Severity};
use std::cell::RefCell;
use std::io::{IsTerminal, Write};

/// How many findings a command prints that is not about findings.
const SHORT_LIST: usize = 12;

/// Longer lists are grouped by unit.
const LONG_LIST: usize = 20;
/// How many findings of a kind such a list shows.
const OF_A_KIND: usize = 10;

/// The user's terminal.
pub(crate) struct Terminal {
    pub(crate) lang: Lang,
    options: Options,
    /// Findings kept for one JSON array at the end.
    kept: RefCell<Vec<Problem>>,
}

impl Terminal {
    /// A terminal in the language asked for, or Vietnamese until a campaign says otherwise.
    pub(crate) fn new(options: &Options) -> Self {
        let lang = options.lang.as_deref().and_then(Lang::parse).unwrap_or_default();
        Self { lang, options: options.clone(), kept: RefCell::default() }
    }

    /// Takes the campaign's language unless the user asked for one.
    pub(crate) fn speak(&mut self, lang: Lang) {
        if self.options.lang.is_none() {
            self.lang = lang;
        }
    }

    /// Prints a result. A reader that went away (`| head`) is no failure.
    pub(crate) fn result(&self, text: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{}", text.trim_end());
    }

    /// Writes raw bytes of a result.
    pub(crate) fn raw(&self, bytes: &[u8]) {
        let _ = std::io::stdout().lock().write_all(bytes);
    }

    /// Prints every finding: notes only with `-v`, nothing but errors with `-q`.
    pub(crate) fn findings(&self, problems: &[Problem]) {
        self.list(problems, usize::MAX);
    }

    /// The same for all of a campaign: when they are many, by unit, and some of each kind; all with `-v`.
    pub(crate) fn findings_of(&self, outcome: &Outcome) {
        let shown: Vec<&Problem> = outcome.problems.iter().filter(|problem| self.wanted(problem.severity)).collect();
        if shown.len() <= LONG_LIST || self.options.findings == Findings::Json {
            return self.findings(&outcome.problems);
        }
        let Grouped { units, more } = grouped(&shown, if self.options.verbose { usize::MAX } else { OF_A_KIND });
        let mut text = String::new();
        for (code, problems) in units {
            let name = outcome.units.iter().find(|unit| unit.code == code).map_or("", |unit| unit.name.as_str());
            text += &format!("── {} ──\n\n", wording::whose(code, name, self.lang));
            problems.iter().for_each(|problem| text += &self.drawn(problem));
        }
        for (severity, kind, count) in more {
            text += &wording::more_of_a_kind(severity, kind, count, self.lang);
            text.push('\n');
        }
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// Prints the first findings and says how many more there are.
    pub(crate) fn some_findings(&self, problems: &[Problem]) {
        self.list(problems, if self.options.verbose { usize::MAX } else { SHORT_LIST });
    }

    /// Prints what happened while writing, whatever was asked for: it says where the result is.
    pub(crate) fn findings_of_writing(&self, problems: &[Problem]) {
        if self.keep(problems) {
            return;
        }
        problems.iter().for_each(|problem| {
            let _ = std::io::stderr().lock().write_all(self.drawn(problem).as_bytes());
        });
    }

    /// A finding with the blank line after it.
    fn drawn(&self, problem: &Problem) -> String {
        let colours = coloured(self.options.color, std::io::stderr().is_terminal());
        render::human(problem, self.lang, colours) + "\n\n"
    }

    /// Prints what was kept: with `--findings json` all findings of a command are one array, empty if there are none.
    pub(crate) fn finish(&self) {
        if self.options.findings == Findings::Json {
            let _ = writeln!(std::io::stderr().lock(), "{}", render::json(&self.kept.borrow(), self.lang));
        }
    }

    fn keep(&self, problems: &[Problem]) -> bool {
        let json = self.options.findings == Findings::Json;
        if json {
            self.kept.borrow_mut().extend_from_slice(problems);
        }
        json
    }

    fn list(&self, problems: &[Problem], limit: usize) {
        if self.keep(problems) {
            return;
        }
        let mut stderr = std::io::stderr().lock();
        let shown: Vec<&Problem> = problems.iter().filter(|problem| self.wanted(problem.severity)).collect();
        for problem in shown.iter().take(limit) {
            let _ = stderr.write_all(self.drawn(problem).as_bytes());
        }
        if shown.len() > limit {
            let _ = writeln!(stderr, "{}\n", wording::more_findings(shown.len() - limit, self.lang));
        }
    }

    fn wanted(&self, severity: Severity) -> bool {
        match severity {
            Severity::Error => true,
            Severity::Warning => !self.options.quiet,
            Severity::Note => self.options.verbose && !self.options.quiet,
        }
    }

    /// A progress bar, hidden where nobody would see it.
    pub(crate) fn progress(&self) -> impl Fn(Progress) + Sync {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if self.options.quiet {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:32} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(wording::reading(self.lang));
        move |progress| {
            let Progress::Sheets { done, of } = progress;
            bar.set_length(of as u64);
            bar.set_position(done as u64);
            if done == of {
                bar.finish_and_clear();
            }
        }
    }
}

fn coloured(choice: Color, terminal: bool) -> bool {
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none(),
    }
}
