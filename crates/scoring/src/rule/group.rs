//! The units that a rule may compare with.

use super::{Fault, Figures, Inputs, Measure};
use crate::Unit;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// One other unit's figures of the same leaf, all of them known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The unit.
    pub unit: Arc<Unit>,
    /// Its figures, in the order in which the leaf asks for them.
    pub values: Vec<Decimal>,
    /// Last year's, where they are known.
    pub last: Vec<Option<Decimal>>,
}

/// What is common to a group: the mean and the best of one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peers {
    /// Mean over the units whose figures are known.
    pub mean: Decimal,
    /// Largest value.
    pub best: Decimal,
    /// Smallest value.
    pub worst: Decimal,
    /// How many units.
    pub count: usize,
}

/// The figures of one leaf for all units of a group. What is worked out from them is worked out once; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Group(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    names: Vec<String>,
    rows: Vec<Row>,
    memo: Mutex<BTreeMap<String, Result<Peers, Fault>>>,
}

impl Group {
    /// A group from the rows of its units; units without all figures are left out by the caller.
    pub fn new(names: Vec<String>, rows: Vec<Row>) -> Self {
        Self(Arc::new(Inner { names, rows, memo: Mutex::default() }))
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.0.rows
    }

    /// Mean, best and worst of a measure over the group. Units for which it can't be taken (a zero denominator) are
    /// left out.
    ///
    /// # Errors
    /// [`Fault::Overflow`], or the fault of the measure when no unit can be measured.
    pub fn peers(&self, measure: &Measure) -> Result<Peers, Fault> {
        let key = format!("{measure:?}");
        self.remember(key, false, |inputs| measure.own(inputs)?.value())
    }

    /// Mean, best and worst of whatever a function makes of each unit's inputs, remembered under a key. When `all` is
    /// set, one unit for which the function fails fails the whole; otherwise that unit is left out.
    ///
    /// # Errors
    /// [`Fault::Overflow`], or the fault of the function.
    pub fn remember(
        &self,
        key: String,
        all: bool,
        value: impl Fn(&Inputs<'_>) -> Result<Decimal, Fault>,
    ) -> Result<Peers, Fault> {
        if let Some(known) = self.0.memo.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let peers = self.work_out(all, value);
        self.0.memo.lock().unwrap_or_else(PoisonError::into_inner).insert(key, peers.clone());
        peers
    }

    fn work_out(&self, all: bool, value: impl Fn(&Inputs<'_>) -> Result<Decimal, Fault>) -> Result<Peers, Fault> {
        let (mut values, mut fault) = (Vec::with_capacity(self.0.rows.len()), Fault::Overflow);
        for row in &self.0.rows {
            let figures = Figures { names: &self.0.names, values: &row.values };
            match value(&Inputs { last: &row.last, unit: &row.unit, ..Inputs::new(figures) }) {
                Ok(value) => values.push(value),
                Err(why) if all => return Err(why),
                Err(why) => fault = why,
            }
        }
        let (Some(best), Some(worst)) = (values.iter().max(), values.iter().min()) else { return Err(fault) };
        let mut sum = Decimal::ZERO;
        for value in &values {
            sum = sum.checked_add(*value).ok_or(Fault::Overflow)?;
        }
        let mean = sum.checked_div(Decimal::from(values.len())).ok_or(Fault::Overflow)?;
        Ok(Peers { mean, best: *best, worst: *worst, count: values.len() })
    }
}
