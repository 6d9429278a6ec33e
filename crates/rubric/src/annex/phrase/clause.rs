//! A guide taken apart into clauses; what only explains (definitions, headings) is set aside.

use super::token::{Token, opening, slice, starts, tokens, without};
use super::worth::points;
use super::{Leaf, Measure, Word};
use rust_decimal::Decimal;

/// One clause of a guide.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clause {
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
}

impl Clause {
    fn new(text: &str) -> Self {
        let text = text.trim();
        Self { text: text.to_owned(), tokens: tokens(text) }
    }
}

/// The clauses that must be a rule, and what was said beside them.
#[derive(Debug, Clone, Default)]
pub(super) struct Guide {
    pub(super) clauses: Vec<Clause>,
    /// The measure in the words of the program, by the names of the annex's own list of figures.
    pub(super) given: Option<Measure>,
    /// What is measured: part and whole, or one quantity with an empty whole.
    pub(super) named: Option<(String, String)>,
    /// `a là tổng số …`: letter and label.
    pub(super) letters: Vec<(String, String)>,
    nothing: Option<Clause>,
}

const HEADINGS: &[&str] = &[
    "thang điểm",
    "cách chấm",
    "cách chấm điểm",
    "cách tính điểm",
    "cách tính",
    "cách đánh giá",
    "trong đó",
    "cụ thể",
    "cụ thể như sau",
    "hướng dẫn chấm điểm",
    "thang điểm đánh giá",
    "điểm đánh giá",
    "công thức tính",
    "ghi chú",
    "phương pháp đánh giá",
    "hướng dẫn",
    "tính điểm như sau",
    "cách tính điểm như sau",
    "điểm đánh giá được tính như sau",
];

/// Takes a guide apart; `None` when a definition has a number in it.
pub(super) fn split(leaf: &Leaf<'_>) -> Option<Guide> {
    let mut guide = Guide::default();
    let lines = prefixed(leaf, &mut guide);
    for text in lines.iter().flat_map(|line| sentences(line)) {
        let clause = Clause::new(unbulleted(&text));
        if clause.tokens.is_empty() || is_heading(&clause) {
            continue;
        }
        let clause = headless(clause);
        match stated_maximum(&clause) {
            Some(stated) if stated == leaf.max => continue,
            Some(_) => return None,
            None => {}
        }
        if let Some((letter, label)) = definition(&clause) {
            guide.letters.push((letter, label));
        } else if let Some(named) = ratio_named(&clause) {
            if guide.named.is_some() {
                return None;
            }
            guide.named = Some(named);
        } else {
            guide.clauses.push(clause);
        }
    }
    Some(guide)
}

impl Guide {
    /// Takes out "không phát sinh: điểm tối đa".
    pub(super) fn take_nothing_arose(&mut self, max: Decimal) -> Option<Word> {
        let (at, word) = self.clauses.iter().enumerate().find_map(|(at, clause)| Some((at, nothing(clause, max)?)))?;
        self.nothing = Some(self.clauses.remove(at));
        Some(word)
    }

    /// Puts back what [`Guide::take_nothing_arose`] took: as one of several choices it is a label like any other.
    pub(super) fn put_back(&mut self) {
        self.clauses.extend(self.nothing.take());
    }

    /// Whether something other than labels with points was said.
    pub(super) fn is_formula(&self) -> bool {
        !self.letters.is_empty() || self.named.is_some()
    }
}

