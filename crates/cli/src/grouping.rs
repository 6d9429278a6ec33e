//! Findings in an order for reading: what is no unit's first, then unit by unit, so that each can be told what is
//! theirs. Of one kind only so many are shown: ten thousand alike say no more than ten.

use scoring::{Problem, Severity};
use std::collections::BTreeMap;

/// Findings by unit, and how many of each kind are not among them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Grouped<'a> {
    /// The code of a unit, or empty, and its findings in their order.
    pub(crate) units: Vec<(&'a str, Vec<&'a Problem>)>,
    /// The kinds that were cut, with how many more there are.
    pub(crate) more: Vec<(Severity, &'static str, usize)>,
}

/// Groups findings, at most so many of each kind.
pub(crate) fn grouped<'a>(problems: &[&'a Problem], most: usize) -> Grouped<'a> {
    let mut units: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        units.entry(&problem.unit).or_default().push(problem);
    }
    let mut seen: BTreeMap<(Severity, &'static str), usize> = BTreeMap::new();
    for problems in units.values_mut() {
        problems.retain(|problem| {
            let seen = seen.entry((problem.severity, problem.kind)).or_default();
            *seen += 1;
            *seen <= most
        });
    }
    let more = seen.into_iter().filter(|(_, count)| *count > most);
    Grouped {
        units: units.into_iter().filter(|(_, problems)| !problems.is_empty()).collect(),
        more: more.map(|((severity, kind), count)| (severity, kind, count - most)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scoring::Text;

    #[test]
    fn units_come_together_and_a_frequent_kind_is_cut() {
        let problem = |unit: &str, kind| Problem::error(kind, Text::default()).of_unit(unit);
        let all = [problem("02", "a"), problem("01", "a"), problem("", "b"), problem("02", "b"), problem("03", "a")];
        let all: Vec<&Problem> = all.iter().collect();
        let shape = |most| {
            let grouped = grouped(&all, most);
            let units = grouped.units.iter().map(|(unit, problems)| format!("{unit}:{}", problems.len()));
            (units.collect::<Vec<_>>().join(" "), grouped.more)
        };
        assert_eq!(shape(9), (":1 01:1 02:2 03:1".into(), vec![]));
        let more = vec![(Severity::Error, "a", 2), (Severity::Error, "b", 1)];
        assert_eq!(shape(1), (":1 01:1".into(), more));
    }
}
