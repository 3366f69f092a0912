//! What a visitor does, in words of the app.

use thirtyfour::By;
use venue_testkit::browser::{Browser, wait_for};

use crate::stage::{NAME, NUMBER, Outcome, PHONE, Stage};

/// Who is registered.
pub struct Person<'a> {
    pub name: &'a str,
    pub number: &'a str,
    pub phone: &'a str,
}

pub const VISITOR: Person<'static> = Person { name: NAME, number: NUMBER, phone: PHONE };
/// Who comes along: numbers of PLATFORM's vectors, names made up.
pub const COMPANIONS: [Person<'static>; 2] = [
    Person { name: "同行甲", number: "22010219000101018X", phone: "" },
    Person { name: "同行乙", number: "220102190001010032", phone: "" },
];

impl Stage {
    /// Fills in the form that is shown and sends it.
    pub async fn fill_form(&self, person: &Person<'_>) -> Outcome {
        let browser = &self.browser;
        browser.find("form-page").await?;
        browser.fill("number", person.number).await?;
        browser.fill("name", person.name).await?;
        if !person.phone.is_empty() {
            browser.fill("phone", person.phone).await?;
        }
        browser.tap("consent").await?;
        browser.click("submit").await?;
        Ok(())
    }

    /// Registers the visitor from the home page.
    pub async fn register(&self) -> Outcome {
        self.open("/").await?;
        self.browser.click("register").await?;
        self.fill_form(&VISITOR).await?;
        self.browser.find("visitor-label").await?;
        Ok(())
    }

    /// Adds accompanying persons.
    pub async fn add_companions(&self) -> Outcome {
        self.browser.click("persons").await?;
        for (index, companion) in COMPANIONS.iter().enumerate() {
            self.browser.click("companion-add").await?;
            self.fill_form(companion).await?;
            self.browser.find("persons-page").await?;
            let count =
                format!("document.querySelectorAll('[data-testid=companion]').length === {}", index + 1);
            self.browser.until(&count).await?;
        }
        self.browser.click("back").await?;
        self.browser.find("home-page").await?;
        Ok(())
    }

    /// Opens the camera from the home page, where a pass leads back to, and waits until the code is read and the venue shown.
    pub async fn scan(&self) -> Outcome {
        if self.browser.shows("pass").await {
            self.browser.click("pass-home").await?;
        }
        self.browser.click("scan").await?;
        self.browser.find("confirm-page").await?;
        self.browser.find("venue").await?;
        Ok(())
    }

    /// Gives the scan page a picture from the album.
    pub async fn choose_photo(&self, path: &std::path::Path) -> Outcome {
        let input = By::Css("input[type=file]");
        let field =
            wait_for("a field for a photo", async || self.browser.driver.find(input.clone()).await.ok());
        field.await?.send_keys(path.to_string_lossy()).await?;
        Ok(())
    }

    /// Types the digits of a poster on the scan page.
    pub async fn type_code(&self, digits: &str) -> Outcome {
        self.browser.click("typed").await?;
        self.browser.fill("typed-code", digits).await?;
        self.browser.click("typed-submit").await?;
        Ok(())
    }

    /// Scans, confirms, and waits for the pass.
    pub async fn scan_and_confirm(&self) -> Outcome {
        self.scan().await?;
        self.browser.click("confirm").await?;
        self.pass("entry").await
    }

    /// Waits until the pass is in this state: `entry`, `exit`, `waiting`, `refused` or `undone`.
    pub async fn pass(&self, state: &str) -> Outcome {
        pass(&self.browser, state).await
    }

    /// Switches a setting.
    pub async fn switch(&self, setting: &str) -> Outcome {
        self.open("/settings").await?;
        self.browser.tap(setting).await?;
        let on = format!("document.getElementById('{setting}').checked");
        Ok(self.browser.until(&on).await?)
    }
}

/// Waits until the pass is in this state.
pub async fn pass(browser: &Browser, state: &str) -> Outcome {
    let selector = format!("[data-testid=pass][data-state=\"pass--{state}\"]:not([aria-busy])");
    Ok(browser.until(&format!("document.querySelector('{selector}') !== null")).await?)
}
