//! The header of a sheet: found by its words anywhere in the first rows, over one row or several.

use crate::columns::{Kind, kind, settle};
use crate::plan::Plan;
use crate::rows::code_key;
use scoring::{CellRef, Grid, RoundId, Value};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Rows searched.
const ROWS: u32 = 40;
/// Most rows of one header.
const HEIGHT: u32 = 3;

/// The columns of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// First and last row of the header.
    pub(crate) rows: (u32, u32),
    pub(crate) code: Option<u32>,
    pub(crate) title: Option<u32>,
    pub(crate) max: Option<u32>,
    /// The score column of the plan's round.
    pub(crate) own: Option<u32>,
    pub(crate) figures: Option<u32>,
    /// Score columns of other rounds.
    pub(crate) copies: Vec<(u32, RoundId)>,
    /// Score columns that can't be told.
    pub(crate) unclear: Vec<u32>,
    /// Two columns for the plan's round.
    pub(crate) rivals: Vec<u32>,
    /// Header texts by column.
    pub(crate) texts: BTreeMap<u32, String>,
}

/// Either a layout or the rows that come nearest to a header, best first.
pub(crate) fn find(grid: &Grid, plan: &Plan<'_>) -> Result<Layout, Vec<(u32, String)>> {
    // Of two headers that say as much the lower one wins: letterhead above adds words, not columns.
    let mut best: Option<((usize, Reverse<u32>), Header)> = None;
    let mut tried: Vec<(usize, u32)> = Vec::new();
    let last = grid.last_row().unwrap_or(0).min(ROWS - 1);
    for top in 0..=last {
        if best.is_some() && has_code(grid, top, plan) {
            break;
        }
        let single = read(grid, top, top, plan);
        let known = single.kinds.len();
        if known == 0 {
            continue;
        }
        tried.push((known, top));
        let height = if is_title(grid, top) { 1 } else { HEIGHT };
        let taller = (top + 1..=last.min(top + height - 1)).take_while(|row| !has_code(grid, *row, plan));
        let candidates = std::iter::once(single).chain(taller.map(|bottom| read(grid, top, bottom, plan)));
        for header in candidates.filter(Header::is_whole) {
            let weight = (header.distinct(), Reverse(header.rows.1 - header.rows.0));
            if best.as_ref().is_none_or(|(other, _)| weight > *other) {
                best = Some((weight, header));
            }
        }
    }
    match best {
        Some((_, header)) => Ok(header.settled(plan)),
        None => {
            tried.sort_by_key(|(known, row)| (Reverse(*known), *row));
            Err(tried.into_iter().take(3).map(|(_, row)| (row, line(grid, row))).collect())
        }
    }
}

/// The first rows that hold anything, for a sheet in which no row looks like a header.
pub(crate) fn first_rows(grid: &Grid) -> Vec<(u32, String)> {
    let rows: BTreeSet<u32> = grid.cells.keys().map(|at| at.row).take(200).collect();
    rows.into_iter().take(3).map(|row| (row, line(grid, row))).collect()
}

/// A row with one text at its left end, above everything else: a title and no group of columns.
fn is_title(grid: &Grid, row: u32) -> bool {
    let mut cells = grid.row(row);
    let first = cells.next().map(|(col, _)| col);
    cells.next().is_none() && first <= grid.row(row + 1).next().map(|(col, _)| col)
}

fn line(grid: &Grid, row: u32) -> String {
    let cells: Vec<String> = grid.row(row).map(|(_, value)| value.display()).collect();
    crate::show::shortened(&cells.join(" │ "), 100)
}

fn has_code(grid: &Grid, row: u32, plan: &Plan<'_>) -> bool {
    let known = |value: &Value| match value {
        Value::Text(text) => text.len() < 12 && plan.codes.contains_key(&code_key(text)),
        Value::Number(number) => plan.numbers.contains_key(&number.normalize()),
        _ => false,
    };
    // a row of column numbers is no data, and its numbers look like codes
    grid.row(row).next().is_some_and(|(_, value)| known(value)) && !is_numbering(grid, row)
}

