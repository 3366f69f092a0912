//! The check of a poster: photographed on the wall, judged in the browser. The photo goes nowhere.

use std::rc::Rc;

use venue_poster::archive::PosterArchive;
use venue_poster::{Sheet, draw};
use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use yew::{Callback, Event, Html, Properties, component, html, use_mut_ref};

use super::studio::paper_choice;
use super::{ConsolePage, VenueProps};
use crate::api;
use crate::components::button::{Button, Weight};
use crate::components::icon::{Glyph, icon};
use crate::components::notice::{Notice, Tone, badge};
use crate::console::context::use_console;
use crate::console::kit::load::{Load, use_load};
use crate::console::kit::page::{facts, section, use_page};
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::console::state::check::{
    Aspect, Grade, Hanging, Standing, distance_mm, grades, likely_sheet, reach,
};
use crate::console::state::studio::{metres, tenths, whole};
use crate::i18n::text::console::{Check as Text, Shell, VenueText, check, studio};
use crate::i18n::text::{Camera, Scan};
use crate::i18n::{Advice, Words, moment};
use crate::pages::own::{Own, use_own};
use crate::platform::{clock, dom};
use crate::scan::ScanEvent;
use crate::scan::client::ScanWorker;
use crate::scan::message::{Found, Measured, ScanKeys};

/// How far a photo is.
#[derive(Default)]
enum Photo {
    #[default]
    None,
    Reading,
    Closer,
    Read(Found),
    /// There is nothing in it, or it is none: in words, and what to do.
    Failed(Scan, &'static str),
    /// The reader itself.
    NoReader,
}

/// What the page remembers.
#[derive(Default)]
struct Checking {
    photo: Photo,
    /// The paper, if it is not the one that was downloaded last.
    sheet: Option<Sheet>,
}

/// The check of a poster of this venue.
#[component]
pub fn PosterCheck(props: &VenueProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::Title), "check-page");
    let archive =
        use_load(props.venue, |server, venue| async move { api::posters::archive(&*server, venue).await });
    let keys = use_load((), |server, ()| async move { api::keys::get(&*server).await });
    let own = use_own(Checking::default);
    let reader = use_mut_ref(|| None::<ScanWorker>);
    let scan_keys = keys.ready().and_then(|keys| ScanKeys::of(&keys));
    let on_photo = {
        let (own, keys, reader) = (own.clone(), scan_keys.clone(), reader.clone());
        Callback::from(move |event: Event| {
            let Some(file) = dom::chosen_file(&event) else { return };
            own.change(|checking| checking.photo = Photo::Reading);
            let on_event = {
                let own = own.clone();
                Callback::from(move |event| seen(words, &own, event))
            };
            // One that is busy with another photo ends with it.
            let worker = ScanWorker::start(keys.clone(), on_event);
            worker.photo(file, clock::now());
            reader.replace(Some(worker));
        })
    };
    let stop = {
        let own = own.clone();
        Callback::from(move |()| {
            reader.take();
            own.change(|checking| checking.photo = Photo::None);
        })
    };
    let children = keys.view(|_| {
        archive.view(|archive| {
            let checking = own.get();
            html! {
                <>
                    <section class="card stack">
                        { photo_fields(words, &on_photo) }
                        <p class="soft">{ words.of(Text::How) }</p>
                        { progress(words, &checking.photo, stop) }
                    </section>
                    if let (Photo::Read(found), Some(keys)) = (&checking.photo, &scan_keys) {
                        { report(words, &own, checking.sheet, found, &Known { venue: props.venue, keys, archive, now: console.now() }) }
                    }
                </>
            }
        })
    });
    let up = Some((ConsoleRoute::Venue(props.venue, VenuePage::Studio), words.of(Shell::Posters)));
    ConsolePage { up, lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

fn seen(words: Words, own: &Own<Checking>, event: ScanEvent) {
    let photo = match event {
        ScanEvent::LookingCloser => Photo::Closer,
        ScanEvent::Examined(found) => Photo::Read(found),
        ScanEvent::NothingFound => Photo::Failed(Scan::PhotoNothing, words.of(Text::NothingText)),
        ScanEvent::NoPicture => Photo::Failed(Scan::PhotoUnreadable, words.of(Scan::PhotoUnreadableText)),
        ScanEvent::TooLarge => Photo::Failed(Scan::PhotoTooLarge, words.of(Scan::PhotoTooLargeText)),
        ScanEvent::NoScanner => Photo::NoReader,
        // What the code is worth is told by more than a visitor's device knows.
        _ => return,
    };
    own.change(|checking| checking.photo = photo);
}

/// Two fields, since on phones one that asks for the camera offers no album.
fn photo_fields(words: Words, on_photo: &Callback<Event>) -> Html {
    let field = |class, glyph, text, capture: Option<&'static str>, testid| {
        html! {
            <label class={class}>
                { icon(glyph) }<span>{ words.of(text) }</span>
                <input type="file" accept="image/*" {capture} class="sr" onchange={on_photo} data-testid={testid} />
            </label>
        }
    };
    html! {
        <div class="btns">
            { field("btn btn--primary file", Glyph::Camera, Text::TakePhoto, Some("environment"), "take-photo") }
            { field("btn file", Glyph::Photo, Text::ChoosePhoto, None, "choose-photo") }
        </div>
    }
}

