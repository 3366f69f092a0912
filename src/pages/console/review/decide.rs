//! Approving, returning, rejecting.

use std::rc::Rc;

use venue_protocol::problem::{FormField, ProblemType};
use venue_protocol::wire::applications::{Application, Decide as Message, Decision};
use yew::{Callback, Html, Properties, component, html};

use crate::api::reviews;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::console::context::use_console;
use crate::console::kit::dialog::Confirm;
use crate::console::kit::form::{Input, edit};
use crate::console::kit::load::use_doing;
use crate::console::kit::page::section;
use crate::i18n::text::console::ReviewText as Text;
use crate::pages::own::use_own;
use crate::platform::dom;

/// What is decided.
#[derive(Properties, PartialEq)]
pub struct DecideProps {
    /// The application that was looked at.
    pub application: Rc<Application>,
    /// It is decided, by whomever.
    pub onchange: Callback<()>,
}

/// What a reviewer is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Approve,
    Return,
    Reject,
}

impl Verdict {
    /// The question, what follows, the verb.
    const fn texts(self) -> (Text, Text, Text) {
        match self {
            Self::Approve => (Text::ApproveTitle, Text::ApproveText, Text::Approve),
            Self::Return => (Text::ReturnTitle, Text::ReturnText, Text::Return),
            Self::Reject => (Text::RejectTitle, Text::RejectText, Text::Reject),
        }
    }

    /// The decision, if it is complete: whoever has to correct something has to know what.
    fn decision(self, reason: &str) -> Option<Decision> {
        let reason = reason.trim().to_owned();
        match self {
            Self::Approve => Some(Decision::Approve),
            _ if reason.is_empty() => None,
            Self::Return => Some(Decision::Return { reason }),
            Self::Reject => Some(Decision::Reject { reason }),
        }
    }
}

#[derive(Default)]
struct Deciding {
    asked: Option<Verdict>,
    reason: String,
    tried: bool,
}

/// The three buttons and their questions.
#[component]
pub fn Decide(props: &DecideProps) -> Html {
    let console = use_console();
    let words = console.words;
    let doing = use_doing();
    let own = use_own(Deciding::default);
    let ask = |asked: Option<Verdict>| {
        let (own, doing) = (own.clone(), doing.clone());
        Callback::from(move |()| {
            doing.forget();
            own.change(|deciding| (deciding.asked, deciding.tried) = (asked, false));
        })
    };
    let decide = {
        let (console, doing, own, onchange) =
            (console.clone(), doing.clone(), own.clone(), props.onchange.clone());
        let (id, version) = (props.application.venue, props.application.version);
        Callback::from(move |()| {
            let decision = {
                let deciding = own.get();
                deciding.asked.and_then(|verdict| verdict.decision(&deciding.reason))
            };
            let Some(decision) = decision else {
                own.change(|deciding| deciding.tried = true);
                dom::focus("reason");
                return;
            };
            let (server, console, own, onchange) =
                (console.server.clone(), console.clone(), own.clone(), onchange.clone());
            let message = Message { version, decision };
            doing.run(async move { reviews::decide(&*server, id, &message).await }, move |_| {
                own.change(|deciding| *deciding = Deciding::default());
                console.say.emit(console.words.of(Text::Decided).to_owned());
                onchange.emit(());
            });
        })
    };
    let deciding = own.get();
    let quicker = doing.fault().and_then(|error| error.problem()) == Some(ProblemType::ApplicationChanged);
    if quicker {
        let reload = props.onchange.clone();
        return Notice {
            testid: Some("quicker"),
            ..Notice::of(
                Tone::Warn,
                html! {
                    <>
                        <p>{ words.of(Text::Quicker) }</p>
                        <div>{ Button::new(words.of(Text::Reload), "load-again", reload).view() }</div>
                    </>
                },
            )
        }
        .view();
    }
    let missing = (deciding.tried && deciding.reason.trim().is_empty())
        .then(|| words.of(Text::ReasonMissing).to_owned());
    section(
        words.of(Text::Decide),
        html! {
            <>
                <div class="row">
                    { Button { weight: Weight::Primary, glyph: Some(Glyph::Done), ..Button::new(words.of(Text::Approve), "approve", ask(Some(Verdict::Approve))) }.view() }
                    { Button { glyph: Some(Glyph::Undo), ..Button::new(words.of(Text::Return), "return", ask(Some(Verdict::Return))) }.view() }
                    { Button { weight: Weight::QuietDanger, ..Button::new(words.of(Text::Reject), "reject", ask(Some(Verdict::Reject))) }.view() }
                </div>
                if let Some(verdict) = deciding.asked {
                    <Confirm title={words.of(verdict.texts().0)} yes={words.of(verdict.texts().2)} busy={doing.busy()}
                        danger={verdict == Verdict::Reject} onyes={decide} onno={ask(None)}>
                        <p><bdi>{ &props.application.form.venue_name }</bdi></p>
                        <p>{ words.of(verdict.texts().1) }</p>
                        if verdict != Verdict::Approve {
                            { Input {
                                rows: 4,
                                maxlength: 500,
                                hint: Some(words.of(Text::ReasonHint).into()),
                                error: missing.or_else(|| doing.wrong(FormField::Reason)).map(Into::into),
                                ..Input::new("reason", words.of(Text::Reason), &deciding.reason, edit(&own, |deciding: &mut Deciding, text| deciding.reason = text))
                            }.view() }
                        }
                        { doing.notice() }
                    </Confirm>
                }
            </>
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_to_correct_something_is_told_what() {
        assert_eq!(Verdict::Approve.decision(""), Some(Decision::Approve));
        assert_eq!(Verdict::Return.decision(" \n"), None);
        assert_eq!(Verdict::Reject.decision(" 重复 "), Some(Decision::Reject { reason: "重复".into() }));
    }
}
