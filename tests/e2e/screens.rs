//! Pictures of every screen, for people to look at: `target/screenshots/<face>/`, and one sheet of each face,
//! `target/screenshots/<face>.png`. That a screen comes at all is what fails here; how it looks, people judge.

use serde_json::json;
use venue_testkit::browser::{Lens, Look};
use venue_testkit::camera::Camera;
use venue_testkit::server::{Code, NewVenue};

use crate::album::{Album, DESKTOP, Face, PHONE};
use crate::failures::forged;
use crate::scan_screens;
use crate::stage::{Outcome, Scene, Stage, page, path_of, screenshots};
use crate::visitor::{COMPANIONS, VISITOR};

#[tokio::test]
async fn on_a_phone_in_chinese() -> Outcome {
    tour(Face { name: "zh-light", language: "zh-CN", dark: false, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn on_a_phone_in_english_in_the_dark() -> Outcome {
    tour(Face { name: "en-dark", language: "en", dark: true, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn on_a_phone_in_english() -> Outcome {
    tour(Face { name: "en-light", language: "en", dark: false, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn on_a_phone_in_chinese_in_the_dark() -> Outcome {
    tour(Face { name: "zh-dark", language: "zh-CN", dark: true, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn for_elders_in_chinese() -> Outcome {
    tour(Face { name: "zh-elder", language: "zh-CN", dark: false, elder: true, size: PHONE }).await
}

#[tokio::test]
async fn for_elders_in_english() -> Outcome {
    tour(Face { name: "en-elder", language: "en", dark: false, elder: true, size: PHONE }).await
}

#[tokio::test]
async fn on_a_desktop_in_chinese() -> Outcome {
    tour(Face { name: "desktop-zh-light", language: "zh-CN", dark: false, elder: false, size: DESKTOP }).await
}

#[tokio::test]
async fn on_a_desktop_in_english_in_the_dark() -> Outcome {
    tour(Face { name: "desktop-en-dark", language: "en", dark: true, elder: false, size: DESKTOP }).await
}

async fn tour(face: Face) -> Outcome {
    let scene = Scene::open()?;
    let venue = |name, zone| NewVenue { name, zone, gate: Some("both"), ..NewVenue::default() };
    let door = if face.is_english() {
        scene.venue(&venue("South Lake City Library", Some("Reading rooms, west gate")))?
    } else {
        scene.venue(&venue("南湖市图书馆", Some("西门阅览区")))?
    };
    // A poster too far out of focus to be read: the scan page stays.
    let blurred = Camera { blur: 9.0, ..Camera::hand_held(2) };
    let lens = scene.film(&blurred.film(&page(&door.url)?, 2))?;
    let files = scan_screens::Files::new(&scene)?;
    let mut album = Album::new(screenshots().join(face.name))?;
    let look = face.look(lens);
    let play = async |stage: &mut Stage| -> Outcome {
        scan_screens::prepare(stage).await?;
        first_steps(stage, &mut album, face.elder).await?;
        scan_screens::take(stage, &mut album, &files).await?;
        at_the_door(stage, &mut album, &door).await?;
        without_a_network(stage, &mut album, &door).await?;
        other_pages(stage, &mut album, &door).await?;
        album.bind(&face)
    };
    scene.play(look, play).await
}

/// From the first opening to the registration with accompanying persons.
async fn first_steps(stage: &Stage, album: &mut Album, elder: bool) -> Outcome {
    let browser = &stage.browser;
    browser.cdp("Network.setBlockedURLs", json!({"urls": ["*.wasm"]})).await?;
    stage.open("/").await?;
    browser.until("!document.getElementById('boot-failed').hidden").await?;
    album.take(stage, "not-started").await?;
    browser.cdp("Network.setBlockedURLs", json!({"urls": ["*split_door*"]})).await?;
    stage.open("/register").await?;
    browser.find("part-failed").await?;
    album.take(stage, "part-failed").await?;
    browser.cdp("Network.setBlockedURLs", json!({"urls": []})).await?;
    if elder {
        let settings = r#"localStorage.setItem('venue-code/settings', '{"v":1,"data":{"elder":true}}')"#;
        browser.script(settings).await?;
    }
    stage.open("/").await?;
    browser.find("home-page").await?;
    album.take(stage, "home-new").await?;
    browser.click("register").await?;
    browser.find("form-page").await?;
    album.take(stage, "form").await?;
    browser.fill("number", "220102190001010017").await?;
    browser.click("submit").await?;
    browser.find("fix-errors").await?;
    album.take(stage, "form-errors").await?;
    stage.fill_form(&VISITOR).await?;
    browser.find("visitor-label").await?;
    album.take(stage, "home").await?;
    browser.click("persons").await?;
    browser.find("persons-page").await?;
    album.take(stage, "persons-none").await?;
    for companion in &COMPANIONS {
        browser.click("companion-add").await?;
        browser.find("form-page").await?;
        stage.fill_form(companion).await?;
        browser.find("persons-page").await?;
        browser.find("companion").await?;
    }
    album.take(stage, "persons").await?;
    browser.click("remove").await?;
    browser.find("remove-yes").await?;
    album.take(stage, "persons-remove").await
}

/// Scanning, confirming, the pass.
async fn at_the_door(stage: &Stage, album: &mut Album, door: &Code) -> Outcome {
    let browser = &stage.browser;
    stage.reopen().await?;
    browser.click("scan").await?;
    browser.until("document.querySelector('video')?.readyState >= 2").await?;
    album.take(stage, "scan").await?;
    stage.type_code("123").await?;
    browser.until("document.querySelector('[aria-invalid=true]') !== null").await?;
    album.take(stage, "typed").await?;
    stage.open(&path_of(door)?).await?;
    browser.find("confirm").await?;
    album.take(stage, "confirm").await?;
    browser.click("confirm").await?;
    stage.pass("entry").await?;
    browser.find("word").await?;
    album.take(stage, "pass-entry").await?;
    browser.click("exit").await?;
    stage.pass("exit").await?;
    browser.find("word").await?;
    album.take(stage, "pass-exit").await?;
    browser.click("undo").await?;
    stage.pass("undone").await?;
    album.take(stage, "pass-undone").await
}

/// What waits.
async fn without_a_network(stage: &mut Stage, album: &mut Album, door: &Code) -> Outcome {
    stage.until_offline_start_is_ready().await?;
    stage.stop_server()?;
    stage.open(&path_of(door)?).await?;
    stage.browser.find("confirm").await?;
    album.take(stage, "confirm-offline").await?;
    stage.browser.click("confirm").await?;
    stage.pass("waiting").await?;
    album.take(stage, "pass-waiting").await?;
    stage.reopen().await?;
    stage.browser.find("waiting").await?;
    album.take(stage, "home-waiting").await?;
    stage.start_server()?;
    stage.reopen().await?;
    stage.browser.until("document.querySelector('[data-testid=waiting]') === null").await?;
    Ok(())
}

/// Everything else.
async fn other_pages(stage: &Stage, album: &mut Album, door: &Code) -> Outcome {
    let browser = &stage.browser;
    for (path, test_id, name) in [
        ("/history", "history-page", "history"),
        ("/settings", "settings-page", "settings"),
        ("/about", "about-page", "about"),
        ("/m", "receive-page", "receive"),
        ("/nowhere", "missing-page", "missing"),
    ] {
        stage.open(path).await?;
        browser.find(test_id).await?;
        album.take(stage, name).await?;
    }
    stage.open("/report").await?;
    browser.find("report-page").await?;
    browser.pick("whom-another").await?;
    album.take(stage, "report").await?;
    stage.choose("report-kind", 5).await?;
    browser.click("report-send").await?;
    browser.find("fix-errors").await?;
    album.take(stage, "report-errors").await?;
    stage.choose("report-kind", 4).await?;
    browser.click("report-send").await?;
    browser.find("ticket").await?;
    album.take(stage, "report-sent").await?;
    stage.open("/move").await?;
    browser.click("make-transfer").await?;
    browser.find("transfer-qr").await?;
    album.take(stage, "move").await?;
    let forged = forged(door);
    let at = forged.find("/V/").ok_or("no path in the code")?;
    for (path, name) in [(&forged[at..], "code-forged"), ("/V/AAAA", "code-unreadable")] {
        stage.open(path).await?;
        browser.find("code-refused").await?;
        album.take(stage, name).await?;
    }
    let language = browser.script("document.documentElement.lang").await?;
    stage.open(&format!("/help/{}.html", language.as_str().unwrap_or("en"))).await?;
    browser.until("document.querySelector('main h2') !== null").await?;
    album.take(stage, "help").await?;
    browser.script("localStorage.setItem('venue-code/persons', '{')").await?;
    stage.reopen().await?;
    browser.find("store-trouble").await?;
    album.take(stage, "store-trouble").await
}

/// Cameras that do not come have a browser of their own each.
#[tokio::test]
async fn of_cameras_that_do_not_come() -> Outcome {
    for (lens, name) in [(Lens::Refused, "camera-refused"), (Lens::Missing, "camera-missing")] {
        let play = async |stage: &mut Stage| -> Outcome {
            stage.register().await?;
            stage.browser.click("scan").await?;
            stage.browser.find("camera-failed").await?;
            let mut album = Album::new(screenshots().join("camera").join(name))?;
            album.take(stage, name).await
        };
        Scene::open()?.play(Look::phone(lens), play).await?;
    }
    Ok(())
}