/// A row such as `(1) (2) (3)`, `1 2 3` or `A B 1 2`: nothing but the numbers of columns, rising.
pub(crate) fn is_numbering(grid: &Grid, row: u32) -> bool {
    let mut previous = 0;
    let mut count = 0;
    for (_, value) in grid.row(row) {
        let text = match value {
            Value::Text(text) => text.trim(),
            Value::Number(number) if number.is_integer() => &number.normalize().to_string(),
            _ => return false,
        };
        let inner = text.strip_prefix('(').unwrap_or(text);
        let end = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(inner.len());
        let letter = inner.len() == 1 && inner.starts_with(|c: char| c.is_ascii_uppercase());
        match inner[..end].parse::<u32>() {
            Ok(number) if number == previous + 1 || (previous == 0 && number < 4) => previous = number,
            Err(_) if letter && previous == 0 => {}
            _ => return false,
        }
        if end < inner.len() && !letter && !inner[end..].starts_with([')', '=']) {
            return false;
        }
        count += 1;
    }
    count >= 3 && previous >= 2
}

/// A possible header.
struct Header {
    rows: (u32, u32),
    texts: BTreeMap<u32, String>,
    kinds: BTreeMap<u32, Kind>,
}

fn read(grid: &Grid, top: u32, bottom: u32, plan: &Plan<'_>) -> Header {
    let mut texts: BTreeMap<u32, String> = BTreeMap::new();
    for row in top..=bottom {
        for (col, text) in spread(grid, row, row < bottom) {
            let joined = texts.entry(col).or_default();
            if !joined.is_empty() {
                joined.push_str(" / ");
            }
            joined.push_str(&text);
        }
    }
    let kinds = texts.iter().filter_map(|(col, text)| Some((*col, kind(text, plan)?))).collect();
    Header { rows: (top, bottom), texts, kinds }
}

/// The texts of a header row; a group's text stands over all of its columns.
fn spread(grid: &Grid, row: u32, is_group: bool) -> BTreeMap<u32, String> {
    let mut texts = BTreeMap::new();
    let mut cells = grid.row(row).peekable();
    while let Some((col, value)) = cells.next() {
        let Value::Text(text) = value else { continue };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = CellRef::new(row, col);
        let merged = grid.merges.iter().find(|merge| merge.first == at).map(|merge| merge.last.col);
        let open = cells.peek().map_or(col, |(next, _)| next.saturating_sub(1)).max(col);
        let last = match (is_group, merged) {
            (false, _) => col,
            (true, Some(last)) => last.min(col + 64),
            // without merges an empty cell to the right belongs to the group if a text stands below it
            (true, None) if grid.merges.is_empty() => {
                (col + 1..=open).take_while(|next| grid.get(row + 1, *next).is_some()).last().unwrap_or(col)
            }
            (true, None) => col,
        };
        for col in col..=last {
            texts.insert(col, text.clone());
        }
    }
    texts
}

impl Header {
    /// A criterion label and a score label.
    fn is_whole(&self) -> bool {
        let any = |wanted: fn(Kind) -> bool| self.kinds.values().any(|kind| wanted(*kind));
        any(|kind| matches!(kind, Kind::Code | Kind::Title)) && any(Kind::is_score)
    }

    fn distinct(&self) -> usize {
        self.kinds.values().collect::<BTreeSet<_>>().len()
    }

    fn settled(self, plan: &Plan<'_>) -> Layout {
        let first = |wanted: Kind| self.kinds.iter().find(|(_, kind)| **kind == wanted).map(|(col, _)| *col);
        let mut layout = Layout {
            rows: self.rows,
            code: first(Kind::Code),
            title: first(Kind::Title),
            max: first(Kind::Max),
            figures: first(Kind::Figures),
            ..Layout::default()
        };
        let named = |round: RoundId| self.kinds.values().any(|kind| *kind == Kind::Round(round));
        let many = |wanted: Kind| self.kinds.values().filter(|kind| **kind == wanted).count();
        let scores = self.kinds.values().filter(|kind| kind.is_score()).count();
        for (&col, &kind) in self.kinds.iter().filter(|(_, kind)| kind.is_score()) {
            let alone = !named(plan.round)
                && match kind {
                    Kind::Score => scores == 1 || many(Kind::Score) == 1 && many(Kind::Appraisal) == 0,
                    _ => many(kind) == 1,
                };
            match settle(kind, alone, plan) {
                Some(round) if round == plan.round => match layout.own {
                    None => layout.own = Some(col),
                    Some(_) => layout.rivals.push(col),
                },
                Some(round) => layout.copies.push((col, round)),
                None if many(kind) > 1 && !named(plan.round) => layout.rivals.push(col),
                None => layout.unclear.push(col),
            }
        }
        layout.texts = self.texts;
        layout
    }
}
