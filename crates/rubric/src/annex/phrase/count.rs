//! Counts: "mỗi sáng kiến được 0,25 điểm, tối đa 1 điểm", "cứ 01 báo cáo chậm trừ 0,25 điểm".

use super::token::{Token, opening, slice, without};
use super::{Clause, Word};
use rust_decimal::Decimal;

/// A count that was understood: the word, and what is counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Count {
    pub(super) word: Word,
    pub(super) subject: String,
}

enum Part {
    /// The maximum for having done nothing wrong.
    Full,
    /// Nothing for none.
    Zero,
    /// So much for each one.
    Rate(Count),
    /// A cap that only repeats the maximum, or a floor at 0.
    Cap,
}

const GAINS: &[&str] = &[
    "được",
    "được cộng",
    "cộng",
    "cộng thêm",
    "được tính",
    "tính",
    "đạt",
    "thì được",
    "thì cộng",
    "chấm",
    "được chấm",
];
const LOSSES: &[&str] =
    &["trừ", "bị trừ", "thì trừ", "thì bị trừ", "trừ đi", "giảm trừ", "sẽ bị trừ", "sẽ trừ", "bị trừ đi"];
const CAPS: &[&str] = &[
    "tối đa",
    "tối đa không quá",
    "tối đa không vượt quá",
    "nhưng không quá",
    "nhưng tối đa",
    "nhưng tối đa không quá",
    "không quá",
    "không vượt quá",
    "tổng điểm không quá",
    "tổng điểm không vượt quá",
    "tổng điểm cộng không quá",
    "trừ tối đa",
    "trừ tối đa không quá",
    "tối đa trừ",
    "tổng điểm trừ không quá",
    "nhưng không vượt quá",
    "cộng tối đa",
    "tổng số điểm không quá",
    "tổng số điểm không vượt quá",
    "điểm tối đa",
    "tối đa là",
    "tổng điểm tối đa",
    "tổng điểm tối đa không quá",
];
const TILL_NOTHING: &[&str] = &[
    "không dưới 0",
    "trừ đến hết điểm",
    "cho đến hết điểm",
    "đến hết điểm",
    "cho đến khi hết điểm",
    "đến khi hết điểm",
    "cho đến hết số điểm",
    "trừ đến hết số điểm",
    "trừ đến 0",
    "cho đến hết số điểm của tiêu chí",
    "trừ đến hết điểm của tiêu chí",
    "trừ cho đến hết điểm",
    "trừ cho đến hết số điểm",
];
const CAP_WORDS: &[&str] =
    &["điểm tối đa", "số điểm tối đa", "điểm tối đa của tiêu chí", "số điểm tối đa của tiêu chí"];
/// Words that make "each" something else than a plain count.
const NOT_A_COUNT: &[&str] = &[
    "tăng",
    "thêm",
    "giảm",
    "vượt",
    "hụt",
    "thiếu",
    "hai",
    "ba",
    "bốn",
    "mười",
    "chục",
    "trăm",
    "nghìn",
    "tỷ",
    "tỉ",
    "phần",
    "trừ",
    "cộng",
    "mỗi",
    "cứ",
    "điểm",
    "lần lượt",
    "đầu",
    "tiên",
    "thứ",
];

/// Reads all clauses as one count; `None` when anything is left over.
pub(super) fn count(clauses: &[Clause], max: Decimal) -> Option<Count> {
    let (mut rate, mut full, mut zero, mut label) = (None, false, false, String::new());
    for clause in clauses {
        let whole = is_full(trimmed(&clause.tokens), max);
        let parts: Vec<&[Token]> = match whole {
            true => vec![&clause.tokens],
            false => clause.tokens.split(|token| token.is(',')).filter(|part| !part.is_empty()).collect(),
        };
        for part in parts {
            match part_of(&clause.text, part, max)? {
                Part::Full if !full && rate.is_none() => {
                    full = true;
                    label = slice(&clause.text, &part[..part.iter().position(|token| token.is(':')).unwrap_or(0)])
                        .trim_matches(['«', '»'])
                        .into();
                }
                Part::Zero if !zero => zero = true,
                Part::Rate(count) if rate.is_none() => rate = Some(count),
                Part::Cap if rate.is_some() => {}
                _ => return None,
            }
        }
    }
    let mut count: Count = rate?;
    // "Số báo cáo gửi muộn: 1,5 điểm, mỗi trường hợp trừ 0,25" counts what the label says
    if scoring::fold(&label).starts_with("so ") && scoring::fold(&count.subject) == "truong hop" {
        count.subject = label;
    }
    let sound = match count.word {
        Word::Each(each) => !full && each > Decimal::ZERO && each <= max,
        Word::MinusEach(each) => !zero && each > Decimal::ZERO && each <= max,
        _ => false,
    };
    sound.then_some(count)
}

fn part_of(text: &str, tokens: &[Token], max: Decimal) -> Option<Part> {
    let tokens = trimmed(tokens);
    if let Some(count) = rate(text, tokens) {
        return Some(Part::Rate(count));
    }
    if is_cap(text, tokens, max) {
        return Some(Part::Cap);
    }
    // "không có sáng kiến: 0 điểm" says what each says already
    if let Some(at) = tokens.iter().position(|token| token.is(':'))
        && tokens[0].is_word("không")
        && words_alone(&tokens[..at])
        && fixed(&tokens[at + 1..]) == Some(Decimal::ZERO)
    {
        return Some(Part::Zero);
    }
    is_full(tokens, max).then_some(Part::Full)
}

fn trimmed(tokens: &[Token]) -> &[Token] {
    match tokens {
        [rest @ .., last] if last.is('.') || last.is(')') => trimmed(rest),
        [first, rest @ ..] if first.is('(') => trimmed(rest),
        _ => tokens,
    }
}

