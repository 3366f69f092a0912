//! The help page opens without the app.

use serde_json::json;
use thirtyfour::By;
use venue_testkit::browser::{Lens, Look};

use crate::stage::{Outcome, Scene, Stage};

#[tokio::test]
async fn the_help_page_answers_eight_questions_without_wasm_in_both_languages() -> Outcome {
    let scene = Scene::open()?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        browser.cdp("Network.setBlockedURLs", json!({"urls": ["*.wasm", "*visitor*"]})).await?;
        for language in ["zh-CN", "en"] {
            stage.open(&format!("/help/{language}.html")).await?;
            browser.until(&format!("document.documentElement.lang === '{language}'")).await?;
            assert!(browser.driver.find_all(By::Css("main h2")).await?.len() >= 8);
            let telephone = browser.driver.find_all(By::Css("a[href^='tel:']")).await?;
            assert!(!telephone.is_empty(), "the hotline can be tapped");
        }
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}
