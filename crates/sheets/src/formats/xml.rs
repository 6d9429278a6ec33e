//! XML as a stream of events, none of which may take much memory.

use crate::formats::cells::Halt;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{self, BufRead, Read};

/// Most bytes of one tag or one run of text.
const LONGEST: usize = 8_000_000;

/// Most tags inside of one another.
const DEEPEST: usize = 200;

/// A reader of events over one buffer.
pub(crate) struct Events<R: BufRead> {
    reader: Reader<Gauge<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: BufRead> Events<R> {
    pub(crate) fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(Gauge { part, left: LONGEST });
        reader.config_mut().check_end_names = false;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    pub(crate) fn next(&mut self) -> Result<Event<'_>, Halt> {
        self.buffer.clear();
        self.reader.get_mut().left = LONGEST;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(Halt::bad)?;
        match event {
            Event::Start(_) if self.depth >= DEEPEST => {
                return Err(Halt::bad("hundreds of tags inside of one another"));
            }
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Ok(event)
    }
}

/// Bytes that may still be read for one event.
struct Gauge<R> {
    part: R,
    left: usize,
}

impl<R: BufRead> Read for Gauge<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(into)?;
        self.consumed(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Gauge<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("a tag or a text of several megabytes"));
        }
        self.part.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.consumed(amount);
        self.part.consume(amount);
    }
}

impl<R> Gauge<R> {
    fn consumed(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
    }
}

/// The value of an attribute by its name as written, prefix and all.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all.with_checks(false).filter_map(Result::ok).find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// What `&…;` stands for; nothing for an entity that the file itself declares.
pub(crate) fn reference(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}
