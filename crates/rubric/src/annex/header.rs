//! The header of an annex: its columns, found by their words in the first rows.

use scoring::{CellRef, Grid, Value, fold};

/// Rows searched.
const ROWS: u32 = 40;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Code,
    Title,
    Max,
    Guide,
    Evidence,
    Office,
    Level,
    Figures,
    Choices,
    Computed,
}

/// Words by which a column is known, most telling first: the first that a heading starts with or contains decides.
const WORDS: &[(&str, Kind)] = &[
    ("loai muc", Kind::Level),
    ("so lieu ke khai", Kind::Figures),
    ("muc diem", Kind::Choices),
    ("may tinh diem", Kind::Computed),
    ("kiem chung", Kind::Evidence),
    ("minh chung", Kind::Evidence),
    ("chung minh", Kind::Evidence),
    ("co quan", Kind::Office),
    ("don vi tham dinh", Kind::Office),
    ("don vi cham", Kind::Office),
    ("don vi chu tri", Kind::Office),
    ("don vi theo doi", Kind::Office),
    ("phong ban tham dinh", Kind::Office),
    ("cach cham", Kind::Guide),
    ("cach tinh", Kind::Guide),
    ("cach danh gia", Kind::Guide),
    ("phuong phap", Kind::Guide),
    ("huong dan", Kind::Guide),
    ("thang diem", Kind::Guide),
    ("diem toi da", Kind::Max),
    ("diem chuan", Kind::Max),
    ("so diem", Kind::Max),
    ("tieu chi", Kind::Title),
    ("noi dung", Kind::Title),
    ("linh vuc", Kind::Title),
    ("tai lieu", Kind::Evidence),
    ("ho so", Kind::Evidence),
];
/// Headings that are known whole.
const WHOLE: &[(&str, Kind)] = &[
    ("stt", Kind::Code),
    ("tt", Kind::Code),
    ("so tt", Kind::Code),
    ("ma", Kind::Code),
    ("ma so", Kind::Code),
    ("muc", Kind::Code),
    ("so thu tu", Kind::Code),
    ("diem", Kind::Max),
    ("ma tieu chi", Kind::Code),
];

/// The columns of a sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    /// First and last row of the header.
    pub(super) rows: (u32, u32),
    known: Vec<(u32, Kind)>,
    /// Headings whose columns are not read.
    pub(super) unread: Vec<(CellRef, String)>,
}

impl Columns {
    /// The first column of a kind.
    pub(super) fn of(&self, kind: Kind) -> Option<u32> {
        self.known.iter().find(|(_, other)| *other == kind).map(|(col, _)| *col)
    }

    /// Every column of a kind.
    pub(super) fn all(&self, kind: Kind) -> impl Iterator<Item = u32> {
        self.known.iter().filter(move |(_, other)| *other == kind).map(|(col, _)| *col)
    }
}

/// Finds the header: a row with a title and a maximum or a guide, over as many rows as its cells are merged down.
pub(super) fn find(grid: &Grid) -> Option<Columns> {
    let last = grid.last_row()?.min(ROWS - 1);
    let candidates = (0..=last).filter_map(|row| read(grid, row));
    candidates.max_by_key(|columns| (columns.known.len(), std::cmp::Reverse(columns.rows.0)))
}

fn read(grid: &Grid, top: u32) -> Option<Columns> {
    let merged = |col: u32| {
        let at = CellRef::new(top, col);
        grid.merges.iter().find(|merge| merge.first == at).map_or(top, |merge| merge.last.row)
    };
    let bottom = grid.row(top).map(|(col, _)| merged(col)).max()?.min(top + 3);
    let mut columns = Columns { rows: (top, bottom), ..Columns::default() };
    for row in top..=bottom {
        for (col, value) in grid.row(row) {
            let Value::Text(text) = value else { continue };
            // a letterhead fills a cell with a sentence, a heading does not
            if text.chars().count() > 80 || columns.known.iter().any(|(other, _)| *other == col) {
                continue;
            }
            match kind(text) {
                Some(kind) => columns.known.push((col, kind)),
                None => columns.unread.push((CellRef::new(row, col), text.clone())),
            }
        }
    }
    columns.known.sort_unstable();
    let has = |kind| columns.of(kind).is_some();
    let whole = has(Kind::Title) && (has(Kind::Max) || has(Kind::Guide)) && columns.known.len() >= 2;
    // "Thang điểm" is the column of maxima where nothing else is
    if whole && !has(Kind::Max) {
        let guide = columns.of(Kind::Guide);
        let numbers = |col: u32| (bottom + 1..=bottom + 60).filter(|row| is_number(grid.get(*row, col))).count();
        let texts = |col: u32| {
            (bottom + 1..=bottom + 60).filter(|row| matches!(grid.get(*row, col), Some(Value::Text(_)))).count()
        };
        let col = guide.filter(|col| numbers(*col) > texts(*col))?;
        for (other, kind) in &mut columns.known {
            if *other == col {
                *kind = Kind::Max;
            }
        }
    }
    whole.then_some(columns)
}

fn is_number(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Number(_)))
}

fn kind(text: &str) -> Option<Kind> {
    let key = fold(text);
    let whole = WHOLE.iter().find(|(word, _)| *word == key);
    let known = whole.or_else(|| WORDS.iter().find(|(word, _)| key.contains(word)));
    let (_, kind) = known?;
    // "Điểm tự chấm", "Điểm thẩm định": scores, which an annex leaves blank
    let score = ["tu cham", "tu danh gia", "diem tham dinh", "diem dat"].iter().any(|word| key.contains(word));
    (!score).then_some(*kind)
}
