//! Every sentence of this crate, in both languages.

use crate::vocabulary::WordEntry;
use rhai::{Dynamic, LexError, ParseErrorType};
use rust_decimal::Decimal;
use scoring::rule::Measure;
use scoring::{Lang, Node, Place, Points, Problem, Text};

fn text(vi: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(vi, en)
}

/// `"mã | code"` → its two halves.
fn halves(what: &str) -> (&str, &str) {
    what.split_once(" | ").unwrap_or((what, what))
}

/// The line of a place, from 1; 0 where it has none.
fn line(place: &Place) -> usize {
    if let Place::Script { line, .. } = place { *line } else { 0 }
}

fn points_text(points: Points) -> (String, String) {
    (Lang::Vi.number(points.value()), Lang::En.number(points.value()))
}

pub(crate) fn syntax(original: &str, kind: &ParseErrorType, line: &str) -> Problem {
    let (message, help) = match kind {
        _ if line.contains(['“', '”', '‘', '’']) => (
            text("dấu ngoặc kép của Word “ ” không dùng được ở đây", "Word's quotation marks “ ” can't be used here"),
            text("gõ lại dấu ngoặc thẳng: \"…\"", "type straight quotation marks: \"…\""),
        ),
        ParseErrorType::BadInput(LexError::UnterminatedString) => (
            text("thiếu dấu ngoặc kép đóng", "a closing quotation mark is missing"),
            text("thêm \" ở cuối đoạn chữ", "add \" at the end of the text"),
        ),
        ParseErrorType::MissingToken(token, _) if token == "," => (
            text("thiếu dấu ngoặc đóng hoặc dấu phẩy", "a closing bracket or a comma is missing"),
            text(
                "đóng ngoặc ) hoặc ], hoặc thêm dấu phẩy, trước chỗ được đánh dấu",
                "add ) or ], or a comma, before the marked place",
            ),
        ),
        ParseErrorType::MissingToken(token, _) => (
            text(format!("thiếu «{token}»"), format!("“{token}” is missing")),
            text(
                format!("thêm {token} vào trước chỗ được đánh dấu; xem cả cuối dòng trên"),
                format!("add {token} before the marked place; look at the end of the line above too"),
            ),
        ),
        ParseErrorType::UnexpectedEOF => (
            text("tệp kết thúc giữa chừng", "the file ends in the middle of a statement"),
            text("kiểm tra dấu ngoặc và dấu ; ở câu cuối", "check brackets and the ; of the last statement"),
        ),
        ParseErrorType::VariableUndefined(name) => (unknown_name(name), name_help(name, &[])),
        ParseErrorType::ModuleUndefined(name) => (import_unknown(name), import_unknown_help(name)),
        _ if original.contains("is disabled") => refused_symbol(original),
        ParseErrorType::ExprTooDeep => too_nested(),
        ParseErrorType::TooManyFunctions => too_many_functions(),
        ParseErrorType::LiteralTooLarge(..) => (too_much_data("string"), data_help()),
        _ => (
            text(format!("câu này không đúng cú pháp ({original})"), format!("this can't be read: {original}")),
            text("so với một dòng đúng ở phía trên", "compare it with a correct line above"),
        ),
    };
    Problem::error("rubric-syntax", message).with_help(help)
}

pub(crate) fn stopped(message: Text, help: Text, kind: &'static str) -> Problem {
    Problem::error(kind, message).with_help(help)
}

pub(crate) fn unknown_word(name: &str) -> Text {
    text(format!("không có từ «{name}»"), format!("there is no word “{name}”"))
}

pub(crate) fn wrong_values(name: &str, given: &[String]) -> Text {
    let (vi, en) = if given.is_empty() {
        ("không có giá trị nào".to_owned(), "no value".to_owned())
    } else {
        let kinds = |lang: Lang| given.iter().map(|kind| kind_name(kind, lang)).collect::<Vec<_>>().join(", ");
        (kinds(Lang::Vi), kinds(Lang::En))
    };
    text(format!("«{name}» không nhận các giá trị đã ghi: {vi}"), format!("“{name}” does not take these values: {en}"))
}

pub(crate) fn wrong_kinds(operator: &str, given: &[String]) -> Text {
    let kinds = |lang: Lang| given.iter().map(|kind| kind_name(kind, lang)).collect::<Vec<_>>().join(", ");
    text(
        format!("không dùng được {operator} giữa: {}", kinds(Lang::Vi)),
        format!("{operator} can't be used between: {}", kinds(Lang::En)),
    )
}

fn kind_name(kind: &str, lang: Lang) -> String {
    let kind = kind.rsplit("::").next().unwrap_or(kind);
    match kind {
        "i64" | "decimal" | "Decimal" => lang.pick("số", "number"),
        text if text == "str" || text == "string" || text.contains("String") => lang.pick("chữ", "text"),
        "array" | "Array" => lang.pick("danh sách", "list"),
        "Fn" | "FnPtr" => lang.pick("hàm |x| …", "function |x| …"),
        "bool" => lang.pick("đúng/sai", "true/false"),
        "()" => lang.pick("trống", "nothing"),
        other => other,
    }
    .to_owned()
}

pub(crate) fn usage(word: &WordEntry, given: &[String]) -> Text {
    let usage = word.usage();
    // A decimal comma makes two numbers of one: 11,5 is read as 11 and 5.
    let comma = given.windows(2).any(|pair| pair.iter().all(|kind| kind_name(kind, Lang::En) == "number"));
    let (vi, en) = if comma {
        ("; số lẻ viết bằng dấu chấm, 11.5", "; decimals are written with a point, 11.5")
    } else {
        ("", "")
    };
    text(format!("viết {}{vi}", usage.vi), format!("write {}{en}", usage.en))
}

pub(crate) fn did_you_mean(near: &[&str]) -> Text {
    if near.is_empty() {
        return text(
            "xem các từ dùng được trong tài liệu viết bộ tiêu chí",
            "see the list of words in the guide to rubrics",
        );
    }
    let words = near.join(", ");
    text(format!("có phải là: {words}?"), format!("did you mean: {words}?"))
}

pub(crate) fn unknown_name(name: &str) -> Text {
    text(format!("không có tên «{name}»"), format!("there is nothing called “{name}”"))
}

pub(crate) fn name_help(name: &str, near: &[&str]) -> Text {
    if near.is_empty() {
        return text(
            format!("nếu là chữ thì đặt trong ngoặc kép: \"{name}\""),
            format!("put it in quotation marks if it is text: \"{name}\""),
        );
    }
    did_you_mean(near)
}

