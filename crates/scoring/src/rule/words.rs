//! A rule of words: branches by the kind of unit, parts that are added up or of which the highest counts.

use super::{Fault, Inputs, Measure, Ratio, WhenZero, Word};
use crate::{Lang, Points, RoundingMode, Text};
use rust_decimal::Decimal;

/// Which units a branch is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Those whose attribute (a column of the list of units) has this value.
    Attribute(String, String),
    /// All that no branch before was for.
    Otherwise,
}

impl Condition {
    /// Which units, in words.
    pub fn explain(&self) -> Text {
        match self {
            Self::Attribute(name, value) => Text::same(format!("{name} = {value}")),
            Self::Otherwise => Text::new("đơn vị khác", "other units"),
        }
    }
}

/// How the parts of a branch make up the points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Combine {
    /// They are added up.
    #[default]
    Sum,
    /// Only the highest counts.
    Highest,
}

/// A measure with the words that give it points.
#[derive(Debug)]
pub struct Part {
    /// What is measured.
    pub measure: Measure,
    /// The words, the first that covers the measured value decides.
    pub words: Vec<Box<dyn Word>>,
    /// What the part can give at most; `None` for the leaf's maximum.
    pub max: Option<Points>,
    /// What a zero denominator is worth.
    pub when_zero: Option<WhenZero>,
}

impl Part {
    #[inline(always)]
    fn points(&self, inputs: &Inputs<'_>, max: Points) -> Result<Points, Fault> {
        let max = self.max.unwrap_or(max);
        match self.measure.of(inputs) {
            Ok(measured) => Ok(self.answer(&measured, max)?.1),
            Err(fault) => match self.when_zero {
                Some(worth) if matches!(fault, Fault::ZeroDenominator(_)) && self.nothing_arose(inputs) => {
                    match worth {
                        WhenZero::Full => Ok(max),
                        WhenZero::Points(points) => Ok(points),
                        WhenZero::Percent(percent) => Ok(self.answer(&Ratio::whole(percent), max)?.1),
                    }
                }
                _ => Err(fault),
            },
        }
    }

    /// The first word that covers a measured value, by its place, and its points.
    ///
    /// # Errors
    /// [`Fault::NoBranch`] when no word does, [`Fault::Overflow`].
    pub fn answer(&self, measured: &Ratio, max: Points) -> Result<(usize, Points), Fault> {
        let max = self.max.unwrap_or(max);
        for (at, word) in self.words.iter().enumerate() {
            if let Some(points) = word.points(measured, max)? {
                return Ok((at, points));
            }
        }
        Err(measured.value().map_or_else(|fault| fault, Fault::NoBranch))
    }

    /// The most that it can give, whichever word decides.
    pub fn most(&self, max: Points) -> Points {
        let max = self.max.unwrap_or(max);
        self.words.iter().map(|word| word.most(max)).max().unwrap_or_default()
    }

    /// 0/0 is "nothing arose"; 2/0 is a mistake in the figures and stays one.
    fn nothing_arose(&self, inputs: &Inputs<'_>) -> bool {
        self.measure.names().iter().all(|name| inputs.figures.get(name).is_some_and(|value| value.is_zero()))
    }

    fn explain(&self, max: Points, label: &dyn Fn(&str) -> String) -> Text {
        let own = |lang: Lang| match self.max {
            // Tiers do not name the maximum, though it may cap a proportion and is what a zero denominator can be worth.
            Some(max) => format!(" ({} {})", lang.pick("tối đa", "at most"), lang.number(max.value())),
            None => String::new(),
        };
        let max = self.max.unwrap_or(max);
        let measured = self.measure.explain(label);
        let words: Vec<Text> = self.words.iter().map(|word| word.explain(&self.measure, max)).collect();
        let zero = self.when_zero.map(WhenZero::explain);
        let sentence = |lang: Lang| {
            let parts: Vec<&str> = words.iter().chain(zero.as_ref()).map(|text| text.get(lang)).collect();
            format!("{}{}: {}", measured.get(lang), own(lang), parts.join("; "))
        };
        Text::new(sentence(Lang::Vi), sentence(Lang::En))
    }
}

impl WhenZero {
    /// What a zero denominator is worth, in words.
    pub fn explain(self) -> Text {
        let number = |lang: Lang, value: Decimal| lang.number(value);
        match self {
            Self::Full => Text::new("không phát sinh: điểm tối đa", "nothing arose: the maximum"),
            Self::Percent(percent) => Text::new(
                format!("không phát sinh: tính là {} %", number(Lang::Vi, percent)),
                format!("nothing arose: counts as {} %", number(Lang::En, percent)),
            ),
            Self::Points(points) => Text::new(
                format!("không phát sinh: {} điểm", number(Lang::Vi, points.value())),
                format!("nothing arose: {} points", number(Lang::En, points.value())),
            ),
        }
    }
}

/// The parts for one kind of unit.
#[derive(Debug)]
pub struct Branch {
    /// Which units it is for; `None` for all.
    pub condition: Option<Condition>,
    /// The parts.
    pub parts: Vec<Part>,
    /// How they make up the points.
    pub combine: Combine,
    /// Digits that each part is rounded to, half-up, before they are combined.
    pub round: Option<u32>,
}

