//! What is told, written down: snapshots for each word, and the page of mistakes.

use crate::judge::{Told, judge};
use crate::{make, others};
use scoring::{Lang, Place, Problem};
use std::path::Path;

/// The file holds the text; `UPDATE_DOCS=1` writes it.
pub(crate) fn hold(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = written.lines().zip(text.lines()).find(|(old, new)| old != new);
    assert!(written == text, "UPDATE_DOCS=1 cargo test -p rubric --test slips\n{}: {differs:#?}", path.display());
}

/// The line with a mark under the place, as a compiler shows it.
fn marked(problem: &Problem, indent: &str) -> Option<String> {
    let context = problem.context.as_ref()?;
    let pad: String = context.line.chars().take(context.start).map(|c| if c == '\t' { c } else { ' ' }).collect();
    let mark = "^".repeat(context.end.saturating_sub(context.start).max(1));
    Some(format!("{indent}{}\n{indent}{pad}{mark}\n", context.line))
}

/// One block for each slip. Slips about which the same is told share one.
pub(crate) fn blocks(told: &[Told]) -> String {
    let mut text = String::new();
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut first = String::new();
    for one in told {
        let mut body = String::new();
        if let Some(why) = one.harmless {
            body = format!("harmless: {why}\n");
        }
        for problem in &one.problems {
            if let Place::File(_) = problem.place {
                body.push_str("(the file)\n");
            }
            body.push_str(&format!(
                "vi {} {}\n   → {}\nen {}\n   → {}\n",
                problem.kind, problem.message.vi, problem.help.vi, problem.message.en, problem.help.en
            ));
        }
        let statement = one.script.statement.replace('\n', "\n  ");
        let shown = match one.problems.as_slice() {
            [only] if !one.script.statement.contains('\n') => marked(only, "  ").unwrap_or_default(),
            [] => format!("  {statement}\n"),
            problems => problems.iter().filter_map(|problem| marked(problem, "  ")).collect(),
        };
        let key = (one.what.clone(), one.problems.iter().map(general).collect::<String>());
        if seen.contains(&key) {
            let told: Vec<&str> = one.problems.iter().map(|problem| problem.message.vi.as_str()).collect();
            text.push_str(&format!("also {} · {}\n", differing(&first, &one.script.statement), told.join(" · ")));
            continue;
        }
        seen.push(key);
        first.clone_from(&one.script.statement);
        text.push_str(&format!("\n── {}\n{shown}{body}", one.what));
    }
    text.trim_start().to_owned()
}

/// What of a statement is not as in another, with the word that it belongs to.
fn differing(first: &str, statement: &str) -> String {
    let same = first.chars().zip(statement.chars()).take_while(|(a, b)| a == b).count();
    let start: String = statement.chars().take(same).collect();
    let from = start.rfind(").").map_or(0, |at| at + 1);
    let shown: String = statement[from..].chars().take(48).collect();
    shown.replace('\n', "⏎")
}

/// The kind and what is to be done, without what is quoted from the script.
fn general(problem: &Problem) -> String {
    let quoted = |c: char| matches!(c, '"' | '«' | '»' | '0'..='9');
    let help: String = problem.help.vi.split(quoted).step_by(2).collect();
    format!("{} {help}\n", problem.kind)
}

/// The slips with words that the page shows, one of each kind.
const SHOWN: [(&str, &str, &str, &str); 12] = [
    ("below", "too few values", "Thiếu giá trị", "Too few values"),
    ("choice", "too many values", "Thừa giá trị", "Too many values"),
    ("choice", "decimal comma", "Dấu phẩy thập phân", "A decimal comma"),
    ("criterion", "wrong kind", "Sai loại giá trị", "A value of the wrong kind"),
    ("percent", "out of range", "Tên số liệu không có", "A figure that is not there"),
    ("year", "out of range", "Ngoài khoảng cho phép", "Out of range"),
    ("choice", "wrong order", "Sai thứ tự", "The wrong order"),
    ("by", "said twice", "Ghi hai lần", "Said twice"),
    ("choice", "word on the wrong thing", "Từ đặt sai chỗ", "A word on the wrong thing"),
    ("evidence", "misspelt word", "Gõ sai từ", "A misspelt word"),
    ("evidence", "missing point", "Thiếu dấu chấm", "A missing point"),
    ("evidence", "Word's quotation marks", "Dấu ngoặc kép của Word", "Word's quotation marks"),
];

/// Names of the other slips in Vietnamese, in their order.
fn titled(topic: &str, lang: Lang) -> &'static str {
    match topic {
        "structure" => lang.pick("Cấu trúc bộ tiêu chí", "The structure of a rubric"),
        "rules" => lang.pick("Mức, quy tắc, điều kiện", "Tiers, rules, conditions"),
        "signs" => lang.pick("Dấu và ký tự", "Signs and characters"),
        _ => lang.pick("Quy tắc bằng hàm", "Rules of code"),
    }
}

/// The page of mistakes in one language.
pub(crate) fn page(lang: Lang) -> String {
    let mut text = lang
        .pick(
            "# Các lỗi khi viết bộ tiêu chí\n\nLập từ chương trình; đừng sửa tay. Mỗi loại lỗi có một ví dụ: câu sai với chỗ được đánh dấu, \
             chương trình nói gì, và phải gõ gì.\n",
            "# Mistakes in a rubric\n\nMade from the program; not to be edited. Each kind of mistake with one example: the wrong \
             statement with the marked place, what the program says, and what to type.\n",
        )
        .to_owned();
    let mut entry = |title: &str, told: &Told| {
        let Some(problem) = told.problems.first() else { return };
        text.push_str(&format!("\n{title}\n\n"));
        text.push_str(&marked(problem, "    ").map(|line| format!("{line}\n")).unwrap_or_default());
        let (message, help) = (problem.message.get(lang), problem.help.get(lang));
        text.push_str(&format!("`{}`: {message}  \n→ {help}\n", problem.kind));
    };
    let mut unheld = Vec::new();
    entry_heading(&mut entry, lang, &mut unheld);
    for (topic, slips) in others::all() {
        for (at, slip) in slips.iter().enumerate() {
            let told = judge(slip, &mut unheld);
            let heading = if at == 0 { format!("## {}", titled(topic, lang)) } else { String::new() };
            entry(heading.trim(), &told);
        }
    }
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text
}

fn entry_heading(entry: &mut dyn FnMut(&str, &Told), lang: Lang, unheld: &mut Vec<String>) {
    for (at, (word, what, vi, en)) in SHOWN.into_iter().enumerate() {
        let slips: Vec<_> = rubric::forms(word).flat_map(make::slips).collect();
        let slip = slips.iter().find(|slip| slip.what == what).unwrap_or_else(|| panic!("no {what} of {word}"));
        let section = if at == 0 { lang.pick("## Các từ\n\n", "## Words\n\n") } else { "" };
        entry(&format!("{section}### {}", lang.pick(vi, en)), &judge(slip, unheld));
    }
}
