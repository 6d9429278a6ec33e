//! Tables of many units. With a column for each unit the header says it; with a column for each criterion the sheet is
//! turned, so that everything else is read as in any other sheet.

use crate::layout::header::{MANY, ROWS, is_numbering};
use crate::layout::{Kind, Layout};
use crate::plan::{Plan, Titled};
use crate::rows::code_key;
use scoring::{CellRef, Grid, Merge, NodeId, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet with a row for each unit and a column for each criterion, turned, with its layout.
pub(crate) fn turned(grid: &Grid, plan: &Plan<'_>) -> Option<(Grid, Layout)> {
    let last = grid.last_row()?.min(ROWS - 1);
    let (mut coded, mut titled) = (None, None);
    let mut cells: Vec<&Value> = Vec::new();
    let mut row = 0;
    // a row is judged when the next one begins
    let end = (CellRef::new(u32::MAX, 0), &Value::Bool(false));
    let upto = grid.cells.range(..CellRef::new(last + 1, 0)).map(|(at, value)| (*at, value)).chain([end]);
    for (at, value) in upto {
        if at.row != row {
            if coded.is_none() && is_rising(&cells, is_short, |value| code(value, plan)) && !is_numbering(grid, row) {
                coded = Some(row);
            }
            let near = coded.is_none_or(|coded: u32| row.abs_diff(coded) <= 3);
            if titled.is_none() && near && is_rising(&cells, |value| !is_short(value), |value| title(value, plan)) {
                titled = Some(row);
            }
            cells.clear();
            row = at.row;
        }
        cells.push(value);
    }
    let header = coded.max(titled)?;
    let column = unit_column(grid, header, plan)?;
    let mut layout = Layout {
        rows: (0, column),
        until: u32::MAX,
        code: coded,
        titles: titled.into_iter().collect(),
        ..Layout::default()
    };
    for row in header + 1..=grid.last_row()? {
        let label = grid.row(row).take_while(|(col, _)| *col <= column).find_map(|(_, value)| match value {
            Value::Text(text) if text.chars().any(char::is_alphabetic) => Some(text),
            _ => None,
        });
        let Some(label) = label else { continue };
        let said = plan.said(label);
        let filled = || grid.row(row).any(|(col, value)| col > column && matches!(value, Value::Number(_)));
        if said.kind == Some(Kind::Max) {
            layout.max = Some(row);
        } else if said.unit.is_some() || said.word.is_none() && filled() {
            layout.units.push((row, said.unit));
            layout.texts.insert(row, label.clone());
        }
    }
    (!layout.units.is_empty()).then(|| (turn(grid), layout))
}

/// Whether at least [`MANY`] cells of a row are criteria in the order of the rubric; only likely ones are looked up.
fn is_rising(cells: &[&Value], likely: impl Fn(&Value) -> bool, find: impl Fn(&Value) -> Option<NodeId>) -> bool {
    if cells.iter().filter(|value| likely(value)).count() < MANY {
        return false;
    }
    let nodes: Vec<NodeId> = cells.iter().filter(|value| likely(value)).filter_map(|value| find(value)).collect();
    let distinct: BTreeSet<NodeId> = nodes.iter().copied().collect();
    let rising = nodes.windows(2).filter(|pair| pair[0] < pair[1]).count();
    distinct.len() >= MANY && rising * 4 >= nodes.len() * 3
}

/// A number or a text that may be a code.
fn is_short(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.len() < 16,
        Value::Number(_) => true,
        _ => false,
    }
}

fn code(value: &Value, plan: &Plan<'_>) -> Option<NodeId> {
    match value {
        Value::Text(text) => plan.codes.get(text).or_else(|| plan.codes.get(&code_key(text))).copied(),
        Value::Number(number) => plan.numbers.get(&number.normalize())?.first().copied(),
        _ => None,
    }
}

fn title(value: &Value, plan: &Plan<'_>) -> Option<NodeId> {
    match value {
        Value::Text(text) => match plan.said(text).titled {
            Titled::One(node) => Some(node),
            _ => None,
        },
        _ => None,
    }
}

/// The column in which most units stand.
fn unit_column(grid: &Grid, header: u32, plan: &Plan<'_>) -> Option<u32> {
    let mut units: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, value) in grid.cells.range(CellRef::new(header + 1, 0)..) {
        if let Value::Text(text) = value
            && text.len() < 80
            && text.chars().any(char::is_alphabetic)
            && plan.said(text).unit.is_some()
        {
            *units.entry(at.col).or_default() += 1;
        }
    }
    units.into_iter().max_by_key(|(col, count)| (*count, u32::MAX - col)).map(|(col, _)| col)
}

fn turn(grid: &Grid) -> Grid {
    let turn = |at: &CellRef| CellRef::new(at.col, at.row);
    let merge = |merge: &Merge| Merge { first: turn(&merge.first), last: turn(&merge.last) };
    let last = grid.cells.keys().map(|at| at.col).max().unwrap_or(0);
    Grid {
        name: grid.name.clone(),
        hidden: grid.hidden,
        cells: grid.cells.iter().map(|(at, value)| (turn(at), value.clone())).collect(),
        merges: grid.merges.iter().map(merge).collect(),
        looks: grid.looks.iter().map(|(at, look)| (turn(at), *look)).collect(),
        hidden_rows: grid.hidden_cols.clone(),
        hidden_cols: grid.hidden_rows.clone(),
        // a row that is one column off puts every row of the turned sheet in doubt
        uneven: if grid.uneven.is_empty() { Vec::new() } else { (0..=last).collect() },
        blind: grid.blind,
    }
}
