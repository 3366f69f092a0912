//! The dashboard while the server is slow, fails, or cannot be reached.

use super::people::{desktop, reviewer};
use crate::stage::{Outcome, Scene, Stage};

/// Lets the server's answers to the dashboard be a failure for as long as `window.broken` says so.
const BREAKABLE: &str = "(() => { const real = window.fetch; window.fetch = (...all) => \
    window.broken && String(all[0].url ?? all[0]).includes('/dashboard') \
    ? Promise.resolve(new Response('out of order', { status: 500 })) : real(...all); return true; })()";

/// The browser says that the page is looked at again.
const LOOKED_AT: &str = "document.dispatchEvent(new Event('visibilitychange'))";

/// Goes to a page within the console.
async fn go(stage: &Stage, path: &str) -> Outcome {
    let go = format!(
        "(history.pushState(null, '', '{path}'), dispatchEvent(new PopStateEvent('popstate')), true)"
    );
    stage.browser.script(&go).await?;
    Ok(())
}

/// With a reviewer signed in.
async fn as_reviewer(test: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    let play = async |stage: &mut Stage| -> Outcome {
        let factor = reviewer(stage, "lin")?;
        stage.sign_in("lin", Some(&factor)).await?;
        test(stage).await
    };
    Scene::open()?.play(desktop(), play).await
}

#[tokio::test]
async fn a_dashboard_on_its_way_is_said_to_be_and_one_that_fails_can_be_tried_again() -> Outcome {
    as_reviewer(async |stage: &Stage| -> Outcome {
        let browser = &stage.browser;
        stage.latency(2_000).await?;
        go(stage, "/console/dashboard").await?;
        browser.find("waiting").await?;
        stage.latency(0).await?;
        browser.find("figure-venues").await?;

        go(stage, "/console").await?;
        browser.find("start-page").await?;
        browser.script(BREAKABLE).await?;
        browser.script("window.broken = true").await?;
        go(stage, "/console/dashboard").await?;
        browser.find("fault-page").await?;
        assert!(!browser.shows("figure-venues").await);
        browser.click("retry").await?;
        browser.find("fault-page").await?;
        browser.script("(window.broken = false, true)").await?;
        browser.click("retry").await?;
        browser.find("figure-venues").await?;
        assert!(!browser.shows("fault-page").await);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn figures_that_cannot_be_renewed_stay_and_are_called_old_until_they_can() -> Outcome {
    as_reviewer(async |stage: &Stage| -> Outcome {
        let browser = &stage.browser;
        go(stage, "/console/dashboard").await?;
        browser.find("as-of").await?;
        stage.network(false).await?;
        browser.script(LOOKED_AT).await?;
        browser.find("stale").await?;
        browser.find("figure-venues").await?;
        assert!(!browser.shows("as-of").await);
        stage.network(true).await?;
        browser.find("as-of").await?;
        browser.until_count("stale", 0).await.map_err(Into::into)
    })
    .await
}
