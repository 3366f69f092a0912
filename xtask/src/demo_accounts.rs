//! Demo accounts of the consoles, made by the server's ordinary commands, with passwords of their own.

use std::fs::{self, File};
use std::io::Read as _;

use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};
use venue_testkit::server::{NewAccount, Setup};

use crate::demo::Place;
use crate::step::{StepError, at};

/// An account that somebody may try.
#[derive(Debug, Serialize, Deserialize)]
pub struct Account {
    /// What it is, in a few words.
    pub about: String,
    /// What to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
    /// The second factor, as a URL for authenticator apps.
    pub second_factor: Option<String>,
    /// The venues that it was made a member of.
    venues: Vec<String>,
}

struct Demo {
    about: &'static str,
    role: &'static str,
    login: &'static str,
    name: &'static str,
    /// What it may do at the demo venues.
    right: Option<&'static str>,
}

const DEMOS: [Demo; 7] = [
    Demo {
        about: "manager of the demo venues",
        role: "manager",
        login: "manager",
        name: "王经理",
        right: Some("manager"),
    },
    Demo {
        about: "staff of the demo venues",
        role: "manager",
        login: "staff",
        name: "小李",
        right: Some("staff"),
    },
    Demo { about: "reviewer", role: "reviewer", login: "reviewer", name: "赵审核", right: None },
    Demo { about: "technician", role: "technician", login: "technician", name: "周工", right: None },
    Demo { about: "tracer", role: "tracer", login: "tracer", name: "孙流调", right: None },
    Demo { about: "approver", role: "approver", login: "approver", name: "钱审批", right: None },
    Demo { about: "operator", role: "operator", login: "operator", name: "吴运维", right: None },
];

/// The demo accounts of this setup, members of these places' venues; made once, read back afterwards.
pub fn accounts(setup: &Setup, places: &[Place]) -> Result<Vec<Account>, StepError> {
    let folder = setup.folder.join("accounts");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let mut accounts = Vec::with_capacity(DEMOS.len());
    for Demo { about, role, login, name, right } in DEMOS {
        let record = folder.join(format!("{login}.json"));
        let known = fs::read(&record).ok().and_then(|bytes| serde_json::from_slice::<Account>(&bytes).ok());
        let mut account = match known {
            Some(account) => account,
            None => {
                let password = draw_password()?;
                let second_factor = role != "manager";
                let new = NewAccount { role, login, name, password: &password, second_factor };
                let second_factor = setup.new_account(&new)?.map(|factor| factor.url);
                let (about, login) = (about.to_owned(), login.to_owned());
                Account { about, login, password, second_factor, venues: Vec::new() }
            }
        };
        if let Some(right) = right {
            for venue in places.iter().map(|place| &place.code.venue) {
                if !account.venues.contains(venue) {
                    setup.join(login, venue, right)?;
                    account.venues.push(venue.clone());
                }
            }
        }
        fs::write(&record, serde_json::json!(account).to_string()).map_err(at(&record))?;
        accounts.push(account);
    }
    Ok(accounts)
}

/// Sixteen letters and digits of which nobody else knows.
fn draw_password() -> Result<String, StepError> {
    let source = std::path::Path::new("/dev/urandom");
    let mut bytes = [0; 10];
    File::open(source).and_then(|mut file| file.read_exact(&mut bytes)).map_err(at(source))?;
    let text = BASE32_NOPAD.encode(&bytes).to_lowercase();
    Ok(text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-"))
}
