//! Text files that say their own encoding, by a mark or in words.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes at the head in which an encoding may be named.
const HEAD: usize = 4096;

/// The text of a web page or an XML file: a byte order mark counts first, then what it says of itself, then UTF-8 if it is that.
pub(crate) fn declared(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    let named = named(&bytes[..bytes.len().min(HEAD)]);
    match named {
        // a page that is UTF-8 to the last byte is nothing else, whatever a template says
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8.decode_without_bom_handling(bytes).0,
        Some(encoding) if encoding != UTF_8 => encoding.decode_without_bom_handling(bytes).0,
        _ => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// What `charset=…` or `encoding="…"` names.
fn named(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    ["charset", "encoding"].into_iter().find_map(|key| {
        let rest = &head[head.find(key)? + key.len()..];
        let label = rest.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
        let label = label.split([' ', '"', '\'', '>', ';', '?', '/']).next()?;
        Encoding::for_label(label.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn marks_words_and_what_is_utf_8_anyway() {
        assert_eq!(declared("\u{feff}Tổ".as_bytes()), "Tổ");
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("Tổ".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(declared(&wide), "Tổ");
        assert_eq!(declared(b"<meta charset=windows-1258>\xd0\xe0"), "<meta charset=windows-1258>Đà");
        assert_eq!(declared("<meta charset=windows-1252>Tổ".as_bytes()), "<meta charset=windows-1252>Tổ");
        assert_eq!(declared(b"B\xb6o"), "B¶o");
    }
}
