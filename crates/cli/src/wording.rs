//! Every sentence of this crate, in both languages.

mod usage;

pub(crate) use usage::*;

use campaign::Outcome;
use scoring::{Aggregate, Explanation, Lang, Points, Problem, RoundingMode, Rubric, Severity, Status, Text};

pub(crate) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("lỗi", "error"),
        Severity::Warning => lang.pick("cảnh báo", "warning"),
        Severity::Note => lang.pick("ghi chú", "note"),
    }
}

pub(crate) fn hint(lang: Lang) -> &'static str {
    lang.pick("gợi ý", "help")
}

/// Before each step of the calls that led to a mistake in a rubric.
pub(crate) fn trace(lang: Lang) -> &'static str {
    lang.pick("dấu vết", "trace")
}

pub(crate) fn reading(lang: Lang) -> &'static str {
    lang.pick("Đọc phiếu chấm", "Reading sheets")
}

pub(crate) fn missing(lang: Lang) -> String {
    lang.pick("chưa có", "missing").to_owned()
}

pub(crate) fn more_findings(more: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… và {more} phát hiện nữa: dùng -v, lệnh check, hoặc xem data/findings.csv"),
        Lang::En => format!("… and {more} more findings: use -v, the command check, or see data/findings.csv"),
    }
}

/// The heading above the findings of a unit, or above those of none.
pub(crate) fn whose(code: &str, name: &str, lang: Lang) -> String {
    match (code, name) {
        ("", _) => lang.pick("Cả đợt", "The campaign").to_owned(),
        (code, "") => code.to_owned(),
        (code, name) => format!("{name} ({code})"),
    }
}

pub(crate) fn more_of_a_kind(severity: Severity, kind: &str, more: usize, lang: Lang) -> String {
    let severity = self::severity(severity, lang);
    match lang {
        Lang::Vi => {
            format!(
                "… và {more} {severity} [{kind}] nữa: dùng -v để xem hết; lệnh run ghi tất cả vào data/findings.csv"
            )
        }
        Lang::En => {
            format!("… and {more} more of {severity} [{kind}]: -v shows all; run writes all to data/findings.csv")
        }
    }
}

pub(crate) fn hidden_units(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… {count} đơn vị nữa …"),
        Lang::En => format!("… {count} more units …"),
    }
}

pub(crate) fn written(folder: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Kết quả ở {folder} (mở results.xlsx)"),
        Lang::En => format!("Results are in {folder} (open results.xlsx)"),
    }
}

/// Headings of tables on the terminal.
pub(crate) fn heading(key: &str, lang: Lang) -> &'static str {
    match key {
        "rank" => lang.pick("Hạng", "Rank"),
        "unit" => lang.pick("Đơn vị", "Unit"),
        "raw" => lang.pick("Điểm", "Points"),
        "score" => lang.pick("Chỉ số", "Score"),
        "band" => lang.pick("Nhóm", "Band"),
        "change" => lang.pick("So năm trước", "Since last year"),
        "moved" => lang.pick("Thứ hạng", "Places"),
        "domain" => lang.pick("Lĩnh vực", "Domain"),
        "criterion" => lang.pick("Tiêu chí", "Criterion"),
        "mean" => lang.pick("Trung bình", "Mean"),
        "max" => lang.pick("Tối đa", "Maximum"),
        "figure" => lang.pick("Số liệu", "Figure"),
        "value" => lang.pick("Giá trị", "Value"),
        "round" => lang.pick("Vòng", "Round"),
        "place" => lang.pick("Ô", "Cell"),
        "entered" => lang.pick("Điểm nhập", "Entered"),
        "computed" => lang.pick("Điểm tính", "Computed"),
        "final" => lang.pick("Kết quả", "Final"),
        "points" => lang.pick("Điểm", "Points"),
        "last" => lang.pick("Năm trước", "Last year"),
        "group_mean" => lang.pick("Trung bình nhóm", "Group's mean"),
        "group_best" => lang.pick("Cao nhất nhóm", "Group's best"),
        _ => "",
    }
}

