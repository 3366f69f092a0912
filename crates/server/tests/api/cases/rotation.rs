//! A window over a rotation of role keys.

use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::roster::{Role, Roster};
use venue_protocol::wire::cases::Subject;
use venue_server::store::authority::NewRoster;

use crate::support::{Inquiry, TestApp, canary, check_in, registration};

#[tokio::test]
async fn rows_and_registrations_before_and_after_a_rotation_are_found_in_one_case() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let person = canary();
    let mut inquiry = Inquiry::new(&app).await;
    let visit = async || {
        let credential = app.register_as(&registration(&person)).await.credential;
        app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
        app.pid(&credential)
    };
    let before = visit().await;
    let mut rng = app.random.clone();
    let (tracer, approver) = (PrivateKey::generate(&mut rng), PrivateKey::generate(&mut rng));
    // Signed by the keys before, one role after the other.
    let [mut by_tracer, by_approver] = [app.authority.tracer.clone(), app.authority.approver.clone()];
    for (role, key) in [(Role::Tracer, &tracer), (Role::Approver, &approver)] {
        let before = app.roster().await;
        let old = if role == Role::Tracer { &by_tracer } else { &by_approver };
        let roster = Roster::rotated(before.roster(), role, old, key, &mut rng).unwrap();
        let (t, a) = (roster.sign(&by_tracer), roster.sign(&by_approver));
        let roster = before.followed_by(roster, &t, &a).unwrap();
        let mut entry = app.server.app.office.begin().await.unwrap();
        let new = NewRoster { roster, tracer: t, approver: a };
        entry.writer.authority().put_in_force(app.now(), &new).await.unwrap();
        entry.commit().await.unwrap();
        by_tracer = tracer.clone();
    }
    app.refresh().await;
    inquiry.tracer_keys.insert(0, tracer);
    inquiry.approver_keys.insert(0, approver);
    let after = visit().await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let found = inquiry.trace(&case).await;
    let mut pids: Vec<_> = found.track.iter().map(|(_, visit)| visit.pid.clone()).collect();
    pids.sort_by_key(|pid| pid.0);
    let mut expected = vec![before, after];
    expected.sort_by_key(|pid| pid.0);
    assert_eq!(pids, expected);
    assert_eq!(found.names(), [person.name.as_str(), person.name.as_str()]);
}
