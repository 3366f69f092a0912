//! The live view beside a visitor's pass.

use venue_testkit::browser::{Browser, Look, wait_for};

use super::door::{MANAGER, texts};
use super::people::desktop;
use crate::stage::{Outcome, Scene, Stage, film_of, page};

/// Waits until so many are said to be here.
async fn headcount(browser: &Browser, count: u32) -> Outcome {
    let number = "document.querySelector('[data-testid=headcount-number]')?.innerText";
    Ok(browser.until(&format!("{number} === '{count}'")).await?)
}

#[tokio::test]
async fn the_live_view_shows_the_pass_s_word_and_masked_name_and_outlives_the_server() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let venue = scene.managed("南湖小馆")?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.sign_in_at(MANAGER, &venue, "/live").await?;
        stage.browser.find("live-on").await?;
        headcount(&stage.browser, 0).await?;

        let camera = film_of(&page(&venue.url)?, folder.path())?;
        let visitor = stage.beside(Look::phone(camera), &folder.path().join("visitor")).await?;
        visitor.register().await?;
        let label = visitor.browser.text("visitor-label").await?;
        visitor.scan_and_confirm().await?;
        stage.browser.find("arrival").await?;
        assert_eq!(texts(&stage.browser, ".ticker__who").await?, [label.as_str()]);
        headcount(&stage.browser, 1).await?;
        // Both change every five minutes, and not at the same moment.
        wait_for("the same word on both screens", async || {
            let pass = visitor.browser.text("word").await.ok()?;
            (pass == stage.browser.text("word").await.ok()?).then_some(())
        })
        .await?;

        stage.stop_server()?;
        stage.browser.find("live-lost").await?;
        assert!(stage.browser.shows("no-word").await, "no word that may be over");
        stage.start_server()?;
        stage.browser.find("live-on").await?;
        headcount(&stage.browser, 1).await?;
        visitor.scan().await?;
        visitor.browser.click("confirm").await?;
        visitor.pass("exit").await?;
        headcount(&stage.browser, 0).await?;
        assert_eq!(texts(&stage.browser, ".ticker__who").await?, [label.as_str()]);
        visitor.leave().await
    };
    scene.play(desktop(), play).await
}
