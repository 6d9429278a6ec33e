//! Every sentence of this crate, in both languages.

use crate::forms::{Form, Owner};
use crate::vocabulary::WordEntry;
use rhai::{Dynamic, LexError, ParseErrorType};
use rust_decimal::Decimal;
use scoring::rule::Measure;
use scoring::{Lang, Node, Place, Points, Problem, Text};
use std::ops::RangeInclusive;

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

/// A bracket without its other half, by its offset.
pub(crate) enum Unclosed {
    /// It is opened and never closed.
    Open(usize, char),
    /// It closes what was never opened.
    Closed(usize, char),
}

fn syntax_error(message: Text, help: Text) -> Problem {
    Problem::error("rubric-syntax", message).with_help(help)
}

/// `word` is what stands at the place, if it is a word.
pub(crate) fn syntax(kind: &ParseErrorType, word: &str) -> Problem {
    let (message, help) = match kind {
        _ if kind.to_string().contains("is disabled") => refused_symbol(&kind.to_string()),
        ParseErrorType::MissingToken(token, _) if token == "," || token == ")" || token == "]" => (
            text(
                "thiếu dấu phẩy hoặc dấu đóng ngoặc trước chỗ này",
                "a comma or a closing bracket is missing before this",
            ),
            text(
                "các giá trị trong ngoặc cách nhau bằng dấu phẩy: (\"1.1\", \"Tên\", 1)",
                "values in brackets are separated by commas: (\"1.1\", \"Title\", 1)",
            ),
        ),
        ParseErrorType::MissingToken(token, _) if token == ";" => (
            text("thiếu dấu chấm phẩy ; trước chỗ này", "a semicolon ; is missing before this"),
            text(
                "mỗi câu kết thúc bằng ; — nếu đây là phần tiếp của câu trên thì nối bằng dấu chấm",
                "every statement ends with ; — if this goes on with the one above, join it with a point",
            ),
        ),
        ParseErrorType::MissingToken(token, _) => (
            text(format!("thiếu {token} trước chỗ này"), format!("{token} is missing before this")),
            text(format!("thêm {token}"), format!("add {token}")),
        ),
        ParseErrorType::UnexpectedEOF => (
            text("câu này dừng giữa chừng", "this statement ends in the middle"),
            text("viết nốt câu và kết thúc bằng );", "write the rest of it and end it with );"),
        ),
        ParseErrorType::BadInput(LexError::UnterminatedString) => (
            text("thiếu dấu ngoặc kép đóng", "a closing quotation mark is missing"),
            text("thêm \" ở cuối đoạn chữ", "add \" at the end of the text"),
        ),
        ParseErrorType::BadInput(LexError::MalformedEscapeSequence(_)) => (
            text("dấu \\ trong đoạn chữ không dùng như vậy được", "a \\ in a text can't be used like this"),
            text("muốn có dấu \\ thì gõ hai dấu: \\\\", "write two for one: \\\\"),
        ),
        ParseErrorType::BadInput(LexError::MalformedNumber(number)) => (
            text(
                format!("số này viết sai hoặc quá dài: {number}"),
                format!("this number is wrong or too long: {number}"),
            ),
            text("viết số như 1000 hoặc 0.25", "write numbers as 1000 or 0.25"),
        ),
        ParseErrorType::BadInput(LexError::ImproperSymbol(symbol, _)) => (
            text(format!("ký hiệu {symbol} không dùng được ở đây"), format!("the sign {symbol} can't be used here")),
            text(
                "so sánh bằng ==, <, <=, >, >=; hai điều kiện nối bằng && (và) hoặc || (hoặc)",
                "compare with ==, <, <=, >, >=; join two conditions with && (and) or || (or)",
            ),
        ),
        ParseErrorType::BadInput(_) => (
            text("ký tự này không dùng được ở đây", "this character can't be used here"),
            text(
                "xóa đi, hoặc đặt cả đoạn chữ trong ngoặc kép \"…\"",
                "take it out, or put the text in quotation marks \"…\"",
            ),
        ),
        ParseErrorType::PropertyExpected => (
            text("sau dấu chấm phải là một từ", "a word must follow the point"),
            text(
                "viết .choice(…), x.done …; số chỉ có một dấu chấm, trước phần lẻ: 16000.5",
                "write .choice(…), x.done …; numbers have one point, before the decimals: 16000.5",
            ),
        ),
        ParseErrorType::ExprExpected(_) => (
            text("thiếu giá trị ở đây", "a value is missing here"),
            text(
                "bỏ dấu phẩy thừa, hoặc viết giá trị còn thiếu",
                "take out the extra comma, or write the missing value",
            ),
        ),
        ParseErrorType::Reserved(_) | ParseErrorType::ForbiddenVariable(_) => (
            text(format!("không được dùng «{word}» ở đây"), format!("“{word}” can't be used here")),
            text("đặt tên khác; chữ thì đặt trong ngoặc kép", "choose another name; put texts in quotation marks"),
        ),
        ParseErrorType::AssignmentToConstant(name) => (constant(name), constant_help()),
        ParseErrorType::LoopBreak => (
            text("break và continue chỉ dùng được trong vòng lặp", "break and continue stand in loops only"),
            text(
                "bỏ từ này; hàm trả về giá trị bằng câu cuối cùng",
                "take it out; a function returns its last expression",
            ),
        ),
        ParseErrorType::FnDuplicatedDefinition(name, _) => (
            text(format!("hàm {name} đã có rồi"), format!("there is a function {name} already")),
            text("đặt tên khác, hoặc bỏ một hàm", "choose another name, or take one of them out"),
        ),
        ParseErrorType::ModuleUndefined(name) => (import_unknown(name), import_unknown_help(name)),
        ParseErrorType::ExprTooDeep => too_nested(),
        ParseErrorType::TooManyFunctions => too_many_functions(),
        ParseErrorType::LiteralTooLarge(..) => (too_much_data("string"), data_help()),
        _ => (
            text("không đọc được câu này từ chỗ được đánh dấu", "this can't be read from the marked place on"),
            text(
                "so với một câu đúng cùng loại; kiểm tra ngoặc, dấu phẩy, dấu ngoặc kép và dấu ;",
                "compare it with a correct one; check brackets, commas, quotation marks and the ;",
            ),
        ),
    };
    syntax_error(message, help)
}

