//! What is said of a command that can't be carried out as it was typed.

use scoring::{Problem, Text};

/// Kind of all these findings.
const KIND: &str = "command";

fn wrong(vi: String, en: String) -> Problem {
    Problem::error(KIND, Text::new(vi, en))
}

/// «a», «b» – quoted in the way of each language.
fn quoted(words: &[String]) -> (String, String) {
    let each = |open: char, close: char| {
        words.iter().map(|word| format!("{open}{word}{close}")).collect::<Vec<_>>().join(", ")
    };
    (each('«', '»'), each('“', '”'))
}

fn did_you_mean(near: &[String]) -> Text {
    if near.is_empty() {
        return Text::default();
    }
    let (vi, en) = quoted(near);
    Text::new(format!("có phải là {vi}?"), format!("did you mean {en}?"))
}

fn one_of(valid: &[String]) -> Text {
    if valid.is_empty() {
        return Text::default();
    }
    let valid = valid.join(", ");
    Text::new(format!("dùng được: {valid}"), format!("it may be: {valid}"))
}

pub(crate) fn no_such_command(word: &str, near: &[String]) -> Problem {
    wrong(format!("không có lệnh «{word}»"), format!("there is no command “{word}”")).with_help(did_you_mean(near))
}

pub(crate) fn command_missing() -> Problem {
    wrong("chưa có lệnh nào".into(), "there is no command".into())
}

pub(crate) fn no_such_option(option: &str, near: &[String]) -> Problem {
    wrong(format!("lệnh này không có tùy chọn «{option}»"), format!("this command has no option “{option}”"))
        .with_help(did_you_mean(near))
}

/// A word behind the last one that a command takes: mostly a path or name with blanks that was not quoted.
pub(crate) fn word_too_many(word: &str) -> Problem {
    wrong(format!("thừa «{word}»: lệnh không nhận thêm gì ở chỗ này"), format!("“{word}” is one word too many"))
        .with_help(Text::new(
            "đường dẫn hay tên có dấu cách thì đặt trong dấu \"…\"",
            "put a path or a name with blanks between \"…\"",
        ))
}

pub(crate) fn argument_missing(names: &str) -> Problem {
    wrong(format!("thiếu {names}"), format!("{names} is missing"))
}

pub(crate) fn value_missing(option: &str, valid: &[String]) -> Problem {
    wrong(format!("sau «{option}» chưa có giá trị"), format!("there is no value after “{option}”"))
        .with_help(one_of(valid))
}

pub(crate) fn value_wrong(value: &str, option: &str, valid: &[String]) -> Problem {
    wrong(format!("«{value}» không dùng được cho «{option}»"), format!("“{value}” is no value of “{option}”"))
        .with_help(one_of(valid))
}

pub(crate) fn option_twice(option: &str) -> Problem {
    wrong(format!("«{option}» chỉ ghi được một lần"), format!("“{option}” can be given only once"))
}

/// Anything else, in the words of the library that reads commands.
pub(crate) fn command_wrong(said: &str) -> Problem {
    wrong(format!("không hiểu lệnh này ({said})"), format!("this command is not understood ({said})"))
}

/// Adds how the command is typed, and where to read more.
pub(crate) fn with_usage(problem: Problem, usage: &str) -> Problem {
    let (mut vi, mut en) = (problem.help.vi.clone(), problem.help.en.clone());
    for (text, how, more) in
        [(&mut vi, "cách dùng", "thêm --help để đọc hướng dẫn"), (&mut en, "usage", "add --help to read more")]
    {
        let mut lines: Vec<String> = Vec::new();
        lines.extend((!text.is_empty()).then(|| text.clone()));
        lines.extend((!usage.is_empty()).then(|| format!("{how}: {usage}")));
        lines.push(more.to_owned());
        *text = lines.join("\n");
    }
    problem.with_help(Text::new(vi, en))
}