fn is_cap(text: &str, tokens: &[Token], max: Decimal) -> bool {
    let said = slice(text, tokens).to_lowercase();
    if TILL_NOTHING.contains(&said.as_str()) || TILL_NOTHING.iter().any(|phrase| said == format!("{phrase} điểm")) {
        return true;
    }
    let Some(length) = opening(tokens, CAPS) else { return false };
    let rest = &tokens[length..];
    opening(rest, CAP_WORDS) == Some(rest.len()) && !rest.is_empty() || fixed(rest) == Some(max)
}

/// "Đúng hạn, đầy đủ: 1,5 điểm": a label without numbers, then the maximum.
fn is_full(tokens: &[Token], max: Decimal) -> bool {
    let Some(at) = tokens.iter().position(|token| token.number().is_some()) else { return false };
    let (label, points) = tokens.split_at(at);
    let label = match label {
        [rest @ .., last] if last.is(':') => rest,
        other => other,
    };
    words_alone(label) && fixed(points) == Some(max)
}

fn words_alone(tokens: &[Token]) -> bool {
    let forbidden = ["chưa", "cứ", "mỗi", "trừ", "cộng", "quá", "dưới", "trên", "từ"];
    let fine = |token: &Token| {
        token.is(',') || token.is('«') || token.is('»') || token.word().is_some_and(|word| !forbidden.contains(&word))
    };
    tokens.len() <= 12 && tokens.iter().all(fine)
}

/// A number of points, with or without its word.
fn fixed(tokens: &[Token]) -> Option<Decimal> {
    match tokens {
        [number] => number.number().filter(|(_, percent)| !percent).map(|(value, _)| value),
        [number, unit] if unit.is_word("điểm") || unit.is_word("đ") => fixed(std::slice::from_ref(number)),
        _ => None,
    }
}

fn rate(text: &str, tokens: &[Token]) -> Option<Count> {
    // "Số sáng kiến: cứ mỗi 1 được 0,25 điểm": what is counted stands before the colon
    let (before, tokens) = match tokens.iter().position(|token| token.is(':')) {
        Some(at) if opening(&tokens[at + 1..], &["mỗi", "cứ"]).is_some() => (&tokens[..at], &tokens[at + 1..]),
        _ => (&tokens[..0], tokens),
    };
    // a rule of the program that compares with others says "so với"
    if before.iter().any(|token| token.number().is_some() || token.is_word("so") || token.is('=') || token.is('|')) {
        return None;
    }
    let (subject, word) = each_first(text, tokens).or_else(|| points_first(text, tokens))?;
    let named = slice(text, before).trim_matches(['«', '»']);
    let subject = if named.is_empty() { subject } else { named.to_owned() };
    Some(Count { word, subject })
}

/// "mỗi báo cáo chậm bị trừ 0,25 điểm"
fn each_first(text: &str, tokens: &[Token]) -> Option<(String, Word)> {
    let rest = &tokens[opening(tokens, &["mỗi", "cứ", "cứ mỗi", "cứ có", "mỗi một", "cứ một", "với mỗi"])?..];
    let rest = one(rest);
    let at = rest.iter().position(|token| token.number().is_some())?;
    let (middle, points) = rest.split_at(at);
    let middle = match middle {
        [middle @ .., colon] if colon.is(':') => middle,
        _ => middle,
    };
    let points = fixed(points)?;
    for start in 0..middle.len() {
        let verb = &middle[start..];
        let said = slice(text, verb).to_lowercase();
        let word = if GAINS.contains(&said.as_str()) {
            Word::Each(points)
        } else if LOSSES.contains(&said.as_str()) {
            Word::MinusEach(points)
        } else {
            continue;
        };
        return Some((subject(text, &middle[..start])?, word));
    }
    None
}

/// "trừ 0,25 điểm cho mỗi báo cáo chậm", "0,25 điểm/sáng kiến"
fn points_first(text: &str, tokens: &[Token]) -> Option<(String, Word)> {
    let at = tokens.iter().position(|token| token.number().is_some())?;
    let said = slice(text, &tokens[..at]).to_lowercase();
    let loss = LOSSES.contains(&said.as_str());
    if !loss && !said.is_empty() && !GAINS.contains(&said.as_str()) {
        return None;
    }
    let points = fixed(tokens.get(at..at + 2)?)?;
    let rest = tokens.get(at + 2..)?;
    let link = match rest.first() {
        Some(token) if token.is('/') => 1,
        _ => opening(rest, &["cho mỗi", "cho một", "đối với mỗi", "với mỗi", "cho", "mỗi", "trên mỗi"])?,
    };
    // "0,5 điểm cho nội dung …" is no count
    let counted = rest[..link].iter().any(|token| token.is('/') || token.is_word("mỗi") || token.is_word("một"))
        || rest.get(link).is_some_and(|token| token.number().is_some());
    let subject = subject(text, one(&rest[link..]))?;
    let word = if loss { Word::MinusEach(points) } else { Word::Each(points) };
    counted.then_some((subject, word))
}

/// Without the number one at the start.
fn one(tokens: &[Token]) -> &[Token] {
    let tokens = without(tokens, &["mỗi", "một"]);
    match tokens {
        [first, rest @ ..] if first.number() == Some((Decimal::ONE, false)) => rest,
        _ => tokens,
    }
}

fn subject(text: &str, tokens: &[Token]) -> Option<String> {
    let forbidden = |token: &Token| match token.word() {
        Some(word) => NOT_A_COUNT.contains(&word),
        None => true,
    };
    let year = tokens.first().is_some_and(|token| token.is_word("năm"));
    (!tokens.iter().any(forbidden) && !year).then(|| slice(text, tokens).to_owned())
}
