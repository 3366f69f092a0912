//! A venue that is approved already, and who works at its door.

use std::error::Error;

use serde_json::Value;
use venue_testkit::browser::Browser;
use venue_testkit::server::{Code, NewAccount, NewVenue};

use super::people::PASSWORD;
use crate::stage::{Outcome, Scene, Stage};

/// The manager's login.
pub const MANAGER: &str = "wang";

/// Somebody who comes without a phone.
pub struct Guest<'a> {
    pub number: &'a str,
    pub name: &'a str,
}

/// Numbers of PLATFORM's vectors, names made up.
pub const ELDER: Guest<'static> = Guest { number: "220102190001010016", name: "林秀兰" };
pub const OTHER: Guest<'static> = Guest { number: "22010219000101018X", name: "周大山" };

impl Scene {
    /// A venue with this name, and its [`MANAGER`], made by the operator's commands.
    pub fn managed(&self, name: &str) -> Result<Code, Box<dyn Error>> {
        let venue = self.venue(&NewVenue { name, gate: Some("both"), ..NewVenue::default() })?;
        self.works_at(&venue, MANAGER, "manager")?;
        Ok(venue)
    }

    /// Gives somebody an account, and a right at a venue.
    pub fn works_at(&self, venue: &Code, login: &str, right: &str) -> Outcome {
        let account =
            NewAccount {
                role: "manager", login, name: "王经理", password: PASSWORD, second_factor: false
            };
        self.setup.new_account(&account)?;
        Ok(self.setup.join(login, &venue.venue, right)?)
    }
}

impl Stage {
    /// Opens a page of a venue, such as `/terminal`.
    pub async fn open_page(&self, venue: &Code, page: &str) -> Outcome {
        self.open(&format!("/console/venues/{}{page}", venue.venue)).await
    }

    /// Opens a page of a venue and signs in there.
    pub async fn sign_in_at(&self, login: &str, venue: &Code, page: &str) -> Outcome {
        self.open_page(venue, page).await?;
        self.browser.fill("login", login).await?;
        self.browser.fill("password", PASSWORD).await?;
        self.browser.click("sign-in").await?;
        self.browser.find("sign-out").await?;
        Ok(())
    }
}

/// Waits until the element of this id has the focus.
pub async fn focus_on(browser: &Browser, id: &str) -> Outcome {
    Ok(browser.until(&format!("document.activeElement.id === '{id}'")).await?)
}

/// What stands in a field.
pub async fn value(browser: &Browser, id: &str) -> Result<String, Box<dyn Error>> {
    let value = browser.script(&format!("document.getElementById('{id}').value")).await?;
    value.as_str().map(str::to_owned).ok_or_else(|| format!("no field {id}").into())
}

/// What stands in the elements of a selector, one after the other.
pub async fn texts(browser: &Browser, selector: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let script = format!("[...document.querySelectorAll({selector:?})].map(one => one.textContent)");
    let Value::Array(all) = browser.script(&script).await? else { return Err("no list".into()) };
    Ok(all.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The guests of the shift as the desk lists them, the last one first.
pub async fn shift(browser: &Browser) -> Result<Vec<String>, Box<dyn Error>> {
    texts(browser, "[data-testid=shift-row] td bdi:first-child").await
}
