//! The account of a unit's total, in both languages: adjustments, the published score, results beside it.

use crate::wording;
use campaign::Outcome;
use rust_decimal::Decimal;
use scoring::rubric::NamedResult;
use scoring::{Lang, NamedValue, Points, Rubric, UnitResult};

/// How a unit's score follows from its points, and what follows from the score.
pub(crate) fn total(outcome: &Outcome, result: &UnitResult, lang: Lang) -> String {
    let rubric = &outcome.rubric;
    let mut lines: Vec<String> = result
        .adjustments
        .iter()
        .map(|(at, points)| {
            let adjustment = &rubric.adjustments[*at];
            let why = scoring::wording::when(rubric, &adjustment.when);
            let late = result.late.filter(|_| matches!(adjustment.when, scoring::rubric::When::Late));
            let why = match (late, lang) {
                (Some(days), Lang::Vi) => format!("nộp muộn {days} ngày"),
                (Some(days), Lang::En) => format!("{days} days late"),
                (None, _) => why.get(lang).to_owned(),
            };
            format!("{}: {} ({why})", adjustment.title, signed(*points, lang))
        })
        .collect();
    lines.push(score(outcome, result, lang));
    lines.extend(rubric.results.iter().zip(&result.results).map(|(named, value)| beside(named, value, lang)));
    lines.extend(outcome.assessment.above_mean().filter(|(.., all)| *all > 1).map(|(mean, above, all)| {
        let mean = lang.number(rubric.rounding.mode.round(mean, rubric.rounding.publication));
        match lang {
            Lang::Vi => format!("Bình quân các đơn vị: {mean}; {above}/{all} đơn vị trên bình quân"),
            Lang::En => format!("Mean of the units: {mean}; {above} of {all} are above it"),
        }
    }));
    lines.join("\n")
}

fn score(outcome: &Outcome, result: &UnitResult, lang: Lang) -> String {
    let rubric = &outcome.rubric;
    let number = |value: Decimal| lang.number(value);
    let (raw, max) = (wording::points(result.raw, lang), wording::points(result.max, lang));
    let Some(score) = result.score else {
        let (low, high) = (number(result.possible.0), number(result.possible.1));
        let unknown = number(result.unknown.value());
        return match lang {
            Lang::Vi => {
                format!("Đã biết {raw}/{max}, còn {unknown} điểm chưa biết. Chỉ số từ {low} đến {high}; chưa xếp hạng.")
            }
            Lang::En => format!("{raw}/{max} known, {unknown} points unknown. Score from {low} to {high}; unranked."),
        };
    };
    let points = counted(rubric, result, &raw, lang);
    let score = number(score);
    let how = match rubric.scale {
        Some(scale) => {
            let points = if points.contains(' ') { format!("({points})") } else { points };
            format!("{points} × {} / {max} = {score}", number(scale))
        }
        None if points == score => format!("{score}/{max}"),
        None if points.contains(' ') => format!("{points} = {score}/{max}"),
        None => format!("{score}/{max} ({points})"),
    };
    let rank = result.rank.unwrap_or_default();
    let of = outcome.assessment.results.iter().filter(|other| other.rank.is_some()).count();
    let band = result
        .band
        .map_or_else(String::new, |band| format!(", {} {}", lang.pick("nhóm", "band"), rubric.bands[band].name));
    match lang {
        Lang::Vi => format!("Chỉ số: {how}; hạng {rank}/{of}{band}"),
        Lang::En => format!("Score: {how}; rank {rank} of {of}{band}"),
    }
}

/// The points that are published: with what is added or taken away, and the most that counts.
fn counted(rubric: &Rubric, result: &UnitResult, raw: &str, lang: Lang) -> String {
    let mut text = raw.to_owned();
    for (_, points) in &result.adjustments {
        let sign = if *points < Points::ZERO { "−" } else { "+" };
        text += &format!(" {sign} {}", lang.number(points.value().abs()));
    }
    let adjusted = result.raw + result.adjustments.iter().map(|(_, points)| *points).sum::<Points>();
    match rubric.total_cap.filter(|cap| *cap < adjusted) {
        Some(cap) => {
            let cap = lang.number(cap.value());
            format!("{text}, {} {cap}", lang.pick("tối đa", "at most"))
        }
        None => text,
    }
}

fn signed(points: Points, lang: Lang) -> String {
    let sign = if points < Points::ZERO { "−" } else { "+" };
    format!("{sign}{}", lang.number(points.value().abs()))
}

/// A result beside the total: its value, band and rank, or its word.
fn beside(named: &NamedResult, value: &NamedValue, lang: Lang) -> String {
    let missing = || lang.pick("chưa có", "missing").to_owned();
    let band = value.band.clone();
    let text = match value.value {
        None => band.unwrap_or_else(missing),
        Some(number) => {
            let rank = value.rank.map(|rank| format!("{} {rank}", lang.pick("hạng", "rank")));
            let more: Vec<String> = rank.into_iter().chain(band).collect();
            let shown = lang.number(number);
            if more.is_empty() { shown } else { format!("{shown} ({})", more.join(", ")) }
        }
    };
    format!("{}: {text}", named.title)
}

/// The result in a few words, for a table.
pub(crate) fn short(value: &NamedValue, digits: u32, lang: Lang) -> String {
    match (value.value, &value.band) {
        (Some(number), Some(band)) => format!("{} ({band})", lang.fixed(number, digits)),
        (Some(number), None) => lang.fixed(number, digits),
        (None, band) => band.clone().unwrap_or_default(),
    }
}
