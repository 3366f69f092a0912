//! Recovery sheets.

use venue_protocol::seal::PrivateKey;

use super::super::sheet;
use super::*;

#[test]
fn a_sheet_is_read_back_however_it_was_typed() {
    let key = PrivateKey(std::array::from_fn(|n| n as u8 * 7));
    let words = sheet::to_words(&key).unwrap();
    assert_eq!(words.0.split(' ').count(), 24);
    let numbered: Vec<_> =
        words.0.split(' ').zip(1..).map(|(word, n)| format!("{n}. {}", word.to_uppercase())).collect();
    for typed in [&words.0, &numbered.join("\n"), &key.to_string(), &format!(" {key}\n")] {
        assert_eq!(sheet::read(&secret(typed)), Some(key.clone()));
    }
}

#[test]
fn a_word_that_was_mistyped_is_noticed() {
    let words = sheet::to_words(&PrivateKey([1; 32])).unwrap();
    let (first, rest) = words.0.split_once(' ').unwrap();
    let other = if first == "zoo" { "abandon" } else { "zoo" };
    assert_eq!(sheet::read(&secret(&format!("{other} {rest}"))), None);
    assert_eq!(sheet::read(&secret(rest)), None);
    assert_eq!(sheet::read(&secret("")), None);
}
