//! Numbered slips: given out before an outage, keyed in after it.

use serde_json::{Value, json};

use crate::support::{Desk, TestApp, canary, open_db, problem, rows, told_guest};

fn keyed(app: &TestApp, desk: &Desk, slip: &str) -> Value {
    let mut body = desk.person(app, &told_guest(&canary()));
    body["slip"] = json!(slip);
    body["occurred_at"] = json!(app.now().plus_millis(-3_600_000));
    body
}

#[tokio::test]
async fn slips_have_numbers_of_nine_digits_in_order_and_none_twice() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let mut numbers = desk.slips(400).await;
    assert!(numbers.is_sorted() && numbers.iter().all(|number| number.len() == 9));
    numbers.extend(desk.slips(400).await);
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 800);
    for count in [0, 401] {
        let refused = desk.staff.post(&desk.path("slips"), &json!({ "count": count })).await;
        assert_eq!(problem(refused).await, (400, "malformed".to_owned()));
    }
}

#[tokio::test]
async fn a_slip_is_keyed_in_once_and_the_same_delivery_again_is_no_second_time() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let slip = desk.slips(1).await.remove(0);
    let body = keyed(&app, &desk, &slip);
    let first = desk.receipt(&body).await;
    assert_eq!(desk.receipt(&body).await, first);
    assert_eq!(desk.refusal(&keyed(&app, &desk, &slip)).await, (409, "slip-used".to_owned()));
    // Neither the refused guest nor anything of him is kept.
    assert_eq!(rows(&app.data()).await.len(), 1);
}

#[tokio::test]
async fn a_mistyped_number_is_told_by_its_check_digit_and_one_of_another_venue_is_unknown() {
    let app = TestApp::new().await;
    let (desk, other) = (Desk::new(&app).await, Desk::new(&app).await);
    let slip = desk.slips(1).await.remove(0);
    let last = if slip.ends_with('0') { "1" } else { "0" };
    let mistyped = format!("{}{last}", &slip[..8]);
    for (number, reason) in [(mistyped.as_str(), "checksum"), ("12", "shape"), ("", "shape")] {
        let response = desk.send(&keyed(&app, &desk, number)).await;
        assert_eq!(response.status(), 422);
        let problem: Value = response.json().await.unwrap();
        assert_eq!(problem["form"], json!([{ "field": "slip_number", "reason": reason }]));
    }
    assert_eq!(other.refusal(&keyed(&app, &other, &slip)).await, (404, "slip-unknown".to_owned()));
    desk.receipt(&keyed(&app, &desk, &format!("{} {}-{}", &slip[..3], &slip[3..6], &slip[6..]))).await;
}

#[tokio::test]
async fn a_slip_keyed_in_wrongly_and_taken_back_is_good_again() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let slip = desk.slips(1).await.remove(0);
    let wrong = keyed(&app, &desk, &slip);
    desk.receipt(&wrong).await;
    let undo = json!({ "secret": wrong["secret"], "scanned_at": wrong["occurred_at"] });
    assert_eq!(app.post("/api/v1/check-ins/undo", &undo).await.status(), 204);
    desk.receipt(&keyed(&app, &desk, &slip)).await;
}

#[tokio::test]
async fn where_too_many_slips_lie_about_unused_these_are_to_be_used_first() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let slip = desk.slips(1).await.remove(0);
    let mut db = open_db(&app.data().join("venue.db")).await;
    let sql = "INSERT OR IGNORE INTO slip (number, venue, printed_day, used) \
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000) \
        SELECT n, venue, printed_day, 0 FROM n, (SELECT venue, printed_day FROM slip LIMIT 1) LIMIT 19999";
    sqlx::query(sql).execute(&mut db).await.unwrap();
    let refused = desk.staff.refusal(&desk.path("slips"), &json!({ "count": 1 })).await;
    assert_eq!(refused, (409, "too-many-slips".to_owned()));
    desk.receipt(&keyed(&app, &desk, &slip)).await;
    desk.slips(1).await;
}
