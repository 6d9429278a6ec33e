//! The rows below a header, with merged texts filled down.

use super::code::{self, Code};
use super::header::{Columns, Kind};
use super::text;
use rust_decimal::Decimal;
use scoring::{CellRef, Grid, Value, fold};

/// What the column of maxima holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Max {
    Blank,
    Points(Decimal),
    /// Something that is no number.
    Odd(String),
}

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Row of the sheet, from 0.
    pub(super) at: u32,
    pub(super) code: Code,
    /// Whether the code is a number cell, in which 1.10 has become 1.1.
    pub(super) numeric: bool,
    pub(super) title: String,
    /// Lines of the title's cell that read like a guide.
    pub(super) lines: Vec<String>,
    /// Whether the title is set in or has a dash.
    pub(super) dashed: bool,
    pub(super) max: Max,
    pub(super) guide: Vec<String>,
    pub(super) evidence: String,
    pub(super) office: String,
    pub(super) figures: Vec<String>,
    pub(super) choices: Vec<String>,
    pub(super) computed: bool,
}

impl Row {
    /// Whether nothing that matters stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.code == Code::None && self.title.is_empty() && self.guide.is_empty() && self.max == Max::Blank
    }

    /// Whether it is the sum at the end.
    pub(super) fn is_total(&self) -> bool {
        let key = fold(&self.title);
        matches!(self.code, Code::None | Code::Other)
            && (["tong", "cong", "total"].contains(&key.as_str())
                || ["tong cong", "tong diem", "tong so diem", "cong diem"].iter().any(|word| key.starts_with(word)))
    }
}

/// Reads the rows of a sheet.
pub(super) fn read(grid: &Grid, columns: &Columns) -> Vec<Row> {
    let last = grid.last_row().unwrap_or(0);
    let rows = (columns.rows.1 + 1..=last).filter(|row| !is_numbering(grid, *row));
    rows.map(|at| row(grid, columns, at)).filter(|row| !row.is_blank()).collect()
}

fn row(grid: &Grid, columns: &Columns, at: u32) -> Row {
    let cell = |kind: Kind| columns.of(kind).and_then(|col| grid.get(at, col));
    let shown = |kind: Kind| cell(kind).map(|value| text::nfc(&value.display())).unwrap_or_default();
    let lines = |kind: Kind| -> Vec<String> {
        let all = columns.all(kind).filter_map(|col| grid.get(at, col));
        all.flat_map(|value| text::lines(&value.display())).collect()
    };
    let filled = |kind: Kind| columns.of(kind).map(|col| text::line(&filled(grid, at, col))).unwrap_or_default();
    let mut code = code::of_value(cell(Kind::Code));
    let raw = shown(Kind::Title);
    let (mut title, under) = text::title_and_lines(&raw);
    if title.is_empty() && under.is_empty() && code == Code::Other {
        // a heading merged over the whole width stands in the first column
        title = text::line(&shown(Kind::Code));
    }
    if matches!(code, Code::None | Code::Other)
        && let Some((split, rest)) = code::split(&title)
    {
        (code, title) = (split, rest.to_owned());
    }
    Row {
        at,
        code,
        numeric: matches!(cell(Kind::Code), Some(Value::Number(_))),
        dashed: raw.starts_with([' ', '\t', '\u{a0}']) || raw.trim_start().starts_with(['-', '–', '+', '•', '*']),
        title,
        lines: under,
        max: max(cell(Kind::Max)),
        guide: lines(Kind::Guide),
        evidence: filled(Kind::Evidence),
        office: filled(Kind::Office),
        figures: lines(Kind::Figures),
        choices: lines(Kind::Choices),
        computed: !shown(Kind::Computed).trim().is_empty(),
    }
}

/// The text of a cell, or of the merged area that it is in.
fn filled(grid: &Grid, row: u32, col: u32) -> String {
    let inside =
        |first: CellRef, last: CellRef| (first.row..=last.row).contains(&row) && (first.col..=last.col).contains(&col);
    let area = grid.merges.iter().find(|merge| inside(merge.first, merge.last));
    // an area that begins in another column is a heading over the whole width
    let at = match area {
        Some(merge) if merge.first.col == col => merge.first,
        Some(_) => return String::new(),
        None => CellRef::new(row, col),
    };
    grid.get(at.row, at.col).map(|value| text::nfc(&value.display())).unwrap_or_default()
}

fn max(value: Option<&Value>) -> Max {
    match value {
        None => Max::Blank,
        Some(Value::Number(number)) => Max::Points(number.normalize()),
        Some(value) => {
            let shown = value.display();
            match text::points(&shown) {
                Some(points) => Max::Points(points),
                None if shown.trim().is_empty() || shown.trim() == "-" => Max::Blank,
                None => Max::Odd(text::line(&shown)),
            }
        }
    }
}

/// A row such as `(1) (2) (3)` or `1 2 3`: the numbers of columns, one up from cell to cell.
fn is_numbering(grid: &Grid, row: u32) -> bool {
    let number = |value: &Value| value.display().trim().trim_matches(['(', ')', '[', ']']).parse::<u32>().ok();
    let numbers: Option<Vec<u32>> = grid.row(row).map(|(_, value)| number(value)).collect();
    numbers.is_some_and(|numbers| numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1))
}
