//! Every sentence of this crate, in both languages. The kinds of problems are named here and nowhere else.

use crate::cell::{Doubt, Fault};
use crate::trouble::Foreign;
use rust_decimal::Decimal;
use scoring::{CellRef, Date, Lang, Node, Place, Points, Problem, Text, Value};

fn vi(value: Decimal) -> String {
    Lang::Vi.number(value)
}

fn en(value: Decimal) -> String {
    Lang::En.number(value)
}

fn list(names: &[impl AsRef<str>]) -> String {
    names.iter().map(|name| format!("«{}»", name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// The title of a node, short enough for a sentence.
fn title(node: &Node) -> String {
    crate::show::shortened(&node.title, 60)
}

/// Help that offers near spellings, if there are any.
fn offer(near: &[String], otherwise: Text) -> Text {
    if near.is_empty() {
        return otherwise;
    }
    let names = list(near);
    Text::new(format!("có phải là {names}? {}", otherwise.vi), format!("did you mean {names}? {}", otherwise.en))
}

/// A place in a sentence: `file › sheet › E14`.
pub(crate) fn place(place: &Place) -> String {
    [place.file(), place.sheet(), &place.address()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" › ")
}

// Files

pub(crate) fn not_a_workbook(path: &str, foreign: Option<Foreign>) -> Problem {
    let (vi, en) = match foreign {
        None => ("tệp trống (0 byte)", "the file is empty (0 bytes)"),
        Some(Foreign::Pdf) => ("đây là tệp PDF", "this is a PDF file"),
        Some(Foreign::Word) => ("đây là tệp Word", "this is a Word document"),
        Some(Foreign::Slides) => ("đây là tệp trình chiếu", "this is a slide show"),
        Some(Foreign::Picture) => ("đây là tệp ảnh", "this is a picture"),
        Some(Foreign::Html) => {
            ("đây là trang HTML, dù tên tệp có thể là .xls", "this is an HTML page, whatever its name")
        }
        Some(Foreign::Xml) => ("đây là tệp XML", "this is an XML file"),
        Some(Foreign::Rtf) => ("đây là tệp văn bản RTF", "this is an RTF document"),
        Some(Foreign::Zip) => ("đây là tệp nén ZIP", "this is a ZIP archive"),
        Some(Foreign::Rar) => ("đây là tệp nén RAR hoặc 7z", "this is a RAR or 7z archive"),
        Some(Foreign::Broken) => ("tệp hỏng hoặc tải về chưa đủ", "the file is damaged or was not fully downloaded"),
        Some(Foreign::Unknown) => ("không nhận ra loại tệp", "the kind of file is not known"),
    };
    let message = Text::new(format!("không phải bảng tính: {vi}"), format!("not a workbook: {en}"));
    Problem::error("not-a-workbook", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "xin đơn vị gửi lại phiếu ở dạng .xlsx (mở bằng Excel, chọn Lưu thành › Excel Workbook)",
        "ask the unit for the sheet as .xlsx (open it in Excel, Save As › Excel Workbook)",
    ))
}

pub(crate) fn password(path: &str) -> Problem {
    let message = Text::new("tệp có mật khẩu mở, không đọc được", "the file needs a password to be opened");
    Problem::error("workbook-encrypted", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "bỏ mật khẩu (Tệp › Thông tin › Bảo vệ sổ làm việc) rồi gửi lại",
        "remove the password (File › Info › Protect Workbook) and send it again",
    ))
}

pub(crate) fn damaged(path: &str, error: &str) -> Problem {
    let message = Text::new(format!("tệp hỏng, không đọc được ({error})"), format!("the file is damaged ({error})"));
    Problem::error("workbook-damaged", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx; nếu không mở được, xin đơn vị gửi lại",
        "open it in Excel or LibreOffice and save it as .xlsx; if it doesn't open, ask the unit to send it again",
    ))
}

pub(crate) fn sheet_damaged(sheet: &str, error: &str) -> Problem {
    let message = Text::new(
        format!("không đọc được trang tính «{sheet}» ({error})"),
        format!("the sheet “{sheet}” can't be read ({error})"),
    );
    Problem::error("sheet-damaged", message).with_help(Text::new(
        "mở tệp bằng Excel hoặc LibreOffice rồi lưu lại",
        "open the file in Excel or LibreOffice and save it again",
    ))
}

pub(crate) fn too_large(path: &str, size: u64, limit: u64) -> Problem {
    let (size, limit) = (size.div_ceil(1_000_000), limit / 1_000_000);
    // enough for either limit, and no less than the usual
    let enough = size.saturating_add(1).max(200);
    let message = Text::new(
        format!("tệp quá lớn, kể cả sau khi giải nén: {size} MB, giới hạn {limit} MB"),
        format!("the file is too large, as it is or unpacked: {size} MB, the limit is {limit} MB"),
    );
    Problem::error("workbook-too-large", message).at(Place::File(path.to_owned())).with_help(Text::new(
        format!(
            "bỏ ảnh và các trang không dùng, lưu lại rồi gửi lại; nếu tệp đáng tin, \
             chạy lại với --limit file={enough} --limit unpacked={enough}"
        ),
        format!(
            "remove pictures and unused sheets, save and send it again; if it can be trusted, \
             run with --limit file={enough} --limit unpacked={enough}"
        ),
    ))
}

