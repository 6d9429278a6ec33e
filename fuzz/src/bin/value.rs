//! The text of one cell: as a score, as a figure, as a maximum and as a code.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sheets::{Limits, number, read};

fuzz_target!(|text: &str| {
    fuzz::watch();
    if let Some(value) = number(text) {
        assert!(text.contains(|c: char| c.is_ascii_digit()), "{text:?} was read as {value}");
        assert_eq!(number(&value.normalize().to_string().replace('.', ",")).is_some(), !doubtful(&value), "{value}");
    }
    let cell = text.replace('"', "\"\"");
    let sheet = format!(
        "STT;Tiêu chí;Điểm tối đa;Điểm tự đánh giá\n1.1;Ban hành kế hoạch cải cách hành chính;0,5;\"{cell}\"\n\
         1.2.1;Mức độ hoàn thành nhiệm vụ được giao;\"{cell}\";1\n;Số nhiệm vụ hoàn thành;;\"{cell}\"\n\
         \"{cell}\";Sáng kiến trong triển khai;0,5;0,25\n1.3;\"{cell}\";1,5;1\n"
    );
    fuzz::hold(&read(sheet.as_bytes(), &Limits::default()));
});

/// `1,234` has two readings when it is typed again without its zeros.
fn doubtful(value: &impl ToString) -> bool {
    let text = value.to_string();
    let text = text.trim_start_matches('-');
    let text = if text.contains('.') { text.trim_end_matches('0') } else { text };
    text.split_once('.').is_some_and(|(whole, fraction)| fraction.len() == 3 && whole.len() <= 3 && whole != "0")
}
