//! Reviews and decisions.

use serde_json::{Value, json};
use venue_protocol::id::PlaceId;
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::applications::{Application, Queue, Review, Stage};
use venue_protocol::wire::manage::ManagedVenue;
use venue_protocol::wire::venues::Gate;
use venue_server::store::Place;

use crate::support::{TestApp, form, good, problem};

const DAY_S: i64 = 86_400;

fn typed(venue: &ManagedVenue, place: usize, code: usize) -> &str {
    &venue.places[place].codes[code].typed_code
}

#[tokio::test]
async fn an_approved_venue_has_its_codes_at_once() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    assert_eq!(venue.places.len(), 2);
    let own = app.typed(typed(&venue, 0, 0)).await.unwrap();
    assert_eq!(
        (&own["name"], &own["gate"], &own["zone"]),
        (&json!("南湖小馆"), &json!("both"), &Value::Null)
    );
    let zone = app.typed(typed(&venue, 1, 0)).await.unwrap();
    assert_eq!((&zone["zone"], &zone["gate"]), (&json!("露台"), &json!("entry")));
    // The approved form names the zones' places, so that a change can refer to them.
    assert_eq!(venue.form.unwrap().zones[0].place, Some(venue.places[1].place));
    assert_eq!(manager.me().await.venues.len(), 1);
    let kinds = audit_kinds(&app).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "application-approved").count(), 1);
    assert_eq!(kinds.iter().filter(|kind| *kind == "code-issued").count(), 2);
}

async fn audit_kinds(app: &TestApp) -> Vec<String> {
    let mut db = crate::support::open_db(&app.data().join("venue.db")).await;
    sqlx::query_scalar("SELECT kind FROM audit ORDER BY n").fetch_all(&mut db).await.unwrap()
}

#[tokio::test]
async fn a_returned_application_tells_the_reason_and_is_corrected_and_approved() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let begun = manager.begin(&json!({})).await;
    let submitted = manager.submit(&begun, &form("南湖小馆")).await;
    let nothing_said = reviewer.decide(&submitted, json!({ "return": { "reason": " " } })).await;
    let body: Value = nothing_said.json().await.unwrap();
    assert_eq!(body["form"], json!([{ "field": "reason", "reason": "missing" }]));
    let returned = reviewer.decide(&submitted, json!({ "return": { "reason": "请写清门牌号" } })).await;
    assert_eq!(returned.status(), 200);
    let path = format!("/applications/{}", begun.venue);
    let seen: Application = manager.read(&path).await;
    assert_eq!((seen.stage, seen.reason.as_deref()), (Stage::Returned, Some("请写清门牌号")));
    let again = manager.submit(&seen, &form("南湖小馆")).await;
    assert_eq!((again.stage, again.reason.as_deref()), (Stage::Submitted, None));
    assert_eq!(reviewer.decide(&again, json!("approve")).await.status(), 200);
    assert_eq!(manager.venue(begun.venue).await.places.len(), 2);
}

#[tokio::test]
async fn a_rejected_application_is_at_its_end() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let begun = manager.begin(&json!({})).await;
    let submitted = manager.submit(&begun, &form("南湖小馆")).await;
    let rejected = reviewer.decide(&submitted, json!({ "reject": { "reason": "不是场所" } })).await;
    let rejected: Application = good(rejected).await;
    let body = json!({ "version": rejected.version, "form": form("又来") });
    let path = format!("/applications/{}", begun.venue);
    assert_eq!(problem(manager.put(&path, &body).await).await, (409, "application-changed".to_owned()));
    assert_eq!(problem(manager.get(&format!("/venues/{}", begun.venue)).await).await.0, 409);
}

#[tokio::test]
async fn of_two_who_approve_at_once_one_wins_and_the_codes_are_issued_once() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let (one, two) = (app.account(AccountRole::Reviewer).await, app.account(AccountRole::Reviewer).await);
    let begun = manager.begin(&json!({})).await;
    let submitted = manager.submit(&begun, &form("南湖小馆")).await;
    let (first, second) =
        tokio::join!(one.decide(&submitted, json!("approve")), two.decide(&submitted, json!("approve")));
    let (won, lost) = if first.status() == 200 { (first, second) } else { (second, first) };
    assert_eq!(won.status(), 200);
    assert_eq!(problem(lost).await, (409, "application-changed".to_owned()));
    let venue = manager.venue(begun.venue).await;
    assert!(venue.places.iter().all(|place| place.codes.len() == 1));
}

#[tokio::test]
async fn an_application_that_was_changed_after_it_was_looked_at_is_not_decided() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let begun = manager.begin(&json!({})).await;
    let looked_at = manager.submit(&begun, &form("南湖小馆")).await;
    let other = app.account(AccountRole::Reviewer).await;
    other.decide(&looked_at, json!({ "return": { "reason": "?" } })).await;
    let returned: Application = manager.read(&format!("/applications/{}", begun.venue)).await;
    manager.submit(&returned, &form("别的名字")).await;
    let late = reviewer.decide(&looked_at, json!("approve")).await;
    assert_eq!(problem(late).await, (409, "application-changed".to_owned()));
}

