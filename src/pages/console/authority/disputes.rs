//! "I was not there": what was said of the case's visits, and the decision about each.

use std::rc::Rc;

use venue_protocol::wire::cases::{Case, MAX_REASON};
use venue_protocol::wire::notices::Decision;
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

/// What was said.
#[derive(Properties, PartialEq)]
pub struct DisputesProps {
    /// The case.
    pub case: Rc<Case>,
    /// Its results.
    pub results: Rc<Results>,
    /// What was said of them.
    pub said: Rc<Vec<Said>>,
    /// It was looked at anew, or decided.
    pub onheard: Callback<Heard>,
}

#[derive(Default)]
struct Typed {
    /// Which one is being decided, and how.
    asked: Option<(usize, bool)>,
    reason: String,
    tried: bool,
}

/// The list, and the question before one is decided.
#[component]
pub fn Disputes(props: &DisputesProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(Typed::default);
    let work = use_work();
    let typed = own.get();
    let ask = |asked: Option<(usize, bool)>| {
        let (own, work) = (own.clone(), work.clone());
        Callback::from(move |()| {
            work.forget();
            own.change(|typed| {
                typed.asked = asked;
                typed.tried = false;
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
        let (console, own, work, about) = (console.clone(), own.clone(), work.clone(), said.about);
        let (id, onheard) = (props.case.id, props.onheard.clone());
        Callback::from(move |()| {
            let reason = own.get().reason.trim().to_owned();
            if reason.is_empty() {
                own.change(|typed| typed.tried = true);
                return dom::focus("decision-reason");
            }
            let (asks, own, onheard, after) =
                (console.clone(), own.clone(), onheard.clone(), console.clone());
            let call = async move {
                cases::decide(&*asks.server, id, about, &Decision { accepted, reason }).await?;
                hear(&asks, id).await
            };
            work.run(call, move |heard| {
                own.change(|typed| *typed = Typed::default());
                after.say.emit(after.words.of(Text::Decided).to_owned());
                onheard.emit(heard);
            });
        })
    };
    let sealed = props.said.iter().filter(|said| said.statement.is_none()).count();
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
    section(
        words.of(Text::DisputesTitle),
        html! {
            <>
                if props.said.is_empty() { <p class="soft" data-testid="no-disputes">{ words.of(Text::NoDisputes) }</p> }
                if sealed > 0 {
                    { Notice { testid: Some("sealed-disputes"), ..Notice::of(Tone::Warn, html! { <p>{ phrases::sealed_disputes(words, &sealed) }</p> }) }.view() }
                }
                { for props.said.iter().enumerate().map(|(n, said)| html! {
                    <div class="stack entry" key={said.about.to_string()} data-testid="dispute">
                        { facts(lines(&console, &props.results, said)) }
                        if said.decision.is_none() {
                            <div class="row">
                                { Button::new(words.of(Text::Accept), "accept-dispute", ask(Some((n, true)))).view() }
                                { Button::new(words.of(Text::Reject), "reject-dispute", ask(Some((n, false)))).view() }
                            </div>
                        }
                    </div>
                }) }
                if typed.asked.is_none() { { work.notice() } }
                <div>{ Button { weight: Weight::Quiet, busy: work.busy(), ..Button::new(words.of(Text::Refresh), "refresh-disputes", look) }.view() }</div>
                if let Some((accepted, said)) = typed.asked.and_then(|(n, accepted)| Some((accepted, props.said.get(n)?))) {
                    <Confirm title={words.of(question(accepted).0)} yes={words.of(question(accepted).2)} danger={false}
                        busy={work.busy()} onyes={decide(accepted, said)} onno={ask(None)}>
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

fn lines(console: &Console, results: &Results, said: &Said) -> Vec<(&'static str, Html)> {
    let words = console.words;
    let stays = || said.stays.iter().filter_map(|stay| results.stays.get(*stay));
    let mut persons: Vec<usize> = stays().map(|stay| stay.person).collect();
    persons.sort_unstable();
    persons.dedup();
    let names: Vec<String> = persons.iter().map(|person| name_of(words, results, *person)).collect();
    let about = match (stays().next(), said.by_receipt) {
        (None, _) => words.of(Text::DisputeUnknown).into(),
        (Some(_), true) => words.of(Text::DisputeNamed).into(),
        (Some(stay), false) => {
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