pub(crate) fn property(name: &str) -> Text {
    text(format!("không có số liệu «{name}»"), format!("there is no figure “{name}”"))
}

pub(crate) fn too_many_operations() -> Text {
    text("tính quá lâu: có vòng lặp không dừng", "it goes on for too long: a loop never ends")
}

pub(crate) fn loop_help() -> Text {
    text("bỏ vòng lặp, hoặc cho nó điều kiện dừng", "take the loop out, or give it an end")
}

/// `what` is the script engine's own word for the thing that grew.
pub(crate) fn too_much_data(what: &str) -> Text {
    let (vi, en) = match what {
        what if what.contains("string") => ("một đoạn chữ", "a text"),
        what if what.contains("array") => ("một danh sách", "a list"),
        _ => ("dữ liệu", "the data"),
    };
    text(format!("{vi} dài quá giới hạn"), format!("{en} grows beyond the limit"))
}

pub(crate) fn data_help() -> Text {
    text(
        "một bộ tiêu chí không cần đoạn chữ quá 20 000 byte hay danh sách quá 1 000 phần tử; xem lại vòng lặp",
        "a rubric needs no text over 20,000 bytes and no list over 1,000 elements; look at the loop",
    )
}

pub(crate) fn too_deep() -> Text {
    text("hàm gọi lồng nhau quá sâu", "functions call each other too deeply")
}

pub(crate) fn deep_help() -> Text {
    text("đừng để hàm gọi lại chính nó, hoặc cho nó điều kiện dừng", "let no function call itself, or give it an end")
}

pub(crate) fn not_a_number(word: &str, what: &str, found: &str) -> Problem {
    let (vi, en) = halves(what);
    let message = text(
        format!("{word}: {vi} phải là số, đang là {found}"),
        format!("{word}: {en} must be a number, it is {found}"),
    );
    let help = text(
        "viết số không có ngoặc kép, số lẻ bằng dấu chấm: 0.25",
        "write the number without quotation marks, decimals with a point: 0.25",
    );
    Problem::error("rubric-value", message).with_help(help)
}

pub(crate) fn not_a_text(word: &str, what: &str, found: &str) -> Problem {
    let (vi, en) = halves(what);
    let message = text(
        format!("{word}: {vi} phải là chữ trong ngoặc kép, đang là {found}"),
        format!("{word}: {en} must be text in quotation marks, it is {found}"),
    );
    Problem::error("rubric-value", message)
        .with_help(text("đặt trong ngoặc kép: \"1.10\"", "put it in quotation marks: \"1.10\""))
}

pub(crate) fn too_large(word: &str, number: Decimal) -> Problem {
    Problem::error(
        "rubric-value",
        text(format!("{word}: số quá lớn: {number}"), format!("{word}: the number is too large: {number}")),
    )
}

pub(crate) fn not_positive(word: &str, number: Decimal) -> Problem {
    Problem::error(
        "rubric-value",
        text(
            format!("{word}: phải là số dương, đang là {number}"),
            format!("{word}: must be positive, it is {number}"),
        ),
    )
}

pub(crate) fn out_of_range(word: &str, number: Decimal, low: u32, high: u32) -> Problem {
    Problem::error(
        "rubric-value",
        text(
            format!("{word}: phải là số nguyên từ {low} đến {high}, đang là {number}"),
            format!("{word}: must be a whole number from {low} to {high}, it is {number}"),
        ),
    )
}

pub(crate) fn unknown_rounding(found: &str) -> Problem {
    Problem::error(
        "rubric-value",
        text(format!("không có cách làm tròn «{found}»"), format!("there is no rounding “{found}”")),
    )
    .with_help(text("viết \"half_up\", \"half_even\" hoặc \"down\"", "write \"half_up\", \"half_even\" or \"down\""))
}

pub(crate) fn said_twice(word: &str) -> Problem {
    let (first, second) = halves(word);
    let words = if first == second { first.to_owned() } else { format!("{first}/{second}") };
    Problem::error("rubric-twice", text(format!("{words} được khai báo hai lần"), format!("{words} is said twice")))
        .with_help(text("giữ lại một lần", "keep one of them"))
}

pub(crate) fn id_taken(word: &str, id: &str) -> Problem {
    Problem::error("rubric-twice", text(format!("{word}: «{id}» đã có rồi"), format!("{word}: “{id}” is taken")))
        .with_help(text("đặt tên khác, hoặc bỏ dòng thừa", "choose another name, or take one of them out"))
}

pub(crate) fn code_twice(code: &str, first: &Place) -> Problem {
    let line = line(first);
    Problem::error(
        "rubric-code-twice",
        text(format!("mã {code} đã dùng ở dòng {line}"), format!("the code {code} is taken at line {line}")),
    )
    .with_help(text("sửa một trong hai mã", "correct one of the two codes"))
    .of_node(code)
}

pub(crate) fn no_parent(word: &str, depth: usize) -> Problem {
    let above = if depth == 3 { "criterion" } else { "domain" };
    Problem::error(
        "rubric-structure",
        text(format!("{word} phải đứng sau một {above}"), format!("{word} must come after a {above}")),
    )
    .with_help(text(format!("khai báo {above} trước"), format!("declare the {above} first")))
}

pub(crate) fn figure_name(name: &str) -> Problem {
    Problem::error(
        "rubric-value",
        text(format!("tên số liệu «{name}» không dùng được"), format!("“{name}” can't be the name of a figure")),
    )
    .with_help(text(
        "dùng chữ, chữ số và gạch dưới, không bắt đầu bằng chữ số, không phải max",
        "use letters, digits and underscores, not a digit first, not max",
    ))
}

pub(crate) fn unknown_figure(name: &str, near: &[String], names: &[String]) -> Problem {
    let help = if let Some(near) = near.first() {
        text(format!("có phải là «{near}»?"), format!("did you mean “{near}”?"))
    } else if names.is_empty() {
        text(format!("khai báo: .ask(\"{name}\", \"…\")"), format!("declare it: .ask(\"{name}\", \"…\")"))
    } else {
        text(format!("tiêu chí này có: {}", names.join(", ")), format!("this criterion has: {}", names.join(", ")))
    };
    Problem::error("rubric-unknown-figure", property(name)).with_help(help)
}

