//! Every word and sentence of this crate, in both languages.

use crate::Error;
use rust_decimal::Decimal;
use scoring::diff::Summary;
use scoring::{Aggregate, Lang, Node, Rubric, Severity, Text};

/// What an error says.
pub fn error(error: &Error) -> Text {
    match error {
        Error::TooLarge { table } => Text::new(
            format!("bảng «{table}» lớn hơn một trang tính (1.048.576 dòng, 16.384 cột)"),
            format!("the table “{table}” is larger than a worksheet (1,048,576 rows, 16,384 columns)"),
        ),
        Error::Workbook { table, reason } => Text::new(
            format!("không lập được sổ tính (bảng «{table}»): {reason}"),
            format!("the workbook could not be written (table “{table}”): {reason}"),
        ),
        Error::Csv { table, reason } => Text::new(
            format!("không ghi được bảng «{table}» thành CSV: {reason}"),
            format!("the table “{table}” could not be written as CSV: {reason}"),
        ),
    }
}

/// The heading of a column by its machine name; the name itself when it has none.
pub(crate) fn heading(name: &str, lang: Lang) -> &str {
    let (vi, en) = match name {
        "no" => ("TT", "No."),
        "unit" => ("Đơn vị", "Unit"),
        "name" => ("Tên đơn vị", "Name"),
        "group" => ("Nhóm", "Group"),
        "raw" => ("Điểm thẩm định", "Appraised points"),
        "max" => ("Điểm tối đa", "Maximum"),
        "unknown" => ("Điểm tối đa còn thiếu", "Maxima missing"),
        "score" => ("Chỉ số", "Index"),
        "rank" => ("Xếp hạng", "Rank"),
        "band" => ("Xếp loại", "Band"),
        "note" => ("Ghi chú", "Note"),
        "previous_score" => ("Chỉ số năm trước", "Last year’s index"),
        "previous_rank" => ("Xếp hạng năm trước", "Last year’s rank"),
        "score_change" => ("Chỉ số tăng (+), giảm (−)", "Change of index"),
        "rank_change" => ("Số bậc tăng (+), giảm (−)", "Ranks won (+) or lost (−)"),
        "late" => ("Số ngày nộp muộn", "Days late"),
        "adjusted" => ("Điểm cộng, trừ vào tổng", "Added to the total"),
        "code" => ("Mã", "Code"),
        "parent" => ("Thuộc mục", "Part of"),
        "depth" => ("Bậc", "Depth"),
        "level" => ("Loại mục", "Level"),
        "title" => ("Nội dung", "Title"),
        "round" => ("Vòng", "Round"),
        "points" => ("Điểm", "Points"),
        "percent" => ("Tỷ lệ đạt (%)", "Share of maximum (%)"),
        "status" => ("Nguồn điểm", "Status"),
        "file" => ("Tệp", "File"),
        "sheet" => ("Trang tính", "Sheet"),
        "cell" => ("Ô", "Cell"),
        "severity" => ("Mức độ", "Severity"),
        "kind" => ("Loại", "Kind"),
        "found" => ("Đọc được", "Found"),
        "expected" => ("Đúng ra", "Expected"),
        "message" => ("Nội dung", "Message"),
        "hint" => ("Gợi ý", "Hint"),
        "place" => ("Vị trí", "Place"),
        "result" => ("Kết quả", "Result"),
        "value" => ("Giá trị", "Value"),
        "total" => ("Tổng điểm", "Total"),
        "office" => ("Cơ quan thẩm định", "Office"),
        "evidence" => ("Tài liệu kiểm chứng", "Evidence"),
        "rule" => ("Cách tính điểm", "Rule"),
        "choices" => ("Mức điểm", "Choices"),
        "figures" => ("Số liệu kê khai", "Figures"),
        "computed" => ("Máy tính điểm", "Computed"),
        "old_code" => ("Mã cũ", "Old code"),
        "change" => ("Thay đổi", "Change"),
        "old" => ("Trước", "Before"),
        "new" => ("Nay", "Now"),
        "detail" => ("Chi tiết", "Detail"),
        other => return other,
    };
    lang.pick(vi, en)
}

/// `Biểu 1`.
pub(crate) fn tab(number: usize, lang: Lang) -> String {
    format!("{} {number}", lang.pick("Biểu", "Table"))
}

/// `BIỂU SỐ 1`.
pub(crate) fn number_line(number: usize, lang: Lang) -> String {
    format!("{} {number}", lang.pick("BIỂU SỐ", "TABLE"))
}

/// The tab of a sheet without a label.
pub(crate) fn untitled(number: usize, lang: Lang) -> String {
    format!("{} {number}", lang.pick("Bảng", "Sheet"))
}

