//! "I was not there": what was said of the case's visits, and the decision about each.

use std::collections::BTreeSet;
use std::rc::Rc;

use venue_protocol::problem::ProblemType;
use venue_protocol::seal::dispute::Disputed;
use venue_protocol::wire::cases::{Case, MAX_REASON};
use venue_protocol::wire::notices::{Decision, NewDecision};
use venue_trace::Results;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::contacts::{name_of, place_name, when};
use super::way::{Heard, hear};
use super::work::use_work;
use crate::api::cases;
use crate::authority::message::Said;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone, badge};
use crate::console::context::{Console, use_console};
use crate::console::kit::dialog::Confirm;
use crate::console::kit::form::{Input, edit};
use crate::console::kit::page::{facts, section};
use crate::i18n::moment;
use crate::i18n::text::console::{Afterwards as Text, Cases, afterwards as phrases};
use crate::pages::own::use_own;
use crate::platform::dom;

/// The case.
#[derive(Properties, PartialEq)]
pub struct DisputesProps {
    /// The case.
    pub case: Rc<Case>,
    /// Its results; none when it is over.
    #[prop_or_default]
    pub results: Option<Rc<Results>>,
    /// What was said; none before it was asked for.
    pub said: Option<Rc<Vec<Said>>>,
    /// It was looked at anew, or decided.
    pub onheard: Callback<Heard>,
}

#[derive(Default)]
struct Typed {
    /// What is being decided, and how.
    asked: Option<(Disputed, bool)>,
    /// Why, and about what that was typed: it is for that person's eyes.
    reason: String,
    reason_for: Option<Disputed>,
    tried: bool,
    /// It was decided or said anew before this decision arrived.
    changed: bool,
}

/// The list, and the question before one is decided.
#[component]
pub fn Disputes(props: &DisputesProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(Typed::default);
    let work = use_work();
    let typed = own.get();
    let ask = |asked: Option<(Disputed, bool)>| {
        let (own, work) = (own.clone(), work.clone());
        Callback::from(move |()| {
            work.forget();
            own.change(|typed| {
                typed.asked = asked;
                (typed.tried, typed.changed) = (false, false);
                if let Some((about, _)) = asked
                    && typed.reason_for != Some(about)
                {
                    (typed.reason, typed.reason_for) = (String::new(), Some(about));
                }
            });
        })
    };
    let look = {
        let (console, work, id, onheard) =
            (console.clone(), work.clone(), props.case.id, props.onheard.clone());
        Callback::from(move |()| {
            let (console, onheard) = (console.clone(), onheard.clone());
            work.run(async move { hear(&console, id).await }, move |heard| onheard.emit(heard));
        })
    };
    let decide = |accepted: bool, said: &Said| {
        let (console, own, work, look) = (console.clone(), own.clone(), work.clone(), look.clone());
        let (id, about, said_at) = (props.case.id, said.about, said.at);
        Callback::from(move |()| {
            let reason = own.get().reason.trim().to_owned();
            if reason.is_empty() {
                own.change(|typed| typed.tried = true);
                return dom::focus("decision-reason");
            }
            let (asks, own, look, after) = (console.clone(), own.clone(), look.clone(), console.clone());
            let call = async move {
                let new = NewDecision { said_at, decision: Decision { accepted, reason } };
                match cases::decide(&*asks.server, id, about, &new).await {
                    Ok(()) => Ok(true),
                    Err(error) if error.problem() == Some(ProblemType::CaseChanged) => Ok(false),
                    Err(error) => Err(error.into()),
                }
            };
            work.run(call, move |decided| {
                if decided {
                    own.change(|typed| *typed = Typed::default());
                    after.say.emit(after.words.of(Text::Decided).to_owned());
                } else {
                    own.change(|typed| (typed.asked, typed.changed) = (None, true));
                }
                look.emit(());
            });
        })
    };
    let missing =
        (typed.tried && typed.reason.trim().is_empty()).then(|| AttrValue::from(words.of(Cases::Missing)));
    let reason = Input {
        error: missing,
        hint: Some(words.of(Text::DecisionHint).into()),
        rows: 3,
        maxlength: MAX_REASON,
        ..Input::new(
            "decision-reason",
            words.of(Text::DecisionReason),
            &typed.reason,
            edit(&own, |typed: &mut Typed, text| typed.reason = text),
        )
    };
    let results = props.results.as_deref();
    let asked = props.said.as_deref().zip(typed.asked).and_then(|(all, (about, accepted))| {
        let said = all.iter().find(|said| said.about == about && said.decision.is_none())?;
        Some((said, accepted))
    });
    let list = |all: &[Said]| {
        let sealed = all.iter().filter(|said| said.statement.is_none()).count();
        html! {
            <>
                if all.is_empty() { <p class="soft" data-testid="no-disputes">{ words.of(Text::NoDisputes) }</p> }
                if sealed > 0 {
                    { Notice { testid: Some("sealed-disputes"), ..Notice::of(Tone::Warn, html! { <p>{ phrases::sealed_disputes(words, &sealed) }</p> }) }.view() }
                }
                { for all.iter().map(|said| html! {
                    <div class="stack entry" key={said.about.to_string()} data-testid="dispute">
                        { facts(lines(&console, results, said)) }
                        if said.decision.is_none() {
                            <div class="row">
                                { Button::new(words.of(Text::Accept), "accept-dispute", ask(Some((said.about, true)))).view() }
                                { Button::new(words.of(Text::Reject), "reject-dispute", ask(Some((said.about, false)))).view() }
                            </div>
                        }
                    </div>
                }) }
            </>
        }
    };
    let (weight, again) = match props.said {
        Some(_) => (Weight::Quiet, Text::Refresh),
        None => (Weight::Plain, Text::Look),
    };
    section(
        words.of(Text::DisputesTitle),
        html! {
            <>
                if props.results.is_none() { <p>{ words.of(Text::DisputesOver) }</p> }
                if typed.changed { { Notice { testid: Some("dispute-changed"), ..Notice::new(Tone::Warn, words.of(Text::DisputeChanged)) }.view() } }
                { props.said.as_deref().map(|all| list(all)).unwrap_or_default() }
                if asked.is_none() { { work.notice() } }
                <div>{ Button { weight, busy: work.busy(), ..Button::new(words.of(again), "refresh-disputes", look.clone()) }.view() }</div>
                if let Some((said, accepted)) = asked {
                    <Confirm title={words.of(question(accepted).0)} yes={words.of(question(accepted).2)} danger={false}
                        busy={work.busy()} onyes={decide(accepted, said)} onno={ask(None)}>
                        { facts(lines(&console, results, said).into_iter().take(3)) }
                        <p>{ words.of(question(accepted).1) }</p>
                        { reason.view() }
                        { work.notice() }
                    </Confirm>
                }
            </>
        },
    )
}

