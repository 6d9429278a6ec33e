//! Every sentence of this crate, in both languages. The kinds of problems are named here and nowhere else.

use crate::cell::{Doubt, Fault};
use crate::charset::Charset;
use crate::number::Beside;
use crate::read::Format;
use crate::rows::Help;
use crate::trouble::{Damage, Foreign, Measure};
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
            ("đây là trang web (HTML) không có bảng nào", "this is a web page (HTML) without a table")
        }
        Some(Foreign::WebArchive) => {
            ("đây là trang web lưu thành một tệp (MHTML)", "this is a web page saved as a single file (MHTML)")
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

pub(crate) fn sheet_too_large(sheet: &str, cells: usize) -> Problem {
    let (of_vi, of_en) = match sheet {
        "" => (String::new(), String::new()),
        name => (format!(" (trang tính «{name}»)"), format!(" (sheet “{name}”)")),
    };
    let message = Text::new(
        format!("tệp có quá nhiều ô hoặc quá nhiều chữ{of_vi}; giới hạn là {cells} ô có nội dung"),
        format!("the file holds too many cells or too much text{of_en}; the limit is {cells} filled cells"),
    );
    Problem::error("sheet-too-large", message).with_help(Text::new(
        "giữ lại trang phiếu chấm; xoá các dòng, cột điền thừa và các trang khác, lưu lại rồi gửi lại",
        "keep the score sheet; delete filled rows and columns that are not needed and other sheets, save and send it again",
    ))
}

pub(crate) fn sheet_no_cells(sheet: &str) -> Problem {
    let message = Text::new(
        format!("«{sheet}» là trang biểu đồ hoặc trang macro, bỏ qua"),
        format!("“{sheet}” is a chart or a macro sheet and is left out"),
    );
    Problem::note("sheet-ignored", message)
}

pub(crate) fn old_format(path: &str) -> Problem {
    let message = Text::new(
        "tệp ở định dạng Excel rất cũ, không đọc được",
        "the file is in a very old format of Excel that is not read",
    );
    Problem::error("workbook-too-old", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx",
        "open it in Excel or LibreOffice and save it as .xlsx",
    ))
}

pub(crate) fn default_password(path: &str) -> Problem {
    let message = Text::new(
        "tệp được «bảo vệ» nên Excel đã mã hoá bằng mật khẩu mặc định; đã mở được bằng mật khẩu đó và đọc",
        "the file is “protected”, so Excel encrypted it with its default password; it was opened with it and read",
    );
    Problem::warning("default-password", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "không cần làm gì với tệp này; lần sau nên bỏ bảo vệ sổ làm việc (Xem lại › Bảo vệ sổ làm việc) trước khi gửi",
        "nothing needs doing with this file; next time take the protection off (Review › Protect Workbook) before sending it",
    ))
}

