//! The check digits of the numbers that people and venues have. All take values, not characters.

/// ISO 7064 MOD 11-2 (GB 11643): the check value, 0 to 10, of some digits (0 to 9); 10 is written `X`.
pub fn mod_11_2(digits: impl IntoIterator<Item = u8>) -> u8 {
    let product = digits.into_iter().fold(0, |product, digit| (product + u32::from(digit)) * 2 % 11);
    ((12 - product) % 11) as u8
}

/// ISO 7064 MOD 11,10 (the typed code): the check digit, 0 to 9, of some digits (0 to 9).
/// It finds every wrong digit and almost every exchange of two neighbours.
pub fn mod_11_10(digits: impl IntoIterator<Item = u8>) -> u8 {
    let product = digits.into_iter().fold(10, |product, digit| match (product + u32::from(digit)) % 10 {
        0 => 20 % 11,
        sum => sum * 2 % 11,
    });
    ((11 - product) % 10) as u8
}

/// ICAO 9303-3, 4.9: the check digit, 0 to 9, by the weights 7, 3, 1 of some values
/// (0 to 9 for digits, 10 to 35 for letters, 0 for a filler).
pub fn weights_7_3_1(values: impl IntoIterator<Item = u8>) -> u8 {
    let sum: u32 = values
        .into_iter()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(value, weight)| u32::from(value) * weight)
        .sum();
    (sum % 10) as u8
}

/// GB 32100: the check value, 0 to 30, of some values (0 to 30), weighted by the powers of 3.
pub fn mod_31(values: impl IntoIterator<Item = u8>) -> u8 {
    let (sum, _) = values
        .into_iter()
        .fold((0, 1), |(sum, weight), value| ((sum + u32::from(value) * weight) % 31, weight * 3 % 31));
    ((31 - sum) % 31) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> impl Iterator<Item = u8> {
        text.bytes().map(|byte| byte - b'0')
    }

    #[test]
    fn the_standards_own_examples_come_out() {
        // ISO 7064 itself: 0794 takes 5 in MOD 11,10, and 0794 takes 0 in MOD 11-2.
        assert_eq!(mod_11_10(digits("0794")), 5);
        assert_eq!(mod_11_2(digits("0794")), 0);
        // GB 11643's annex: 11010519491231002X.
        assert_eq!(mod_11_2(digits("11010519491231002")), 10);
        // ICAO 9303-3's annex: 520727 takes 3.
        assert_eq!(weights_7_3_1(digits("520727")), 3);
        // A unified social credit code of zeros takes 0.
        assert_eq!(mod_31([0; 17]), 0);
    }

    #[test]
    fn mod_11_10_finds_every_single_wrong_digit() {
        let right = [3, 0, 7, 1, 9, 9, 0, 4];
        for place in 0..right.len() {
            for digit in (0..10).filter(|digit| *digit != right[place]) {
                let mut wrong = right;
                wrong[place] = digit;
                assert_ne!(mod_11_10(wrong), mod_11_10(right), "{wrong:?}");
            }
        }
    }
}
