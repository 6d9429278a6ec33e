//! What a table of results is made from.

use crate::wording;
use scoring::{Assessment, Cell, Column, Facts, Kind, Lang, NodeResult, Points, Rubric, Table, Unit, UnitResult};

/// Everything a table of results is made from.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The rubric.
    pub rubric: &'a Rubric,
    /// The units, in the order of the assessment.
    pub units: &'a [Unit],
    /// The facts, for the cells that values came from.
    pub facts: &'a Facts,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// The language of headings and notes.
    pub lang: Lang,
    /// The year compared with.
    pub previous_year: Option<i32>,
    /// Whose results they are, as the end of a title: `UBND các xã, thị trấn`; may be empty.
    pub whose: &'a str,
    /// A line below the titles: `Kèm theo Quyết định số … của UBND huyện`; may be empty.
    pub basis: &'a str,
}

impl<'a> Context<'a> {
    /// The unit of a result.
    pub(crate) fn unit(&self, result: &UnitResult) -> &'a Unit {
        &self.units[result.unit.0]
    }

    /// An empty numbered table with its titles.
    pub(crate) fn numbered(&self, number: usize, name: String, title: String, measured_in: String) -> Table {
        let mut titles = vec![wording::number_line(number, self.lang), title];
        if !self.basis.is_empty() {
            titles.push(format!("({})", self.basis));
        }
        titles.push(measured_in);
        Table { name, label: wording::tab(number, self.lang), titles, ..Table::default() }
    }

    /// An empty table for machines.
    pub(crate) fn data(&self, name: &str) -> Table {
        data(name, self.lang)
    }

    /// A column with the usual heading of its name.
    pub(crate) fn column(&self, name: &str, kind: Kind) -> Column {
        column(name, kind, self.lang)
    }

    /// Running number and unit, with which every numbered table begins.
    pub(crate) fn leading(&self) -> Vec<Column> {
        vec![self.column("no", Kind::Integer), self.column("unit", Kind::Text)]
    }

    /// The cells of [`Context::leading`], `at` from 0.
    pub(crate) fn lead(&self, at: usize, result: &UnitResult) -> Vec<Cell> {
        vec![Cell::integer(Some(at + 1)), Cell::text(&self.unit(result).name)]
    }

    /// Digits at which people are shown points.
    pub(crate) fn digits(&self) -> u32 {
        self.rubric.digits()
    }

    /// A column of points.
    pub(crate) fn points(&self, name: impl Into<String>, title: impl Into<String>) -> Column {
        Column::new(name, title, Kind::Decimal(self.digits()))
    }

    /// The published index.
    pub(crate) fn index(&self) -> Column {
        let title = wording::index(self.rubric.scale, self.lang);
        Column::new("score", title, Kind::Decimal(self.rubric.rounding.publication))
    }

    /// The name of a result's band.
    pub(crate) fn band(&self, result: &UnitResult) -> Cell {
        result.band.and_then(|at| self.rubric.bands.get(at)).map_or(Cell::Blank, |band| Cell::text(&band.name))
    }

    /// A result's band as its place in the list.
    pub(crate) fn place(&self, result: &UnitResult) -> Option<(usize, usize)> {
        result.band.map(|at| (at, self.rubric.bands.len()))
    }

    /// The total of a round or of the final points; `None` when any part is missing.
    pub(crate) fn total(&self, nodes: &[NodeResult]) -> Option<Points> {
        self.rubric.domains().next()?;
        if nodes.len() < self.rubric.nodes.len() {
            return None;
        }
        scoring::total_of(self.rubric, nodes).points
    }
}

/// A column with the usual heading of its name.
pub(crate) fn column(name: &str, kind: Kind, lang: Lang) -> Column {
    Column::new(name, wording::heading(name, lang), kind)
}

/// An empty table for machines, with a title in case a person opens it.
pub(crate) fn data(name: &str, lang: Lang) -> Table {
    let (title, label) = wording::data_title(name, lang);
    Table { name: name.to_owned(), label: label.to_owned(), titles: vec![title.to_owned()], ..Table::default() }
}
