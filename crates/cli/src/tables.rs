//! Tables on the terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table as Screen, presets::NOTHING};
use scoring::{Cell, Kind, Lang, Table};

/// A table drawn for the terminal, numbers to the right.
pub(crate) fn draw(table: &Table, lang: Lang) -> String {
    let mut screen = Screen::new();
    screen.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    screen.set_header(table.columns.iter().map(|column| column.title.as_str()));
    for row in &table.rows {
        let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| show(cell, column.kind, lang));
        screen.add_row(cells.collect::<Vec<String>>());
    }
    for (at, column) in table.columns.iter().enumerate() {
        if column.kind != Kind::Text
            && let Some(column) = screen.column_mut(at)
        {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    screen.trim_fmt()
}

fn show(cell: &Cell, kind: Kind, lang: Lang) -> String {
    match (cell, kind) {
        (Cell::Blank, _) => String::new(),
        (Cell::Text(text), _) => text.clone(),
        (Cell::Integer(number), _) => number.to_string(),
        (Cell::Decimal(number) | Cell::Live(number, _), Kind::Decimal(digits)) => lang.fixed(*number, digits),
        (Cell::Decimal(number) | Cell::Live(number, _), _) => lang.number(*number),
        (Cell::Float(number), Kind::Float(digits)) => {
            let text = format!("{number:.0$}", digits as usize);
            if lang == Lang::Vi { text.replace('.', ",") } else { text }
        }
        (Cell::Float(number), _) => number.to_string(),
    }
}
