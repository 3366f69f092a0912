//! What a traced case leads to: receipts, disputes, and the cases about its contacts.

use venue_protocol::id::ReceiptSecret;
use venue_protocol::instant::Day;
use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::dispute::{self, Disputed};
use venue_protocol::seal::receipt::{Receipt, ReceiptHint, TracedAs};
use venue_protocol::wire::cases::{Case, ExportFormat, Subject};
use venue_protocol::wire::notices::{Decision, Dispute, Disputes, NewReceipts};
use venue_trace::Results;
use venue_trace::confidence::{Confidence, Doubt};

use super::super::message::Said;
use super::cases::{Hour, approve, case, file, file_as, ready};
use super::*;
use crate::console::seal::Source;
use crate::state::settings::Language;

const TODAY: Day = Day(2519);
const CASE: CaseId = CaseId([9; 16]);
/// A case about its contacts.
const CHILD: CaseId = CaseId([8; 16]);
/// The secrets of the tracked person and of the contact.
const SECRETS: [ReceiptSecret; 2] = [ReceiptSecret([0; 16]), ReceiptSecret([1; 16])];

/// A case about the first person of the hour, traced.
fn traced() -> (Server, Member, Member, Hour, Case) {
    let (server, mut tracer, mut approver, hour) = ready();
    let request = file(&mut tracer, &hour);
    let case = case(tracer.public);
    let (_, release) = approve(&mut approver, &hour, &case, request);
    let records = hour.records.clone();
    tracer.ask(Request::Trace { case: Box::new(case.clone()), release, records }).unwrap();
    hour.feed(&mut tracer, case.id, 0);
    (server, tracer, approver, hour, case)
}

fn receipts(tracer: &mut Member, taken: &[ReceiptHint]) -> NewReceipts {
    let taken = bytes(&taken.iter().flat_map(|hint| hint.0).collect::<Vec<_>>());
    match tracer.ask(Request::Receipts { case: CASE, day: TODAY, taken }) {
        Ok(Reply::Receipts { receipts, unknown: 0 }) => receipts,
        other => panic!("{other:?}"),
    }
}

fn said(tracer: &mut Member, disputes: Vec<Dispute>) -> (Vec<Said>, Results) {
    match tracer.ask(Request::Disputes(CASE, Disputes { disputes })) {
        Ok(Reply::Said(said, Some(results))) => (said, *results),
        other => panic!("{other:?}"),
    }
}

#[test]
fn everybody_who_was_traced_gets_a_receipt_that_says_why() {
    let (_, mut tracer, _, _, case) = traced();
    let NewReceipts { day, receipts, tokens } = receipts(&mut tracer, &[]);
    assert_eq!((day, receipts.len(), tokens.len()), (TODAY, 2, 2));
    for (secret, traced_as) in SECRETS.iter().zip([TracedAs::Subject, TracedAs::Contact]) {
        let sealed = receipts.iter().find(|receipt| receipt.hint == secret.hint(TODAY, 0)).unwrap();
        let opened = Receipt::open(&sealed.body, secret).unwrap();
        assert_eq!((opened.case, opened.traced_as, opened.window), (case.id, traced_as, case.window));
        assert!(tokens.contains(&opened.token.hash()));
    }
    assert!(receipts.is_sorted_by_key(|receipt| receipt.hint) && tokens.is_sorted());
}

#[test]
fn a_receipt_of_another_case_of_the_day_stays_where_it_is() {
    let (_, mut tracer, ..) = traced();
    let taken = [SECRETS[1].hint(TODAY, 0), SECRETS[1].hint(TODAY, 1)];
    let hints: Vec<_> = receipts(&mut tracer, &taken).receipts.iter().map(|receipt| receipt.hint).collect();
    assert!(hints.contains(&SECRETS[0].hint(TODAY, 0)));
    assert!(hints.contains(&SECRETS[1].hint(TODAY, 2)));
}

#[test]
fn what_was_said_is_opened_by_its_own_role_and_what_was_accepted_marks_the_results() {
    let (server, mut tracer, _, hour, case) = traced();
    let random = Counting(Cell::new(7 << 50));
    let mut rng = Source::of(&random);
    let authority = server.roster().authority().unwrap();
    let mut dispute = |about: Disputed, by_receipt: Option<CaseId>, key: &PublicKey| Dispute {
        about,
        by_receipt,
        statement: Bytes(dispute::seal("I was at home", about, key, &mut rng).unwrap()),
        at: Instant::from_millis(1),
        decision: None,
    };
    let event = Disputed(hour.rows[0].event.0);
    let token = Disputed(SECRETS[1].dispute_token(case.id).hash().0);
    let mut disputes = vec![
        dispute(event, None, authority.tracer()),
        dispute(token, Some(case.id), authority.tracer()),
        dispute(Disputed([9; 16]), None, &PrivateKey([66; 32]).public()),
    ];
    let (told, results) = said(&mut tracer, disputes.clone());
    let texts: Vec<_> = told.iter().map(|said| said.statement.as_ref().map(|text| text.0.as_str())).collect();
    assert_eq!(texts, [Some("I was at home"), Some("I was at home"), None]);
    let of = |person: usize| -> Vec<usize> {
        (0..results.stays.len()).filter(|stay| results.stays[*stay].person == person).collect()
    };
    assert_eq!(told.iter().map(|said| said.stays.clone()).collect::<Vec<_>>(), [of(0), of(1), vec![]]);
    assert!(results.stays.iter().all(|stay| !stay.doubts.contains(&Doubt::Disputed)));

    disputes[1].decision = Some(Decision { accepted: true, reason: "another phone".into() });
    disputes[0].decision = Some(Decision { accepted: false, reason: "seen there".into() });
    let (_, results) = said(&mut tracer, disputes);
    for stay in &results.stays {
        assert_eq!(stay.doubts.contains(&Doubt::Disputed), stay.person == 1);
    }
    // The files say so, too.
    assert_eq!(tracer.ask(Request::Results(CASE)), Ok(Reply::Results(Box::new(results))));
}

