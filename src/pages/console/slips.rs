//! Numbered slips: printed before an outage, keyed in after it.

use std::rc::Rc;

use venue_protocol::instant::Instant;
use venue_protocol::wire::desk::{MAX_SLIPS, PrintSlips, Slips as Numbers};
use venue_protocol::wire::manage::ManagedVenue;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with, use_state};

use super::keying::Keying;
use super::paper::Printed;
use super::places::no_place;
use super::{ConsolePage, VenueProps};
use crate::api;
use crate::components::button::Button;
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::console::context::use_console;
use crate::console::kit::form::{Input, Submit, form};
use crate::console::kit::load::{use_doing, use_load};
use crate::console::kit::page::{section, use_page};
use crate::console::state::places::open_places;
use crate::console::state::slips::{A_PAGE, in_threes};
use crate::i18n::text::Common;
use crate::i18n::text::console::{Shell, Slips as Text, slips};
use crate::i18n::{Text as _, Words};
use crate::platform::{dom, paper};

/// Width and height of A4 in mm.
const A4: (f32, f32) = (210.0, 297.0);

/// The slips of a venue.
#[component]
pub fn Slips(props: &VenueProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Shell::Slips), "slips-page");
    let venue =
        use_load(props.venue, |server, venue| async move { api::manage::show(&*server, venue).await });
    let about = venue.ready().map(|venue| venue.name.clone().into());
    let children = venue.view(|venue| {
        let places = open_places(venue, console.now());
        if places.is_empty() {
            return no_place(words);
        }
        html! {
            <>
                { section(words.of(Text::PrintTitle), html! { <Print venue={venue.clone()} /> }) }
                <Keying venue={venue.clone()} places={Rc::new(places)} />
            </>
        }
    });
    ConsolePage { about, lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

#[derive(Properties, PartialEq)]
struct PrintProps {
    venue: Rc<ManagedVenue>,
}

/// Reserves numbers and prints them.
#[component]
fn Print(props: &PrintProps) -> Html {
    let console = use_console();
    let words = console.words;
    let count = use_state(|| (4 * A_PAGE).to_string());
    let made = use_state(|| None::<Rc<Numbers>>);
    let doing = use_doing();
    {
        // As soon as they stand on the paper.
        use_effect_with((*made).clone(), |made| {
            if made.is_some() {
                dom::after(100, paper::print).forget();
            }
        });
    }
    let wanted = count.trim().parse::<u16>().ok().filter(|count| (1..=MAX_SLIPS).contains(count));
    let typed = {
        let count = count.clone();
        Callback::from(move |text: String| count.set(text))
    };
    let submit = {
        let (doing, made, venue, server) =
            (doing.clone(), made.clone(), props.venue.venue, console.server.clone());
        Callback::from(move |()| {
            let Some(count) = wanted else { return dom::focus("slip-count") };
            let (made, server) = (made.clone(), server.clone());
            doing.run(
                async move { api::desk::print_slips(&*server, venue, &PrintSlips { count }).await },
                move |slips| made.set(Some(Rc::new(slips))),
            );
        })
    };
    let text = if doing.busy() { Text::Making } else { Text::Make };
    html! {
        <>
            { form("print-slips", submit, html! {
                <>
                    { Input {
                        hint: Some(words.of(Text::CountHint).into()),
                        error: wanted.is_none().then(|| AttrValue::from(words.of(Text::CountWrong))),
                        keyboard: "numeric",
                        maxlength: 3,
                        class: "input--short",
                        ..Input::new("slip-count", words.of(Text::Count), &count, typed)
                    }.view() }
                    { Submit { text: words.of(text), testid: "make-slips", busy: doing.busy(), why_not: None }.view() }
                </>
            }) }
            { doing.notice() }
            if let Some(made) = &*made {
                { Notice {
                    title: Some(slips::ready(words, &made.numbers.len(), &made.numbers.len().div_ceil(A_PAGE)).into()),
                    testid: Some("slips-ready"),
                    ..Notice::new(Tone::Good, words.of(Text::Leave))
                }.view() }
                { Button {
                    glyph: Some(Glyph::Export),
                    ..Button::new(words.of(Text::PrintAgain), "print-slips-again", Callback::from(|()| paper::print()))
                }.view() }
                <Printed width={A4.0} height={A4.1}>{ pages(words, &props.venue.name, &made.numbers, console.now()) }</Printed>
            }
        </>
    }
}

fn pages(words: Words, venue: &str, numbers: &[String], now: Instant) -> Html {
    html! {
        { for numbers.chunks(A_PAGE).map(|page| html! {
            <div class="slips__page">{ for page.iter().map(|number| slip(words, venue, number, now)) }</div>
        }) }
    }
}

/// A slip says everything in both languages: who fills it in may read either.
fn slip(words: Words, venue: &str, number: &str, now: Instant) -> Html {
    let both = |text: Text| html! { <>{ text.zh() }{ " " }<span lang="en">{ text.en() }</span></> };
    let line = |text: Text| html! { <p class="slip__line">{ both(text) }</p> };
    let entry = [Common::Entry, Common::Exit].map(|text| {
        html! { <span><span class="slip__box"></span>{ text.zh() }{ " " }{ text.en() }</span> }
    });
    html! {
        <section class="slip">
            <header class="slip__head">
                <span class="slip__title">{ both(Text::SlipTitle) }</span>
                <span class="slip__venue"><bdi>{ venue }</bdi></span>
            </header>
            <p class="slip__number num" aria-label={words.of(Text::Number)}>{ in_threes(number) }</p>
            { line(Text::SlipName) }
            { line(Text::SlipDocument) }
            { line(Text::SlipPhone) }
            { line(Text::SlipTime) }
            <p class="slip__foot">{ for entry }</p>
            <p class="slip__keep">{ both(Text::SlipKeep) }{ " " }{ now.day().to_string() }</p>
        </section>
    }
}
