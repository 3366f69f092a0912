//! The poster studio: what a poster looks like on which paper, as a file or straight to the printer, and what was issued
//! and downloaded when.

use std::rc::Rc;

use venue_poster::archive::{ArchivedIssue, Download, PosterArchive};
use venue_poster::drawing::Drawing;
use venue_poster::{Format, Orientation, PosterPreview, Sheet, Size, draw, svg::svg};
use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::wire::manage::{ManagedPlace, ManagedVenue};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo, use_state_eq};

use super::paper::Printed;
use super::places::place_choice;
use super::{ConsolePage, VenueProps};
use crate::api;
use crate::components::button::Button;
use crate::components::choice::{Choice, Segment, SwitchCell};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone, badge};
use crate::components::trouble::TroubleScreen;
use crate::console::context::use_console;
use crate::console::kit::download::FileLink;
use crate::console::kit::load::{Doing, Loading, use_doing, use_load};
use crate::console::kit::page::{section, use_page};
use crate::console::kit::table::{Row, Table};
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::console::state::places::open_places;
use crate::console::state::studio::{metres, tenths, whole};
use crate::i18n::text::console::{Check, Shell, Studio as Text, VenueText, studio};
use crate::i18n::{Words, moment};
use crate::platform::paper;

/// The poster studio of a venue.
#[component]
pub fn Studio(props: &VenueProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Shell::Posters), "studio-page");
    let venue =
        use_load(props.venue, |server, venue| async move { api::manage::show(&*server, venue).await });
    let archive =
        use_load(props.venue, |server, venue| async move { api::posters::archive(&*server, venue).await });
    let about = venue.ready().map(|venue| venue.name.clone().into());
    let children = venue.view(|venue| {
        let places = open_places(venue, console.now());
        if places.is_empty() {
            let (title, text) = (words.of(Text::NoPlaces), words.of(Text::NoPlacesText));
            return TroubleScreen::new(Glyph::Photo, title, text, "no-poster", Html::default()).view();
        }
        let downloaded = archive.again.clone();
        html! { <Bench venue={venue.clone()} places={Rc::new(places)} {downloaded} /> }
    });
    let children = html! {
        <>
            { children }
            { section(words.of(Text::Archive), issued(words, &archive, console.now())) }
        </>
    };
    let check = ConsoleRoute::Venue(props.venue, VenuePage::Check);
    let actions = console.nav.button(check, "btn", words.of(Check::Title), "to-check");
    ConsolePage { about, lead: Some(words.of(Text::Lead).into()), actions, children, ..page }.view(&console)
}

#[derive(Properties, PartialEq)]
struct BenchProps {
    venue: Rc<ManagedVenue>,
    places: Rc<Vec<ManagedPlace>>,
    /// Something was downloaded.
    downloaded: Callback<()>,
}

/// The choices, and the poster of the chosen place.
#[component]
fn Bench(props: &BenchProps) -> Html {
    let words = use_console().words;
    let first = props.places.first().map_or(props.venue.venue, |place| place.place);
    let place = use_state_eq(|| first);
    let sheet = use_state_eq(|| Sheet {
        size: Size::A4,
        orientation: Orientation::Portrait,
        bleed: false,
        mark: false,
    });
    let preview = use_load((props.venue.venue, *place), |server, (venue, place)| async move {
        api::posters::preview(&*server, venue, place).await
    });
    let choose_place = {
        let place = place.clone();
        Callback::from(move |chosen| place.set(chosen))
    };
    let change = {
        let sheet = sheet.clone();
        Callback::from(move |changed| sheet.set(changed))
    };
    html! {
        <div class="studio">
            <div class="card stack studio__choices">
                { place_choice(words.of(Text::Place), &props.venue, &props.places, *place, &choose_place) }
                { choices(words, *sheet, &change) }
            </div>
            <div class="stack studio__paper">
                { preview.view(|preview| {
                    let (venue, place, sheet) = (props.venue.venue, *place, *sheet);
                    html! { <Drawn {preview} {venue} {place} {sheet} downloaded={props.downloaded.clone()} /> }
                }) }
            </div>
        </div>
    }
}

const fn size_word(size: Size) -> &'static str {
    match size {
        Size::A5 => "A5",
        Size::A4 => "A4",
        Size::A3 => "A3",
        Size::A2 => "A2",
        Size::Sticker | Size::TableStand => "",
    }
}

