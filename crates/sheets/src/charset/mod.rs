//! Text in old Vietnamese charsets, told by the grammar of syllables and turned into Unicode, before anything else looks
//! at it: in TCVN3 `ư` is the soft hyphen, which a cleaner would drop.

mod bytes;
mod judge;
mod syllable;
mod tables;
#[cfg(test)]
mod tests;

use crate::trouble::Trouble;
use judge::{Tally, is_suspect, tally, tally_unicode};
use scoring::{Grid, Value};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use bytes::{Decoded, decoded, is_text};

/// A Vietnamese charset from before Unicode, its codes standing in cells as Latin-1 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Charset {
    /// TCVN3, called ABC: `Tiªu chÝ`.
    Tcvn3,
    /// VNI-Windows: `Tieâu chí`.
    Vni,
}

impl Charset {
    /// Both, in the order in which they are tried.
    pub(crate) const ALL: [Self; 2] = [Self::Tcvn3, Self::Vni];

    /// The charset that a font is made for.
    pub(crate) fn of_font(name: &str) -> Option<Self> {
        let starts = |prefix: &str| name.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
        if starts(".vn") { Some(Self::Tcvn3) } else { starts("vni-").then_some(Self::Vni) }
    }

    /// The text in Unicode, if it is in this charset.
    pub(crate) fn decoded(self, text: &str) -> String {
        tables::decoded(text, self)
    }
}

/// Marks that are needed before a charset is recognised; one will do where a font or the bytes say the same.
const ENOUGH: usize = 2;

/// In a file with more than one Unicode cell to this many old ones, a cell that may be either stays as it is.
const MIXED: usize = 50;

/// Cells that are asked for their charset before the file as a whole is judged; a score sheet has fewer.
const ASKED: usize = 5_000;

/// Turns all cells in an old charset into Unicode, with one trouble for each charset found. `votes` are the charsets that
/// the fonts, or bytes that are no Unicode, speak for.
pub(crate) fn settle(grids: &mut [Grid], votes: &BTreeSet<Charset>) -> Vec<Trouble> {
    if !texts(grids).any(is_suspect) {
        return Vec::new();
    }
    let known = recognised(grids, votes);
    if known.is_empty() {
        return Vec::new();
    }
    let mut counted: BTreeMap<Option<Charset>, usize> = BTreeMap::new();
    for text in texts(grids).filter(|text| !text.is_ascii()).take(ASKED) {
        match choice(text, &known) {
            Choice::Clear(None) if !judge::is_unicode(text) => {}
            Choice::Clear(charset) => *counted.entry(charset).or_default() += 1,
            Choice::Open(_) => {}
        }
    }
    let of = |charset: Option<Charset>| counted.get(&charset).copied().unwrap_or(0);
    let most = known.iter().copied().max_by_key(|charset| (of(Some(*charset)), Reverse(*charset)));
    let most = most.filter(|charset| of(None) * MIXED <= of(Some(*charset)));
    let chosen = |text: &str| match choice(text, &known) {
        Choice::Clear(charset) => charset,
        Choice::Open(charsets) => most.filter(|charset| charsets.contains(charset)),
    };
    let mut found: BTreeMap<Charset, Found> = BTreeMap::new();
    for grid in grids {
        if let Some(charset) = chosen(&grid.name) {
            grid.name = charset.decoded(&grid.name);
        }
        for value in grid.cells.values_mut() {
            let Value::Text(text) = value else { continue };
            if let Some(charset) = chosen(text) {
                let after = charset.decoded(text);
                found.entry(charset).or_default().take(text, &after);
                *text = after;
            }
        }
    }
    let trouble =
        |(charset, Found { cells, before, after, .. })| Trouble::LegacyCharset { charset, cells, before, after };
    found.into_iter().map(trouble).collect()
}

/// The cells turned, with the one that shows best what was done.
#[derive(Default)]
struct Found {
    cells: usize,
    changed: usize,
    before: String,
    after: String,
}

impl Found {
    /// The example is the text of at most 60 characters in which most has changed.
    fn take(&mut self, before: &str, after: &str) {
        self.cells += 1;
        let changed = before.chars().filter(|c| !c.is_ascii()).count();
        if self.before.is_empty() || changed > self.changed && before.chars().count() <= 60 {
            (self.before, self.after, self.changed) = (before.to_owned(), after.to_owned(), changed);
        }
    }
}

fn texts(grids: &[Grid]) -> impl Iterator<Item = &str> {
    grids.iter().flat_map(|grid| &grid.cells).filter_map(|(_, value)| match value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

/// The charsets of which the file as a whole gives enough signs: words that are Vietnamese in them and nothing otherwise.
fn recognised(grids: &[Grid], votes: &BTreeSet<Charset>) -> Vec<Charset> {
    let mut signs: BTreeMap<Charset, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut cells: BTreeMap<Option<Charset>, usize> = BTreeMap::new();
    for text in texts(grids).filter(|text| is_suspect(text)).take(ASKED) {
        let Some(unicode) = tally_unicode(text).filter(|unicode| unicode.bad > 0) else { continue };
        let each = Charset::ALL.map(|charset| (tally(text, charset), charset));
        let Some((best, charset)) = each.into_iter().min_by_key(|(tally, _)| tally.rank()) else { continue };
        let fits = best.bad * 4 <= best.good && best.good > 0 && best.rank() < unicode.rank();
        *cells.entry(fits.then_some(charset)).or_default() += 1;
        if fits {
            signs.entry(charset).or_default().extend(judge::signs(text, charset));
        }
    }
    let strangers = cells.get(&None).copied().unwrap_or(0);
    let enough = |charset: &Charset| {
        let weight: usize = signs.get(charset).map_or(0, |words| words.values().sum());
        let needed = if votes.contains(charset) { 1 } else { ENOUGH };
        weight >= needed && cells.get(&Some(*charset)).is_some_and(|cells| *cells >= strangers)
    };
    Charset::ALL.into_iter().filter(enough).collect()
}

/// What one cell says by itself.
enum Choice {
    /// One reading is better than all others; `None` is Unicode.
    Clear(Option<Charset>),
    /// As it stands, or in any of these.
    Open(Vec<Charset>),
}

fn choice(text: &str, known: &[Charset]) -> Choice {
    if text.is_ascii() {
        return Choice::Open(Vec::new());
    }
    let Some(unicode) = tally_unicode(text) else { return Choice::Clear(None) };
    let readings: Vec<(Tally, Charset)> = known
        .iter()
        .map(|charset| (tally(text, *charset), *charset))
        .filter(|(tally, _)| tally.good > 0 || tally.bad == 0 && tally.marked > 0)
        .collect();
    let Some(best) = readings.iter().map(|(tally, _)| tally.rank()).min() else { return Choice::Clear(None) };
    let ties: Vec<Charset> =
        readings.iter().filter(|(tally, _)| tally.rank() == best).map(|(_, charset)| *charset).collect();
    match (best.cmp(&unicode.rank()), ties.as_slice()) {
        (std::cmp::Ordering::Less, [one]) => Choice::Clear(Some(*one)),
        (std::cmp::Ordering::Greater, _) => Choice::Clear(None),
        // signs of abbreviations alone, such as a lone dot, are left alone
        _ if readings.iter().all(|(tally, _)| tally.good == 0) => Choice::Clear(None),
        _ => Choice::Open(ties),
    }
}
