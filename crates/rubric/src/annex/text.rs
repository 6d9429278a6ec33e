//! Texts of cells: tidied, taken apart, made into identifiers and into strings of a script.

use super::phrase;
use rust_decimal::Decimal;
use scoring::fold;
use unicode_normalization::UnicodeNormalization;

/// In NFC.
pub(super) fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// One line: NFC, single spaces, no characters that can't be seen.
pub(super) fn line(text: &str) -> String {
    let seen: String = text.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a cell that hold something.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(line).filter(|line| !line.is_empty()).collect()
}

/// A cell with a title and perhaps its scoring guide below.
pub(super) fn title_and_lines(text: &str) -> (String, Vec<String>) {
    let all = lines(text);
    let guide = |line: &String| line.starts_with(['-', '–', '+', '•', '*']) && phrase::is_guide_line(line);
    let at = all.iter().skip(1).position(guide).map_or(all.len(), |at| at + 1);
    (all[..at].join(" "), all[at..].to_vec())
}

/// A number of points that was typed as text: `0,5`, `0.5 điểm`.
pub(super) fn points(text: &str) -> Option<Decimal> {
    let text = line(text);
    let number = ["điểm", "đ"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text).trim();
    let plain = number.replace(',', ".");
    let fine = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !plain.is_empty();
    if fine { plain.parse::<Decimal>().ok().map(|value| value.normalize()) } else { None }
}

/// A number as scripts write it.
pub(super) fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A string of a script.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", line(text).replace('\\', "\\\\").replace('"', "\\\""))
}

/// Words joined by hyphens, for the id of a rubric.
pub(super) fn slug(text: &str) -> String {
    let slug = ascii(text).replace(' ', "-");
    if slug.is_empty() { "bo-tieu-chi".to_owned() } else { slug }
}

/// Folded words, ASCII only.
fn ascii(text: &str) -> String {
    let plain: String = fold(text).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The initials of an office's name, without the word for what kind of office it is: `Phòng Nội vụ` → `NV`.
pub(super) fn initials(name: &str) -> String {
    let key = ascii(name);
    let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
    let own = match words.as_slice() {
        [kind, rest @ ..] if ["phong", "so", "ban", "co"].contains(kind) && !rest.is_empty() => rest,
        all => all,
    };
    if let [one] = own {
        return one.to_uppercase();
    }
    own.iter().filter(|word| **word != "va").filter_map(|word| word.chars().next()).collect::<String>().to_uppercase()
}
