//! What changed in the rule of a leaf: every number, the order of words, kinds of bounds, figures, branches and parts.

use super::key::Key;
use super::{Found, wording};
use crate::rule::{Branch, Function, Part, Rule, Word, Words};
use crate::{NodeId, Points, Rubric, Text};
use std::fmt::Debug;

/// A node in its rubric.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) id: NodeId,
}

impl At<'_> {
    fn rule(&self) -> &Rule {
        &self.rubric.node(self.id).rule
    }

    fn max(&self) -> Points {
        self.rubric.node(self.id).max
    }

    fn label(&self, name: &str) -> String {
        self.rubric.figure_label(self.id, name)
    }
}

/// Whether two rules are the same, as far as they can be seen: of code, its text and that of the functions it calls.
pub(super) fn same(old: &Rule, new: &Rule) -> bool {
    match (old, new) {
        (Rule::Code(old), Rule::Code(new)) => {
            same_text(&old.text, &new.text) && functions(&old.functions, &new.functions).is_empty()
        }
        _ => Key::of(old) == Key::of(new),
    }
}

fn same_text(old: &str, new: &str) -> bool {
    Key::text(old.trim()) == Key::text(new.trim())
}

/// The shared functions that two rules of code call and that differ, each with its whole text.
fn functions(old: &[Function], new: &[Function]) -> Vec<Found> {
    let text = |list: &[Function], name: &str| list.iter().find(|f| f.name == name).map(|f| f.text.clone());
    let mut names: Vec<&str> = old.iter().chain(new).map(|function| function.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut found = Vec::new();
    for name in names {
        let (before, after) = (text(old, name).unwrap_or_default(), text(new, name).unwrap_or_default());
        if same_text(&before, &after) {
            continue;
        }
        let numbers = Key::text(before.trim()).numbers_to(&Key::text(after.trim())).unwrap_or_default();
        let detail = wording::join(": ", [wording::function(name), numbers]);
        found.push(Found { detail, old: Text::same(before), new: Text::same(after) });
    }
    found
}

/// The changes of a rule, each as narrow as it can be told.
pub(super) fn changes(old: At<'_>, new: At<'_>) -> Vec<Found> {
    if same(old.rule(), new.rule()) {
        return Vec::new();
    }
    let narrow = match (old.rule(), new.rule()) {
        (Rule::Words(before), Rule::Words(after)) if shape(before) == shape(after) => {
            Pair { old, new }.words(before, after)
        }
        (Rule::Code(before), Rule::Code(after)) => {
            let own = (!same_text(&before.text, &after.text)).then(|| whole(old, new));
            own.into_iter().chain(functions(&before.functions, &after.functions)).collect()
        }
        _ => Vec::new(),
    };
    if narrow.is_empty() { vec![whole(old, new)] } else { narrow }
}

/// How many parts each branch has.
fn shape(words: &Words) -> Vec<usize> {
    words.branches.iter().map(|branch| branch.parts.len()).collect()
}

/// Both rules in full: with labels; with the names of figures where the labels are alike; as data where even those are.
fn whole(old: At<'_>, new: At<'_>) -> Found {
    let detail = match (old.rule(), new.rule()) {
        (Rule::Code(before), Rule::Code(after)) => {
            Key::text(before.text.trim()).numbers_to(&Key::text(after.text.trim()))
        }
        (before, after) => Key::of(before).numbers_to(&Key::of(after)),
    };
    let explained = |at: At<'_>, label: &dyn Fn(&str) -> String| at.rule().explain(at.max(), label);
    let labelled = (explained(old, &|name| old.label(name)), explained(new, &|name| new.label(name)));
    let named = || (explained(old, &str::to_owned), explained(new, &str::to_owned));
    tell(detail.unwrap_or_default(), labelled, named, (old.rule(), new.rule()))
}

/// The first wording of three in which old and new are told apart.
fn tell(
    detail: Text,
    labelled: (Text, Text),
    named: impl FnOnce() -> (Text, Text),
    (before, after): (&dyn Debug, &dyn Debug),
) -> Found {
    let apart = |(old, new): &(Text, Text)| old.vi != new.vi && old.en != new.en;
    let told = Some(labelled).filter(apart).or_else(|| Some(named()).filter(apart));
    let (old, new) = told.unwrap_or_else(|| (Text::same(format!("{before:?}")), Text::same(format!("{after:?}"))));
    Found { detail, old, new }
}

/// A leaf before and after, whose rules have as many branches and parts.
struct Pair<'a> {
    old: At<'a>,
    new: At<'a>,
}

/// A part before and after, and where it stands.
struct PartPair<'a> {
    old: &'a Part,
    new: &'a Part,
    place: Text,
}

