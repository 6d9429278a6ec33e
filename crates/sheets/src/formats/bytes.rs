//! Little-endian fields of binary records; `None` past the end.

pub(crate) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..)?.first_chunk().copied()?))
}

pub(crate) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..)?.first_chunk().copied()?))
}

pub(crate) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..)?.first_chunk().copied()?))
}

/// A number in 30 bits: the upper part of a double or a whole number, perhaps in hundredths.
pub(crate) fn rk(bits: u32) -> f64 {
    let value = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits.cast_signed() >> 2),
    };
    if bits & 1 == 1 { value / 100.0 } else { value }
}

/// UTF-16 text of this many units; lone surrogates become U+FFFD.
pub(crate) fn utf16(data: &[u8]) -> String {
    let units = data.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::rk;

    #[test]
    fn packed_numbers_of_all_four_kinds() {
        let double = |number: f64| (number.to_bits() >> 32) as u32;
        assert_eq!(rk(double(0.5)), 0.5);
        assert_eq!(rk(double(150.0) | 1), 1.5);
        assert_eq!(rk(7 << 2 | 2), 7.0);
        assert_eq!(rk(310 << 2 | 3), 3.1);
        assert_eq!(rk((-25_i32).cast_unsigned() << 2 | 3), -0.25);
    }
}
