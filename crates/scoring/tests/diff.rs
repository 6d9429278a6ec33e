//! What changed between two rubrics: every change of every statement is told, at the node that it is of, and nothing else.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "diff/sample.rs"]
mod sample;

use sample::{node, points, rubric, words};
use scoring::diff::{Aspect, Difference, Summary, diff};
use scoring::rubric::{Adjustment, Gate, NamedResult, RankOn, TieBreak, When};
use scoring::rule::{Against, Basis, Bound, Code, Combine, Condition, Measure, Slope, Tier, WhenZero, Worth};
use scoring::{
    Aggregate, Band, Choice, Example, NodeId, NotArising, Office, Place, Role, Round, RoundKind, RoundingMode, Rubric,
    Rule,
};

/// Changes one thing of the sample, and gives the differences in Vietnamese.
fn changed(change: impl FnOnce(&mut Rubric)) -> Vec<(String, Aspect, String, String)> {
    let old = rubric();
    let mut new = rubric();
    change(&mut new);
    new.settle().unwrap();
    let told = |one: Difference| (one.code, one.aspect, one.old.vi, one.new.vi);
    let differences = diff(&old, &new);
    assert!(differences.iter().all(|one| one.old.en != one.new.en && one.old.vi != one.new.vi), "{differences:#?}");
    differences.into_iter().map(told).collect()
}

/// Asserts one change of one node (or of none, when the code is empty).
#[track_caller]
fn one(code: &str, aspect: Aspect, old: &str, new: &str, change: impl FnOnce(&mut Rubric)) {
    assert_eq!(changed(change), [(code.to_owned(), aspect, old.to_owned(), new.to_owned())]);
}

#[test]
fn a_rubric_does_not_differ_from_itself() {
    assert_eq!(changed(|_| ()), []);
    let rubric = rubric();
    assert_eq!(diff(&rubric, &rubric), []);
    let differences = Summary::new(&rubric, &rubric, &[]);
    assert_eq!((differences.unchanged, differences.changed, differences.beside), (rubric.nodes.len(), 0, 0));
}

#[test]
fn the_spelling_of_a_number_is_no_difference() {
    let tier = Tier { bound: Bound::Below("80.00".parse().unwrap()), worth: Worth::Points(points("0.0")) };
    assert_eq!(changed(|new| words(new, "1.1").branches[0].parts[0].words[0] = Box::new(tier)), []);
    assert_eq!(changed(|new| node(new, "1.1").declared_max = Some(points("1.50"))), []);
}

#[test]
fn each_number_of_a_rule() {
    let tier = |at: i64, worth| Box::new(Tier { bound: Bound::Below(at.into()), worth: Worth::Points(points(worth)) });
    one("1.1", Aspect::Rule, "dưới 80 %: 0 điểm", "dưới 85 %: 0 điểm", |new| {
        words(new, "1.1").branches[0].parts[0].words[0] = tier(85, "0");
    });
    one("1.1", Aspect::Rule, "dưới 80 %: 0 điểm", "dưới 80 %: 0,25 điểm", |new| {
        words(new, "1.1").branches[0].parts[0].words[0] = tier(80, "0.25");
    });
    let slope = sample::slope();
    for (change, new_text) in [
        (Slope { from: 1001.into(), ..slope }, "từ 1001: 0,5 điểm, cứ thêm 100 cộng 0,25 theo tỷ lệ, tối đa 2"),
        (Slope { base: points("0.6"), ..slope }, "từ 1000: 0,6 điểm, cứ thêm 100 cộng 0,25 theo tỷ lệ, tối đa 2"),
        (Slope { per: 200.into(), ..slope }, "từ 1000: 0,5 điểm, cứ thêm 200 cộng 0,25 theo tỷ lệ, tối đa 2"),
        (Slope { per: (-100).into(), ..slope }, "từ 1000: 0,5 điểm, cứ giảm 100 cộng 0,25 theo tỷ lệ, tối đa 2"),
        (Slope { add: points("0.3"), ..slope }, "từ 1000: 0,5 điểm, cứ thêm 100 cộng 0,3 theo tỷ lệ, tối đa 2"),
        (Slope { cap: points("1.9"), ..slope }, "từ 1000: 0,5 điểm, cứ thêm 100 cộng 0,25 theo tỷ lệ, tối đa 1,9"),
    ] {
        let old_text = "từ 1000: 0,5 điểm, cứ thêm 100 cộng 0,25 theo tỷ lệ, tối đa 2";
        one("1.2", Aspect::Rule, old_text, new_text, |new| {
            words(new, "1.2").branches[0].parts[0].words[0] = Box::new(change);
        });
    }
    one(
        "1.3",
        Aspect::Rule,
        "2 điểm, mỗi trường hợp trừ 0,25, không dưới 0",
        "2 điểm, mỗi trường hợp trừ 0,5, không dưới 0",
        |new| {
            words(new, "1.3").branches[0].parts[0].words[0] = Box::new(scoring::rule::MinusEach(points("0.5")));
        },
    );
}

