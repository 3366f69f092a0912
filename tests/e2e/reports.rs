//! Problem reports: from somebody who cannot register, by way of a technician with the key file, to the answer.

use venue_testkit::browser::{Lens, Look};
use venue_testkit::database;
use venue_testkit::server::NewAccount;

use crate::console::people::{PASSWORD, desktop, licence};
use crate::stage::{NAME, NUMBER, Outcome, PHONE, Scene, Stage, path_of};

/// Fills in a report for somebody else, with a picture, from the home page; nobody is registered.
async fn fill_in(stage: &Stage, picture: &std::path::Path) -> Outcome {
    let browser = &stage.browser;
    stage.open("/").await?;
    browser.click("report").await?;
    browser.find("report-page").await?;
    stage.choose("report-kind", 3).await?;
    browser.pick("whom-another").await?;
    browser.fill("report-text", &format!("{NUMBER} 填不进去")).await?;
    browser.fill("report-person", NAME).await?;
    browser.fill("report-phone", PHONE).await?;
    stage.give_file("report-album", picture).await?;
    browser.find("picture").await?;
    Ok(())
}

#[tokio::test]
async fn who_cannot_register_is_answered_and_nobody_but_the_technicians_reads_what_was_told() -> Outcome {
    let folder = tempfile::tempdir()?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        fill_in(stage, &licence(folder.path())?).await?;
        // What was typed stays while one looks elsewhere, and goes out once the network is back.
        browser.click("back").await?;
        browser.click("report").await?;
        browser.find("picture").await?;
        stage.network(false).await?;
        browser.click("report-send").await?;
        browser
            .until("document.querySelector('[data-testid=report-offline]')?.innerText.includes('自动送出')")
            .await?;
        stage.network(true).await?;
        let ticket = browser.text("ticket").await?;
        assert_eq!(ticket.chars().filter(char::is_ascii_digit).count(), 9, "{ticket}");
        for text in [NAME, NUMBER, PHONE] {
            let files = database::files_with(&stage.setup, text)?;
            assert!(files.is_empty(), "`{text}` stands in {files:?}");
        }

        let account = NewAccount {
            role: "technician",
            login: "zhou",
            name: "周工",
            password: PASSWORD,
            second_factor: true,
        };
        let factor = stage.setup.new_account(&account)?.ok_or("no second factor")?;
        let office = stage.beside(desktop(), &folder.path().join("office")).await?;
        office.sign_in("zhou", Some(&factor)).await?;
        office.browser.click("next-reports").await?;
        office.browser.click("report-link").await?;
        let keys = office.setup.authority_dir();
        office.give_file("key-file", &keys.join("reviewers.key")).await?;
        office.browser.find("key-wrong").await?;
        office.give_file("key-file", &keys.join("technicians.key")).await?;
        let told = office.browser.text("told").await?;
        assert!(told.contains(NAME) && told.contains(NUMBER) && told.contains(PHONE), "{told}");
        office
            .browser
            .until("document.querySelector('img[data-testid=picture]')?.naturalWidth === 1200")
            .await?;
        office.browser.click("take").await?;
        office.browser.find("leave").await?;
        office.browser.fill("answer", "号码已核对，请再登记一次。").await?;
        office.browser.click("save-answer").await?;
        office
            .browser
            .until("document.querySelector('[data-testid=state]')?.innerText.includes('已答复')")
            .await?;
        office.leave().await?;

        stage.open("/report").await?;
        let answer = stage.browser.text("report-answer").await?;
        assert!(answer.contains("请再登记一次"), "{answer}");
        Ok(())
    };
    Scene::open()?.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn a_code_that_is_refused_is_reported_with_its_venue_from_where_it_was_refused() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    scene.reissue(&door)?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.open(&path_of(&door)?).await?;
        browser.find("code-refused").await?;
        browser.click("report-here").await?;
        browser.find("report-venue").await?;
        browser.click("report-send").await?;
        browser.find("ticket").await?;
        browser.click("report-another").await?;
        // Something else has to be told in words, and nothing typed is lost over it.
        stage.choose("report-kind", 5).await?;
        browser.fill("report-phone", "12").await?;
        browser.click("report-send").await?;
        browser.find("fix-errors").await?;
        browser.until("document.activeElement.id === 'report-text'").await?;
        browser.until("document.getElementById('report-phone').value === '12'").await?;
        browser.fill("report-text", "门口没有海报").await?;
        browser.fill("report-phone", PHONE).await?;
        browser.click("report-send").await?;
        browser.find("ticket").await?;
        browser.until_count("report-line", 2).await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}
