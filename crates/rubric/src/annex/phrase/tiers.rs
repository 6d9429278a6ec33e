//! Tiers: clauses with a condition each, put in order, checked for gaps and overlaps, and turned into words.

use super::condition::{Condition, End, condition};
use super::token::{Token, opening};
use super::worth::{Worth, ends_with_points, points, proportion, worth};
use super::{Clause, Doubt, Word};
use rust_decimal::Decimal;

/// Part and whole of a ratio, as the text names them.
type Parts = Option<(String, String)>;

/// Tiers that were understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tiers {
    pub(super) words: Vec<Word>,
    pub(super) percent: bool,
    /// Whether it can only be the program's own rule of one figure.
    pub(super) of_figure: bool,
    pub(super) subject: String,
    pub(super) parts: Parts,
}

/// One clause: a condition and what it gives.
#[derive(Debug, Clone, PartialEq)]
struct Tier {
    condition: Condition,
    worth: Worth,
}

/// Reads clauses as tiers: `Ok(None)` when they are none, an error when they are but leave a gap or overlap.
pub(super) fn tiers(clauses: &[Clause], max: Decimal) -> Result<Option<Tiers>, Doubt> {
    if let Some((last, before)) = clauses.split_last()
        && let Some(slope) = slope(&last.tokens)
    {
        return Ok(before_slope(before, &slope, max));
    }
    let mut found = Vec::new();
    for clause in clauses {
        match list(&clause.text, &clause.tokens, max) {
            Some(more) => found.extend(more),
            None => return Ok(None),
        }
    }
    let Some((percent, subject, parts)) = common(&found) else { return Ok(None) };
    let fits = |worth: &Worth| match worth {
        Worth::Points(points) => *points >= Decimal::ZERO && *points <= max,
        Worth::Proportion(..) => percent,
        Worth::OfFigure(_) => !percent,
    };
    if !found.iter().all(|tier| fits(&tier.worth)) {
        return Ok(None);
    }
    let best = found.iter().map(|tier| reach(&tier.worth, max)).max().unwrap_or_default();
    if best != max {
        return Err(Doubt::Best(best));
    }
    let of_figure = found.iter().any(|tier| matches!(tier.worth, Worth::OfFigure(_)));
    match arrange(found, percent) {
        Ok(words) => Ok(Some(Tiers { words, percent, of_figure, subject, parts })),
        Err(doubt) if percent => Err(doubt),
        Err(_) => Ok(None),
    }
}

/// Steps in proportion as the program explains them: "từ 16000: 10 điểm, cứ thêm 1000 cộng 0,5 theo tỷ lệ, tối đa 25".
/// An annex that does not say "theo tỷ lệ" may mean whole steps, so nothing else is read as this.
struct Slope {
    from: Decimal,
    base: Decimal,
    percent: bool,
    word: Word,
}

fn slope(tokens: &[Token]) -> Option<Slope> {
    let numbers: Vec<(Decimal, bool)> = tokens.iter().filter_map(Token::number).collect();
    let [(from, percent), (base, false), (per, also), (add, false), (cap, false)] = numbers[..] else { return None };
    let skeleton: Vec<&str> = tokens.iter().filter_map(Token::word).collect();
    let signs = tokens.iter().filter(|token| token.word().is_none() && token.number().is_none()).count();
    let word = match skeleton.join(" ").as_str() {
        "từ điểm cứ thêm cộng theo tỷ lệ tối đa" => Word::AboveAdds(per, add, cap),
        "từ điểm cứ giảm cộng theo tỷ lệ tối đa" => Word::BelowAdds(per, add, cap),
        _ => return None,
    };
    (also == percent && signs == 3).then_some(Slope { from, base, percent, word })
}

/// The tiers before a slope, in the order in which the program tries them; the last one is where the slope starts.
fn before_slope(clauses: &[Clause], slope: &Slope, max: Decimal) -> Option<Tiers> {
    let mut words = Vec::new();
    for clause in clauses {
        let tier = tier(&clause.text, &clause.tokens, max)?;
        if tier.condition.rest || tier.condition.percent != slope.percent || !tier.condition.subject.is_empty() {
            return None;
        }
        let below = tier.condition.low.is_none();
        if !below && tier.condition.high.is_some() {
            return None;
        }
        words.push(word(&tier, below).ok()?);
    }
    let starts = match words.last()? {
        Word::Below(at, points) | Word::UpTo(at, points) | Word::From(at, points) | Word::Above(at, points) => {
            (*at, *points) == (slope.from, slope.base)
        }
        _ => false,
    };
    words.push(slope.word.clone());
    starts.then(|| Tiers { words, percent: slope.percent, of_figure: false, subject: String::new(), parts: None })
}