/// The year and whose results they are, as the end of a title in capitals.
fn year_and_whose(year: Option<i32>, whose: &str, lang: Lang) -> String {
    let year = year.map_or_else(String::new, |year| format!("{}{year}", lang.pick(" NĂM ", " ")));
    let whose = if whose.is_empty() {
        String::new()
    } else {
        format!(" {} {}", lang.pick("CỦA", "OF"), whose.to_uppercase())
    };
    format!("{year}{whose}")
}

/// The index as titles name it, in capitals; the PAR index when the rubric gives it no name.
fn index_name(rubric: &Rubric, lang: Lang) -> String {
    match rubric.index.as_str() {
        "" => lang.pick("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", "PUBLIC ADMINISTRATION REFORM INDEX").to_owned(),
        name => name.to_uppercase(),
    }
}

/// The title of the ranking.
pub(crate) fn ranking_title(rubric: &Rubric, whose: &str, lang: Lang) -> String {
    let head = lang.pick("TỔNG HỢP KẾT QUẢ VÀ XẾP HẠNG", "RESULTS AND RANKING,");
    format!("{head} {}{}", index_name(rubric, lang), year_and_whose(rubric.year, whose, lang))
}

/// The title of the comparison with last year.
pub(crate) fn comparison_title(rubric: &Rubric, before: Option<i32>, whose: &str, lang: Lang) -> String {
    let what = format!("{}{}", lang.pick("SO SÁNH ", ""), index_name(rubric, lang));
    let before = match before {
        Some(before) => format!(" {} {before}", lang.pick("VỚI NĂM", "COMPARED WITH")),
        None => lang.pick(" VỚI NĂM TRƯỚC", " COMPARED WITH LAST YEAR").to_owned(),
    };
    format!("{what}{}{before}{}", year_and_whose(rubric.year, "", lang), year_and_whose(None, whose, lang))
}

/// The title of the results by domain.
pub(crate) fn domains_title(rubric: &Rubric, whose: &str, lang: Lang) -> String {
    let index = index_name(rubric, lang);
    let what = match lang {
        Lang::Vi => format!("KẾT QUẢ {index} THEO LĨNH VỰC"),
        Lang::En => format!("{index} BY DOMAIN"),
    };
    format!("{what}{}", year_and_whose(rubric.year, whose, lang))
}

/// The title of one domain's results.
pub(crate) fn domain_title(rubric: &Rubric, level: &str, code: &str, title: &str, lang: Lang) -> String {
    let what = format!("{} {code}: {title}", level.to_uppercase());
    // Where everything comes from data, nobody appraised anything.
    let head = match rubric.is_from_data() {
        true => lang.pick("KẾT QUẢ", "RESULTS,"),
        false => lang.pick("KẾT QUẢ THẨM ĐỊNH", "RESULTS,"),
    };
    format!("{head} {}{}", what.to_uppercase(), year_and_whose(rubric.year, "", lang))
}

/// The line that says what is measured in what.
pub(crate) fn points_and_percent(scale: Option<Decimal>, lang: Lang) -> String {
    match scale {
        Some(scale) if scale == Decimal::ONE_HUNDRED => {
            lang.pick("(Đơn vị tính: điểm; Chỉ số: %)", "(Unit: points; index: %)").to_owned()
        }
        Some(scale) => {
            let scale = lang.number(scale);
            format!("({} {scale})", lang.pick("Đơn vị tính: điểm; Chỉ số theo thang", "Unit: points; index out of"))
        }
        None => points_only(lang),
    }
}

/// The line that says that everything is in points.
pub(crate) fn points_only(lang: Lang) -> String {
    lang.pick("(Đơn vị tính: điểm)", "(Unit: points)").to_owned()
}

/// `Điểm thẩm định (tối đa 70)`.
pub(crate) fn raw_of(max: Decimal, lang: Lang) -> String {
    format!("{} ({} {})", heading("raw", lang), lang.pick("tối đa", "maximum"), lang.number(max))
}

/// The heading of the index.
pub(crate) fn index(scale: Option<Decimal>, lang: Lang) -> String {
    let percent = scale == Some(Decimal::ONE_HUNDRED);
    format!("{}{}", heading("score", lang), if percent { " (%)" } else { "" })
}

/// The heading over the rounds' totals.
pub(crate) fn by_round(lang: Lang) -> &'static str {
    lang.pick("Tổng điểm qua các vòng", "Total of each round")
}

/// The heading over the domains.
pub(crate) fn by_domain(lang: Lang) -> &'static str {
    lang.pick("Điểm từng lĩnh vực", "Points of each domain")
}

/// The heading of one year.
pub(crate) fn year(year: Option<i32>, last: bool, lang: Lang) -> String {
    match (year, last) {
        (Some(year), _) => format!("{}{year}", lang.pick("Năm ", "")),
        (None, false) => lang.pick("Năm nay", "This year").to_owned(),
        (None, true) => lang.pick("Năm trước", "Last year").to_owned(),
    }
}

