//! How cells look: Times New Roman, thin borders, discreet colours.

use super::measure::Font;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use scoring::{Column, Kind, RowKind, Table};
use std::collections::BTreeMap;

/// The one font.
const FONT: &str = "Times New Roman";
/// Default height of a row and width of a column in pixels.
pub(crate) const ROW_PIXELS: u32 = 22;
pub(crate) const COLUMN_PIXELS: u32 = 64;
/// Default height of a row in points.
pub(crate) const ROW_POINTS: f64 = 16.5;
/// Lines between cells.
const BORDER: Color = Color::RGB(0x7F_7F7F);
/// Behind headings.
const HEADING: Color = Color::RGB(0xF2_F2F2);
/// Behind bands, highest to lowest.
const BANDS: [Color; 4] = [Color::RGB(0xE2_EFDA), Color::RGB(0xDD_EBF7), Color::RGB(0xFF_F2CC), Color::RGB(0xFC_E4D6)];

/// Words of the body, of headings, of titles.
pub(crate) const BODY: Font = Font { size: 11.0, bold: false };
pub(crate) const HEADER: Font = Font { size: 11.0, bold: true };
pub(crate) const TITLE: Font = Font { size: 12.0, bold: true };

/// The workbook's default.
pub(crate) fn default() -> Format {
    Format::new().set_font_name(FONT).set_font_size(BODY.size)
}

fn base(font: Font) -> Format {
    let format = default().set_font_size(font.size).set_align(FormatAlign::VerticalCenter);
    if font.bold { format.set_bold() } else { format }
}

fn bordered(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(BORDER)
}

/// A title line: bold, or italic when it stands in parentheses.
pub(crate) fn title(line: &str) -> Format {
    let format = base(if is_aside(line) { BODY } else { TITLE });
    let format = if is_aside(line) { format.set_italic() } else { format };
    format.set_align(FormatAlign::Center).set_text_wrap()
}

/// The last title line in parentheses: what is measured in what, at the right above the table.
pub(crate) fn measured_in() -> Format {
    base(BODY).set_italic().set_align(FormatAlign::Right)
}

/// Whether a title line is an aside.
pub(crate) fn is_aside(line: &str) -> bool {
    line.starts_with('(') && line.ends_with(')')
}

/// A column heading.
pub(crate) fn header() -> Format {
    bordered(base(HEADER)).set_align(FormatAlign::Center).set_text_wrap().set_background_color(HEADING)
}

/// A note under the table.
pub(crate) fn note() -> Format {
    base(BODY).set_italic().set_align(FormatAlign::Left).set_text_wrap()
}

/// How a column looks.
#[derive(Debug, Clone, Copy)]
struct Look {
    kind: Kind,
    align: FormatAlign,
    /// Positive numbers carry a plus.
    signed: bool,
    /// It takes the colour of the row's band.
    banded: bool,
}

/// The formats of a table's body, made once each.
pub(crate) struct Styles {
    looks: Vec<Look>,
    made: BTreeMap<(usize, u8, Option<usize>), Format>,
}

impl Styles {
    /// Looks at the columns: numbers and short words are centred, long ones stand left; changes carry their sign; the
    /// band’s own cell is the coloured one.
    pub(crate) fn new(table: &Table) -> Self {
        let look = |(at, column): (usize, &Column)| {
            let long = column.kind == Kind::Text && !is_short(table, at);
            let align = if long { FormatAlign::Left } else { FormatAlign::Center };
            let (signed, banded) = (column.name.ends_with("_change"), column.name == "band");
            Look { kind: column.kind, align, signed, banded }
        };
        Self { looks: table.columns.iter().enumerate().map(look).collect(), made: BTreeMap::new() }
    }

    /// The format of a cell of the body.
    pub(crate) fn of(&mut self, col: usize, row: RowKind, band: Option<(usize, usize)>) -> &Format {
        let look = self.looks[col];
        let tint = band.filter(|_| look.banded && row == RowKind::Body).map(|(place, count)| tint(place, count));
        self.made.entry((col, rank(row), tint)).or_insert_with(|| make(look, row, tint))
    }
}

fn make(look: Look, row: RowKind, tint: Option<usize>) -> Format {
    let bold = matches!(row, RowKind::Mean | RowKind::Total | RowKind::Heading);
    let mut format = bordered(base(Font { bold, ..BODY })).set_align(look.align);
    format = match look.kind {
        Kind::Text => format.set_text_wrap(),
        Kind::Integer => format.set_num_format(number(0, look.signed)),
        Kind::Decimal(digits) | Kind::Float(digits) => format.set_num_format(number(digits, look.signed)),
    };
    format = match row {
        RowKind::Maximum => format.set_italic(),
        RowKind::Heading => format.set_background_color(HEADING),
        RowKind::Body | RowKind::Mean | RowKind::Total => format,
    };
    match tint.and_then(|tint| BANDS.get(tint)) {
        Some(colour) => format.set_background_color(*colour),
        None => format,
    }
}

/// A number format in its stored form; the reader's locale decides between comma and point.
fn number(digits: u32, signed: bool) -> String {
    let plain = if digits == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(digits as usize)) };
    if signed { format!("+{plain};-{plain};{plain}") } else { plain }
}

/// The colour of a band: highest and lowest get the ends of the palette.
fn tint(place: usize, count: usize) -> usize {
    let last = BANDS.len() - 1;
    if count < 2 { 0 } else { (place * last + (count - 1) / 2) / (count - 1) }
}

fn rank(row: RowKind) -> u8 {
    match row {
        RowKind::Body => 0,
        RowKind::Maximum => 1,
        RowKind::Mean => 2,
        RowKind::Total => 3,
        RowKind::Heading => 4,
    }
}

/// Whether all words of a column are a few characters.
fn is_short(table: &Table, col: usize) -> bool {
    table.rows.iter().all(|row| match row.cells.get(col) {
        Some(scoring::Cell::Text(text)) => text.chars().count() <= 4,
        _ => true,
    })
}
