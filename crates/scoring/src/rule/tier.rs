//! Tiers: `below(80, 0)`, `from(95, 1)`, `above(0, 0)`, `up_to(70, 3)`, `otherwise(0)`, `otherwise_in_proportion()`.

use super::{Fault, Measure, Ratio, Word};
use crate::{Lang, Points, Text};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Which values of the measure a tier covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Less than the threshold.
    Below(Decimal),
    /// The threshold or less.
    UpTo(Decimal),
    /// The threshold or more.
    From(Decimal),
    /// More than the threshold.
    Above(Decimal),
    /// Everything that no tier before it covers.
    Otherwise,
}

impl Bound {
    fn covers(self, measure: &Ratio) -> Result<bool, Fault> {
        Ok(match self {
            Self::Below(threshold) => measure.compare(threshold)? == Ordering::Less,
            Self::UpTo(threshold) => measure.compare(threshold)? != Ordering::Greater,
            Self::From(threshold) => measure.compare(threshold)? != Ordering::Less,
            Self::Above(threshold) => measure.compare(threshold)? == Ordering::Greater,
            Self::Otherwise => true,
        })
    }

    /// The threshold; `None` for [`Bound::Otherwise`].
    pub fn threshold(self) -> Option<Decimal> {
        match self {
            Self::Below(at) | Self::UpTo(at) | Self::From(at) | Self::Above(at) => Some(at),
            Self::Otherwise => None,
        }
    }

    fn explain(self, measure: &Measure, lang: Lang) -> String {
        let value = |at| measure.value_text(at, lang);
        match (self, lang) {
            (Self::Below(at), Lang::Vi) => format!("dưới {}", value(at)),
            (Self::Below(at), Lang::En) => format!("below {}", value(at)),
            (Self::UpTo(at), Lang::Vi) => format!("đến {}", value(at)),
            (Self::UpTo(at), Lang::En) => format!("up to {}", value(at)),
            (Self::From(at), Lang::Vi) => format!("từ {} trở lên", value(at)),
            (Self::From(at), Lang::En) => format!("from {}", value(at)),
            (Self::Above(at), Lang::Vi) => format!("trên {}", value(at)),
            (Self::Above(at), Lang::En) => format!("above {}", value(at)),
            (Self::Otherwise, Lang::Vi) => "còn lại".into(),
            (Self::Otherwise, Lang::En) => "otherwise".into(),
        }
    }
}

/// What a tier is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// Fixed points.
    Points(Points),
    /// The leaf's maximum × the measure / this value, never more than the maximum.
    InProportionTo(Decimal),
}

/// One tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tier {
    /// What it covers.
    pub bound: Bound,
    /// What it gives.
    pub worth: Worth,
}

impl Word for Tier {
    fn points(&self, measure: &Ratio, max: Points) -> Result<Option<Points>, Fault> {
        if !self.bound.covers(measure)? {
            return Ok(None);
        }
        match self.worth {
            Worth::Points(points) => Ok(Some(points)),
            Worth::InProportionTo(whole) => {
                let points = measure.times(max.value(), whole).and_then(Points::new).ok_or(Fault::Overflow)?;
                Ok(Some(points.min(max)))
            }
        }
    }

    fn explain(&self, measure: &Measure, max: Points) -> Text {
        let worth = |lang: Lang| match self.worth {
            Worth::Points(points) => format!("{} {}", lang.number(points.value()), lang.pick("điểm", "points")),
            Worth::InProportionTo(whole) => {
                let (max, whole) = (lang.number(max.value()), measure.value_text(whole, lang));
                match lang {
                    Lang::Vi => format!("theo tỷ lệ: giá trị × {max} / {whole}"),
                    Lang::En => format!("in proportion: value × {max} / {whole}"),
                }
            }
        };
        let sentence = |lang: Lang| format!("{}: {}", self.bound.explain(measure, lang), worth(lang));
        Text::new(sentence(Lang::Vi), sentence(Lang::En))
    }

    fn most(&self, max: Points) -> Points {
        match self.worth {
            Worth::Points(points) => points,
            Worth::InProportionTo(_) => max,
        }
    }

    fn thresholds(&self) -> Vec<Decimal> {
        let whole = match self.worth {
            Worth::InProportionTo(whole) => Some(whole),
            Worth::Points(_) => None,
        };
        self.bound.threshold().into_iter().chain(whole).collect()
    }
}
