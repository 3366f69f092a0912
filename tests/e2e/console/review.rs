//! Two reviewers at once.

use super::people::{desktop, licence, reviewer};
use crate::stage::{Outcome, Scene, Stage};

/// Opens the only application that waits.
async fn look(stage: &Stage, login: &str) -> Outcome {
    let factor = reviewer(stage, login)?;
    stage.sign_in(login, Some(&factor)).await?;
    stage.browser.click("next-review").await?;
    stage.browser.click("review-link").await?;
    stage.browser.find("approve").await?;
    Ok(())
}

async fn approve(stage: &Stage) -> Outcome {
    stage.browser.click("approve").await?;
    Ok(stage.browser.click("dialog-yes").await?)
}

#[tokio::test]
async fn of_two_reviewers_the_slower_one_is_told_and_nothing_is_done_twice() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.sign_up("nanhu", "王经理").await?;
        stage.browser.click("next-apply").await?;
        stage.browser.click("begin-application").await?;
        stage.fill_application("南湖小馆", &licence(folder.path())?).await?;
        stage.browser.click("submit-application").await?;
        stage.browser.until("document.querySelector('[data-testid=application-form]') === null").await?;

        let quick = stage.beside(desktop(), &folder.path().join("quick")).await?;
        let slow = stage.beside(desktop(), &folder.path().join("slow")).await?;
        look(&quick, "lin").await?;
        look(&slow, "zhao").await?;
        approve(&quick).await?;
        quick.browser.until("document.querySelector('[data-testid=approve]') === null").await?;
        approve(&slow).await?;
        let told = slow.browser.text("quicker").await?;
        assert!(told.contains("抢先"), "{told}");
        slow.browser.click("load-again").await?;
        slow.browser
            .until("document.querySelector('[data-testid=stage]')?.innerText.includes('通过')")
            .await?;
        assert!(!slow.browser.shows("approve").await);
        quick.leave().await?;
        slow.leave().await?;

        stage.open("/console").await?;
        stage.browser.click("next-print").await?;
        stage.browser.find("archive").await?;
        stage.browser.until_count("archive-row", 1).await?;
        Ok(())
    };
    scene.play(desktop(), play).await
}
