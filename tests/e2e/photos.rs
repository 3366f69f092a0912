//! Photos from the album: large ones, broken ones, and none at all.

use std::path::{Path, PathBuf};

use serde_json::json;
use venue_testkit::browser::{Lens, Look};
use venue_testkit::camera::Camera;
use venue_testkit::image::GrayImage;
use venue_testkit::image::imageops::{self, FilterType};
use venue_testkit::write;

use crate::stage::{Outcome, Scene, Stage, page};

/// The longest that the page may be busy with a photo: the scan page itself is drawn by it, too.
const LONGEST_TASK_MS: f64 = 150.0;

/// Opens the scan page, where there is no camera.
async fn scan_page(stage: &Stage) -> Outcome {
    stage.register().await?;
    stage.browser.click("scan").await?;
    stage.browser.find("camera-failed").await?;
    Ok(())
}

/// The venue's code is found in this photo.
async fn shows_the_venue(stage: &Stage, photo: &Path) -> Outcome {
    stage.choose_photo(photo).await?;
    stage.browser.find("venue").await?;
    Ok(())
}

/// The next request of this kind to the scan worker is lost, as if the worker hung.
async fn worker_misses_a(stage: &Stage, request: &str) -> Outcome {
    let script = format!(
        "(() => {{ const post = Worker.prototype.postMessage; Worker.prototype.postMessage = function (message, list) {{ \
         if ({request:?} in message) Worker.prototype.postMessage = post; else post.call(this, message, list); }}; }})()"
    );
    stage.browser.script(&script).await?;
    Ok(())
}