pub(crate) fn too_many_parts(path: &str, parts: usize) -> Problem {
    let message = Text::new(format!("tệp có {parts} phần, quá nhiều"), format!("the file has {parts} parts, too many"));
    Problem::error("workbook-too-large", message).at(Place::File(path.to_owned())).with_help(Text::new(
        format!("chia tệp nén thành nhiều tệp; nếu tệp đáng tin, chạy lại với --limit parts={parts}"),
        format!("split the archive; if the file can be trusted, run with --limit parts={parts}"),
    ))
}

pub(crate) fn crashed(path: &str) -> Problem {
    let message = Text::new(
        "chương trình đọc bị dừng khi mở tệp này (tệp hỏng, hoặc cần quá nhiều bộ nhớ)",
        "the reader stopped on this file: it is damaged, or takes too much memory",
    );
    Problem::error("workbook-crashed", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx; nếu tệp lớn và đáng tin, chạy lại với --limit memory=1000 (MB)",
        "open it in Excel or LibreOffice and save it as .xlsx; if it is large and can be trusted, run with --limit memory=1000 (MB)",
    ))
}

pub(crate) fn too_slow(path: &str, seconds: u64) -> Problem {
    let message = Text::new(
        format!("đọc quá {seconds} giây chưa xong, tệp không được nhận"),
        format!("not read within {seconds} seconds, the file is not taken"),
    );
    let more = seconds.saturating_mul(5);
    Problem::error("workbook-too-slow", message).at(Place::File(path.to_owned())).with_help(Text::new(
        format!("mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx; hoặc chạy lại với --limit seconds={more}"),
        format!("open it in Excel or LibreOffice and save it as .xlsx; or run with --limit seconds={more}"),
    ))
}

pub(crate) fn entry_encrypted(path: &str) -> Problem {
    let message = Text::new("tệp nén có mật khẩu, không mở được", "the archive needs a password");
    Problem::error("archive-encrypted", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "giải nén bằng mật khẩu, đặt các phiếu vào thư mục thay cho tệp nén",
        "unpack it with its password and put the sheets into the folder in its place",
    ))
}

pub(crate) fn nested_archive(path: &str) -> Problem {
    let message = Text::new("tệp nén nằm trong tệp nén, không đọc", "an archive within an archive; it is not read");
    Problem::error("archive-nested", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "giải nén tệp bên ngoài, đặt các tệp bên trong vào thư mục",
        "unpack the outer archive and put what is in it into the folder",
    ))
}

pub(crate) fn empty_archive(path: &str) -> Problem {
    let message = Text::new("tệp nén không có tệp nào", "the archive holds no file");
    Problem::error("archive-empty", message)
        .at(Place::File(path.to_owned()))
        .with_help(Text::new("xin đơn vị gửi lại phiếu", "ask the unit to send the sheet again"))
}

pub(crate) fn encoding(path: &str) -> Problem {
    let message = Text::new("tệp văn bản không phải UTF-8", "the text file is not UTF-8");
    Problem::error("text-encoding", message)
        .at(Place::File(path.to_owned()))
        .with_help(Text::new("lưu lại thành «CSV UTF-8» hoặc .xlsx", "save it as “CSV UTF-8” or .xlsx"))
}

pub(crate) fn workbook_empty(path: &str) -> Problem {
    let message = Text::new("tệp không có ô nào có nội dung", "no cell of the file holds anything");
    Problem::error("workbook-empty", message)
        .at(Place::File(path.to_owned()))
        .with_help(Text::new("xin đơn vị gửi lại phiếu đã điền", "ask the unit for the filled-in sheet"))
}

// Sheets

pub(crate) fn hidden_sheet(name: &str) -> Problem {
    let message = Text::new(
        format!("trang tính ẩn «{name}» có bảng điểm, không đọc"),
        format!("the hidden sheet “{name}” holds scores and is not read"),
    );
    Problem::warning("hidden-sheet-ignored", message).with_help(Text::new(
        "nếu đó là phiếu cần chấm, hãy bỏ ẩn trang tính",
        "unhide the sheet if it is to be scored",
    ))
}

pub(crate) fn sheet_without_header(name: &str) -> Problem {
    let message = Text::new(
        format!("trang tính «{name}» không phải phiếu chấm, bỏ qua"),
        format!("“{name}” is no score sheet and is left out"),
    );
    Problem::note("sheet-ignored", message)
}

