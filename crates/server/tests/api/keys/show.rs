//! `GET /api/v1/keys`

use venue_protocol::token::VenueToken;
use venue_protocol::wire::keys::PublicKeys;

use crate::support::TestApp;

#[tokio::test]
async fn a_device_learns_what_it_needs_to_check_codes_by_itself() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let keys: PublicKeys =
        app.client.get(app.url("/api/v1/keys")).send().await.unwrap().json().await.unwrap();
    assert_eq!(keys.host, "VENUE.TEST");
    assert!(keys.registration_open);
    assert_eq!(keys.retention_days, 14);
    assert!(token.parse::<VenueToken>().unwrap().verify(&keys.token_keys).is_ok());
}

#[tokio::test]
async fn it_says_that_registration_is_closed_without_the_authoritys_keys() {
    let app = TestApp::without_authority(|_| ()).await;
    let keys: PublicKeys =
        app.client.get(app.url("/api/v1/keys")).send().await.unwrap().json().await.unwrap();
    assert!(!keys.registration_open);
}
