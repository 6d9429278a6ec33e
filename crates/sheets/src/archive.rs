//! A .zip of sheets → its files, one after the other, so that no more than one is in memory. Nothing is ever written to
//! a disk, so an entry's name is a name and no path.

use crate::formats::text::nfc;
use crate::limits::Limits;
use crate::trouble::Trouble;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Folders and name inside of the archive, with `/`, in NFC; without `.` and `..`.
    pub name: String,
    /// Its bytes, or why they can't be had.
    pub content: Result<Vec<u8>, Trouble>,
}

/// Hands over the files of an archive in their order, folders left out.
///
/// # Errors
/// The trouble that keeps the archive as a whole from being opened: it is damaged, has too many entries, or would be
/// too large unpacked. Nothing has been handed over then.
pub fn unpack(bytes: &[u8], limits: &Limits, take: &mut dyn FnMut(Entry)) -> Result<(), Trouble> {
    let damaged = |error: zip::result::ZipError| Trouble::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits.parts {
        return Err(Trouble::TooManyParts(archive.len()));
    }
    let mut size = 0u64;
    for at in 0..archive.len() {
        size = size.saturating_add(archive.by_index_raw(at).map_err(damaged)?.size());
    }
    if size > limits.unpacked {
        return Err(Trouble::TooLarge { size, limit: limits.unpacked });
    }
    for at in 0..archive.len() {
        let (name, locked, size) = {
            let entry = archive.by_index_raw(at).map_err(damaged)?;
            if entry.is_dir() {
                continue;
            }
            let known = entry.name().map(|name| name.into_owned());
            (name(entry.name_raw(), known.ok()), entry.encrypted(), entry.size())
        };
        let content = match (locked, size > limits.bytes) {
            (true, _) => Err(Trouble::EntryEncrypted),
            (_, true) => Err(Trouble::TooLarge { size, limit: limits.bytes }),
            _ => archive.by_index(at).map_err(damaged).and_then(|entry| inflated(entry, size)),
        };
        take(Entry { name, content });
    }
    Ok(())
}

/// All bytes of an entry, which must be as many as its header says.
fn inflated(entry: impl Read, size: u64) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let read = entry.take(size.saturating_add(1)).read_to_end(&mut bytes);
    match read {
        Ok(read) if read as u64 == size => Ok(bytes),
        Ok(_) => Err(Trouble::Damaged("size".into())),
        Err(error) => Err(Trouble::Damaged(error.to_string())),
    }
}

/// Archives made by macOS hold UTF-8 without saying so; otherwise what the archive says holds, in the end code page 437.
fn name(raw: &[u8], known: Option<String>) -> String {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => known.unwrap_or_else(|| String::from_utf8_lossy(raw).into_owned()),
    };
    let text: String = text.chars().map(|c| if c.is_control() { '_' } else { c }).collect();
    let parts: Vec<&str> = text.split(['/', '\\']).filter(|part| !["", ".", ".."].contains(part)).collect();
    nfc(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn unpacked(bytes: &[u8], limits: &Limits) -> Result<Vec<Entry>, Trouble> {
        let mut entries = Vec::new();
        unpack(bytes, limits, &mut |entry| entries.push(entry)).map(|()| entries)
    }

    #[test]
    fn names_are_harmless_and_in_one_form() {
        let bytes = packed(&[("../../etc/passwd", b"x"), ("Xa\u{303}\\a.csv", b"y"), ("/b\n.csv", b"z")]);
        let names: Vec<String> =
            unpacked(&bytes, &Limits::default()).unwrap().into_iter().map(|entry| entry.name).collect();
        assert_eq!(names, ["etc/passwd", "Xã/a.csv", "b_.csv"]);
    }

    #[test]
    fn names_without_a_flag_are_utf_8_or_code_page_437() {
        assert_eq!(name("Tường Phù.csv".as_bytes(), Some("T╞░".into())), "Tường Phù.csv");
        assert_eq!(name(&[b'a', 0x82], Some("aé".into())), "aé");
        assert_eq!(name(&[b'a', 0x82], None), "a\u{fffd}");
    }

    #[test]
    fn sizes_are_held_against_the_limits_before_anything_is_unpacked() {
        let bytes = packed(&[("a", &[0; 6000]), ("b", &[0; 6000])]);
        let limits = Limits { unpacked: 10_000, ..Limits::default() };
        assert_eq!(unpacked(&bytes, &limits), Err(Trouble::TooLarge { size: 12_000, limit: 10_000 }));
        let limits = Limits { parts: 1, ..Limits::default() };
        assert_eq!(unpacked(&bytes, &limits), Err(Trouble::TooManyParts(2)));
        let limits = Limits { bytes: 5000, ..Limits::default() };
        let large = Err(Trouble::TooLarge { size: 6000, limit: 5000 });
        assert_eq!(unpacked(&bytes, &limits).unwrap()[1].content, large);
    }

    #[test]
    fn an_entry_that_unpacks_to_more_than_it_says_is_damaged() {
        assert_eq!(inflated(&b"abc"[..], 3), Ok(b"abc".to_vec()));
        for size in [2, 4] {
            assert!(matches!(inflated(&b"abc"[..], size), Err(Trouble::Damaged(_))));
        }
    }

    #[test]
    fn a_damaged_archive_is_refused_whole() {
        let bytes = packed(&[("a", b"x")]);
        assert!(matches!(unpacked(&bytes[..bytes.len() - 8], &Limits::default()), Err(Trouble::Damaged(_))));
    }
}