pub(crate) fn no_header(tried: &[(u32, String)]) -> Problem {
    let rows = |word: &str| {
        tried.iter().map(|(row, text)| format!("{word} {}: {text}", row + 1)).collect::<Vec<_>>().join("; ")
    };
    let message = Text::new(
        format!("không thấy dòng tiêu đề trong 40 dòng đầu; gần nhất là {}", rows("dòng")),
        format!("no header in the first 40 rows; the nearest are {}", rows("row")),
    );
    Problem::error("no-header", message).with_help(Text::new(
        "cần một dòng có «Tiêu chí» (hoặc STT) và một cột điểm như «Điểm tự đánh giá», «Điểm thẩm định»",
        "a row must have «Tiêu chí» (or STT) and a score column such as «Điểm tự đánh giá» or «Điểm thẩm định»",
    ))
}

pub(crate) fn no_own_column(round: &str, headers: &[&str]) -> Problem {
    let found = list(headers);
    let message = Text::new(
        format!("không có cột điểm của «{round}»; các cột: {found}"),
        format!("no score column of «{round}»; the columns are {found}"),
    );
    Problem::error("no-score-column", message).with_help(Text::new(
        "đổi tên cột, hoặc khai trong campaign.toml: columns = { \"tên cột\" = \"vòng\" }",
        "rename the column, or say in campaign.toml: columns = { \"header\" = \"round\" }",
    ))
}

pub(crate) fn column_twice(round: &str, cols: &[u32], headers: &[&str]) -> Problem {
    let letters: Vec<String> = cols.iter().map(|col| CellRef::column_name(*col)).collect();
    let (letters, names) = (letters.join(", "), list(headers));
    let message = Text::new(
        format!("các cột {letters} đều có thể là điểm của «{round}»: {names}"),
        format!("columns {letters} may all be the scores of «{round}»: {names}"),
    );
    Problem::error("column-twice", message).with_help(Text::new(
        "khai cột đúng trong campaign.toml: columns = { \"tên cột\" = \"vòng\" }",
        "name the right one in campaign.toml: columns = { \"header\" = \"round\" }",
    ))
}

pub(crate) fn column_not_read(header: &str) -> Problem {
    let message = Text::new(
        format!("không rõ cột «{header}» là điểm của vòng nào, không đọc"),
        format!("which round the column «{header}» is of can't be told; it is not read"),
    );
    Problem::note("column-not-read", message)
}

// Units

fn unit_help() -> Text {
    Text::new(
        "ghi tên như trong danh sách đơn vị, hoặc thêm tên này vào cột aliases",
        "write the name as in the list of units, or add this one to its aliases",
    )
}

pub(crate) fn unknown_unit(name: &str, near: &[String]) -> Problem {
    let message = Text::new(
        format!("không có đơn vị nào tên «{name}»; điểm và số liệu ở đây không được nhận"),
        format!("no unit is called «{name}»; its values are not taken"),
    );
    Problem::error("unknown-unit", message).with_help(offer(near, unit_help())).read_as(name, Text::default())
}

pub(crate) fn unit_name_unknown(name: &str, source: &str, near: &[String]) -> Problem {
    let message = Text::new(
        format!("tên đơn vị «{name}» trong phiếu không có trong danh sách; lấy theo tên tệp «{source}»"),
        format!("the unit «{name}» in the sheet is not in the list; the name «{source}» of the file is taken"),
    );
    Problem::warning("unit-name-unknown", message).with_help(offer(near, unit_help())).read_as(name, Text::same(source))
}

pub(crate) fn unit_differs(name: &str, source: &str) -> Problem {
    let message = Text::new(
        format!("phiếu ghi đơn vị «{name}» nhưng tên tệp là «{source}»; lấy theo phiếu"),
        format!("the sheet says «{name}» but the file is called «{source}»; the sheet counts"),
    );
    Problem::warning("unit-differs", message)
        .with_help(Text::new("kiểm tra tệp có bị đặt nhầm tên không", "check whether the file was misnamed"))
        .read_as(name, Text::same(source))
}

pub(crate) fn unit_ambiguous(names: &[&str]) -> Problem {
    let found = list(names);
    let message = Text::new(
        format!("phần đầu phiếu nêu nhiều đơn vị: {found}"),
        format!("several units are named above the table: {found}"),
    );
    Problem::error("unit-ambiguous", message).with_help(Text::new(
        "thêm dòng «Đơn vị: …» trên bảng, hoặc đặt tên tệp theo đơn vị",
        "add a line «Đơn vị: …» above the table, or name the file after the unit",
    ))
}

pub(crate) fn unit_twice(name: &str, files: &[String]) -> Problem {
    let found = files.join("; ");
    let message = Text::new(
        format!("{name} có {} phiếu khác nhau cho cùng một vòng, không phiếu nào được nhận: {found}", files.len()),
        format!("{name} has {} different sheets for one round, none is taken: {found}", files.len()),
    );
    Problem::error("unit-twice", message).with_help(Text::new(
        "giữ lại phiếu đúng, chuyển phiếu kia ra khỏi thư mục",
        "keep the right one and move the other out of the folder",
    ))
}

