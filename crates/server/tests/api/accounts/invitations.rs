//! Inviting to a venue, accepting, handing over.

use serde_json::{Value, json};
use venue_protocol::id::PlaceId;
use venue_protocol::wire::accounts::{
    InvitationInfo, Membership, NewInvitation, Offer, OpenInvitation, Right,
};

use crate::support::{Session, TestApp, good, problem};

async fn invite(manager: &Session, venue: PlaceId, offer: Offer) -> (NewInvitation, Value) {
    let path = format!("/venues/{venue}/invitations");
    let new: NewInvitation = good(manager.post(&path, &json!({ "offer": offer })).await).await;
    let secret = new.link.url.strip_prefix("https://venue.test/console/invitation#").unwrap();
    let body = json!({ "secret": secret });
    (new, body)
}

async fn venue_of(app: &TestApp, manager: &Session) -> PlaceId {
    let (venue, _) = app.venue().await;
    app.member(venue, manager, Right::Manager).await;
    venue
}

fn gone() -> (u16, String) {
    (410, "link-gone".to_owned())
}

#[tokio::test]
async fn whoever_has_the_link_sees_what_it_offers_and_one_account_accepts_it() {
    let app = TestApp::new().await;
    let (manager, staff) = (app.sign_up("manager").await, app.sign_up("staff").await);
    let venue = venue_of(&app, &manager).await;
    let (new, link) = invite(&manager, venue, Offer::Staff).await;
    let info: InvitationInfo = good(Session::nobody(&app).post("/invitations/look-up", &link).await).await;
    assert_eq!((info.venue_name.as_str(), info.offer), ("图书馆", Offer::Staff));
    assert_eq!(info.expires_at, new.link.expires_at);
    let membership: Membership = good(staff.post("/invitations/accept", &link).await).await;
    assert_eq!((membership.venue, membership.right), (venue, Right::Staff));
    assert_eq!(staff.me().await.venues, [membership]);
    let third = app.sign_up("third").await;
    assert_eq!(third.refusal("/invitations/accept", &link).await, gone());
    assert_eq!(third.refusal("/invitations/look-up", &link).await, gone());
}

#[tokio::test]
async fn an_invitation_ends_after_a_week_when_it_is_withdrawn_or_its_maker_leaves() {
    let app = TestApp::new().await;
    let (manager, other) = (app.sign_up("manager").await, app.sign_up("other").await);
    let venue = venue_of(&app, &manager).await;
    app.member(venue, &other, Right::Manager).await;
    let guest = app.sign_up("guest").await;
    let (late, late_link) = invite(&manager, venue, Offer::Staff).await;
    let (withdrawn, withdrawn_link) = invite(&manager, venue, Offer::Staff).await;
    let (_, left_link) = invite(&other, venue, Offer::Manager).await;
    assert_eq!(manager.delete(&format!("/venues/{venue}/invitations/{}", withdrawn.id)).await.status(), 204);
    assert_eq!(guest.refusal("/invitations/accept", &withdrawn_link).await, gone());
    assert_eq!(manager.delete(&format!("/venues/{venue}/members/{}", other.account)).await.status(), 204);
    assert_eq!(guest.refusal("/invitations/accept", &left_link).await, gone());
    let open = async || -> Vec<OpenInvitation> {
        let members: Value = manager.read(&format!("/venues/{venue}/members")).await;
        serde_json::from_value(members["invitations"].clone()).unwrap()
    };
    assert_eq!(open().await.iter().map(|of| of.id).collect::<Vec<_>>(), [late.id]);
    app.clock.advance_s(3 * 86_400);
    assert_eq!(manager.get("/me").await.status(), 200);
    app.clock.advance_s(3 * 86_400 + 86_399);
    assert_eq!(manager.post("/invitations/look-up", &late_link).await.status(), 200);
    assert_eq!(manager.get("/me").await.status(), 200);
    app.clock.advance_s(1);
    assert_eq!(manager.refusal("/invitations/look-up", &late_link).await, gone());
    assert!(open().await.is_empty());
}

#[tokio::test]
async fn a_venue_that_is_handed_over_is_the_other_s_alone() {
    let app = TestApp::new().await;
    let (manager, next) = (app.sign_up("manager").await, app.sign_up("next").await);
    let venue = venue_of(&app, &manager).await;
    app.member(venue, &next, Right::Staff).await;
    let (_, link) = invite(&manager, venue, Offer::HandOver).await;
    let (_, unused) = invite(&manager, venue, Offer::Staff).await;
    let membership: Membership = good(next.post("/invitations/accept", &link).await).await;
    assert_eq!(membership.right, Right::Manager);
    let members = format!("/venues/{venue}/members");
    assert_eq!(problem(manager.get(&members).await).await, (404, "not-found".to_owned()));
    assert_eq!(next.get(&members).await.status(), 200);
    assert!(manager.me().await.venues.is_empty());
    assert_eq!(app.sign_up("guest").await.refusal("/invitations/accept", &unused).await, gone());
}

#[tokio::test]
async fn nobody_accepts_their_own_invitation_and_nobody_loses_a_right_by_one() {
    let app = TestApp::new().await;
    let (manager, second) = (app.sign_up("manager").await, app.sign_up("second").await);
    let venue = venue_of(&app, &manager).await;
    app.member(venue, &second, Right::Manager).await;
    let (_, link) = invite(&manager, venue, Offer::Staff).await;
    assert_eq!(manager.refusal("/invitations/accept", &link).await, (403, "not-allowed".to_owned()));
    let membership: Membership = good(second.post("/invitations/accept", &link).await).await;
    assert_eq!(membership.right, Right::Manager);
}

#[tokio::test]
async fn of_two_that_accept_at_once_one_does() {
    let app = TestApp::new().await;
    let manager = app.sign_up("manager").await;
    let venue = venue_of(&app, &manager).await;
    let (one, two) = (app.sign_up("one").await, app.sign_up("two").await);
    let (_, link) = invite(&manager, venue, Offer::Staff).await;
    let (first, second) =
        tokio::join!(one.post("/invitations/accept", &link), two.post("/invitations/accept", &link));
    let mut answers = [first.status().as_u16(), second.status().as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [200, 410]);
}

#[tokio::test]
async fn to_a_venue_that_is_only_applied_for_nobody_is_invited() {
    let app = TestApp::new().await;
    let manager = app.sign_up("manager").await;
    let venue = PlaceId(app.random.bytes());
    app.member(venue, &manager, Right::Manager).await;
    let path = format!("/venues/{venue}/invitations");
    assert_eq!(manager.refusal(&path, &json!({ "offer": "staff" })).await, (409, "not-approved".to_owned()));
    assert!(manager.me().await.venues.is_empty());
}

#[tokio::test]
async fn past_a_hundred_open_invitations_some_are_to_be_withdrawn_first() {
    let app = TestApp::new().await;
    let manager = app.sign_up("manager").await;
    let venue = venue_of(&app, &manager).await;
    let mut last = None;
    for _ in 0..100 {
        last = Some(invite(&manager, venue, Offer::Staff).await.0);
    }
    let (path, offer) = (format!("/venues/{venue}/invitations"), json!({ "offer": Offer::Staff }));
    assert_eq!(manager.refusal(&path, &offer).await, (409, "too-many-invitations".to_owned()));
    assert_eq!(manager.delete(&format!("{path}/{}", last.unwrap().id)).await.status(), 204);
    invite(&manager, venue, Offer::Staff).await;
}