/// The heading over the changes.
pub(crate) fn changes(lang: Lang) -> &'static str {
    lang.pick("Tăng (+), giảm (−)", "Change")
}

/// The heading of the index or of the rank below a year.
pub(crate) fn change_of(what: &str, lang: Lang) -> &'static str {
    match what {
        "score" => lang.pick("Chỉ số", "Index"),
        _ => lang.pick("Bậc xếp hạng", "Ranks"),
    }
}

/// The heading of the points of a parent: `Cộng 1.2`, or `Điểm 1.2` where they are no sum.
pub(crate) fn sum_of(node: &Node, lang: Lang) -> String {
    let word = match node.aggregate {
        Aggregate::Sum => lang.pick("Cộng", "Sum"),
        _ => lang.pick("Điểm", "Points"),
    };
    format!("{word} {}", node.code)
}

/// The heading of the points of a domain.
pub(crate) fn total_of(node: &Node, lang: Lang) -> &'static str {
    match node.aggregate {
        Aggregate::Sum => heading("total", lang),
        _ => lang.pick("Điểm", "Points"),
    }
}

/// The label of the row of maxima.
pub(crate) fn maximum_row(lang: Lang) -> &'static str {
    lang.pick("Điểm tối đa", "Maximum")
}

/// The label of the row of means.
pub(crate) fn mean_row(lang: Lang) -> &'static str {
    lang.pick("Trung bình", "Mean")
}

/// Says that a mean leaves out what is missing.
pub(crate) fn mean_of_known(lang: Lang) -> &'static str {
    lang.pick("Trung bình tính trên các đơn vị đã có số liệu.", "Means are over the units with a value.")
}

/// What stands beside a unit without a score; `unknown` points where points are what is missing, not figures.
pub(crate) fn possible(unknown: Option<Decimal>, lowest: Decimal, highest: Decimal, lang: Lang) -> String {
    let (low, high) = (lang.number(lowest), lang.number(highest));
    match (unknown.map(|unknown| lang.number(unknown)), lang) {
        (Some(unknown), Lang::Vi) => {
            format!("Chưa xếp hạng: còn {unknown} điểm chưa có kết quả; chỉ số từ {low} đến {high}")
        }
        (Some(unknown), Lang::En) => format!("Not ranked: {unknown} points are not known; index from {low} to {high}"),
        (None, Lang::Vi) => format!("Chưa xếp hạng: thiếu số liệu; chỉ số từ {low} đến {high}"),
        (None, Lang::En) => format!("Not ranked: figures are missing; index from {low} to {high}"),
    }
}

/// How many units stand in each band.
pub(crate) fn bands(counts: &[(String, Option<Decimal>, usize)], all: usize, lang: Lang) -> String {
    let share = |count: usize| {
        let hundredfold = Decimal::from(count) * Decimal::ONE_HUNDRED;
        hundredfold.checked_div(Decimal::from(all)).map_or_else(String::new, |share| lang.fixed(share, 1))
    };
    let part = |(name, from, count): &(String, Option<Decimal>, usize)| {
        let from =
            from.map_or_else(String::new, |from| format!(" ({} {})", lang.pick("từ", "from"), lang.number(from)));
        match lang {
            Lang::Vi => format!("{name}{from}: {count} đơn vị, {} %", share(*count)),
            Lang::En => format!("{name}{from}: {count} ({} %)", share(*count)),
        }
    };
    let parts: Vec<String> = counts.iter().map(part).collect();
    format!("{}: {}.", heading("band", lang), parts.join("; "))
}

/// How many units are above the mean of all.
pub(crate) fn above_mean(mean: Decimal, above: usize, all: usize, lang: Lang) -> String {
    let mean = lang.number(mean);
    match lang {
        Lang::Vi => format!("Trên bình quân chung ({mean}): {above}/{all} đơn vị."),
        Lang::En => format!("Above the mean of all ({mean}): {above} of {all} units."),
    }
}

/// The name of those without a band.
pub(crate) fn unranked(lang: Lang) -> &'static str {
    lang.pick("chưa xếp hạng", "not ranked")
}

/// How many units rose, fell and stayed: of the index or of the rank.
pub(crate) fn moves(rank: bool, (up, same, down): (usize, usize, usize), lang: Lang) -> String {
    match (rank, lang) {
        (false, Lang::Vi) => format!("Chỉ số so với năm trước: tăng {up} đơn vị, giữ nguyên {same}, giảm {down}."),
        (true, Lang::Vi) => format!("Xếp hạng so với năm trước: tăng {up} đơn vị, giữ nguyên {same}, giảm {down}."),
        (false, Lang::En) => format!("Index since last year, units: up {up}, unchanged {same}, down {down}."),
        (true, Lang::En) => format!("Rank since last year, units: up {up}, unchanged {same}, down {down}."),
    }
}

