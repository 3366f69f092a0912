//! "I was not there": the form, and what became of it. It stands where its button stood.

use venue_protocol::problem::ProblemType;
use venue_protocol::seal::dispute::MAX_STATEMENT;
use venue_protocol::wire::notices::{Decision, DisputeOf};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, hook, html};

use super::super::ways_out::{Fault, fault_notice};
use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::field::AreaField;
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone, badge};
use crate::i18n::text::{Notices as Text, notices};
use crate::i18n::{Words, moment};
use crate::pages::context::App;
use crate::pages::own::{Own, use_own};
use crate::platform::dom;
use crate::state::notices::{Notices, Said};

/// The id of the field.
const STATEMENT: &str = "statement";

/// What is about to be said, and of what.
#[derive(Default)]
struct Saying {
    about: Option<DisputeOf>,
    busy: bool,
    refused: Option<ApiError>,
}

impl Saying {
    /// An answer came: it is about what was sent, which may not be what is open by now.
    fn answered(&mut self, about: &DisputeOf, answer: Result<(), ApiError>) {
        if self.about.as_ref() == Some(about) {
            *self = match answer {
                Ok(()) => Self::default(),
                Err(error) => Self { about: self.about.take(), busy: false, refused: Some(error) },
            };
        }
    }
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

    /// What was said and decided, or the way to say something; the latter as long as the server hears it.
    pub(super) fn view(&self, about: &DisputeOf, found: &Notices, is_heard: bool) -> Html {
        let said = found.said(about);
        let is_open = self.own.get().about.as_ref() == Some(about);
        let text = if said.is_some() { Text::Again } else { Text::NotThere };
        let open = {
            let (this, about) = (self.clone(), about.clone());
            Callback::from(move |()| this.open(&about))
        };
        let is_decided = said.is_some_and(|said| said.state.decision.is_some());
        html! {
            <>
                if let Some(said) = said { { self.said(said) } }
                if is_open {
                    { self.form(about) }
                } else if is_heard && !is_decided {
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

    fn said(&self, said: &Said) -> Html {
        let (words, state) = (self.app.words, &said.state);
        html! {
            <div class="stack" role="status" data-testid="said">
                <p>{ said_badge(words, said) }</p>
                <p class="soft small num">{ notices::said(words, &moment(words, state.at, self.app.now())) }</p>
                if let Some(decision) = &state.decision {
                    <p class="soft small">{ words.of(Text::Reason) }</p>
                    <p class="lines"><bdi>{ &decision.reason }</bdi></p>
                } else if !said.lost {
                    <p class="soft small">{ words.of(match said.about {
                        DisputeOf::Visit { .. } => Text::UndecidedText,
                        DisputeOf::Case(_) => Text::UndecidedCase,
                    }) }</p>
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
                this.own.change(|saying| saying.refused = None);
            })
        };
        let (send, cancel) = (self.clone(), self.clone());
        let sending = if saying.busy { Text::Sending } else { Text::Send };
        let (meaning, sends) = match about {
            DisputeOf::Visit { .. } => (Text::Meaning, Text::Sends),
            DisputeOf::Case(_) => (Text::MeaningCase, Text::SendsToken),
        };
        html! {
            <div class="stack" role="group" aria-label={words.of(Text::NotThere)} data-testid="dispute">
                <p>{ words.of(meaning) }</p>
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
                if let Some(error) = &saying.refused { { refused(words, error) } }
                <div class="btns">
                    // What is on its way arrives.
                    if !saying.busy {
                        { Button::new(words.of(Text::Cancel), "dispute-cancel", Callback::from(move |()| cancel.close())).view() }
                    }
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
        self.own.change(|saying| (saying.busy, saying.refused) = (true, None));
        let this = self.clone();
        spawn_local(async move {
            let answer = this.app.services.dispute(&about, &statement).await.map(|_| ());
            if answer.is_ok() {
                this.app.memory.keep_statement(&about, String::new());
            }
            this.own.change(|saying| saying.answered(&about, answer));
        });
    }
}

/// What became of something that was said, in a word.
pub(super) fn said_badge(words: Words, said: &Said) -> Html {
    let (tone, glyph, text) = match &said.state.decision {
        Some(Decision { accepted: true, .. }) => (Tone::Good, Glyph::Done, Text::Accepted),
        Some(Decision { accepted: false, .. }) => (Tone::Warn, Glyph::Refused, Text::Rejected),
        None if said.lost => (Tone::Warn, Glyph::Refused, Text::Lost),
        None => (Tone::Info, Glyph::Wait, Text::Undecided),
    };
    badge(tone, glyph, words.of(text))
}

/// Why it was not taken.
fn refused(words: Words, error: &ApiError) -> Html {
    const ID: &str = "dispute-fault";
    if error.problem() == Some(ProblemType::EventUnknown) {
        let title = Some(words.of(Text::Gone).into());
        return Notice { title, testid: Some(ID), ..Notice::new(Tone::Bad, words.of(Text::GoneText)) }.view();
    }
    fault_notice(words, &Fault::of_call(error), ID)
}

#[cfg(test)]
mod tests {
    use venue_protocol::seal::receipt::DisputeToken;

    use super::*;

    #[test]
    fn an_answer_closes_or_blames_only_the_form_that_it_is_about() {
        let [one, other] = [1, 2].map(|n| DisputeOf::Case(DisputeToken([n; 16])));
        for (answer, stays_open) in [(Ok(()), false), (Err(ApiError::Timeout), true)] {
            let mut saying = Saying { about: Some(other.clone()), ..Saying::default() };
            saying.answered(&one, answer.clone());
            assert_eq!((saying.about.as_ref(), &saying.refused), (Some(&other), &None));
            saying.busy = true;
            saying.answered(&other, answer.clone());
            assert_eq!((saying.about.is_some(), saying.busy), (stays_open, false));
            assert_eq!(saying.refused, answer.err());
        }
    }
}
