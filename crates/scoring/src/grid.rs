//! One sheet as it stands in a file: sparse cells with their addresses.

use crate::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt;

/// Address of a cell, row and column from 0. Displays as `E14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
}

impl CellRef {
    /// Row and column, both from 0.
    pub fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }

    /// Letters of a column, from 0: 0 → `A`, 26 → `AA`.
    pub fn column_name(col: u32) -> String {
        let mut letters = Vec::new();
        let mut rest = u64::from(col) + 1;
        while rest > 0 {
            let digit = ((rest - 1) % 26) as u8;
            letters.push(char::from(b'A' + digit));
            rest = (rest - 1) / 26;
        }
        letters.iter().rev().collect()
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Self::column_name(self.col), u64::from(self.row) + 1)
    }
}

/// What a cell holds. A blank cell is absent from the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number, from the shortest text that gives the stored double.
    Number(Decimal),
    /// Text as stored, in NFC.
    Text(String),
    /// A truth value.
    Bool(bool),
    /// A date cell, with the text of the date and time when it is no whole day.
    Date(Option<Date>, String),
    /// A cached error: `#DIV/0!`.
    Error(String),
    /// A formula that was never calculated.
    Uncalculated(String),
}

/// A merged area, corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// Top left cell, the only one that holds the value.
    pub first: CellRef,
    /// Bottom right cell.
    pub last: CellRef,
}

/// How a number shows where that is more than the number itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As a percentage: 0.5 shows as `50%`.
    Percent,
    /// With this many decimals: with 2, 3.1 shows as `3.10`.
    Decimals(u8),
    /// The format shows nothing or other text in its place (`;;;`, quoted digits), so that people do not see the number.
    Replaced,
}

/// The cells of one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// Name of the sheet; empty for a CSV.
    pub name: String,
    /// Whether a person opening the file sees the sheet.
    pub hidden: bool,
    /// The cells that hold something, in row order.
    pub cells: BTreeMap<CellRef, Value>,
    /// Merged areas, where the format tells them.
    pub merges: Vec<Merge>,
    /// How cells show, where that is not plain and the format tells it.
    pub looks: BTreeMap<CellRef, Look>,
    /// Rows that a person opening the sheet does not see: first and last of each run, rising.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Columns that a person opening the sheet does not see: first and last of each run, rising.
    pub hidden_cols: Vec<(u32, u32)>,
    /// Rows of delimited text with more fields than the header, rising: what stands in them may stand one column off.
    pub uneven: Vec<u32>,
    /// The format has hidden rows and columns, and they could not be told.
    pub blind: bool,
}

impl Grid {
    /// The cell at an address, `None` when blank.
    pub fn get(&self, row: u32, col: u32) -> Option<&Value> {
        self.cells.get(&CellRef::new(row, col))
    }

    /// The cells of one row, left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Value)> {
        self.cells.range(CellRef::new(row, 0)..=CellRef::new(row, u32::MAX)).map(|(at, value)| (at.col, value))
    }

    /// Whether a person opening the sheet does not see this row.
    pub fn is_hidden_row(&self, row: u32) -> bool {
        within(&self.hidden_rows, row)
    }

    /// Whether what stands in this row may stand one column off.
    pub fn is_uneven(&self, row: u32) -> bool {
        self.uneven.binary_search(&row).is_ok()
    }

    /// Whether a person opening the sheet does not see this column.
    pub fn is_hidden_col(&self, col: u32) -> bool {
        within(&self.hidden_cols, col)
    }

    /// The last row that holds anything; `None` for an empty sheet.
    pub fn last_row(&self) -> Option<u32> {
        self.cells.last_key_value().map(|(at, _)| at.row)
    }
}

fn within(runs: &[(u32, u32)], at: u32) -> bool {
    let next = runs.partition_point(|(first, _)| *first <= at);
    next.checked_sub(1).and_then(|run| runs.get(run)).is_some_and(|(_, last)| at <= *last)
}

impl Value {
    /// The value as a person sees it in a plain cell, with a decimal point.
    pub fn display(&self) -> String {
        match self {
            Self::Number(number) => number.normalize().to_string(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Bool(true) => "TRUE".into(),
            Self::Bool(false) => "FALSE".into(),
            Self::Date(Some(date), _) => date.to_string(),
            Self::Date(None, text) => text.clone(),
            Self::Uncalculated(formula) => format!("={formula}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CellRef, Grid};

    #[test]
    fn hidden_rows_are_found_in_their_runs() {
        let grid = Grid { hidden_rows: vec![(2, 4), (9, 9)], ..Grid::default() };
        let hidden: Vec<u32> = (0..12).filter(|row| grid.is_hidden_row(*row)).collect();
        assert_eq!(hidden, [2, 3, 4, 9]);
    }

    #[test]
    fn addresses_read_as_in_a_spreadsheet() {
        assert_eq!(CellRef::new(13, 4).to_string(), "E14");
        assert_eq!(CellRef::new(0, 26).to_string(), "AA1");
        assert_eq!(CellRef::new(1_048_575, 16_383).to_string(), "XFD1048576");
    }
}
