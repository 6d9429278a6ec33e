//! What a code cell says: the nodes that it may mean, and what had to be done to it.

use crate::plan::Plan;
use scoring::{Date, Look, NodeId, Value, fold};

/// A code without spaces and trailing points, as it is looked up: full-width characters and commas made plain.
pub(crate) fn code_key(text: &str) -> String {
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xff10 + 0x30).unwrap_or(c),
        '．' | '，' | ',' | '。' => '.',
        c => c,
    };
    let key: String = text.chars().filter(|c| !is_space(*c)).map(plain).collect();
    key.trim_end_matches(['.', ')', ':']).trim_start_matches(['(', '.']).to_owned()
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// What a code needed to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum How {
    /// There is no code, or a dash in its place.
    #[default]
    Blank,
    /// It is no code of the rubric.
    Unknown,
    /// It is a code of the rubric as it stands.
    Plain,
    /// It lost its last 0, or might have.
    Number,
    Date,
    /// Letters in place of digits.
    Misspelt,
}

/// A number inside of the part above: `II`, `2`, `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Local {
    Roman(usize),
    Number(usize),
    Letter(usize),
}

impl Local {
    /// The number, from 1.
    pub(crate) fn ordinal(self) -> usize {
        match self {
            Self::Roman(n) | Self::Number(n) | Self::Letter(n) => n,
        }
    }
}

/// What a code says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Claim {
    /// The only node that it means as it stands.
    pub(crate) sure: Option<NodeId>,
    /// All nodes that it may mean, `sure` among them.
    pub(crate) may: Vec<NodeId>,
    pub(crate) how: How,
    pub(crate) local: Option<Local>,
    /// The node whose code a number shows as: a hint only, since a whole column may show two decimals.
    pub(crate) shown: Option<NodeId>,
}

impl Claim {
    fn of(may: Vec<NodeId>, how: How) -> Self {
        let sure = match may.as_slice() {
            [one] if how != How::Date => Some(*one),
            _ => None,
        };
        Self { sure, may, how, ..Self::default() }
    }

    fn unknown() -> Self {
        Self { how: How::Unknown, ..Self::default() }
    }
}

/// Whether a text is a code of the rubric.
pub(crate) fn claims(text: &str, plan: &Plan<'_>) -> bool {
    text.len() < 40 && plan.codes.contains_key(&code_key(text))
}

/// The claim of a code cell. `plain` formats hold nothing but text, so that a text may be a number that lost its last 0.
pub(crate) fn claim(value: &Value, look: Option<Look>, plain: bool, plan: &Plan<'_>) -> Claim {
    match value {
        Value::Text(text) => of_text(text, plain, plan),
        Value::Number(number) => {
            let may = plan.numbers.get(&number.normalize()).cloned().unwrap_or_default();
            let mut claim = if may.is_empty() { Claim::unknown() } else { Claim::of(may, How::Number) };
            if let Some(Look::Decimals(digits)) = look {
                let shown = format!("{number:.width$}", width = usize::from(digits));
                claim.shown = plan.codes.get(&shown).copied();
            }
            claim.local = number
                .is_integer()
                .then(|| usize::try_from(*number).ok())
                .flatten()
                .filter(|n| *n > 0)
                .map(Local::Number);
            claim
        }
        Value::Date(Some(date), _) => of_date(*date, plan),
        _ => Claim::unknown(),
    }
}

fn of_date(date: Date, plan: &Plan<'_>) -> Claim {
    let date = date.to_string();
    let parts: Vec<&str> = date.split('-').map(|part| part.trim_start_matches('0')).collect();
    let [year, month, day] = parts.as_slice() else { return Claim::unknown() };
    let short = year.get(2..).unwrap_or(year).trim_start_matches('0');
    let mut may = Vec::new();
    for code in [
        format!("{day}.{month}"),
        format!("{month}.{day}"),
        format!("{day}.{month}.{short}"),
        format!("{month}.{day}.{short}"),
    ] {
        may.extend(plan.codes.get(&code).filter(|node| !may.contains(*node)));
    }
    // 10/1 of a year is 1.10 as well as 10.1; the same day of month 10 says both
    if may.is_empty() { Claim { how: How::Date, ..Claim::default() } } else { Claim::of(may, How::Date) }
}