pub(crate) fn closure_parameters() -> Problem {
    Problem::error(
        "rubric-value",
        text("hàm của score nhận đúng một giá trị", "the function of score takes exactly one value"),
    )
    .with_help(text("viết .score(|x| …)", "write .score(|x| …)"))
}

pub(crate) fn no_number(result: &Dynamic) -> Text {
    if result.is_unit() {
        return text(
            "quy tắc không trả về điểm trong trường hợp này: thiếu nhánh else, hoặc thừa dấu ; ở cuối",
            "the rule returns nothing in this case: an else is missing, or there is a ; too many",
        );
    }
    text(
        format!("quy tắc trả về «{result}», không phải số"),
        format!("the rule returns “{result}”, which is no number"),
    )
}

pub(crate) fn computed_without_rule() -> Problem {
    Problem::error("rubric-structure", text("computed cần một quy tắc", "computed needs a rule")).with_help(text(
        "thêm .percent(…)/.figure(…) với các mức, hoặc .score(|x| …)",
        "add .percent(…)/.figure(…) with tiers, or .score(|x| …)",
    ))
}

pub(crate) fn words_and_code() -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            "tiêu chí có cả quy tắc bằng từ và score(|x| …)",
            "the criterion has a rule of words and a score(|x| …) as well",
        ),
    )
    .with_help(text("giữ một trong hai", "keep one of them"))
}

pub(crate) fn no_measure() -> Problem {
    Problem::error(
        "rubric-structure",
        text("chưa nói mức này áp dụng cho số liệu nào", "nothing says which figure this is about"),
    )
    .with_help(text("thêm .figure(\"…\") hoặc .percent(\"…\", \"…\")", "add .figure(\"…\") or .percent(\"…\", \"…\")"))
}

pub(crate) fn measure_only() -> Problem {
    Problem::error(
        "rubric-structure",
        text("chưa nói số liệu này được bao nhiêu điểm", "nothing says what this figure is worth"),
    )
    .with_help(text("thêm các mức: .from(95, 1).otherwise(0)", "add tiers: .from(95, 1).otherwise(0)"))
}

pub(crate) fn code_not_under(code: &str, parent: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            format!("mã {code} không thuộc {parent}, là mục đứng trên nó"),
            format!("the code {code} is not one of {parent}, under which it stands"),
        ),
    )
    .with_help(text(
        format!("viết mã dạng {parent}.1, hoặc chuyển dòng này"),
        format!("write a code such as {parent}.1, or move this line"),
    ))
}

pub(crate) fn parent_with_rule(code: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            format!("{code} có tiêu chí thành phần nên không có quy tắc hay lựa chọn riêng"),
            format!("{code} has parts, so it can't have a rule or choices of its own"),
        ),
    )
    .with_help(text("chuyển quy tắc xuống các thành phần", "move the rule to the parts"))
}

pub(crate) fn no_maximum(code: &str) -> Problem {
    Problem::error("rubric-structure", text(format!("{code} chưa có điểm tối đa"), format!("{code} has no maximum")))
        .with_help(text(
            "ghi điểm tối đa sau tên: (\"mã\", \"tên\", 0.5)",
            "write the maximum after the title: (\"code\", \"title\", 0.5)",
        ))
}

pub(crate) fn choice_out_of_range(label: &str, points: Points, max: Points) -> Problem {
    let ((pv, pe), (mv, me)) = (points_text(points), points_text(max));
    Problem::error(
        "rubric-choice",
        text(
            format!("lựa chọn «{label}»: {pv} điểm, ngoài khoảng 0 đến {mv}"),
            format!("choice “{label}”: {pe} points, outside 0 to {me}"),
        ),
    )
    .with_help(text("sửa điểm của lựa chọn hoặc điểm tối đa", "correct the choice's points or the maximum"))
}

pub(crate) fn maximum_out_of_reach(max: Points) -> Problem {
    let (vi, en) = points_text(max);
    Problem::warning(
        "rubric-choice",
        text(format!("không lựa chọn nào cho điểm tối đa {vi}"), format!("no choice gives the maximum, {en}")),
    )
    .with_help(text("kiểm tra lại điểm tối đa và các lựa chọn", "check the maximum and the choices"))
}

pub(crate) fn tiers_below_maximum(code: &str, most: Points, max: Points) -> Problem {
    let ((most_vi, most_en), (vi, en)) = (points_text(most), points_text(max));
    Problem::warning(
        "rubric-tier",
        text(
            format!("{code}: quy tắc nhiều nhất cho {most_vi} điểm, không bao giờ tới điểm tối đa {vi}"),
            format!("{code}: the rule gives {most_en} points at most and never reaches the maximum, {en}"),
        ),
    )
    .with_help(text("kiểm tra lại điểm tối đa và các mức của quy tắc", "check the maximum and the tiers of the rule"))
}

pub(crate) fn tiers_above_maximum(code: &str, most: Points, max: Points, certain: bool) -> Problem {
    let ((most_vi, most_en), (vi, en)) = (points_text(most), points_text(max));
    let message = text(
        format!("{code}: quy tắc có thể cho {most_vi} điểm, hơn điểm tối đa {vi}"),
        format!("{code}: the rule can give {most_en} points, more than the maximum, {en}"),
    );
    let problem =
        if certain { Problem::error("rubric-tier", message) } else { Problem::warning("rubric-tier", message) };
    problem.with_help(text(
        "kiểm tra lại điểm tối đa và các mức của quy tắc",
        "check the maximum and the tiers of the rule",
    ))
}

pub(crate) fn negative_maximum(word: &str, max: Points) -> Problem {
    let (vi, en) = points_text(max);
    let (positive_vi, positive_en) = points_text(-max);
    Problem::error(
        "rubric-value",
        text(
            format!("{word}: điểm tối đa phải là số dương, đang là {vi}"),
            format!("{word}: a maximum must be positive, it is {en}"),
        ),
    )
    .with_help(text(
        format!("điểm trừ cũng viết số dương: ghi {positive_vi} và thêm .penalty()"),
        format!("a penalty is written positive too: write {positive_en} and add .penalty()"),
    ))
}

pub(crate) fn choices_and_computed() -> Problem {
    Problem::error("rubric-structure", text("điểm được tính thì không có lựa chọn", "computed points leave no choice"))
        .with_help(text("bỏ .computed() hoặc bỏ các .choice(…)", "take out .computed() or the .choice(…)"))
}

