//! SEALING test 6: whatever transactions fail, the track is complete, exactly.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use ed25519_dalek::SigningKey;
use tempfile::TempDir;
use venue_protocol::id::{Credential, EventId, PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::credential::Revocation;
use venue_protocol::seal::row::Tag;
use venue_protocol::seal::{Assurance, Authority, Holder, Pid, RevocationKey, RowFlags};
use venue_protocol::wire::venues::Direction;
use venue_server::clock::Clock as _;
use venue_server::credentials::CredentialKeys;
use venue_server::directory::DirectoryCache;
use venue_server::keys::{Ring, Secret};
use venue_server::live::Live;
use venue_server::random::SharedRandom;
use venue_server::sealer::{Arrival, Outcome, Parts, Sealer};
use venue_server::store::sqlite::{SqliteShelf, SqliteStore};
use venue_server::store::{
    Code, Directory, NewIdentity, NewRow, Place, Retired, SharedShelf, Store, StoreError, StoredEvent,
    Writer, audit,
};

use crate::support::{ManualClock, TestAuthority, rows, secret};

/// What goes wrong with a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Rows,
    CommitUndone,
    CommitDone,
}

/// A store whose transactions with rows fail in turn.
#[derive(Debug)]
struct Flaky {
    store: SqliteStore,
    turn: Arc<AtomicU32>,
    tried: Tried,
}

/// Slot and tag of every row that a transaction was given, whatever became of it.
type Tried = Arc<Mutex<Vec<(u32, Tag)>>>;

struct FlakyWriter {
    writer: Box<dyn Writer>,
    turn: Arc<AtomicU32>,
    tried: Tried,
    fault: Option<Fault>,
}

fn broken() -> Box<dyn std::error::Error + Send + Sync> {
    "the disk is on fire".into()
}

#[async_trait]
impl Store for Flaky {
    fn accounts(&self) -> &dyn venue_server::store::accounts::AccountReads {
        self.store.accounts()
    }
    fn applications(&self) -> &dyn venue_server::store::applications::ApplicationReads {
        self.store.applications()
    }
    fn desk(&self) -> &dyn venue_server::store::desk::DeskReads {
        self.store.desk()
    }
    fn notices(&self) -> &dyn venue_server::store::notices::NoticeReads {
        self.store.notices()
    }
    fn posters(&self) -> &dyn venue_server::store::posters::PosterReads {
        self.store.posters()
    }
    fn authority(&self) -> &dyn venue_server::store::authority::AuthorityReads {
        self.store.authority()
    }
    fn cases(&self) -> &dyn venue_server::store::cases::CaseReads {
        self.store.cases()
    }
    fn reports(&self) -> &dyn venue_server::store::reports::ReportReads {
        self.store.reports()
    }
    fn figures(&self) -> &dyn venue_server::store::figures::FigureReads {
        self.store.figures()
    }
    fn audit(&self) -> &dyn audit::AuditReads {
        self.store.audit()
    }
    async fn change(&self) -> Result<i64, StoreError> {
        self.store.change().await
    }
    async fn directory(&self) -> Result<Directory, StoreError> {
        self.store.directory().await
    }
    async fn event(&self, event: EventId) -> Result<Option<StoredEvent>, StoreError> {
        self.store.event(event).await
    }
    async fn revoked(&self) -> Result<Vec<Revocation>, StoreError> {
        self.store.revoked().await
    }
    async fn writer(&self) -> Result<Box<dyn Writer>, StoreError> {
        let writer = self.store.writer().await?;
        let (turn, tried) = (self.turn.clone(), self.tried.clone());
        Ok(Box::new(FlakyWriter { writer, turn, tried, fault: None }))
    }
}

