//! The addresses of the console. Parsing and printing are each other's inverse.
//!
//! To add a page: a variant here, its path in both functions, a case in the test, a page in `pages/console/`, and its
//! line in `pages/console/mod.rs`.

use std::fmt;

use venue_protocol::id::{PlaceId, ReportId};
use venue_protocol::seal::case::CaseId;

/// What every address of the console begins with.
const ROOT: &str = "/console";

/// A page of the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsoleRoute {
    /// `/console`: what to do next.
    Start,
    /// `/console/sign-in`
    SignIn,
    /// `/console/sign-up`
    SignUp,
    /// `/console/reset`: a new password by a reviewer's link; the link's secret stands in the fragment.
    Reset,
    /// `/console/invitation`: joining a venue's staff; the link's secret stands in the fragment.
    Invitation,
    /// `/console/account`: password, second factor, sessions.
    Account,
    /// `/console/applications`: the own applications.
    Applications,
    /// `/console/applications/new`
    NewApplication,
    /// `/console/applications/import`: many venues from a table.
    Import,
    /// `/console/applications/<id>`: the form, or how far the review has come.
    Application(PlaceId),
    /// `/console/dashboard`: how the service does.
    Dashboard,
    /// `/console/review`: the reviewers' queue.
    Review,
    /// `/console/accounts`: reset links.
    ReviewAccounts,
    /// `/console/codes`: revoking and reissuing codes.
    ReviewVenues,
    /// `/console/review/<id>`: one application.
    ReviewOne(PlaceId),
    /// `/console/reports`: the technicians' queue of problem reports.
    Reports,
    /// `/console/reports/<id>`: one of them.
    Report(ReportId),
    /// `/console/keys`: the own key and the rosters of the authority.
    Keys,
    /// `/console/cases`: the authority's cases.
    Cases,
    /// `/console/cases/new`
    NewCase,
    /// `/console/cases/<id>`: one case, and its results.
    Case(CaseId),
    /// `/console/venues`: all venues of this account.
    Venues,
    /// A page of one venue.
    Venue(PlaceId, VenuePage),
    /// Anything else.
    Unknown(String),
}

/// A page of one venue, below `/console/venues/<venue>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VenuePage {
    /// Its facts, places and codes.
    Facts,
    /// `/posters`: the poster studio.
    Studio,
    /// `/posters/check`: photographing a poster on the wall.
    Check,
    /// `/terminal`: registering guests at the desk.
    Terminal,
    /// `/live`: who checks in right now.
    Live,
    /// `/display/<place>`: the code of a place, as large as the screen.
    Display(PlaceId),
    /// `/counts`: visits by hour and day.
    Counts,
    /// `/slips`: numbered slips for an outage.
    Slips,
    /// `/passes`: cards for people without a phone.
    Passes,
    /// `/staff`: who works here.
    Staff,
}

impl VenuePage {
    fn parse(rest: &str) -> Option<Self> {
        Some(match rest.split_once('/').unwrap_or((rest, "")) {
            ("", "") => Self::Facts,
            ("posters", "") => Self::Studio,
            ("posters", "check") => Self::Check,
            ("terminal", "") => Self::Terminal,
            ("live", "") => Self::Live,
            ("display", place) => Self::Display(place.parse().ok()?),
            ("counts", "") => Self::Counts,
            ("slips", "") => Self::Slips,
            ("passes", "") => Self::Passes,
            ("staff", "") => Self::Staff,
            _ => return None,
        })
    }
}

impl fmt::Display for VenuePage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Facts => Ok(()),
            Self::Studio => f.write_str("/posters"),
            Self::Check => f.write_str("/posters/check"),
            Self::Terminal => f.write_str("/terminal"),
            Self::Live => f.write_str("/live"),
            Self::Display(place) => write!(f, "/display/{place}"),
            Self::Counts => f.write_str("/counts"),
            Self::Slips => f.write_str("/slips"),
            Self::Passes => f.write_str("/passes"),
            Self::Staff => f.write_str("/staff"),
        }
    }
}

impl ConsoleRoute {
    /// The page of a path (without query and fragment).
    pub fn parse(path: &str) -> Self {
        Self::parse_known(path).unwrap_or_else(|| Self::Unknown(path.to_owned()))
    }

    fn parse_known(path: &str) -> Option<Self> {
        let trimmed = path.strip_prefix(ROOT)?.trim_matches('/');
        let (head, rest) = trimmed.split_once('/').unwrap_or((trimmed, ""));
        Some(match (head, rest) {
            ("", "") => Self::Start,
            ("sign-in", "") => Self::SignIn,
            ("sign-up", "") => Self::SignUp,
            ("reset", "") => Self::Reset,
            ("invitation", "") => Self::Invitation,
            ("account", "") => Self::Account,
            ("applications", "") => Self::Applications,
            ("applications", "new") => Self::NewApplication,
            ("applications", "import") => Self::Import,
            ("applications", id) => Self::Application(id.parse().ok()?),
            ("dashboard", "") => Self::Dashboard,
            ("review", "") => Self::Review,
            ("accounts", "") => Self::ReviewAccounts,
            ("codes", "") => Self::ReviewVenues,
            ("review", id) => Self::ReviewOne(id.parse().ok()?),
            ("reports", "") => Self::Reports,
            ("reports", id) => Self::Report(id.parse().ok()?),
            ("keys", "") => Self::Keys,
            ("cases", "") => Self::Cases,
            ("cases", "new") => Self::NewCase,
            ("cases", id) => Self::Case(id.parse().ok()?),
            ("venues", "") => Self::Venues,
            ("venues", rest) => {
                let (venue, page) = rest.split_once('/').unwrap_or((rest, ""));
                Self::Venue(venue.parse().ok()?, VenuePage::parse(page)?)
            }
            _ => return None,
        })
    }

