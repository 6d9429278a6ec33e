//! One cell: what stands between its tags, and the value that it makes.

use super::code::Shown;
use super::plain::Cell;
use super::stop::{Budget, Stop};
use super::strings::{Runs, Strings, meant};
use super::styles::Styles;
use crate::formats::number;
use crate::formats::text::nfc;
use crate::trouble::Damage;
use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use scoring::{CellRef, Look, Value};
use std::collections::BTreeMap;

/// What cells refer to.
pub(super) struct Context<'a> {
    pub(super) strings: &'a Strings,
    pub(super) styles: &'a Styles,
    pub(super) from_1904: bool,
}

/// What a cell says that it holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Number,
    /// A shared text's number.
    Shared,
    /// Text that a formula gives, as its value.
    Text,
    /// Text in place.
    Inline,
    Bool,
    Error,
    /// A moment as ISO 8601 writes it.
    Moment,
}

impl Kind {
    #[inline]
    pub(super) fn named(name: &str) -> Self {
        match name {
            "s" => Self::Shared,
            "str" => Self::Text,
            "inlineStr" => Self::Inline,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Moment,
            _ => Self::Number,
        }
    }
}

/// Which of a cell's own tags is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Field {
    #[default]
    None,
    Value,
    Formula,
    Inline,
}

/// The cell being read; its buffers serve all cells of a sheet.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) at: CellRef,
    style: usize,
    kind: Kind,
    field: Field,
    /// `v`, and whether there was one.
    value: String,
    has_value: bool,
    formula: String,
    has_formula: bool,
    /// There was an `is`.
    has_inline: bool,
    /// The shared formula that the cell takes part in.
    shared: Option<u32>,
    runs: Runs,
    /// Texts of shared formulas.
    masters: BTreeMap<u32, String>,
}

/// A value, and how it shows.
pub(super) struct Kept {
    pub(super) value: Option<Value>,
    pub(super) look: Option<Look>,
}

impl Open {
    pub(super) fn reset(&mut self, at: CellRef, style: usize, kind: Kind) {
        (self.at, self.style, self.kind, self.field) = (at, style, kind, Field::None);
        (self.has_value, self.has_inline, self.has_formula, self.shared) = (false, false, false, None);
        self.value.clear();
        self.formula.clear();
        self.runs.clear();
    }

    /// The content of a cell in the usual form.
    #[inline]
    pub(super) fn fill(&mut self, cell: &Cell<'_>) -> Result<(), Stop> {
        (self.has_value, self.has_formula) = (cell.value.is_some(), cell.formula.is_some());
        Budget::grow(&mut self.value, cell.value.unwrap_or_default())?;
        Budget::grow(&mut self.formula, cell.formula.unwrap_or_default())
    }

    /// A tag opened; `depth` is 1 for the cell's own.
    #[inline]
    pub(super) fn start(&mut self, name: &str, tag: &BytesStart<'_>, depth: usize, empty: bool) {
        let field = match (depth, name) {
            (1, "v") => {
                self.has_value = true;
                Field::Value
            }
            (1, "f") => {
                self.has_formula = true;
                self.shared = shared(tag);
                Field::Formula
            }
            (1, "is") => {
                self.has_inline = true;
                Field::Inline
            }
            (2.., name) if self.field == Field::Inline && !empty => return self.runs.start(name, depth),
            _ => return,
        };
        self.field = if empty { Field::None } else { field };
    }

    /// A tag in the cell closed; it was at this depth.
    #[inline]
    pub(super) fn end(&mut self, depth: usize) {
        match depth {
            1 => self.field = Field::None,
            _ => self.runs.end(depth - 1),
        }
    }

    #[inline]
    pub(super) fn text(&mut self, text: &str) -> Result<(), Stop> {
        match self.field {
            Field::Value => Budget::grow(&mut self.value, text),
            Field::Formula => Budget::grow(&mut self.formula, text),
            Field::Inline => self.runs.text(text),
            Field::None => Ok(()),
        }
    }

    /// What the cell holds, now that it is closed.
    #[inline]
    pub(super) fn value(&mut self, context: &Context<'_>) -> Result<Kept, Stop> {
        if let Some(id) = self.shared.filter(|_| !self.formula.is_empty()) {
            self.masters.insert(id, self.formula.clone());
        }
        let text = self.value.trim();
        // a formula that gives no text is calculated, and says so by an empty value
        let inline = self.runs.as_str();
        let calculated = !text.is_empty() || self.has_inline || self.kind == Kind::Text && self.has_value;
        if self.has_formula && !calculated {
            return Ok(plain(Some(Value::Uncalculated(self.formula()))));
        }
        Ok(match self.kind {
            // some programs write text in place without saying so
            _ if text.is_empty() || self.kind == Kind::Inline && !inline.is_empty() => plain(words(&meant(inline))),
            Kind::Text | Kind::Inline => plain(words(&meant(&self.value))),
            Kind::Shared => {
                let found = text.parse().ok().and_then(|at| context.strings.get(at));
                let found = found.ok_or_else(|| Damage::SharedText(self.at, text.chars().take(20).collect()))?;
                plain(words(found))
            }
            Kind::Bool => plain(Some(match text {
                "1" | "true" | "TRUE" => Value::Bool(true),
                "0" | "false" | "FALSE" => Value::Bool(false),
                _ => Value::Text(nfc(text)),
            })),
            Kind::Error => plain(Some(Value::Error(nfc(text)))),
            Kind::Moment => plain(Some(number::iso(text))),
            Kind::Number => match number::typed(text) {
                Some(Value::Number(number)) => self.number(number, context),
                Some(value) => plain(Some(value)),
                None => plain(Some(Value::Text(nfc(text)))),
            },
        })
    }

    /// A number as its format means it.
    #[inline]
    fn number(&self, number: Decimal, context: &Context<'_>) -> Kept {
        match context.styles.shown(self.style, number) {
            Shown::Plain => plain(Some(Value::Number(number))),
            Shown::As(look) => Kept { value: Some(Value::Number(number)), look: Some(look) },
            Shown::Duration => plain(Some(Value::Date(None, number.to_string()))),
            Shown::Moment => {
                let days = self.value.trim().parse().ok().or_else(|| number.to_f64()).unwrap_or(f64::NAN);
                plain(Some(number::moment(days, context.from_1904)))
            }
        }
    }

    /// The formula's text; a cell that only shares one has the text of the cell that wrote it.
    fn formula(&self) -> String {
        let master = || self.shared.and_then(|id| self.masters.get(&id)).map_or("?", String::as_str);
        let text = self.formula.trim();
        nfc(if text.is_empty() { master() } else { text })
    }
}

fn plain(value: Option<Value>) -> Kept {
    Kept { value, look: None }
}

/// The number of the shared formula that a cell takes part in.
fn shared(tag: &BytesStart<'_>) -> Option<u32> {
    let value = |name: &str| {
        let found = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name);
        found.map(|attribute| attribute.value)
    };
    value("si").filter(|_| value("t").as_deref() == Some("shared"))?.trim().parse().ok()
}

/// Text, already in NFC; none when it is nothing but space.
#[inline]
fn words(text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()))
}