pub(crate) fn sheet_repeated(name: &str, first: &str) -> Problem {
    let message = Text::new(
        format!("{name}: phiếu này giống hệt {first}, chỉ tính một lần"),
        format!("{name}: the same scores as {first}, counted once"),
    );
    Problem::note("sheet-repeated", message)
}

pub(crate) fn unit_without_sheet(name: &str, round: &str, office: Option<&str>, stated: bool) -> Problem {
    let (of_vi, of_en) =
        office.map_or((String::new(), String::new()), |office| (format!(" của {office}"), format!(" by {office}")));
    let message =
        Text::new(format!("{name} chưa có phiếu «{round}»{of_vi}"), format!("{name} has no sheet of «{round}»{of_en}"));
    if stated {
        let help =
            Text::new("tính theo quy định của bộ tiêu chí cho đơn vị không nộp", "the rubric says what that means");
        return Problem::warning("unit-without-sheet", message).with_help(help);
    }
    Problem::error("unit-without-sheet", message).with_help(Text::new(
        "đặt phiếu của đơn vị vào thư mục của vòng này",
        "put the unit's sheet into the folder of this round",
    ))
}

// Rows

pub(crate) fn unknown_code(code: &str, label: &str, near: &[String]) -> Problem {
    let label = crate::show::shortened(label, 60);
    let message = match code {
        "" => Text::new(
            format!("dòng «{label}» không có mã tiêu chí, không được nhận"),
            format!("the row «{label}» has no code and is not taken"),
        ),
        _ => Text::new(
            format!("mã «{code}» ({label}) không có trong bộ tiêu chí, dòng này không được nhận"),
            format!("the code «{code}» ({label}) is not in the rubric; the row is not taken"),
        ),
    };
    let help = Text::new("ghi đúng mã như trong bộ tiêu chí", "write the code as in the rubric");
    Problem::error("unknown-code", message).with_help(offer(near, help)).read_as(code, Text::same(near.join(", ")))
}

pub(crate) fn row_ambiguous(code: &str, label: &str, readings: &[String]) -> Problem {
    let (label, found) = (crate::show::shortened(label, 60), list(readings));
    let message = Text::new(
        format!("mã «{code}» và tên «{label}» không cùng một tiêu chí; có thể là {found}; dòng này không được nhận"),
        format!("the code «{code}» and the title «{label}» disagree; it may be {found}; the row is not taken"),
    );
    let help = Text::new(
        "định dạng ô mã là Văn bản rồi ghi lại mã (Excel bỏ số 0 cuối của 3.10 hoặc đổi mã thành ngày)",
        "format the code's cell as Text and type it again (Excel drops the last 0 of 3.10 and makes dates of codes)",
    );
    Problem::error("row-ambiguous", message).with_help(help).read_as(code, Text::same(readings.join(", ")))
}

pub(crate) fn code_changed(shown: &str, node: &Node, is_date: bool) -> Problem {
    let code = &node.code;
    let (kind, vi, en) = match is_date {
        true => ("code-as-date", "ngày", "date"),
        false => ("code-as-number", "số", "number"),
    };
    let message = Text::new(
        format!("ô mã là {vi} {shown}; theo tên tiêu chí, hiểu là {code}"),
        format!("the code's cell holds the {en} {shown}; by its title it is {code}"),
    );
    let help = Text::new("định dạng cột mã là Văn bản", "format the column of codes as Text");
    Problem::warning(kind, message).with_help(help).of_node(code).read_as(shown, Text::same(code))
}

pub(crate) fn code_twice(node: &Node, rows: &[u32]) -> Problem {
    let rows = rows.iter().map(|row| (row + 1).to_string()).collect::<Vec<_>>().join(", ");
    let code = &node.code;
    let message = Text::new(
        format!("mã {code} có ở các dòng {rows}; không dòng nào được nhận"),
        format!("the code {code} stands in rows {rows}; none is taken"),
    );
    Problem::error("code-twice", message)
        .with_help(Text::new("xoá dòng thừa hoặc sửa mã", "delete the surplus row or correct its code"))
        .read_as(code, Text::default())
}

pub(crate) fn row_unknown() -> Problem {
    let message = Text::new(
        "có số ở dòng không có mã và không phải số liệu của tiêu chí nào; không được nhận",
        "a number in a row without a code that is no figure of any criterion; it is not taken",
    );
    Problem::error("row-unknown", message).with_help(Text::new(
        "ghi mã tiêu chí, hoặc ghi tên số liệu như trong bộ tiêu chí",
        "write the criterion's code, or the figure's label as in the rubric",
    ))
}

