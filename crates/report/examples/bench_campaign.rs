//! Writes a campaign of many units, one appraised workbook each, for `scripts/bench`. The same arguments give the same campaign.

use rust_xlsxwriter::{Format, FormatBorder, Formula, Workbook, Worksheet, XlsxError};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Three of these make a unit's name; no two names fold to the same key.
const SYLLABLES: [&str; 22] = [
    "Tân",
    "Huy",
    "Mường",
    "Phù",
    "Bắc",
    "Thượng",
    "Hạ",
    "Lang",
    "Gia",
    "Đá",
    "Suối",
    "Kim",
    "Nam",
    "Đông",
    "Tây",
    "Sơn",
    "Thành",
    "Hòa",
    "Bình",
    "Minh",
    "Yên",
    "Phong",
];
const HEADER: [&str; 8] = [
    "STT",
    "Lĩnh vực, tiêu chí, tiêu chí thành phần",
    "Điểm tối đa",
    "Điểm tự đánh giá",
    "Điểm thẩm định bước 2",
    "Tài liệu kiểm chứng",
    "Giải trình",
    "Ghi chú",
];
/// Columns of the maxima, the self-assessed and the appraised points.
const POINTS: std::ops::RangeInclusive<u16> = 2..=4;

/// A row of the rubric.
struct Node {
    code: String,
    title: String,
    max: f64,
    evidence: String,
    /// Names of the declared figures.
    figures: Vec<String>,
    /// Worked examples: figures and the points they give.
    examples: Vec<(Vec<String>, f64)>,
    /// Points that may be given.
    allowed: Vec<f64>,
    children: Vec<usize>,
}

/// What one unit's sheet says: self-assessed and appraised points by node, and the figures in their order.
struct Sheet {
    own: Vec<f64>,
    appraised: Vec<f64>,
    figures: Vec<String>,
}

/// `bench_campaign FOLDER UNITS RUBRIC.csv`, the last from `parindex rubric show --format csv` for FOLDER/rubric.rhai.
fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, units, rubric] = args.as_slice() else {
        return Err("usage: bench_campaign FOLDER UNITS RUBRIC.csv".into());
    };
    let (folder, units) = (Path::new(folder), units.parse()?);
    let mut nodes = rubric_of(rubric)?;
    read_examples(&std::fs::read_to_string(folder.join("rubric.rhai"))?, &mut nodes)?;
    std::fs::create_dir_all(folder.join("sheets/round2"))?;
    std::fs::create_dir_all(folder.join("data"))?;
    let mut list = "code,name,group\n".to_owned();
    let mut previous = "unit,score\n".to_owned();
    let addresses = nodes.iter().flat_map(|node| node.figures.iter().map(move |name| format!(",{}.{name}", node.code)));
    let mut figures = format!("unit{}\n", addresses.collect::<String>());
    for unit in 0..units {
        let mut draw = Draw(unit as u64 * 7919 + 1);
        let name = name(unit);
        let sheet = sheet(&nodes, &mut draw);
        let declared: String = sheet.figures.iter().map(|figure| format!(",{figure}")).collect();
        writeln!(list, "{:05},{name},Huyện {}", unit + 1, 1 + unit % 12)?;
        writeln!(previous, "{name},{}.{:02}", 50 + draw.below(45), draw.below(100))?;
        writeln!(figures, "{:05}{declared}", unit + 1)?;
        workbook(unit, &name, &nodes, &sheet)?.save(folder.join(format!("sheets/round2/{name}.xlsx")))?;
    }
    std::fs::write(folder.join("units.csv"), list)?;
    std::fs::write(folder.join("previous.csv"), previous)?;
    std::fs::write(folder.join("data/figures.csv"), figures)?;
    std::fs::write(folder.join("campaign.toml"), SETTINGS)?;
    Ok(())
}

const SETTINGS: &str = r#"rubric   = "rubric.rhai"
units    = "units.csv"
previous = { year = 2021, file = "previous.csv" }
as_of    = 2023-01-05

[[sheets]]
round    = "round2"
files    = "sheets/round2/*"

[[data]]
files    = "data/*.csv"
"#;

