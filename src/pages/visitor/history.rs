//! The visits that this device remembers: to look at, delete and export.

use venue_protocol::instant::Instant;
use yew::{Callback, Html, MouseEvent, hook, html};

use super::visit_line::{venue_name, visit_line, visit_time};
use crate::components::button::{Button, Weight};
use crate::components::icon::{Glyph, icon};
use crate::components::nav::Link;
use crate::components::notice::{Notice, Tone, empty};
use crate::components::now::use_now;
use crate::components::page::{Group, Page, use_frame};
use crate::components::question::question;
use crate::i18n::text::{Common, History as Text, history};
use crate::i18n::{Advice, day};
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::platform::download;
use crate::route::Route;
use crate::state::export;
use crate::state::visit::{Status, Visit};

/// The forms of the export.
#[derive(Clone, Copy)]
enum Form {
    Csv,
    Json,
}

#[derive(Clone, Copy, Default)]
struct Deleting {
    asking: bool,
    done: bool,
}

/// The history.
#[hook]
pub fn use_history_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Text::Title), "history-page");
    let now = use_now(30_000);
    let own = use_own(Deleting::default);
    let Deleting { asking, done } = *own.get();
    let visits: Vec<&Visit> = app.state.history.visits().collect();
    let days = visits.chunk_by(|one, other| one.scanned_at.day() == other.scanned_at.day());
    let children = html! {
        <>
            <p class="soft small">{ words.of(Text::OnlyHere) }</p>
            <div class="cells">
                { Link {
                    glyph: Some(Glyph::Info),
                    testid: Some("notices"),
                    children: words.of(Text::Notices).into(),
                    ..app.nav.link(Route::Notices)
                }.cell() }
            </div>
            if done { { Notice::new(Tone::Good, words.of(Text::Deleted)).view() } }
            if visits.is_empty() {
                { empty(Glyph::History, words.of(Text::Empty), words.of(Text::EmptyText)) }
            }
            { for days.map(|visits| Group {
                title: visits.first().map(|visit| day(words, visit.scanned_at.day(), now.day()).into()),
                children: visits.iter().map(|visit| line(&app, &own, visit, now)).collect(),
            }.view()) }
            if !visits.is_empty() {
                if asking {
                    { ask(&app, &own, visits.iter().any(|visit| visit.is_pending())) }
                } else {
                    { tools(&app, &own) }
                }
            }
        </>
    };
    Page { children, ..page }.view()
}

/// One visit; it can be deleted as soon as the server has it.
fn line(app: &App, own: &Own<Deleting>, visit: &Visit, now: Instant) -> Html {
    let (words, all) = (app.words, &app.state.history);
    let (services, own, id) = (app.services.clone(), own.clone(), visit.id);
    let forget = move |_: MouseEvent| {
        let done = services.forget(id);
        own.change(|own| own.done = done);
    };
    let name = history::delete_one(words, &venue_name(words, visit), &visit_time(words, visit, all, now));
    html! {
        <div class="line" key={id.0} data-testid="visit">
            { Link { children: visit_line(words, visit, all, now), ..app.nav.link(Route::Visit(id.0)) }.cell() }
            if let Status::Refused(problem) = &visit.status {
                <p class="line__why">{ Advice::of_problem(problem.kind).title.text(words) }</p>
            }
            if !visit.is_pending() {
                <button type="button" class="line__delete" onclick={forget} aria-label={name}
                    data-testid="visit-delete">
                    { icon(Glyph::Delete) }<span class="small">{ words.of(Common::Delete) }</span>
                </button>
            }
        </div>
    }
}

/// Whether really everything is to go.
fn ask(app: &App, own: &Own<Deleting>, some_pending: bool) -> Html {
    let words = app.words;
    let (services, own_too) = (app.services.clone(), own.clone());
    let forget_all = Callback::from(move |()| {
        services.forget_all();
        own_too.change(|own| *own = Deleting { asking: false, done: true });
    });
    question(
        Some("card"),
        html! {
            <>
                <p>{ words.of(Text::DeleteAsk) }</p>
                if some_pending { <p>{ words.of(Text::DeleteWaiting) }</p> }
            </>
        },
        Button::new(words.of(Text::DeleteNo), "delete-no", asking(own, false)),
        Button::new(words.of(Text::DeleteYes), "delete-yes", forget_all),
    )
}

/// What can be done with all visits.
fn tools(app: &App, own: &Own<Deleting>) -> Html {
    let words = app.words;
    let export = |text: Text, testid, form| Button {
        glyph: Some(Glyph::Export),
        ..Button::new(words.of(text), testid, export_as(app, form))
    };
    html! {
        <div class="btns">
            { export(Text::ExportCsv, "export-csv", Form::Csv).view() }
            { Button { class: "not-elder", ..export(Text::ExportJson, "export-json", Form::Json) }.view() }
            { Button {
                weight: Weight::QuietDanger,
                glyph: Some(Glyph::Delete),
                ..Button::new(words.of(Text::DeleteAll), "delete-all", asking(own, true))
            }.view() }
        </div>
    }
}

fn asking(own: &Own<Deleting>, on: bool) -> Callback<()> {
    let own = own.clone();
    Callback::from(move |()| own.change(|own| own.asking = on))
}

fn export_as(app: &App, form: Form) -> Callback<()> {
    let app = app.clone();
    Callback::from(move |()| {
        let (all, found, now) = (&app.state.history, app.services.notices(), app.now());
        let name = history::file(app.words, &now.day());
        match form {
            Form::Csv => {
                let text = export::to_csv(all, &found, now);
                download::offer(&format!("{name}.csv"), "text/csv;charset=utf-8", &text);
            }
            Form::Json => {
                if let Ok(text) = export::to_json(all, &found, now) {
                    download::offer(&format!("{name}.json"), "application/json", &text);
                }
            }
        }
    })
}
