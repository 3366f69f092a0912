//! An approved case in the tracer's browser: everything is fetched in pages, decrypted in the worker, and shown.

use std::cell::Cell;
use std::rc::Rc;

use venue_protocol::wire::cases::{Case, Subject};
use venue_trace::Results;
use venue_trace::person::Who;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_mut_ref};

use super::children::{Child, Children};
use super::contacts::Contacts;
use super::disputes::Disputes;
use super::notices::Notices;
use super::receipts::Receipts;
use super::way::{Heard, Progress, Traced, trace};
use super::work::use_work;
use crate::authority::message::Said;
use crate::components::button::{Button, Weight};
use crate::components::notice::{Notice, Tone};
use crate::console::context::use_console;
use crate::console::kit::page::section;
use crate::i18n::Words;
use crate::i18n::text::console::{Tracing as Text, tracing as phrases};
use crate::pages::own::use_own;

/// The approved case.
#[derive(Properties, PartialEq)]
pub struct TracingProps {
    /// The case.
    pub case: Rc<Case>,
    /// Something of it changed on the server.
    pub onchange: Callback<()>,
}

#[derive(Default)]
struct Shown {
    progress: Option<Progress>,
    cancelled: bool,
    results: Option<Rc<Results>>,
    said: Rc<Vec<Said>>,
    children: Rc<Vec<Child>>,
}

impl Shown {
    fn hear(&mut self, Heard { said, results }: Heard) {
        // Without results it is traced anew, which brings both.
        if let Some(results) = results {
            self.said = Rc::new(said);
            self.results = Some(Rc::new(results));
        }
    }
}

/// Decrypts and shows.
#[component]
pub fn Tracing(props: &TracingProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(Shown::default);
    let work = use_work();
    // Of the run that is on its way.
    let running = use_mut_ref(|| Rc::new(Cell::new(false)));
    {
        let running = running.clone();
        // Nothing more is asked once the page is left.
        use_effect_with((), move |()| move || running.borrow().set(false));
    }
    let begin = {
        let (own, work, running) = (own.clone(), work.clone(), running.clone());
        let (console, case) = (console.clone(), props.case.clone());
        Callback::from(move |()| {
            let goes_on = Rc::new(Cell::new(true));
            running.replace(goes_on.clone());
            own.change(|shown| *shown = Shown::default());
            let (progress, done) = (own.clone(), own.clone());
            let (console, case) = (console.clone(), case.clone());
            let call = async move {
                trace(&console, &case, &goes_on, |at| progress.change(|shown| shown.progress = Some(at)))
                    .await
            };
            work.run(call, move |traced| {
                done.change(|shown| {
                    shown.progress = None;
                    shown.cancelled = traced.is_none();
                    if let Some(Traced { heard, children }) = traced {
                        shown.hear(heard);
                        shown.children = Rc::new(children);
                    }
                });
            });
        })
    };
    let cancel = Callback::from(move |()| running.borrow().set(false));
    let onheard = {
        let own = own.clone();
        Callback::from(move |heard: Heard| own.change(|shown| shown.hear(heard)))
    };
    let shown = own.get();
    // Once there are results, they are what the page is about.
    let (text, weight) = match &shown.results {
        None => (Text::Begin, Weight::Primary),
        Some(_) => (Text::Again, Weight::Plain),
    };
    html! {
        <>
            { section(words.of(Text::Title), html! {
                <>
                    <p>{ words.of(Text::BeginText) }</p>
                    { work.notice() }
                    if shown.cancelled { { Notice { testid: Some("cancelled"), ..Notice::new(Tone::Info, words.of(Text::Cancelled)) }.view() } }
                    if work.busy() {
                        { shown.progress.map(|progress| progress_line(words, progress)).unwrap_or_default() }
                        <div>{ Button::new(words.of(Text::Cancel), "cancel-trace", cancel).view() }</div>
                    } else {
                        <div>{ Button { weight, ..Button::new(words.of(text), "begin-trace", begin) }.view() }</div>
                    }
                    if let Some(results) = &shown.results { { sealed(words, results) } }
                </>
            }) }
            if let Some(results) = &shown.results {
                <Contacts case={props.case.clone()} results={results.clone()} />
                <Children children={shown.children.clone()} />
                <Disputes case={props.case.clone()} results={results.clone()} said={Some(shown.said.clone())} {onheard} />
                // Where mere contacts were, nobody was near a case.
                if !matches!(props.case.subject, Subject::Contacts { .. }) {
                    <Notices case={props.case.clone()} results={results.clone()} />
                }
                <Receipts case={props.case.clone()} onsent={props.onchange.clone()} />
            }
        </>
    }
}

fn progress_line(words: Words, progress: Progress) -> Html {
    let Progress { stage, done, total } = progress;
    html! {
        <div class="field" role="status" data-testid="trace-progress">
            <span class="field__hint">{ words.of(stage) }{ " " }if total > 0 { { phrases::rows(words, &done, &total.max(done)) } }</span>
            <progress max={total.max(1).to_string()} value={done.to_string()} aria-label={words.of(stage)}></progress>
        </div>
    }
}

/// What could not be decrypted, and whose identity is gone: shown, never skipped silently.
fn sealed(words: Words, results: &Results) -> Html {
    let sealed = &results.sealed;
    let lines = [
        (Text::SealedRecords, sealed.records),
        (Text::SealedRows, sealed.rows),
        (Text::SealedIdentities, sealed.identities),
    ];
    let destroyed = results.persons.iter().filter(|person| person.who == Who::Destroyed).count();
    let lines: Vec<_> = lines.into_iter().filter(|(_, counts)| counts.total() > 0).collect();
    html! {
        <>
            if !lines.is_empty() {
                { Notice {
                    title: Some(words.of(Text::SealedTitle).into()),
                    testid: Some("sealed"),
                    ..Notice::of(Tone::Warn, html! {
                        { for lines.into_iter().map(|(what, counts)| html! {
                            <p>{ phrases::counts(words, &words.of(what), &counts.unknown_suite, &counts.key_gone, &counts.damaged) }</p>
                        }) }
                    })
                }.view() }
            }
            if sealed.not_released > 0 {
                { Notice { testid: Some("not-released"), ..Notice::of(Tone::Info, html! { <p>{ phrases::not_released(words, &sealed.not_released) }</p> }) }.view() }
            }
            if destroyed > 0 {
                { Notice { testid: Some("destroyed"), ..Notice::of(Tone::Info, html! { <p>{ phrases::destroyed(words, &destroyed) }</p> }) }.view() }
            }
        </>
    }
}
