//! The published tables and the tables for machines, made from an assessment.

mod comparison;
mod context;
mod diff;
mod domain;
mod domains;
mod findings;
mod live;
mod ranking;
mod results;
mod rubric;
mod scores;
mod statistics;
mod units;

pub use comparison::comparison;
pub use context::Context;
pub use diff::{diff, diff_data};
pub use domain::domain;
pub use domains::domains;
pub use findings::{findings, findings_list};
pub use ranking::ranking;
pub use results::results;
pub use rubric::rubric;
pub use scores::{scores, scores_of};
pub use statistics::statistics;
pub use units::units;

use scoring::Table;

/// All numbered tables in order: 1 the ranking, 2 the comparison with last year when there is one, 3 the domains,
/// from 4 one a domain. The numbers stay the same without a comparison.
pub fn numbered(context: &Context<'_>) -> Vec<Table> {
    let mut tables = vec![ranking(context)];
    if context.assessment.changes.iter().any(Option::is_some) {
        tables.push(comparison(context));
    }
    tables.push(domains(context));
    tables.extend(context.rubric.domains().map(|(node, _)| domain(context, node)));
    tables
}
