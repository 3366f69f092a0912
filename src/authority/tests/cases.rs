//! A case from its request to names, played by a tracer and an approver.

use venue_protocol::document::{Document, DocumentKind};
use venue_protocol::id::{EventId, PlaceId, ReceiptSecret};
use venue_protocol::instant::Day;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::{
    Assurance, Authority, Identity, KeyRecord, Pid, PrivateKey, RowContext, RowFlags, SealedRow, Visit,
};
use venue_protocol::token::SigningKey;
use venue_protocol::wire::cases::{
    Case, CaseState, ExportFormat, Identities, IndexEntry, KeyRecords, PlaceInfo, Row, Rows, SlotTag,
    Subject, VaultRow, Window,
};
use venue_protocol::wire::keys::PublicKey as SignedBy;
use venue_protocol::wire::venues::{Direction, Gate};
use venue_trace::person::Who;

use super::super::message::{Approving, File};
use super::*;
use crate::console::seal::Source;
use crate::state::settings::Language;

const MINUTE: u32 = 29_923_200;
const PLACE: PlaceId = PlaceId([7; 6]);
const WINDOW: Window = Window { from: MINUTE - 60, to: MINUTE + 60 };

/// One hour in which two people entered a venue, as a server stores it.
pub(super) struct Hour {
    pub records: KeyRecords,
    /// The index entries and rows of both, the tracked person's first.
    entries: Vec<(IndexEntry, Pid, VaultRow)>,
    pub rows: Vec<Row>,
}

fn document(number: &str) -> Bytes {
    let parsed = Document::parse(DocumentKind::ResidentId, None, number, Day(2518)).unwrap();
    Bytes(parsed.0.encode().to_vec())
}

impl Hour {
    fn new(authority: &Authority) -> Self {
        let random = Counting(Cell::new(1 << 60));
        let mut rng = Source::of(&random);
        let signer = SigningKey::from_bytes(&[5; 32]);
        let (slot, keys) = KeyRecord::begin_slot(1, MINUTE, authority, &signer, &mut rng).unwrap();
        let (index, index_key) = KeyRecord::begin_index(2, MINUTE, authority, &signer, &mut rng).unwrap();
        let (mut entries, mut rows) = (Vec::new(), Vec::new());
        for (n, number) in (0_u8..).zip(["220102190001010016", "22010219000101018X"]) {
            let pid = Pid::generate(&mut rng);
            let document = document(number);
            let idx = index_key.idx(&document.0, 0);
            let name = format!("Person {n}");
            let identity =
                Identity::new(pid.clone(), ReceiptSecret([n; 16]), &document.0, &name, "+8619900000000")
                    .unwrap();
            let sealed = identity.seal(2, &idx, authority.tracer(), &mut rng).unwrap();
            let kid = authority.tracer().kid();
            let vault = VaultRow { index: 2, idx, kid, sealed, expires: Day(4000) };
            entries.push((IndexEntry { index: 2, idx }, pid.clone(), vault));
            let event = EventId([n; 16]);
            let context = RowContext {
                slot: 1,
                event,
                index: 0,
                place: PLACE,
                minute: MINUTE,
                direction: Direction::Entry,
            };
            let visit = Visit {
                pid,
                occurred_at: MINUTE * 60,
                late_minutes: 0,
                assurance: Assurance::DECLARED,
                flags: RowFlags::default(),
            };
            let SealedRow { tag, reference } = keys.seal(&context, &visit, 0).unwrap();
            rows.push(Row {
                event,
                index: 0,
                slot: 1,
                tag,
                place: PLACE,
                minute: MINUTE,
                direction: Direction::Entry,
                sealed: reference,
                stay: Some(30),
            });
        }
        let records = KeyRecords {
            records: [slot, index].map(|record| bytes(&record.to_bytes())).into(),
            signed_by: vec![SignedBy(signer.verifying_key().to_bytes())],
        };
        Self { records, entries, rows }
    }