/// What is asked before a decision, what it does, and the button.
const fn question(accepted: bool) -> (Text, Text, Text) {
    if accepted {
        (Text::AcceptTitle, Text::AcceptText, Text::Accept)
    } else {
        (Text::RejectTitle, Text::RejectText, Text::Reject)
    }
}

fn lines(console: &Console, results: Option<&Results>, said: &Said) -> Vec<(&'static str, Html)> {
    let words = console.words;
    let stays: Vec<_> = results
        .into_iter()
        .flat_map(|results| {
            said.stays.iter().filter_map(move |stay| Some((results, results.stays.get(*stay)?)))
        })
        .collect();
    let names: BTreeSet<String> =
        stays.iter().map(|(results, stay)| name_of(words, results, stay.person)).collect();
    let names: Vec<String> = names.into_iter().collect();
    let about = match (stays.first(), said.by_receipt) {
        (_, true) => words.of(Text::DisputeNamed).into(),
        (None, false) => words.of(Text::DisputeUnknown).into(),
        (Some((results, stay)), false) => {
            html! { <><bdi>{ place_name(results, stay.venue) }</bdi>{ " · " }{ when(console, stay) }</> }
        }
    };
    let statement = match said.statement.as_ref().map(|text| text.0.as_str()) {
        None => badge(Tone::Warn, Glyph::Warn, words.of(Text::DisputeSealed)),
        Some("") => html! { <span class="soft">{ words.of(Text::DisputeEmpty) }</span> },
        Some(text) => html! { <bdi data-testid="dispute-text">{ text }</bdi> },
    };
    let decision = match &said.decision {
        None => badge(Tone::Warn, Glyph::Wait, words.of(Text::Open)),
        Some(Decision { accepted, reason }) => {
            let (tone, glyph, text) = if *accepted {
                (Tone::Good, Glyph::Done, Text::Accepted)
            } else {
                (Tone::Info, Glyph::Refused, Text::Rejected)
            };
            html! { <>{ badge(tone, glyph, words.of(text)) }{ " " }<bdi>{ reason }</bdi></> }
        }
    };
    let mut lines = Vec::new();
    if !names.is_empty() {
        lines.push((words.of(Text::DisputeWho), html! { <bdi>{ names.join(", ") }</bdi> }));
    }
    lines.extend([
        (words.of(Text::DisputeVisit), about),
        (words.of(Text::DisputeText), statement),
        (words.of(Text::DisputeAt), moment(words, said.at, console.now()).into()),
        (words.of(Text::Decision), html! { <span data-testid="dispute-decision">{ decision }</span> }),
    ]);
    lines
}
