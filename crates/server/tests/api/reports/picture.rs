//! Pictures of reports.

use std::io::Cursor;

use data_encoding::BASE64;
use image::{DynamicImage, ExtendedColorType, ImageEncoder as _, ImageFormat, Rgb, RgbImage};
use serde_json::json;
use venue_protocol::seal::SealedPicture;
use venue_protocol::wire::reports::MAX_PICTURE;

use super::{Desk, at, id, report};
use crate::support::{all_bytes, canary, contains, problem};

/// A JPEG whose metadata say where it was taken.
fn photo(note: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    let mut exif = b"MM\0*\0\0\0\x08\0\0\0\0\0\0".to_vec();
    exif.extend(note);
    encoder.set_exif_metadata(exif).unwrap();
    let picture = RgbImage::from_pixel(2000, 100, Rgb([230, 10, 10]));
    encoder.write_image(&picture, 2000, 100, ExtendedColorType::Rgb8).unwrap();
    bytes
}

#[tokio::test]
async fn a_picture_reaches_the_technicians_without_its_metadata_and_is_sealed_on_disk() {
    let desk = Desk::new().await;
    let person = canary();
    let note = person.phone.as_bytes();
    let file = photo(note);
    assert!(contains(&file, note));
    let mut sent = report(&desk.app, &canary());
    sent["picture"] = json!(BASE64.encode(&file));
    desk.send(&sent).await;
    let line = desk.queue("").await.lines.remove(0);
    assert!(line.picture);
    let response = desk.technician.get(&at(&line, "picture")).await;
    assert_eq!(response.headers()["content-type"], "application/octet-stream");
    let sealed = SealedPicture(response.bytes().await.unwrap().to_vec());
    let jpeg = sealed.open(id(&sent), &desk.key).unwrap();
    let picture = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).unwrap();
    assert_eq!((picture.width(), picture.height()), (1600, 80));
    assert!(!contains(&jpeg, note));
    let bytes = all_bytes(desk.app.dir.path());
    assert!(!contains(&bytes, note) && !contains(&bytes, &jpeg[..64]) && contains(&bytes, &sealed.0[..64]));
}

#[tokio::test]
async fn what_is_no_picture_is_refused_with_the_whole_report() {
    let desk = Desk::new().await;
    let mut sent = report(&desk.app, &canary());
    let unusable = (422, "picture-unusable".to_owned());
    for file in [b"GIF89a".to_vec(), photo(b"")[..500].to_vec()] {
        sent["picture"] = json!(BASE64.encode(&file));
        assert_eq!(problem(desk.post(&sent).await).await, unusable);
    }
    // A few bytes that unpack to more than anybody can keep in memory.
    let mut bomb = Cursor::new(Vec::new());
    DynamicImage::new_luma8(16_000, 16_000).write_to(&mut bomb, ImageFormat::Png).unwrap();
    sent["picture"] = json!(BASE64.encode(bomb.get_ref()));
    assert_eq!(problem(desk.post(&sent).await).await, unusable);
    sent["picture"] = json!("no base64!");
    assert_eq!(problem(desk.post(&sent).await).await.0, 400);
    sent["picture"] = json!(BASE64.encode(&vec![0; MAX_PICTURE + 1]));
    assert_eq!(problem(desk.post(&sent).await).await, (413, "too-large".to_owned()));
    assert_eq!(desk.queue("").await.total, 0);
    // One without a picture has none to give out.
    sent.as_object_mut().unwrap().remove("picture");
    desk.send(&sent).await;
    let line = desk.queue("").await.lines.remove(0);
    assert!(!line.picture);
    assert_eq!(problem(desk.technician.get(&at(&line, "picture")).await).await.0, 404);
}
