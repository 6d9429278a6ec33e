//! Reading whole files, with reasons that a clerk understands.

use scoring::Text;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Why a file is not read.
pub(crate) enum Refusal {
    /// It has more bytes than it may: so many.
    TooLarge(u64),
    /// It can't be opened.
    Unreadable(Text),
}

/// The bytes of a file, or why it can't be read.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Text> {
    read_up_to(path, u64::MAX).map_err(|refusal| match refusal {
        Refusal::Unreadable(why) => why,
        Refusal::TooLarge(size) => Text::same(format!("{size} bytes")),
    })
}

/// The same for a file of at most so many bytes; a larger one is not opened.
pub(crate) fn read_up_to(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let failed = |error: io::Error| Refusal::Unreadable(reason(&error));
    let about = std::fs::metadata(path).map_err(failed)?;
    // a pipe or a device would never end
    if !about.is_file() && !about.is_dir() {
        return Err(Refusal::Unreadable(Text::new("đây không phải tệp thường", "it is no ordinary file")));
    }
    if about.len() > most && about.is_file() {
        return Err(Refusal::TooLarge(about.len()));
    }
    std::fs::read(path).map_err(failed)
}

/// Why the system refuses, in words of a clerk.
pub(crate) fn reason(error: &io::Error) -> Text {
    match error.kind() {
        ErrorKind::NotFound => Text::new("không có tệp này", "there is no such file"),
        ErrorKind::PermissionDenied => Text::new(
            "không có quyền đọc, hoặc tệp đang mở trong Excel",
            "no permission to read, or it is open in Excel",
        ),
        // Windows reports a file that Excel holds as a sharing violation, 32.
        _ if error.raw_os_error() == Some(32) && cfg!(windows) => {
            Text::new("tệp đang mở trong Excel", "the file is open in Excel")
        }
        _ => Text::same(error.to_string()),
    }
}

/// Text in UTF-8, with or without a byte order mark.
pub(crate) fn text(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}