fn rubric_of(file: &str) -> Outcome<Vec<Node>> {
    let mut nodes: Vec<Node> = Vec::new();
    for row in csv::Reader::from_path(file)?.records() {
        let row = row?;
        let [code, title, max, evidence, figures, choices] =
            [0, 2, 3, 5, 7, 8].map(|at| row.get(at).unwrap_or_default());
        if code.is_empty() {
            continue;
        }
        let parent = code.rsplit_once('.').map_or("", |(parent, _)| parent);
        let place = nodes.len();
        if let Some(parent) = nodes.iter_mut().find(|node| node.code == parent) {
            parent.children.push(place);
        }
        let max: f64 = max.parse()?;
        let mut allowed: Vec<f64> =
            choices.lines().filter_map(|line| line.rsplit_once(": ")?.1.replace(',', ".").parse().ok()).collect();
        if allowed.is_empty() {
            allowed = (0..=20).map(|step| max - f64::from(step) * 0.25).take_while(|points| *points >= 0.0).collect();
        }
        nodes.push(Node {
            code: code.to_owned(),
            title: title.to_owned(),
            max,
            evidence: evidence.to_owned(),
            examples: Vec::new(),
            figures: figures.lines().filter_map(|line| Some(line.split_once(": ")?.0.to_owned())).collect(),
            allowed,
            children: Vec::new(),
        });
    }
    Ok(nodes)
}

/// Takes over the worked examples that the script gives for its rules: `.example([40, 40], 2.5)`.
fn read_examples(script: &str, nodes: &mut [Node]) -> Outcome<()> {
    let mut code = "";
    for line in script.lines() {
        code = line.split_once("criterion(\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or(code);
        for example in line.split(".example([").skip(1) {
            let (figures, rest) = example.split_once("], ").ok_or("an example without figures")?;
            let points = rest.split(')').next().unwrap_or_default().parse()?;
            if let Some(node) = nodes.iter_mut().find(|node| node.code == code) {
                node.examples.push((figures.split(", ").map(str::to_owned).collect(), points));
            }
        }
    }
    Ok(())
}

fn name(unit: usize) -> String {
    let count = SYLLABLES.len();
    [unit, unit / count, unit / count / count].map(|at| SYLLABLES[at % count]).join(" ")
}

fn sheet(nodes: &[Node], draw: &mut Draw) -> Sheet {
    let mut sheet = Sheet { own: vec![0.0; nodes.len()], appraised: vec![0.0; nodes.len()], figures: Vec::new() };
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.children.is_empty()) {
        sheet.appraised[at] = match node.examples.as_slice() {
            [] => node.allowed[draw.below(node.allowed.len())],
            examples => {
                let (figures, points) = &examples[draw.below(examples.len())];
                sheet.figures.extend(figures.iter().cloned());
                *points
            }
        };
        sheet.own[at] = if draw.below(3) == 0 { node.max } else { sheet.appraised[at] };
    }
    for points in [&mut sheet.own, &mut sheet.appraised] {
        for (at, node) in nodes.iter().enumerate().rev().filter(|(_, node)| !node.children.is_empty()) {
            points[at] = node.children.iter().map(|child| points[*child]).sum();
        }
    }
    sheet
}

/// One sheet as an office sends it: letterhead, titles, table with live sums, signatures.
fn workbook(unit: usize, name: &str, nodes: &[Node], scores: &Sheet) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Thẩm định")?;
    let (plain, cell) = (Format::new().set_bold(), Format::new().set_border(FormatBorder::Thin).set_text_wrap());
    for (at, width) in [8, 50, 12, 12, 12, 40, 40, 16].into_iter().enumerate() {
        sheet.set_column_width(at as u16, width)?;
    }
    sheet.merge_range(0, 0, 0, 1, "UBND HUYỆN", &plain)?;
    sheet.merge_range(0, 3, 0, 7, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &plain)?;
    sheet.merge_range(1, 0, 1, 1, &format!("Đơn vị: UBND xã {name}"), &plain)?;
    sheet.merge_range(1, 3, 1, 7, "Độc lập - Tự do - Hạnh phúc", &plain)?;
    sheet.merge_range(3, 0, 3, 7, "BẢNG THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", &plain)?;
    for (at, text) in (0..).zip(HEADER) {
        sheet.write_with_format(5, at, text, &cell)?;
        sheet.write_with_format(6, at, format!("({})", at + 1), &cell)?;
    }
    for (at, node) in nodes.iter().enumerate() {
        body(sheet, at, node, unit, scores, &cell)?;
    }
    total(sheet, nodes, scores, &cell)?;
    let end = row(nodes.len());
    sheet.merge_range(end + 2, 3, end + 2, 7, "Ngày 28 tháng 12 năm 2022", &plain)?;
    sheet.write_with_format(end + 3, 1, "NGƯỜI LẬP BIỂU", &plain)?;
    sheet.merge_range(end + 3, 3, end + 3, 7, "TM. ỦY BAN NHÂN DÂN", &plain)?;
    faults(sheet, unit, nodes, &cell)?;
    Ok(workbook)
}

