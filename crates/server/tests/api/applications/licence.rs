//! Licence pictures.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder as _, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage,
};
use reqwest::{Method, Response};
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use venue_protocol::id::PlaceId;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::applications::{Application, MAX_PICTURE};

use crate::support::{Session, TestApp, contains, eventually, form, problem};

fn unusable() -> (u16, String) {
    (422, "picture-unusable".to_owned())
}

/// A picture that is red on the left and blue on the right.
fn red_and_blue(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([230, 10, 10]) } else { Rgb([10, 10, 230]) },
    )
    .into()
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

async fn upload(manager: &Session, venue: PlaceId, bytes: Vec<u8>) -> Response {
    manager.request(Method::PUT, &format!("/applications/{venue}/licence")).body(bytes).send().await.unwrap()
}

async fn kept(session: &Session, venue: PlaceId) -> Vec<u8> {
    let response = session.get(&format!("/applications/{venue}/licence")).await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["content-type"]),
        (200, &"image/jpeg".parse().unwrap())
    );
    response.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn pictures_of_all_kinds_are_kept_as_small_jpegs() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = manager.begin(&json!({})).await.venue;
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let response = upload(&manager, venue, file(&red_and_blue(3000, 1000), format)).await;
        assert_eq!(response.status(), 204, "{format:?}");
        let jpeg =
            image::load_from_memory_with_format(&kept(&manager, venue).await, ImageFormat::Jpeg).unwrap();
        assert_eq!((jpeg.width(), jpeg.height()), (1600, 533));
        let [red, _, blue] = jpeg.to_rgb8().get_pixel(100, 100).0;
        assert!(red > 200 && blue < 50);
    }
    let application: Application = manager.read(&format!("/applications/{venue}")).await;
    assert!(application.licence);
    assert_eq!(manager.delete(&format!("/applications/{venue}/licence")).await.status(), 204);
    assert_eq!(problem(manager.get(&format!("/applications/{venue}/licence")).await).await.0, 404);
}

/// A JPEG whose EXIF says that it lies on its side, and where it was taken.
fn on_its_side(note: &[u8]) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(note);
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif).unwrap();
    let picture = red_and_blue(200, 100).into_rgb8();
    encoder.write_image(&picture, 200, 100, ExtendedColorType::Rgb8).unwrap();
    bytes
}

#[tokio::test]
async fn a_photo_is_turned_upright_and_its_metadata_is_dropped() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = manager.begin(&json!({})).await.venue;
    let photo = on_its_side(b"GPS 43.85 125.30");
    assert!(contains(&photo, b"GPS 43.85"));
    assert_eq!(upload(&manager, venue, photo).await.status(), 204);
    let bytes = kept(&manager, venue).await;
    assert!(!contains(&bytes, b"GPS") && !contains(&bytes, b"Exif"));
    let upright = image::load_from_memory(&bytes).unwrap();
    assert_eq!((upright.width(), upright.height()), (100, 200));
    let [red, _, blue] = upright.to_rgb8().get_pixel(50, 20).0;
    assert!(red > 200 && blue < 50);
}

#[tokio::test]
async fn what_is_transparent_becomes_white() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = manager.begin(&json!({})).await.venue;
    let clear: DynamicImage = RgbaImage::from_pixel(20, 20, Rgba([0, 0, 0, 0])).into();
    assert_eq!(upload(&manager, venue, file(&clear, ImageFormat::Png)).await.status(), 204);
    let jpeg = image::load_from_memory(&kept(&manager, venue).await).unwrap().into_rgb8();
    assert!(jpeg.pixels().all(|pixel| pixel.0.iter().all(|value| *value > 250)));
}

