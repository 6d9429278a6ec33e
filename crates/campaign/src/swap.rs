//! Writing a folder so that an interruption leaves the last good one whole.
//!
//! The new folder is written beside the old one and takes its place in one step where the system can exchange two
//! names (Linux); elsewhere in two renames, and what an interruption between them leaves is mended by the next run.

use crate::outputs::Written;
use crate::wording;
use scoring::Problem;
use std::io;
use std::path::{Path, PathBuf};

/// The file that marks a folder as ours: nothing else is ever replaced.
const MARK: &str = "receipt.json";

/// Writes files, by their paths with `/`, as the new content of `out`.
///
/// # Errors
/// A problem when `out` holds something else than outputs, or when the disk refuses.
pub(crate) fn replace(out: &Path, files: &[(String, Vec<u8>)]) -> Result<Written, Problem> {
    let shown = out.display().to_string();
    let failed = |error: io::Error| wording::not_written(&shown, &error.to_string());
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    std::fs::create_dir_all(&parent).map_err(failed)?;
    let old = aside(&parent, out, "old");
    if !out.exists() && old.exists() {
        std::fs::rename(&old, out).map_err(failed)?;
    }
    if !is_ours(out) {
        return Err(wording::foreign_folder(&shown));
    }
    let new = tempfile::Builder::new().prefix(".parindex-").tempdir_in(&parent).map_err(failed)?;
    for (name, bytes) in files {
        let path = new.path().join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        std::fs::write(path, bytes).map_err(failed)?;
    }
    readable_by_others(new.path()).map_err(failed)?;
    match put(new.path(), out, &old) {
        Ok(()) => Ok(Written { folder: out.to_owned(), problems: Vec::new() }),
        // A file open in Excel holds its folder on Windows: the new result stays under another name.
        Err(error) => {
            let kept = (1..1000).map(|n| aside(&parent, out, &format!("new-{n}"))).find(|path| !path.exists());
            let kept = kept.ok_or_else(|| failed(error))?;
            std::fs::rename(new.keep(), &kept).map_err(failed)?;
            let problem = wording::kept_aside(&shown, &kept.display().to_string());
            Ok(Written { folder: kept, problems: vec![problem] })
        }
    }
}

/// `out` → `out.old` beside it.
fn aside(parent: &Path, out: &Path, ending: &str) -> PathBuf {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    parent.join(format!("{name}.{ending}"))
}

/// Whether a folder may be replaced: it is not there, empty, or one of our outputs.
fn is_ours(out: &Path) -> bool {
    match std::fs::read_dir(out) {
        Ok(mut entries) => out.join(MARK).is_file() || entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

fn put(new: &Path, out: &Path, old: &Path) -> io::Result<()> {
    if !out.exists() {
        return std::fs::rename(new, out);
    }
    if exchange(new, out).is_ok() {
        // What is now in `new` is the old content; it goes with the temporary folder.
        return Ok(());
    }
    if old.exists() {
        std::fs::remove_dir_all(old)?;
    }
    std::fs::rename(out, old)?;
    match std::fs::rename(new, out) {
        Ok(()) => {
            // The result is in place; an old folder that can't be removed is only litter.
            let _ = std::fs::remove_dir_all(old);
            Ok(())
        }
        Err(error) => std::fs::rename(old, out).and(Err(error)),
    }
}

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Temporary folders are private to their owner; outputs are not.
#[cfg(unix)]
fn readable_by_others(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(name: &str) -> Vec<(String, Vec<u8>)> {
        vec![("receipt.json".into(), b"{}".to_vec()), (format!("data/{name}.csv"), b"x".to_vec())]
    }

    #[test]
    fn a_new_result_replaces_the_old_one_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        replace(&out, &content("a")).unwrap();
        replace(&out, &content("b")).unwrap();
        assert!(out.join("data/b.csv").is_file());
        assert!(!out.join("data/a.csv").exists());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("Tài liệu");
        std::fs::create_dir(&out).unwrap();
        std::fs::write(out.join("thư.docx"), b"x").unwrap();
        assert_eq!(replace(&out, &content("a")).unwrap_err().kind, "output-folder");
        assert!(out.join("thư.docx").is_file());
    }

    #[test]
    fn an_interrupted_swap_is_mended() {
        let folder = tempfile::tempdir().unwrap();
        let (out, old) = (folder.path().join("out"), folder.path().join("out.old"));
        replace(&out, &content("a")).unwrap();
        std::fs::rename(&out, &old).unwrap();
        replace(&out, &content("b")).unwrap();
        assert!(out.join("data/b.csv").is_file() && !old.exists());
    }
}
