//! Text goes into the old charsets and comes back; everything else stays as it is.

use super::*;
use proptest::prelude::*;
use scoring::CellRef;
use unicode_normalization::UnicodeNormalization;

const TITLES: &str = include_str!("../../../../testdata/imports/_base/rubric.csv");
const UNITS: &str = include_str!("../../../../testdata/phu-yen-2022/units.csv");
const RUBRIC: &str = include_str!("../../../../rubrics/phu-yen-2022.rhai");

/// What people write into evidence, explanations and notes.
const PROSE: [&str; 24] = [
    "Có",
    "Đạt",
    "xã",
    "Không",
    "Chưa đạt",
    "Đã ban hành đủ 12/12 văn bản theo kế hoạch",
    "Số hồ sơ tiếp nhận trong kỳ: 1.250",
    "Tỷ lệ giải quyết trước hạn 98,5 %, quá hạn 02 hồ sơ",
    "Báo cáo số 15/BC-UBND ngày 10/12/2022 của Uỷ ban nhân dân xã",
    "Chưa có biên bản kiểm tra; đề nghị đơn vị bổ sung",
    "Phòng Nội vụ thẩm định, chấm lại còn 0,25 điểm",
    "Người lập biểu",
    "Chủ tịch Uỷ ban nhân dân",
    "Ghi chú: ý kiến của người dân được khảo sát qua phiếu",
    "Quyết định phê duyệt đề án vị trí việc làm",
    "Thuỷ lợi, khuyến nông, thú y, chăn nuôi",
    "Hoà giải ở cơ sở",
    "ướp, rượu, khuỷu, ngoằn ngoèo, quýt, giếng, nghiêng",
    "Tổ chức đối thoại với tổ chức, cá nhân",
    "Nâng cao chất lượng đội ngũ cán bộ, công chức",
    "Kết quả chỉ số hài lòng (SIPAS) năm trước",
    "không phát sinh",
    "Điểm tự đánh giá",
    "Trang thông tin điện tử",
];

/// All Vietnamese texts of the project that a sheet may hold.
fn corpus() -> Vec<String> {
    let lines = TITLES.lines().chain(UNITS.lines()).skip(1).flat_map(|line| line.split([',', '|']));
    let quoted = RUBRIC.lines().flat_map(|line| line.split('"').skip(1).step_by(2));
    let texts: BTreeSet<String> = lines
        .chain(quoted)
        .chain(PROSE)
        .filter(|text| !text.is_ascii() && text.len() < 300)
        .map(str::to_owned)
        .collect();
    assert!(texts.len() > 150, "{}", texts.len());
    texts.into_iter().collect()
}

fn sheet<'a>(texts: impl IntoIterator<Item = &'a String>) -> Grid {
    let cells = texts.into_iter().zip(0..).map(|(text, row)| (CellRef::new(row, 0), Value::Text(text.clone())));
    Grid { cells: cells.collect(), ..Grid::default() }
}

fn settled(texts: &[String]) -> (Vec<String>, Vec<Trouble>) {
    let mut grids = [sheet(texts)];
    let troubles = settle(&mut grids, &BTreeSet::new());
    (grids[0].cells.values().map(Value::display).collect(), troubles)
}

/// What can come back of a text: TCVN3 has no capitals with a tone.
fn comparable(text: &str, charset: Charset) -> String {
    if charset == Charset::Tcvn3 { text.to_lowercase() } else { text.to_owned() }
}

#[test]
fn every_text_comes_back() {
    let texts = corpus();
    for charset in Charset::ALL {
        let old: Vec<String> = texts.iter().map(|text| tables::encoded(text, charset)).collect();
        let (new, troubles) = settled(&old);
        let wrong: Vec<_> = texts
            .iter()
            .zip(&new)
            .filter(|(text, new)| comparable(text, charset) != comparable(new, charset))
            .collect();
        assert!(wrong.is_empty(), "{charset:?} {wrong:?}");
        assert!(matches!(troubles[..], [Trouble::LegacyCharset { charset: found, .. }] if found == charset));
    }
}

#[test]
fn unicode_stays() {
    let texts = corpus();
    assert_eq!(settled(&texts), (texts.clone(), vec![]));
    for text in texts {
        let alone = std::slice::from_ref(&text);
        assert_eq!(settled(alone), (vec![text.clone()], vec![]));
    }
}