pub(crate) fn foreign_character(c: char) -> Problem {
    let (vi, en, to) = match c {
        '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' => {
            ("dấu ngoặc kép của Word", "a quotation mark of Word", "\"")
        }
        '–' | '—' | '−' => ("dấu gạch ngang của Word", "a dash of Word", "-"),
        '×' => ("dấu nhân", "the multiplication sign", "*"),
        '÷' => ("dấu chia", "the division sign", "/"),
        '≥' => ("dấu lớn hơn hoặc bằng", "the sign for at least", ">="),
        '≤' => ("dấu nhỏ hơn hoặc bằng", "the sign for at most", "<="),
        '≠' => ("dấu khác", "the sign for unequal", "!="),
        '，' => ("dấu phẩy kiểu Trung Quốc", "a Chinese comma", ","),
        '；' => ("dấu chấm phẩy kiểu Trung Quốc", "a Chinese semicolon", ";"),
        '（' => ("dấu ngoặc kiểu Trung Quốc", "a Chinese bracket", "("),
        '）' => ("dấu ngoặc kiểu Trung Quốc", "a Chinese bracket", ")"),
        _ => {
            return syntax_error(
                text(
                    "có một ký tự không nhìn thấy hoặc không dùng được ở đây",
                    "there is a character here that can't be seen or can't be used",
                ),
                text("xóa rồi gõ lại đoạn này", "delete this stretch and type it again"),
            );
        }
    };
    syntax_error(
        text(format!("{vi} {c} không dùng được ở đây"), format!("{en}, {c}, can't be used here")),
        text(format!("gõ lại bằng bàn phím: {to}"), format!("type it on the keyboard: {to}")),
    )
}

pub(crate) fn quote_missing() -> Problem {
    syntax_error(
        text("thiếu một dấu ngoặc kép: dấu này không có dấu đi cùng", "a quotation mark is missing: this one is alone"),
        text(
            "mỗi đoạn chữ có hai dấu, đầu và cuối, trên cùng một dòng: \"Kế hoạch\"",
            "each text has two, before and after it, on one line: \"Plan\"",
        ),
    )
}

/// `after` is the value after which it was to be closed, where that can be seen.
pub(crate) fn bracket_open(bracket: char, after: Option<String>) -> Problem {
    let closing = match bracket {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };
    let help = match after {
        Some(after) => text(format!("thêm {closing} sau {after}"), format!("add {closing} after {after}")),
        None => text(
            format!("thêm {closing} sau giá trị cuối cùng trong ngoặc"),
            format!("add {closing} after the last value in the brackets"),
        ),
    };
    syntax_error(
        text(format!("dấu ngoặc {bracket} này không được đóng"), format!("this bracket {bracket} is never closed")),
        help,
    )
}

pub(crate) fn bracket_too_many(bracket: char) -> Problem {
    let opening = match bracket {
        ')' => '(',
        ']' => '[',
        _ => '{',
    };
    syntax_error(
        text(format!("dấu ngoặc {bracket} này thừa"), format!("there is one bracket {bracket} too many")),
        text(format!("bỏ nó đi, hoặc thêm {opening} ở phía trước"), format!("take it out, or add {opening} before it")),
    )
}

pub(crate) fn dot_missing(word: &str) -> Problem {
    syntax_error(
        text(format!("thiếu dấu chấm trước «{word}»"), format!("a point is missing before “{word}”")),
        text(format!("viết .{word}(…)"), format!("write .{word}(…)")),
    )
}

pub(crate) fn chain_cut() -> Problem {
    syntax_error(
        text(
            "dấu ; này cắt câu làm đôi: phần sau bắt đầu bằng dấu chấm",
            "this ; cuts the statement in two: what follows begins with a point",
        ),
        text("bỏ dấu ; ở đây, chỉ giữ ở cuối câu", "take this ; out and keep the one at the end"),
    )
}

pub(crate) fn semicolon_missing() -> Problem {
    syntax_error(
        text("thiếu dấu chấm phẩy ; sau chỗ này", "a semicolon ; is missing after this"),
        text("mỗi câu kết thúc bằng ;", "every statement ends with ;"),
    )
}

pub(crate) fn undefined(name: &str) -> Problem {
    Problem::error("rubric-unknown-name", unknown_name(name)).with_help(name_help(name))
}

pub(crate) fn and_or(word: &str) -> Problem {
    let sign = if ["and", "và"].contains(&word) { "&&" } else { "||" };
    syntax_error(
        text(
            format!("không nối hai điều kiện bằng «{word}» được"),
            format!("two conditions can't be joined with “{word}”"),
        ),
        text(format!("viết {sign}"), format!("write {sign}")),
    )
}

pub(crate) fn percent_sign() -> Problem {
    syntax_error(
        text("không viết dấu % sau số", "no % after a number"),
        text("viết số phần trăm không có dấu %: 80", "write the percentage without %: 80"),
    )
}

