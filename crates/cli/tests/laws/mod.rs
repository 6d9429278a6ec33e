//! What holds of every run, whatever it was given.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Every file below a folder with its bytes, by its path with `/`; empty where there is no folder.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(contents(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

/// What is written is whole: a receipt that adds up, no score for a unit with unknown points, no litter.
pub(crate) fn of_outputs(folder: &Path) -> Vec<String> {
    let written = contents(folder);
    if written.is_empty() {
        return Vec::new();
    }
    let mut wrong: Vec<String> =
        written.keys().filter(|name| !name.starts_with("out/")).map(|name| format!("{name} is left over")).collect();
    for name in ["results.xlsx", "receipt.json", "data/units.csv", "data/scores.csv", "data/findings.csv"] {
        if !written.contains_key(&format!("out/{name}")) {
            wrong.push(format!("{name} is not written"));
        }
    }
    if wrong.is_empty() {
        wrong.extend(cells(&json(&written["out/receipt.json"])));
        wrong.extend(unknown(&written["out/data/units.csv"]));
    }
    wrong
}

/// Findings say something, and what is printed is what is written.
pub(crate) fn of_findings(findings: &[Value], folder: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        if finding["message"].as_str().is_none_or(|message| message.trim().is_empty()) {
            wrong.push(format!("a finding says nothing: {finding}"));
        }
        if findings[..at].contains(finding) {
            wrong.push(format!("a finding is there twice: {finding}"));
        }
        if finding["severity"] == "error" && finding["hint"].as_str().is_none_or(str::is_empty) {
            wrong.push(format!("an error says not what to do: {finding}"));
        }
    }
    let written = contents(folder);
    let (Some(table), Some(receipt)) = (written.get("out/data/findings.csv"), written.get("out/receipt.json")) else {
        return wrong;
    };
    let rows = rows(table);
    if rows.len() != findings.len() {
        wrong.push(format!("{} findings printed, {} in findings.csv", findings.len(), rows.len()));
    }
    for severity in ["error", "warning", "note"] {
        let listed = rows.iter().filter(|row| row["severity"] == severity).count() as u64;
        let counted = json(receipt)["findings"][severity].as_u64().unwrap_or(0);
        if listed != counted {
            wrong.push(format!("receipt.json counts {counted} of {severity}, findings.csv holds {listed}"));
        }
    }
    wrong
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(bytes).deserialize().map(|row| row.unwrap()).collect()
}

/// Cells read are accepted, flagged or ignored: in each file, and in all.
fn cells(receipt: &Value) -> Vec<String> {
    let count = |cells: &Value| {
        let number = |value: &Value| value.as_u64().unwrap();
        let ignored = cells["ignored"].as_object().unwrap().values().map(number).sum::<u64>();
        [number(&cells["read"]), number(&cells["accepted"]), number(&cells["flagged"]), ignored]
    };
    let files = receipt["inputs"].as_array().unwrap().iter().filter(|input| input["cells"].is_object());
    let files: Vec<(&Value, [u64; 4])> = files.map(|input| (&input["path"], count(&input["cells"]))).collect();
    let total = count(&receipt["cells"]);
    let mut sum = [0; 4];
    files.iter().for_each(|(_, counts)| (0..4).for_each(|at| sum[at] += counts[at]));
    let all = files.iter().map(|(path, counts)| (path.to_string(), *counts)).chain([("all".to_owned(), total)]);
    let mut wrong: Vec<String> = all
        .filter(|(_, [read, accepted, flagged, ignored])| *read != accepted + flagged + ignored)
        .map(|(path, counts)| format!("receipt.json does not add up for {path}: {counts:?}"))
        .collect();
    if sum != total {
        wrong.push(format!("receipt.json: the files add up to {sum:?}, the total says {total:?}"));
    }
    wrong
}

/// A unit with unknown points has no score, rank and band; any other has a score.
fn unknown(table: &[u8]) -> Vec<String> {
    let wrong = rows(table).into_iter().filter(|row| match row["unknown"].as_str() {
        "0" => row["score"].is_empty() || row["rank"].is_empty(),
        _ => ["score", "rank", "band"].iter().any(|column| !row[*column].is_empty()),
    });
    wrong.map(|row| format!("units.csv: {row:?}")).collect()
}