impl Pair<'_> {
    fn words(&self, old: &Words, new: &Words) -> Vec<Found> {
        let mut found = Vec::new();
        let single = old.branches.len() == 1;
        for (at, (before, after)) in old.branches.iter().zip(&new.branches).enumerate() {
            let place = if single { Text::default() } else { wording::branch(at + 1, after.condition.as_ref()) };
            branch(before, after, &place, &mut found);
            for (number, (old, new)) in before.parts.iter().zip(&after.parts).enumerate() {
                let place = match before.parts.len() {
                    1 => place.clone(),
                    _ => wording::join(", ", [place.clone(), wording::part(number + 1)]),
                };
                self.part(&PartPair { old, new, place }, &mut found);
            }
        }
        found
    }

    fn part(&self, part: &PartPair<'_>, found: &mut Vec<Found>) {
        let PartPair { old, new, place } = part;
        if old.measure != new.measure {
            let labelled =
                (old.measure.explain(&|name| self.old.label(name)), new.measure.explain(&|name| self.new.label(name)));
            let named = || (old.measure.explain(&str::to_owned), new.measure.explain(&str::to_owned));
            let numbers = Key::of(&old.measure).numbers_to(&Key::of(&new.measure)).unwrap_or_default();
            let detail = wording::join(": ", [place.clone(), numbers]);
            found.push(tell(detail, labelled, named, (&old.measure, &new.measure)));
        }
        if old.max != new.max {
            let (old, new) = (old.max.map(wording::at_most), new.max.map(wording::at_most));
            found.push(at(place, old.unwrap_or_default(), new.unwrap_or_default()));
        }
        if old.when_zero != new.when_zero {
            let (old, new) = (old.when_zero.map(|worth| worth.explain()), new.when_zero.map(|worth| worth.explain()));
            found.push(at(place, old.unwrap_or_default(), new.unwrap_or_default()));
        }
        self.list(part, found);
    }

    /// The words of a part: one by one where only numbers differ, otherwise the run that differs, in order.
    fn list(&self, part: &PartPair<'_>, found: &mut Vec<Found>) {
        let keys = |words: &[Box<dyn Word>]| words.iter().map(Key::of).collect::<Vec<_>>();
        let (before, after) = (keys(&part.old.words), keys(&part.new.words));
        if before == after {
            return;
        }
        let reordered = before.len() == after.len() && before.iter().all(|key| after.contains(key));
        let numbers = |at: usize| before[at].numbers_to(&after[at]);
        let alike = |at: usize| before[at] == after[at] || numbers(at).is_some();
        if !reordered && before.len() == after.len() && (0..before.len()).all(alike) {
            for at in 0..before.len() {
                let Some(numbers) = numbers(at) else { continue };
                found.push(self.run(part, numbers, (at..at + 1, at..at + 1)));
            }
            return;
        }
        let head = before.iter().zip(&after).take_while(|(old, new)| old == new).count();
        let tail = before[head..].iter().rev().zip(after[head..].iter().rev());
        let tail = tail.take_while(|(old, new)| old == new).count();
        let detail = if reordered { wording::order() } else { Text::default() };
        found.push(self.run(part, detail, (head..before.len() - tail, head..after.len() - tail)));
    }

    fn run(
        &self,
        part: &PartPair<'_>,
        detail: Text,
        (old, new): (std::ops::Range<usize>, std::ops::Range<usize>),
    ) -> Found {
        let (old_words, new_words) = (&part.old.words[old], &part.new.words[new]);
        let explain = |part: &Part, max: Points, words: &[Box<dyn Word>]| {
            let max = part.max.unwrap_or(max);
            wording::join("; ", words.iter().map(|word| word.explain(&part.measure, max)))
        };
        let told = (explain(part.old, self.old.max(), old_words), explain(part.new, self.new.max(), new_words));
        let same = told.clone();
        let detail = wording::join(": ", [part.place.clone(), detail]);
        tell(detail, told, || same, (&old_words, &new_words))
    }
}

fn branch(old: &Branch, new: &Branch, place: &Text, found: &mut Vec<Found>) {
    if old.condition != new.condition {
        let condition =
            |branch: &Branch| branch.condition.as_ref().map_or_else(wording::every_unit, wording::condition);
        found.push(at(place, condition(old), condition(new)));
    }
    if old.round != new.round {
        let digits = |branch: &Branch| branch.round.map(wording::parts_rounded).unwrap_or_default();
        found.push(at(place, digits(old), digits(new)));
    }
    if old.combine != new.combine {
        found.push(at(place, wording::combine(old.combine), wording::combine(new.combine)));
    }
}

fn at(place: &Text, old: Text, new: Text) -> Found {
    Found { detail: place.clone(), old, new }
}
