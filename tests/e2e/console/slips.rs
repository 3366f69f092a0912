//! Numbered slips: printed before an outage, keyed in after it.

use venue_testkit::browser::Browser;

use super::door::{ELDER, MANAGER, OTHER, focus_on, texts, value};
use super::paper::Pages;
use super::people::desktop;
use crate::stage::{Outcome, Scene, Stage};

/// Two pages: eight on a page.
const SLIPS: usize = 10;

async fn number_is_wrong(browser: &Browser, why: &str) -> Outcome {
    Ok(browser.until(&format!("document.getElementById('slip-error').innerText.includes('{why}')")).await?)
}

/// The number with another last digit, which is its check digit.
fn mistyped(number: &str) -> String {
    let (rest, last) = number.split_at(number.len() - 1);
    format!("{rest}{}", if last == "0" { "1" } else { "0" })
}

#[tokio::test]
async fn slips_are_printed_and_keyed_in_and_wrong_numbers_lose_nothing() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let venue = scene.managed("南湖小馆")?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.sign_in_at(MANAGER, &venue, "/slips").await?;
        stage.without_print_dialog().await?;
        browser.fill("slip-count", &SLIPS.to_string()).await?;
        browser.click("make-slips").await?;
        browser.until("window.asked === 1").await?;
        let numbers = texts(browser, ".paper .slip__number").await?;
        assert_eq!(numbers.len(), SLIPS);
        let paper = folder.path().join("slips.pdf");
        stage.print(&paper).await?;
        let pages = Pages::of(&paper)?;
        assert_eq!(pages.count, 2);

        browser.fill("slip", &numbers[0]).await?;
        browser.fill("number", ELDER.number).await?;
        browser.fill("name", ELDER.name).await?;
        browser.click("key-slip").await?;
        browser.until_count("keyed-row", 1).await?;
        focus_on(browser, "slip").await?;

        browser.fill("slip", &numbers[0]).await?;
        number_is_wrong(browser, "录过").await?;
        browser.fill("number", OTHER.number).await?;
        browser.fill("name", OTHER.name).await?;
        browser.click("key-slip").await?;
        focus_on(browser, "slip").await?;
        browser.fill("slip", &mistyped(&numbers[1])).await?;
        number_is_wrong(browser, "输错").await?;
        browser.click("key-slip").await?;
        focus_on(browser, "slip").await?;
        assert_eq!(stage.rows().await?.len(), 1);
        assert_eq!(value(browser, "number").await?, OTHER.number);
        assert_eq!(value(browser, "name").await?, OTHER.name);
        browser.fill("slip", &numbers[1]).await?;
        browser.click("key-slip").await?;
        browser.until_count("keyed-row", 2).await?;
        stage.until_rows(2).await?;

        // At another desk, which has not seen the first one.
        browser.script("sessionStorage.clear()").await?;
        stage.open_page(&venue, "/slips").await?;
        browser.fill("slip", &numbers[0]).await?;
        browser.fill("number", ELDER.number).await?;
        browser.fill("name", ELDER.name).await?;
        browser.click("key-slip").await?;
        number_is_wrong(browser, "已经录入过").await?;
        assert_eq!(value(browser, "name").await?, ELDER.name);
        assert_eq!(stage.rows().await?.len(), 2);
        Ok(())
    };
    scene.play(desktop(), play).await
}