/// How much was read, how many units are ranked, how many findings there are.
pub(crate) fn counts(outcome: &Outcome, lang: Lang) -> String {
    let ranked = outcome.assessment.results.iter().filter(|result| result.rank.is_some()).count();
    let units = outcome.units.len();
    let sheets = match (outcome.rubric.is_from_data(), lang) {
        (true, _) => String::new(),
        (false, Lang::Vi) => format!("{} phiếu chấm, ", outcome.sheets()),
        (false, Lang::En) => format!("{} sheets, ", outcome.sheets()),
    };
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(|s| outcome.count(s));
    match lang {
        Lang::Vi => format!(
            "{sheets}{units} đơn vị, {ranked} đơn vị được xếp hạng. \
             {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú."
        ),
        Lang::En => {
            format!("{sheets}{units} units, {ranked} ranked. {errors} errors, {warnings} warnings, {notes} notes.")
        }
    }
}

pub(crate) fn rubric_fine(file: &str, rubric: &Rubric, lang: Lang) -> String {
    let depth = |depth| rubric.nodes.iter().filter(|node| node.depth == depth).count();
    let (domains, criteria, parts, leaves) = (depth(1), depth(2), depth(3), rubric.leaves().count());
    let ruled = rubric.nodes.iter().filter(|node| node.rule.is_computable()).count();
    let examples: usize = rubric.nodes.iter().map(|node| node.examples.len()).sum();
    let max = lang.number(rubric.max().value());
    let (reached, words) = campaign::coverage(rubric);
    match lang {
        Lang::Vi => format!(
            "{file}: đúng. {domains} lĩnh vực, {criteria} tiêu chí, {parts} tiêu chí thành phần; {leaves} mục chấm điểm, \
             tổng {max} điểm; {ruled} quy tắc, {examples} ví dụ đều đúng; {reached}/{words} nhánh quy tắc có ví dụ."
        ),
        Lang::En => format!(
            "{file}: fine. {domains} domains, {criteria} criteria, {parts} subcriteria; {leaves} scored, {max} points in \
             all; {ruled} rules, all {examples} examples hold; {reached} of {words} branches of rules have an example."
        ),
    }
}

pub(crate) fn not_scored(lang: Lang) -> &'static str {
    lang.pick(
        "Chưa tính điểm và không ghi gì: bộ tiêu chí còn lỗi.",
        "Nothing was scored or written: the rubric has errors.",
    )
}

pub(crate) fn no_difference(lang: Lang) -> &'static str {
    lang.pick("Hai bộ tiêu chí không khác nhau.", "The two rubrics do not differ.")
}

pub(crate) fn rubric_wrong(file: &str, problems: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{file}: có {problems} chỗ phải sửa."),
        Lang::En => format!("{file}: {problems} places to mend."),
    }
}

/// The maximum, and what counts of it for this unit where that is something else.
fn maximum(outcome: &Outcome, account: &Explanation, lang: Lang) -> String {
    let declared = outcome.rubric.node(account.node).max;
    let [max, here] = [declared, account.result.max].map(|points| lang.number(points.value()));
    match (account.result.is_out(), declared == account.result.max) {
        (true, _) => format!("{max} ({})", lang.pick("không tính cho đơn vị này", "does not count for this unit")),
        (false, true) => max,
        (false, false) => format!("{max}, {} {here}", lang.pick("với đơn vị này là", "for this unit")),
    }
}

