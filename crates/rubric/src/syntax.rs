//! A script that can't be read: it is taken apart into statements, so that every one of them is told about, and what is
//! left is read.

use crate::diagnose::begins_statement;
use crate::draft::Draft;
use crate::parts::{Part, parts};
use crate::source::Mark;
use crate::vocabulary;
use crate::wording::{self, Unclosed};
use rhai::{AST, Engine, ParseError, ParseErrorType, Position};
use scoring::Problem;

/// How often a script is read again without what was wrong with it.
const ATTEMPTS: usize = 50;

/// The most statements that are told of.
const TOLD: usize = 200;

/// A stretch of a script that is one statement, by offsets in bytes.
struct Piece {
    start: usize,
    end: usize,
    /// Whether it ends because another statement begins, without a semicolon of its own.
    cut: bool,
}

/// Reads a script. Statements that can't be read become problems and are left out.
pub(crate) fn compile(engine: &Engine, draft: &mut Draft, text: &str) -> AST {
    if let Ok(ast) = engine.compile(text) {
        return ast;
    }
    let mut text = mend(engine, draft, text);
    for _ in 0..ATTEMPTS {
        let error = match engine.compile(&text) {
            Ok(ast) => return ast,
            Err(error) => error,
        };
        let at = error.position();
        let piece = piece_at(&text, at);
        report(draft, &text, piece.as_ref(), error.err_type(), at);
        match piece {
            Some(piece) => text = without(&text, &piece),
            None => break,
        }
    }
    AST::empty()
}

/// What is wrong with a file of which nothing is taken unless all of it can be read.
pub(crate) fn alone_told(text: &str, error: &ParseError) -> (Problem, Mark) {
    let at = error.position();
    explain(text, &piece_at(text, at).unwrap_or(Piece { start: 0, end: text.len(), cut: false }), error.err_type(), at)
}

/// What is wrong with a piece.
enum Wrong {
    /// The point that goes on with the statement before stands after a semicolon, which is here.
    Chain(usize),
    /// It can't be read on its own.
    Unread(ParseErrorType, Position),
    /// Its semicolon is missing.
    Cut,
}

fn wrong(engine: &Engine, text: &str, piece: &Piece) -> Option<Wrong> {
    let code = first_code(text, piece);
    if text[code..piece.end].starts_with('.')
        && let Some(semicolon) = text[..code].trim_end().len().checked_sub(1)
        && text[semicolon..].starts_with(';')
    {
        return Some(Wrong::Chain(semicolon));
    }
    if let Some((kind, at)) = alone(engine, text, piece) {
        return Some(Wrong::Unread(kind, at));
    }
    (piece.cut && !is_block(&text[code..piece.end])).then_some(Wrong::Cut)
}

/// Reports the statements that can't be read on their own, and takes them out; mends what joins two statements. Nothing is
/// left where there are too many of them.
fn mend(engine: &Engine, draft: &mut Draft, text: &str) -> String {
    let pieces = pieces(text);
    let found = pieces.iter().filter_map(|piece| Some((piece, wrong(engine, text, piece)?)));
    let found: Vec<(&Piece, Wrong)> = found.take(TOLD + 1).collect();
    let mut text = text.to_owned();
    // From the last one, so that offsets before it stay true.
    for (piece, wrong) in found.iter().take(TOLD).rev() {
        match wrong {
            Wrong::Chain(semicolon) => {
                draft.report(wording::chain_cut(), Mark { at: position(&text, *semicolon), width: 1 });
                text.replace_range(*semicolon..=*semicolon, " ");
            }
            Wrong::Unread(kind, at) => {
                report(draft, &text, Some(piece), kind, *at);
                text = without(&text, piece);
            }
            Wrong::Cut => {
                let end = last_code(&text, piece);
                draft.report(wording::semicolon_missing(), Mark { at: position(&text, end), width: 1 });
                let after = end + text[end..].chars().next().map_or(0, char::len_utf8);
                text.insert(after, ';');
            }
        }
    }
    if found.len() > TOLD {
        draft.stop("");
        return String::new();
    }
    text
}