#[tokio::test]
async fn a_photo_from_the_album_does_as_well() -> Outcome {
    let scene = Scene::open()?;
    let photo = scene.photo(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        scan_page(stage).await?;
        shows_the_venue(stage, &photo).await?;
        stage.browser.click("confirm").await?;
        stage.pass("entry").await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn a_photo_of_50_megapixels_is_read_and_the_page_is_never_busy_with_it() -> Outcome {
    let scene = Scene::open()?;
    // A small code in a large room, so that it is looked at in every size.
    let camera = Camera { size: (2048, 1536), share: 0.36, ..Camera::hand_held(5) };
    let seen = camera.see(&page(&scene.door()?.url)?);
    let path = scene.path("50-megapixels.jpg");
    write::jpeg(&imageops::resize(&seen, 8192, 6144, FilterType::Triangle), &path)?;
    let play = async |stage: &mut Stage| -> Outcome {
        scan_page(stage).await?;
        let observe = "(() => { window.tasks = []; new PerformanceObserver((list) => \
            list.getEntries().forEach((task) => window.tasks.push(task.duration))).observe({type: 'longtask'}); })()";
        stage.browser.script(observe).await?;
        shows_the_venue(stage, &path).await?;
        let longest = stage.browser.script("Math.max(0, ...window.tasks)").await?;
        let longest = longest.as_f64().unwrap_or(f64::NAN);
        println!("longest task on the page: {longest} ms (0: none of 50 ms or more)");
        assert!(longest <= LONGEST_TASK_MS, "{longest} ms");
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn a_large_code_of_somebody_else_does_not_hide_the_small_one_of_the_venue() -> Outcome {
    let scene = Scene::open()?;
    let mut wall = GrayImage::from_pixel(3000, 2000, [225].into());
    let large = page("https://example.org/menu")?;
    let large = imageops::resize(&large, 1200, 1200 * large.height() / large.width(), FilterType::Triangle);
    imageops::overlay(&mut wall, &large, 200, 100);
    let small = page(&scene.door()?.url)?;
    let small = imageops::resize(&small, 260, 260 * small.height() / small.width(), FilterType::Triangle);
    imageops::overlay(&mut wall, &small, 2200, 900);
    let path = scene.path("large-and-small.jpg");
    write::jpeg(&wall, &path)?;
    let play = async |stage: &mut Stage| -> Outcome {
        scan_page(stage).await?;
        shows_the_venue(stage, &path).await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn what_is_no_picture_has_its_words_and_the_next_photo_is_read() -> Outcome {
    let scene = Scene::open()?;
    let photo = scene.photo(&scene.door()?.url)?;
    let whole = std::fs::read(&photo)?;
    let file = |name: &str, bytes: &[u8]| -> Result<PathBuf, std::io::Error> {
        let path = scene.path(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    };
    let enormous =
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0\x08\x02\0\0\0"[..], &[0; 64]].concat();
    let wall = scene.path("wall.jpg");
    write::jpeg(&Camera::steady().see_wall(), &wall)?;
    let broken = [
        (file("empty.jpg", b"")?, "photo-unreadable"),
        (file("text.jpg", b"no picture at all")?, "photo-unreadable"),
        (file("head.jpg", &whole[..200])?, "photo-unreadable"),
        (file("enormous.png", &enormous)?, "photo-too-large"),
        (wall, "photo-empty"),
    ];
    let play = async |stage: &mut Stage| -> Outcome {
        scan_page(stage).await?;
        for (path, words) in &broken {
            stage.choose_photo(path).await?;
            stage.browser.find(words).await?;
        }
        shows_the_venue(stage, &photo).await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn a_photo_that_is_cut_off_is_told_and_does_not_stop_the_next_one() -> Outcome {
    let scene = Scene::open()?;
    let photo = scene.photo(&scene.door()?.url)?;
    let whole = std::fs::read(&photo)?;
    let cut = scene.path("cut.jpg");
    // The sky above the poster, and nothing more.
    std::fs::write(&cut, &whole[..whole.len() / 8])?;
    let play = async |stage: &mut Stage| -> Outcome {
        scan_page(stage).await?;
        stage.choose_photo(&cut).await?;
        let told =
            "document.querySelector('[data-testid=photo-unreadable], [data-testid=photo-empty]') !== null";
        stage.browser.until(told).await?;
        shows_the_venue(stage, &photo).await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn a_photo_is_read_even_if_the_scanner_hangs_on_its_first_look() -> Outcome {
    let scene = Scene::open()?;
    let photo = scene.photo(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        scan_page(stage).await?;
        worker_misses_a(stage, "Photo").await?;
        stage.choose_photo(&photo).await?;
        stage.browser.find("photo-closer").await?;
        stage.browser.find("venue").await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn reading_a_photo_can_be_stopped_and_begun_again() -> Outcome {
    let scene = Scene::open()?;
    let photo = scene.photo(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        scan_page(stage).await?;
        worker_misses_a(stage, "Photo").await?;
        stage.choose_photo(&photo).await?;
        stage.browser.find("photo-reading").await?;
        stage.browser.click("stop-photo").await?;
        stage.browser.until_count("photo-reading", 0).await?;
        stage.browser.until("document.activeElement.id === 'photo'").await?;
        shows_the_venue(stage, &photo).await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn where_workers_open_no_pictures_the_page_does() -> Outcome {
    let scene = Scene::open()?;
    let photo = scene.photo(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        let script = "(() => { window.photos = 0; const post = Worker.prototype.postMessage; \
            Worker.prototype.postMessage = function (message, list) { \
                if ('Photo' in message) window.photos += 1; post.call(this, message, list); }; \
            const real = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage'); \
            Object.defineProperty(Worker.prototype, 'onmessage', { set(listen) { \
                real.set.call(this, listen && ((event) => { const data = structuredClone(event.data); \
                    if (data.Started) data.Started.opens_photos = false; \
                    listen(new MessageEvent('message', { data })); })); } }); })()";
        stage.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        scan_page(stage).await?;
        shows_the_venue(stage, &photo).await?;
        assert_eq!(stage.browser.script("window.photos").await?, json!(0));
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}