pub(crate) fn comma_too_many() -> Problem {
    syntax_error(
        text(
            "thừa dấu phẩy, hoặc thiếu giá trị trước nó",
            "there is a comma too many, or a value is missing before it",
        ),
        text("bỏ dấu phẩy này, hoặc viết giá trị còn thiếu", "take this comma out, or write the missing value"),
    )
}

pub(crate) fn two_points(word: &str) -> Problem {
    syntax_error(
        text(format!("hai dấu chấm liền nhau trước «{word}»"), format!("there are two points before “{word}”")),
        text(format!("viết một dấu chấm: .{word}(…)"), format!("write one point: .{word}(…)")),
    )
}

/// 16.000 where 16,000 is meant, perhaps.
pub(crate) fn thousands(word: &str, number: Decimal) -> Problem {
    let (short, grouped) = (number.normalize(), number.to_string().replace('.', ""));
    Problem::warning(
        "rubric-value",
        text(
            format!("{word}: {number} được đọc là {}, không phải {grouped}", Lang::Vi.number(short)),
            format!("{word}: {number} is read as {}, not as {grouped}", Lang::En.number(short)),
        ),
    )
    .with_help(text(
        format!("hàng nghìn viết liền: {grouped}; nếu đúng là {} thì viết {short}", Lang::Vi.number(short)),
        format!("write thousands in one piece: {grouped}; if it is {} write {short}", Lang::En.number(short)),
    ))
}

pub(crate) fn stopped(message: Text, help: Text, kind: &'static str) -> Problem {
    Problem::error(kind, message).with_help(help)
}

pub(crate) fn unknown_word(name: &str) -> Text {
    text(format!("không có từ «{name}»"), format!("there is no word “{name}”"))
}

/// A list of kinds that the script engine names, in words.
fn kind_list(kinds: &[&str], lang: Lang) -> String {
    if kinds.is_empty() {
        return lang.pick("không có giá trị nào", "no value").to_owned();
    }
    kinds.iter().map(|kind| kind_name(kind, lang)).collect::<Vec<_>>().join(", ")
}

pub(crate) fn wrong_values(name: &str, given: &[&str]) -> Text {
    text(
        format!("không dùng được «{name}» với: {}", kind_list(given, Lang::Vi)),
        format!("“{name}” can't be used with: {}", kind_list(given, Lang::En)),
    )
}

pub(crate) fn wrong_kinds(operator: &str, given: &[&str]) -> Text {
    text(
        format!("không dùng được dấu {operator} giữa: {}", kind_list(given, Lang::Vi)),
        format!("{operator} can't be used between: {}", kind_list(given, Lang::En)),
    )
}

pub(crate) fn operator_help() -> Text {
    text(
        "chỉ tính và so sánh số với số; số viết không có ngoặc kép",
        "reckon and compare numbers with numbers; numbers take no quotation marks",
    )
}

/// How many values a word takes, and how many were given.
pub(crate) fn wrong_count(name: &str, (least, most): (usize, usize), given: usize) -> Text {
    let (vi, en) = match (least, most) {
        (0, 0) => ("không có giá trị trong ngoặc".to_owned(), "no value in its brackets".to_owned()),
        (1, 1) => ("cần 1 giá trị".to_owned(), "1 value".to_owned()),
        (least, most) if least == most => (format!("cần {least} giá trị"), format!("{least} values")),
        (least, most) => (format!("cần {least} hoặc {most} giá trị"), format!("{least} or {most} values")),
    };
    let found_vi = if given == 0 { "chưa có".to_owned() } else { format!("có {given}") };
    let found_en = if given == 0 { "none".to_owned() } else { given.to_string() };
    text(
        format!("{name} {vi}, ở đây {found_vi}"),
        format!("{name} takes {en}, here there {} {found_en}", if given == 1 { "is" } else { "are" }),
    )
}

fn thing_name(thing: &str, lang: Lang) -> &'static str {
    match thing {
        "criterion" => "domain/criterion/subcriterion",
        "rubric" => "rubric(…)",
        "round" => "round(…)",
        "condition" => "adjust(…)/ceiling(…)",
        "result" => "result(…)",
        "declaration" => "band(…)/office(…)",
        _ => lang.pick("đầu câu", "the head of a statement"),
    }
}

fn owner_name(owner: Owner) -> &'static str {
    match owner {
        Owner::Script => "",
        Owner::Rubric => "rubric(…)",
        Owner::Round => "round(…)",
        Owner::Node | Owner::Leaf | Owner::Parent => "domain(…)/criterion(…)/subcriterion(…)",
        Owner::Condition => "adjust(…)/ceiling(…)",
        Owner::Adjustment => "adjust(…)",
        Owner::Result => "result(…)",
    }
}

/// A word that hangs on something else, `thing` being what it was hung on.
pub(crate) fn misplaced(form: &Form, thing: &str) -> Text {
    let word = form.word;
    if thing.is_empty() {
        return text(
            format!("{word} không đứng một mình ở đầu câu được"),
            format!("{word} can't stand alone at the head of a statement"),
        );
    }
    text(
        format!("{word} không dùng được sau {}", thing_name(thing, Lang::Vi)),
        format!("{word} can't be used on {}", thing_name(thing, Lang::En)),
    )
}

/// A word that begins statements, joined to another with a point.
pub(crate) fn joined(word: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            format!("{word} bắt đầu một câu mới, không nối vào câu trước bằng dấu chấm"),
            format!("{word} begins a statement of its own and is not joined to another with a point"),
        ),
    )
    .with_help(text(
        format!("kết thúc câu trước bằng ; rồi viết {word}(…) thành câu mới"),
        format!("end the statement before with ; and begin a new one with {word}(…)"),
    ))
}

