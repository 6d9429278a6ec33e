//! What a rule of words measures: a figure, a percentage, what is left of 100, a weighted mean, a normalised value;
//! alone, or against the group or last year.

use super::{Fault, Inputs, Ratio};
use crate::{Lang, Text};
use rust_decimal::{Decimal, MathematicalOps};

/// What is taken from a unit's own figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// One figure as it is: a count, an amount, a rate already in percent.
    Figure(String),
    /// 100 × the first figure over the second.
    Percent(String, String),
    /// 100 less the sum of the figures, which are percentages.
    Remainder(Vec<String>),
    /// Mean of percentages, each weighted by a figure: ballots in classes worth 100, 60, 20, 0 %.
    Weighted(Vec<(String, Decimal)>),
    /// 100 × (figure − low) / (high − low), within 0–100.
    Between(String, Decimal, Decimal),
    /// The same of natural logarithms, to 20 digits.
    BetweenLogs(String, Decimal, Decimal),
    /// The figure, or where it is 0 last year's over a divisor (12 for a month); 0 when there is no last year.
    OrLastYear(String, Decimal),
}

/// What the value is compared with: the measure is then the difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The mean of the group.
    Mean,
    /// The best of the group.
    Best,
    /// The unit's own value last year.
    LastYear,
}

/// What a zero denominator is worth, where the rule says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenZero {
    /// The maximum: nothing arose, nothing was left undone.
    Full,
    /// The percentage counts as this.
    Percent(Decimal),
    /// These points.
    Points(crate::Points),
}

/// A measure.
#[derive(Debug, Clone)]
pub struct Measure {
    basis: Basis,
    against: Option<Against>,
    /// Where the figures that it reads stand among those of its leaf; `None` as long as nobody has looked.
    places: Option<Box<[usize]>>,
}

/// Two measures are equal when they measure the same, wherever the figures stand.
impl PartialEq for Measure {
    fn eq(&self, other: &Self) -> bool {
        (&self.basis, self.against) == (&other.basis, other.against)
    }
}

impl Eq for Measure {}

impl Measure {
    /// A measure of the unit's own figures alone.
    pub fn new(basis: Basis) -> Self {
        Self { basis, against: None, places: None }
    }

    /// The measure compared with something, or with nothing.
    #[must_use]
    pub fn compared(self, against: Option<Against>) -> Self {
        Self { against, ..self }
    }

    /// The measure with its figures looked up once among `names`, those of its leaf, rather than for every unit. It is
    /// then to be used with figures of these names, in this order.
    #[must_use]
    pub fn among(self, names: &[String]) -> Self {
        let place = |name: &str| names.iter().position(|other| other == name);
        let places = self.names().into_iter().map(place).collect();
        Self { places, ..self }
    }

    /// What is taken from the unit's own figures.
    pub fn basis(&self) -> &Basis {
        &self.basis
    }

    /// What it is compared with.
    pub fn against(&self) -> Option<Against> {
        self.against
    }

    /// Measures a unit.
    ///
    /// # Errors
    /// Any [`Fault`] but those of code and branches.
    #[inline(always)]
    pub fn of(&self, inputs: &Inputs<'_>) -> Result<Ratio, Fault> {
        let own = self.own(inputs)?;
        match self.against {
            None => Ok(own),
            Some(Against::Mean) => own.minus(inputs.group.peers(&Self::new(self.basis.clone()))?.mean),
            Some(Against::Best) => own.minus(inputs.group.peers(&Self::new(self.basis.clone()))?.best),
            Some(Against::LastYear) => own.minus(self.last_year(inputs)?.value()?),
        }
    }

    /// The value from the unit's own figures of this year.
    #[inline(always)]
    pub(super) fn own(&self, inputs: &Inputs<'_>) -> Result<Ratio, Fault> {
        if let Basis::OrLastYear(name, divisor) = &self.basis {
            let this_year = inputs.figures.get(name).ok_or_else(|| Fault::UnknownFigure(name.clone()))?;
            let last = inputs.last(name).unwrap_or_default();
            return match this_year.is_zero() {
                true => Ratio::new(last, *divisor).ok_or_else(|| Fault::ZeroDenominator(name.clone())),
                false => Ok(Ratio::whole(this_year)),
            };
        }
        match &self.places {
            Some(places) => {
                self.basis.take(|nth, name| inputs.figures.at(*places.get(nth)?, name), Fault::UnknownFigure)
            }
            None => self.basis.take(|_, name| inputs.figures.get(name), Fault::UnknownFigure),
        }
    }

    fn last_year(&self, inputs: &Inputs<'_>) -> Result<Ratio, Fault> {
        self.basis.take(|_, name| inputs.last(name), Fault::NoLastYear)
    }

    /// The names of the figures it reads, in the order in which it reads them.
    pub fn names(&self) -> Vec<&str> {
        match &self.basis {
            Basis::Figure(name) | Basis::OrLastYear(name, _) => vec![name],
            Basis::Between(name, ..) | Basis::BetweenLogs(name, ..) => vec![name],
            Basis::Percent(part, whole) => vec![part, whole],
            Basis::Remainder(names) => names.iter().map(String::as_str).collect(),
            Basis::Weighted(classes) => classes.iter().map(|(name, _)| name.as_str()).collect(),
        }
    }

    /// Whether its values are percentages.
    pub fn is_percent(&self) -> bool {
        !matches!(self.basis, Basis::Figure(_) | Basis::OrLastYear(..))
    }

