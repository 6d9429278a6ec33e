//! Score sheets as offices lay them out: the same truth in many forms.

use proptest::prelude::*;
use scoring::{CellRef, Grid, Merge, Value};
use std::collections::BTreeMap;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Code,
    Title,
    Max,
    Score,
    Evidence,
}

/// How a sheet is laid out.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) columns: Vec<Column>,
    /// Blank columns at the left.
    pub(crate) left: u32,
    /// Rows of letterhead.
    pub(crate) letterhead: u32,
    /// The unit stands in the letterhead; else only in the file's name.
    pub(crate) named: bool,
    /// A group `Điểm` over the maximum and the score, where they are neighbours.
    pub(crate) grouped: bool,
    pub(crate) numbering: bool,
    /// A row `Cộng` after each domain.
    pub(crate) sums: bool,
    /// The points of parents stand in the score column too.
    pub(crate) parents: bool,
    pub(crate) signature: bool,
    /// The header comes again before this row.
    pub(crate) again: Option<usize>,
    /// Blank rows before these rows.
    pub(crate) gaps: Vec<usize>,
    /// Which synonym of each header.
    pub(crate) words: usize,
}

const CODES: [&str; 4] = ["STT", "TT", "Mã số", "Số TT"];
const TITLES: [&str; 4] = ["Tiêu chí", "Lĩnh vực/Tiêu chí", "NỘI DUNG TIÊU CHÍ", "Tiêu chí, tiêu chí thành phần"];
const MAXIMA: [&str; 4] = ["Điểm tối đa", "Điểm chuẩn", "ĐIỂM TỐI ĐA", "Điểm\ntối đa"];
const SCORES: [&str; 4] = ["Điểm tự đánh giá", "Tự chấm điểm", "ĐIỂM TỰ CHẤM", "Điểm đơn vị tự đánh giá"];
const EVIDENCE: [&str; 4] = ["Tài liệu kiểm chứng", "Minh chứng", "Ghi chú", "Giải trình"];

pub(crate) fn layout() -> impl Strategy<Value = Layout> {
    use Column::{Code, Evidence, Max, Score, Title};
    let columns = Just(vec![Code, Title, Max, Score, Evidence]).prop_shuffle();
    let place = (columns, 0..3u32, 0..7u32, any::<bool>(), any::<bool>());
    let rows = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let breaks = (prop::option::of(3..20usize), prop::collection::vec(1..22usize, 0..3), 0..4usize);
    (place, rows, breaks).prop_map(|(place, rows, breaks)| {
        let (columns, left, letterhead, named, grouped) = place;
        let (numbering, sums, parents, signature) = rows;
        let (again, gaps, words) = breaks;
        Layout { columns, left, letterhead, named, grouped, numbering, sums, parents, signature, again, gaps, words }
    })
}

/// One line of the tree with what its cells hold; a fault changes these.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) code: Option<Value>,
    pub(crate) title: Option<Value>,
    pub(crate) max: Option<Value>,
    pub(crate) score: Option<Value>,
    /// The leaf's code, whatever its cell says; empty for parents.
    pub(crate) leaf: String,
}

/// A sheet and where the score cell of each leaf's rows stands.
pub(crate) struct Sheet {
    pub(crate) grid: Grid,
    pub(crate) cells: BTreeMap<String, Vec<CellRef>>,
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.into())
}

impl Layout {
    pub(crate) fn col(&self, wanted: Column) -> u32 {
        self.left + self.columns.iter().position(|column| *column == wanted).unwrap() as u32
    }

    /// Writes lines as a sheet of this layout.
    pub(crate) fn sheet(&self, lines: &[Line], unit: &str) -> Sheet {
        let mut grid = Grid { name: "Phiếu chấm".into(), ..Grid::default() };
        let mut cells: BTreeMap<String, Vec<CellRef>> = BTreeMap::new();
        let put = |grid: &mut Grid, row, col, value: Option<Value>| {
            value.map(|value| grid.cells.insert(CellRef::new(row, col), value))
        };
        for row in 0..self.letterhead {
            let line = match row {
                0 if self.named => format!("UBND xã {unit}"),
                1 => "PHIẾU TỰ CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH".into(),
                _ => format!("Kèm theo công văn số {row}"),
            };
            put(&mut grid, row, self.left, Some(text(&line)));
        }
        let mut row = self.letterhead + 1;
        row = self.header(&mut grid, row);
        if self.numbering {
            for at in 0..self.columns.len() as u32 {
                put(&mut grid, row, self.left + at, Some(text(&format!("({})", at + 1))));
            }
            row += 1;
        }
        for (at, line) in lines.iter().enumerate() {
            let domain =
                at > 0 && line.leaf.is_empty() && matches!(&line.code, Some(Value::Text(code)) if code.len() == 1);
            if self.sums && domain {
                put(&mut grid, row, self.col(Column::Title), Some(text("Cộng")));
                row += 1;
            }
            if self.again == Some(at) {
                row = self.header(&mut grid, row);
            }
            row += u32::from(self.gaps.contains(&at));
            put(&mut grid, row, self.col(Column::Code), line.code.clone());
            put(&mut grid, row, self.col(Column::Title), line.title.clone());
            put(&mut grid, row, self.col(Column::Max), line.max.clone());
            if line.leaf.is_empty() {
                put(&mut grid, row, self.col(Column::Score), line.score.clone().filter(|_| self.parents));
            } else {
                put(&mut grid, row, self.col(Column::Score), line.score.clone());
                put(&mut grid, row, self.col(Column::Evidence), Some(text("Quyết định số 12/QĐ-UBND")));
                cells.entry(line.leaf.clone()).or_default().push(CellRef::new(row, self.col(Column::Score)));
            }
            row += 1;
        }
        if self.signature {
            put(&mut grid, row + 1, self.left, Some(text("Người lập biểu")));
            put(&mut grid, row + 1, self.left + 3, Some(text("TM. ỦY BAN NHÂN DÂN")));
            put(&mut grid, row + 2, self.left + 3, Some(text("CHỦ TỊCH")));
        }
        Sheet { grid, cells }
    }

    /// Writes the header from a row on; gives the row below it.
    fn header(&self, grid: &mut Grid, row: u32) -> u32 {
        let (max, score) = (self.col(Column::Max), self.col(Column::Score));
        let grouped = self.grouped && score == max + 1;
        let words = |column: Column| match column {
            Column::Code => CODES[self.words],
            Column::Title => TITLES[self.words],
            Column::Max => MAXIMA[self.words],
            Column::Score => SCORES[self.words],
            Column::Evidence => EVIDENCE[self.words],
        };
        for column in &self.columns {
            let col = self.col(*column);
            match column {
                Column::Max | Column::Score if grouped => {
                    let word = if *column == Column::Max { "Tối đa" } else { "Tự đánh giá" };
                    grid.cells.insert(CellRef::new(row + 1, col), text(word));
                }
                _ => {
                    grid.cells.insert(CellRef::new(row, col), text(words(*column)));
                    if grouped {
                        grid.merges.push(Merge { first: CellRef::new(row, col), last: CellRef::new(row + 1, col) });
                    }
                }
            }
        }
        if grouped {
            grid.cells.insert(CellRef::new(row, max), text("Điểm"));
            grid.merges.push(Merge { first: CellRef::new(row, max), last: CellRef::new(row, score) });
        }
        row + 1 + u32::from(grouped)
    }
}
