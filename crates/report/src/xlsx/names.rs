//! Names of sheets that every spreadsheet accepts.

use crate::wording;
use scoring::Lang;
use std::collections::BTreeSet;

/// Longest name, in UTF-16 units.
const LONGEST: usize = 31;

/// One valid name a label, all different even without regard to case.
pub(crate) fn unique<'a>(labels: impl Iterator<Item = &'a str>, lang: Lang) -> Vec<String> {
    let mut taken = BTreeSet::new();
    labels
        .enumerate()
        .map(|(at, label)| {
            let cleaned = clean(label);
            let base = if cleaned.is_empty() { wording::untitled(at + 1, lang) } else { cleaned };
            let name = (1..)
                .map(|copy| if copy == 1 { cut(&base, "") } else { cut(&base, &format!(" ({copy})")) })
                .find(|name| !taken.contains(&name.to_lowercase()))
                .unwrap_or_default();
            taken.insert(name.to_lowercase());
            name
        })
        .collect()
}

/// Without the characters that are not allowed, and without the one name that is.
fn clean(label: &str) -> String {
    let replaced: String =
        label.chars().map(|c| if c.is_control() || "[]:*?/\\".contains(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = replaced.split_whitespace().collect();
    let name = words.join(" ").trim_matches('\'').to_owned();
    if name.eq_ignore_ascii_case("history") { format!("{name}_") } else { name }
}

/// The name with an ending, cut so that both fit.
fn cut(name: &str, ending: &str) -> String {
    let mut room = LONGEST.saturating_sub(ending.encode_utf16().count());
    let fits = |c: &char| {
        let fits = c.len_utf16() <= room;
        room = if fits { room - c.len_utf16() } else { 0 };
        fits
    };
    let kept: String = name.chars().take_while(fits).collect();
    format!("{}{ending}", kept.trim_end_matches(['\'', ' ']))
}

#[cfg(test)]
mod tests {
    use super::unique;
    use scoring::Lang;

    #[test]
    fn names_are_legal_and_differ() {
        let long = "Xây dựng chính quyền điện tử, chính quyền số";
        let labels = ["Biểu 1", "biểu 1", "", "a/b:c*[d]?", "'x'", "History", long, long];
        insta::assert_debug_snapshot!(unique(labels.into_iter(), Lang::Vi), @r#"
        [
            "Biểu 1",
            "biểu 1 (2)",
            "Bảng 3",
            "a b c d",
            "x",
            "History_",
            "Xây dựng chính quyền điện tử, c",
            "Xây dựng chính quyền điện t (2)",
        ]
        "#);
    }
}
