//! A table: what every statistic and every Biểu is, and all that a writer knows.

use rust_decimal::Decimal;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Whole numbers.
    Integer,
    /// Exact numbers; the digits that a person is shown. Files for machines get them all, at most 6.
    Decimal(u32),
    /// Statistics in binary floating point; the digits that a person is shown. Files for machines get 10 significant ones.
    Float(u32),
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name in files for machines: `score_change`.
    pub name: String,
    /// Heading for people, in the language of the table.
    pub title: String,
    /// Headings above it, outermost first; neighbours with equal headings share one merged cell.
    pub groups: Vec<String>,
    /// What it holds.
    pub kind: Kind,
    /// Width that fits, in characters; `None` leaves it to the writer.
    pub width: Option<u16>,
}

impl Column {
    /// A column without a group, its width left to the writer.
    pub fn new(name: impl Into<String>, title: impl Into<String>, kind: Kind) -> Self {
        Self { name: name.into(), title: title.into(), groups: Vec::new(), kind, width: None }
    }

    /// Puts it under a heading, outermost first when called more than once.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Self {
        self.groups.push(group.into());
        self
    }

    /// Asks for a width in characters.
    #[must_use]
    pub fn wide(mut self, characters: u16) -> Self {
        self.width = Some(characters);
        self
    }
}

/// A rectangle of a table's body, rows and columns from 0, corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Row and column of the top left cell.
    pub first: (usize, usize),
    /// Row and column of the bottom right cell.
    pub last: (usize, usize),
}

impl Area {
    /// One cell.
    pub fn cell(row: usize, col: usize) -> Self {
        Self { first: (row, col), last: (row, col) }
    }

    /// A part of one column.
    pub fn column(col: usize, first: usize, last: usize) -> Self {
        Self { first: (first, col), last: (last, col) }
    }
}

/// A piece of a live formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormulaPart {
    /// Text of the formula in its stored (English, comma) form.
    Text(String),
    /// A reference to cells of the same table.
    Area(Area),
}

/// A live formula, without the leading `=`; the cell's own value is what it must come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Formula(pub Vec<FormulaPart>);

impl Formula {
    /// `NAME(area,area,…)`.
    pub fn call(name: &str, areas: impl IntoIterator<Item = Area>) -> Self {
        Self::default().text(format!("{name}(")).list(areas).text(")")
    }

    /// Adds text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.0.push(FormulaPart::Text(text.into()));
        self
    }

    /// Adds a reference.
    #[must_use]
    pub fn area(mut self, area: Area) -> Self {
        self.0.push(FormulaPart::Area(area));
        self
    }

    /// Adds another formula.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Adds references with commas between them.
    #[must_use]
    pub fn list(mut self, areas: impl IntoIterator<Item = Area>) -> Self {
        for (at, area) in areas.into_iter().enumerate() {
            if at > 0 {
                self = self.text(",");
            }
            self = self.area(area);
        }
        self
    }
}

/// A value of a table. What is not known is blank.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Words.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An exact number.
    Decimal(Decimal),
    /// A statistic in binary floating point.
    Float(f64),
    /// An exact number that a spreadsheet can work out itself.
    Live(Decimal, Formula),
}

impl Cell {
    /// Text; blank when empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// A decimal, blank when `None`.
    pub fn decimal(value: Option<Decimal>) -> Self {
        value.map_or(Self::Blank, Self::Decimal)
    }

    /// A whole number, blank when `None` or too large for 64 bits.
    pub fn integer<T: TryInto<i64>>(value: Option<T>) -> Self {
        value.and_then(|value| value.try_into().ok()).map_or(Self::Blank, Self::Integer)
    }
}

/// What a row is for, so that writers can set it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    /// An ordinary row.
    #[default]
    Body,
    /// The maxima.
    Maximum,
    /// The means.
    Mean,
    /// A total.
    Total,
    /// A heading inside the table.
    Heading,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// What it is for.
    pub kind: RowKind,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Place of the unit's band in the rubric's list, highest first, for a discreet colour; with how many bands there are.
    pub band: Option<(usize, usize)>,
}

impl Row {
    /// An ordinary row.
    pub fn body(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// A row of a kind.
    pub fn of(kind: RowKind, cells: Vec<Cell>) -> Self {
        Self { kind, cells, band: None }
    }
}

/// A table. Writers turn it into CSV, Markdown, JSON, xlsx or Parquet; none of them knows what it is about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Name in files for machines, and of the file: `units`.
    pub name: String,
    /// Short label for a sheet's tab: `Biểu 1`.
    pub label: String,
    /// Title lines as printed, the first in capitals by the office's habit.
    pub titles: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Notes under the table.
    pub notes: Vec<String>,
}
