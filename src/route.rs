//! The addresses of the app. Imports nothing local; parsing and printing are each other's inverse.
//!
//! To add a page: a variant here, its path in both functions, a case in the test, a page in `pages/`,
//! and its two lines in `pages/parts.rs`.

use std::fmt;

/// A page of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// `/`: where everything begins.
    Home,
    /// `/register`: the visitor's own registration, or its correction.
    Register,
    /// `/scan`: camera, photo, typed code.
    Scan,
    /// `/V/<token>`: what a venue code stands for, before anything is sent. The text as it stands in the address,
    /// not judged yet.
    Code(String),
    /// `/pass`: the pass of the latest check-in.
    Pass,
    /// `/visits/<n>`: the pass of a check-in in the history, by its local number on this device.
    Visit(u32),
    /// `/persons`: oneself and the accompanying persons.
    Persons,
    /// `/persons/new`: adding an accompanying person.
    NewPerson,
    /// `/persons/<n>`: correcting a person, by the local number on this device.
    Person(u32),
    /// `/history`: the visits that this device remembers.
    History,
    /// `/settings`
    Settings,
    /// `/move`: hands the registration to another device.
    Move,
    /// `/m`: takes a registration over; the one-time key stands in the fragment and never reaches a server.
    Receive,
    /// `/about`: what the service is and what it knows.
    About,
    /// `/report`: reporting a problem, and the reports of this device.
    Report,
    /// `/notices`: exposure notices and receipts.
    Notices,
    /// `/visits/<n>/not-there`: "I was not there", about a check-in in the history.
    NotThere(u32),
    /// Anything else.
    Unknown(String),
}

impl Route {
    /// The page of a path (without query and fragment).
    pub fn parse(path: &str) -> Self {
        let trimmed = path.trim_matches('/');
        let (head, rest) = trimmed.split_once('/').unwrap_or((trimmed, ""));
        match (head, rest, local_number(rest)) {
            ("", "", _) => Self::Home,
            ("register", "", _) => Self::Register,
            ("scan", "", _) => Self::Scan,
            ("V" | "v", token, _) if !token.is_empty() => Self::Code(token.to_owned()),
            ("pass", "", _) => Self::Pass,
            ("visits", _, Some(number)) => Self::Visit(number),
            ("visits", _, None) => {
                not_there(rest).map_or_else(|| Self::Unknown(path.to_owned()), Self::NotThere)
            }
            ("persons", "", _) => Self::Persons,
            ("persons", "new", _) => Self::NewPerson,
            ("persons", _, Some(number)) => Self::Person(number),
            ("history", "", _) => Self::History,
            ("settings", "", _) => Self::Settings,
            ("move", "", _) => Self::Move,
            ("m", "", _) => Self::Receive,
            ("about", "", _) => Self::About,
            ("report", "", _) => Self::Report,
            ("notices", "", _) => Self::Notices,
            _ => Self::Unknown(path.to_owned()),
        }
    }

    /// Where "back" leads when there is no page of ours before this one.
    pub const fn parent(&self) -> Option<Self> {
        match self {
            Self::Home => None,
            Self::NewPerson | Self::Person(_) => Some(Self::Persons),
            Self::Visit(_) => Some(Self::History),
            Self::NotThere(number) => Some(Self::Visit(*number)),
            Self::Move | Self::About => Some(Self::Settings),
            _ => Some(Self::Home),
        }
    }
}

/// The number in `<n>/not-there`.
fn not_there(rest: &str) -> Option<u32> {
    rest.strip_suffix("/not-there").and_then(local_number)
}

/// A local number as printed: decimal, no sign, no leading zero.
fn local_number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number: &u32| number.to_string() == text)
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("/"),
            Self::Register => f.write_str("/register"),
            Self::Scan => f.write_str("/scan"),
            Self::Code(token) => write!(f, "/V/{token}"),
            Self::Pass => f.write_str("/pass"),
            Self::Visit(number) => write!(f, "/visits/{number}"),
            Self::Persons => f.write_str("/persons"),
            Self::NewPerson => f.write_str("/persons/new"),
            Self::Person(number) => write!(f, "/persons/{number}"),
            Self::History => f.write_str("/history"),
            Self::Settings => f.write_str("/settings"),
            Self::Move => f.write_str("/move"),
            Self::Receive => f.write_str("/m"),
            Self::About => f.write_str("/about"),
            Self::Report => f.write_str("/report"),
            Self::Notices => f.write_str("/notices"),
            Self::NotThere(number) => write!(f, "/visits/{number}/not-there"),
            Self::Unknown(path) => f.write_str(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_reads_back_from_its_own_address() {
        let routes = [
            Route::Home,
            Route::Register,
            Route::Scan,
            Route::Code("AEAQCAIBAEAQ".into()),
            Route::Pass,
            Route::Visit(7),
            Route::Persons,
            Route::NewPerson,
            Route::Person(u32::MAX),
            Route::History,
            Route::Settings,
            Route::Move,
            Route::Receive,
            Route::About,
            Route::Report,
            Route::Notices,
            Route::NotThere(7),
            Route::Unknown("/nothing/here".into()),
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn a_code_is_found_in_either_case_and_with_a_slash_after_it() {
        assert_eq!(Route::parse("/v/abc"), Route::Code("abc".into()));
        assert_eq!(Route::parse("/V/ABC/"), Route::Code("ABC".into()));
        assert_eq!(Route::parse("/V/"), Route::Unknown("/V/".into()));
    }

    #[test]
    fn a_number_that_is_not_ours_leads_to_no_person() {
        for path in [
            "/persons/-1",
            "/persons/01",
            "/persons/4294967296",
            "/persons/1/2",
            "/visits/x",
            "/visits/01/not-there",
        ] {
            assert_eq!(Route::parse(path), Route::Unknown(path.into()));
        }
    }

    #[test]
    fn every_page_but_home_has_a_way_back() {
        assert_eq!(Route::Home.parent(), None);
        assert_eq!(Route::Unknown("/x".into()).parent(), Some(Route::Home));
        assert_eq!(Route::Visit(1).parent(), Some(Route::History));
    }
}
