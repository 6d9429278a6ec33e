//! Everything that drafting a rubric says to a person, in both languages.

use super::phrase::Doubt;
use rust_decimal::Decimal;
use scoring::{Lang, Problem, Text};

fn text(vi: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(vi, en)
}

pub(super) fn no_header() -> Problem {
    Problem::error(
        "annex-header",
        text("không tìm thấy dòng tiêu đề của phụ lục", "no heading row of an annex was found"),
    )
    .with_help(text(
        "cần một dòng có “Tiêu chí” hoặc “Nội dung” cùng với “Điểm tối đa” hoặc “Cách chấm” trong 40 dòng đầu",
        "one of the first 40 rows must say “Tiêu chí” or “Nội dung”, and “Điểm tối đa” or “Cách chấm”",
    ))
}

pub(super) fn no_rows() -> Problem {
    Problem::error(
        "annex-rows",
        text("dưới dòng tiêu đề không có tiêu chí nào", "there is no criterion below the heading row"),
    )
}

pub(super) fn column_not_read(heading: &str) -> Problem {
    Problem::note(
        "annex-column",
        text(format!("cột “{heading}” không được đọc"), format!("the column “{heading}” is not read")),
    )
}

pub(super) fn not_placed(title: &str) -> Problem {
    Problem::warning(
        "annex-row",
        text(
            format!("không biết dòng này thuộc đâu: {title}"),
            format!("where this row belongs can't be told: {title}"),
        ),
    )
    .with_help(text(
        "thêm số thứ tự (I, 1, 1.1 …) cho dòng, hoặc chép nội dung vào tệp .rhai bằng tay",
        "give the row a code (I, 1, 1.1 …), or copy it into the .rhai by hand",
    ))
}

pub(super) fn part(title: &str) -> Problem {
    Problem::note(
        "annex-part",
        text(format!("tên phần, không thành tiêu chí: {title}"), format!("the name of a part, no criterion: {title}")),
    )
}

pub(super) fn too_deep(code: &str, under: &str) -> Problem {
    Problem::warning(
        "annex-depth",
        text(
            format!("{code} sâu hơn tiêu chí thành phần; nội dung được giữ trong ghi chú của {under}"),
            format!("{code} lies below a subcriterion; its text is kept in the comment of {under}"),
        ),
    )
}

pub(super) fn code_twice(code: &str) -> Problem {
    Problem::error("annex-code", text(format!("mã {code} có hai lần"), format!("the code {code} is there twice")))
        .with_help(text("sửa số thứ tự của dòng này", "correct the code of this row"))
}

pub(super) fn no_parent(code: &str) -> Problem {
    Problem::error(
        "annex-code",
        text(format!("{code} không có mục cha ở trên"), format!("{code} has no parent above it")),
    )
    .with_help(text("thêm dòng của mục cha, hoặc sửa số thứ tự", "add the parent's row, or correct the code"))
}

pub(super) fn renumbered(found: &str, code: &str) -> Problem {
    Problem::note(
        "annex-code",
        text(
            format!("ô ghi số {found}, theo thứ tự là {code}"),
            format!("the cell holds the number {found}, by its place it is {code}"),
        ),
    )
}

pub(super) fn odd_maximum(found: &str) -> Problem {
    Problem::error(
        "annex-maximum",
        text(format!("điểm tối đa không phải là số: {found}"), format!("the maximum is no number: {found}")),
    )
}

pub(super) fn no_maximum(code: &str) -> Problem {
    Problem::error("annex-maximum", text(format!("{code} không có điểm tối đa"), format!("{code} has no maximum")))
        .with_help(text("điền điểm tối đa vào tệp .rhai", "fill in the maximum in the .rhai"))
}

pub(super) fn sum_differs(code: &str, stated: Decimal, sum: Decimal) -> Problem {
    let sentence = |lang: Lang| {
        let (stated, sum) = (lang.number(stated), lang.number(sum));
        match (lang, code.is_empty()) {
            (Lang::Vi, true) => format!("tổng ghi {stated}, các phần cộng lại là {sum}"),
            (Lang::Vi, false) => format!("{code}: điểm tối đa ghi {stated}, các phần cộng lại là {sum}"),
            (Lang::En, true) => format!("the total says {stated}, its parts add up to {sum}"),
            (Lang::En, false) => format!("{code}: the maximum says {stated}, its parts add up to {sum}"),
        }
    };
    Problem::warning("annex-sum", text(sentence(Lang::Vi), sentence(Lang::En))).with_help(text(
        "giữ nguyên như phụ lục; sửa trong tệp .rhai khi đã hỏi cơ quan ban hành",
        "kept as the annex has it; correct it in the .rhai once the issuing office has been asked",
    ))
}

pub(super) fn doubtful(code: &str, doubt: Doubt) -> Problem {
    let sentence = |lang: Lang| {
        let what = match (doubt, lang) {
            (Doubt::Gap(at), Lang::Vi) => format!("các mức bỏ trống ở {}", lang.number(at)),
            (Doubt::Gap(at), Lang::En) => format!("the tiers leave a gap at {}", lang.number(at)),
            (Doubt::Overlap(at), Lang::Vi) => format!("hai mức cùng chứa {}", lang.number(at)),
            (Doubt::Overlap(at), Lang::En) => format!("two tiers cover {}", lang.number(at)),
            (Doubt::Best(best), Lang::Vi) => format!("mức cao nhất là {}, khác điểm tối đa", lang.number(best)),
            (Doubt::Best(best), Lang::En) => format!("the best tier gives {}, not the maximum", lang.number(best)),
            (Doubt::Unclear, Lang::Vi) => "thứ tự các mức không rõ".to_owned(),
            (Doubt::Unclear, Lang::En) => "the order of the tiers is not clear".to_owned(),
        };
        format!("{code}: {what}")
    };
    Problem::warning("annex-rule", text(sentence(Lang::Vi), sentence(Lang::En))).with_help(text(
        "cách chấm được giữ làm ghi chú, điểm do người chấm nhập; viết quy tắc khi đã rõ",
        "the guide is kept as a comment and points are entered; write the rule once it is clear",
    ))
}
