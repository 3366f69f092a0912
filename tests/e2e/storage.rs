//! What the device stores may be damaged.

use venue_testkit::browser::{Lens, Look};

use crate::stage::{Outcome, Scene, Stage};

#[tokio::test]
async fn a_corrupt_store_is_set_aside_and_said_so() -> Outcome {
    let scene = Scene::open()?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        let damaged = "{\"v\":1,\"data\":{\"visitor\":";
        let put = format!("localStorage.setItem('venue-code/persons', '{damaged}')");
        stage.browser.script(&put).await?;
        stage.reopen().await?;
        stage.browser.find("store-trouble").await?;
        let kept = format!(
            "Object.keys(localStorage).some(key => key.startsWith('venue-code/persons.set-aside.') \
             && localStorage.getItem(key) === '{damaged}')"
        );
        stage.browser.until(&kept).await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn the_registration_survives_cleared_script_storage() -> Outcome {
    let scene = Scene::open()?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        let label = stage.browser.find("visitor-label").await?.text().await?;
        // The keepsake is put by the drain, after the registration.
        stage
            .browser
            .until("fetch('/api/v1/persons/keepsake').then(answer => answer.status === 200)")
            .await?;
        stage.browser.script("localStorage.clear()").await?;
        stage.browser.script("indexedDB.deleteDatabase('venue-code') && true").await?;
        stage.reopen().await?;
        assert_eq!(stage.browser.find("visitor-label").await?.text().await?, label);
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}
