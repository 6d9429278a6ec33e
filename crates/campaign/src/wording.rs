//! Every sentence of this crate, in both languages.

use scoring::{Date, Place, Problem, Text, nearest};

fn text(vi: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(vi, en)
}

pub(crate) fn no_folder(path: &str) -> Problem {
    Problem::error("no-campaign", text(format!("không có thư mục {path}"), format!("there is no folder {path}")))
        .with_help(text("kiểm tra lại đường dẫn", "check the path"))
}

pub(crate) fn no_settings(path: &str) -> Problem {
    Problem::error(
        "no-campaign",
        text(format!("thư mục {path} không có tệp campaign.toml"), format!("the folder {path} has no campaign.toml")),
    )
    .with_help(text(
        "chỉ đúng thư mục của đợt chấm điểm, hoặc tạo tệp campaign.toml trong đó",
        "name the folder of a campaign, or put a campaign.toml into it",
    ))
}

pub(crate) fn unreadable(file: &str, why: &Text) -> Problem {
    Problem::error(
        "file-unreadable",
        text(format!("không đọc được {file}: {}", why.vi), format!("{file} can't be read: {}", why.en)),
    )
    .with_help(text(
        "kiểm tra tên tệp và quyền đọc, đóng tệp nếu đang mở",
        "check its name and permissions, close it if it is open",
    ))
    .at(Place::File(file.to_owned()))
}

pub(crate) fn not_utf8(file: &str) -> Problem {
    Problem::error(
        "file-encoding",
        text(format!("{file} không phải văn bản UTF-8"), format!("{file} is not UTF-8 text")),
    )
    .with_help(text("lưu lại với bảng mã UTF-8", "save it again as UTF-8"))
    .at(Place::File(file.to_owned()))
}

/// What the TOML reader says, in words that tell what to type.
pub(crate) fn bad_settings(why: &str) -> Problem {
    let quoted: Vec<&str> = why.split('`').skip(1).step_by(2).collect();
    let (message, help) = match quoted.as_slice() {
        [name, known @ ..] if why.starts_with("unknown field") => {
            let (near, list) = (nearest(name, known.iter().copied()), known.join(", "));
            let (vi, en) = near.first().map_or_else(Default::default, |near| {
                (format!("có phải là «{near}»? "), format!("did you mean “{near}”? "))
            });
            (
                text(format!("không có mục «{name}»"), format!("there is no key “{name}”")),
                text(format!("{vi}ở đây dùng được: {list}"), format!("{en}what may stand here: {list}")),
            )
        }
        [name, ..] if why.starts_with("missing field") => (
            text(format!("thiếu mục «{name}»"), format!("the key “{name}” is missing")),
            text(format!("thêm dòng {name} = \"…\""), format!("add a line {name} = \"…\"")),
        ),
        _ if why.contains("basic string") || why.contains("literal string") => (
            text("thiếu dấu ngoặc kép", "a quotation mark is missing"),
            text("đặt chữ giữa hai dấu ngoặc thẳng: \"units.csv\"", "put text between straight ones: \"units.csv\""),
        ),
        _ => (
            text(format!("dòng này chưa đúng ({why})"), format!("this is not right: {why}")),
            text(
                "viết tên = \"giá trị\"; ngày viết 2022-12-10, không có ngoặc kép",
                "write name = \"value\"; a date is 2022-12-10, without quotation marks",
            ),
        ),
    };
    let say = |start: &str, text: String| format!("campaign.toml{start}{text}");
    Problem::error("settings", text(say(": ", message.vi), say(": ", message.en))).with_help(help)
}

/// A table that can't be read, with help for the one who keeps the campaign rather than for a unit.
pub(crate) fn bad_table(problem: Problem) -> Problem {
    problem.with_help(text(
        "lưu lại bảng này ở dạng .csv (UTF-8) hoặc .xlsx, dòng đầu là tên cột",
        "save the table again as .csv (UTF-8) or .xlsx, with the names of its columns in the first row",
    ))
}