/// The head of an account: unit, node, maximum, office, evidence, rule.
pub(crate) fn explained(outcome: &Outcome, account: &Explanation, lang: Lang) -> String {
    let node = outcome.rubric.node(account.node);
    let level = outcome.rubric.levels.get(node.depth).map_or("", |level| level.title.get(lang));
    let max = maximum(outcome, account, lang);
    let mut lines = vec![
        format!("{} · {level} {} {}", outcome.units[account.unit.0].name, node.code, node.title),
        format!("{}: {max}", lang.pick("Điểm tối đa", "Maximum")),
    ];
    let mut add = |title: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{title}: {text}"));
        }
    };
    let office = outcome.rubric.offices.iter().find(|office| office.id == node.office);
    add(lang.pick("Cơ quan thẩm định", "Appraised by"), office.map_or(node.office.as_str(), |office| &office.title));
    add(lang.pick("Tài liệu kiểm chứng", "Evidence"), &node.evidence);
    add(lang.pick("Cách tính", "Rule"), account.rule.get(lang));
    if let Some(peers) = account.peers {
        let mean = RoundingMode::HalfUp.round(peers.mean, 6);
        let [mean, best, worst] = [mean, peers.best, peers.worst].map(|value| lang.number(value));
        let of = peers.count;
        let text = match lang {
            Lang::Vi => format!("trung bình {mean}, cao nhất {best}, thấp nhất {worst} ({of} đơn vị)"),
            Lang::En => format!("mean {mean}, best {best}, lowest {worst} ({of} units)"),
        };
        add(lang.pick("Trong nhóm", "In the group"), &text);
    }
    if node.computed && !outcome.rubric.is_from_data() {
        add(
            lang.pick("Quy tắc quyết định", "The rule decides"),
            lang.pick("điểm tính thắng điểm nhập", "computed points win over typed ones"),
        );
    }
    let choices: Vec<String> = node
        .choices
        .iter()
        .map(|choice| format!("{} = {}", choice.label, lang.number(choice.points.value())))
        .collect();
    add(lang.pick("Các mức", "Choices"), &choices.join("; "));
    let place = &node.place;
    add(lang.pick("Trong bộ tiêu chí", "In the rubric"), &format!("{}:{}", place.file(), place.address()));
    lines.join("\n")
}

/// How points came about.
pub(crate) fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Entered => lang.pick("điểm nhập", "entered"),
        Status::Computed => lang.pick("tính từ số liệu", "computed from the figures"),
        Status::Carried => lang.pick("giữ điểm của vòng trước", "carried from an earlier round"),
        Status::Survey => lang.pick("điều tra xã hội học", "from the survey"),
        Status::NotArising => lang.pick("không phát sinh", "does not arise"),
        Status::NotAssigned => lang.pick("không được giao", "not assigned"),
        Status::Adjusted => lang.pick("không có phiếu, tính 0", "no sheet, worth nothing"),
        Status::Missing => "",
    }
}

/// The end of an account: what counts and where it is from.
pub(crate) fn outcome(outcome: &Outcome, account: &Explanation, lang: Lang) -> String {
    let (result, node) = (&account.result, outcome.rubric.node(account.node));
    let Some(known) = result.points else {
        let unknown = points(result.unknown, lang);
        return match lang {
            Lang::Vi => format!("Kết quả: chưa có ({unknown} điểm chưa biết)"),
            Lang::En => format!("Result: missing ({unknown} points unknown)"),
        };
    };
    let how = match result.status {
        Status::Computed if result.from.is_none() => match node.aggregate {
            Aggregate::Sum => lang.pick("cộng các phần", "sum of the parts"),
            Aggregate::Mean => lang.pick("trung bình các phần", "mean of the parts"),
            Aggregate::WeightedMean => lang.pick("trung bình có trọng số của các phần", "weighted mean of the parts"),
            Aggregate::GeometricMean => lang.pick("trung bình nhân các phần", "geometric mean of the parts"),
            Aggregate::Code(..) => lang.pick("tính từ các phần", "from the parts"),
        },
        status => self::status(status, lang),
    };
    let round = result.from.map_or_else(String::new, |round| format!(", {}", outcome.rubric.rounds[round.0].title));
    if result.is_out() {
        let out = lang.pick("không tính", "does not count");
        return format!("{}: {out} ({how}{round})", lang.pick("Kết quả", "Result"));
    }
    let (known, max) = (points(known, lang), points(result.max, lang));
    format!("{}: {known}/{max} ({how}{round})", lang.pick("Kết quả", "Result"))
}

/// Points as an account shows them: at most 6 decimals, as in files.
pub(crate) fn points(points: Points, lang: Lang) -> String {
    lang.number(RoundingMode::HalfUp.round(points.value(), 6))
}

