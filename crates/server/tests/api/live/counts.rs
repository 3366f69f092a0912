//! `GET /api/v1/venues/{venue}/counts`

use serde_json::json;
use venue_protocol::id::PlaceId;
use venue_protocol::wire::live::Counts;
use venue_protocol::wire::venues::Gate;
use venue_server::store::Place;

use crate::support::{Desk, TestApp, check_in, contains, problem};

async fn counts(desk: &Desk, query: &str) -> Counts {
    desk.staff.read(&format!("/venues/{}/counts?{query}", desk.venue)).await
}

#[tokio::test]
async fn visits_are_counted_by_hour_and_place_and_those_taken_back_are_not() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let (gate, elsewhere) = (PlaceId([7; 6]), app.venue().await.1);
    let zone = Some("东门".to_owned());
    let place = Place {
        id: gate,
        venue: desk.venue,
        name: "图书馆".to_owned(),
        zone,
        gate: Gate::Both,
        sensitive: false,
    };
    let (token, _) = app.place(&place, false).await;
    let (one, other) = (app.register().await, app.register().await);
    let mut exit = check_in(&token, app.now(), &[&one]);
    exit["direction"] = json!("exit");
    let undone = check_in(&token, app.now(), &[&one]);
    let earlier = app.now().plus_millis(-3_600_000);
    app.check_in(&[
        check_in(&desk.token, app.now(), &[&one, &other]),
        check_in(&desk.token, earlier, &[&one]),
        check_in(&elsewhere, app.now(), &[&one]),
        exit,
        undone.clone(),
    ])
    .await;
    let undo = json!({ "secret": undone["secret"], "scanned_at": undone["scanned_at"] });
    assert_eq!(app.post("/api/v1/check-ins/undo", &undo).await.status(), 204);
    let hours = counts(&desk, "from=2026-11-23&to=2026-11-23").await.hours;
    let mut seen: Vec<_> =
        hours.iter().map(|hour| (hour.hour.to_string(), hour.place, hour.entries, hour.exits)).collect();
    seen.sort();
    let mut expected = [
        ("2026-11-23T01:00:00Z".to_owned(), desk.venue, 1, 0),
        ("2026-11-23T02:00:00Z".to_owned(), desk.venue, 2, 0),
        ("2026-11-23T02:00:00Z".to_owned(), gate, 0, 1),
    ];
    expected.sort();
    assert_eq!(seen, expected);
    assert!(counts(&desk, "from=2026-11-22&to=2026-11-22").await.hours.is_empty());
}

#[tokio::test]
async fn only_days_that_are_kept_are_asked_for() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    counts(&desk, "from=2026-11-09&to=2026-11-23").await;
    for query in [
        "",
        "from=2026-11-23",
        "from=2026-11-31&to=2026-12-01",
        "from=2026-11-23&to=2026-11-23&format=pdf",
        "from=2026-11-23&to=2026-11-23&place=1",
    ] {
        let refused = desk.staff.get(&format!("/venues/{}/counts?{query}", desk.venue)).await;
        assert_eq!(problem(refused).await, (400, "malformed".to_owned()), "{query}");
    }
    for query in ["from=2026-11-23&to=2026-11-22", "from=2026-11-01&to=2026-11-23"] {
        let refused = desk.staff.get(&format!("/venues/{}/counts?{query}", desk.venue)).await;
        assert_eq!(problem(refused).await, (422, "invalid".to_owned()), "{query}");
    }
}

#[tokio::test]
async fn files_are_named_by_their_days_and_hold_no_formula() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let zone = Some("=HYPERLINK(\"http://evil.example\")".to_owned());
    let gate = Place {
        id: PlaceId([7; 6]),
        venue: desk.venue,
        name: "图书馆".to_owned(),
        zone,
        gate: Gate::Both,
        sensitive: false,
    };
    let (token, _) = app.place(&gate, false).await;
    app.check_in(&[check_in(&token, app.now(), &[&app.register().await])]).await;
    let file = async |format: &str| {
        let path = format!("/venues/{}/counts?from=2026-11-23&to=2026-11-23&format={format}", desk.venue);
        let response = desk.staff.get(&path).await;
        assert_eq!(response.status(), 200);
        let named = format!("attachment; filename=\"counts-2026-11-23-2026-11-23.{format}\"");
        assert_eq!(response.headers()["content-disposition"], named);
        response.bytes().await.unwrap()
    };
    let csv = String::from_utf8(file("csv").await.to_vec()).unwrap();
    let row = r#""2026-11-23","10:00-11:00","图书馆","'=HYPERLINK(""http://evil.example"")","1","0""#;
    assert_eq!(csv.lines().nth(1), Some(row));
    assert!(csv.starts_with('\u{feff}'));
    let xlsx = file("xlsx").await;
    assert!(xlsx.starts_with(b"PK") && contains(&xlsx, b"xl/worksheets/sheet1.xml"));
}
