//! How far a case is, and who may go on with it.

use serde_json::json;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::cases::{Case, CaseState, Subject};

use crate::support::{Inquiry, TestApp, canary, problem};

#[tokio::test]
async fn of_two_approvers_one_works_on_a_case_until_it_is_given_back() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let other = app.member_of(Role::Approver).await;
    let case = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    let take = format!("/cases/{}/take", case.id);
    let nothing = json!({});
    let (one, two) =
        tokio::join!(inquiry.approver.session.post(&take, &nothing), other.session.post(&take, &nothing));
    let mut statuses = [one.status().as_u16(), two.status().as_u16()];
    let (first, second) = if statuses[0] == 204 {
        (&inquiry.approver.session, &other.session)
    } else {
        (&other.session, &inquiry.approver.session)
    };
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
    // Again by the same one is the same.
    assert_eq!(first.post(&take, &json!({})).await.status(), 204);
    for path in ["request", "take"] {
        let path = format!("/cases/{}/{path}", case.id);
        let refused =
            if path.ends_with("take") { second.delete(&path).await } else { second.get(&path).await };
        assert_eq!(problem(refused).await, (409, "case-changed".into()));
    }
    assert_eq!(first.delete(&take).await.status(), 204);
    let read: Case = second.read(&format!("/cases/{}", case.id)).await;
    assert_eq!((read.state, read.approver), (CaseState::Filed, None));
    assert_eq!(second.post(&take, &json!({})).await.status(), 204);
    let gone = first.get(&format!("/cases/{}/request", case.id)).await;
    assert_eq!(problem(gone).await, (409, "case-changed".into()));
}

#[tokio::test]
async fn a_case_whose_approver_has_left_is_free() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let other = app.member_of(Role::Approver).await;
    let case = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    inquiry.take(&case).await;
    let left = inquiry.approver.session.account;
    app.put_roster(|members| members.retain(|member| member.account != left)).await;
    assert_eq!(other.session.post(&format!("/cases/{}/take", case.id), &json!({})).await.status(), 204);
    let refused = inquiry.approver.session.get(&format!("/cases/{}/request", case.id)).await;
    assert_eq!(problem(refused).await, (403, "not-allowed".into()));
}

#[tokio::test]
async fn a_removed_member_files_approves_and_reads_no_more() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&canary()], inquiry.window(60)).await;
    let filing = inquiry.filing(Subject::Person, &[&canary()], inquiry.window(60)).await;
    let taken = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    inquiry.take(&taken).await;
    let approval = inquiry.approval(&taken).await;
    app.put_roster(Vec::clear).await;
    let not_allowed = (403, "not-allowed".to_owned());
    let (tracer, approver) = (&inquiry.tracer.session, &inquiry.approver.session);
    assert_eq!(tracer.refusal("/cases", &filing).await, not_allowed);
    assert_eq!(approver.refusal(&format!("/cases/{}/approval", taken.id), &approval).await, not_allowed);
    for what in ["release", "track", "around"] {
        assert_eq!(problem(tracer.get(&format!("/cases/{}/{what}", case.id)).await).await, not_allowed);
    }
    for path in ["/cases", "/key-records?from=1&to=2"] {
        assert_eq!(problem(tracer.get(path).await).await, not_allowed);
    }
}

#[tokio::test]
async fn a_case_is_not_there_for_other_tracers_and_other_roles_and_each_role_keeps_to_its_part() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let colleague = app.member_of(Role::Tracer).await;
    let reviewer = app.account(AccountRole::Reviewer).await;
    let operator = app.account(AccountRole::Operator).await;
    let case = inquiry.approved(Subject::Person, &[&canary()], inquiry.window(60)).await;
    let not_found = (404, "not-found".to_owned());
    for what in ["", "/track", "/around", "/release", "/request"] {
        let path = format!("/cases/{}{what}", case.id);
        for other in [&colleague.session, &reviewer, &operator] {
            assert_eq!(problem(other.get(&path).await).await, not_found, "{what}");
        }
    }
    let own: Vec<Case> = colleague.session.read("/cases").await;
    assert!(own.is_empty());
    for what in ["track", "around", "release"] {
        let path = format!("/cases/{}/{what}", case.id);
        assert_eq!(problem(inquiry.approver.session.get(&path).await).await, not_found);
    }
    let take = format!("/cases/{}/take", case.id);
    assert_eq!(inquiry.tracer.session.refusal(&take, &json!({})).await, not_found);
}
