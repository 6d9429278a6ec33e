//! Bytes of a text file → text: by its byte order mark, by the pattern of its zeros, as UTF-8, and only then by what reads
//! as Vietnamese.

use super::Charset;
use super::judge::{Guess, unknown_encoding};
use crate::trouble::Trouble;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use std::borrow::Cow;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Bytes that tell UTF-16 without a mark.
const HEAD: usize = 4096;
/// Of a hundred characters, as many may be control characters; with more it is no text.
const CONTROLS: usize = 4;

/// A text file as text.
#[derive(Debug, Default)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Charsets that bytes other than Unicode speak for.
    pub(crate) votes: BTreeSet<Charset>,
    pub(crate) troubles: Vec<Trouble>,
}

/// The text in these bytes, without control characters; `None` when no encoding fits.
pub(crate) fn decoded(bytes: &[u8]) -> Option<Decoded<'_>> {
    let mut found = read(bytes)?;
    let controls = found.text.chars().filter(|c| is_control(*c)).count();
    if controls * 100 > found.text.chars().count() * CONTROLS {
        return None;
    }
    if controls > 0 {
        found.text = Cow::Owned(found.text.chars().filter(|c| !is_control(*c)).collect());
        found.troubles.push(Trouble::ControlCharacters(controls));
    }
    Some(found)
}

fn is_control(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r')
}

fn read(bytes: &[u8]) -> Option<Decoded<'_>> {
    let plain = |text| Decoded { text, ..Decoded::default() };
    let strict = |encoding: &'static Encoding, bytes| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(plain)
    };
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return std::str::from_utf8(rest).ok().map(|text| plain(Cow::Borrowed(text)));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return strict(UTF_16LE, rest);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return strict(UTF_16BE, rest);
    }
    if let Some(encoding) = wide(bytes) {
        return strict(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(plain(Cow::Borrowed(text)));
    }
    let (western, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (vietnamese, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    let vietnamese: String = vietnamese.nfc().collect();
    Some(match unknown_encoding(&western, &vietnamese)? {
        Guess::Windows1258 => {
            let troubles = vec![Trouble::Recoded("windows-1258".into())];
            Decoded { text: Cow::Owned(vietnamese), troubles, ..Decoded::default() }
        }
        Guess::Legacy(charset) => Decoded { votes: BTreeSet::from([charset]), ..plain(western) },
        Guess::Western => Decoded { troubles: vec![Trouble::Recoded("windows-1252".into())], ..plain(western) },
    })
}

/// UTF-16 without a mark: nearly all of one half of the pairs is what Vietnamese letters, signs and ASCII have as their
/// high byte, many of them zero, and hardly one of the other half is zero.
pub(crate) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let pairs = head.len() / 2;
    if pairs < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let fits = |high: usize| {
        let count = |half: usize, wanted: &[u8]| {
            head.chunks_exact(2).filter(|pair| pair.get(half).is_some_and(|byte| wanted.contains(byte))).count()
        };
        let usual = count(high, &[0x00, 0x01, 0x03, 0x1e, 0x20]);
        usual * 100 >= pairs * 95 && count(high, &[0]) * 100 >= pairs * 30 && count(1 - high, &[0]) * 100 <= pairs
    };
    match (fits(1), fits(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes with zeros among them may be text all the same.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    wide(bytes).is_some() || zeros * 100 <= head.len() * CONTROLS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::tables::encoded;

    const TEXT: &str = "STT;Tiêu chí;Điểm tối đa\n1.1;Ban hành kế hoạch cải cách hành chính của xã;0,5\n";

    fn read_back(bytes: &[u8]) -> (String, BTreeSet<Charset>, Vec<Trouble>) {
        let Decoded { text, votes, troubles } = decoded(bytes).unwrap();
        (text.into_owned(), votes, troubles)
    }

    #[test]
    fn unicode_with_and_without_a_mark() {
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            [&[0xef, 0xbb, 0xbf], TEXT.as_bytes()].concat(),
            [&[0xff, 0xfe], &little[..]].concat(),
            [&[0xfe, 0xff], &big[..]].concat(),
            little,
            big,
        ] {
            assert_eq!(read_back(&bytes), (TEXT.to_owned(), BTreeSet::new(), vec![]));
        }
    }

    /// Windows-1258 has the vowels with their own marks, and the tones as characters after them.
    fn windows_1258(text: &str) -> Vec<u8> {
        let parted = |c: char| {
            let mut parts: Vec<char> = c.nfd().collect();
            let tone = parts.iter().position(|part| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*part));
            let tone = tone.map(|at| parts.remove(at));
            parts.into_iter().nfc().chain(tone).collect::<Vec<char>>()
        };
        let text: String = text.chars().flat_map(parted).collect();
        let (bytes, _, unmapped) = WINDOWS_1258.encode(&text);
        assert!(!unmapped);
        bytes.into_owned()
    }

    #[test]
    fn old_bytes_are_told_by_what_reads_as_vietnamese() {
        let recoded = Trouble::Recoded("windows-1258".into());
        assert_eq!(read_back(&windows_1258(TEXT)), (TEXT.to_owned(), BTreeSet::new(), vec![recoded]));
        for charset in Charset::ALL {
            let text = encoded(&TEXT.to_lowercase(), charset);
            let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
            assert_eq!(read_back(&bytes), (text, BTreeSet::from([charset]), vec![]));
        }
        let western = read_back(b"Code;Title\n1.1;Plan \x96 25 \xb0C\n");
        assert_eq!(western.0, "Code;Title\n1.1;Plan – 25 °C\n");
    }

    #[test]
    fn what_reads_as_nothing_is_refused() {
        // Shift-JIS, German, noise
        for bytes in [
            &b"\x83e\x83X\x83g;\x93\xfa\x96{\x8c\xea\n"[..],
            b"M\xfcller;Gr\xf6\xdfe;K\xf6ln",
            b"\xe9\x80\xff\xfe x\xb1y",
        ] {
            assert!(decoded(bytes).is_none(), "{bytes:x?}");
        }
        assert!(decoded(&[b'a', 1, 2, 3]).is_none());
        assert!(!is_text(b"\x7fELF\0\0\0\0\x01\0\0"));
    }

    #[test]
    fn control_characters_are_dropped_and_told() {
        let text = TEXT.replace("kế", "k\u{0}ế");
        assert_eq!(read_back(text.as_bytes()), (TEXT.to_owned(), BTreeSet::new(), vec![Trouble::ControlCharacters(1)]));
    }
}
