//! What changed beside the tree: rounds, bands, rounding, adjustments, ties, results, offices, source.

use super::list::{Item, changes};
use super::{Aspect, Difference, Found, Matching, nodes, wording};
use crate::rubric::TieBreak;
use crate::{NodeId, Points, Rubric, Text};

/// Every change beside the tree.
pub(super) fn differences(old: &Rubric, new: &Rubric, matching: &Matching) -> Vec<Difference> {
    let mut found: Vec<(Aspect, Found)> = Vec::new();
    for (aspect, word) in WORDS {
        let (old, new) = (word(old), word(new));
        if old != new {
            found.push((*aspect, Found { old, new, ..Found::default() }));
        }
    }
    let rounding = wording::rounding(&old.rounding).into_iter().zip(wording::rounding(&new.rounding));
    for (old, new) in rounding.filter(|(old, new)| old != new) {
        found.push((Aspect::Rounding, Found { old, new, ..Found::default() }));
    }
    for (aspect, ordered, items) in LISTS {
        found.extend(changes(&items(old), &items(new), *ordered).into_iter().map(|found| (*aspect, found)));
    }
    made_of_nodes(old, new, matching, &mut found);
    found.sort_by_key(|(aspect, _)| *aspect);
    found.into_iter().map(told).collect()
}

fn told((aspect, found): (Aspect, Found)) -> Difference {
    let (old_code, code, title) = (String::new(), String::new(), String::new());
    Difference { old_code, code, title, aspect, detail: found.detail, old: found.old, new: found.new }
}

/// What a rubric says of something.
type Says<T> = fn(&Rubric) -> T;

/// What is said in one word.
const WORDS: &[(Aspect, Says<Text>)] = &[
    (Aspect::Id, |rubric| Text::same(&*rubric.id)),
    (Aspect::Name, |rubric| Text::same(&*rubric.title)),
    (Aspect::Year, |rubric| rubric.year.map(|year| Text::same(year.to_string())).unwrap_or_default()),
    (Aspect::Version, |rubric| Text::same(&*rubric.version)),
    (Aspect::Source, |rubric| Text::same(&*rubric.source)),
    (Aspect::Scale, |rubric| wording::maybe(rubric.scale)),
    (Aspect::Total, |rubric| wording::aggregate(&rubric.total)),
    (Aspect::TotalCap, |rubric| wording::maybe(rubric.total_cap.map(Points::value))),
    (Aspect::NoSheet, |rubric| wording::no_sheet(rubric.no_sheet_is_zero)),
    (Aspect::RankOn, |rubric| wording::rank_on(rubric.rank_on)),
    (Aspect::Step, |rubric| wording::maybe(rubric.step)),
];

/// What is said in a list, and whether its order matters.
const LISTS: &[(Aspect, bool, Says<Vec<Item>>)] = &[
    (Aspect::Adjustment, false, adjustments),
    (Aspect::Gate, false, gates),
    (Aspect::Level, false, levels),
    (Aspect::Round, true, |rubric| {
        rubric.rounds.iter().map(|round| Item::new(&*round.id, wording::round(round))).collect()
    }),
    (Aspect::Band, false, |rubric| {
        rubric.bands.iter().map(|band| Item::new(&*band.name, wording::from(&band.name, band.from))).collect()
    }),
    (Aspect::OfficeList, false, |rubric| {
        let text = |id: &str, title: &str| Text::same(format!("{id}: {title}"));
        rubric.offices.iter().map(|office| Item::new(&*office.id, text(&office.id, &office.title))).collect()
    }),
];

fn adjustments(rubric: &Rubric) -> Vec<Item> {
    let item = |adjustment: &crate::rubric::Adjustment| {
        let points = wording::number(adjustment.points.value());
        let most = adjustment.at_most.map(wording::at_most).unwrap_or_default();
        let title = Text::same(&*adjustment.title);
        Item::new(&*adjustment.title, wording::join("; ", [title, wording::when(&adjustment.when), points, most]))
    };
    rubric.adjustments.iter().map(item).collect()
}

fn gates(rubric: &Rubric) -> Vec<Item> {
    let item = |gate: &crate::rubric::Gate| {
        let when = wording::when(&gate.when);
        let band = wording::both(|lang| format!("{} {}", lang.pick("cao nhất là", "at most"), gate.band));
        Item::new(format!("{} {}", gate.band, when.en), wording::join(": ", [when, band]))
    };
    rubric.gates.iter().map(item).collect()
}

fn levels(rubric: &Rubric) -> Vec<Item> {
    let text = |level: &crate::Level| wording::both(|lang| format!("{}: {}", level.id, level.title.get(lang)));
    // By depth: a level that is called otherwise is still that level.
    rubric.levels.iter().enumerate().map(|(depth, level)| Item::new(depth.to_string(), text(level))).collect()
}

/// Ties, results and the order of domains name nodes: a node that was renumbered is no change of theirs.
fn made_of_nodes(old: &Rubric, new: &Rubric, matching: &Matching, found: &mut Vec<(Aspect, Found)>) {
    let now = |id: NodeId| matching.new_of(id);
    let ties = |rubric: &Rubric, now: &dyn Fn(NodeId) -> Option<NodeId>| -> Vec<Item> {
        let item = |tie: &TieBreak| match tie {
            TieBreak::Points(id) => tie_on(rubric, *id, now(*id).map(|id| new.node(id).code.as_str())),
            TieBreak::Attribute(name) => Item::new(format!("={name}"), Text::same(&**name)),
        };
        rubric.tie_breaks.iter().map(item).collect()
    };
    let changed = changes(&ties(old, &now), &ties(new, &Some), true);
    found.extend(changed.into_iter().map(|found| (Aspect::TieBreak, found)));
    let results = |rubric: &Rubric, now: &dyn Fn(NodeId) -> Option<NodeId>| -> Vec<Item> {
        let code = |id: &NodeId| now(*id).map_or(&rubric.node(*id).code, |id| &new.node(id).code).clone();
        let codes = |ids: &[NodeId]| ids.iter().map(code).collect::<Vec<_>>().join(", ");
        let item = |result: &crate::rubric::NamedResult| {
            Item::new(&*result.id, wording::result(result, &codes(&result.nodes)))
        };
        rubric.results.iter().map(item).collect()
    };
    let changed = changes(&results(old, &now), &results(new, &Some), true);
    found.extend(changed.into_iter().map(|found| (Aspect::Result, found)));
    let domains = |rubric: &Rubric| rubric.domains().map(|(id, _)| id).collect::<Vec<_>>();
    if let Some((old, new)) = nodes::order(matching, (old, &domains(old)), (new, &domains(new))) {
        found.push((Aspect::Order, Found { old, new, ..Found::default() }));
    }
}

/// A tie-break on a node's points, known by the code that the node has now.
fn tie_on(rubric: &Rubric, id: NodeId, now: Option<&str>) -> Item {
    let code = now.unwrap_or(&rubric.node(id).code);
    let text = wording::both(|lang| format!("{} {code}", lang.pick("điểm của", "points of")));
    Item::new(format!("#{code}"), text)
}
