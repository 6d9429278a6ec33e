//! The files that a pattern such as `sheets/self/*` names, whatever form their diacritics are stored in. A pattern that
//! names a folder names everything below it.

use crate::bytes;
use crate::wording;
use glob::{MatchOptions, Pattern};
use scoring::Problem;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// A file of the campaign.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// Path inside the campaign, with `/`, in NFC: how it is named in findings.
    pub(crate) name: String,
    /// Where it really is.
    pub(crate) path: PathBuf,
}

/// The files a pattern names, sorted by name. Lock files of office programs and system files are left out with a note;
/// folders that can't be opened are errors.
pub(crate) fn matching(root: &Path, pattern: &str, problems: &mut Vec<Problem>) -> Vec<Found> {
    let pattern: String = pattern.replace('\\', "/").nfc().collect();
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/').to_owned();
    let wanted = match Wanted::new(&pattern) {
        Ok(wanted) => wanted,
        Err(error) => {
            problems.push(wording::bad_pattern(&pattern, error.msg));
            return Vec::new();
        }
    };
    // Folders before the first wildcard need no search; `..` in them is kept as it is.
    let wild = |part: &&str| part.contains(['*', '?', '[']);
    let fixed: Vec<&str> = pattern.split('/').take_while(|part| !wild(part)).collect();
    let fixed = fixed.join("/");
    let base = root.join(&fixed);
    let mut walk = Walk { wanted, above: Vec::new(), found: Vec::new(), problems };
    if base.is_dir() {
        let whole = fixed == pattern;
        walk.folder(&base, &fixed, whole);
    } else if base.exists() && fixed == pattern {
        walk.found.push(Found { name: fixed, path: base });
    }
    let mut found = walk.found;
    found.sort();
    let (skipped, kept) = found.into_iter().partition(|file: &Found| is_system(&file.name));
    let skipped: Vec<Found> = skipped;
    problems.extend(skipped.iter().map(|file| wording::system_file(&file.name)));
    kept
}

/// A pattern, and what its first parts say about folders.
struct Wanted {
    whole: Pattern,
    /// The pattern of the first part, of the first two, …; empty where folders of any depth may match.
    parts: Vec<Pattern>,
}

const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

impl Wanted {
    fn new(pattern: &str) -> Result<Self, glob::PatternError> {
        let parts: Vec<&str> = pattern.split('/').collect();
        let deep = parts.contains(&"**");
        let heads = (1..parts.len()).filter(|_| !deep).map(|count| Pattern::new(&parts[..count].join("/")));
        Ok(Self { whole: Pattern::new(pattern)?, parts: heads.collect::<Result<_, _>>()? })
    }

    fn matches(&self, name: &str) -> bool {
        name == self.whole.as_str() || self.whole.matches_with(name, OPTIONS)
    }

    /// Whether anything in this folder could match.
    fn leads_to(&self, folder: &str) -> bool {
        let depth = folder.split('/').count();
        self.whole.as_str().split('/').any(|part| part == "**")
            || self
                .parts
                .get(depth - 1)
                .is_some_and(|head| head.as_str() == folder || head.matches_with(folder, OPTIONS))
    }
}

struct Walk<'a> {
    wanted: Wanted,
    /// The real paths of the folders that we are in, to notice a link back to one of them.
    above: Vec<PathBuf>,
    found: Vec<Found>,
    problems: &'a mut Vec<Problem>,
}

impl Walk<'_> {
    /// Looks through a folder; `whole` when everything in it is wanted.
    fn folder(&mut self, folder: &Path, name: &str, whole: bool) {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if self.above.contains(&real) {
            self.problems.push(wording::folder_loop(name));
            return;
        }
        let unreadable = |error: std::io::Error| {
            let shown = if name.is_empty() { "." } else { name };
            wording::folder_unreadable(shown, &bytes::reason(&error))
        };
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.problems.push(unreadable(error)),
        };
        self.above.push(real);
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry, name, whole),
                Err(error) => self.problems.push(unreadable(error)),
            }
        }
        self.above.pop();
    }

    fn entry(&mut self, entry: &DirEntry, above: &str, whole: bool) {
        let file: String = entry.file_name().to_string_lossy().nfc().collect();
        let name = if above.is_empty() { file.clone() } else { format!("{above}/{file}") };
        let path = entry.path();
        let wanted = whole || self.wanted.matches(&name);
        if !path.is_dir() {
            if wanted {
                let odd = entry.file_name().to_str().is_none();
                self.problems.extend(odd.then(|| wording::odd_name(&name)));
                self.found.push(Found { name, path });
            }
        } else if is_system(&file) && wanted {
            self.problems.push(wording::system_file(&name));
        } else if wanted || self.wanted.leads_to(&name) {
            self.folder(&path, &name, wanted);
        }
    }
}

