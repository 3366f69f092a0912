//! Times as people read them. The clock is that of Asia/Shanghai, where the venues are, whatever the device says:
//! staff compare the pass with the clock on their wall.

use venue_protocol::instant::{Day, Instant, SHANGHAI_OFFSET_S};

use super::Words;
use super::text::Common;
use crate::state::settings::Language;

fn second_of_day(at: Instant) -> i64 {
    (at.seconds() + SHANGHAI_OFFSET_S).rem_euclid(86_400)
}

/// Hours and minutes, as 09:05.
pub fn clock(at: Instant) -> String {
    let second = second_of_day(at);
    format!("{:02}:{:02}", second / 3600, second / 60 % 60)
}

/// Hours, minutes and seconds, as 09:05:07.
pub fn clock_with_seconds(at: Instant) -> String {
    format!("{}:{:02}", clock(at), second_of_day(at) % 60)
}

/// A day as people name it: today, yesterday, or its date.
pub fn day(words: Words, day: Day, today: Day) -> String {
    if day == today {
        return words.of(Common::Today).to_owned();
    }
    if day.plus(1) == today {
        return words.of(Common::Yesterday).to_owned();
    }
    let iso = day.to_string();
    let (month, date) = (number(&iso, 5), number(&iso, 8));
    let year = iso.get(..4).filter(|year| !today.to_string().starts_with(year));
    match words.language {
        Language::ZhCn => {
            let year = year.map(|year| format!("{year}年")).unwrap_or_default();
            format!("{year}{month}月{date}日")
        }
        Language::En => {
            let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
            let name = names.get(month.saturating_sub(1)).copied().unwrap_or_default();
            let year = year.map(|year| format!(" {year}")).unwrap_or_default();
            format!("{date} {name}{year}")
        }
    }
}

/// A day and the time on it.
pub fn moment(words: Words, at: Instant, now: Instant) -> String {
    format!("{} {}", day(words, at.day(), now.day()), clock(at))
}

/// The two digits at a place of an ISO 8601 date.
fn number(iso: &str, at: usize) -> usize {
    iso.get(at..at + 2).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_clock_is_that_of_the_venue() {
        assert_eq!(clock_with_seconds(at("2026-11-23T01:05:07Z")), "09:05:07");
        assert_eq!(clock(at("2026-11-22T16:00:00Z")), "00:00");
    }

    #[test]
    fn a_day_is_named_as_people_name_it() {
        let (zh, en) = (Words { language: Language::ZhCn }, Words { language: Language::En });
        let now = at("2026-11-23T10:00:00+08:00");
        assert_eq!(moment(zh, at("2026-11-23T09:00:00+08:00"), now), "今天 09:00");
        assert_eq!(moment(en, at("2026-11-22T23:59:00+08:00"), now), "Yesterday 23:59");
        assert_eq!(moment(zh, at("2026-11-03T08:00:00+08:00"), now), "11月3日 08:00");
        assert_eq!(moment(en, at("2026-11-03T08:00:00+08:00"), now), "3 Nov 08:00");
        let next_year = at("2027-01-02T08:00:00+08:00").day();
        assert_eq!(
            (day(zh, next_year, now.day()), day(en, next_year, now.day())),
            ("2027年1月2日".into(), "2 Jan 2027".into())
        );
    }
}
