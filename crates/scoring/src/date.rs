//! Calendar days: due dates, dates received, "today" as the campaign states it.

use std::fmt;

/// A day of the Gregorian calendar. Displays as `2022-12-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// A day from its parts; `None` when there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Year, month from 1, day from 1.
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Reads `2022-12-10`, `10/12/2022`, `10-12-2022` or `10.12.2022` (day first, as Vietnamese writes it).
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split(['-', '/', '.']).map(str::trim).collect();
        let [a, b, c] = parts.as_slice() else { return None };
        let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
        if year.len() != 4 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Whole days from `earlier` to this day; negative when this day comes first.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.since(earlier.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// The day so many days later, earlier for a negative number; `None` beyond the calendar.
    pub fn plus(self, days: i64) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self)
    }

    /// Day/month/year with leading zeros, as Vietnamese documents write it: `10/12/2022`.
    pub fn vietnamese(self) -> String {
        format!("{:02}/{:02}/{:04}", self.0.day(), self.0.month(), self.0.year())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn reads_both_orders_and_counts_days() {
        let due = Date::parse("2022-12-10").unwrap();
        assert_eq!(Date::parse("10/12/2022"), Some(due));
        assert_eq!(Date::parse("13/12/2022").unwrap().days_since(due), 3);
        assert_eq!(Date::parse("1/1/2023").unwrap().days_since(due), 22);
        assert_eq!(due.plus(22), Date::parse("1/1/2023"));
        assert_eq!(due.plus(i64::MAX), None);
        assert_eq!(Date::parse("31/02/2023"), None);
        assert_eq!(Date::parse("12/22"), None);
    }
}