/// Takes the measure off the front of a rule written by the program: `tỷ lệ … / …: dưới 80 %: 0 điểm; …`.
fn prefixed(leaf: &Leaf<'_>, guide: &mut Guide) -> Vec<String> {
    let mut lines = leaf.lines.to_vec();
    let Some(first) = lines.first_mut() else { return lines };
    for (name, label) in leaf.figures {
        if let Some(rest) = labelled(first, label).and_then(|rest| rest.strip_prefix(": ")) {
            guide.given = Some(Measure::Figure(name.clone()));
            *first = rest.to_owned();
            return lines;
        }
        let under = first.strip_prefix("tỷ lệ ").and_then(|rest| labelled(rest, label)?.strip_prefix(" / "));
        for (other, below) in leaf.figures {
            if let Some(rest) = under.and_then(|rest| labelled(rest, below)?.strip_prefix(": ")) {
                guide.given = Some(Measure::Percent(name.clone(), other.clone()));
                *first = rest.to_owned();
                return lines;
            }
        }
    }
    // without a list of figures the labels themselves are all there is
    if let Some(rest) = first.strip_prefix("tỷ lệ ")
        && let Some((part, rest)) = rest.split_once(" / ")
        && let Some((whole, rest)) = rest.split_once(": ")
        && is_label(part)
        && is_label(whole)
    {
        guide.named = Some((bare(part), bare(whole)));
        *first = rest.to_owned();
    } else if let Some((label, rest)) = first.split_once(": ")
        && is_label(label)
        && rest.contains("còn lại: ")
        && rest.contains("; ")
    {
        guide.named = Some((bare(label), String::new()));
        *first = rest.to_owned();
    }
    lines
}

/// What follows a label, in guillemets or without.
fn labelled<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.strip_prefix(label).or_else(|| text.strip_prefix('«')?.strip_prefix(label)?.strip_prefix('»'))
}

/// Whether a text can be the name of one figure: no formula, no comparison with others.
fn is_label(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_digit() || ":;%×=|+−".contains(c)) && !text.contains(" so với ")
}

fn bare(label: &str) -> String {
    label.trim_matches(['«', '»']).to_owned()
}

/// Sentences and clauses: at semicolons, line ends, and full stops before a space.
fn sentences(line: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        let stop = c == ';' || c == '\n' || c == '.' && characters.peek().is_none_or(|next| next.is_whitespace());
        match (stop, found.last_mut()) {
            (false, Some(last)) => last.push(c),
            _ => found.push(String::new()),
        }
    }
    found
}

/// Without a dash, a dot or a letter of enumeration at the front.
pub(in crate::annex) fn unbulleted(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['-', '–', '—', '+', '•', '*', '·', '▪', '\u{f02d}', '→']).trim_start();
    let mut characters = text.char_indices();
    match (characters.next(), characters.next()) {
        (Some((_, letter)), Some((at, ')'))) if letter.is_alphanumeric() => text[at + 1..].trim_start(),
        _ => text,
    }
}

fn is_heading(clause: &Clause) -> bool {
    let words = match clause.tokens.as_slice() {
        [rest @ .., last] if last.is(':') => rest,
        all => all,
    };
    opening(words, HEADINGS) == Some(words.len())
}

/// Without a heading in front of the first clause: "Thang điểm: Đúng hạn: 0,5".
fn headless(clause: Clause) -> Clause {
    match opening(&clause.tokens, HEADINGS) {
        Some(length) if clause.tokens.get(length).is_some_and(|token| token.is(':')) => {
            let from = clause.tokens[length].at.end;
            let rest = Clause::new(&clause.text[from..]);
            // "Điểm đánh giá: 1" alone would lose its label
            if rest.tokens.iter().any(|token| token.word().is_some()) { rest } else { clause }
        }
        _ => clause,
    }
}

/// `a là tổng số nhiệm vụ`, `b: số nhiệm vụ hoàn thành`.
fn definition(clause: &Clause) -> Option<(String, String)> {
    let tokens = without(&clause.tokens, &["trong đó", "với"]);
    let tokens = match tokens {
        [first, rest @ ..] if first.is(':') => rest,
        _ => tokens,
    };
    let (letter, rest) = tokens.split_first()?;
    let name = letter.word().filter(|word| word.chars().count() == 1)?;
    let (link, label) = rest.split_first()?;
    if !(link.is_word("là") || link.is(':') || link.is('=')) || label.is_empty() {
        return None;
    }
    let numbers = label.iter().any(|token| token.number().is_some() || token.is('?'));
    let counted = opening(label, &["số", "tổng", "tổng số", "tỷ lệ", "tỉ lệ"]).is_some();
    (counted && !numbers).then(|| (name.to_owned(), capital(slice(&clause.text, label))))
}