pub(crate) fn place_help(form: &Form) -> Text {
    let (word, owner) = (form.word, owner_name(form.owner));
    match form.owner {
        Owner::Script => text(
            format!("kết thúc câu trước bằng ; rồi viết {word}(…) thành câu mới"),
            format!("end the statement before with ; and begin a new one with {word}(…)"),
        ),
        _ => text(
            format!("nối vào {owner} bằng dấu chấm: .{word}(…)"),
            format!("join it with a point to {owner}: .{word}(…)"),
        ),
    }
}

fn kind_name(kind: &str, lang: Lang) -> String {
    let kind = kind.rsplit("::").next().unwrap_or(kind);
    match kind {
        "i64" | "decimal" | "Decimal" => lang.pick("số", "number"),
        text if text == "str" || text == "string" || text.contains("String") || text == "char" => {
            lang.pick("chữ", "text")
        }
        "array" | "Array" => lang.pick("danh sách", "list"),
        "map" | "Map" => lang.pick("bảng #{…}", "map #{…}"),
        "Fn" | "FnPtr" => lang.pick("hàm |x| …", "function |x| …"),
        "bool" => lang.pick("đúng/sai", "true/false"),
        "()" => lang.pick("trống", "nothing"),
        "range" | "range=" => lang.pick("khoảng", "range"),
        "x" => lang.pick("x (số liệu)", "x (the figures)"),
        "u" => lang.pick("u (đơn vị)", "u (the unit)"),
        "criterion" | "rubric" | "round" | "condition" | "result" | "declaration" => thing_name(kind, lang),
        _ => lang.pick("thứ khác", "something else"),
    }
    .to_owned()
}

/// A value as it is to be shown: short, and never in the words of the script engine.
fn shown(value: &Dynamic, lang: Lang) -> String {
    if value.is_string() {
        let text = value.to_string();
        return if text.trim().is_empty() {
            lang.pick("chữ trống", "an empty text").to_owned()
        } else {
            format!("\"{text}\"")
        };
    }
    match value.as_bool() {
        Ok(true) => "true".to_owned(),
        Ok(false) => "false".to_owned(),
        Err(_) if value.is_int() || value.is_decimal() => value.to_string(),
        Err(_) => kind_name(value.type_name(), lang),
    }
}

