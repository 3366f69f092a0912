//! The approver's half of a case: who is asked for, and the way to the release.

use std::cell::Cell;
use std::rc::Rc;

use venue_protocol::bytes::Bytes;
use venue_protocol::document::DocumentKind;
use venue_protocol::wire::cases::{Approve, Case, Subject};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with};

use super::work::{Fault, Work, use_work};
use crate::api::cases;
use crate::authority::message::{Approving as Step, AskedPerson, Reply, Request};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::console::context::{Console, Server, use_console};
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::page::section;
use crate::console::kit::table::{Row, Table};
use crate::i18n::text::console::{Cases as Text, cases as phrases};
use crate::pages::console::terminal::fields::document_text;
use crate::pages::own::{Own, use_own};
use crate::platform::dom;

/// The case that this approver took.
#[derive(Properties, PartialEq)]
pub struct ApprovingProps {
    /// The case.
    pub case: Rc<Case>,
    /// It was decided or given back.
    pub onchange: Callback<()>,
}

#[derive(Default)]
struct Shown {
    request: Option<Bytes>,
    asked: Option<Rc<Vec<AskedPerson>>>,
    code: String,
    tried: bool,
    /// Questions that are left while it is at work.
    left: Option<u32>,
}

/// Reads the request, and approves.
#[component]
pub fn Approving(props: &ApprovingProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(Shown::default);
    let (reading, work) = (use_work(), use_work());
    let stopped = yew::use_mut_ref(|| Rc::new(Cell::new(false)));
    {
        let (reading, own, console, case) =
            (reading.clone(), own.clone(), console.clone(), props.case.clone());
        let stopped = stopped.borrow().clone();
        use_effect_with(props.case.id, move |_| {
            let call = async move { read(&console, &case).await };
            reading.run(call, move |(request, asked)| {
                own.change(|shown| {
                    shown.request = Some(request);
                    shown.asked = Some(Rc::new(asked));
                });
            });
            // Nothing more is asked once the page is left.
            move || stopped.set(true)
        });
    }
    let shown = own.get();
    let digits = shown.code.trim().len() == 6;
    let error = (shown.tried && !digits).then(|| AttrValue::from(words.of(Text::CodeWrong)));
    let submit = approve_with(&console, &work, &own, props, stopped.borrow().clone());
    let give_back = {
        let (work, console, id, done) =
            (work.clone(), console.clone(), props.case.id, props.onchange.clone());
        Callback::from(move |()| {
            let (server, console, done) = (console.server.clone(), console.clone(), done.clone());
            work.run(async move { Ok(cases::give_back(&*server, id).await?) }, move |()| {
                console.say.emit(console.words.of(Text::GivenBack).to_owned());
                done.emit(());
            });
        })
    };
    section(
        words.of(Text::AskedTitle),
        html! {
            <>
                { reading.notice() }
                if let Some(asked) = &shown.asked {
                    if matches!(props.case.subject, Subject::Place { .. }) {
                        <p>{ words.of(Text::AskedPlace) }</p>
                    } else {
                        { persons(&console, asked) }
                    }
                    { form("approve-form", submit, html! {
                        <>
                            { Input { error, hint: Some(words.of(Text::CodeHint).into()), keyboard: "numeric", class: "input--short", maxlength: 8, ..Input::new("approve-code", words.of(Text::Code), &shown.code, edit(&own, |shown: &mut Shown, text| shown.code = text)) }.view() }
                            { Submit { text: words.of(Text::Approve), testid: "approve-case", busy: work.busy(), why_not: None }.view() }
                        </>
                    }) }
                }
                if let (true, Some(left)) = (work.busy(), shown.left) {
                    <p role="status" data-testid="approve-progress">{ words.of(Text::Approving) }{ " " }{ phrases::questions(words, &left) }</p>
                }
                { work.notice() }
                <div>{ Button { weight: Weight::Quiet, busy: work.busy(), ..Button::new(words.of(Text::GiveBack), "give-back", give_back) }.view() }</div>
            </>
        },
    )
}

