//! Bytes of score sheets become a [`Grid`](scoring::Grid), and grids become [`Facts`](scoring::Facts), with a finding for every doubtful cell.
//!
//! The crate gets bytes and gives values: it opens no file, reads no clock and knows no script. Bad data is never an
//! error of a function; it is a [`Problem`](scoring::Problem) beside what could be read. Start from [`read`], give its
//! [`Workbook`] to [`interpret`] with the [`Plan`] of its files (both run file by file, on any thread), and hand all
//! [`Reading`]s to [`gather`]. Tables that are not score sheets go through [`table`] and, for figures, [`data`].
//!
//! ```
//! use scoring::{Node, Round, RoundKind, Rubric, Unit, UnitIndex};
//! use sheets::{Asked, Limits, Plan, gather, interpret, read};
//!
//! let mut rubric = Rubric::new("demo", "Demo");
//! rubric.rounds.push(Round::new("self", "Tự đánh giá", RoundKind::SelfAssessment));
//! rubric.push(Node::domain("1", "Chỉ đạo", Some("2".parse().unwrap()))).unwrap();
//! rubric.settle().unwrap();
//! let units = [Unit { code: "01".into(), name: "Tường Phù".into(), ..Unit::default() }];
//! let (index, columns) = (UnitIndex::new(&units), Default::default());
//! let round = rubric.find_round("self").unwrap();
//!
//! let plan = Plan::new(&rubric, &units, &index, round, None, &columns);
//! let bytes = "STT;Tiêu chí;Điểm tối đa;Điểm tự chấm\n1;Chỉ đạo;2;1,5\n".as_bytes();
//! let reading = interpret("self/Tường Phù.csv", &read(bytes, &Limits::default()), &plan);
//! let gathered = gather(&rubric, &units, &[Asked { round, office: None }], vec![reading], vec![]);
//! assert!(gathered.problems.is_empty());
//! ```

mod archive;
mod body;
mod cell;
mod charset;
mod codec;
mod counts;
mod data;
mod formats;
mod gather;
mod heading;
mod interpret;
mod layout;
mod limits;
mod named;
mod number;
mod plan;
mod read;
mod rows;
mod shares;
mod show;
mod table;
mod totals;
mod trouble;
mod whose;
mod wording;

pub use archive::{Entry, unpack};
pub use charset::Charset;
pub use codec::{READER, decode, encode};
pub use counts::{Counts, FileCounts};
pub use data::{DataReading, Year, data};
pub use gather::{Asked, Gathered, Received, gather};
pub use heading::Heading;
pub use interpret::{Pending, Reading, SheetReading, interpret, unread};
pub use limits::Limits;
pub use named::{Named, Unnamed};
pub use number::number;
pub use plan::{MEANINGS, Plan};
pub use read::{Format, Workbook, read};
pub use table::{RawTable, table, table_of};
pub use trouble::{Damage, Foreign, Measure, Trouble};