    /// What is measured, in words; `label` gives the words for a figure's name.
    pub fn explain(&self, label: &dyn Fn(&str) -> String) -> Text {
        let own = self.basis.explain(label);
        match self.against {
            None => own,
            Some(Against::Mean) => {
                Text::new(format!("{} so với trung bình nhóm", own.vi), format!("{}, less the group's mean", own.en))
            }
            Some(Against::Best) => {
                Text::new(format!("{} so với đơn vị cao nhất", own.vi), format!("{}, less the group's best", own.en))
            }
            Some(Against::LastYear) => {
                Text::new(format!("{} so với năm trước", own.vi), format!("{}, less last year's", own.en))
            }
        }
    }

    /// A value of this measure as people write it: `80 %` or `3`.
    pub fn value_text(&self, value: Decimal, lang: Lang) -> String {
        if self.is_percent() { format!("{} %", lang.number(value)) } else { lang.number(value) }
    }
}

impl Basis {
    /// Takes the value from figures that `get` knows by their place among [`Measure::names`] and by name; one that it does
    /// not know is `unknown`.
    #[inline(always)]
    fn take(&self, get: impl Fn(usize, &str) -> Option<Decimal>, unknown: fn(String) -> Fault) -> Result<Ratio, Fault> {
        let get = |nth: usize, name: &str| get(nth, name).ok_or_else(|| unknown(name.to_owned()));
        let hundred = Decimal::ONE_HUNDRED;
        match self {
            Self::Figure(name) | Self::OrLastYear(name, _) => Ok(Ratio::whole(get(0, name)?)),
            Self::Percent(part, whole) => {
                let Some(hundredfold) = get(0, part)?.checked_mul(hundred) else { return Err(Fault::Overflow) };
                Ratio::new(hundredfold, get(1, whole)?).ok_or_else(|| Fault::ZeroDenominator(whole.clone()))
            }
            Self::Remainder(names) => {
                let mut rest = hundred;
                for (nth, name) in names.iter().enumerate() {
                    rest = rest.checked_sub(get(nth, name)?).ok_or(Fault::Overflow)?;
                }
                Ok(Ratio::whole(rest))
            }
            Self::Weighted(classes) => weighted(classes, get),
            Self::Between(name, low, high) => between(get(0, name)?, *low, *high),
            Self::BetweenLogs(name, low, high) => {
                let ln = |value: Decimal| value.checked_ln().ok_or(Fault::NoLogarithm(value));
                between(ln(get(0, name)?)?, ln(*low)?, ln(*high)?)
            }
        }
    }

    fn explain(&self, label: &dyn Fn(&str) -> String) -> Text {
        let number = |value: Decimal| value.normalize().to_string();
        match self {
            Self::Figure(name) => Text::same(label(name)),
            Self::Percent(part, whole) => {
                let (part, whole) = (label(part), label(whole));
                Text::new(format!("tỷ lệ {part} / {whole}"), format!("{part} / {whole}, as a percentage"))
            }
            Self::Remainder(names) => {
                let names = names.iter().map(|name| label(name)).collect::<Vec<_>>().join(" + ");
                Text::same(format!("100 % − ({names})"))
            }
            Self::Weighted(classes) => {
                let list: Vec<String> =
                    classes.iter().map(|(name, weight)| format!("{} × {} %", label(name), number(*weight))).collect();
                Text::new(format!("bình quân {}", list.join(", ")), format!("mean of {}", list.join(", ")))
            }
            Self::Between(name, low, high) => {
                let (name, low, high) = (label(name), number(*low), number(*high));
                Text::new(
                    format!("vị trí của {name} từ {low} đến {high}"),
                    format!("where {name} lies from {low} to {high}"),
                )
            }
            Self::BetweenLogs(name, low, high) => {
                let (name, low, high) = (label(name), number(*low), number(*high));
                Text::new(
                    format!("vị trí của ln {name} từ ln {low} đến ln {high}"),
                    format!("where ln {name} lies from ln {low} to ln {high}"),
                )
            }
            Self::OrLastYear(name, divisor) => {
                let (name, divisor) = (label(name), number(*divisor));
                Text::new(
                    format!("{name}, nếu bằng 0 thì lấy năm trước chia {divisor}"),
                    format!("{name}, where it is 0 last year's over {divisor}"),
                )
            }
        }
    }
}

fn weighted(
    classes: &[(String, Decimal)],
    get: impl Fn(usize, &str) -> Result<Decimal, Fault>,
) -> Result<Ratio, Fault> {
    let (mut sum, mut count) = (Decimal::ZERO, Decimal::ZERO);
    for (nth, (name, weight)) in classes.iter().enumerate() {
        let ballots = get(nth, name)?;
        let part = ballots.checked_mul(*weight).ok_or(Fault::Overflow)?;
        sum = sum.checked_add(part).ok_or(Fault::Overflow)?;
        count = count.checked_add(ballots).ok_or(Fault::Overflow)?;
    }
    let names = classes.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    Ratio::new(sum, count).ok_or_else(|| Fault::ZeroDenominator(names.join(" + ")))
}

/// 100 × (value − low) / (high − low), within 0–100: beyond a goalpost a value counts as the goalpost.
fn between(value: Decimal, low: Decimal, high: Decimal) -> Result<Ratio, Fault> {
    let (least, most) = if low <= high { (low, high) } else { (high, low) };
    let value = value.clamp(least, most);
    let hundredfold = (value - low).checked_mul(Decimal::ONE_HUNDRED).ok_or(Fault::Overflow)?;
    Ratio::new(hundredfold, high - low).ok_or_else(|| Fault::ZeroDenominator(String::new()))
}
