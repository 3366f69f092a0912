//! The settings.

use yew::{Callback, Html, hook, html};

use crate::components::choice::{Choice, Segment, SwitchCell};
use crate::components::field::SelectField;
use crate::components::icon::{Glyph, icon};
use crate::components::nav::LinkCell;
use crate::components::page::{Group, Page};
use crate::components::words::use_words;
use crate::i18n::Words;
use crate::i18n::text::{Common, Confirm, Settings as Text, common};
use crate::pages::context::use_app;
use crate::route::Route;
use crate::state::settings::{Language, Settings, StayMinutes, TextSize, Theme};

/// What can be chosen as a planned stay, in minutes.
const STAYS: [u16; 7] = [15, 30, 60, 120, 240, 480, 1440];

const LANGUAGES: [Language; 2] = [Language::ZhCn, Language::En];
const SIZES: [TextSize; 3] = [TextSize::Small, TextSize::Normal, TextSize::Large];
const THEMES: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

/// The choices of a planned stay: their words, and the stay of each.
pub fn stays(words: Words) -> Vec<(String, Option<StayMinutes>)> {
    let none = (words.of(Confirm::StayNone).to_owned(), None);
    let some = STAYS.iter().filter_map(|minutes| {
        let stay = StayMinutes::try_from(*minutes).ok()?;
        let text = if minutes % 60 == 0 {
            common::hours(words, &(minutes / 60))
        } else {
            common::minutes(words, minutes)
        };
        Some((text, Some(stay)))
    });
    std::iter::once(none).chain(some).collect()
}

fn position<T: PartialEq>(of: &T, among: &[T]) -> usize {
    among.iter().position(|one| one == of).unwrap_or_default()
}

/// The settings.
#[hook]
pub fn use_settings_page() -> Html {
    let words = use_words();
    let app = use_app();
    let settings = app.state.settings.clone();
    // Makes a callback of what one control changes.
    macro_rules! set {
        ($value:ident, $settings:ident => $change:expr) => {{
            let (app, settings) = (app.clone(), settings.clone());
            Callback::from(move |$value| {
                let mut $settings: Settings = settings.clone();
                $change;
                app.services.save_settings($settings);
            })
        }};
    }
    let choice = |text: Text, name: Option<Text>, testid| Choice {
        words: words.of(text).into(),
        glyph: None,
        name: name.map(|name| words.of(name).into()),
        testid,
    };
    let stays = stays(words);
    let stay_values: Vec<_> = stays.iter().map(|(_, stay)| *stay).collect();
    let chosen_stay = position(&settings.stay, &stay_values);
    html! {
            <Page title={words.of(Text::Title)} testid="settings-page">
                { Segment {
                    name: "language",
                    label: words.of(Text::Language).into(),
                    chosen: position(&words.language, &LANGUAGES),
                    choices: vec![choice(Text::Chinese, None, "language-zh"), choice(Text::English, None, "language-en")],
                    onchoose: set!(index, s => s.language = LANGUAGES.get::<usize>(index).copied()),
                }.view() }
                { Segment {
                    name: "size",
                    label: words.of(Text::Size).into(),
                    chosen: position(&settings.text_size, &SIZES),
                    choices: vec![
                        choice(Text::Small, Some(Text::SmallName), "size-small"),
                        choice(Text::Normal, Some(Text::NormalName), "size-normal"),
                        choice(Text::Large, Some(Text::LargeName), "size-large"),
                    ],
                    onchoose: set!(index, s => s.text_size = SIZES.get::<usize>(index).copied().unwrap_or_default()),
                }.view() }
                <div class="cells">
                    { SwitchCell {
                        id: "elder".into(),
                        ticked: settings.elder,
                        note: Some(words.of(Text::ElderText).into()),
                        onchange: set!(on, s => s.elder = on),
                        children: html! { { words.of(Text::Elder) } },
                    }.view() }
                </div>
                { Segment {
                    name: "theme",
                    label: words.of(Text::Theme).into(),
                    chosen: position(&settings.theme, &THEMES),
                    choices: vec![
                        choice(Text::Auto, None, "theme-auto"),
                        choice(Text::Light, None, "theme-light"),
                        choice(Text::Dark, None, "theme-dark"),
                    ],
                    onchoose: set!(index, s => s.theme = THEMES.get::<usize>(index).copied().unwrap_or_default()),
                }.view() }
                { Group {
                    title: Some(words.of(Text::Scanning).into()),
                    children: html! { <>{ SwitchCell {
        id: "automatic".into(),
        ticked: settings.automatic,
        note: Some(words.of(Text::AutomaticText).into()),
        onchange: set!(on, s => s.automatic = on),
        children: html! { { words.of(Text::Automatic) } },
    }.view() }
                    { SwitchCell {
                        id: "sound".into(),
                        ticked: settings.sound,
                        onchange: set!(on, s => s.sound = on),
                        children: html! { { words.of(Text::Sound) } },
                        ..SwitchCell::default()
                    }.view() }
                    { SwitchCell {
                        id: "vibration".into(),
                        ticked: settings.vibration,
                        onchange: set!(on, s => s.vibration = on),
                        children: html! { { words.of(Text::Vibration) } },
                        ..SwitchCell::default()
                    }.view() }</> },
                }.view() }
                { SelectField {
                    id: "stay",
                    label: words.of(Text::Stay).into(),
                    hint: Some(words.of(Text::StayText).into()),
                    options: stays.into_iter().map(|(text, _)| text.into()).collect::<Vec<_>>(),
                    chosen: chosen_stay,
                    onchoose: set!(index, s => s.stay = stay_values.get::<usize>(index).copied().flatten()),
                    ..SelectField::default()
                }.view() }
                { Group {
                    title: Some(words.of(Text::Device).into()),
                    children: html! { <><LinkCell to={Route::Move} glyph={Glyph::Phone} testid="move">{ words.of(Text::Move) }</LinkCell>
                    <LinkCell to={Route::About} glyph={Glyph::Lock} testid="about">{ words.of(Text::About) }</LinkCell>
                    <a class="cell" href={format!("/help/{}.html", words.tag())}>
                        { icon(Glyph::Help) }<span class="cell__body">{ words.of(Common::Help) }</span>
                    </a></> },
                }.view() }
            </Page>
        }
}