pub(crate) fn unknown_unit(name: &str, near: &[String]) -> Problem {
    let help = if near.is_empty() {
        Text::new("dùng mã hoặc tên trong units.csv", "use a code or name of units.csv")
    } else {
        let list = near.join(", ");
        Text::new(format!("có phải là: {list}?"), format!("did you mean: {list}?"))
    };
    Problem::error("unknown-unit", Text::new(format!("không có đơn vị «{name}»"), format!("there is no unit “{name}”")))
        .with_help(help)
}

pub(crate) fn unknown_code(code: &str, near: &[String]) -> Problem {
    let help = if near.is_empty() {
        Text::new("xem các mã bằng parindex rubric show", "see the codes with parindex rubric show")
    } else {
        let list = near.join(", ");
        Text::new(format!("có phải là: {list}?"), format!("did you mean: {list}?"))
    };
    Problem::error(
        "unknown-code",
        Text::new(format!("bộ tiêu chí không có mã «{code}»"), format!("the rubric has no code “{code}”")),
    )
    .with_help(help)
}

pub(crate) fn not_written(why: &str) -> Problem {
    Problem::error("output", Text::new(format!("không ghi được: {why}"), format!("can't be written: {why}")))
}

pub(crate) fn draft_exists(file: &str) -> Problem {
    Problem::error("output", Text::new(format!("{file} đã có"), format!("{file} exists already"))).with_help(Text::new(
        "chọn tên khác: bản nháp không ghi đè lên tệp đã có",
        "choose another name: a draft replaces no file",
    ))
}

/// What became of an annex.
pub(crate) fn drafted(file: &str, drafted: &campaign::Drafted, lang: Lang) -> String {
    let (understood, kept) = (drafted.understood, drafted.kept_as_text);
    match lang {
        Lang::Vi => format!("{file}: {understood} cách chấm thành quy tắc, {kept} được giữ làm ghi chú"),
        Lang::En => format!("{file}: {understood} scoring guides became rules, {kept} are kept as comments"),
    }
}

pub(crate) fn workbook_needs_file() -> Problem {
    Problem::error(
        "output",
        Text::new("tệp Excel không in ra màn hình được", "a workbook can't be printed on a terminal"),
    )
    .with_help(Text::new("thêm -o bo-tieu-chi.xlsx", "add -o rubric.xlsx"))
}

/// Examples below the help of a command, by its words; empty for none.
pub(crate) fn examples(path: &str, lang: Lang) -> String {
    let lines: &[(&str, &str, &str)] = match path {
        "" => &[
            (
                "parindex run testdata/phu-yen-2022",
                "làm tất cả, ghi vào thư mục out",
                "do everything, write to the folder out",
            ),
            ("parindex explain testdata/phu-yen-2022 \"tuong phu\" 3.1", "vì sao có điểm này", "why this score"),
        ],
        "run" => &[
            ("parindex run phu-yen-2022", "ghi vào phu-yen-2022/out", "write to phu-yen-2022/out"),
            ("parindex run phu-yen-2022 -o ket-qua", "ghi vào ket-qua", "write to ket-qua"),
        ],
        "check" => &[
            ("parindex check phu-yen-2022", "mọi phát hiện, bằng lời", "every finding, in words"),
            ("parindex check phu-yen-2022 --findings json", "cho chương trình khác", "for another program"),
        ],
        "explain" => &[
            ("parindex explain phu-yen-2022 \"Tường Phù\"", "tổng điểm", "the total"),
            ("parindex explain phu-yen-2022 tuong-phu 3.1", "một tiêu chí", "one criterion"),
        ],
        "rubric check" => &[("parindex rubric check rubrics/*.rhai", "mọi bộ tiêu chí", "every rubric")],
        "rubric show" => &[
            ("parindex rubric show rubrics/phu-yen-2022.rhai", "bảng trên màn hình", "a table on the screen"),
            (
                "parindex rubric show rubrics/phu-yen-2022.rhai --format xlsx -o bo-tieu-chi.xlsx",
                "tệp Excel",
                "a workbook",
            ),
        ],
        "rubric diff" => &[
            (
                "parindex rubric diff rubrics/phu-yen-2022.rhai rubrics/phu-yen-2023.rhai",
                "năm nay khác năm trước ở đâu",
                "what is not as last year",
            ),
            (
                "parindex rubric diff phu-yen-2022.rhai phu-yen-2023.rhai --format md > thay-doi.md",
                "để đưa vào tờ trình",
                "to be put into a document",
            ),
        ],
        "rubric import" => &[(
            "parindex rubric import phu-luc.xlsx -o rubrics/xa-2026.rhai",
            "bản nháp để so với quyết định",
            "a draft to be compared with the decision",
        )],
        _ => return String::new(),
    };
    let mut text = lang.pick("Ví dụ:", "Examples:").to_owned();
    for (command, vi, en) in lines {
        text.push_str(&format!("\n  {command}\n      {}", lang.pick(vi, en)));
    }
    text
}

