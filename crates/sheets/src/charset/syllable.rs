//! What a written Vietnamese syllable looks like: onset, rhyme, and the vowel that may carry the tone.

use std::sync::LazyLock;

/// Consonants before the rhyme, `qu` and `gi` among them.
const ONSETS: [&str; 29] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q",
    "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Rhymes without tone, by code point.
const RHYMES: [&str; 162] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt",
    "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oem", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt",
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu",
    "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ",
    "y", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên",
    "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăk", "ăm", "ăn", "ăng", "ăp", "ăt",
    "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm",
    "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Each vowel with its tones: none, grave, hook, tilde, acute, dot.
const TONES: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];

/// Whether a word is one Vietnamese syllable, in NFC, in any case. The word should hold a mark: of those without, the
/// tones that a final consonant asks for are asked for too.
pub(super) fn is_syllable(word: &str) -> bool {
    let mut plain = String::with_capacity(12);
    let mut tone = None;
    for (at, c) in word.chars().flat_map(char::to_lowercase).enumerate() {
        let (base, mark) = parted(c);
        if mark > 0 && tone.replace((at, mark)).is_some() || at > 7 {
            return false;
        }
        plain.push(base);
    }
    ONSETS.iter().any(|onset| {
        plain.strip_prefix(onset).is_some_and(|rhyme| {
            let tone = tone.map(|(at, mark)| (at.checked_sub(onset.chars().count()), mark));
            RHYMES.binary_search(&rhyme).is_ok() && meet(onset, rhyme) && carries(rhyme, tone)
        })
    })
}

/// What each character up to ỹ is without its tone, and the number of the tone.
static PARTED: LazyLock<Vec<(char, usize)>> = LazyLock::new(|| {
    let mut parted: Vec<(char, usize)> = ('\0'..='ỹ').map(|c| (c, 0)).collect();
    for row in TONES {
        for (tone, c) in row.chars().enumerate() {
            if let (Some(slot), Some(base)) = (parted.get_mut(c as usize), row.chars().next()) {
                *slot = (base, tone);
            }
        }
    }
    parted
});

/// A letter without its tone, and the number of the tone.
fn parted(c: char) -> (char, usize) {
    PARTED.get(c as usize).copied().unwrap_or((c, 0))
}

/// Whether an onset is spelt so before this rhyme: `k`, `gh`, `ngh` before e, ê, i, y and nowhere else.
fn meet(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !front || rhyme.starts_with('i'),
        "gi" => !rhyme.starts_with(['i', 'y']),
        "q" => rhyme.starts_with('u'),
        "qu" => !rhyme.starts_with(['o', 'u', 'ư']) && rhyme != "ôi",
        _ => true,
    }
}

/// Whether the tone stands where it may: on the last vowel with a mark of its own, else by the shape of the rhyme; before
/// c, ch, p and t only the acute and the dot.
fn carries(rhyme: &str, tone: Option<(Option<usize>, usize)>) -> bool {
    let letters: Vec<char> = rhyme.chars().collect();
    let vowels = letters.iter().take_while(|c| "aăâeêioôơuưy".contains(**c)).count();
    let stopped = letters.len() > vowels && letters.last().is_some_and(|c| matches!(c, 'c' | 'h' | 'k' | 'p' | 't'));
    let stopped = stopped && !rhyme.ends_with("nh");
    let Some((at, mark)) = tone else { return !stopped };
    let Some(at) = at else { return false };
    if stopped && mark < 4 {
        return false;
    }
    match letters.iter().take(vowels).rposition(|c| "ăâêôơư".contains(*c)) {
        Some(marked) => at == marked,
        None if letters.len() > vowels => at + 1 == vowels,
        None => match rhyme {
            "oa" | "oe" | "uy" => at < 2,
            _ => at == usize::from(vowels == 3),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhymes_are_in_order() {
        assert!(RHYMES.is_sorted());
    }

    #[test]
    fn words_of_a_score_sheet_are_syllables() {
        let words = "Tiêu chí thành phần Điểm tự chấm được thẩm định Huyện uỷ thủy quý quốc quyết quỳnh giữ gìn giếng \
                     hoà hòa hoá khoẻ thuở ngoài xoáy nghiệp nghệ kỹ khuỷu uống ương ưu ốc ếch yếu yến ĐẠT xã có rượu người \
                     khuya tuyên truyền chuyển loại quản lý giải quyết mức độ bưu chính công ích Tường Phù Mường Đá Đỏ";
        for word in words.split_whitespace().filter(|word| !word.is_ascii()) {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn other_strings_are_not() {
        for word in
            "B¶o Tieâu Müller São1 café résumé tiêú hôác kế́ ngê cê nươc xạng1 ùo aưn Ñieåm Kọp̣ jọ zừ fộ đđạ".split(' ')
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
