//! How well a text reads as Unicode, and as one of the old charsets: word by word, by the grammar of syllables.

use super::syllable::is_syllable;
use super::{Charset, tables};
use std::cmp::Reverse;
use unicode_normalization::char::is_combining_mark;

/// Syllables that are common in score sheets and that read as a syllable in two charsets: `có` is `cú` in TCVN3, and `số`
/// stands there as `sè`.
const COMMON: [&str; 67] = [
    "có", "không", "xã", "công", "thông", "tên", "trên", "lên", "nên", "thêm", "chí", "phí", "nông", "thôn", "sông",
    "khó", "mã", "giá", "khá", "lý", "ý", "đã", "môn", "hôm", "kém", "chính", "tính", "tình", "hình", "mình", "kê",
    "phê", "thí", "số", "bộ", "hộ", "tờ", "giờ", "lớn", "lớp", "cũ", "chú", "phụ", "vụ", "từ", "sự", "tự", "bỏ", "nhỏ",
    "tỏ", "thư", "hồ", "tố", "phù", "khoá", "hoá", "xoá", "toà", "đủ", "cờ", "trụ", "mở", "độ", "nộp", "mới", "họp",
    "tổ",
];

/// How the words with marks of a text fare in one reading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Words with a mark.
    pub(super) marked: usize,
    /// Words that can't be.
    pub(super) bad: usize,
    /// Words that are Vietnamese.
    pub(super) good: usize,
    common: usize,
}

impl Tally {
    /// The better, the smaller.
    pub(super) fn rank(&self) -> (usize, Reverse<usize>, Reverse<usize>) {
        (self.bad, Reverse(self.good), Reverse(self.common))
    }

    fn take(&mut self, fit: &Fit) {
        self.marked += 1;
        match fit {
            Fit::Bad => self.bad += 1,
            Fit::Neutral => {}
            Fit::Good(word) => {
                self.good += 1;
                self.common += usize::from(COMMON.contains(&word.to_lowercase().as_str()));
            }
        }
    }
}

/// How a word reads.
enum Fit {
    Bad,
    /// An abbreviation, a sign, no word at all.
    Neutral,
    Good(String),
}

/// Letters of Vietnamese beyond Latin-1, whole or as marks of their own: a text with one of them is Unicode.
fn is_modern(c: char) -> bool {
    c > 'ÿ' && (c.is_alphabetic() || is_combining_mark(c))
}

/// Whether a text may be in an old charset: it has a character that Vietnamese in Unicode does not use, or a mark where
/// none can be. Quick, because every cell of every file is asked.
pub(super) fn is_suspect(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (mut found, mut before) = (false, ' ');
    for c in text.chars() {
        if is_modern(c) {
            return false;
        }
        if ('¡'..='ÿ').contains(&c) {
            let usual = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ".contains(c);
            let misplaced = matches!(before, 'a' | 'A' | 'e' | 'E') || matches!((before, c), ('o' | 'O', 'â' | 'Â'));
            found |= !usual || misplaced;
        }
        before = c;
    }
    found
}

/// Runs of letters and of the Latin-1 characters that may be letters in disguise, of those that hold a mark.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let part = |c: char| c.is_ascii_alphabetic() || ('¡'..='ÿ').contains(&c) || is_modern(c);
    text.split(move |c: char| !part(c)).filter(|word| !word.is_empty() && !word.is_ascii())
}

/// Capital consonants, as in `QĐ`, `HĐND`.
fn is_abbreviation(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_uppercase() || matches!(c, 'Đ' | 'Ð')) && word.chars().count() > 1
}

fn fit(word: &str) -> Fit {
    if is_abbreviation(word) {
        Fit::Neutral
    } else if is_syllable(word) {
        Fit::Good(word.to_owned())
    } else {
        Fit::Bad
    }
}

