//! The console's pages.
//!
//! To add a page: a [`ConsoleRoute`], a component here, its line in [`page`], its texts in
//! [`i18n::text::console`](crate::i18n::text::console).

mod account;
mod application;
mod applications;
mod authority;
mod chart;
mod check;
mod counts;
mod dashboard;
mod display;
mod invitation;
mod keying;
mod live;
mod missing;
mod paper;
mod passes;
mod places;
mod reports;
mod reset;
mod review;
mod sign_in;
mod sign_up;
mod slips;
mod staff;
mod start;
mod studio;
mod terminal;
mod venue;

use venue_protocol::id::PlaceId;
use yew::{Html, Properties, html};

use crate::console::context::Console;
use crate::console::kit::load::waiting;
use crate::console::kit::page::ConsolePage;
use crate::console::kit::trouble::fault_page;
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::console::state::session::Session;

/// What a page of a venue is given.
#[derive(Properties, PartialEq)]
pub struct VenueProps {
    /// The venue.
    pub venue: PlaceId,
}

/// The page of the address, for who may see it.
pub fn page(console: &Console) -> Html {
    if console.route.is_open() {
        return with_sign_in(console, page_at(console));
    }
    match &console.session {
        Session::Unknown => waiting(console),
        Session::Failed(error) => fault_page(console, error, console.renew.clone()),
        Session::Out => html! { <sign_in::SignIn /> },
        // Nothing else opens before.
        Session::In(me) | Session::Over(me) if me.role.needs_second_factor() && !me.second_factor => {
            with_sign_in(console, html! { <account::Account /> })
        }
        Session::In(_) | Session::Over(_) => with_sign_in(console, page_at(console)),
    }
}

/// A page, under the sign-in once its session is over.
fn with_sign_in(console: &Console, page: Html) -> Html {
    let is_over = matches!(console.session, Session::Over(_))
        && !matches!(console.route, ConsoleRoute::SignIn | ConsoleRoute::SignUp | ConsoleRoute::Reset);
    html! { <>{ page }if is_over { <sign_in::SignInAgain /> }</> }
}

fn page_at(console: &Console) -> Html {
    match &console.route {
        ConsoleRoute::Venue(venue, page) => venue_page(*venue, *page),
        // An operator has nothing else to begin with.
        ConsoleRoute::Start if console.operates() => html! { <dashboard::Dashboard /> },
        ConsoleRoute::Dashboard => html! { <dashboard::Dashboard /> },
        ConsoleRoute::Start => html! { <start::Start /> },
        ConsoleRoute::Applications => html! { <applications::Applications /> },
        ConsoleRoute::NewApplication => html! { <applications::NewApplication /> },
        ConsoleRoute::Import => html! { <application::Import /> },
        ConsoleRoute::Application(id) => html! { <application::Application id={*id} /> },
        ConsoleRoute::Venues => html! { <venue::Venues /> },
        ConsoleRoute::Review => html! { <review::Review /> },
        ConsoleRoute::ReviewOne(id) => html! { <review::ReviewOne id={*id} /> },
        ConsoleRoute::ReviewAccounts => html! { <review::ReviewAccounts /> },
        ConsoleRoute::ReviewVenues => html! { <review::ReviewVenues /> },
        ConsoleRoute::Reports => html! { <reports::Reports /> },
        ConsoleRoute::Report(id) => html! { <reports::ReportOne id={*id} /> },
        ConsoleRoute::Keys => html! { <authority::Keys /> },
        ConsoleRoute::Cases => html! { <authority::Cases /> },
        ConsoleRoute::NewCase => html! { <authority::NewCase /> },
        ConsoleRoute::Case(id) => html! { <authority::OneCase id={*id} /> },
        ConsoleRoute::Account => html! { <account::Account /> },
        ConsoleRoute::SignIn => html! { <sign_in::SignIn /> },
        ConsoleRoute::SignUp => html! { <sign_up::SignUp /> },
        ConsoleRoute::Reset => html! { <reset::Reset /> },
        ConsoleRoute::Invitation => html! { <invitation::Invitation /> },
        ConsoleRoute::Unknown(_) => html! { <missing::Missing /> },
    }
}

fn venue_page(venue: PlaceId, page: VenuePage) -> Html {
    match page {
        VenuePage::Studio => html! { <studio::Studio {venue} /> },
        VenuePage::Check => html! { <check::PosterCheck {venue} /> },
        VenuePage::Terminal => html! { <terminal::Terminal {venue} /> },
        VenuePage::Live => html! { <live::Live {venue} /> },
        VenuePage::Display(place) => html! { <display::Display {venue} {place} /> },
        VenuePage::Counts => html! { <counts::Counts {venue} /> },
        VenuePage::Slips => html! { <slips::Slips {venue} /> },
        VenuePage::Passes => html! { <passes::Passes {venue} /> },
        VenuePage::Facts => html! { <venue::Venue {venue} /> },
        VenuePage::Staff => html! { <staff::Staff {venue} /> },
    }
}
