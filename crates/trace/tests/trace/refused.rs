//! What must not open, and is counted instead.

use std::collections::BTreeSet;

use venue_protocol::bytes::Bytes;
use venue_protocol::instant::Instant;
use venue_protocol::seal::case::{CaseRequest, Release};
use venue_protocol::seal::key_record::{ApproverHalf, TracerHalf};
use venue_protocol::seal::{KeyKind, KeyRecord};
use venue_protocol::wire::cases::{
    AROUND_MINUTES, Case, EARLY_MINUTES, KeyRecords, Row, Rows, SlotTag, Subject, Window,
};
use venue_protocol::wire::venues::Direction;
use venue_trace::person::Who;
use venue_trace::{Approval, Records, SealedCounts, Trace, TraceError, filing};
use zeroize::Zeroizing;

use crate::support::browsers::{CASE, approve, approver_keys, file, own, pids, results, trace, tracer_keys};
use crate::support::server::{Server, slot_tag};
use crate::support::world::{World, document};

/// A case about person 0 on one day, approved.
struct Approved<'a> {
    server: Server<'a>,
    release: Release,
}

fn approved(world: &World) -> Approved<'_> {
    let mut server = Server::new(world, Subject::Person);
    let (approved, _) = approve(&server, &file(&server, &[0]));
    server.approved = approved.tags.into_iter().collect();
    Approved { server, release: approved.release }
}

impl Approved<'_> {
    fn trace(&self, release: Release, records: &KeyRecords) -> Trace {
        let case = self.server.case(CASE, own().public());
        Trace::new(&case, release, &Records::read(records), &tracer_keys(self.server.world))
    }

    /// Feeds one row.
    fn open(&self, row: Row) -> Trace {
        let mut trace = self.trace(self.release.clone(), &self.server.records());
        trace.track(&page(vec![row]));
        trace
    }
}

fn page(rows: Vec<Row>) -> Rows {
    Rows { total: rows.len() as u32, rows, places: Vec::new(), next: None }
}

#[test]
fn without_the_approvers_half_the_tracers_own_code_opens_no_row() {
    let world = World::new(2);
    let approved = approved(&world);
    let rows: Vec<Row> = approved.server.track().into_iter().flat_map(|page| page.rows).collect();
    assert!(!rows.is_empty());
    // With the halves it does.
    let mut trace = approved.trace(approved.release.clone(), &approved.server.records());
    trace.track(&page(rows.clone()));
    assert_eq!(trace.opened(), rows.len());
    // The tracers' halves, which they have, do not stand in for the approvers'; neither do zeros or another slot's.
    let filed = filing::request(
        Vec::new(),
        &Records::read(&approved.server.records()),
        &tracer_keys(&world),
        world.window,
    );
    let own_halves = filed.0.halves.iter().map(|(id, half)| (*id, ApproverHalf(half.0))).collect();
    let zeros = filed.0.halves.iter().map(|(id, _)| (*id, ApproverHalf([0; 32]))).collect();
    let mut moved = approved.release.halves.clone();
    moved.rotate_left(1);
    for (to, (id, _)) in moved.iter_mut().zip(&approved.release.halves) {
        to.0 = *id;
    }
    for (halves, damaged) in [(Vec::new(), false), (own_halves, true), (zeros, true), (moved, true)] {
        let mut trace = approved.trace(Release { halves }, &approved.server.records());
        trace.track(&page(rows.clone()));
        let sealed = trace.results().sealed;
        assert_eq!((trace.opened(), sealed.rows.key_gone as usize), (0, rows.len()));
        assert_eq!(sealed.records.damaged > 0, damaged);
        assert_eq!(sealed.records.key_gone > 0, !damaged);
        assert!(trace.ask_identities().is_empty());
    }
}

#[test]
fn the_tags_are_those_of_the_persons_in_the_windows_slots_and_no_others() {
    for seed in [2, 3, 7] {
        let world = World::new(seed);
        let approved = approved(&world);
        let of_person: BTreeSet<_> = pids(&world, &[0]).into_iter().collect();
        let in_window: BTreeSet<u32> = world
            .records
            .iter()
            .filter(|record| world.window.slots().has(record.start_minute()))
            .map(KeyRecord::id)
            .collect();
        // Undone rows, too: they are links of the chain.
        let who = |row: &Row| {
            let event = world.events.iter().find(|event| event.id == row.event).unwrap();
            world.registrations[event.who[usize::from(row.index)]].pid.clone()
        };
        let rows = world.rows.iter().map(|(row, _)| row);
        let expected: BTreeSet<SlotTag> = rows
            .filter(|row| in_window.contains(&row.slot) && of_person.contains(&who(row)))
            .map(slot_tag)
            .collect();
        assert_eq!(approved.server.approved, expected, "day {seed}");
    }
}

