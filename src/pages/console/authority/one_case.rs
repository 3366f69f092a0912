//! One case: what it is about, and what the own role can do with it.

use std::rc::Rc;

use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::cases::{Case, CaseState};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state};

use super::approving::Approving;
use super::cases::{state_badge, subject_text, window_text};
use super::ended::Ended;
use super::ready::Ready;
use super::tracing::Tracing;
use super::work::{Work, use_work};
use crate::api::cases::{self, Ending};
use crate::components::button::{Button, Weight};
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::kit::dialog::Confirm;
use crate::console::kit::form::Input;
use crate::console::kit::load::use_load;
use crate::console::kit::page::{ConsolePage, facts, use_page};
use crate::console::route::ConsoleRoute;
use crate::i18n::moment;
use crate::i18n::text::console::{Afterwards, Cases as Text, Shell};
use crate::pages::console::missing::Missing;
use crate::platform::dom;

/// Which case.
#[derive(Properties, PartialEq)]
pub struct CaseProps {
    /// Its id.
    pub id: CaseId,
}

/// The page.
#[component]
pub fn OneCase(props: &CaseProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::OneTitle), "case-page");
    let loaded = use_load(props.id, |server, id| async move { cases::show(&*server, id).await });
    let Some(role) = console.authority_role() else { return html! { <Missing /> } };
    let again = loaded.again.clone();
    let children = loaded.view(|case| {
        html! {
            <>
                { case_facts(&console, case) }
                { content(&console, role, case, again) }
            </>
        }
    });
    let about = loaded.ready().map(|case| case.number.clone().into());
    let up = Some((ConsoleRoute::Cases, words.of(Shell::Cases)));
    ConsolePage { up, about, children, ..page }.view(&console)
}

fn case_facts(console: &Console, case: &Case) -> Html {
    let words = console.words;
    let mut rows = vec![
        (
            words.of(Text::State),
            html! { <span data-testid="case-state">{ state_badge(words, case.state) }</span> },
        ),
        (words.of(Text::Subject), subject_text(words, case)),
        (words.of(Text::Window), window_text(console, case.window).into()),
        (words.of(Text::Reason), html! { <bdi>{ &case.reason }</bdi> }),
        (
            words.of(Text::FiledBy),
            html! { <><bdi>{ &case.tracer_name }</bdi>{ " · " }{ moment(words, case.filed_at, console.now()) }</> },
        ),
    ];
    if let Some(name) = &case.approver_name {
        rows.push((words.of(Text::Approver), html! { <bdi>{ name }</bdi> }));
    }
    if let Some(note) = &case.note {
        rows.push((words.of(Text::Note), html! { <bdi>{ note }</bdi> }));
    }
    html! { <div class="card">{ facts(rows) }</div> }
}

fn content(console: &Console, role: Role, case: &Rc<Case>, again: Callback<()>) -> Html {
    let words = console.words;
    let me = console.me().map(|me| me.account);
    let mine = match role {
        Role::Tracer => me == Some(case.tracer),
        Role::Approver => me == case.approver,
    };
    let ends = |endings: &'static [Ending]| html! { <Endings id={case.id} endings={endings} onend={again.clone()} /> };
    let say = |text: Text| Notice::new(Tone::Info, words.of(text)).view();
    match (role, case.state) {
        (Role::Approver, CaseState::Filed) => html! { <Take id={case.id} ontake={again} /> },
        (Role::Approver, CaseState::Taken) if mine => html! {
            <>
                <Ready {role}><Approving case={case.clone()} onchange={again.clone()} /></Ready>
                // Neither needs a key: who cannot open it holds no case up.
                <GiveBack id={case.id} onback={again.clone()} />
                { ends(&[Ending::Refuse]) }
            </>
        },
        (Role::Approver, CaseState::Taken) => say(Text::TakenText),
        (Role::Approver, CaseState::Approved) => html! {
            <>{ say(Text::ApprovedText) }if mine { { ends(&[Ending::Withdraw]) } }</>
        },
        (Role::Tracer, CaseState::Filed | CaseState::Taken) => html! {
            <>{ say(Text::WaitsText) }if mine { { ends(&[Ending::Withdraw]) } }</>
        },
        (Role::Tracer, CaseState::Approved) if mine => html! {
            <>
                <Ready {role}><Tracing case={case.clone()} onchange={again.clone()} /></Ready>
                <Endings id={case.id} endings={&[Ending::Close, Ending::Withdraw][..]} onend={again.clone()} receipts_missing={!case.receipts_sent} />
            </>
        },
        (Role::Tracer, CaseState::Approved) => say(Text::ApprovedText),
        // Who got a receipt may object as long as it lies there.
        (Role::Tracer, CaseState::Closed | CaseState::Expired) if mine && case.receipts_sent => html! {
            <>{ say(Text::EndedText) }<Ready {role}><Ended case={case.clone()} /></Ready></>
        },
        (_, CaseState::Refused | CaseState::Withdrawn | CaseState::Closed | CaseState::Expired) => {
            say(Text::EndedText)
        }
    }
}