fn of_text(text: &str, plain: bool, plan: &Plan<'_>) -> Claim {
    if let Some(&node) = plan.codes.get(text).or_else(|| plan.codes.get(text.trim())) {
        return exact(node, text.trim(), plain, plan);
    }
    let key = code_key(text);
    if let Some(&node) = plan.codes.get(&key) {
        return exact(node, &key, plain, plan);
    }
    if key.chars().all(|c| !c.is_alphanumeric()) {
        return Claim::default();
    }
    let bare = without_words(text);
    if let Some(&node) = bare.as_ref().and_then(|bare| plan.codes.get(bare)) {
        return exact(node, &key, plain, plan);
    }
    if let Some(date) = typed_date(text) {
        return of_date(date, plan);
    }
    let may = key.parse().ok().and_then(|number: rust_decimal::Decimal| plan.numbers.get(&number.normalize()));
    if let Some(may) = may {
        return Claim { local: local(&key), ..Claim::of(may.clone(), How::Number) };
    }
    if key.chars().any(|c| c.is_ascii_digit()) && key.chars().any(|c| matches!(c, 'O' | 'o' | 'l' | 'I')) {
        let spelt: String = key
            .chars()
            .map(|c| {
                if matches!(c, 'O' | 'o') {
                    '0'
                } else if matches!(c, 'l' | 'I') {
                    '1'
                } else {
                    c
                }
            })
            .collect();
        if let Some(&node) = plan.codes.get(&spelt) {
            return Claim::of(vec![node], How::Misspelt);
        }
    }
    Claim { local: local(bare.as_deref().unwrap_or(&key)), ..Claim::unknown() }
}

/// The node of a code; where the code is a number, also those that lose their last 0 to become it.
fn exact(node: NodeId, key: &str, plain: bool, plan: &Plan<'_>) -> Claim {
    let mut may = vec![node];
    may.extend(&plan.twins[node.0]);
    let sure = (!plain || may.len() == 1).then_some(node);
    let how = if sure.is_some() { How::Plain } else { How::Number };
    Claim { sure, may, how, local: local(key), shown: None }
}

/// `Tiêu chí 1.1`, `TC 1.1`, `Lĩnh vực II`: the code alone.
fn without_words(text: &str) -> Option<String> {
    let (words, code) = text.trim().rsplit_once(is_space)?;
    let known = ["tieu chi", "tc", "tctp", "tieu chi thanh phan", "linh vuc", "lv", "muc", "phan", "nhom"];
    known.contains(&fold(words).as_str()).then(|| code_key(code))
}

/// `II`, `2`, `b`: a place among the parts of what stands above.
pub(crate) fn local(key: &str) -> Option<Local> {
    if key.len() <= 2 && key.chars().all(|c| c.is_ascii_digit()) {
        return key.parse().ok().filter(|n| *n > 0).map(Local::Number);
    }
    if let Some(n) = roman(key) {
        return Some(Local::Roman(n));
    }
    let mut chars = key.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_alphabetic() => {
            Some(Local::Letter(usize::from(c.to_ascii_lowercase() as u8 - b'a') + 1))
        }
        (Some('đ' | 'Đ'), None) => Some(Local::Letter(5)),
        _ => None,
    }
}

/// A Roman number from I to XX.
fn roman(key: &str) -> Option<usize> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let (tens, rest) = key.strip_prefix('X').map_or((0, key), |rest| (10, rest));
    let (tens, rest) = rest.strip_prefix('X').filter(|_| tens == 10).map_or((tens, rest), |rest| (20, rest));
    let ones = ONES.iter().position(|one| *one == rest)?;
    Some(tens + ones).filter(|n| *n > 0)
}

