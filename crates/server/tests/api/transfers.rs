//! `/api/v1/transfers`

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use venue_protocol::wire::transfers::{MAX_TRANSFER, TransferOpened};

use crate::support::{TestApp, all_bytes, contains, problem};

async fn open(app: &TestApp, ciphertext: &str) -> TransferOpened {
    let response = app.post("/api/v1/transfers", &json!({ "ciphertext": ciphertext })).await;
    assert_eq!(response.status(), 200);
    response.json().await.unwrap()
}

#[tokio::test]
async fn a_transfer_is_taken_once_and_never_touches_the_disk() {
    let app = TestApp::new().await;
    let ciphertext = BASE64URL_NOPAD.encode(&[0xa5; 3000]);
    let opened = open(&app, &ciphertext).await;
    assert!(!contains(&all_bytes(app.dir.path()), ciphertext.as_bytes()));
    let take = format!("/api/v1/transfers/{}/take", opened.id);
    let taken: Value = app.post(&take, &json!({})).await.json().await.unwrap();
    assert_eq!(taken["ciphertext"], ciphertext);
    assert_eq!(app.refusal(&take, &json!({})).await, (410, "transfer-gone".to_owned()));
}

#[tokio::test]
async fn after_ten_minutes_it_is_gone() {
    let app = TestApp::new().await;
    let opened = open(&app, "AAAA").await;
    assert_eq!(opened.expires_at, app.now().plus_millis(600_000));
    app.clock.advance_s(600);
    let take = format!("/api/v1/transfers/{}/take", opened.id);
    assert_eq!(app.refusal(&take, &json!({})).await, (410, "transfer-gone".to_owned()));
}

#[tokio::test]
async fn a_client_has_fifty_waiting_and_takes_no_place_from_others() {
    let app = TestApp::with(|config| {
        config.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
        config.budgets.transfers_per_client = 1000;
    })
    .await;
    let open_from = async |address: &str| {
        let body = json!({ "ciphertext": "AAAA" });
        let request = app.client.post(app.url("/api/v1/transfers")).header("x-forwarded-for", address);
        request.json(&body).send().await.unwrap()
    };
    let first: TransferOpened = open_from("2001:db8:1:2::1").await.json().await.unwrap();
    app.clock.advance_s(60);
    for _ in 1..50 {
        assert_eq!(open_from("2001:db8:1:2::1").await.status(), 200);
    }
    // The same household by another address.
    let refused = open_from("2001:db8:1:2:ffff::9").await;
    assert_eq!(refused.headers()["retry-after"], "541");
    assert_eq!(problem(refused).await, (429, "too-many-requests".to_owned()));
    assert_eq!(open_from("2001:db8:1:3::1").await.status(), 200);
    let take = format!("/api/v1/transfers/{}/take", first.id);
    assert_eq!(app.post(&take, &json!({})).await.status(), 200);
    assert_eq!(open_from("2001:db8:1:2::1").await.status(), 200);
}

#[tokio::test]
async fn what_is_no_ciphertext_or_no_id_is_refused() {
    let app = TestApp::new().await;
    let transfers = "/api/v1/transfers";
    assert_eq!(app.refusal(transfers, &json!({ "ciphertext": "!" })).await.1, "malformed");
    let long = BASE64URL_NOPAD.encode(&vec![0; MAX_TRANSFER + 1]);
    assert_eq!(app.refusal(transfers, &json!({ "ciphertext": long })).await.1, "too-large");
    for id in ["x", "%FF", "AAAAAAAAAAAAAAAAAAAAAA"] {
        let take = format!("/api/v1/transfers/{id}/take");
        assert_eq!(app.refusal(&take, &json!({})).await.1, "transfer-gone", "{id}");
    }
}