pub(crate) fn criterion_missing(node: &Node) -> Problem {
    let (code, title) = (&node.code, title(node));
    let message = Text::new(
        format!("phiếu không có dòng của tiêu chí {code} ({title})"),
        format!("the sheet has no row of {code} ({title})"),
    );
    let help = if node.computed {
        Text::new(
            format!("thêm dòng mã {code}, dưới nó là các dòng số liệu"),
            format!("add a row with the code {code} and the rows of its figures below"),
        )
    } else {
        Text::new(
            format!("thêm dòng mã {code} với số điểm từ 0 đến {}", vi(node.max.value())),
            format!("add a row with the code {code} and a score from 0 to {}", en(node.max.value())),
        )
    };
    Problem::error("criterion-missing", message).with_help(help)
}

pub(crate) fn maximum_differs(node: &Node, stated: Decimal) -> Problem {
    let max = node.max.value();
    let message = Text::new(
        format!("điểm tối đa trong phiếu là {}, bộ tiêu chí là {}; tính theo bộ tiêu chí", vi(stated), vi(max)),
        format!("the sheet states a maximum of {}, the rubric {}; the rubric counts", en(stated), en(max)),
    );
    let expected = Text::new(vi(max), en(max));
    Problem::warning("maximum-differs", message)
        .with_help(Text::new("sửa cột điểm tối đa theo bộ tiêu chí", "correct the column of maxima"))
        .read_as(en(stated), expected)
}

pub(crate) fn total_differs(stated: Decimal, sum: Decimal) -> Problem {
    let message = Text::new(
        format!("tổng ghi trong phiếu là {}, cộng các điểm trong phiếu được {}", vi(stated), vi(sum)),
        format!("the sheet states a sum of {}, its scores add up to {}", en(stated), en(sum)),
    );
    Problem::warning("total-differs", message)
        .with_help(Text::new(
            "kiểm tra các điểm thành phần; tổng được tính lại, không lấy từ phiếu",
            "check the single scores; sums are computed anew and never taken from the sheet",
        ))
        .read_as(en(stated), Text::new(vi(sum), en(sum)))
}

/// `own` appraises the leaf, the sheet is of `office`, both by title.
pub(crate) fn other_office(node: &Node, own: &str, office: &str) -> Problem {
    let code = &node.code;
    let message = Text::new(
        format!("tiêu chí {code} do {own} thẩm định, điểm trong phiếu của {office} không được tính"),
        format!("{code} is appraised by {own}; the score in the sheet of {office} is left out"),
    );
    Problem::warning("other-office", message).with_help(Text::new(
        "xóa điểm này trong phiếu; nếu phân công đã đổi thì sửa .by(…) trong bộ tiêu chí",
        "clear it in the sheet; if the assignment has changed, correct .by(…) in the rubric",
    ))
}

pub(crate) fn not_assigned(node: &Node) -> Problem {
    let code = &node.code;
    let message = Text::new(
        format!("tiêu chí {code} không giao cho đơn vị này, điểm trong phiếu không được tính"),
        format!("{code} is not assigned to this unit; the score in the sheet is left out"),
    );
    Problem::warning("not-assigned", message).with_help(Text::new(
        "xóa điểm này; nếu đơn vị được giao thì sửa cột tương ứng trong units.csv",
        "clear it; if it is assigned, correct the unit's row in units.csv",
    ))
}

// Scores

fn range(node: &Node) -> Text {
    let max = node.max.value();
    let (low, high) = (max.min(Decimal::ZERO), max.max(Decimal::ZERO));
    if node.choices.is_empty() || node.rule.is_computable() {
        return Text::new(
            format!("một số từ {} đến {}", vi(low), vi(high)),
            format!("a number from {} to {}", en(low), en(high)),
        );
    }
    let join = |show: fn(Decimal) -> String| {
        node.choices.iter().map(|choice| show(choice.points.value())).collect::<Vec<_>>().join("; ")
    };
    Text::new(format!("một trong các mức {}", join(vi)), format!("one of {}", join(en)))
}

fn correct(cell: CellRef, expected: &Text) -> Text {
    Text::new(format!("sửa ô {cell} thành {}", expected.vi), format!("make {cell} {}", expected.en))
}

pub(crate) fn score_fault(fault: Fault, node: &Node, found: &str, cell: CellRef) -> Problem {
    let mut expected = range(node);
    let max = node.max.value();
    let (kind, message) = match fault {
        Fault::AboveMaximum(value) => (
            "score-above-maximum",
            Text::new(
                format!("điểm cao hơn điểm tối đa: {} > {}", vi(value), vi(max)),
                format!("the score is above the maximum: {} > {}", en(value), en(max)),
            ),
        ),
        Fault::Negative(value) => (
            "score-negative",
            Text::new(format!("điểm âm: {}", vi(value)), format!("the score is negative: {}", en(value))),
        ),
        Fault::OffStep(value, step) => {
            expected.vi.push_str(&format!(", là bội số của {}", vi(step)));
            expected.en.push_str(&format!(" in steps of {}", en(step)));
            (
                "score-off-step",
                Text::new(
                    format!("điểm {} không phải bội số của {}", vi(value), vi(step)),
                    format!("the score {} is no multiple of {}", en(value), en(step)),
                ),
            )
        }
        Fault::NotAllowed(value) => (
            "score-not-allowed",
            Text::new(
                format!("điểm {} không phải một mức của tiêu chí", vi(value)),
                format!("{} is none of the scores allowed", en(value)),
            ),
        ),
        fault => shared_fault("score", fault, found),
    };
    let mut help = remedy(fault, cell, &expected);
    if let (Fault::AboveMaximum(_), Place::Script { file, line, .. }) = (fault, &node.place) {
        help.vi.push_str(&format!(", hoặc sửa điểm tối đa ở {file}:{line}"));
        help.en.push_str(&format!(", or correct the maximum at {file}:{line}"));
    }
    Problem::error(kind, message).with_help(help).read_as(found, expected)
}

