//! The files that a rubric imports: those of its own folder and below, wherever links lead.

use rubric::Unread;
use scoring::Text;
use std::io::{ErrorKind, Read};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Reads a file by its name relative to a rubric's folder. The name is a plain relative one; what it leads to is looked
/// at here, after links were followed.
pub(crate) fn read(folder: &Path, name: &str) -> Result<Vec<u8>, Unread> {
    let unreadable = |error: std::io::Error| Unread::Unreadable(crate::bytes::reason(&error));
    // A rubric that is named without a folder lies in the present one.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let root = folder.canonicalize().map_err(unreadable)?;
    let path = match root.join(name).canonicalize() {
        Ok(path) => path,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(Unread::Missing(beside(&root, name))),
        Err(error) => return Err(unreadable(error)),
    };
    if !path.starts_with(&root) {
        return Err(Unread::Outside);
    }
    if !path.is_file() {
        return Err(Unread::Unreadable(Text::new("đây không phải là tệp", "it is no file")));
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed is enough to be told that it is too much.
    let most = u64::try_from(rubric::FILE_SIZE).unwrap_or(u64::MAX).saturating_add(1);
    std::fs::File::open(&path).map_err(unreadable)?.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// The scripts in the folder in which a file was looked for, by names relative to the rubric's folder.
fn beside(root: &Path, name: &str) -> Vec<String> {
    let before = name.rfind('/').map_or("", |at| &name[..=at]);
    let Ok(entries) = std::fs::read_dir(root.join(before)) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().nfc().collect::<String>());
    let mut names: Vec<String> =
        names.filter(|name| name.ends_with(".rhai")).map(|name| format!("{before}{name}")).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that fails says where")]
    use super::read;
    use rubric::Unread;
    use std::path::PathBuf;

    /// A new folder with a rubric's folder in it and a file beside that.
    fn folder(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("parindex-imports-{}-{name}", std::process::id()));
        std::fs::create_dir_all(root.join("rubrics/below")).unwrap();
        std::fs::write(root.join("secret.rhai"), "secret").unwrap();
        std::fs::write(root.join("rubrics/chung.rhai"), "chung").unwrap();
        std::fs::write(root.join("rubrics/below/sau.rhai"), "sau").unwrap();
        root
    }

    #[test]
    fn files_of_the_folder_and_below_are_read() {
        let root = folder("read");
        let rubrics = root.join("rubrics");
        assert_eq!(read(&rubrics, "chung.rhai"), Ok(b"chung".to_vec()));
        assert_eq!(read(&rubrics, "below/sau.rhai"), Ok(b"sau".to_vec()));
        assert_eq!(read(&rubrics, "chug.rhai"), Err(Unread::Missing(vec!["chung.rhai".into()])));
        assert_eq!(read(&rubrics, "below/x.rhai"), Err(Unread::Missing(vec!["below/sau.rhai".into()])));
        assert_eq!(read(&rubrics, "nowhere/x.rhai"), Err(Unread::Missing(Vec::new())));
        assert!(matches!(read(&rubrics, "below"), Err(Unread::Unreadable(_))));
        assert_eq!(read(&rubrics, "../secret.rhai"), Err(Unread::Outside));
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    #[cfg(unix)]
    fn a_link_leads_nowhere_else() {
        use std::os::unix::fs::symlink;
        let root = folder("link");
        let rubrics = root.join("rubrics");
        symlink("../secret.rhai", rubrics.join("out.rhai")).unwrap();
        symlink("..", rubrics.join("up")).unwrap();
        symlink("chung.rhai", rubrics.join("in.rhai")).unwrap();
        symlink("nothing.rhai", rubrics.join("dead.rhai")).unwrap();
        assert_eq!(read(&rubrics, "out.rhai"), Err(Unread::Outside));
        assert_eq!(read(&rubrics, "up/secret.rhai"), Err(Unread::Outside));
        assert_eq!(read(&rubrics, "in.rhai"), Ok(b"chung".to_vec()));
        assert!(matches!(read(&rubrics, "dead.rhai"), Err(Unread::Missing(_))));
        // The rubric's own folder may be reached through a link.
        symlink("rubrics", root.join("linked")).unwrap();
        assert_eq!(read(&root.join("linked"), "below/sau.rhai"), Ok(b"sau".to_vec()));
        std::fs::remove_dir_all(root).unwrap();
    }
}