/// Units that cannot be compared.
pub(crate) fn not_compared(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Không so sánh được: {count} đơn vị."),
        Lang::En => format!("Units that can’t be compared: {count}."),
    }
}

/// A severity for people.
pub(crate) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("Lỗi", "Error"),
        Severity::Warning => lang.pick("Cảnh báo", "Warning"),
        Severity::Note => lang.pick("Ghi chú", "Note"),
    }
}

/// Title and tab of the findings.
pub(crate) fn findings(lang: Lang) -> (&'static str, &'static str) {
    (
        lang.pick("CÁC VẤN ĐỀ PHÁT HIỆN KHI KIỂM TRA SỐ LIỆU", "FINDINGS OF THE CHECKS"),
        lang.pick("Phát hiện", "Findings"),
    )
}

/// How many findings of each severity there are.
pub(crate) fn findings_count(errors: usize, warnings: usize, notes: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{errors} lỗi, {warnings} cảnh báo, {notes} ghi chú"),
        Lang::En => format!("errors: {errors}, warnings: {warnings}, notes: {notes}"),
    }
}

/// Title and tab of a table for machines, when a person opens it as a sheet.
pub(crate) fn data_title(name: &str, lang: Lang) -> (&'static str, &'static str) {
    match name {
        "units" => (lang.pick("KẾT QUẢ TỪNG ĐƠN VỊ", "RESULTS BY UNIT"), lang.pick("Đơn vị", "Units")),
        "scores" => (lang.pick("ĐIỂM TỪNG MỤC", "SCORES"), lang.pick("Điểm", "Scores")),
        "results" => (lang.pick("CÁC KẾT QUẢ KHÁC", "OTHER RESULTS"), lang.pick("Kết quả khác", "Results")),
        "diff" => {
            (lang.pick("NHỮNG THAY ĐỔI CỦA BỘ TIÊU CHÍ", "CHANGES OF THE RUBRIC"), lang.pick("Thay đổi", "Changes"))
        }
        _ => (lang.pick("BỘ TIÊU CHÍ", "RUBRIC"), lang.pick("Bộ tiêu chí", "Rubric")),
    }
}

/// A rubric by its identity, version and the beginning of its hash.
pub fn edition(rubric: &Rubric, lang: Lang) -> String {
    let known = |hash: &str| format!(" · {hash}");
    let hash = rubric.fingerprint.get(..12).map_or_else(String::new, known);
    format!("{} · {} {}{hash}", rubric.id, version(lang), rubric.version)
}

/// The word before a rubric's version.
pub(crate) fn version(lang: Lang) -> &'static str {
    lang.pick("phiên bản", "version")
}

/// How much changed between two rubrics: the size of both, and how many nodes were added, dropped, changed.
pub(crate) fn diff_notes(summary: &Summary, lang: Lang) -> Vec<String> {
    let Summary { added, dropped, moved, renamed, changed, unchanged, beside, .. } = summary;
    let (before, after) = (lang.number(summary.max.0.value()), lang.number(summary.max.1.value()));
    let ((domains, domains_now), (leaves, leaves_now)) = (summary.domains, summary.leaves);
    let sizes = match lang {
        Lang::Vi => format!(
            "Tổng điểm tối đa: {before} → {after}; lĩnh vực: {domains} → {domains_now}; mục chấm điểm: {leaves} → {leaves_now}."
        ),
        Lang::En => format!(
            "Maximum: {before} → {after}; domains: {domains} → {domains_now}; scored items: {leaves} → {leaves_now}."
        ),
    };
    let counts = match lang {
        Lang::Vi => format!(
            "Lĩnh vực, tiêu chí, tiêu chí thành phần: thêm mới {added}, bỏ {dropped}, chuyển chỗ hoặc đổi mã {moved}, \
             đổi tên {renamed}, thay đổi khác {changed}, giữ nguyên {unchanged}. Quy định chung: {beside} thay đổi."
        ),
        Lang::En => format!(
            "Domains, criteria and subcriteria: {added} added, {dropped} dropped, {moved} moved, {renamed} renamed, \
             {changed} otherwise changed, {unchanged} unchanged. Changes beside the tree: {beside}."
        ),
    };
    vec![sizes, counts]
}

/// Yes.
pub(crate) fn yes(lang: Lang) -> &'static str {
    lang.pick("có", "yes")
}

/// The footer of a printed page; `&P` and `&N` are the page and the number of pages.
pub(crate) fn footer(made_with: &str, lang: Lang) -> String {
    // an ampersand begins a command of the footer, two are one
    let made_with = made_with.replace('&', "&&");
    let page = lang.pick("Trang", "Page");
    let font = "&\"Times New Roman,Regular\"";
    format!("&L{font}&8{made_with}&C{font}&11{page} &P/&N")
}