/// `number` is a number that was typed with a decimal comma, as it should be.
pub(crate) fn usage(word: &WordEntry, number: Option<&str>) -> Text {
    let usage = word.usage();
    let Some(number) = number else {
        return text(format!("viết {}", usage.vi), format!("write {}", usage.en));
    };
    let comma = number.replace('.', ",");
    text(
        format!("số lẻ viết bằng dấu chấm: {number}, không phải {comma} · viết {}", usage.vi),
        format!("decimals take a point: {number}, not {comma} · write {}", usage.en),
    )
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

pub(crate) fn name_help(name: &str) -> Text {
    text(
        format!("nếu là chữ thì đặt trong ngoặc kép: \"{name}\"; nếu là số liệu trong hàm |x| … thì viết x.{name}"),
        format!("put it in quotation marks if it is text: \"{name}\"; if it is a figure in |x| … write x.{name}"),
    )
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

pub(crate) fn cannot_run() -> Text {
    text("không thực hiện được câu này", "this can't be carried out")
}

pub(crate) fn statement_help() -> Text {
    text("so với một câu đúng cùng loại trong tệp", "compare it with a correct one of its kind in the file")
}

pub(crate) fn no_property(name: &str) -> Text {
    text(
        format!("không có «{name}» ở đây, hoặc thiếu ngoặc ( )"),
        format!("there is no “{name}” here, or its brackets ( ) are missing"),
    )
}

pub(crate) fn dot_help() -> Text {
    text("mỗi từ sau dấu chấm phải có ngoặc: .computed()", "each word after a point takes brackets: .computed()")
}

pub(crate) fn arithmetic_help() -> Text {
    text("kiểm tra số chia và số mũ", "check what it divides by, and powers")
}

/// The engine's names of the kinds.
pub(crate) fn other_kind(expected: &str, found: &str) -> Text {
    text(
        format!("cần {}, đang là {}", kind_name(expected, Lang::Vi), kind_name(found, Lang::Vi)),
        format!("{} is needed, it is {}", kind_name(expected, Lang::En), kind_name(found, Lang::En)),
    )
}

pub(crate) fn no_such_element(length: usize, index: i64) -> Text {
    text(
        format!("danh sách có {length} phần tử, không có phần tử số {index} (đếm từ 0)"),
        format!("the list has {length} elements, there is no number {index} (counting from 0)"),
    )
}

pub(crate) fn no_such_entry(name: &str) -> Text {
    text(format!("không có mục «{name}»"), format!("there is no entry “{name}”"))
}

pub(crate) fn constant(name: &str) -> Text {
    text(
        format!("«{name}» là hằng số (const), không đổi được"),
        format!("“{name}” is a constant (const) and can't change"),
    )
}

fn constant_help() -> Text {
    text("khai báo bằng let, hoặc dùng tên khác", "declare it with let, or use another name")
}

pub(crate) fn nothing_to_go_through() -> Text {
    text("for cần một danh sách hoặc một khoảng như 1..5", "for needs a list or a range such as 1..5")
}

pub(crate) fn thrown(what: &str) -> Text {
    text(format!("quy tắc tự dừng với lời nhắn «{what}»"), format!("the rule stops itself, saying “{what}”"))
}

pub(crate) fn unknown_function(name: &str, near: &[String]) -> Problem {
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    let help = match near.is_empty() {
        true => text(
            "viết hàm này ở đầu tệp: fn tên(x) { … }, hoặc dùng min, max, round, x.last(\"…\"), x.mean(\"…\")",
            "write it at the top: fn name(x) { … }, or use min, max, round, x.last(\"…\"), x.mean(\"…\")",
        ),
        false => did_you_mean(&near),
    };
    Problem::error(
        "rubric-unknown-word",
        text(format!("không có hàm «{name}»"), format!("there is no function “{name}”")),
    )
    .with_help(help)
}

pub(crate) fn function_count(name: &str, wanted: usize, given: usize) -> Problem {
    Problem::error(
        "rubric-value",
        text(
            format!("hàm {name} cần {wanted} giá trị, ở đây có {given}"),
            format!("the function {name} takes {wanted} values, here there are {given}"),
        ),
    )
    .with_help(text(format!("xem dòng fn {name}(…)"), format!("look at the line fn {name}(…)")))
}

pub(crate) fn unknown_of_unit(name: &str, near: &[String]) -> Problem {
    let help = match near.first() {
        Some(near) => text(format!("có phải là u.{near}?"), format!("did you mean u.{near}?")),
        None => text(
            "u có: u.score, u.zeros, u.points(\"1.1\"), u.unit(\"cột\"), u.value(\"kết quả\"), u.band(\"kết quả\")",
            "u has: u.score, u.zeros, u.points(\"1.1\"), u.unit(\"column\"), u.value(\"result\"), u.band(\"result\")",
        ),
    };
    Problem::error(
        "rubric-unknown-figure",
        text(format!("đơn vị u không có «{name}»"), format!("the unit u has no “{name}”")),
    )
    .with_help(help)
}

pub(crate) fn unknown_result(id: &str, near: &[String], known: &[String]) -> Problem {
    let declare = format!("result(\"{id}\", \"tên\"); | result(\"{id}\", \"title\");");
    Problem::error(
        "rubric-unknown-code",
        text(format!("không có kết quả «{id}»"), format!("there is no result “{id}”")),
    )
    .with_help(known_help(near, known, &declare))
}

fn value_error(word: &str, what: &str, (vi, en): (String, String), help: Text) -> Problem {
    let (what_vi, what_en) = halves(what);
    Problem::error("rubric-value", text(format!("{word}: {what_vi} {vi}"), format!("{word}: {what_en} {en}")))
        .with_help(help)
}

pub(crate) fn not_a_number(word: &str, what: &str, found: &Dynamic) -> Problem {
    let (vi, en) = (shown(found, Lang::Vi), shown(found, Lang::En));
    // What stands in quotation marks may be the very number.
    let typed = found.clone().into_string().ok().map(|text| text.trim().replace(',', "."));
    let help = match typed.filter(|text| text.parse::<Decimal>().is_ok()) {
        Some(number) => text(format!("bỏ ngoặc kép: {number}"), format!("take the quotation marks off: {number}")),
        None => text(
            "viết số không có ngoặc kép, số lẻ bằng dấu chấm: 0.25",
            "write the number without quotation marks, decimals with a point: 0.25",
        ),
    };
    value_error(word, what, (format!("phải là số, đang là {vi}"), format!("must be a number, it is {en}")), help)
}

pub(crate) fn not_a_text(word: &str, what: &str, found: &Dynamic) -> Problem {
    let (vi, en) = (shown(found, Lang::Vi), shown(found, Lang::En));
    let help = match found.is_int() || found.is_decimal() {
        true => text(format!("đặt trong ngoặc kép: \"{found}\""), format!("put it in quotation marks: \"{found}\"")),
        false => text("viết chữ trong ngoặc kép: \"…\"", "write a text in quotation marks: \"…\""),
    };
    let messages =
        (format!("phải là chữ trong ngoặc kép, đang là {vi}"), format!("must be text in quotation marks, it is {en}"));
    value_error(word, what, messages, help)
}

pub(crate) fn id_with_spaces(word: &str, what: &str, found: &str) -> Problem {
    let messages = (format!("không được có dấu cách: «{found}»"), format!("can't have spaces: “{found}”"));
    let help = text(
        format!("mã đứng trước, tên đứng sau: {word}(\"mã\", \"{found}\")"),
        format!("the code comes first, then the title: {word}(\"code\", \"{found}\")"),
    );
    value_error(word, what, messages, help)
}

pub(crate) fn not_a_function(word: &str, parameter: &str, found: &Dynamic) -> Problem {
    let (vi, en) = (shown(found, Lang::Vi), shown(found, Lang::En));
    Problem::error(
        "rubric-value",
        text(format!("{word} cần một hàm, đang là {vi}"), format!("{word} takes a function, it is {en}")),
    )
    .with_help(text(format!("viết .{word}(|{parameter}| …)"), format!("write .{word}(|{parameter}| …)")))
}

pub(crate) fn empty_list(word: &str, what: &str) -> Problem {
    let messages = ("còn trống".to_owned(), "is an empty list".to_owned());
    value_error(word, what, messages, text("viết ít nhất một: [\"…\"]", "write at least one: [\"…\"]"))
}

pub(crate) fn too_large(word: &str, what: &str, number: Decimal) -> Problem {
    let messages = (format!("quá lớn: {number}"), format!("can't be as large as {number}"));
    value_error(word, what, messages, text("kiểm tra lại số chữ số", "check how many digits it has"))
}

pub(crate) fn not_positive(word: &str, what: &str, number: Decimal) -> Problem {
    let (vi, en) = (Lang::Vi.number(number), Lang::En.number(number));
    let messages = (format!("phải lớn hơn 0, đang là {vi}"), format!("must be above 0, it is {en}"));
    value_error(word, what, messages, text("viết một số lớn hơn 0", "write a number above 0"))
}

pub(crate) fn no_percentage(word: &str, what: &str, number: Decimal) -> Problem {
    let (vi, en) = (Lang::Vi.number(number), Lang::En.number(number));
    let messages = (format!("phải từ 0 đến 100 %, đang là {vi}"), format!("must be from 0 to 100 %, it is {en}"));
    value_error(word, what, messages, text("viết phần trăm không có dấu %: 75", "write the percentage without %: 75"))
}

pub(crate) fn negative_points(word: &str, what: &str, points: Points) -> Problem {
    let ((vi, en), (positive, _)) = (points_text(points), points_text(-points));
    let positive = positive.replace(',', ".");
    let messages = (format!("không được âm, đang là {vi}"), format!("can't be negative, it is {en}"));
    let help = text(
        format!("viết số dương: {positive}; muốn trừ điểm thì dùng minus_each, penalty() hoặc adjust"),
        format!("write it positive: {positive}; to take points away use minus_each, penalty() or adjust"),
    );
    value_error(word, what, messages, help)
}

pub(crate) fn out_of_range(word: &str, what: &str, number: Decimal, bounds: &RangeInclusive<u32>) -> Problem {
    let (low, high) = (bounds.start(), bounds.end());
    let (vi, en) = (Lang::Vi.number(number), Lang::En.number(number));
    let messages = (
        format!("phải là số nguyên từ {low} đến {high}, đang là {vi}"),
        format!("must be a whole number from {low} to {high}, it is {en}"),
    );
    value_error(
        word,
        what,
        messages,
        text(format!("viết một số từ {low} đến {high}"), format!("write a number from {low} to {high}")),
    )
}

pub(crate) fn unknown_rounding(found: &str) -> Problem {
    Problem::error(
        "rubric-value",
        text(format!("không có cách làm tròn «{found}»"), format!("there is no rounding “{found}”")),
    )
    .with_help(text("viết \"half_up\", \"half_even\" hoặc \"down\"", "write \"half_up\", \"half_even\" or \"down\""))
}

/// `before` is the word that settled the same thing, at a line.
pub(crate) fn said_twice(word: &str, before: &str, line: usize) -> Problem {
    let message = if word == before {
        text(
            format!("{word} được ghi hai lần, lần đầu ở dòng {line}"),
            format!("{word} is said twice, first at line {line}"),
        )
    } else {
        text(
            format!("{word} trái với {before} đã ghi ở dòng {line}"),
            format!("{word} contradicts {before}, said at line {line}"),
        )
    };
    Problem::error("rubric-twice", message).with_help(text("giữ lại một", "keep one of them"))
}

/// What a word settles was settled before, in the same part of a rule.
pub(crate) fn already_said(word: &str, what: &str) -> Problem {
    let (vi, en) = halves(what);
    Problem::error(
        "rubric-twice",
        text(format!("{word}: phía trước đã nói {vi}"), format!("{word}: it was already said before {en}")),
    )
    .with_help(text("giữ lại một", "keep one of them"))
}

pub(crate) fn id_taken(word: &str, id: &str) -> Problem {
    Problem::error("rubric-twice", text(format!("{word}: «{id}» đã có rồi"), format!("{word}: “{id}” is taken")))
        .with_help(text("đặt tên khác, hoặc bỏ dòng thừa", "choose another name, or take one of them out"))
}

pub(crate) fn band_from_taken(name: &str, other: &str, from: Decimal) -> Problem {
    let (vi, en) = (Lang::Vi.number(from), Lang::En.number(from));
    Problem::error(
        "rubric-twice",
        text(
            format!("loại «{name}» và loại «{other}» cùng bắt đầu từ {vi}"),
            format!("the bands “{name}” and “{other}” both begin at {en}"),
        ),
    )
    .with_help(text("sửa mức của một trong hai loại", "correct where one of them begins"))
}

pub(crate) fn band_out_of_reach(from: Decimal, most: Decimal) -> Problem {
    let (from_vi, most_vi) = (Lang::Vi.number(from), Lang::Vi.number(most));
    let (from_en, most_en) = (Lang::En.number(from), Lang::En.number(most));
    Problem::warning(
        "rubric-bands",
        text(
            format!("không đơn vị nào đạt {from_vi}: điểm cao nhất có thể là {most_vi}"),
            format!("no unit can reach {from_en}: the most there can be is {most_en}"),
        ),
    )
    .with_help(text("sửa mức của loại này, hoặc .scale(…)", "correct where this band begins, or .scale(…)"))
}

pub(crate) fn round_called_final() -> Problem {
    Problem::error(
        "rubric-value",
        text(
            "vòng không được đặt mã là final: đó là tên của kết quả cuối cùng",
            "no round can be called final: that is the name of the final points",
        ),
    )
    .with_help(text("đặt mã khác, ví dụ \"round2\"", "choose another id, such as \"round2\""))
}

pub(crate) fn adjust_by_nothing() -> Problem {
    Problem::error(
        "rubric-value",
        text("adjust: 0 điểm thì không cộng cũng không trừ", "adjust: 0 points neither adds nor takes away"),
    )
    .with_help(text("viết số điểm cộng (0.5) hoặc trừ (-0.5)", "write points to add (0.5) or to take away (-0.5)"))
}

pub(crate) fn ceiling_at_most() -> Problem {
    Problem::error(
        "rubric-structure",
        text("at_most không dùng được sau ceiling(…)", "at_most can't be used on ceiling(…)"),
    )
    .with_help(text("bỏ .at_most(…); nó chỉ dùng sau adjust(…)", "take .at_most(…) out; it is for adjust(…)"))
}

pub(crate) fn part_is_whole(name: &str) -> Problem {
    Problem::error(
        "rubric-value",
        text(format!("percent: tử số và mẫu số đều là «{name}»"), format!("percent: part and whole are both “{name}”")),
    )
    .with_help(text("viết hai số liệu khác nhau", "write two different figures"))
}

pub(crate) fn cap_below_base(word: &str, cap: Points, base: Points) -> Problem {
    let ((cv, ce), (bv, be)) = (points_text(cap), points_text(base));
    Problem::error(
        "rubric-value",
        text(
            format!("{word}: tối đa {cv} không lớn hơn {bv} điểm của mức đứng trước"),
            format!("{word}: the cap, {ce}, is not above the {be} points of the tier before"),
        ),
    )
    .with_help(text(
        "thứ tự là: cứ thêm bao nhiêu, cộng bao nhiêu điểm, tối đa bao nhiêu điểm",
        "the order is: how much more, how many points it adds, the most they can come to",
    ))
}

pub(crate) fn empty_branch() -> Problem {
    Problem::error("rubric-structure", text("chưa có quy tắc cho các đơn vị này", "there is no rule for these units"))
        .with_help(text(
            "viết số liệu và các mức sau đó: .figure(\"…\").from(95, 1).otherwise(0)",
            "write the measure and the tiers after it: .figure(\"…\").from(95, 1).otherwise(0)",
        ))
}

pub(crate) fn one_part(word: &str) -> Problem {
    Problem::warning(
        "rubric-structure",
        text(
            format!("{word} không có tác dụng: quy tắc chỉ có một phần"),
            format!("{word} changes nothing: the rule has one part only"),
        ),
    )
    .with_help(text(
        "thêm .part(điểm_tối_đa) cho từng phần, hoặc bỏ từ này",
        "add .part(maximum) for each part, or take it out",
    ))
}

pub(crate) fn never_nothing() -> Problem {
    Problem::warning(
        "rubric-structure",
        text(
            "từ này không có tác dụng: số liệu ở đây không có mẫu số",
            "this changes nothing: what is measured here has no denominator",
        ),
    )
    .with_help(text(
        "chỉ dùng với .percent(…) hoặc .ballots(…); số liệu bằng 0 thì viết .up_to(0, điểm)",
        "it is for .percent(…) and .ballots(…); for a figure of 0 write .up_to(0, points)",
    ))
}

pub(crate) fn parent_with(code: &str, word: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            format!("{code} có tiêu chí thành phần nên không dùng {word} được"),
            format!("{code} has parts, so {word} can't be used on it"),
        ),
    )
    .with_help(text(format!("chuyển .{word}(…) xuống các thành phần"), format!("move .{word}(…) to the parts")))
}