fn fit(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// What is wrong with a piece read on its own. Names that another statement declares are not asked for here.
fn alone(engine: &Engine, text: &str, piece: &Piece) -> Option<(ParseErrorType, Position)> {
    let error = engine.compile(&text[piece.start..piece.end]).err()?;
    let known = matches!(error.err_type(), ParseErrorType::VariableUndefined(_) | ParseErrorType::ModuleUndefined(_));
    (!known).then(|| (error.err_type().clone(), after(position(text, piece.start), error.position())))
}

/// A position of a piece in the text, whose start is there.
fn after(start: Position, at: Position) -> Position {
    let (Some(line), Some(column)) = (at.line(), at.position()) else { return at };
    let (above, before) = (start.line().unwrap_or(1) - 1, start.position().unwrap_or(1) - 1);
    Position::new(fit(above + line), fit(if line == 1 { before + column } else { column }))
}

/// The text with a piece made blank; lines and columns stay.
fn without(text: &str, piece: &Piece) -> String {
    let blank = text[piece.start..piece.end].chars().map(|c| if c == '\n' { c } else { ' ' });
    format!("{}{}{}", &text[..piece.start], blank.collect::<String>(), &text[piece.end..])
}

/// The statements of a script. They end with a semicolon or the brace of a block; one that isn't closed ends where a
/// line begins with a word that begins statements.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut braces, mut brackets) = (0, 0_usize, 0_usize);
    let mut block = None;
    let mut line_start = true;
    for (offset, c, part) in parts(text) {
        if line_start && part == Part::Code && !c.is_whitespace() {
            let column = offset - text[..offset].rfind('\n').map_or(0, |end| end + 1);
            let fresh = !text[start..offset].trim().is_empty() && has_code(&text[start..offset]);
            if fresh && (braces == 0 || column == 0) && begins(&text[offset..]) {
                pieces.push(Piece { start, end: offset, cut: true });
                (start, braces, brackets, block) = (offset, 0, 0, None);
            }
        }
        line_start = c == '\n' || (line_start && c.is_whitespace());
        if part != Part::Code {
            continue;
        }
        if block.is_none() && !c.is_whitespace() {
            block = Some(is_block(&text[offset..]));
        }
        match c {
            '{' => braces += 1,
            '}' => {
                braces = braces.saturating_sub(1);
                let over = braces == 0 && brackets == 0 && block == Some(true);
                if over && !text[offset + 1..].trim_start().starts_with("else") {
                    pieces.push(Piece { start, end: offset + 1, cut: false });
                    (start, block) = (offset + 1, None);
                }
            }
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            ';' if braces == 0 && brackets == 0 => {
                pieces.push(Piece { start, end: offset + 1, cut: false });
                (start, block) = (offset + 1, None);
            }
            _ => {}
        }
    }
    if has_code(&text[start..]) {
        pieces.push(Piece { start, end: text.len(), cut: false });
    }
    pieces
}

fn has_code(text: &str) -> bool {
    parts(text).any(|(_, c, part)| part == Part::Text || (part == Part::Code && !c.is_whitespace()))
}

/// Whether a text begins with a word that begins statements, called.
fn begins(text: &str) -> bool {
    let word = word_at(text);
    begins_statement(word) && text[word.len()..].trim_start().starts_with('(')
        || (["let", "const", "fn", "for"].contains(&word) && text[word.len()..].starts_with(' '))
}

fn is_block(text: &str) -> bool {
    ["fn", "for", "while", "loop", "if", "do", "switch", "private"].contains(&word_at(text.trim_start()))
}

fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    &text[..end]
}

/// Where the code of a piece begins.
fn first_code(text: &str, piece: &Piece) -> usize {
    let code = parts(&text[piece.start..piece.end]).find(|(_, c, part)| *part != Part::Comment && !c.is_whitespace());
    piece.start + code.map_or(0, |(offset, ..)| offset)
}

/// The last character of the code of a piece.
fn last_code(text: &str, piece: &Piece) -> usize {
    let code = parts(&text[piece.start..piece.end]).filter(|(_, c, part)| *part != Part::Comment && !c.is_whitespace());
    piece.start + code.last().map_or(0, |(offset, ..)| offset)
}

fn position(text: &str, offset: usize) -> Position {
    let before = &text[..offset];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Position::new(fit(line), fit(column))
}

fn piece_at(text: &str, at: Position) -> Option<Piece> {
    // The end of the text is no character of it.
    let here = offset(text, at).or(at.line().map(|_| text.len()))?;
    pieces(text).into_iter().find(|piece| (piece.start..=piece.end).contains(&here))
}

/// Tells what is wrong with a piece, and remembers what it would have declared as lost.
fn report(draft: &mut Draft, text: &str, piece: Option<&Piece>, kind: &ParseErrorType, at: Position) {
    let whole = Piece { start: 0, end: text.len(), cut: false };
    let piece = piece.unwrap_or(&whole);
    let code = first_code(text, piece);
    draft.stop(word_at(&text[code..]));
    let (problem, mark) = explain(text, piece, kind, at);
    draft.report(problem, mark);
}