/// A PNG that says to be of this size, and has next to no content.
fn bomb(side: u32) -> Vec<u8> {
    let mut png = file(&red_and_blue(1, 1), ImageFormat::Png);
    png[16..20].copy_from_slice(&side.to_be_bytes());
    png[20..24].copy_from_slice(&side.to_be_bytes());
    let crc = crc(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

#[tokio::test]
async fn bombs_are_refused_before_they_unpack() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = manager.begin(&json!({})).await.venue;
    for side in [7000, 16_384, 60_000, u32::MAX >> 1] {
        let response = upload(&manager, venue, bomb(side)).await;
        let body: serde_json::Value = response.json().await.unwrap();
        let detail = body["detail"].as_str().unwrap();
        assert!(detail.starts_with("the picture has too many pixels"), "{side}: {detail}");
    }
    // The same content with a size that is allowed is only incomplete.
    assert_eq!(problem(upload(&manager, venue, bomb(1000)).await).await, unusable());
    let large = vec![0xff; MAX_PICTURE + 1];
    assert_eq!(problem(upload(&manager, venue, large).await).await, (413, "too-large".to_owned()));
}

#[tokio::test]
async fn what_is_no_whole_picture_is_refused_and_nothing_is_kept() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = manager.begin(&json!({})).await.venue;
    let mut files = vec![
        Vec::new(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec(),
        b"<!DOCTYPE html><html><img src=x onerror=alert(1)></html>".to_vec(),
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>".to_vec(),
        b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(),
        [b"\xff\xd8\xff\xe0".as_slice(), b"<html>".as_slice()].concat(),
        b"\x89PNG\r\n\x1a\n<html>".to_vec(),
    ];
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let whole = file(&red_and_blue(300, 300), format);
        files.push(whole[..whole.len() / 2].to_vec());
        files.push(whole[..40].to_vec());
    }
    for bytes in files {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(12)]).into_owned();
        assert_eq!(problem(upload(&manager, venue, bytes).await).await, unusable(), "{start}");
    }
    assert_eq!(problem(manager.get(&format!("/applications/{venue}/licence")).await).await.0, 404);
}

#[tokio::test]
async fn a_submitted_licence_is_seen_by_reviewers_and_stays_as_it_is() {
    let app = TestApp::new().await;
    let (manager, stranger) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let reviewer = app.account(AccountRole::Reviewer).await;
    let begun = manager.begin(&json!({})).await;
    let picture = file(&red_and_blue(30, 30), ImageFormat::Png);
    assert_eq!(problem(upload(&stranger, begun.venue, picture.clone()).await).await.0, 404);
    upload(&manager, begun.venue, picture.clone()).await;
    let submitted = manager.submit(&begun, &form("南湖小馆")).await;
    assert_eq!(kept(&reviewer, begun.venue).await, kept(&manager, begun.venue).await);
    let late = upload(&manager, begun.venue, picture).await;
    assert_eq!(problem(late).await, (409, "application-changed".to_owned()));
    // A change takes it over.
    reviewer.decide(&submitted, json!("approve")).await;
    let change = manager.begin(&json!({ "venue": begun.venue })).await;
    assert!(change.licence);
}

/// An upload whose body never comes.
async fn stalled(app: &TestApp, manager: &Session, venue: PlaceId) -> TcpStream {
    let mut connection = TcpStream::connect(app.server.address).await.unwrap();
    let cookie = manager.cookie();
    let head = format!(
        "PUT /api/v1/applications/{venue}/licence HTTP/1.1\r\nHost: venue.test\r\nCookie: {cookie}\r\n\
         Content-Length: 1000\r\n\r\n"
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    connection
}

#[tokio::test]
async fn slow_uploads_of_one_account_hold_up_nobody_else_and_only_for_as_long_as_they_last() {
    let app = TestApp::new().await;
    let (slow, other) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let (slow_venue, other_venue) = (slow.begin(&json!({})).await.venue, other.begin(&json!({})).await.venue);
    let picture = file(&red_and_blue(30, 30), ImageFormat::Png);
    let mut connections = Vec::new();
    for _ in 0..32 {
        connections.push(stalled(&app, &slow, slow_venue).await);
    }
    let status = async |who, venue| upload(who, venue, picture.clone()).await.status();
    eventually("there is no room for one more", async || status(&slow, slow_venue).await == 503).await;
    assert_eq!(status(&other, other_venue).await, 204);
    drop(connections);
    eventually("there is room again", async || status(&slow, slow_venue).await == 204).await;
}
