//! Colleagues join and leave, and keys change, by the word of both roles.

use serde_json::{Value, json};
use venue_protocol::bytes::Bytes;
use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::role::WrappedRoleKey;
use venue_protocol::seal::roster::{Role, Roster, RosterMember};
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::authority::{AuthorityState, WrapFor};

use crate::support::{Member, TestApp, TestAuthority, check_in};

fn wrap(app: &TestApp, role_key: &PrivateKey, to: &Member) -> WrapFor {
    WrapFor {
        account: to.session.account,
        member: to.key.public(),
        role_key: role_key.public(),
        wrap: WrappedRoleKey::wrap(role_key, &to.key.public(), &mut app.random.clone()).unwrap(),
    }
}

/// The next roster with other members.
async fn next(app: &TestApp, change: impl FnOnce(&mut Vec<RosterMember>)) -> Roster {
    let before = app.roster().await;
    let mut members = before.roster().members().to_vec();
    change(&mut members);
    Roster::after(before.roster(), members).unwrap()
}

fn signed(roster: &Roster, by: &PrivateKey, wraps: &[WrapFor]) -> Value {
    json!({ "roster": Bytes(roster.to_bytes()), "signature": roster.sign(by), "wraps": wraps })
}

/// Proposed by the first, agreed to by the second.
async fn in_force(first: (&Member, &Value), second: (&Member, &Value)) {
    let (member, body) = first;
    assert_eq!(member.session.post("/authority/rosters", body).await.status(), 204);
    let (member, body) = second;
    let answer = member.session.post("/authority/rosters/signature", body).await;
    assert_eq!(answer.status(), 204, "{}", answer.text().await.unwrap());
}

#[tokio::test]
async fn a_colleague_joins_and_gets_the_roles_key_only_once_both_roles_agreed() {
    let app = TestApp::new().await;
    let (tracer, approver) = (app.member_of(Role::Tracer).await, app.member_of(Role::Approver).await);
    let new = app.newcomer(Role::Tracer).await;
    let roster = next(&app, |members| members.push(new.entry())).await;
    let TestAuthority { tracer: t, approver: a } = &app.authority;
    let proposed = signed(&roster, t, &[wrap(&app, t, &new)]);
    assert_eq!(tracer.session.post("/authority/rosters", &proposed).await.status(), 204);
    let waiting: AuthorityState = new.session.read("/authority").await;
    assert!(waiting.wraps.is_empty() && waiting.proposal.is_some());
    let agreed = signed(&roster, a, &[]);
    assert_eq!(approver.session.post("/authority/rosters/signature", &agreed).await.status(), 204);
    let joined: AuthorityState = new.session.read("/authority").await;
    assert!(joined.proposal.is_none());
    assert_eq!(joined.wraps[0].wrap.unwrap(&new.key, &t.public()).unwrap().public(), t.public());
    let me = joined.people.iter().find(|person| person.account == new.session.account).unwrap();
    assert_eq!((me.holds.as_slice(), me.key), (&[t.public().kid()][..], Some(new.key.public())));
    // The other role's members get nothing of it.
    let others: AuthorityState = approver.session.read("/authority").await;
    assert!(others.wraps.is_empty());
}

#[tokio::test]
async fn a_roster_with_a_forged_signature_or_out_of_turn_or_with_strangers_is_refused() {
    let app = TestApp::new().await;
    let (tracer, approver) = (app.member_of(Role::Tracer).await, app.member_of(Role::Approver).await);
    let TestAuthority { tracer: t, approver: a } = &app.authority;
    let new = app.newcomer(Role::Tracer).await;
    let roster = next(&app, |members| members.push(new.entry())).await;
    let operator = PrivateKey::generate(&mut app.random.clone());
    for forged in [signed(&roster, &operator, &[]), signed(&roster, a, &[])] {
        assert_eq!(tracer.session.refusal("/authority/rosters", &forged).await, (422, "invalid".into()));
    }
    let stranger = app.account(AccountRole::Reviewer).await;
    let elsewhere =
        RosterMember { role: Role::Approver, account: new.session.account, key: new.key.public() };
    for wrong in [
        RosterMember { role: Role::Tracer, account: stranger.account, key: operator.public() },
        RosterMember { key: operator.public(), ..new.entry() },
        elsewhere,
    ] {
        let roster = next(&app, |members| members.push(wrong)).await;
        let refusal = tracer.session.refusal("/authority/rosters", &signed(&roster, t, &[])).await;
        assert_eq!(refusal, (422, "invalid".into()));
    }
    // A wrap for the other role, and one of a key that the role never had.
    for wrong in [wrap(&app, t, &approver), wrap(&app, &operator, &tracer)] {
        let refusal = tracer.session.refusal("/authority/rosters", &signed(&roster, t, &[wrong])).await;
        assert_eq!(refusal, (422, "invalid".into()));
    }
    in_force((&tracer, &signed(&roster, t, &[])), (&approver, &signed(&roster, a, &[]))).await;
    let refusal = tracer.session.refusal("/authority/rosters", &signed(&roster, t, &[])).await;
    assert_eq!(refusal, (409, "authority-changed".into()));
}