#[async_trait]
impl Writer for FlakyWriter {
    fn accounts(&mut self) -> &mut dyn venue_server::store::accounts::AccountWrites {
        self.writer.accounts()
    }
    fn applications(&mut self) -> &mut dyn venue_server::store::applications::ApplicationWrites {
        self.writer.applications()
    }
    fn desk(&mut self) -> &mut dyn venue_server::store::desk::DeskWrites {
        self.writer.desk()
    }
    fn notices(&mut self) -> &mut dyn venue_server::store::notices::NoticeWrites {
        self.writer.notices()
    }
    fn posters(&mut self) -> &mut dyn venue_server::store::posters::PosterWrites {
        self.writer.posters()
    }
    fn authority(&mut self) -> &mut dyn venue_server::store::authority::AuthorityWrites {
        self.writer.authority()
    }
    fn cases(&mut self) -> &mut dyn venue_server::store::cases::CaseWrites {
        self.writer.cases()
    }
    fn reports(&mut self) -> &mut dyn venue_server::store::reports::ReportWrites {
        self.writer.reports()
    }
    async fn begin(&mut self) -> Result<(), StoreError> {
        self.fault = None;
        self.writer.begin().await
    }
    async fn commit(&mut self) -> Result<(), StoreError> {
        match self.fault {
            Some(Fault::CommitUndone) => {
                self.writer.rollback().await?;
                Err(StoreError::Unknown(broken()))
            }
            Some(Fault::CommitDone) => {
                self.writer.commit().await?;
                Err(StoreError::Unknown(broken()))
            }
            _ => self.writer.commit().await,
        }
    }
    async fn rollback(&mut self) -> Result<(), StoreError> {
        self.writer.rollback().await
    }
    async fn events(&mut self, events: &[EventId]) -> Result<Vec<StoredEvent>, StoreError> {
        self.writer.events(events).await
    }
    async fn add_rows(&mut self, rows: &[NewRow]) -> Result<(), StoreError> {
        if !rows.is_empty() {
            self.fault = match self.turn.fetch_add(1, Ordering::SeqCst) % 5 {
                1 => Some(Fault::Rows),
                2 => Some(Fault::CommitUndone),
                3 => Some(Fault::CommitDone),
                _ => None,
            };
        }
        self.tried.lock().unwrap().extend(rows.iter().map(|row| (row.slot, row.tag)));
        self.writer.add_rows(rows).await?;
        if self.fault == Some(Fault::Rows) { Err(StoreError::Failed(broken())) } else { Ok(()) }
    }
    async fn blank(&mut self, event: EventId) -> Result<u64, StoreError> {
        self.writer.blank(event).await
    }
    async fn add_identity(&mut self, identity: &NewIdentity) -> Result<(), StoreError> {
        self.writer.add_identity(identity).await
    }
    async fn keep_identity_until(&mut self, pid: &Pid, day: Day) -> Result<bool, StoreError> {
        self.writer.keep_identity_until(pid, day).await
    }
    async fn forget_identity(&mut self, pid: &Pid) -> Result<(), StoreError> {
        self.writer.forget_identity(pid).await
    }
    async fn revoke(&mut self, revocation: Revocation, until: Day) -> Result<(), StoreError> {
        self.writer.revoke(revocation, until).await
    }
    async fn audit(&mut self, at: Instant, kind: audit::Kind, subject: &[u8]) -> Result<(), StoreError> {
        self.writer.audit(at, kind, subject).await
    }
    async fn retire(&mut self, day: Day, slot: u32, today: Day) -> Result<Retired, StoreError> {
        self.writer.retire(day, slot, today).await
    }
    async fn fold(&mut self, patience: std::time::Duration) -> Result<bool, StoreError> {
        self.writer.fold(patience).await
    }
    async fn indexes_in_use(&mut self) -> Result<Vec<u32>, StoreError> {
        self.writer.indexes_in_use().await
    }
    async fn add_place(&mut self, at: Instant, place: &Place, new: bool) -> Result<(), StoreError> {
        self.writer.add_place(at, place, new).await
    }
    async fn add_code(&mut self, at: Instant, code: &Code) -> Result<(), StoreError> {
        self.writer.add_code(at, code).await
    }
    async fn replace_codes(&mut self, place: PlaceId, before: Serial, at: Instant) -> Result<(), StoreError> {
        self.writer.replace_codes(place, before, at).await
    }
    async fn revoke_codes(&mut self, place: PlaceId, at: Instant) -> Result<(), StoreError> {
        self.writer.revoke_codes(place, at).await
    }
    async fn revoke_venue(&mut self, venue: PlaceId, at: Instant) -> Result<Vec<PlaceId>, StoreError> {
        self.writer.revoke_venue(venue, at).await
    }
    async fn set_authority(&mut self, at: Instant, authority: &Authority) -> Result<(), StoreError> {
        self.writer.set_authority(at, authority).await
    }
}

