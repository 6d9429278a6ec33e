//! Which node or figure a row is about: by its code, with the title as a second vote.

use crate::header::{Layout, is_numbering};
use crate::plan::Plan;
use crate::show::Spot;
use crate::wording;
use scoring::{CellRef, FigureId, NodeId, Problem, Value, fold, nearest};
use std::borrow::Cow;

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
    /// There is an error about the row.
    Faulty,
    /// No code, and nothing that is known.
    Unnamed,
}

/// A code without spaces and trailing points, as it is looked up.
pub(crate) fn code_key(text: &str) -> String {
    let key: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
    let key = key.trim_end_matches('.');
    key.replace(',', ".")
}

/// The rows below the header, with what they are and the problems found on the way.
pub(crate) fn identify(spot: &Spot<'_>, layout: &Layout, plan: &Plan<'_>) -> (Vec<(u32, What)>, Vec<Problem>) {
    let mut reader = Reader { spot, layout, plan, problems: Vec::new(), leaf: None, previous: None };
    let mut rows: Vec<(u32, What)> = Vec::new();
    let mut at = layout.rows.1 + 1;
    while let Some((next, _)) = spot.grid.cells.range(CellRef::new(at, 0)..).next() {
        rows.push((next.row, reader.row(next.row)));
        at = next.row + 1;
    }
    let known = |what: &What| matches!(what, What::Leaf(_) | What::Parent(_) | What::Figure(..) | What::Faulty);
    let end = rows.iter().rposition(|(_, what)| known(what)).map_or(0, |at| at + 1);
    if let Some(stop) = rows[end..].iter().position(|(row, _)| reader.is_signature(*row)) {
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
    /// The last node met.
    previous: Option<NodeId>,
}

impl<'a> Reader<'a> {
    fn row(&mut self, row: u32) -> What {
        let mut code = self.layout.code.and_then(|col| self.spot.grid.get(row, col));
        let mut title = self.layout.title.and_then(|col| text(self.spot.grid.get(row, col)));
        let split;
        if self.layout.code.is_none()
            && let Some((first, rest)) = title.and_then(|title| title.trim_start().split_once(char::is_whitespace))
            && self.plan.codes.contains_key(&code_key(first))
        {
            split = Value::Text(first.to_owned());
            (code, title) = (Some(&split), Some(rest.trim()));
        }
        let candidates = code.map_or(Cow::Borrowed(&[][..]), |code| self.candidates(code));
        if candidates.is_empty() || is_numbering(self.spot.grid, row) {
            return self.without_code(row, code, title);
        }
        match self.elect(row, code, title, &candidates) {
            Some(node) => {
                self.previous = Some(node);
                let is_leaf = self.plan.rubric.node(node).is_leaf();
                self.leaf = is_leaf.then_some(node);
                if is_leaf { What::Leaf(node) } else { What::Parent(node) }
            }
            None => {
                self.leaf = None;
                What::Faulty
            }
        }
    }

    /// The nodes that a code cell may mean.
    fn candidates(&self, code: &Value) -> Cow<'a, [NodeId]> {
        match code {
            Value::Text(text) => match self.plan.codes.get(&code_key(text)) {
                Some(node) => Cow::Owned(vec![*node]),
                None => Cow::Borrowed(&[]),
            },
            Value::Number(number) => {
                self.plan.numbers.get(&number.normalize()).map_or(Cow::Borrowed(&[][..]), |nodes| Cow::Borrowed(nodes))
            }
            Value::Date(Some(date), _) => {
                let date = date.to_string();
                let parts: Vec<&str> = date.split('-').map(|part| part.trim_start_matches('0')).collect();
                let [year, month, day] = parts.as_slice() else { return Cow::Borrowed(&[]) };
                let short = year.get(2..).unwrap_or(year).trim_start_matches('0');
                let spellings = [format!("{day}.{month}"), format!("{month}.{day}"), format!("{day}.{month}.{short}")];
                Cow::Owned(spellings.iter().filter_map(|code| self.plan.codes.get(code)).copied().collect())
            }
            _ => Cow::Borrowed(&[]),
        }
    }

    /// The nodes that a title names.
    fn titled(&self, title: Option<&str>, candidates: &[NodeId]) -> Cow<'a, [NodeId]> {
        let Some(title) = title.map(str::trim).filter(|title| !title.is_empty()) else { return Cow::Borrowed(&[]) };
        if let [only] = candidates
            && self.plan.rubric.node(*only).title == title
        {
            return Cow::Owned(vec![*only]);
        }
        self.plan.titles.get(&fold(title)).map_or(Cow::Borrowed(&[][..]), |nodes| Cow::Borrowed(nodes))
    }

    /// The node on which code and title agree; otherwise a problem is noted.
    fn elect(&mut self, row: u32, code: Option<&Value>, title: Option<&str>, candidates: &[NodeId]) -> Option<NodeId> {
        let titled = self.titled(title, candidates);
        let both: Vec<NodeId> = candidates.iter().copied().filter(|node| titled.contains(node)).collect();
        let is_date = matches!(code, Some(Value::Date(..)));
        let next = |node: &&NodeId| self.previous.is_some_and(|previous| previous.0 + 1 == node.0);
        let chosen = match (both.as_slice(), candidates) {
            ([one], _) => Some(*one),
            ([], [one]) if titled.is_empty() && !is_date => Some(*one),
            ([], many) if titled.is_empty() && !is_date => many.iter().find(next).copied(),
            _ => None,
        };
        let col = self.layout.code.or(self.layout.title).unwrap_or_default();
        let shown = code.map(Value::display).unwrap_or_default();
        match chosen {
            Some(node) => {
                let wanted = self.plan.rubric.node(node);
                if !matches!(code, Some(Value::Text(_))) && shown != wanted.code && shown != code_key(&wanted.code) {
                    let problem = wording::code_changed(&shown, wanted, is_date);
                    self.problems.push(self.spot.mark(problem, row, col, wording::means(&wanted.code)));
                }
                Some(node)
            }
            None => {
                let readings: Vec<String> =
                    candidates.iter().chain(titled.iter()).map(|id| self.plan.rubric.node(*id).code.clone()).collect();
                let problem = wording::row_ambiguous(&shown, title.unwrap_or_default(), &readings);
                self.problems.push(self.spot.mark(problem, row, col, wording::which_code()));
                None
            }
        }
    }

    /// A row whose code says nothing.
    fn without_code(&mut self, row: u32, code: Option<&Value>, title: Option<&str>) -> What {
        let grid = self.spot.grid;
        if is_numbering(grid, row) {
            return What::Numbering;
        }
        if self.is_header_again(row) {
            return What::Header;
        }
        let label = title.or_else(|| text(code)).unwrap_or_default().trim();
        if let Some((leaf, figure)) = self.leaf.and_then(|leaf| Some((leaf, self.figure(leaf, label)?))) {
            return What::Figure(leaf, figure);
        }
        let folded = fold(label);
        let first = text(code).map(fold).unwrap_or_default();
        for words in [&folded, &first] {
            if let Some(what) = total(words) {
                return what;
            }
        }
        let shown = code.map(Value::display).unwrap_or_default();
        let is_code = shown.chars().count() <= 15 && shown.chars().any(char::is_alphanumeric) && title.is_some();
        let filled =
            [self.layout.own, self.layout.figures].into_iter().flatten().find(|col| grid.get(row, *col).is_some());
        let meant = self.plan.titles.get(&folded).map_or(&[][..], Vec::as_slice);
        if filled.is_none() && meant.is_empty() || self.is_signature(row) {
            return What::Unnamed;
        }
        if is_code || !meant.is_empty() {
            let mut offers: Vec<String> = meant.iter().map(|id| self.plan.rubric.node(*id).code.clone()).collect();
            if offers.is_empty() {
                offers = nearest(&shown, self.plan.rubric.codes());
            }
            let problem = wording::unknown_code(&shown, label, &offers);
            let col = self.layout.code.or(self.layout.title).unwrap_or_default();
            self.problems.push(self.spot.mark(problem, row, col, wording::not_in_rubric()));
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
            let folded = fold(label);
            self.plan.labels[leaf.0].iter().find(|(label, _)| *label == folded).map(|(_, figure)| *figure)
        })
    }

    fn is_header_again(&self, row: u32) -> bool {
        let same = |col: Option<u32>| {
            let col = col?;
            let value = self.spot.grid.get(row, col)?;
            let (top, bottom) = self.layout.rows;
            Some((top..=bottom).any(|above| self.spot.grid.get(above, col) == Some(value)))
        };
        let cols = [self.layout.title, self.layout.own, self.layout.max];
        let votes: Vec<bool> = cols.into_iter().filter_map(same).collect();
        !votes.is_empty() && votes.iter().all(|same| *same)
    }

    /// Whether a row begins the block of signatures.
    fn is_signature(&self, row: u32) -> bool {
        self.spot.grid.row(row).any(|(_, value)| match value {
            Value::Text(text) => is_signature(&fold(text)),
            _ => false,
        })
    }
}

fn text(value: Option<&Value>) -> Option<&str> {
    match value {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// Rows of sums; `tổng số văn bản` is a figure and no sum of points.
fn total(folded: &str) -> Option<What> {
    const SUMS: [&str; 5] = ["tong cong", "tong diem", "tong so diem", "cong", "total"];
    const OTHERS: [&str; 3] = ["diem thuong", "xep loai", "xep hang"];
    let starts = |word: &str| folded.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    if folded == "tong" || SUMS.iter().any(|word| starts(word)) {
        Some(What::Total(true))
    } else {
        OTHERS.iter().any(|word| starts(word)).then_some(What::Total(false))
    }
}

fn is_signature(folded: &str) -> bool {
    const STARTS: [&str; 10] = [
        "nguoi lap",
        "nguoi tong hop",
        "nguoi tham dinh",
        "tm ",
        "kt ",
        "chu tich",
        "pho chu tich",
        "thu truong",
        "noi nhan",
        "ky ten",
    ];
    folded.len() < 80 && STARTS.iter().any(|word| folded.starts_with(word))
}
