//! Guests without a phone, registered by staff at the desk.

use std::time::{Duration, Instant};

use thirtyfour::Key;

use super::door::{ELDER, Guest, MANAGER, OTHER, focus_on, shift, value};
use super::people::desktop;
use crate::stage::{Outcome, PHONE, Scene, Stage};

/// A guest may take so long.
const A_GUEST: Duration = Duration::from_secs(15);
/// So long somebody who types slowly takes for a key; the browser's driver takes none of it.
const A_KEY: Duration = Duration::from_millis(300);
/// Keys for the elder: the number, Tab, three characters by Pinyin ("lin xiu lan" and three to choose), Enter.
const ELDER_KEYS: u32 = 18 + 1 + 9 + 3 + 1;
/// Back to the state, three letters, Tab, the number, Tab, the name, Enter.
const PASSPORT_KEYS: u32 = 1 + 3 + 1 + 9 + 1 + 11 + 1;
/// Back to the list of certificates, Down, Tab, the number, Tab, three characters by Pinyin, Enter.
const PERMIT_KEYS: u32 = 3 + 1 + 1 + 9 + 1 + 12 + 3 + 1;
/// F8, three characters by Pinyin, Tab, the phone, Enter.
const TOLD_KEYS: u32 = 1 + 10 + 3 + 1 + 11 + 1;

/// Both lines of a passport's machine-readable zone (ICAO 9303), made up.
const MRZ: &str =
    "P<UTOSAMPLE<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<<\nX000000001UTO0001018F3012316<<<<<<<<<<<<<<<0";

/// What a guest from elsewhere has: the certificate's place in the list, and what is typed.
const CERTIFICATES: [(usize, Guest<'static>); 4] = [
    (1, Guest { number: "H00000000", name: "陈港生" }),
    (2, Guest { number: "00000000", name: "蔡台生" }),
    (3, Guest { number: "810000190001010018", name: "何居民" }),
    (4, Guest { number: "911124198108030024", name: "ZHENGJIAN YANGBEN" }),
];

/// At the desk of a venue, signed in.
async fn at_the_desk(test: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    let scene = Scene::open()?;
    let venue = scene.managed("南湖小馆")?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.sign_in_at(MANAGER, &venue, "/terminal").await?;
        test(stage).await
    };
    scene.play(desktop(), play).await
}

#[tokio::test]
async fn an_elder_is_registered_by_keyboard_alone_in_under_15_seconds() -> Outcome {
    at_the_desk(async |stage: &Stage| -> Outcome {
        let browser = &stage.browser;
        focus_on(browser, "number").await?;
        let begun = Instant::now();
        browser.type_keys(ELDER.number).await?;
        browser.type_keys(Key::Tab + ELDER.name + Key::Enter).await?;
        browser.find("receipt").await?;
        let took = begun.elapsed();
        in_time("an elder", took, ELDER_KEYS);

        stage.until_rows(1).await?;
        assert_eq!(shift(browser).await?, ["林**"]);
        let page =
            "document.documentElement.outerHTML + JSON.stringify({...sessionStorage, ...localStorage})";
        let page = browser.script(page).await?.to_string();
        assert!(
            !page.contains(ELDER.name) && !page.contains(ELDER.number),
            "the desk keeps no name or number"
        );
        // The next guest begins where this one began.
        focus_on(browser, "number").await?;
        assert_eq!(value(browser, "number").await?, "");
        Ok(())
    })
    .await
}

/// What the page took and what the keys take is less than a guest may take.
fn in_time(who: &str, took: Duration, keys: u32) {
    println!("{who}: {took:?}, and {:?} for {keys} keys", A_KEY * keys);
    assert!(took + A_KEY * keys < A_GUEST, "{who}: {took:?}");
}

#[tokio::test]
async fn foreigners_and_guests_without_a_document_are_registered_by_keyboard_alone_in_under_15_seconds()
-> Outcome {
    at_the_desk(async |stage: &Stage| -> Outcome {
        let browser = &stage.browser;
        focus_on(browser, "number").await?;
        // Once for all foreigners: the way stays.
        browser.type_keys("" + Key::F4).await?;
        browser.until("document.getElementById('state') !== null").await?;
        focus_on(browser, "number").await?;
        let begun = Instant::now();
        browser.back_tab().await?;
        focus_on(browser, "state").await?;
        browser.type_keys("GBR" + Key::Tab + "X00000001" + Key::Tab + "JOHN SAMPLE" + Key::Enter).await?;
        browser.until_count("shift-row", 1).await?;
        in_time("a passport", begun.elapsed(), PASSPORT_KEYS);

        focus_on(browser, "number").await?;
        let begun = Instant::now();
        for field in ["state", "mrz", "certificate"] {
            browser.back_tab().await?;
            focus_on(browser, field).await?;
        }
        browser.type_keys("" + Key::Down).await?;
        browser.until("document.getElementById('state') === null").await?;
        browser.type_keys("" + Key::Tab).await?;
        focus_on(browser, "number").await?;
        browser.type_keys("H00000000" + Key::Tab + "陈港生" + Key::Enter).await?;
        browser.until_count("shift-row", 2).await?;
        in_time("a permit", begun.elapsed(), PERMIT_KEYS);

        focus_on(browser, "number").await?;
        let begun = Instant::now();
        browser.type_keys("" + Key::F8).await?;
        focus_on(browser, "name").await?;
        browser.type_keys(OTHER.name + Key::Tab + PHONE + Key::Enter).await?;
        browser.until_count("shift-row", 3).await?;
        in_time("without a document", begun.elapsed(), TOLD_KEYS);
        stage.until_rows(3).await
    })
    .await
}

