//! Statistics of every node: what shows which criteria are easy, hard, or tell no units apart.

use crate::summary::{Samples, Summary};
use crate::{Error, wording};
use rust_decimal::Decimal;
use scoring::{Assessment, Cell, Column, Kind, Lang, Node, Row, RowKind, Rubric, Table, UnitResult};

/// Statistics of the final points of every node, the total first and then the nodes as the rubric declares them.
///
/// Columns, in this order: `code`, `parent`, `depth`, `level`, `title`, `max` as the rubric declares them (the total
/// has no code and depth 0); `n` counts the units with points and `missing` the others; `mean`, `median`, `min`,
/// `max_points`, `q1`, `q3` in points, exact, quartiles with linear interpolation (type 7); `sd` the sample deviation
/// (n − 1) in points, blank when n < 2; `mean_percent` is `mean` ÷ `max`, 0–100; `share_full` and `share_zero` are
/// the shares, 0–1 of n, of units that reach the maximum that counts for them, and of units with exactly 0.
/// The total is the sum of the points before it is rescaled, of the units without a missing leaf.
///
/// # Errors
/// [`Error`] when the numbers leave 28 digits or the frame can't be built; an empty assessment is no error.
pub fn criteria(rubric: &Rubric, assessment: &Assessment, lang: Lang) -> Result<Table, Error> {
    let mut samples = Samples::new(rubric.nodes.len() + 1, assessment.results.len() * (rubric.nodes.len() + 1));
    for result in &assessment.results {
        samples.push(0, total(rubric, result), Some(result.max.value()))?;
        for (id, _) in rubric.all() {
            let node = result.nodes.get(id.0);
            let points = node.filter(|node| !node.is_out()).and_then(|node| node.points).map(|points| points.value());
            samples.push(id.0 + 1, points, node.map(|node| node.max.value()))?;
        }
    }
    let summaries = samples.summarise()?;
    let heads = std::iter::once(total_head(rubric, lang)).chain(rubric.nodes.iter().map(|node| head(rubric, node)));
    let maxima = std::iter::once(rubric.max()).chain(rubric.nodes.iter().map(|node| node.max));
    let mut table = wording::criteria(lang);
    table.columns = columns(rubric.digits(), lang);
    for ((at, head), (max, summary)) in heads.enumerate().zip(maxima.zip(&summaries)) {
        let mut cells = head;
        cells.extend(figures(max.value(), summary));
        table.rows.push(Row::of(if at == 0 { RowKind::Total } else { RowKind::Body }, cells));
    }
    Ok(table)
}

/// The raw total, when every domain is known and there is one.
fn total(rubric: &Rubric, result: &UnitResult) -> Option<Decimal> {
    let mut domains = rubric.domains().peekable();
    domains.peek()?;
    domains.all(|(id, _)| result.nodes.get(id.0).is_some_and(|node| node.points.is_some())).then(|| result.raw.value())
}

fn columns(digits: u32, lang: Lang) -> Vec<Column> {
    let column =
        |(name, kind, width): (&str, Kind, u16)| Column::new(name, wording::column(name, lang), kind).wide(width);
    let points = Kind::Decimal(digits);
    [
        ("code", Kind::Text, 8),
        ("parent", Kind::Text, 8),
        ("depth", Kind::Integer, 6),
        ("level", Kind::Text, 13),
        ("title", Kind::Text, 50),
        ("max", points, 9),
        ("n", Kind::Integer, 9),
        ("missing", Kind::Integer, 9),
        ("mean", points, 9),
        ("median", points, 9),
        ("sd", Kind::Float(digits), 9),
        ("min", points, 9),
        ("max_points", points, 9),
        ("q1", points, 9),
        ("q3", points, 9),
        ("mean_percent", Kind::Decimal(2), 11),
        ("share_full", Kind::Decimal(3), 11),
        ("share_zero", Kind::Decimal(3), 11),
    ]
    .map(column)
    .to_vec()
}