/// A day as a spreadsheet writes it into text: `03/10/2022`, `3-Oct`, `Oct-10`.
fn typed_date(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.trim();
    if !text.contains(['/', '-']) {
        return None;
    }
    if let Some(date) = Date::parse(text) {
        return Some(date);
    }
    let (left, right) = text.split_once('-')?;
    let month = |word: &str| {
        MONTHS.iter().position(|month| word.eq_ignore_ascii_case(month)).and_then(|at| i8::try_from(at + 1).ok())
    };
    let (day, month) = match (month(left), month(right)) {
        (None, Some(month)) => (left, month),
        (Some(month), None) => (right, month),
        _ => return None,
    };
    Date::new(2000, month, day.parse().ok()?)
}

/// The code at the head of a name, and the name: `1.1. Ban hành`, `I. Công tác`, `a) Kế hoạch`, `- Kế hoạch`.
pub(crate) fn head(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(is_space);
    let dash = text.trim_start_matches(['-', '–', '—', '+', '•', '*', '·', '▪']);
    if dash.len() < text.len() && dash.starts_with(|c: char| is_space(c) || c.is_alphabetic()) {
        let name = dash.trim_start_matches(is_space);
        return Some(head(name).unwrap_or(("", name)));
    }
    let lead = ["Tiêu chí", "TIÊU CHÍ", "Lĩnh vực", "LĨNH VỰC", "Mục", "TC", "Phần", "PHẦN", "tiêu chí", "lĩnh vực"];
    let stripped = lead.iter().find_map(|word| text.strip_prefix(word)?.strip_prefix(is_space));
    let rest = stripped.unwrap_or(text).trim_start_matches('(');
    let end =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | ',') || c == 'đ')).unwrap_or(rest.len());
    // no space between code and name: `1.1.Ban hành`
    let digits = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
    let glued = rest.starts_with(|c: char| c.is_ascii_digit()) && rest[..digits].ends_with(['.', ',']) && digits < end;
    let end = if glued { digits } else { end };
    let (code, name) = rest.split_at(end);
    let bare = code.trim_end_matches(['.', ',']);
    let stopped = bare.len() < code.len() || name.starts_with([')', ':', '.']);
    let numeric = bare.starts_with(|c: char| c.is_ascii_digit());
    let short = !numeric && stopped && local(bare).is_some();
    let sound = numeric && bare.len() <= 12 && (stopped || name.starts_with(is_space));
    let name = name.trim_start_matches(|c: char| is_space(c) || matches!(c, ')' | ':' | '.' | '-' | '–'));
    ((sound || short) && !name.is_empty()).then_some((bare, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_names() {
        for (text, wanted) in [
            ("1.1. Ban hành kế hoạch", Some(("1.1", "Ban hành kế hoạch"))),
            ("1.1 Ban hành", Some(("1.1", "Ban hành"))),
            ("1.1.Ban hành", Some(("1.1", "Ban hành"))),
            ("I. Công tác chỉ đạo", Some(("I", "Công tác chỉ đạo"))),
            ("IV - Công tác", None),
            ("a) Kế hoạch", Some(("a", "Kế hoạch"))),
            ("- Kế hoạch", Some(("", "Kế hoạch"))),
            ("+ 1.2. Kế hoạch", Some(("1.2", "Kế hoạch"))),
            ("Tiêu chí 1.2: Kế hoạch", Some(("1.2", "Kế hoạch"))),
            ("Công tác chỉ đạo", None),
            ("100% hồ sơ", None),
            ("A dua", None),
            ("1.1", None),
        ] {
            assert_eq!(head(text), wanted, "{text}");
        }
    }

    #[test]
    fn keys_and_local_numbers() {
        assert_eq!(code_key(" 1.2.1.\u{a0}"), "1.2.1");
        assert_eq!(code_key("３．１０"), "3.10");
        assert_eq!(code_key("3,10"), "3.10");
        assert_eq!(
            [local("IV"), local("12"), local("b"), local("1.1")],
            [Some(Local::Roman(4)), Some(Local::Number(12)), Some(Local::Letter(2)), None]
        );
        assert_eq!(typed_date("3-Oct"), Date::new(2000, 10, 3));
    }
}
