//! The rows of a table with what their cells say: code, name, and what the neighbours make of them.

use crate::layout::{Layout, is_numbering};
use crate::plan::{Plan, Said, Titled};
use crate::rows::code::{self, Claim, How, Local, claim};
use crate::rows::name;
use crate::rows::place::{Place, places};
use crate::rows::votes::{Verdict, Votes};
use crate::show::Spot;
use scoring::{CellRef, NodeId, Value};
use std::borrow::Cow;

/// One row.
#[derive(Debug, Default)]
pub(crate) struct Line<'a> {
    pub(crate) row: u32,
    /// The column in which the code stands, or would stand.
    pub(crate) col: u32,
    pub(crate) code: Option<Cow<'a, Value>>,
    pub(crate) name: Option<&'a str>,
    pub(crate) claim: Claim,
    /// The nodes of exactly this name.
    named: Vec<NodeId>,
    /// The column of scores or of figures that is filled.
    pub(crate) score: Option<u32>,
    pub(crate) hidden: bool,
    /// The header once more.
    pub(crate) is_header: bool,
    /// It may be about a criterion.
    claimant: bool,
}

impl Line<'_> {
    /// The code as it stands in the cell.
    pub(crate) fn shown(&self) -> String {
        self.code.as_deref().map(Value::display).unwrap_or_default()
    }

    /// The code cell, if it holds text.
    pub(crate) fn code_text(&self) -> Option<&str> {
        match self.code.as_deref() {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// The rows below the header.
pub(crate) fn lines<'a>(spot: &Spot<'a>, layout: &Layout, plan: &Plan<'_>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut levels: Vec<Option<NodeId>> = vec![None; layout.titles.len()];
    let mut cells: Vec<(u32, &'a Value)> = Vec::new();
    let mut current = None;
    let from = CellRef::new(layout.rows.1 + 1, 0);
    for (at, value) in spot.grid.cells.range(from..CellRef::new(layout.until.max(from.row), 0)) {
        if current != Some(at.row) {
            if let Some(row) = current {
                lines.push(line(spot, layout, plan, row, &cells, &mut levels));
            }
            cells.clear();
            current = Some(at.row);
        }
        cells.push((at.col, value));
    }
    if let Some(row) = current {
        lines.push(line(spot, layout, plan, row, &cells, &mut levels));
    }
    lines
}

fn line<'a>(
    spot: &Spot<'a>,
    layout: &Layout,
    plan: &Plan<'_>,
    row: u32,
    cells: &[(u32, &'a Value)],
    levels: &mut [Option<NodeId>],
) -> Line<'a> {
    let get = |col: u32| cells.iter().find(|(at, _)| *at == col).map(|(_, value)| *value);
    let filled = [layout.own, layout.figures].into_iter().flatten().chain(layout.units.iter().map(|(col, _)| *col));
    let mut line = Line {
        row,
        col: layout.code_or_title(),
        score: filled.into_iter().find(|col| get(*col).is_some()),
        hidden: spot.grid.is_hidden_row(row),
        ..Line::default()
    };
    let code = layout.code.and_then(get);
    if let Some(value) = code {
        let look = spot.grid.looks.get(&CellRef::new(row, line.col)).copied();
        line.claim = claim(value, look, spot.plain, plan);
        line.code = Some(Cow::Borrowed(value));
    }
    let mut level = None;
    for (at, col) in layout.titles.iter().enumerate().rev() {
        match get(*col) {
            Some(Value::Text(text)) => {
                let alone = layout.titles.len() > 1 && code::claims(text, plan);
                if alone && line.claim.how == How::Blank {
                    line.code = get(*col).map(Cow::Borrowed);
                    line.claim = claim(&Value::Text(text.clone()), None, spot.plain, plan);
                    line.col = *col;
                } else if !alone && line.name.is_none() {
                    line.name = Some(text.as_str()).filter(|text| !text.trim().is_empty());
                    level = Some(at);
                }
            }
            Some(value @ (Value::Number(_) | Value::Date(..))) if layout.titles.len() > 1 && line.code.is_none() => {
                line.claim = claim(value, None, spot.plain, plan);
                line.code = Some(Cow::Borrowed(value));
                line.col = *col;
            }
            _ => {}
        }
    }
    // most rows: the code and, letter by letter, the title of the rubric
    if let (Some(sure), Some(name)) = (line.claim.sure, line.name)
        && plan.unique[sure.0]
        && plan.rubric.node(sure).title == name
        && layout.titles.len() == 1
    {
        line.named = vec![sure];
        line.claimant = true;
        return line;
    }
    named(spot, layout, plan, &mut line);
    if layout.titles.len() > 1 {
        below(plan, layout, &get, levels, level, &mut line);
    }
    let said = line.name.map_or(Said::default(), |name| plan.said(name));
    let spoken = line.claim.how != How::Blank || !line.named.is_empty();
    let figure = said.figure && line.claim.may.is_empty() && said.titled == Titled::None;
    let agreed = line.claim.sure.is_some_and(|sure| line.named.contains(&sure));
    line.is_header = !agreed && is_header_again(layout, &get);
    let labelled = line.code_text().into_iter().chain(line.name).any(|text| plan.said(text).word.is_some());
    // «Công» cut short beside the whole code of a leaf is a name, and no sum
    let of_leaf = |id: NodeId| plan.rubric.node(id).is_leaf() && plan.rubric.node(id).code.contains('.');
    let labelled = labelled && !line.claim.sure.is_some_and(of_leaf);
    line.claimant = agreed
        || (spoken && !(labelled && line.named.is_empty()) || line.name.is_some() && line.score.is_some() && !labelled)
            && !figure
            && !line.is_header
            && !is_numbering(spot.grid, row);
    line
}

/// The nodes of a name, and the code at its head where it has no column of its own.
fn named(spot: &Spot<'_>, layout: &Layout, plan: &Plan<'_>, line: &mut Line<'_>) {
    let Some(name) = line.name else { return };
    if let Some(sure) = line.claim.sure
        && let Titled::One(node) = plan.said(name).titled
        && node == sure
    {
        line.named = vec![node];
        return;
    }
    line.named = name::nodes(name, plan);
    if line.claim.how == How::Blank
        && (layout.code.is_none() || line.code.is_none() || line.claim.may.is_empty())
        && plan.said(name).titled == Titled::None
        && let Some((head, rest)) = code::head(name)
    {
        if !head.is_empty() {
            let value = Value::Text(head.to_owned());
            let claim = claim(&value, None, spot.plain, plan);
            // a number at the head of a label is no code by itself
            if !claim.may.is_empty() || claim.local.is_some() || !line.named.is_empty() {
                (line.claim, line.code) = (claim, Some(Cow::Owned(value)));
                line.name = Some(rest);
                line.col = layout.titles.last().copied().unwrap_or(line.col);
            }
        } else {
            line.name = Some(rest);
        }
    }
}

/// Where names stand in several columns, a name that several nodes have is one of those below the names on its left.
fn below<'a>(
    plan: &Plan<'_>,
    layout: &Layout,
    get: &impl Fn(u32) -> Option<&'a Value>,
    levels: &mut [Option<NodeId>],
    level: Option<usize>,
    line: &mut Line<'_>,
) {
    for (at, col) in layout.titles.iter().enumerate() {
        if let Some(Value::Text(text)) = get(*col) {
            let nodes = name::nodes(text, plan);
            levels[at] = if let [one] = nodes.as_slice() { Some(*one) } else { None };
            levels[at + 1..].fill(None);
        }
    }
    let Some(part) = level.and_then(|level| levels[..level].iter().rev().flatten().next()) else { return };
    if line.named.len() > 1 {
        let is_below = |node: &NodeId| {
            std::iter::successors(Some(*node), |id| plan.rubric.node(*id).parent).skip(1).any(|id| id == *part)
        };
        line.named.retain(is_below);
    }
}

fn is_header_again<'a>(layout: &Layout, get: &impl Fn(u32) -> Option<&'a Value>) -> bool {
    let same = |col: u32| match get(col)? {
        Value::Text(text) => {
            let text = text.trim();
            Some(layout.texts.get(&col).is_some_and(|header| {
                header == text
                    || header.split(" / ").any(|part| part == text)
                    || text.contains('\n') && fold_line(text) == *header
            }))
        }
        _ => Some(false),
    };
    let cols = layout.titles.iter().copied().chain(layout.own).chain(layout.max);
    let votes: Vec<bool> = cols.filter_map(same).collect();
    !votes.is_empty() && votes.iter().all(|same| *same)
}

