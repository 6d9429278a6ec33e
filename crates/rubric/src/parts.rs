//! Which characters of a script are code, which are text, and which are comments. Knows no grammar.

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