/// What to do about a cell.
fn remedy(fault: Fault, cell: CellRef, expected: &Text) -> Text {
    match fault {
        Fault::Uncalculated => recalculate(cell),
        Fault::Date => Text::new(
            format!("định dạng ô {cell} là Số (Number) rồi gõ lại {}", expected.vi),
            format!("format {cell} as Number and type {} again", expected.en),
        ),
        _ => correct(cell, expected),
    }
}

fn recalculate(cell: CellRef) -> Text {
    Text::new(
        format!("mở tệp bằng Excel rồi lưu lại để ô {cell} được tính, hoặc gõ số vào ô"),
        format!("open and save the file in Excel so that {cell} is calculated, or type the number"),
    )
}

/// A day as Vietnamese write it; anything else as it is.
fn day(found: &str) -> String {
    Date::parse(found).map_or_else(|| found.to_owned(), Date::vietnamese)
}

/// Faults that scores and figures share, under the kinds of one or the other.
fn shared_fault(what: &str, fault: Fault, found: &str) -> (&'static str, Text) {
    let pick = |score, figure| if what == "score" { score } else { figure };
    match fault {
        Fault::Dash => (
            pick("score-dash", "figure-not-a-number"),
            Text::new(
                format!("ô ghi «{found}»: không phải số, cũng không phải 0"),
                format!("the cell holds “{found}”, which is no number and not 0 either"),
            ),
        ),
        Fault::ErrorCell => (
            pick("score-error-cell", "figure-error-cell"),
            Text::new(format!("ô báo lỗi công thức {found}"), format!("the formula gives the error {found}")),
        ),
        Fault::Date => (
            pick("score-date", "figure-date"),
            Text::new(
                format!("ô có định dạng ngày ({}), không phải số", day(found)),
                format!("the cell is a date ({found}), not a number"),
            ),
        ),
        Fault::Uncalculated => (
            "formula-uncalculated",
            Text::new(
                format!("công thức {found} chưa được tính, không có giá trị"),
                format!("the formula {found} was never calculated and has no value"),
            ),
        ),
        Fault::Ambiguous(value, other) => (
            pick("score-not-a-number", "figure-ambiguous"),
            Text::new(
                format!("«{found}» có thể là {} hoặc {}", vi(value), vi(other)),
                format!("“{found}” may be {} or {}", en(value), en(other)),
            ),
        ),
        _ => (
            pick("score-not-a-number", "figure-not-a-number"),
            Text::new(format!("«{found}» không phải số"), format!("“{found}” is not a number")),
        ),
    }
}

pub(crate) fn state_decimal() -> Text {
    Text::new(
        "ghi decimal = \".\" hoặc decimal = \",\" dưới [[data]] trong campaign.toml, hoặc sửa ô",
        "write decimal = \".\" or decimal = \",\" under [[data]] in campaign.toml, or correct the cell",
    )
}

pub(crate) fn score_blank(node: &Node, cell: CellRef) -> Problem {
    let (code, title, expected) = (&node.code, title(node), range(node));
    let message =
        Text::new(format!("tiêu chí {code} ({title}) chưa có điểm"), format!("{code} ({title}) has no score"));
    let help = Text::new(
        format!("ghi vào ô {cell} {}; nếu không đạt thì ghi 0", expected.vi),
        format!("put {} into {cell}; write 0 if nothing was achieved", expected.en),
    );
    Problem::error("score-blank", message).with_help(help).read_as("", expected)
}

pub(crate) fn score_twice(node: &Node, cells: &[String]) -> Problem {
    let (code, cells) = (&node.code, cells.join("; "));
    let message = Text::new(
        format!("tiêu chí {code} có điểm ở nhiều phiếu của cùng một vòng, không điểm nào được nhận: {cells}"),
        format!("{code} is scored in several sheets of one round, none is taken: {cells}"),
    );
    Problem::error("score-twice", message)
        .with_help(Text::new("xoá điểm ở phiếu không có thẩm quyền", "clear it in the sheet that should not have it"))
}

