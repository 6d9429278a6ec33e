//! Pro-rata steps: `.above_adds(1000, 0.5, 25)`, each further 1000 adds 0.5 in proportion, up to 25.

use super::{Fault, Measure, Ratio, Word};
use crate::{Lang, Points, Text};
use rust_decimal::Decimal;

/// Points that grow in proportion beyond a threshold, up to a cap.
///
/// Nghị định 307/2025/NĐ-CP, Điều 4.3: what is added is in proportion to the difference, not by whole steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slope {
    /// Where it starts.
    pub from: Decimal,
    /// The points there.
    pub base: Points,
    /// The difference that adds `add`; negative where points grow as the value falls.
    pub per: Decimal,
    /// The points that each `per` adds.
    pub add: Points,
    /// The most that can be reached.
    pub cap: Points,
}

impl Word for Slope {
    fn points(&self, measure: &Ratio, _: Points) -> Result<Option<Points>, Fault> {
        let beyond = measure.minus(self.from)?;
        let added = beyond.times(self.add.value(), self.per).and_then(Points::new).ok_or(Fault::Overflow)?;
        // On the other side of the threshold nothing is added and nothing taken away: another word is for that.
        Ok((added >= Points::ZERO).then(|| (self.base + added).min(self.cap)))
    }

    fn explain(&self, measure: &Measure, _: Points) -> Text {
        let sentence = |lang: Lang| {
            let (from, per) = (measure.value_text(self.from, lang), measure.value_text(self.per.abs(), lang));
            let [base, add, cap] = [self.base, self.add, self.cap].map(|points| lang.number(points.value()));
            match (lang, self.per.is_sign_negative()) {
                (Lang::Vi, false) => {
                    format!("từ {from}: {base} điểm, cứ thêm {per} cộng {add} theo tỷ lệ, tối đa {cap}")
                }
                (Lang::Vi, true) => {
                    format!("từ {from}: {base} điểm, cứ giảm {per} cộng {add} theo tỷ lệ, tối đa {cap}")
                }
                (Lang::En, false) => {
                    format!("from {from}: {base} points, each further {per} adds {add} pro rata, at most {cap}")
                }
                (Lang::En, true) => {
                    format!("from {from}: {base} points, each {per} less adds {add} pro rata, at most {cap}")
                }
            }
        };
        Text::new(sentence(Lang::Vi), sentence(Lang::En))
    }

    fn most(&self, _: Points) -> Points {
        self.cap.max(self.base)
    }

    fn thresholds(&self) -> Vec<Decimal> {
        let steps = (self.cap - self.base).value().checked_div(self.add.value());
        let end = steps.and_then(|steps| steps.checked_mul(self.per)).and_then(|far| self.from.checked_add(far));
        std::iter::once(self.from).chain(end).collect()
    }
}
