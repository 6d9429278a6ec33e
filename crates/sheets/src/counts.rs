//! How many cells were read and what became of them: nothing is lost.

use scoring::RoundId;
use std::collections::BTreeMap;

/// What became of the cells of a score column. `read` is always `accepted + flagged` + everything ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cells looked at: everything that stands in the score column and in the column of figures, and each blank cell
    /// of a leaf's row.
    pub read: u64,
    /// Taken, perhaps with a warning.
    pub accepted: u64,
    /// Not taken: there is an error about it.
    pub flagged: u64,
    /// Not taken for a stated reason, by that reason: `parent`, `total`, `header`, `numbering`, `signature`, `merged`,
    /// `hidden`, `other-office`, `computed`, `carried`, `repeated`, `not-asked`, `text`.
    pub ignored: BTreeMap<&'static str, u64>,
}

impl Counts {
    /// Whether every cell read is accounted for.
    pub fn adds_up(&self) -> bool {
        self.read == self.accepted + self.flagged + self.ignored.values().sum::<u64>()
    }

    /// Adds another count to this one.
    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.accepted += other.accepted;
        self.flagged += other.flagged;
        for (reason, count) in &other.ignored {
            *self.ignored.entry(reason).or_default() += count;
        }
    }

    pub(crate) fn ignore(&mut self, reason: &'static str) {
        *self.ignored.entry(reason).or_default() += 1;
    }

    /// Everything that was accepted turns out not to be taken.
    pub(crate) fn flag_accepted(&mut self) {
        self.flagged += std::mem::take(&mut self.accepted);
    }

    /// Everything that was accepted says nothing new.
    pub(crate) fn ignore_accepted(&mut self, reason: &'static str) {
        let accepted = std::mem::take(&mut self.accepted);
        if accepted > 0 {
            *self.ignored.entry(reason).or_default() += accepted;
        }
    }
}

/// The counts of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCounts {
    /// Path inside the campaign.
    pub path: String,
    /// The round its sheets are of; `None` for a data table.
    pub round: Option<RoundId>,
    /// The counts.
    pub counts: Counts,
}
