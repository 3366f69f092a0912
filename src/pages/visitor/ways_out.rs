//! The way out of a trouble, as a button that leads there.

use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::token::CodeRefusal;
use yew::{Callback, Html, html};

use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::components::trouble::TroubleScreen;
use crate::i18n::text::{Common, Persons, Trouble, trouble};
use crate::i18n::{Advice, WayOut, Words};
use crate::pages::context::App;
use crate::platform::dom;
use crate::route::Route;
use crate::services::persons::RegisterError;
use crate::services::transfer::TransferError;
use crate::services::visits::CheckInError;
use crate::state::profile::ProfileError;

/// Something that went wrong, as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The words and the way out.
    pub advice: Advice,
    /// After so many seconds another try makes sense.
    pub retry_after_s: Option<u32>,
    /// The request's id, to name to the hotline.
    pub request: Option<String>,
}

impl Fault {
    /// Without particulars.
    pub const fn new(advice: Advice) -> Self {
        Self { advice, retry_after_s: None, request: None }
    }

    /// Of a problem that the server answered.
    pub fn of_problem(problem: &Problem) -> Self {
        Self {
            advice: Advice::of_problem(problem.kind),
            retry_after_s: problem.retry_after_s,
            request: problem.request_id.clone(),
        }
    }

    /// Of a code that the device refused.
    pub const fn of_refusal(refusal: &CodeRefusal) -> Self {
        Self::new(Advice::of_refusal(refusal))
    }

    /// Of a check-in that could not even be queued.
    pub const fn of_check_in(error: CheckInError) -> Self {
        Self::new(match error {
            CheckInError::NotRegistered => Advice::NOT_REGISTERED,
            CheckInError::RegistrationEnded => Advice::of_problem(ProblemType::CredentialExpired),
            CheckInError::NoRandom(_) => Advice::NO_RANDOM,
            CheckInError::NothingToLeave => Advice::of_problem(ProblemType::EventUnknown),
        })
    }

    /// Of a registration that was not made.
    pub fn of_register(error: &RegisterError) -> Self {
        match error {
            RegisterError::Api(error) => Self::of_call(error),
            RegisterError::Profile(ProfileError::Full) => Self::new(Advice::FULL),
            RegisterError::Profile(_) => Self::new(Advice::of_problem(ProblemType::NotFound)),
            RegisterError::NoRandom(_) => Self::new(Advice::NO_RANDOM),
        }
    }

    /// Of a registration that did not go over.
    pub fn of_transfer(error: &TransferError) -> Self {
        match error {
            TransferError::Api(error) => Self::of_call(error),
            TransferError::NoRandom(_) => Self::new(Advice::NO_RANDOM),
            TransferError::Cipher(_) | TransferError::Unreadable => Self::new(Advice::TRANSFER_UNREADABLE),
            TransferError::NotATransfer => Self::new(Advice::TRANSFER_BROKEN),
            TransferError::Nobody => Self::new(Advice::NOT_REGISTERED),
            TransferError::TooMuch => Self::new(Advice::FULL),
        }
    }

    /// Of a call that failed.
    pub fn of_call(error: &ApiError) -> Self {
        match error {
            ApiError::Offline => Self::new(Advice::OFFLINE),
            ApiError::Timeout => Self::new(Advice::TIMEOUT),
            ApiError::Problem(problem) => Self::of_problem(problem),
            // A gateway's own words: the server behind it does not answer.
            ApiError::Unexpected { status: 500.. } => Self::new(Advice::of_problem(ProblemType::Unavailable)),
            ApiError::Unexpected { .. } => Self::new(Advice::OUTDATED),
        }
    }
}

/// A whole screen about a fault; `retry` is what "try again" does, `more` another way out.
pub fn fault_screen(app: &App, fault: &Fault, retry: Callback<()>, testid: &'static str, more: Html) -> Html {
    let (words, advice) = (app.words, fault.advice);
    let out = html! {
        <>
            { particulars(words, fault) }
            { way_out_button(app, advice.way_out, retry) }
            { more }
            { hotlines(app) }
        </>
    };
    TroubleScreen {
        bad: advice.way_out == WayOut::Scan,
        ..TroubleScreen::new(Glyph::Warn, advice.title.text(words), advice.text.text(words), testid, out)
    }
    .view()
}

/// A fault in a notice, for a page that goes on.
pub fn fault_notice(words: Words, fault: &Fault, testid: &'static str) -> Html {
    let text = html! { <><p>{ fault.advice.text.text(words) }</p>{ particulars(words, fault) }</> };
    Notice {
        title: Some(fault.advice.title.text(words).into()),
        testid: Some(testid),
        ..Notice::of(Tone::Bad, text)
    }
    .view()
}

fn particulars(words: Words, fault: &Fault) -> Html {
    html! {
        <>
            if let Some(seconds) = fault.retry_after_s { <p class="num">{ trouble::retry_in(words, &seconds) }</p> }
            if let Some(id) = &fault.request { <p class="soft small">{ trouble::request(words, id) }</p> }
        </>
    }
}

/// The button that leads out; `retry` is what "try again" does.
pub fn way_out_button(app: &App, way_out: WayOut, retry: Callback<()>) -> Html {
    let (words, nav) = (app.words, &app.nav);
    let (text, onclick) = match way_out {
        WayOut::Retry => (words.of(Common::Retry), retry),
        WayOut::Reload => (words.of(Trouble::Reload), Callback::from(|()| dom::reload())),
        WayOut::Scan => (words.of(Trouble::ToScan), nav.instead(Route::Scan)),
        WayOut::Register => (words.of(Trouble::Register), nav.instead(Route::Register)),
        WayOut::Persons => (words.of(Persons::Title), nav.instead(Route::Persons)),
        WayOut::Home => (words.of(Common::ToHome), nav.instead(Route::Home)),
    };
    Button { weight: Weight::Primary, ..Button::new(text, "way-out", onclick) }.view()
}

/// The button of whoever is not registered yet.
pub fn register_button(text: &'static str, onclick: Callback<()>) -> Html {
    Button { weight: Weight::Primary, glyph: Some(Glyph::Person), ..Button::new(text, "register", onclick) }
        .view()
}

/// The telephone numbers of the technical support, to tap.
pub fn hotlines(app: &App) -> Html {
    let numbers = app.state.keys.as_ref().map(|keys| keys.hotlines.as_slice()).unwrap_or_default();
    html! {
        if !numbers.is_empty() {
            <p class="small">
                { app.words.of(Common::Call) }{ " " }
                { for numbers.iter().map(|number| html! { <><a href={format!("tel:{number}")}>{ number }</a>{ " " }</> }) }
            </p>
        }
    }
}
