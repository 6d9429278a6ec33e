//! What a rule measures, and the figures that it asks for.

use super::Leaf;
use super::clause::{self, Guide, capital};
use scoring::fold;

/// What is measured, by the names of the figures.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::annex) enum Measure {
    Figure(String),
    Percent(String, String),
}

type Measured = (Vec<(String, String)>, Measure);

/// One quantity, called `name` unless the annex names it.
pub(super) fn figure(guide: &Guide, leaf: &Leaf<'_>, subject: &str, name: &str) -> Option<Measured> {
    match &guide.given {
        Some(measure @ Measure::Figure(_)) => return Some((leaf.figures.to_vec(), measure.clone())),
        Some(Measure::Percent(..)) => return None,
        None => {}
    }
    if !guide.letters.is_empty() {
        return None;
    }
    let label = match &guide.named {
        Some((label, whole)) if whole.is_empty() => label.clone(),
        Some(_) => return None,
        None => counted(subject),
    };
    Some((vec![(name.to_owned(), label)], Measure::Figure(name.to_owned())))
}

/// Words in which a label is a quantity already.
const QUANTITIES: &[&str] = &["so ", "tong ", "dan so", "dien tich", "ty le", "ti le", "muc ", "thu ", "diem "];

fn counted(subject: &str) -> String {
    let key = fold(subject);
    if QUANTITIES.iter().any(|word| key.starts_with(word)) { capital(subject) } else { format!("Số {subject}") }
}

/// A percentage of two quantities.
pub(super) fn percent(
    guide: &Guide,
    leaf: &Leaf<'_>,
    subject: &str,
    parts: Option<(String, String)>,
) -> Option<Measured> {
    match &guide.given {
        Some(measure @ Measure::Percent(..)) => return Some((leaf.figures.to_vec(), measure.clone())),
        // a figure that is a percentage already has bare numbers in its rule
        Some(Measure::Figure(_)) => return None,
        None => {}
    }
    let (names, labels) = match (parts, &guide.named) {
        (Some((over, under)), None) if is_letter(&over) && is_letter(&under) => {
            let labels = (letter_label(guide, &over, leaf), letter_label(guide, &under, leaf));
            ((fold(&over), fold(&under)), labels)
        }
        // a letter that the text defines must be one that it uses
        _ if !guide.letters.is_empty() => {
            let [first, second] = guide.letters.as_slice() else { return None };
            let total = |label: &str| fold(label).starts_with("tong");
            let (whole, part) = match (total(&first.1), total(&second.1)) {
                (true, false) => (first, second),
                (false, true) => (second, first),
                _ => return None,
            };
            ((fold(&part.0), fold(&whole.0)), (part.1.clone(), whole.1.clone()))
        }
        (Some((over, under)), None) => (plain(), (capital(&over), capital(&under))),
        (None, Some((part, whole))) if !whole.is_empty() => (plain(), (part.clone(), whole.clone())),
        (None, None) => {
            let subject = if subject.is_empty() { leaf.title } else { subject };
            (plain(), clause::ratio_of(subject).unwrap_or_else(|| labels(subject)))
        }
        _ => return None,
    };
    if names.0 == names.1 {
        return None;
    }
    let measure = Measure::Percent(names.0.clone(), names.1.clone());
    Some((vec![(names.0, labels.0), (names.1, labels.1)], measure))
}

fn plain() -> (String, String) {
    ("done".to_owned(), "total".to_owned())
}

fn is_letter(text: &str) -> bool {
    text.chars().count() == 1
}

fn letter_label(guide: &Guide, letter: &str, leaf: &Leaf<'_>) -> String {
    let defined = guide.letters.iter().find(|(other, _)| other.eq_ignore_ascii_case(letter));
    defined.map_or_else(|| format!("{letter} – {}", leaf.title), |(_, label)| label.clone())
}

/// Labels for the two parts of a rate of which only the name is known.
fn labels(subject: &str) -> (String, String) {
    let subject = subject.trim_end_matches([':', '.', ' ']);
    for word in ["tỷ lệ ", "tỉ lệ ", "Tỷ lệ ", "Tỉ lệ "] {
        if let Some(rest) = subject.strip_prefix(word) {
            let rest = rest.strip_prefix("% ").unwrap_or(rest);
            let rest = rest.strip_prefix("số ").unwrap_or(rest);
            return (format!("Số {rest}"), format!("Tổng số để tính tỷ lệ {rest}"));
        }
    }
    (format!("Số đạt – {subject}"), format!("Tổng số – {subject}"))
}
