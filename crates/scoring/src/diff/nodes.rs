//! What changed in one node.

use super::list::{Item, changes};
use super::rules::At;
use super::{Aspect, Difference, Found, Matching, rules, wording};
use crate::{Node, NodeId, Points, Rubric, Text, fold};

/// A node that only the new rubric has.
pub(super) fn added((rubric, id): (&Rubric, NodeId), old: &Rubric, matching: &Matching) -> Difference {
    let node = rubric.node(id);
    let from = matching.split_from(id).map(|before| old.node(before));
    Difference {
        old_code: from.map(|node| node.code.clone()).unwrap_or_default(),
        code: node.code.clone(),
        title: node.title.clone(),
        aspect: Aspect::Added,
        detail: Text::default(),
        old: from.map(wording::split_from).unwrap_or_default(),
        new: in_short(rubric, id),
    }
}

/// A node that only the old rubric has.
pub(super) fn dropped((rubric, id): (&Rubric, NodeId), new: &Rubric, matching: &Matching) -> Difference {
    let node = rubric.node(id);
    let into = matching.merged_into(id).map(|after| new.node(after));
    Difference {
        old_code: node.code.clone(),
        code: into.map(|node| node.code.clone()).unwrap_or_default(),
        title: node.title.clone(),
        aspect: Aspect::Dropped,
        detail: Text::default(),
        old: in_short(rubric, id),
        new: into.map(wording::merged_into).unwrap_or_default(),
    }
}

/// A node in one line: its maximum, and how a leaf's points come about.
fn in_short(rubric: &Rubric, id: NodeId) -> Text {
    let node = rubric.node(id);
    let max = wording::at_most(node.max);
    if node.is_leaf() { wording::join("; ", [max, rubric.explain_rule(id)]) } else { max }
}

/// Everything that changed between a node and its counterpart.
pub(super) fn compare(
    (old, before): (&Rubric, NodeId),
    (new, after): (&Rubric, NodeId),
    matching: &Matching,
    differences: &mut Vec<Difference>,
) {
    let pair = Pair { old: At { rubric: old, id: before }, new: At { rubric: new, id: after }, matching };
    let mut found: Vec<(Aspect, Found)> = Vec::new();
    pair.place(&mut found);
    pair.points(&mut found);
    pair.rule(&mut found);
    pair.words(&mut found);
    pair.lists(&mut found);
    found.sort_by_key(|(aspect, _)| *aspect);
    let (before, after) = (old.node(before), new.node(after));
    differences.extend(found.into_iter().map(|(aspect, found)| Difference {
        old_code: before.code.clone(),
        code: after.code.clone(),
        title: after.title.clone(),
        aspect,
        detail: found.detail,
        old: found.old,
        new: found.new,
    }));
}

/// The maximum to compare: what is stated, and a parent's sum only against a stated one.
pub(super) fn stated_max(old: &Node, new: &Node) -> Option<(Points, Points)> {
    let stated =
        |node: &Node| if node.is_leaf() { Some(node.declared_max.unwrap_or_default()) } else { node.declared_max };
    match (stated(old), stated(new)) {
        (None, None) => None,
        (before, after) => Some((before.unwrap_or(old.max), after.unwrap_or(new.max))),
    }
}

struct Pair<'a> {
    old: At<'a>,
    new: At<'a>,
    matching: &'a Matching,
}

impl<'a> Pair<'a> {
    fn nodes(&self) -> (&'a Node, &'a Node) {
        (self.old.rubric.node(self.old.id), self.new.rubric.node(self.new.id))
    }

    /// Adds a change where the words for old and new differ.
    fn both(&self, aspect: Aspect, found: &mut Vec<(Aspect, Found)>, word: impl Fn(&At<'a>, &'a Node) -> Text) {
        let (before, after) = self.nodes();
        let (old, new) = (word(&self.old, before), word(&self.new, after));
        if old != new {
            found.push((aspect, Found { old, new, ..Found::default() }));
        }
    }

    /// Code, title, the node above, depth, parts and their order.
    fn place(&self, found: &mut Vec<(Aspect, Found)>) {
        let (before, after) = self.nodes();
        let parent = before.parent.and_then(|parent| self.matching.new_of(parent));
        let elsewhere = parent != after.parent || before.parent.is_some() != after.parent.is_some();
        if before.code != after.code || elsewhere || before.depth != after.depth {
            let (old, new) = (where_it_is(&self.old, elsewhere), where_it_is(&self.new, elsewhere));
            found.push((Aspect::Moved, Found { old, new, ..Found::default() }));
        }
        self.both(Aspect::Renamed, found, |_, node| Text::same(&*node.title));
        // From one year to the next it is meant to change: it is what nodes are matched by.
        if self.old.rubric.year.is_some() && self.old.rubric.year == self.new.rubric.year {
            self.both(Aspect::Lineage, found, |_, node| Text::same(node.was.join(", ")));
        }
        if before.is_leaf() != after.is_leaf() {
            self.both(Aspect::Parts, found, |at, node| match node.is_leaf() {
                true => wording::scored_itself(&at.rubric.explain_rule(at.id)),
                false => wording::has_parts(&codes(at.rubric, &node.children)),
            });
        }
        if let Some((old, new)) =
            order(self.matching, (self.old.rubric, &before.children), (self.new.rubric, &after.children))
        {
            found.push((Aspect::Order, Found { old, new, ..Found::default() }));
        }
    }