#[test]
fn other_languages_numbers_and_signs_stay() {
    let texts: Vec<String> = "Müller|São Paulo|café|résumé|für Köln|naïve|Ångström|señor|5 µm|3 µg|25 °C|12 m²|½|¾ h|£m|§ 5|±0,5\
        |© 2024|Excel®|«an toàn»|«ban»|·|÷|×|1.10|0,5 đ|QĐ-UBND|Ðạt|HÐND|Besançon|garçon|Zürich|naïveté|¿Qué?|10 ‰|Łódź|Ελλάδα"
        .split('|')
        .map(str::to_owned)
        .collect();
    assert_eq!(settled(&texts), (texts.clone(), vec![]));
    for text in &texts {
        assert_eq!(settled(std::slice::from_ref(text)).0, [text.as_str()]);
    }
    // also beside cells in an old charset
    let old = ["B¶o Th¾ng", "Tiªu chÝ thµnh phÇn", "KÕ ho¹ch c¶i c¸ch hµnh chÝnh", "Cã", "§¹t"].map(str::to_owned);
    let signs = ["25 °C", "12 m²", "½", "·", "1.10", "«ban»", "QĐ-UBND", "Łódź", "São Paulo"].map(str::to_owned);
    let (new, troubles) = settled(&[&old[..], &signs].concat());
    assert_eq!(new[..5], ["Bảo Thắng", "Tiêu chí thành phần", "Kế hoạch cải cách hành chính", "Có", "Đạt"]);
    assert_eq!(new[5..], signs);
    let [Trouble::LegacyCharset { cells: 5, before, after, .. }] = &troubles[..] else { panic!("{troubles:?}") };
    assert_eq!((before.as_str(), after.as_str()), ("KÕ ho¹ch c¶i c¸ch hµnh chÝnh", "Kế hoạch cải cách hành chính"));
}

#[test]
fn a_font_is_a_second_vote_and_never_the_first() {
    let fonts = BTreeSet::from([Charset::of_font(".VnTimeH").unwrap(), Charset::of_font("VNI-Times").unwrap()]);
    assert_eq!(Charset::of_font("Times New Roman"), None);
    let one = "L\u{ad}u".to_owned();
    for (votes, wanted) in [(&BTreeSet::new(), "L\u{ad}u"), (&fonts, "Lưu")] {
        let mut grids = [sheet([&one])];
        settle(&mut grids, votes);
        assert_eq!(grids[0].get(0, 0), Some(&Value::Text(wanted.into())));
    }
    let mut grids = [sheet(["Có", "Cải cách", "Müller", "±0,5"].map(str::to_owned).iter())];
    let before = grids.clone();
    assert!(settle(&mut grids, &fonts).is_empty());
    assert_eq!(grids, before);
}

fn any_corpus() -> impl Strategy<Value = Vec<String>> {
    proptest::sample::subsequence(corpus(), 8..40).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_of_a_text_come_back(texts in any_corpus(), vni in any::<bool>()) {
        let charset = Charset::ALL[usize::from(vni)];
        let old: Vec<String> = texts.iter().map(|text| tables::encoded(text, charset)).collect();
        for (text, new) in texts.iter().zip(settled(&old).0) {
            prop_assert_eq!(comparable(text, charset), comparable(&new, charset));
        }
    }

    #[test]
    fn unicode_stays_beside_old_cells(texts in any_corpus(), vni in any::<bool>(), every in 2usize..5) {
        let charset = Charset::ALL[usize::from(vni)];
        let long = |text: &str| text.split(' ').count() > 3;
        let mixed: Vec<String> = texts.iter().enumerate().map(|(at, text)| {
            if at % every == 0 && long(text) { tables::encoded(text, charset) } else { text.clone() }
        }).collect();
        for (text, new) in texts.iter().zip(settled(&mixed).0) {
            prop_assert_eq!(comparable(text, charset), comparable(&new, charset));
        }
    }

    #[test]
    fn decomposed_text_is_not_old(texts in any_corpus()) {
        let apart: Vec<String> = texts.iter().map(|text| text.nfd().collect()).collect();
        prop_assert_eq!(settled(&apart).0, apart);
    }

    #[test]
    fn any_string_is_survived(texts in proptest::collection::vec("[ -~\u{a0}-\u{ff}]{0,20}", 1..20)) {
        prop_assert_eq!(settled(&texts).0.len(), texts.len());
    }
}
