//! The records of an .xlsb part, read as they come.

use crate::formats::bytes::{u32_at, utf16};
use crate::formats::cells::Halt;
use std::io::{BufRead, Read};

/// Longest record that we look into; longer ones are no cells and are passed over.
const LONGEST: usize = 4_000_000;

/// A part as a row of records.
pub(super) struct Records<R> {
    part: R,
    data: Vec<u8>,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(part: R) -> Self {
        Self { part, data: Vec::new() }
    }

    /// The next record's number and content; `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<(u16, &[u8])>, Halt> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut id = u16::from(first);
        if first & 0x80 != 0 {
            id = id & 0x7f | u16::from(self.byte()?.ok_or_else(cut)? & 0x7f) << 7;
        }
        let mut length = 0usize;
        for place in 0..4 {
            let byte = self.byte()?.ok_or_else(cut)?;
            length |= usize::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.data.clear();
        let mut content = self.part.by_ref().take(length as u64);
        if length > LONGEST {
            std::io::copy(&mut content, &mut std::io::sink()).map_err(Halt::bad)?;
        } else {
            content.read_to_end(&mut self.data).map_err(Halt::bad)?;
            if self.data.len() < length {
                return Err(cut());
            }
        }
        Ok(Some((id, &self.data)))
    }

    fn byte(&mut self) -> Result<Option<u8>, Halt> {
        let Some(&byte) = self.part.fill_buf().map_err(Halt::bad)?.first() else { return Ok(None) };
        self.part.consume(1);
        Ok(Some(byte))
    }
}

fn cut() -> Halt {
    Halt::bad("the part is cut short")
}

/// A string at an offset and the offset behind it; one that is null is empty.
pub(super) fn string(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = match u32_at(data, at)? {
        u32::MAX => 0,
        length => usize::try_from(length).ok()?,
    };
    let (from, to) = (at + 4, length.checked_mul(2)?.checked_add(at + 4)?);
    Some((utf16(data.get(from..to)?), to))
}