fn progress(words: Words, photo: &Photo, stop: Callback<()>) -> Html {
    let notice = |tone, title: &'static str, text: &'static str, testid| {
        let children = html! { if !text.is_empty() { <p>{ text }</p> } };
        Notice { title: Some(title.into()), testid: Some(testid), ..Notice::of(tone, children) }.view()
    };
    let reading = |text| {
        let stop =
            Button { weight: Weight::Quiet, ..Button::new(words.of(Scan::StopPhoto), "stop-photo", stop) };
        html! { <>{ notice(Tone::Info, words.of(text), "", "photo-reading") }{ stop.view() }</> }
    };
    match photo {
        Photo::None | Photo::Read(_) => Html::default(),
        Photo::Reading => reading(Scan::ReadingPhoto),
        Photo::Closer => reading(Scan::LookingCloser),
        Photo::Failed(title, text) => notice(Tone::Warn, words.of(*title), text, "photo-failed"),
        Photo::NoReader => {
            let (title, text) = (words.of(Camera::WorkerFailed), words.of(Camera::WorkerFailedText));
            notice(Tone::Bad, title, text, "reader-failed")
        }
    }
}

/// What a photo is judged by.
struct Known<'a> {
    venue: PlaceId,
    keys: &'a ScanKeys,
    archive: &'a PosterArchive,
    now: Instant,
}

fn report(
    words: Words,
    own: &Own<Checking>,
    chosen: Option<Sheet>,
    found: &Found,
    known: &Known<'_>,
) -> Html {
    let Known { venue, keys, archive, now } = *known;
    let Some(seen) = &found.seen else { return Html::default() };
    let standing = Standing::of(seen, &keys.host, archive);
    let measured = seen.measured.unwrap_or_default();
    let worst = standing.worst(&measured, now);
    let (tone, title) = match worst {
        Grade::Good => (Tone::Good, Text::AllGood),
        Grade::Weak => (Tone::Warn, Text::SomeWeak),
        Grade::Bad => (Tone::Bad, Text::SomeBad),
    };
    let hanging = match &standing {
        Standing::Ours(hanging) => Some(hanging),
        _ => None,
    };
    let sheet = chosen.unwrap_or_else(|| likely_sheet(archive, hanging.map(|hanging| hanging.place)));
    let change = {
        let own = own.clone();
        Callback::from(move |sheet| own.change(|checking| checking.sheet = Some(sheet)))
    };
    let others = if found.others {
        html! { <p>{ words.of(Scan::OthersIgnored) }</p> }
    } else {
        Html::default()
    };
    html! {
        <div class="stack" data-testid="report" data-grade={grade_name(worst)}>
            { Notice { title: Some(words.of(title).into()), testid: Some("verdict"), ..Notice::of(tone, others) }.view() }
            { section(words.of(Text::OfCode), code(words, &standing, now)) }
            if standing.is_ours() { { section(words.of(Text::Quality), quality(words, &measured)) } }
            if let Some(hanging) = hanging {
                { section(words.of(Text::Distance), html! {
                    <>
                        <p>{ words.of(Text::Paper) }</p>
                        { paper_choice(words, sheet, &change) }
                        <Distance {venue} place={hanging.place} {sheet} {measured} />
                    </>
                }) }
            }
        </div>
    }
}

const fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Good => "good",
        Grade::Weak => "weak",
        Grade::Bad => "bad",
    }
}

