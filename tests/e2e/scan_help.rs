//! What helps while the camera reads nothing, and what happens when it sees more than the venue's code.

use serde_json::json;
use venue_testkit::browser::Look;
use venue_testkit::camera::Camera;
use venue_testkit::image::{GrayImage, imageops};
use venue_testkit::server::NewVenue;

use crate::stage::{Outcome, Scene, Stage, page};

/// Pictures of a film between which the hand moves.
const FRAMES: u32 = 4;
/// At 30 pictures a second: two seconds.
const WHILE: usize = 60;

fn repeated(pictures: &[GrayImage], count: usize) -> impl Iterator<Item = GrayImage> {
    pictures.iter().cycle().take(count).cloned()
}

/// Two posters beside each other.
pub fn beside(left: &GrayImage, right: &GrayImage) -> GrayImage {
    let mut wall = GrayImage::new(left.width() + right.width(), left.height());
    imageops::replace(&mut wall, left, 0, 0);
    imageops::replace(&mut wall, right, left.width().into(), 0);
    wall
}

/// Opens the camera and waits for a hint with these words.
async fn is_hinted(stage: &Stage, words: &str) -> Outcome {
    stage.register().await?;
    stage.browser.click("scan").await?;
    let hint = format!("document.querySelector('[data-testid=hint]')?.innerText === {words:?}");
    stage.browser.until(&hint).await?;
    // Screen readers are told by an element that was there before.
    stage
        .browser
        .until("document.querySelector('[data-testid=hint]').parentElement.role === 'status'")
        .await?;
    // This camera reports no light, so none is offered.
    assert!(!stage.browser.shows("torch").await);
    Ok(())
}

#[tokio::test]
async fn in_the_dark_the_visitor_is_told_and_what_is_read_takes_the_hint_away() -> Outcome {
    let scene = Scene::open()?;
    let door = page(&scene.door()?.url)?;
    let night = Camera { light: (0.07, 0.05), noise: 2.0, ..Camera::hand_held(3) };
    let mut pictures: Vec<_> = repeated(&[night.see_wall()], 2 * WHILE).collect();
    pictures.extend(repeated(&Camera::hand_held(3).film(&door, FRAMES), WHILE));
    let film = scene.film(&pictures)?;
    let play = async |stage: &mut Stage| -> Outcome {
        is_hinted(stage, "太暗了，请找亮一点的地方").await?;
        stage.browser.find("venue").await?;
        assert!(!stage.browser.shows("hint").await);
        Ok(())
    };
    scene.play(Look::phone(film), play).await
}

#[tokio::test]
async fn from_too_far_away_the_visitor_is_told_to_come_closer() -> Outcome {
    let scene = Scene::open()?;
    let door = page(&scene.door()?.url)?;
    let far = Camera { share: 0.14, ..Camera::steady() };
    let film = scene.film(&far.film(&door, FRAMES))?;
    let play = async |stage: &mut Stage| is_hinted(stage, "请靠近一点").await;
    scene.play(Look::phone(film), play).await
}

#[tokio::test]
async fn a_blurred_picture_asks_for_a_steady_hand() -> Outcome {
    let scene = Scene::open()?;
    let door = page(&scene.door()?.url)?;
    let blurred = Camera { blur: 10.0, share: 1.4, ..Camera::steady() };
    let film = scene.film(&blurred.film(&door, FRAMES))?;
    let play = async |stage: &mut Stage| is_hinted(stage, "请拿稳手机").await;
    scene.play(Look::phone(film), play).await
}

#[tokio::test]
async fn of_two_codes_the_venues_is_taken_and_the_other_one_ignored_with_a_word() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.venue(&NewVenue { name: "南湖小馆", gate: Some("both"), ..NewVenue::default() })?;
    let wall = beside(&page("https://example.org/menu")?, &page(&door.url)?);
    let film = scene.film(&Camera::hand_held(3).film(&wall, FRAMES))?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.scan().await?;
        assert_eq!(stage.browser.text("venue").await?, "南湖小馆");
        stage.browser.find("others-ignored").await?;
        // It was said: the next page does not say it again.
        stage.browser.click("confirm").await?;
        stage.pass("entry").await?;
        assert!(!stage.browser.script("document.body.innerText").await?.to_string().contains("已忽略"));
        Ok(())
    };
    scene.play(Look::phone(film), play).await
}

#[tokio::test]
async fn after_another_code_the_venues_is_still_taken_when_it_comes_into_view() -> Outcome {
    let scene = Scene::open()?;
    let door = page(&scene.door()?.url)?;
    let camera = Camera::hand_held(3);
    let mut pictures: Vec<_> =
        repeated(&camera.film(&page("https://example.org/menu")?, FRAMES), 2 * WHILE).collect();
    pictures.extend(repeated(&camera.film(&door, FRAMES), WHILE));
    let film = scene.film(&pictures)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.browser.click("scan").await?;
        stage.browser.find("code-refused").await?;
        stage.browser.find("venue").await?;
        assert!(!stage.browser.shows("others-ignored").await, "one after another is not beside each other");
        Ok(())
    };
    scene.play(Look::phone(film), play).await
}

#[tokio::test]
async fn a_worker_that_dies_of_a_frame_is_replaced_and_the_next_frame_is_read() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        // The first three workers end as by a trap: an error, and nothing more.
        let script = "(() => { window.started = 0; window.died = 0; \
            const Real = Worker, post = Real.prototype.postMessage; \
            window.Worker = class extends Real { constructor(url) { super(url); window.started += 1; } }; \
            Real.prototype.postMessage = function (message, list) { \
                if (!('Picture' in message) || window.died === 3) return post.call(this, message, list); \
                window.died += 1; this.terminate(); this.dispatchEvent(new ErrorEvent('error')); }; })()";
        stage.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        stage.register().await?;
        stage.scan().await?;
        assert_eq!(stage.browser.script("[window.started, window.died]").await?, json!([4, 3]));
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn a_worker_that_keeps_dying_is_given_up_and_the_number_can_still_be_typed() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let camera = scene.camera(&door.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        let script = "Worker.prototype.postMessage = function (message) { if ('Picture' in message) { \
            this.terminate(); this.dispatchEvent(new ErrorEvent('error')); } }";
        stage.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        stage.register().await?;
        stage.browser.click("scan").await?;
        stage.browser.find("reader-failed").await?;
        stage.type_code(&door.typed_code).await?;
        stage.browser.find("venue").await?;
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}
