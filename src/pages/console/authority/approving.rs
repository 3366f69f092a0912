//! The approver's half of a case: who is asked for, and the way to the release.

use std::cell::Cell;
use std::rc::Rc;

use venue_protocol::bytes::Bytes;
use venue_protocol::document::DocumentKind;
use venue_protocol::wire::cases::{Approve, Case, SlotTag, Subject};
use venue_trace::SealedCounts;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with};

use super::filing::records_notice;
use super::work::{Fault, Work, use_work};
use crate::api::cases;
use crate::authority::message::{Approving as Step, AskedPerson, Reply, Request};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, Server, use_console};
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::page::section;
use crate::console::kit::table::{Row, Table};
use crate::i18n::Words;
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
    /// What was found and did not go out yet: not all could be, and the approver decides whether it does.
    found: Option<Rc<Found>>,
}

/// What the approval found.
#[derive(Clone)]
struct Found {
    tags: Vec<SlotTag>,
    release: Bytes,
    registrations: Vec<u32>,
    sealed: SealedCounts,
}

impl Found {
    /// Somebody is not registered, or records stay sealed.
    fn lacks_something(&self) -> bool {
        self.sealed.total() > 0 || self.registrations.contains(&0)
    }
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
            let left = stopped.clone();
            let call = async move { read(&console, &case, &left).await };
            reading.run(call, move |read| {
                let Some((request, asked)) = read else { return };
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
    section(
        words.of(Text::AskedTitle),
        html! {
            <>
                { reading.notice() }
                if let Some(asked) = &shown.asked {
                    if matches!(props.case.subject, Subject::Place { .. }) {
                        <p>{ words.of(Text::AskedPlace) }</p>
                    } else {
                        { persons(&console, asked, shown.found.as_deref()) }
                    }
                    if let Some(found) = &shown.found { { lacking(words, found) } }
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
            </>
        },
    )
}

/// What was not found, and why perhaps.
fn lacking(words: Words, found: &Found) -> Html {
    html! {
        <>
            if found.sealed.total() > 0 { { records_notice(words, found.sealed, Text::ApproveSealed) } }
            if found.registrations.contains(&0) {
                { Notice { testid: Some("not-registered"), ..Notice::new(Tone::Warn, words.of(Text::NotRegistered)) }.view() }
            }
        </>
    }
}

fn persons(console: &Console, asked: &[AskedPerson], found: Option<&Found>) -> Html {
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
            found.and_then(|found| found.registrations.get(n)).map_or("–".to_owned(), u32::to_string).into(),
        ],
    };
    Table {
        caption: words.of(Text::AskedTitle),
        head: vec![words.of(Text::Kind), words.of(Text::IdNumber), words.of(Text::Registrations)],
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
        let (request, code, found) = {
            let shown = own.get();
            (shown.request.clone(), shown.code.trim().to_owned(), shown.found.clone())
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
        let keep = {
            let own = own.clone();
            move |found| own.change(|shown| shown.found = Some(found))
        };
        let (call_console, case, stopped) = (console.clone(), case.clone(), stopped.clone());
        let (console, done) = (console.clone(), done.clone());
        let call = async move {
            let found = match found {
                // It was read: this is the second time.
                Some(found) => found,
                None => {
                    let Some(found) = find(&call_console, &case, request, &stopped, progress).await? else {
                        return Ok(false);
                    };
                    let found = Rc::new(found);
                    keep(found.clone());
                    if found.lacks_something() {
                        return Ok(false);
                    }
                    found
                }
            };
            let Found { tags, release, .. } = (*found).clone();
            cases::approve(&*call_console.server, case.id, &Approve { tags, release, code }).await?;
            Ok(true)
        };
        work.run(call, move |finished| {
            if finished {
                console.say.emit(console.words.of(Text::Approved).to_owned());
                done.emit(());
            }
        });
    })
}

/// The request, opened; nothing if the page was left.
async fn read(
    console: &Console,
    case: &Case,
    stopped: &Cell<bool>,
) -> Result<Option<(Bytes, Vec<AskedPerson>)>, Fault> {
    let request = cases::request(&*console.server, case.id).await?.request;
    if stopped.get() {
        return Ok(None);
    }
    let review = Request::Review { case: Box::new(case.clone()), request: request.clone() };
    match console.keeper.ask(&review).await? {
        Reply::Asked(asked) => Ok(Some((request, asked))),
        _ => Err(Fault::ODD),
    }
}

/// Goes the way of an approval up to what is to be sent; nothing if the page was left.
async fn find(
    console: &Console,
    case: &Case,
    request: Bytes,
    stopped: &Cell<bool>,
    progress: impl Fn(u32),
) -> Result<Option<Found>, Fault> {
    let (server, keeper): (&Server, _) = (&console.server, &console.keeper);
    // Anew, so that another try begins at the beginning.
    keeper.ask(&Request::Review { case: Box::new(case.clone()), request }).await?;
    let records = cases::key_records(&**server, case.window).await?;
    // Between an answer of the server and the worker: what was left must not go on in another case.
    if stopped.get() {
        return Ok(None);
    }
    let mut reply = keeper.ask(&Request::Approve { case: case.id, records }).await?;
    loop {
        let Reply::Approving(step) = reply else { return Err(Fault::ODD) };
        reply = match step {
            Step::Idx(idx, left) => {
                progress(left);
                let found = cases::look_up(&**server, case.id, idx).await?.found;
                if stopped.get() {
                    return Ok(None);
                }
                keeper.ask(&Request::ToldIdx(case.id, found)).await?
            }
            Step::Tags(tags, left) => {
                progress(left);
                let found = cases::probe(&**server, case.id, tags).await?.found;
                if stopped.get() {
                    return Ok(None);
                }
                keeper.ask(&Request::ToldTags(case.id, found)).await?
            }
            Step::Done { tags, release, registrations, sealed } => {
                return Ok(Some(Found { tags, release, registrations, sealed }));
            }
        };
    }
}
