//! Workbooks made of XML by hand, for what no program writes.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Parts by name.
pub(crate) struct Parts(pub(crate) BTreeMap<String, Vec<u8>>);

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

impl Parts {
    /// A workbook whose sheet «S» holds this between the tags of `worksheet`.
    pub(crate) fn sheet(inside: &str) -> Self {
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{LINKS}/{kind}\" Target=\"{target}\"/>")
        };
        let links = |all: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>");
        let mut parts = Self(BTreeMap::new());
        parts.set("_rels/.rels", &links(&relation("rId1", "officeDocument", "xl/workbook.xml")));
        let all = [
            relation("rId1", "worksheet", "worksheets/sheet1.xml"),
            relation("rId2", "sharedStrings", "sharedStrings.xml"),
            relation("rId3", "styles", "styles.xml"),
        ];
        parts.set("xl/_rels/workbook.xml.rels", &links(&all.concat()));
        parts.set(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        );
        parts.set("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{MAIN}\">{inside}</worksheet>"));
        parts.formats(&["General"])
    }

    /// The same with these rows.
    pub(crate) fn rows(rows: &str) -> Self {
        Self::sheet(&format!("<sheetData>{rows}</sheetData>"))
    }

    /// Sets a part.
    pub(crate) fn set(&mut self, name: &str, text: &str) {
        self.0.insert(name.to_owned(), text.as_bytes().to_vec());
    }

    /// The same with a part.
    pub(crate) fn with(mut self, name: &str, text: &str) -> Self {
        self.set(name, text);
        self
    }

    /// The same with shared texts.
    pub(crate) fn strings(self, items: &str) -> Self {
        self.with("xl/sharedStrings.xml", &format!("<sst xmlns=\"{MAIN}\">{items}</sst>"))
    }

    /// The same with styles 0, 1, … of these formats.
    pub(crate) fn formats(self, codes: &[&str]) -> Self {
        let formats = codes.iter().enumerate().map(|(at, code)| {
            let code = code.replace('"', "&quot;");
            format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", 164 + at)
        });
        let styles = (0..codes.len()).map(|at| format!("<xf numFmtId=\"{}\"/>", 164 + at));
        let (formats, styles): (String, String) = (formats.collect(), styles.collect());
        self.with(
            "xl/styles.xml",
            &format!(
                "<styleSheet xmlns=\"{MAIN}\"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"
            ),
        )
    }

    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.0 {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