pub(crate) fn extension_mismatch(path: &str, extension: &str, format: Format) -> Problem {
    let (vi, en) = match format {
        Format::Xlsx => ("sổ tính .xlsx", "an .xlsx workbook"),
        Format::Xlsb => ("sổ tính .xlsb", "an .xlsb workbook"),
        Format::Xls => ("sổ tính .xls", "an .xls workbook"),
        Format::Ods => ("sổ tính .ods", "an .ods workbook"),
        Format::Html => ("trang web (HTML)", "a web page (HTML)"),
        Format::Xml => ("XML của Excel 2003", "the XML of Excel 2003"),
        Format::Text => ("văn bản phân cách (CSV)", "delimited text (CSV)"),
    };
    let message = Text::new(
        format!("tên tệp có đuôi .{extension} nhưng nội dung là {vi}; đọc theo nội dung"),
        format!("the file is named .{extension} but holds {en}; it is read as what it is"),
    );
    Problem::note("extension-mismatch", message).at(Place::File(path.to_owned()))
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

/// Why a workbook or a sheet can't be read.
fn reason(damage: &Damage) -> Text {
    let (vi, en) = match damage {
        Damage::Directory => {
            ("tệp bị cắt ngang hoặc tải về chưa đủ".to_owned(), "it was cut short or not fully downloaded".to_owned())
        }
        Damage::Missing(part) => (format!("thiếu phần {part} trong tệp"), format!("the part {part} is missing")),
        Damage::Packed(part) => {
            (format!("không giải nén được phần {part}"), format!("the part {part} can't be unpacked"))
        }
        Damage::Markup(part) => (
            format!("phần {part} sai cấu trúc XML hoặc bị cắt ngang"),
            format!("the XML of {part} is broken or cut short"),
        ),
        Damage::Encoding(part) => {
            (format!("phần {part} không phải UTF-8 hay UTF-16"), format!("{part} is neither UTF-8 nor UTF-16"))
        }
        Damage::Entities(part) => (
            format!("phần {part} có khai báo XML mà chương trình bảng tính không bao giờ ghi"),
            format!("{part} has XML declarations that no spreadsheet program writes"),
        ),
        Damage::Depth(part) => (
            format!("phần {part} lồng nhau quá sâu, không chương trình bảng tính nào ghi như vậy"),
            format!("{part} is nested deeper than any spreadsheet program writes"),
        ),
        Damage::SharedText(at, number) => (
            format!("ô {at} trỏ tới chuỗi số {number} không có trong tệp"),
            format!("cell {at} refers to text number {number}, which is not in the file"),
        ),
        Damage::Address(text) => {
            (format!("địa chỉ «{text}» không có trong bảng tính"), format!("no sheet has the address “{text}”"))
        }
        Damage::Twice(at) => (
            format!("hai ô cùng địa chỉ {at} nhưng nội dung khác nhau"),
            format!("two cells have the address {at} and differ"),
        ),
        Damage::Stopped => ("chương trình đọc gặp lỗi".to_owned(), "the reader failed".to_owned()),
    };
    Text::new(vi, en)
}

pub(crate) fn broken(path: &str, damage: &Damage) -> Problem {
    let why = reason(damage);
    let message = Text::new(format!("tệp hỏng: {}", why.vi), format!("the file is damaged: {}", why.en));
    Problem::error("workbook-damaged", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx; nếu không mở được, xin đơn vị gửi lại",
        "open it in Excel or LibreOffice and save it as .xlsx; if it doesn't open, ask the unit to send it again",
    ))
}

pub(crate) fn sheet_broken(sheet: &str, damage: &Damage) -> Problem {
    let why = reason(damage);
    let message = Text::new(
        format!("không đọc được trang tính «{sheet}»: {}", why.vi),
        format!("the sheet “{sheet}” can't be read: {}", why.en),
    );
    Problem::error("sheet-damaged", message).with_help(Text::new(
        "mở tệp bằng Excel hoặc LibreOffice, xem lại trang tính rồi lưu lại",
        "open the file in Excel or LibreOffice, look at the sheet and save it again",
    ))
}

/// More than so much of something.
fn more_than(measure: Measure, limit: u64) -> Text {
    let (count, size) = (thousands(limit), limit / 1_000_000);
    let (vi, en) = match measure {
        Measure::Bytes => (format!("hơn {size} MB sau khi giải nén"), format!("over {size} MB after unpacking")),
        Measure::Parts => {
            (format!("hơn {} phần hoặc trang tính", count.vi), format!("over {} parts or sheets", count.en))
        }
        Measure::Cells => {
            (format!("hơn {} ô có nội dung hoặc ô gộp", count.vi), format!("over {} filled or merged cells", count.en))
        }
        Measure::Marks => (
            format!("hơn {} thẻ XML, kể cả của ô trống", count.vi),
            format!("over {} XML tags, those of blank cells included", count.en),
        ),
        Measure::Text => (format!("hơn {size} MB chữ"), format!("over {size} MB of text")),
        Measure::Formats => (format!("hơn {} kiểu định dạng", count.vi), format!("over {} formats", count.en)),
    };
    Text::new(vi, en)
}

/// A count with its thousands parted.
fn thousands(count: u64) -> Text {
    let digits = count.to_string();
    let parted = |mark: char| {
        let letters = digits.chars().enumerate();
        letters.fold(String::new(), |mut text, (at, digit)| {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
            text
        })
    };
    Text::new(parted('.'), parted(','))
}