/// The name of a size.
fn size_name(words: Words, size: Size) -> &'static str {
    match size {
        Size::Sticker => words.of(Text::SizeSticker),
        Size::TableStand => words.of(Text::SizeTableStand),
        paper => size_word(paper),
    }
}

/// The choice of the paper.
pub(super) fn paper_choice(words: Words, sheet: Sheet, change: &Callback<Sheet>) -> Html {
    let plain = |words, testid| Choice { words, glyph: None, name: None, testid };
    html! {
        <>
            { Segment {
                name: "size",
                label: words.of(Text::Size),
                choices: Size::ALL.iter().map(|size| plain(size_name(words, *size), size.name())).collect(),
                chosen: Size::ALL.iter().position(|size| *size == sheet.size).unwrap_or_default(),
                onchoose: change.reform(move |at: usize| Sheet { size: Size::ALL.get(at).copied().unwrap_or(sheet.size), ..sheet }),
            }.view() }
            { Segment {
                name: "orientation",
                label: words.of(Text::Orientation),
                choices: vec![plain(words.of(Text::Portrait), "portrait"), plain(words.of(Text::Landscape), "landscape")],
                chosen: usize::from(sheet.orientation == Orientation::Landscape),
                onchoose: change.reform(move |at| Sheet {
                    orientation: if at == 0 { Orientation::Portrait } else { Orientation::Landscape },
                    ..sheet
                }),
            }.view() }
        </>
    }
}

