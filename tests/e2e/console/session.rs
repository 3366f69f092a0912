//! A session that ends while somebody types.

use serde_json::json;

use super::people::{PASSWORD, desktop};
use crate::stage::{Outcome, Scene, Stage, screenshots};

#[tokio::test]
async fn a_session_that_ends_takes_nothing_of_what_was_typed_with_it() -> Outcome {
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.sign_up("nanhu", "王经理").await?;
        browser.click("next-apply").await?;
        browser.click("begin-application").await?;
        browser.fill("organisation", "长春南湖餐饮有限公司").await?;
        browser.cdp("Network.clearBrowserCookies", json!({})).await?;
        browser.fill("venue-name", "南湖小馆").await?;
        browser.find("sign-in-again").await?;
        browser.until("document.activeElement.id === 'password'").await?;
        browser.screenshot(&screenshots().join("console/session-over.png")).await?;
        browser.fill("password", PASSWORD).await?;
        browser.click("sign-in").await?;
        browser.until("document.querySelector('[data-testid=sign-in-again]') === null").await?;
        browser.until("document.getElementById('venue-name').value === '南湖小馆'").await?;
        // It is saved by itself, for whoever comes back to it.
        browser
            .until("document.querySelector('[data-testid=saved]')?.innerText.startsWith('已保存')")
            .await?;
        let here = browser.script("location.pathname").await?;
        stage.open(here.as_str().ok_or("an address")?).await?;
        browser.find("application-form").await?;
        browser.until("document.getElementById('venue-name').value === '南湖小馆'").await?;
        Ok(browser.until("document.getElementById('organisation').value.length === 10").await?)
    };
    Scene::open()?.play(desktop(), play).await
}
