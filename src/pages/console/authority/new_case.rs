//! Filing a case: the request is sealed in this browser.

use std::rc::Rc;

use venue_protocol::document::DocumentKind;
use venue_protocol::problem::{Field, FieldProblem};
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::cases::Subject;
use venue_protocol::wire::manage::VenueLine;
use yew::{AttrValue, Callback, Html, component, html};

use super::filing::{file, sealed_notice};
use super::ready::Ready;
use super::work::{Work, use_work};
use crate::api::manage;
use crate::components::button::Button;
use crate::components::choice::{Choice, Segment};
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{DateInput, Input, Select, Submit, edit, error, form};
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::route::ConsoleRoute;
use crate::console::state::case_form::{About, CaseField, CaseForm, CaseWrong};
use crate::console::state::filing::{Outgoing, Wanted};
use crate::i18n::text::console::{Cases as Text, Shell};
use crate::i18n::text::{Form, states};
use crate::i18n::{Words, wrong};
use crate::pages::console::missing::Missing;
use crate::pages::console::terminal::fields::document_text;
use crate::pages::own::{Own, use_own};
use crate::platform::dom;

/// The page.
#[component]
pub fn NewCase() -> Html {
    let console = use_console();
    let page = use_page(console.words.of(Text::New), "new-case-page");
    if console.authority_role() != Some(Role::Tracer) {
        return html! { <Missing /> };
    }
    let up = Some((ConsoleRoute::Cases, console.words.of(Shell::Cases)));
    let children = html! { <Ready role={Role::Tracer} stays=true><Fields /></Ready> };
    ConsolePage { up, children, ..page }.view(&console)
}

struct Typed {
    form: CaseForm,
    /// Something was sent with mistakes: they are shown.
    tried: bool,
    search: String,
    found: Option<Rc<Vec<VenueLine>>>,
    /// The case as it went out last, or is to go out.
    out: Option<Rc<Outgoing>>,
}

#[derive(Clone)]
struct Desk {
    console: Console,
    own: Own<Typed>,
    work: Work,
}

#[component]
fn Fields() -> Html {
    let console = use_console();
    let now = console.now();
    let desk = Desk {
        console: console.clone(),
        own: use_own(|| Typed {
            form: CaseForm::new(now),
            tried: false,
            search: String::new(),
            found: None,
            out: None,
        }),
        work: use_work(),
    };
    let words = console.words;
    let typed = desk.own.get();
    let case = &typed.form;
    let text = |id: &'static str, label: Text, value: &str, field, put: fn(&mut Typed, String)| Input {
        error: desk.wrong(field),
        ..Input::new(id, words.of(label), value, edit(&desk.own, put))
    };
    let clock = |id, label, value: &str, put| Input {
        kind: "time",
        class: "input--short",
        ..text(id, label, value, CaseField::Venue, put)
    };
    let clock = |id, label, value: &str, put| Input { error: None, ..clock(id, label, value, put) };
    let about = |about: About| edit(&desk.own, move_about(about));
    let choices = [(Text::Person, "about-person"), (Text::Place, "about-place")];
    let fields = form(
        "case-form",
        desk.file(),
        html! {
            <>
                { Input { hint: Some(words.of(Text::NumberHint).into()), maxlength: 60, ..text("case-number", Text::Number, &case.number, CaseField::Number, |typed, text| typed.form.number = text) }.view() }
                { Input { hint: Some(words.of(Text::ReasonHint).into()), rows: 3, maxlength: 400, ..text("case-reason", Text::Reason, &case.reason, CaseField::Reason, |typed, text| typed.form.reason = text) }.view() }
                { Segment {
                    name: "about",
                    label: words.of(Text::About),
                    chosen: usize::from(case.about == About::Place),
                    choices: choices.into_iter().map(|(text, testid)| Choice { words: words.of(text), glyph: None, name: None, testid }).collect(),
                    onchoose: {
                        let (person, place) = (about(About::Person), about(About::Place));
                        Callback::from(move |at: usize| if at == 0 { person.emit(()) } else { place.emit(()) })
                    },
                }.view() }
                if case.about == About::Person { { desk.person(case) } } else { { desk.place(&typed) } }
                <fieldset class="stack">
                    <legend>{ words.of(Text::Window) }</legend>
                    <p class="field__hint">{ words.of(Text::WindowHint) }</p>
                    <div class="row row--pair">
                        <DateInput id="from" label={words.of(Text::From)} value={case.from} onchange={edit(&desk.own, |typed: &mut Typed, day| typed.form.from = day)} />
                        { clock("from-clock", Text::FromClock, &case.from_clock, |typed, text| typed.form.from_clock = text).view() }
                    </div>
                    <div class="row row--pair">
                        <DateInput id="to" label={words.of(Text::To)} value={case.to} onchange={edit(&desk.own, |typed: &mut Typed, day| typed.form.to = day)} />
                        { clock("to-clock", Text::ToClock, &case.to_clock, |typed, text| typed.form.to_clock = text).view() }
                    </div>
                    { error("window", desk.wrong(CaseField::Window)) }
                </fieldset>
                { Input { hint: Some(words.of(Text::CodeHint).into()), keyboard: "numeric", class: "input--short", maxlength: 8, ..text("case-code", Text::Code, &case.code, CaseField::Code, |typed, text| typed.form.code = text) }.view() }
                { sealed_notice(words, typed.out.as_ref()) }
                { desk.work.notice() }
                { Submit { text: words.of(Text::File), testid: "file-case", busy: desk.work.busy(), why_not: None }.view() }
            </>
        },
    );
    html! { <div class="card">{ fields }</div> }
}

