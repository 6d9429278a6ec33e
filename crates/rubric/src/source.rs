//! The texts of a script and of the files that it imports: places in them, their lines, and pieces of them.

use rhai::Position;
use scoring::{Context, Frame, Place, Problem, Text};

/// One file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Source {
    /// The name used in problems, and by the engine; the engine calls the script itself by an empty name.
    pub(crate) name: String,
    pub(crate) lines: Vec<String>,
}

/// The script first, then every file that it imports.
#[derive(Debug, Clone)]
pub(crate) struct Sources(Vec<Source>);

impl Sources {
    pub(crate) fn new(name: &str, text: &str) -> Self {
        Self(vec![Source::new(name, text)])
    }

    pub(crate) fn main(&self) -> &Source {
        &self.0[0]
    }

    pub(crate) fn get(&self, file: usize) -> &Source {
        &self.0[file]
    }

    pub(crate) fn add(&mut self, name: &str, text: &str) -> usize {
        self.0.push(Source::new(name, text));
        self.0.len() - 1
    }

    /// The file of a name as the engine gives it.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        if name.is_empty() { Some(0) } else { self.0.iter().position(|source| source.name == name) }
    }

    /// Puts a problem at a position of one of the files.
    pub(crate) fn locate(&self, problem: Problem, file: usize, at: Position) -> Problem {
        let source = self.get(file);
        let mut problem = problem.at(source.place(at));
        problem.context = source.context(at);
        problem
    }
}

impl Source {
    pub(crate) fn new(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), lines: text.lines().map(str::to_owned).collect() }
    }

    /// The place of a position; the file as a whole when it has none.
    pub(crate) fn place(&self, at: Position) -> Place {
        match (at.line(), at.position()) {
            (Some(line), column) => Place::Script { file: self.name.clone(), line, column: column.unwrap_or(1) },
            _ => Place::File(self.name.clone()),
        }
    }

    /// The line of a position with the word there marked. Of a very long line only what stands around it.
    pub(crate) fn context(&self, at: Position) -> Option<Context> {
        /// Characters of a line that are shown before the mark, and from it on.
        const SHOWN: usize = 160;
        let line = self.line(at.line()?)?;
        let start = at.position().unwrap_or(1).saturating_sub(1);
        let from = start.saturating_sub(SHOWN);
        let shown: String = line.chars().skip(from).take(2 * SHOWN).collect();
        let start = start - from;
        let mut rest = shown.chars().skip(start);
        let word = match rest.clone().next() {
            Some('"') => 1 + rest.by_ref().skip(1).take_while(|c| *c != '"').count() + 1,
            _ => rest.take_while(|c| c.is_alphanumeric() || *c == '_').count(),
        };
        let word = word.min(shown.chars().count().saturating_sub(start));
        Some(Context { line: shown, start, end: start + word.max(1), label: Text::default() })
    }

    /// A position as a step of a trace.
    pub(crate) fn frame(&self, at: Position, label: Text) -> Frame {
        let context = self.context(at).map(|context| Context { label, ..context });
        Frame { place: self.place(at), context }
    }

    /// The text of a line, from 1.
    pub(crate) fn line(&self, number: usize) -> Option<&str> {
        self.lines.get(number.checked_sub(1)?).map(String::as_str)
    }

    /// The text between two positions, both included, its line breaks and their indents as one blank.
    pub(crate) fn piece(&self, from: Position, to: Position) -> String {
        let (Some(first), Some(last)) = (from.line(), to.line()) else { return String::new() };
        let mut pieces = Vec::new();
        for number in first..=last {
            let skip = if number == first { from.position().unwrap_or(1).saturating_sub(1) } else { 0 };
            let end = if number == last { to.position().unwrap_or(1) } else { usize::MAX };
            let line = self.line(number).unwrap_or_default();
            pieces.push(line.chars().take(end).skip(skip).collect::<String>().trim().to_owned());
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces.join(" ")
    }
}
