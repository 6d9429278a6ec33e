//! Laws of the engine, on random trees, scores and gaps.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use rust_decimal::Decimal;
use scoring::{
    Assessment, CellRef, Entry, Facts, Node, NodeId, Points, Round, RoundId, RoundKind, Rubric, SheetId, SheetRef,
    Source, Status, Unit, UnitId, score,
};

/// Scores of one unit: by round and leaf, in steps of 0.25; `None` is a blank.
type Scores = Vec<Vec<Option<u8>>>;

/// Three domains of three leaves each, with maxima of 1 to 3.
fn rubric(required: bool) -> Rubric {
    let mut rubric = Rubric::new("laws", "Laws");
    rubric.scale = Some(Decimal::ONE_HUNDRED);
    rubric.rounds.push(Round::new("self", "Self", RoundKind::SelfAssessment));
    rubric.rounds.push(Round::new("round1", "First", RoundKind::Appraisal));
    rubric.rounds.push(Round { required, ..Round::new("round2", "Second", RoundKind::Appraisal) });
    for domain in 1..=3 {
        rubric.push(Node::domain(&domain.to_string(), "Domain", None)).unwrap();
        for leaf in 1..=3 {
            let max = Points::new(Decimal::from(leaf)).unwrap();
            rubric.push(Node::criterion(&format!("{domain}.{leaf}"), "Leaf", Some(max))).unwrap();
        }
    }
    rubric.settle().unwrap();
    rubric
}

fn units(count: usize) -> Vec<Unit> {
    (0..count).map(|at| Unit { code: format!("{at:03}"), name: format!("Unit {at}"), ..Unit::default() }).collect()
}

fn facts(rubric: &Rubric, scores: &[Scores]) -> Facts {
    let mut facts = Facts::new(scores.len(), rubric);
    facts.sheets.push(SheetRef { file: "a.csv".into(), sheet: String::new() });
    let leaves: Vec<(NodeId, Points)> = rubric.leaves().map(|(id, node)| (id, node.max)).collect();
    for (unit, rounds) in scores.iter().enumerate() {
        for (round, values) in rounds.iter().enumerate() {
            facts.cover(UnitId(unit), RoundId(round));
            for ((leaf, max), value) in leaves.iter().zip(values) {
                let Some(value) = value else { continue };
                let value = Points::new(Decimal::new(i64::from(*value) * 25, 2)).unwrap().min(*max);
                let source = Source { sheet: SheetId(0), cell: CellRef::new(leaf.0 as u32, round as u32) };
                facts.set_score(UnitId(unit), RoundId(round), *leaf, Entry { value, source });
            }
        }
    }
    facts
}

fn assess(required: bool, scores: &[Scores]) -> (Rubric, Assessment) {
    let rubric = rubric(required);
    let facts = facts(&rubric, scores);
    let assessment = score(&rubric, &units(scores.len()), &facts);
    (rubric, assessment)
}

fn one_unit() -> impl Strategy<Value = Scores> {
    let cell = prop_oneof![9 => (0_u8..=12).prop_map(Some), 1 => Just(None)];
    prop::collection::vec(prop::collection::vec(cell, 9), 3)
}

proptest! {
    #[test]
    fn points_stay_between_nothing_and_the_maximum(required: bool, scores in prop::collection::vec(one_unit(), 0..6)) {
        let (rubric, assessment) = assess(required, &scores);
        for result in &assessment.results {
            for (node, found) in rubric.nodes.iter().zip(&result.nodes) {
                prop_assert!(found.known >= Points::ZERO && found.known + found.unknown <= node.max);
                prop_assert_eq!(found.points.is_some(), found.unknown.is_zero());
            }
            prop_assert!(result.possible.0 <= result.possible.1 && result.possible.1 <= Decimal::ONE_HUNDRED);
        }
    }

    #[test]
    fn parts_add_up_to_the_whole(required: bool, scores in prop::collection::vec(one_unit(), 1..6)) {
        let (rubric, assessment) = assess(required, &scores);
        for result in &assessment.results {
            let leaves: Points = rubric.leaves().map(|(id, _)| result.nodes[id.0].known).sum();
            prop_assert_eq!(leaves, result.raw);
            for (id, node) in rubric.domains() {
                let parts: Points = node.children.iter().map(|child| result.nodes[child.0].known).sum();
                prop_assert_eq!(parts, result.nodes[id.0].known);
            }
        }
    }

    #[test]
    fn what_is_missing_is_never_nothing(required: bool, scores in prop::collection::vec(one_unit(), 1..6)) {
        let (_, assessment) = assess(required, &scores);
        for result in &assessment.results {
            let complete = result.unknown.is_zero();
            prop_assert_eq!(result.score.is_some(), complete);
            prop_assert_eq!(result.rank.is_some(), complete);
            if !complete {
                prop_assert!(result.possible.0 < result.possible.1);
            }
        }
    }

    #[test]
    fn a_required_round_takes_nothing_from_earlier_ones(scores in prop::collection::vec(one_unit(), 1..6)) {
        let (rubric, assessment) = assess(true, &scores);
        for (result, rounds) in assessment.results.iter().zip(&scores) {
            for (at, (id, _)) in rubric.leaves().enumerate() {
                prop_assert_eq!(result.nodes[id.0].points.is_some(), rounds[2][at].is_some());
                prop_assert_ne!(result.nodes[id.0].status, Status::Carried);
            }
        }
    }

    #[test]
    fn the_self_assessment_is_never_final(scores in prop::collection::vec(one_unit(), 1..6)) {
        let only_self: Vec<Scores> =
            scores.iter().map(|rounds| vec![rounds[0].clone(), vec![None; 9], vec![None; 9]]).collect();
        let (_, assessment) = assess(false, &only_self);
        prop_assert!(assessment.results.iter().all(|result| result.raw.is_zero() && result.score.is_none()));
    }

    #[test]
    fn the_order_of_units_does_not_matter(scores in prop::collection::vec(one_unit(), 1..6)) {
        let (_, forward) = assess(false, &scores);
        let reversed: Vec<Scores> = scores.iter().rev().cloned().collect();
        let (_, backward) = assess(false, &reversed);
        for (a, b) in forward.results.iter().zip(backward.results.iter().rev()) {
            prop_assert_eq!((a.raw, a.score, a.rank, a.band), (b.raw, b.score, b.rank, b.band));
        }
    }

    #[test]
    fn scoring_twice_gives_the_same(scores in prop::collection::vec(one_unit(), 0..6)) {
        let (_, a) = assess(true, &scores);
        let (_, b) = assess(true, &scores);
        prop_assert_eq!(a.results, b.results);
        prop_assert_eq!(a.problems, b.problems);
    }

    #[test]
    fn more_points_never_rank_lower(scores in prop::collection::vec(one_unit(), 2..8)) {
        let (_, assessment) = assess(false, &scores);
        let ranked: Vec<_> = assessment.results.iter().filter_map(|r| Some((r.score?, r.rank?))).collect();
        for a in &ranked {
            let better = ranked.iter().filter(|b| b.0 > a.0).count();
            prop_assert_eq!(a.1, better + 1);
        }
    }
}