#[test]
fn an_approver_releases_no_slot_outside_the_window_whatever_the_tracer_asks() {
    let world = World::new(2);
    let server = Server::new(&world, Subject::Person);
    let records = Records::read(&server.records());
    let all = Window { from: 0, to: u32::MAX / 2 };
    let last = world.records.iter().map(KeyRecord::start_minute).max().unwrap();
    // From here on the last slot of these days does not count any more.
    let beyond = last + AROUND_MINUTES + EARLY_MINUTES + 61;
    for (from, released) in [(beyond - 1, true), (beyond, false)] {
        let (request, _) = filing::request(Vec::new(), &records, &tracer_keys(&world), all);
        let window = Window { from, to: from + 60 };
        let approval = Approval::new(request, &records, &approver_keys(&world), window);
        assert_eq!(!approval.finish().unwrap().release.halves.is_empty(), released);
    }
}

#[test]
fn one_changed_byte_of_a_row_anywhere_is_refused_and_counted() {
    let world = World::new(2);
    let approved = approved(&world);
    let row = approved.server.track()[0].rows[0].clone();
    assert_eq!(approved.open(row.clone()).opened(), 1);
    let mut changed: Vec<Row> = Vec::new();
    let mut change = |with: &dyn Fn(&mut Row)| {
        let mut row = row.clone();
        with(&mut row);
        changed.push(row);
    };
    for at in 0..16 {
        change(&|row| row.event.0[at] ^= 1);
        change(&|row| row.tag.0[at] ^= 1);
    }
    for at in 0..6 {
        change(&|row| row.place.0[at] ^= 1);
    }
    for at in 0..40 {
        change(&|row| row.sealed.0[at] ^= 1);
    }
    change(&|row| row.index ^= 1);
    change(&|row| row.minute += 1);
    change(&|row| row.direction = Direction::opposite(row.direction));
    let another = approved.release.halves.iter().find(|(id, _)| *id != row.slot).unwrap().0;
    change(&|row| row.slot = another);
    for row in changed {
        let trace = approved.open(row.clone());
        assert_eq!((trace.opened(), trace.results().sealed.rows.damaged), (0, 1), "{row:?}");
    }
}

#[test]
fn one_changed_byte_of_a_record_anywhere_is_refused_and_counted() {
    let world = World::new(2);
    let server = Server::new(&world, Subject::Person);
    let KeyRecords { records, signed_by } = server.records();
    let whole = records[0].0.clone();
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 2;
        let read = Records::read(&KeyRecords { records: vec![Bytes(changed)], signed_by: signed_by.clone() });
        let unknown_suite = u32::from(at == 0);
        let expected = SealedCounts { unknown_suite, key_gone: 0, damaged: 1 - unknown_suite };
        assert_eq!((read.len(), read.counts()), (0, expected), "byte {at}");
    }
    // Nor is a record believed that another server signed.
    let mut signed_by = signed_by;
    signed_by[0].0[0] ^= 1;
    let read = Records::read(&KeyRecords { records, signed_by });
    assert!(read.is_empty() && read.counts().damaged > 0);
}

#[test]
fn rows_under_a_role_key_that_is_gone_are_counted_as_sealed() {
    // A day on which the keys of both roles change, while the person is out.
    let world = World::new(6);
    let newest = &world.roles[..1];
    assert!(world.roles.len() > 1);
    let approved = approved(&world);
    let records = Records::read(&approved.server.records());
    let newest: Vec<_> = newest.iter().map(|role| role.tracer.clone()).collect();
    let gone: BTreeSet<u32> = world
        .records
        .iter()
        .filter(|record| record.tracer() != newest[0].public().kid())
        .map(KeyRecord::id)
        .collect();
    let case = approved.server.case(CASE, own().public());
    let mut trace = Trace::new(&case, approved.release.clone(), &records, &newest);
    let rows: Vec<Row> = approved.server.track().into_iter().flat_map(|page| page.rows).collect();
    let sealed = rows.iter().filter(|row| gone.contains(&row.slot)).count();
    assert!(sealed > 0);
    trace.track(&page(rows.clone()));
    let counts = trace.results().sealed;
    assert_eq!((trace.opened(), counts.rows.key_gone as usize), (rows.len() - sealed, sealed));
    assert!(counts.records.key_gone > 0);
    // The same is said when the case is filed, and to the approver of what was filed.
    let (request, counts) = filing::request(Vec::new(), &records, &newest, world.window);
    assert!(counts.key_gone > 0);
    let approval = Approval::new(request, &records, &approver_keys(&world), world.window);
    assert_eq!(approval.finish().unwrap().sealed.key_gone, counts.key_gone);
}

#[test]
fn a_half_that_does_not_fit_its_record_is_not_used() {
    let world = World::new(2);
    let server = Server::new(&world, Subject::Person);
    let records = Records::read(&server.records());
    let (request, _) = filing::request(Vec::new(), &records, &tracer_keys(&world), world.window);
    let wrong = request.halves.iter().map(|(id, _)| (*id, TracerHalf([7; 32]))).collect();
    let request = CaseRequest { subjects: request.subjects, halves: wrong };
    let slots = records.len() - world.records.iter().filter(|record| record.kind() == KeyKind::Index).count();
    let approved = Approval::new(request, &records, &approver_keys(&world), world.window).finish().unwrap();
    assert_eq!((approved.release.halves.len(), approved.sealed.damaged as usize), (0, slots));
}

