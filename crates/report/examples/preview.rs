//! Writes a made-up book of 27 units, 8 domains, 39 criteria and 35 subcriteria to the path given: to be looked at.

use rust_decimal::Decimal;
use scoring::{
    Band, CellRef, Entry, Facts, Lang, Node, Place, Points, Previous, Problem, Round, RoundId, RoundKind, Rubric,
    SheetId, SheetRef, Source, Text, Unit, UnitId, compare, score,
};

/// Title, criteria, subcriteria by criterion, maximum in quarter points.
const DOMAINS: [(&str, usize, &[usize], i64); 8] = [
    ("Công tác chỉ đạo, điều hành cải cách hành chính", 6, &[3], 46),
    ("Cải cách thể chế", 5, &[2], 26),
    ("Cải cách thủ tục hành chính", 6, &[4, 3, 3], 56),
    ("Cải cách tổ chức bộ máy hành chính", 5, &[2, 2], 22),
    ("Cải cách công vụ", 4, &[3, 3], 32),
    ("Cải cách tài chính công", 7, &[], 34),
    ("Xây dựng chính quyền điện tử, chính quyền số", 3, &[5, 5], 48),
    ("Tác động của cải cách hành chính đến người dân, tổ chức và phát triển kinh tế – xã hội", 3, &[], 16),
];

const TITLES: [&str; 6] = [
    "Mức độ hoàn thành kế hoạch cải cách hành chính năm",
    "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết trước và đúng hạn trong năm theo Hệ thống thông tin một cửa điện tử",
    "Báo cáo cải cách hành chính định kỳ",
    "Công khai thủ tục hành chính",
    "Thực hiện quy định về sử dụng kinh phí nguồn từ ngân sách nhà nước",
    "Sáng kiến trong triển khai công tác cải cách hành chính được cấp có thẩm quyền công nhận",
];

const UNITS: [&str; 27] = [
    "Tường Phù",
    "Thị trấn Phù Yên",
    "Tường Tiến",
    "Tường Phong",
    "Huy Bắc",
    "Tường Thượng",
    "Tân Lang",
    "Huy Hạ",
    "Quang Huy",
    "Huy Tân",
    "Mường Lang",
    "Gia Phù",
    "Mường Bang",
    "Sập Xa",
    "Mường Cơi",
    "Mường Do",
    "Nam Phong",
    "Đá Đỏ",
    "Suối Bau",
    "Bắc Phong",
    "Tân Phong",
    "Tường Hạ",
    "Kim Bon",
    "Suối Tọ",
    "Huy Thượng",
    "Mường Thải",
    "Huy Tường",
];

fn quarters(count: i64) -> Points {
    Points::new(Decimal::new(count * 25, 2)).unwrap_or_default()
}

fn rubric() -> Result<Rubric, String> {
    let mut rubric = Rubric::new("preview", "Bộ tiêu chí xem thử");
    rubric.year = Some(2022);
    rubric.scale = Some(Decimal::ONE_HUNDRED);
    rubric.rounds = vec![
        Round::new("self", "Tự đánh giá", RoundKind::SelfAssessment),
        Round::new("round1", "Thẩm định vòng 1", RoundKind::Appraisal),
        Round::new("round2", "Thẩm định vòng 2", RoundKind::Appraisal),
    ];
    let band = |name: &str, from: i64| Band { name: name.into(), from: from.into() };
    rubric.bands = vec![band("A", 90), band("B", 70), band("C", 50), band("D", 0)];
    let mut title = TITLES.iter().cycle();
    let mut next = || title.next().copied().unwrap_or_default();
    for (at, (name, criteria, sub, max)) in DOMAINS.into_iter().enumerate() {
        let code = (at + 1).to_string();
        push(&mut rubric, Node::domain(&code, name, None))?;
        let leaves = criteria - sub.len() + sub.iter().sum::<usize>();
        let mut shares = (0..leaves as i64).map(|leaf| (leaf + 1) * max / leaves as i64 - leaf * max / leaves as i64);
        let mut share = || shares.next().map(quarters);
        for criterion in 1..=criteria {
            let code = format!("{code}.{criterion}");
            let parts = sub.get(criterion - 1).copied().unwrap_or(0);
            let own = if parts == 0 { share() } else { None };
            push(&mut rubric, Node::criterion(&code, next(), own))?;
            for part in 1..=parts {
                push(&mut rubric, Node::subcriterion(&format!("{code}.{part}"), next(), share()))?;
            }
        }
    }
    let settled = rubric.settle();
    debug_assert!(settled.is_ok());
    Ok(rubric)
}

