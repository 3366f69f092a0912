//! Applications of which nothing came do not stay.

use reqwest::Method;
use serde_json::json;
use sqlx::Row as _;
use venue_protocol::id::PlaceId;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::applications::{Application, FORGOTTEN_AFTER_DAYS};
use venue_server::jobs::retention::forget_ended;

use crate::support::{Session, TestApp, form, good, open_db};

const DAY_S: i64 = 86_400;

/// The venues of applications, of memberships, and how many pictures there are.
async fn left(app: &TestApp) -> (Vec<PlaceId>, Vec<PlaceId>, i64) {
    forget_ended(&app.server.app).await.unwrap();
    let mut db = open_db(&app.data().join("venue.db")).await;
    let mut venues = async |sql: &'static str| -> Vec<PlaceId> {
        let rows = sqlx::query(sql).fetch_all(&mut db).await.unwrap();
        rows.iter().map(|row| PlaceId(row.get::<&[u8], _>(0).try_into().unwrap())).collect()
    };
    let applications = venues("SELECT venue FROM application ORDER BY n").await;
    let memberships = venues("SELECT venue FROM membership ORDER BY since, venue").await;
    let (pictures,) = sqlx::query_as("SELECT count(*) FROM licence").fetch_one(&mut db).await.unwrap();
    (applications, memberships, pictures)
}

async fn with_picture(manager: &Session, name: &str) -> Application {
    let begun = manager.begin(&json!({ "form": form(name) })).await;
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let path = format!("/applications/{}/licence", begun.venue);
    let kept = manager.request(Method::PUT, &path).body(png.into_inner()).send().await.unwrap();
    assert_eq!(kept.status(), 204);
    begun
}

#[tokio::test]
async fn drafts_and_returned_ones_nobody_touches_and_rejected_ones_are_forgotten_after_half_a_year() {
    let app = TestApp::new().await;
    let mut manager = app.sign_up("zhang").await;
    let reviewer = app.account(AccountRole::Reviewer).await;
    let mut submitted = Vec::new();
    for name in ["退回", "未通过", "审核中"] {
        let begun = with_picture(&manager, name).await;
        submitted.push(manager.submit(&begun, &form(name)).await);
    }
    let reason = json!({ "reason": "请写清门牌号" });
    good::<Application>(reviewer.decide(&submitted[0], json!({ "return": reason })).await).await;
    good::<Application>(reviewer.decide(&submitted[1], json!({ "reject": reason })).await).await;
    let waiting = submitted[2].venue;
    let draft = with_picture(&manager, "草稿").await;
    let approved = app.approved(&manager, &form("通过")).await.venue;
    let change = manager.begin(&json!({ "venue": approved })).await;
    assert_eq!(change.venue, approved);
    let touched = with_picture(&manager, "仍在填写").await;
    let (applications, memberships, pictures) = left(&app).await;
    assert_eq!((applications.len(), memberships.len(), pictures), (7, 6, 5));
    app.clock.advance_s(i64::from(FORGOTTEN_AFTER_DAYS) * DAY_S);
    assert_eq!(left(&app).await.0, applications);
    manager.sign_in(None).await;
    let save = json!({ "version": touched.version, "form": form("仍在填写，有改动") });
    good::<Application>(manager.put(&format!("/applications/{}", touched.venue), &save).await).await;
    app.clock.advance_s(1);
    let (applications, mut memberships, pictures) = left(&app).await;
    // What waits for a reviewer, what was approved, and what was changed a second ago.
    assert_eq!(applications, [waiting, approved, touched.venue]);
    let mut kept = applications;
    memberships.sort_unstable();
    kept.sort_unstable();
    assert_eq!((memberships, pictures), (kept, 2));
    assert!(manager.venue(approved).await.closed_at.is_none());
    assert_ne!(draft.venue, touched.venue);
}