fn move_about(about: About) -> fn(&mut Typed, ()) {
    match about {
        About::Person => |typed, ()| typed.form.about = About::Person,
        About::Place => |typed, ()| typed.form.about = About::Place,
    }
}

impl Desk {
    fn wrong(&self, field: CaseField) -> Option<AttrValue> {
        let typed = self.own.get();
        let problems = if typed.tried { typed.form.problems(self.console.now()) } else { Vec::new() };
        let (_, found) = problems.into_iter().find(|(at, _)| *at == field)?;
        Some(wrong_text(self.console.words, field, found).into())
    }

    fn person(&self, case: &CaseForm) -> Html {
        let words = self.console.words;
        let own = self.own.clone();
        let field =
            |id: &'static str, label: Form, value: &str, field: Field, put: fn(&mut Typed, String)| Input {
                error: self.wrong(CaseField::Person(field)),
                maxlength: 120,
                ..Input::new(id, words.of(label), value, edit(&self.own, put))
            };
        html! {
            <>
                { Select {
                    id: "case-kind".into(),
                    label: words.of(Form::Kind).into(),
                    hint: None,
                    error: None,
                    options: DocumentKind::ALL.iter().map(|kind| words.of(document_text(*kind)).into()).collect(),
                    chosen: DocumentKind::ALL.iter().position(|kind| *kind == case.kind).unwrap_or_default(),
                    onchoose: Callback::from(move |at: usize| {
                        if let Some(kind) = DocumentKind::ALL.get(at) {
                            own.change(|typed| typed.form.kind = *kind);
                        }
                    }),
                }.view() }
                if case.kind == DocumentKind::Passport {
                    { Input { list: Some("states"), class: "input--short", hint: Some(words.of(Form::StateHint).into()), ..field("case-state", Form::State, &case.state, Field::IssuingState, |typed, text| typed.form.state = text) }.view() }
                    <datalist id="states">{ for states(words).map(|(code, name)| html! { <option value={code}>{ name }</option> }) }</datalist>
                }
                if case.kind == DocumentKind::None {
                    { field("case-name", Form::Name, &case.name, Field::Name, |typed, text| typed.form.name = text).view() }
                    { Input { keyboard: "tel", ..field("case-phone", Form::Phone, &case.phone, Field::Phone, |typed, text| typed.form.phone = text) }.view() }
                } else {
                    { field("case-document", Form::Number, &case.document, Field::Number, |typed, text| typed.form.document = text).view() }
                }
            </>
        }
    }

    fn place(&self, typed: &Typed) -> Html {
        let words = self.console.words;
        let choose = |line: &VenueLine| {
            let (own, chosen) = (self.own.clone(), (line.venue, line.name.clone()));
            Callback::from(move |()| {
                own.change(|typed| {
                    typed.form.venue = Some(chosen.clone());
                    typed.found = None;
                });
            })
        };
        html! {
            <>
                { Input { error: self.wrong(CaseField::Venue), ..Input::new("venue-search", words.of(Text::VenueSearch), &typed.search, edit(&self.own, |typed: &mut Typed, text| { typed.search = text; typed.found = None; })) }.view() }
                <div>{ Button { busy: self.work.busy(), ..Button::new(words.of(Text::Search), "venue-search-go", self.search()) }.view() }</div>
                if let Some((_, name)) = &typed.form.venue {
                    <p data-testid="venue-chosen">{ words.of(Text::Venue) }{ " · " }<bdi>{ name }</bdi></p>
                }
                if let Some(found) = &typed.found {
                    if found.is_empty() { <p class="soft" role="status" data-testid="no-venue">{ words.of(Text::NoVenue) }</p> }
                    <ul class="stack">
                        { for found.iter().map(|line| html! {
                            <li class="row"><bdi>{ &line.name }</bdi>{ Button::new(words.of(Text::Choose), "venue-choose", choose(line)).view() }</li>
                        }) }
                    </ul>
                }
            </>
        }
    }

    /// Looks for venues of the name that was typed.
    fn search(&self) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            let (server, name, after) =
                (here.console.server.clone(), here.own.get().search.clone(), here.clone());
            here.work.run(async move { Ok(manage::find(&*server, name.trim()).await?) }, move |found| {
                after.own.change(|typed| typed.found = Some(Rc::new(found)))
            });
        })
    }

    fn file(&self) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            // Enter in the field for a venue means that one is to be found.
            let seeks = {
                let typed = here.own.get();
                let sought = typed.form.about == About::Place && typed.form.venue.is_none();
                sought && typed.found.is_none() && !typed.search.trim().is_empty()
            };
            if seeks {
                return here.search().emit(());
            }
            let now = here.console.now();
            let (form, out) = {
                let typed = here.own.get();
                (typed.form.clone(), typed.out.clone())
            };
            let first = form.problems(now).first().copied();
            let (documents, window) = (form.documents(now.day()), form.window(now));
            let (Ok(documents), Ok(window), None) = (documents, window, first) else {
                here.own.change(|typed| typed.tried = true);
                return dom::focus_soon(first.map_or("case-number", |(field, _)| field_id(field)));
            };
            let subject = match (&form.about, &form.venue) {
                (About::Place, Some((venue, _))) => Subject::Place { venue: *venue },
                _ => Subject::Person,
            };
            let wanted = Wanted {
                number: form.number.trim().to_owned(),
                reason: form.reason.trim().to_owned(),
                subject,
                window,
                documents,
            };
            let code = form.code.trim().to_owned();
            let (own, console, after) = (here.own.clone(), here.console.clone(), here.clone());
            let keep = move |out| own.change(|typed| typed.out = Some(out));
            here.work.run(async move { file(&console, wanted, code, out, keep).await }, move |id| {
                let Some(id) = id else { return };
                after.console.say.emit(after.console.words.of(Text::Filed).to_owned());
                after.console.nav.replace.emit(ConsoleRoute::Case(id));
            });
        })
    }
}

