//! Web pages that programs hand out as .xls: every table with more than one row is a sheet.

mod css;
mod table;

use crate::formats::Sheets;
use crate::formats::cells::{Budget, Halt, settle};
use crate::formats::decode::declared;
use crate::limits::Limits;
use crate::trouble::{Foreign, Trouble};
use css::Said;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use scoring::Grid;
use std::borrow::Cow;
use std::collections::BTreeMap;
use table::Table;

/// Tables inside of tables that are followed.
const DEEPEST: usize = 64;

/// Bytes of other files for one of a web page, whose tags take tenfold their size for a moment.
const DEARER: u64 = 5;

/// The tables of a page.
pub(crate) fn sheets(bytes: &[u8], limits: &Limits) -> Sheets {
    let (size, limit) = (bytes.len() as u64, limits.bytes / DEARER);
    if size > limit {
        return Sheets::refused(Trouble::TooLarge { size, limit });
    }
    let text = declared(bytes);
    let mut emitter = DefaultEmitter::default();
    // the text of scripts and style sheets is no markup
    emitter.naively_switch_states(true);
    let mut page = Page {
        budget: Budget::new(limits),
        classes: BTreeMap::new(),
        open: Vec::new(),
        tables: Vec::new(),
        begun: 0,
        beside: None,
    };
    for Ok(token) in Tokenizer::new_with_emitter(text.as_ref(), emitter) {
        let taken = match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(text) => page.say(&String::from_utf8_lossy(&text)),
            _ => Ok(()),
        };
        if let Err(halt) = taken {
            return Sheets::refused(page.budget.trouble("", halt));
        }
    }
    page.finish()
}

struct Page {
    budget: Budget,
    classes: BTreeMap<String, Said>,
    /// Tables that are not closed yet, the innermost last, each with its place in the page.
    open: Vec<(usize, Table)>,
    tables: Vec<(usize, Grid)>,
    begun: usize,
    /// The element whose text is not shown.
    beside: Option<Vec<u8>>,
}

impl Page {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), Halt> {
        let name: &[u8] = &tag.name;
        if matches!(name, b"style" | b"script" | b"title" | b"textarea" | b"noframes") && !tag.self_closing {
            self.beside = Some(name.to_owned());
        } else if name == b"table" {
            if self.open.len() >= DEEPEST {
                return Err(Halt::bad("tables inside of tables"));
            }
            self.budget.spend(1)?;
            let mut table = Table::default();
            table.grid.hidden = self.said(tag).hidden;
            self.open.push((self.begun, table));
            self.begun += 1;
        } else if matches!(name, b"tr" | b"td" | b"th" | b"col" | b"br" | b"p" | b"div" | b"li" | b"caption") {
            let said = self.said(tag);
            if let Some((_, table)) = self.open.last_mut() {
                table.start(tag, &said, &mut self.budget)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Halt> {
        if self.beside.as_deref() == Some(name) {
            self.beside = None;
        } else if name == b"table" {
            if let Some(table) = self.open.pop() {
                self.close(table)?;
            }
        } else if let Some((_, table)) = self.open.last_mut() {
            table.end(name, &mut self.budget)?;
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), Halt> {
        match &self.beside {
            Some(element) if element == b"style" => {
                if self.classes.len() < 4_096 {
                    self.classes.extend(css::classes(text));
                }
                Ok(())
            }
            Some(_) => Ok(()),
            None => self.open.last_mut().map_or(Ok(()), |(_, table)| table.say(text)),
        }
    }

    fn close(&mut self, (place, mut table): (usize, Table)) -> Result<(), Halt> {
        table.finish(&mut self.budget)?;
        // one row is a frame around something, or a title
        if table.rows() > 1 {
            settle(&mut table.grid);
            self.tables.push((place, table.grid));
        }
        Ok(())
    }

    /// What the attributes of a tag and its classes say.
    fn said(&self, tag: &StartTag<()>) -> Said {
        let mut said = attribute(tag, b"style").map(|style| css::declarations(&style)).unwrap_or_default();
        said.hidden |= tag.attributes.contains_key(b"hidden".as_slice());
        for class in attribute(tag, b"class").iter().flat_map(|class| class.split_ascii_whitespace()) {
            if let Some(of_class) = self.classes.get(class) {
                said.hidden |= of_class.hidden;
                said.format = said.format.or(of_class.format);
            }
        }
        said
    }

    fn finish(mut self) -> Sheets {
        while let Some(table) = self.open.pop() {
            if let Err(halt) = self.close(table) {
                return Sheets::refused(self.budget.trouble("", halt));
            }
        }
        if self.tables.is_empty() {
            return Sheets::refused(Trouble::Foreign(Foreign::Html));
        }
        self.tables.sort_by_key(|(place, _)| *place);
        let several = self.tables.len() > 1;
        let tables = self.tables.into_iter().zip(1..);
        let grids = tables.map(|((_, grid), number)| Grid {
            name: if several { format!("#{number}") } else { String::new() },
            ..grid
        });
        Sheets { grids: grids.collect(), ..Sheets::default() }
    }
}

/// An attribute's text.
fn attribute<'a>(tag: &'a StartTag<()>, name: &[u8]) -> Option<Cow<'a, str>> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value))
}
