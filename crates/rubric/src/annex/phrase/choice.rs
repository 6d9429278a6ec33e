//! Labelled fixed scores: "Đúng hạn: 0,5 điểm", "Có: 1 điểm; Không: 0 điểm".

use super::token::{Token, slice};
use super::worth::points;
use super::{Clause, Doubt};
use rust_decimal::Decimal;

/// Words that say that the points are worked out rather than chosen.
const WORKED_OUT: &[&str] = &["mỗi", "cứ", "trừ", "cộng"];

/// Reads clauses as labelled scores of which the best is the maximum.
pub(super) fn choices(clauses: &[Clause], max: Decimal) -> Result<Option<Vec<(String, Decimal)>>, Doubt> {
    let mut found: Vec<(String, Decimal)> = Vec::new();
    for clause in clauses {
        match list(&clause.text, &clause.tokens, max) {
            Some(more) => found.extend(more),
            None => return Ok(None),
        }
    }
    let twice = |at: usize| found[..at].iter().any(|(label, _)| scoring::fold(label) == scoring::fold(&found[at].0));
    if found.len() < 2 || (1..found.len()).any(twice) {
        return Ok(None);
    }
    let best = found.iter().map(|(_, points)| *points).max().unwrap_or_default();
    if best != max || found.iter().any(|(_, points)| *points < Decimal::ZERO) {
        return Err(Doubt::Best(best));
    }
    Ok(Some(found))
}

/// One choice, or several in a row: "Có: 0,5 điểm Không: 0 điểm".
fn list(text: &str, tokens: &[Token], max: Decimal) -> Option<Vec<(String, Decimal)>> {
    let tokens = match tokens {
        [rest @ .., last] if last.is('.') || last.is(',') => rest,
        _ => tokens,
    };
    if let Some(one) = choice(text, tokens, max) {
        return Some(vec![one]);
    }
    for at in 2..tokens.len() {
        let unit = tokens[at].is_word("điểm") || tokens[at].is_word("đ");
        if unit {
            continue;
        }
        if let Some(one) = choice(text, &tokens[..at], max) {
            let rest = &tokens[at..];
            let rest = if rest[0].is(',') || rest[0].is('/') { &rest[1..] } else { rest };
            let mut more = list(text, rest, max)?;
            more.insert(0, one);
            return Some(more);
        }
    }
    None
}

fn choice(text: &str, tokens: &[Token], max: Decimal) -> Option<(String, Decimal)> {
    let marks = (1..tokens.len()).filter(|at| tokens[*at].is(':') || tokens[*at].is('=') || tokens[*at].is('→'));
    for at in marks {
        if let Some(points) = points(&tokens[at + 1..], max, true) {
            return Some((label(text, &tokens[..at])?, points));
        }
    }
    // "Ban hành đúng hạn được 0,5 điểm"
    let verbs = (1..tokens.len()).filter(|at| ["được", "đạt", "thì"].iter().any(|verb| tokens[*at].is_word(verb)));
    for at in verbs {
        if let Some(points) = points(&tokens[at..], max, false) {
            return Some((label(text, &tokens[..at])?, points));
        }
    }
    // "Ban hành đúng hạn 0,5 điểm"
    let (before, tail) = tokens.split_at(tokens.len().checked_sub(2)?);
    let points = points(tail, max, false).filter(|_| tail[0].number().is_some())?;
    Some((label(text, before)?, points))
}

fn label(text: &str, tokens: &[Token]) -> Option<String> {
    let said = slice(text, tokens).trim_end_matches([':', ',', '-', '=', ' ']).trim();
    let odd = |token: &Token| {
        token.word().is_some_and(|word| WORKED_OUT.contains(&word))
            || ['×', '«', '|', '+'].iter().any(|sign| token.is(*sign))
            || token.is('?')
            || token.is('=')
    };
    // "dưới 80 %: giảm 0,5 điểm" takes away rather than gives
    if tokens.last().is_some_and(|last| ["giảm", "bớt", "thêm", "tăng", "còn"].iter().any(|word| last.is_word(word)))
    {
        return None;
    }
    let has_words = tokens.iter().any(|token| token.word().is_some());
    // points inside a label belong to another choice
    let points_inside =
        tokens.windows(2).any(|pair| pair[0].number().is_some() && (pair[1].is_word("điểm") || pair[1].is_word("đ")));
    (has_words && !tokens.iter().any(odd) && !points_inside).then(|| said.to_owned())
}
