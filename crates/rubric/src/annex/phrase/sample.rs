//! Worked examples from the thresholds that the annex states.

use super::{Measure, Rule, Word};
use rust_decimal::Decimal;

/// Most examples of one rule.
const MOST: usize = 3;

/// Adds examples at and below the stated thresholds.
pub(super) fn with_examples(mut rule: Rule, max: Decimal) -> Rule {
    let values = values(&rule.words);
    let ratio = matches!(rule.measure, Some(Measure::Percent(..)));
    for value in values {
        let (Some(points), Some(figures)) = (evaluate(&rule.words, value, max), figures(&rule, value, ratio)) else {
            continue;
        };
        if points.normalize().scale() <= 4 && rule.examples.len() < MOST {
            rule.examples.push((figures, points.normalize()));
        }
    }
    rule
}

/// The values of the measure that are worth an example.
fn values(words: &[Word]) -> Vec<Decimal> {
    let mut found: Vec<Decimal> = Vec::new();
    let mut add = |value: Decimal| {
        if value >= Decimal::ZERO && !found.contains(&value) {
            found.push(value);
        }
    };
    for word in words {
        match word {
            Word::Each(_) | Word::MinusEach(_) => (0..2).for_each(|count| add(Decimal::from(count))),
            Word::InProportion(whole) => add(*whole),
            _ => {}
        }
    }
    for word in words {
        if let Word::Below(at, _) | Word::UpTo(at, _) | Word::From(at, _) | Word::Above(at, _) = word {
            add(*at);
            add(*at - Decimal::ONE);
        }
    }
    // half way up, where no tier was stated
    for word in words {
        if let Word::InProportion(whole) = word {
            add(*whole / Decimal::TWO);
        }
    }
    found
}

/// The figures that give a value, in the order in which they are asked for.
fn figures(rule: &Rule, value: Decimal, ratio: bool) -> Option<Vec<Decimal>> {
    let whole = if !ratio {
        Decimal::ONE
    } else if value.normalize().scale() == 0 {
        Decimal::ONE_HUNDRED
    } else {
        Decimal::from(1000)
    };
    let scaled = if ratio { value * whole / Decimal::ONE_HUNDRED } else { value };
    let (part, total) = match rule.measure.as_ref()? {
        Measure::Figure(name) => (name, None),
        Measure::Percent(part, total) => (part, Some(total)),
    };
    let used = 1 + usize::from(total.is_some());
    let of = |name: &String| {
        if name == part { Some(scaled.normalize()) } else { (Some(name) == total).then_some(whole) }
    };
    (rule.asks.len() == used).then(|| rule.asks.iter().map(|(name, _)| of(name)).collect::<Option<Vec<_>>>())?
}

/// The points for a value, as the words say.
pub(super) fn evaluate(words: &[Word], value: Decimal, max: Decimal) -> Option<Decimal> {
    words.iter().find_map(|word| match word {
        Word::Below(at, points) => (value < *at).then_some(*points),
        Word::UpTo(at, points) => (value <= *at).then_some(*points),
        Word::From(at, points) => (value >= *at).then_some(*points),
        Word::Above(at, points) => (value > *at).then_some(*points),
        Word::Otherwise(points) => Some(*points),
        Word::InProportion(whole) => value.checked_mul(max)?.checked_div(*whole).map(|points| points.min(max)),
        Word::AboveAdds(..) | Word::BelowAdds(..) => None,
        Word::Each(each) => value.checked_mul(*each).map(|points| points.min(max)),
        Word::MinusEach(each) => value.checked_mul(*each).map(|lost| (max - lost).max(Decimal::ZERO)),
        Word::NoneIs(_) | Word::NoneIsPercent(_) | Word::NoneIsFull => None,
    })
}
