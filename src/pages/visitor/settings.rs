//! The settings.

use yew::{Callback, Html, hook, html};

use crate::components::choice::{Choice, Segment, SwitchCell};
use crate::components::field::SelectField;
use crate::components::icon::{Glyph, icon};
use crate::components::nav::Link;
use crate::components::page::{Group, Page, use_frame};
use crate::i18n::Words;
use crate::i18n::text::{Common, Confirm, Settings as Text, common};
use crate::pages::context::{App, use_app};
use crate::route::Route;
use crate::state::settings::{Language, Settings, StayMinutes, TextSize, Theme};

/// What can be chosen as a planned stay, in minutes.
const STAYS: [u16; 7] = [15, 30, 60, 120, 240, 480, 1440];

const LANGUAGES: [Language; 2] = [Language::ZhCn, Language::En];
const SIZES: [TextSize; 3] = [TextSize::Small, TextSize::Normal, TextSize::Large];
const THEMES: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

/// The field for a planned stay: its label and hint, what is chosen, and what another choice does.
pub fn stay_field(
    words: Words,
    (label, hint): (&'static str, &'static str),
    chosen: Option<StayMinutes>,
    onchoose: Callback<Option<StayMinutes>>,
) -> Html {
    let stays: Vec<_> = STAYS.iter().filter_map(|minutes| StayMinutes::try_from(*minutes).ok()).collect();
    let text = |minutes: u16| match minutes % 60 {
        0 => common::hours(words, &(minutes / 60)),
        _ => common::minutes(words, &minutes),
    };
    let none = words.of(Confirm::StayNone).into();
    let options =
        std::iter::once(none).chain(stays.iter().map(|stay| text(u16::from(*stay)).into())).collect();
    SelectField {
        id: "stay",
        label,
        hint: Some(hint),
        error: None,
        options,
        chosen: stays.iter().position(|stay| Some(*stay) == chosen).map_or(0, |at| at + 1),
        onchoose: onchoose.reform(move |index: usize| stays.get(index.checked_sub(1)?).copied()),
    }
    .view()
}

fn position<T: PartialEq>(of: &T, among: &[T]) -> usize {
    among.iter().position(|one| one == of).unwrap_or_default()
}

/// What a control does: it puts its value into the settings.
fn set<T: 'static>(app: &App, put: fn(&mut Settings, T)) -> Callback<T> {
    let app = app.clone();
    Callback::from(move |value: T| {
        let mut settings = app.state.settings.clone();
        put(&mut settings, value);
        app.services.save_settings(settings);
    })
}

/// The settings.
#[hook]
pub fn use_settings_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Text::Title), "settings-page");
    let settings = &app.state.settings;
    let choice = |text: Text, name: Option<Text>, testid| Choice {
        words: words.of(text),
        glyph: None,
        name: name.map(|name| words.of(name)),
        testid,
    };
    let switch = |id: &'static str, ticked, text: Text, note: Option<Text>, put| {
        SwitchCell {
            id,
            ticked,
            note: note.map(|note| words.of(note)),
            onchange: set(&app, put),
            label: words.of(text),
        }
        .view()
    };
    let link = |to, glyph, text: Text, testid| {
        let children = words.of(text).into();
        Link { glyph: Some(glyph), testid: Some(testid), children, ..app.nav.link(to) }.cell()
    };
    let children = html! {
        <>
            { Segment {
                name: "language",
                label: words.of(Text::Language),
                chosen: position(&words.language, &LANGUAGES),
                choices: vec![choice(Text::Chinese, None, "language-zh"), choice(Text::English, None, "language-en")],
                onchoose: set(&app, |settings, index: usize| settings.language = LANGUAGES.get(index).copied()),
            }.view() }
            { Segment {
                name: "size",
                label: words.of(Text::Size),
                chosen: position(&settings.text_size, &SIZES),
                choices: vec![
                    choice(Text::Small, Some(Text::SmallName), "size-small"),
                    choice(Text::Normal, Some(Text::NormalName), "size-normal"),
                    choice(Text::Large, Some(Text::LargeName), "size-large"),
                ],
                onchoose: set(&app, |settings, index: usize| {
                    settings.text_size = SIZES.get(index).copied().unwrap_or_default();
                }),
            }.view() }
            <div class="cells">
                { switch("elder", settings.elder, Text::Elder, Some(Text::ElderText), |s, on| s.elder = on) }
            </div>
            { Segment {
                name: "theme",
                label: words.of(Text::Theme),
                chosen: position(&settings.theme, &THEMES),
                choices: vec![
                    choice(Text::Auto, None, "theme-auto"),
                    choice(Text::Light, None, "theme-light"),
                    choice(Text::Dark, None, "theme-dark"),
                ],
                onchoose: set(&app, |settings, index: usize| {
                    settings.theme = THEMES.get(index).copied().unwrap_or_default();
                }),
            }.view() }
            { Group {
                title: Some(words.of(Text::Scanning).into()),
                children: html! {
                    <>
                        { switch("automatic", settings.automatic, Text::Automatic, Some(Text::AutomaticText),
                            |s, on| s.automatic = on) }
                        { switch("sound", settings.sound, Text::Sound, None, |s, on| s.sound = on) }
                        { switch("vibration", settings.vibration, Text::Vibration, None, |s, on| s.vibration = on) }
                    </>
                },
            }.view() }
            { stay_field(
                words,
                (words.of(Text::Stay), words.of(Text::StayText)),
                settings.stay,
                set(&app, |settings, stay| settings.stay = stay),
            ) }
            { Group {
                title: Some(words.of(Text::Device).into()),
                children: html! {
                    <>
                        { link(Route::Move, Glyph::Phone, Text::Move, "move") }
                        { link(Route::Notices, Glyph::Info, Text::Notices, "notices") }
                        { link(Route::Report, Glyph::Edit, Text::Report, "report") }
                        { link(Route::About, Glyph::Lock, Text::About, "about") }
                        <a class="cell" href={format!("/help/{}.html", words.tag())}>
                            { icon(Glyph::Help) }<span class="cell__body">{ words.of(Common::Help) }</span>
                        </a>
                    </>
                },
            }.view() }
        </>
    };
    Page { children, ..page }.view()
}