/// What the code is.
fn code(words: Words, standing: &Standing, now: Instant) -> Html {
    let notice = |tone, title: &'static str, text: &'static str, testid| {
        let children = html! { <p>{ text }</p> };
        Notice { title: Some(title.into()), testid: Some(testid), ..Notice::of(tone, children) }.view()
    };
    match standing {
        Standing::Ours(hanging) => {
            let (tone, text, testid) = match standing.grade(now) {
                Grade::Good => (Tone::Good, Text::Newest, "code-newest"),
                Grade::Weak => (Tone::Warn, Text::Older, "code-older"),
                Grade::Bad => (Tone::Bad, Text::DeadNow, "code-dead"),
            };
            html! { <>{ notice(tone, words.of(Text::Genuine), words.of(text), testid) }{ which(words, hanging, now) }</> }
        }
        Standing::Unlisted => {
            notice(Tone::Warn, words.of(Text::Genuine), words.of(Text::Unlisted), "code-unlisted")
        }
        Standing::OtherVenue => {
            notice(Tone::Bad, words.of(Text::Genuine), words.of(Text::OtherVenue), "code-elsewhere")
        }
        Standing::Refused(refusal) => {
            let advice = Advice::of_refusal(refusal);
            let text = html! { <p>{ advice.title.text(words) }</p> };
            let title = Some(words.of(Text::NotGenuine).into());
            Notice { title, testid: Some("code-refused"), ..Notice::of(Tone::Bad, text) }.view()
        }
    }
}

fn which(words: Words, hanging: &Hanging, now: Instant) -> Html {
    let zone = hanging.zone.clone().unwrap_or_else(|| words.of(VenueText::Itself).to_owned());
    let serial = if hanging.serial == hanging.newest {
        hanging.serial.to_string()
    } else {
        check::serial(words, &hanging.serial, &hanging.newest)
    };
    facts([
        (words.of(Text::Place), html! { <bdi>{ zone }</bdi> }),
        (words.of(Text::Issue), html! { <span class="num" data-testid="serial">{ serial }</span> }),
        (words.of(Text::Until), html! { <time class="num">{ moment(words, hanging.dead_from, now) }</time> }),
    ])
}

/// How well it scans, point by point.
fn quality(words: Words, measured: &Measured) -> Html {
    let row = |(aspect, grade): (Aspect, Grade)| {
        let (name, value, advice) = match aspect {
            Aspect::Size => (Text::Size, check::pixels(words, &tenths(measured.module_px)), Text::SizeText),
            Aspect::Contrast => (Text::Contrast, percent(measured.contrast), Text::ContrastText),
            Aspect::Sharpness => (Text::Sharpness, percent(measured.sharpness), Text::SharpnessText),
            Aspect::Glare => (Text::Glare, percent(measured.glare), Text::GlareText),
            Aspect::Damage => (Text::Damage, percent(measured.damage), Text::DamageText),
        };
        let mark = match grade {
            Grade::Good => badge(Tone::Good, Glyph::Done, words.of(Text::Good)),
            Grade::Weak => badge(Tone::Warn, Glyph::Warn, words.of(Text::Weak)),
            Grade::Bad => badge(Tone::Bad, Glyph::Refused, words.of(Text::Bad)),
        };
        let value = html! {
            <>
                { mark }{ " " }<span class="num">{ value }</span>
                if grade != Grade::Good { <p class="soft small">{ words.of(advice) }</p> }
            </>
        };
        (words.of(name), value)
    };
    facts(grades(measured).map(row))
}

fn percent(share: f32) -> String {
    format!("{} %", whole(share * 100.0))
}

#[derive(Properties, PartialEq)]
struct DistanceProps {
    venue: PlaceId,
    place: PlaceId,
    sheet: Sheet,
    measured: Measured,
}

/// From how far away it is read. How large the symbol is on this paper follows from what stands on the poster.
#[component]
fn Distance(props: &DistanceProps) -> Html {
    let words = use_console().words;
    let preview = use_load((props.venue, props.place), |server, (venue, place)| async move {
        api::posters::preview(&*server, venue, place).await
    });
    let figures = |preview: &Rc<venue_poster::PosterPreview>| {
        Some(draw(&preview.poster, props.sheet, &preview.font).ok()?.figures)
    };
    match preview.state() {
        Load::Waiting => Html::default(),
        Load::Failed(_) => Notice::new(Tone::Info, words.of(Text::DistanceUnknown)).view(),
        Load::Ready(preview) => match figures(&preview) {
            None => Html::default(),
            Some(figures) => html! {
                <div>
                    <p class="lead" data-testid="distance">
                        { studio::readable(words, &metres(distance_mm(&figures, &props.measured))) }
                    </p>
                    if reach(&props.measured) < 1.0 { <p class="soft small">{ words.of(Text::DistanceLess) }</p> }
                </div>
            },
        },
    }
}
