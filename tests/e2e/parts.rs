//! The app's later parts: they come by themselves, and where one does not, the visitor is told and finds a way out.

use serde_json::json;
use venue_testkit::browser::{Lens, Look};

use crate::stage::{Outcome, Scene, Stage};

/// Keeps a part from coming, whether the network or the service worker has it.
async fn withhold(stage: &Stage, part: &str) -> Outcome {
    stage.browser.cdp("Network.setBypassServiceWorker", json!({ "bypass": true })).await?;
    stage.browser.cdp("Network.setBlockedURLs", json!({ "urls": [format!("*{part}*")] })).await?;
    Ok(())
}

async fn give_back(stage: &Stage) -> Outcome {
    stage.browser.cdp("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    Ok(())
}

#[tokio::test]
async fn the_home_page_needs_no_other_part() -> Outcome {
    let play = async |stage: &mut Stage| -> Outcome {
        withhold(stage, "split_").await?;
        stage.open("/").await?;
        stage.browser.find("home-page").await?;
        stage.browser.click("settings").await?;
        stage.browser.find("part-failed").await?;
        Ok(())
    };
    Scene::open()?.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn a_page_that_did_not_come_comes_when_it_is_asked_for_again_or_after_a_reload() -> Outcome {
    let play = async |stage: &mut Stage| -> Outcome {
        withhold(stage, "split_door").await?;
        stage.open("/register").await?;
        stage.browser.find("part-failed").await?;
        stage.browser.click("to-home").await?;
        stage.browser.click("register").await?;
        stage.browser.find("part-failed").await?;
        give_back(stage).await?;
        stage.browser.click("way-out").await?;
        stage.browser.find("form-page").await?;

        withhold(stage, "split_rest").await?;
        stage.open("/settings").await?;
        stage.browser.find("part-failed").await?;
        give_back(stage).await?;
        stage.browser.click("reload").await?;
        stage.browser.find("settings-page").await?;
        Ok(())
    };
    Scene::open()?.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn offline_it_comes_by_itself_once_the_network_is_back() -> Outcome {
    let play = async |stage: &mut Stage| -> Outcome {
        withhold(stage, "split_rest").await?;
        stage.open("/").await?;
        stage.browser.find("home-page").await?;
        stage.network(false).await?;
        stage.browser.click("settings").await?;
        stage.browser.find("part-failed").await?;
        give_back(stage).await?;
        stage.network(true).await?;
        stage.browser.find("settings-page").await?;
        Ok(())
    };
    Scene::open()?.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn once_the_app_stands_every_page_is_there_offline_without_a_service_worker() -> Outcome {
    let play = async |stage: &mut Stage| -> Outcome {
        stage.browser.cdp("Network.setBlockedURLs", json!({ "urls": ["*/sw.js"] })).await?;
        stage.open("/").await?;
        stage.browser.find("home-page").await?;
        let came = "performance.getEntriesByType('resource')\
            .some((one) => one.name.includes('split_rest') && one.responseEnd > 0)";
        stage.browser.until(came).await?;
        stage.network(false).await?;
        stage.browser.click("history").await?;
        stage.browser.find("history-page").await?;
        Ok(())
    };
    Scene::open()?.play(Look::phone(Lens::Missing), play).await
}
