//! Everything `run` writes: tables as CSV and Parquet, the workbook, the receipt.

use crate::outcome::Outcome;
use crate::receipt::receipt;
use crate::{swap, wording};
use report::tables::{self, Context};
use scoring::{Problem, Rubric, Table};
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::thread::ScopedJoinHandle;

/// Units whose scores are in memory as a table at one time.
const UNITS_AT_ONCE: usize = 8;

/// Where the outputs are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The folder that holds them now.
    pub folder: PathBuf,
    /// What to tell the user: the old folder could not be replaced, say.
    pub problems: Vec<Problem>,
}

/// Makes all outputs and swaps them in for the folder `out`. Until the swap the folder is as it was.
///
/// # Errors
/// A problem when an output can't be made or written; the folder is then as it was.
pub fn write(outcome: &Outcome, out: &Path) -> Result<Written, Problem> {
    let mut outputs = make(outcome).map_err(|why| wording::not_made(&why))?;
    let receipt = receipt(outcome, &outputs).map_err(|why| wording::not_made(&why.to_string()))?;
    outputs.push(("receipt.json".to_owned(), receipt));
    swap::replace(out, &outputs)
}

fn make(outcome: &Outcome) -> Result<Vec<(String, Vec<u8>)>, String> {
    let context = Context {
        rubric: &outcome.rubric,
        units: &outcome.units,
        facts: &outcome.facts,
        assessment: &outcome.assessment,
        lang: outcome.language,
        previous_year: outcome.previous_year,
        whose: "",
        basis: "",
    };
    let lang = outcome.language;
    let criteria = stats::criteria(&outcome.rubric, &outcome.assessment, lang).map_err(text)?;
    let small = [
        tables::units(&context),
        tables::results(&context),
        criteria.clone(),
        tables::findings(&outcome.problems, lang),
    ];
    let mut outputs = Vec::new();
    std::thread::scope(|scope| {
        let book = scope.spawn(|| workbook(outcome, &context, criteria));
        let scores = scope.spawn(|| scores(&context));
        for table in &small {
            let name = &table.name;
            outputs.push((format!("data/{name}.csv"), report::csv(table).map_err(text)?));
            outputs.push((format!("data/{name}.parquet"), parquet(outcome, table)?));
        }
        outputs.extend(joined(scores)?);
        outputs.push(("results.xlsx".to_owned(), joined(book)?));
        Ok::<(), String>(())
    })?;
    outputs.sort();
    Ok(outputs)
}

/// Under this key each Parquet file says which rubric it was made with.
const RUBRIC: &str = "parindex.rubric";

/// A rubric by identity, version and whole hash.
fn about(rubric: &Rubric) -> String {
    format!("{} {} {}", rubric.id, rubric.version, rubric.fingerprint)
}

fn parquet(outcome: &Outcome, table: &Table) -> Result<Vec<u8>, String> {
    let mut parquet = stats::Parquet::new(table, table.rows.len()).about(RUBRIC, &about(&outcome.rubric));
    parquet.push(table).map_err(text)?;
    parquet.finish().map_err(text)
}

fn text(error: impl Display) -> String {
    error.to_string()
}

/// The result of a thread; a panic in it goes on here.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The scores, some units at a time: whole, the table takes two gigabytes for 10,000 units.
fn scores(context: &Context<'_>) -> Result<[(String, Vec<u8>); 2], String> {
    let units = &context.assessment.results;
    let rows = units.len() * (context.rubric.nodes.len() + 1) * (context.rubric.rounds.len() + 1);
    let head = tables::scores_of(context, &[]);
    let mut csv = report::Csv::new(&head).map_err(text)?;
    let mut parquet = stats::Parquet::new(&head, rows).about(RUBRIC, &about(context.rubric));
    for some in units.chunks(UNITS_AT_ONCE) {
        let part = tables::scores_of(context, some);
        csv.push(&part).map_err(text)?;
        parquet.push(&part).map_err(text)?;
    }
    let (csv, parquet) = (csv.finish().map_err(text)?, parquet.finish().map_err(text)?);
    Ok([("data/scores.csv".to_owned(), csv), ("data/scores.parquet".to_owned(), parquet)])
}

fn workbook(outcome: &Outcome, context: &Context<'_>, criteria: Table) -> Result<Vec<u8>, String> {
    let lang = outcome.language;
    let mut sheets = tables::numbered(context);
    sheets.push(tables::statistics(criteria));
    if outcome.units.iter().any(|unit| unit.group.is_some()) {
        let groups = stats::groups(&outcome.rubric, &outcome.units, &outcome.assessment, lang);
        sheets.push(groups.map_err(text)?);
    }
    if !outcome.rubric.bands.is_empty() {
        sheets.push(stats::bands(&outcome.rubric, &outcome.assessment, lang));
    }
    sheets.push(tables::findings_list(&outcome.problems, &outcome.units, lang));
    let title = outcome.rubric.title.clone();
    let book = report::Book {
        lang,
        title,
        made_with: report::edition(&outcome.rubric, lang),
        created: outcome.as_of,
        tables: &sheets,
    };
    report::xlsx(&book).map_err(text)
}
