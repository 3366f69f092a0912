//! Pictures that are drawn where no folder of photos is given: posters as a camera sees them, each hardship in steps,
//! and pages without a code. Always the same.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use venue_testkit::camera::Camera;
use venue_testkit::image::{GrayImage, Luma};
use venue_testkit::poster::poster;
use venue_testkit::write;

use crate::error::BenchError;

/// So many steps has each hardship, from none to hopeless.
const STEPS: u64 = 16;
/// So many pages without a code.
const EMPTY: u64 = 24;

/// Writes them with their `truth.json`.
pub fn draw(folder: &Path) -> Result<(), BenchError> {
    let mut truths = Vec::new();
    for (set, seed, camera) in scenes() {
        let text = format!("HTTPS://VENUE.EXAMPLE/V/{}{seed:04}", "AEAACAQDAQCQMBYIBEFAWDAN".repeat(5));
        let page = poster(&text, "123 456 789")?;
        truths.push(keep(folder, &format!("rendered-{set}"), seed, &camera.see(&page), &[&text])?);
    }
    for seed in 0..EMPTY {
        truths.push(keep(folder, "neg", seed, &Camera::hand_held(seed).see(&bricks(seed)), &[])?);
    }
    let path = folder.join("truth.json");
    fs::write(&path, Value::Array(truths).to_string())
        .map_err(|error| BenchError::Picture(path, error.into()))
}

fn scenes() -> impl Iterator<Item = (&'static str, u64, Camera)> {
    (0..STEPS).flat_map(|step| {
        let part = step as f32 / STEPS as f32;
        let hand = Camera::hand_held(step);
        [
            ("hand", hand.clone()),
            ("tilt", Camera { yaw: 70.0 * part, ..hand.clone() }),
            ("blur", Camera { blur: 0.5 + 4.0 * part, ..hand.clone() }),
            ("small", Camera { share: 0.95 - 0.8 * part, ..hand.clone() }),
            ("dark", Camera { light: (0.3 - 0.28 * part, 0.3 - 0.25 * part), ..hand.clone() }),
            ("noise", Camera { noise: 5.0 + 50.0 * part, ..hand }),
        ]
        .map(|(set, camera)| (set, step, camera))
    })
}

/// A wall with as many edges as a poster has, and no code.
fn bricks(seed: u64) -> GrayImage {
    let (wide, high) = (12 + seed as u32 % 7 * 5, 8 + seed as u32 % 5 * 4);
    GrayImage::from_fn(1000, 1414, |x, y| {
        let row = y / high;
        let shift = if row.is_multiple_of(2) { 0 } else { wide / 2 };
        let joint = y % high < 2 || (x + shift) % wide < 2;
        // Every third brick or so is darker.
        let brick = ((x + shift) / wide * 7 + row * 13) % 3;
        Luma([if joint { 215 } else { 60 + 50 * brick as u8 }])
    })
}

fn keep(
    folder: &Path,
    set: &str,
    seed: u64,
    picture: &GrayImage,
    texts: &[&str],
) -> Result<Value, BenchError> {
    let file = format!("{set}-{seed:02}.png");
    write::png(picture, &folder.join(&file))?;
    Ok(json!({"file": file, "set": set, "texts": texts}))
}