    /// Whether somebody who is not signed in may see it.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::SignIn | Self::SignUp | Self::Reset | Self::Invitation)
    }

    /// Whether it is one of the authority's, where keys stay open.
    pub const fn is_authority(&self) -> bool {
        matches!(self, Self::Keys | Self::Cases | Self::NewCase | Self::Case(_))
    }

    /// The venue that it is about.
    pub const fn venue(&self) -> Option<PlaceId> {
        match self {
            Self::Venue(venue, _) => Some(*venue),
            _ => None,
        }
    }

    /// The page above it, if it is not in the navigation itself.
    pub fn parent(&self) -> Option<Self> {
        match self {
            Self::NewApplication | Self::Import | Self::Application(_) => Some(Self::Applications),
            Self::ReviewOne(_) => Some(Self::Review),
            Self::Report(_) => Some(Self::Reports),
            Self::NewCase | Self::Case(_) => Some(Self::Cases),
            Self::Venue(_, VenuePage::Facts) => Some(Self::Venues),
            Self::Venue(venue, VenuePage::Check) => Some(Self::Venue(*venue, VenuePage::Studio)),
            Self::Venue(venue, VenuePage::Display(_)) => Some(Self::Venue(*venue, VenuePage::Facts)),
            Self::SignUp | Self::Reset | Self::Invitation => Some(Self::SignIn),
            _ => None,
        }
    }
}

impl fmt::Display for ConsoleRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !matches!(self, Self::Unknown(_)) {
            f.write_str(ROOT)?;
        }
        match self {
            Self::Start => Ok(()),
            Self::SignIn => f.write_str("/sign-in"),
            Self::SignUp => f.write_str("/sign-up"),
            Self::Reset => f.write_str("/reset"),
            Self::Invitation => f.write_str("/invitation"),
            Self::Account => f.write_str("/account"),
            Self::Applications => f.write_str("/applications"),
            Self::NewApplication => f.write_str("/applications/new"),
            Self::Import => f.write_str("/applications/import"),
            Self::Application(id) => write!(f, "/applications/{id}"),
            Self::Dashboard => f.write_str("/dashboard"),
            Self::Review => f.write_str("/review"),
            Self::ReviewAccounts => f.write_str("/accounts"),
            Self::ReviewVenues => f.write_str("/codes"),
            Self::ReviewOne(id) => write!(f, "/review/{id}"),
            Self::Reports => f.write_str("/reports"),
            Self::Report(id) => write!(f, "/reports/{id}"),
            Self::Keys => f.write_str("/keys"),
            Self::Cases => f.write_str("/cases"),
            Self::NewCase => f.write_str("/cases/new"),
            Self::Case(id) => write!(f, "/cases/{id}"),
            Self::Venues => f.write_str("/venues"),
            Self::Venue(venue, page) => write!(f, "/venues/{venue}{page}"),
            Self::Unknown(path) => f.write_str(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VENUE: PlaceId = PlaceId([0, 1, 2, 253, 254, 255]);
    const PAGES: [VenuePage; 10] = [
        VenuePage::Facts,
        VenuePage::Studio,
        VenuePage::Check,
        VenuePage::Terminal,
        VenuePage::Live,
        VenuePage::Display(PlaceId([7; 6])),
        VenuePage::Counts,
        VenuePage::Slips,
        VenuePage::Passes,
        VenuePage::Staff,
    ];

    #[test]
    fn every_page_reads_back_from_its_own_address() {
        let routes = [
            ConsoleRoute::Start,
            ConsoleRoute::SignIn,
            ConsoleRoute::SignUp,
            ConsoleRoute::Reset,
            ConsoleRoute::Invitation,
            ConsoleRoute::Account,
            ConsoleRoute::Applications,
            ConsoleRoute::NewApplication,
            ConsoleRoute::Import,
            ConsoleRoute::Application(VENUE),
            ConsoleRoute::Dashboard,
            ConsoleRoute::Review,
            ConsoleRoute::ReviewAccounts,
            ConsoleRoute::ReviewVenues,
            ConsoleRoute::ReviewOne(VENUE),
            ConsoleRoute::Reports,
            ConsoleRoute::Report(ReportId([7; 16])),
            ConsoleRoute::Keys,
            ConsoleRoute::Cases,
            ConsoleRoute::NewCase,
            ConsoleRoute::Case(CaseId([0xfe; 16])),
            ConsoleRoute::Venues,
            ConsoleRoute::Unknown("/console/nothing/here".into()),
        ];
        for route in routes.into_iter().chain(PAGES.map(|page| ConsoleRoute::Venue(VENUE, page))) {
            assert_eq!(ConsoleRoute::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn what_is_no_id_leads_nowhere() {
        for path in [
            "/console/venues/AAEC",
            "/console/venues/AAEC_f7_/display/x",
            "/console/venues/AAEC_f7_/other",
            "/console/applications/a/b",
            "/console/applications/%2e%2e",
            "/console/review/a b",
            "/console/reports/AAEC_f7_",
            "/console/cases/AAEC",
            "/persons",
        ] {
            assert_eq!(ConsoleRoute::parse(path), ConsoleRoute::Unknown(path.into()), "{path}");
        }
    }

    #[test]
    fn only_what_leads_to_an_account_is_open_to_everybody() {
        assert!(ConsoleRoute::Invitation.is_open() && ConsoleRoute::Reset.is_open());
        assert!(!ConsoleRoute::Start.is_open() && !ConsoleRoute::Unknown("/console/x".into()).is_open());
    }
}
