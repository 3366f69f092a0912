//! `/api/v1/venues/{venue}/posters` and `/api/v1/venues/{venue}/places/{place}/poster`

use std::path::PathBuf;

use reqwest::Response;
use serde_json::Value;
use venue_poster::archive::PosterArchive;
use venue_poster::{Orientation, PosterPreview, Sheet, Size};
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::token::VenueToken;
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::venues::Gate;
use venue_server::store::Place;

use crate::support::{Session, TestApp, problem};

const VENUE: PlaceId = PlaceId([9; 6]);
const ZONE: PlaceId = PlaceId([8; 6]);
const A4: Sheet = Sheet { size: Size::A4, orientation: Orientation::Portrait, bleed: false, mark: false };

fn place(id: PlaceId, name: &str, zone: Option<&str>) -> Place {
    Place {
        id,
        venue: VENUE,
        name: name.to_owned(),
        zone: zone.map(str::to_owned),
        gate: Gate::Both,
        sensitive: false,
    }
}

/// A venue with one zone, its manager, and the tokens of both.
async fn venue(app: &TestApp, name: &str) -> (Session, String, String) {
    let (token, _) = app.place(&place(VENUE, name, None), true).await;
    let (zone, _) = app.place(&place(ZONE, name, Some("东门")), false).await;
    let manager = app.account(AccountRole::Manager).await;
    app.member(VENUE, &manager, Right::Manager).await;
    (manager, token, zone)
}

