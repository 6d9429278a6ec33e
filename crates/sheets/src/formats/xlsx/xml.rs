//! One part's XML as tags and texts: entities are resolved or refused, nesting is bounded, every event is counted.

use super::stop::{Budget, Stop, short};
use crate::trouble::Damage;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};
use std::borrow::Cow;

/// Deepest nesting that is read; real parts need about ten.
const DEPTH: usize = 100;

/// What stands next in a part.
pub(super) enum Mark<'a> {
    /// A tag opens; `true`: and closes at once, without an [`End`](Mark::End).
    Start(BytesStart<'a>, bool),
    /// The innermost open tag closes.
    End,
    /// Text, as it is meant.
    Text(Cow<'a, str>),
    /// The part is over.
    Done,
}

/// A part being read.
pub(super) struct Xml<'a, 'b> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    part: &'b str,
    budget: &'b mut Budget,
    depth: usize,
    /// Any tag was there.
    begun: bool,
}

impl<'a, 'b> Xml<'a, 'b> {
    pub(super) fn new(text: &'a str, part: &'b str, budget: &'b mut Budget) -> Self {
        Self { text, reader: Reader::from_str(text), part, budget, depth: 0, begun: false }
    }

    /// What may still be read.
    #[inline]
    pub(super) fn budget(&mut self) -> &mut Budget {
        self.budget
    }

    /// What is still to be read. Right behind a [`Start`](Mark::Start) or [`End`](Mark::End), whole elements may be taken
    /// off its front with [`skip_to`](Self::skip_to).
    #[inline]
    pub(super) fn rest(&self) -> &'a str {
        let left = self.reader.get_ref().len();
        self.text.get(self.text.len() - left..).unwrap_or_default()
    }

    /// Goes on at `rest`, which is the end of what was still to be read.
    #[inline]
    pub(super) fn skip_to(&mut self, rest: &'a str) -> Result<(), Stop> {
        *self.reader.get_mut() = rest.as_bytes();
        self.budget.mark()
    }

    /// How many tags are open.
    #[inline]
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next tag or text. Comments and instructions are left out, a document type is refused.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Mark<'a>, Stop> {
        loop {
            self.budget.mark()?;
            return Ok(match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.begun = true;
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(Damage::Depth(short(self.part)).into());
                    }
                    Mark::Start(tag, false)
                }
                Ok(Event::Empty(tag)) => {
                    self.begun = true;
                    Mark::Start(tag, true)
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Mark::End
                }
                Ok(Event::Text(text)) => Mark::Text(lines(text.into_inner())),
                Ok(Event::CData(text)) => Mark::Text(lines(text.into_inner())),
                Ok(Event::GeneralRef(name)) => Mark::Text(self.resolved(&name)?),
                Ok(Event::DocType(_)) => return Err(self.entities()),
                Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_)) => continue,
                Ok(Event::Eof) if self.depth == 0 && self.begun => Mark::Done,
                Ok(Event::Eof) | Err(Error::IllFormed(_) | Error::Syntax(_)) => return Err(self.markup()),
                Err(Error::Encoding(_)) => return Err(Damage::Encoding(short(self.part)).into()),
                Err(_) => return Err(self.markup()),
            });
        }
    }

    /// An attribute's value by its name without a namespace's prefix.
    pub(super) fn attribute<'t>(&self, tag: &'t BytesStart<'a>, name: &str) -> Result<Option<Cow<'t, str>>, Stop> {
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| self.markup())?;
            if attribute.key.local_name().as_ref() == name {
                return self.value(attribute.value).map(Some);
            }
        }
        Ok(None)
    }

    /// An attribute's value as it is meant.
    pub(super) fn value<'t>(&self, raw: Cow<'t, str>) -> Result<Cow<'t, str>, Stop> {
        if !raw.contains('&') {
            return Ok(raw);
        }
        let meant = unescape(&raw).map_err(|_| self.entities())?.into_owned();
        Ok(Cow::Owned(meant))
    }

    /// The finding that the part is not well-formed.
    #[cold]
    pub(super) fn markup(&self) -> Stop {
        Damage::Markup(short(self.part)).into()
    }

    #[cold]
    fn entities(&self) -> Stop {
        Damage::Entities(short(self.part)).into()
    }

    fn resolved(&self, name: &str) -> Result<Cow<'static, str>, Stop> {
        if name.starts_with('#') {
            let code =
                name.strip_prefix("#x").map_or_else(|| name[1..].parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            let letter = code.and_then(char::from_u32).filter(|letter| *letter != '\0');
            return letter.map(|letter| Cow::Owned(letter.into())).ok_or_else(|| self.markup());
        }
        quick_xml::escape::resolve_predefined_entity(name).map(Cow::Borrowed).ok_or_else(|| self.entities())
    }
}

/// Text with the line ends that XML prescribes.
#[inline]
fn lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn texts(xml: &str) -> Result<String, Stop> {
        let mut budget = Budget::new(&Limits::default());
        let mut reader = Xml::new(xml, "part", &mut budget);
        let mut found = String::new();
        loop {
            match reader.next()? {
                Mark::Text(text) => found.push_str(&text),
                Mark::Done => return Ok(found),
                Mark::Start(..) | Mark::End => {}
            }
        }
    }

    #[test]
    fn text_is_what_is_meant() {
        let xml = "\u{feff}<?xml version='1.0'?><a>1 &lt; 2 &amp; &#272;&#x1EA0;<!-- no --><![CDATA[<x>\r\n]]></a>";
        assert_eq!(texts(xml).unwrap(), "1 < 2 & ĐẠ<x>\n");
    }

    #[test]
    fn what_is_refused() {
        let part = || "part".to_owned();
        for (xml, damage) in [
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", Damage::Entities(part())),
            ("<a>&b;</a>", Damage::Entities(part())),
            ("<a>&#0;</a>", Damage::Markup(part())),
            ("<a><b></a>", Damage::Markup(part())),
            ("<a><b>", Damage::Markup(part())),
            ("", Damage::Markup(part())),
            ("<a", Damage::Markup(part())),
            (&"<a>".repeat(DEPTH + 1), Damage::Depth(part())),
        ] {
            assert_eq!(texts(xml), Err(Stop::Damage(damage)), "{xml}");
        }
    }
}