pub(crate) fn figures_without_rule(code: &str) -> Problem {
    Problem::note(
        "rubric-structure",
        text(
            format!("{code} hỏi số liệu nhưng không có quy tắc dùng chúng"),
            format!("{code} asks for figures that no rule uses"),
        ),
    )
}

pub(crate) fn nobody_scores(code: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            format!("{code} không có quy tắc, mà mọi vòng đều lấy từ bảng số liệu: không ai chấm điểm được"),
            format!("{code} has no rule, and every round comes from data tables: nobody can score it"),
        ),
    )
    .with_help(text(
        "hỏi số liệu bằng ask(…) rồi viết quy tắc, hoặc khai báo một vòng có phiếu chấm",
        "ask(…) for a figure and write a rule, or declare a round with sheets",
    ))
}

pub(crate) fn no_header() -> Problem {
    Problem::error("rubric-structure", text("thiếu phần đầu", "the head is missing"))
        .with_help(text("bắt đầu bằng rubric(\"mã\", \"tên\")", "begin with rubric(\"id\", \"title\")"))
}

pub(crate) fn no_nodes() -> Problem {
    Problem::error("rubric-structure", text("chưa có lĩnh vực, tiêu chí nào", "there is no domain and no criterion"))
        .with_help(text("thêm domain(…), criterion(…)", "add domain(…), criterion(…)"))
}

pub(crate) fn no_appraisal() -> Problem {
    Problem::error("rubric-structure", text("chưa có bước thẩm định nào", "there is no appraisal round"))
        .with_help(text("thêm round(\"round1\", \"Thẩm định\");", "add round(\"round1\", \"Appraisal\");"))
}

pub(crate) fn unknown_office(office: &str, known: &[String]) -> Problem {
    let list = known.join(", ");
    let help = match known.is_empty() {
        true => text(
            format!("khai báo cơ quan ở đầu tệp: office(\"{office}\", \"tên\");"),
            format!("declare it at the top: office(\"{office}\", \"title\");"),
        ),
        false => text(format!("các mã đã khai báo: {list}"), format!("declared offices: {list}")),
    };
    Problem::error(
        "rubric-office",
        text(format!("không có cơ quan mã «{office}»"), format!("there is no office “{office}”")),
    )
    .with_help(help)
}

pub(crate) fn bands_leave_gap(name: &str, from: Decimal) -> Problem {
    Problem::warning(
        "rubric-bands",
        text(
            format!("điểm dưới {} không thuộc loại nào: loại thấp nhất là {name}", Lang::Vi.number(from)),
            format!("scores below {} are in no band: the lowest is {name}", Lang::En.number(from)),
        ),
    )
    .with_help(text("thêm một loại từ 0", "add a band from 0"))
}

pub(crate) fn sum_differs(node: &Node, declared: Points, parts: &[(&str, Points)]) -> Problem {
    let sentence = |lang: Lang| {
        let number = |points: Points| lang.number(points.value());
        let sum = parts.iter().map(|(_, max)| number(*max)).collect::<Vec<_>>().join(" + ");
        let (code, declared, total) = (&node.code, number(declared), number(node.max));
        match lang {
            Lang::Vi => format!("{code}: điểm tối đa ghi {declared}, các phần cộng lại là {total} = {sum}"),
            Lang::En => format!("{code}: the maximum says {declared}, its parts add up to {total} = {sum}"),
        }
    };
    let codes = parts.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", ");
    Problem::error("rubric-sum", text(sentence(Lang::Vi), sentence(Lang::En))).with_help(text(
        format!("sửa điểm tối đa của {} hoặc của {codes}", node.code),
        format!("correct the maximum of {} or of {codes}", node.code),
    ))
}

pub(crate) fn example_figures(given: usize, names: &[String]) -> Problem {
    let (count, list) = (names.len(), names.join(", "));
    Problem::error(
        "rubric-example",
        text(
            format!("ví dụ có {given} số liệu, tiêu chí hỏi {count}: {list}"),
            format!("the example has {given} figures, the criterion asks for {count}: {list}"),
        ),
    )
    .with_help(text(
        "ghi đủ số liệu theo thứ tự .ask(…); số lẻ viết bằng dấu chấm, 0,25 là hai số",
        "give the figures in the order of .ask(…); decimals take a point, 0,25 is two numbers",
    ))
}

pub(crate) fn example_differs(expected: Points, got: Points) -> Problem {
    let ((ev, ee), (gv, ge)) = (points_text(expected), points_text(got));
    Problem::error(
        "rubric-example",
        text(format!("ví dụ cần {ev}, quy tắc cho {gv}"), format!("the example says {ee}, the rule gives {ge}")),
    )
    .with_help(text("sửa quy tắc hoặc ví dụ theo văn bản", "correct the rule or the example by the decision"))
}

pub(crate) fn example_without_rule() -> Problem {
    Problem::error("rubric-example", text("có ví dụ nhưng không có quy tắc", "there is an example but no rule"))
        .with_help(text("thêm quy tắc hoặc bỏ ví dụ", "add a rule or take the example out"))
}

/// `rule` is where a rule of code stopped, if it is one.
pub(crate) fn example_fails(why: &Text, rule: Option<&Place>) -> Problem {
    let help = match rule {
        Some(place) => {
            let (file, line) = (place.file(), line(place));
            text(format!("sửa ở dòng {line} của {file}"), format!("correct line {line} of {file}"))
        }
        None => text("bổ sung trường hợp này vào quy tắc", "add this case to the rule"),
    };
    Problem::error(
        "rubric-example",
        text(format!("ví dụ không tính được: {}", why.vi), format!("the example can't be computed: {}", why.en)),
    )
    .with_help(help)
}

pub(crate) fn measured_twice(word: &str) -> Problem {
    Problem::error(
        "rubric-twice",
        text(
            format!("{word}: quy tắc đã nói tính theo số liệu nào"),
            format!("{word}: the rule already says what it measures"),
        ),
    )
    .with_help(text(
        "giữ một; hai số liệu cộng điểm với nhau thì thêm .part(điểm_tối_đa) ở giữa",
        "keep one; two measures whose points are added need .part(maximum) between them",
    ))
}

pub(crate) fn no_distance(word: &str, low: Decimal) -> Problem {
    Problem::error(
        "rubric-value",
        text(format!("{word}: mức thấp và mức cao đều là {low}"), format!("{word}: low and high are both {low}")),
    )
    .with_help(text("sửa một trong hai mức", "correct one of them"))
}

