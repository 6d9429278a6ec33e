//! Delimited text → grid: the delimiter and the quotes by what the header says, rows that do not fit it marked.

use crate::charset;
use crate::formats::Sheets;
use crate::formats::dialect::{Dialect, LINES, Records, dialect, words};
use crate::limits::Limits;
use crate::trouble::Trouble;
use scoring::{CellRef, Grid, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The one sheet of a text file.
pub(crate) fn sheets(bytes: &[u8], limits: &Limits) -> Sheets {
    let Some(charset::Decoded { text, votes, mut troubles }) = charset::decoded(bytes) else {
        return Sheets::refused(Trouble::Encoding);
    };
    let text = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text };
    let text = if text.ends_with('\n') { text } else { Cow::Owned(format!("{text}\n")) };
    let (text, dialect) = dialect(&text);
    let Some(grid) = grid(text, dialect, limits) else {
        return Sheets::refused(Trouble::TooManyCells(limits.cells));
    };
    let mut grids = vec![grid];
    if !votes.is_empty() {
        troubles.extend(charset::settle(&mut grids, &votes));
    }
    Sheets { grids, troubles, ..Sheets::default() }
}

/// The grid of a text; `None` when it holds more cells than allowed.
fn grid(text: &str, dialect: Dialect, limits: &Limits) -> Option<Grid> {
    let mut records = Records::new(text, dialect);
    let mut cells = BTreeMap::new();
    let mut rows = Vec::new();
    while let Some((row, fields)) = records.next() {
        for (col, field) in fields.iter().enumerate().filter(|(_, field)| !field.trim().is_empty()) {
            cells.insert(CellRef::new(row, u32::try_from(col).ok()?), Value::Text(nfc(field)));
        }
        if cells.len() > limits.cells {
            return None;
        }
        rows.push(Row::new(row, &fields));
    }
    Some(Grid { cells, uneven: uneven(&rows, dialect.delimiter), ..Grid::default() })
}

/// What the widths of rows are judged by.
pub(super) struct Row {
    row: u32,
    pub(super) width: usize,
    /// Fields up to the last one that holds anything.
    filled: usize,
    /// Two neighbours behind the first column are whole numbers: `0,5` may have been one.
    pair: bool,
    /// A field behind the first column is a number with a decimal point.
    point: bool,
    /// Header words.
    words: usize,
    /// No field begins with a digit.
    numberless: bool,
}

impl Row {
    pub(super) fn new(row: u32, fields: &[&str]) -> Self {
        let whole = |field: &str| !field.trim().is_empty() && field.trim().chars().all(|c| c.is_ascii_digit());
        let split = |field: &&str| field.trim().split_once('.').is_some_and(|(a, b)| whole(a) && whole(b));
        let behind = fields.get(1..).unwrap_or_default();
        Self {
            row,
            width: fields.len(),
            filled: fields.iter().rposition(|field| !field.trim().is_empty()).map_or(0, |at| at + 1),
            pair: behind.windows(2).any(|two| two.iter().all(|field| whole(field))),
            point: behind.iter().any(split),
            words: words(fields),
            numberless: !fields.iter().any(|field| field.trim().starts_with(|c: char| c.is_ascii_digit())),
        }
    }
}

/// Rows below the header that have more fields than it. Where decimal commas part numbers, every row in which two fields
/// may be one number is meant, unless its last field is blank as it should be.
fn uneven(rows: &[Row], delimiter: u8) -> Vec<u32> {
    let Some(at) = header(rows) else { return Vec::new() };
    let below = &rows[at + 1..];
    // a header of two rows is as wide as the wider of them
    let more = below.iter().take(2).take_while(|row| row.numberless).map(|row| row.width);
    let width = more.fold(rows[at].width, usize::max);
    let commas = delimiter == b',';
    let wide = |row: &Row| row.filled > width || commas && row.pair && row.width > width;
    let parted = commas && below.iter().any(|row| wide(row) && row.pair) && !below.iter().any(|row| row.point);
    let doubtful = |row: &&Row| wide(row) || parted && row.pair && (row.width != width || row.filled == row.width);
    below.iter().filter(doubtful).map(|row| row.row).collect()
}

