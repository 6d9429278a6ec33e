//! What is stored in a cell → its value, alike for all formats.

use crate::formats::text::nfc;
use rust_decimal::Decimal;
use scoring::{Date, Value};

/// Days from 1899-12-30, the day 0 of spreadsheets, to 1970-01-01.
const FROM_1900: i64 = 25_569;
/// Days from 1904-01-01 to 1970-01-01.
const FROM_1904: i64 = 24_107;
const DAY: i64 = 86_400;

/// The shortest decimal text that gives the double; a number outside of 28 digits stays text.
pub(crate) fn number(number: f64) -> Value {
    let shortest = number.to_string();
    let exact = Decimal::from_str_exact(&shortest).or_else(|_| shortest.parse());
    exact.map_or_else(|_| Value::Text(format!("{number:e}")), Value::Number)
}

/// A number as XML writes it; other text stays text.
pub(crate) fn written(text: &str) -> Option<Value> {
    text.trim().parse().map_or_else(|_| words(text), |value| Some(number(value)))
}

/// Text in NFC; `None` when it is nothing but space.
pub(crate) fn words(text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| Value::Text(nfc(text)))
}

/// The day and time of a serial number.
pub(crate) fn moment(serial: f64, from_1904: bool) -> Value {
    if !(0.0..2_958_466.0).contains(&serial) {
        return Value::Date(None, serial.to_string());
    }
    let seconds = (serial * DAY as f64).round() as i64;
    let (day, rest) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let time = format!("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    let since_1970 = match (from_1904, day) {
        (true, _) => day - FROM_1904,
        (false, 0) => return Value::Date(None, time),
        // Excel's 1900 has a 29 February
        (false, 60) => return Value::Date(None, "1900-02-29".into()),
        (false, 1..60) => day + 1 - FROM_1900,
        (false, _) => day - FROM_1900,
    };
    match civil(since_1970) {
        Some(date) if rest == 0 => Value::Date(Some(date), String::new()),
        Some(date) => Value::Date(Some(date), format!("{date} {time}")),
        None => Value::Date(None, serial.to_string()),
    }
}

/// A date as XML writes it: `2022-12-10`, `2022-12-10T08:30:00`.
pub(crate) fn iso(text: &str) -> Value {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let date = Date::parse(day);
    let whole = date.is_some() && time.trim_matches(['0', ':', '.', 'Z']).is_empty();
    Value::Date(date, if whole { String::new() } else { text.replace('T', " ") })
}

/// The day this many days after 1970-01-01, by counting in eras of 400 years that begin in March.
fn civil(days: i64) -> Option<Date> {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The text of an error by its code in binary formats.
pub(crate) fn error(code: u8) -> Value {
    let text = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => "#ERROR!",
    };
    Value::Error(text.into())
}

/// Whether text is what a spreadsheet shows for an error.
pub(crate) fn is_error(text: &str) -> bool {
    let known = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"];
    known.contains(&text) || text.strip_prefix("Err:").is_some_and(|code| code.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Value {
        Value::Date(Date::parse(text), String::new())
    }

    #[test]
    fn serial_numbers_are_days_of_either_calendar() {
        assert_eq!(moment(44_905.0, false), day("2022-12-10"));
        assert_eq!(moment(43_443.0, true), day("2022-12-10"));
        assert_eq!(moment(1.0, false), day("1900-01-01"));
        assert_eq!(moment(59.0, false), day("1900-02-28"));
        assert_eq!(moment(61.0, false), day("1900-03-01"));
        assert_eq!(moment(0.0, true), day("1904-01-01"));
        assert_eq!(moment(60.0, false), Value::Date(None, "1900-02-29".into()));
        let noon = Value::Date(Date::parse("2022-12-10"), "2022-12-10 12:00:00".into());
        assert_eq!(moment(44_905.5, false), noon);
        assert_eq!(moment(0.25, false), Value::Date(None, "06:00:00".into()));
        assert_eq!(moment(f64::NAN, false), Value::Date(None, "NaN".into()));
    }

    #[test]
    fn doubles_give_their_shortest_decimal() {
        assert_eq!(number(0.1 + 0.2), Value::Number("0.30000000000000004".parse().unwrap()));
        assert_eq!(number(3.10), Value::Number("3.1".parse().unwrap()));
        assert_eq!(number(1e300), Value::Text("1e300".into()));
        assert_eq!(number(f64::NAN), Value::Text("NaN".into()));
    }
}