pub(crate) fn leaf_with_aggregate(code: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(
            format!("{code} không có thành phần để gộp điểm"),
            format!("{code} has no parts whose points could be combined"),
        ),
    )
    .with_help(text(
        "bỏ .mean(), .weighted_mean(), .geometric_mean() hoặc .combine(…), hoặc khai báo các thành phần",
        "take out .mean(), .weighted_mean(), .geometric_mean() or .combine(…), or declare its parts",
    ))
}

pub(crate) fn step_above_maximum(code: &str, step: Decimal, max: Points) -> Problem {
    let (vi, en) = (Lang::Vi.number(step), Lang::En.number(step));
    let (max_vi, max_en) = points_text(max);
    Problem::error(
        "rubric-value",
        text(
            format!("{code}: bước điểm {vi} lớn hơn điểm tối đa {max_vi}"),
            format!("{code}: the step, {en}, is above the maximum, {max_en}"),
        ),
    )
    .with_help(text("viết bước nhỏ hơn, ví dụ .step(0.25)", "write a smaller step, such as .step(0.25)"))
}

pub(crate) fn nothing_above_maximum(code: &str, points: Points, max: Points) -> Problem {
    let ((vi, en), (max_vi, max_en)) = (points_text(points), points_text(max));
    Problem::error(
        "rubric-tier",
        text(
            format!("{code}: không phát sinh được {vi} điểm, hơn điểm tối đa {max_vi}"),
            format!("{code}: 0/0 is worth {en} points, more than the maximum, {max_en}"),
        ),
    )
    .with_help(text("sửa điểm trong .none_is(…)", "correct the points of .none_is(…)"))
}

