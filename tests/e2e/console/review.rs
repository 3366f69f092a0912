//! What reviewers do, as they and the venue see it.

use super::door::MANAGER;
use super::people::{desktop, licence, reviewer};
use crate::stage::{Outcome, Scene, Stage, path_of};

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

#[tokio::test]
async fn a_venue_that_was_revoked_is_told_why_and_waits_for_the_reviewers() -> Outcome {
    let scene = Scene::open()?;
    let venue = scene.managed("南湖小馆")?;
    let folder = tempfile::tempdir()?;
    let play = async |stage: &mut Stage| -> Outcome {
        let factor = reviewer(stage, "lin")?;
        let office = stage.beside(desktop(), &folder.path().join("office")).await?;
        office.sign_in("lin", Some(&factor)).await?;
        office.open("/console/codes").await?;
        office.browser.fill("search", "南湖").await?;
        office.browser.click("search-go").await?;
        office.browser.click("found").await?;
        office.browser.click("revoke").await?;
        office.browser.fill("reason", "门上的码被人调换").await?;
        office.browser.click("dialog-yes").await?;
        office.browser.find("revoked").await?;

        let browser = &stage.browser;
        stage.sign_in_at(MANAGER, &venue, "").await?;
        let told = browser.text("revoked").await?;
        assert!(told.contains("门上的码被人调换"), "{told}");
        assert!(!browser.find("reissue").await?.is_enabled().await?);
        browser.find("reissue-why").await?;
        stage.open(&path_of(&venue)?).await?;
        browser.find("code-refused").await?;

        office.browser.click("reissue").await?;
        office.browser.click("dialog-yes").await?;
        office.browser.until("document.querySelector('[data-testid=revoked]') === null").await?;
        office.leave().await?;
        stage.open_page(&venue, "").await?;
        browser.find("codes").await?;
        assert!(!browser.shows("revoked").await);
        assert!(browser.find("reissue").await?.is_enabled().await?);
        Ok(())
    };
    scene.play(desktop(), play).await
}