/// `~$Huy Bắc.xlsx`, `.~lock.Huy Bắc.xlsx#`, `.DS_Store`, `Thumbs.db`, and everything in `__MACOSX`.
pub(crate) fn is_system(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.starts_with("~$")
        || file.starts_with('.')
        || ["thumbs.db", "desktop.ini"].iter().any(|known| file.eq_ignore_ascii_case(known))
        || name.split('/').any(|part| part == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, b"x").unwrap();
        }
        folder
    }

    fn names(root: &Path, pattern: &str) -> (Vec<String>, Vec<&'static str>) {
        let mut problems = Vec::new();
        let found = matching(root, pattern, &mut problems).into_iter().map(|file| file.name).collect();
        (found, problems.into_iter().map(|problem| problem.kind).collect())
    }

    #[test]
    fn finds_names_in_either_form_and_leaves_lock_files_out() {
        let decomposed: String = "sheets/self/Tường Phù.xlsx".nfd().collect();
        let folder =
            folder(&[&decomposed, "sheets/self/Huy Bắc.xlsx", "sheets/self/~$Huy Bắc.xlsx", "sheets/self/.DS_Store"]);
        let both = vec!["sheets/self/Huy Bắc.xlsx".to_owned(), "sheets/self/Tường Phù.xlsx".to_owned()];
        let skipped = vec!["file-skipped"; 2];
        for pattern in ["sheets\\self\\*", "sheets/*", "sheets/self", "./sheets/self/", "sheets/**/*"] {
            assert_eq!(names(folder.path(), pattern), (both.clone(), skipped.clone()), "{pattern}");
        }
        assert_eq!(names(folder.path(), "sheets/self/Huy Bắc.xlsx").0.len(), 1);
        assert_eq!(names(folder.path(), "sheets/**/*.xlsx").0.len(), 2);
        assert_eq!(names(folder.path(), "sheets/*.xlsx").0.len(), 0);
        assert_eq!(names(folder.path(), "khong co/*"), (vec![], vec![]));
    }

    #[test]
    fn a_folder_that_matches_is_read_with_everything_below() {
        let folder = folder(&["s/a.csv", "s/b/c.csv", "s/b/d/e.csv", "s/__MACOSX/b/._c.csv", "t/f.csv", "s/.git/g"]);
        let (found, skipped) = names(folder.path(), "s/*");
        assert_eq!(found, ["s/a.csv", "s/b/c.csv", "s/b/d/e.csv"]);
        assert_eq!(skipped, ["file-skipped", "file-skipped"]);
        assert_eq!(names(folder.path(), "s/*.csv").0, ["s/a.csv"]);
        assert_eq!(names(folder.path(), "*/b").0, ["s/b/c.csv", "s/b/d/e.csv"]);
        assert_eq!(names(folder.path(), "*/b/c.csv").0, ["s/b/c.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_and_a_name_that_is_no_text_are_told() {
        use std::os::unix::ffi::OsStringExt;
        let folder = folder(&["s/a.csv"]);
        std::os::unix::fs::symlink(folder.path().join("s"), folder.path().join("s/again")).unwrap();
        assert_eq!(names(folder.path(), "s/*"), (vec!["s/a.csv".to_owned()], vec!["folder-loop"]));
        let odd = std::ffi::OsString::from_vec(b"s/\xff.csv".to_vec());
        // not every file system takes it
        if std::fs::write(folder.path().join(odd), b"x").is_ok() {
            let found = names(folder.path(), "s/*");
            assert_eq!(found.0, ["s/a.csv", "s/\u{fffd}.csv"]);
            assert!(found.1.contains(&"file-name"));
        }
    }
}
