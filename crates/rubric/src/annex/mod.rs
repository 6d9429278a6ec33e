//! The Excel annex of a decision → a draft of its script, for a person to compare and finish.

mod code;
mod header;
mod phrase;
mod rows;
mod text;
mod tree;
mod wording;
mod write;

use header::Kind;
use scoring::{CellRef, Grid, Place, Problem, Value, fold};
use tree::{Builder, Node};

/// A draft.
#[derive(Debug, Clone, Default)]
pub struct Drafted {
    /// The script; empty when no sheet holds an annex.
    pub script: String,
    /// What could not be read or placed, each with its cell.
    pub problems: Vec<Problem>,
    /// Leaves whose scoring guide became words.
    pub understood: usize,
    /// Leaves whose scoring guide stayed text; they score as entered.
    pub kept_as_text: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    understood: usize,
    kept_as_text: usize,
}

/// Drafts a script from the sheets of an annex. `file` is the name used in problems, and gives the rubric's id.
///
/// Sheets without a header of criteria are passed over. What is not understood stays in the script as a comment.
pub fn draft(grids: &[Grid], file: &str) -> Drafted {
    let mut problems = Vec::new();
    let (mut nodes, mut head): (Vec<(Node, usize)>, Option<write::Head>) = (Vec::new(), None);
    for (at, grid) in grids.iter().enumerate().filter(|(_, grid)| !grid.hidden) {
        let Some(columns) = header::find(grid) else { continue };
        head.get_or_insert_with(|| above(grid, columns.rows.0, file));
        let rows = rows::read(grid, &columns);
        let mut builder = Builder::new(file, &grid.name, &columns, &rows);
        builder.build(&rows);
        let unread = columns.unread.iter().map(|(cell, heading)| {
            wording::column_not_read(&text::line(heading)).at(Place::Cell {
                file: file.to_owned(),
                sheet: grid.name.clone(),
                cell: *cell,
            })
        });
        problems.extend(unread.filter(|_| !builder.nodes.is_empty()));
        problems.append(&mut builder.problems);
        add(&mut nodes, builder.nodes, at, (file, &grid.name), &mut problems);
    }
    let whole = Place::File(file.to_owned());
    let Some(head) = head else {
        return Drafted { problems: vec![wording::no_header().at(whole)], ..Drafted::default() };
    };
    if nodes.is_empty() {
        problems.push(wording::no_rows().at(whole));
        return Drafted { problems, ..Drafted::default() };
    }
    finish(&head, nodes, grids, file, problems)
}

/// Adds the tree of a sheet; a code that an earlier sheet has is a problem.
fn add(
    nodes: &mut Vec<(Node, usize)>,
    more: Vec<Node>,
    sheet: usize,
    (file, name): (&str, &str),
    problems: &mut Vec<Problem>,
) {
    for node in more {
        let place = Place::Cell { file: file.to_owned(), sheet: name.to_owned(), cell: CellRef::new(node.row, 0) };
        if nodes.iter().any(|(other, _)| other.code == node.code) {
            problems.push(wording::code_twice(&node.code).at(place));
        } else {
            nodes.push((node, sheet));
        }
    }
}

fn finish(
    head: &write::Head,
    nodes: Vec<(Node, usize)>,
    grids: &[Grid],
    file: &str,
    mut problems: Vec<Problem>,
) -> Drafted {
    let offices = offices(nodes.iter().map(|(node, _)| node.office.as_str()));
    let mut script = String::new();
    let mut counts = Counts::default();
    write::head(&mut script, head, &offices);
    let sheet_of = |row: u32, code: &str| {
        let found = nodes.iter().find(|(node, _)| node.row == row && node.code == code);
        let sheet = found.map_or(0, |(_, sheet)| *sheet);
        let name = grids.get(sheet).map(|grid| grid.name.clone()).unwrap_or_default();
        let col = grids
            .get(sheet)
            .and_then(header::find)
            .and_then(|columns| columns.of(Kind::Guide).or(columns.of(Kind::Title)));
        Place::Cell { file: file.to_owned(), sheet: name, cell: CellRef::new(row, col.unwrap_or(0)) }
    };
    let tree: Vec<Node> = nodes.iter().map(|(node, _)| node.clone()).collect();
    for (problem, row) in write::nodes(&mut script, &tree, &offices, &mut counts) {
        let place = sheet_of(row, &problem.code);
        problems.push(problem.at(place));
    }
    Problem::sort(&mut problems);
    Drafted { script, problems, understood: counts.understood, kept_as_text: counts.kept_as_text }
}

/// The offices in the order in which they come, with ids from their initials.
fn offices<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for name in names.filter(|name| !name.is_empty()) {
        if found.iter().any(|(_, title)| title == name) {
            continue;
        }
        let initials = text::initials(name);
        let base = if initials.is_empty() { "CQ".to_owned() } else { initials };
        let ids = std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}{number}")));
        let free = ids.into_iter().find(|id| !found.iter().any(|(other, _)| other == id));
        found.push((free.unwrap_or(base), name.to_owned()));
    }
    found
}

/// What the lines above the header say: title, document, year.
fn above(grid: &Grid, header: u32, file: &str) -> write::Head {
    let mut lines: Vec<String> = Vec::new();
    for row in 0..header {
        lines.extend(grid.row(row).filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text::line(text)).filter(|line| !line.is_empty()),
            _ => None,
        }));
    }
    let about =
        |line: &&String| ["chi so", "tieu chi", "danh gia", "cham diem"].iter().any(|word| fold(line).contains(word));
    let document = |line: &&String| {
        let key = fold(line);
        line.starts_with('(') || key.starts_with("kem theo") || key.starts_with("quyet dinh")
    };
    let source = lines.iter().find(document).map(|line| line.trim_matches(['(', ')']).trim().to_owned());
    let title = lines.iter().filter(|line| !document(line)).find(about);
    let year = title.into_iter().chain(&lines).find_map(|line| year(line));
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let first = lines.iter().find(|line| !document(line));
    write::Head {
        id: text::slug(stem),
        title: title.or(first).cloned().unwrap_or_default(),
        source: source.unwrap_or_default(),
        year,
    }
}

/// A year between 2000 and 2099 after the word "năm".
fn year(line: &str) -> Option<u32> {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let pairs = words.windows(2).filter(|pair| fold(pair[0]) == "nam");
    pairs.filter_map(|pair| pair[1].parse().ok()).find(|year| (2000..2100).contains(year))
}
