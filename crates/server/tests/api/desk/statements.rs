//! What the database is asked when a guest is registered tells nothing of whether the number is known.
//!
//! The statements are heard by a listener of the whole process, so that the test runs in one of its own: this test program
//! started again.

use std::fmt::Debug;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use axum::body::Bytes;
use ed25519_dalek::SigningKey;
use serde_json::{Value, json};
use tempfile::TempDir;
use tracing::field::Field;
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::seal::RevocationKey;
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::venues::Gate;
use venue_server::clock::Clock as _;
use venue_server::credentials::CredentialKeys;
use venue_server::directory::DirectoryCache;
use venue_server::keys::{Ring, Secret};
use venue_server::live::Live;
use venue_server::random::SharedRandom;
use venue_server::sealer::{Parts, Sealer, Terminal};
use venue_server::store::sqlite::{SqliteShelf, SqliteStore};
use venue_server::store::{Code, Place, SharedShelf, Store as _};

use crate::support::{ManualClock, TestAuthority, canary, eventually, guest, secret, told_guest};

const VENUE: PlaceId = PlaceId([1; 6]);
const CHILD: &str = "VENUE_SERVER_STATEMENTS_CHILD";
const DAY_S: i64 = 86_400;

/// The statements that SQLite was asked, with how many rows they gave and touched.
#[derive(Debug, Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Heard {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        let mut told = String::new();
        event.record(&mut |field: &Field, value: &dyn Debug| {
            if !field.name().starts_with("elapsed") {
                told.push_str(&format!("{}: {value:?} ", field.name()));
            }
        });
        // The tables of days are called by their days.
        let told = told.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        self.0.lock().unwrap().push(told);
    }
}

/// A sealer at one venue, whose statements are heard.
struct Terminals {
    heard: Heard,
    clock: Arc<ManualClock>,
    sealer: Sealer,
    thread: JoinHandle<()>,
}

impl Terminals {
    async fn new(dir: &Path, heard: Heard) -> Self {
        let mut random = SharedRandom::system();
        let clock = Arc::new(ManualClock::default());
        let store = SqliteStore::open_telling(&dir.join("data/venue.db")).await.unwrap();
        let mut writer = store.writer().await.unwrap();
        writer.begin().await.unwrap();
        writer.set_authority(clock.now(), &TestAuthority::new(&mut random).public()).await.unwrap();
        let place = Place {
            id: VENUE,
            venue: VENUE,
            name: String::new(),
            zone: None,
            gate: Gate::Both,
            sensitive: false,
        };
        writer.add_place(clock.now(), &place, true).await.unwrap();
        let typed = TypedCode::from_number(1).unwrap();
        let code = Code { place: VENUE, serial: Serial(1), typed, token: [0; 80], dead_from: None };
        writer.add_code(clock.now(), &code).await.unwrap();
        writer.commit().await.unwrap();
        drop(writer);
        let parts = Parts {
            clock: clock.clone(),
            random: random.clone(),
            directory: Arc::new(DirectoryCache::load(&store).await.unwrap()),
            store: Arc::new(store),
            shelf: SharedShelf::new(SqliteShelf::open(&dir.join("shelf.db"), None, 0).await.unwrap()),
            record_key: SigningKey::from_bytes(&random.bytes()),
            credential_keys: CredentialKeys::new(&Ring::first(Secret::new([7; 32]))),
            revocation_key: RevocationKey::new(&[8; 32]),
            metrics: Arc::default(),
            live: Arc::new(Live::new(0)),
        };
        let (sealer, thread) = Sealer::start(parts, 64).unwrap();
        Self { heard, clock, sealer, thread }
    }

    fn terminal(&self) -> Terminal {
        Terminal { venue: VENUE, received_at: self.clock.now(), retention_days: 14, may_register: true }
    }

    /// The statements from now on up to the next commit, which is heard a little after its answer.
    async fn up_to_commit(&self, asked: impl Future<Output = ()>) -> Vec<String> {
        self.heard.0.lock().unwrap().clear();
        asked.await;
        let is_done = || self.heard.0.lock().unwrap().last().is_some_and(|last| last.contains("COMMIT"));
        eventually("the commit is heard", async || is_done()).await;
        self.heard.0.lock().unwrap().clone()
    }

    async fn check_in(&self, person: &Value) -> Vec<String> {
        let now = self.clock.now();
        let body = json!({ "secret": secret(), "place": VENUE, "direction": "entry", "occurred_at": now,
            "sent_at": now, "guest": { "person": person } });
        self.up_to_commit(async {
            self.sealer.check_in_at_desk(Bytes::from(body.to_string()), self.terminal()).await.unwrap();
        })
        .await
    }

    async fn pass(&self, person: &Value) -> Vec<String> {
        let body = json!({ "secret": secret(), "person": person, "days": 30 });
        self.up_to_commit(async {
            self.sealer.issue_pass(Bytes::from(body.to_string()), self.terminal()).await.unwrap();
        })
        .await
    }
}

/// Whatever the number was registered for before, the statements are the same.
async fn compare(heard: Heard) {
    let dir = TempDir::new().unwrap();
    let terminals = Terminals::new(dir.path(), heard).await;
    for person in [guest(&canary()), told_guest(&canary())] {
        // The first one begins the keys of hour and day, and the day's table.
        terminals.check_in(&guest(&canary())).await;
        let unknown = terminals.check_in(&person).await;
        for part in ["BEGIN IMMEDIATE", "INSERT INTO identity", "INSERT INTO check_in_", "COMMIT"] {
            assert!(unknown.iter().any(|told| told.contains(part)), "{part}: {unknown:#?}");
        }
        assert_eq!(terminals.check_in(&person).await, unknown, "known just now");
        let pass = terminals.pass(&guest(&canary())).await;
        assert!(pass.iter().any(|told| told.contains("INSERT INTO pass")), "{pass:#?}");
        assert_eq!(terminals.pass(&person).await, pass, "a pass of somebody known");
        terminals.clock.advance_s(DAY_S);
        let begun_by_unknown = terminals.check_in(&guest(&canary())).await;
        assert_eq!(terminals.check_in(&person).await, unknown, "known yesterday");
        terminals.clock.advance_s(DAY_S);
        assert_eq!(terminals.check_in(&person).await, begun_by_unknown, "a day begun by somebody known");
        assert_eq!(terminals.pass(&person).await, pass, "a pass of somebody known today");
        terminals.clock.advance_s(DAY_S);
    }
    let Terminals { sealer, thread, .. } = terminals;
    drop(sealer);
    thread.join().unwrap();
}

#[test]
fn a_known_and_an_unknown_number_run_the_same_statements() {
    if std::env::var_os(CHILD).is_some() {
        let heard = Heard::default();
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(heard.clone())).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        return runtime.block_on(compare(heard));
    }
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "desk::statements::a_known_and_an_unknown_number_run_the_same_statements"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("1 passed"), "{said}");
}
