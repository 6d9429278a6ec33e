//! Names as people type them: one folded key per name, exact matching only, neighbours offered and never taken.

use crate::{Unit, UnitId};
use std::collections::BTreeMap;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Words before a unit's name that say what it is, not which one, with the level they tell. Longest first.
const PREFIXES: [(&str, Option<Level>); 14] = [
    ("uy ban nhan dan", None),
    ("ubnd", None),
    ("thi tran", Some(Level::Lower)),
    ("thi xa", Some(Level::Upper)),
    ("thanh pho", Some(Level::Upper)),
    ("dac khu", Some(Level::Lower)),
    ("phuong", Some(Level::Lower)),
    ("huyen", Some(Level::Upper)),
    ("quan", Some(Level::Upper)),
    ("tinh", Some(Level::Upper)),
    ("tt", Some(Level::Lower)),
    ("xa", Some(Level::Lower)),
    ("so", None),
    ("p", Some(Level::Lower)),
];

/// A commune, or what lies above it: `huyện Phù Yên` is not `thị trấn Phù Yên`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Lower,
    Upper,
}

/// A name without marks, case, spacing or punctuation: `Tường Phù` and `TUONG  PHU` both give `tuong phu`.
///
/// Đ (U+0110), Ð (U+00D0) and Ɖ (U+0189) all become `d`; where the tone stands (`hoà`, `hòa`) makes no difference.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        // marks are dropped, so their order is of no interest and every character can be taken apart by itself
        if c.is_ascii() { push(&mut folded, c) } else { decompose_canonical(c, |part| push(&mut folded, part)) }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push(folded: &mut String, c: char) {
    match c {
        c if c.is_ascii_alphanumeric() => folded.push(c.to_ascii_lowercase()),
        'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' => folded.push('d'),
        c if !c.is_ascii() && is_combining_mark(c) => {}
        c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
        _ if folded.ends_with(' ') || folded.is_empty() => {}
        _ => folded.push(' '),
    }
}

/// The folded name without `UBND`, `xã`, `phường`, `thị trấn` …, as long as something remains, with the level they tell.
fn bared(folded: &str) -> (&str, Option<Level>) {
    let (mut rest, mut level) = (folded, None);
    while let Some((next, found)) = PREFIXES
        .iter()
        .find_map(|(prefix, level)| Some((rest.strip_prefix(prefix)?.strip_prefix(' ')?, *level)))
        .filter(|(next, _)| !next.is_empty())
    {
        (rest, level) = (next, found.or(level));
    }
    (rest, level)
}

fn bare(folded: &str) -> &str {
    bared(folded).0
}

/// The digits of a whole number without the zeros before it.
fn whole_number(text: &str) -> Option<&str> {
    let text = text.trim();
    let number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    number.then(|| text.trim_start_matches('0'))
}

/// Finds units by code, name, alias or unaccented name.
#[derive(Debug, Clone, Default)]
pub struct UnitIndex {
    keys: BTreeMap<String, UnitId>,
    /// The levels that the names of a unit tell under their bare form; none when one of them tells nothing.
    levels: BTreeMap<String, Vec<Option<Level>>>,
    names: Vec<String>,
    /// Units by the number that their code is.
    numbers: BTreeMap<String, Vec<UnitId>>,
    clashes: Vec<(UnitId, UnitId, String)>,
}

impl UnitIndex {
    /// Indexes a list of units; two units under one key are in [`UnitIndex::clashes`].
    pub fn new(units: &[Unit]) -> Self {
        let mut index = Self { names: units.iter().map(|unit| unit.name.clone()).collect(), ..Self::default() };
        for (at, unit) in units.iter().enumerate() {
            if let Some(number) = whole_number(&unit.code) {
                index.numbers.entry(number.to_owned()).or_default().push(UnitId(at));
            }
            for name in [&unit.code, &unit.name].into_iter().chain(&unit.aliases) {
                index.add(fold(name), UnitId(at));
            }
        }
        for (at, unit) in units.iter().enumerate() {
            for name in std::iter::once(&unit.name).chain(&unit.aliases) {
                let folded = fold(name);
                let (key, level) = bared(&folded);
                index.levels.entry(key.to_owned()).or_default().push(level);
                index.add(key.to_owned(), UnitId(at));
            }
        }
        index
    }

    fn add(&mut self, key: String, unit: UnitId) {
        if key.is_empty() {
            return;
        }
        match self.keys.get(&key) {
            Some(&other) if other != unit => {
                // A name and its bare form may be one key: the same clash is told once.
                let clash = (other, unit, key);
                if !self.clashes.contains(&clash) {
                    self.clashes.push(clash);
                }
            }
            Some(_) => {}
            None => {
                self.keys.insert(key, unit);
            }
        }
    }