#[test]
fn a_changed_number_is_told_as_such() {
    let old = rubric();
    let mut new = rubric();
    let tier = Tier { bound: Bound::Below(85.into()), worth: Worth::Points(points("0")) };
    words(&mut new, "1.1").branches[0].parts[0].words[0] = Box::new(tier);
    words(&mut new, "2.1").branches[0].parts[1].max = Some(points("0.75"));
    node(&mut new, "2.2").rule = Rule::Code(Code::new("|x| x.count * 0.75", |_, max| Ok(max)));
    let details: Vec<String> = diff(&old, &new).into_iter().map(|one| one.detail.vi).collect();
    assert_eq!(details, ["80 → 85", "nhánh 1 (loai = phường), phần 2", "0,5 → 0,75"]);
}

#[test]
fn bounds_and_the_order_of_words() {
    for (bound, text) in [
        (Bound::UpTo(80.into()), "đến 80 %: 0 điểm"),
        (Bound::From(80.into()), "từ 80 % trở lên: 0 điểm"),
        (Bound::Above(80.into()), "trên 80 %: 0 điểm"),
        (Bound::Otherwise, "còn lại: 0 điểm"),
    ] {
        one("1.1", Aspect::Rule, "dưới 80 %: 0 điểm", text, |new| {
            words(new, "1.1").branches[0].parts[0].words[0] =
                Box::new(Tier { bound, worth: Worth::Points(points("0")) });
        });
    }
    let old = "dưới 80 %: 0 điểm; dưới 90 %: 1 điểm";
    one("1.1", Aspect::Rule, old, "dưới 90 %: 1 điểm; dưới 80 %: 0 điểm", |new| {
        words(new, "1.1").branches[0].parts[0].words.swap(0, 1);
    });
    let old = "còn lại: theo tỷ lệ: giá trị × 1,5 / 100 %";
    one("1.1", Aspect::Rule, old, "", |new| {
        words(new, "1.1").branches[0].parts[0].words.pop();
    });
    one("1.1", Aspect::Rule, old, "còn lại: theo tỷ lệ: giá trị × 1,5 / 90 %", |new| {
        words(new, "1.1").branches[0].parts[0].words[2] =
            Box::new(Tier { bound: Bound::Otherwise, worth: Worth::InProportionTo(90.into()) });
    });
}

#[test]
fn measures_parts_and_branches() {
    let old = "tỷ lệ «Số đã xong» / «Số được giao»";
    let measure = |new: &mut Rubric, measure| words(new, "1.1").branches[0].parts[0].measure = measure;
    let percent = |part: &str, whole: &str| Measure::new(Basis::Percent(part.into(), whole.into()));
    one("1.1", Aspect::Rule, old, "tỷ lệ «Số được giao» / «Số đã xong»", |new| {
        measure(new, percent("planned", "done"))
    });
    one("1.1", Aspect::Rule, old, "tỷ lệ «Số đã xong» / other", |new| measure(new, percent("done", "other")));
    one(
        "1.1",
        Aspect::Rule,
        old,
        "tỷ lệ «Số đã xong» / «Số được giao» so với năm trước",
        |new| {
            measure(new, percent("done", "planned").compared(Some(Against::LastYear)));
        },
    );
    one("1.1", Aspect::Rule, "không phát sinh: điểm tối đa", "không phát sinh: tính là 50 %", |new| {
        words(new, "1.1").branches[0].parts[0].when_zero = Some(WhenZero::Percent(50.into()));
    });
    one("2.1", Aspect::Rule, "tối đa 0,5", "tối đa 0,25", |new| {
        words(new, "2.1").branches[0].parts[1].max = Some(points("0.25"));
    });
    one("2.1", Aspect::Rule, "cộng các phần", "chỉ lấy phần cao nhất", |new| {
        words(new, "2.1").branches[0].combine = Combine::Highest;
    });
    one("2.1", Aspect::Rule, "", "mỗi phần làm tròn 2 chữ số", |new| {
        words(new, "2.1").branches[0].round = Some(2)
    });
    one("2.1", Aspect::Rule, "loai = phường", "loai = thị trấn", |new| {
        words(new, "2.1").branches[0].condition = Some(Condition::Attribute("loai".into(), "thị trấn".into()));
    });
    let told = changed(|new| words(new, "2.1").branches.truncate(1));
    assert_eq!((told.len(), told[0].0.as_str(), told[0].1), (1, "2.1", Aspect::Rule));
    let told = changed(|new| drop(words(new, "2.1").branches[0].parts.pop()));
    assert_eq!((told.len(), told[0].0.as_str(), told[0].1), (1, "2.1", Aspect::Rule));
    let told = changed(|new| words(new, "2.1").branches.swap(0, 1));
    assert!(!told.is_empty() && told.iter().all(|one| one.0 == "2.1" && one.1 == Aspect::Rule));
}

