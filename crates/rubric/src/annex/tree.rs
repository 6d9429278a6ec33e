//! Rows become a tree: which row is a domain, which a criterion, which part of a scoring guide.

use super::code::Code;
use super::header::{Columns, Kind};
use super::rows::{Max, Row};
use super::{phrase, text, wording};
use rust_decimal::Decimal;
use scoring::{CellRef, Place, Problem};
use std::collections::BTreeSet;

/// Deepest node: a subcriterion.
const DEEPEST: usize = 3;

/// A domain, criterion or subcriterion.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    pub(super) code: String,
    /// 1 for a domain.
    pub(super) depth: usize,
    pub(super) title: String,
    pub(super) max: Option<Decimal>,
    pub(super) office: String,
    pub(super) evidence: String,
    pub(super) guide: Vec<String>,
    pub(super) figures: Vec<(String, String)>,
    pub(super) choices: Vec<(String, Decimal)>,
    pub(super) computed: bool,
    /// Row of the sheet.
    pub(super) row: u32,
    /// Rows below it without a code, with points in the column of maxima.
    below: Vec<(String, Decimal, u32)>,
    /// Whether its code was made from a letter.
    lettered: bool,
}

/// Builds the tree of one sheet.
pub(super) struct Builder<'a> {
    file: &'a str,
    sheet: &'a str,
    columns: &'a Columns,
    pub(super) nodes: Vec<Node>,
    pub(super) problems: Vec<Problem>,
    codes: BTreeSet<String>,
    has_roman: bool,
    /// Whether codes below a Roman domain begin anew: `1`, not `1.1`.
    anew: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: &'a str, sheet: &'a str, columns: &'a Columns, rows: &[Row]) -> Self {
        let roman = |row: &Row| matches!(row.code, Code::Roman(_));
        Self {
            file,
            sheet,
            columns,
            nodes: Vec::new(),
            problems: Vec::new(),
            codes: BTreeSet::new(),
            has_roman: rows.iter().any(roman),
            anew: false,
        }
    }

    /// Places every row.
    pub(super) fn build(&mut self, rows: &[Row]) {
        let mut total = None;
        for row in rows {
            if row.is_total() {
                total = Some(row).filter(|row| matches!(row.max, Max::Points(_))).or(total);
            } else {
                self.place_row(row);
            }
        }
        self.settle_below();
        self.check(total);
    }

    fn at(&self, row: u32, kind: Kind) -> Place {
        let col = self.columns.of(kind).or(self.columns.of(Kind::Title)).unwrap_or(0);
        Place::Cell { file: self.file.to_owned(), sheet: self.sheet.to_owned(), cell: CellRef::new(row, col) }
    }

    fn report(&mut self, problem: Problem, row: u32, kind: Kind) {
        let place = self.at(row, kind);
        self.problems.push(problem.at(place));
    }

    fn place_row(&mut self, row: &Row) {
        match &row.code {
            Code::Roman(number) => self.domain(row, *number),
            Code::Path(path) => self.path(row, path),
            Code::Letter => self.letter(row),
            Code::Part => self.report(wording::part(&row.title), row.at, Kind::Title),
            Code::None | Code::Other => self.uncoded(row),
        }
    }

    fn domain(&mut self, row: &Row, number: u32) {
        let free = |number: &u32| !self.codes.contains(&number.to_string());
        let number = (number..).find(free).unwrap_or(number);
        self.anew = false;
        self.push(row, number.to_string(), 1);
    }

    fn path(&mut self, row: &Row, path: &[u32]) {
        let joined = path.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
        if !self.has_roman {
            let code = self.by_place(row, joined);
            return self.push(row, code, path.len());
        }
        let Some(domain) = self.nodes.iter().rev().find(|node| node.depth == 1).map(|node| node.code.clone()) else {
            return self.report(wording::no_parent(&joined), row.at, Kind::Code);
        };
        self.anew |= path.len() == 1;
        let absolute = !self.anew && path.first().is_some_and(|first| first.to_string() == domain);
        let (code, depth) = match absolute {
            true => (joined, path.len()),
            false => (format!("{domain}.{joined}"), path.len() + 1),
        };
        let code = self.by_place(row, code);
        self.push(row, code, depth);
    }

    /// A number cell can't tell 1.1 from 1.10: after 1.9 it is 1.10.
    fn by_place(&mut self, row: &Row, code: String) -> String {
        let tenth = format!("{code}0");
        let before = code.rsplit_once('.').and_then(|(front, last)| {
            let ninth = last.parse::<u32>().ok()?.checked_mul(10)?.checked_sub(1)?;
            Some(format!("{front}.{ninth}"))
        });
        let follows = before.is_some_and(|before| self.codes.contains(&before));
        if row.numeric && self.codes.contains(&code) && follows && !self.codes.contains(&tenth) {
            self.report(wording::renumbered(&code, &tenth), row.at, Kind::Code);
            return tenth;
        }
        code
    }

    fn letter(&mut self, row: &Row) {
        let numbered = |node: &&Node| !node.lettered;
        let Some(parent) = self.nodes.iter().rev().find(numbered).map(|node| (node.code.clone(), node.depth)) else {
            return self.report(wording::not_placed(&row.title), row.at, Kind::Title);
        };
        // a letter without points of its own enumerates the guide
        if row.max == Max::Blank && phrase::is_guide_line(&row.title) {
            return self.uncoded(row);
        }
        let next = (1u32..).map(|number| format!("{}.{number}", parent.0)).find(|code| !self.codes.contains(code));
        self.push(row, next.unwrap_or_default(), parent.1 + 1);
    }

    fn push(&mut self, row: &Row, code: String, depth: usize) {
        if depth > DEEPEST {
            return self.deep(row, &code);
        }
        let known = depth == 1 || {
            let parent = code.rsplit_once('.').map(|(parent, _)| parent);
            parent.is_some_and(|parent| self.codes.contains(parent))
        };
        if !known {
            return self.report(wording::no_parent(&code), row.at, Kind::Code);
        }
        if !self.codes.insert(code.clone()) {
            return self.report(wording::code_twice(&code), row.at, Kind::Code);
        }
        if let Max::Odd(found) = &row.max {
            self.report(wording::odd_maximum(found), row.at, Kind::Max);
        }
        let figures = row.figures.iter().filter_map(|line| line.split_once(": "));
        let choices = row.choices.iter().filter_map(|line| {
            let (label, points) = line.rsplit_once(": ")?;
            Some((label.to_owned(), text::points(points)?))
        });
        self.nodes.push(Node {
            code,
            depth,
            title: row.title.clone(),
            max: match row.max {
                Max::Points(points) => Some(points),
                _ => None,
            },
            office: row.office.clone(),
            evidence: row.evidence.clone(),
            guide: row.lines.iter().chain(&row.guide).cloned().collect(),
            figures: figures.map(|(name, label)| (name.to_owned(), label.to_owned())).collect(),
            choices: choices.collect(),
            computed: row.computed,
            row: row.at,
            below: Vec::new(),
            lettered: row.code == Code::Letter,
        });
    }

    /// A row below a subcriterion: its text goes into the guide, so that nothing is lost.
    fn deep(&mut self, row: &Row, code: &str) {
        let Some(node) = self.nodes.last_mut().filter(|node| node.depth == DEEPEST) else {
            return self.report(wording::no_parent(code), row.at, Kind::Code);
        };
        let points = match row.max {
            Max::Points(points) => format!(" ({} điểm)", scoring::Lang::Vi.number(points)),
            _ => String::new(),
        };
        node.guide.push(format!("{code} {}{points}", row.title));
        node.guide.extend(row.guide.iter().cloned());
        let under = node.code.clone();
        self.report(wording::too_deep(code, &under), row.at, Kind::Code);
    }

    /// A row without a code: a line of the guide above it, or nothing that can be placed.
    fn uncoded(&mut self, row: &Row) {
        let Some(node) = self.nodes.last_mut() else {
            return self.report(wording::not_placed(&row.title), row.at, Kind::Title);
        };
        match &row.max {
            _ if row.title.is_empty() => {
                // the title is merged down over the rows of its guide
                match (&row.max, row.guide.as_slice()) {
                    (Max::Points(points), [line]) if !phrase::is_guide_line(line) => {
                        node.below.push((line.clone(), *points, row.at));
                    }
                    _ => node.guide.extend(row.guide.iter().cloned()),
                }
            }
            Max::Points(points) => {
                node.below.push((phrase::unbulleted(&row.title).to_owned(), *points, row.at));
                node.guide.extend(row.guide.iter().cloned());
            }
            _ if row.dashed || phrase::is_guide_line(&row.title) => {
                node.guide.push(row.title.clone());
                node.guide.extend(row.lines.iter().chain(&row.guide).cloned());
            }
            _ => self.report(wording::not_placed(&row.title), row.at, Kind::Title),
        }
    }

    /// Rows without a code but with points: choices where the best is the maximum, parts where they add up to it.
    fn settle_below(&mut self) {
        let mut settled = Vec::new();
        for mut node in std::mem::take(&mut self.nodes) {
            let below = std::mem::take(&mut node.below);
            let best = below.iter().map(|(_, points, _)| *points).max();
            let sum: Decimal = below.iter().map(|(_, points, _)| *points).sum();
            let parts = below.len() > 1 && node.depth < DEEPEST && Some(sum) == node.max && best != node.max;
            let (code, depth) = (node.code.clone(), node.depth + 1);
            let (office, evidence) = (node.office.clone(), node.evidence.clone());
            if !parts {
                let line = |(title, points, _): &(String, Decimal, u32)| {
                    format!("{}: {} điểm", title.trim_end_matches(':'), scoring::Lang::Vi.number(*points))
                };
                node.guide.extend(below.iter().map(line));
            }
            settled.push(node);
            for (at, (title, points, row)) in below.into_iter().enumerate().filter(|_| parts) {
                let code = format!("{code}.{}", at + 1);
                let (office, evidence) = (office.clone(), evidence.clone());
                settled.push(Node { code, depth, title, max: Some(points), office, evidence, row, ..Node::default() });
            }
        }
        self.nodes = settled;
    }

    fn check(&mut self, total: Option<&Row>) {
        let mut found = Vec::new();
        for (at, node) in self.nodes.iter().enumerate() {
            let inside = self.nodes[at + 1..].iter().take_while(|other| other.depth > node.depth);
            let parts: Vec<&Node> = inside.filter(|other| other.depth == node.depth + 1).collect();
            let sum: Decimal = parts.iter().filter_map(|part| part.max).sum();
            match node.max {
                None if parts.is_empty() => found.push((wording::no_maximum(&node.code), node)),
                Some(max) if !parts.is_empty() && max != sum && parts.iter().all(|part| part.max.is_some()) => {
                    found.push((wording::sum_differs(&node.code, max, sum), node));
                }
                _ => {}
            }
        }
        let found: Vec<(Problem, u32)> =
            found.into_iter().map(|(problem, node)| (problem.of_node(node.code.clone()), node.row)).collect();
        for (problem, row) in found {
            self.report(problem, row, Kind::Max);
        }
        let sum: Decimal = self.nodes.iter().filter(|node| node.depth == 1).filter_map(|node| node.max).sum();
        if let Some(row) = total
            && let Max::Points(stated) = row.max
            && stated != sum
        {
            self.report(wording::sum_differs("", stated, sum), row.at, Kind::Max);
        }
    }
}