pub(crate) fn unknown_language(found: &str) -> Problem {
    Problem::error("settings", text(format!("không có ngôn ngữ «{found}»"), format!("there is no language “{found}”")))
        .with_help(text("viết language = \"vi\" hoặc \"en\"", "write language = \"vi\" or \"en\""))
}

pub(crate) fn bad_pattern(pattern: &str, why: &str) -> Problem {
    Problem::error(
        "settings",
        text(
            format!("mẫu tên tệp «{pattern}» không đúng: {why}"),
            format!("the pattern “{pattern}” is not right: {why}"),
        ),
    )
    .with_help(text("viết như sheets/self/*", "write it like sheets/self/*"))
}

/// Under a cell that is not taken.
pub(crate) fn not_taken() -> Text {
    text("không được nhận", "not taken")
}

pub(crate) fn no_files(pattern: &str, round: &str) -> Problem {
    Problem::error(
        "no-files",
        text(
            format!("không có tệp nào khớp với «{pattern}» (vòng {round})"),
            format!("no file matches “{pattern}” (round {round})"),
        ),
    )
    .with_help(text(
        "chép các phiếu chấm vào thư mục đó, hoặc sửa files trong campaign.toml",
        "copy the score sheets there, or correct files in campaign.toml",
    ))
}

pub(crate) fn no_data(pattern: &str) -> Problem {
    Problem::error(
        "no-files",
        text(format!("không có bảng số liệu nào khớp với «{pattern}»"), format!("no data table matches “{pattern}”")),
    )
    .with_help(text("sửa files trong [[data]]", "correct files in [[data]]"))
}

pub(crate) fn unknown_round(round: &str, known: &[&str]) -> Problem {
    let list = known.join(", ");
    Problem::error(
        "settings",
        text(format!("bộ tiêu chí không có vòng «{round}»"), format!("the rubric has no round “{round}”")),
    )
    .with_help(text(format!("các vòng: {list}"), format!("its rounds: {list}")))
}

/// What `columns` says of a header is neither a round nor a meaning.
pub(crate) fn unknown_meaning(word: &str, known: &[&str]) -> Problem {
    let list = known.join(", ");
    Problem::error(
        "settings",
        text(
            format!("columns: «{word}» không phải vòng chấm, cũng không phải nghĩa của cột"),
            format!("columns: “{word}” is neither a round nor a meaning of a column"),
        ),
    )
    .with_help(text(format!("ghi một trong: {list}"), format!("write one of: {list}")))
}

pub(crate) fn round_from_data(round: &str) -> Problem {
    Problem::error(
        "settings",
        text(
            format!("vòng «{round}» lấy từ bảng số liệu, không có phiếu chấm; các tệp này không được đọc"),
            format!("round “{round}” comes from data tables and has no sheets; these files are not read"),
        ),
    )
    .with_help(text(
        "dùng [[data]] thay cho [[sheets]], hoặc bỏ .from_data() trong bộ tiêu chí",
        "use [[data]] instead of [[sheets]], or drop .from_data() from the rubric",
    ))
}

pub(crate) fn unknown_office(office: &str, known: &[&str]) -> Problem {
    let list = known.join(", ");
    Problem::error(
        "settings",
        text(format!("bộ tiêu chí không có cơ quan «{office}»"), format!("the rubric has no office “{office}”")),
    )
    .with_help(text(format!("các cơ quan: {list}"), format!("its offices: {list}")))
}

pub(crate) fn system_file(name: &str) -> Problem {
    Problem::note(
        "file-skipped",
        text(
            format!("bỏ qua {name}: tệp tạm của Excel hoặc của hệ thống"),
            format!("{name} is skipped: a temporary file of Excel or of the system"),
        ),
    )
    .at(Place::File(name.to_owned()))
}

/// Workers can't be started: said once, the result is the same.
pub(crate) fn no_workers() -> Problem {
    Problem::note(
        "no-workers",
        text(
            "hệ thống không cho chạy tiến trình đọc riêng; các tệp được đọc ngay trong chương trình, \
             một tệp hỏng nặng có thể làm dừng cả đợt",
            "the system lets us start no process of our own; files are read in the program itself, \
             which a badly damaged one could stop",
        ),
    )
}

