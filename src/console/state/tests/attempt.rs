use std::cell::Cell;

use venue_protocol::id::{PassSecret, ReceiptSecret};
use venue_protocol::wire::desk::Guest;
use venue_protocol::wire::venues::Direction;

use super::{DOOR, YARD, at};
use crate::console::state::attempt::{Unanswered, Wanted, next_pass};
use crate::console::state::desk::DeskForm;
use crate::platform::random::{NoRandom, Random};

/// Another value each time.
#[derive(Default)]
struct Counting(Cell<u8>);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
        self.0.set(self.0.get() + 1);
        bytes.fill(self.0.get());
        Ok(())
    }
}

struct Broken;

impl Random for Broken {
    fn fill(&self, _: &mut [u8]) -> Result<(), NoRandom> {
        Err(NoRandom)
    }
}

fn wanted(name: &str) -> Wanted {
    let form = DeskForm { number: "220102190001010016".into(), name: name.into(), ..DeskForm::default() };
    let guest = Guest::Person(form.person(ReceiptSecret([0; 16])));
    Wanted { place: DOOR, direction: Direction::Entry, at: None, slip: None, guest }
}

#[test]
fn a_guest_without_an_answer_goes_out_again_as_the_same_message() {
    let random = Counting::default();
    let mut unanswered = Unanswered::default();
    let first = unanswered.next(&wanted("张三"), at("09:00:00"), &random).unwrap();
    let mut again = unanswered.next(&wanted("张三"), at("09:00:20"), &random).unwrap();
    assert_eq!(again.sent_at, at("09:00:20"));
    again.sent_at = first.sent_at;
    assert!(again == first, "secret, time and receipt secret are those of the first try");
}

#[test]
fn another_guest_or_place_or_direction_is_another_message() {
    let random = Counting::default();
    let mut unanswered = Unanswered::default();
    let first = unanswered.next(&wanted("张三"), at("09:00:00"), &random).unwrap();
    let others = [
        wanted("李四"),
        Wanted { place: YARD, ..wanted("张三") },
        Wanted { direction: Direction::Exit, ..wanted("张三") },
        Wanted { slip: Some("000000001".into()), ..wanted("张三") },
        Wanted { at: Some(at("08:00:00")), ..wanted("张三") },
        Wanted { guest: Guest::Pass(PassSecret([1; 16])), ..wanted("张三") },
    ];
    for other in others {
        let message = unanswered.next(&other, at("09:00:20"), &random).unwrap();
        assert_ne!(message.secret, first.secret);
    }
}

#[test]
fn a_guest_without_an_answer_is_the_same_one_though_others_were_sent_in_between() {
    let random = Counting::default();
    let mut unanswered = Unanswered::default();
    let first = unanswered.next(&wanted("张三"), at("09:00:00"), &random).unwrap();
    let second = unanswered.next(&wanted("李四"), at("09:00:20"), &random).unwrap();
    assert_eq!(unanswered.next(&wanted("张三"), at("09:00:40"), &random).unwrap().secret, first.secret);
    assert_eq!(unanswered.next(&wanted("李四"), at("09:00:50"), &random).unwrap().secret, second.secret);
}

#[test]
fn whoever_was_answered_or_comes_again_later_makes_a_visit_of_its_own() {
    let random = Counting::default();
    let mut unanswered = Unanswered::default();
    let first = unanswered.next(&wanted("张三"), at("09:00:00"), &random).unwrap();
    let again = unanswered.next(&wanted("张三"), at("09:04:00"), &random).unwrap();
    assert_eq!(again.secret, first.secret);
    let later = unanswered.next(&wanted("张三"), at("09:09:00"), &random).unwrap();
    assert_ne!(later.secret, first.secret, "minutes after the last try it is another visit");
    assert_eq!(later.occurred_at, at("09:09:00"));
    unanswered.answered(&later.secret);
    let next = unanswered.next(&wanted("张三"), at("09:09:10"), &random).unwrap();
    assert_ne!(next.secret, later.secret);
}

#[test]
fn of_a_long_row_without_an_answer_the_first_are_forgotten() {
    let random = Counting::default();
    let mut unanswered = Unanswered::default();
    let mut send = |name: &str| {
        let message = unanswered.next(&wanted(name), at("09:00:00"), &random).unwrap();
        message.secret.clone()
    };
    let (first, second) = (send("甲"), send("乙"));
    for number in 0..19 {
        send(&format!("guest {number}"));
    }
    assert_eq!(send("乙"), second);
    assert_ne!(send("甲"), first);
}

#[test]
fn a_pass_without_an_answer_is_asked_for_again_as_the_same_pass_unless_it_is_another_one() {
    let random = Counting::default();
    let person = |name: &str| {
        let form = DeskForm { number: "220102190001010016".into(), name: name.into(), ..DeskForm::default() };
        form.person(ReceiptSecret([0; 16]))
    };
    let first = next_pass(&person("张三"), 30, None, &random).unwrap();
    assert_eq!(next_pass(&person("张三"), 30, Some(&first), &random).unwrap(), first);
    for (name, days) in [("张三丰", 30), ("张三", 31)] {
        let other = next_pass(&person(name), days, Some(&first), &random).unwrap();
        assert_ne!(other.secret, first.secret);
    }
}

#[test]
fn every_message_has_secrets_of_its_own() {
    let random = Counting::default();
    let one = Unanswered::default().next(&wanted("张三"), at("09:00:00"), &random).unwrap();
    let other = Unanswered::default().next(&wanted("张三"), at("09:00:00"), &random).unwrap();
    assert_ne!(one.secret, other.secret);
    let (Guest::Person(a), Guest::Person(b)) = (&one.guest, &other.guest) else { panic!("persons") };
    assert_ne!(a.receipt_secret, b.receipt_secret);
}

#[test]
fn a_slip_happened_when_the_slip_says() {
    let slip = Wanted { at: Some(at("08:15:00")), slip: Some("000000001".into()), ..wanted("张三") };
    let message = Unanswered::default().next(&slip, at("09:00:00"), &Counting::default()).unwrap();
    assert_eq!((message.occurred_at, message.sent_at), (at("08:15:00"), at("09:00:00")));
}

#[test]
fn without_random_bytes_nothing_is_sent() {
    assert!(Unanswered::default().next(&wanted("张三"), at("09:00:00"), &Broken).is_err());
}
