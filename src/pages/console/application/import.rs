//! Many applications from a table: all or nothing, with a report line by line.

use std::rc::Rc;

use venue_protocol::problem::FormField;
use venue_protocol::wire::applications::{ImportReport, LineProblem};
use web_sys::Blob;
use yew::{Callback, DragEvent, Html, classes, component, html, use_state};

use super::editor::label;
use crate::api::{ApiError, applications};
use crate::components::icon::{Glyph, icon};
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::kit::load::use_doing;
use crate::console::kit::page::{ConsolePage, section, use_page};
use crate::console::kit::table::{Row, Table};
use crate::console::kit::trouble::fault_words;
use crate::console::kit::upload::{FileButton, progress_bar};
use crate::console::kit::wrong::form_wrong;
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::{ImportText, Shell, import as phrases};
use crate::platform::dom;

/// The page.
#[component]
pub fn Import() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(ImportText::Title), "import-page");
    let doing = use_doing();
    let progress = use_state(|| 0.0_f64);
    let report = use_state(|| None::<Rc<ImportReport>>);
    let over = use_state(|| false);
    let onfile = {
        let (console, doing, progress, report) =
            (console.clone(), doing.clone(), progress.setter(), report.setter());
        Callback::from(move |file: Blob| {
            let (console, bar, shown) = (console.clone(), progress.clone(), report.clone());
            shown.set(None);
            bar.set(0.0);
            doing.run(applications::import(file, move |part| bar.set(part)), move |report: ImportReport| {
                if report.imported > 0 {
                    console.renew.emit(());
                }
                shown.set(Some(Rc::new(report)));
            });
        })
    };
    let dragged = |on: bool| {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            // Without it the browser would open the file in place of the page.
            event.prevent_default();
            over.set(on);
        })
    };
    let ondrop = {
        let (onfile, over) = (onfile.clone(), over.setter());
        Callback::from(move |event: DragEvent| {
            over.set(false);
            if let Some(file) = dom::dropped_file(&event) {
                onfile.emit(file);
            }
        })
    };
    let children = html! {
        <>
            { section(words.of(ImportText::Step1), html! {
                <>
                    <p>{ words.of(ImportText::TemplateText) }</p>
                    <div><a class="btn" href={applications::template_url(words.language)} download="venues.csv" data-testid="template">
                        { icon(Glyph::Export) }<span>{ words.of(ImportText::Template) }</span>
                    </a></div>
                </>
            }) }
            { section(words.of(ImportText::Step2), html! {
                <>
                    <div class={classes!("drop", over.then_some("drop--over"))} ondragover={dragged(true)}
                        ondragleave={dragged(false)} {ondrop} data-testid="drop">
                        <p>{ words.of(ImportText::Drop) }</p>
                        { FileButton { glyph: Glyph::Add, id: "table", text: words.of(ImportText::Choose), accept: ".csv,text/csv", onfile }.view() }
                    </div>
                    if doing.busy() { { progress_bar(words.of(ImportText::Uploading), *progress) } }
                    { doing.notice() }
                    if let Some(report) = &*report { { report_view(&console, report) } }
                </>
            }) }
        </>
    };
    let up = Some((ConsoleRoute::Applications, words.of(Shell::Applications)));
    ConsolePage { up, lead: Some(words.of(ImportText::Lead).into()), children, ..page }.view(&console)
}

fn report_view(console: &Console, report: &ImportReport) -> Html {
    let words = console.words;
    if report.lines.is_empty() {
        let done = html! {
            <>
                <p>{ phrases::imported(words, &report.imported) }</p>
                <p>{ console.nav.button(ConsoleRoute::Applications, "", words.of(ImportText::ToList), "to-applications") }</p>
            </>
        };
        let (tone, title) = if report.imported > 0 {
            (Tone::Good, ImportText::Done)
        } else {
            (Tone::Warn, ImportText::Empty)
        };
        let children = if report.imported > 0 {
            done
        } else {
            html! { <p>{ words.of(ImportText::EmptyText) }</p> }
        };
        return Notice {
            title: Some(words.of(title).into()),
            testid: Some("imported"),
            ..Notice::of(tone, children)
        }
        .view();
    }
    html! {
        <>
            { Notice {
                title: Some(words.of(ImportText::Wrong).into()),
                testid: Some("not-imported"),
                ..Notice::of(Tone::Bad, html! { <p>{ phrases::wrong_lines(words, &report.lines.len()) }</p> })
            }.view() }
            { Table {
                caption: words.of(ImportText::Wrong),
                head: vec![words.of(ImportText::Line), words.of(ImportText::Venue), words.of(ImportText::Problem)],
                rows: report.lines.iter().enumerate().map(|(at, line)| Row {
                    key: at.to_string().into(),
                    cells: vec![
                        html! { <span class="num">{ phrases::line(words, &line.line) }</span> },
                        html! { <bdi>{ &line.venue_name }</bdi> },
                        html! { <ul>{ for what_is_wrong(console, line).into_iter().map(|text| html! { <li>{ text }</li> }) }</ul> },
                    ],
                }).collect(),
                empty: (Glyph::Done, words.of(ImportText::Empty), words.of(ImportText::EmptyText)),
                testid: "lines",
            }.view() }
        </>
    }
}

/// What is wrong with a line: its fields, or the line as a whole.
fn what_is_wrong(console: &Console, line: &LineProblem) -> Vec<String> {
    let words = console.words;
    if line.problem.form.is_empty() {
        let error = ApiError::Problem(Box::new(line.problem.clone()));
        let said = fault_words(words, &error);
        return vec![format!("{} · {}", said.title, said.text)];
    }
    let name = |field: FormField| words.of(label(field));
    line.problem
        .form
        .iter()
        .map(|problem| format!("{} · {}", name(problem.field), form_wrong(words, *problem)))
        .collect()
}
