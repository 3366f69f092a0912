//! Both roles found themselves, in two browsers, and nobody else can.

use serde_json::{Value, json};
use venue_protocol::bytes::Bytes;
use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::role::WrappedRoleKey;
use venue_protocol::seal::roster::{Role, RoleKeys, Roster, SignedRoster};
use venue_protocol::wire::authority::AuthorityState;

use crate::support::{Member, TestApp, check_in, rows};

fn founding(app: &TestApp, member: &Member, role: &PrivateKey) -> Value {
    let wrap = WrappedRoleKey::wrap(role, &member.key.public(), &mut app.random.clone()).unwrap();
    json!({ "keys": RoleKeys::of(role), "wrap": wrap })
}

#[tokio::test]
async fn two_browsers_found_the_roles_and_from_then_on_is_sealed_to_them() {
    let app = TestApp::without_authority(|_| ()).await;
    let (tracer, approver) = (app.newcomer(Role::Tracer).await, app.newcomer(Role::Approver).await);
    let (t, a) = (&app.authority.tracer, &app.authority.approver);
    for (member, key) in [(&tracer, t), (&approver, a)] {
        let sent = member.session.post("/authority/founders", &founding(&app, member, key)).await;
        assert_eq!(sent.status(), 204);
    }
    let state: AuthorityState = tracer.session.read("/authority").await;
    assert!(state.rosters.is_empty() && state.founders.len() == 2);
    let keys = |role| state.founders.iter().find(|founder| founder.role == role).unwrap().keys;
    let members = vec![tracer.entry(), approver.entry()];
    let roster = Roster::first(keys(Role::Tracer), keys(Role::Approver), members).unwrap();
    let bytes = Bytes(roster.to_bytes());
    let proposed = json!({ "roster": bytes, "signature": roster.sign(t), "wraps": [] });
    assert_eq!(tracer.session.post("/authority/rosters", &proposed).await.status(), 204);
    // The own role's word does not count for both.
    let own = json!({ "roster": bytes, "signature": roster.sign(t), "wraps": [] });
    let refusal = tracer.session.refusal("/authority/rosters/signature", &own).await;
    assert_eq!(refusal, (409, "authority-changed".into()));
    let forged = json!({ "roster": bytes, "signature": roster.sign(t), "wraps": [] });
    let refusal = approver.session.refusal("/authority/rosters/signature", &forged).await;
    assert_eq!(refusal, (422, "invalid".into()));
    let agreed = json!({ "roster": bytes, "signature": roster.sign(a), "wraps": [] });
    assert_eq!(approver.session.post("/authority/rosters/signature", &agreed).await.status(), 204);
    let state: AuthorityState = approver.session.read("/authority").await;
    assert!(state.founders.is_empty() && state.proposal.is_none());
    let [first] = state.rosters.as_slice() else { panic!("{:?}", state.rosters) };
    SignedRoster::first(Roster::from_bytes(&first.roster.0).unwrap(), &first.tracer, &first.approver)
        .unwrap();
    // The founder's browser gets the role's key back by the own key.
    let [wrap] = state.wraps.as_slice() else { panic!("{:?}", state.wraps) };
    assert_eq!(wrap.wrap.unwrap(&approver.key, &wrap.role_key).unwrap().public(), a.public());
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    assert_eq!(rows(&app.data()).await.len(), 1);
    assert_eq!(app.authority.track(&app.data(), &app.shelf(), &app.pid(&credential)).await.len(), 1);
}

#[tokio::test]
async fn a_role_is_founded_by_one_who_may_think_again_until_there_is_a_roster() {
    let app = TestApp::without_authority(|_| ()).await;
    let (first, second) = (app.newcomer(Role::Tracer).await, app.newcomer(Role::Tracer).await);
    let mut rng = app.random.clone();
    let (old, new) = (PrivateKey::generate(&mut rng), PrivateKey::generate(&mut rng));
    for key in [&old, &new] {
        let sent = first.session.post("/authority/founders", &founding(&app, &first, key)).await;
        assert_eq!(sent.status(), 204);
    }
    let state: AuthorityState = second.session.read("/authority").await;
    assert_eq!(state.founders.iter().map(|founder| founder.keys).collect::<Vec<_>>(), [RoleKeys::of(&new)]);
    let own: AuthorityState = first.session.read("/authority").await;
    assert_eq!(own.wraps.iter().map(|wrap| wrap.role_key).collect::<Vec<_>>(), [new.public()]);
    let refusal = second.session.refusal("/authority/founders", &founding(&app, &second, &old)).await;
    assert_eq!(refusal, (409, "authority-changed".into()));
    app.set_authority().await;
    let refusal = first.session.refusal("/authority/founders", &founding(&app, &first, &old)).await;
    assert_eq!(refusal, (409, "authority-changed".into()));
}

#[tokio::test]
async fn nobody_founds_without_a_key_of_the_own_or_with_a_colleagues() {
    let app = TestApp::without_authority(|_| ()).await;
    let member = app.newcomer(Role::Approver).await;
    let without = app.account(venue_protocol::wire::accounts::AccountRole::Approver).await;
    let body = founding(&app, &member, &app.authority.approver);
    assert_eq!(without.refusal("/authority/founders", &body).await, (422, "invalid".into()));
    let taken = without.put("/authority/me", &json!({ "key": member.key.public() })).await;
    assert_eq!(taken.status(), 422);
}