pub(crate) fn folder_unreadable(name: &str, why: &Text) -> Problem {
    Problem::error(
        "folder-unreadable",
        text(
            format!("không mở được thư mục {name}: {}; các tệp trong đó không được đọc", why.vi),
            format!("the folder {name} can't be opened: {}; no file in it is read", why.en),
        ),
    )
    .with_help(text("kiểm tra quyền đọc của thư mục", "check the permissions of the folder"))
    .at(Place::File(name.to_owned()))
}

pub(crate) fn folder_loop(name: &str) -> Problem {
    Problem::warning(
        "folder-loop",
        text(
            format!("{name} là liên kết trở lại thư mục chứa nó, không đọc"),
            format!("{name} is a link back to a folder that holds it; it is not followed"),
        ),
    )
    .with_help(text("xóa liên kết này", "delete the link"))
    .at(Place::File(name.to_owned()))
}

pub(crate) fn odd_name(name: &str) -> Problem {
    Problem::note(
        "file-name",
        text(
            format!("tên tệp {name} có ký tự không đọc được"),
            format!("the name of the file {name} has characters that can't be read"),
        ),
    )
    .at(Place::File(name.to_owned()))
}

pub(crate) fn same_file(name: &str, first: &str) -> Problem {
    Problem::note(
        "file-repeated",
        text(
            format!("{name} giống hệt {first}; chỉ tính một lần"),
            format!("{name} equals {first} byte for byte; it counts once"),
        ),
    )
    .at(Place::File(name.to_owned()))
}

pub(crate) fn no_column(names: &str, found: &[&str]) -> Problem {
    let list = found.join(", ");
    Problem::error(
        "table-columns",
        text(
            format!("bảng phải có các cột {names}; đọc được: {list}"),
            format!("the table needs the columns {names}; it has: {list}"),
        ),
    )
    .with_help(text(format!("đặt tên cột là {names} ở dòng đầu"), format!("name the columns {names} in the first row")))
}

pub(crate) fn no_units() -> Problem {
    Problem::error("no-units", text("danh sách đơn vị trống", "the list of units is empty"))
        .with_help(text("mỗi đơn vị một dòng: code,name", "one row a unit: code,name"))
}

pub(crate) fn unit_incomplete() -> Problem {
    Problem::error(
        "unit-incomplete",
        text(
            "dòng này thiếu mã hoặc tên đơn vị, không được nhận",
            "this row lacks the code or the name of the unit and is not taken",
        ),
    )
    .with_help(text("điền đủ code và name, hoặc xóa dòng", "fill in code and name, or delete the row"))
}

pub(crate) fn unit_twice(code: &str) -> Problem {
    Problem::error(
        "unit-code-twice",
        text(
            format!("mã đơn vị {code} đã có ở dòng trên; dòng này không được nhận"),
            format!("the unit code {code} is taken above; this row is not taken"),
        ),
    )
    .with_help(text("mỗi đơn vị một mã riêng", "give each unit a code of its own"))
    .of_unit(code)
}

pub(crate) fn units_clash(a: &str, b: &str, key: &str) -> Problem {
    Problem::error(
        "units-clash",
        text(
            format!("«{a}» và «{b}» đọc giống nhau khi bỏ dấu và tiền tố ({key})"),
            format!("“{a}” and “{b}” read alike without marks and prefixes ({key})"),
        ),
    )
    .with_help(text("đặt tên hoặc aliases khác nhau", "give them different names or aliases"))
}

pub(crate) fn previous_unknown(unit: &str, near: &[String]) -> Problem {
    let help = if near.is_empty() {
        text(
            "thêm tên này vào cột aliases của units.csv nếu là một đơn vị năm nay",
            "add it to the aliases in units.csv if it is a unit of this year",
        )
    } else {
        let list = near.join(", ");
        text(
            format!("gần giống: {list}; thêm vào aliases nếu đúng"),
            format!("near: {list}; add it to the aliases if it is one"),
        )
    };
    Problem::warning(
        "unknown-unit",
        text(format!("không có đơn vị «{unit}» trong units.csv"), format!("there is no unit “{unit}” in units.csv")),
    )
    .with_help(help)
    .read_as(unit, Text::default())
}

