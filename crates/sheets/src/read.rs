//! Bytes of one file → its grids, or one problem that says why not.

use crate::sniff::{Content, Foreign, archive, sniff};
use crate::{book, decode, wording};
use scoring::{Grid, Problem};
use std::io::Cursor;

/// Largest file that is opened, in bytes.
const MAX_BYTES: usize = 50_000_000;
/// Largest sum of the sizes after unpacking, in bytes.
const MAX_UNPACKED: u64 = 200_000_000;
/// Most parts in an archive.
const MAX_PARTS: usize = 2_000;

/// One file as it was read. A file that can't be read has no grids and one error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// Path inside the campaign, with `/`.
    pub path: String,
    /// Its sheets, in their order; hidden ones too.
    pub grids: Vec<Grid>,
    /// What went wrong.
    pub problems: Vec<Problem>,
    /// The format holds nothing but text (CSV), so that a number written as text is no finding.
    pub plain: bool,
}

/// Reads a file by what is in it, whatever its name: .xlsx, .xlsm, .xlsb, .xls, .ods, or delimited text in UTF-8 or UTF-16.
pub fn read(path: &str, bytes: &[u8]) -> Workbook {
    let mut workbook = Workbook { path: path.to_owned(), ..Workbook::default() };
    let content = match content(path, bytes) {
        Ok(content) => content,
        Err(problem) => {
            workbook.problems.push(*problem);
            return workbook;
        }
    };
    match content {
        Content::Empty => workbook.problems.push(wording::not_a_workbook(path, None)),
        Content::Foreign(foreign) => workbook.problems.push(wording::not_a_workbook(path, Some(foreign))),
        Content::Encrypted => workbook.problems.push(wording::password(path)),
        Content::Text => {
            workbook.plain = true;
            match decode::grid(bytes) {
                Some(grid) => workbook.grids.push(grid),
                None => workbook.problems.push(wording::encoding(path)),
            }
        }
        Content::Xlsx | Content::Xlsb | Content::Xls | Content::Ods => {
            let (grids, problems) = book::grids(path, content, bytes);
            (workbook.grids, workbook.problems) = (grids, problems);
        }
    }
    if workbook.problems.is_empty() && workbook.grids.iter().all(|grid| grid.cells.is_empty()) {
        workbook.problems.push(wording::workbook_empty(path));
    }
    workbook
}

/// What the file is, if it is small enough to be opened.
fn content(path: &str, bytes: &[u8]) -> Result<Content, Box<Problem>> {
    if bytes.len() > MAX_BYTES {
        return Err(Box::new(wording::too_large(path, bytes.len() as u64, MAX_BYTES as u64)));
    }
    let content = sniff(bytes);
    if content != Content::Foreign(Foreign::Zip) {
        return Ok(content);
    }
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(Content::Foreign(Foreign::Broken));
    };
    if zip.len() > MAX_PARTS {
        return Err(Box::new(wording::too_many_parts(path, zip.len())));
    }
    let sizes = zip.decompressed_size().map(|size| u64::try_from(size).unwrap_or(u64::MAX));
    let unpacked = sizes.or_else(|| {
        (0..zip.len()).try_fold(0u64, |sum, at| Some(sum.saturating_add(zip.by_index_raw(at).ok()?.size())))
    });
    match unpacked {
        None => return Ok(Content::Foreign(Foreign::Broken)),
        Some(size) if size > MAX_UNPACKED => return Err(Box::new(wording::too_large(path, size, MAX_UNPACKED))),
        Some(_) => {}
    }
    let names: Vec<String> = zip.file_names().filter_map(|name| Some(name.ok()?.replace('\\', "/"))).collect();
    Ok(archive(&names))
}