pub(crate) fn slope_without_tier(word: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            format!("{word} cần một mức đứng trước để cộng tiếp"),
            format!("{word} needs a tier before it to go on from"),
        ),
    )
    .with_help(text(
        "viết .up_to(16000, 10).above_adds(1000, 0.5, 25)",
        "write .up_to(16000, 10).above_adds(1000, 0.5, 25)",
    ))
}

pub(crate) fn branch_too_late(word: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            format!("{word}: trước đó đã có quy tắc cho mọi đơn vị"),
            format!("{word}: there is a rule for every unit before it"),
        ),
    )
    .with_help(text("đặt .for_units(…) trước số liệu và các mức", "put .for_units(…) before the measure and the tiers"))
}

pub(crate) fn not_a_list(word: &str) -> Problem {
    Problem::error(
        "rubric-value",
        text(format!("{word}: cần một danh sách số liệu"), format!("{word}: a list of figures is needed")),
    )
    .with_help(text("viết [90, 100] trong ngoặc vuông", "write [90, 100] in square brackets"))
}

pub(crate) fn unknown_treatment(found: &str) -> Problem {
    Problem::error(
        "rubric-value",
        text(format!("không có cách tính «{found}»"), format!("there is no treatment “{found}”")),
    )
    .with_help(text(
        "viết \"full\" (điểm tối đa), \"zero\", \"excluded\" (loại khỏi mẫu số) hoặc \"shared\" (chia đều)",
        "write \"full\" (the maximum), \"zero\", \"excluded\" (out of the denominator) or \"shared\" (over the others)",
    ))
}

pub(crate) fn unknown_round(round: &str) -> Problem {
    Problem::error("rubric-value", text(format!("không có vòng «{round}»"), format!("there is no round “{round}”")))
        .with_help(text("khai báo round(…) trước", "declare the round first"))
}

pub(crate) fn unknown_band(band: &str, known: &[String]) -> Problem {
    let list = known.join(", ");
    Problem::error("rubric-bands", text(format!("không có loại «{band}»"), format!("there is no band “{band}”")))
        .with_help(text(format!("các loại đã khai báo: {list}"), format!("declared bands: {list}")))
}

pub(crate) fn unknown_code(code: &str, near: &[String]) -> Problem {
    let list = near.join(", ");
    let help = if near.is_empty() {
        text("dùng mã đã khai báo", "use a code that is declared")
    } else {
        text(format!("có phải là: {list}?"), format!("did you mean: {list}?"))
    };
    Problem::error("rubric-unknown-code", text(format!("không có mã «{code}»"), format!("there is no code “{code}”")))
        .with_help(help)
}

pub(crate) fn not_assigned_unstated(code: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            format!("{code}: chưa nói đơn vị không được giao thì tính thế nào"),
            format!("{code}: nothing says what it is worth to units it is not assigned to"),
        ),
    )
    .with_help(text(
        "thêm .not_arising(\"excluded\"), \"full\", \"shared\" hoặc \"zero\"",
        "add .not_arising(\"excluded\"), \"full\", \"shared\" or \"zero\"",
    ))
}

pub(crate) fn maxima_not_combined(node: &Node, why: &Text) -> Problem {
    let code = &node.code;
    Problem::error(
        "rubric-sum",
        text(
            format!("{code}: không gộp được điểm tối đa của các phần: {}", why.vi),
            format!("{code}: the maxima of its parts can't be combined: {}", why.en),
        ),
    )
    .with_help(text("sửa hàm combine(|parts| …)", "correct the function combine(|parts| …)"))
}

pub(crate) fn no_answer(result: &Dynamic) -> Text {
    text(
        format!("điều kiện trả về «{result}», không phải đúng/sai"),
        format!("the condition returns “{result}”, not true or false"),
    )
}

pub(crate) fn no_word(result: &Dynamic) -> Text {
    text(format!("hàm trả về «{result}», không phải chữ"), format!("the function returns “{result}”, which is no text"))
}

pub(crate) fn no_points_yet(code: &str) -> String {
    format!("{code}: chưa có điểm / no points yet")
}

pub(crate) fn no_such_code(code: &str) -> String {
    format!("không có mã «{code}» / there is no code “{code}”")
}

pub(crate) fn no_such_result(id: &str) -> String {
    format!("không có kết quả «{id}» / there is no result “{id}”")
}

pub(crate) fn example_choice(label: &str, known: &[&str]) -> Problem {
    let list = known.join(", ");
    Problem::error(
        "rubric-example",
        text(format!("không có lựa chọn «{label}»"), format!("there is no choice “{label}”")),
    )
    .with_help(text(format!("các lựa chọn: {list}"), format!("the choices: {list}")))
}

fn at_value(measure: &Measure, value: Decimal) -> (String, String) {
    (measure.value_text(value, Lang::Vi), measure.value_text(value, Lang::En))
}

pub(crate) fn probe_range(measure: &Measure, value: Decimal, points: Points, max: Points) -> Problem {
    let ((vv, ve), (pv, pe), (mv, me)) = (at_value(measure, value), points_text(points), points_text(max));
    Problem::error(
        "rubric-range",
        text(
            format!("với giá trị {vv} quy tắc cho {pv} điểm, ngoài khoảng 0 đến {mv}"),
            format!("at {ve} the rule gives {pe} points, outside 0 to {me}"),
        ),
    )
    .with_help(text("sửa điểm của mức đó hoặc điểm tối đa", "correct the points of that tier or the maximum"))
}

pub(crate) fn probe_gap(measure: &Measure, value: Decimal) -> Problem {
    let (vi, en) = at_value(measure, value);
    Problem::warning(
        "rubric-gap",
        text(format!("không có mức nào cho giá trị {vi}"), format!("no tier covers the value {en}")),
    )
    .with_help(text(
        "thêm mức còn thiếu, hoặc .otherwise(0) ở cuối",
        "add the missing tier, or .otherwise(0) at the end",
    ))
}

pub(crate) fn probe_fault(measure: &Measure, value: Decimal, why: &Text) -> Problem {
    let (vi, en) = at_value(measure, value);
    Problem::warning("rubric-range", text(format!("với giá trị {vi}: {}", why.vi), format!("at {en}: {}", why.en)))
        .with_help(text("bổ sung trường hợp này vào quy tắc", "add this case to the rule"))
}

