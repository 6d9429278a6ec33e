//! A workbook as bytes and back: what workers hand over and caches keep. Compact, fast to read, and strict: bytes that
//! are no workbook give `None`, never a panic and never more memory than a small multiple of their length.
//!
//! Format, troubles and fonts are JSON, being small and growing; grids are binary: numbers of 7 bits a byte, addresses as
//! distances from the cell before.

use crate::read::{Format, Workbook};
use crate::trouble::Trouble;
use rust_decimal::Decimal;
use scoring::{CellRef, Date, Grid, Look, Merge, Value};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Which reader made a grid: version and fingerprint of its sources. Grids of another reader are not to be trusted.
pub const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("READER_SOURCES"));

/// Scales of decimals are below this; with the sign they are the tag of a number.
const SIGN: u8 = 32;
const TEXT: u8 = 64;
const FALSE: u8 = 65;
const TRUE: u8 = 66;
const DAY: u8 = 67;
const TIME: u8 = 68;
const ERROR: u8 = 69;
const UNCALCULATED: u8 = 70;
/// Looks: anything below is a number of decimals.
const PERCENT: u16 = 256;
const REPLACED: u16 = 257;

#[derive(Serialize, Deserialize)]
struct Head<'a> {
    format: Option<Format>,
    troubles: Cow<'a, [Trouble]>,
    fonts: Cow<'a, [String]>,
}

/// The bytes of a workbook.
pub fn encode(workbook: &Workbook) -> Vec<u8> {
    let head = Head {
        format: workbook.format,
        troubles: Cow::Borrowed(&workbook.troubles),
        fonts: Cow::Borrowed(&workbook.fonts),
    };
    let mut out = Writer(Vec::with_capacity(4096));
    // plain data without maps: writing it as JSON can't fail
    out.bytes(&serde_json::to_vec(&head).unwrap_or_default());
    out.number(workbook.grids.len() as u128);
    workbook.grids.iter().for_each(|grid| out.grid(grid));
    out.0
}

/// The workbook that [`encode`] made these bytes of; `None` for any others.
pub fn decode(bytes: &[u8]) -> Option<Workbook> {
    let mut reader = Reader(bytes);
    let head: Head<'_> = serde_json::from_slice(reader.bytes()?).ok()?;
    let count = reader.count(1)?;
    let mut grids = Vec::with_capacity(count.min(64));
    for _ in 0..count {
        grids.push(reader.grid()?);
    }
    reader.0.is_empty().then(|| Workbook {
        format: head.format,
        grids,
        troubles: head.troubles.into_owned(),
        fonts: head.fonts.into_owned(),
    })
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: u128) {
        while number >= 128 {
            self.0.push((number as u8 & 127) | 128);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u128);
        self.0.extend_from_slice(bytes);
    }

    /// The distance from the cell before: rows, then columns within the same row.
    fn address(&mut self, last: &mut CellRef, at: CellRef) {
        let rows = at.row - last.row;
        self.number(rows.into());
        self.number(u128::from(if rows == 0 { at.col - last.col } else { at.col }));
        *last = at;
    }

    fn grid(&mut self, grid: &Grid) {
        self.bytes(grid.name.as_bytes());
        self.0.push(u8::from(grid.hidden) | u8::from(grid.blind) << 1);
        self.number(grid.cells.len() as u128);
        let mut last = CellRef::default();
        for (at, value) in &grid.cells {
            self.address(&mut last, *at);
            self.value(value);
        }
        self.number(grid.looks.len() as u128);
        let mut last = CellRef::default();
        for (at, look) in &grid.looks {
            self.address(&mut last, *at);
            self.number(match look {
                Look::Decimals(digits) => (*digits).into(),
                Look::Percent => PERCENT.into(),
                Look::Replaced => REPLACED.into(),
            });
        }
        self.number(grid.merges.len() as u128);
        for merge in &grid.merges {
            let corners = [merge.first.row, merge.first.col, merge.last.row, merge.last.col];
            corners.into_iter().for_each(|part| self.number(part.into()));
        }
        for runs in [&grid.hidden_rows, &grid.hidden_cols] {
            self.number(runs.len() as u128);
            for (first, last) in runs {
                self.number((*first).into());
                self.number((*last).into());
            }
        }
        self.number(grid.uneven.len() as u128);
        grid.uneven.iter().for_each(|row| self.number((*row).into()));
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Number(number) => {
                self.0.push(number.scale() as u8 | if number.is_sign_negative() { SIGN } else { 0 });
                self.number(number.mantissa().unsigned_abs());
            }
            Value::Text(text) => self.text(TEXT, text),
            Value::Bool(truth) => self.0.push(if *truth { TRUE } else { FALSE }),
            Value::Date(Some(date), time) => {
                self.text(DAY, time);
                let (year, month, day) = date.parts();
                self.0.extend(year.to_le_bytes());
                self.0.extend([month.cast_unsigned(), day.cast_unsigned()]);
            }
            Value::Date(None, time) => self.text(TIME, time),
            Value::Error(text) => self.text(ERROR, text),
            Value::Uncalculated(text) => self.text(UNCALCULATED, text),
        }
    }

    fn text(&mut self, tag: u8, text: &str) {
        self.0.push(tag);
        self.bytes(text.as_bytes());
    }
}

