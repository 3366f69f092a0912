//! What the desk does while a guest is on the way, and when the answer comes.

use venue_protocol::id::{EventSecret, PassSecret, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::pass_code::PassCode;
use venue_protocol::problem::{Field, FieldProblem, Problem, ProblemType, Reason};
use venue_protocol::wire::venues::Direction;

use super::desk::{Desk, DeskFault, PASS, Stopped, Subject, Turn};
use super::results::told;
use crate::api::ApiError;
use crate::console::state::desk::{DeskForm, Edit};
use crate::console::state::shift::{Shift, Way};
use crate::i18n::Words;
use crate::i18n::text::console::{Desk as Text, GuestLanguage};
use crate::state::settings::Language;

const DOOR: PlaceId = PlaceId([1; 6]);
const NOW: Instant = Instant::from_millis(1_795_000_000_000);
const SECRET: EventSecret = EventSecret([1; 16]);
const A: PassSecret = PassSecret([1; 16]);
const B: PassSecret = PassSecret([2; 16]);
const C: PassSecret = PassSecret([3; 16]);
const LOST: DeskFault = DeskFault::Api(ApiError::Timeout);

fn desk() -> Desk {
    Desk::new(Shift::default(), DOOR, Direction::Entry)
}

fn typed(number: &str, name: &str) -> DeskForm {
    let mut form = DeskForm::default();
    (form.number, form.name) = (number.to_owned(), name.to_owned());
    form
}

fn elder() -> DeskForm {
    typed("220102190001010016", "张三")
}

/// A desk from which this guest is on the way.
fn sending(form: &DeskForm) -> (Desk, Subject) {
    let subject = Subject::Person(form.clone());
    let mut desk = desk();
    (desk.form, desk.sent) = (form.clone(), Some(subject.clone()));
    (desk, subject)
}

fn text(pass: &PassSecret) -> String {
    PassCode(pass.clone()).to_string()
}

/// A desk from which this pass is on the way, as a handheld scanner gave it.
fn sending_pass(pass: &PassSecret) -> (Desk, Subject) {
    let mut desk = desk();
    desk.form.way = Way::Pass;
    assert!(desk.scanned(pass.clone()) == Some(pass.clone()));
    let subject = Subject::Pass(pass.clone());
    desk.sent = Some(subject.clone());
    (desk, subject)
}

fn refused(kind: ProblemType) -> DeskFault {
    DeskFault::Api(ApiError::Problem(Box::new(Problem::new(kind))))
}

#[test]
fn whoever_was_registered_leaves_the_form() {
    let (mut desk, subject) = sending(&elder());
    assert!(desk.registered(&subject, &SECRET));
    assert!(desk.form.is_empty() && !desk.is_busy());
}

#[test]
fn what_is_typed_for_the_next_guest_stays_when_the_answer_comes() {
    let (mut desk, subject) = sending(&elder());
    desk.form.apply(Edit::Number("X".into()), NOW.day());
    assert!(!desk.registered(&subject, &SECRET));
    assert_eq!(desk.form.number, "X");
}

#[test]
fn the_screen_stays_with_the_guest_who_was_given_it_meanwhile() {
    let (mut desk, subject) = sending(&elder());
    let turn = Turn::Guest(GuestLanguage::Ja);
    (desk.form, desk.turn) = (typed("", "HANAKO"), turn);
    assert!(!desk.registered(&subject, &SECRET));
    assert_eq!((desk.form.name.as_str(), desk.turn), ("HANAKO", turn));

    // So does the form of a guest whom staff sent back to correct it.
    let (mut desk, subject) = sending(&elder());
    desk.turn = turn;
    assert!(!desk.registered(&subject, &SECRET));
    assert!(desk.form == elder() && desk.turn == turn);
}

#[test]
fn after_a_review_it_is_the_staffs_turn() {
    let (mut desk, subject) = sending(&elder());
    desk.turn = Turn::Review(GuestLanguage::Ja);
    assert!(desk.registered(&subject, &SECRET));
    assert_eq!(desk.turn, Turn::Staff);
}

#[test]
fn what_is_wrong_is_told_at_the_form_it_is_about() {
    let (mut desk, subject) = sending(&elder());
    assert_eq!(desk.stopped(&subject, Some(SECRET), LOST, NOW), Stopped::Shown(None));
    assert!(desk.fault == Some(LOST) && desk.form == elder() && desk.missed.is_empty());

    let (mut desk, subject) = sending(&elder());
    let mut problem = Problem::new(ProblemType::Invalid);
    problem.fields = vec![FieldProblem { field: Field::Name, reason: Reason::Characters }];
    let fault = DeskFault::Api(ApiError::Problem(Box::new(problem)));
    desk.turn = Turn::Review(GuestLanguage::Ja);
    assert_eq!(desk.stopped(&subject, Some(SECRET), fault, NOW), Stopped::Shown(Some("name")));
    assert_eq!(desk.turn, Turn::Guest(GuestLanguage::Ja), "the guest mends it");
}

#[test]
fn a_guest_who_was_not_registered_is_told_of_though_the_next_one_is_being_typed() {
    let (mut desk, subject) = sending(&elder());
    desk.form.apply(Edit::Number("X".into()), NOW.day());
    assert_eq!(desk.stopped(&subject, Some(SECRET), LOST, NOW), Stopped::Missed);
    desk.begin();
    let labels: Vec<_> = desk.missed.iter().map(|missed| missed.label.as_deref()).collect();
    assert_eq!(labels, [Some("张*")], "also when the next key is pressed");
    assert!(desk.fault.is_none(), "nothing is wrong with the next guest");

    desk.registered(&subject, &SECRET);
    assert!(desk.missed.is_empty(), "until the guest is registered after all");
}

#[test]
fn the_field_of_passes_shows_the_one_that_failed_and_the_next_one_replaces_it() {
    let (mut desk, subject) = sending_pass(&A);
    assert_eq!(
        desk.stopped(&subject, Some(SECRET), refused(ProblemType::PassEnded), NOW),
        Stopped::Shown(Some(PASS)),
        "to be typed over"
    );
    assert!(desk.pass == text(&A) && desk.fault.is_some());
    desk.type_pass(text(&B));
    assert!(desk.fault.is_none());
    assert!(desk.scanned(B) == Some(B));
}

#[test]
fn the_question_about_one_pass_is_not_answered_by_another() {
    let (mut desk, subject) = sending_pass(&A);
    desk.stopped(&subject, None, DeskFault::Twice(2), NOW);
    assert_eq!(desk.twice, Some(2));
    desk.type_pass(text(&B));
    assert_eq!(desk.twice, None);
}

#[test]
fn passes_that_are_scanned_while_one_is_on_the_way_follow_in_their_order() {
    let (mut desk, subject) = sending_pass(&A);
    for pass in [B, A, C, B] {
        // A scanner types behind what stands there.
        desk.type_pass(format!("{}{}", desk.pass, text(&pass)));
        assert!(desk.scanned(pass).is_none(), "one at a time");
        assert_eq!(desk.pass, text(&A), "the field shows the one on the way");
    }
    assert!(desk.next_waiting().is_none());
    for pass in [B, C] {
        desk.registered(&subject, &SECRET);
        assert!(desk.next_waiting() == Some(pass.clone()));
        assert_eq!(desk.pass, text(&pass));
        desk.pass.clear();
    }
    assert!(desk.next_waiting().is_none());
}

#[test]
fn a_pass_in_the_midst_of_being_scanned_stays_when_the_answer_to_the_one_before_comes() {
    let (mut desk, subject) = sending_pass(&A);
    desk.type_pass(format!("{}VENUE-PA", text(&A)));
    assert!(!desk.registered(&subject, &SECRET));
    assert!(desk.pass.ends_with("VENUE-PA"));
}

#[test]
fn a_pass_that_waited_and_failed_while_staff_type_is_told_of() {
    let (mut desk, subject) = sending(&elder());
    desk.form.apply(Edit::Way(Way::Pass), NOW.day());
    assert!(desk.scanned(A).is_none());
    assert_eq!(desk.pass, "");
    desk.form.apply(Edit::Way(Way::IdNumber), NOW.day());
    assert!(desk.registered(&subject, &SECRET));
    assert!(desk.next_waiting() == Some(A));
    assert_eq!(desk.stopped(&Subject::Pass(A), None, DeskFault::Twice(1), NOW), Stopped::Missed);
    assert_eq!(
        (desk.twice, desk.missed.len()),
        (None, 1),
        "staff are not asked about a pass they do not see"
    );
}

#[test]
fn a_camera_reports_a_pass_once() {
    let (mut desk, subject) = sending_pass(&A);
    desk.scanned(B);
    assert!(desk.knows(&A, NOW) && desk.knows(&B, NOW) && !desk.knows(&C, NOW));
    desk.stopped(&subject, Some(SECRET), LOST, NOW);
    assert!(!desk.knows(&A, NOW), "no answer came: it may be scanned again");
}

#[test]
fn the_limit_is_told_and_nobody_is_blamed() {
    let (mut desk, subject) = sending(&elder());
    let mut problem = Problem::new(ProblemType::DeskLimit);
    problem.retry_after_s = Some(120);
    let fault = DeskFault::Api(ApiError::Problem(Box::new(problem)));
    desk.stopped(&subject, Some(SECRET), fault, NOW);
    assert_eq!(desk.limited_until, Some(NOW.plus_millis(120_000)));
    assert!(desk.fault.is_none() && desk.form == elder());
}

#[test]
fn after_a_lost_answer_nobody_is_sent_away_from_what_makes_another_try_harmless() {
    let timeout = ApiError::Problem(Box::new(Problem::new(ProblemType::Timeout)));
    for error in [ApiError::Offline, ApiError::Timeout, ApiError::Unexpected { status: 502 }, timeout] {
        for again in [Text::Kept, Text::PassKept, Text::UndoAgain] {
            for (language, elsewhere, once_more) in [
                (Language::ZhCn, ["刷新", "没有发出", "查看"], "再"),
                (Language::En, ["eload", "not sent", "ook again"], "again once more"),
            ] {
                let [title, text] = told(Words { language }, &error, again);
                for word in elsewhere {
                    assert!(!title.contains(word) && !text.contains(word), "{error:?}: {title} {text}");
                }
                assert!(once_more.split(' ').any(|word| text.contains(word)), "{text}");
            }
        }
    }
    let ended = ApiError::Problem(Box::new(Problem::new(ProblemType::PassEnded)));
    let [_, text] = told(Words { language: Language::En }, &ended, Text::Kept);
    assert!(text.contains("withdrawn"), "what is known is told: {text}");
}