fn push(rubric: &mut Rubric, node: Node) -> Result<(), String> {
    rubric.push(node).map(drop).map_err(|error| format!("{error:?}"))
}

fn facts(rubric: &Rubric) -> Facts {
    let mut facts = Facts::new(UNITS.len(), rubric);
    facts.sheets.push(SheetRef { file: "sheets/round2/all.xlsx".into(), sheet: "Thẩm định".into() });
    for unit in 0..UNITS.len() {
        for (node, leaf) in rubric.leaves() {
            for round in 0..3 {
                let missing = unit == 20 && node.0 % 40 == 7 && round > 0;
                let level = 100 - unit * 2 - (unit * 7 + node.0 * 13) % 29 - 8 * round;
                let steps = leaf.max.value() * Decimal::from(level) / Decimal::from(25);
                let value = Points::new(steps.round() * Decimal::new(25, 2)).unwrap_or_default();
                let source = Source { sheet: SheetId(0), cell: CellRef::new(node.0 as u32 + 9, 4) };
                if !missing {
                    facts.set_score(UnitId(unit), RoundId(round), node, Entry { value, source });
                }
            }
        }
    }
    facts
}

fn problems() -> Vec<Problem> {
    let cell = |row| Place::Cell {
        file: "sheets/round2/Huy Bắc.xlsx".into(),
        sheet: "Thẩm định".into(),
        cell: CellRef::new(row, 4),
    };
    (0..30)
        .map(|row| {
            let message = Text::new(
                "điểm cao hơn điểm tối đa: 1,5 > 1; ô này không được lấy vào kết quả và tiêu chí được coi là chưa có điểm",
                "the score is above the maximum: 1.5 > 1",
            );
            Problem::error("score-above-maximum", message)
                .with_help(Text::new("sửa ô E14 thành một số từ 0 đến 1", "make it a number from 0 to 1"))
                .at(cell(row))
                .of_unit("U05")
                .of_node("1.2.1")
                .read_as("1,5", Text::new("từ 0 đến 1", "0 to 1"))
        })
        .collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "preview.xlsx".into());
    let rubric = rubric()?;
    let unit = |(at, name): (usize, &&str)| Unit {
        code: format!("U{:02}", at + 1),
        name: (*name).to_owned(),
        ..Unit::default()
    };
    let units: Vec<Unit> = UNITS.iter().enumerate().map(unit).collect();
    let facts = facts(&rubric);
    let mut assessment = score(&rubric, &units, &facts);
    let previous: Vec<Option<Previous>> =
        (0..27).map(|at: i64| Some(Previous { score: Decimal::new(8214 - at * 173 % 3000, 2), rank: None })).collect();
    assessment.changes = compare(&assessment, &units, &previous);
    let context = report::tables::Context {
        rubric: &rubric,
        units: &units,
        facts: &facts,
        assessment: &assessment,
        lang: Lang::Vi,
        previous_year: Some(2021),
        whose: "UBND các xã, thị trấn",
        basis: "Kèm theo Báo cáo số … của Ủy ban nhân dân huyện",
    };
    let mut tables = report::tables::numbered(&context);
    tables.push(report::tables::findings_list(&problems(), &units, Lang::Vi));
    tables.push(report::tables::rubric(&rubric, Lang::Vi));
    let book = report::Book {
        lang: Lang::Vi,
        title: "Chỉ số CCHC 2022".into(),
        made_with: String::new(),
        created: None,
        tables: tables.as_slice(),
    };
    std::fs::write(path, report::xlsx(&book)?)?;
    Ok(())
}