fn path(place: PlaceId, query: &str) -> String {
    format!("/venues/{VENUE}/places/{place}/poster{query}")
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

#[tokio::test]
async fn each_format_is_downloaded_under_a_name_of_its_own() {
    let app = TestApp::new().await;
    let (manager, ..) = venue(&app, "图书馆").await;
    for (query, media_type, begins, name) in [
        ("", "application/pdf", b"%PDF-".as_slice(), "a4-portrait-1.pdf"),
        ("?format=svg&size=sticker", "image/svg+xml", b"<svg ", "sticker-portrait-1.svg"),
        ("?format=png&size=a5&orientation=landscape", "image/png", b"\x89PNG", "a5-landscape-1.png"),
        ("?size=table_stand&bleed=true&mark=true", "application/pdf", b"%PDF-", "table_stand-portrait-1.pdf"),
    ] {
        let response = manager.get(&path(ZONE, query)).await;
        assert_eq!(response.status(), 200, "{query}");
        assert_eq!(header(&response, "content-type"), media_type);
        assert_eq!(header(&response, "cache-control"), "private, no-store");
        let disposition = header(&response, "content-disposition");
        let encoded = "%E5%9B%BE%E4%B9%A6%E9%A6%86-%E4%B8%9C%E9%97%A8";
        let expected =
            format!("attachment; filename=\"poster-{ZONE}-{name}\"; filename*=UTF-8''{encoded}-{name}");
        assert_eq!(disposition, expected);
        assert!(response.bytes().await.unwrap().starts_with(begins), "{query}");
    }
}

#[tokio::test]
async fn the_preview_draws_the_very_file_that_is_downloaded() {
    let app = TestApp::new().await;
    let (manager, token, _) = venue(&app, "图书馆").await;
    let preview: PosterPreview = manager.read(&path(VENUE, "/preview")).await;
    let token: VenueToken = token.parse().unwrap();
    assert_eq!(preview.poster.url, token.url(app.server.app.public_url.code_host()));
    assert_eq!((preview.poster.serial, preview.poster.created), (Serial(1), app.now().day()));
    let drawing = venue_poster::draw(&preview.poster, A4, &preview.font).unwrap();
    let file = manager.get(&path(VENUE, "?format=svg")).await.text().await.unwrap();
    assert_eq!(file, venue_poster::svg::svg(&drawing, &preview.font));
}

#[tokio::test]
async fn a_hostile_name_breaks_neither_header_nor_drawing() {
    let app = TestApp::new().await;
    let name = "\u{202e}<img src=x>\r\nSet-Cookie: a=b\"; 场/所 🍜";
    let (manager, ..) = venue(&app, name).await;
    let response = manager.get(&path(VENUE, "?format=svg")).await;
    assert_eq!(response.status(), 200);
    assert!(response.headers().get("set-cookie").is_none());
    let disposition = header(&response, "content-disposition");
    let encoded = "img%20src%3DxSet-Cookie%20a%3Db%3B%20%E5%9C%BA%E6%89%80%20%F0%9F%8D%9C-a4-portrait-1.svg";
    assert!(disposition.ends_with(&format!("UTF-8''{encoded}")), "{disposition}");
    let svg = response.text().await.unwrap();
    assert!(!svg.contains("<img"), "{}", &svg[..300]);
    let preview: PosterPreview = manager.read(&path(VENUE, "/preview")).await;
    assert_eq!(venue_poster::draw(&preview.poster, A4, &preview.font).unwrap().missing, ['🍜']);
}

#[tokio::test]
async fn before_the_approval_there_is_no_poster() {
    let app = TestApp::new().await;
    let manager = app.account(AccountRole::Manager).await;
    app.member(VENUE, &manager, Right::Manager).await;
    for path in [path(VENUE, ""), path(VENUE, "/preview"), format!("/venues/{VENUE}/posters")] {
        assert_eq!(problem(manager.get(&path).await).await, (409, "not-approved".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn places_of_other_venues_and_strangers_are_not_found() {
    let app = TestApp::new().await;
    let (manager, ..) = venue(&app, "图书馆").await;
    let (elsewhere, _) = app.venue().await;
    let stranger = app.account(AccountRole::Manager).await;
    app.member(elsewhere, &stranger, Right::Manager).await;
    let not_found = (404, "not-found".to_owned());
    for place in [elsewhere.to_string(), "x".to_owned(), PlaceId([7; 6]).to_string()] {
        let path = format!("/venues/{VENUE}/places/{place}/poster");
        assert_eq!(problem(manager.get(&path).await).await, not_found, "{path}");
    }
    assert_eq!(problem(stranger.get(&path(VENUE, "")).await).await, not_found);
}

#[tokio::test]
async fn an_unknown_wish_is_refused_and_says_what_can_be_chosen() {
    let app = TestApp::new().await;
    let (manager, ..) = venue(&app, "图书馆").await;
    for query in
        ["?size=a9", "?orientation=upright", "?format=doc", "?bleed=3mm", "?colour=red", "?size=a4&size=a5"]
    {
        let response = manager.get(&path(VENUE, query)).await;
        assert_eq!(problem(response).await, (400, "malformed".to_owned()), "{query}");
    }
}

#[tokio::test]
async fn the_newest_code_is_printed_and_a_dead_one_never() {
    let app = TestApp::new().await;
    let (manager, ..) = venue(&app, "图书馆").await;
    let (newer, _) = app.code(VENUE, Serial(2), 1000).await;
    let preview: PosterPreview = manager.read(&path(VENUE, "/preview")).await;
    assert!(preview.poster.url.ends_with(&newer));
    app.revoke(VENUE).await;
    let refused = problem(manager.get(&path(VENUE, "")).await).await;
    assert_eq!(refused, (410, "code-revoked".to_owned()));
    assert_eq!(manager.get(&path(ZONE, "/preview")).await.status(), 200);
    app.clock.advance_s(1001 * 86_400);
    let session = app.account(AccountRole::Manager).await;
    app.member(VENUE, &session, Right::Staff).await;
    let refused = problem(session.get(&path(ZONE, "")).await).await;
    assert_eq!(refused, (410, "code-revoked".to_owned()));
}

#[tokio::test]
async fn the_archive_tells_every_issue_and_what_was_downloaded_of_it_newest_first() {
    let app = TestApp::new().await;
    let (manager, ..) = venue(&app, "图书馆").await;
    let first = app.now();
    let get = async |query: &str| {
        assert_eq!(manager.get(&path(VENUE, query)).await.status(), 200);
        app.clock.advance_s(60);
    };
    get("?size=a5").await;
    get("?size=a3&format=svg").await;
    app.code(VENUE, Serial(2), 1000).await;
    let second = app.now();
    get("?size=a5").await;
    // The same again on the same day takes the place of the one before.
    get("?size=a5").await;
    let archive: PosterArchive = manager.read(&format!("/venues/{VENUE}/posters")).await;
    let [whole, zone] = &archive.places[..] else { panic!("{archive:?}") };
    assert_eq!((whole.place, whole.zone.as_deref()), (VENUE, None));
    assert_eq!((zone.place, zone.zone.as_deref()), (ZONE, Some("东门")));
    let [new, old] = &whole.issues[..] else { panic!("{whole:?}") };
    assert_eq!((new.serial, new.created_at), (Serial(2), second));
    assert_eq!((old.serial, old.created_at), (Serial(1), first));
    let of = |issue: &venue_poster::archive::ArchivedIssue| -> Vec<(i64, Size)> {
        issue.downloads.iter().map(|file| (file.at.millis_since(first) / 1000, file.size)).collect()
    };
    assert_eq!(of(new), [(180, Size::A5)]);
    assert_eq!(of(old), [(60, Size::A3), (0, Size::A5)]);
    assert!(zone.issues[0].downloads.is_empty());
}

#[tokio::test]
async fn a_missing_font_is_named_and_may_be_installed_while_the_server_runs() {
    let font = PathBuf::from("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");
    let app = TestApp::with(|config| {
        config.poster.font = config.data_dir.with_file_name("fonts.ttc");
    })
    .await;
    let (manager, ..) = venue(&app, "图书馆").await;
    let missing = app.server.app.config.poster.font.clone();
    let response = manager.get(&path(VENUE, "/preview")).await;
    assert_eq!(response.status(), 503);
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["type"], "urn:venue-code:problem:poster-font-missing");
    assert!(body["detail"].as_str().unwrap().contains(missing.to_str().unwrap()), "{body}");
    std::fs::write(&missing, "not a font").unwrap();
    let refused = problem(manager.get(&path(VENUE, "")).await).await;
    assert_eq!(refused, (503, "poster-font-missing".to_owned()));
    std::fs::copy(font, &missing).unwrap();
    assert_eq!(manager.get(&path(VENUE, "")).await.status(), 200);
}
