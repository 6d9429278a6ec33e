//! One sheet of an .xls: the records between its BOF and EOF.

use super::strings::{Chain, CodePage};
use super::{BOF, Book, CONTINUE, EOF, Formulas, Record, records};
use crate::formats::bytes::{f64_at, rk, u16_at, u32_at};
use crate::formats::cells::{Budget, Halt};
use crate::formats::values::{self, words};
use scoring::{CellRef, Grid, Value};

/// Why a sheet was not read to its end.
pub(super) enum Stop {
    CodePage,
    Halt(Halt),
}

impl From<Halt> for Stop {
    fn from(halt: Halt) -> Self {
        Self::Halt(halt)
    }
}

impl From<CodePage> for Stop {
    fn from(_: CodePage) -> Self {
        Self::CodePage
    }
}

/// Reads the records of a sheet, its BOF first.
pub(super) fn read(
    stream: &[u8],
    book: &Book,
    grid: &mut Grid,
    budget: &mut Budget,
    formulas: &mut Formulas,
) -> Result<(), Stop> {
    let mut all = records(stream).peekable();
    if all.next().is_none_or(|first| first.id != BOF) {
        return Err(Halt::bad("there is no sheet where the workbook says").into());
    }
    let mut sheet = Sheet { book, grid, budget, formulas, waiting: None };
    let mut depth = 0;
    while let Some(record) = all.next() {
        match record.id {
            // charts lie inside of the sheet that shows them
            BOF => depth += 1,
            EOF if depth == 0 => return Ok(()),
            EOF => depth -= 1,
            0x0207 if depth == 0 => {
                let mut parts = vec![record.data];
                while let Some(next) = all.next_if(|next| next.id == CONTINUE) {
                    parts.push(next.data);
                }
                sheet.result(parts)?;
            }
            _ if depth == 0 => sheet.record(record)?,
            _ => {}
        }
    }
    Err(Halt::bad("the sheet is cut short").into())
}

struct Sheet<'a> {
    book: &'a Book,
    grid: &'a mut Grid,
    budget: &'a mut Budget,
    formulas: &'a mut Formulas,
    /// The formula whose text result comes in a later record.
    waiting: Option<CellRef>,
}

impl Sheet<'_> {
    fn record(&mut self, Record { id, data }: Record<'_>) -> Result<(), Stop> {
        match id {
            0x0208 => {
                if let (Some(row), Some(flags)) = (u16_at(data, 0), u16_at(data, 12))
                    && flags & 0x20 != 0
                {
                    self.budget.hide(&mut self.grid.hidden_rows, row.into(), row.into())?;
                }
            }
            0x007d => {
                if let (Some(first), Some(last), Some(width), Some(flags)) =
                    (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4), u16_at(data, 8))
                    && (flags & 1 != 0 || width == 0)
                {
                    // the last of 256 columns is sometimes written as 256
                    self.budget.hide(&mut self.grid.hidden_cols, first.into(), last.min(255).into())?;
                }
            }
            0x00e5 => {
                for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
                    let [top, bottom, left, right] =
                        [0, 2, 4, 6].map(|at| u32::from(u16_at(area, at).unwrap_or_default()));
                    self.budget.merge(self.grid, CellRef::new(top, left), CellRef::new(bottom, right))?;
                }
            }
            0x00bd => self.many(data)?,
            _ => {
                let (Some(row), Some(col), Some(style)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4)) else {
                    return Ok(());
                };
                self.cell(id, CellRef::new(row.into(), col.into()), style, data)?;
            }
        }
        Ok(())
    }

    /// A record of one cell.
    fn cell(&mut self, id: u16, at: CellRef, style: u16, data: &[u8]) -> Result<(), Stop> {
        let rest = data.get(6..).unwrap_or_default();
        match id {
            0x0203 => self.number(at, style, f64_at(rest, 0))?,
            0x027e => self.number(at, style, u32_at(rest, 0).map(rk))?,
            0x00fd => {
                let index = u32_at(rest, 0).and_then(|index| usize::try_from(index).ok());
                let text = index.and_then(|index| self.book.strings.get(index));
                let text = text.ok_or_else(|| Halt::bad(format!("{at}: there is no such text")))?;
                self.put(at, words(text))?;
            }
            0x0204 | 0x00d6 => {
                let text = self.book.text.read(rest, 2)?;
                self.put(at, words(&text))?;
            }
            0x0205 => self.put(at, rest.first().map(|code| truth_or_error(*code, rest.get(1) == Some(&1))))?,
            0x0006 | 0x0206 | 0x0406 => self.formula(at, style, rest)?,
            _ => {}
        }
        Ok(())
    }

    /// A run of packed numbers in one row.
    fn many(&mut self, data: &[u8]) -> Result<(), Stop> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(()) };
        for (cell, col) in data[4..].chunks_exact(6).zip(u32::from(first)..) {
            let style = u16_at(cell, 0).unwrap_or_default();
            self.number(CellRef::new(row.into(), col), style, u32_at(cell, 2).map(rk))?;
        }
        Ok(())
    }

    /// A formula's last result.
    fn formula(&mut self, at: CellRef, style: u16, rest: &[u8]) -> Result<(), Stop> {
        self.waiting = None;
        let is_number = u16_at(rest, 6) != Some(0xffff);
        self.formulas.calculated |= is_number || rest.first().is_some_and(|kind| *kind < 3);
        if is_number {
            return self.number(at, style, f64_at(rest, 0));
        }
        let code = rest.get(2).copied().unwrap_or_default();
        match rest.first() {
            Some(0) => self.waiting = Some(at),
            Some(1) => self.put(at, Some(truth_or_error(code, false)))?,
            Some(2) => self.put(at, Some(truth_or_error(code, true)))?,
            _ if !self.formulas.calculated => {
                self.budget.spend(1)?;
                self.formulas.blank.push((self.formulas.sheet, at));
            }
            _ => {}
        }
        Ok(())
    }

    /// The text that a formula gave.
    fn result(&mut self, parts: Vec<&[u8]>) -> Result<(), Stop> {
        let Some(at) = self.waiting.take() else { return Ok(()) };
        let text = if self.book.text.unicode {
            let mut chain = Chain::new(parts);
            let length = chain.number(2).unwrap_or_default();
            chain.string(length).unwrap_or_default()
        } else {
            self.book.text.read(parts[0], 2)?
        };
        self.put(at, words(&text))
    }

    fn number(&mut self, at: CellRef, style: u16, number: Option<f64>) -> Result<(), Stop> {
        let Some(number) = number else { return Ok(()) };
        let (value, look) = self.book.format(style).read(number, self.book.from_1904);
        self.put(at, Some(value))?;
        self.grid.looks.extend(look.map(|look| (at, look)));
        Ok(())
    }

    fn put(&mut self, at: CellRef, value: Option<Value>) -> Result<(), Stop> {
        Ok(self.budget.put(self.grid, at, value)?)
    }
}

fn truth_or_error(code: u8, is_error: bool) -> Value {
    if is_error { values::error(code) } else { Value::Bool(code != 0) }
}
