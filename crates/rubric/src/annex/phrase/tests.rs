//! Stock phrases in the manner of annexes, and what they become.

use super::{Leaf, Measure, Rule, Word, understand};
use rust_decimal::Decimal;

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A rule in one line, as it would stand in a script.
fn shown(rule: &Rule) -> String {
    let mut parts: Vec<String> = rule.choices.iter().map(|(label, points)| format!("{label} = {points}")).collect();
    match &rule.measure {
        Some(Measure::Percent(part, whole)) => parts.push(format!("{part}/{whole}")),
        Some(Measure::Figure(name)) => parts.push(name.clone()),
        None => {}
    }
    for word in &rule.words {
        parts.push(match word {
            Word::Below(at, points) => format!("<{at} {points}"),
            Word::UpTo(at, points) => format!("<={at} {points}"),
            Word::From(at, points) => format!(">={at} {points}"),
            Word::Above(at, points) => format!(">{at} {points}"),
            Word::Otherwise(points) => format!("else {points}"),
            Word::InProportion(whole) => format!("pro {whole}"),
            Word::AboveAdds(per, add, cap) => format!("+{per} {add} {cap}"),
            Word::BelowAdds(per, add, cap) => format!("-{per} {add} {cap}"),
            Word::Each(points) => format!("each {points}"),
            Word::MinusEach(points) => format!("minus {points}"),
            Word::NoneIs(points) => format!("none {points}"),
            Word::NoneIsPercent(percent) => format!("none {percent}%"),
            Word::NoneIsFull => "none full".into(),
        });
    }
    parts.join(" | ")
}

fn read(max: &str, text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let leaf = Leaf { title: "Tỷ lệ hồ sơ đúng hạn", max: number(max), figures: &[], lines: &lines };
    match understand(&leaf) {
        Ok(Some(rule)) => shown(&rule),
        Ok(None) => "text".into(),
        Err(doubt) => format!("{doubt:?}"),
    }
}

