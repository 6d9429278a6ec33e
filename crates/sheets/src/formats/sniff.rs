//! What a file is by its first bytes; its name is never asked.

use crate::charset;
use crate::read::Format;
use crate::trouble::Foreign;

/// Kind of a file by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Empty,
    Workbook(Format),
    /// Text of some kind: CSV as far as we know.
    Text,
    /// An OLE container with an encrypted package.
    Encrypted,
    Foreign(Foreign),
}

const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

pub(crate) fn sniff(bytes: &[u8]) -> Content {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.is_empty() {
        Content::Empty
    } else if starts(b"PK") {
        Content::Foreign(Foreign::Zip)
    } else if starts(OLE) {
        compound(bytes)
    } else if starts(b"%PDF") {
        Content::Foreign(Foreign::Pdf)
    } else if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") || starts(b"BM") && bytes.contains(&0) {
        Content::Foreign(Foreign::Picture)
    } else if starts(b"Rar!") || starts(b"7z\xbc\xaf") {
        Content::Foreign(Foreign::Rar)
    } else if starts(b"{\\rtf") {
        Content::Foreign(Foreign::Rtf)
    } else {
        text(bytes)
    }
}

/// An archive by the names in its directory.
pub(crate) fn archive(names: &[String]) -> Content {
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("xl/workbook.bin") {
        Content::Workbook(Format::Xlsb)
    } else if names.iter().any(|name| name.starts_with("xl/")) {
        Content::Workbook(Format::Xlsx)
    } else if names.iter().any(|name| name.starts_with("word/")) {
        Content::Foreign(Foreign::Word)
    } else if names.iter().any(|name| name.starts_with("ppt/")) {
        Content::Foreign(Foreign::Slides)
    } else if has("content.xml") {
        Content::Workbook(Format::Ods)
    } else {
        Content::Foreign(Foreign::Zip)
    }
}

/// An OLE container by the names of its streams, which stand in it as UTF-16.
fn compound(bytes: &[u8]) -> Content {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        Content::Encrypted
    } else if has("WordDocument") {
        Content::Foreign(Foreign::Word)
    } else if has("PowerPoint Document") {
        Content::Foreign(Foreign::Slides)
    } else if has("Workbook") || has("Book") {
        Content::Workbook(Format::Xls)
    } else {
        Content::Foreign(Foreign::Unknown)
    }
}

fn text(bytes: &[u8]) -> Content {
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let head = &bytes[..bytes.len().min(2048)];
    if !wide && head.contains(&0) && !charset::is_text(bytes) {
        return Content::Foreign(Foreign::Unknown);
    }
    let head = String::from_utf8_lossy(head).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<table") {
        Content::Foreign(Foreign::Html)
    } else if head.starts_with("<?xml") {
        Content::Foreign(Foreign::Xml)
    } else {
        Content::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(sniff(b""), Content::Empty);
        assert_eq!(sniff(b"%PDF-1.7"), Content::Foreign(Foreign::Pdf));
        assert_eq!(sniff("STT;Tiêu chí".as_bytes()), Content::Text);
        assert_eq!(sniff(b"<html><table>"), Content::Foreign(Foreign::Html));
        assert_eq!(archive(&["word/document.xml".into()]), Content::Foreign(Foreign::Word));
        assert_eq!(archive(&["xl/workbook.xml".into()]), Content::Workbook(Format::Xlsx));
    }
}
