//! What a traced case leads to: receipts, and disputes.

use std::collections::BTreeSet;

use venue_protocol::seal::dispute::Disputed;
use venue_protocol::seal::receipt::TracedAs;
use venue_protocol::wire::cases::Subject;
use venue_trace::Trace;
use venue_trace::confidence::{Confidence, Doubt};

use crate::support::browsers::{CASE, approve, file, trace};
use crate::support::server::Server;
use crate::support::world::World;

/// A traced case about person 0.
fn traced(world: &World) -> Trace {
    let mut server = Server::new(world, Subject::Person);
    let (approved, release) = approve(&server, &file(&server, &[0]));
    server.approved = approved.tags.into_iter().collect();
    trace(&server, &release)
}

/// The first one in which somebody was met.
fn busy() -> Trace {
    (0..20)
        .map(|seed| traced(&World::new(seed)))
        .find(|trace| !trace.results().encounters.is_empty())
        .unwrap()
}

#[test]
fn each_registration_in_the_results_gets_one_receipt_by_its_reason_and_the_rest_is_counted() {
    let mut counted = 0;
    for seed in 0..10 {
        let trace = traced(&World::new(seed));
        let results = trace.results();
        let receivers = trace.receivers();
        let pids: usize = results.persons.iter().map(|person| person.pids.len()).sum();
        assert_eq!(receivers.known.len() + receivers.unknown as usize, pids, "day {seed}");
        counted += receivers.unknown;
        for (secret, traced_as) in &receivers.known {
            let identity = trace.identities().find(|identity| identity.receipt() == secret).unwrap();
            let mut persons = results.persons.iter();
            let person = persons.find(|person| person.document() == Some(identity.document())).unwrap();
            let expected = if person.degree == 0 { TracedAs::Subject } else { TracedAs::Contact };
            assert_eq!(*traced_as, expected, "day {seed}");
        }
        let once: BTreeSet<_> = receivers.known.iter().map(|(secret, _)| *secret.as_bytes()).collect();
        assert_eq!(once.len(), receivers.known.len());
    }
    assert!(counted > 0, "the days have destroyed identities");
}

#[test]
fn what_was_disputed_with_success_is_doubted_and_nothing_else() {
    let mut trace = busy();
    let before = trace.results();
    let event = before.stays.last().unwrap().signs[0].event;
    let about = Disputed(event.0);
    let of_event = trace.disputed_stays(&before, about);
    assert!(!of_event.is_empty());
    trace.told_accepted([about]);
    let after = trace.results();
    for (n, (stay, was)) in after.stays.iter().zip(&before.stays).enumerate() {
        let expected = of_event.contains(&n);
        assert_eq!(stay.doubts.contains(&Doubt::Disputed), expected, "stay {n}");
        assert_eq!(stay.signs.iter().any(|sign| sign.event == event), expected, "stay {n}");
        assert!(if expected { stay.confidence == Confidence::Uncertain } else { stay == was }, "stay {n}");
    }
    let met = after.encounters.iter().filter(|met| of_event.contains(&met.other));
    assert!(met.map(|met| met.confidence).all(|confidence| confidence == Confidence::Uncertain));
    trace.told_accepted([]);
    assert_eq!(trace.results(), before);
}

#[test]
fn a_receipts_token_is_about_all_stays_of_its_person() {
    let mut trace = busy();
    let results = trace.results();
    let person = results.stays.last().unwrap().person;
    let identity =
        trace.identities().find(|identity| Some(identity.document()) == results.persons[person].document());
    let about = Disputed(identity.unwrap().receipt().dispute_token(CASE).hash().0);
    let all: Vec<usize> =
        results.stays.iter().enumerate().filter(|(_, stay)| stay.person == person).map(|(n, _)| n).collect();
    assert_eq!(trace.disputed_stays(&results, about), all);
    trace.told_accepted([about]);
    for (n, stay) in trace.results().stays.iter().enumerate() {
        assert_eq!(stay.doubts.contains(&Doubt::Disputed), all.contains(&n), "stay {n}");
    }
    assert!(trace.disputed_stays(&results, Disputed([0; 16])).is_empty());
}
