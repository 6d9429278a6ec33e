//! Every word and sentence of this crate, in both languages.

use crate::Error;
use scoring::{Lang, Table, Text};

/// What an error says, naming the table, the column and the row from 1.
pub fn error(error: &Error) -> Text {
    match error {
        Error::Overflow => Text::new("số quá lớn để tính thống kê", "the numbers are too large for statistics"),
        Error::WrongKind { table, column, row } => {
            let row = row + 1;
            Text::new(
                format!("bảng «{table}», cột «{column}», dòng {row}: giá trị không đúng kiểu của cột"),
                format!("table “{table}”, column “{column}”, row {row}: the value does not fit the column"),
            )
        }
        Error::Frame(message) => Text::new(
            format!("không lập được bảng số liệu: {message}"),
            format!("the data frame could not be built: {message}"),
        ),
    }
}

fn table(name: &str, label: &str, title: &str) -> Table {
    Table { name: name.into(), label: label.into(), titles: vec![title.into()], ..Table::default() }
}

/// The statistics of the criteria, without columns and rows.
pub(crate) fn criteria(lang: Lang) -> Table {
    let title = lang.pick("THỐNG KÊ THEO TIÊU CHÍ", "STATISTICS BY CRITERION");
    table("criteria", lang.pick("Thống kê tiêu chí", "Criteria"), title)
}

/// The statistics of the groups, without columns and rows.
pub(crate) fn groups(lang: Lang) -> Table {
    let title = lang.pick("THỐNG KÊ THEO NHÓM ĐƠN VỊ", "STATISTICS BY GROUP OF UNITS");
    table("groups", lang.pick("Thống kê nhóm", "Groups"), title)
}

/// The units by band, without columns and rows.
pub(crate) fn bands(lang: Lang) -> Table {
    let title = lang.pick("SỐ ĐƠN VỊ THEO MỨC XẾP LOẠI", "UNITS BY BAND");
    table("bands", lang.pick("Xếp loại", "Bands"), title)
}

/// The total, when the rubric has no word for it.
pub(crate) fn total(lang: Lang) -> &'static str {
    lang.pick("Tổng điểm", "Total")
}

/// The row of all units.
pub(crate) fn all_units(lang: Lang) -> &'static str {
    lang.pick("Tất cả đơn vị", "All units")
}

/// The row of units without a group.
pub(crate) fn no_group(lang: Lang) -> &'static str {
    lang.pick("(không có nhóm)", "(no group)")
}

/// The row of units with a score below the lowest band.
pub(crate) fn below_bands(lang: Lang) -> &'static str {
    lang.pick("Dưới mức thấp nhất", "Below the lowest band")
}

/// The row of units without a score.
pub(crate) fn unranked(lang: Lang) -> &'static str {
    lang.pick("Chưa xếp hạng", "Not ranked")
}

/// The heading above the domains' means.
pub(crate) fn by_domain(lang: Lang) -> &'static str {
    lang.pick("Điểm trung bình theo lĩnh vực", "Mean points by domain")
}

/// The heading of a column of the criteria's statistics.
pub(crate) fn column(name: &str, lang: Lang) -> &'static str {
    let (vi, en) = match name {
        "code" => ("Mã", "Code"),
        "parent" => ("Thuộc mục", "Part of"),
        "depth" => ("Cấp", "Depth"),
        "level" => ("Loại", "Level"),
        "title" => ("Nội dung", "Title"),
        "max" => ("Điểm tối đa", "Maximum"),
        "n" => ("Số đơn vị có điểm", "Units with points"),
        "missing" => ("Số đơn vị thiếu điểm", "Units without points"),
        "mean" => ("Điểm trung bình", "Mean"),
        "median" => ("Trung vị", "Median"),
        "sd" => ("Độ lệch chuẩn", "Standard deviation"),
        "min" => ("Thấp nhất", "Lowest"),
        "max_points" => ("Cao nhất", "Highest"),
        "q1" => ("Tứ phân vị thứ nhất", "First quartile"),
        "q3" => ("Tứ phân vị thứ ba", "Third quartile"),
        "mean_percent" => ("Trung bình so với điểm tối đa (%)", "Mean, % of the maximum"),
        "share_full" => ("Tỷ lệ đơn vị đạt điểm tối đa (0–1)", "Share of units with full points (0–1)"),
        "share_zero" => ("Tỷ lệ đơn vị 0 điểm (0–1)", "Share of units with no points (0–1)"),
        _ => ("", ""),
    };
    lang.pick(vi, en)
}

/// The heading of a column of the groups' statistics.
pub(crate) fn group_column(name: &str, lang: Lang) -> &'static str {
    match name {
        "group" => lang.pick("Nhóm đơn vị", "Group of units"),
        "n" => lang.pick("Số đơn vị có kết quả", "Units with a score"),
        "missing" => lang.pick("Số đơn vị chưa có kết quả", "Units without a score"),
        "max" => column("max_points", lang),
        other => column(other, lang),
    }
}

/// The heading of a column of the units by band.
pub(crate) fn band_column(name: &str, lang: Lang) -> &'static str {
    match name {
        "band" => lang.pick("Mức xếp loại", "Band"),
        "from" => lang.pick("Từ điểm", "From score"),
        "n" => lang.pick("Số đơn vị", "Units"),
        _ => lang.pick("Tỷ lệ (0–1)", "Share (0–1)"),
    }
}