#[test]
fn a_case_about_contacts_joins_the_one_that_it_is_of_once_it_is_whole() {
    let (_, mut tracer, mut approver, hour, parent) = traced();
    let before = tracer.ask(Request::Results(CASE)).unwrap();
    let Reply::Results(first) = &before else { panic!("{before:?}") };
    let request = file_as(CHILD, &mut tracer, &hour);
    let child = Case { id: CHILD, subject: Subject::Contacts { of: parent.id }, ..parent };
    let (_, release) = approve(&mut approver, &hour, &child, request);
    let begin = |case: Case| Request::TraceContacts {
        case: Box::new(case),
        release: release.clone(),
        records: hour.records.clone(),
    };
    let stranger = Case { subject: Subject::Contacts { of: CaseId([1; 16]) }, ..child.clone() };
    assert_eq!(tracer.ask(begin(stranger)), Err(Trouble::OddAnswer));
    assert_eq!(tracer.ask(Request::Join(CHILD)), Err(Trouble::OddAnswer));
    tracer.ask(begin(child)).unwrap();
    hour.feed(&mut tracer, CHILD, 1);
    assert_eq!(tracer.ask(Request::Results(CASE)), Ok(before.clone()), "not before it is whole");
    assert_eq!(tracer.ask(Request::Join(CASE)), Err(Trouble::OddAnswer));
    let Ok(Reply::Results(joined)) = tracer.ask(Request::Join(CHILD)) else { panic!("not joined") };
    // Both met each other only: the same persons, and the same meeting from the other side.
    assert_eq!(joined.persons, first.persons);
    assert_eq!(joined.encounters, first.encounters);
    assert_eq!(tracer.ask(Request::Results(CASE)), Ok(Reply::Results(joined)));
    // Receipts are those of the case itself.
    let NewReceipts { receipts, .. } = receipts(&mut tracer, &[]);
    assert_eq!(receipts.len(), 2);
    for receipt in receipts {
        let opened = SECRETS.iter().find_map(|secret| Receipt::open(&receipt.body, secret).ok()).unwrap();
        assert_eq!(opened.case, CASE);
    }

    // What was said in either case marks the results of both.
    let accepted = |about: Disputed, of: CaseId| Disputes {
        disputes: vec![Dispute {
            about,
            by_receipt: Some(of),
            statement: bytes(b"sealed to nobody"),
            at: Instant::from_millis(1),
            decision: Some(Decision { accepted: true, reason: "another phone".into() }),
        }],
    };
    let mut marked: Vec<Vec<usize>> = Vec::new();
    for (case, secret) in [(CHILD, &SECRETS[1]), (CASE, &SECRETS[0])] {
        let token = Disputed(secret.dispute_token(case).hash().0);
        let told = tracer.ask(Request::Disputes(case, accepted(token, case)));
        let Ok(Reply::Said(_, Some(results))) = told else { panic!("{told:?}") };
        marked.push(results.stays.iter().filter(|stay| stay.is_disputed()).map(|stay| stay.person).collect());
        let met = &results.encounters[0];
        assert_eq!(met.confidence, Confidence::Uncertain);
    }
    assert_eq!(marked, [vec![1], vec![0, 1]]);
}

#[test]
fn of_a_case_that_is_traced_in_part_nothing_is_told() {
    let (_, mut tracer, mut approver, hour) = ready();
    let request = file(&mut tracer, &hour);
    let case = case(tracer.public);
    let (_, release) = approve(&mut approver, &hour, &case, request);
    let begin = Request::Trace { case: Box::new(case), release, records: hour.records.clone() };
    let asked = || {
        [
            Request::Results(CASE),
            Request::Export(CASE, ExportFormat::Csv, Language::En),
            Request::Receipts { case: CASE, day: TODAY, taken: bytes(&[]) },
        ]
    };
    // Also of one that was traced before and is begun anew.
    for _ in 0..2 {
        tracer.ask(begin.clone()).unwrap();
        for request in asked() {
            assert_eq!(tracer.ask(request), Err(Trouble::HalfTraced));
        }
        let none = Request::Disputes(CASE, Disputes { disputes: Vec::new() });
        assert_eq!(tracer.ask(none), Ok(Reply::Said(Vec::new(), None)));
        hour.feed(&mut tracer, CASE, 0);
        for request in asked() {
            assert!(tracer.ask(request).is_ok());
        }
    }
}

#[test]
fn what_is_said_of_a_case_that_is_over_is_read_without_its_rows() {
    let (server, mut tracer, ..) = ready();
    let random = Counting(Cell::new(7 << 50));
    let authority = server.roster().authority().unwrap();
    let about = Disputed(SECRETS[1].dispute_token(CASE).hash().0);
    let statement =
        dispute::seal("I was at home", about, authority.tracer(), &mut Source::of(&random)).unwrap();
    let disputes = vec![Dispute {
        about,
        by_receipt: Some(CASE),
        statement: Bytes(statement),
        at: Instant::from_millis(1),
        decision: None,
    }];
    let told = tracer.ask(Request::Disputes(CASE, Disputes { disputes }));
    let Ok(Reply::Said(said, None)) = told else { panic!("{told:?}") };
    assert_eq!(said[0].statement.as_ref().map(|text| text.0.as_str()), Some("I was at home"));
    assert!(said[0].stays.is_empty());
}
