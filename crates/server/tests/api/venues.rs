//! `POST /api/v1/venues/look-up`

use serde_json::json;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::token::Validity;
use venue_protocol::wire::venues::{Gate, VenueInfo};
use venue_server::codes::Codes;
use venue_server::keys::{Ring, Secret};
use venue_server::store::Place;

use crate::support::TestApp;

const PATH: &str = "/api/v1/venues/look-up";

fn zone(id: PlaceId) -> Place {
    Place {
        id,
        venue: PlaceId([9; 6]),
        name: "诊所".to_owned(),
        zone: Some("东门".to_owned()),
        gate: Gate::Entry,
        sensitive: true,
    }
}

#[tokio::test]
async fn token_and_typed_code_tell_the_same_venue() {
    let app = TestApp::new().await;
    let (token, typed) = app.place(&zone(PlaceId([8; 6])), true).await;
    let by_token: VenueInfo = app.post(PATH, &json!({ "token": token })).await.json().await.unwrap();
    let by_number = app.post(PATH, &json!({ "typed_code": typed.to_string() })).await;
    assert_eq!(by_token, by_number.json().await.unwrap());
    assert_eq!((by_token.name.as_str(), by_token.zone.as_deref()), ("诊所", Some("东门")));
    assert_eq!((by_token.gate, by_token.sensitive, by_token.token), (Gate::Entry, true, token.clone()));
    let lower = app.post(PATH, &json!({ "token": token.to_lowercase() })).await;
    assert_eq!(lower.status(), 200);
}

#[tokio::test]
async fn every_bad_code_has_a_refusal_of_its_own() {
    let app = TestApp::new().await;
    let place = PlaceId([8; 6]);
    let (token, typed) = app.place(&zone(place), true).await;
    let today = app.now().day();
    let validity = Validity::Days { from: today, to: today };
    let forged = Codes::new(&Ring::first(Secret::new([1; 32]))).sign(place, Serial(1), validity).to_string();
    let unknown = app.server.app.codes.sign(PlaceId([7; 6]), Serial(1), validity).to_string();
    let mut wrong_digit = typed.to_string();
    let last = wrong_digit.pop().unwrap();
    wrong_digit.push(if last == '0' { '1' } else { '0' });
    for (body, status, kind) in [
        (json!({ "token": "AEAW3" }), 422, "code-unreadable"),
        (json!({ "token": forged }), 422, "code-forged"),
        (json!({ "token": unknown }), 404, "code-unknown"),
        (json!({ "typed_code": wrong_digit }), 422, "code-unreadable"),
        (json!({ "typed_code": "hello" }), 422, "code-unreadable"),
    ] {
        assert_eq!(app.refusal(PATH, &body).await, (status, kind.to_owned()), "{body}");
    }
    app.clock.advance_s(1001 * 86_400);
    assert_eq!(app.refusal(PATH, &json!({ "token": token })).await, (410, "code-expired".to_owned()));
}

#[tokio::test]
async fn a_revoked_code_is_refused_at_once_a_replaced_one_from_its_day_on() {
    let app = TestApp::new().await;
    let (place, token) = app.venue().await;
    let (newer, _) = app.code(place, Serial(2), 1000).await;
    let mut writer = app.server.app.store.writer().await.unwrap();
    writer.begin().await.unwrap();
    writer.replace_codes(place, Serial(2), app.now().plus_millis(3_600_000)).await.unwrap();
    writer.commit().await.unwrap();
    app.refresh().await;
    let info: VenueInfo = app.post(PATH, &json!({ "token": token })).await.json().await.unwrap();
    assert_eq!(info.valid_until, app.now().plus_millis(3_600_000));
    app.clock.advance_s(3600);
    assert_eq!(app.refusal(PATH, &json!({ "token": token })).await, (410, "code-revoked".to_owned()));
    assert_eq!(app.post(PATH, &json!({ "token": newer })).await.status(), 200);
    app.revoke(place).await;
    assert_eq!(app.refusal(PATH, &json!({ "token": newer })).await, (410, "code-revoked".to_owned()));
}

#[tokio::test]
async fn guessing_typed_codes_uses_up_a_budget_which_time_refills() {
    let app = TestApp::with(|config| config.budgets.typed_codes_per_client = 3).await;
    let (token, _) = app.place(&zone(PlaceId([8; 6])), true).await;
    let guess =
        json!({ "typed_code": venue_protocol::typed_code::TypedCode::from_number(1).unwrap().to_string() });
    for _ in 0..3 {
        assert_eq!(app.refusal(PATH, &guess).await.0, 404);
    }
    let response = app.post(PATH, &guess).await;
    assert_eq!(response.headers()["retry-after"], "21");
    assert_eq!(crate::support::problem(response).await, (429, "too-many-requests".to_owned()));
    // A scanned token cannot be guessed, and needs no budget.
    assert_eq!(app.post(PATH, &json!({ "token": token })).await.status(), 200);
    app.clock.advance_s(21);
    assert_eq!(app.refusal(PATH, &guess).await.0, 404);
}
