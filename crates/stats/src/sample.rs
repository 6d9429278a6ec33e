//! Assessments made by hand for the tests.

use rust_decimal::Decimal;
use scoring::{Assessment, Band, Cell, Node, NodeResult, Points, Rubric, Status, Table, Unit, UnitId, UnitResult};

fn points(value: i64) -> Points {
    Points::new(Decimal::from(value)).unwrap()
}

/// Two domains, two criteria in the first, bands A from 80, B from 50 and C from 0.
pub(crate) fn rubric() -> Rubric {
    let mut rubric = Rubric::new("sample", "Sample");
    rubric.push(Node::domain("1", "Directing", None)).unwrap();
    rubric.push(Node::criterion("1.1", "Plan", Some(points(3)))).unwrap();
    rubric.push(Node::criterion("1.2", "Report", Some(points(1)))).unwrap();
    rubric.push(Node::domain("2", "Institutions", Some(points(6)))).unwrap();
    let band = |name: &str, from: i64| Band { name: name.into(), from: Decimal::from(from) };
    rubric.bands = vec![band("A", 80), band("B", 50), band("C", 0)];
    rubric.settle().unwrap();
    rubric
}

fn node(value: Option<i64>, max: Points) -> NodeResult {
    let known = value.map(points);
    NodeResult {
        points: known,
        known: known.unwrap_or_default(),
        unknown: if known.is_some() { Points::ZERO } else { max },
        max,
        status: if known.is_some() { Status::Entered } else { Status::Missing },
        from: None,
        source: None,
    }
}

/// A unit's result from its points by node and its published score.
fn result(rubric: &Rubric, unit: usize, values: &[Option<i64>], score: Option<i64>, band: Option<usize>) -> UnitResult {
    let nodes: Vec<NodeResult> = values.iter().zip(&rubric.nodes).map(|(value, at)| node(*value, at.max)).collect();
    let score = score.map(Decimal::from);
    UnitResult {
        exact: None,
        adjustments: Vec::new(),
        results: Vec::new(),
        unit: UnitId(unit),
        raw: rubric.domains().map(|(id, _)| nodes[id.0].known).sum(),
        max: rubric.max(),
        unknown: rubric.leaves().map(|(id, _)| nodes[id.0].unknown).sum(),
        nodes,
        rounds: Vec::new(),
        score,
        possible: (score.unwrap_or_default(), score.unwrap_or(Decimal::ONE_HUNDRED)),
        rank: None,
        band,
        late: None,
    }
}

/// Five units in two groups and none; the fourth lacks its second domain.
pub(crate) fn campaign() -> (Rubric, Vec<Unit>, Assessment) {
    let rubric = rubric();
    let unit = |code: &str, group: Option<&str>| Unit {
        code: code.into(),
        group: group.map(str::to_owned),
        ..Unit::default()
    };
    let (high, low) = (Some("Vùng cao"), Some("Vùng thấp"));
    let units = vec![unit("a", high), unit("b", high), unit("c", low), unit("d", low), unit("e", None)];
    let all = |values: [i64; 4]| values.map(Some);
    let results = vec![
        result(&rubric, 0, &all([3, 2, 1, 6]), Some(90), Some(0)),
        result(&rubric, 1, &all([2, 1, 1, 4]), Some(60), Some(1)),
        result(&rubric, 2, &all([2, 2, 0, 3]), Some(50), Some(1)),
        result(&rubric, 3, &[Some(4), Some(3), Some(1), None], None, None),
        result(&rubric, 4, &all([1, 1, 0, 2]), Some(30), Some(2)),
    ];
    (rubric, units, Assessment { results, ..Assessment::default() })
}

/// `count` units under a rubric of 82 nodes, the size of a real one.
pub(crate) fn large(count: usize) -> (Rubric, Vec<Unit>, Assessment) {
    let mut rubric = Rubric::new("large", "Large");
    for domain in 1..=8 {
        rubric.push(Node::domain(&format!("{domain}"), "", None)).unwrap();
        for criterion in 1..=if domain == 8 { 4 } else { 5 } {
            rubric.push(Node::criterion(&format!("{domain}.{criterion}"), "", Some(points(4)))).unwrap();
        }
    }
    for _ in rubric.nodes.len()..82 {
        let code = format!("8.4.{}", rubric.nodes.len());
        rubric.push(Node::subcriterion(&code, "", Some(points(4)))).unwrap();
    }
    rubric.settle().unwrap();
    let group = |unit: usize| Some(format!("{}", unit % 12));
    let units = (0..count).map(|unit| Unit { group: group(unit), ..Unit::default() }).collect();
    let value = |unit: usize, at: usize| i64::try_from((unit * 31 + at * 17 + unit * at) % 5).ok();
    let make = |unit: usize| {
        let values: Vec<Option<i64>> = (0..82).map(|at| value(unit, at)).collect();
        result(&rubric, unit, &values, i64::try_from(unit % 101).ok(), None)
    };
    let results = (0..count).map(make).collect();
    (rubric, units, Assessment { results, ..Assessment::default() })
}

/// The rows as a file for machines would show them, binary numbers to 10 significant digits.
pub(crate) fn lines(table: &Table) -> Vec<String> {
    let show = |cell: &Cell| match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Integer(value) => value.to_string(),
        Cell::Decimal(value) | Cell::Live(value, _) => value.normalize().to_string(),
        Cell::Float(value) => format!("{}", format!("{value:.9e}").parse::<f64>().unwrap()),
    };
    let line = |cells: &[Cell]| cells.iter().map(show).collect::<Vec<_>>().join(",");
    for row in &table.rows {
        assert_eq!(row.cells.len(), table.columns.len());
    }
    table.rows.iter().map(|row| line(&row.cells)).collect()
}
