//! One worksheet in one pass: cells, merges, hidden rows and columns.

use super::book::is_true;
use super::cell::{Context, Kept, Kind, Open};
use super::place::{self, COLUMNS, ROWS, Runs};
use super::plain;
use super::stop::{Stop, short};
use super::xml::{Mark, Xml};
use crate::trouble::{Damage, Measure};
use quick_xml::events::BytesStart;
use scoring::{CellRef, Grid, Look, Merge, Value};
use std::borrow::Cow;

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Before, behind or beside the cells.
    Sheet,
    /// Between cells.
    Data,
    /// In a cell that opened at this depth.
    Cell(usize),
}

/// What was read so far.
struct Reading<'a> {
    context: Context<'a>,
    inside: Inside,
    data: usize,
    /// The row being read, from 0; `None` before the first.
    row: Option<u32>,
    /// The column that a cell without an address has.
    col: u32,
    open: Open,
    cells: Vec<(CellRef, Value)>,
    looks: Vec<(CellRef, Look)>,
    merges: Vec<Merge>,
    rows: Runs,
    cols: Runs,
}

/// Reads a sheet's part. Its name and whether the sheet is hidden are the workbook's to say.
pub(super) fn read(mut xml: Xml<'_, '_>, context: Context<'_>) -> Result<Grid, Stop> {
    let mut reading = Reading {
        context,
        inside: Inside::Sheet,
        data: 0,
        row: None,
        col: 0,
        open: Open::default(),
        cells: Vec::new(),
        looks: Vec::new(),
        merges: Vec::new(),
        rows: Runs::default(),
        cols: Runs::default(),
    };
    loop {
        match xml.next()? {
            Mark::Start(tag, empty) => {
                reading.start(&mut xml, &tag, empty)?;
                reading.plain(&mut xml)?;
            }
            Mark::Text(text) => {
                if let Inside::Cell(_) = reading.inside {
                    reading.open.text(&text)?;
                }
            }
            Mark::End => {
                reading.end(&mut xml)?;
                reading.plain(&mut xml)?;
            }
            Mark::Done => return reading.grid(),
        }
    }
}

