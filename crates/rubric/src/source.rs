//! The text of a script, and where in it the values of a call stand. Knows quotation marks, brackets and comments, no grammar.

use rhai::Position;

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

/// What a character of a script belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Code,
    Text,
    Comment,
}

/// Goes through a script character by character and knows what is text and what is a comment.
#[derive(Default)]
pub(crate) struct Reader {
    quote: Option<char>,
    escaped: bool,
    line_comment: bool,
    /// How many `/*` are open.
    block_comment: usize,
    before: Option<char>,
}

impl Reader {
    /// What `c` belongs to; quotation marks belong to their text.
    pub(crate) fn read(&mut self, c: char, next: Option<char>) -> Part {
        let before = self.before.replace(c);
        // A text in straight marks ends with its line, or was never closed.
        if c == '\n' {
            self.line_comment = false;
            self.quote = self.quote.filter(|quote| *quote == '`');
        }
        if self.line_comment {
            return Part::Comment;
        }
        if self.block_comment > 0 {
            match (before, c, next) {
                (_, '/', Some('*')) => self.block_comment += 1,
                (Some('*'), '/', _) => self.block_comment -= 1,
                _ => {}
            }
            return Part::Comment;
        }
        if let Some(quote) = self.quote {
            if self.escaped {
                self.escaped = false;
            } else if c == '\\' {
                self.escaped = true;
            } else if c == quote {
                self.quote = None;
            }
            return Part::Text;
        }
        match (c, next) {
            ('"' | '`', _) => {
                self.quote = Some(c);
                Part::Text
            }
            ('/', Some('/')) => {
                self.line_comment = true;
                Part::Comment
            }
            ('/', Some('*')) => {
                self.block_comment = 1;
                self.before = None;
                Part::Comment
            }
            _ => Part::Code,
        }
    }
}

/// Each character of a text with its offset in bytes and what it belongs to.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = (usize, char, Part)> + '_ {
    let mut reader = Reader::default();
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (offset, c) = characters.next()?;
        let part = reader.read(c, characters.peek().map(|(_, next)| *next));
        Some((offset, c, part))
    })
}

/// The lines of a script.
#[derive(Default)]
pub(crate) struct Source {
    lines: Vec<String>,
}

impl Source {
    pub(crate) fn new(text: &str) -> Self {
        Self { lines: text.lines().map(str::to_owned).collect() }
    }

    /// The text of a line, from 1.
    pub(crate) fn line(&self, number: usize) -> Option<&str> {
        self.lines.get(number.checked_sub(1)?).map(String::as_str)
    }

    /// Whether some text stands anywhere.
    pub(crate) fn mentions(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line.contains(text))
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
        let found = Source::new(text).values(Position::new(1, 1));
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