fn total_head(rubric: &Rubric, lang: Lang) -> Vec<Cell> {
    let level = rubric.levels.first();
    let title = level.map_or_else(|| wording::total(lang).to_owned(), |level| level.title.get(lang).to_owned());
    let level = level.map_or("total", |level| &level.id);
    vec![Cell::Blank, Cell::Blank, Cell::Integer(0), Cell::text(level), Cell::text(title)]
}

fn head(rubric: &Rubric, node: &Node) -> Vec<Cell> {
    let parent = node.parent.map_or("", |parent| &rubric.node(parent).code);
    let level = rubric.levels.get(node.depth).map_or("", |level| &level.id);
    vec![
        Cell::text(&node.code),
        Cell::text(parent),
        Cell::integer(Some(node.depth)),
        Cell::text(level),
        Cell::text(&node.title),
    ]
}

fn figures(max: Decimal, summary: &Summary) -> [Cell; 13] {
    [
        Cell::Decimal(max),
        Cell::Integer(summary.n),
        Cell::Integer(summary.missing),
        Cell::decimal(summary.mean()),
        Cell::decimal(summary.quartile(2)),
        summary.sd.map_or(Cell::Blank, Cell::Float),
        Cell::decimal(summary.quartile(0)),
        Cell::decimal(summary.quartile(4)),
        Cell::decimal(summary.quartile(1)),
        Cell::decimal(summary.quartile(3)),
        Cell::decimal(summary.mean_percent(max)),
        Cell::decimal(summary.share(summary.full)),
        Cell::decimal(summary.share(summary.zero)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn figures_are_those_worked_out_by_hand() {
        let (rubric, _, assessment) = sample::campaign();
        let table = criteria(&rubric, &assessment, Lang::En).unwrap();
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let expected = "code,parent,depth,level,title,max,n,missing,mean,median,sd,min,max_points,q1,q3,mean_percent,\
                        share_full,share_zero";
        assert_eq!(names.join(","), expected);
        let lines = sample::lines(&table);
        assert_eq!(lines[0], ",,0,total,Total,10,4,1,5.75,5.5,2.5,3,9,4.5,6.75,57.5,0,0");
        assert_eq!(lines[1], "1,,1,domain,Directing,4,5,0,2.4,2,1.140175425,1,4,2,3,60,0.2,0");
        assert_eq!(lines[2], "1.1,1,2,criterion,Plan,3,5,0,1.8,2,0.8366600265,1,3,1,2,60,0.2,0");
        assert_eq!(lines[3], "1.2,1,2,criterion,Report,1,5,0,0.6,1,0.5477225575,0,1,0,1,60,0.6,0.4");
        assert_eq!(lines[4], "2,,1,domain,Institutions,6,4,1,3.75,3.5,1.707825128,2,6,2.75,4.5,62.5,0.25,0");
        assert_eq!(lines.len(), 5);
        assert_eq!(table.rows[0].kind, RowKind::Total);
    }

    #[test]
    fn means_are_exact_at_28_digits() {
        let (rubric, _, mut assessment) = sample::campaign();
        assessment.results.truncate(3);
        let table = criteria(&rubric, &assessment, Lang::Vi).unwrap();
        assert_eq!(table.rows[3].cells[8], Cell::Decimal(Decimal::TWO / Decimal::from(3)));
    }

    #[test]
    fn nothing_to_count_is_no_failure() {
        let rubric = Rubric::new("empty", "");
        let table = criteria(&rubric, &Assessment::default(), Lang::Vi).unwrap();
        assert_eq!(sample::lines(&table), [",,0,total,Tổng điểm,0,0,0,,,,,,,,,,"]);
        let (rubric, _, _) = sample::campaign();
        let table = criteria(&rubric, &Assessment::default(), Lang::Vi).unwrap();
        assert_eq!(sample::lines(&table)[1], "1,,1,domain,Directing,4,0,0,,,,,,,,,,");
    }

    #[test]
    fn ten_thousand_units_are_no_trouble() {
        let (rubric, _, assessment) = sample::large(10_000);
        let table = criteria(&rubric, &assessment, Lang::Vi).unwrap();
        assert_eq!(table.rows.len(), 83);
        assert!(table.rows.iter().all(|row| row.cells[6] == Cell::Integer(10_000)));
    }
}
