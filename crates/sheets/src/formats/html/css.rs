//! The little of CSS that Excel writes into a web page: number formats, and what is not shown.

use crate::formats::number_format::NumberFormat;
use std::collections::BTreeMap;

/// Most classes that are kept.
const MOST: usize = 4_096;

/// What one class says.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) format: Option<NumberFormat>,
    pub(super) hidden: bool,
}

/// The classes of a style sheet, by name.
pub(super) fn classes(sheet: &str) -> BTreeMap<String, Said> {
    let mut found = BTreeMap::new();
    for rule in sheet.split('}').take(MOST) {
        let Some((names, body)) = rule.split_once('{') else { continue };
        let said = declarations(body);
        if said == Said::default() {
            continue;
        }
        for name in names.split(',').take(MOST).filter_map(|name| name.trim().rsplit_once('.')) {
            found.insert(name.1.to_owned(), said);
        }
    }
    found
}

/// The declarations of a class or of a `style` attribute.
pub(super) fn declarations(body: &str) -> Said {
    let mut said = Said::default();
    let mut rest = body;
    while let Some((name, after)) = rest.split_once(':') {
        let (value, next) = value(after);
        match name.trim().to_ascii_lowercase().as_str() {
            "mso-number-format" => said.format = Some(NumberFormat::new(code(&value))),
            "display" => said.hidden |= value.trim().eq_ignore_ascii_case("none"),
            _ => {}
        }
        rest = next;
    }
    said
}

/// A value up to its semicolon, escapes undone, and what follows.
fn value(text: &str) -> (String, &str) {
    let (mut value, mut quote) = (String::new(), None);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                let mut code = String::new();
                while let Some((_, digit)) = chars.next_if(|(_, c)| code.len() < 4 && c.is_ascii_hexdigit()) {
                    code.push(digit);
                }
                match u32::from_str_radix(&code, 16).ok().filter(|_| code.len() == 4).and_then(char::from_u32) {
                    Some(c) => value.push(c),
                    None if code.is_empty() => value.extend(chars.next().map(|(_, c)| c)),
                    None => value.push_str(&code),
                }
            }
            '"' | '\'' if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(c),
            ';' if quote.is_none() => return (value, &text[at + 1..]),
            c => value.push(c),
        }
    }
    (value, "")
}

/// The code that a name of Excel's stands for.
fn code(value: &str) -> &str {
    match value.trim().to_ascii_lowercase().as_str() {
        "percent" => "0.00%",
        "fixed" => "0.00",
        "standard" => "#,##0.00",
        "scientific" => "0.00E+00",
        "general" | "general number" => "General",
        "short date" | "medium date" | "long date" | "general date" => "dd/mm/yyyy",
        // longer ones than Excel allows are none
        _ if value.len() > 1_000 => "",
        _ => value.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_with_their_escapes() {
        let found = classes(
            ".xl65\n\t{mso-style-parent:style0;\n\tmso-number-format:\"0\\.00\";}\n.xl66 {mso-number-format:\"\\@\";display:none}",
        );
        let format = |code: &str| Some(NumberFormat::new(code));
        assert_eq!(found["xl65"].format, format("0.00"));
        assert_eq!(found["xl66"], Said { format: format("@"), hidden: true });
        assert_eq!(declarations("color:red;mso-number-format:Percent").format, format("0.00%"));
        assert_eq!(declarations("mso-number-format:\"\\0022x\\0022\\;0\"; display:none").format, format("\"x\";0"));
    }
}