#[test]
fn code_and_entered_rules() {
    let code = |text: &str| Rule::Code(Code::new(text, |_, max| Ok(max)));
    one("2.2", Aspect::Rule, "|x| x.count * 0.5", "|x| x.count * 0.75", |new| {
        node(new, "2.2").rule = code("|x| x.count * 0.75");
    });
    one("2.2", Aspect::Rule, "|x| x.count * 0.5", "điểm do người chấm nhập", |new| {
        node(new, "2.2").rule = Rule::Entered;
    });
    assert_eq!(changed(|new| node(new, "2.2").rule = code("|x|   x.count * 0.50")), []);
}

#[test]
fn each_statement_of_a_node() {
    one("1.1", Aspect::Maximum, "1,5", "1,75", |new| node(new, "1.1").declared_max = Some(points("1.75")));
    one("2", Aspect::Maximum, "3", "4", |new| node(new, "2").declared_max = Some(points("4")));
    one("1.3", Aspect::Renamed, "Báo cáo", "Chế độ báo cáo", |new| {
        node(new, "1.3").title = "Chế độ báo cáo".into()
    });
    one("1.3", Aspect::Renamed, "Báo cáo", "Báo cáo.", |new| node(new, "1.3").title = "Báo cáo.".into());
    one("1.3", Aspect::Weight, "1", "2", |new| node(new, "1.3").weight = 2.into());
    one("1.3", Aspect::Step, "", "0,5", |new| node(new, "1.3").step = "0.5".parse().ok());
    one("1.3", Aspect::Office, "NV (Phòng Nội vụ)", "TP (Phòng Tư pháp)", |new| {
        node(new, "1.3").office = "TP".into()
    });
    one("1.3", Aspect::Evidence, "", "Báo cáo năm", |new| node(new, "1.3").evidence = "Báo cáo năm".into());
    one("1.1", Aspect::Computed, "có", "không", |new| node(new, "1.1").computed = false);
    one("1.3", Aspect::Survey, "không", "có", |new| node(new, "1.3").survey = true);
    one("1.3", Aspect::NotArising, "", "0 điểm", |new| node(new, "1.3").not_arising = Some(NotArising::Zero));
    one("1.3", Aspect::Role, "điểm thường", "điểm thưởng", |new| node(new, "1.3").role = Role::Bonus);
    one("1.3", Aspect::OnlyFor, "", "loai = xã, phường", |new| {
        node(new, "1.3").only_for = Some(("loai".into(), vec!["xã".into(), "phường".into()]));
    });
    one("1", Aspect::Cap, "", "4", |new| node(new, "1").cap = Some(points("4")));
    one("1", Aspect::Aggregation, "tổng", "trung bình nhân", |new| {
        node(new, "1").aggregate = Aggregate::GeometricMean
    });
}

#[test]
fn choices_figures_and_examples() {
    let choice = |label: &str, worth| Choice { label: label.into(), points: points(worth) };
    one("2.3", Aspect::Choice, "Đúng hạn: 1", "Đúng hạn: 0,75", |new| {
        node(new, "2.3").choices[0] = choice("Đúng hạn", "0.75");
    });
    one("2.3", Aspect::Choice, "Muộn: 0,5", "Chậm: 0,5", |new| node(new, "2.3").choices[1] = choice("Chậm", "0.5"));
    one("2.3", Aspect::Choice, "Muộn: 0,5", "", |new| drop(node(new, "2.3").choices.remove(1)));
    one(
        "2.3",
        Aspect::Choice,
        "Đúng hạn: 1; Muộn: 0,5; Không: 0",
        "Muộn: 0,5; Đúng hạn: 1; Không: 0",
        |new| {
            node(new, "2.3").choices.swap(0, 1);
        },
    );
    one("1.1", Aspect::Figure, "done: Số đã xong", "finished: Số đã xong", |new| {
        new.figures[0].name = "finished".into()
    });
    one("1.1", Aspect::Figure, "done: Số đã xong", "done: Số xong", |new| {
        new.figures[0].label = "Số xong".into()
    });
    one("1.1", Aspect::Example, "[40; 40] → 1,5", "[40; 40] → 1", |new| {
        node(new, "1.1").examples[0].points = points("1")
    });
    one("1.1", Aspect::Example, "", "[1; 2] → 0", |new| {
        let figures = vec![1.into(), 2.into()];
        node(new, "1.1").examples.push(Example {
            figures,
            points: points("0"),
            choice: None,
            attribute: None,
            place: Place::Nowhere,
        });
    });
}