const fn field_id(field: CaseField) -> &'static str {
    match field {
        CaseField::Number => "case-number",
        CaseField::Reason => "case-reason",
        CaseField::Person(Field::IssuingState) => "case-state",
        CaseField::Person(Field::Name) => "case-name",
        CaseField::Person(Field::Phone) => "case-phone",
        CaseField::Person(_) => "case-document",
        CaseField::Venue => "venue-search",
        CaseField::Window => "from",
        CaseField::Code => "case-code",
    }
}

fn wrong_text(words: Words, field: CaseField, found: CaseWrong) -> &'static str {
    words.of(match (field, found) {
        (CaseField::Person(field), CaseWrong::Person(reason)) => {
            return words.of(wrong(FieldProblem { field, reason }));
        }
        (CaseField::Venue, _) => Text::VenueMissing,
        (_, CaseWrong::TooLong) => Text::TooLong,
        (_, CaseWrong::Clock) => Text::WindowClock,
        (_, CaseWrong::Backwards) => Text::WindowBackwards,
        (_, CaseWrong::LongWindow) => Text::WindowLong,
        (_, CaseWrong::Future) => Text::WindowFuture,
        (_, CaseWrong::Digits) => Text::CodeWrong,
        (_, CaseWrong::Missing | CaseWrong::Person(_)) => Text::Missing,
    })
}
