//! Delimited text → grid: encoding by byte order mark, delimiter by what the lines say.

use crate::formats::Sheets;
use crate::trouble::Trouble;
use scoring::{CellRef, Grid, Value, fold};
use std::borrow::Cow;
use std::collections::BTreeMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Delimiters tried, the first wins a draw.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Lines that decide about the delimiter.
const LINES: usize = 60;
/// Words that a header row is made of.
const WORDS: [&str; 12] =
    ["stt", "tt", "ma", "tieu chi", "diem toi da", "code", "unit", "name", "don vi", "ten", "value", "date"];

/// The one sheet of a text file.
pub(crate) fn sheets(bytes: &[u8]) -> Sheets {
    match grid(bytes) {
        Some(grid) => Sheets { grids: vec![grid], ..Sheets::default() },
        None => Sheets::refused(Trouble::Encoding),
    }
}

/// The grid of a text file; `None` when the bytes are neither UTF-8 nor UTF-16 with a mark.
fn grid(bytes: &[u8]) -> Option<Grid> {
    let text = decoded(bytes)?;
    let text = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text };
    let (delimiter, text) = delimiter(&text);
    let text = format!("{text}\n");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut cells = BTreeMap::new();
    let mut record = csv::StringRecord::new();
    // The reader drops empty lines, so a row's number comes from the line it ends on, less the breaks inside of quotes.
    let mut breaks = 0u64;
    while reader.read_record(&mut record).ok()? {
        breaks += record.iter().map(|field| field.matches('\n').count() as u64).sum::<u64>();
        let row = u32::try_from(reader.position().line().saturating_sub(2 + breaks)).ok()?;
        for (col, field) in record.iter().enumerate() {
            if let (Ok(col), false) = (u32::try_from(col), field.trim().is_empty()) {
                cells.insert(CellRef::new(row, col), Value::Text(nfc(field)));
            }
        }
    }
    Some(Grid { cells, ..Grid::default() })
}

/// A string in NFC.
pub(crate) fn nfc(text: &str) -> String {
    // Latin letters and the Vietnamese ones made for it are NFC already: no need to look them up one by one
    let plain = |c: char| c < '\u{300}' || ('\u{1ea0}'..='\u{1ef9}').contains(&c);
    if text.chars().all(plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_owned();
    }
    text.nfc().collect()
}

fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = |little: bool| {
        let units = bytes[2..].chunks_exact(2).map(|pair| match little {
            true => u16::from_le_bytes([pair[0], pair[1]]),
            false => u16::from_be_bytes([pair[0], pair[1]]),
        });
        char::decode_utf16(units).collect::<Result<String, _>>().ok().map(Cow::Owned)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(true),
        [0xfe, 0xff, ..] => wide(false),
        _ => {
            let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
            std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
        }
    }
}

/// The delimiter and the text without a `sep=` line.
fn delimiter(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(&mark) = rest.as_bytes().first()
        && mark.is_ascii()
    {
        return (mark, rest.split_once('\n').map_or("", |(_, rest)| rest));
    }
    let best = DELIMITERS.into_iter().rev().max_by_key(|&mark| weight(text, mark)).unwrap_or(b',');
    (best, text)
}

/// How well a delimiter fits: header words that stand alone in a field, then lines with the commonest number of fields.
fn weight(text: &str, mark: u8) -> (usize, usize) {
    let head: String = text.lines().take(LINES).flat_map(|line| [line, "\n"]).collect();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(head.as_bytes());
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut words = 0;
    for record in reader.records().map_while(Result::ok) {
        *widths.entry(record.len()).or_default() += 1;
        let known = record.iter().filter(|field| field.len() < 60 && WORDS.contains(&fold(field).as_str())).count();
        words = words.max(if record.len() > 1 { known } else { 0 });
    }
    let steady = widths.iter().filter(|(width, _)| **width > 1).map(|(width, lines)| lines * 100 + width).max();
    (words, steady.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(grid: &Grid, row: u32, col: u32) -> String {
        grid.get(row, col).map(Value::display).unwrap_or_default()
    }

    #[test]
    fn semicolons_with_decimal_commas() {
        let grid = grid("STT;Tiêu chí;Điểm tối đa\n1.1;Kế hoạch, báo cáo;1,5\n".as_bytes()).unwrap();
        assert_eq!((at(&grid, 1, 0).as_str(), at(&grid, 1, 2).as_str()), ("1.1", "1,5"));
    }

    #[test]
    fn rows_keep_their_number_over_blank_lines_and_quoted_breaks() {
        let grid = grid("\u{feff}code,name\n\n01,\"a\nb\"\n02,c\n".as_bytes()).unwrap();
        assert_eq!((at(&grid, 2, 1).as_str(), at(&grid, 3, 1).as_str()), ("a\nb", "c"));
    }

    #[test]
    fn utf_16_and_tabs() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("unit\tdate\nĐá Đỏ\t10/12/2022\n".encode_utf16().flat_map(u16::to_le_bytes));
        let grid = grid(&bytes).unwrap();
        assert_eq!(at(&grid, 1, 0), "Đá Đỏ");
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(grid(&[0xe9, 0x20, 0x41]), None);
    }
}
