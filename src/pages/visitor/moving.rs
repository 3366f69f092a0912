//! Handing the registration to another device by a one-time QR code (F19).

use venue_protocol::instant::Instant;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, hook, html};

use super::ways_out::{Fault, fault_notice, way_out_button};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::components::now::use_now;
use crate::components::page::{Page, use_frame};
use crate::components::qr::symbol;
use crate::components::trouble::TroubleScreen;
use crate::i18n::WayOut;
use crate::i18n::text::{Moving as Text, Persons, moving};
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::services::transfer::HandOver;

#[derive(Default)]
struct Moving {
    handed: Option<HandOver>,
    fault: Option<Fault>,
    busy: bool,
}

/// Handing over.
#[hook]
pub fn use_move_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Text::Title), "move-page");
    let now = use_now(1000);
    let own = use_own(Moving::default);
    if app.state.profile.everybody().next().is_none() {
        let (title, text) = (words.of(Persons::NotRegistered), words.of(Text::Nothing));
        let out = way_out_button(&app, WayOut::Register, Callback::noop());
        let children = TroubleScreen::new(Glyph::Person, title, text, "nothing-to-move", out).view();
        return Page { children, ..page }.view();
    }
    let Moving { handed, fault, busy } = &*own.get();
    let shown = handed.as_ref().map(|made| (made, seconds_left(made.expires_at, now)));
    let text = match (shown, *busy) {
        (_, true) => Text::Making,
        (None, false) => Text::Make,
        (Some(_), false) => Text::Again,
    };
    let good = shown.is_some_and(|(_, left)| left > 0);
    let button = Button {
        weight: if good { Weight::Plain } else { Weight::Primary },
        glyph: Some(Glyph::Phone),
        busy: *busy,
        ..Button::new(words.of(text), "make-transfer", hand_over(&app, &own))
    };
    let children = html! {
        <>
            if let Some(fault) = fault { { fault_notice(words, fault, "fault") } }
            if let Some((made, left)) = shown {
                if left > 0 {
                    <p class="lead center">{ words.of(Text::ScanThis) }</p>
                    <div class="qr" role="img" aria-label={words.of(Text::QrLabel)} data-testid="transfer-qr">
                        { symbol(&made.url) }
                    </div>
                    <p class="center num">{ moving::good_for(words, &format!("{}:{:02}", left / 60, left % 60)) }</p>
                    { Notice::new(Tone::Warn, words.of(Text::OnceOnly)).view() }
                } else {
                    { Notice {
                        title: Some(words.of(Text::Over).into()),
                        ..Notice::of(Tone::Warn, Html::default())
                    }.view() }
                }
            } else {
                <p class="lead">{ words.of(Text::Lead) }</p>
            }
            { Notice { glyph: Some(Glyph::Lock), ..Notice::new(Tone::Info, words.of(Text::Safe)) }.view() }
        </>
    };
    Page { actions: Some(button.view()), children, ..page }.view()
}

fn hand_over(app: &App, own: &Own<Moving>) -> Callback<()> {
    let (services, own) = (app.services.clone(), own.clone());
    Callback::from(move |()| {
        own.change(|own| (own.busy, own.fault) = (true, None));
        let (services, own) = (services.clone(), own.clone());
        spawn_local(async move {
            let outcome = services.hand_over().await;
            own.change(|own| {
                own.busy = false;
                match outcome {
                    Ok(made) => own.handed = Some(made),
                    Err(error) => own.fault = Some(Fault::of_transfer(&error)),
                }
            });
        });
    })
}

fn seconds_left(until: Instant, now: Instant) -> i64 {
    (until.millis_since(now) / 1000).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_until_its_time_and_never_for_less_than_nothing() {
        let until = Instant::from_millis(600_000);
        assert_eq!(seconds_left(until, Instant::from_millis(540_500)), 59);
        assert_eq!(seconds_left(until, Instant::from_millis(700_000)), 0);
    }
}
