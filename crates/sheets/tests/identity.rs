//! The law of identity: whatever became of the codes, with right names no score goes to a wrong leaf; and whatever
//! became of the names, with right codes none does. What is not taken has a finding.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use proptest::sample::{Index, select};
use scoring::{CellRef, Date, Grid, Node, NodeId, Points, Round, RoundId, RoundKind, Rubric, Unit, UnitId, UnitIndex};
use scoring::{Severity, Value};
use sheets::{Gathered, Plan, Workbook, gather, interpret};
use std::collections::BTreeMap;

const TITLES: [&str; 6] =
    ["Ban hành kế hoạch", "Kiểm tra thực hiện", "Tuyên truyền", "Rà soát văn bản", "Bố trí nhân lực", "Sáng kiến"];

/// 1 ▸ 1.1 … 1.4, 2 ▸ 2.1 ▸ 2.1.1 … 2.1.3 and 2.2, 3 ▸ 3.1 … 3.12; with `repeated`, 1.1 and 3.2, 1.2 and 3.3 have one title.
fn rubric(repeated: bool) -> Rubric {
    let mut rubric = Rubric::new("law", "Law");
    rubric.rounds.push(Round::new("self", "Tự đánh giá", RoundKind::SelfAssessment));
    let mut codes: Vec<String> =
        ["1", "1.1", "1.2", "1.3", "1.4", "2", "2.1", "2.1.1", "2.1.2", "2.1.3", "2.2", "3"].map(str::to_owned).into();
    codes.extend((1..=12).map(|n| format!("3.{n}")));
    for code in codes {
        let like = match code.as_str() {
            "3.2" if repeated => "1.1",
            "3.3" if repeated => "1.2",
            code => code,
        };
        let place = like.bytes().map(usize::from).sum::<usize>();
        let title = format!("{} số {} ở {}", TITLES[place % TITLES.len()], spelt(like), like.len());
        let depth = code.matches('.').count() + 1;
        rubric.push(Node::at(depth, &code, &title, Some("99".parse().unwrap()))).unwrap();
    }
    rubric.settle().unwrap();
    rubric
}

/// A code in words, so that titles are far from each other.
fn spelt(code: &str) -> String {
    const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    let word = |c: char| c.to_digit(10).map_or("chấm", |digit| DIGITS[digit as usize]);
    code.chars().map(word).collect::<Vec<_>>().join(" ")
}

/// The true points of a leaf: no two are the same.
fn truth(node: NodeId) -> Points {
    format!("{}.5", node.0 + 1).parse().unwrap()
}

/// What happens to a code.
#[derive(Debug, Clone)]
enum Harm {
    None,
    Blank,
    Dash,
    Other(Index),
    Number,
    Date,
    Unknown,
    Local,
    Dirty,
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        4 => Just(Harm::None),
        1 => Just(Harm::Blank),
        1 => Just(Harm::Dash),
        3 => any::<Index>().prop_map(Harm::Other),
        2 => Just(Harm::Number),
        1 => Just(Harm::Date),
        1 => Just(Harm::Unknown),
        1 => Just(Harm::Local),
        1 => Just(Harm::Dirty),
    ]
}

fn harmed(harm: &Harm, node: NodeId, rubric: &Rubric) -> Option<Value> {
    let code = &rubric.node(node).code;
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let parts: Vec<i8> = code.split('.').map(|part| part.parse().unwrap()).collect();
    match harm {
        Harm::Blank => None,
        Harm::Dash => text("-"),
        Harm::Other(index) => text(&rubric.nodes[index.index(rubric.nodes.len())].code),
        Harm::Number if parts.len() < 3 => {
            Some(Value::Number(code.parse::<rust_decimal::Decimal>().unwrap().normalize()))
        }
        Harm::Date if parts.len() == 2 => Some(Value::Date(Date::new(2022, parts[1], parts[0]), String::new())),
        Harm::Unknown => text("7.7"),
        Harm::Local => text(&parts.last().unwrap().to_string()),
        Harm::Dirty => text(&format!(" {}. ", code.replace('.', ",").replace('0', "O"))),
        _ => text(code),
    }
}

/// A sheet with these rows: code, name, score.
fn read(rubric: &Rubric, rows: &[(Option<Value>, Option<String>, Option<Points>)]) -> Gathered {
    let mut grid = Grid::default();
    for (col, text) in ["STT", "Tiêu chí", "Điểm tự chấm"].into_iter().enumerate() {
        grid.cells.insert(CellRef::new(0, col as u32), Value::Text(text.into()));
    }
    for (at, (code, name, score)) in rows.iter().enumerate() {
        let values = [code.clone(), name.clone().map(Value::Text), score.map(|score| Value::Number(score.value()))];
        for (col, value) in values.into_iter().enumerate() {
            grid.cells.extend(value.map(|value| (CellRef::new(at as u32 + 1, col as u32), value)));
        }
    }
    let units = [Unit { code: "01".into(), name: "Tường Phù".into(), ..Unit::default() }];
    let (index, columns) = (UnitIndex::new(&units), BTreeMap::new());
    let plan = Plan::new(rubric, &units, &index, RoundId(0), None, &columns);
    let book = Workbook { grids: vec![grid], ..Workbook::default() };
    let readings = vec![interpret("Tường Phù.xlsx", &book, &plan)];
    gather(rubric, &units, &[], readings, Vec::new())
}