/// One character by itself says nothing: a bullet, a degree, a fraction.
fn is_single(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

fn as_unicode(word: &str) -> Fit {
    let core = word.trim_matches(|c| "«»·°²³¹º®©¿¡´¨±".contains(c));
    if is_single(word) || core.is_ascii() { Fit::Neutral } else { fit(&core.replace('Ð', "Đ")) }
}

fn as_legacy(word: &str, charset: Charset) -> Fit {
    if is_single(word) {
        return Fit::Neutral;
    }
    let core = match charset {
        Charset::Tcvn3 => word.trim_matches(|c: char| !c.is_ascii() && tables::tcvn3(c).is_none()),
        Charset::Vni => word.trim_matches(|c: char| ('¡'..='¿').contains(&c)),
    };
    if core.is_ascii() {
        return Fit::Neutral;
    }
    tables::word(core, charset).map_or(Fit::Bad, |word| fit(&word))
}

/// How a text fares as it stands; `None` when it need not be asked: ASCII, or certainly Unicode.
pub(super) fn tally_unicode(text: &str) -> Option<Tally> {
    if text.is_ascii() || text.chars().any(is_modern) {
        return None;
    }
    let mut tally = Tally::default();
    words(text).for_each(|word| tally.take(&as_unicode(word)));
    (tally.marked > 0).then_some(tally)
}

/// Whether a text is certainly Unicode, and Vietnamese.
pub(super) fn is_unicode(text: &str) -> bool {
    text.chars().any(is_modern) || tally_unicode(text).is_some_and(|tally| tally.good > 0)
}

/// How a text fares in an old charset.
pub(super) fn tally(text: &str, charset: Charset) -> Tally {
    let mut tally = Tally::default();
    words(text).for_each(|word| tally.take(&as_legacy(word, charset)));
    tally
}

/// The words of a text that are Vietnamese in this charset and nothing in Unicode, with their number of marks.
pub(super) fn signs(text: &str, charset: Charset) -> impl Iterator<Item = (&str, usize)> {
    let only = move |word: &&str| {
        word.contains(|c: char| c.is_ascii_alphabetic())
            && matches!(as_legacy(word, charset), Fit::Good(_))
            && !matches!(as_unicode(word), Fit::Good(_))
    };
    words(text).filter(only).map(|word| (word, word.chars().filter(|c| !c.is_ascii()).count()))
}

/// What bytes that are no Unicode are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guess {
    /// windows-1258: letters and marks of Vietnamese.
    Windows1258,
    /// windows-1252, its characters codes of an old charset.
    Legacy(Charset),
    /// windows-1252, nothing but signs.
    Western,
}

/// What bytes are that are neither UTF-8 nor UTF-16: the reading under which the words are Vietnamese. `western` and
/// `vietnamese` are the text read as windows-1252 and windows-1258; `None` when it is neither.
pub(super) fn unknown_encoding(western: &str, vietnamese: &str) -> Option<Guess> {
    // none of the encodings that are looked for has letters or nothing at these codes
    if western.contains(|c: char| ('\u{80}'..='\u{9f}').contains(&c) || "ŠšŽžŒœŸƒ".contains(c)) {
        return None;
    }
    let modern = |text: &str| {
        let mut tally = Tally::default();
        words(text).for_each(|word| tally.take(&as_unicode(word)));
        tally
    };
    let readings = [
        (modern(vietnamese), Guess::Windows1258),
        (tally(western, Charset::Tcvn3), Guess::Legacy(Charset::Tcvn3)),
        (tally(western, Charset::Vni), Guess::Legacy(Charset::Vni)),
    ];
    let (best, guess) = readings.into_iter().min_by_key(|(tally, _)| tally.rank())?;
    if !western.contains(|c: char| c.is_alphabetic() && !c.is_ascii() && !"ªµº".contains(c)) {
        return Some(Guess::Western);
    }
    (best.good > 0 && best.bad * 4 <= best.good).then_some(guess)
}
