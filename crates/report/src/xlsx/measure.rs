//! How much room words take in Times New Roman, near enough to choose widths and heights.

/// Screen pixels of one character of column width, and the padding of a column.
const DIGIT_PIXELS: f64 = 7.0;
const PADDING_PIXELS: f64 = 5.0;

/// Height of a line over the size of its letters.
const LINE: f64 = 1.22;

/// A font as far as measuring needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Font {
    /// Size in points.
    pub(crate) size: f64,
    /// Whether it is bold.
    pub(crate) bold: bool,
}

impl Font {
    /// Height of some lines in points.
    pub(crate) fn height(self, lines: usize) -> f64 {
        self.size * LINE * real(lines)
    }

    /// Width of a text in pixels.
    pub(crate) fn pixels(self, text: &str) -> f64 {
        let thousandths: f64 = text.chars().map(|c| f64::from(advance(c))).sum();
        let bold = if self.bold { 1.1 } else { 1.0 };
        thousandths / 1000.0 * self.size * 96.0 / 72.0 * bold
    }

    /// Width in characters of a column that holds a text on one line.
    pub(crate) fn characters(self, text: &str) -> f64 {
        (self.pixels(text) + 3.0) / DIGIT_PIXELS
    }

    /// Lines that a text takes in a column of so many characters, broken between words; a longer word is broken itself.
    pub(crate) fn lines(self, text: &str, characters: f64) -> usize {
        let room = (pixels(characters) - PADDING_PIXELS - 2.0).max(1.0);
        text.lines().map(|line| self.wrapped(line, room)).sum::<usize>().max(1)
    }

    fn wrapped(self, line: &str, room: f64) -> usize {
        let space = self.pixels(" ");
        let (mut lines, mut used) = (1, 0.0);
        for word in line.split(' ') {
            let width = self.pixels(word);
            if used > 0.0 && used + space + width <= room {
                used += space + width;
                continue;
            }
            if used > 0.0 {
                lines += 1;
            }
            used = width;
            while used > room {
                lines += 1;
                used -= room;
            }
        }
        lines
    }

    /// The widest word of a text in pixels.
    pub(crate) fn widest_word(self, text: &str) -> f64 {
        text.split_whitespace().map(|word| self.pixels(word)).fold(0.0, f64::max)
    }
}

/// Pixels of a column of so many characters.
pub(crate) fn pixels(characters: f64) -> f64 {
    characters * DIGIT_PIXELS + PADDING_PIXELS
}

/// Characters of a column that shows so many pixels of text.
pub(crate) fn characters(pixels: f64) -> f64 {
    (pixels + 3.0) / DIGIT_PIXELS
}

/// A small count as a real number.
pub(crate) fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Advance width of a letter in thousandths of the size of the font.
fn advance(c: char) -> u16 {
    match c {
        '\u{300}'..='\u{36f}' => 0,
        'i' | 'j' | 'l' | 't' | '/' | '\\' | ':' | ';' | '|' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 290,
        ' ' | '.' | ',' | '\'' => 250,
        'f' | 'r' | '(' | ')' | '-' | '[' | ']' | 'I' => 335,
        's' | 'J' => 390,
        'a' | 'c' | 'e' | 'z' => 445,
        'm' => 780,
        'w' => 722,
        'M' | 'W' | '%' => 900,
        'B' | 'C' | 'E' | 'L' | 'R' | 'T' | 'Z' => 650,
        'F' | 'P' | 'S' => 556,
        'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' => 540,
        c if c.is_uppercase() => 722,
        c if (c as u32) >= 0x2e80 => 1000,
        _ => 500,
    }
}

#[cfg(test)]
mod tests {
    use super::Font;

    #[test]
    fn words_wrap_where_they_must() {
        let font = Font { size: 11.0, bold: false };
        assert_eq!(font.lines("Mức độ", 20.0), 1);
        assert_eq!(font.lines("", 20.0), 1);
        assert_eq!(font.lines("a\nb", 20.0), 2);
        assert!(font.lines("Mức độ hoàn thành kế hoạch cải cách hành chính", 10.0) >= 5);
        assert!(font.lines("https://example.org/a/very/long/address", 10.0) >= 3);
        assert!(font.pixels("M") > font.pixels("i"));
    }
}