pub(crate) fn doubt(doubt: Doubt, value: Decimal, found: &str) -> Problem {
    let (kind, message) = match doubt {
        Doubt::Fraction => (
            "score-fraction",
            Text::new(
                format!("ô ghi «{found}», hiểu là {} điểm", vi(value)),
                format!("the cell holds “{found}”, taken as {} points", en(value)),
            ),
        ),
        Doubt::Rounded => (
            "number-rounded",
            Text::new(
                format!("số {found} có nhiều hơn 6 chữ số lẻ, làm tròn thành {}", vi(value)),
                format!("{found} has more than 6 decimals and is rounded to {}", en(value)),
            ),
        ),
        Doubt::Thousands(other) => (
            "number-ambiguous",
            Text::new(
                format!("«{found}» hiểu là {}; cũng có thể là {}", vi(value), vi(other)),
                format!("“{found}” is taken as {}; it may also mean {}", en(value), en(other)),
            ),
        ),
    };
    let help = Text::new("nên gõ lại thành một số", "better type it as one number");
    Problem::warning(kind, message).with_help(help).read_as(found, Text::new(vi(value), en(value)))
}

pub(crate) fn number_as_text(cells: &[CellRef]) -> Problem {
    let shown: Vec<String> = cells.iter().take(10).map(CellRef::to_string).collect();
    let rest = if cells.len() > shown.len() { ", …" } else { "" };
    let (count, shown) = (cells.len(), shown.join(", "));
    let message = Text::new(
        format!("{count} số được gõ dưới dạng văn bản, đã đọc thành số: {shown}{rest}"),
        format!("{count} numbers are typed as text and were read as numbers: {shown}{rest}"),
    );
    Problem::note("number-as-text", message)
}

pub(crate) fn copy_differs(node: &Node, round: &str, copy: Points, own: Points, other: &str) -> Problem {
    let code = &node.code;
    let (copy, own) = (copy.value(), own.value());
    let message = Text::new(
        format!("{code}: cột «{round}» ở đây ghi {}, phiếu của vòng đó ghi {} ({other})", vi(copy), vi(own)),
        format!("{code}: the column «{round}» says {} here, that round's own sheet {} ({other})", en(copy), en(own)),
    );
    Problem::warning("copy-differs", message)
        .with_help(Text::new(
            "điểm của vòng đó lấy từ phiếu của chính nó; kiểm tra bản nào đúng",
            "that round's own sheet counts; check which one is right",
        ))
        .read_as(en(copy), Text::new(vi(own), en(own)))
}

// Figures

pub(crate) fn figure_fault(fault: Fault, node: &Node, label: &str, found: &str, cell: CellRef) -> Problem {
    let (kind, message) = match fault {
        Fault::Negative(value) => (
            "figure-negative",
            Text::new(format!("số liệu âm: {}", vi(value)), format!("the figure is negative: {}", en(value))),
        ),
        fault => shared_fault("figure", fault, found),
    };
    let code = &node.code;
    let message = Text::new(format!("{code}, «{label}»: {}", message.vi), format!("{code}, «{label}»: {}", message.en));
    let expected = Text::new("một số từ 0 trở lên", "a number from 0 up");
    Problem::error(kind, message).with_help(remedy(fault, cell, &expected)).read_as(found, expected)
}

/// The figures of a leaf that only its rule scores, and whose own cell is blank as it should be.
pub(crate) fn figures_missing(node: &Node, labels: &[&str]) -> Problem {
    let (code, title, labels) = (&node.code, title(node), list(labels));
    let message = Text::new(
        format!("tiêu chí {code} ({title}): thiếu số liệu {labels}; chưa tính được điểm"),
        format!("{code} ({title}): no figure for {labels}; the points can't be computed"),
    );
    Problem::error("figure-missing", message).with_help(Text::new(
        format!("ghi số liệu vào dòng ngay dưới tiêu chí {code}, hoặc vào bảng số liệu"),
        format!("write the figure into the row below criterion {code}, or into a data table"),
    ))
}

pub(crate) fn not_computed() -> Text {
    Text::new("chưa tính được", "not computed")
}

pub(crate) fn figure_twice(first: CellRef) -> Problem {
    let message = Text::new(
        format!("số liệu này đã khai ở ô {first}; ô này không được nhận"),
        format!("the figure is already declared in {first}; this cell is not taken"),
    );
    Problem::error("figure-twice", message).with_help(Text::new("chỉ khai một lần", "declare it once"))
}

pub(crate) fn figure_again(node: &Node, label: &str) -> Problem {
    let code = &node.code;
    let message = Text::new(
        format!("{code}: số liệu «{label}» khai hai lần trong phiếu; lần sau không được nhận"),
        format!("{code}: the figure «{label}» is declared twice; the second one is not taken"),
    );
    Problem::error("figure-twice", message).with_help(Text::new("xoá dòng thừa", "delete the surplus row"))
}