/// The row with the most header words, the first of several.
pub(super) fn header(rows: &[Row]) -> Option<usize> {
    let head = rows.iter().take(LINES).enumerate();
    let best = head.rev().max_by_key(|(_, row)| row.words)?;
    (best.1.words > 1).then_some(best.0)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::dialect::DELIMITERS;
    use proptest::prelude::*;

    fn grid(text: &str) -> Grid {
        let mut found = sheets(text.as_bytes(), &Limits::default());
        assert_eq!(found.troubles, []);
        found.grids.remove(0)
    }

    fn at(grid: &Grid, row: u32, col: u32) -> String {
        grid.get(row, col).map(Value::display).unwrap_or_default()
    }

    #[test]
    fn semicolons_with_decimal_commas() {
        let grid = grid("STT;Tiêu chí;Điểm tối đa\n1.1;Kế hoạch, báo cáo;1,5\n");
        assert_eq!((at(&grid, 1, 0).as_str(), at(&grid, 1, 2).as_str()), ("1.1", "1,5"));
    }

    #[test]
    fn rows_keep_their_number_over_blank_lines_and_quoted_breaks() {
        let grid = grid("\u{feff}code,name\n\n01,\"a\nb\"\n02,c");
        assert_eq!((at(&grid, 2, 1).as_str(), at(&grid, 3, 1).as_str()), ("a\nb", "c"));
    }

    #[test]
    fn every_way_of_ending_and_parting_lines() {
        for text in [
            "code\tname\r\n01\tĐá Đỏ\r\n",
            "code|name\r01|Đá Đỏ",
            "sep=|\ncode|name\n01|Đá Đỏ",
            "\"sep=;\"\r\ncode;name\r\n01;Đá Đỏ",
            "DANH SÁCH, ĐƠN VỊ\ncode;name\n01;Đá Đỏ\n;\n",
        ] {
            let grid = grid(text);
            let row = grid.last_row().unwrap();
            assert_eq!((at(&grid, row, 0), at(&grid, row, 1)), ("01".into(), "Đá Đỏ".into()), "{text}");
        }
    }

    #[test]
    fn header_words_in_an_old_charset_choose_the_delimiter() {
        let Sheets { grids, .. } = sheets("TT;§¬n vÞ, x·;§iÓm\n1;B¶o, Th¾ng;0,5\n".as_bytes(), &Limits::default());
        assert_eq!(at(&grids[0], 1, 1), "B¶o, Th¾ng");
    }

    #[test]
    fn rows_wider_than_the_header_are_marked() {
        let commas = "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Ghi chú";
        for (text, wanted) in [
            ("1.1,Kế hoạch,0,5,0,25,\n1.2,Báo cáo,1,1,\n1.3,Sáng kiến,1,0,75", vec![1, 3]),
            ("1.1,Kế hoạch,0.5,0.25,\n1.2,Kế hoạch, báo cáo,1,1,đủ\n1.3,Sáng kiến,1,0", vec![2]),
            ("1.1,Kế hoạch,\"0,5\",\"0,25\",\n1.2,Báo cáo,1,0,,,\n", vec![2]),
            ("1.1,Kế hoạch,1,1,\n,Người lập,,,,,\n", vec![]),
        ] {
            assert_eq!(grid(&format!("{commas}\n{text}\n")).uneven, wanted, "{text}");
        }
        assert_eq!(grid("a,b\n1,2,3\n").uneven, [0u32; 0], "no header is known");
        let semicolons = grid("STT;Tiêu chí;Điểm\n1.1;Kế hoạch; báo cáo;0,5\n1.2;Sáng kiến;0,5;\n");
        assert_eq!(semicolons.uneven, [1]);
    }

    #[test]
    fn lone_quotes_swallow_nothing() {
        let grid = grid("STT;Tiêu chí;Điểm\n1.1;\"Một cửa;0,5\n1.2;\"Báo cáo\";1\n1.3;5\" hoặc hơn;2\n");
        let rows: Vec<_> = (1..4).map(|row| (at(&grid, row, 1), at(&grid, row, 2))).collect();
        let wanted = [("\"Một cửa", "0,5"), ("Báo cáo", "1"), ("5\" hoặc hơn", "2")];
        assert_eq!(rows, wanted.map(|(title, score)| (title.to_owned(), score.to_owned())));
    }

    /// A text in one of the ways Unicode is kept in files.
    fn encoded(text: &str, way: usize) -> Vec<u8> {
        let units = || text.encode_utf16();
        match way {
            0 => text.as_bytes().to_vec(),
            1 => [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
            2 => units().flat_map(u16::to_le_bytes).collect(),
            3 => units().flat_map(u16::to_be_bytes).collect(),
            4 => [0xff, 0xfe].into_iter().chain(units().flat_map(u16::to_le_bytes)).collect(),
            _ => [0xfe, 0xff].into_iter().chain(units().flat_map(u16::to_be_bytes)).collect(),
        }
    }

    fn written(rows: &[Vec<String>], delimiter: u8, ending: csv::Terminator) -> String {
        let mut writer = csv::WriterBuilder::new();
        let mut writer = writer.flexible(true).delimiter(delimiter).terminator(ending).from_writer(Vec::new());
        for row in rows {
            writer.write_record(row).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    fn any_row() -> impl Strategy<Value = Vec<String>> {
        let titles = "Ban hành kế hoạch|Tiếp nhận; trả kết quả, đúng hạn|Công khai\nniêm yết|\"Một cửa\"|Số\thoá| |Đạt";
        let title = proptest::sample::select(titles.split('|').map(str::to_owned).collect::<Vec<_>>());
        (title.clone(), "[0-9]{1,2}([,.][0-9]{1,2})?", "([0-9]([,.][0-9]{1,2})?)?", title)
            .prop_map(|(title, max, own, note)| vec!["1.1".into(), title, max, own, note])
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_a_program_writes_is_read_as_it_was(
            body in proptest::collection::vec(any_row(), 1..12),
            delimiter in proptest::sample::select(&DELIMITERS[..]),
            ending in 0..3usize,
            way in 0..6usize,
            sep in any::<bool>(),
        ) {
            let header = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Ghi chú"].map(str::to_owned).to_vec();
            let rows: Vec<Vec<String>> = [header].into_iter().chain(body).collect();
            let ending = [csv::Terminator::CRLF, csv::Terminator::Any(b'\n'), csv::Terminator::Any(b'\r')][ending];
            let text = written(&rows, delimiter, ending);
            let sep = if sep { format!("sep={}\r\n", char::from(delimiter)) } else { String::new() };
            let found = sheets(&encoded(&format!("{sep}{text}"), way), &Limits::default());
            prop_assert_eq!(&found.troubles, &[]);
            let read = &found.grids[0];
            prop_assert_eq!(&read.uneven, &[0u32; 0]);
            for (row, fields) in (0..).zip(&rows) {
                for (col, field) in (0..).zip(fields) {
                    let wanted = Some(field).filter(|field| !field.trim().is_empty()).cloned();
                    prop_assert_eq!(read.get(row, col).map(Value::display), wanted, "{} {} {}", row, col, text);
                }
            }
        }

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let found = sheets(&bytes, &Limits::default());
            prop_assert!(found.grids.len() == 1 || found.troubles.len() == 1);
        }
    }

    #[test]
    fn a_line_of_a_megabyte_and_rows_without_end() {
        let long = format!("code;name\n01;{}\n", "ơ".repeat(1_000_000));
        assert_eq!(grid(&long).cells.len(), 4);
        let many = "1\n".repeat(10_000_000);
        let found = sheets(many.as_bytes(), &Limits::default());
        assert_eq!((found.grids.len(), &found.troubles[..]), (0, &[Trouble::TooManyCells(500_000)][..]));
    }
}
