//! The archive: its parts by name, unpacked within limits, as UTF-8.

use super::stop::{Budget, Stop, short};
use crate::trouble::{Damage, Measure};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An archive with the places of its parts.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// By folded name.
    places: HashMap<String, usize>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Stop> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Damage::Directory)?;
        let names = zip.file_names().enumerate();
        let places = names.filter_map(|(at, name)| Some((folded(&name.ok()?), at))).collect();
        Ok(Self { zip, places })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&folded(name))
    }

    /// Whether the folded name of any part passes.
    pub(super) fn any(&self, passes: impl Fn(&str) -> bool) -> bool {
        self.places.keys().any(|name| passes(name))
    }

    /// A part's text.
    pub(super) fn part(&mut self, name: &str, budget: &mut Budget) -> Result<String, Stop> {
        let missing = || Stop::from(Damage::Missing(short(name)));
        let packed = || Stop::from(Damage::Packed(short(name)));
        let place = *self.places.get(&folded(name)).ok_or_else(missing)?;
        let part = self.zip.by_index(place).map_err(|_| packed())?;
        let declared = part.size();
        if declared > budget.part {
            return Err(Stop::TooMuch(Measure::Bytes, budget.part));
        }
        budget.bytes(declared)?;
        let mut bytes = Vec::with_capacity(usize::try_from(declared).unwrap_or_default());
        // what is longer than it says is damaged, or made to cost more than was allowed for
        let read = part.take(declared + 1).read_to_end(&mut bytes).map_err(|_| packed())?;
        if read as u64 != declared {
            return Err(packed());
        }
        decoded(bytes).ok_or_else(|| Damage::Encoding(short(name)).into())
    }
}

/// A name as it is compared: no slash in front, no backslashes, small letters.
fn folded(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// UTF-8, or UTF-16 with or without its mark.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'<', 0, ..] => wide(&bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(&bytes, u16::from_be_bytes),
        _ => String::from_utf8(bytes).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_parts() {
        let xml = "<a>Đá</a>";
        let little: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = xml.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [vec![0xfe, 0xff], big.clone()].concat();
        for bytes in [xml.as_bytes().to_vec(), little, big, marked] {
            assert_eq!(decoded(bytes).as_deref(), Some(xml));
        }
        assert_eq!(decoded(vec![b'<', 0xe1, b'>']), None);
    }

    #[test]
    fn names_as_they_are_compared() {
        assert_eq!(folded("\\XL\\Worksheets\\Sheet1.xml"), folded("/xl/worksheets/sheet1.XML"));
    }
}
