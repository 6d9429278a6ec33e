//! Formats of cells by style, and the fonts.

use super::code::{Code, Shown};
use super::stop::{Budget, Stop};
use super::xml::{Mark, Xml};
use crate::formats::text::nfc;
use crate::trouble::Measure;
use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Most fonts that are told: they are a hint about the encoding of texts, no content.
const FONTS: usize = 500;

/// Most styles; Excel itself allows 65,490.
const STYLES: usize = 100_000;
/// Most formats of numbers; Excel itself allows 250.
const FORMATS: usize = 10_000;

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Formats in which numbers do not just show as they are.
    codes: Vec<Code>,
    /// The format of each style, as a place in `codes`.
    cells: Vec<Option<u32>>,
    /// Names of fonts.
    pub(super) fonts: BTreeSet<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str, part: &str, budget: &mut Budget) -> Result<Self, Stop> {
        let mut found = Self::default();
        let mut places = BTreeMap::new();
        let mut xml = Xml::new(text, part, budget);
        let mut list = None;
        loop {
            match xml.next()? {
                Mark::Start(tag, empty) => match (tag.local_name().as_ref(), list) {
                    (name @ ("numFmts" | "fonts" | "cellXfs"), None) if !empty => {
                        list = Some((List::named(name), xml.depth()));
                    }
                    ("numFmt", Some((List::Formats, _))) => found.format(&xml, &tag, &mut places)?,
                    ("name", Some((List::Fonts, _))) => found.font(&xml, &tag)?,
                    ("xf", Some((List::Cells, depth))) if xml.depth() == depth + usize::from(!empty) => {
                        found.cell(&xml, &tag, &mut places)?;
                    }
                    _ => {}
                },
                Mark::End => list = list.filter(|(_, depth)| *depth <= xml.depth()),
                Mark::Text(_) => {}
                Mark::Done => return Ok(found),
            }
        }
    }

    /// How a number in a cell of this style shows.
    #[inline]
    pub(super) fn shown(&self, style: usize, number: Decimal) -> Shown {
        match self.cells.get(style) {
            Some(Some(place)) => self.codes.get(*place as usize).map_or(Shown::Plain, |code| code.shown(number)),
            _ => Shown::Plain,
        }
    }

    fn format(&mut self, xml: &Xml<'_, '_>, tag: &BytesStart<'_>, places: &mut Places) -> Result<(), Stop> {
        let (Some(id), Some(code)) = (number(xml, tag, "numFmtId")?, xml.attribute(tag, "formatCode")?) else {
            return Ok(());
        };
        let place = self.place(Code::parse(&code));
        places.insert(id, place);
        many(places.len(), FORMATS)
    }

    fn cell(&mut self, xml: &Xml<'_, '_>, tag: &BytesStart<'_>, places: &mut Places) -> Result<(), Stop> {
        let id = number(xml, tag, "numFmtId")?.unwrap_or(0);
        let place = *places.entry(id).or_insert_with(|| self.place(Code::built_in(id)));
        self.cells.push(place);
        many(self.cells.len(), STYLES)
    }

    fn place(&mut self, code: Option<Code>) -> Option<u32> {
        let place = u32::try_from(self.codes.len()).ok()?;
        self.codes.push(code?);
        Some(place)
    }

    fn font(&mut self, xml: &Xml<'_, '_>, tag: &BytesStart<'_>) -> Result<(), Stop> {
        if let Some(name) = xml.attribute(tag, "val")?
            && self.fonts.len() < FONTS
            && name.len() < 100
        {
            self.fonts.insert(nfc(&name));
        }
        Ok(())
    }
}

/// Formats are refused when there are more than any program writes.
fn many(count: usize, limit: usize) -> Result<(), Stop> {
    if count > limit { Err(Stop::TooMuch(Measure::Formats, limit as u64)) } else { Ok(()) }
}

/// The place of each number of a format; `None`: numbers show as they are.
type Places = BTreeMap<u32, Option<u32>>;

/// Lists of the part that matter.
#[derive(Clone, Copy)]
enum List {
    Formats,
    Fonts,
    Cells,
}

impl List {
    fn named(name: &str) -> Self {
        match name {
            "numFmts" => Self::Formats,
            "fonts" => Self::Fonts,
            _ => Self::Cells,
        }
    }
}

fn number(xml: &Xml<'_, '_>, tag: &BytesStart<'_>, name: &str) -> Result<Option<u32>, Stop> {
    Ok(xml.attribute(tag, name)?.and_then(|value| value.trim().parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use scoring::Look;

    #[test]
    fn formats_by_style() {
        let xml = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.0&quot; điểm&quot;'/></numFmts>\
                   <fonts><font><name val='.VnTime'/></font><font><name val='Arial'/></font><font><name val='.VnTime'/></font></fonts>\
                   <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'><alignment/></xf>\
                   <xf numFmtId='14'/><xf/></cellXfs><dxfs><dxf><font><name val='No'/></font><numFmt numFmtId='0' formatCode='0%'/></dxf></dxfs></styleSheet>";
        let styles = Styles::read(xml, "part", &mut Budget::new(&Limits::default())).unwrap();
        let shown: Vec<Shown> = (0..5).map(|style| styles.shown(style, Decimal::ONE)).collect();
        let wanted = [Shown::Plain, Shown::As(Look::Decimals(1)), Shown::Moment, Shown::Plain, Shown::Plain];
        assert_eq!(shown, wanted);
        assert_eq!(styles.fonts.into_iter().collect::<Vec<_>>(), [".VnTime", "Arial"]);
    }
}
