//! Cells and shared texts in the form that nearly every program writes them, cut straight out of the XML. What has any other
//! form (entities, other tags or attributes, space between tags) is left to the XML reader, which takes twice as long.

/// A cell as it is written: `<c r="A1" s="1" t="s"><f>…</f><v>…</v></c>`, every piece but the outer tag optional.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cell<'a> {
    pub(super) at: Option<&'a str>,
    pub(super) style: Option<&'a str>,
    pub(super) kind: Option<&'a str>,
    pub(super) formula: Option<&'a str>,
    pub(super) value: Option<&'a str>,
}

/// The cell that the XML starts with and what follows it.
#[inline]
pub(super) fn cell(xml: &str) -> Option<(Cell<'_>, &str)> {
    let mut rest = xml.strip_prefix("<c")?;
    let mut found = Cell::default();
    loop {
        let (name, after) = match rest.as_bytes() {
            [b'>', ..] => break,
            [b'/', b'>', ..] => return Some((found, &rest[2..])),
            [b' ', name @ (b'r' | b's' | b't'), b'=', b'"', ..] => (*name, &rest[4..]),
            _ => return None,
        };
        // values of these attributes are short, so this is faster than a search
        let end = after.bytes().position(|letter| matches!(letter, b'"' | b'&' | b'<'))?;
        let value = Some(&after[..end]);
        rest = after[end..].strip_prefix('"')?;
        match name {
            b'r' => found.at = value,
            b's' => found.style = value,
            _ => found.kind = value,
        }
    }
    rest = &rest[1..];
    if let Some(inside) = rest.strip_prefix("<f>") {
        let (text, after) = text(inside)?;
        found.formula = Some(text);
        rest = after.strip_prefix("</f>")?;
    }
    if let Some(inside) = rest.strip_prefix("<v>") {
        let (text, after) = text(inside)?;
        found.value = Some(text);
        rest = after.strip_prefix("</v>")?;
    }
    Some((found, rest.strip_prefix("</c>")?))
}

/// The shared text that the XML starts with, and what follows it.
#[inline]
pub(super) fn string(xml: &str) -> Option<(&str, &str)> {
    let rest = xml.strip_prefix("<si><t")?;
    let rest = rest.strip_prefix(" xml:space=\"preserve\"").unwrap_or(rest).strip_prefix('>')?;
    let (text, rest) = text(rest)?;
    Some((text, rest.strip_prefix("</t></si>")?))
}

/// Text up to the next tag, if it means what is written.
#[inline]
fn text(xml: &str) -> Option<(&str, &str)> {
    let (text, rest) = xml.split_at(xml.find('<')?);
    (!text.bytes().any(|letter| matches!(letter, b'&' | b'\r'))).then_some((text, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_the_usual_form() {
        let full = Cell { at: Some("A1"), style: Some("2"), kind: Some("s"), formula: Some("B1"), value: Some("7") };
        assert_eq!(cell("<c r=\"A1\" s=\"2\" t=\"s\"><f>B1</f><v>7</v></c><c/>"), Some((full, "<c/>")));
        let blank = Cell { at: Some("A1"), ..Cell::default() };
        assert_eq!(cell("<c r=\"A1\"/></row>"), Some((blank, "</row>")));
        assert_eq!(cell("<c></c>"), Some((Cell::default(), "")));
    }

    #[test]
    fn everything_else_is_left_to_the_xml_reader() {
        for xml in [
            "<col min=\"1\"/>",
            "<c r='A1'/>",
            "<c  r=\"A1\"/>",
            "<c r=\"A&#49;\"/>",
            "<c r=\"A1\" cm=\"1\"/>",
            "<c><v>&lt;</v></c>",
            "<c> <v>1</v></c>",
            "<c><v>1</v><v>2</v></c>",
            "<c><f t=\"shared\" si=\"0\"/><v>1</v></c>",
            "<c><v>1</v>",
            "<c><v>1",
            "<c",
            "",
        ] {
            assert_eq!(cell(xml), None, "{xml}");
        }
    }

    #[test]
    fn shared_texts() {
        assert_eq!(string("<si><t>Đá</t></si><si>"), Some(("Đá", "<si>")));
        assert_eq!(string("<si><t xml:space=\"preserve\"> a </t></si>"), Some((" a ", "")));
        for xml in [
            "<si><r><t>a</t></r></si>",
            "<si><t>a &amp; b</t></si>",
            "<si><t>a</t><rPh/></si>",
            "<si><t/></si>",
            "<si><t>a\rb</t></si>",
        ] {
            assert_eq!(string(xml), None, "{xml}");
        }
    }
}
