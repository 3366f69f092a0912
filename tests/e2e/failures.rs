//! Codes that are not good, and cameras that do not come: each has its words and a way out, and none makes a row.

use serde_json::json;
use venue_testkit::browser::{Lens, Look};
use venue_testkit::server::Code;

use crate::stage::{Outcome, Scene, Stage};

/// Scans what the camera shows, and waits for the refusal.
async fn is_refused(stage: &mut Stage) -> Outcome {
    stage.register().await?;
    stage.browser.click("scan").await?;
    stage.browser.find("code-refused").await?;
    assert!(stage.rows().await?.is_empty());
    Ok(())
}

/// The code with another signature.
pub fn forged(code: &Code) -> String {
    let mut letters: Vec<char> = code.url.chars().collect();
    // The token's last 102 of 128 characters are its signature.
    let at = letters.len() - 50;
    letters[at] = if letters[at] == 'A' { 'B' } else { 'A' };
    letters.into_iter().collect()
}

#[tokio::test]
async fn a_forged_code_is_refused() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&forged(&scene.door()?))?;
    scene.play(Look::phone(camera), is_refused).await
}

#[tokio::test]
async fn a_replaced_code_is_refused() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let camera = scene.camera(&door.url)?;
    scene.reissue(&door)?;
    scene.play(Look::phone(camera), is_refused).await
}

#[tokio::test]
async fn an_expired_code_is_refused() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        // Codes are issued for three years; so the device's clock goes on.
        let later = "{ const now = Date.now.bind(Date); Date.now = () => now() + 4 * 365 * 86_400_000; }";
        stage.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": later })).await?;
        stage.reopen().await?;
        stage.browser.click("scan").await?;
        stage.browser.find("code-refused").await?;
        assert!(stage.rows().await?.is_empty());
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn a_code_of_another_service_is_refused() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let host = door.url.split('/').nth(2).ok_or("no host in the code")?;
    let camera = scene.camera(&door.url.replace(host, "OTHER.EXAMPLE"))?;
    scene.play(Look::phone(camera), is_refused).await
}

#[tokio::test]
async fn a_qr_code_that_is_no_venue_code_is_refused() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera("https://example.org/menu")?;
    scene.play(Look::phone(camera), is_refused).await
}

#[tokio::test]
async fn a_forged_code_that_is_opened_as_a_link_is_refused() -> Outcome {
    let scene = Scene::open()?;
    let url = forged(&scene.door()?);
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        let path = url.find("/V/").map(|at| &url[at..]).ok_or("no path in the code")?;
        stage.open(path).await?;
        stage.browser.find("code-refused").await?;
        assert!(stage.rows().await?.is_empty());
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn a_refused_camera_leaves_the_typed_code_as_a_way_out() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.browser.click("scan").await?;
        stage.browser.find("camera-failed").await?;
        // How to allow it again, step by step.
        stage
            .browser
            .until("document.querySelectorAll('[data-testid=camera-failed] li').length >= 2")
            .await?;
        stage.type_code(&door.typed_code).await?;
        stage.browser.find("venue").await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Refused), play).await
}

#[tokio::test]
async fn a_phone_without_a_camera_says_so() -> Outcome {
    let scene = Scene::open()?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.browser.click("scan").await?;
        stage.browser.find("camera-failed").await?;
        stage.browser.until("document.querySelector('[data-testid=camera-failed] li') === null").await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn a_mistyped_code_is_told_without_asking_the_server() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.browser.click("scan").await?;
        let digits: Vec<u32> = door.typed_code.chars().filter_map(|c| c.to_digit(10)).collect();
        let mistyped: String = digits
            .iter()
            .enumerate()
            .map(|(index, digit)| if index == 3 { (digit + 1) % 10 } else { *digit })
            .map(|digit| digit.to_string())
            .collect();
        stage.type_code(&mistyped).await?;
        stage.browser.until("document.querySelector('[aria-invalid=true]') !== null").await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}
