//! Counts: `each(0.25)` adds for every one up to the maximum, `minus_each(0.5)` takes from the maximum down to 0.

use super::{Fault, Measure, Ratio, Word};
use crate::{Lang, Points, Text};
use rust_decimal::Decimal;

/// Points for each one counted, at most the leaf's maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Each(pub Points);

impl Word for Each {
    fn points(&self, measure: &Ratio, max: Points) -> Result<Option<Points>, Fault> {
        Ok(Some(product(measure, self.0)?.min(max)))
    }

    fn explain(&self, _: &Measure, max: Points) -> Text {
        let sentence = |lang: Lang| {
            let (each, max) = (lang.number(self.0.value()), lang.number(max.value()));
            match lang {
                Lang::Vi => format!("cứ mỗi 1 được {each} điểm, tối đa {max}"),
                Lang::En => format!("{each} points each, at most {max}"),
            }
        };
        Text::new(sentence(Lang::Vi), sentence(Lang::En))
    }

    fn most(&self, max: Points) -> Points {
        if self.0 > Points::ZERO { max } else { Points::ZERO }
    }

    fn thresholds(&self) -> Vec<Decimal> {
        vec![Decimal::ZERO, Decimal::ONE]
    }
}

/// The leaf's maximum less points for each one counted, at least 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MinusEach(pub Points);

impl Word for MinusEach {
    fn points(&self, measure: &Ratio, max: Points) -> Result<Option<Points>, Fault> {
        Ok(Some((max - product(measure, self.0)?).max(Points::ZERO)))
    }

    fn explain(&self, _: &Measure, max: Points) -> Text {
        let sentence = |lang: Lang| {
            let (each, max) = (lang.number(self.0.value()), lang.number(max.value()));
            match lang {
                Lang::Vi => format!("{max} điểm, mỗi trường hợp trừ {each}, không dưới 0"),
                Lang::En => format!("{max} points, less {each} for each case, not below 0"),
            }
        };
        Text::new(sentence(Lang::Vi), sentence(Lang::En))
    }

    fn most(&self, max: Points) -> Points {
        max
    }

    fn thresholds(&self) -> Vec<Decimal> {
        vec![Decimal::ZERO, Decimal::ONE]
    }
}

fn product(measure: &Ratio, each: Points) -> Result<Points, Fault> {
    measure.times(each.value(), Decimal::ONE).and_then(Points::new).ok_or(Fault::Overflow)
}