#[tokio::test]
async fn nobody_decides_about_their_own() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let own = (403, "own-application".to_owned());
    let begun = reviewer.begin(&json!({})).await;
    let submitted = reviewer.submit(&begun, &form("审核员之家")).await;
    assert_eq!(problem(reviewer.decide(&submitted, json!("approve")).await).await, own);
    // Nor of a venue where they only serve.
    let begun = manager.begin(&json!({})).await;
    let submitted = manager.submit(&begun, &form("南湖小馆")).await;
    app.member(begun.venue, &reviewer, Right::Staff).await;
    assert_eq!(problem(reviewer.decide(&submitted, json!("approve")).await).await, own);
    let review: Review = reviewer.read(&format!("/reviews/{}", begun.venue)).await;
    assert!(review.own);
    assert_eq!(review.applicant_login, "zhang");
}

#[tokio::test]
async fn managers_do_not_review() {
    let app = TestApp::new().await;
    let (manager, stranger) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let begun = manager.begin(&json!({})).await;
    let submitted = manager.submit(&begun, &form("南湖小馆")).await;
    assert_eq!(problem(manager.decide(&submitted, json!("approve")).await).await.0, 403);
    assert_eq!(problem(stranger.decide(&submitted, json!("approve")).await).await.0, 404);
    assert_eq!(problem(manager.get("/reviews").await).await.0, 403);
}

#[tokio::test]
async fn the_queue_of_a_stage_has_the_longest_waiting_first() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let mut submitted = Vec::new();
    for name in ["一", "二", "三"] {
        let begun = manager.begin(&json!({})).await;
        submitted.push(manager.submit(&begun, &form(name)).await);
        app.clock.advance_s(1);
    }
    let names = |queue: &Queue| queue.lines.iter().map(|line| line.venue_name.clone()).collect::<Vec<_>>();
    let queue: Queue = reviewer.read("/reviews").await;
    assert_eq!((queue.total, names(&queue)), (3, vec!["一".into(), "二".into(), "三".into()]));
    reviewer.decide(&submitted[0], json!("approve")).await;
    let total = reviewer.read::<Queue>("/reviews").await.total;
    assert_eq!(total, 2);
    let approved: Queue = reviewer.read("/reviews?stage=approved").await;
    assert_eq!(names(&approved), ["一"]);
    assert_eq!(problem(reviewer.get("/reviews?stage=draft").await).await.0, 400);
    assert_eq!(problem(reviewer.get("/reviews?stage=lost").await).await.0, 400);
}

#[tokio::test]
async fn the_queue_goes_on_where_it_ended_though_that_one_was_decided_or_came_again() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let first = manager.begin(&json!({})).await;
    let submitted = manager.submit(&first, &form("一")).await;
    let page = reviewer.read::<Value>("/reviews").await;
    let rest = format!("/reviews?after={}", page["last"].as_str().unwrap());
    let names = async || {
        let queue: Queue = reviewer.read(&rest).await;
        queue.lines.into_iter().map(|line| line.venue_name).collect::<Vec<_>>()
    };
    // In the same millisecond.
    let second = manager.begin(&json!({})).await;
    manager.submit(&second, &form("二")).await;
    assert_eq!(names().await, ["二"]);
    reviewer.decide(&submitted, json!({ "return": { "reason": "?" } })).await;
    assert_eq!(names().await, ["二"]);
    app.clock.advance_s(1);
    let returned: Application = manager.read(&format!("/applications/{}", first.venue)).await;
    manager.submit(&returned, &form("一")).await;
    assert_eq!(names().await, ["二", "一"]);
    assert_eq!(problem(reviewer.get("/reviews?after=x").await).await.0, 400);
}

#[tokio::test]
async fn a_new_name_gives_new_posters_and_the_old_ones_hang_on_until_their_day() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let before = app.approved(&manager, &form("南湖小馆")).await;
    let mut change = json!(before.form);
    change["venue_name"] = json!("北湖小馆");
    change["old_codes_until"] = json!(app.now().day().plus(3));
    let after = manager.change(&app, before.venue, &change).await;
    for place in 0..2 {
        assert_eq!(after.places[place].codes.len(), 2);
        assert_eq!(app.typed(typed(&after, place, 0)).await.unwrap()["name"], "北湖小馆");
        assert_eq!(app.typed(typed(&before, place, 0)).await.unwrap()["name"], "北湖小馆");
    }
    app.clock.advance_s(4 * DAY_S);
    assert_eq!(app.typed(typed(&before, 0, 0)).await.unwrap_err(), (410, "code-revoked".to_owned()));
    assert!(app.typed(typed(&after, 0, 0)).await.is_ok());
}

