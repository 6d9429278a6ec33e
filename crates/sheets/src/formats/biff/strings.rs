//! Strings of BIFF records: in a code page until Excel 95, then as UTF-16 or its lower half, cut over CONTINUE records.

use crate::formats::bytes::utf16;
use encoding_rs::Encoding;

/// What a workbook says about its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    /// BIFF8, whose strings say themselves what they are.
    pub(super) unicode: bool,
    /// Code page of older strings; `None` for one that we have no table of.
    pub(super) encoding: Option<&'static Encoding>,
}

impl Text {
    /// A string whose length takes this many bytes.
    pub(super) fn read(&self, data: &[u8], length_bytes: usize) -> Result<String, CodePage> {
        let mut chain = Chain::new(vec![data]);
        let length = chain.number(length_bytes).unwrap_or_default();
        if self.unicode {
            return Ok(chain.string(length).unwrap_or_default());
        }
        let rest = chain.rest();
        let bytes = &rest[..rest.len().min(length)];
        match self.encoding {
            Some(encoding) => Ok(encoding.decode_without_bom_handling(bytes).0.into_owned()),
            None if bytes.is_ascii() => Ok(bytes.iter().copied().map(char::from).collect()),
            None => Err(CodePage),
        }
    }
}

/// Text in a code page that we have no table of.
#[derive(Debug)]
pub(super) struct CodePage;

/// The encoding of a Windows code page; DOS and Mac ones have none.
pub(super) fn encoding(code_page: u16) -> Option<&'static Encoding> {
    let label = match code_page {
        0 | 367 | 1200 | 32_769 => "windows-1252",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        32_768 | 10_000 => "macintosh",
        65_001 => "utf-8",
        page @ 1250..=1258 => return Encoding::for_label(format!("windows-{page}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// A record with the CONTINUE records behind it.
pub(super) struct Chain<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Chain<'a> {
    pub(super) fn new(parts: Vec<&'a [u8]>) -> Self {
        Self { parts, part: 0, at: 0 }
    }

    fn rest(&mut self) -> &'a [u8] {
        while let Some(part) = self.parts.get(self.part) {
            if self.at < part.len() {
                return &part[self.at..];
            }
            self.part += 1;
            self.at = 0;
        }
        &[]
    }

    /// A number of up to four bytes.
    pub(super) fn number(&mut self, bytes: usize) -> Option<usize> {
        (0..bytes).try_fold(0, |number, place| {
            let byte = *self.rest().first()?;
            self.at += 1;
            Some(number | usize::from(byte) << (8 * place))
        })
    }

    fn skip(&mut self, mut bytes: usize) {
        while bytes > 0 {
            let step = self.rest().len().min(bytes);
            if step == 0 {
                return;
            }
            self.at += step;
            bytes -= step;
        }
    }

    /// A string of this many UTF-16 units, with its runs and phonetics passed over; `None` when it is cut short.
    pub(super) fn string(&mut self, length: usize) -> Option<String> {
        let flags = self.number(1)?;
        let runs = if flags & 8 == 0 { 0 } else { self.number(2)? * 4 };
        let phonetic = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let (mut wide, mut left, mut units) = (flags & 1 == 1, length, Vec::new());
        while left > 0 {
            let here = match self.parts.get(self.part) {
                Some(part) if self.at < part.len() => &part[self.at..],
                // every piece of a string begins with its own flag
                Some(_) => {
                    self.part += 1;
                    self.at = 0;
                    wide = self.number(1)? & 1 == 1;
                    continue;
                }
                None => return None,
            };
            let size = if wide { 2 } else { 1 };
            let take = left.min(here.len() / size);
            let pieces = here[..take * size].chunks_exact(size);
            units.extend(pieces.flat_map(|unit| [unit[0], unit.get(1).copied().unwrap_or_default()]));
            left -= take;
            self.at = if take == 0 { usize::MAX } else { self.at + take * size };
        }
        self.skip(runs + phonetic);
        Some(utf16(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_goes_on_in_the_next_record_with_another_width() {
        // "Tổ", cut after the first letter: one byte a letter, then two
        let mut chain = Chain::new(vec![&[2, 0, 0, b'T'], &[1, 0xd5, 0x1e, 9]]);
        let length = chain.number(2).unwrap();
        assert_eq!(chain.string(length).unwrap(), "Tổ");
        assert_eq!(chain.number(1), Some(9));
        assert_eq!(chain.number(1), None);
    }

    #[test]
    fn runs_are_passed_over_and_a_cut_string_is_none() {
        let mut chain = Chain::new(vec![&[8, 1, 0, b'a', 0, 0, 0, 0, 7]]);
        assert_eq!(chain.string(1).unwrap(), "a");
        assert_eq!(chain.number(1), Some(7));
        assert_eq!(Chain::new(vec![&[1, b'a', 0, b'b']]).string(9), None);
    }

    #[test]
    fn old_text_is_in_its_code_page() {
        let text = Text { unicode: false, encoding: encoding(1258) };
        assert_eq!(text.read(&[2, 0xd0, b'a'], 1).unwrap(), "Đa");
        let unknown = Text { unicode: false, encoding: encoding(10_029) };
        assert_eq!(unknown.read(b"\x01a", 1).unwrap(), "a");
        assert!(unknown.read(&[1, 0x8e], 1).is_err());
    }
}
