//! An archive put together from fuzzed parts, so that changed bytes reach the XML and not only the packing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sheets::{Limits, read};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    fuzz::watch();
    if let Some(archive) = archive(bytes) {
        fuzz::hold(&read(&archive, &Limits::default()));
    }
});

/// Parts are divided by a line that begins with `@@` and names the next one.
fn archive(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut open = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"@@") {
            Some(name) => {
                writer.start_file(std::str::from_utf8(name).ok()?.trim_end(), stored).ok()?;
                open = true;
            }
            None if open => writer.write_all(line).ok()?,
            None => {}
        }
    }
    Some(writer.finish().ok()?.into_inner())
}
