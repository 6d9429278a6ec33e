//! What changed between two rubrics: for machines and for people.

use super::context::{column, data};
use crate::wording;
use scoring::diff::{Aspect, Difference, Summary};
use scoring::{Cell, Kind, Lang, Row, RowKind, Rubric, Table};

/// The differences for people: a row each, the change in words with the numbers that changed, how much changed below.
pub fn diff(old: &Rubric, new: &Rubric, lang: Lang) -> Table {
    let differences = scoring::diff::diff(old, new);
    let mut table = empty(old, new, lang);
    let text = |name: &str, width: u16| column(name, Kind::Text, lang).wide(width);
    table.columns = vec![
        text("code", 8),
        text("old_code", 8),
        text("change", 22),
        text("title", 36),
        text("old", 40),
        text("new", 40),
    ];
    table.rows = differences.iter().map(|one| row(one, in_words(one, lang), lang)).collect();
    table.notes = wording::diff_notes(&Summary::new(old, new, &differences), lang);
    table
}

/// The same for machines: `change` by its stable name, the numbers that changed in a column `detail` of their own.
pub fn diff_data(old: &Rubric, new: &Rubric, lang: Lang) -> Table {
    let mut table = empty(old, new, lang);
    let names = ["code", "old_code", "change", "title", "old", "new", "detail"];
    table.columns = names.iter().map(|name| column(name, Kind::Text, lang)).collect();
    let row = |one: &Difference| {
        let mut row = row(one, one.aspect.code().to_owned(), lang);
        row.cells.push(Cell::text(one.detail.get(lang)));
        row
    };
    table.rows = scoring::diff::diff(old, new).iter().map(row).collect();
    table
}

fn empty(old: &Rubric, new: &Rubric, lang: Lang) -> Table {
    let mut table = data("diff", lang);
    let named = |rubric: &Rubric| format!("{} ({} {})", rubric.title, wording::version(lang), rubric.version);
    table.titles.push(format!("{} → {}", named(old), named(new)));
    table
}

fn row(one: &Difference, change: String, lang: Lang) -> Row {
    let kind = match one.aspect {
        Aspect::Added | Aspect::Dropped => RowKind::Heading,
        _ => RowKind::Body,
    };
    let words = [&one.code, &one.old_code, &change, &one.title];
    let texts = [one.old.get(lang), one.new.get(lang)];
    let cells = words.into_iter().map(Cell::text).chain(texts.into_iter().map(Cell::text)).collect();
    Row::of(kind, cells)
}

fn in_words(one: &Difference, lang: Lang) -> String {
    let (aspect, detail) = (one.aspect.text(), one.detail.get(lang));
    if detail.is_empty() { aspect.get(lang).to_owned() } else { format!("{}: {detail}", aspect.get(lang)) }
}
