//! The pages in parts. The home page is there with the app; the pages of the way through a door and all the others
//! are Wasm of their own, cut out by the site build, so that the first load brings only what is shown first. The way
//! through the door is fetched right after the start and then the rest, since not every web-view has a service worker
//! that would have it offline. In a plain `trunk serve` the app is one piece, and every part is there at once.
//!
//! To add a page: a line in [`Part::of`] and one in the function of its part.

use std::pin::Pin;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use yew::functional::{Hook as _, HookContext};
use yew::platform::spawn_local;
use yew::{Callback, Html, hook, html, use_effect_with, use_reducer_eq};

use super::visitor::{
    Target, use_about_page, use_confirm_page, use_form_page, use_history_page, use_home_page,
    use_missing_page, use_move_page, use_not_there_page, use_notices_page, use_pass_page, use_persons_page,
    use_receive_page, use_report_page, use_scan_page, use_settings_page,
};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::nav::Nav;
use crate::components::trouble::TroubleScreen;
use crate::i18n::Words;
use crate::i18n::text::{Common, Trouble};
use crate::platform::dom;
use crate::route::Route;
use crate::services::Services;
use crate::services::notices::LookAround;
use crate::state::profile::PersonId;
use crate::state::visit::VisitId;

/// A part that has not come after so long is said to have failed; if it comes later, it is shown all the same.
const PATIENCE_MS: u32 = 20_000;

/// So often it is seen whether it is time to look around for notices.
const LOOK_AROUND_MS: u32 = 600_000;

/// Runs the hook of the page that stands at an address.
pub type PageHook = fn(&Route, &mut HookContext) -> Html;

/// Which pages come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// There with the app.
    Home,
    /// Registering, scanning, confirming, the pass.
    Door,
    /// Everything else.
    Rest,
}

impl Part {
    /// The part that has the page of an address.
    pub const fn of(route: &Route) -> Self {
        match route {
            Route::Home | Route::Unknown(_) => Self::Home,
            Route::Register
            | Route::NewPerson
            | Route::Person(_)
            | Route::Scan
            | Route::Code(_)
            | Route::Pass
            | Route::Visit(_) => Self::Door,
            Route::Persons
            | Route::History
            | Route::Settings
            | Route::Move
            | Route::Receive
            | Route::About
            | Route::Report
            | Route::Notices
            | Route::NotThere(_) => Self::Rest,
        }
    }
}

/// The pages of [`Part::Home`].
pub fn home(route: &Route, context: &mut HookContext) -> Html {
    match route {
        Route::Home => use_home_page().run(context),
        _ => use_missing_page().run(context),
    }
}

/// The pages of [`Part::Door`].
pub fn door(route: &Route, context: &mut HookContext) -> Html {
    match route {
        Route::Register => use_form_page(Target::Visitor).run(context),
        Route::NewPerson => use_form_page(Target::Companion).run(context),
        Route::Person(number) => use_form_page(Target::Person(PersonId(*number))).run(context),
        Route::Scan => use_scan_page().run(context),
        Route::Code(text) => use_confirm_page(text).run(context),
        Route::Pass => use_pass_page(None).run(context),
        Route::Visit(number) => use_pass_page(Some(VisitId(*number))).run(context),
        _ => use_missing_page().run(context),
    }
}

/// The pages of [`Part::Rest`].
pub fn rest(route: &Route, context: &mut HookContext) -> Html {
    match route {
        Route::Persons => use_persons_page().run(context),
        Route::History => use_history_page().run(context),
        Route::Settings => use_settings_page().run(context),
        Route::Move => use_move_page().run(context),
        Route::Receive => use_receive_page().run(context),
        Route::About => use_about_page().run(context),
        Route::Report => use_report_page().run(context),
        Route::Notices => use_notices_page().run(context),
        Route::NotThere(number) => use_not_there_page(VisitId(*number)).run(context),
        _ => use_missing_page().run(context),
    }
}

/// The part could not be fetched; the browser's console has the reason.
#[derive(Debug)]
pub struct NotFetched;

/// Fetches a part and gives its pages. The program says how: `src/bin/visitor.rs`.
pub type FetchPart = fn(Part) -> Pin<Box<dyn Future<Output = Result<PageHook, NotFetched>>>>;

/// Fetches what looks around for notices, which comes with [`Part::Rest`]: reading them needs cryptography.
pub type FetchLookAround = fn() -> Pin<Box<dyn Future<Output = Result<LookAround, NotFetched>>>>;

/// How the program fetches what was cut out of it.
#[derive(Clone, Copy)]
pub struct Fetch {
    /// A part's pages.
    pub part: FetchPart,
    /// What looks around.
    pub look_around: FetchLookAround,
}

/// Looks around again and again for as long as the app is open, whichever page is shown.
async fn look_around_often(fetch: FetchLookAround, services: Services) {
    loop {
        // What cannot be fetched now is fetched next time.
        if let Ok(look_around) = fetch().await {
            look_around(services.clone()).await;
        }
        TimeoutFuture::new(LOOK_AROUND_MS).await;
    }
}