pub(crate) fn unreachable(word: &Text, first: bool) -> Problem {
    let help = if first {
        text("kiểm tra lại ngưỡng", "check the threshold")
    } else {
        text(
            "đặt mức này trước mức đã bao trùm nó, hoặc bỏ đi",
            "put it before the tier that covers it, or take it out",
        )
    };
    Problem::warning(
        "rubric-unreachable",
        text(
            format!("mức này không bao giờ được dùng: {}", word.vi),
            format!("this tier can never decide: {}", word.en),
        ),
    )
    .with_help(help)
}

pub(crate) fn probe_turn(measure: &Measure, before: (Decimal, Points), after: (Decimal, Points)) -> Problem {
    let ((av, ae), (bv, be)) = (at_value(measure, before.0), at_value(measure, after.0));
    let ((pv, pe), (qv, qe)) = (points_text(before.1), points_text(after.1));
    Problem::warning(
        "rubric-order",
        text(
            format!("điểm lúc tăng lúc giảm: {av} được {pv}, {bv} được {qv}"),
            format!("points rise and fall: {pe} at {ae}, {qe} at {be}"),
        ),
    )
    .with_help(text("xem lại thứ tự và điểm của các mức", "look at the order and the points of the tiers"))
}

pub(crate) fn zero_unstated(code: &str, whole: &str) -> Problem {
    Problem::note(
        "rubric-zero",
        text(
            format!("{code}: quy tắc không nói «{whole}» bằng 0 thì được bao nhiêu điểm"),
            format!("{code}: the rule does not say what it is worth when “{whole}” is 0"),
        ),
    )
    .with_help(text(
        "nếu có thể không phát sinh: .none_is_full(), .none_is(điểm) hoặc .none_is_percent(100)",
        "if nothing may arise: .none_is_full(), .none_is(points) or .none_is_percent(100)",
    ))
}

pub(crate) fn different_kinds(operator: &str) -> String {
    format!(
        "không so sánh được số với thứ không phải số bằng {operator} / {operator} compares a number with something else"
    )
}

pub(crate) fn no_result(operator: &str, a: Decimal, b: Decimal) -> String {
    if operator == "/" && b.is_zero() {
        return "chia cho 0 / division by zero".to_owned();
    }
    format!("{a} {operator} {b} quá lớn, không tính được / {a} {operator} {b} is too large to work out")
}

pub(crate) fn no_condition() -> Problem {
    Problem::error("rubric-structure", text("chưa nói áp dụng khi nào", "nothing says when it applies"))
        .with_help(text(
            "thêm .per_day_late(), .when(\"cột\", \"giá trị\"), .when_any_zero(), .when_no_sheet(\"vòng\") hoặc .when(|u| …)",
            "add .per_day_late(), .when(\"column\", \"value\"), .when_any_zero(), .when_no_sheet(\"round\") or .when(|u| …)",
        ))
}

// What follows: imports, shared functions, limits, and rules of code that are tried.

/// Under a place in a trace.
pub(crate) fn calls_here(name: &str) -> Text {
    text(format!("gọi «{name}» từ đây"), format!("calls “{name}” here"))
}

/// Under the innermost place of a trace.
pub(crate) fn stopped_in(name: &str) -> Text {
    text(format!("dừng trong hàm «{name}»"), format!("stopped in the function “{name}”"))
}

/// Under the innermost place of a trace, in no function that has a name.
pub(crate) fn stopped_here() -> Text {
    text("dừng ở đây", "stopped here")
}

/// Under the statement that imports a file with a mistake.
pub(crate) fn imported_here() -> Text {
    text("được nhập từ đây", "imported here")
}

fn import_problem(vi: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::error("rubric-import", text(vi, en))
}

fn write_import() -> Text {
    text(
        "viết ở đầu tệp: import \"ten-tep\" as c; rồi gọi c::ten_ham(…)",
        "write at the top: import \"file-name\" as c; and call c::function(…)",
    )
}

pub(crate) fn import_without_name() -> Problem {
    import_problem("import chưa đặt tên gọi tắt", "the import has no short name").with_help(write_import())
}

pub(crate) fn import_not_a_text() -> Problem {
    import_problem(
        "tên tệp của import phải là chữ trong ngoặc kép",
        "the file of an import must be text in quotation marks",
    )
    .with_help(write_import())
}

pub(crate) fn import_not_at_top() -> Problem {
    import_problem(
        "import không đứng được trong hàm hay trong khối { }",
        "import can't stand in a function or a block { }",
    )
    .with_help(write_import())
}

pub(crate) fn import_alias_twice(alias: &str) -> Problem {
    import_problem(format!("tên gọi tắt «{alias}» đã dùng cho tệp khác"), format!("the short name “{alias}” is taken"))
        .with_help(text("đặt tên khác sau as", "choose another name after as"))
}

pub(crate) fn import_empty() -> Problem {
    import_problem("import không có tên tệp", "the import names no file").with_help(write_import())
}

pub(crate) fn import_absolute(name: &str) -> Problem {
    import_problem(
        format!("«{name}»: chỉ nhập được tệp trong thư mục của bộ tiêu chí, không dùng ổ đĩa, địa chỉ mạng hay đường dẫn đầy đủ"),
        format!("“{name}”: only files in the rubric's own folder can be imported, without drive, network address or full path"),
    )
    .with_help(text(
        "chép tệp vào cạnh bộ tiêu chí rồi viết import \"ten-tep\" as c;",
        "copy the file beside the rubric and write import \"file-name\" as c;",
    ))
}

pub(crate) fn import_outside(name: &str) -> Problem {
    import_problem(
        format!("«{name}» dẫn ra ngoài thư mục của bộ tiêu chí"),
        format!("“{name}” leads out of the rubric's folder"),
    )
    .with_help(text(
        "chép tệp vào thư mục của bộ tiêu chí, hoặc vào thư mục con của nó",
        "copy the file into the rubric's folder, or into a folder below it",
    ))
}

pub(crate) fn import_bad_name(name: &str) -> Problem {
    import_problem(format!("«{name}» không phải là tên tệp dùng được"), format!("“{name}” can't be the name of a file"))
        .with_help(text(
            "đổi tên tệp: chữ, chữ số, gạch nối; không kết thúc bằng dấu chấm hay dấu cách",
            "rename the file: letters, digits and hyphens, no point or blank at the end",
        ))
}