/// A rule of words.
#[derive(Debug, Default)]
pub struct Words {
    /// The branches, the first that is for the unit decides.
    pub branches: Vec<Branch>,
}

impl Words {
    /// The usual rule: one measure, for every unit.
    pub fn simple(measure: Measure, words: Vec<Box<dyn Word>>) -> Self {
        let part = Part { measure, words, max: None, when_zero: None };
        Self { branches: vec![Branch { condition: None, parts: vec![part], combine: Combine::Sum, round: None }] }
    }

    /// The points for a unit. A sum of parts is not cut here: what leaves 0…max is the rubric's mistake.
    ///
    /// # Errors
    /// Any [`Fault`] but [`Fault::Code`].
    pub fn points(&self, inputs: &Inputs<'_>, max: Points) -> Result<Points, Fault> {
        let (_, branch) = self.branch(inputs)?;
        let points = |part: &Part| Ok(rounded(part.points(inputs, max)?, branch.round));
        let Some((first, others)) = branch.parts.split_first() else { return Ok(Points::ZERO) };
        let mut total = points(first)?;
        for part in others {
            total = match branch.combine {
                Combine::Sum => total + points(part)?,
                Combine::Highest => total.max(points(part)?),
            };
        }
        Ok(total)
    }

    /// The words that decide for some inputs: branch, part and word by their places. Parts that nothing arose for and
    /// those that fail are left out.
    pub fn reached(&self, inputs: &Inputs<'_>, max: Points) -> Vec<(usize, usize, usize)> {
        let Ok((at, branch)) = self.branch(inputs) else { return Vec::new() };
        let answer = |part: &Part| Some(part.answer(&part.measure.of(inputs).ok()?, max).ok()?.0);
        let parts = branch.parts.iter().enumerate();
        parts.filter_map(|(place, part)| Some((at, place, answer(part)?))).collect()
    }

    #[inline(always)]
    fn branch(&self, inputs: &Inputs<'_>) -> Result<(usize, &Branch), Fault> {
        for (at, branch) in self.branches.iter().enumerate() {
            let Some(Condition::Attribute(name, value)) = &branch.condition else { return Ok((at, branch)) };
            let found = inputs.unit.attributes.get(name).ok_or_else(|| Fault::UnknownAttribute(name.clone()))?;
            if crate::fold(found) == crate::fold(value) {
                return Ok((at, branch));
            }
        }
        Err(self.no_branch(inputs))
    }

    /// No branch is for the unit: named after what the last one asked for.
    fn no_branch(&self, inputs: &Inputs<'_>) -> Fault {
        let asked = self.branches.last().and_then(|branch| match &branch.condition {
            Some(Condition::Attribute(name, _)) => Some((name.clone(), inputs.unit.attributes.get(name)?.clone())),
            _ => None,
        });
        let (name, found) = asked.unwrap_or_default();
        Fault::NoBranchForUnit(name, found)
    }

    /// The most that each branch can give, as far as its words tell.
    pub fn most(&self, max: Points) -> Vec<Points> {
        let of_branch = |branch: &Branch| {
            let parts = branch.parts.iter().map(|part| part.most(max));
            match branch.combine {
                Combine::Sum => parts.sum(),
                Combine::Highest => parts.max().unwrap_or_default(),
            }
        };
        self.branches.iter().map(of_branch).collect()
    }

    /// Every part of every branch.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.branches.iter().flat_map(|branch| &branch.parts)
    }

    /// Whether a part is measured against the group.
    pub fn looks_around(&self) -> bool {
        use super::Against::{Best, Mean};
        self.parts().any(|part| matches!(part.measure.against(), Some(Mean | Best)))
    }

    /// The rule as a sentence.
    pub fn explain(&self, max: Points, label: &dyn Fn(&str) -> String) -> Text {
        let sentence = |lang: Lang| {
            let branches: Vec<String> = self.branches.iter().map(|branch| explain(branch, max, label, lang)).collect();
            branches.join(" | ")
        };
        Text::new(sentence(Lang::Vi), sentence(Lang::En))
    }
}

fn rounded(points: Points, digits: Option<u32>) -> Points {
    let round = |digits| Points::new(RoundingMode::HalfUp.round(points.value(), digits));
    digits.and_then(round).unwrap_or(points)
}

fn explain(branch: &Branch, max: Points, label: &dyn Fn(&str) -> String, lang: Lang) -> String {
    let parts: Vec<String> = branch.parts.iter().map(|part| part.explain(max, label).get(lang).to_owned()).collect();
    let joined = match branch.combine {
        Combine::Sum => parts.join(" + "),
        Combine::Highest => format!("{} {}", lang.pick("cao nhất trong:", "the highest of:"), parts.join(" / ")),
    };
    let joined = match branch.round {
        None => joined,
        Some(digits) => format!("{joined} ({} {digits})", lang.pick("mỗi phần làm tròn", "each part rounded to")),
    };
    match &branch.condition {
        None => joined,
        Some(condition) => format!("{}: {joined}", condition.explain().get(lang)),
    }
}