#[derive(Properties, PartialEq)]
struct TakeProps {
    id: CaseId,
    ontake: Callback<()>,
}

#[component]
fn Take(props: &TakeProps) -> Html {
    let console = use_console();
    let work = use_work();
    let take = {
        let (work, server, id, done) = (work.clone(), console.server.clone(), props.id, props.ontake.clone());
        Callback::from(move |()| {
            let (server, done) = (server.clone(), done.clone());
            work.run(async move { Ok(cases::take(&*server, id).await?) }, move |()| done.emit(()));
        })
    };
    html! {
        <>
            { work.notice() }
            <div>{ Button { weight: Weight::Primary, busy: work.busy(), ..Button::new(console.words.of(Text::Take), "take-case", take) }.view() }</div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct GiveBackProps {
    id: CaseId,
    onback: Callback<()>,
}

#[component]
fn GiveBack(props: &GiveBackProps) -> Html {
    let console = use_console();
    let work = use_work();
    let give_back = {
        let (work, console, id, done) = (work.clone(), console.clone(), props.id, props.onback.clone());
        Callback::from(move |()| {
            let (server, console, done) = (console.server.clone(), console.clone(), done.clone());
            work.run(async move { Ok(cases::give_back(&*server, id).await?) }, move |()| {
                console.say.emit(console.words.of(Text::GivenBack).to_owned());
                done.emit(());
            });
        })
    };
    html! {
        <>
            { work.notice() }
            <div>{ Button { weight: Weight::Quiet, busy: work.busy(), ..Button::new(console.words.of(Text::GiveBack), "give-back", give_back) }.view() }</div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct EndingsProps {
    id: CaseId,
    endings: &'static [Ending],
    onend: Callback<()>,
    /// Who was traced was not told yet.
    #[prop_or_default]
    receipts_missing: bool,
}

const fn ending_text(ending: Ending) -> (Text, Text, &'static str) {
    match ending {
        Ending::Refuse => (Text::Refuse, Text::RefuseTitle, "refuse-case"),
        Ending::Withdraw => (Text::Withdraw, Text::WithdrawTitle, "withdraw-case"),
        Ending::Close => (Text::Close, Text::CloseTitle, "close-case"),
    }
}

/// Ways to end the case, each with its reason.
#[component]
fn Endings(props: &EndingsProps) -> Html {
    let console = use_console();
    let words = console.words;
    let asked = use_state(|| None::<Ending>);
    let note = use_state(String::new);
    let tried = use_state(|| false);
    let work: Work = use_work();
    let ask = |ending: Option<Ending>| {
        let (asked, tried) = (asked.setter(), tried.setter());
        Callback::from(move |()| {
            tried.set(false);
            asked.set(ending);
        })
    };
    let oninput = {
        let note = note.setter();
        Callback::from(move |text: String| note.set(text))
    };
    let end = |ending: Ending| {
        let (work, console, id, done, note, tried) =
            (work.clone(), console.clone(), props.id, props.onend.clone(), note.clone(), tried.setter());
        let asked = asked.setter();
        Callback::from(move |()| {
            let note = note.trim().to_owned();
            if note.is_empty() {
                tried.set(true);
                return dom::focus("note");
            }
            let (server, done, console, asked) =
                (console.server.clone(), done.clone(), console.clone(), asked.clone());
            work.run(async move { Ok(cases::end(&*server, id, ending, note).await?) }, move |()| {
                asked.set(None);
                console.say.emit(console.words.of(Text::Ended).to_owned());
                done.emit(());
            });
        })
    };
    let missing = (*tried && note.trim().is_empty()).then(|| AttrValue::from(words.of(Text::Missing)));
    html! {
        <>
            <div class="row">
                { for props.endings.iter().map(|ending| {
                    let (text, _, testid) = ending_text(*ending);
                    Button { weight: Weight::QuietDanger, ..Button::new(words.of(text), testid, ask(Some(*ending))) }.view()
                }) }
            </div>
            if let Some(ending) = *asked {
                <Confirm title={words.of(ending_text(ending).1)} yes={words.of(ending_text(ending).0)} busy={work.busy()}
                    onyes={end(ending)} onno={ask(None)}>
                    <p>{ words.of(if ending == Ending::Refuse { Text::RefuseText } else { Text::EndText }) }</p>
                    if props.receipts_missing && ending == Ending::Close { <p data-testid="receipts-missing">{ words.of(Afterwards::ReceiptsMissing) }</p> }
                    { Input { error: missing.clone(), hint: Some(words.of(Text::ReasonHint).into()), maxlength: 300, ..Input::new("note", words.of(Text::NoteLabel), &note, oninput.clone()) }.view() }
                    { work.notice() }
                </Confirm>
            }
        </>
    }
}
