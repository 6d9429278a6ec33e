//! A table as Markdown for people.

use rust_decimal::Decimal;
use scoring::{Cell, Column, Kind, Lang, Table};

/// Writes a table as Markdown: titles, a pipe table with the headings for people (group headings before a column's own,
/// with `›`), numbers as the language writes them and to the digits of their column, notes below.
pub fn markdown(table: &Table, lang: Lang) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (at, title) in table.titles.iter().enumerate() {
        lines.push(if at == 0 { format!("## {title}") } else { title.clone() });
        lines.push(String::new());
    }
    lines.push(row(table.columns.iter().map(heading)));
    lines.push(row(table.columns.iter().map(|column| rule(column.kind).to_owned())));
    for body in &table.rows {
        lines.push(row(table.columns.iter().zip(&body.cells).map(|(column, cell)| shown(cell, column.kind, lang))));
    }
    for note in &table.notes {
        lines.push(String::new());
        lines.push(note.clone());
    }
    lines.push(String::new());
    lines.join("\n")
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| escaped(&cell)).collect();
    format!("| {} |", cells.join(" | "))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace("\r\n", "<br>").replace(['\n', '\r'], "<br>")
}

fn heading(column: &Column) -> String {
    let mut parts: Vec<&str> = column.groups.iter().map(String::as_str).collect();
    parts.push(&column.title);
    parts.join(" › ")
}

fn rule(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "---",
        Kind::Integer | Kind::Decimal(_) | Kind::Float(_) => "---:",
    }
}

/// A cell as people read it.
fn shown(cell: &Cell, kind: Kind, lang: Lang) -> String {
    let digits = match kind {
        Kind::Decimal(digits) | Kind::Float(digits) => digits,
        Kind::Text | Kind::Integer => 0,
    };
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Integer(value) => value.to_string(),
        Cell::Decimal(value) | Cell::Live(value, _) => lang.fixed(*value, digits),
        Cell::Float(value) => {
            Decimal::try_from(*value).map_or_else(|_| String::new(), |value| lang.fixed(value, digits))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use scoring::{Cell, Column, Kind, Lang, Row, Table};

    #[test]
    fn a_small_table() {
        let table = Table {
            titles: vec!["BIỂU SỐ 1".into(), "Xếp hạng".into()],
            columns: vec![
                Column::new("unit", "Đơn vị", Kind::Text),
                Column::new("score", "Chỉ số", Kind::Decimal(2)).under("Năm 2022"),
                Column::new("rank", "Hạng", Kind::Integer).under("Năm 2022"),
                Column::new("sd", "Độ lệch", Kind::Float(3)),
            ],
            rows: vec![
                Row::body(vec![
                    Cell::text("a|b\nc"),
                    Cell::Decimal("77.145".parse().unwrap()),
                    Cell::Integer(1),
                    Cell::Float(0.5),
                ]),
                Row::body(vec![Cell::text("Huy Tường"), Cell::Blank, Cell::Blank, Cell::Blank]),
            ],
            notes: vec!["Ghi chú.".into()],
            ..Table::default()
        };
        insta::assert_snapshot!(markdown(&table, Lang::Vi), @r"
        ## BIỂU SỐ 1

        Xếp hạng

        | Đơn vị | Năm 2022 › Chỉ số | Năm 2022 › Hạng | Độ lệch |
        | --- | ---: | ---: | ---: |
        | a\|b<br>c | 77,15 | 1 | 0,500 |
        | Huy Tường |  |  |  |

        Ghi chú.
        ");
    }
}
