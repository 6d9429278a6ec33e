//! The rubric itself as a table.

use super::context::{column, data};
use crate::wording;
use scoring::{Cell, Kind, Lang, Node, NodeId, Row, RowKind, Rubric, Table};

/// The rubric as a table, one row a node and the total last: code, level, title, maximum, office, evidence, the rule as
/// a sentence, the figures it asks for, the allowed scores, and whether the rule's result wins over an entered score.
pub fn rubric(rubric: &Rubric, lang: Lang) -> Table {
    let mut table = data("rubric", lang);
    table.titles.push(rubric.title.clone());
    if !rubric.source.is_empty() {
        table.titles.push(format!("({})", rubric.source));
    }
    table.titles.push(format!("({})", wording::edition(rubric, lang)));
    let text = |name: &str| column(name, Kind::Text, lang);
    table.columns = vec![
        text("code").wide(8),
        text("level").wide(13),
        text("title").wide(46),
        column("max", Kind::Decimal(2), lang),
        text("office").wide(14),
        text("evidence").wide(28),
        text("rule").wide(44),
        text("figures").wide(28),
        text("choices").wide(28),
        text("computed").wide(9),
    ];
    table.rows = rubric.all().map(|(id, node)| row(rubric, id, node, lang)).collect();
    let mut total = vec![Cell::Blank; table.columns.len()];
    total[2] = Cell::text(wording::heading("total", lang));
    total[3] = Cell::Decimal(rubric.max().value());
    table.rows.push(Row::of(RowKind::Total, total));
    table
}

fn row(rubric: &Rubric, id: NodeId, node: &Node, lang: Lang) -> Row {
    let level = rubric.levels.get(node.depth).map_or("", |level| level.title.get(lang));
    let office = rubric.offices.iter().find(|office| office.id == node.office);
    let figure = |id: &scoring::FigureId| {
        let figure = &rubric.figures[id.0];
        format!("{}: {}", figure.name, figure.label)
    };
    let figures: Vec<String> = node.figures.iter().map(figure).collect();
    let choice = |choice: &scoring::Choice| format!("{}: {}", choice.label, lang.number(choice.points.value()));
    let choices: Vec<String> = node.choices.iter().map(choice).collect();
    Row::of(
        if node.depth == 1 { RowKind::Heading } else { RowKind::Body },
        vec![
            Cell::text(&node.code),
            Cell::text(level),
            Cell::text(&node.title),
            Cell::Decimal(node.max.value()),
            Cell::text(office.map_or(&node.office, |office| &office.title)),
            Cell::text(&node.evidence),
            Cell::text(rubric.explain_rule(id).get(lang)),
            Cell::text(figures.join("\n")),
            Cell::text(choices.join("\n")),
            Cell::text(if node.computed { wording::yes(lang) } else { "" }),
        ],
    )
}
