//! `receipt.json`: what the result was made from, and what became of every cell.

use crate::intake::Item;
use crate::outcome::Outcome;
use serde::Serialize;
use sheets::Counts;
use std::collections::BTreeMap;

/// A file that the result depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    pub(crate) path: String,
    /// BLAKE3 in hexadecimal; empty for a file whose bytes could not be had.
    pub(crate) hash: String,
    pub(crate) bytes: u64,
    pub(crate) round: Option<String>,
    /// The cells of its score columns; `None` for files that are no score sheets.
    pub(crate) cells: Option<Counts>,
}

impl Input {
    /// A file without score cells.
    pub(crate) fn table(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), hash: hash(bytes), bytes: bytes.len() as u64, round: None, cells: None }
    }

    /// A file as it came in.
    pub(crate) fn item(item: &Item) -> Self {
        Self { path: item.name.clone(), hash: item.hash.clone(), bytes: item.size, round: None, cells: None }
    }
}

/// The BLAKE3 hash of some bytes, in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// What names a rubric that is made from some files, its script first: the hash of the script alone where it imports nothing,
/// or else that of the hashes of all files, so that a change of any is seen.
pub(crate) fn fingerprint(files: &[Input]) -> String {
    match files {
        [script] => script.hash.clone(),
        files => hash(files.iter().map(|file| file.hash.as_str()).collect::<Vec<_>>().join("\n").as_bytes()),
    }
}

#[derive(Serialize)]
struct Receipt<'a> {
    program: String,
    rubric: RubricLine<'a>,
    inputs: Vec<InputLine<'a>>,
    cells: Cells,
    findings: BTreeMap<&'static str, usize>,
    outputs: Vec<OutputLine<'a>>,
}

#[derive(Serialize)]
struct RubricLine<'a> {
    id: &'a str,
    year: Option<i32>,
    version: &'a str,
    source: &'a str,
    blake3: &'a str,
}

#[derive(Serialize)]
struct InputLine<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<&'a str>,
    bytes: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    blake3: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<Cells>,
}

#[derive(Serialize)]
struct OutputLine<'a> {
    path: &'a str,
    bytes: usize,
    blake3: String,
}

#[derive(Serialize)]
struct Cells {
    read: u64,
    accepted: u64,
    flagged: u64,
    ignored: BTreeMap<&'static str, u64>,
}

impl From<&Counts> for Cells {
    fn from(counts: &Counts) -> Self {
        Self { read: counts.read, accepted: counts.accepted, flagged: counts.flagged, ignored: counts.ignored.clone() }
    }
}

/// The receipt of an outcome and the outputs made from it.
pub(crate) fn receipt(outcome: &Outcome, outputs: &[(String, Vec<u8>)]) -> Result<Vec<u8>, serde_json::Error> {
    let mut total = Counts::default();
    for counts in outcome.inputs.iter().filter_map(|input| input.cells.as_ref()) {
        total.add(counts);
    }
    let mut findings = BTreeMap::new();
    for problem in &outcome.problems {
        *findings.entry(problem.severity.code()).or_insert(0) += 1;
    }
    let receipt = Receipt {
        program: format!("parindex {}", env!("CARGO_PKG_VERSION")),
        rubric: RubricLine {
            id: &outcome.rubric.id,
            year: outcome.rubric.year,
            version: &outcome.rubric.version,
            source: &outcome.rubric.source,
            blake3: &outcome.rubric.fingerprint,
        },
        inputs: outcome
            .inputs
            .iter()
            .map(|input| InputLine {
                path: &input.path,
                round: input.round.as_deref(),
                bytes: input.bytes,
                blake3: &input.hash,
                cells: input.cells.as_ref().map(Cells::from),
            })
            .collect(),
        cells: Cells::from(&total),
        findings,
        outputs: outputs
            .iter()
            .map(|(path, bytes)| OutputLine { path, bytes: bytes.len(), blake3: hash(bytes) })
            .collect(),
    };
    let mut text = serde_json::to_vec_pretty(&receipt)?;
    text.push(b'\n');
    Ok(text)
}