#[test]
fn an_identity_that_was_moved_or_altered_stays_sealed_and_its_person_stays_in_the_results() {
    let world = World::new(2);
    let approved = approved(&world);
    let mut trace = approved.trace(approved.release.clone(), &approved.server.records());
    for page in approved.server.track() {
        trace.track(&page);
    }
    let asked = trace.ask_identities();
    let mut told = approved.server.identities(&asked);
    let there = told.identities.iter_mut().flatten();
    let mut altered = 0;
    for row in there {
        row.sealed.0[100] ^= 1;
        altered += 1;
    }
    assert!(altered > 0);
    trace.told_identities(&asked, &told).unwrap();
    let results = trace.results();
    assert_eq!(results.sealed.identities.damaged, altered);
    assert!(results.persons.iter().any(|person| person.who == Who::Sealed));
    assert!(trace.ask_identities().is_empty(), "asked once");
}

#[test]
fn a_person_whose_identity_was_destroyed_stays_in_the_results() {
    let destroyed = (0..40).filter(|seed| seed % 4 > 1).any(|seed| {
        let (_, results) = results(&World::new(seed), &[0], Subject::Person);
        results.persons.iter().any(|person| person.degree == 1 && person.who == Who::Destroyed)
    });
    assert!(destroyed);
}

#[test]
fn answers_that_do_not_fit_their_question_are_refused() {
    let world = World::new(2);
    let server = Server::new(&world, Subject::Person);
    let request = file(&server, &[0]);
    let request = CaseRequest::open(&request, CASE, &own().public(), &world.roles[0].approver).unwrap();
    let records = Records::read(&server.records());
    let mut approval = Approval::new(request, &records, &approver_keys(&world), world.window);
    let asked = approval.ask_idx();
    assert_eq!(approval.told_idx(&vec![None; asked.len() + 1]), Err(TraceError::AnswerLength));
    approval.told_idx(&server.look_up(&asked)).unwrap();
    assert_eq!(approval.told_tags(&[]), Err(TraceError::AnswerLength));
    assert_eq!(approval.finish().err(), Some(TraceError::Unfinished));
    let (_, release) = approve(&server, &file(&server, &[0]));
    let mut trace = trace(&server, &release);
    let none = venue_protocol::wire::cases::Identities { identities: vec![None] };
    assert_eq!(trace.told_identities(&[], &none), Err(TraceError::AnswerLength));
}

#[test]
fn registrations_under_a_role_key_that_is_gone_are_said_at_each_step() {
    // A day on which the keys of both roles change.
    let world = World::new(6);
    let approved = approved(&world);
    let records = Records::read(&approved.server.records());
    let newest = vec![world.roles[0].tracer.clone()];
    let gone = |record: &&KeyRecord| record.tracer() != newest[0].public().kid();
    let sealed_indexes = world.records.iter().filter(|record| record.kind() == KeyKind::Index).filter(gone);
    let sealed_indexes = sealed_indexes.count() as u32;
    assert!(sealed_indexes > 0);
    let trace = |subject| {
        let case = Case { subject, ..approved.server.case(CASE, own().public()) };
        Trace::new(&case, approved.release.clone(), &records, &newest).results().sealed.records.key_gone
    };
    let without = trace(Subject::Place { venue: world.places[0].venue });
    assert_eq!(trace(Subject::Person), without + sealed_indexes, "nobody is found by what stays sealed");
    // The approver is told whom they did not find.
    let document = Zeroizing::new(document(0));
    let (request, counts) = filing::request(vec![document], &records, &newest, world.window);
    assert!(counts.key_gone >= sealed_indexes);
    let mut approval = Approval::new(request, &records, &approver_keys(&world), world.window);
    loop {
        let asked = approval.ask_idx();
        if asked.is_empty() {
            break;
        }
        approval.told_idx(&vec![None; asked.len()]).unwrap();
    }
    let approved = approval.finish().unwrap();
    assert_eq!((approved.registrations, approved.sealed.key_gone > 0), (vec![0], true));
}

#[test]
fn what_began_after_the_approval_is_not_taken_for_lost() {
    let world = World::new(2);
    let approved = approved(&world);
    let records = Records::read(&approved.server.records());
    let Release { mut halves } = approved.release.clone();
    let begins = |id: u32| world.records.iter().find(|record| record.id() == id).unwrap().start_minute();
    halves.sort_by_key(|(id, _)| begins(*id));
    // The last two were not there yet, and one is lost that was.
    let later = halves.split_off(halves.len() - 2);
    halves.remove(0);
    let decided = Instant::from_millis(i64::from(begins(later[0].0)) * 60_000);
    let case = approved.server.case(CASE, own().public());
    let sealed = |decided_at| {
        let case = Case { decided_at, ..case.clone() };
        let release = Release { halves: halves.clone() };
        Trace::new(&case, release, &records, &tracer_keys(&world)).results().sealed
    };
    let told = sealed(Some(decided));
    assert_eq!((told.records.key_gone, told.not_released), (1, 2));
    assert_eq!((sealed(None).records.key_gone, sealed(None).not_released), (3, 0));
}