fn reach(worth: &Worth, max: Decimal) -> Decimal {
    match worth {
        Worth::Points(points) => *points,
        Worth::Proportion(..) | Worth::OfFigure(_) => max,
    }
}

/// One clause, or several with commas between them.
fn list(text: &str, tokens: &[Token], max: Decimal) -> Option<Vec<Tier>> {
    if let Some(one) = tier(text, tokens, max) {
        return Some(vec![one]);
    }
    let commas = (1..tokens.len()).filter(|at| tokens[*at].is(','));
    for at in commas {
        if let Some(one) = tier(text, &tokens[..at], max)
            && let Some(mut rest) = list(text, &tokens[at + 1..], max)
        {
            rest.insert(0, one);
            return Some(rest);
        }
    }
    None
}

fn tier(text: &str, tokens: &[Token], max: Decimal) -> Option<Tier> {
    for at in 1..tokens.len() {
        let (left, right) = tokens.split_at(at);
        let joined = !right[0].is(':') && !right[0].is('=') && !right[0].is('→');
        if joined && right[0].number().is_some() && !ends_with_points(right) {
            continue;
        }
        if let Some(condition) = condition(text, left)
            && let Some(worth) = worth(text, right, max)
        {
            return Some(Tier { condition, worth });
        }
        // "1 điểm nếu tỷ lệ đạt từ 95 % trở lên"
        if let Some(length) = opening(right, &["nếu", "khi", "đối với"])
            && let Some(points) = points(left, max, false)
            && let Some(condition) = condition(text, &right[length..])
        {
            return Some(Tier { condition, worth: Worth::Points(points) });
        }
    }
    let worth = proportion(text, tokens, max)?;
    let everything =
        Condition { low: None, high: None, rest: true, percent: true, subject: String::new(), parts: None };
    Some(Tier { condition: everything, worth })
}

/// What all tiers share: percentages or not, one subject, one ratio.
fn common(tiers: &[Tier]) -> Option<(bool, String, Parts)> {
    let bounded: Vec<&Condition> = tiers.iter().map(|tier| &tier.condition).filter(|tier| !tier.rest).collect();
    let proportional = tiers.iter().any(|tier| matches!(tier.worth, Worth::Proportion(..)));
    let of_figure = tiers.iter().any(|tier| matches!(tier.worth, Worth::OfFigure(_)));
    if bounded.is_empty() && !proportional && !of_figure {
        return None;
    }
    let percent = proportional || bounded.iter().any(|condition| condition.percent);
    if bounded.iter().any(|condition| condition.percent != percent) {
        return None;
    }
    let mut subject = String::new();
    for condition in &bounded {
        let (old, new) = (scoring::fold(&subject), scoring::fold(&condition.subject));
        if new.contains(&old) {
            subject.clone_from(&condition.subject);
        } else if !old.contains(&new) {
            return None;
        }
    }
    let mut parts: Parts = None;
    let worths = tiers.iter().filter_map(|tier| match &tier.worth {
        Worth::Proportion(_, parts) => parts.as_ref(),
        Worth::Points(_) | Worth::OfFigure(_) => None,
    });
    for named in bounded.iter().filter_map(|condition| condition.parts.as_ref()).chain(worths) {
        if parts.as_ref().is_some_and(|parts| parts != named) {
            return None;
        }
        parts = Some(named.clone());
    }
    Some((percent, subject, parts))
}

/// Makes the tiers disjoint in the order of the text, checks that they cover everything, and writes them as words.
fn arrange(mut tiers: Vec<Tier>, percent: bool) -> Result<Vec<Word>, Doubt> {
    let rest = match tiers.iter().filter(|tier| tier.condition.rest).count() {
        0 => None,
        1 => tiers.iter().position(|tier| tier.condition.rest).map(|at| tiers.remove(at).worth),
        _ => return Err(Doubt::Unclear),
    };
    let first_is_lowest = tiers.first().is_some_and(|tier| match tier.condition.low {
        None => true,
        Some(low) => percent && low == (Decimal::ZERO, true),
    });
    narrow(&mut tiers, percent);
    // lowest first; an open lower end sorts before everything
    tiers.sort_by_key(|tier| tier.condition.low.map(|(value, closed)| (value, !closed)));
    cover(&tiers, rest.is_none())?;
    let (bare, rest) = match rest {
        Some(worth) => (tiers, Some(worth)),
        None => without_last(tiers, first_is_lowest),
    };
    let mut words = Vec::new();
    let mut low_side = connected(&bare, |tier| tier.condition.low, |tier| tier.condition.high);
    let backwards: Vec<Tier> = bare.iter().rev().cloned().collect();
    let high_side = connected(&backwards, |tier| tier.condition.high, |tier| tier.condition.low);
    low_side.truncate(bare.len().saturating_sub(high_side.len()).max(usize::from(first_is_lowest) * low_side.len()));
    if low_side.len() + high_side.len() != bare.len() {
        return Err(Doubt::Unclear);
    }
    let sides =
        if first_is_lowest { [(low_side, true), (high_side, false)] } else { [(high_side, false), (low_side, true)] };
    for (side, below) in sides {
        for tier in side {
            words.push(word(&tier, below)?);
        }
    }
    match rest {
        Some(Worth::Points(points)) => words.push(Word::Otherwise(points)),
        Some(Worth::Proportion(whole, _) | Worth::OfFigure(whole)) => words.push(Word::InProportion(whole)),
        None => return Err(Doubt::Unclear),
    }
    Ok(words)
}