    fn points(&self, found: &mut Vec<(Aspect, Found)>) {
        let (before, after) = self.nodes();
        if let Some((old, new)) = stated_max(before, after).filter(|(old, new)| old != new) {
            let (old, new) = (wording::number(old.value()), wording::number(new.value()));
            found.push((Aspect::Maximum, Found { old, new, ..Found::default() }));
        }
        self.both(Aspect::Weight, found, |_, node| wording::number(node.weight));
        self.both(Aspect::Step, found, |_, node| wording::maybe(node.step));
        self.both(Aspect::Aggregation, found, |_, node| wording::aggregate(&node.aggregate));
        self.both(Aspect::Cap, found, |_, node| wording::maybe(node.cap.map(Points::value)));
        self.both(Aspect::Role, found, |_, node| wording::role(node.role));
        self.both(Aspect::NotArising, found, |_, node| node.not_arising.map(wording::not_arising).unwrap_or_default());
    }

    fn rule(&self, found: &mut Vec<(Aspect, Found)>) {
        let (before, after) = self.nodes();
        if before.is_leaf() && after.is_leaf() {
            found.extend(rules::changes(self.old, self.new).into_iter().map(|found| (Aspect::Rule, found)));
        }
        self.both(Aspect::Computed, found, |_, node| wording::yes_or_no(node.computed));
        self.both(Aspect::Survey, found, |_, node| wording::yes_or_no(node.survey));
    }

    fn words(&self, found: &mut Vec<(Aspect, Found)>) {
        let (before, after) = self.nodes();
        if before.office != after.office {
            self.both(Aspect::Office, found, |at, node| Text::same(office(at.rubric, &node.office)));
        }
        self.both(Aspect::Evidence, found, |_, node| Text::same(&*node.evidence));
        self.both(Aspect::OnlyFor, found, |_, node| match &node.only_for {
            Some((name, values)) => Text::same(format!("{name} = {}", values.join(", "))),
            None => Text::default(),
        });
    }

    fn lists(&self, found: &mut Vec<(Aspect, Found)>) {
        let (before, after) = self.nodes();
        let mut add = |aspect, old: &[Item], new: &[Item]| {
            found.extend(changes(old, new, true).into_iter().map(|found| (aspect, found)));
        };
        add(Aspect::Choice, &choices(before), &choices(after));
        add(Aspect::Figure, &figures(&self.old), &figures(&self.new));
        add(Aspect::Example, &examples(before), &examples(after));
    }
}

/// The codes of parts that both have, in either order; `None` where it is the same.
pub(super) fn order(
    matching: &Matching,
    (old, before): (&Rubric, &[NodeId]),
    (new, after): (&Rubric, &[NodeId]),
) -> Option<(Text, Text)> {
    let kept: Vec<NodeId> =
        before.iter().filter_map(|id| matching.new_of(*id)).filter(|id| after.contains(id)).collect();
    let now: Vec<NodeId> = after.iter().copied().filter(|id| kept.contains(id)).collect();
    let was: Vec<NodeId> = kept.iter().filter_map(|id| matching.old_of(*id)).collect();
    (kept != now).then(|| (Text::same(codes(old, &was)), Text::same(codes(new, &now))))
}

/// Codes joined by commas.
pub(super) fn codes(rubric: &Rubric, ids: &[NodeId]) -> String {
    ids.iter().map(|id| rubric.node(*id).code.as_str()).collect::<Vec<_>>().join(", ")
}

fn where_it_is(at: &At<'_>, elsewhere: bool) -> Text {
    let node = at.rubric.node(at.id);
    let level = at.rubric.levels.get(node.depth).map(|level| level.title.clone()).unwrap_or_default();
    let parent = node.parent.filter(|_| elsewhere).map(|parent| at.rubric.node(parent));
    wording::place(&node.code, &level, parent)
}

fn office(rubric: &Rubric, id: &str) -> String {
    let title = rubric.office_title(id);
    if title == id { title } else { format!("{id} ({title})") }
}

fn choices(node: &Node) -> Vec<Item> {
    let text = |label: &str, points: Points| wording::labelled(label, &wording::number(points.value()));
    node.choices.iter().map(|choice| Item::new(fold(&choice.label), text(&choice.label, choice.points))).collect()
}

fn figures(at: &At<'_>) -> Vec<Item> {
    let figures = at.rubric.node(at.id).figures.iter().map(|id| &at.rubric.figures[id.0]);
    figures.map(|figure| Item::new(&*figure.name, Text::same(format!("{}: {}", figure.name, figure.label)))).collect()
}

/// Known by what goes in.
fn examples(node: &Node) -> Vec<Item> {
    let one = |example: &crate::Example| {
        let input = format!("{:?} {:?}", (&example.choice, &example.attribute), example.figures);
        Item::new(input, wording::example(example))
    };
    node.examples.iter().map(one).collect()
}
