//! Where things stand on a sheet: widths of columns, merged headings, heights of heading rows.

use super::measure::{self, Font, characters, real};
use super::style;
use crate::number;
use scoring::{Cell, Column, Kind, Lang, Table};

/// Widest column of words without a wish of its own, in characters.
const WIDEST_TEXT: f64 = 38.0;
/// Narrowest and widest column of numbers.
const NUMBERS: (f64, f64) = (6.5, 15.0);
/// Rows looked at to find the width of a column.
const ROWS_MEASURED: usize = 3000;
/// A table narrower than so many pixels is widened, each column by this factor at most, so that it fills its page.
const STRETCH: (f64, f64) = (1010.0, 1.5);

/// A heading with the columns and heading rows it spans, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading<'a> {
    pub(crate) text: &'a str,
    pub(crate) rows: (usize, usize),
    pub(crate) cols: (usize, usize),
}

/// The headings of a table. Neighbours with equal headings, and equal ones above, share one; a heading with nothing
/// below reaches down to the body.
pub(crate) fn headings(columns: &[Column]) -> Vec<Heading<'_>> {
    let depth = columns.iter().map(|column| column.groups.len()).max().unwrap_or(0);
    let mut headings = Vec::new();
    for level in 0..depth {
        let mut at = 0;
        for run in columns.chunk_by(|a, b| shares(a, b, level)) {
            if let Some(text) = run[0].groups.get(level) {
                headings.push(Heading { text, rows: (level, level), cols: (at, at + run.len() - 1) });
            }
            at += run.len();
        }
    }
    for (at, column) in columns.iter().enumerate() {
        headings.push(Heading { text: &column.title, rows: (column.groups.len(), depth), cols: (at, at) });
    }
    headings
}

fn shares(a: &Column, b: &Column, level: usize) -> bool {
    a.groups.len() > level && b.groups.len() > level && a.groups[..=level] == b.groups[..=level]
}

/// Widths of the columns in characters.
pub(crate) fn widths(table: &Table, lang: Lang) -> Vec<f64> {
    let tall = if table.columns.len() > 12 { 9 } else { 6 };
    let natural = |(at, column): (usize, &Column)| width(column, content(table, at, lang), tall);
    let mut widths: Vec<f64> = table.columns.iter().enumerate().map(natural).collect();
    let factor = (STRETCH.0 / total_pixels(&widths)).clamp(1.0, STRETCH.1);
    for (width, column) in widths.iter_mut().zip(&table.columns) {
        if column.width.is_none() && column.name != "no" {
            *width *= factor;
        }
    }
    widths
}

fn width(column: &Column, content: f64, tall: usize) -> f64 {
    match (column.width, column.kind) {
        (Some(wish), _) => f64::from(wish),
        (None, Kind::Text) => {
            let word = characters(style::HEADER.widest_word(&column.title)) + 1.0;
            content.min(WIDEST_TEXT).max(word).max(5.0)
        }
        (None, _) => numbers(column, content, tall),
    }
}

/// The narrowest width that holds the numbers and keeps the heading to `tall` lines.
fn numbers(column: &Column, content: f64, tall: usize) -> f64 {
    let (narrowest, widest) = NUMBERS;
    let whole = matches!(column.kind, Kind::Integer);
    let word = characters(style::HEADER.widest_word(&column.title)) + 1.0;
    let mut width = if whole { 5.0 } else { narrowest }.max(content).max(word);
    while width < widest && style::HEADER.lines(&column.title, width) > tall {
        width += 0.5;
    }
    width
}

/// The width of the widest value of a column.
fn content(table: &Table, col: usize, lang: Lang) -> f64 {
    let kind = table.columns[col].kind;
    let rows = table.rows.iter().take(ROWS_MEASURED);
    let widest = |cell: &Cell| {
        let font = Font { bold: !matches!(cell, Cell::Text(_)), ..style::BODY };
        shown(cell, kind, lang).lines().map(|line| font.characters(line)).fold(0.0, f64::max)
    };
    rows.filter_map(|row| row.cells.get(col)).map(widest).fold(0.0, f64::max) + 1.0
}

/// A value about as the sheet shows it.
fn shown(cell: &Cell, kind: Kind, lang: Lang) -> String {
    let digits = match kind {
        Kind::Decimal(digits) | Kind::Float(digits) => digits,
        Kind::Text | Kind::Integer => 0,
    };
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Decimal(value) | Cell::Live(value, _) => lang.fixed(*value, digits),
        Cell::Float(value) if value.is_finite() => format!("{value:.0$}", digits as usize),
        other => number::of(other).unwrap_or_default(),
    }
}

/// Heights of the heading rows in points, such that no heading is cut.
pub(crate) fn header_heights(headings: &[Heading<'_>], widths: &[f64]) -> Vec<f64> {
    let rows = headings.iter().map(|heading| heading.rows.1 + 1).max().unwrap_or(0);
    let mut heights = vec![style::ROW_POINTS + 2.0; rows];
    let mut by_span: Vec<&Heading<'_>> = headings.iter().collect();
    by_span.sort_by_key(|heading| heading.rows.1 - heading.rows.0);
    for heading in by_span {
        let lines = style::HEADER.lines(heading.text, joined(&widths[heading.cols.0..=heading.cols.1]));
        let needed = style::HEADER.height(lines) + 5.0;
        let (first, last) = heading.rows;
        let have: f64 = heights[first..=last].iter().sum();
        heights[last] += (needed - have).max(0.0);
    }
    heights.iter().map(|height| height.min(400.0)).collect()
}

/// The width of columns merged into one, in characters.
pub(crate) fn joined(widths: &[f64]) -> f64 {
    let pixels: f64 = widths.iter().map(|width| measure::pixels(*width)).sum();
    (pixels - 5.0) / 7.0
}

/// The height of a row of the body in points; `None` when one line is enough.
pub(crate) fn row_height(cells: &[Cell], widths: &[f64], bold: bool) -> Option<f64> {
    let font = Font { bold, ..style::BODY };
    let lines = |(cell, width): (&Cell, &f64)| match cell {
        Cell::Text(text) => font.lines(text, *width),
        _ => 1,
    };
    let most = cells.iter().zip(widths).map(lines).max().unwrap_or(1);
    (most > 1).then(|| (font.height(most) + 3.0).min(400.0))
}

/// Columns that stay in view: up to the one with the unit or the title, if it is one of the first three.
pub(crate) fn frozen(columns: &[Column]) -> usize {
    let names = |column: &Column| column.name == "unit" || column.name == "title";
    let named = columns.iter().take(3).position(names);
    let first = columns.iter().take(3).position(|column| column.kind == Kind::Text);
    named.or(first).map_or(0, |at| at + 1)
}

/// Total width in pixels.
pub(crate) fn total_pixels(widths: &[f64]) -> f64 {
    widths.iter().map(|width| measure::pixels(*width)).sum::<f64>() + real(widths.len())
}
