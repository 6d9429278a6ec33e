//! The bodies that are scored.

use std::collections::BTreeMap;

/// A unit: a commune, a department, a province, a country.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// Stable code, unique in the campaign.
    pub code: String,
    /// Name as published.
    pub name: String,
    /// Other names under which sheets may know it.
    pub aliases: Vec<String>,
    /// Group in which it is compared, when the campaign has groups.
    pub group: Option<String>,
    /// Codes of last year's units that became this one; empty when nothing changed.
    pub from: Vec<String>,
    /// Every further column of the units table, by its header.
    pub attributes: BTreeMap<String, String>,
}
