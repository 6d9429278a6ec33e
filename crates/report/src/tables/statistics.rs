//! Statistics as people read them.

use scoring::Table;

/// Columns that tell a program where a node stands; to people its code says that.
const FOR_MACHINES: [&str; 3] = ["parent", "depth", "level"];

/// A table of statistics without the columns that only programs need.
pub fn statistics(mut table: Table) -> Table {
    let kept: Vec<bool> = table.columns.iter().map(|column| !FOR_MACHINES.contains(&column.name.as_str())).collect();
    let keep = |at: usize| kept.get(at).copied().unwrap_or(true);
    table.columns =
        table.columns.into_iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, column)| column).collect();
    for row in &mut table.rows {
        let cells = std::mem::take(&mut row.cells).into_iter().enumerate();
        row.cells = cells.filter(|(at, _)| keep(*at)).map(|(_, cell)| cell).collect();
    }
    table
}
