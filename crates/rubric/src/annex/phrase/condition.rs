//! The condition of a tier: "từ 80 % đến dưới 95 %", "trên 3 tin bài", "≥ 95%", "còn lại".

use super::token::{Token, ends, opening, slice, starts, without};
use rust_decimal::Decimal;

/// One end of an interval, and whether it belongs to it.
pub(super) type End = Option<(Decimal, bool)>;

/// Which values a tier covers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    pub(super) low: End,
    pub(super) high: End,
    /// Everything that no other tier covers.
    pub(super) rest: bool,
    /// Whether the thresholds are percentages.
    pub(super) percent: bool,
    /// What is measured, from before and after the numbers; may be empty.
    pub(super) subject: String,
    /// The parts of the ratio, where the text names them as `b/a`.
    pub(super) parts: Option<(String, String)>,
}

const REST: &[&str] = &[
    "còn lại",
    "các trường hợp còn lại",
    "trường hợp còn lại",
    "trường hợp khác",
    "các trường hợp khác",
    "nếu không",
    "các mức còn lại",
    "mức còn lại",
    "ngoài các trường hợp trên",
    "không đạt mức trên",
    "không đạt các mức trên",
];
const NEUTRAL: &[&str] =
    &["nếu", "khi", "trường hợp", "đạt", "đạt được", "đạt tỷ lệ", "kết quả đạt", "trong đó", "đối với"];
const FORBIDDEN: &[&str] = &[
    "và", "hoặc", "nhưng", "không", "chưa", "trừ", "mỗi", "cứ", "thêm", "giảm", "tăng", "được", "đạt", "thì", "tính",
    "chấm", "điểm", "cho", "cộng", "nếu", "hay", "ngoài", "kể", "trước", "sau", "cùng", "kỳ", "so", "bình", "quân",
];
/// Words in which a subject may stand in front whatever else it says.
const SUBJECT: &[&str] = &["tỷ lệ", "tỉ lệ", "số", "tổng số", "mức độ"];

#[derive(Clone, Copy, PartialEq)]
enum Opener {
    From,
    Above,
    Below,
    UpTo,
    AtLeast,
    Exactly,
}

const OPENERS: &[(&str, Opener)] = &[
    ("lớn hơn hoặc bằng", Opener::AtLeast),
    ("tối thiểu", Opener::AtLeast),
    ("ít nhất", Opener::AtLeast),
    ("không dưới", Opener::AtLeast),
    ("không thấp hơn", Opener::AtLeast),
    ("nhỏ hơn hoặc bằng", Opener::UpTo),
    ("không quá", Opener::UpTo),
    ("không vượt quá", Opener::UpTo),
    ("không trên", Opener::UpTo),
    ("tối đa", Opener::UpTo),
    ("đến", Opener::UpTo),
    ("lớn hơn", Opener::Above),
    ("cao hơn", Opener::Above),
    ("nhiều hơn", Opener::Above),
    ("trên", Opener::Above),
    ("nhỏ hơn", Opener::Below),
    ("thấp hơn", Opener::Below),
    ("ít hơn", Opener::Below),
    ("chưa đạt", Opener::Below),
    ("không đạt", Opener::Below),
    ("dưới", Opener::Below),
    ("từ", Opener::From),
];

/// Reads a whole condition; `None` when anything is left over.
pub(super) fn condition(text: &str, tokens: &[Token]) -> Option<Condition> {
    let tokens = strip_colon(tokens);
    if opening(tokens, REST) == Some(tokens.len()) && !tokens.is_empty() {
        return Some(Condition {
            low: None,
            high: None,
            rest: true,
            percent: false,
            subject: String::new(),
            parts: None,
        });
    }
    let numbers: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].number().is_some()).collect();
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    let (before, opener) = opener(&tokens[..first]);
    let (low_value, percent) = tokens[first].number()?;
    let mut after = &tokens[last + 1..];
    match numbers.len() {
        1 => {
            let closer = ["lên", "xuống"].iter().find(|word| ends(after, &["trở", word]));
            after = if closer.is_some() { &after[..after.len() - 2] } else { after };
            let ends = half(low_value, percent, opener, closer.copied())?;
            finish(text, ends, percent, before, &[], after)
        }
        2 => {
            let (high_value, high_percent) = tokens[last].number()?;
            if (percent != high_percent && percent) || low_value >= high_value {
                return None;
            }
            let (between, open_high) = connector(&tokens[first + 1..last])?;
            let low = Some((
                low_value,
                match opener? {
                    Opener::From | Opener::Exactly => true,
                    Opener::Above => false,
                    _ => return None,
                },
            ));
            let high = Some((high_value, !open_high));
            finish(text, (low, high), high_percent, before, between, after)
        }
        _ => None,
    }
}