pub(crate) fn reversed_bounds(code: &str, low: Decimal, high: Decimal) -> Problem {
    let (low_vi, high_vi) = (Lang::Vi.number(low), Lang::Vi.number(high));
    let (low_en, high_en) = (Lang::En.number(low), Lang::En.number(high));
    Problem::warning(
        "rubric-order",
        text(
            format!("{code}: mức thấp {low_vi} lớn hơn mức cao {high_vi}, nên số liệu càng nhỏ điểm càng cao"),
            format!("{code}: low, {low_en}, is above high, {high_en}, so the less the figure the more the points"),
        ),
    )
    .with_help(text(
        "đổi chỗ hai mức; nếu đúng là như vậy thì thêm một .example(…) để xác nhận",
        "exchange the two; if this is as intended, add an .example(…) that shows it",
    ))
}

pub(crate) fn figures_unread(code: &str, names: &[&str]) -> Problem {
    let names = names.join(", ");
    Problem::note(
        "rubric-structure",
        text(
            format!("{code}: quy tắc không dùng số liệu {names}"),
            format!("{code}: the rule does not use the figure {names}"),
        ),
    )
    .with_help(text(
        "bỏ .ask(…) thừa, hoặc đưa số liệu vào quy tắc",
        "take the .ask(…) out, or use the figure in the rule",
    ))
}