impl Reading<'_> {
    #[inline]
    fn start(&mut self, xml: &mut Xml<'_, '_>, tag: &BytesStart<'_>, empty: bool) -> Result<(), Stop> {
        let name = tag.local_name();
        match (self.inside, name.as_ref()) {
            (Inside::Data, "c") => self.cell(xml, tag, empty)?,
            (Inside::Data, "row") => self.row(xml, tag)?,
            (Inside::Cell(depth), name) => self.open.start(name, tag, xml.depth() + usize::from(empty) - depth, empty),
            (Inside::Sheet, "sheetData") if !empty => (self.inside, self.data) = (Inside::Data, xml.depth()),
            (Inside::Sheet, "col") => self.columns(xml, tag)?,
            (Inside::Sheet, "mergeCell") => self.merge(xml, tag)?,
            _ => {}
        }
        Ok(())
    }

    #[inline]
    fn end(&mut self, xml: &mut Xml<'_, '_>) -> Result<(), Stop> {
        match self.inside {
            Inside::Cell(depth) if xml.depth() < depth => {
                self.inside = Inside::Data;
                self.close(xml)?;
            }
            Inside::Cell(depth) => self.open.end(xml.depth() + 1 - depth),
            Inside::Data if xml.depth() < self.data => self.inside = Inside::Sheet,
            Inside::Data | Inside::Sheet => {}
        }
        Ok(())
    }

    /// Takes the cells in the usual form that come next.
    #[inline]
    fn plain(&mut self, xml: &mut Xml<'_, '_>) -> Result<(), Stop> {
        while self.inside == Inside::Data
            && let Some((cell, rest)) = plain::cell(xml.rest())
        {
            let at = self.place(cell.at)?;
            if cell.value.is_some() || cell.formula.is_some() {
                self.open.reset(at, cell.style.map_or(0, style), cell.kind.map_or(Kind::Number, Kind::named));
                self.open.fill(&cell)?;
                self.close(xml)?;
            }
            xml.skip_to(rest)?;
        }
        Ok(())
    }

    fn row(&mut self, xml: &Xml<'_, '_>, tag: &BytesStart<'_>) -> Result<(), Stop> {
        let (mut number, mut hidden) = (None, false);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| xml.markup())?;
            match attribute.key.as_ref() {
                "r" => number = Some(attribute.value),
                "hidden" => hidden |= is_true(&attribute.value),
                "ht" => hidden |= nothing(&attribute.value),
                _ => {}
            }
        }
        let row = match number {
            None => self.row.map_or(0, |row| row + 1),
            Some(text) => match text.trim().parse::<u32>() {
                Ok(number) if number > 0 => number - 1,
                _ => return Err(Damage::Address(short(&text)).into()),
            },
        };
        if row >= ROWS {
            return Err(Damage::Address((row + 1).to_string()).into());
        }
        (self.row, self.col) = (Some(row), 0);
        if hidden {
            self.rows.push(row, row);
        }
        Ok(())
    }

    #[inline]
    fn cell(&mut self, xml: &mut Xml<'_, '_>, tag: &BytesStart<'_>, empty: bool) -> Result<(), Stop> {
        let (mut at, mut format, mut kind) = (None, 0, Kind::Number);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| xml.markup())?;
            match attribute.key.as_ref() {
                "r" => at = Some(attribute.value),
                "s" => format = style(&attribute.value),
                "t" => kind = Kind::named(&attribute.value),
                _ => {}
            }
        }
        let at = self.place(at.as_deref())?;
        if !empty {
            self.inside = Inside::Cell(xml.depth());
            self.open.reset(at, format, kind);
        }
        Ok(())
    }

    /// Where a cell is: at its address, or behind the one before.
    #[inline]
    fn place(&mut self, address: Option<&str>) -> Result<CellRef, Stop> {
        let at = match address {
            Some(text) => place::cell(text).ok_or_else(|| Damage::Address(short(text)))?,
            None => CellRef::new(self.row.unwrap_or(0), self.col),
        };
        if at.col >= COLUMNS {
            return Err(Damage::Address(at.to_string()).into());
        }
        self.col = at.col + 1;
        Ok(at)
    }

    #[inline]
    fn close(&mut self, xml: &mut Xml<'_, '_>) -> Result<(), Stop> {
        let Kept { value: Some(value), look } = self.open.value(&self.context)? else { return Ok(()) };
        self.count(xml)?;
        if let Value::Text(text) | Value::Uncalculated(text) = &value {
            xml.budget().text(text.len())?;
        }
        if let Some(look) = look {
            self.looks.push((self.open.at, look));
        }
        self.cells.push((self.open.at, value));
        Ok(())
    }

    fn columns(&mut self, xml: &Xml<'_, '_>, tag: &BytesStart<'_>) -> Result<(), Stop> {
        let value = |name: &str| xml.attribute(tag, name);
        let hidden =
            value("hidden")?.is_some_and(|said| is_true(&said)) || value("width")?.is_some_and(|width| nothing(&width));
        let number =
            |text: Option<Cow<'_, str>>| text.and_then(|text| text.trim().parse::<u32>().ok()).filter(|at| *at > 0);
        if let (true, Some(first), Some(last)) = (hidden, number(value("min")?), number(value("max")?))
            && first <= last
            && first <= COLUMNS
        {
            self.cols.push(first - 1, last.min(COLUMNS) - 1);
        }
        Ok(())
    }

    fn merge(&mut self, xml: &mut Xml<'_, '_>, tag: &BytesStart<'_>) -> Result<(), Stop> {
        if let Some(merge) = xml.attribute(tag, "ref")?.and_then(|text| place::area(&text)) {
            self.count(xml)?;
            self.merges.push(merge);
        }
        Ok(())
    }

    /// Counts a cell or a merged area.
    #[inline]
    fn count(&self, xml: &mut Xml<'_, '_>) -> Result<(), Stop> {
        let limit = xml.budget().sheet;
        if self.cells.len() + self.merges.len() >= limit {
            return Err(Stop::TooMuch(Measure::Cells, limit as u64));
        }
        xml.budget().cell()
    }

    fn grid(mut self) -> Result<Grid, Stop> {
        if !self.cells.is_sorted_by_key(|(at, _)| *at) {
            self.cells.sort_by_key(|(at, _)| *at);
        }
        if let Some(pair) = self.cells.windows(2).find(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1) {
            return Err(Damage::Twice(pair[0].0).into());
        }
        Ok(Grid {
            cells: self.cells.into_iter().collect(),
            merges: self.merges,
            looks: self.looks.into_iter().collect(),
            hidden_rows: self.rows.settled(),
            hidden_cols: self.cols.settled(),
            ..Grid::default()
        })
    }
}

/// The number of a style; without one that can be read, the first.
fn style(text: &str) -> usize {
    text.parse().unwrap_or(0)
}

/// Whether a height or width is 0.
fn nothing(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok_and(|size| size <= 0.0)
}