pub(crate) fn too_much(measure: Measure, limit: u64) -> Problem {
    let most = more_than(measure, limit);
    let message = Text::new(format!("tệp quá lớn: {}", most.vi), format!("the file is too large: {}", most.en));
    Problem::error("workbook-too-large", message).with_help(smaller())
}

pub(crate) fn sheet_too_much(sheet: &str, measure: Measure, limit: u64) -> Problem {
    let most = more_than(measure, limit);
    let message = Text::new(
        format!("trang tính «{sheet}» quá lớn, không đọc: {}", most.vi),
        format!("the sheet “{sheet}” is too large and is not read: {}", most.en),
    );
    Problem::error("sheet-too-large", message).with_help(smaller())
}

fn smaller() -> Text {
    Text::new(
        "chép riêng bảng điểm sang một tệp mới, lưu thành .xlsx rồi gửi lại",
        "copy the score table to a new file, save it as .xlsx and send it again",
    )
}

pub(crate) fn macro_sheet(sheet: &str) -> Problem {
    let message = Text::new(
        format!("trang «{sheet}» là trang macro Excel 4.0, không đọc"),
        format!("“{sheet}” is a sheet of Excel 4.0 macros and is not read"),
    );
    Problem::note("macro-sheet", message)
}

pub(crate) fn has_macros(path: &str) -> Problem {
    let message = Text::new(
        "tệp có macro; macro không bao giờ được chạy, chỉ đọc giá trị đã lưu",
        "the file has macros; they are never run, only stored values are read",
    );
    Problem::note("has-macros", message).at(Place::File(path.to_owned()))
}

pub(crate) fn has_external_links(path: &str) -> Problem {
    let message = Text::new(
        "tệp có công thức lấy số từ tệp khác; số đọc được là số lưu lần cuối, có thể đã cũ",
        "formulas take values from other files; what is read was stored last and may be old",
    );
    Problem::note("has-external-links", message).at(Place::File(path.to_owned()))
}

pub(crate) fn encoding(path: &str) -> Problem {
    let message = Text::new(
        "không nhận ra bảng mã của tệp văn bản: không phải Unicode, windows-1258, TCVN3 (ABC) hay VNI",
        "the encoding of the text file is not known: neither Unicode nor windows-1258, TCVN3 (ABC) or VNI",
    );
    Problem::error("text-encoding", message)
        .at(Place::File(path.to_owned()))
        .with_help(Text::new("lưu lại thành «CSV UTF-8» hoặc .xlsx", "save it as “CSV UTF-8” or .xlsx"))
}

pub(crate) fn recoded(path: &str, encoding: &str) -> Problem {
    let message = Text::new(
        format!("tệp văn bản dùng bảng mã {encoding}, đã chuyển sang Unicode"),
        format!("the text file is in {encoding}; it was turned into Unicode"),
    );
    Problem::note("text-recoded", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "xem lại dấu của vài tên tiêu chí; lần sau nên lưu thành «CSV UTF-8» hoặc .xlsx",
        "check the marks of a few titles; next time save it as “CSV UTF-8” or .xlsx",
    ))
}

pub(crate) fn control_characters(path: &str, count: usize) -> Problem {
    let message = Text::new(
        format!("tệp văn bản có {count} ký tự điều khiển, đã bỏ qua"),
        format!("the text file holds {count} control characters; they were left out"),
    );
    Problem::note("control-characters", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "thường là lỗi khi xuất hoặc sao chép tệp; kiểm tra vài dòng, nếu sai thì xin tệp .xlsx",
        "usually a fault of the export or the copy; check a few rows, and ask for .xlsx if they are wrong",
    ))
}

pub(crate) fn too_many_cells(path: &str, limit: usize) -> Problem {
    let message = Text::new(
        format!("tệp văn bản có hơn {limit} ô, quá nhiều cho một phiếu chấm"),
        format!("the text file holds more than {limit} cells, too many for a score sheet"),
    );
    Problem::error("workbook-too-large", message).at(Place::File(path.to_owned())).with_help(Text::new(
        "bỏ các dòng và cột không dùng, hoặc kiểm tra có gửi nhầm tệp không",
        "remove rows and columns that are not used, or check whether it is the right file",
    ))
}

