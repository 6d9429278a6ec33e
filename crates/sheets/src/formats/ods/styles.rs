//! Styles of an OpenDocument spreadsheet: which number format a cell has, and which sheets are not shown.

use crate::formats::MOST_FONTS;
use crate::formats::cells::{Budget, Halt};
use crate::formats::number_format::told;
use crate::formats::xml::attribute;
use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use scoring::{Look, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A number style as it is being read.
#[derive(Debug, Default, Clone)]
struct Format {
    percent: bool,
    /// Shows days, times, words or a truth value: nothing to say about a number.
    other: bool,
    /// A part for digits, with the number of decimals when it is fixed.
    digits: Option<Option<u8>>,
    /// A condition on the value and the style that then takes over.
    maps: Vec<(Sign, String)>,
}

/// The conditions that spreadsheets write for sections of a format.
#[derive(Debug, Clone, Copy)]
enum Sign {
    Above,
    NotBelow,
    Below,
    Zero,
}

/// All styles met so far.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: BTreeMap<String, Format>,
    /// Format and parent by the name of a cell style.
    cells: BTreeMap<String, (Option<String>, Option<String>)>,
    hidden_tables: BTreeSet<String>,
    pub(super) fonts: Vec<String>,
    format: Option<String>,
    table: Option<String>,
}

impl Styles {
    /// Takes in the opening tag of anything that belongs to a style.
    pub(super) fn open(&mut self, tag: &BytesStart<'_>, budget: &mut Budget) -> Result<(), Halt> {
        let name = tag.name();
        let field = |name: &str| attribute(tag, name);
        match name.as_ref() {
            kind @ ("number:number-style"
            | "number:currency-style"
            | "number:percentage-style"
            | "number:date-style"
            | "number:time-style"
            | "number:text-style"
            | "number:boolean-style") => {
                budget.spend(1)?;
                let other = ["number:date-style", "number:time-style", "number:text-style", "number:boolean-style"];
                let format = Format {
                    percent: kind == "number:percentage-style",
                    other: other.contains(&kind),
                    ..Format::default()
                };
                let name = field("style:name").unwrap_or_default();
                self.formats.insert(name.clone(), format);
                self.format = Some(name);
            }
            "number:number" => self.digits(tag),
            "number:scientific-number" | "number:fraction" => {
                if let Some(format) = self.current() {
                    format.digits = Some(None);
                }
            }
            "style:map" => {
                let sign = field("style:condition").and_then(|condition| sign(&condition));
                let to = field("style:apply-style-name");
                if let (Some(format), Some(sign), Some(to)) = (self.current(), sign, to) {
                    budget.spend(1)?;
                    format.maps.push((sign, to));
                }
            }
            "style:style" => {
                self.format = None;
                budget.spend(1)?;
                let name = field("style:name").unwrap_or_default();
                match field("style:family").as_deref() {
                    Some("table") => self.table = Some(name),
                    Some("table-cell") => {
                        let format = (field("style:data-style-name"), field("style:parent-style-name"));
                        self.cells.insert(name, format);
                    }
                    _ => {}
                }
            }
            "style:table-properties" => {
                if let (Some(name), Some("false")) = (self.table.take(), field("table:display").as_deref()) {
                    self.hidden_tables.insert(name);
                }
            }
            "style:text-properties" => {
                let font = field("style:font-name").or_else(|| field("fo:font-family")).unwrap_or_default();
                if !font.is_empty() && self.fonts.len() < MOST_FONTS && !self.fonts.contains(&font) {
                    self.fonts.push(font);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn current(&mut self) -> Option<&mut Format> {
        self.formats.get_mut(self.format.as_ref()?)
    }

    fn digits(&mut self, tag: &BytesStart<'_>) {
        let places = |name: &str| attribute(tag, name).and_then(|places| places.parse::<u8>().ok());
        let least = places("number:min-decimal-places").or_else(|| places("loext:min-decimal-places"));
        let fixed = places("number:decimal-places").filter(|most| least.is_none_or(|least| least == *most));
        if let Some(format) = self.current() {
            format.digits = Some(fixed);
        }
    }

    /// Whether a table of this style is not shown.
    pub(super) fn hides(&self, table_style: &str) -> bool {
        self.hidden_tables.contains(table_style)
    }

    /// How a value in a cell of this style looks.
    pub(super) fn look(&self, style: &str, value: &Value) -> Option<Look> {
        let Value::Number(number) = value else { return None };
        let mut format = self.formats.get(self.format_of(style)?)?;
        // one section hands over to another at most
        if let Some((_, to)) = format.maps.iter().find(|(sign, _)| sign.fits(*number)) {
            format = self.formats.get(to)?;
        }
        match format {
            Format { other: true, .. } => None,
            Format { digits: None, .. } => Some(Look::Replaced),
            Format { percent: true, .. } => Some(Look::Percent),
            Format { digits: Some(places), .. } => places.and_then(|places| told(value, Look::Decimals(places))),
        }
    }

    /// The number style of a cell style, its own or that of a style it is made from.
    fn format_of(&self, style: &str) -> Option<&str> {
        let mut style = style;
        for _ in 0..8 {
            let (format, parent) = self.cells.get(style)?;
            if let Some(format) = format {
                return Some(format);
            }
            style = parent.as_deref()?;
        }
        None
    }
}

impl Sign {
    fn fits(self, number: Decimal) -> bool {
        match self {
            Self::Above => number > Decimal::ZERO,
            Self::NotBelow => number >= Decimal::ZERO,
            Self::Below => number < Decimal::ZERO,
            Self::Zero => number.is_zero(),
        }
    }
}

fn sign(condition: &str) -> Option<Sign> {
    match condition.replace(' ', "").as_str() {
        "value()>0" => Some(Sign::Above),
        "value()>=0" => Some(Sign::NotBelow),
        "value()<0" => Some(Sign::Below),
        "value()=0" => Some(Sign::Zero),
        _ => None,
    }
}