pub(crate) fn result_of_nothing(id: &str) -> Problem {
    Problem::error(
        "rubric-structure",
        text(format!("kết quả «{id}» chưa có mục nào"), format!("the result “{id}” is made of nothing")),
    )
    .with_help(text("thêm .of(\"mã tiêu chí\") hoặc .word(|u| …)", "add .of(\"code\") or .word(|u| …)"))
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
    Problem::error("rubric-value", text("hàm ở đây nhận đúng một giá trị", "the function here takes exactly one value"))
        .with_help(text("viết |x| …, với một tên giữa hai dấu |", "write |x| …, with one name between the bars"))
}

pub(crate) fn no_number(result: &Dynamic) -> Text {
    if result.is_unit() {
        return text(
            "quy tắc không trả về điểm trong trường hợp này: thiếu nhánh else, hoặc thừa dấu ; ở cuối",
            "the rule returns nothing in this case: an else is missing, or there is a ; too many",
        );
    }
    text(
        format!("quy tắc trả về {}, không phải số", shown(result, Lang::Vi)),
        format!("the rule returns {}, which is no number", shown(result, Lang::En)),
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

pub(crate) fn no_maximum(code: &str, domain: bool) -> Problem {
    let help = match domain {
        true => text(
            "khai báo các tiêu chí của nó ở dưới, hoặc ghi điểm tối đa sau tên: (\"mã\", \"tên\", 10)",
            "declare its criteria below it, or write the maximum after the title: (\"code\", \"title\", 10)",
        ),
        false => text(
            "ghi điểm tối đa sau tên: (\"mã\", \"tên\", 0.5)",
            "write the maximum after the title: (\"code\", \"title\", 0.5)",
        ),
    };
    Problem::error("rubric-structure", text(format!("{code} chưa có điểm tối đa"), format!("{code} has no maximum")))
        .with_help(help)
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
    .with_help(text(
        "thêm .percent(…)/.figure(…) với các mức, hoặc bỏ .ask(…)",
        "add .percent(…)/.figure(…) with tiers, or take the .ask(…) out",
    ))
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

/// What was meant, or what there is, or how to declare it.
fn known_help(near: &[String], known: &[String], declare: &str) -> Text {
    if let Some(near) = near.first() {
        return text(format!("có phải là \"{near}\"?"), format!("did you mean \"{near}\"?"));
    }
    if known.is_empty() {
        let (vi, en) = halves(declare);
        return text(format!("khai báo ở đầu tệp: {vi}"), format!("declare it at the top: {en}"));
    }
    let list = known.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    text(format!("đã khai báo: {list}"), format!("these are declared: {list}"))
}

pub(crate) fn unknown_office(office: &str, near: &[String], known: &[String]) -> Problem {
    let declare = format!("office(\"{office}\", \"tên\"); | office(\"{office}\", \"title\");");
    Problem::error(
        "rubric-office",
        text(format!("không có cơ quan mã «{office}»"), format!("there is no office “{office}”")),
    )
    .with_help(known_help(near, known, &declare))
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

pub(crate) fn unknown_round(round: &str, near: &[String], known: &[String]) -> Problem {
    let declare = format!("round(\"{round}\", \"tên\"); | round(\"{round}\", \"title\");");
    Problem::error("rubric-value", text(format!("không có vòng «{round}»"), format!("there is no round “{round}”")))
        .with_help(known_help(near, known, &declare))
}

pub(crate) fn unknown_band(band: &str, near: &[String], known: &[String]) -> Problem {
    let declare = format!("band(\"{band}\", 90); | band(\"{band}\", 90);");
    Problem::error("rubric-bands", text(format!("không có loại «{band}»"), format!("there is no band “{band}”")))
        .with_help(known_help(near, known, &declare))
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
        format!("điều kiện trả về {}, không phải đúng/sai", shown(result, Lang::Vi)),
        format!("the condition returns {}, not true or false", shown(result, Lang::En)),
    )
}

pub(crate) fn no_word(result: &Dynamic) -> Text {
    text(
        format!("hàm trả về {}, không phải chữ", shown(result, Lang::Vi)),
        format!("the function returns {}, which is no text", shown(result, Lang::En)),
    )
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

pub(crate) fn probe_turn(
    measure: &Measure,
    before: (Decimal, Points, usize),
    after: (Decimal, Points, usize),
) -> Problem {
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
    Problem::warning("rubric-rule", message)
        .with_help(text("bổ sung trường hợp này vào quy tắc", "add this case to the rule"))
}

/// A rule of code that works for no figures at all.
pub(crate) fn code_never(node: &Node, why: &Text) -> Problem {
    Problem::error(
        "rubric-rule",
        text(
            format!("{}: quy tắc sai với mọi số liệu đã thử: {}", node.code, why.vi),
            format!("{}: the rule fails whatever the figures: {}", node.code, why.en),
        ),
    )
    .with_help(text(
        "sửa hàm |x| …: nó phải trả về số điểm từ 0 đến x.max trong mọi trường hợp",
        "correct the function |x| …: it must return points from 0 to x.max in every case",
    ))
}

pub(crate) fn branch_without_example() -> Problem {
    Problem::note(
        "rubric-example",
        text("không ví dụ nào đi vào nhánh này của quy tắc", "no example reaches this branch of the rule"),
    )
    .with_help(text("thêm .example([…], điểm) cho trường hợp này", "add .example([…], points) for this case"))
}
