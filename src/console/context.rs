//! What the pages of the console are given: who is signed in, the words, the way to other pages, the server.

use std::cell::RefCell;
use std::rc::Rc;

use venue_protocol::id::{AccountId, LinkSecret, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::roster::Role;
use venue_protocol::seal::{PrivateKey, PublicKey};
use venue_protocol::wire::accounts::{AccountRole, Me, Membership, Right};
use yew::{Callback, Html, hook, use_context};

use super::route::{ConsoleRoute, VenuePage};
use super::state::session::{Learned, Session};
use crate::api::ApiError;
use crate::authority::client::Keeper;
use crate::components::icon::Glyph;
use crate::components::nav::Link;
use crate::i18n::Words;
use crate::platform::clock;
use crate::platform::http::Http;
use crate::state::settings::Settings;

/// What pages are given.
#[derive(Clone, PartialEq)]
pub struct Console {
    /// The catalogue in the chosen language.
    pub words: Words,
    /// The page that is shown.
    pub route: ConsoleRoute,
    /// The way to other pages.
    pub nav: ConsoleNav,
    /// Who is signed in.
    pub session: Session,
    /// Tells what was learnt about it: after signing in or out, and when the server says that it is over.
    pub learn: Callback<Learned>,
    /// Asks the server anew who is signed in, and what for: venues come and go.
    pub renew: Callback<()>,
    /// What was chosen on this device.
    pub settings: Rc<Settings>,
    /// Keeps another choice.
    pub set_settings: Callback<Settings>,
    /// Says in passing that something was done.
    pub say: Callback<String>,
    /// The server.
    pub server: Server,
    /// What outlives a page, but not the app.
    pub memory: ConsoleMemory,
    /// The worker with the authority's keys.
    pub keeper: Keeper,
    /// The own key that is open in it.
    pub open_key: Option<PublicKey>,
}

/// The server, as calls are sent to it.
#[derive(Clone)]
pub struct Server(pub Rc<dyn Http>);

/// There is one for as long as the console runs.
impl PartialEq for Server {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::ops::Deref for Server {
    type Target = dyn Http;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl Console {
    /// The time now, by the device's clock.
    pub fn now(&self) -> Instant {
        clock::now()
    }

    /// The account, if somebody is signed in.
    pub fn me(&self) -> Option<&Me> {
        self.session.me().map(|me| &**me)
    }

    /// The account's place at a venue.
    pub fn membership(&self, venue: PlaceId) -> Option<&Membership> {
        self.me()?.venues.iter().find(|membership| membership.venue == venue)
    }

    /// Whether the account manages this venue.
    pub fn manages(&self, venue: PlaceId) -> bool {
        self.membership(venue).is_some_and(|membership| membership.right == Right::Manager)
    }

    /// Whether the account is a reviewer's.
    pub fn reviews(&self) -> bool {
        self.me().is_some_and(|me| me.role == AccountRole::Reviewer)
    }

    /// Whether the account is an operator's.
    pub fn operates(&self) -> bool {
        self.me().is_some_and(|me| me.role == AccountRole::Operator)
    }

    /// The account's role in the authority, if it has one.
    pub fn authority_role(&self) -> Option<Role> {
        match self.me()?.role {
            AccountRole::Tracer => Some(Role::Tracer),
            AccountRole::Approver => Some(Role::Approver),
            _ => None,
        }
    }

    /// Notices what an error says about the session: when it is over, the sign-in opens over the page.
    pub fn notice(&self, error: &ApiError) {
        if error.problem() == Some(ProblemType::SignInNeeded) {
            self.learn.emit(Learned::Over);
        }
    }
}

/// Where a page can send its user.
#[derive(Clone, PartialEq)]
pub struct ConsoleNav {
    /// To a page, which the browser's "back" leads away from again.
    pub go: Callback<ConsoleRoute>,
    /// To a page in place of this one.
    pub replace: Callback<ConsoleRoute>,
}

impl ConsoleNav {
    /// What a button does that leads to a page.
    pub fn to(&self, route: ConsoleRoute) -> Callback<()> {
        let go = self.go.clone();
        Callback::from(move |()| go.emit(route.clone()))
    }

    /// A link within the console.
    pub fn link(&self, to: ConsoleRoute) -> Link {
        Link {
            href: to.to_string(),
            go: self.to(to),
            class: "",
            glyph: None,
            testid: None,
            children: Html::default(),
        }
    }

    /// A link that looks like a button.
    pub fn button(
        &self,
        to: ConsoleRoute,
        class: &'static str,
        words: &'static str,
        testid: &'static str,
    ) -> Html {
        Link { class, testid: Some(testid), children: words.into(), ..self.link(to) }.view()
    }

    /// A link to a page of a venue, with its icon.
    pub fn venue_link(&self, venue: PlaceId, page: VenuePage, glyph: Glyph, words: &'static str) -> Link {
        Link { glyph: Some(glyph), children: words.into(), ..self.link(ConsoleRoute::Venue(venue, page)) }
    }
}

/// What is remembered in memory only.
#[derive(Clone, Default)]
pub struct ConsoleMemory(Rc<Remembered>);

#[derive(Default)]
struct Remembered {
    secret: RefCell<Option<LinkSecret>>,
    come_back: RefCell<Option<ConsoleRoute>>,
    venue: RefCell<Option<PlaceId>>,
    report_key: RefCell<Option<(AccountId, PrivateKey)>>,
}

impl PartialEq for ConsoleMemory {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl ConsoleMemory {
    /// What stood behind `#` in a link's address.
    pub fn keep_secret(&self, secret: Option<LinkSecret>) {
        self.0.secret.replace(secret);
    }

    /// The same.
    pub fn secret(&self) -> Option<LinkSecret> {
        self.0.secret.borrow().clone()
    }

    /// Where to go once somebody is signed in.
    pub fn come_back_to(&self, route: ConsoleRoute) {
        if !matches!(route, ConsoleRoute::SignIn | ConsoleRoute::SignUp | ConsoleRoute::Reset) {
            self.0.come_back.replace(Some(route));
        }
    }

    /// The same, once.
    pub fn take_come_back(&self) -> Option<ConsoleRoute> {
        self.0.come_back.take()
    }

    /// The venue that was looked at last: the navigation stays at it.
    pub fn venue(&self) -> Option<PlaceId> {
        *self.0.venue.borrow()
    }

    /// The technicians' key, if this account chose its file.
    pub fn report_key(&self, account: AccountId) -> Option<PrivateKey> {
        self.0.report_key.borrow().as_ref().filter(|(of, _)| *of == account).map(|(_, key)| key.clone())
    }

    /// Remembers the technicians' key for an account, or puts it away.
    pub fn keep_report_key(&self, key: Option<(AccountId, PrivateKey)>) {
        self.0.report_key.replace(key);
    }

    /// A page of this venue is shown.
    pub fn keep_venue(&self, venue: PlaceId) {
        self.0.venue.replace(Some(venue));
    }
}

/// The console, as pages use it.
///
/// # Panics
/// Outside of the console's provider, which is a defect of the program.
#[hook]
#[expect(
    clippy::expect_used,
    reason = "the provider is the root of every page; without it there is nothing to show"
)]
pub fn use_console() -> Console {
    use_context::<Console>().expect("pages stand below the console's provider")
}