fn choices(words: Words, sheet: Sheet, change: &Callback<Sheet>) -> Html {
    html! {
        <>
            { paper_choice(words, sheet, change) }
            <div class="cells">
                { SwitchCell {
                    id: "mark",
                    ticked: sheet.mark,
                    onchange: change.reform(move |mark| Sheet { mark, ..sheet }),
                    note: Some(words.of(Text::MarkNote)),
                    label: words.of(Text::Mark),
                }.view() }
                { SwitchCell {
                    id: "bleed",
                    ticked: sheet.bleed,
                    onchange: change.reform(move |bleed| Sheet { bleed, ..sheet }),
                    note: Some(words.of(Text::BleedNote)),
                    label: words.of(Text::Bleed),
                }.view() }
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DrawnProps {
    preview: Rc<PosterPreview>,
    venue: PlaceId,
    place: PlaceId,
    sheet: Sheet,
    downloaded: Callback<()>,
}

/// The poster as it will be printed, drawn by the code that the server prints with.
#[component]
fn Drawn(props: &DrawnProps) -> Html {
    let words = use_console().words;
    let saving = use_doing();
    let drawn = use_memo((props.preview.clone(), props.sheet), |(preview, sheet)| {
        let drawing = draw(&preview.poster, *sheet, &preview.font).ok()?;
        let picture = AttrValue::from(svg(&drawing, &preview.font));
        Some((drawing, picture))
    });
    let Some((drawing, picture)) = &*drawn else {
        return Notice::new(Tone::Bad, words.of(Text::TooLong)).view();
    };
    // Drawn here from texts that the drawing escapes.
    let picture = Html::from_html_unchecked(picture.clone());
    let (width, height) = drawing.page;
    html! {
        <>
            <figure class="studio__sheet" aria-label={words.of(Text::Preview)} data-testid="poster-preview"
                data-landscape={(width > height).then_some("")}>
                { picture.clone() }
            </figure>
            { figures(words, props.sheet, drawing) }
            { ways_out(words, props, &saving) }
            <Printed {width} {height}>{ picture }</Printed>
        </>
    }
}

fn figures(words: Words, sheet: Sheet, drawing: &Drawing) -> Html {
    let (width, height) = drawing.page;
    let numbers = &drawing.figures;
    html! {
        <>
            <p class="lead" data-testid="readable">{ studio::readable(words, &metres(numbers.reading_distance_mm)) }</p>
            <p class="soft num">
                { studio::paper(words, &tenths_if_odd(width), &tenths_if_odd(height)) }{ " · " }
                { studio::symbol(words, &whole(numbers.symbol_mm)) }{ " · " }
                { studio::module(words, &tenths(numbers.module_mm)) }
            </p>
            if sheet.size == Size::TableStand { <p class="soft">{ words.of(Text::Fold) }</p> }
            if !drawing.missing.is_empty() {
                { Notice {
                    title: Some(words.of(Text::Missing).into()),
                    testid: Some("poster-missing"),
                    ..Notice::of(Tone::Warn, html! { <p>{ drawing.missing.iter().map(char::to_string).collect::<Vec<_>>().join(" ") }</p> })
                }.view() }
            }
            if drawing.shortened { { Notice::new(Tone::Warn, words.of(Text::Shortened)).view() } }
        </>
    }
}

/// Paper is measured in whole millimetres, but for half a sheet.
fn tenths_if_odd(mm: f32) -> String {
    if mm.fract() == 0.0 { whole(mm) } else { tenths(mm) }
}

/// The files, and the printer.
fn ways_out(words: Words, props: &DrawnProps, doing: &Doing) -> Html {
    let formats = [
        (Format::Pdf, Text::DownloadPdf, "btn btn--primary"),
        (Format::Png, Text::DownloadPng, "btn"),
        (Format::Svg, Text::DownloadSvg, "btn"),
    ];
    html! {
        <>
            <div class="btns" role="group" aria-label={words.of(Text::Download)}>
                { for formats.into_iter().map(|(format, text, class)| FileLink {
                    href: api::posters::file(props.venue, props.place, props.sheet, format),
                    class,
                    words: words.of(text),
                    testid: format!("download-{format}").into(),
                    done: props.downloaded.clone(),
                }.view(doing)) }
                { Button {
                    glyph: Some(Glyph::Photo),
                    ..Button::new(words.of(Text::Print), "print", Callback::from(|()| paper::print()))
                }.view() }
            </div>
            { doing.notice() }
            <p class="soft small">{ words.of(Text::PrintNote) }</p>
        </>
    }
}

/// What was issued, and what was downloaded of it.
fn issued(words: Words, archive: &Loading<PosterArchive>, now: Instant) -> Html {
    let table = archive.view(|archive| {
        let several = archive.places.len() > 1;
        let rows = archive.places.iter().flat_map(|place| {
            place.issues.iter().map(move |issue| {
                let mut cells = Vec::new();
                if several {
                    cells.push(html! { <bdi>{ place.zone.clone().unwrap_or_else(|| words.of(VenueText::Itself).to_owned()) }</bdi> });
                }
                cells.extend(issue_cells(words, issue, now));
                Row { key: format!("{}-{}", place.place, issue.serial).into(), cells }
            })
        });
        let mut head = vec![words.of(Text::Issue), words.of(Text::Issued), words.of(Text::State), words.of(Text::Downloads)];
        if several {
            head.insert(0, words.of(Text::Place));
        }
        Table {
            caption: words.of(Text::Archive),
            head,
            rows: rows.collect(),
            empty: (Glyph::History, words.of(Text::ArchiveEmpty), words.of(Text::ArchiveEmptyText)),
            testid: "archive",
        }
        .view()
    });
    html! { <><p class="soft">{ words.of(Text::ArchiveNote) }</p>{ table }</> }
}

fn issue_cells(words: Words, issue: &ArchivedIssue, now: Instant) -> [Html; 4] {
    // A code that is not replaced lasts for years.
    let replaced = issue.dead_from.millis_since(now) < 366 * 86_400_000;
    let state = if issue.dead_from <= now {
        badge(Tone::Bad, Glyph::Refused, words.of(Text::Dead))
    } else if replaced {
        html! { <span>{ studio::dead_from(words, &moment(words, issue.dead_from, now)) }</span> }
    } else {
        badge(Tone::Good, Glyph::Done, words.of(Text::Good))
    };
    let download = |one: &Download| {
        html! {
            <li class="num">
                { size_name(words, one.size) }{ " " }
                { words.of(if one.orientation == Orientation::Portrait { Text::Portrait } else { Text::Landscape }) }{ " " }
                { one.format.name().to_uppercase() }{ " · " }{ moment(words, one.at, now) }
            </li>
        }
    };
    let downloads = if issue.downloads.is_empty() {
        html! { <span class="soft">{ words.of(Text::Never) }</span> }
    } else {
        html! { <ul>{ for issue.downloads.iter().map(download) }</ul> }
    };
    [
        html! { <span class="num">{ issue.serial.to_string() }</span> },
        html! { <time class="num">{ moment(words, issue.created_at, now) }</time> },
        state,
        downloads,
    ]
}