    fn page(&self, rows: Vec<Row>) -> Rows {
        let place = PlaceInfo {
            place: PLACE,
            venue: PLACE,
            name: "Venue".into(),
            zone: None,
            gate: Gate::Both,
            gone: false,
        };
        Rows { total: rows.len() as u32, rows, places: vec![place], next: None }
    }

    /// Serves a case about one of them, from its track to the identities.
    pub fn feed(&self, tracer: &mut Member, case: CaseId, person: usize) {
        let track = self.page(vec![self.rows[person].clone()]);
        assert_eq!(tracer.ask(Request::Track(case, track)), Ok(Reply::Opened(1)));
        let around = self.page(self.rows.clone());
        assert_eq!(tracer.ask(Request::Around(case, around)), Ok(Reply::Opened(self.rows.len() as u32)));
        let mut reply = tracer.ask(Request::AskIdentities(case)).unwrap();
        while let Reply::Identities(pids) = &reply
            && !pids.is_empty()
        {
            reply = tracer.ask(Request::ToldIdentities(case, self.identities(pids))).unwrap();
        }
    }

    fn identities(&self, pids: &[venue_protocol::wire::cases::WirePid]) -> Identities {
        let find = |pid: &Pid| self.entries.iter().find(|(_, other, _)| other == pid);
        let found = pids.iter().map(|pid| find(&Pid::from(pid)).map(|(_, _, row)| row.clone()));
        Identities { identities: found.collect() }
    }
}

pub(super) fn case(tracer_key: PublicKey) -> Case {
    Case {
        id: CaseId([9; 16]),
        number: "1".into(),
        reason: "measles".into(),
        subject: Subject::Person,
        venue_name: None,
        window: WINDOW,
        state: CaseState::Taken,
        tracer: AccountId([1; 8]),
        tracer_name: String::new(),
        tracer_key,
        approver: None,
        approver_name: None,
        filed_at: Instant::from_millis(0),
        decided_at: None,
        note: None,
        tags: 0,
        receipts_sent: false,
    }
}

pub(super) fn file(tracer: &mut Member, hour: &Hour) -> Bytes {
    file_as(CaseId([9; 16]), tracer, hour)
}

pub(super) fn file_as(id: CaseId, tracer: &mut Member, hour: &Hour) -> Bytes {
    let file = File {
        id,
        documents: vec![document("220102190001010016")],
        window: WINDOW,
        records: hour.records.clone(),
    };
    let filed = tracer.ask(Request::File(Box::new(file))).unwrap();
    let Reply::Filed { tracer_key, request, sealed } = filed else { panic!("{filed:?}") };
    assert_eq!((tracer_key, sealed.total()), (tracer.public, 0));
    request
}

/// The approver's way, with a server that knows this hour; the tags and the release.
pub(super) fn approve(
    approver: &mut Member,
    hour: &Hour,
    case: &Case,
    request: Bytes,
) -> (Vec<SlotTag>, Bytes) {
    let review = Request::Review { case: Box::new(case.clone()), request };
    let asked = approver.ask(review).unwrap();
    let Reply::Asked(persons) = asked else { panic!("{asked:?}") };
    assert_eq!(persons[0].number.0, "220102190001010016");
    let mut reply = approver.ask(Request::Approve { case: case.id, records: hour.records.clone() }).unwrap();
    loop {
        let Reply::Approving(step) = reply else { panic!("{reply:?}") };
        let request = match step {
            Approving::Idx(asked, _) => {
                let find = |asked: &IndexEntry| hour.entries.iter().find(|(entry, ..)| entry == asked);
                Request::ToldIdx(
                    case.id,
                    asked.iter().map(|asked| find(asked).map(|(_, pid, _)| pid.into())).collect(),
                )
            }
            Approving::Tags(asked, _) => {
                let there = |tag: &SlotTag| hour.rows.iter().any(|row| row.tag == tag.tag);
                Request::ToldTags(case.id, asked.iter().map(there).collect())
            }
            Approving::Done { tags, release, registrations, sealed } => {
                assert_eq!((registrations, sealed.total()), (vec![1], 0));
                return (tags, release);
            }
        };
        reply = approver.ask(request).unwrap();
    }
}

