//! One sheet of an .xlsb.

use super::Book;
use super::records::{Records, string};
use crate::formats::bytes::{f64_at, rk, u16_at, u32_at};
use crate::formats::cells::{Budget, Halt};
use crate::formats::values::{self, words};
use scoring::{CellRef, Grid, Value};
use std::io::BufRead;

/// Reads the records of a sheet's part.
pub(super) fn read(
    mut records: Records<impl BufRead>,
    book: &Book,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), Halt> {
    let (mut row, mut col) = (0, 0u32);
    while let Some((id, data)) = records.next()? {
        match id {
            0 => {
                (row, col) = (u32_at(data, 0).unwrap_or_default(), 0);
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    budget.hide(&mut grid.hidden_rows, row, row)?;
                }
            }
            60 => {
                if let (Some(first), Some(last), Some(width), Some(flags)) =
                    (u32_at(data, 0), u32_at(data, 4), u32_at(data, 8), u16_at(data, 16))
                    && (flags & 1 != 0 || width == 0)
                {
                    budget.hide(&mut grid.hidden_cols, first, last)?;
                }
            }
            176 => {
                let corner = |row, col| Some(CellRef::new(u32_at(data, row)?, u32_at(data, col)?));
                if let (Some(first), Some(last)) = (corner(0, 8), corner(4, 12)) {
                    budget.merge(grid, first, last)?;
                }
            }
            1..=11 | 62 => {
                let (Some(at), Some(style)) = (u32_at(data, 0), u32_at(data, 4)) else { continue };
                cell(id, (CellRef::new(row, at), style), data.get(8..).unwrap_or_default(), book, grid, budget)?;
                col = at.saturating_add(1);
            }
            // short cells stand behind the one before
            12..=18 => {
                let Some(style) = u32_at(data, 0) else { continue };
                cell(id - 11, (CellRef::new(row, col), style), data.get(4..).unwrap_or_default(), book, grid, budget)?;
                col = col.saturating_add(1);
            }
            _ => {}
        }
    }
    Ok(())
}

fn cell(
    id: u16,
    (at, style): (CellRef, u32),
    rest: &[u8],
    book: &Book,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), Halt> {
    let number = match id {
        2 => u32_at(rest, 0).map(rk),
        5 | 9 => f64_at(rest, 0),
        _ => None,
    };
    if let Some(number) = number {
        let (value, look) = book.format(style & 0x00ff_ffff).read(number, book.from_1904);
        budget.put(grid, at, Some(value))?;
        grid.looks.extend(look.map(|look| (at, look)));
        return Ok(());
    }
    let value = match id {
        1 => None,
        3 | 11 => rest.first().map(|code| values::error(*code)),
        4 | 10 => rest.first().map(|code| Value::Bool(*code != 0)),
        7 => {
            let index = u32_at(rest, 0).and_then(|index| usize::try_from(index).ok());
            let text = index.and_then(|index| book.strings.get(index));
            words(text.ok_or_else(|| Halt::bad(format!("{at}: there is no such text")))?)
        }
        62 => string(rest, 1).and_then(|(text, _)| words(&text)),
        _ => string(rest, 0).and_then(|(text, _)| words(&text)),
    };
    budget.put(grid, at, value)
}
