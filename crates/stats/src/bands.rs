//! How many units are in each band.

use crate::wording;
use rust_decimal::Decimal;
use scoring::{Assessment, Cell, Column, Kind, Lang, Row, Rubric, Table, UnitResult};

/// Units by band, the highest band first.
///
/// Columns: `band`; `from`, the lowest published score of the band, included; `n`, the units in it; `share`, 0–1 of
/// all units, exact at 28 digits, blank when there are none. Units with a score below the lowest band, and after them
/// units without a score, have a row of their own when there are any.
pub fn bands(rubric: &Rubric, assessment: &Assessment, lang: Lang) -> Table {
    let mut table = wording::bands(lang);
    table.columns = columns(rubric, lang);
    let all = assessment.results.len();
    let count = |belongs: &dyn Fn(&UnitResult) -> bool| assessment.results.iter().filter(|unit| belongs(unit)).count();
    for (at, band) in rubric.bands.iter().enumerate() {
        let n = count(&|unit| unit.band == Some(at));
        let mut row = Row::body(cells(&band.name, Some(band.from), n, all));
        row.band = Some((at, rubric.bands.len()));
        table.rows.push(row);
    }
    let below = count(&|unit| unit.score.is_some() && unit.band.is_none());
    let unranked = count(&|unit| unit.score.is_none() && unit.band.is_none());
    for (n, name) in [(below, wording::below_bands(lang)), (unranked, wording::unranked(lang))] {
        if n > 0 && !rubric.bands.is_empty() {
            table.rows.push(Row::body(cells(name, None, n, all)));
        }
    }
    table
}

fn columns(rubric: &Rubric, lang: Lang) -> Vec<Column> {
    let column = |name: &str, kind, width| Column::new(name, wording::band_column(name, lang), kind).wide(width);
    vec![
        column("band", Kind::Text, 24),
        column("from", Kind::Decimal(rubric.rounding.publication), 12),
        column("n", Kind::Integer, 12),
        column("share", Kind::Decimal(3), 12),
    ]
}

fn cells(name: &str, from: Option<Decimal>, n: usize, all: usize) -> Vec<Cell> {
    let share = Decimal::from(n).checked_div(Decimal::from(all));
    vec![Cell::text(name), Cell::decimal(from), Cell::integer(Some(n)), Cell::decimal(share)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn bands_and_the_unranked() {
        let (rubric, _, assessment) = sample::campaign();
        let table = bands(&rubric, &assessment, Lang::En);
        assert_eq!(sample::lines(&table), ["A,80,1,0.2", "B,50,2,0.4", "C,0,1,0.2", "Not ranked,,1,0.2"]);
        assert_eq!(table.rows[1].band, Some((1, 3)));
    }

    #[test]
    fn a_score_below_the_lowest_band_is_counted() {
        let (rubric, _, mut assessment) = sample::campaign();
        assessment.results[4].band = None;
        let lines = sample::lines(&bands(&rubric, &assessment, Lang::En));
        assert_eq!(lines[3..], ["Below the lowest band,,1,0.2", "Not ranked,,1,0.2"]);
    }

    #[test]
    fn no_units_have_no_share() {
        let table = bands(&sample::rubric(), &Assessment::default(), Lang::Vi);
        assert_eq!(sample::lines(&table), ["A,80,0,", "B,50,0,", "C,0,0,"]);
        assert!(bands(&Rubric::new("empty", ""), &Assessment::default(), Lang::Vi).rows.is_empty());
    }
}