/// Founders who know the server, and an hour sealed to their roles.
pub(super) fn ready() -> (Server, Member, Member, Hour) {
    let (server, mut tracer, mut approver, _) = founded();
    tracer.learn(&server).unwrap();
    approver.learn(&server).unwrap();
    let hour = Hour::new(&server.roster().authority().unwrap());
    (server, tracer, approver, hour)
}

#[test]
fn a_case_goes_from_its_request_to_names_and_files() {
    let (_, mut tracer, mut approver, hour) = ready();
    let request = file(&mut tracer, &hour);
    let case = case(tracer.public);
    let (tags, release) = approve(&mut approver, &hour, &case, request);
    assert_eq!(tags, [SlotTag { slot: 1, tag: hour.rows[0].tag }]);

    let records = hour.records.clone();
    let id = case.id;
    tracer.ask(Request::Trace { case: Box::new(case), release, records }).unwrap();
    hour.feed(&mut tracer, id, 0);
    let Reply::Results(results) = tracer.ask(Request::Results(id)).unwrap() else { panic!("no results") };
    let names: Vec<_> = results
        .persons
        .iter()
        .map(|person| match &person.who {
            Who::Known { name, .. } => name.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["Person 0", "Person 1"]);
    let overlap = results.encounters[0].overlap;
    assert_eq!((overlap.best, overlap.worst), (30, 61), "as planned, and to the end of the window");
    for (format, count) in [(ExportFormat::Csv, 4), (ExportFormat::Xlsx, 1)] {
        let files = tracer.ask(Request::Export(id, format, Language::En)).unwrap();
        let Reply::Files(files) = files else { panic!("{files:?}") };
        assert_eq!(files.len(), count);
    }
}

#[test]
fn the_release_of_another_case_opens_nothing() {
    let (_, mut tracer, mut approver, hour) = ready();
    let request = file(&mut tracer, &hour);
    let case = case(tracer.public);
    let (_, release) = approve(&mut approver, &hour, &case, request);
    let other = Case { id: CaseId([8; 16]), ..case };
    let id = other.id;
    let records = hour.records.clone();
    let trace = Request::Trace { case: Box::new(other), release, records };
    assert_eq!(tracer.ask(trace), Err(Trouble::SealedCase));
    assert_eq!(tracer.ask(Request::Results(id)), Err(Trouble::OddAnswer));
}

#[test]
fn nothing_is_released_to_a_key_that_is_not_in_the_roster() {
    let (_, mut tracer, mut approver, hour) = ready();
    let request = file(&mut tracer, &hour);
    // A server that names a key of its own cannot even have the request opened.
    let mallory = case(PrivateKey([66; 32]).public());
    let review = Request::Review { case: Box::new(mallory), request: request.clone() };
    assert_eq!(approver.ask(review), Err(Trouble::SealedCase));
    // Nor does one get it who left meanwhile.
    let (mut server, mut one, mut other, hour) = ready();
    let request = file(&mut one, &hour);
    let colleague = Member::new(3, Role::Tracer);
    server.know(&colleague);
    other.propose(&mut server, Change::Remove(one.account)).unwrap();
    one.agree(&mut server).unwrap();
    other.learn(&server).unwrap();
    let case = case(one.public);
    let review = Request::Review { case: Box::new(case.clone()), request };
    other.ask(review).unwrap();
    let approve = Request::Approve { case: case.id, records: hour.records };
    assert_eq!(other.ask(approve), Err(Trouble::StrangeTracer));
}

#[test]
fn an_answer_that_does_not_fit_the_question_stops_the_approval() {
    let (_, mut tracer, mut approver, hour) = ready();
    let request = file(&mut tracer, &hour);
    let case = case(tracer.public);
    let id = case.id;
    let review = Request::Review { case: Box::new(case), request };
    approver.ask(review).unwrap();
    approver.ask(Request::Approve { case: id, records: hour.records }).unwrap();
    assert_eq!(approver.ask(Request::ToldIdx(id, vec![None; 9])), Err(Trouble::OddAnswer));
    assert_eq!(
        approver.ask(Request::Track(id, Rows { rows: vec![], places: vec![], total: 0, next: None })),
        Err(Trouble::OddAnswer)
    );
}

#[test]
fn an_answer_to_a_case_that_was_left_is_nothing_of_the_one_that_is_open() {
    let (_, mut tracer, mut approver, hour) = ready();
    let request = file(&mut tracer, &hour);
    let case = case(tracer.public);
    let (_, release) = approve(&mut approver, &hour, &case, request.clone());
    let records = hour.records.clone();
    let left = CaseId([8; 16]);
    let begin = Request::Trace { case: Box::new(case.clone()), release, records: records.clone() };
    tracer.ask(begin).unwrap();
    // The rows would open: both windows share the hour.
    let late = [
        Request::Track(left, hour.page(hour.rows.clone())),
        Request::Around(left, hour.page(hour.rows.clone())),
        Request::AskIdentities(left),
        Request::ToldIdentities(left, Identities { identities: vec![] }),
        Request::Join(left),
        Request::Results(left),
        Request::Receipts { case: left, day: Day(2519), taken: bytes(&[]) },
        Request::Export(left, ExportFormat::Csv, Language::En),
    ];
    for late in late {
        assert_eq!(tracer.ask(late.clone()), Err(Trouble::OddAnswer), "{late:?}");
    }
    hour.feed(&mut tracer, case.id, 0);
    // What was said of the one that was left is read, and marks nothing.
    let said = Request::Disputes(left, venue_protocol::wire::notices::Disputes { disputes: vec![] });
    assert_eq!(tracer.ask(said), Ok(Reply::Said(vec![], None)));
    let Reply::Results(results) = tracer.ask(Request::Results(case.id)).unwrap() else {
        panic!("no results")
    };
    assert_eq!(results.persons.iter().filter(|person| person.degree == 0).count(), 1);

    let review = Request::Review { case: Box::new(case.clone()), request };
    approver.ask(review).unwrap();
    let begin = |case| Request::Approve { case, records: records.clone() };
    assert_eq!(approver.ask(begin(left)), Err(Trouble::OddAnswer));
    approver.ask(begin(case.id)).unwrap();
    // As long as the question of the case that is open.
    assert_eq!(approver.ask(Request::ToldIdx(left, vec![None])), Err(Trouble::OddAnswer));
    assert_eq!(approver.ask(Request::ToldTags(left, vec![])), Err(Trouble::OddAnswer));
    assert!(matches!(approver.ask(Request::ToldIdx(case.id, vec![None])), Ok(Reply::Approving(_))));
}

#[test]
fn a_request_of_another_kind_than_its_case_is_not_reviewed() {
    let (_, mut tracer, mut approver, hour) = ready();
    let person = case(tracer.public);
    let place = Case { subject: Subject::Place { venue: PLACE }, ..person.clone() };
    let named = file(&mut tracer, &hour);
    let file = File { id: person.id, documents: vec![], window: WINDOW, records: hour.records };
    let Ok(Reply::Filed { request: unnamed, .. }) = tracer.ask(Request::File(Box::new(file))) else {
        panic!("not filed")
    };
    let mut review = |case: &Case, request: &Bytes| {
        approver.ask(Request::Review { case: Box::new(case.clone()), request: request.clone() }).map(drop)
    };
    assert_eq!(review(&place, &named), Err(Trouble::OtherSubject));
    assert_eq!(review(&person, &unnamed), Err(Trouble::OtherSubject));
    assert_eq!(review(&place, &unnamed), Ok(()));
    assert_eq!(review(&person, &named), Ok(()));
}

#[test]
fn a_case_that_is_said_to_be_another_tracers_is_not_approved() {
    let (_, mut tracer, mut approver, hour) = ready();
    let request = file(&mut tracer, &hour);
    let case = Case { tracer: AccountId([3; 8]), ..case(tracer.public) };
    let (id, records) = (case.id, hour.records);
    approver.ask(Request::Review { case: Box::new(case), request }).unwrap();
    assert_eq!(approver.ask(Request::Approve { case: id, records }), Err(Trouble::StrangeTracer));
}
