//! Handing the registration to another device by a one-time QR code (F19).

use qrcode::{EcLevel, QrCode};
use venue_protocol::instant::Instant;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, hook, html, use_state};

use super::ways_out::{Fault, WayOutButton, fault_notice};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::components::now::use_now;
use crate::components::page::Page;
use crate::components::trouble::TroubleScreen;
use crate::components::words::use_words;
use crate::i18n::WayOut;
use crate::i18n::text::{Moving as Text, Persons, moving};
use crate::pages::context::use_app;
use crate::services::transfer::HandOver;

/// Handing over.
#[hook]
pub fn use_move_page() -> Html {
    let words = use_words();
    let app = use_app();
    let now = use_now(1000);
    let handed = use_state(|| None::<HandOver>);
    let fault = use_state(|| None::<Fault>);
    let busy = use_state(|| false);
    let make = {
        let (app, handed, fault, busy) = (app.clone(), handed.clone(), fault.clone(), busy.clone());
        Callback::from(move |()| {
            let (app, handed, fault, busy) = (app.clone(), handed.clone(), fault.clone(), busy.clone());
            busy.set(true);
            fault.set(None);
            spawn_local(async move {
                match app.services.hand_over().await {
                    Ok(made) => handed.set(Some(made)),
                    Err(error) => fault.set(Some(Fault::of_transfer(&error))),
                }
                busy.set(false);
            });
        })
    };
    if app.state.profile.everybody().next().is_none() {
        return html! {
            <Page title={words.of(Text::Title)} testid="move-page">
                { TroubleScreen {
                    glyph: Glyph::Person,
                    title: words.of(Persons::NotRegistered).into(),
                    text: words.of(Text::Nothing).into(),
                    testid: "nothing-to-move",
                    children: html! { <><WayOutButton way_out={WayOut::Register} onretry={Callback::noop()} /></> },
                    ..TroubleScreen::default()
                }.view() }
            </Page>
        };
    }
    let left = handed.as_ref().map(|made| seconds_left(made.expires_at, now));
    let text = match (left, *busy) {
        (_, true) => Text::Making,
        (None, false) => Text::Make,
        (Some(_), false) => Text::Again,
    };
    let weight = if left.is_some_and(|left| left > 0) { Weight::Plain } else { Weight::Primary };
    let actions = html! {
        { Button {
            weight,
            glyph: Some(Glyph::Phone),
            onclick: make,
            busy: *busy,
            testid: "make-transfer",
            children: html! { { words.of(text) } },
            ..Button::default()
        }.view() }
    };
    html! {
        <Page title={words.of(Text::Title)} testid="move-page" {actions}>
            if let Some(fault) = &*fault {
                { fault_notice(words, fault, "fault") }
            }
            if let (Some(made), Some(left)) = (&*handed, left) {
                if left > 0 {
                    <p class="lead center">{ words.of(Text::ScanThis) }</p>
                    <div class="qr" role="img" aria-label={words.of(Text::QrLabel)} data-testid="transfer-qr">
                        { symbol(&made.url) }
                    </div>
                    <p class="center num">{ moving::good_for(words, &format!("{}:{:02}", left / 60, left % 60)) }</p>
                    { Notice {
                        tone: Tone::Warn,
                        children: html! { <p>{ words.of(Text::OnceOnly) }</p> },
                        ..Notice::default()
                    }.view() }
                } else {
                    { Notice {
                        tone: Tone::Warn,
                        title: Some(words.of(Text::Over).into()),
                        ..Notice::default()
                    }.view() }
                }
            } else {
                <p class="lead">{ words.of(Text::Lead) }</p>
            }
            { Notice {
                glyph: Some(Glyph::Lock),
                children: html! { <p>{ words.of(Text::Safe) }</p> },
                ..Notice::default()
            }.view() }
        </Page>
    }
}

fn seconds_left(until: Instant, now: Instant) -> i64 {
    (until.millis_since(now) / 1000).max(0)
}

/// The symbol as one path, with its quiet zone of four modules.
fn symbol(text: &str) -> Html {
    const QUIET: usize = 4;
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return Html::default() };
    let width = code.width();
    let dark = code.to_colors();
    let mut path = String::new();
    for (at, colour) in dark.iter().enumerate() {
        if *colour == qrcode::Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET));
        }
    }
    let side = width + 2 * QUIET;
    html! {
        <svg viewBox={format!("0 0 {side} {side}")} shape-rendering="crispEdges" aria-hidden="true">
            <path d={path} fill="#000" />
        </svg>
    }
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
