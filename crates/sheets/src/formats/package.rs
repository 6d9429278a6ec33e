//! A zip archive of parts with relations between them, as .xlsb and .ods are.

use crate::formats::xml;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

/// An opened archive.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Places of parts by their paths as they are compared: in lower case, with slashes.
    places: BTreeMap<String, usize>,
}

/// Where a part points to.
pub(crate) struct Relation {
    pub(crate) id: String,
    /// A URL whose last word is the kind.
    pub(crate) kind: String,
    /// Path of the other part, from the root.
    pub(crate) target: String,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let names = archive.file_names().enumerate();
        let places = names.filter_map(|(place, name)| Some((compared(name.ok()?.as_ref()), place))).collect();
        Ok(Self { archive, places })
    }

    /// A part, unpacked as it is read.
    pub(crate) fn part(&mut self, path: &str) -> Result<impl BufRead + use<'_, 'a>, String> {
        let place = self.places.get(&compared(path)).ok_or_else(|| format!("{path} is missing"))?;
        let part = self.archive.by_index(*place).map_err(|error| format!("{path}: {error}"))?;
        Ok(BufReader::with_capacity(64 * 1024, part))
    }

    /// The relations of a part; none when it has no list of them.
    pub(crate) fn relations(&mut self, path: &str) -> Result<Vec<Relation>, String> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let list = format!("{folder}/_rels/{name}.rels");
        let Ok(part) = self.part(&list) else { return Ok(Vec::new()) };
        let (mut events, mut found) = (xml::Events::new(part), Vec::new());
        loop {
            match events.next().map_err(|error| format!("{error:?}"))? {
                Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                    let field = |name| xml::attribute(&tag, name).unwrap_or_default();
                    let target = field("Target");
                    let target = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
                    found.push(Relation { id: field("Id"), kind: field("Type"), target });
                }
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }
}

fn compared(path: &str) -> String {
    path.replace('\\', "/").to_lowercase()
}