/// "Tính tỷ lệ % giữa số nhiệm vụ hoàn thành và tổng số nhiệm vụ".
fn ratio_named(clause: &Clause) -> Option<(String, String)> {
    let tokens = without(&clause.tokens, &["tính", "xác định", "căn cứ", "là"]);
    let rest = &tokens[opening(tokens, &["tỷ lệ", "tỉ lệ"])?..];
    let rest = match rest {
        [percent, rest @ ..] if percent.is('%') => rest,
        _ => without(rest, &["phần trăm"]),
    };
    let between = starts(rest, &["giữa"]);
    let rest = without(rest, &["giữa"]);
    if rest.iter().any(|token| token.word().is_none() && !token.is('/') && !token.is('.')) {
        return None;
    }
    opening(rest, &["số", "tổng số", "tổng"])?;
    let total = |at: usize| opening(&rest[at..], &["tổng số", "tổng"]).is_some();
    let link = (1..rest.len()).find_map(|at| {
        let tail = &rest[at..];
        let length =
            if tail[0].is('/') { Some(1) } else { opening(tail, &["so với", "trên", "và", "với", "chia cho"]) }?;
        (total(at + length) || between && opening(&tail[length..], &["số"]).is_some()).then_some((at, length))
    });
    let (at, length) = link?;
    let (part, whole) = (slice(&clause.text, &rest[..at]), slice(&clause.text, &rest[at + length..]));
    Some((capital(part), capital(whole.trim_end_matches('.'))))
}

/// The two quantities of a ratio that a text names in words.
pub(super) fn ratio_of(text: &str) -> Option<(String, String)> {
    ratio_named(&Clause::new(text))
}

/// "Điểm tối đa: 2 điểm": the points said.
fn stated_maximum(clause: &Clause) -> Option<Decimal> {
    let length = opening(&clause.tokens, &["điểm tối đa", "tối đa", "điểm chuẩn", "số điểm tối đa"])?;
    let rest = &clause.tokens[length..];
    let rest = if rest.first().is_some_and(|token| token.is(':')) { &rest[1..] } else { rest };
    let [number, unit @ ..] = rest else { return None };
    let unit = unit.is_empty() || unit.len() == 1 && (unit[0].is_word("điểm") || unit[0].is_word("đ"));
    number.number().filter(|(_, percent)| unit && !percent).map(|(value, _)| value)
}

fn nothing(clause: &Clause, max: Decimal) -> Option<Word> {
    let tokens = without(&clause.tokens, &["nếu", "trường hợp", "đơn vị", "trong năm", "năm", "khi"]);
    let rest = &tokens[opening(tokens, &["không phát sinh", "không có phát sinh"])?..];
    let words =
        |label: &[Token]| label.iter().all(|token| token.word().is_some_and(|word| word != "và" && word != "hoặc"));
    for at in 0..rest.len() {
        let (label, tail) = rest.split_at(at);
        let tail = if tail[0].is(':') || tail[0].is(',') { &tail[1..] } else { tail };
        if !words(label) || tail.is_empty() {
            continue;
        }
        if let Some(worth) = points(tail, max, true) {
            return Some(if worth == max { Word::NoneIsFull } else { Word::NoneIs(worth) });
        }
        let counts = without(tail, &["thì", "tỷ lệ", "được", "tính là", "tính bằng", "tính"]);
        if let [number] = counts
            && let Some((percent, true)) = number.number()
        {
            return Some(Word::NoneIsPercent(percent));
        }
    }
    None
}

/// With a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut characters = text.trim().chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
