//! What a rule may look at.

use super::Group;
use crate::Unit;
use rust_decimal::Decimal;

/// The figures of one leaf, in the order in which it asks for them. All of them are known: a rule is never called with a blank.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures<'a> {
    /// Names, as the rubric spells them.
    pub names: &'a [String],
    /// Values, one a name.
    pub values: &'a [Decimal],
}

impl Figures<'_> {
    /// The value of a name.
    #[inline]
    pub fn get(&self, name: &str) -> Option<Decimal> {
        self.names.iter().position(|other| other == name).and_then(|at| self.values.get(at)).copied()
    }

    /// The value at the place of a name that was looked up before.
    #[inline]
    pub(super) fn at(&self, place: usize, name: &str) -> Option<Decimal> {
        debug_assert_eq!(self.names.get(place).map(String::as_str), Some(name), "figures of another leaf");
        self.values.get(place).copied()
    }
}

/// Everything that a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The unit's figures.
    pub figures: Figures<'a>,
    /// Last year's values of the same figures, where they are known.
    pub last: &'a [Option<Decimal>],
    /// The unit itself.
    pub unit: &'a Unit,
    /// The units it is compared with, itself among them.
    pub group: &'a Group,
}

/// No unit and no group: for rules that look at nothing but their figures.
static NOBODY: Unit = Unit {
    code: String::new(),
    name: String::new(),
    aliases: Vec::new(),
    group: None,
    from: Vec::new(),
    attributes: std::collections::BTreeMap::new(),
};
static ALONE: std::sync::LazyLock<Group> = std::sync::LazyLock::new(Group::default);

impl<'a> Inputs<'a> {
    /// Figures alone, as in a worked example.
    pub fn new(figures: Figures<'a>) -> Self {
        Self { figures, last: &[], unit: &NOBODY, group: &ALONE }
    }

    /// Last year's value of a figure.
    pub fn last(&self, name: &str) -> Option<Decimal> {
        let at = self.figures.names.iter().position(|other| other == name)?;
        self.last.get(at).copied().flatten()
    }
}
