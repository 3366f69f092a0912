//! The visits that this device remembers: to look at, delete and export.

use yew::{Callback, Html, MouseEvent, hook, html, use_state};

use super::visit_line::{venue_name, visit_line, visit_time};
use crate::components::button::{Button, Weight};
use crate::components::icon::{Glyph, icon};
use crate::components::nav::LinkCell;
use crate::components::notice::{Notice, Tone, empty};
use crate::components::now::use_now;
use crate::components::page::{Group, Page};
use crate::components::words::use_words;
use crate::i18n::text::{History as Text, history};
use crate::i18n::{Advice, day};
use crate::pages::context::use_app;
use crate::platform::download;
use crate::route::Route;
use crate::state::export;
use crate::state::visit::{Status, Visit, VisitId};

/// The forms of the export.
#[derive(Clone, Copy)]
enum Form {
    Csv,
    Json,
}

/// The history.
#[hook]
pub fn use_history_page() -> Html {
    let words = use_words();
    let app = use_app();
    let now = use_now(30_000);
    let asking = use_state(|| false);
    let deleted = use_state(|| false);
    let all = &app.state.history;
    let visits: Vec<&Visit> = all.visits().collect();
    let days = visits.chunk_by(|one, other| one.scanned_at.day() == other.scanned_at.day());
    let forget = |id: VisitId| {
        let (app, deleted) = (app.clone(), deleted.clone());
        Callback::from(move |_: MouseEvent| deleted.set(app.services.forget(id)))
    };
    let forget_all = {
        let (app, asking, deleted) = (app.clone(), asking.clone(), deleted.clone());
        Callback::from(move |()| {
            app.services.forget_all();
            asking.set(false);
            deleted.set(true);
        })
    };
    let some_pending = visits.iter().any(|visit| visit.is_pending());
    let ask = |on: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(on))
    };
    let export_as = |form: Form| {
        let app = app.clone();
        Callback::from(move |()| {
            let name = history::file(words, &now.day());
            match form {
                Form::Csv => {
                    let text = export::to_csv(&app.state.history, now);
                    download::offer(&format!("{name}.csv"), "text/csv;charset=utf-8", &text);
                }
                Form::Json => {
                    if let Ok(text) = export::to_json(&app.state.history, now) {
                        download::offer(&format!("{name}.json"), "application/json", &text);
                    }
                }
            }
        })
    };
    html! {
        <Page title={words.of(Text::Title)} testid="history-page">
            <p class="soft small">{ words.of(Text::OnlyHere) }</p>
            if *deleted { { Notice {
                tone: Tone::Good,
                children: html! { <p>{ words.of(Text::Deleted) }</p> },
                ..Notice::default()
            }.view() } }
            if visits.is_empty() {
                { empty(Glyph::History, words.of(Text::Empty), words.of(Text::EmptyText)) }
            }
            { for days.map(|visits| html! {
                { Group {
                    title: visits.first().map(|visit| day(words, visit.scanned_at.day(), now.day()).into()),
                    children: html! { { for visits.iter().map(|visit| html! {
                        <div class="line" key={visit.id.0} data-testid="visit">
                            <LinkCell to={Route::Visit(visit.id.0)}>{ visit_line(words, visit, all, now) }</LinkCell>
                            if let Status::Refused(problem) = &visit.status {
                                <p class="line__why">{ Advice::of_problem(problem.kind).title.text(words) }</p>
                            }
                            if !visit.is_pending() {
                                <button type="button" class="line__delete" onclick={forget(visit.id)}
                                    aria-label={history::delete_one(words, &venue_name(words, visit),
                                        &visit_time(words, visit, all, now))} data-testid="visit-delete">
                                    { icon(Glyph::Delete) }<span class="small">{ words.of(crate::i18n::text::Common::Delete) }</span>
                                </button>
                            }
                        </div>
                    }) } },
                }.view() }
            }) }
            if !visits.is_empty() {
                if *asking {
                    <div class="card stack" role="group">
                        <p>{ words.of(Text::DeleteAsk) }</p>
                        if some_pending { <p>{ words.of(Text::DeleteWaiting) }</p> }
                        <div class="btns">
                            { Button {
                                onclick: ask(false),
                                children: html! { { words.of(Text::DeleteNo) } },
                                ..Button::default()
                            }.view() }
                            { Button {
                                weight: Weight::Danger,
                                onclick: forget_all,
                                testid: "delete-yes",
                                children: html! { { words.of(Text::DeleteYes) } },
                                ..Button::default()
                            }.view() }
                        </div>
                    </div>
                } else {
                    <div class="btns">
                        { Button {
                            glyph: Some(Glyph::Export),
                            onclick: export_as(Form::Csv),
                            testid: "export-csv",
                            children: html! { { words.of(Text::ExportCsv) } },
                            ..Button::default()
                        }.view() }
                        { Button {
                            class: "not-elder",
                            glyph: Some(Glyph::Export),
                            onclick: export_as(Form::Json),
                            testid: "export-json",
                            children: html! { { words.of(Text::ExportJson) } },
                            ..Button::default()
                        }.view() }
                        { Button {
                            weight: Weight::QuietDanger,
                            glyph: Some(Glyph::Delete),
                            onclick: ask(true),
                            testid: "delete-all",
                            children: html! { { words.of(Text::DeleteAll) } },
                            ..Button::default()
                        }.view() }
                    </div>
                }
            }
        </Page>
    }
}