/// Maximum, phrase, what it becomes.
const PHRASES: &[(&str, &str, &str)] = &[
    // labelled scores
    ("0.5", "Có: 0,5 điểm; Không: 0 điểm", "Có = 0.5 | Không = 0"),
    ("0.5", "Có: 0,5 điểm\nKhông: 0", "Có = 0.5 | Không = 0"),
    ("1", "Có: 1 điểm, Không: 0 điểm", "Có = 1 | Không = 0"),
    ("1", "Có: 1 điểm Không: 0 điểm", "Có = 1 | Không = 0"),
    (
        "1",
        "- Đúng hạn: 1,0 điểm\n- Muộn không quá 30 ngày: 0,5 điểm\n- Không ban hành: 0 điểm",
        "Đúng hạn = 1 | Muộn không quá 30 ngày = 0.5 | Không ban hành = 0",
    ),
    (
        "0.5",
        "+ Ban hành kịp thời được 0,5 điểm\n+ Ban hành không kịp thời được 0,25đ\n+ Không ban hành: không có điểm",
        "Ban hành kịp thời = 0.5 | Ban hành không kịp thời = 0.25 | Không ban hành = 0",
    ),
    ("2", "Đạt yêu cầu: điểm tối đa; không đạt yêu cầu: 0 điểm", "Đạt yêu cầu = 2 | không đạt yêu cầu = 0"),
    (
        "4",
        "Xuất sắc: 100% điểm tối đa; tốt: 75% điểm tối đa; hoàn thành: 50% số điểm tối đa",
        "Xuất sắc = 4 | tốt = 3 | hoàn thành = 2",
    ),
    (
        "0.75",
        "Thang điểm: Công khai đầy đủ 0,75 điểm; công khai chưa đầy đủ 0,25 điểm; không công khai 0 điểm",
        "Công khai đầy đủ = 0.75 | công khai chưa đầy đủ = 0.25 | không công khai = 0",
    ),
    (
        "1",
        "Đúng trình tự, đúng hạn: 1 điểm; đúng trình tự, muộn: 0,5 điểm; chưa đúng trình tự: 0 điểm",
        "Đúng trình tự, đúng hạn = 1 | đúng trình tự, muộn = 0.5 | chưa đúng trình tự = 0",
    ),
    (
        "1",
        "Từ 3 tin bài trở lên và có chuyên mục riêng: 1 điểm; trường hợp chưa có chuyên mục: 0,5 điểm",
        "Từ 3 tin bài trở lên và có chuyên mục riêng = 1 | trường hợp chưa có chuyên mục = 0.5",
    ),
    // tiers of percentages
    (
        "1",
        "Từ 95% trở lên: 1 điểm; từ 80% đến dưới 95%: 0,5 điểm; dưới 80%: 0 điểm",
        "done/total | >=95 1 | >=80 0.5 | else 0",
    ),
    (
        "1",
        "Dưới 80 %: 0 điểm; từ 80 % đến dưới 95 %: 0,5 điểm; từ 95 % trở lên: 1 điểm",
        "done/total | <80 0 | <95 0.5 | else 1",
    ),
    (
        "1",
        "- Đạt từ 95% trở lên: 1\n- Đạt từ 80% đến dưới 95%: 0,5\n- Đạt dưới 80%: 0",
        "done/total | >=95 1 | >=80 0.5 | else 0",
    ),
    ("1", "≥ 95%: 1 điểm; 80% - <95%: 0,5 điểm; < 80%: 0 điểm", "done/total | >=95 1 | >=80 0.5 | else 0"),
    (
        "1",
        "Từ 95% trở lên: 1 điểm, từ 80% đến dưới 95%: 0,5 điểm, dưới 80%: 0 điểm.",
        "done/total | >=95 1 | >=80 0.5 | else 0",
    ),
    (
        "2.5",
        "Từ 98% trở lên: 2,5 điểm; từ 95% trở lên: 2 điểm; từ 90% trở lên: 1,5 điểm; còn lại: 0 điểm",
        "done/total | >=98 2.5 | >=95 2 | >=90 1.5 | else 0",
    ),
    (
        "2.5",
        "Tỷ lệ giải phóng mặt bằng đạt từ 95% trở lên: 2,5 điểm; dưới 95%: 0 điểm",
        "done/total | >=95 2.5 | else 0",
    ),
    (
        "1",
        "Trên 90%: 1 điểm; từ trên 70% đến 90%: 0,5 điểm; từ 70% trở xuống: 0 điểm",
        "done/total | >90 1 | >70 0.5 | else 0",
    ),
    (
        "1",
        "Trên 90%: 1 điểm; trên 70% đến 90%: 0,5 điểm; từ 70% trở xuống: 0 điểm",
        "done/total | >90 1 | >70 0.5 | else 0",
    ),
    (
        "1",
        "Hoàn thành 100% kế hoạch: 1 điểm; hoàn thành từ 80% đến dưới 100% kế hoạch: 0,5 điểm; hoàn thành dưới 80% kế hoạch: 0 điểm",
        "done/total | >=100 1 | >=80 0.5 | else 0",
    ),
    (
        "0.5",
        "100% số thủ tục được niêm yết: 0,5 điểm; dưới 100%: 0 điểm",
        "100% số thủ tục được niêm yết = 0.5 | dưới 100% = 0",
    ),
    (
        "0.5",
        "100% số thủ tục niêm yết đạt 0,5 điểm; dưới 100% số thủ tục niêm yết đạt 0 điểm",
        "done/total | >=100 0.5 | else 0",
    ),
    (
        "1",
        "Từ 30% số đơn vị trở lên: 1 điểm; từ 20% đến dưới 30% số đơn vị: 0,5 điểm; dưới 20% số đơn vị: 0 điểm",
        "done/total | >=30 1 | >=20 0.5 | else 0",
    ),
    ("1", "1 điểm nếu tỷ lệ đạt từ 95% trở lên; 0 điểm nếu tỷ lệ dưới 95%", "done/total | >=95 1 | else 0"),
    ("1", "Tỷ lệ không quá 5%: 1 điểm; trên 5%: 0 điểm", "done/total | <=5 1 | else 0"),
    ("3", "Từ 99,5% trở lên: 3 điểm; dưới 99,5%: 0 điểm", "done/total | >=99.5 3 | else 0"),
    (
        "3",
        "Dưới 60%: 0 điểm; từ 95%: 3 điểm; từ 90% đến dưới 95%: 2,5 điểm; từ 60% đến dưới 90%: tỷ lệ % × 3 / 100%",
        "text",
    ),
    (
        "3",
        "Dưới 60%: 0 điểm; từ 95% trở lên: 3 điểm; từ 90% đến dưới 95%: 2,5 điểm; từ 60% đến dưới 90%: tỷ lệ % × 3 / 100%",
        "done/total | <60 0 | >=95 3 | >=90 2.5 | pro 100",
    ),
    ("3", "Từ 95% trở lên: 3 điểm; từ 60% đến dưới 70%: 1 điểm; còn lại: 0 điểm", "Unclear"),
    // proportion
    ("1.5", "Dưới 80 %: 0 điểm; từ 80 % trở lên: tỷ lệ % × điểm tối đa / 100 %", "done/total | <80 0 | pro 100"),
    ("20", "(b/a) × điểm tối đa\na là tổng số hồ sơ; b là số hồ sơ đúng hạn", "b/a | pro 100"),
    ("20", "Điểm = b/a x 20. Trong đó: a là tổng số hồ sơ; b là số hồ sơ đúng hạn", "b/a | pro 100"),
    ("2", "Từ 80% trở lên: 2 điểm; dưới 80%: tỷ lệ × 2 / 80%", "done/total | >=80 2 | pro 80"),
    (
        "6",
        "Từ 50% trở lên: điểm tối đa; dưới 50% thì điểm đánh giá được tính theo công thức: (b/a) × điểm tối đa / 50%",
        "b/a | >=50 6 | pro 50",
    ),
    ("6", "Từ 90% trở lên: 6 điểm; dưới 90% tính theo công thức: tỷ lệ % × 6 / 90%", "done/total | >=90 6 | pro 90"),
    (
        "1",
        "Hoàn thành 100% kế hoạch: 1 điểm; hoàn thành từ 80% đến dưới 100% kế hoạch thì điểm đánh giá được tính theo công thức: (Tỷ lệ % hoàn thành x 1)/100%; dưới 80%: 0 điểm",
        "done/total | >=100 1 | <80 0 | pro 100",
    ),
    ("25", "b/a × 100% × 25", "b/a | pro 100"),
    ("3", "Tỷ lệ % hoàn thành × 3/100%", "done/total | pro 100"),
    ("3", "Tỷ lệ % x 3 / 100", "done/total | pro 100"),
    ("4", "Số nhiệm vụ hoàn thành / tổng số nhiệm vụ × điểm tối đa", "done/total | pro 100"),
    (
        "1",
        "Tính tỷ lệ % giữa số nhiệm vụ hoàn thành so với tổng số nhiệm vụ được giao. Từ 95% trở lên: tỷ lệ % × điểm tối đa / 100%. Dưới 95%: 0 điểm.",
        "done/total | <95 0 | pro 100",
    ),
    ("2", "Không phát sinh: điểm tối đa; tỷ lệ % × 2/100%", "done/total | pro 100 | none full"),
    (
        "2",
        "Từ 80% trở lên: 2 điểm; dưới 80%: 0 điểm; trường hợp không phát sinh hồ sơ thì được 1 điểm",
        "done/total | >=80 2 | else 0 | none 1",
    ),
    ("2", "Tỷ lệ % × 2/100%; không phát sinh: tính là 100 %", "done/total | pro 100 | none 100%"),
    // counts
    ("2", "Mỗi văn bản được 0,5 điểm, tối đa 2 điểm", "count | each 0.5"),
    ("2", "Cứ 01 sáng kiến được cộng 0,5 điểm, tối đa không quá 2 điểm", "count | each 0.5"),
    ("1", "Mỗi sáng kiến: 0,25 điểm", "text"),
    ("1", "0,25 điểm/sáng kiến, không quá 1 điểm", "count | each 0.25"),
    ("1", "Cộng 0,25 điểm cho mỗi sáng kiến", "count | each 0.25"),
    ("1.5", "Mỗi báo cáo chậm trừ 0,25 điểm", "count | minus 0.25"),
    ("1.5", "Đúng hạn, đầy đủ: 1,5 điểm; mỗi báo cáo chậm bị trừ 0,25 điểm", "count | minus 0.25"),
    ("1.5", "Cứ 01 báo cáo gửi muộn thì trừ 0,25 điểm, trừ đến hết điểm", "count | minus 0.25"),
    ("1", "Trừ 0,5 điểm đối với mỗi trường hợp bị kỷ luật, không dưới 0 điểm", "count | minus 0.5"),
    // counts in tiers
    ("1", "Từ 3 sáng kiến trở lên: 1 điểm; dưới 3 sáng kiến: 0 điểm", "value | >=3 1 | else 0"),
    (
        "1",
        "Có 3 sáng kiến: 1 điểm; có 2 sáng kiến: 0,5 điểm; không có: 0 điểm",
        "Có 3 sáng kiến = 1 | có 2 sáng kiến = 0.5 | không có = 0",
    ),
    // as the program explains its own rules
    (
        "2.5",
        "tỷ lệ Số nhiệm vụ đã hoàn thành / Số nhiệm vụ trong kế hoạch: dưới 80 %: 0 điểm; còn lại: theo tỷ lệ: giá trị × 2,5 / 100 %",
        "done/total | <80 0 | pro 100",
    ),
    (
        "1",
        "tỷ lệ Số vụ hòa giải thành / Số vụ việc tiếp nhận: dưới 60 %: 0 điểm; dưới 80 %: 0,5 điểm; còn lại: 1 điểm",
        "done/total | <60 0 | <80 0.5 | else 1",
    ),
    ("1.25", "tỷ lệ Số người / Số kế hoạch: còn lại: theo tỷ lệ: giá trị × 1,25 / 80 %", "done/total | pro 80"),
    (
        "1",
        "tỷ lệ Số a / Số b: đến 70 %: 0 điểm; trên 90 %: 1 điểm; còn lại: 0,5 điểm",
        "done/total | <=70 0 | >90 1 | else 0.5",
    ),
    ("1", "Số sáng kiến được công nhận: cứ mỗi 1 được 0,25 điểm, tối đa 1", "count | each 0.25"),
    ("1.5", "Số báo cáo gửi muộn: 1,5 điểm, mỗi trường hợp trừ 0,25, không dưới 0", "count | minus 0.25"),
    (
        "1",
        "tỷ lệ «Số vụ hòa giải thành» / «Số vụ việc»: dưới 60 %: 0 điểm; còn lại: 1 điểm",
        "done/total | <60 0 | else 1",
    ),
    ("1", "«Số sáng kiến»: cứ mỗi 1 được 0,25 điểm, tối đa 1", "count | each 0.25"),
    ("1.5", "«Số báo cáo gửi muộn»: 1,5 điểm, mỗi trường hợp trừ 0,25, không dưới 0", "count | minus 0.25"),
    ("25", "«Dân số»: đến 16000: 10 điểm; từ 16000: 10 điểm, cứ thêm 1000 cộng 0,5 theo tỷ lệ, tối đa 25", "text"),
    ("1", "«Số hồ sơ» so với trung bình nhóm: từ 0 trở lên: 1 điểm; còn lại: 0 điểm", "text"),
    ("1", "tỷ lệ «Số a» / «Số b» so với năm trước: từ 0 % trở lên: 1 điểm; còn lại: 0 điểm", "text"),
    ("25", "Dân số từ 16.000 người trở xuống: 10 điểm; cứ thêm 1.000 người được cộng 0,5 điểm, tối đa 25 điểm", "text"),
    ("2", "Từ 80 trở lên: 2 điểm; còn lại: giá trị × 2 / 80", "text"),
    // at the edge
    ("1", "Không có sáng kiến: 0 điểm; mỗi sáng kiến được 0,25 điểm", "count | each 0.25"),
    ("2", "Điểm tối đa: 2 điểm. Mỗi lỗi trừ 0,5 điểm", "count | minus 0.5"),
    ("2", "Điểm tối đa: 2 điểm; Đạt: 2 điểm; Không đạt: 0 điểm", "Đạt = 2 | Không đạt = 0"),
    (
        "2",
        "Tỷ lệ giữa số hồ sơ trễ hạn và tổng số hồ sơ: dưới 5%: 2 điểm; từ 5% trở lên: 0 điểm",
        "done/total | <5 2 | else 0",
    ),
    (
        "1",
        "Trên 80% đến 100%: 1 điểm; từ 50% đến 80%: 0,5 điểm; dưới 50%: 0 điểm",
        "done/total | >80 1 | >=50 0.5 | else 0",
    ),
    ("1", "Trước ngày 30/6: 1 điểm; sau ngày 30/6: 0 điểm", "Trước ngày 30/6 = 1 | sau ngày 30/6 = 0"),
    ("1", "Từ 0% đến dưới 50%: 0 điểm; từ 50% đến 100%: 1 điểm", "done/total | <50 0 | else 1"),
    (
        "1",
        "Đạt 1 trong 2 nội dung: 0,5 điểm; đạt cả 2 nội dung: 1 điểm",
        "Đạt 1 trong 2 nội dung = 0.5 | đạt cả 2 nội dung = 1",
    ),
    // what must stay text or be doubted
    ("1", "Từ 95% trở lên: 1 điểm; từ 80% đến 95%: 0,5 điểm; dưới 80%: 0 điểm", "Overlap(95)"),
    ("1", "Từ 95% trở lên: 1 điểm; dưới 90%: 0 điểm", "Gap(90)"),
    ("1", "Trên 80%: 1 điểm; dưới 80%: 0 điểm", "Gap(80)"),
    ("1", "Từ 95% trở lên: 1 điểm; từ 80% đến dưới 95%: 0,5 điểm", "Gap(80)"),
    ("2", "Bằng hoặc trên mức trung bình: 1 điểm; dưới mức trung bình: 0 điểm", "Best(1)"),
    (
        "1",
        "Từ 95% trở lên và không có đơn thư: 1 điểm; dưới 95%: 0 điểm",
        "Từ 95% trở lên và không có đơn thư = 1 | dưới 95% = 0",
    ),
    (
        "3",
        "Tỷ lệ nhỏ hơn hoặc bằng mức trung bình: 3 điểm; cứ tăng thêm 0,5% được cộng 0,25 điểm, tối đa 5 điểm",
        "text",
    ),
    ("2", "Mỗi văn bản được 0,5 điểm, tối đa 1 điểm", "text"),
    ("1", "Mỗi 5% tăng thêm được cộng 0,25 điểm", "text"),
    ("1", "Chậm trừ 0,25 điểm; không gửi trừ 0,5 điểm", "text"),
    ("1", "Mỗi báo cáo chậm trừ 0,25 điểm; không gửi: 0 điểm", "text"),
    ("1", "Mỗi hai lần chậm trừ 0,25 điểm", "text"),
    ("2", "Sai phạm nhẹ trừ 50% số điểm; sai phạm nghiêm trọng: 0 điểm", "text"),
    ("1", "Tính điểm theo tỷ lệ", "text"),
    ("1", "(b/a) × 2", "text"),
    ("10", "(Tỷ lệ vượt − mức trung bình) × 10", "text"),
    ("1", "Từ 1.125 điểm trở lên: 1 điểm; còn lại: 0 điểm", "text"),
    ("1", "Theo hướng dẫn của Sở Nội vụ", "text"),
    ("1", "Có: 1 điểm", "text"),
    ("1", "Từ 80% trở lên: 1 điểm; dưới 80%: giảm 0,25 điểm", "text"),
    ("1", "Từ 80% trở lên: 1 điểm; dưới 80%: trừ 0,25 điểm", "text"),
    ("1", "Điểm tối đa: 2 điểm; Đạt: 1 điểm; Không đạt: 0 điểm", "text"),
    ("1", "Đúng hạn được 1 điểm, muộn 5 ngày trừ 0,5 điểm", "text"),
    ("1", "Đúng hạn: 1 điểm; mỗi ngày muộn trừ 0,1 điểm, tối đa 0,5 điểm", "text"),
    ("1", "Cứ 1% được 0,1 điểm", "text"),
    ("1", "Mỗi lỗi trừ 5% số điểm", "text"),
    ("2", "Từ 90% trở lên được 2 điểm (chưa tính điểm thưởng 0,5); dưới 90%: 0 điểm", "text"),
    ("0.75", "Cấp tỉnh: 0,25 điểm; cấp huyện: 0,25 điểm; cấp xã: 0,25 điểm", "Best(0.25)"),
    ("2", "Tỷ lệ % × điểm tối đa / 80", "text"),
    ("2", "Từ 80% trở lên: (b/a) × điểm tối đa", "Gap(80)"),
    ("2", "100% − (tỷ lệ quá hạn + tỷ lệ khiếu nại) × 2", "text"),
    ("2", "b/a × c/d × 2", "text"),
    ("0.5", "Có: 0,5; Không: 0; Không áp dụng: N/A", "text"),
    ("2", "Mỗi báo cáo đúng hạn được 0,25 điểm; mỗi báo cáo muộn được 0,1 điểm", "text"),
    ("1", "Đúng hạn: 1,5 điểm; muộn: 0,5 điểm", "Best(1.5)"),
    ("1", "điểm do người chấm nhập", "text"),
    ("2", "tổng số điểm các mục nhân với hệ số 0,2", "text"),
    ("1", "x.count >= 2: x.max", "text"),
    ("5", "Mục 1 đến 3: 5 điểm; mục 4: 2 điểm", "Mục 1 đến 3 = 5 | mục 4 = 2"),
];