/// Half-lines written one after another, the narrower first ("từ 95 %", "từ 80 %"), exclude each other; 0 and 100 %
/// are the ends of a percentage.
fn narrow(tiers: &mut [Tier], percent: bool) {
    for at in 0..tiers.len() {
        if percent {
            let condition = &mut tiers[at].condition;
            condition.low = condition.low.filter(|low| *low != (Decimal::ZERO, true));
            condition.high = condition.high.filter(|high| *high != (Decimal::ONE_HUNDRED, true));
        }
        let (done, open) = tiers.split_at_mut(at);
        let condition = &mut open[0].condition;
        let opposite = |end: (Decimal, bool)| (end.0, !end.1);
        if condition.high.is_none() && condition.low.is_some() {
            let lows = done.iter().filter(|tier| tier.condition.high.is_none()).filter_map(|tier| tier.condition.low);
            let above = done.iter().filter_map(|tier| tier.condition.low).min();
            if lows.clone().count() > 0 && above > condition.low {
                condition.high = above.map(opposite);
            }
        } else if condition.low.is_none() && condition.high.is_some() {
            let highs = done.iter().filter(|tier| tier.condition.low.is_none()).filter_map(|tier| tier.condition.high);
            let under = done.iter().filter_map(|tier| tier.condition.high).max();
            if highs.clone().count() > 0 && under < condition.high {
                condition.low = under.map(opposite);
            }
        }
    }
}

/// Whether sorted tiers follow one another without overlap, and if `whole` without a gap from end to end.
fn cover(tiers: &[Tier], whole: bool) -> Result<(), Doubt> {
    for pair in tiers.windows(2) {
        let (Some(high), Some(low)) = (pair[0].condition.high, pair[1].condition.low) else {
            return Err(Doubt::Unclear);
        };
        if high.0 > low.0 || high.0 == low.0 && high.1 && low.1 {
            return Err(Doubt::Overlap(low.0));
        }
        if whole && (high.0 < low.0 || !high.1 && !low.1) {
            return Err(Doubt::Gap(high.0));
        }
    }
    let low = tiers.first().and_then(|tier| tier.condition.low);
    let high = tiers.last().and_then(|tier| tier.condition.high);
    match low.or(high) {
        Some((value, _)) if whole => Err(Doubt::Gap(value)),
        _ => Ok(()),
    }
}

/// Takes away the tier that becomes `otherwise`: the one in proportion, else the one written last.
fn without_last(mut tiers: Vec<Tier>, first_is_lowest: bool) -> (Vec<Tier>, Option<Worth>) {
    let proportional = tiers.iter().position(|tier| !matches!(tier.worth, Worth::Points(_)));
    let end = if first_is_lowest { tiers.len().saturating_sub(1) } else { 0 };
    let at = proportional.unwrap_or(end);
    let worth = (at < tiers.len()).then(|| tiers.remove(at).worth);
    (tiers, worth)
}

/// The tiers that follow one another from one end without a gap, outermost first.
fn connected(tiers: &[Tier], outer: fn(&Tier) -> End, inner: fn(&Tier) -> End) -> Vec<Tier> {
    let mut side: Vec<Tier> = Vec::new();
    for tier in tiers {
        let joins = match (side.last().map(inner), outer(tier)) {
            (None, None) => true,
            (Some(Some((end, closed))), Some((start, start_closed))) => end == start && closed != start_closed,
            _ => false,
        };
        if !joins {
            break;
        }
        side.push(tier.clone());
    }
    side
}

fn word(tier: &Tier, below: bool) -> Result<Word, Doubt> {
    let Worth::Points(points) = tier.worth else { return Err(Doubt::Unclear) };
    let end = if below { tier.condition.high } else { tier.condition.low };
    match (end, below) {
        (Some((value, true)), true) => Ok(Word::UpTo(value, points)),
        (Some((value, false)), true) => Ok(Word::Below(value, points)),
        (Some((value, true)), false) => Ok(Word::From(value, points)),
        (Some((value, false)), false) => Ok(Word::Above(value, points)),
        (None, _) => Err(Doubt::Unclear),
    }
}
