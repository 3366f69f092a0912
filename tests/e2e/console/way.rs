//! The whole way of a manager who has never seen the app, up to the first visitor.

use venue_testkit::browser::Look;

use super::people::{desktop, downloaded, is_printed, licence, pixels_of, reviewer};
use crate::stage::{Outcome, Scene, Stage, film_of};

#[tokio::test]
async fn from_signing_up_to_a_visitor_who_scans_the_poster_that_was_downloaded() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.sign_up("nanhu", "王经理").await?;
        browser.click("next-apply").await?;
        browser.click("begin-application").await?;
        stage.fill_application("南湖小馆", &licence(folder.path())?).await?;
        browser.click("submit-application").await?;
        browser.until("document.querySelector('[data-testid=application-form]') === null").await?;

        let factor = reviewer(stage, "lin")?;
        let office = stage.beside(desktop(), &folder.path().join("office")).await?;
        office.sign_in("lin", Some(&factor)).await?;
        office.browser.click("next-review").await?;
        office.browser.click("review-link").await?;
        office.browser.find("licence").await?;
        office.browser.click("approve").await?;
        office.browser.click("dialog-yes").await?;
        office.browser.until("document.querySelector('[data-testid=approve]') === null").await?;
        office.leave().await?;

        stage.open("/console").await?;
        browser.click("next-print").await?;
        browser.find("poster-preview").await?;
        let posters = folder.path().join("posters");
        std::fs::create_dir(&posters)?;
        stage.download_to(&posters).await?;
        browser.click("download-pdf").await?;
        let page = pixels_of(&downloaded(&posters, "pdf").await?)?;
        assert!(is_printed(&page));

        let look = Look::phone(film_of(&page, folder.path())?);
        let visitor = stage.beside(look, &folder.path().join("visitor")).await?;
        visitor.register().await?;
        visitor.scan().await?;
        visitor
            .browser
            .until("document.querySelector('[data-testid=venue]').innerText.includes('南湖小馆')")
            .await?;
        visitor.browser.click("confirm").await?;
        visitor.pass("entry").await?;
        visitor.leave().await?;
        stage.until_rows(1).await
    };
    scene.play(desktop(), play).await
}
