//! `venue-server keys`: what an older key made stays good, and the newest one makes.

use std::fs;

use serde_json::json;
use venue_protocol::id::{Credential, Serial};
use venue_protocol::seal::KeyRecord;
use venue_protocol::token::VenueToken;
use venue_protocol::wire::keys::{PublicKey, PublicKeys};
use venue_protocol::wire::persons::Registered;

use crate::commands::{bad, good};
use crate::support::{TestApp, check_in, command, stop};

async fn rotated(app: TestApp, which: &str) -> TestApp {
    let stopped = stop(app).await;
    stopped.command(&["keys", "rotate", "--which", which]).await.unwrap();
    assert_eq!(stopped.count("SELECT count(*) FROM audit WHERE kind = 'key-rotated'").await, 1);
    stopped.start().await
}

async fn keys(app: &TestApp) -> PublicKeys {
    app.client.get(app.url("/api/v1/keys")).send().await.unwrap().json().await.unwrap()
}

async fn renewed(app: &TestApp, credential: &Credential) -> Credential {
    let response = app.post("/api/v1/persons/renew", &json!({ "credential": credential })).await;
    assert_eq!(response.status(), 200);
    response.json::<Registered>().await.unwrap().credential
}

#[tokio::test]
async fn codes_on_the_wall_stay_good_and_new_ones_are_signed_by_the_new_key() {
    let app = TestApp::new().await;
    let (venue, old) = app.venue().await;
    let before = keys(&app).await;
    let app = rotated(app, "token").await;
    let after = keys(&app).await;
    assert_eq!((after.token_keys.len(), after.token_keys[0].id), (2, 2));
    assert_eq!(after.token_keys[1], before.token_keys[0]);
    let (new, _) = app.code(venue, Serial(2), 100).await;
    let token: VenueToken = new.parse().unwrap();
    assert_eq!(token.key_id, 2);
    assert!(token.verify(&after.token_keys).is_ok() && token.verify(&before.token_keys).is_err());
    for token in [&old, &new] {
        let found = app.post("/api/v1/venues/look-up", &json!({ "token": token })).await;
        assert_eq!(found.status(), 200);
    }
    let person = app.register().await;
    app.check_in(&[check_in(&old, app.now(), &[&person]), check_in(&new, app.now(), &[&person])]).await;
}

#[tokio::test]
async fn credentials_of_an_older_key_check_in_and_are_renewed_into_the_new_one_until_its_file_is_gone() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let (renewing, staying) = (app.register().await, app.register().await);
    assert_eq!(renewing.0[1], 1);
    let app = rotated(app, "credential").await;
    app.check_in(&[check_in(&token, app.now(), &[&renewing, &staying])]).await;
    let renewing = renewed(&app, &renewing).await;
    assert_eq!((renewing.0[1], app.register().await.0[1]), (2, 2));
    let stopped = stop(app).await;
    fs::remove_file(stopped.data().join("keys/credential.key")).unwrap();
    let app = stopped.start().await;
    // It is not drawn anew under the old number.
    assert!(!app.data().join("keys/credential.key").exists());
    renewed(&app, &renewing).await;
    let refused = app.refusal("/api/v1/persons/renew", &json!({ "credential": staying })).await;
    assert_eq!(refused.1, "credential-unknown");
}

#[tokio::test]
async fn records_and_checkpoints_are_signed_by_the_new_key_and_older_checkpoints_are_believed() {
    let app = TestApp::with(|config| {
        config.audit.checkpoints = Some(config.data_dir.with_file_name("checkpoints.txt"));
    })
    .await;
    app.register().await;
    let app = rotated(app, "audit").await;
    let stopped = stop(app).await;
    stopped.command(&["audit", "verify"]).await.unwrap();
    stopped.command(&["keys", "rotate", "--which", "record"]).await.unwrap();
    let app = stopped.start().await;
    let (_, token) = app.venue().await;
    app.check_in(&[check_in(&token, app.now(), &[&app.register().await])]).await;
    let public = |name: &str| {
        let key = venue_server::keys::read(&app.data().join("keys").join(name)).unwrap();
        PublicKey(ed25519_dalek::SigningKey::from_bytes(&key).verifying_key().to_bytes())
    };
    let (old, new) = (public("record.key"), public("record-2.key"));
    let records = app.authority.records(&app.shelf()).await;
    let by = |key| records.iter().filter(|record: &&KeyRecord| record.verify(key).is_ok()).count();
    assert_eq!((by(&old), by(&new)), (1, 2));
}

#[tokio::test]
async fn no_key_is_changed_under_a_server_that_runs_and_only_those_that_can_be() {
    let app = TestApp::new().await;
    let rotate = ["keys", "rotate", "--which", "token"];
    let error = command(app.dir.path(), app.clock.clone(), &rotate).await.unwrap_err();
    assert!(error.contains("stop the server first"), "{error}");
    assert!(!app.data().join("keys/token-2.key").exists());
    let list = good(app.dir.path(), &["keys", "list"]);
    assert_eq!(list.lines().count(), 4);
    for kind in ["revocation", "word", "account"] {
        assert!(bad(app.dir.path(), &["keys", "rotate", "--which", kind], "").contains("invalid value"));
    }
    let TestApp { server, dir, .. } = app;
    server.stop().await.unwrap();
    good(dir.path(), &rotate);
    let list = good(dir.path(), &["keys", "list"]);
    assert!(list.contains("token         2  makes") && list.contains("token         1  accepted"), "{list}");
    let secret = fs::read_to_string(dir.path().join("data/keys/token-2.key")).unwrap();
    assert!(!list.contains(secret.trim()));
}

#[tokio::test]
async fn no_key_is_there_without_an_entry_that_tells_of_it() {
    let stopped = stop(TestApp::new().await).await;
    let keys = stopped.data().join("keys");
    fs::create_dir(keys.join("token-2.new")).unwrap();
    assert!(stopped.command(&["keys", "rotate", "--which", "token"]).await.is_err());
    assert!(!keys.join("token-2.key").exists());
    assert_eq!(stopped.count("SELECT count(*) FROM audit WHERE kind = 'key-rotated'").await, 1);
}
