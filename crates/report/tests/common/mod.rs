//! A small campaign: three units, two domains, two rounds, one unit with a missing score.

use scoring::{
    Assessment, Band, CellRef, Entry, Facts, Lang, Node, Points, Previous, Problem, Round, RoundId, RoundKind, Rubric,
    SheetId, SheetRef, Source, Text, Unit, UnitId, compare, score,
};

pub(crate) struct Campaign {
    pub(crate) rubric: Rubric,
    pub(crate) units: Vec<Unit>,
    pub(crate) facts: Facts,
    pub(crate) assessment: Assessment,
}

impl Campaign {
    pub(crate) fn context(&self, lang: Lang) -> report::tables::Context<'_> {
        report::tables::Context {
            rubric: &self.rubric,
            units: &self.units,
            facts: &self.facts,
            assessment: &self.assessment,
            lang,
            previous_year: Some(2021),
            whose: "UBND các xã",
            basis: "",
        }
    }
}

fn points(text: &str) -> Option<Points> {
    text.parse().ok()
}

fn rubric() -> Rubric {
    let mut rubric = Rubric::new("demo", "Bộ tiêu chí mẫu");
    rubric.year = Some(2022);
    rubric.scale = Some(100.into());
    rubric.rounds = vec![
        Round::new("self", "Tự đánh giá", RoundKind::SelfAssessment),
        Round::new("round1", "Thẩm định", RoundKind::Appraisal),
    ];
    let band = |name: &str, from: i64| Band { name: name.into(), from: from.into() };
    rubric.bands = vec![band("A", 90), band("B", 70), band("C", 0)];
    for node in [
        Node::domain("1", "Chỉ đạo, điều hành", None),
        Node::criterion("1.1", "Kế hoạch", None),
        Node::subcriterion("1.1.1", "Ban hành", points("0.5")),
        Node::subcriterion("1.1.2", "Mức độ hoàn thành", points("1.5")),
        Node::criterion("1.2", "Báo cáo", points("2")),
        Node::domain("2", "Tài chính công", points("3")),
    ] {
        rubric.push(node).unwrap();
    }
    rubric.settle().unwrap();
    rubric
}

pub(crate) fn campaign() -> Campaign {
    let rubric = rubric();
    let unit = |code: &str, name: &str| Unit { code: code.into(), name: name.into(), ..Unit::default() };
    let units = vec![unit("TP", "Tường Phù"), unit("HB", "Huy Bắc"), unit("DD", "Đá Đỏ")];
    let mut facts = Facts::new(units.len(), &rubric);
    facts.sheets.push(SheetRef { file: "sheets/round1.xlsx".into(), sheet: "Thẩm định".into() });
    facts.late = vec![Some(0), Some(3), None];
    let entered = [["0.5", "1", "1.75", "2"], ["0.25", "1.5", "2", "3"], ["0.5", "", "1", "2.5"]];
    for (unit, row) in entered.iter().enumerate() {
        for (at, ((node, _), text)) in rubric.leaves().zip(row).enumerate() {
            let cell = CellRef::new(u32::try_from(at).unwrap() + 9, u32::try_from(unit).unwrap() + 2);
            let source = Source { sheet: SheetId(0), cell };
            if let Some(value) = points(text) {
                facts.set_score(UnitId(unit), RoundId(1), node, Entry { value, source });
            }
        }
    }
    let mut assessment = score(&rubric, &units, &facts);
    let last = |score: &str| Some(Previous { score: score.parse().unwrap(), rank: None });
    assessment.changes = compare(&assessment, &units, &[last("80.5"), last("70"), None]);
    Campaign { rubric, units, facts, assessment }
}

pub(crate) fn problems() -> Vec<Problem> {
    let message = Text::new("điểm cao hơn điểm tối đa: 1,5 > 1", "the score is above the maximum: 1.5 > 1");
    vec![
        Problem::error("score-above-maximum", message)
            .with_help(Text::new("sửa ô E14", "change E14"))
            .of_unit("HB")
            .of_node("1.1.2")
            .at(scoring::Place::Cell {
                file: "sheets/a.xlsx".into(),
                sheet: "Thẩm định".into(),
                cell: CellRef::new(13, 4),
            })
            .read_as("=1+0,5", Text::new("từ 0 đến 1", "0 to 1")),
        Problem::note("tie", Text::same("A = B")),
    ]
}