/// Every leaf has its own score, or there is an error about it.
fn right_or_flagged(rubric: &Rubric, gathered: &Gathered) -> Result<usize, TestCaseError> {
    prop_assert!(gathered.files.iter().all(|file| file.counts.adds_up()));
    let mut taken = 0;
    for (id, leaf) in rubric.leaves() {
        match gathered.facts.score(UnitId(0), RoundId(0), id) {
            Some(entry) => {
                prop_assert_eq!(entry.value, truth(id), "{} has the score of another", &leaf.code);
                taken += 1;
            }
            None => {
                let told =
                    |problem: &scoring::Problem| problem.severity == Severity::Error && problem.code == leaf.code;
                prop_assert!(gathered.problems.iter().any(told), "{} is lost without a word", &leaf.code);
            }
        }
    }
    Ok(taken)
}

fn row(rubric: &Rubric, id: NodeId, harm: &Harm) -> (Option<Value>, Option<String>, Option<Points>) {
    let node = rubric.node(id);
    (harmed(harm, id, rubric), Some(node.title.clone()), node.is_leaf().then(|| truth(id)))
}

fn shuffled(count: usize) -> impl Strategy<Value = Vec<usize>> {
    let order: Vec<usize> = (0..count).collect();
    prop_oneof![Just(order.clone()), Just(order).prop_shuffle()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Any codes, right names, any order of rows.
    #[test]
    fn right_names_lead_to_the_right_leaf(harms in prop::collection::vec(harm(), 24), order in shuffled(24)) {
        let rubric = rubric(false);
        prop_assert_eq!(rubric.nodes.len(), 24);
        let rows: Vec<_> = order.iter().map(|at| row(&rubric, NodeId(*at), &harms[*at])).collect();
        right_or_flagged(&rubric, &read(&rubric, &rows))?;
    }

    /// A few codes are wrong, rows are in order, and some titles occur twice.
    #[test]
    fn titles_that_occur_twice_need_their_place(harms in prop::collection::vec(harm(), 24)) {
        let rubric = rubric(true);
        let rows: Vec<_> = harms.iter().enumerate().map(|(at, harm)| row(&rubric, NodeId(at), harm)).collect();
        right_or_flagged(&rubric, &read(&rubric, &rows))?;
    }

    /// A permutation of all codes over right names.
    #[test]
    fn permuted_codes_mislead_nobody(codes in Just((0..24).collect::<Vec<usize>>()).prop_shuffle(), repeated in any::<bool>()) {
        let rubric = rubric(repeated);
        let rows: Vec<_> = (0..24)
            .map(|at| {
                let (_, name, score) = row(&rubric, NodeId(at), &Harm::None);
                (Some(Value::Text(rubric.nodes[codes[at]].code.clone())), name, score)
            })
            .collect();
        right_or_flagged(&rubric, &read(&rubric, &rows))?;
    }

    /// Right codes in order, any names.
    #[test]
    fn right_codes_in_order_survive_wrong_names(names in prop::collection::vec(select(vec![0, 0, 0, 1, 2, 3]), 24), others in prop::collection::vec(any::<Index>(), 24)) {
        let rubric = rubric(false);
        let rows: Vec<_> = (0..24)
            .map(|at| {
                let (code, name, score) = row(&rubric, NodeId(at), &Harm::None);
                let name = match names[at] {
                    0 => name,
                    1 => None,
                    2 => Some("Một tên hoàn toàn khác".into()),
                    _ => Some(rubric.nodes[others[at].index(24)].title.clone()),
                };
                (code, name, score)
            })
            .collect();
        right_or_flagged(&rubric, &read(&rubric, &rows))?;
    }

    /// Right codes in any order, names right, blank or unknown.
    #[test]
    fn right_codes_in_any_order(names in prop::collection::vec(0..3, 24), order in shuffled(24)) {
        let rubric = rubric(false);
        let rows: Vec<_> = order
            .iter()
            .map(|at| {
                let (code, name, score) = row(&rubric, NodeId(*at), &Harm::None);
                let name = match names[*at] { 0 => name, 1 => None, _ => Some("Tên khác hẳn".into()) };
                (code, name, score)
            })
            .collect();
        right_or_flagged(&rubric, &read(&rubric, &rows))?;
    }

    /// One code is wrong and everything else right: nothing is lost.
    #[test]
    fn one_wrong_code_costs_nothing(at in 0usize..24, harm in harm()) {
        let rubric = rubric(false);
        let harms = |id: usize| if id == at { harm.clone() } else { Harm::None };
        let rows: Vec<_> = (0..24).map(|id| row(&rubric, NodeId(id), &harms(id))).collect();
        let taken = right_or_flagged(&rubric, &read(&rubric, &rows))?;
        prop_assert_eq!(taken, rubric.leaves().count());
    }
}
