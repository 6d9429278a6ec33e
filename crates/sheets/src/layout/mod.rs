//! Where things stand in a sheet: its header, its columns by meaning, its blocks, tables of many units.

mod blocks;
mod columns;
mod header;
mod matrix;

pub(crate) use blocks::blocks;
pub(crate) use columns::{Kind, Word, is_date_line, kind_of, word_of};
pub(crate) use header::{first_rows, is_numbering};
pub(crate) use matrix::turned;

use scoring::{RoundId, UnitId};
use std::collections::BTreeMap;

/// The columns of a sheet, or of one of several blocks below each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// First and last row of the header.
    pub(crate) rows: (u32, u32),
    /// The first row of the block, letterhead included.
    pub(crate) above: u32,
    /// The row behind the last one of the block.
    pub(crate) until: u32,
    pub(crate) code: Option<u32>,
    /// Columns of names, left to right; several stand for levels of the tree.
    pub(crate) titles: Vec<u32>,
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
    /// Columns that people don't see and that another one stands for.
    pub(crate) unseen: Vec<u32>,
    /// Other meanings that two columns claim.
    pub(crate) doubled: Vec<(Kind, Vec<u32>)>,
    /// Score columns of units, in a table of many.
    pub(crate) units: Vec<(u32, Option<UnitId>)>,
    /// Header texts by column.
    pub(crate) texts: BTreeMap<u32, String>,
}

impl Layout {
    /// The column of codes, or that in which a code would stand.
    pub(crate) fn code_or_title(&self) -> u32 {
        self.code.or(self.titles.last().copied()).unwrap_or_default()
    }
}
