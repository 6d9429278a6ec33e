//! What a clause gives: fixed points, or the maximum in proportion to the measure.

use super::token::{Token, What, ends, opening, slice, starts, without};
use rust_decimal::Decimal;

/// What a clause is worth.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Worth {
    Points(Decimal),
    /// The maximum × the measure / this value; the parts of the ratio as the text names them.
    Proportion(Decimal, Option<(String, String)>),
    /// The maximum × a figure / this value: "giá trị × 2 / 80", as the program explains it.
    OfFigure(Decimal),
}

const INTRO: &[&str] = &[
    "thì",
    "được",
    "đạt",
    "tính",
    "là",
    "chấm",
    "cho",
    "được tính",
    "được chấm",
    "điểm đánh giá",
    "số điểm",
    "tính điểm",
    "chấm điểm",
    "điểm số",
    "điểm được",
    "điểm đạt được",
    "điểm tính",
    "theo",
    "theo công thức",
    "công thức",
    "công thức tính",
    "điểm của tiêu chí",
    "điểm tiêu chí",
    "cách tính",
    "cách tính điểm",
    "bằng",
    "được xác định",
    "như sau",
];
const MAXIMUM: &[&str] =
    &["điểm tối đa", "số điểm tối đa", "điểm chuẩn", "thang điểm tối đa", "điểm tối đa của tiêu chí"];
const NOTHING: &[&str] = &["không được điểm", "không có điểm", "không đạt điểm"];

/// Fixed points, nothing left over. `bare` allows a number without "điểm".
pub(super) fn points(tokens: &[Token], max: Decimal, bare: bool) -> Option<Decimal> {
    if opening(tokens, NOTHING) == Some(tokens.len()) && !tokens.is_empty() {
        return Some(Decimal::ZERO);
    }
    let tokens = without(tokens, &["thì", "được", "đạt", "chấm", "cho", "tính", "thì điểm đánh giá là", "được tính"]);
    if is_maximum(tokens) || starts(tokens, &["tối", "đa"]) && tokens.len() == 2 {
        return Some(max);
    }
    let (first, rest) = tokens.split_first()?;
    let (value, percent) = first.number()?;
    if percent {
        let rest = without(rest, &["của", "tổng", "số", "tổng số"]);
        return is_maximum(rest).then(|| (value * max / Decimal::ONE_HUNDRED).normalize());
    }
    match rest {
        [] => bare.then_some(value),
        [unit] => (unit.is_word("điểm") || unit.is_word("đ")).then_some(value),
        _ => None,
    }
}

fn is_maximum(tokens: &[Token]) -> bool {
    opening(tokens, MAXIMUM) == Some(tokens.len()) && !tokens.is_empty()
}

/// Points or a proportion, nothing left over.
pub(super) fn worth(text: &str, tokens: &[Token], max: Decimal) -> Option<Worth> {
    let tokens = trimmed(tokens);
    if let Some(points) = points(tokens, max, true) {
        return Some(Worth::Points(points));
    }
    proportion(text, tokens, max)
}

/// Without the signs that introduce a worth or end a sentence.
fn trimmed(mut tokens: &[Token]) -> &[Token] {
    while let [first, rest @ ..] = tokens
        && [':', '=', '→', ','].iter().any(|sign| first.is(*sign))
    {
        tokens = rest;
    }
    while let [rest @ .., last] = tokens
        && (last.is('.') || last.is(',') || last.is(':'))
    {
        tokens = rest;
    }
    tokens
}

/// A formula that gives the maximum in proportion.
pub(super) fn proportion(text: &str, tokens: &[Token], max: Decimal) -> Option<Worth> {
    let mut tokens = trimmed(tokens);
    loop {
        let said = without(tokens, INTRO);
        // "theo tỷ lệ: …" introduces a formula; without the colon the ratio is its first factor
        let said = match opening(said, &["tỷ lệ", "theo tỷ lệ"]) {
            Some(length) if said.get(length).is_some_and(|token| token.is(':')) => &said[length..],
            _ => said,
        };
        let said = match said {
            [points, equals, ..] if points.is_word("điểm") && equals.is('=') => &said[1..],
            _ => said,
        };
        let next = trimmed(said);
        if next.len() == tokens.len() {
            break;
        }
        tokens = next;
    }
    let points = ends(tokens, &["điểm"]) && tokens.len() > 1 && tokens[tokens.len() - 2].number().is_some();
    let tokens = if points { &tokens[..tokens.len() - 1] } else { tokens };
    let mut parser = Parser { text, tokens, at: 0, max, factors: Vec::new() };
    parser.product(1)?;
    if parser.at < tokens.len() {
        return None;
    }
    let said = slice(text, tokens);
    match parser.factors.as_slice() {
        [(Factor::Ratio, 1), (Factor::Number(most, false), 1), (Factor::Number(whole, false), -1)]
            if said.starts_with("giá trị × ") && *most == max && *whole > Decimal::ZERO =>
        {
            Some(Worth::OfFigure(*whole))
        }
        factors => settle(factors, max),
    }
}

