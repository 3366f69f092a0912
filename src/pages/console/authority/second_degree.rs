//! Contacts of contacts: a new case about persons of this one, which needs an approval of its own.

use std::rc::Rc;

use venue_protocol::bytes::Bytes;
use venue_protocol::seal::case::MAX_SUBJECTS;
use venue_protocol::wire::cases::{Case, Subject};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::filing::{file, sealed_notice};
use super::work::use_work;
use crate::components::notice::{Notice, Tone};
use crate::console::context::use_console;
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::page::section;
use crate::console::route::ConsoleRoute;
use crate::console::state::case_form::is_code;
use crate::console::state::filing::{Outgoing, Wanted};
use crate::i18n::text::console::{Cases, Tracing as Text, tracing as phrases};
use crate::pages::own::use_own;
use crate::platform::dom;

/// The persons that were chosen.
#[derive(Properties, PartialEq)]
pub struct SecondProps {
    /// The case that they are contacts of.
    pub case: Rc<Case>,
    /// Their documents.
    pub documents: Vec<Bytes>,
}

#[derive(Default)]
struct Typed {
    number: String,
    reason: String,
    code: String,
    tried: bool,
    /// The case as it went out last, or is to go out.
    out: Option<Rc<Outgoing>>,
}

/// Files the case.
#[component]
pub fn SecondDegree(props: &SecondProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(Typed::default);
    let work = use_work();
    let typed = own.get();
    let count = props.documents.len();
    let missing = |text: &str| {
        (typed.tried && text.trim().is_empty()).then(|| AttrValue::from(words.of(Cases::Missing)))
    };
    let digits = is_code(&typed.code);
    let code_error = (typed.tried && !digits).then(|| AttrValue::from(words.of(Cases::CodeWrong)));
    let submit = {
        let (console, own, work) = (console.clone(), own.clone(), work.clone());
        let (case, documents) = (props.case.clone(), props.documents.clone());
        Callback::from(move |()| {
            let wrong = {
                let typed = own.get();
                let filled = |text: &str| !text.trim().is_empty();
                [
                    (filled(&typed.number), "second-number"),
                    (filled(&typed.reason), "second-reason"),
                    (is_code(&typed.code), "second-code"),
                ]
                .into_iter()
                .find(|(is_good, _)| !is_good)
            };
            if let Some((_, field)) = wrong {
                own.change(|typed| typed.tried = true);
                return dom::focus(field);
            }
            // The notice beside the form says that these are too many.
            if documents.is_empty() || documents.len() > MAX_SUBJECTS {
                return;
            }
            let typed = own.get();
            let wanted = Wanted {
                number: typed.number.trim().to_owned(),
                reason: typed.reason.trim().to_owned(),
                subject: Subject::Contacts { of: case.id },
                window: case.window,
                documents: documents.clone(),
            };
            let (code, out) = (typed.code.trim().to_owned(), typed.out.clone());
            drop(typed);
            let (own, asks, after) = (own.clone(), console.clone(), console.clone());
            let keep = move |out| own.change(|typed| typed.out = Some(out));
            work.run(async move { file(&asks, wanted, code, out, keep).await }, move |id| {
                let Some(id) = id else { return };
                after.say.emit(after.words.of(Cases::Filed).to_owned());
                after.nav.go.emit(ConsoleRoute::Case(id));
            });
        })
    };
    section(
        words.of(Text::SecondTitle),
        html! {
            <>
                <p>{ words.of(Text::SecondText) }</p>
                <p class="num" data-testid="chosen">{ phrases::chosen(words, &count) }</p>
                if count > MAX_SUBJECTS {
                    { Notice { testid: Some("too-many"), ..Notice::of(Tone::Warn, html! { <p>{ phrases::too_many(words, &MAX_SUBJECTS) }</p> }) }.view() }
                }
                if count > 0 {
                    { form("second-form", submit, html! {
                        <>
                            { Input { error: missing(&typed.number), maxlength: 40, ..Input::new("second-number", words.of(Cases::Number), &typed.number, edit(&own, |typed: &mut Typed, text| typed.number = text)) }.view() }
                            { Input { error: missing(&typed.reason), maxlength: 300, hint: Some(words.of(Cases::ReasonHint).into()), ..Input::new("second-reason", words.of(Cases::Reason), &typed.reason, edit(&own, |typed: &mut Typed, text| typed.reason = text)) }.view() }
                            { Input { error: code_error, keyboard: "numeric", maxlength: 8, class: "input--short", hint: Some(words.of(Cases::CodeHint).into()), ..Input::new("second-code", words.of(Cases::Code), &typed.code, edit(&own, |typed: &mut Typed, text| typed.code = text)) }.view() }
                            { sealed_notice(words, typed.out.as_ref()) }
                            { Submit { text: words.of(Text::SecondGo), testid: "second-go", busy: work.busy(), why_not: None }.view() }
                        </>
                    }) }
                    { work.notice() }
                }
            </>
        },
    )
}