/// Rules as the program explains them, with the figures that its table lists beside them.
#[test]
fn explained_rules_with_their_figures() {
    let figures = [("people".to_owned(), "Dân số".to_owned()), ("poor".to_owned(), "Tỷ lệ nghèo: %".to_owned())];
    let read = |max: &str, line: &str| {
        let lines = [line.to_owned()];
        let leaf = Leaf { title: "", max: number(max), figures: &figures, lines: &lines };
        understand(&leaf).unwrap().map_or("text".to_owned(), |rule| shown(&rule))
    };
    for (max, line, expected) in [
        (
            "25",
            "«Dân số»: đến 16000: 10 điểm; từ 16000: 10 điểm, cứ thêm 1000 cộng 0,5 theo tỷ lệ, tối đa 25",
            "people | <=16000 10 | +1000 0.5 25",
        ),
        (
            "5",
            "«Tỷ lệ nghèo: %»: từ 4,5 trở lên: 3 điểm; từ 4,5: 3 điểm, cứ giảm 1 cộng 1 theo tỷ lệ, tối đa 5",
            "poor | >=4.5 3 | -1 1 5",
        ),
        (
            "2",
            "tỷ lệ «Dân số» / «Tỷ lệ nghèo: %»: còn lại: theo tỷ lệ: giá trị × 2 / 100 %; không phát sinh: điểm tối đa",
            "people/poor | pro 100 | none full",
        ),
        ("2", "«Dân số»: từ 3 trở lên: 2 điểm; còn lại: 0 điểm", "people | >=3 2 | else 0"),
        ("2", "«Dân số»: từ 80 trở lên: 2 điểm; còn lại: theo tỷ lệ: giá trị × 2 / 80", "people | >=80 2 | pro 80"),
        ("4", "«Dân số»: còn lại: theo tỷ lệ: giá trị × 4 / 100", "people | pro 100"),
        ("2", "«Dân số»: 2 điểm, mỗi trường hợp trừ 0,5, không dưới 0", "people | minus 0.5"),
        ("2", "«Dân số» so với trung bình nhóm: từ 0 trở lên: 2 điểm; còn lại: 0 điểm", "text"),
        ("2", "miền = núi: «Dân số»: từ 3 trở lên: 2 điểm; còn lại: 0 điểm", "text"),
        ("25", "«Dân số»: đến 15000: 10 điểm; từ 16000: 10 điểm, cứ thêm 1000 cộng 0,5 theo tỷ lệ, tối đa 25", "text"),
    ] {
        assert_eq!(read(max, line), expected, "{line}");
    }
}

#[test]
fn phrases_become_words_or_stay_text() {
    let mut wrong = Vec::new();
    for (max, text, expected) in PHRASES {
        let found = read(max, text);
        if found != *expected {
            wrong.push(format!("{text}\n    {found}\n    {expected} (expected)"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), PHRASES.len(), wrong.join("\n"));
}