pub(crate) fn legacy_charset(path: &str, charset: Charset, cells: usize, before: &str, after: &str) -> Problem {
    let name = match charset {
        Charset::Tcvn3 => "TCVN3 (ABC)",
        Charset::Vni => "VNI-Windows",
    };
    let short = |text: &str| crate::show::shortened(text, 60);
    let (before, after) = (short(before), short(after));
    let message = Text::new(
        format!(
            "chữ trong tệp dùng bảng mã cũ {name}; đã chuyển {cells} ô sang Unicode, ví dụ «{before}» thành «{after}»"
        ),
        format!("text in the old charset {name}; {cells} cells were turned into Unicode, «{before}» into «{after}»"),
    );
    let help = Text::new(
        "xem lại vài tên tiêu chí; lần sau nên gõ bằng phông Unicode như Times New Roman",
        "check a few titles; next time type with a Unicode font such as Times New Roman",
    );
    let problem = Problem::warning("legacy-charset", message).at(Place::File(path.to_owned()));
    problem.with_help(help).read_as(&before, Text::same(after))
}

pub(crate) fn row_width() -> Problem {
    let message = Text::new(
        "dòng có nhiều ô hơn dòng tiêu đề, điểm có thể đã lệch sang cột bên; dòng này không được nhận",
        "the row has more fields than the header and its scores may stand one column off; it is not taken",
    );
    Problem::error("row-width", message).with_help(Text::new(
        "số có dấu phẩy thập phân phải nằm trong ngoặc kép khi tệp cũng ngăn cột bằng dấu phẩy («\"0,5\"»); tốt nhất lưu thành .xlsx",
        "numbers with a decimal comma must be quoted in a file whose columns are parted by commas («\"0,5\"»); best save it as .xlsx",
    ))
}

pub(crate) fn workbook_empty(path: &str) -> Problem {
    let message = Text::new("tệp không có ô nào có nội dung", "no cell of the file holds anything");
    Problem::error("workbook-empty", message)
        .at(Place::File(path.to_owned()))
        .with_help(Text::new("xin đơn vị gửi lại phiếu đã điền", "ask the unit for the filled-in sheet"))
}

// Lists

pub(crate) fn header_twice(header: &str, first: CellRef) -> Problem {
    let message = Text::new(
        format!("cột «{header}» có hai lần, lần đầu ở {first}; cột đầu được dùng"),
        format!("the column «{header}» stands twice, first in {first}; the first one counts"),
    );
    Problem::warning("header-twice", message).with_help(Text::new(
        "xoá cột thừa hoặc đổi tên cột để không nhầm",
        "remove the column that is not needed, or give it another name",
    ))
}

pub(crate) fn table_empty() -> Problem {
    let message = Text::new("bảng không có dòng nào dưới dòng tiêu đề", "the table has no row below its header");
    Problem::warning("table-empty", message).with_help(Text::new(
        "kiểm tra dữ liệu có nằm ở trang tính khác, hoặc ở trang ẩn không",
        "check whether the rows are on another sheet, or on a hidden one",
    ))
}

pub(crate) fn hidden_rows_read(rows: &[u32]) -> Problem {
    let shown = rows.iter().take(8).map(|row| (row + 1).to_string()).collect::<Vec<_>>().join(", ");
    let more = if rows.len() > 8 { ", …" } else { "" };
    let message = Text::new(
        format!("bảng có {} dòng ẩn vẫn được đọc: {shown}{more}", rows.len()),
        format!("{} hidden rows of the table are read: {shown}{more}", rows.len()),
    );
    Problem::warning("hidden-rows-read", message).with_help(Text::new(
        "bỏ lọc hoặc bỏ ẩn các dòng để kiểm tra; xoá dòng nào không cần",
        "clear the filter or unhide the rows to check them; delete those that are not needed",
    ))
}

pub(crate) fn code_several(code: &str) -> Problem {
    let message = Text::new(
        format!("mã «{code}» có thể là của nhiều đơn vị có mã chỉ khác nhau số 0 ở đầu; dòng này không được nhận"),
        format!("several units have a code that is «{code}» but for zeros before it; the row is not taken"),
    );
    Problem::error("code-ambiguous", message)
        .with_help(Text::new(
            "ghi tên đơn vị, hoặc định dạng cột mã là Văn bản rồi ghi đủ số 0",
            "write the unit's name, or format the column as Text and write the zeros",
        ))
        .read_as(code, Text::default())
}