pub(crate) fn previous_score(unit: &str, found: &str) -> Problem {
    Problem::error(
        "previous-score",
        text(
            format!("{unit}: điểm năm trước «{found}» không phải số"),
            format!("{unit}: last year's score “{found}” is no number"),
        ),
    )
    .with_help(text("sửa thành số, ví dụ 62,46", "make it a number such as 62.46"))
    .read_as(found, text("một số", "a number"))
}

pub(crate) fn previous_rank(unit: &str, found: &str) -> Problem {
    Problem::error(
        "previous-rank",
        text(
            format!("{unit}: xếp hạng năm trước «{found}» không phải số nguyên; điểm vẫn được nhận"),
            format!("{unit}: last year's rank “{found}” is no whole number; the score is taken"),
        ),
    )
    .with_help(text("sửa thành một số như 12, hoặc để trống", "make it a number such as 12, or leave it blank"))
    .read_as(found, text("một số nguyên", "a whole number"))
}

pub(crate) fn previous_twice(unit: &str) -> Problem {
    Problem::error(
        "previous-twice",
        text(
            format!("{unit} có hai dòng kết quả năm trước; lấy dòng đầu"),
            format!("{unit} has two rows of last year's result; the first counts"),
        ),
    )
    .with_help(text("xóa dòng thừa", "delete one of them"))
}

pub(crate) fn bad_date(found: &str) -> Problem {
    Problem::error("date", text(format!("«{found}» không phải ngày"), format!("“{found}” is no date")))
        .with_help(text("viết ngày/tháng/năm: 10/12/2022", "write year-month-day: 2022-12-10"))
        .read_as(found, text("ngày", "a date"))
}

pub(crate) fn date_as_number(found: &str, day: Date) -> Problem {
    let said = text(
        format!("ô ngày chứa số {found}; hiểu là {} theo cách Excel đếm ngày", day.vietnamese()),
        format!("the date's cell holds the number {found}; as Excel counts days it is {day}"),
    );
    Problem::warning("date-as-number", said)
        .with_help(text("định dạng lại ô đó là Ngày", "format the cell as a date"))
        .read_as(found, text(day.vietnamese(), day.to_string()))
}

pub(crate) fn late(unit: &str, round: &str, day: Date, days: i64) -> Problem {
    Problem::note(
        "late",
        text(
            format!("{unit} nộp muộn {days} ngày ({round}: {})", day.vietnamese()),
            format!("{unit} handed in {days} days late ({round}: {day})"),
        ),
    )
}

pub(crate) fn not_made(why: &str) -> Problem {
    Problem::error(
        "output",
        text(format!("không lập được kết quả: {why}"), format!("the outputs can't be made: {why}")),
    )
}

pub(crate) fn not_written(folder: &str, why: &str) -> Problem {
    Problem::error(
        "output",
        text(format!("không ghi được vào {folder}: {why}"), format!("can't write to {folder}: {why}")),
    )
    .with_help(text(
        "kiểm tra chỗ trống và quyền ghi, hoặc chọn thư mục khác bằng -o",
        "check space and permissions, or name another folder with -o",
    ))
}

pub(crate) fn foreign_folder(folder: &str) -> Problem {
    Problem::error(
        "output-folder",
        text(
            format!("{folder} có tệp khác không phải kết quả của parindex; không ghi đè"),
            format!("{folder} holds other files than results of parindex; it is not replaced"),
        ),
    )
    .with_help(text("chọn một thư mục trống hoặc chưa có bằng -o", "name an empty or new folder with -o"))
}

pub(crate) fn kept_aside(folder: &str, kept: &str) -> Problem {
    Problem::warning(
        "output-kept-aside",
        text(
            format!("không thay được {folder} (có tệp đang mở trong Excel?); kết quả mới ở {kept}"),
            format!("{folder} can't be replaced (a file open in Excel?); the new result is in {kept}"),
        ),
    )
    .with_help(text("đóng tệp rồi chạy lại", "close the file and run again"))
}
