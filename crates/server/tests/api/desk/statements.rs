//! What the database is asked when a guest is registered tells nothing of whether the number is known.

use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use ed25519_dalek::SigningKey;
use serde_json::{Value, json};
use tempfile::TempDir;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::seal::{CredentialKey, RevocationKey};
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::venues::Gate;
use venue_server::clock::Clock as _;
use venue_server::directory::DirectoryCache;
use venue_server::live::Live;
use venue_server::random::SharedRandom;
use venue_server::sealer::{Parts, Sealer, Terminal};
use venue_server::store::sqlite::{SqliteShelf, SqliteStore};
use venue_server::store::{Code, Place, Store as _};

use crate::sealing::track::{Calls, Flaky};
use crate::support::{ManualClock, TestAuthority, canary, guest, secret, told_guest};

const VENUE: PlaceId = PlaceId([1; 6]);

#[tokio::test]
async fn a_known_and_an_unknown_number_run_the_same_statements() {
    let dir = TempDir::new().unwrap();
    let mut random = SharedRandom::system();
    let clock = Arc::new(ManualClock::default());
    let store = SqliteStore::open(&dir.path().join("data/venue.db")).await.unwrap();
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
    let calls = Calls::default();
    let parts = Parts {
        clock: clock.clone(),
        random: random.clone(),
        directory: Arc::new(DirectoryCache::load(&store).await.unwrap()),
        store: Arc::new(Flaky { store, turn: None, tried: Arc::new(Mutex::default()), calls: calls.clone() }),
        shelf: Box::new(SqliteShelf::open(&dir.path().join("shelf.db"), None).await.unwrap()),
        record_key: SigningKey::from_bytes(&random.bytes()),
        credential_key: CredentialKey::new(1, &[7; 32]),
        revocation_key: RevocationKey::new(&[8; 32]),
        metrics: Arc::default(),
        live: Arc::new(Live::new(0)),
    };
    let (sealer, thread) = Sealer::start(parts, 64).unwrap();
    let trace = async |person: &Value| {
        let now = clock.now();
        let body = json!({ "secret": secret(), "place": VENUE, "direction": "entry", "occurred_at": now,
            "sent_at": now, "guest": { "person": person } });
        let terminal = Terminal { venue: VENUE, received_at: now, retention_days: 14, may_register: true };
        calls.lock().unwrap().clear();
        sealer.check_in_at_desk(Bytes::from(body.to_string()), terminal).await.unwrap();
        calls.lock().unwrap().clone()
    };
    // The first one begins the keys of hour and day.
    trace(&guest(&canary())).await;
    let expected = [("begin", 0), ("events", 1), ("add identity", 1), ("add rows", 1), ("commit", 0)];
    for known in [guest(&canary()), told_guest(&canary())] {
        assert_eq!(trace(&known).await, expected, "unknown");
        assert_eq!(trace(&known).await, expected, "known");
    }
    drop(sealer);
    thread.join().unwrap();
}