pub(crate) fn code_zero_lost(cells: &[CellRef]) -> Problem {
    let shown = cells.iter().take(8).map(CellRef::to_string).collect::<Vec<_>>().join(", ");
    let more = if cells.len() > 8 { ", …" } else { "" };
    let message = Text::new(
        format!("{} mã đơn vị khác danh sách ở số 0 đứng đầu, hiểu theo giá trị số: {shown}{more}", cells.len()),
        format!(
            "{} codes differ from the list by zeros before them and are read as numbers: {shown}{more}",
            cells.len()
        ),
    );
    Problem::note("code-zero-lost", message).with_help(Text::new(
        "Excel đổi 01 thành 1; định dạng cột mã là Văn bản trước khi nhập",
        "Excel makes 1 of 01; format the column as Text before typing",
    ))
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

pub(crate) fn sheet_of_another_round(name: &str) -> Problem {
    let message = Text::new(
        format!("trang tính «{name}» là bảng tổng hợp của vòng khác, bỏ qua"),
        format!("“{name}” is a table of another round and is left out"),
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

/// `cells` are those of the two headers, `headers` what they say.
pub(crate) fn column_twice(round: &str, cells: &[CellRef], headers: &[&str]) -> Problem {
    let (cells, names) = (joined(cells), list(headers));
    let message = Text::new(
        format!("các cột ở {cells} đều có thể là điểm của «{round}»: {names}; không cột nào được đọc"),
        format!("the columns at {cells} may all be the scores of «{round}»: {names}; none is read"),
    );
    Problem::error("column-twice", message).with_help(Text::new(
        "khai trong campaign.toml: columns = { \"tên cột đúng\" = \"vòng\", \"tên cột kia\" = \"ignore\" }",
        "say in campaign.toml: columns = { \"the right header\" = \"round\", \"the other\" = \"ignore\" }",
    ))
}

/// Two columns of figures, or of maxima, which only serve to check.
pub(crate) fn columns_alike(figures: bool, cells: &[CellRef], headers: &[&str]) -> Problem {
    let (cells, names) = (joined(cells), list(headers));
    let message = |vi: &str, en: &str| {
        Text::new(
            format!("các cột ở {cells} đều là {vi}: {names}; không cột nào được đọc"),
            format!("the columns at {cells} are all {en}: {names}; none is read"),
        )
    };
    let problem = match figures {
        true => Problem::error("column-twice", message("số liệu", "figures")),
        false => Problem::warning("column-twice", message("điểm tối đa", "maxima")),
    };
    problem.with_help(Text::new(
        "khai cột thừa trong campaign.toml: columns = { \"tên cột\" = \"ignore\" }",
        "name the surplus one in campaign.toml: columns = { \"header\" = \"ignore\" }",
    ))
}

fn joined(cells: &[CellRef]) -> String {
    cells.iter().map(CellRef::to_string).collect::<Vec<_>>().join(", ")
}

pub(crate) fn hidden_column_ignored(header: &str) -> Problem {
    let message = Text::new(
        format!("cột ẩn «{header}» cũng là cột điểm này; chỉ đọc cột đang hiện"),
        format!("the hidden column «{header}» holds these scores as well; only the one that shows is read"),
    );
    Problem::warning("hidden-column-ignored", message)
        .with_help(Text::new("xóa cột ẩn nếu không dùng", "delete the hidden column if it is of no use"))
}

pub(crate) fn hidden_column(header: &str) -> Problem {
    let message = Text::new(
        format!("cột điểm «{header}» đang bị ẩn, vẫn được đọc"),
        format!("the score column «{header}» is hidden; it is read nevertheless"),
    );
    Problem::warning("hidden-column", message).with_help(Text::new(
        "bỏ ẩn cột và kiểm tra có phải điểm cần chấm không",
        "unhide the column and check that these are the scores",
    ))
}

pub(crate) fn hidden_unknown() -> Problem {
    Problem::note(
        "hidden-unknown",
        Text::new(
            "không biết được dòng, cột nào bị ẩn trong tệp này; mọi dòng đều được đọc",
            "which rows and columns are hidden can't be told in this file; all are read",
        ),
    )
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

/// `is_text`: the code is text, so that no format has changed it.
pub(crate) fn row_ambiguous(code: &str, label: &str, readings: &[String], is_text: bool) -> Problem {
    let (label, found) = (crate::show::shortened(label, 60), list(readings));
    let message = Text::new(
        format!("mã «{code}» và tên «{label}» không cùng một tiêu chí; có thể là {found}; dòng này không được nhận"),
        format!("the code «{code}» and the title «{label}» disagree; it may be {found}; the row is not taken"),
    );
    let help = match is_text {
        true => Text::new(
            "sửa mã hoặc tên của dòng cho khớp với bộ tiêu chí",
            "correct the code or the title of the row so that both are the rubric's",
        ),
        false => Text::new(
            "định dạng ô mã là Văn bản rồi ghi lại mã (Excel bỏ số 0 cuối của 3.10 hoặc đổi mã thành ngày)",
            "format the code's cell as Text and type it again (Excel drops the last 0 of 3.10 and makes dates of codes)",
        ),
    };
    Problem::error("row-ambiguous", message).with_help(help).read_as(code, Text::same(readings.join(", ")))
}

pub(crate) fn code_changed(shown: &str, node: &Node, help: Help) -> Problem {
    let code = &node.code;
    let (kind, vi, en) = match help {
        Help::Date => ("code-as-date", "ô mã là ngày", "the code's cell holds the date"),
        Help::Number => ("code-as-number", "ô mã là số", "the code's cell holds the number"),
        Help::Misspelt => ("code-misspelt", "ô mã có chữ thay cho số:", "the code is written with letters for digits:"),
        _ => ("code-misnumbered", "ô mã ghi", "the code says"),
    };
    let message = Text::new(
        format!("{vi} {}; theo tên và vị trí của dòng, hiểu là {code}", day(shown)),
        format!("{en} {shown}; by its title and place the row is {code}"),
    );
    let help = match help {
        Help::Date | Help::Number => Text::new(
            format!("định dạng cột mã là Văn bản rồi ghi lại {code}"),
            format!("format the column of codes as Text and type {code} again"),
        ),
        _ => Text::new(format!("sửa mã thành {code}"), format!("correct the code to {code}")),
    };
    Problem::warning(kind, message).with_help(help).of_node(code).read_as(shown, Text::same(code))
}

/// The code and the place of a row say this node, its name is another.
pub(crate) fn title_differs(label: &str, node: &Node) -> Problem {
    let (label, code, wanted) = (crate::show::shortened(label, 60), &node.code, title(node));
    let message = Text::new(
        format!("tên «{label}» khác bộ tiêu chí; theo vị trí của dòng, hiểu là {code} ({wanted})"),
        format!("the title «{label}» is not the rubric's; by the place of its row it is {code} ({wanted})"),
    );
    Problem::warning("title-differs", message)
        .with_help(Text::new(
            "kiểm tra có phải mẫu phiếu của năm nay không; ghi tên như trong bộ tiêu chí",
            "check that this is this year's form; write the title as in the rubric",
        ))
        .of_node(code)
        .read_as(label, Text::same(wanted))
}

/// The rows whose number counts inside of the part above.
pub(crate) fn numbering_restarts(rows: &[u32]) -> Problem {
    let count = rows.len();
    let message = Text::new(
        format!("{count} dòng đánh số theo từng phần (I, 1, a …) chứ không theo mã; hiểu theo tên tiêu chí"),
        format!("{count} rows are numbered part by part (I, 1, a …) and not by code; they are known by their titles"),
    );
    Problem::note("numbering-restarts", message)
}

pub(crate) fn hidden_row_ignored(node: &Node, other: u32) -> Problem {
    let (code, other) = (&node.code, other + 1);
    let message = Text::new(
        format!("dòng ẩn của tiêu chí {code}, đã có ở dòng {other} đang hiện; dòng ẩn không được đọc"),
        format!("a hidden row of {code}, which row {other} shows as well; the hidden one is not read"),
    );
    Problem::warning("hidden-row-ignored", message)
        .with_help(Text::new("xóa dòng ẩn nếu không dùng", "delete the hidden row if it is of no use"))
}

pub(crate) fn hidden_row(node: &Node) -> Problem {
    let code = &node.code;
    let message = Text::new(
        format!("dòng của tiêu chí {code} đang bị ẩn, vẫn được đọc"),
        format!("the row of {code} is hidden; it is read nevertheless"),
    );
    Problem::warning("hidden-row", message)
        .with_help(Text::new("bỏ ẩn dòng và kiểm tra điểm", "unhide the row and check the score"))
}

pub(crate) fn hidden_label() -> Text {
    Text::new("dòng ẩn", "hidden row")
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
        Fault::OtherMaximum(whole) => (
            "score-other-maximum",
            Text::new(
                format!("«{found}» là điểm trên thang {}, khác điểm tối đa của tiêu chí", vi(whole)),
                format!("“{found}” counts out of {}, which is not the maximum of the criterion", en(whole)),
            ),
        ),
        Fault::Letters(value) => (
            pick("score-not-a-number", "figure-not-a-number"),
            Text::new(
                format!("«{found}» có chữ cái thay cho chữ số; có phải là {}?", vi(value)),
                format!("“{found}” has letters in place of digits; is it {}?", en(value)),
            ),
        ),
        Fault::Percent(shown, stored) => (
            pick("score-percent-unclear", "figure-percent"),
            Text::new(
                format!("ô hiện {} %: không rõ là {} hay {}", vi(shown), vi(shown), vi(stored)),
                format!("the cell shows {} %: it may mean {} or {}", en(shown), en(shown), en(stored)),
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
        Doubt::Percent(percent) => (
            "score-percent",
            Text::new(
                format!("ô ghi {} %, hiểu là {} % của điểm tối đa: {} điểm", vi(percent), vi(percent), vi(value)),
                format!(
                    "the cell says {} %, taken as {} % of the maximum: {} points",
                    en(percent),
                    en(percent),
                    en(value)
                ),
            ),
        ),
        Doubt::Hidden => (
            "number-hidden",
            Text::new(
                format!("định dạng của ô không cho thấy số bên trong; đã lấy số {}", vi(value)),
                format!("the cell's format does not show the number inside; {} was taken", en(value)),
            ),
        ),
        Doubt::Beside(Beside::Footnote) => (
            "number-with-footnote",
            Text::new(
                format!("ô ghi «{found}», bỏ dấu chú thích, lấy số {}", vi(value)),
                format!("the cell holds “{found}”; the footnote mark is left out, {} is taken", en(value)),
            ),
        ),
        Doubt::Beside(Beside::NoZero) => (
            "number-without-zero",
            Text::new(
                format!("ô ghi «{found}», hiểu là {}", vi(value)),
                format!("the cell holds “{found}”, taken as {}", en(value)),
            ),
        ),
        Doubt::Beside(Beside::Noun) => (
            "number-with-words",
            Text::new(
                format!("ô ghi «{found}», lấy số {}", vi(value)),
                format!("the cell holds “{found}”, {} is taken", en(value)),
            ),
        ),
        Doubt::Constant => (
            "formula-of-numbers",
            Text::new(
                format!("công thức {found} chưa được tính trong tệp; cộng lại được {}", vi(value)),
                format!("the formula {found} was not calculated in the file; it adds up to {}", en(value)),
            ),
        ),
        Doubt::Choice => (
            "score-by-label",
            Text::new(
                format!("ô ghi mức «{found}» thay cho điểm, lấy điểm của mức đó: {}", vi(value)),
                format!("the cell names the level “{found}” in place of its points, {} is taken", en(value)),
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

pub(crate) fn scores_like_shares() -> Problem {
    let message = Text::new(
        "mọi điểm trong phiếu đều không quá 1 dù điểm tối đa lớn hơn: có thể cột điểm ghi tỷ lệ đạt, không phải điểm",
        "no score exceeds 1 though the maxima do: the column may hold shares of the maximum, not points",
    );
    Problem::warning("scores-like-shares", message).with_help(Text::new(
        "hỏi lại đơn vị; nếu là tỷ lệ, nhân với điểm tối đa rồi ghi lại",
        "ask the unit; if they are shares, multiply by the maximum and write the points",
    ))
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