#[tokio::test]
async fn a_proposal_is_taken_away_or_replaced_and_then_not_agreed_to() {
    let app = TestApp::new().await;
    let (tracer, approver) = (app.member_of(Role::Tracer).await, app.member_of(Role::Approver).await);
    let TestAuthority { tracer: t, approver: a } = &app.authority;
    let (one, other) = (app.newcomer(Role::Tracer).await, app.newcomer(Role::Tracer).await);
    let roster = next(&app, |members| members.push(one.entry())).await;
    let another = next(&app, |members| members.push(other.entry())).await;
    let propose = async |roster: &Roster, to: &Member| {
        let body = signed(roster, t, &[wrap(&app, t, to)]);
        assert_eq!(tracer.session.post("/authority/rosters", &body).await.status(), 204);
    };
    propose(&roster, &one).await;
    propose(&another, &other).await;
    let refused = approver.session.refusal("/authority/rosters/signature", &signed(&roster, a, &[])).await;
    assert_eq!(refused, (409, "authority-changed".into()));
    assert_eq!(approver.session.delete("/authority/rosters/proposal").await.status(), 204);
    let refused = approver.session.refusal("/authority/rosters/signature", &signed(&another, a, &[])).await;
    assert_eq!(refused, (409, "authority-changed".into()));
    propose(&roster, &one).await;
    assert_eq!(
        approver.session.post("/authority/rosters/signature", &signed(&roster, a, &[])).await.status(),
        204
    );
    // What waited for the others went with their roster.
    for (member, wraps) in [(&one, 1), (&other, 0)] {
        let state: AuthorityState = member.session.read("/authority").await;
        assert_eq!(state.wraps.len(), wraps);
    }
}

#[tokio::test]
async fn a_new_role_key_seals_what_comes_and_the_old_one_still_opens_what_came() {
    let app = TestApp::new().await;
    let (tracer, approver) = (app.member_of(Role::Tracer).await, app.member_of(Role::Approver).await);
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    let before = app.roster().await;
    let new = PrivateKey::generate(&mut app.random.clone());
    let TestAuthority { tracer: t, approver: a } = &app.authority;
    let mut rng = app.random.clone();
    let roster = Roster::rotated(before.roster(), Role::Tracer, t, &new, &mut rng).unwrap();
    let wraps = [wrap(&app, &new, &tracer), wrap(&app, t, &tracer)];
    in_force((&tracer, &signed(&roster, t, &wraps)), (&approver, &signed(&roster, a, &[]))).await;
    // In the same hour: the slot of the old key is not used any more.
    app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    let records = app.authority.records(&app.shelf()).await;
    let kids: Vec<_> = records.iter().map(|record| record.tracer()).collect();
    assert_eq!(kids, [t.public().kid(), t.public().kid(), new.public().kid()]);
    records[0].open_tracer_half(t).unwrap();
    records[2].open_tracer_half(&new).unwrap();
    records[2].open_tracer_half(t).unwrap_err();
    let state: AuthorityState = tracer.session.read("/authority").await;
    let mut keys: Vec<_> = state.wraps.iter().map(|wrap| wrap.role_key).collect();
    keys.sort();
    let mut expected = [t.public(), new.public()];
    expected.sort();
    assert_eq!(keys, expected);
}

#[tokio::test]
async fn after_a_recovery_members_are_given_the_key_again() {
    let app = TestApp::new().await;
    let tracer = app.member_of(Role::Tracer).await;
    let outsider = app.newcomer(Role::Tracer).await;
    let t = &app.authority.tracer;
    let give = |to: &Member| json!({ "wraps": [wrap(&app, t, to)] });
    assert_eq!(tracer.session.post("/authority/wraps", &give(&tracer)).await.status(), 204);
    let refusal = tracer.session.refusal("/authority/wraps", &give(&outsider)).await;
    assert_eq!(refusal, (422, "invalid".into()));
    let state: AuthorityState = tracer.session.read("/authority").await;
    assert_eq!(state.wraps[0].wrap.unwrap(&tracer.key, &t.public()).unwrap().public(), t.public());
}

#[tokio::test]
async fn nobody_puts_a_wrap_in_the_place_of_a_colleagues_and_who_left_gives_none() {
    let app = TestApp::new().await;
    let (tracer, colleague) = (app.member_of(Role::Tracer).await, app.member_of(Role::Tracer).await);
    let t = &app.authority.tracer;
    let give = async |by: &Member, wrap: WrapFor| {
        by.session.post("/authority/wraps", &json!({ "wraps": [wrap] })).await.status()
    };
    assert_eq!(give(&tracer, wrap(&app, t, &colleague)).await, 204);
    // Something that looks like a wrap of the key.
    let other = PrivateKey::generate(&mut app.random.clone());
    let junk = WrapFor { wrap: wrap(&app, &other, &colleague).wrap, ..wrap(&app, t, &colleague) };
    assert_eq!(give(&tracer, junk.clone()).await, 204);
    let opens = async || {
        let state: AuthorityState = colleague.session.read("/authority").await;
        state.wraps[0].wrap.unwrap(&colleague.key, &t.public()).is_ok()
    };
    assert!(opens().await);
    // One's own one may replace: a recovered key.
    assert_eq!(give(&colleague, junk).await, 204);
    assert!(!opens().await);
    assert_eq!(give(&colleague, wrap(&app, t, &colleague)).await, 204);
    assert!(opens().await);
    app.put_roster(|members| members.retain(|member| member.account != tracer.session.account)).await;
    assert_eq!(give(&tracer, wrap(&app, t, &colleague)).await, 403);
}