pub(crate) fn import_missing(name: &str, near: &[String], there: &[String]) -> Problem {
    let help = if let Some(near) = near.first() {
        text(format!("có phải là \"{near}\"?"), format!("did you mean \"{near}\"?"))
    } else if there.is_empty() {
        text(
            format!("đặt tệp {name} vào cạnh bộ tiêu chí, hoặc bỏ dòng import"),
            format!("put {name} beside the rubric, or take the import out"),
        )
    } else {
        let list = there.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(", ");
        text(format!("các tệp có ở đó: {list}"), format!("the files there: {list}"))
    };
    import_problem(
        format!("không có tệp {name} trong thư mục của bộ tiêu chí"),
        format!("there is no file {name} in the rubric's folder"),
    )
    .with_help(help)
}

pub(crate) fn import_unreadable(name: &str, why: &Text) -> Problem {
    import_problem(format!("không đọc được {name}: {}", why.vi), format!("{name} can't be read: {}", why.en))
        .with_help(text("mở lại tệp bằng trình soạn thảo để kiểm tra", "open the file in an editor to check it"))
}

pub(crate) fn file_too_large(name: &str, most: usize) -> Problem {
    let most = most / 1_000;
    Problem::error(
        "rubric-limit",
        text(format!("{name} lớn hơn {most} kB"), format!("{name} is larger than {most} kB")),
    )
    .with_help(text(
        "bộ tiêu chí là một tệp chữ ngắn; xem có nhầm tệp không",
        "a rubric is a short text; is it the right file?",
    ))
}

pub(crate) fn import_not_utf8(name: &str) -> Problem {
    import_problem(format!("{name} không phải là tệp chữ UTF-8"), format!("{name} is no text in UTF-8"))
        .with_help(text("mở bằng trình soạn thảo và lưu lại với mã UTF-8", "open it in an editor and save it as UTF-8"))
}

pub(crate) fn import_too_many(most: usize) -> Problem {
    import_problem(format!("nhập quá {most} tệp"), format!("more than {most} files are imported"))
        .with_help(text("gộp các hàm dùng chung vào ít tệp hơn", "bring the shared functions together in fewer files"))
}

pub(crate) fn import_circle(files: &str) -> Problem {
    import_problem(
        format!("các tệp nhập lẫn nhau thành vòng: {files}"),
        format!("the files import one another in a circle: {files}"),
    )
    .with_help(text(
        "chuyển những hàm mà cả hai cần sang một tệp thứ ba",
        "move the functions that both need to a third file",
    ))
}

pub(crate) fn import_unknown(name: &str) -> Text {
    text(format!("chưa nhập tệp nào với tên «{name}»"), format!("no file is imported as “{name}”"))
}

pub(crate) fn import_unknown_help(name: &str) -> Text {
    text(
        format!("thêm ở đầu tệp: import \"ten-tep\" as {name};"),
        format!("add at the top: import \"file-name\" as {name};"),
    )
}

pub(crate) fn import_without_function(
    alias: &str,
    name: &str,
    file: &str,
    near: &[String],
    offered: &[&str],
) -> Problem {
    let help = if let Some(near) = near.first() {
        text(format!("có phải là {alias}::{near}?"), format!("did you mean {alias}::{near}?"))
    } else if offered.is_empty() {
        text(
            format!("viết hàm vào {file}: fn {name}(…) {{ … }}"),
            format!("write it into {file}: fn {name}(…) {{ … }}"),
        )
    } else {
        let list = offered.iter().take(8).copied().collect::<Vec<_>>().join(", ");
        text(format!("các hàm có trong {file}: {list}"), format!("the functions of {file}: {list}"))
    };
    import_problem(format!("{file} không có hàm «{name}»"), format!("{file} has no function “{name}”")).with_help(help)
}

pub(crate) fn import_parameters(alias: &str, name: &str, parameters: &[String]) -> Problem {
    let usage = format!("{alias}::{name}({})", parameters.join(", "));
    let count = parameters.len();
    import_problem(
        format!("hàm {alias}::{name} nhận {count} giá trị, hoặc là hàm riêng của tệp đó"),
        format!("the function {alias}::{name} takes {count} values, or is private to its file"),
    )
    .with_help(text(format!("viết {usage}"), format!("write {usage}")))
}

pub(crate) fn import_runs() -> Problem {
    import_problem(
        "tệp được nhập chỉ chứa hàm (fn), hằng số (const) và import",
        "an imported file holds functions (fn), constants (const) and imports only",
    )
    .with_help(text(
        "chuyển câu này vào bộ tiêu chí, hoặc vào một hàm",
        "move this into the rubric, or into a function",
    ))
}

pub(crate) fn word_in_import(word: &str) -> Problem {
    import_problem(
        format!("«{word}» không dùng được trong tệp được nhập: chỉ bộ tiêu chí khai báo tiêu chí và quy tắc"),
        format!("“{word}” can't be used in an imported file: only the rubric itself declares criteria and rules"),
    )
    .with_help(text(
        "chuyển câu này vào bộ tiêu chí; tệp được nhập chỉ tính toán",
        "move this into the rubric; an imported file only computes",
    ))
}

pub(crate) fn closure_elsewhere() -> Problem {
    Problem::error(
        "rubric-value",
        text("hàm của quy tắc phải viết ngay tại đây", "the function of a rule must be written here"),
    )
    .with_help(text("viết .score(|x| c::ten_ham(x.a))", "write .score(|x| c::function(x.a))"))
}

pub(crate) fn changed_in_place() -> Problem {
    Problem::error(
        "rubric-limit",
        text(
            "không sửa được từng phần của danh sách hay bảng tra bằng dấu =",
            "parts of a list or map can't be changed with =",
        ),
    )
    .with_help(text("viết a.set(vị_trí, giá_trị)", "write a.set(place, value)"))
}

pub(crate) fn captured(variable: &str) -> Problem {
    Problem::error(
        "rubric-limit",
        text(
            format!("hàm |…| viết trong hàm khác hay trong vòng lặp không dùng được biến «{variable}» ở ngoài"),
            format!(
                "a function |…| inside another function or a loop can't use the variable “{variable}” outside of it"
            ),
        ),
    )
    .with_help(text(
        "viết phép tính bằng vòng for, hoặc ghi thẳng giá trị vào hàm",
        "write it as a for loop, or write the value itself into the function",
    ))
}

