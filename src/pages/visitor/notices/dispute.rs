//! "I was not there": the form, and what became of it. It stands where its button stood.

use venue_protocol::seal::dispute::MAX_STATEMENT;
use venue_protocol::wire::notices::{Decision, DisputeOf, DisputeState};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, hook, html};

use super::super::ways_out::{Fault, fault_notice};
use crate::components::button::{Button, Weight};
use crate::components::field::AreaField;
use crate::components::icon::Glyph;
use crate::components::notice::{Tone, badge};
use crate::i18n::moment;
use crate::i18n::text::{Notices as Text, notices};
use crate::pages::context::App;
use crate::pages::own::{Own, use_own};
use crate::platform::dom;
use crate::state::notices::Notices;

/// The id of the field.
const STATEMENT: &str = "statement";

/// What is about to be said, and of what.
#[derive(Default)]
struct Saying {
    about: Option<DisputeOf>,
    busy: bool,
    fault: Option<Fault>,
}

/// What can be said, one thing at a time.
#[derive(Clone)]
pub(super) struct Disputes {
    app: App,
    own: Own<Saying>,
}

/// What can be said on this page.
#[hook]
pub(super) fn use_disputes(app: &App) -> Disputes {
    Disputes { app: app.clone(), own: use_own(Saying::default) }
}

impl Disputes {
    /// Opens the form, unless something was said already. What was typed before is still there.
    pub(super) fn begin(&self, about: &DisputeOf) {
        if self.app.services.notices().said(about).is_none() {
            self.open(about);
        }
    }

    /// Asks what was decided.
    pub(super) async fn refresh(&self) {
        self.app.services.refresh_disputes().await;
        self.own.change(|_| ());
    }

    /// What was said and decided, or the way to say something.
    pub(super) fn view(&self, about: &DisputeOf, found: &Notices) -> Html {
        let said = found.said(about);
        let is_open = self.own.get().about.as_ref() == Some(about);
        let text = if said.is_some() { Text::Again } else { Text::NotThere };
        let open = {
            let (this, about) = (self.clone(), about.clone());
            Callback::from(move |()| this.open(&about))
        };
        let is_decided = said.is_some_and(|state| state.decision.is_some());
        html! {
            <>
                if let Some(state) = said { { self.state(state) } }
                if is_open {
                    { self.form(about) }
                } else if !is_decided {
                    { Button {
                        weight: if said.is_some() { Weight::Quiet } else { Weight::Plain },
                        glyph: Some(Glyph::Edit),
                        ..Button::new(self.app.words.of(text), "say-not-there", open)
                    }.view() }
                }
            </>
        }
    }

    fn open(&self, about: &DisputeOf) {
        self.own.change(|saying| *saying = Saying { about: Some(about.clone()), ..Saying::default() });
    }

    fn close(&self) {
        self.own.change(|saying| *saying = Saying::default());
    }

    fn state(&self, state: &DisputeState) -> Html {
        let words = self.app.words;
        let (shown, text) = match &state.decision {
            None => (badge(Tone::Info, Glyph::Wait, words.of(Text::Undecided)), None),
            Some(Decision { accepted: true, reason }) => {
                (badge(Tone::Good, Glyph::Done, words.of(Text::Accepted)), Some(reason))
            }
            Some(Decision { accepted: false, reason }) => {
                (badge(Tone::Warn, Glyph::Refused, words.of(Text::Rejected)), Some(reason))
            }
        };
        html! {
            <div class="stack" role="status" data-testid="said">
                <p>{ shown }</p>
                <p class="soft small num">{ notices::said(words, &moment(words, state.at, self.app.now())) }</p>
                if let Some(reason) = text {
                    <p class="soft small">{ words.of(Text::Reason) }</p>
                    <p class="lines"><bdi>{ reason }</bdi></p>
                } else {
                    <p class="soft small">{ words.of(Text::UndecidedText) }</p>
                }
            </div>
        }
    }

    fn form(&self, about: &DisputeOf) -> Html {
        let (words, saying) = (self.app.words, self.own.get());
        let statement = self.app.memory.statement(about);
        let length = statement.chars().count();
        let oninput = {
            let (this, about) = (self.clone(), about.clone());
            Callback::from(move |text| {
                this.app.memory.keep_statement(&about, text);
                this.own.change(|saying| saying.fault = None);
            })
        };
        let (send, cancel) = (self.clone(), self.clone());
        let sending = if saying.busy { Text::Sending } else { Text::Send };
        let sends = match about {
            DisputeOf::Visit { .. } => Text::Sends,
            DisputeOf::Case(_) => Text::SendsToken,
        };
        html! {
            <div class="stack" role="group" aria-label={words.of(Text::NotThere)} data-testid="dispute">
                <p>{ words.of(Text::Meaning) }</p>
                { AreaField {
                    id: STATEMENT,
                    label: words.of(Text::Statement),
                    hint: None,
                    error: (length > MAX_STATEMENT).then(|| words.of(Text::TooLong)),
                    value: statement.into(),
                    oninput,
                    onblur: Callback::noop(),
                }.view() }
                <p class="soft small num" data-testid="counted">{ notices::counted(words, &length) }</p>
                <p class="soft small">{ words.of(sends) }</p>
                <p class="soft small">{ words.of(Text::DraftNote) }</p>
                if let Some(fault) = &saying.fault { { fault_notice(words, fault, "dispute-fault") } }
                <div class="btns">
                    { Button::new(words.of(Text::Cancel), "dispute-cancel", Callback::from(move |()| cancel.close())).view() }
                    { Button {
                        weight: Weight::Primary,
                        busy: saying.busy,
                        ..Button::new(words.of(sending), "dispute-send", Callback::from(move |()| send.send()))
                    }.view() }
                </div>
            </div>
        }
    }

    /// Says it. What was typed stays until it arrived.
    fn send(&self) {
        let Some(about) = self.own.get().about.clone() else { return };
        let statement = self.app.memory.statement(&about);
        if statement.chars().count() > MAX_STATEMENT {
            dom::focus(STATEMENT);
            return;
        }
        self.own.change(|saying| (saying.busy, saying.fault) = (true, None));
        let this = self.clone();
        spawn_local(async move {
            match this.app.services.dispute(&about, &statement).await {
                Ok(_) => {
                    this.app.memory.keep_statement(&about, String::new());
                    this.close();
                }
                Err(error) => this.own.change(|saying| {
                    (saying.busy, saying.fault) = (false, Some(Fault::of_call(&error)));
                }),
            }
        });
    }
}