/// How far a part is.
#[derive(Debug, Clone, Copy, Default)]
pub enum Fetched {
    /// Under way, or not begun.
    #[default]
    Waiting,
    /// It did not come.
    Failed,
    /// Its pages can be shown.
    Ready(PageHook),
}

impl PartialEq for Fetched {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Waiting, Self::Waiting) | (Self::Failed, Self::Failed) => true,
            (Self::Ready(one), Self::Ready(other)) => std::ptr::fn_addr_eq(*one, *other),
            _ => false,
        }
    }
}

/// How far each part is.
#[derive(Clone, Copy, Default, PartialEq)]
struct Parts {
    door: Fetched,
    rest: Fetched,
}

impl yew::Reducible for Parts {
    type Action = (Part, Fetched);

    /// What has come stays.
    fn reduce(self: Rc<Self>, (part, fetched): Self::Action) -> Rc<Self> {
        let mut parts = *self;
        let before = match part {
            Part::Home => return self,
            Part::Door => &mut parts.door,
            Part::Rest => &mut parts.rest,
        };
        if !matches!(before, Fetched::Ready(_)) {
            *before = fetched;
        }
        Rc::new(parts)
    }
}

/// How far the part of the page at an address is, and what fetches it once more. Begins to look around for notices, too.
#[hook]
pub fn use_part(
    route: &Route,
    offline: bool,
    program: Fetch,
    services: &Services,
) -> (Fetched, Callback<()>) {
    let wanted = Part::of(route);
    let parts = use_reducer_eq(Parts::default);
    let fetch = {
        let parts = parts.dispatcher();
        move |part: Part| {
            let slow = parts.clone();
            let give_up = Timeout::new(PATIENCE_MS, move || slow.dispatch((part, Fetched::Failed)));
            let parts = parts.clone();
            async move {
                let fetched = (program.part)(part).await.map_or(Fetched::Failed, Fetched::Ready);
                drop(give_up);
                parts.dispatch((part, fetched));
            }
        }
    };
    {
        let (fetch, services) = (fetch.clone(), services.clone());
        // Most visitors go on to the door, and the network has nothing to do now.
        use_effect_with((), move |()| {
            spawn_local(async move {
                fetch(Part::Door).await;
                fetch(Part::Rest).await;
                look_around_often(program.look_around, services).await;
            });
        });
    }
    {
        let fetch = fetch.clone();
        // Also once the network is back, for a part that did not come.
        use_effect_with((wanted, offline), move |(part, _)| spawn_local(fetch(*part)));
    }
    let fetched = match wanted {
        Part::Home => Fetched::Ready(home),
        Part::Door => parts.door,
        Part::Rest => parts.rest,
    };
    let again = Callback::from(move |()| {
        parts.dispatch((wanted, Fetched::Waiting));
        spawn_local(fetch(wanted));
    });
    (fetched, again)
}

/// Shown until a page's part is there.
pub fn waiting(words: Words) -> Html {
    html! {
        <div class="page" role="status" data-testid="part-waiting">
            <main class="main"><p class="soft">{ words.of(Common::Loading) }</p></main>
        </div>
    }
}

/// Shown when it did not come. If trying again does not help, this page may be of an older version, whose parts the
/// server has no more; only a reload brings the new one.
pub fn failed(words: Words, offline: bool, nav: &Nav, again: Callback<()>) -> Html {
    let (title, text) = if offline {
        (Trouble::Offline, Trouble::PartOfflineText)
    } else {
        (Trouble::PartMissing, Trouble::PartMissingText)
    };
    let reload = Button::new(words.of(Trouble::Reload), "reload", Callback::from(|()| dom::reload()));
    let home = Button::new(words.of(Common::ToHome), "to-home", nav.instead(Route::Home));
    let ways = html! {
        <>
            { Button { weight: Weight::Primary, ..Button::new(words.of(Common::Retry), "way-out", again) }.view() }
            if !offline { { reload.view() } }
            { Button { weight: Weight::Quiet, ..home }.view() }
        </>
    };
    let screen = TroubleScreen::new(Glyph::Warn, words.of(title), words.of(text), "part-failed", ways);
    html! { <div class="page"><main class="main">{ screen.view() }</main></div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_comes_late_is_taken_and_one_that_came_stays() {
        let (failed, ready) = ((Part::Rest, Fetched::Failed), (Part::Rest, Fetched::Ready(rest as PageHook)));
        let parts = yew::Reducible::reduce(Rc::new(Parts::default()), failed);
        assert!(matches!((parts.rest, parts.door), (Fetched::Failed, Fetched::Waiting)));
        let parts = yew::Reducible::reduce(parts, ready);
        assert!(matches!(yew::Reducible::reduce(parts, failed).rest, Fetched::Ready(_)));
    }

    #[test]
    fn a_visitor_meets_only_pages_of_the_door_between_home_and_pass() {
        let way = [Route::Register, Route::Scan, Route::Code("A".into()), Route::Pass, Route::Visit(1)];
        assert!(way.iter().all(|route| Part::of(route) == Part::Door));
        assert_eq!(Part::of(&Route::Home), Part::Home);
    }
}
