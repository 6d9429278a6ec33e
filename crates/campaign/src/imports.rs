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
