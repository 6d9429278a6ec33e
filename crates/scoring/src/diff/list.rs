//! Lists of named items: what came, what went, what changed, and the order.

use super::Found;
use crate::{Lang, Text};

/// An item of a list: what it is known by, and all that is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    name: String,
    text: Text,
}

impl Item {
    /// `text` must say everything of the item in which it could differ.
    pub(super) fn new(name: impl Into<String>, text: Text) -> Self {
        Self { name: name.into(), text }
    }
}

/// The changes between two lists, item by item; an item that went and one that came are told together, first with
/// first. Where the same items stand in another order, and `ordered` says that this matters, both orders are told.
pub(super) fn changes(old: &[Item], new: &[Item], ordered: bool) -> Vec<Found> {
    let (old, new) = (numbered(old), numbered(new));
    let mut found = Vec::new();
    let is_in = |item: &Item, list: &[Item]| list.iter().any(|other| other.name == item.name);
    let mut came = new.iter().filter(|item| !is_in(item, &old));
    for item in &old {
        let after = new.iter().find(|other| other.name == item.name).or_else(|| came.by_ref().next());
        if after.is_none_or(|after| after.text != item.text) {
            let after = after.map(|after| after.text.clone()).unwrap_or_default();
            found.push(Found { old: item.text.clone(), new: after, ..Found::default() });
        }
    }
    found.extend(came.map(|item| Found { new: item.text.clone(), ..Found::default() }));
    let common = |list: &[Item], other: &[Item]| -> Vec<Item> {
        list.iter().filter(|item| is_in(item, other)).cloned().collect()
    };
    let (before, after) = (common(&old, &new), common(&new, &old));
    let names = |list: &[Item]| list.iter().map(|item| item.name.clone()).collect::<Vec<_>>();
    if ordered && names(&before) != names(&after) {
        found.push(Found { detail: super::wording::order(), old: joined(&before), new: joined(&after) });
    }
    found
}

/// Items of one name are told apart by their number.
fn numbered(items: &[Item]) -> Vec<Item> {
    let before = |at: usize| items[..at].iter().filter(|item| item.name == items[at].name).count();
    let named = |at: usize| Item { name: format!("{}\u{0}{}", items[at].name, before(at)), ..items[at].clone() };
    (0..items.len()).map(named).collect()
}

fn joined(items: &[Item]) -> Text {
    let list = |lang: Lang| items.iter().map(|item| item.text.get(lang)).collect::<Vec<_>>().join("; ");
    Text::new(list(Lang::Vi), list(Lang::En))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &[&str], new: &[&str]) -> Vec<(String, String)> {
        let items = |list: &[&str]| -> Vec<Item> {
            list.iter().map(|text| Item::new(text.split('=').next().unwrap(), Text::same(*text))).collect()
        };
        changes(&items(old), &items(new), true).into_iter().map(|found| (found.old.vi, found.new.vi)).collect()
    }

    fn pair(old: &str, new: &str) -> (String, String) {
        (old.to_owned(), new.to_owned())
    }

    #[test]
    fn every_kind_of_change() {
        assert_eq!(told(&["a=1", "b=2"], &["a=1", "b=2"]), []);
        assert_eq!(told(&["a=1", "b=2"], &["a=1", "b=3"]), [pair("b=2", "b=3")]);
        assert_eq!(told(&["a=1", "b=2"], &["a=1"]), [pair("b=2", "")]);
        assert_eq!(told(&["a=1"], &["b=2", "a=1"]), [pair("", "b=2")]);
        assert_eq!(told(&["a=1", "b=2"], &["c=1", "b=2"]), [pair("a=1", "c=1")]);
        assert_eq!(told(&["a=1", "b=2"], &["b=2", "a=1"]), [pair("a=1; b=2", "b=2; a=1")]);
        assert_eq!(told(&["a=1", "a=1"], &["a=1", "a=2"]), [pair("a=1", "a=2")]);
    }
}