#[test]
fn each_statement_beside_the_tree() {
    one("", Aspect::Scale, "100", "10", |new| new.scale = Some(10.into()));
    one("", Aspect::Version, "1", "2", |new| new.version = "2".into());
    one("", Aspect::Source, "Quyết định 1", "Quyết định 2", |new| new.source = "Quyết định 2".into());
    one("", Aspect::Year, "2022", "2023", |new| new.year = Some(2023));
    one("", Aspect::Step, "0,25", "", |new| new.step = None);
    one("", Aspect::Rounding, "điểm công bố: 2 chữ số", "điểm công bố: 1 chữ số", |new| {
        new.rounding.publication = 1
    });
    one("", Aspect::Rounding, "điểm từng mục: không làm tròn", "điểm từng mục: 2 chữ số", |new| {
        new.rounding.leaf = Some(2);
    });
    one("", Aspect::Rounding, "nửa làm tròn lên", "bỏ phần lẻ", |new| {
        new.rounding.mode = RoundingMode::Down
    });
    one("", Aspect::Total, "tổng", "trung bình cộng", |new| new.total = Aggregate::Mean);
    one("", Aspect::TotalCap, "", "100", |new| new.total_cap = Some(points("100")));
    one("", Aspect::NoSheet, "thiếu điểm", "0 điểm", |new| new.no_sheet_is_zero = true);
    one("", Aspect::RankOn, "điểm đã làm tròn", "điểm chưa làm tròn", |new| {
        new.rank_on = RankOn::Unrounded
    });
    one("", Aspect::Band, "A: từ 90", "A: từ 85", |new| new.bands[0].from = 85.into());
    one("", Aspect::Band, "", "D: từ 40", |new| new.bands.push(Band { name: "D".into(), from: 40.into() }));
    one("", Aspect::OfficeList, "NV: Phòng Nội vụ", "NV: Sở Nội vụ", |new| {
        new.offices[0].title = "Sở Nội vụ".into()
    });
    one("", Aspect::OfficeList, "", "VP: Văn phòng", |new| {
        new.offices.push(Office { id: "VP".into(), title: "Văn phòng".into() });
    });
    one(
        "",
        Aspect::Round,
        "round1: Thẩm định, thẩm định",
        "round1: Thẩm định, thẩm định, bắt buộc",
        |new| {
            new.rounds[1].required = true;
        },
    );
    one("", Aspect::Round, "", "round2: Vòng 2, thẩm định", |new| {
        new.rounds.push(Round::new("round2", "Vòng 2", RoundKind::Appraisal));
    });
    one(
        "",
        Aspect::Adjustment,
        "Nộp muộn; mỗi ngày nộp muộn; -0,5; tối đa 2",
        "Nộp muộn; mỗi ngày nộp muộn; -1; tối đa 2",
        |new| {
            new.adjustments[0] = Adjustment { points: points("-1"), ..new.adjustments[0].clone() };
        },
    );
    one(
        "",
        Aspect::Gate,
        "có tiêu chí 0 điểm: cao nhất là B",
        "có tiêu chí 0 điểm: cao nhất là C",
        |new| {
            new.gates[0] = Gate { band: "C".into(), when: When::AnyZero };
        },
    );
    one("", Aspect::TieBreak, "điểm của 1", "điểm của 2", |new| {
        new.tie_breaks[0] = TieBreak::Points(new.find("2").unwrap());
    });
    let old = "quy-trinh: Quy trình; tổng (1); thang 100; 2 chữ số; Tốt: từ 80";
    one(
        "",
        Aspect::Result,
        old,
        "quy-trinh: Quy trình; tổng (1, 2); thang 100; 2 chữ số; Tốt: từ 80",
        |new| {
            let both = vec![NodeId(0), new.find("2").unwrap()];
            new.results[0] = NamedResult { nodes: both, ..new.results[0].clone() };
        },
    );
}