#[tokio::test]
async fn the_wall_works_on_for_two_weeks_where_the_review_outlasts_the_day_that_was_chosen() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    for (name, chosen, waits) in [("一", 1, 0), ("二", 5, 3), ("三", 2, 20)] {
        let before = app.approved(&manager, &form(name)).await;
        let mut change = json!(before.form);
        change["venue_name"] = json!(format!("{name}新"));
        change["old_codes_until"] = json!(app.now().day().plus(chosen));
        let begun = manager.begin(&json!({ "venue": before.venue })).await;
        let submitted = manager.submit(&begun, &change).await;
        app.clock.advance_s(waits * DAY_S);
        let reviewer = app.account(AccountRole::Reviewer).await;
        good::<Application>(reviewer.decide(&submitted, json!("approve")).await).await;
        let after: ManagedVenue = reviewer.read(&format!("/venues/{}", before.venue)).await;
        assert_eq!(after.places[0].codes[1].dead_from, app.now().day().plus(15).start(), "{name}");
        assert!(app.typed(typed(&before, 0, 0)).await.is_ok());
    }
}

#[tokio::test]
async fn a_zone_that_was_added_on_the_command_line_stays_when_something_else_changes() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let before = app.approved(&manager, &form("南湖小馆")).await;
    let zone = Place {
        id: PlaceId([7; 6]),
        venue: before.venue,
        name: before.name.clone(),
        zone: Some("后门".to_owned()),
        gate: Gate::Exit,
        sensitive: false,
    };
    let (_, code) = app.place(&zone, false).await;
    let begun = manager.begin(&json!({ "venue": before.venue })).await;
    let mut change = json!(begun.form);
    change["contact_name"] = json!("李四");
    let submitted = manager.submit(&begun, &change).await;
    let reviewer = app.account(AccountRole::Reviewer).await;
    good::<Application>(reviewer.decide(&submitted, json!("approve")).await).await;
    let zones = manager.venue(before.venue).await.form.unwrap().zones;
    assert_eq!(zones.iter().map(|zone| zone.name.as_str()).collect::<Vec<_>>(), ["露台", "后门"]);
    assert!(app.typed(&code.to_string()).await.is_ok());
}

#[tokio::test]
async fn a_change_of_zones_leaves_the_other_posters_alone() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let mut two_zones = form("南湖小馆");
    two_zones["zones"] = json!([{ "name": "东门", "gate": "entry" }, { "name": "西门", "gate": "exit" }]);
    let before = app.approved(&manager, &two_zones).await;
    let mut change = json!(before.form);
    change["contact_name"] = json!("李四");
    change["zones"][0]["name"] = json!("正门");
    change["zones"][1] = json!({ "name": "包间", "gate": "both" });
    let after = manager.change(&app, before.venue, &change).await;
    let zones: Vec<_> = after.places.iter().map(|place| (place.zone.as_deref(), place.codes.len())).collect();
    assert_eq!(zones, [(None, 1), (Some("包间"), 1), (Some("正门"), 2)]);
    assert!(app.typed(typed(&before, 0, 0)).await.is_ok());
    // East was renamed, west is gone: their old posters are dead at once.
    for old in [1, 2] {
        assert_eq!(app.typed(typed(&before, old, 0)).await.unwrap_err().0, 410);
    }
    assert_eq!(app.typed(typed(&after, 2, 0)).await.unwrap()["zone"], "正门");
}

#[tokio::test]
async fn the_venues_own_code_can_go_and_come_back() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let before = app.approved(&manager, &form("南湖小馆")).await;
    let mut change = json!(before.form);
    change["gate"] = Value::Null;
    let without = manager.change(&app, before.venue, &change).await;
    assert_eq!(without.places.len(), 1);
    assert_eq!(app.typed(typed(&before, 0, 0)).await.unwrap_err().0, 410);
    change["gate"] = json!("entry");
    let again = manager.change(&app, before.venue, &change).await;
    assert_eq!((again.places.len(), again.places[0].codes.len()), (2, 2));
    assert_eq!(app.typed(typed(&again, 0, 0)).await.unwrap()["gate"], "entry");
}

#[tokio::test]
async fn a_change_names_only_zones_of_its_venue_and_days_to_come() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let (one, two) = (app.approved(&manager, &form("一")).await, app.approved(&manager, &form("二")).await);
    let begun = manager.begin(&json!({ "venue": one.venue })).await;
    let mut change = json!(one.form);
    change["zones"][0]["place"] = json!(two.places[1].place);
    change["old_codes_until"] = json!(app.now().day().minus(1));
    let path = format!("/applications/{}/submit", one.venue);
    let body = json!({ "version": begun.version, "form": change });
    let problem: Value = manager.post(&path, &body).await.json().await.unwrap();
    let expected = json!([
        { "field": "zones", "entry": 0, "reason": "unknown" },
        { "field": "old_codes_until", "reason": "range" },
    ]);
    assert_eq!(problem["form"], expected);
}