pub(crate) fn figure_in_two(node: &Node, label: &str, other: &str) -> Problem {
    let code = &node.code;
    let message = Text::new(
        format!("{code}: số liệu «{label}» ở đây khác với {other}; lấy số ở đây"),
        format!("{code}: the figure «{label}» differs from {other}; this one is taken"),
    );
    Problem::warning("figure-differs", message).of_node(code)
}

pub(crate) fn figure_unclear(node: &Node, labels: &[&str]) -> Problem {
    let (code, labels) = (&node.code, list(labels));
    let message = Text::new(
        format!("{code} cần nhiều số liệu ({labels}), không rõ số này là số liệu nào"),
        format!("{code} asks for several figures ({labels}); which one this is can't be told"),
    );
    Problem::error("figure-unclear", message).with_help(Text::new(
        "thêm dưới tiêu chí mỗi số liệu một dòng, ghi đúng tên",
        "add one row a figure below the criterion, with its label",
    ))
}

// Data tables

pub(crate) fn no_unit_column(headers: &[&str]) -> Problem {
    let found = list(headers);
    let message = Text::new(
        format!("bảng số liệu không có cột đơn vị; các cột: {found}"),
        format!("the data table has no column of units; its columns are {found}"),
    );
    Problem::error("no-unit-column", message)
        .with_help(Text::new("đặt tên cột đơn vị là unit hoặc «Đơn vị»", "call the column of units unit or «Đơn vị»"))
}

pub(crate) fn column_no_figure(header: &str, near: &[String]) -> Problem {
    let message = Text::new(
        format!("cột «{header}» không phải số liệu nào của bộ tiêu chí, không đọc"),
        format!("the column «{header}» is no figure of the rubric and is not read"),
    );
    let help =
        Text::new("tên cột phải là mã.số liệu, ví dụ 1.2.1.done", "a column is named code.figure, as in 1.2.1.done");
    Problem::warning("column-not-read", message)
        .with_help(offer(near, help))
        .read_as(header, Text::same(near.join(", ")))
}

pub(crate) fn unknown_figure(name: &str, near: &[String]) -> Problem {
    let message = Text::new(
        format!("bộ tiêu chí không có số liệu «{name}»; dòng này không được nhận"),
        format!("the rubric has no figure «{name}»; the row is not taken"),
    );
    let help = Text::new("ghi mã.số liệu, ví dụ 1.2.1.done", "write code.figure, as in 1.2.1.done");
    Problem::error("unknown-figure", message).with_help(offer(near, help)).read_as(name, Text::same(near.join(", ")))
}

pub(crate) fn data_twice(address: &str, cells: &[String]) -> Problem {
    let cells = cells.join("; ");
    let message = Text::new(
        format!("số liệu {address} có các giá trị khác nhau, không giá trị nào được nhận: {cells}"),
        format!("the figure {address} has different values, none is taken: {cells}"),
    );
    Problem::error("data-twice", message).with_help(Text::new("giữ lại giá trị đúng", "keep the right one"))
}

// Labels under a marked cell

pub(crate) fn read_as(value: Option<&Value>) -> Text {
    let shown = |lang: Lang| match value {
        Some(Value::Number(number)) => lang.number(*number),
        Some(Value::Date(Some(date), _)) if lang == Lang::Vi => date.vietnamese(),
        value => crate::show::shortened(&value.map(Value::display).unwrap_or_default(), 30),
    };
    Text::new(format!("đọc được {}", shown(Lang::Vi)), format!("read as {}", shown(Lang::En)))
}

pub(crate) fn means(code: &str) -> Text {
    Text::new(format!("hiểu là {code}"), format!("taken as {code}"))
}

pub(crate) fn taken_as(value: Decimal) -> Text {
    Text::new(format!("hiểu là {}", vi(value)), format!("taken as {}", en(value)))
}

pub(crate) fn sum_is(sum: Decimal) -> Text {
    Text::new(format!("cộng được {}", vi(sum)), format!("the sum is {}", en(sum)))
}

pub(crate) fn other_says(value: Points) -> Text {
    Text::new(format!("phiếu gốc ghi {}", vi(value.value())), format!("its own sheet says {value}"))
}

pub(crate) fn no_score() -> Text {
    Text::new("chưa có điểm", "no score")
}

pub(crate) fn not_taken() -> Text {
    Text::new("không được nhận", "not taken")
}

pub(crate) fn not_read() -> Text {
    Text::new("không đọc", "not read")
}

pub(crate) fn which_code() -> Text {
    Text::new("không rõ tiêu chí nào", "which criterion?")
}

pub(crate) fn not_in_rubric() -> Text {
    Text::new("không có trong bộ tiêu chí", "not in the rubric")
}

pub(crate) fn not_a_unit() -> Text {
    Text::new("không có trong danh sách", "not in the list")
}

pub(crate) fn this_counts() -> Text {
    Text::new("lấy theo ô này", "this counts")
}

pub(crate) fn rubric_counts() -> Text {
    Text::new("tính theo bộ tiêu chí", "the rubric counts")
}
