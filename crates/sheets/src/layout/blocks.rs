//! Several score tables below each other in one sheet, each with a header of its own. A header that is repeated at a
//! page break begins no new table.

use crate::layout::{Kind, Layout, Word, header};
use crate::plan::{Plan, Titled};
use crate::whose;
use scoring::{CellRef, Grid, NodeId, Value};

/// The tables of a sheet from top to bottom, or the rows that come nearest to a header.
pub(crate) fn blocks(grid: &Grid, plan: &Plan<'_>) -> Result<Vec<Layout>, Vec<(u32, String)>> {
    let mut blocks = vec![header::find(grid, plan, 0, header::ROWS - 1)?];
    if !has_header(grid, plan, &blocks[0]) {
        return Ok(blocks);
    }
    while let Some(last) = blocks.last_mut() {
        let Some(next) = next(grid, plan, last) else { break };
        last.until = next.above;
        blocks.push(next);
    }
    Ok(blocks)
}

/// Whether anything below the header looks like one more header: a quick look before rows are gone through.
fn has_header(grid: &Grid, plan: &Plan<'_>, layout: &Layout) -> bool {
    let below = grid.cells.range(CellRef::new(layout.rows.1 + 1, 0)..);
    below.into_iter().any(|(at, value)| match value {
        Value::Text(text) if layout.code == Some(at.col) || layout.titles.contains(&at.col) => {
            text.len() < 160 && is_header_text(text, at.col, layout, plan)
        }
        _ => false,
    })
}

/// The table that follows this one: it names another unit, or begins again with the first criterion.
fn next(grid: &Grid, plan: &Plan<'_>, layout: &Layout) -> Option<Layout> {
    let mut first: Option<NodeId> = None;
    let mut end = layout.rows.1;
    let mut header: Option<u32> = None;
    let mut at = layout.rows.1 + 1;
    while let Some((&CellRef { row, .. }, _)) = grid.cells.range(CellRef::new(at, 0)..).next() {
        at = row + 1;
        if let Some(node) = node(grid, row, layout, plan) {
            let first = *first.get_or_insert(node);
            if let Some(top) = header.take() {
                let from = tail(grid, plan, layout, (end + 1, top));
                if node <= first || is_other(grid, plan, layout, (from, top)) {
                    let found = header::find(grid, plan, from, top + 3);
                    // with other columns the rows are read as part of this table, and refused as codes that occur twice
                    let same = |next: &Layout| {
                        let columns =
                            |layout: &Layout| (layout.own, layout.figures, layout.code, layout.titles.clone());
                        columns(next) == columns(layout)
                    };
                    return found.ok().filter(|next| next.rows.0 <= top && next.rows.1 < row && same(next));
                }
            }
            end = row;
        } else if header.is_none() && is_header(grid, row, layout, plan) {
            header = Some(row);
        }
    }
    None
}

/// The first of these rows that is no sum and no signature of the table above.
fn tail(grid: &Grid, plan: &Plan<'_>, layout: &Layout, (first, last): (u32, u32)) -> u32 {
    let ends = |at: &CellRef, value: &Value| match value {
        Value::Text(text) => matches!(plan.said(text).word, Some(Word::Sum | Word::Other | Word::Signature)),
        Value::Number(_) => layout.own == Some(at.col) || layout.figures == Some(at.col),
        _ => false,
    };
    let rows = grid.cells.range(CellRef::new(first, 0)..CellRef::new(last.max(first), 0)).rev();
    rows.into_iter().find(|(at, value)| ends(at, value)).map_or(first, |(at, _)| at.row + 1)
}

/// Whether the rows above a repeated header name another unit than this table's.
fn is_other(grid: &Grid, plan: &Plan<'_>, layout: &Layout, rows: (u32, u32)) -> bool {
    let other = whose::above(grid, plan, rows);
    other.is_some() && other != whose::above(grid, plan, (layout.above, layout.rows.0))
}

/// The node that a row is about at first sight.
fn node(grid: &Grid, row: u32, layout: &Layout, plan: &Plan<'_>) -> Option<NodeId> {
    let code = layout.code.and_then(|col| match grid.get(row, col)? {
        Value::Text(text) => plan.codes.get(text).copied(),
        Value::Number(number) => plan.numbers.get(&number.normalize())?.first().copied(),
        _ => None,
    });
    code.or_else(|| {
        layout.titles.iter().rev().find_map(|col| match grid.get(row, *col)? {
            Value::Text(text) => match plan.said(text).titled {
                Titled::One(node) => Some(node),
                _ => None,
            },
            _ => None,
        })
    })
}

/// Whether the words of a header stand in the columns of code and name.
fn is_header(grid: &Grid, row: u32, layout: &Layout, plan: &Plan<'_>) -> bool {
    let mut cols = layout.code.into_iter().chain(layout.titles.iter().copied());
    cols.any(|col| match grid.get(row, col) {
        Some(Value::Text(text)) if text.len() < 160 => is_header_text(text, col, layout, plan),
        _ => false,
    })
}

fn is_header_text(text: &str, col: u32, layout: &Layout, plan: &Plan<'_>) -> bool {
    let text = text.trim();
    let same = layout.texts.get(&col).is_some_and(|header| header.contains(text));
    let label =
        || text.len() <= 24 && text.chars().any(char::is_alphabetic) && plan.said(text).kind == Some(Kind::Code);
    same && text.len() > 1 || label()
}
