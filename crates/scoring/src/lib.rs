//! The nouns of a scoring year and the engine that applies a rubric to facts, in exact decimals.
//!
//! Everything that moves between the crates is defined here: [`Rubric`], [`Unit`], [`Grid`], [`Facts`],
//! [`Assessment`], [`Table`], [`Problem`]. The crate is pure: it reads no file, no clock and no script, and it
//! can't tell whether a rule is made of words or of code. Start from [`score`].
//!
//! ```
//! use scoring::{Facts, Node, Round, RoundKind, Rubric, score};
//!
//! let mut rubric = Rubric::new("demo", "Demo");
//! rubric.rounds.push(Round::new("round1", "Appraisal", RoundKind::Appraisal));
//! rubric.push(Node::domain("1", "Directing", Some("1".parse().unwrap()))).unwrap();
//! let facts = Facts::new(0, &rubric);
//! assert!(score(&rubric, &[], &facts).results.is_empty());
//! ```

mod aggregate;
mod assessment;
mod compare;
mod date;
pub mod diff;
mod engine;
mod explain;
mod facts;
mod grid;
mod groups;
mod ids;
mod leaf;
mod names;
mod points;
mod problem;
mod rank;
mod rounding;
pub mod rubric;
pub mod rule;
mod table;
mod text;
mod total;
mod tree;
mod unit;
mod view;
pub mod wording;

pub use aggregate::{Aggregate, Combiner};
pub use assessment::{Assessment, NamedValue, NodeResult, Status, UnitResult};
pub use compare::{Change, Previous, compare};
pub use date::Date;
pub use engine::score;
pub use explain::{Explanation, Input, RoundLine, explain};
pub use facts::{Copied, Entry, Facts, SheetRef, Source};
pub use grid::{CellRef, Grid, Look, Merge, Value};
pub use ids::{FigureId, NodeId, RoundId, SheetId, UnitId};
pub use names::{UnitIndex, fold, nearest};
pub use points::Points;
pub use problem::{Context, Frame, Place, Problem, Severity};
pub use rank::{competition_ranks, quantiles};
pub use rounding::{Rounding, RoundingMode};
pub use rubric::{
    Band, Choice, Example, Figure, Level, Node, NotArising, Office, Role, Round, RoundKind, Rubric, StructureError,
};
pub use rule::{Fault, Figures, Inputs, Rule};
pub use table::{Area, Cell, Column, Formula, FormulaPart, Kind, Row, RowKind, Table};
pub use text::{Lang, Text};
pub use total::total_of;
pub use tree::combine_parts;
pub use unit::Unit;
pub use view::UnitView;