fn fold_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the votes come to, row by row.
pub(crate) fn verdicts(lines: &[Line<'_>], plan: &Plan<'_>) -> Vec<Verdict> {
    let mut previous = None;
    let mut locals: Vec<Vec<NodeId>> = Vec::with_capacity(lines.len());
    for line in lines {
        let local = if line.claimant { local_nodes(line.claim.local, previous, plan) } else { Vec::new() };
        let agreed = votes(line, &local, Place::default(), false).agreed();
        let only = if let [one] = line.named.as_slice() { Some(*one) } else { None };
        let part = local.iter().copied().find(|_| matches!(line.claim.local, Some(Local::Roman(_))));
        previous = agreed.or(only).or(line.claim.sure.filter(|_| line.claimant)).or(part).or(previous);
        locals.push(local);
    }
    let seen: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].claimant && !lines[*at].hidden).collect();
    let of = |at: usize, place: Place, doubtful: bool| votes(&lines[at], &locals[at], place, doubtful);
    let is_plain = |at: &usize| {
        let line = &lines[*at];
        line.named.len() == 1 && line.claim.how == How::Plain && line.claim.sure == line.named.first().copied()
    };
    let mut found = vec![Place::default(); lines.len()];
    let mut doubtful = false;
    if !seen.iter().all(is_plain) {
        let alone = |at: &usize| of(*at, Place::default(), false);
        doubtful = seen.iter().any(|at| alone(at).is_contradiction());
        let anchors: Vec<Option<NodeId>> = seen.iter().map(|at| alone(at).unopposed(plan)).collect();
        for (at, place) in seen.iter().zip(places(&anchors, plan)) {
            found[*at] = place;
        }
    }
    let verdict = |at: usize| {
        if lines[at].claimant { of(at, found[at], doubtful).verdict(plan) } else { Verdict::Silent }
    };
    (0..lines.len()).map(verdict).collect()
}

fn votes<'a>(line: &'a Line<'_>, local: &'a [NodeId], place: Place, doubtful: bool) -> Votes<'a> {
    Votes { claim: &line.claim, local, name: line.name, named: &line.named, place, doubtful }
}

/// The nodes that a number inside of a part may mean after the row before: below it, beside it, beside a node above it,
/// or a domain.
fn local_nodes(local: Option<Local>, previous: Option<NodeId>, plan: &Plan<'_>) -> Vec<NodeId> {
    let Some(at) = local.and_then(|local| local.ordinal().checked_sub(1)) else { return Vec::new() };
    let rubric = plan.rubric;
    let above = std::iter::successors(previous, |id| rubric.node(*id).parent);
    let mut found: Vec<NodeId> = above.filter_map(|id| rubric.node(id).children.get(at).copied()).collect();
    found.extend(rubric.domains().nth(at).map(|(id, _)| id));
    found
}