fn arrival(now: Instant, person: &Credential) -> Arrival {
    Arrival {
        secret: secret(),
        place: PlaceId([1; 6]),
        serial: Serial(1),
        sent_direction: Direction::Entry,
        direction: Ok(Direction::Entry),
        scanned_at: now,
        occurred_at: now,
        received_at: now,
        late_minutes: 0,
        flags: RowFlags::default(),
        stay: None,
        persons: vec![person.clone()],
        label: None,
    }
}

/// Sends until it is registered, as a device does; the event.
async fn insist(sealer: &Sealer, arrival: impl Fn() -> Arrival) -> EventId {
    for _ in 0..10 {
        if let Ok(outcomes) = sealer.check_in(vec![arrival()]).await {
            match outcomes[0] {
                Outcome::Registered { event, .. } => return event,
                Outcome::Refused(kind) => panic!("{kind:?}"),
            }
        }
    }
    panic!("ten times in vain")
}

#[tokio::test]
async fn failed_and_doubtful_transactions_leave_no_gap_and_no_second_row() {
    let dir = TempDir::new().unwrap();
    let (data, shelf) = (dir.path().join("data"), dir.path().join("shelf"));
    let mut random = SharedRandom::system();
    let authority = TestAuthority::new(&mut random);
    let clock = Arc::new(ManualClock::default());
    let store = SqliteStore::open(&data.join("venue.db")).await.unwrap();
    let mut writer = store.writer().await.unwrap();
    writer.begin().await.unwrap();
    writer.set_authority(clock.now(), &authority.public()).await.unwrap();
    writer.commit().await.unwrap();
    let tried = Tried::default();
    let keys = CredentialKeys::new(&Ring::first(Secret::new([7; 32])));
    let today = clock.now().day();
    let person =
        Holder { pid: Pid::generate(&mut random), assurance: Assurance::DECLARED, issued: today, flags: 0 };
    let credential = keys.newest.seal(&person, &mut random).unwrap();
    let parts = Parts {
        clock: clock.clone(),
        random: random.clone(),
        directory: Arc::new(DirectoryCache::load(&store).await.unwrap()),
        store: Arc::new(Flaky { store, turn: Arc::default(), tried: tried.clone() }),
        shelf: SharedShelf::new(SqliteShelf::open(&shelf.join("shelf.db"), None, 0).await.unwrap()),
        record_key: SigningKey::from_bytes(&random.bytes()),
        credential_keys: keys,
        revocation_key: RevocationKey::new(&[8; 32]),
        metrics: Arc::default(),
        live: Arc::new(Live::new(0)),
    };
    let (sealer, thread) = Sealer::start(parts, 64).unwrap();
    let mut events = BTreeSet::new();
    for n in 0..40 {
        let model = arrival(clock.now(), &credential);
        let again = || Arrival { secret: model.secret.clone(), ..arrival(model.scanned_at, &credential) };
        let event = insist(&sealer, again).await;
        if n % 8 == 5 {
            sealer.undo(event).await.unwrap();
        } else {
            events.insert(event);
        }
        clock.advance_s(20);
    }
    drop(sealer);
    thread.join().unwrap();
    let track = authority.track(&data, &shelf, &person.pid).await;
    assert_eq!(track.len(), events.len());
    assert_eq!(track.into_iter().map(|(context, _)| context.event).collect::<BTreeSet<_>>(), events);
    assert_eq!(rows(&data).await.len(), 40);
    // Pages of a failed transaction may lie in the log, and a nonce comes from the tag: no tag is made twice.
    let tried = tried.lock().unwrap();
    assert_eq!(tried.iter().collect::<BTreeSet<_>>().len(), tried.len());
}
