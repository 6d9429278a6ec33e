//! Texts that cells share, and the escapes in them.

use super::plain;
use super::stop::{Budget, Stop};
use super::xml::{Mark, Xml};
use crate::formats::text::nfc;
use crate::trouble::Measure;
use std::borrow::Cow;

/// All shared texts, one after the other, in NFC.
#[derive(Debug, Default)]
pub(super) struct Strings {
    all: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    /// Reads `sharedStrings.xml`.
    pub(super) fn read(text: &str, part: &str, budget: &mut Budget) -> Result<Self, Stop> {
        let mut found = Self { all: String::with_capacity(text.len() / 2), ends: Vec::new() };
        let mut xml = Xml::new(text, part, budget);
        let mut runs = Runs::default();
        let mut item = None;
        loop {
            let mark = xml.next()?;
            let between =
                item.is_none() && matches!(mark, Mark::Start(..)) || item.is_some() && matches!(mark, Mark::End);
            match mark {
                Mark::Start(tag, empty) => match (tag.local_name().as_ref(), item) {
                    ("si", None) if empty => found.push("")?,
                    ("si", None) => item = Some(xml.depth()),
                    (name, Some(_)) if !empty => runs.start(name, xml.depth()),
                    _ => {}
                },
                Mark::Text(text) => runs.text(&text)?,
                Mark::End if item.is_some_and(|depth| xml.depth() < depth) => {
                    item = None;
                    found.push(&meant(runs.as_str()))?;
                    runs.clear();
                }
                Mark::End => runs.end(xml.depth()),
                Mark::Done => return Ok(found),
            }
            while let (true, None, Some((text, rest))) = (between, item, plain::string(xml.rest())) {
                Budget::one(text)?;
                found.push(&meant(text))?;
                xml.skip_to(rest)?;
            }
        }
    }

    /// A text by its number.
    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let start = if at == 0 { 0 } else { *self.ends.get(at - 1)? };
        self.all.get(start as usize..*self.ends.get(at)? as usize)
    }

    fn push(&mut self, text: &str) -> Result<(), Stop> {
        self.all.push_str(text);
        let end = u32::try_from(self.all.len()).map_err(|_| Stop::TooMuch(Measure::Text, u32::MAX.into()))?;
        self.ends.push(end);
        Ok(())
    }
}

/// The text of a rich or plain string: runs joined, what is said aloud for them (`rPh`) left out.
#[derive(Debug, Default)]
pub(super) struct Runs {
    joined: String,
    /// Depth of the `t` that is open.
    open: Option<usize>,
    /// Depth of the `rPh` that is open.
    aloud: Option<usize>,
}

impl Runs {
    /// A tag opened inside of the string, at this depth.
    #[inline]
    pub(super) fn start(&mut self, name: &str, depth: usize) {
        match name {
            "t" if self.aloud.is_none() => self.open = Some(depth),
            "rPh" => self.aloud = Some(depth),
            _ => {}
        }
    }

    /// A tag closed, and this many are open.
    #[inline]
    pub(super) fn end(&mut self, depth: usize) {
        self.open = self.open.filter(|open| *open <= depth);
        self.aloud = self.aloud.filter(|open| *open <= depth);
    }

    #[inline]
    pub(super) fn text(&mut self, text: &str) -> Result<(), Stop> {
        if self.open.is_none() {
            return Ok(());
        }
        Budget::grow(&mut self.joined, text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.joined
    }

    pub(super) fn clear(&mut self) {
        self.joined.clear();
        (self.open, self.aloud) = (None, None);
    }
}

/// A stored text as it is meant: `_x000D_` is a character by its number, and all is in NFC.
pub(super) fn meant(stored: &str) -> Cow<'_, str> {
    let letters = |c: char| c < '\u{300}' && c != '_' || ('\u{1ea0}'..='\u{1ef9}').contains(&c);
    if stored.chars().all(letters) {
        return Cow::Borrowed(stored);
    }
    let plain = unescaped(stored);
    Cow::Owned(nfc(&plain))
}

/// Without `_xHHHH_`. Halves of a letter outside of the basic plane come as two escapes; a half alone stays as it is written.
fn unescaped(stored: &str) -> Cow<'_, str> {
    if !stored.contains("_x") {
        return Cow::Borrowed(stored);
    }
    let mut text = String::with_capacity(stored.len());
    let mut rest = stored;
    while let Some(at) = rest.find("_x") {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = code(rest).and_then(|unit| match char::from_u32(unit.into()) {
            Some(letter) => Some((letter, 7)),
            None => {
                let mut pair = char::decode_utf16([unit, code(rest.get(7..)?)?]);
                pair.next()?.ok().map(|letter| (letter, 14))
            }
        });
        let (letter, length) = found.unwrap_or(('_', 1));
        text.push(letter);
        rest = &rest[length..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The number of the escape that a text starts with.
fn code(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4).filter(|_| text.as_bytes().get(6) == Some(&b'_'))?;
    u16::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn read(xml: &str) -> Strings {
        Strings::read(xml, "part", &mut Budget::new(&Limits::default())).unwrap()
    }

    #[test]
    fn runs_are_joined_and_what_is_said_aloud_left_out() {
        let strings = read(
            "<x:sst xmlns:x='m'>\n <x:si>\n  <x:r><x:t>Công tác </x:t></x:r>\n  <x:r><x:rPr><x:b/></x:rPr><x:t>chỉ đạo</x:t></x:r>\n \
             <x:rPh sb='0' eb='1'><x:t>no</x:t></x:rPh><x:phoneticPr/></x:si><x:si/><x:si><x:t/></x:si><x:si><x:t> 1 &lt; 2 </x:t></x:si></x:sst>",
        );
        let all: Vec<_> = (0..5).map(|at| strings.get(at)).collect();
        assert_eq!(all, [Some("Công tác chỉ đạo"), Some(""), Some(""), Some(" 1 < 2 "), None]);
    }

    #[test]
    fn escapes() {
        for (stored, wanted) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x00zz_ _x1", "_x00zz_ _x1"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_", "_xD83D_"),
            ("_x1EA1đ_x", "_x1EA1đ_x"),
            ("Tie\u{302}u chi\u{301}", "Tiêu chí"),
        ] {
            assert_eq!(meant(stored), wanted);
        }
    }
}
