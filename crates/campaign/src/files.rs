//! The files that a pattern such as `sheets/self/*` names, whatever form their diacritics are stored in.

use scoring::Problem;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

use crate::wording;

/// A file of the campaign.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// Path inside the campaign, with `/`, in NFC: how it is named in findings.
    pub(crate) name: String,
    /// Where it really is.
    pub(crate) path: PathBuf,
}

/// The files a pattern names, sorted by name. Lock files of office programs and system files are left out with a note.
pub(crate) fn matching(root: &Path, pattern: &str, problems: &mut Vec<Problem>) -> Vec<Found> {
    let pattern: String = pattern.replace('\\', "/").nfc().collect();
    let pattern = pattern.trim_start_matches("./").to_owned();
    let compiled = match glob::Pattern::new(&pattern) {
        Ok(compiled) => compiled,
        Err(error) => {
            problems.push(wording::bad_pattern(&pattern, error.msg));
            return Vec::new();
        }
    };
    // Folders before the first wildcard need no search; `..` in them is kept as it is.
    let wild = |part: &&str| part.contains(['*', '?', '[']);
    let fixed: Vec<&str> = pattern.split('/').take_while(|part| !wild(part)).collect();
    let (base, fixed) = match fixed.len() == pattern.split('/').count() {
        true => (root.join(&pattern), pattern.clone()),
        false => (root.join(fixed.join("/")), fixed.join("/")),
    };
    let mut found = Vec::new();
    if base.is_file() {
        found.push(Found { name: fixed, path: base });
    } else {
        walk(&base, &fixed, &mut found);
    }
    let options = glob::MatchOptions { case_sensitive: true, require_literal_separator: true, ..Default::default() };
    found.retain(|file| file.name == pattern || compiled.matches_with(&file.name, options));
    found.sort();
    let (skipped, kept) = found.into_iter().partition(|file| is_system_file(&file.name));
    let skipped: Vec<Found> = skipped;
    problems.extend(skipped.iter().map(|file| wording::system_file(&file.name)));
    kept
}

fn walk(folder: &Path, name: &str, found: &mut Vec<Found>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let file: String = entry.file_name().to_string_lossy().nfc().collect();
        let name = if name.is_empty() { file } else { format!("{name}/{file}") };
        let path = entry.path();
        if path.is_dir() {
            walk(&path, &name, found);
        } else {
            found.push(Found { name, path });
        }
    }
}

/// `~$Huy Bắc.xlsx`, `.~lock.Huy Bắc.xlsx#`, `.DS_Store`, `Thumbs.db`.
fn is_system_file(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.starts_with("~$") || file.starts_with('.') || file.eq_ignore_ascii_case("thumbs.db") || file == "desktop.ini"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_in_either_form_and_leaves_lock_files_out() {
        let folder = tempfile::tempdir().unwrap();
        let sheets = folder.path().join("sheets/self");
        std::fs::create_dir_all(&sheets).unwrap();
        let decomposed: String = "Tường Phù.xlsx".nfd().collect();
        for name in [decomposed.as_str(), "Huy Bắc.xlsx", "~$Huy Bắc.xlsx", ".DS_Store"] {
            std::fs::write(sheets.join(name), b"x").unwrap();
        }
        let mut problems = Vec::new();
        let found = matching(folder.path(), "sheets\\self\\*", &mut problems);
        let names: Vec<&str> = found.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["sheets/self/Huy Bắc.xlsx", "sheets/self/Tường Phù.xlsx"]);
        assert_eq!(problems.len(), 2);
        assert_eq!(matching(folder.path(), "sheets/self/Huy Bắc.xlsx", &mut problems).len(), 1);
        assert_eq!(matching(folder.path(), "sheets/*", &mut problems).len(), 0);
        assert_eq!(matching(folder.path(), "sheets/**/*.xlsx", &mut problems).len(), 2);
        assert!(matching(folder.path(), "khong co/*", &mut problems).is_empty());
    }
}
