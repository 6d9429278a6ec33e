//! The two old Vietnamese charsets as they stand in cells: their bytes as Latin-1 characters.

use super::Charset;
use std::sync::LazyLock;

/// TCVN3 (ABC), one character a letter: the codes and what they stand for. It has no capitals with a tone.
const TCVN3: (&str, &str) = (
    "¡¢£¤¥¦§¨©ª«¬\u{ad}®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
);

/// VNI, one or two characters a letter: the vowel, the characters that may follow it, and what they make of it.
const VNI: [(char, &str, &str); 7] = [
    ('a', "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    ('e', "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    ('o', "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    ('ô', "ùøûõï", "ớờởỡợ"),
    ('u', "ùøûõï", "úùủũụ"),
    ('ö', "ùøûõï", "ứừửữự"),
    ('y', "ùøûõ", "ýỳỷỹ"),
];
/// VNI letters that are one character.
const VNI_ALONE: (&str, &str) = ("íìæóòîôöñ", "íìỉĩịỵơưđ");

/// A text in Unicode; what is no letter of the charset stays as it is.
pub(super) fn decoded(text: &str, charset: Charset) -> String {
    match charset {
        Charset::Tcvn3 => capitals(&text.chars().map(|c| tcvn3(c).unwrap_or(c)).collect::<String>()),
        Charset::Vni => vni(text),
    }
}

/// A word in Unicode; `None` when it holds anything that is neither ASCII nor a letter of the charset.
pub(super) fn word(word: &str, charset: Charset) -> Option<String> {
    match charset {
        Charset::Tcvn3 => word.chars().map(|c| if c.is_ascii() { Some(c) } else { tcvn3(c) }).collect(),
        Charset::Vni => {
            let known = |c: char| {
                let c = lower(c);
                c.is_ascii() || VNI_ALONE.0.contains(c) || VNI[0].1.contains(c)
            };
            // a mark that found no vowel is still there and is no Vietnamese letter of its word
            word.chars().all(known).then(|| vni(word))
        }
    }
}

fn paired(table: (&str, &str), c: char) -> Option<char> {
    table.0.chars().position(|code| code == c).and_then(|at| table.1.chars().nth(at))
}

/// The letters of the TCVN3 codes from U+00A1 on.
static LETTERS: LazyLock<Vec<Option<char>>> =
    LazyLock::new(|| ('\u{a1}'..='\u{fe}').map(|code| paired(TCVN3, code)).collect());

/// The letter of a TCVN3 code.
pub(super) fn tcvn3(c: char) -> Option<char> {
    LETTERS.get((c as usize).checked_sub(0xa1)?).copied().flatten()
}

/// TCVN3 has no capitals with a tone, so `CHÝ` was meant as `CHÍ`: in a text, or a word, of capitals all are raised.
fn capitals(text: &str) -> String {
    let raised = |part: &str| {
        let upper = part.chars().filter(char::is_ascii_uppercase).count();
        upper > 1 && !part.chars().any(|c| c.is_ascii_lowercase())
    };
    if raised(text) {
        return text.to_uppercase();
    }
    let word = |part: &str| if raised(part) { part.to_uppercase() } else { part.to_owned() };
    text.split_inclusive(' ').map(word).collect()
}

fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let (base, mark) = (lower(c), chars.peek().copied().map(lower));
        let row = VNI.iter().find(|(vowel, ..)| *vowel == base);
        let pair = row.zip(mark).and_then(|((_, marks, letters), mark)| paired((marks, letters), mark));
        if pair.is_some() {
            chars.next();
        }
        let letter = pair.or_else(|| paired(VNI_ALONE, base));
        match letter {
            Some(letter) if c != base => out.extend(letter.to_uppercase()),
            Some(letter) => out.push(letter),
            None => out.push(c),
        }
    }
    out
}

fn lower(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        'À'..='Þ' if c != '×' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        _ => c,
    }
}

/// The other way round, to make texts for tests.
#[cfg(test)]
pub(super) fn encoded(text: &str, charset: Charset) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap_or(c);
        match charset {
            Charset::Tcvn3 => {
                let code = paired((TCVN3.1, TCVN3.0), c).or_else(|| paired((TCVN3.1, TCVN3.0), small));
                out.push(code.unwrap_or(c));
            }
            Charset::Vni => {
                let alone = paired((VNI_ALONE.1, VNI_ALONE.0), small).map(String::from);
                let pair = VNI.iter().find_map(|(vowel, marks, letters)| {
                    Some([*vowel, paired((letters, marks), small)?].iter().collect::<String>())
                });
                match alone.or(pair) {
                    Some(code) if c != small => out.push_str(&code.to_uppercase()),
                    Some(code) => out.push_str(&code),
                    None => out.push(c),
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        assert_eq!((TCVN3.0.chars().count(), TCVN3.1.chars().count()), (74, 74));
        for (vowel, marks, letters) in VNI {
            assert_eq!(marks.chars().count(), letters.chars().count(), "{vowel}");
        }
        assert_eq!(VNI_ALONE.0.chars().count(), VNI_ALONE.1.chars().count());
    }

    #[test]
    fn both_charsets_are_read() {
        for (text, charset, wanted) in [
            ("Tiªu chÝ thµnh phÇn", Charset::Tcvn3, "Tiêu chí thành phần"),
            ("§iÓm t\u{ad} vÊn", Charset::Tcvn3, "Điểm tư vấn"),
            ("TI£U CHÝ", Charset::Tcvn3, "TIÊU CHÍ"),
            ("Bé Néi vô, Q§-UBND", Charset::Tcvn3, "Bộ Nội vụ, QĐ-UBND"),
            ("Tieâu chí thaønh phaàn", Charset::Vni, "Tiêu chí thành phần"),
            ("ÑIEÅM TÖÏ CHAÁM, höôùng daãn", Charset::Vni, "ĐIỂM TỰ CHẤM, hướng dẫn"),
            ("Ñöôïc thöïc hieän ôû xaõ, lyù do, kyõ", Charset::Vni, "Được thực hiện ở xã, lý do, kỹ"),
        ] {
            assert_eq!(decoded(text, charset), wanted);
        }
    }
}
