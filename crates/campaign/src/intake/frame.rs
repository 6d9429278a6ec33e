//! What stands on the pipes between a run and its workers: a greeting, jobs one way, frames the other.
//!
//! A job is a letter, the limits and the bytes of a file. An answer is any number of frames, each of them its length and
//! its bytes, and an empty one. All numbers are 64 bits, little end first.

use super::Ask;
use sheets::Limits;
use std::io::{self, Read, Write};

/// The first word that a worker says: it is this version and nothing else.
pub(super) fn greeting() -> Vec<u8> {
    format!("parindex reads, {}\n", sheets::READER).into_bytes()
}

pub(super) fn write_job(to: &mut impl Write, ask: Ask, limits: &Limits, bytes: &[u8]) -> io::Result<()> {
    let Limits { bytes: file, unpacked, parts, cells, text } = *limits;
    to.write_all(&[match ask {
        Ask::Parse => b'p',
        Ask::Unpack => b'u',
    }])?;
    for number in [file, unpacked, parts as u64, cells as u64, text as u64] {
        to.write_all(&number.to_le_bytes())?;
    }
    write_frame(to, bytes)?;
    to.flush()
}

/// The next job; `None` at the end of the pipe.
pub(super) fn read_job(from: &mut impl Read) -> io::Result<Option<(Ask, Limits, Vec<u8>)>> {
    let mut letter = [0];
    if from.read(&mut letter)? == 0 {
        return Ok(None);
    }
    let ask = match letter[0] {
        b'p' => Ask::Parse,
        b'u' => Ask::Unpack,
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
    let mut numbers = [0; 5];
    for number in &mut numbers {
        *number = read_number(from)?;
    }
    let [bytes, unpacked, parts, cells, text] = numbers;
    let [parts, cells, text] = [parts, cells, text].map(|number| usize::try_from(number).unwrap_or(usize::MAX));
    Ok(Some((ask, Limits { bytes, unpacked, parts, cells, text }, read_frame(from)?)))
}

pub(super) fn write_frame(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

/// A frame; memory grows with what arrives, whatever length is claimed.
pub(super) fn read_frame(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let length = read_number(from)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(1 << 20)).unwrap_or(0));
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn read_number(from: &mut impl Read) -> io::Result<u64> {
    let mut number = [0; 8];
    from.read_exact(&mut number)?;
    Ok(u64::from_le_bytes(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_arrive_as_they_were_sent() {
        let limits = Limits { cells: 7, ..Limits::default() };
        let mut pipe = Vec::new();
        write_job(&mut pipe, Ask::Unpack, &limits, b"abc").unwrap();
        write_job(&mut pipe, Ask::Parse, &limits, b"").unwrap();
        let mut pipe = pipe.as_slice();
        assert_eq!(read_job(&mut pipe).unwrap(), Some((Ask::Unpack, limits, b"abc".to_vec())));
        assert_eq!(read_job(&mut pipe).unwrap(), Some((Ask::Parse, limits, Vec::new())));
        assert_eq!(read_job(&mut pipe).unwrap(), None);
    }

    #[test]
    fn a_frame_that_is_cut_short_is_an_error_and_takes_no_memory() {
        let mut cut = Vec::from(u64::MAX.to_le_bytes());
        cut.extend(b"abc");
        assert!(read_frame(&mut cut.as_slice()).is_err());
        assert!(read_job(&mut &b"x"[..]).is_err());
    }
}