/// What a command does, in Vietnamese.
pub(crate) fn about_vi(path: &str) -> Option<&'static str> {
    Some(match path {
        "" => "Chấm điểm, xếp hạng Chỉ số cải cách hành chính từ các phiếu chấm",
        "run" => "Làm tất cả: đọc phiếu, tính điểm, xếp hạng, lập biểu",
        "check" => "Đọc tất cả và in mọi phát hiện; không ghi gì",
        "explain" => "Giải thích một con số: quy tắc, số liệu, các vòng, ô",
        "rubric" => "Kiểm tra, xem, so sánh hoặc lập nháp bộ tiêu chí",
        "rubric check" => "Kiểm tra cấu trúc, quy tắc và ví dụ của bộ tiêu chí",
        "rubric show" => "Xem bộ tiêu chí dưới dạng bảng",
        "rubric diff" => "Nêu những thay đổi giữa hai bộ tiêu chí, theo từng tiêu chí",
        "rubric import" => "Lập nháp bộ tiêu chí từ phụ lục Excel của quyết định",
        _ => return None,
    })
}

/// What an argument is, in Vietnamese.
pub(crate) fn argument_vi(path: &str, id: &str) -> Option<&'static str> {
    Some(match (path, id) {
        (_, "lang") => "Ngôn ngữ trên màn hình; tệp theo ngôn ngữ của đợt chấm",
        (_, "findings") => "Cách in các phát hiện [mặc định: human]",
        (_, "color") => "Có dùng màu không [mặc định: auto]",
        (_, "quiet") => "Chỉ in kết quả và lỗi",
        (_, "verbose") => "In mọi phát hiện, kể cả ghi chú",
        (_, "version") => "In phiên bản",
        (_, "limit") => {
            "Giới hạn với mỗi tệp: file=50, unpacked=200, memory=256 (MB), parts=2000, cells=500000, seconds=20"
        }
        (_, "no_cache") => "Đọc lại mọi tệp, không lưu gì (bộ nhớ đệm: thư mục PARINDEX_CACHE, hoặc của hệ thống)",
        (_, "campaign") => "Thư mục của đợt chấm, nơi có campaign.toml",
        ("run", "out") => "Thư mục ghi kết quả [mặc định: CAMPAIGN/out]",
        (_, "unit") => "Đơn vị: mã, tên, hoặc tên không dấu",
        (_, "code") => "Mã lĩnh vực, tiêu chí; bỏ trống là tổng điểm",
        (_, "files") => "Các tệp bộ tiêu chí",
        (_, "file") => "Tệp bộ tiêu chí",
        ("rubric diff", "old") => "Bộ tiêu chí cũ, của năm trước",
        ("rubric diff", "new") => "Bộ tiêu chí mới",
        (_, "format") => "Dạng bảng [mặc định: table]",
        (_, "annex") => "Phụ lục Excel của quyết định",
        ("rubric import", "out") => "Tệp ghi ra thay cho màn hình; tệp phải chưa có",
        (_, "out") => "Tệp ghi ra thay cho màn hình",
        _ => return None,
    })
}