fn refused_symbol(original: &str) -> (Text, Text) {
    let symbol = original.split('\'').nth(1).unwrap_or_default();
    (
        text(format!("không dùng được «{symbol}» trong bộ tiêu chí"), format!("“{symbol}” can't be used in a rubric")),
        text("bỏ đi: bộ tiêu chí chỉ khai báo và tính toán", "take it out: a rubric only declares and computes"),
    )
}

fn too_nested() -> (Text, Text) {
    (
        text("biểu thức lồng nhau quá sâu", "the expression is nested too deeply"),
        text("tách thành nhiều bước bằng let, hoặc thành hàm", "split it into steps with let, or into functions"),
    )
}

fn too_many_functions() -> (Text, Text) {
    (
        text("tệp có quá nhiều hàm", "the file has too many functions"),
        text("dùng các từ có sẵn thay cho hàm", "use words in place of functions"),
    )
}

pub(crate) fn too_long() -> Text {
    text("tính quá lâu", "it takes too long")
}

pub(crate) fn too_many_variables() -> Text {
    text("có quá nhiều biến cùng lúc", "there are too many variables at once")
}

pub(crate) fn variables_help() -> Text {
    text("một hàm dùng được nhiều nhất 100 biến; tách thành nhiều hàm", "a function can have 100 variables; split it")
}

pub(crate) fn broke_the_engine() -> Problem {
    Problem::error(
        "rubric-limit",
        text("bộ máy đọc bộ tiêu chí bị dừng giữa chừng", "the engine that reads rubrics broke down"),
    )
    .with_help(text(
        "bỏ bớt từng phần của bộ tiêu chí để tìm câu gây lỗi",
        "take parts of the rubric out to find the statement that does it",
    ))
}

pub(crate) fn division_by_zero() -> Text {
    text("chia cho 0", "division by zero")
}

pub(crate) fn number_too_large() -> Text {
    text("số quá lớn để tính", "the numbers are too large")
}

pub(crate) fn holds_itself() -> Text {
    text("một biến không được chứa hàm dùng chính biến đó", "a variable can't hold a function that uses this variable")
}

pub(crate) fn gave_up(left: usize) -> Problem {
    Problem::error(
        "rubric-limit",
        text(
            format!("quá nhiều câu phải dừng giữa chừng; {left} câu còn lại chưa được đọc"),
            format!("too many statements had to be stopped; {left} more were not read"),
        ),
    )
    .with_help(text("sửa những lỗi ở trên rồi kiểm tra lại", "mend what is told above and check again"))
}

pub(crate) fn no_own_order() -> String {
    "sort, order và dedup không nhận hàm: viết sort() / sort, order and dedup take no function: write sort()".to_owned()
}

pub(crate) fn too_many_names(file: &str) -> Problem {
    let message = text(
        format!("{file} khai báo quá 1 000 biến và hằng số"),
        format!("{file} declares more than 1,000 variables and constants"),
    );
    Problem::error("rubric-limit", message).with_help(variables_help())
}

/// `a = 1; b = 0`.
fn figures_text(names: &[String], values: &[Decimal], lang: Lang) -> String {
    let one = |(name, value): (&String, &Decimal)| format!("{name} = {}", lang.number(*value));
    names.iter().zip(values).map(one).collect::<Vec<_>>().join("; ")
}

/// A rule of code leaves 0…maximum. `only` names two figures of which the first is always greater when that happens.
pub(crate) fn code_range(node: &Node, values: &[Decimal], points: Points, only: Option<(&str, &str)>) -> Problem {
    let given = |lang| figures_text(&node.asks, values, lang);
    let ((pv, pe), (mv, me)) = (points_text(points), points_text(node.max));
    let (when_vi, when_en) = only.map_or_else(Default::default, |(more, less)| {
        (format!(" (khi {more} lớn hơn {less})"), format!(" (where {more} is greater than {less})"))
    });
    let message = text(
        format!("với {} quy tắc cho {pv} điểm, ngoài khoảng 0 đến {mv}{when_vi}", given(Lang::Vi)),
        format!("at {} the rule gives {pe} points, outside 0 to {me}{when_en}", given(Lang::En)),
    );
    let help = if points < Points::ZERO {
        text("nếu có thể xảy ra: viết max(0, …)", "if that may happen: write max(0, …)")
    } else {
        text("nếu có thể xảy ra: viết min(x.max, …)", "if that may happen: write min(x.max, …)")
    };
    // What units hardly declare is told for the record: if they do, it is an error of that unit, and never a score.
    let problem =
        if only.is_some() { Problem::note("rubric-range", message) } else { Problem::warning("rubric-range", message) };
    problem.with_help(help)
}

pub(crate) fn code_gap(node: &Node, values: &[Decimal]) -> Problem {
    let given = |lang| figures_text(&node.asks, values, lang);
    let message = text(
        format!("với {} quy tắc không trả về điểm", given(Lang::Vi)),
        format!("at {} the rule returns no points", given(Lang::En)),
    );
    Problem::warning("rubric-gap", message).with_help(text(
        "thêm nhánh else, hoặc bỏ dấu ; thừa ở cuối",
        "add the missing else, or take out a ; too many at the end",
    ))
}

pub(crate) fn code_zero(node: &Node, values: &[Decimal]) -> Problem {
    let given = |lang| figures_text(&node.asks, values, lang);
    let message = text(
        format!("với {} quy tắc chia cho 0", given(Lang::Vi)),
        format!("at {} the rule divides by zero", given(Lang::En)),
    );
    Problem::note("rubric-zero", message).with_help(text(
        "nếu có thể không phát sinh: if x.mau_so == 0 { … } else { … }",
        "if nothing may arise: if x.whole == 0 { … } else { … }",
    ))
}

pub(crate) fn code_fault(node: &Node, values: &[Decimal], why: &Text) -> Problem {
    let given = |lang| figures_text(&node.asks, values, lang);
    let message = text(format!("với {}: {}", given(Lang::Vi), why.vi), format!("at {}: {}", given(Lang::En), why.en));
    Problem::warning("rubric-range", message)
        .with_help(text("bổ sung trường hợp này vào quy tắc", "add this case to the rule"))
}

pub(crate) fn branch_without_example() -> Problem {
    Problem::note(
        "rubric-example",
        text("không ví dụ nào đi vào nhánh này của quy tắc", "no example reaches this branch of the rule"),
    )
    .with_help(text("thêm .example([…], điểm) cho trường hợp này", "add .example([…], points) for this case"))
}
