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
    /// An OLE container, of which only its directory says more.
    Compound,
    /// The records of an old workbook without a container.
    Records,
    /// A spreadsheet of OpenDocument in one XML file.
    FlatOds,
    Encrypted,
    Foreign(Foreign),
}

/// Bytes at the head by which a text file is told.
const HEAD: usize = 4096;
/// Tags that a web page may begin with.
const PAGE: [&str; 10] =
    ["<!doctype html", "<html", "<head", "<body", "<meta", "<style", "<div", "<center", "<table", "<!--"];
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

pub(crate) fn sniff(bytes: &[u8]) -> Content {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.is_empty() {
        Content::Empty
    } else if starts(b"PK") {
        Content::Foreign(Foreign::Zip)
    } else if starts(OLE) {
        Content::Compound
    } else if starts(b"%PDF") {
        Content::Foreign(Foreign::Pdf)
    } else if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") || starts(b"BM") && bytes.contains(&0) {
        Content::Foreign(Foreign::Picture)
    } else if starts(b"Rar!") || starts(b"7z\xbc\xaf") {
        Content::Foreign(Foreign::Rar)
    } else if starts(b"{\\rtf") {
        Content::Foreign(Foreign::Rtf)
    } else if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04..=0x10, 0x00, ..]) {
        Content::Records
    } else {
        text(bytes)
    }
}

/// An archive by the names in its directory.
pub(crate) fn archive(names: &[String]) -> Content {
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("xl/workbook.bin") {
        Content::Workbook(Format::Xlsb)
    } else if names
        .iter()
        .map(|name| name.to_lowercase())
        .any(|name| name.starts_with("xl/") || name.ends_with("workbook.xml"))
    {
        Content::Workbook(Format::Xlsx)
    } else if names.iter().any(|name| name.starts_with("word/")) {
        Content::Foreign(Foreign::Word)
    } else if names.iter().any(|name| name.starts_with("ppt/")) {
        Content::Foreign(Foreign::Slides)
    } else if has("content.xml") {
        Content::Workbook(Format::Ods)
    } else if has("encrypted-package") {
        Content::Encrypted
    } else {
        Content::Foreign(Foreign::Zip)
    }
}

fn text(bytes: &[u8]) -> Content {
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let head = &bytes[..bytes.len().min(HEAD)];
    if !wide && head.contains(&0) && !charset::is_text(bytes) {
        return Content::Foreign(Foreign::Unknown);
    }
    // in UTF-16 the letters of a tag are every other byte
    let head: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', '\u{fffd}', ' ', '\r', '\n', '\t']);
    if head.starts_with("mime-version:") || head.contains("content-type: multipart/related") {
        Content::Foreign(Foreign::WebArchive)
    } else if !head.starts_with('<') {
        Content::Text
    } else if head.contains("urn:schemas-microsoft-com:office:spreadsheet\"") && head.contains("<workbook")
        || head.contains("progid=\"excel.sheet\"")
    {
        Content::Workbook(Format::Xml)
    } else if head.contains("<office:document") && head.contains("opendocument") {
        Content::FlatOds
    } else if PAGE.iter().any(|tag| head.starts_with(tag)) || head.contains("<html") || head.contains("<table") {
        Content::Workbook(Format::Html)
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
        assert_eq!(sniff(b"<html><table>"), Content::Workbook(Format::Html));
        assert_eq!(archive(&["word/document.xml".into()]), Content::Foreign(Foreign::Word));
        assert_eq!(archive(&["xl/workbook.xml".into()]), Content::Workbook(Format::Xlsx));
    }
}
