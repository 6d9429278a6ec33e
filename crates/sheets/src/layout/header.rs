//! The header of a sheet: found by its words anywhere in the first rows, over one row or several.

use crate::layout::Layout;
use crate::layout::columns::{Kind, settle};
use crate::plan::{Plan, Titled};
use crate::rows::{claims, code_key};
use scoring::{CellRef, Grid, RoundId, UnitId, Value};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Rows searched.
pub(crate) const ROWS: u32 = 40;
/// Most rows of one header.
const HEIGHT: u32 = 4;
/// Columns of units that make a table of many.
pub(crate) const MANY: usize = 5;

/// Either a layout or the rows that come nearest to a header, best first; searched from row `from` to row `last`.
pub(crate) fn find(grid: &Grid, plan: &Plan<'_>, from: u32, last: u32) -> Result<Layout, Vec<(u32, String)>> {
    // Of two headers that say as much the lower one wins: letterhead above adds words, not columns.
    let mut best: Option<((usize, Reverse<u32>), Header<'_>)> = None;
    let mut tried: Vec<(usize, u32)> = Vec::new();
    let last = grid.last_row().unwrap_or(0).min(last);
    for top in from..=last {
        if best.is_some() && is_data(grid, top, plan) {
            break;
        }
        let single = read(grid, top, top, plan);
        let known = single.kinds.len();
        if known == 0 && single.units.is_empty() {
            continue;
        }
        if known > 0 {
            tried.push((known, top));
        }
        let height = if is_title(grid, top) { 1 } else { HEIGHT };
        let taller = (top + 1..=last.min(top + height - 1)).take_while(|row| !is_data(grid, *row, plan));
        let candidates = std::iter::once(single).chain(taller.map(|bottom| read(grid, top, bottom, plan)));
        for header in candidates.filter(Header::is_whole) {
            let weight = (header.distinct(), Reverse(header.rows.1 - header.rows.0));
            if best.as_ref().is_none_or(|(other, _)| weight > *other) {
                best = Some((weight, header));
            }
        }
    }
    match best {
        Some((_, header)) => Ok(Layout { above: from, ..header.settled(grid, plan) }),
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

/// A row about a criterion: a code at its left end, or the title of one.
fn is_data(grid: &Grid, row: u32, plan: &Plan<'_>) -> bool {
    let coded = |value: &Value| match value {
        Value::Text(text) => text.len() < 12 && (plan.codes.contains_key(text) || claims(text, plan)),
        Value::Number(number) => plan.numbers.contains_key(&number.normalize()),
        _ => false,
    };
    // a row of column numbers is no data, and its numbers look like codes
    if grid.row(row).next().is_some_and(|(_, value)| coded(value)) && !is_numbering(grid, row) {
        return true;
    }
    let titled = |value: &Value| matches!(value, Value::Text(text) if plan.said(text).titled != Titled::None);
    // a row of many titles is the header of a table with a column for each criterion
    (1..=3).contains(&grid.row(row).take(8).filter(|(_, value)| titled(value)).count())
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
        let letter = inner.trim_end_matches(')').len() == 1 && inner.starts_with(|c: char| c.is_ascii_alphabetic());
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
struct Header<'g> {
    rows: (u32, u32),
    parts: BTreeMap<u32, Vec<&'g str>>,
    kinds: BTreeMap<u32, Kind>,
    units: BTreeMap<u32, UnitId>,
}

fn read<'g>(grid: &'g Grid, top: u32, bottom: u32, plan: &Plan<'_>) -> Header<'g> {
    let mut header =
        Header { rows: (top, bottom), parts: BTreeMap::new(), kinds: BTreeMap::new(), units: BTreeMap::new() };
    for row in top..=bottom {
        spread(grid, row, row < bottom, &mut header.parts);
    }
    for (col, parts) in &header.parts {
        let (kind, unit) = meaning(parts, plan);
        header.kinds.extend(kind.map(|kind| (*col, kind)));
        header.units.extend(unit.map(|unit| (*col, unit)));
    }
    header
}

/// What a column is: what its lowest text says, or, where that is vague, all of its texts together.
fn meaning(parts: &[&str], plan: &Plan<'_>) -> (Option<Kind>, Option<UnitId>) {
    let unit_of = |part: &&str| plan.said(part).unit.filter(|_| part.chars().any(char::is_alphabetic));
    let unit = parts.iter().find_map(unit_of);
    let rest: Vec<&str> = parts.iter().filter(|part| unit.is_none() || unit_of(part).is_none()).copied().collect();
    let Some(lowest) = rest.last() else { return (None, unit) };
    let lowest = plan.said(lowest);
    if rest.len() == 1 {
        return (lowest.kind, unit);
    }
    let joined = plan.said(&rest.join(" / "));
    let vague = matches!(lowest.kind, None | Some(Kind::Score | Kind::Appraisal));
    (if joined.stated || vague && !lowest.stated { joined.kind.or(lowest.kind) } else { lowest.kind }, unit)
}

/// Adds the texts of a header row; a group's text stands over all of its columns.
fn spread<'g>(grid: &'g Grid, row: u32, is_group: bool, texts: &mut BTreeMap<u32, Vec<&'g str>>) {
    let unmerged = is_group && !grid.merges.iter().any(|merge| merge.first.row == row && merge.last.row == row);
    let mut cells = grid.row(row).peekable();
    while let Some((col, value)) = cells.next() {
        let Value::Text(text) = value else { continue };
        let at = CellRef::new(row, col);
        let open = cells.peek().map_or(col + 64, |(next, _)| next.saturating_sub(1)).max(col);
        let merged = || grid.merges.iter().find(|merge| merge.first == at).map(|merge| merge.last.col);
        let last = match (is_group, unmerged) {
            (false, _) => col,
            // without merges an empty cell to the right belongs to the group if a text stands below it
            (true, true) => {
                (col + 1..=open).take_while(|next| grid.get(row + 1, *next).is_some()).last().unwrap_or(col)
            }
            (true, false) => merged().map_or(col, |last| last.min(col + 64)),
        };
        for col in col..=last {
            texts.entry(col).or_default().push(text);
        }
    }
}

impl Header<'_> {
    /// A criterion label and a score label, or many units in place of it.
    fn is_whole(&self) -> bool {
        let any = |wanted: fn(Kind) -> bool| self.kinds.values().any(|kind| wanted(*kind));
        let scored = any(Kind::is_score) || self.units.len() >= MANY;
        scored && any(|kind| matches!(kind, Kind::Code | Kind::Title))
    }

    fn distinct(&self) -> usize {
        self.kinds.values().collect::<BTreeSet<_>>().len() + usize::from(self.units.len() >= MANY)
    }

    fn columns(&self, wanted: Kind) -> Vec<u32> {
        self.kinds.iter().filter(|(_, kind)| **kind == wanted).map(|(col, _)| *col).collect()
    }

    fn settled(self, grid: &Grid, plan: &Plan<'_>) -> Layout {
        let mut layout = Layout { rows: self.rows, until: u32::MAX, ..Layout::default() };
        layout.code = pick_code(grid, self.rows.1, self.columns(Kind::Code), plan);
        layout.titles = pick_titles(grid, self.rows.1, self.columns(Kind::Title), plan);
        for (kind, slot) in [(Kind::Max, &mut layout.max), (Kind::Figures, &mut layout.figures)] {
            let mut cols = self.columns(kind);
            if cols.len() > 1 {
                cols.retain(|col| !grid.is_hidden_col(*col));
            }
            match cols.as_slice() {
                [] => {}
                [one] => *slot = Some(*one),
                _ => layout.doubled.push((kind, cols)),
            }
        }
        if self.units.len() >= MANY {
            self.many(&mut layout, plan);
        } else {
            self.scores(&mut layout, grid, plan);
        }
        let text = |parts: &[&str]| parts.join(" / ").split_whitespace().collect::<Vec<_>>().join(" ");
        layout.texts = self.parts.iter().map(|(col, parts)| (*col, text(parts))).collect();
        layout
    }

    /// The score column of this round, of others, and those that can't be told.
    fn scores(&self, layout: &mut Layout, grid: &Grid, plan: &Plan<'_>) {
        let named = |round: RoundId| self.kinds.values().any(|kind| *kind == Kind::Round(round));
        let many = |wanted: Kind| self.kinds.values().filter(|kind| **kind == wanted).count();
        let scores = self.kinds.values().filter(|kind| kind.is_score()).count();
        let mut own = Vec::new();
        for (&col, &kind) in self.kinds.iter().filter(|(_, kind)| kind.is_score()) {
            let alone = !named(plan.round)
                && match kind {
                    Kind::Score => scores == 1 || many(Kind::Score) == 1 && many(Kind::Appraisal) == 0,
                    _ => many(kind) == 1,
                };
            match settle(kind, alone, plan) {
                Some(round) if round == plan.round => own.push(col),
                Some(round) => layout.copies.push((col, round)),
                None if many(kind) > 1 && !named(plan.round) => own.push(col),
                None => layout.unclear.push(col),
            }
        }
        // what people don't see stands back behind what they see
        if own.iter().any(|col| !grid.is_hidden_col(*col)) {
            (layout.unseen, own) = own.into_iter().partition(|col| grid.is_hidden_col(*col));
        }
        let certain = own.len() == 1 && (named(plan.round) || settle(self.kinds[&own[0]], true, plan).is_some());
        match own.as_slice() {
            [one] if certain => layout.own = Some(*one),
            _ => layout.rivals = own,
        }
    }

    /// The columns of many units: those of this round, where the header says so.
    fn many(&self, layout: &mut Layout, plan: &Plan<'_>) {
        let scored: Vec<(u32, UnitId, Option<Kind>)> = self
            .units
            .iter()
            .map(|(col, unit)| (*col, *unit, self.kinds.get(col).copied()))
            .filter(|(.., kind)| kind.is_none_or(Kind::is_score))
            .collect();
        let is_own = |kind: &Option<Kind>| *kind == Some(Kind::Round(plan.round));
        let named = scored.iter().any(|(.., kind)| is_own(kind));
        for (col, unit, kind) in scored {
            match kind {
                Some(Kind::Round(round)) if round != plan.round => {}
                kind if named && !is_own(&kind) => {}
                _ => layout.units.push((col, Some(unit))),
            }
        }
        // a column among them that nobody knows may be a unit whose name is misspelt
        let (Some(first), Some(last)) = (self.units.keys().next(), self.units.keys().last()) else { return };
        for (col, parts) in self.parts.range(first..) {
            let said = |part: &&str| plan.said(part);
            let known = self.kinds.contains_key(col) || self.units.contains_key(col);
            let aside = parts.iter().map(said).any(|said| said.word.is_some());
            if !known && !aside && (col < last || *col == last + 1) {
                layout.units.push((*col, None));
            }
        }
        layout.units.sort_unstable();
    }
}

/// Of several columns of codes the one that holds more of the rubric's codes.
fn pick_code(grid: &Grid, bottom: u32, cols: Vec<u32>, plan: &Plan<'_>) -> Option<u32> {
    let known = |col: u32| {
        let nodes = below(grid, bottom).filter(|(at, _)| at.col == col).filter_map(|(_, value)| match value {
            Value::Text(text) => plan.codes.get(&code_key(text)).copied(),
            Value::Number(number) => plan.numbers.get(&number.normalize()).and_then(|nodes| nodes.first().copied()),
            _ => None,
        });
        nodes.collect::<BTreeSet<_>>().len()
    };
    match cols.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => cols.iter().copied().max_by_key(|col| (known(*col), Reverse(*col))),
    }
}

/// Of several columns of names those that hold any of the rubric's, if one does.
fn pick_titles(grid: &Grid, bottom: u32, cols: Vec<u32>, plan: &Plan<'_>) -> Vec<u32> {
    if cols.len() < 2 {
        return cols;
    }
    let mut found: BTreeSet<u32> = BTreeSet::new();
    for (at, value) in below(grid, bottom).filter(|(at, _)| cols.contains(&at.col)) {
        if let Value::Text(text) = value
            && (plan.codes.contains_key(&code_key(text)) || crate::rows::is_named(text, plan))
        {
            found.insert(at.col);
        }
    }
    if found.is_empty() { cols } else { cols.into_iter().filter(|col| found.contains(col)).collect() }
}

fn below(grid: &Grid, bottom: u32) -> impl Iterator<Item = (&CellRef, &Value)> {
    grid.cells.range(CellRef::new(bottom + 1, 0)..).take(4000)
}
