//! Which node or figure a row is about.

mod code;
mod lines;
mod name;
mod place;
mod votes;

pub(crate) use code::{claims, code_key};
pub(crate) use name::is_named;

use crate::layout::{Layout, Word, is_date_line, is_numbering};
use crate::plan::{Plan, Said};
use crate::show::Spot;
use crate::wording;
use lines::Line;
use scoring::{FigureId, NodeId, Problem, Value, fold, nearest};
use std::collections::{BTreeMap, BTreeSet};
pub(crate) use votes::Help;
use votes::Verdict;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Leaf(NodeId),
    Parent(NodeId),
    Figure(NodeId, FigureId),
    /// A sum that people wrote; whether it can be compared.
    Total(bool),
    Numbering,
    Header,
    Signature,
    /// A leaf's row that people don't see, beside one that they see.
    Hidden,
    /// There is an error about the row.
    Faulty,
    /// No code, and nothing that is known.
    Unnamed,
}

/// The rows below the header, with what they are and the problems found on the way.
pub(crate) fn identify(spot: &Spot<'_>, layout: &Layout, plan: &Plan<'_>) -> (Vec<(u32, What)>, Vec<Problem>) {
    let lines = lines::lines(spot, layout, plan);
    let verdicts = lines::verdicts(&lines, plan);
    let mut reader = Reader { spot, layout, plan, problems: Vec::new(), leaf: None, counted: Vec::new() };
    let mut rows: Vec<(u32, What)> =
        lines.iter().zip(&verdicts).map(|(line, verdict)| (line.row, reader.row(line, verdict))).collect();
    reader.hidden(&mut rows, &lines);
    if !reader.counted.is_empty() {
        reader.problems.push(wording::numbering_restarts(&reader.counted).at(spot.sheet()));
    }
    let known = |what: &What| matches!(what, What::Leaf(_) | What::Parent(_) | What::Figure(..) | What::Faulty);
    let end = rows.iter().rposition(|(_, what)| known(what)).map_or(0, |at| at + 1);
    if let Some(stop) = rows[end..].iter().position(|(row, _)| reader.is_signature(*row, true)) {
        for (_, what) in &mut rows[end + stop..] {
            *what = What::Signature;
        }
    }
    (rows, reader.problems)
}

struct Reader<'a> {
    spot: &'a Spot<'a>,
    layout: &'a Layout,
    plan: &'a Plan<'a>,
    problems: Vec<Problem>,
    /// The leaf that figures may follow.
    leaf: Option<NodeId>,
    /// Rows whose number counts inside of the part above.
    counted: Vec<u32>,
}