/// What is left to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u128> {
        // nearly all numbers are of 64 bits, and most of one byte
        let mut short = 0u64;
        for (at, byte) in self.0.iter().take(9).enumerate() {
            short |= u64::from(byte & 127) << (7 * at);
            if *byte < 128 {
                self.0 = &self.0[at + 1..];
                return Some(short.into());
            }
        }
        let mut number = 0u128;
        for shift in (0..126).step_by(7) {
            let byte = self.byte()?;
            number |= u128::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    /// A number of 32 bits: most are one byte.
    fn small(&mut self) -> Option<u32> {
        match self.0.first()? {
            byte @ 0..128 => {
                self.0 = &self.0[1..];
                Some(u32::from(*byte))
            }
            _ => u32::try_from(self.number()?).ok(),
        }
    }

    /// How many things follow, each of at least `size` bytes: never more than there are bytes for.
    fn count(&mut self, size: usize) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.0.len() / size).then_some(count)
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.count(1)?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<String> {
        std::str::from_utf8(self.bytes()?).ok().map(str::to_owned)
    }

    fn address(&mut self, last: &mut Option<CellRef>) -> Option<CellRef> {
        let (rows, cols) = (self.small()?, self.small()?);
        let at = match *last {
            None => CellRef::new(rows, cols),
            Some(before) if rows == 0 && cols > 0 => CellRef::new(before.row, before.col.checked_add(cols)?),
            Some(before) if rows > 0 => CellRef::new(before.row.checked_add(rows)?, cols),
            Some(_) => return None,
        };
        *last = Some(at);
        Some(at)
    }

    /// Things by their addresses, which rise.
    fn map<T>(&mut self, size: usize, thing: impl Fn(&mut Self) -> Option<T>) -> Option<BTreeMap<CellRef, T>> {
        let count = self.count(size)?;
        let mut found = Vec::with_capacity(count);
        let mut last = None;
        for _ in 0..count {
            found.push((self.address(&mut last)?, thing(self)?));
        }
        Some(found.into_iter().collect())
    }

    fn grid(&mut self) -> Option<Grid> {
        let name = self.text()?;
        let flags = self.byte().filter(|flags| *flags < 4)?;
        let cells = self.map(3, Self::value)?;
        let looks = self.map(3, Self::look)?;
        let mut merges = Vec::new();
        for _ in 0..self.count(4)? {
            let [a, b, c, d] = [self.small()?, self.small()?, self.small()?, self.small()?];
            merges.push(Merge { first: CellRef::new(a, b), last: CellRef::new(c, d) });
        }
        let (hidden, blind) = (flags & 1 != 0, flags & 2 != 0);
        let (hidden_rows, hidden_cols) = (self.runs()?, self.runs()?);
        let uneven = (0..self.count(1)?).map(|_| self.small()).collect::<Option<_>>()?;
        Some(Grid { name, hidden, cells, merges, looks, hidden_rows, hidden_cols, uneven, blind })
    }

    fn runs(&mut self) -> Option<Vec<(u32, u32)>> {
        (0..self.count(2)?).map(|_| Some((self.small()?, self.small()?))).collect()
    }

    fn look(&mut self) -> Option<Look> {
        match u16::try_from(self.small()?).ok()? {
            PERCENT => Some(Look::Percent),
            REPLACED => Some(Look::Replaced),
            digits => u8::try_from(digits).ok().map(Look::Decimals),
        }
    }

    fn value(&mut self) -> Option<Value> {
        Some(match self.byte()? {
            tag @ 0..TEXT => {
                let mantissa = self.number()?;
                let (scale, part) = (u32::from(tag % SIGN), |shift: u32| (mantissa >> shift) as u32);
                if mantissa >> 96 != 0 || scale > Decimal::MAX_SCALE {
                    return None;
                }
                Value::Number(Decimal::from_parts(part(0), part(32), part(64), tag >= SIGN, scale))
            }
            TEXT => Value::Text(self.text()?),
            FALSE => Value::Bool(false),
            TRUE => Value::Bool(true),
            DAY => {
                let time = self.text()?;
                let year = i16::from_le_bytes([self.byte()?, self.byte()?]);
                let (month, day) = (self.byte()?.cast_signed(), self.byte()?.cast_signed());
                Value::Date(Some(Date::new(year, month, day)?), time)
            }
            TIME => Value::Date(None, self.text()?),
            ERROR => Value::Error(self.text()?),
            UNCALCULATED => Value::Uncalculated(self.text()?),
            _ => return None,
        })
    }
}
