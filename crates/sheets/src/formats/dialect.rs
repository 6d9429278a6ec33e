//! How a delimited text is written: the delimiter and the quotes under which its header reads as one.

use crate::charset::Charset;
use crate::formats::text::{Row, header};
use scoring::fold;
use std::collections::BTreeMap;

/// Delimiters tried, the first wins a draw.
pub(super) const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Lines that decide about the delimiter, and that may be the header.
pub(super) const LINES: usize = 60;
/// Words that a header row is made of.
const WORDS: [&str; 31] = [
    "stt",
    "tt",
    "ma",
    "ma tieu chi",
    "ma don vi",
    "tieu chi",
    "noi dung",
    "linh vuc",
    "diem",
    "ghi chu",
    "don vi",
    "ten",
    "ten don vi",
    "nhom",
    "ngay",
    "ngay nhan",
    "xep hang",
    "hang",
    "bien",
    "gia tri",
    "code",
    "unit",
    "name",
    "aliases",
    "group",
    "value",
    "variable",
    "date",
    "score",
    "rank",
    "tai lieu kiem chung",
];

/// How the fields of a line are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    /// Whether a quote at the start of a field holds delimiters and line breaks together.
    pub(super) quotes: bool,
}

/// The records of a text, each with its row.
pub(super) struct Records<'a> {
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    quotes: bool,
    breaks: u64,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, Dialect { delimiter, quotes }: Dialect) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        let builder = builder.has_headers(false).flexible(true).delimiter(delimiter).quoting(quotes);
        let reader = builder.from_reader(text.as_bytes());
        Self { reader, record: csv::StringRecord::new(), quotes, breaks: 0 }
    }

    /// The next row that holds anything, with its fields. The reader drops empty lines, so a row's number comes from the
    /// line it ends on, less the breaks inside of quotes.
    pub(super) fn next(&mut self) -> Option<(u32, Vec<&str>)> {
        if !self.reader.read_record(&mut self.record).ok()? {
            return None;
        }
        self.breaks += self.record.iter().map(|field| field.matches('\n').count() as u64).sum::<u64>();
        let row = self.reader.position().line().saturating_sub(2 + self.breaks);
        let quotes = self.quotes;
        let field = |field| if quotes { field } else { bare(field) };
        Some((u32::try_from(row).ok()?, self.record.iter().map(field).collect()))
    }
}

/// A field without the quotes around it.
fn bare(field: &str) -> &str {
    let inner = field.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(field)
}

/// Fields that are a header word by themselves, in Unicode or in an old charset.
pub(super) fn words(fields: &[&str]) -> usize {
    let known = |text: &str| {
        let folded = fold(text);
        WORDS.contains(&folded.as_str()) || folded.starts_with("diem ")
    };
    let old = |text: &str| text.contains(|c| ('¡'..='ÿ').contains(&c));
    let is_word = |field: &&&str| {
        (1..60).contains(&field.len())
            && (known(field) || old(field) && Charset::ALL.iter().any(|charset| known(&charset.decoded(field))))
    };
    if fields.len() > 1 { fields.iter().filter(is_word).count() } else { 0 }
}

/// How a text is written, and the text without a `sep=` line.
pub(super) fn dialect(text: &str) -> (&str, Dialect) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let mark = first.trim_matches('"').strip_prefix("sep=").map(str::as_bytes);
    let (text, delimiter) = match mark {
        Some(&[mark, ..]) if mark.is_ascii() && mark != b'"' => (rest, mark),
        _ => {
            let end = text.match_indices('\n').nth(LINES).map_or(text.len(), |(at, _)| at);
            let head = &text[..end];
            let best = DELIMITERS.into_iter().rev().max_by_key(|&mark| weight(head, mark));
            (text, best.unwrap_or(b','))
        }
    };
    let [quoted, plain] = [true, false].map(|quotes| Dialect { delimiter, quotes });
    (text, if is_torn(text, quoted) && fitting(text, plain) > fitting(text, quoted) { plain } else { quoted })
}

/// Whether a quoted field goes over a line break: meant so, or a lone quote that swallows what follows.
fn is_torn(text: &str, dialect: Dialect) -> bool {
    let mut records = Records::new(text, dialect);
    text.contains('"')
        && std::iter::from_fn(|| records.next().map(|(_, fields)| fields.iter().any(|field| field.contains('\n'))))
            .any(|torn| torn)
}

/// Rows as wide as the header.
fn fitting(text: &str, dialect: Dialect) -> usize {
    let mut records = Records::new(text, dialect);
    let mut rows = Vec::new();
    while let Some((row, fields)) = records.next() {
        rows.push(Row::new(row, &fields));
    }
    let width = header(&rows).map(|at| rows[at].width);
    rows.iter().filter(|row| Some(row.width) == width).count()
}

/// How well a delimiter fits: header words that stand alone in a field, then lines with the commonest number of fields.
fn weight(head: &str, delimiter: u8) -> (usize, usize) {
    let mut records = Records::new(head, Dialect { delimiter, quotes: true });
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut most = 0;
    while let Some((_, fields)) = records.next() {
        *widths.entry(fields.len()).or_default() += 1;
        most = most.max(words(&fields));
    }
    let steady = widths.iter().filter(|(width, _)| **width > 1).map(|(width, lines)| lines * 100 + width).max();
    (most, steady.unwrap_or(0))
}