impl Reader<'_> {
    fn row(&mut self, line: &Line<'_>, verdict: &Verdict) -> What {
        match verdict {
            Verdict::Elected(node, help) => {
                self.help(line, *node, *help);
                let is_leaf = self.plan.rubric.node(*node).is_leaf();
                self.leaf = is_leaf.then_some(*node);
                if is_leaf { What::Leaf(*node) } else { What::Parent(*node) }
            }
            Verdict::Torn(readings) => {
                self.leaf = None;
                let codes: Vec<String> = readings.iter().map(|id| self.plan.rubric.node(*id).code.clone()).collect();
                let (code, name) = (line.shown(), line.name.unwrap_or_default());
                let problem = match line.claim.may.is_empty() {
                    true => wording::unknown_code(&code, name, &codes),
                    false => wording::row_ambiguous(&code, name, &codes, line.code_text().is_some()),
                };
                self.problems.push(self.spot.mark(problem, line.row, line.col, wording::which_code()));
                What::Faulty
            }
            Verdict::Silent => self.without_code(line),
        }
    }

    /// The warning about a code or a name that needed help.
    fn help(&mut self, line: &Line<'_>, node: NodeId, help: Help) {
        let wanted = &self.plan.rubric.node(node);
        let shown = line.shown();
        let problem = match help {
            Help::None => return,
            Help::Number if shown == wanted.code || code_key(&shown) == code_key(&wanted.code) => return,
            // parts in Roman numbers are usual, and not scored
            Help::Local if !wanted.is_leaf() => return,
            Help::Local => return self.counted.push(line.row),
            Help::Renamed => wording::title_differs(line.name.unwrap_or_default(), wanted),
            help => wording::code_changed(&shown, wanted, help),
        };
        self.problems.push(self.spot.mark(problem, line.row, line.col, wording::means(&wanted.code)));
    }

    /// A row of which the votes say nothing.
    fn without_code(&mut self, line: &Line<'_>) -> What {
        let (grid, row) = (self.spot.grid, line.row);
        if is_numbering(grid, row) {
            return What::Numbering;
        }
        if line.is_header {
            return What::Header;
        }
        let code = line.code_text();
        let label = line.name.or(code).unwrap_or_default().trim();
        if let Some((leaf, figure)) = self.leaf.and_then(|leaf| Some((leaf, self.figure(leaf, label)?))) {
            return What::Figure(leaf, figure);
        }
        for text in [Some(label), code].into_iter().flatten() {
            match self.plan.said(text).word {
                Some(Word::Sum) => return What::Total(true),
                Some(Word::Other | Word::Mean) => return What::Total(false),
                _ => {}
            }
        }
        let shown = line.shown();
        let is_code = shown.chars().count() <= 15 && shown.chars().any(char::is_alphanumeric) && line.name.is_some();
        if line.score.is_none() || self.is_signature(row, false) {
            return What::Unnamed;
        }
        if is_code {
            let offers = nearest(&shown, self.plan.rubric.codes());
            let problem = wording::unknown_code(&shown, label, &offers);
            self.problems.push(self.spot.mark(problem, row, line.col, wording::not_in_rubric()));
            self.leaf = None;
            return What::Faulty;
        }
        What::Unnamed
    }

    /// The figure of a leaf that a row's label names.
    fn figure(&self, leaf: NodeId, label: &str) -> Option<FigureId> {
        let figures = &self.plan.rubric.node(leaf).figures;
        if figures.is_empty() || label.is_empty() {
            return None;
        }
        let exact = figures.iter().find(|id| self.plan.rubric.figures[id.0].label == label).copied();
        exact.or_else(|| {
            let folded = fold(label.trim_start_matches(['-', '+', '•', '–', ' ']));
            self.plan.labels[leaf.0].iter().find(|(label, _)| *label == folded).map(|(_, figure)| *figure)
        })
    }

    /// Whether a row begins the block of signatures; below the last criterion a line with a day does as well.
    fn is_signature(&self, row: u32, below: bool) -> bool {
        self.spot.grid.row(row).any(|(_, value)| match value {
            Value::Text(text) => {
                matches!(self.plan.said(text), Said { word: Some(Word::Signature), .. })
                    || below && text.len() < 90 && is_date_line(&fold(text))
            }
            _ => false,
        })
    }

    /// Rows that people don't see: left out beside one that they see, otherwise taken with a warning.
    fn hidden(&mut self, rows: &mut [(u32, What)], lines: &[Line<'_>]) {
        if self.spot.grid.hidden_rows.is_empty() {
            return;
        }
        let unseen: BTreeSet<u32> = lines.iter().filter(|line| line.hidden).map(|line| line.row).collect();
        let mut seen: BTreeMap<NodeId, u32> = BTreeMap::new();
        for (row, what) in rows.iter() {
            if let What::Leaf(node) = what
                && !unseen.contains(row)
            {
                seen.entry(*node).or_insert(*row);
            }
        }
        for (row, what) in rows.iter_mut().filter(|(row, _)| unseen.contains(row)) {
            let What::Leaf(id) = *what else { continue };
            let node = self.plan.rubric.node(id);
            let (problem, label) = match seen.get(&id) {
                Some(other) => {
                    *what = What::Hidden;
                    (wording::hidden_row_ignored(node, *other), wording::not_read())
                }
                None => (wording::hidden_row(node), wording::hidden_label()),
            };
            let col = self.layout.code_or_title();
            self.problems.push(self.spot.mark(problem.of_node(&node.code), *row, col, label));
        }
    }
}
