//! The texts of a script and of the files that it imports: places in them, their lines, and where the values of a call stand.

use crate::parts::{Part, parts};
use rhai::Position;
use scoring::{Context, Frame, Place, Problem, Text};

/// What a problem points to: a line and the characters marked in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) at: Position,
    /// Characters marked; 0 marks the word that stands there.
    pub(crate) width: usize,
}

impl From<Position> for Mark {
    fn from(at: Position) -> Self {
        Self { at, width: 0 }
    }
}

/// One file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Source {
    /// The name used in problems, and by the engine; the engine calls the script itself by an empty name.
    pub(crate) name: String,
    lines: Vec<String>,
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
    pub(crate) fn locate(&self, problem: Problem, file: usize, mark: impl Into<Mark>) -> Problem {
        self.get(file).locate(problem, mark)
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

    /// Puts a problem at a place of this file.
    pub(crate) fn locate(&self, problem: Problem, mark: impl Into<Mark>) -> Problem {
        let mark = mark.into();
        let mut problem = problem.at(self.place(mark.at));
        problem.context = self.context(mark);
        problem
    }

    /// The marked line. Of a very long line only what stands around the mark.
    fn context(&self, Mark { at, width }: Mark) -> Option<Context> {
        /// Characters of a line that are shown before the mark, and from it on.
        const SHOWN: usize = 160;
        let line = self.line(at.line()?)?;
        let start = at.position().unwrap_or(1).saturating_sub(1);
        let from = start.saturating_sub(SHOWN);
        let shown: String = line.chars().skip(from).take(2 * SHOWN).collect();
        let start = start - from;
        let mut rest = shown.chars().skip(start);
        let word = match rest.clone().next() {
            _ if width > 0 => width,
            Some('"') => 1 + rest.by_ref().skip(1).take_while(|c| *c != '"').count() + 1,
            _ => rest.take_while(|c| c.is_alphanumeric() || *c == '_').count(),
        };
        let word = word.min(shown.chars().count().saturating_sub(start));
        Some(Context { line: shown, start, end: start + word.max(1), label: Text::default() })
    }

    /// A position as a step of a trace.
    pub(crate) fn frame(&self, at: Position, label: Text) -> Frame {
        let context = self.context(at.into()).map(|context| Context { label, ..context });
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

    /// Whether some text stands right before a position.
    pub(crate) fn stands_before(&self, at: Position, text: &str) -> bool {
        let (Some(line), Some(column)) = (at.line().and_then(|line| self.line(line)), at.position()) else {
            return false;
        };
        line.chars().take(column - 1).collect::<String>().ends_with(text)
    }

    /// What stands from a position to the end.
    fn rest(&self, at: Position) -> Option<String> {
        let first = self.line(at.line()?)?;
        let mut rest: String = first.chars().skip(at.position()?.checked_sub(1)?).collect();
        for line in self.lines.iter().skip(at.line()?) {
            rest.push('\n');
            rest.push_str(line);
            // Long enough for any statement, short enough to be asked often.
            if rest.len() > 20_000 {
                break;
            }
        }
        Some(rest)
    }

    /// The texts of the values of the call whose name stands at a position, each with its place.
    pub(crate) fn values(&self, at: Position) -> Vec<(String, Mark)> {
        let Some(rest) = self.rest(at) else { return Vec::new() };
        let mut depth = 0_usize;
        let mut bars = 0_usize;
        let (mut values, mut start) = (Vec::new(), 0);
        let mut add = |from: usize, to: usize| {
            let text = &rest[from..to];
            let lead = text.len() - text.trim_start().len();
            let text = text.trim();
            if !text.is_empty() {
                values.push((text.to_owned(), moved(at, &rest[..from + lead], text)));
            }
        };
        for (offset, c, part) in parts(&rest) {
            if part != Part::Code {
                continue;
            }
            match c {
                '(' | '[' | '{' => {
                    depth += 1;
                    if depth == 1 {
                        if c != '(' {
                            return Vec::new();
                        }
                        start = offset + 1;
                    }
                }
                ')' | ']' | '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        add(start, offset);
                        return values;
                    }
                }
                // The parameters of a function, |a, b|, are no values.
                '|' if depth == 1 => bars += 1,
                ',' if depth == 1 && bars.is_multiple_of(2) => {
                    add(start, offset);
                    start = offset + 1;
                }
                ';' if depth <= 1 => return values,
                c if depth == 0 && !(c.is_alphanumeric() || c == '_' || c.is_whitespace()) => return values,
                _ => {}
            }
        }
        values
    }

    /// The place of one value of the call whose name stands at a position; the name itself when it can't be found.
    pub(crate) fn value(&self, at: Position, index: usize) -> Mark {
        self.values(at).get(index).map_or(at.into(), |(_, mark)| *mark)
    }
}

/// The position after `before`, with as many characters of `text` as stand on its first line.
fn moved(at: Position, before: &str, text: &str) -> Mark {
    let fit = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    let lines = before.matches('\n').count();
    let column = match before.rfind('\n') {
        Some(end) => before[end + 1..].chars().count() + 1,
        None => at.position().unwrap_or(1) + before.chars().count(),
    };
    let line = at.line().unwrap_or(1) + lines;
    let width = text.lines().next().unwrap_or_default().trim_end().chars().count();
    Mark { at: Position::new(fit(line), fit(column)), width }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(String, usize, usize)> {
        let found = Source::new("", text).values(Position::new(1, 1));
        found.into_iter().map(|(text, mark)| (text, mark.at.line().unwrap(), mark.at.position().unwrap())).collect()
    }

    #[test]
    fn values_are_found_across_lines_brackets_and_texts() {
        let text = "f(\"a, (b\", [1, 2], // c, d\n  |x, y| g(x, y), 11,5).h(3)";
        let expected = [("\"a, (b\"", 1, 3), ("[1, 2]", 1, 12), ("11", 2, 19), ("5", 2, 22)];
        let found = values(text);
        assert_eq!(found.len(), 5, "{found:?}");
        for (text, line, column) in expected {
            assert!(found.contains(&(text.to_owned(), line, column)), "{text}: {found:?}");
        }
        assert_eq!(values("f()"), []);
        assert_eq!(values("f"), []);
    }
}
