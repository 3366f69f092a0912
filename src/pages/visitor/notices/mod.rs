//! Exposure notices (F28) and receipts (F44) that this device found, and "I was not there" (F43).

mod dispute;
mod found;

use std::cell::Cell;

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, hook, html, use_effect_with, use_memo};

use super::visit_line::visit_line;
use super::ways_out::{Fault, fault_notice};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::nav::Link;
use crate::components::notice::{Notice, Tone, empty};
use crate::components::page::{Page, use_frame};
use crate::i18n::moment;
use crate::i18n::text::{Notices as Text, notices};
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::route::Route;
use crate::services::notices::LookError;
use crate::state::visit::{Visit, VisitId};
use dispute::use_disputes;

/// What the page remembers.
#[derive(Default)]
struct Looking {
    busy: bool,
    failed: Option<LookError>,
}

/// What was found. It asks once more by itself if the last time is long ago.
#[hook]
pub fn use_notices_page() -> Html {
    let app = use_app();
    let (words, now) = (app.words, app.now());
    let page = use_frame(words, &app.nav, words.of(Text::Title), "notices-page");
    let own = use_own(Looking::default);
    let disputes = use_disputes(&app);
    let is_shown = use_memo((), |()| Cell::new(true));
    use_effect_with((), {
        let (app, own, disputes, is_shown) = (app.clone(), own.clone(), disputes.clone(), is_shown.clone());
        move |()| {
            let is_due = app.services.notices().is_due(app.now());
            // What is shown now is no news any more.
            app.services.read_notices();
            let left = is_shown.clone();
            spawn_local(async move {
                if is_due {
                    look(&app, &own, &is_shown).await;
                }
                disputes.refresh().await;
            });
            move || left.set(false)
        }
    });
    let found = app.services.notices();
    let visits: Vec<_> = found.visits(&app.state.history).collect();
    let said: Vec<_> = found.said_of(&app.state.history).collect();
    let looking = own.get();
    let children = html! {
        <>
            { failed(&app, &looking) }
            if !visits.is_empty() {
                { found::visits(&app, &visits, now) }
                { found::to_do(words) }
            }
            if !found.receipts().is_empty() { { found::receipts(&app, &disputes, &found, now) } }
            if !said.is_empty() { { found::said(&app, &said, now) } }
            if visits.is_empty()
                && found.receipts().is_empty()
                && found.checked_at.is_some()
                && looking.failed.is_none()
            {
                { empty(Glyph::Done, words.of(Text::Empty), words.of(Text::EmptyText)) }
            }
            <div role="status">
                <p class="num" data-testid="checked">{ match found.checked_at {
                    Some(at) => notices::checked(words, &moment(words, at, now)),
                    None => words.of(Text::Never).to_owned(),
                } }</p>
                <p class="soft small">{ words.of(Text::Every) }</p>
            </div>
            { Notice { glyph: Some(Glyph::Lock), ..Notice::new(Tone::Info, words.of(Text::Private)) }.view() }
        </>
    };
    let check = {
        let (app, own) = (app.clone(), own.clone());
        Callback::from(move |()| {
            let (app, own, is_shown) = (app.clone(), own.clone(), is_shown.clone());
            spawn_local(async move { look(&app, &own, &is_shown).await });
        })
    };
    let text = words.of(if looking.busy { Text::Checking } else { Text::Check });
    let button =
        Button { weight: Weight::Primary, busy: looking.busy, ..Button::new(text, "check", check) }.view();
    Page { actions: Some(button), children, ..page }.view()
}

/// "I was not there", about a visit of the history.
#[hook]
pub fn use_not_there_page(id: VisitId) -> Html {
    let app = use_app();
    let (words, now) = (app.words, app.now());
    let page = use_frame(words, &app.nav, words.of(Text::NotThere), "not-there-page");
    let disputes = use_disputes(&app);
    let history = &app.state.history;
    let visit = history.visit(id).filter(|visit| visit.receipt().is_some());
    let about = visit.map(Visit::disputed);
    let is_heard = visit.is_some_and(|visit| app.state.can_dispute(visit, now.day()));
    let found = app.services.notices();
    use_effect_with((), {
        let (disputes, about) = (disputes.clone(), about.clone());
        move |()| {
            if let Some(about) = about.filter(|_| is_heard) {
                disputes.begin(&about);
            }
            spawn_local(async move { disputes.refresh().await });
        }
    });
    let children = match visit.zip(about) {
        Some((visit, about)) => html! {
            <>
                <div class="cells">
                    { Link {
                        children: visit_line(words, visit, history, now),
                        ..app.nav.link(Route::Visit(id.0))
                    }.cell() }
                </div>
                if !is_heard && found.said(&about).is_none() {
                    { Notice { testid: Some("gone"), ..Notice::new(Tone::Info, words.of(Text::GoneText)) }.view() }
                }
                { disputes.view(&about, &found, is_heard) }
            </>
        },
        None => empty(Glyph::History, words.of(Text::NoVisit), words.of(Text::NoVisitText)),
    };
    Page { children, ..page }.view()
}

/// Asks the server, and says so meanwhile.
async fn look(app: &App, own: &Own<Looking>, is_shown: &Cell<bool>) {
    own.change(|looking| *looking = Looking { busy: true, failed: None });
    let failed = app.services.check_for_page(is_shown).await.err();
    own.change(|looking| *looking = Looking { busy: false, failed });
}

fn failed(app: &App, looking: &Looking) -> Html {
    let words = app.words;
    match &looking.failed {
        None => Html::default(),
        Some(LookError::Api(error)) => fault_notice(words, &Fault::of_call(error), "check-fault"),
        Some(LookError::Forged) => Notice {
            title: Some(words.of(Text::Forged).into()),
            testid: Some("check-forged"),
            ..Notice::new(Tone::Bad, words.of(Text::ForgedText))
        }
        .view(),
    }
}