/// What is wrong with a statement that can't be read, and what to mark.
fn explain(text: &str, piece: &Piece, kind: &ParseErrorType, at: Position) -> (Problem, Mark) {
    let one = |offset: usize| Mark { at: position(text, offset), width: 1 };
    if let Some((offset, c)) = foreign(text, piece) {
        return (wording::foreign_character(c), one(offset));
    }
    if let Some(offset) = odd_quotes(text, piece) {
        return (wording::quote_missing(), one(offset));
    }
    let code = Mark::from(if at.is_none() { position(text, first_code(text, piece)) } else { at });
    match kind {
        ParseErrorType::VariableUndefined(name) => {
            return (wording::undefined(name), code);
        }
        ParseErrorType::MissingToken(..) | ParseErrorType::UnexpectedEOF | ParseErrorType::BadInput(_) => {
            match unclosed(text, piece) {
                Some(Unclosed::Open(offset, bracket)) => {
                    return (wording::bracket_open(bracket, number_then_word(text, offset, piece)), one(offset));
                }
                Some(Unclosed::Closed(offset, bracket)) => return (wording::bracket_too_many(bracket), one(offset)),
                None => {}
            }
        }
        _ => {}
    }
    let here = offset(text, at).unwrap_or(piece.start);
    let word = word_at(&text[here..]);
    if ["and", "or", "và", "hoặc"].contains(&word) {
        return (wording::and_or(word), code);
    }
    if text[..here].trim_end().ends_with('%') {
        return (wording::percent_sign(), code);
    }
    if text[here..].starts_with(',') {
        return (wording::comma_too_many(), code);
    }
    if matches!(kind, ParseErrorType::MissingToken(..)) && vocabulary::find(word).is_some() && !begins_statement(word) {
        return (wording::dot_missing(word), code);
    }
    (wording::syntax(kind, word), code)
}

fn offset(text: &str, at: Position) -> Option<usize> {
    let line = at.line()?;
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let column = at.position()?.checked_sub(1)?;
    text[start..].char_indices().nth(column).map(|(offset, _)| start + offset)
}

/// A character that word processors put where a script needs another.
fn foreign(text: &str, piece: &Piece) -> Option<(usize, char)> {
    let foreign =
        |c: char| "“”„‘’‚«»–—−×÷≥≤≠…，；（）".contains(c) || ('\u{200b}'..='\u{200f}').contains(&c) || c == '\u{feff}';
    let found = parts(&text[piece.start..piece.end]).find(|(_, c, part)| *part == Part::Code && foreign(*c));
    found.map(|(offset, c, _)| (piece.start + offset, c))
}

/// The last quotation mark of the first line that has an odd number of them.
fn odd_quotes(text: &str, piece: &Piece) -> Option<usize> {
    let mut open = None;
    let mut before = Part::Code;
    for (offset, c, part) in parts(&text[piece.start..piece.end]) {
        if c == '\n' {
            if let Some(open) = open {
                return Some(piece.start + open);
            }
        } else if part == Part::Text && before != Part::Text {
            open = (c == '"').then_some(offset);
        } else if part == Part::Text && c == '"' && open.is_some_and(|open| open < offset) {
            open = None;
        }
        // Two texts that touch, as in "a""b".
        before = if part == Part::Text && open.is_none() { Part::Code } else { part };
    }
    open.map(|open| piece.start + open)
}

/// A bracket without its other half.
fn unclosed(text: &str, piece: &Piece) -> Option<Unclosed> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (offset, c, part) in parts(&text[piece.start..piece.end]) {
        if part != Part::Code {
            continue;
        }
        match c {
            '(' | '[' | '{' => open.push((piece.start + offset, c)),
            ')' | ']' | '}' => {
                let wanted = match c {
                    ')' => '(',
                    ']' => '[',
                    _ => '{',
                };
                match open.pop() {
                    None => return Some(Unclosed::Closed(piece.start + offset, c)),
                    Some((at, other)) if other != wanted => return Some(Unclosed::Open(at, other)),
                    Some(_) => {}
                }
            }
            _ => {}
        }
    }
    open.first().map(|(offset, bracket)| Unclosed::Open(*offset, *bracket))
}

/// The value after which a bracket was to be closed, if a word hangs on a number: `1` of `("Có", 1.choice(`.
fn number_then_word(text: &str, open: usize, piece: &Piece) -> Option<String> {
    let inside = &text[open..piece.end];
    let code = parts(inside).filter(|(_, c, part)| *part == Part::Code && *c == '.');
    for (offset, c, _) in code {
        let number = inside[..offset].rsplit(|c: char| !(c.is_ascii_digit() || c == '.')).next().unwrap_or_default();
        let word = word_at(&inside[offset + c.len_utf8()..]);
        if number.starts_with(|c: char| c.is_ascii_digit()) && vocabulary::find(word).is_some() {
            return Some(number.to_owned());
        }
    }
    None
}
