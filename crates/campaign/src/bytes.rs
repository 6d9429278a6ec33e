//! Reading whole files, with reasons that a clerk understands.

use scoring::Text;
use std::io::ErrorKind;
use std::path::Path;

/// The bytes of a file, or why it can't be read.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Text> {
    std::fs::read(path).map_err(|error| reason(&error))
}

/// Why a file can't be read.
pub(crate) fn reason(error: &std::io::Error) -> Text {
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
