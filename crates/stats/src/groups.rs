//! The published scores by group of units.

use crate::summary::{Samples, Summary};
use crate::{Error, wording};
use scoring::{Assessment, Cell, Column, Kind, Lang, Row, RowKind, Rubric, Table, Unit, UnitResult};
use std::collections::BTreeMap;

/// Published scores and points by domain of every group of units.
///
/// One row a group, in the order in which the units name them, then the units without a group, then all units; only
/// the last row when no unit has a group. Columns: `group`; `n` counts the units with a published score and `missing`
/// the others; `mean`, `median`, `min`, `max` of the published scores, exact; `sd` their sample deviation (n − 1),
/// blank when n < 2; and for each domain `mean_CODE`, the exact mean of its points over the units that have them.
///
/// # Errors
/// [`Error`] when the numbers leave 28 digits or the frame can't be built; an empty assessment is no error.
pub fn groups(rubric: &Rubric, units: &[Unit], assessment: &Assessment, lang: Lang) -> Result<Table, Error> {
    let Grouping { names, of_unit } = Grouping::of(units, assessment, lang);
    let domains: Vec<usize> = rubric.domains().map(|(id, _)| id.0).collect();
    let width = 1 + domains.len();
    let mut samples = Samples::new(names.len() * width, assessment.results.len() * width * 2);
    for (result, group) in assessment.results.iter().zip(of_unit) {
        let all = names.len() - 1;
        for group in group.into_iter().chain([all]) {
            push(&mut samples, group * width, result, &domains)?;
        }
    }
    let summaries = samples.summarise()?;
    let mut table = wording::groups(lang);
    table.columns = columns(rubric, lang);
    for (at, (name, group)) in names.iter().zip(summaries.chunks(width)).enumerate() {
        let kind = if at + 1 == names.len() { RowKind::Total } else { RowKind::Body };
        table.rows.push(Row::of(kind, cells(name, group)));
    }
    Ok(table)
}

/// The rows of the table and which of them each result belongs to, besides the last, which is for all.
struct Grouping {
    names: Vec<String>,
    of_unit: Vec<Option<usize>>,
}

impl Grouping {
    fn of(units: &[Unit], assessment: &Assessment, lang: Lang) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for group in units.iter().filter_map(|unit| unit.group.as_deref()) {
            places.entry(group).or_insert_with(|| {
                names.push(group.to_owned());
                names.len() - 1
            });
        }
        let group = |result: &UnitResult| units.get(result.unit.0).and_then(|unit| unit.group.as_deref());
        let mut of_unit: Vec<Option<usize>> =
            assessment.results.iter().map(|result| places.get(group(result)?).copied()).collect();
        if !names.is_empty() && of_unit.contains(&None) {
            of_unit.iter_mut().for_each(|place| *place = place.or(Some(names.len())));
            names.push(wording::no_group(lang).to_owned());
        }
        names.push(wording::all_units(lang).to_owned());
        Self { names, of_unit }
    }
}

fn push(samples: &mut Samples, first: usize, result: &UnitResult, domains: &[usize]) -> Result<(), Error> {
    samples.push(first, result.score, None)?;
    for (at, domain) in domains.iter().enumerate() {
        let points = result.nodes.get(*domain).and_then(|node| node.points);
        samples.push(first + 1 + at, points.map(|points| points.value()), None)?;
    }
    Ok(())
}

fn columns(rubric: &Rubric, lang: Lang) -> Vec<Column> {
    let column = |(name, kind): (&str, Kind)| Column::new(name, wording::group_column(name, lang), kind).wide(11);
    let score = Kind::Decimal(rubric.rounding.publication);
    let scores = [
        ("n", Kind::Integer),
        ("missing", Kind::Integer),
        ("mean", score),
        ("median", score),
        ("sd", Kind::Float(2)),
        ("min", score),
        ("max", score),
    ];
    let group = Column::new("group", wording::group_column("group", lang), Kind::Text).wide(24);
    let domains = rubric.domains().map(|(_, node)| {
        let title = format!("{}. {}", node.code, node.title);
        Column::new(format!("mean_{}", node.code), title, Kind::Decimal(rubric.digits()))
            .under(wording::by_domain(lang))
            .wide(16)
    });
    std::iter::once(group).chain(scores.map(column)).chain(domains).collect()
}

fn cells(name: &str, group: &[Summary]) -> Vec<Cell> {
    let Some((score, domains)) = group.split_first() else { return Vec::new() };
    let mut cells = vec![
        Cell::text(name),
        Cell::Integer(score.n),
        Cell::Integer(score.missing),
        Cell::decimal(score.mean()),
        Cell::decimal(score.quartile(2)),
        score.sd.map_or(Cell::Blank, Cell::Float),
        Cell::decimal(score.quartile(0)),
        Cell::decimal(score.quartile(4)),
    ];
    cells.extend(domains.iter().map(|domain| Cell::decimal(domain.mean())));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn every_group_and_all_units() {
        let (rubric, units, assessment) = sample::campaign();
        let table = groups(&rubric, &units, &assessment, Lang::En).unwrap();
        let expected = [
            "Vùng cao,2,0,75,75,21.21320344,60,90,2.5,5",
            "Vùng thấp,1,1,50,50,,50,50,3,3",
            "(no group),1,0,30,30,,30,30,1,2",
            "All units,4,1,57.5,55,25,30,90,2.4,3.75",
        ];
        assert_eq!(sample::lines(&table), expected);
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names.join(","), "group,n,missing,mean,median,sd,min,max,mean_1,mean_2");
    }

    #[test]
    fn units_without_groups_are_one_row() {
        let (rubric, mut units, assessment) = sample::campaign();
        units.iter_mut().for_each(|unit| unit.group = None);
        let table = groups(&rubric, &units, &assessment, Lang::Vi).unwrap();
        assert_eq!(sample::lines(&table), ["Tất cả đơn vị,4,1,57.5,55,25,30,90,2.4,3.75"]);
        let empty = groups(&Rubric::new("empty", ""), &[], &Assessment::default(), Lang::Vi).unwrap();
        assert_eq!(sample::lines(&empty), ["Tất cả đơn vị,0,0,,,,,"]);
    }
}