/// One factor of a formula with its exponent, 1 or −1.
#[derive(Debug, Clone, PartialEq)]
enum Factor {
    Number(Decimal, bool),
    Ratio,
    Maximum,
    /// A letter or the name of a quantity.
    Name(String),
}

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    max: Decimal,
    factors: Vec<(Factor, i8)>,
}

impl Parser<'_> {
    fn next_is(&self, sign: char) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.is(sign))
    }

    fn times(&self) -> bool {
        self.next_is('×') || self.tokens.get(self.at).is_some_and(|token| token.is_word("x"))
    }

    fn product(&mut self, exponent: i8) -> Option<()> {
        self.factor(exponent)?;
        loop {
            if self.times() || self.tokens.get(self.at).is_some_and(|token| token.is_word("nhân")) {
                self.at += 1;
                self.factor(exponent)?;
            } else if self.next_is('/') || self.next_is(':') {
                self.at += 1;
                self.factor(-exponent)?;
            } else {
                return Some(());
            }
        }
    }

    fn factor(&mut self, exponent: i8) -> Option<()> {
        let first = self.tokens.get(self.at)?;
        if first.is('(') {
            self.at += 1;
            self.product(exponent)?;
            return self.next_is(')').then(|| self.at += 1);
        }
        if let Some((value, percent)) = first.number() {
            self.at += 1;
            // "1,5 điểm" inside a formula
            if !percent && self.tokens.get(self.at).is_some_and(|token| token.is_word("điểm")) && value == self.max {
                self.at += 1;
            }
            self.factors.push((Factor::Number(value, percent), exponent));
            return Some(());
        }
        let start = self.at;
        while let Some(token) = self.tokens.get(self.at)
            && (token.word().is_some_and(|word| !matches!(word, "x" | "nhân")) || token.is('%'))
        {
            self.at += 1;
        }
        let words = &self.tokens[start..self.at];
        if words.is_empty() {
            return None;
        }
        self.factors.push((name(self.text, words)?, exponent));
        Some(())
    }
}

fn name(text: &str, words: &[Token]) -> Option<Factor> {
    if is_maximum(words) || words.len() == 1 && words[0].is_word("m") {
        return Some(Factor::Maximum);
    }
    let forbidden = ["và", "hoặc", "cộng", "trừ", "không", "điểm"];
    if words.iter().any(|token| token.word().is_some_and(|word| forbidden.contains(&word))) {
        return None;
    }
    let ratio: &[&str] = &["tỷ lệ", "tỉ lệ", "giá trị", "phần trăm"];
    if opening(words, ratio).is_some() {
        return Some(Factor::Ratio);
    }
    if words.iter().any(|token| token.is('%')) {
        return None;
    }
    let letter = words.len() == 1 && words[0].word().is_some_and(|word| word.chars().count() == 1);
    let quantity = opening(words, &["số", "tổng số", "tổng"]).is_some() && words.len() > 1;
    (letter || quantity).then(|| Factor::Name(slice(text, words).to_owned()))
}

/// A ratio, the maximum, and constants that come to one percentage; anything else is not understood.
fn settle(factors: &[(Factor, i8)], max: Decimal) -> Option<Worth> {
    let mut factors = factors.to_vec();
    if !factors.iter().any(|(factor, _)| *factor == Factor::Maximum) {
        let written = factors.iter_mut().find(|(factor, up)| *factor == Factor::Number(max, false) && *up == 1)?;
        written.0 = Factor::Maximum;
    }
    let (mut maxima, mut ratios, mut over, mut under) = (0, 0, Vec::new(), Vec::new());
    let (mut constant, mut plain_hundred) = (Decimal::ONE, false);
    for (factor, up) in &factors {
        match factor {
            Factor::Maximum => maxima += *up,
            Factor::Ratio => ratios += *up,
            Factor::Name(name) if *up == 1 => over.push(name.clone()),
            Factor::Name(name) => under.push(name.clone()),
            Factor::Number(value, percent) => {
                let value = if *percent { *value / Decimal::ONE_HUNDRED } else { *value };
                plain_hundred |= !percent && value == Decimal::ONE_HUNDRED && *up == -1;
                constant = if *up == 1 { constant.checked_mul(value)? } else { constant.checked_div(value)? };
            }
        }
    }
    let parts = match (ratios, over.as_slice(), under.as_slice()) {
        (1, [], []) => None,
        (0, [over], [under]) => Some((over.clone(), under.clone())),
        _ => return None,
    };
    let mut whole = Decimal::ONE_HUNDRED.checked_div(constant)?.normalize();
    // "tỷ lệ % × 3 / 100": the percentage is taken as its number, 97 and not 0.97
    if parts.is_none() && plain_hundred && whole == Decimal::from(10_000) {
        whole = Decimal::ONE_HUNDRED;
    }
    let sound = maxima == 1 && whole > Decimal::ZERO && whole <= Decimal::ONE_HUNDRED;
    sound.then_some(Worth::Proportion(whole, parts))
}

/// Whether a token is a number of points with its word.
pub(super) fn ends_with_points(tokens: &[Token]) -> bool {
    match tokens {
        [.., number, unit] if unit.is_word("điểm") || unit.is_word("đ") => {
            matches!(number.what, What::Number(_, false))
        }
        _ => false,
    }
}