#[tokio::test]
async fn a_wrong_check_digit_is_told_and_nothing_is_lost() -> Outcome {
    at_the_desk(async |stage: &Stage| -> Outcome {
        let browser = &stage.browser;
        focus_on(browser, "number").await?;
        browser.type_keys("220102190001010017").await?;
        browser.type_keys(Key::Tab + ELDER.name + Key::Tab + PHONE + Key::Enter).await?;
        browser.until("document.getElementById('number-error').innerText.includes('校验')").await?;
        focus_on(browser, "number").await?;
        assert_eq!(stage.rows().await?, []);

        browser.type_keys(Key::End + Key::Backspace + "6").await?;
        assert_eq!(value(browser, "name").await?, ELDER.name);
        assert_eq!(value(browser, "phone").await?, PHONE);
        browser.type_keys("" + Key::Enter).await?;
        browser.find("receipt").await?;
        stage.until_rows(1).await
    })
    .await
}

#[tokio::test]
async fn a_foreigner_is_registered_by_the_passports_zone_and_by_any_certificates_number() -> Outcome {
    at_the_desk(async |stage: &Stage| -> Outcome {
        let browser = &stage.browser;
        focus_on(browser, "number").await?;
        browser.type_keys("" + Key::F4).await?;
        browser.fill("mrz", MRZ).await?;
        // What the zone does not say comes next.
        focus_on(browser, "phone").await?;
        assert_eq!(value(browser, "number").await?, "X00000000");
        assert_eq!(value(browser, "state").await?, "UTO");
        browser.type_keys("" + Key::Enter).await?;
        browser.until_count("shift-row", 1).await?;

        browser.fill("state", "GBR").await?;
        browser.fill("number", "X00000001").await?;
        browser.fill("name", "JOHN SAMPLE").await?;
        browser.type_keys("" + Key::Enter).await?;
        browser.until_count("shift-row", 2).await?;

        for (at, guest) in &CERTIFICATES {
            stage.choose("certificate", *at).await?;
            browser.fill("number", guest.number).await?;
            browser.fill("name", guest.name).await?;
            browser.type_keys("" + Key::Enter).await?;
            browser.until_count("shift-row", at + 2).await?;
        }
        assert_eq!(
            shift(browser).await?,
            ["Z**** Y****", "何**", "蔡**", "陈**", "J*** S****", "S**** A*** M****"]
        );
        stage.until_rows(6).await
    })
    .await
}

#[tokio::test]
async fn a_guest_without_a_document_is_registered_by_name_and_phone() -> Outcome {
    at_the_desk(async |stage: &Stage| -> Outcome {
        let browser = &stage.browser;
        focus_on(browser, "number").await?;
        browser.type_keys("" + Key::F8).await?;
        focus_on(browser, "name").await?;
        browser.type_keys(OTHER.name + Key::Enter).await?;
        browser.until("document.getElementById('phone-error').innerText !== ''").await?;
        focus_on(browser, "phone").await?;
        browser.type_keys(PHONE + Key::Enter).await?;
        browser.find("receipt").await?;
        assert_eq!(shift(browser).await?, ["周**"]);
        let row = browser.text("shift-row").await?;
        assert!(row.contains("没有证件"), "{row}");
        stage.until_rows(1).await
    })
    .await
}

#[tokio::test]
async fn a_guest_types_in_the_own_language_and_staff_confirm_what_they_see_masked() -> Outcome {
    at_the_desk(async |stage: &Stage| -> Outcome {
        let browser = &stage.browser;
        browser.click("turn").await?;
        browser.click("guest-ja").await?;
        browser.until("document.querySelector('dialog.guest').lang === 'ja'").await?;
        browser.fill("guest-state", "JPN").await?;
        browser.fill("guest-number", "TR0000001").await?;
        browser.click("guest-submit").await?;
        browser.until("document.getElementById('guest-name-error').innerText.includes('ご記入')").await?;
        browser.fill("guest-name", "SAMPLE HANAKO").await?;
        browser.click("guest-submit").await?;
        browser.click("guest-staff").await?;
        let seen = browser.text("review").await?;
        assert!(seen.contains("S**** H****") && seen.contains("T****01"), "{seen}");
        let page = browser.script("document.documentElement.outerHTML").await?.to_string();
        assert!(!page.contains("HANAKO") && !page.contains("TR0000001"), "staff see it masked only");
        assert_eq!(stage.rows().await?, []);
        browser.click("review-confirm").await?;
        browser.until_count("shift-row", 1).await?;
        stage.until_rows(1).await
    })
    .await
}

#[tokio::test]
async fn past_the_hours_limit_the_desk_says_so_and_keeps_what_was_typed() -> Outcome {
    let scene = Scene::open()?;
    let venue = scene.managed("南湖小馆")?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.sign_in_at(MANAGER, &venue, "").await?;
        browser.fill("hourly-limit", "1").await?;
        browser.click("save-rules").await?;
        browser.until("document.querySelector('[data-testid=said]').innerText !== ''").await?;

        stage.open_page(&venue, "/terminal").await?;
        focus_on(browser, "number").await?;
        browser.type_keys(ELDER.number + Key::Tab + ELDER.name + Key::Enter).await?;
        browser.until_count("shift-row", 1).await?;
        focus_on(browser, "number").await?;
        browser.type_keys(OTHER.number + Key::Tab + OTHER.name + Key::Enter).await?;
        let told = browser.text("desk-limit").await?;
        assert!(told.contains("上限") && told.contains("可以继续"), "{told}");
        assert!(browser.text("desk-submit-why").await?.contains("上限"));
        assert_eq!(value(browser, "number").await?, OTHER.number);
        assert_eq!(value(browser, "name").await?, OTHER.name);
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(desktop(), play).await
}
