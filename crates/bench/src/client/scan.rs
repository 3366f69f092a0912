//! From the frame that shows the code to its text and to the pass, and a minute of scanning.
//!
//! The camera's film shows a wall for some seconds and then a poster, hand-held. From there on every frame has a
//! bright square in its corner, by which the page's observer knows the first frame that shows the code. The
//! check-in is automatic, so that what is measured is: frame, worker, signature, look-up, check-in committed, pass.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use venue_poster::symbol::Symbol;
use venue_testkit::browser::{Browser, Lens};
use venue_testkit::camera::{Camera, FRAME};
use venue_testkit::image::{GrayImage, Luma};
use venue_testkit::poster::{PAGE, SYMBOL, poster};
use venue_testkit::write;

use super::{line, median, page};
use crate::error::BenchError;
use crate::table::{Limit, Line};

/// Frames of wall before the poster comes into view: 3 s at 30 a second, in which camera and worker start.
const WALL_FRAMES: usize = 90;
/// Frames of the poster: 4 s.
const POSTER_FRAMES: usize = 120;
/// Pictures drawn; the film repeats them.
const DRAWN: u32 = 12;
/// Width and height of the marker in pixels.
const MARKER: u32 = 64;

/// Pixels a module of the code whose text is waited for: about what a poster shows from as far as it is made for.
const MODULE_PX: f32 = 4.0;

/// Measures all three.
pub async fn measure(
    address: &str,
    folder: &Path,
    code: &str,
    scans: usize,
    seconds: u64,
) -> Result<Vec<Line>, BenchError> {
    let page = poster(code, "")?;
    let to_pass =
        from_frame_to("pass", address, folder, &Camera::hand_held(3).film(&page, DRAWN), scans).await?;
    let small = Camera { share: share(code)?, ..Camera::hand_held(3) };
    let to_text = from_frame_to("known", address, folder, &small.film(&page, DRAWN), scans).await?;
    let long_tasks = long_tasks(address, folder, &page, seconds).await?;
    let slowest = to_pass.iter().copied().fold(0.0, f64::max);
    Ok(vec![
        line(
            "from the frame that shows a code of 4 pixels a module to its text, median",
            median(to_text),
            "ms",
            Limit::Most(60.0),
        ),
        line(
            "from the frame that shows the code to the pass, median",
            median(to_pass),
            "ms",
            Limit::Most(300.0),
        ),
        line("the same, slowest", slowest, "ms", Limit::None),
        line(
            &format!("long tasks in {seconds} s of scanning, after the first frame"),
            long_tasks,
            "",
            Limit::Most(0.0),
        ),
    ])
}

/// The page's height as a share of the frame's at which a module has [`MODULE_PX`].
fn share(code: &str) -> Result<f32, BenchError> {
    let modules = Symbol::new(code, false)?.modules_with_quiet_zone();
    let module = (SYMBOL / u32::from(modules)).max(1);
    Ok(MODULE_PX * PAGE.1 as f32 / (module * FRAME.1) as f32)
}

/// Scans again and again, and gives the times from the first frame that shows the code to what the observer calls
/// `end`.
async fn from_frame_to(
    end: &'static str,
    address: &str,
    folder: &Path,
    drawn: &[GrayImage],
    scans: usize,
) -> Result<Vec<f64>, BenchError> {
    let mut film = vec![Camera::hand_held(3).see_wall(); WALL_FRAMES];
    let mut drawn = drawn.to_vec();
    drawn.iter_mut().for_each(mark);
    film.extend(drawn.iter().cycle().take(POSTER_FRAMES).cloned());
    let path = folder.join(format!("{end}.mjpeg"));
    write::mjpeg(&film, &path)?;

    let browser = page::open(Lens::Film(path), &folder.join(end), true).await?;
    register(&browser, address).await?;
    page::go(&browser, &format!("{address}/settings")).await?;
    browser.tap("automatic").await?;
    let mut times = Vec::new();
    for _ in 0..scans {
        page::go(&browser, address).await?;
        browser.click("scan").await?;
        let ended = page::seen(&browser, end).await?;
        let bright = page::seen(&browser, "bright").await?;
        times.push(ended - bright);
    }
    browser.quit().await?;
    Ok(times)
}

/// Scans a poster that is too far out of focus to be read, which keeps the scanner busier than a bare wall.
async fn long_tasks(
    address: &str,
    folder: &Path,
    poster: &GrayImage,
    seconds: u64,
) -> Result<f64, BenchError> {
    let blurred = Camera { blur: 8.0, ..Camera::hand_held(4) };
    let path = folder.join("blurred.mjpeg");
    write::mjpeg(&blurred.film(poster, DRAWN), &path)?;
    let browser = page::open(Lens::Film(path), &folder.join("long"), false).await?;
    register(&browser, address).await?;
    page::go(&browser, address).await?;
    browser.click("scan").await?;
    page::seen(&browser, "firstFrame").await?;
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    let still_scanning = browser.script("document.querySelector('video')?.paused === false").await?;
    if still_scanning != Value::Bool(true) {
        return Err(BenchError::Value("camera picture to the end".to_owned()));
    }
    let after = "window.benchSeen.long.filter((start) => start > window.benchSeen.firstFrame).length";
    let count = page::number(&browser, after).await?;
    browser.quit().await?;
    Ok(count)
}

/// A bright square in the upper left corner, where the wall is grey.
fn mark(picture: &mut GrayImage) {
    for y in 0..MARKER {
        for x in 0..MARKER {
            picture.put_pixel(x, y, Luma([255]));
        }
    }
}

/// Registers a made-up person through the app's own form.
async fn register(browser: &Browser, address: &str) -> Result<(), BenchError> {
    page::go(browser, &format!("{address}/register")).await?;
    browser.fill("number", "220102190001010016").await?;
    browser.fill("name", "测量").await?;
    browser.fill("phone", "19900000000").await?;
    browser.tap("consent").await?;
    browser.click("submit").await?;
    browser.find("visitor-label").await?;
    Ok(())
}