    /// Pairs of units that one spelling could mean, with that spelling.
    pub fn clashes(&self) -> &[(UnitId, UnitId, String)] {
        &self.clashes
    }

    /// The one unit of this code, name, alias or unaccented name, prefixes such as `UBND xã` allowed where they do not
    /// contradict the unit's own (`huyện` for a `thị trấn`). Nothing fuzzy.
    pub fn find(&self, name: &str) -> Option<UnitId> {
        let folded = fold(name);
        let (key, level) = bared(&folded);
        let fits = |levels: &Vec<Option<Level>>| levels.iter().any(|other| other.is_none() || *other == level);
        let bare = || self.keys.get(key).filter(|_| level.is_none() || self.levels.get(key).is_none_or(fits));
        self.keys.get(&folded).or_else(bare).copied()
    }

    /// The units whose code is this number, whatever zeros stand before it: `1` finds `01`. Empty for anything else.
    pub fn numbered(&self, code: &str) -> &[UnitId] {
        whole_number(code).and_then(|number| self.numbers.get(number)).map_or(&[], Vec::as_slice)
    }

    /// Up to three names near a misspelt one, nearest first, to be offered to a person.
    pub fn nearest(&self, name: &str) -> Vec<String> {
        nearest(name, self.names.iter().map(String::as_str))
    }
}

/// Up to three of `names` near a misspelt `name`, nearest first, compared without marks and prefixes.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let folded = fold(name);
    let wanted = bare(&folded);
    let limit = (wanted.chars().count() / 3).clamp(1, 4);
    let mut found: Vec<(usize, &str)> = names
        .map(|candidate| (strsim::osa_distance(wanted, bare(&fold(candidate))), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    found.sort_unstable();
    found.dedup();
    // What is much farther than the nearest one would only distract.
    let best = found.first().map_or(0, |(distance, _)| *distance);
    found.retain(|(distance, _)| *distance <= best + 1);
    found.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str, name: &str) -> Unit {
        Unit { code: code.into(), name: name.into(), ..Unit::default() }
    }

    #[test]
    fn spellings_of_one_name_meet() {
        let units = [unit("01", "Tường Phù"), unit("02", "Thị trấn"), unit("03", "Đá Đỏ")];
        let index = UnitIndex::new(&units);
        for name in ["UBND xã Tường Phù", "tuong phu", "TƯỜNG  PHÙ", "Tu\u{31b}o\u{31b}\u{300}ng Phu\u{300}", "01"]
        {
            assert_eq!(index.find(name), Some(UnitId(0)), "{name}");
        }
        assert_eq!(index.find("UBND Thị trấn"), Some(UnitId(1)));
        assert_eq!(index.find("xã Ðá Ðỏ"), Some(UnitId(2)));
        assert_eq!(index.find("Tường Phú A"), None);
        assert!(index.clashes().is_empty());
    }

    #[test]
    fn a_code_that_lost_its_zeros_is_found_by_its_number() {
        let units = [unit("01", "A"), unit("10", "B"), unit("10a", "C"), unit("001", "D")];
        let index = UnitIndex::new(&units);
        assert_eq!(index.numbered("1"), [UnitId(0), UnitId(3)]);
        assert_eq!(index.numbered("010"), [UnitId(1)]);
        assert!(index.numbered("10a").is_empty() && index.numbered("").is_empty());
        assert_eq!(index.find("1"), None);
    }

    #[test]
    fn a_district_is_no_commune_of_its_name() {
        let units = [unit("01", "Thị trấn Phù Yên"), unit("02", "Mường Bang")];
        let index = UnitIndex::new(&units);
        assert_eq!(index.find("UBND HUYỆN PHÙ YÊN"), None);
        for name in ["Phù Yên", "TT. Phù Yên", "UBND thị trấn Phù Yên"] {
            assert_eq!(index.find(name), Some(UnitId(0)), "{name}");
        }
        assert_eq!(index.find("huyện Mường Bang"), Some(UnitId(1)));
    }

    #[test]
    fn near_names_are_offered_not_taken() {
        let units = [unit("01", "Huy Thượng"), unit("02", "Huy Tường")];
        let index = UnitIndex::new(&units);
        assert_eq!(index.find("Huy Tuong1"), None);
        assert_eq!(index.nearest("Huy Tuơngg")[0], "Huy Tường");
    }

    #[test]
    fn two_units_under_one_key_clash() {
        let units = [unit("01", "Xã Hòa Bình"), unit("02", "Phường Hoà Bình")];
        let index = UnitIndex::new(&units);
        assert_eq!(index.clashes().len(), 1);
    }
}
