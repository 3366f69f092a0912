//! Demo venues, made by the server's ordinary commands, and their posters as pictures to scan.

use std::fs;
use std::path::PathBuf;

use venue_testkit::poster::poster;
use venue_testkit::server::{Code, NewVenue, Setup};
use venue_testkit::write;

use crate::step::{StepError, at};

/// A place whose code hangs somewhere.
pub struct Place {
    /// What it shows, in a few words.
    pub about: &'static str,
    /// Its poster.
    pub poster: PathBuf,
    /// Its code.
    pub code: Code,
}

const PLACES: [(&str, &str, NewVenue<'_>); 5] = [
    ("restaurant", "a restaurant", venue("南湖小馆", None, "both", false)),
    ("restaurant-terrace", "its terrace, a zone", venue("南湖小馆", Some("露台"), "both", false)),
    ("library-in", "a library's way in", venue("市图书馆", Some("南门入口"), "entry", false)),
    ("library-out", "its way out", venue("市图书馆", Some("北门出口"), "exit", false)),
    ("clinic", "a clinic, whose name histories mask", venue("心理咨询门诊", None, "both", true)),
];

const fn venue<'a>(name: &'a str, zone: Option<&'a str>, gate: &'a str, sensitive: bool) -> NewVenue<'a> {
    NewVenue { name, zone, gate: Some(gate), sensitive }
}

/// The demo places of this setup; made once, read back afterwards.
pub fn places(setup: &Setup) -> Result<Vec<Place>, StepError> {
    let folder = setup.folder.join("posters");
    let mut places = Vec::with_capacity(PLACES.len());
    for (file, about, new) in &PLACES {
        let record = folder.join(format!("{file}.json"));
        let poster_path = folder.join(format!("{file}.png"));
        let known = fs::read(&record).ok().and_then(|bytes| serde_json::from_slice::<Code>(&bytes).ok());
        let code = match known {
            Some(code) if poster_path.exists() => code,
            _ => {
                let code = setup.new_venue(new)?;
                write::png(&poster(&code.url, &grouped(&code.typed_code))?, &poster_path)?;
                fs::write(&record, serde_json::json!(code).to_string()).map_err(at(&record))?;
                code
            }
        };
        places.push(Place { about, poster: poster_path, code });
    }
    Ok(places)
}

/// `123456789` as `123 456 789`, which is easier to type.
fn grouped(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().filter(char::is_ascii_digit).collect();
    digits.chunks(3).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_typed_code_is_printed_in_groups_of_three() {
        assert_eq!(grouped("123456789"), "123 456 789");
        assert_eq!(grouped("123-456-789"), "123 456 789");
    }
}
