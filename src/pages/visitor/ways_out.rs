//! The way out of a trouble, as a button that leads there.

use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::token::CodeRefusal;
use yew::{Callback, Html, Properties, component, html};

use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::nav::use_nav;
use crate::components::notice::{Notice, Tone};
use crate::components::trouble::TroubleScreen;
use crate::components::words::use_words;
use crate::i18n::text::{Common, Trouble, trouble};
use crate::i18n::{Advice, WayOut, Words};
use crate::pages::context::use_app;
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
            ApiError::Unexpected { .. } => Self::new(Advice::OUTDATED),
        }
    }
}

/// What a fault is shown with.
#[derive(Properties, PartialEq)]
pub struct FaultProps {
    /// What went wrong.
    pub fault: Fault,
    /// What "try again" does.
    pub onretry: Callback<()>,
    /// What tests find it by.
    #[prop_or("fault")]
    pub testid: &'static str,
}

/// A whole screen about a fault.
#[component]
pub fn FaultScreen(props: &FaultProps) -> Html {
    let words = use_words();
    let Fault { advice, .. } = &props.fault;
    html! {
        { TroubleScreen {
            glyph: Glyph::Warn,
            bad: advice.way_out == WayOut::Scan,
            title: advice.title.text(words).into(),
            text: advice.text.text(words).into(),
            testid: props.testid,
            children: html! { <>{ particulars(words, &props.fault) }
            <WayOutButton way_out={advice.way_out} onretry={props.onretry.clone()} />
            <Hotlines /></> },
            ..TroubleScreen::default()
        }.view() }
    }
}

/// A fault in a notice, for a page that goes on.
pub fn fault_notice(words: Words, fault: &Fault, testid: &'static str) -> Html {
    Notice {
        tone: Tone::Bad,
        title: Some(fault.advice.title.text(words).into()),
        testid,
        children: html! { <><p>{ fault.advice.text.text(words) }</p>{ particulars(words, fault) }</> },
        ..Notice::default()
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

/// What the button is given.
#[derive(Properties, PartialEq)]
pub struct WayOutProps {
    /// Where it leads.
    pub way_out: WayOut,
    /// What "try again" does.
    pub onretry: Callback<()>,
}

/// The button that leads out.
#[component]
pub fn WayOutButton(props: &WayOutProps) -> Html {
    let words = use_words();
    let nav = use_nav();
    let (text, onclick) = match props.way_out {
        WayOut::Retry => (words.of(Common::Retry), props.onretry.clone()),
        WayOut::Reload => (words.of(Trouble::Reload), Callback::from(|()| dom::reload())),
        WayOut::Scan => (words.of(Trouble::ToScan), nav.replace.reform(|()| Route::Scan)),
        WayOut::Register => (words.of(Trouble::Register), nav.replace.reform(|()| Route::Register)),
        WayOut::Persons => {
            (words.of(crate::i18n::text::Persons::Title), nav.replace.reform(|()| Route::Persons))
        }
        WayOut::Home => (words.of(Common::ToHome), nav.replace.reform(|()| Route::Home)),
    };
    html! { { Button {
        weight: Weight::Primary,
        onclick,
        testid: "way-out",
        children: html! { { text } },
        ..Button::default()
    }.view() } }
}

/// The telephone numbers of the technical support, to tap.
#[component]
pub fn Hotlines() -> Html {
    let words = use_words();
    let app = use_app();
    let numbers = app.state.keys.as_ref().map(|keys| keys.hotlines.clone()).unwrap_or_default();
    html! {
        if !numbers.is_empty() {
            <p class="small">
                { words.of(Common::Call) }{ " " }
                { for numbers.iter().map(|number| html! { <><a href={format!("tel:{number}")}>{ number }</a>{ " " }</> }) }
            </p>
        }
    }
}
