//! What becomes of the total: adjustments, ceilings of bands, ties, and results beside it.

use crate::{Aggregate, Band, Fault, NodeId, Points, UnitView};
use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

/// A question about a unit that only code can answer.
pub type Question = dyn Fn(&UnitView<'_>) -> Result<bool, Fault> + Send + Sync;

/// When something happens to a unit.
#[derive(Clone)]
pub enum When {
    /// An attribute of the unit (a column of the list of units) has this value.
    Attribute(String, String),
    /// At least one leaf that counts got 0.
    AnyZero,
    /// The unit handed in nothing in this round, by id.
    NoSheet(String),
    /// The unit was late; counted in days.
    Late,
    /// Code says so; with its text.
    Code(Arc<Question>, String),
}

impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(name, value) => write!(f, "{name} = {value}"),
            Self::AnyZero => f.write_str("any zero"),
            Self::NoSheet(round) => write!(f, "no sheet of {round}"),
            Self::Late => f.write_str("late"),
            Self::Code(_, text) => f.write_str(text),
        }
    }
}

/// Points added to the total or taken from it.
#[derive(Debug, Clone)]
pub struct Adjustment {
    /// What it is for, as printed.
    pub title: String,
    /// When it applies.
    pub when: When,
    /// Points, negative to take away; for [`When::Late`] for each day.
    pub points: Points,
    /// The largest magnitude; `None` for no limit.
    pub at_most: Option<Points>,
}

/// The highest band that a unit can be in.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The band's name.
    pub band: String,
    /// When it applies.
    pub when: When,
}

/// What ranks are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RankOn {
    /// The published, rounded score.
    #[default]
    Published,
    /// The score before it is rounded.
    Unrounded,
}

/// What puts one of two equal units first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieBreak {
    /// The higher points of a node.
    Points(NodeId),
    /// The larger number in an attribute of the unit.
    Attribute(String),
}

/// A result beside the total: a sub-index of some nodes with its own scale and bands, or a word made from other results.
#[derive(Clone)]
pub struct NamedResult {
    /// Name in files.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// The nodes it is made of.
    pub nodes: Vec<NodeId>,
    /// How their points come together.
    pub aggregate: Aggregate,
    /// It is rescaled to this; `None` leaves the points.
    pub scale: Option<Decimal>,
    /// Digits it is published with.
    pub digits: u32,
    /// Its bands, highest first.
    pub bands: Vec<Band>,
    /// A word from the results before it, instead of nodes.
    pub word: Option<(Arc<WordOf>, String)>,
}

/// The function type of a result that is a word.
pub type WordOf = dyn Fn(&UnitView<'_>) -> Result<String, Fault> + Send + Sync;

impl fmt::Debug for NamedResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NamedResult").field("id", &self.id).field("nodes", &self.nodes).finish_non_exhaustive()
    }
}