fn persons(console: &Console, asked: &[AskedPerson]) -> Html {
    let words = console.words;
    let row = |(n, person): (usize, &AskedPerson)| Row {
        key: n.to_string().into(),
        cells: vec![
            html! {
                <>
                    { person.kind.map_or(words.of(Text::UnknownKind), |kind| words.of(document_text(kind))) }
                    // Other documents have one issuer.
                    if person.kind == Some(DocumentKind::Passport) { { " " }<span class="num">{ &person.state }</span> }
                </>
            },
            html! { <bdi class="num" data-testid="asked-number">{ &person.number.0 }</bdi> },
        ],
    };
    Table {
        caption: words.of(Text::AskedTitle),
        head: vec![words.of(Text::Kind), words.of(Text::IdNumber)],
        rows: asked.iter().enumerate().map(row).collect(),
        empty: (Glyph::Person, words.of(Text::AskedTitle), words.of(Text::NoneText)),
        testid: "asked",
    }
    .view()
}

fn approve_with(
    console: &Console,
    work: &Work,
    own: &Own<Shown>,
    props: &ApprovingProps,
    stopped: Rc<Cell<bool>>,
) -> Callback<()> {
    let (console, work, own) = (console.clone(), work.clone(), own.clone());
    let (case, done) = (props.case.clone(), props.onchange.clone());
    Callback::from(move |()| {
        let (request, code) = {
            let shown = own.get();
            (shown.request.clone(), shown.code.trim().to_owned())
        };
        let Some(request) = request else { return };
        if code.len() != 6 {
            own.change(|shown| shown.tried = true);
            return dom::focus("approve-code");
        }
        let progress = {
            let own = own.clone();
            move |left| own.change(|shown| shown.left = Some(left))
        };
        let (call_console, case, stopped) = (console.clone(), case.clone(), stopped.clone());
        let (console, done) = (console.clone(), done.clone());
        let call = async move { approve(&call_console, &case, request, code, &stopped, progress).await };
        work.run(call, move |finished| {
            if finished {
                console.say.emit(console.words.of(Text::Approved).to_owned());
                done.emit(());
            }
        });
    })
}

async fn read(console: &Console, case: &Case) -> Result<(Bytes, Vec<AskedPerson>), Fault> {
    let request = cases::request(&*console.server, case.id).await?.request;
    let review = Request::Review { case: Box::new(case.clone()), request: request.clone() };
    match console.keeper.ask(&review).await? {
        Reply::Asked(asked) => Ok((request, asked)),
        _ => Err(Fault::ODD),
    }
}

/// Goes the way of an approval; `false` if it was stopped.
async fn approve(
    console: &Console,
    case: &Case,
    request: Bytes,
    code: String,
    stopped: &Cell<bool>,
    progress: impl Fn(u32),
) -> Result<bool, Fault> {
    let (server, keeper): (&Server, _) = (&console.server, &console.keeper);
    // Anew, so that another try begins at the beginning.
    keeper.ask(&Request::Review { case: Box::new(case.clone()), request }).await?;
    let records = cases::key_records(&**server, case.window).await?;
    let mut reply = keeper.ask(&Request::Approve { records }).await?;
    loop {
        if stopped.get() {
            return Ok(false);
        }
        let Reply::Approving(step) = reply else { return Err(Fault::ODD) };
        reply = match step {
            Step::Idx(idx, left) => {
                progress(left);
                let found = cases::look_up(&**server, case.id, idx).await?.found;
                keeper.ask(&Request::ToldIdx(found)).await?
            }
            Step::Tags(tags, left) => {
                progress(left);
                let found = cases::probe(&**server, case.id, tags).await?.found;
                keeper.ask(&Request::ToldTags(found)).await?
            }
            Step::Done { tags, release, .. } => {
                cases::approve(&**server, case.id, &Approve { tags, release, code }).await?;
                return Ok(true);
            }
        };
    }
}