fn strip_colon(tokens: &[Token]) -> &[Token] {
    match tokens {
        [rest @ .., last] if last.is(':') || last.is(',') || last.is('=') || last.is('→') => strip_colon(rest),
        _ => tokens,
    }
}

/// The words before the first number, without the opener, and the opener.
fn opener(before: &[Token]) -> (&[Token], Option<Opener>) {
    if let [rest @ .., sign] = before {
        for (mark, opener) in [('≥', Opener::AtLeast), ('≤', Opener::UpTo), ('>', Opener::Above), ('<', Opener::Below)]
        {
            if sign.is(mark) {
                return (rest, Some(opener));
            }
        }
    }
    for (phrase, opener) in OPENERS {
        let words: Vec<&str> = phrase.split(' ').collect();
        if ends(before, &words) {
            return (&before[..before.len() - words.len()], Some(*opener));
        }
    }
    (before, Some(Opener::Exactly))
}

fn half(value: Decimal, percent: bool, opener: Option<Opener>, closer: Option<&str>) -> Option<(End, End)> {
    Some(match (opener?, closer) {
        (Opener::From | Opener::Exactly, Some("lên")) | (Opener::AtLeast, None) => (Some((value, true)), None),
        (Opener::From | Opener::Exactly, Some("xuống")) | (Opener::UpTo, None) => (None, Some((value, true))),
        (Opener::Above, None) => (Some((value, false)), None),
        (Opener::Below, None) => (None, Some((value, false))),
        (Opener::Exactly, None) if percent && value == Decimal::ONE_HUNDRED => (Some((value, true)), None),
        (Opener::Exactly, None) => (Some((value, true)), Some((value, true))),
        _ => return None,
    })
}

/// What stands between two numbers: perhaps a noun, then "đến" or "đến dưới" (`true`: the upper end is open).
fn connector(between: &[Token]) -> Option<(&[Token], bool)> {
    let to = between.iter().position(|token| token.is_word("đến") || token.is_word("tới") || token.is('-'))?;
    let rest = without(&between[to + 1..], &["đến", "tới"]);
    let open = opening(rest, &["dưới", "nhỏ hơn", "thấp hơn", "cận"]) == Some(rest.len()) && !rest.is_empty()
        || matches!(rest, [sign] if sign.is('<'));
    (open || rest.is_empty()).then_some((&between[..to], open))
}

fn finish(
    text: &str,
    (low, high): (End, End),
    percent: bool,
    before: &[Token],
    between: &[Token],
    after: &[Token],
) -> Option<Condition> {
    let before = strip_colon(without(before, NEUTRAL));
    let before = match before {
        [rest @ .., last] if last.is_word("đạt") || last.is_word("là") || last.is_word("có") => rest,
        _ => before,
    };
    let parts = letters(text, before);
    let words = |tokens: &[Token]| tokens.iter().all(|token| token.word().is_some());
    let plain = |tokens: &[Token]| {
        words(tokens) && !tokens.iter().any(|token| token.word().is_some_and(|word| FORBIDDEN.contains(&word)))
    };
    let named = opening(before, SUBJECT).is_some()
        && words(before)
        && !before.iter().any(|token| ["mỗi", "cứ", "tăng", "giảm", "thêm"].iter().any(|word| token.is_word(word)));
    let after = strip_colon(after);
    if !(parts.is_some() || named || plain(before)) || !plain(after) || !plain(between) {
        return None;
    }
    // "mỗi 5 %", "2 lần liên tiếp": a unit of time after the number is no subject
    if starts(after, &["ngày"]) || starts(after, &["tháng"]) || starts(after, &["lần"]) && !before.is_empty() {
        return None;
    }
    let mut subject: Vec<&str> = Vec::new();
    if parts.is_none() {
        for part in [before, between, after] {
            let part = slice(text, part);
            if !part.is_empty() && !subject.contains(&part) {
                subject.push(part);
            }
        }
    }
    Some(Condition { low, high, rest: false, percent, subject: subject.join(" "), parts })
}

/// `b/a`, `(b/a)` or `tỷ lệ b/a`.
fn letters(text: &str, tokens: &[Token]) -> Option<(String, String)> {
    let tokens = without(tokens, &["tỷ lệ", "tỉ lệ"]);
    let inner = match tokens {
        [open, inner @ .., close] if open.is('(') && close.is(')') => inner,
        _ => tokens,
    };
    let letter = |token: &Token| token.word().is_some_and(|word| word.chars().count() == 1);
    match inner {
        [over, slash, under] if slash.is('/') && letter(over) && letter(under) => {
            let of = |token: &Token| text[token.at.clone()].to_owned();
            Some((of(over), of(under)))
        }
        _ => None,
    }
}
