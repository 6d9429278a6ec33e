//! The stock phrases of scoring guides, turned into rule words.
//!
//! A guide is understood as a whole or not at all: every clause must be read to its end, every number must be used.
//! What has a number that the words would not use stays text.

mod choice;
mod clause;
mod condition;
mod count;
mod measure;
mod sample;
#[cfg(test)]
mod tests;
mod tiers;
mod token;
mod worth;

pub(super) use clause::unbulleted;
pub(super) use measure::Measure;

use clause::Clause;
use rust_decimal::Decimal;

/// A word of a rule, with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Word {
    Below(Decimal, Decimal),
    UpTo(Decimal, Decimal),
    From(Decimal, Decimal),
    Above(Decimal, Decimal),
    Otherwise(Decimal),
    /// The value that is worth the maximum.
    InProportion(Decimal),
    /// Each further so much adds so much in proportion, up to a cap.
    AboveAdds(Decimal, Decimal, Decimal),
    BelowAdds(Decimal, Decimal, Decimal),
    Each(Decimal),
    MinusEach(Decimal),
    /// What is scored when nothing arose.
    NoneIs(Decimal),
    /// Which percentage counts when nothing arose.
    NoneIsPercent(Decimal),
    NoneIsFull,
}

/// A rule made of words.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Rule {
    pub(super) choices: Vec<(String, Decimal)>,
    /// Figures asked for: name and label.
    pub(super) asks: Vec<(String, String)>,
    pub(super) measure: Option<Measure>,
    pub(super) words: Vec<Word>,
    /// Worked examples: figures in the order of `asks`, points.
    pub(super) examples: Vec<(Vec<Decimal>, Decimal)>,
}

/// Why a guide that reads like a rule was not taken as one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Doubt {
    /// Values just at or beside this threshold are covered by no tier.
    Gap(Decimal),
    /// This threshold is covered twice.
    Overlap(Decimal),
    /// The best that can be reached is this, not the maximum.
    Best(Decimal),
    /// The tiers have no clear order.
    Unclear,
}

/// What is known of a leaf besides its guide.
#[derive(Debug, Clone, Default)]
pub(super) struct Leaf<'a> {
    pub(super) title: &'a str,
    pub(super) max: Decimal,
    /// Figures that the annex lists by name and label.
    pub(super) figures: &'a [(String, String)],
    pub(super) lines: &'a [String],
}

/// Understands a guide; `Ok(None)` when it says something else, an error when it contradicts itself.
pub(super) fn understand(leaf: &Leaf<'_>) -> Result<Option<Rule>, Doubt> {
    let Some(mut guide) = clause::split(leaf) else { return Ok(None) };
    // a listed figure that the rule does not begin with is used in some other way
    if guide.clauses.is_empty() || guide.given.is_none() && !leaf.figures.is_empty() {
        return Ok(None);
    }
    if let Some(count) = count::count(&guide.clauses, leaf.max)
        && (guide.given.is_some() || !count.subject.is_empty())
    {
        return Ok(measure::figure(&guide, leaf, &count.subject, "count").map(|(asks, measure)| {
            sample::with_examples(
                Rule { asks, measure: Some(measure), words: vec![count.word], ..Rule::default() },
                leaf.max,
            )
        }));
    }
    let none = guide.take_nothing_arose(leaf.max);
    let outcome = tiers::tiers(&guide.clauses, leaf.max);
    if let Ok(Some(tiers)) = outcome {
        if tiers.of_figure && !matches!(guide.given, Some(Measure::Figure(_))) {
            return Ok(None);
        }
        let measured = if tiers.percent {
            measure::percent(&guide, leaf, &tiers.subject, tiers.parts)
        } else if tiers.subject.is_empty() && guide.given.is_none() && guide.named.is_none() {
            measure::figure(&guide, leaf, leaf.title, "value")
        } else {
            measure::figure(&guide, leaf, &tiers.subject, "value")
        };
        let Some((asks, measure)) = measured else { return Ok(None) };
        let ratio = matches!(measure, Measure::Percent(..));
        if none.is_some() && !ratio {
            return Ok(None);
        }
        let words = tiers.words.into_iter().chain(none).collect();
        return Ok(Some(sample::with_examples(
            Rule { asks, measure: Some(measure), words, ..Rule::default() },
            leaf.max,
        )));
    }
    if guide.given.is_some() || guide.is_formula() {
        return outcome.map(|_| None);
    }
    guide.put_back();
    let choices = match outcome {
        // Tiers of percentages that leave a gap are a mistake to be looked at, not a list to pick from.
        Err(doubt) => return Err(doubt),
        Ok(_) => choice::choices(&guide.clauses, leaf.max)?,
    };
    Ok(choices.map(|choices| Rule { choices, ..Rule::default() }))
}

/// Whether a line reads like part of a scoring guide: a clause with its points.
pub(super) fn is_guide_line(line: &str) -> bool {
    let tokens = token::tokens(line);
    let points =
        tokens.windows(2).any(|pair| pair[0].number().is_some() && (pair[1].is_word("điểm") || pair[1].is_word("đ")));
    let last = tokens.len() > 2 && {
        let [.., colon, number] = tokens.as_slice() else { return points };
        colon.is(':') && number.number().is_some()
    };
    points || last
}
