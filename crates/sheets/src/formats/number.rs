//! Numbers of workbooks: doubles as the decimals that people typed, and days as dates.

use rust_decimal::Decimal;
use scoring::{Date, Value};
use std::fmt::Write;

/// Days from 1 January of the year 0 to the day before 1 January 1900.
const DAY_0_OF_1900: i64 = 693_960;
/// What the count from 1904 lacks.
const FROM_1904: f64 = 1462.0;
/// The first day that there is no date for: 1 January 10000.
const LAST: f64 = 2_958_466.0;

/// The shortest decimal text that gives the double; a number outside of 28 digits stays text.
pub(crate) fn number(number: f64) -> Value {
    let mut text = String::with_capacity(24);
    // writing to a string can't fail
    let _ = write!(text, "{number}");
    let exact = Decimal::from_str_exact(&text).or_else(|_| text.parse());
    exact.map_or_else(|_| Value::Text(format!("{number:e}")), Value::Number)
}

/// The same for a number that is still text. `None` when it is no number.
pub(crate) fn typed(text: &str) -> Option<Value> {
    short(text).map(Value::Number).or_else(|| {
        let found: f64 = text.parse().ok().filter(|found: &f64| found.is_finite())?;
        Some(number(found))
    })
}

/// A text of at most 15 digits is the shortest one for its double, but for zeros at its end.
fn short(text: &str) -> Option<Decimal> {
    let (digits, negative) = match text.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let (mut whole, mut scale, mut count, mut point) = (0i64, 0u32, 0u32, false);
    for digit in digits.bytes() {
        match digit {
            b'0'..=b'9' => {
                whole = whole * 10 + i64::from(digit - b'0');
                scale += u32::from(point);
                count += 1;
            }
            b'.' if !point && count > 0 => point = true,
            _ => return None,
        }
    }
    if count == 0 || count > 15 {
        return None;
    }
    while scale > 0 && whole % 10 == 0 {
        whole /= 10;
        scale -= 1;
    }
    Some(Decimal::new(if negative { -whole } else { whole }, scale))
}

/// A moment by its count of days, as spreadsheets count them: day 1 is 1 January 1900 and there is a 29 February 1900, or
/// day 0 is 1 January 1904. What is no day of the calendar keeps its number as text.
pub(crate) fn moment(days: f64, from_1904: bool) -> Value {
    let count = if from_1904 { days + FROM_1904 } else { days };
    let seconds = (count * 86_400.0).round();
    if !(1.0..LAST).contains(&count) || (60.0..61.0).contains(&count) || seconds >= LAST * 86_400.0 {
        return Value::Date(None, format!("{days}"));
    }
    // below 10^12, so exact
    let seconds = seconds as i64;
    let (day, rest) = (seconds / 86_400, seconds % 86_400);
    let Some(date) = date(DAY_0_OF_1900 + day - i64::from(day > 60)) else {
        return Value::Date(None, format!("{days}"));
    };
    let time = match rest {
        0 => String::new(),
        _ => format!("{date} {:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60),
    };
    Value::Date(Some(date), time)
}

/// A moment in the notation of ISO 8601, or a span of time, which stays text.
pub(crate) fn iso(text: &str) -> Value {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let date = Date::parse(day);
    let whole = time.trim_matches(['0', ':', '.', 'Z']).is_empty();
    Value::Date(date, if whole && date.is_some() { String::new() } else { text.to_owned() })
}

/// The date of a day counted from 1 January of the year 0, by the 400-year cycle of the calendar.
fn date(day: i64) -> Option<Date> {
    // years that begin in March: the day that is put in comes last
    let shifted = day - 60;
    let (cycle, of_cycle) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_cycle - of_cycle / 1460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = i16::try_from(year + cycle * 400 + next).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(days: f64, from_1904: bool) -> String {
        match moment(days, from_1904) {
            Value::Date(Some(date), time) if time.is_empty() => date.to_string(),
            Value::Date(Some(_), time) => time,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        for (days, from_1904, wanted) in [
            (1.0, false, "1900-01-01"),
            (59.0, false, "1900-02-28"),
            (61.0, false, "1900-03-01"),
            (44_905.0, false, "2022-12-10"),
            (36_585.0, false, "2000-02-29"),
            (2_958_465.0, false, "9999-12-31"),
            (44_905.5, false, "2022-12-10 12:00:00"),
            (44_905.999_999_99, false, "2022-12-11"),
            (0.0, true, "1904-01-01"),
            (43_443.0, true, "2022-12-10"),
        ] {
            assert_eq!(day(days, from_1904), wanted, "{days}");
        }
        for days in [0.5, 60.0, -1.0, 2_958_466.0, f64::NAN, f64::INFINITY] {
            assert_eq!(moment(days, false), Value::Date(None, format!("{days}")));
        }
    }

    #[test]
    fn moments_as_text() {
        assert_eq!(iso("2022-12-10T00:00:00Z"), Value::Date(Date::parse("2022-12-10"), String::new()));
        assert_eq!(iso("2022-12-10T08:30:00"), Value::Date(Date::parse("2022-12-10"), "2022-12-10T08:30:00".into()));
        assert_eq!(iso("PT2H"), Value::Date(None, "PT2H".into()));
    }

    #[test]
    fn numbers_are_those_that_people_typed() {
        let found = |text: &str| typed(text).map(|value| value.display());
        for (text, wanted) in [
            ("3.10", "3.1"),
            ("0.30000000000000004", "0.30000000000000004"),
            ("0.1", "0.1"),
            ("-0.5", "-0.5"),
            ("1E-3", "0.001"),
            ("2.5000000000000000", "2.5"),
            ("1e300", "1e300"),
            ("5.", "5"),
            (".5", "0.5"),
        ] {
            assert_eq!(found(text).as_deref(), Some(wanted));
        }
        for text in ["", "-", ".", "1,5", "abc", "nan", "inf"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_gives_what_the_long_way_gives(whole in -999_999_999i64..1_000_000_000, scale in 0u32..9, zeros in 0usize..3) {
            let text = format!("{}{}", Decimal::new(whole, scale), if scale > 0 { "0".repeat(zeros) } else { String::new() });
            prop_assume!(short(&text).is_some());
            let long = number(text.parse().unwrap());
            prop_assert_eq!(&long, &typed(&text).unwrap());
            prop_assert_eq!(long.display(), typed(&text).unwrap().display());
        }

        #[test]
        fn days_in_a_row_are_a_day_apart(day in 62u32..2_958_400) {
            let dates = [day, day + 1].map(|day| match moment(day.into(), false) {
                Value::Date(Some(date), _) => date,
                other => panic!("{other:?}"),
            });
            prop_assert_eq!(dates[1].days_since(dates[0]), 1);
        }
    }
}