/// The row of a node.
fn row(at: usize) -> u32 {
    7 + at as u32
}

fn body(
    sheet: &mut Worksheet,
    at: usize,
    node: &Node,
    unit: usize,
    scores: &Sheet,
    cell: &Format,
) -> Result<(), XlsxError> {
    let here = row(at);
    sheet.write_with_format(here, 0, &node.code, cell)?;
    sheet.write_with_format(here, 1, &node.title, cell)?;
    for (col, points) in POINTS.zip([node.max, scores.own[at], scores.appraised[at]]) {
        match node.children.as_slice() {
            [] => sheet.write_with_format(here, col, points, cell)?,
            children if col > 2 => sheet.write_with_format(here, col, sum(children, col, points), cell)?,
            _ => sheet.write_with_format(here, col, points, cell)?,
        };
    }
    for col in 5..8 {
        sheet.write_blank(here, col, cell)?;
    }
    if node.children.is_empty() {
        let text = format!("{} số {}/BC-UBND", node.evidence, 1 + (unit * 13 + at * 7) % 300);
        sheet.write_with_format(here, 5, text, cell)?;
        if (unit + at).is_multiple_of(2) {
            let text = format!("Đã thực hiện theo kế hoạch, hoàn thành {}% trong năm", 60 + (unit * 3 + at) % 41);
            sheet.write_with_format(here, 6, text, cell)?;
        }
    }
    Ok(())
}

fn total(sheet: &mut Worksheet, nodes: &[Node], scores: &Sheet, cell: &Format) -> Result<(), XlsxError> {
    let domains: Vec<usize> = (0..nodes.len()).filter(|at| !nodes[*at].code.contains('.')).collect();
    let end = row(nodes.len());
    sheet.write_with_format(end, 1, "TỔNG CỘNG", cell)?;
    let maxima: Vec<f64> = nodes.iter().map(|node| node.max).collect();
    for (col, points) in POINTS.zip([&maxima, &scores.own, &scores.appraised]) {
        let whole = domains.iter().map(|at| points[*at]).sum();
        sheet.write_with_format(end, col, sum(&domains, col, whole), cell)?;
    }
    Ok(())
}

/// A live sum of some rows of a column with its value.
fn sum(rows: &[usize], col: u16, value: f64) -> Formula {
    let letter = ["C", "D", "E"][usize::from(col - POINTS.start())];
    let cells: Vec<String> = rows.iter().map(|at| format!("{letter}{}", row(*at) + 1)).collect();
    Formula::new(format!("SUM({})", cells.join(","))).set_result(value.to_string())
}

/// What people get wrong: of a hundred sheets three lack a score, two have one that is too high, one has words.
fn faults(sheet: &mut Worksheet, unit: usize, nodes: &[Node], cell: &Format) -> Result<(), XlsxError> {
    let entered: Vec<usize> =
        (0..nodes.len()).filter(|at| nodes[*at].children.is_empty() && nodes[*at].figures.is_empty()).collect();
    let at = entered[unit % entered.len()];
    match unit % 100 {
        7 | 40 | 73 => sheet.write_blank(row(at), 4, cell)?,
        21 | 88 => sheet.write_with_format(row(at), 4, nodes[at].max + 1.0, cell)?,
        55 => sheet.write_with_format(row(at), 4, "Đạt", cell)?,
        _ => return Ok(()),
    };
    Ok(())
}

/// A small generator of numbers that look random.
struct Draw(u64);

impl Draw {
    /// A number from 0 up to, without, `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}
