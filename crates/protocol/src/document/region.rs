//! Provinces and counties of GB/T 2260.

use super::digits;

/// The counties that an identity number can begin with, a line a prefecture (its four digits, then ranges of
/// the last two): every code of GB/T 2260's editions from 1980 to 2019, the statistical codes of 2023, and the
/// prefectures that have no counties. 2.3 KB in compressed Wasm. Younger codes only give a warning.
const COUNTIES: &str = include_str!("counties.txt");

/// Whether the first two digits are a province, autonomous region or municipality, or 71 Taiwan.
/// Hong Kong and Macau are not among them: their residents have documents of their own.
pub(super) fn is_province(number: &str) -> bool {
    digits(number, 0..2)
        .is_some_and(|code| matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71))
}

/// Whether the first six digits are a county that is or was.
pub(super) fn is_known_county(number: &str) -> bool {
    let (Some(prefecture), Some(county)) = (number.get(..4), number.get(4..6)) else { return false };
    let ranges = COUNTIES.lines().find_map(|line| line.strip_prefix(prefecture));
    ranges.is_some_and(|ranges| {
        ranges.split_ascii_whitespace().any(|range| {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            (first..=last).contains(&county)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_can_be_read() {
        for line in COUNTIES.lines() {
            let (prefecture, ranges) = line.split_once(' ').unwrap();
            assert!(prefecture.len() == 4 && is_province(prefecture), "{line}");
            for end in ranges.split([' ', '-']) {
                assert!(end.len() == 2 && is_known_county(&format!("{prefecture}{end}")), "{line}");
            }
        }
    }

    #[test]
    fn counties_old_and_new_are_known_and_others_are_not() {
        // 110103 was dissolved in 2010, 330113 is of 2021; Dongguan has no counties.
        for known in ["220102", "110103", "330113", "441900"] {
            assert!(is_known_county(known), "{known}");
        }
        for unknown in ["220199", "119901", "991234", "2201", "", "2201ab"] {
            assert!(!is_known_county(unknown), "{unknown}");
        }
    }
}
