//! The frame around every page: what the console is called, the navigation, who is signed in, how it looks.

use std::rc::Rc;

use venue_protocol::wire::accounts::{AccountRole, Membership, Right};
use wasm_bindgen_futures::spawn_local;
use yew::{
    AttrValue, Callback, Html, MouseEvent, Properties, classes, component, html, use_effect_with, use_state,
};

use super::form::Select;
use crate::api::sessions;
use crate::components::choice::{Choice, Segment, SwitchCell};
use crate::components::icon::{Glyph, icon};
use crate::components::nav::Link;
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::console::state::session::Learned;
use crate::i18n::text::console::{RoleName, Shell as Text};
use crate::i18n::text::{Common, Settings as Look};
use crate::platform::online;
use crate::state::settings::{Language, Settings, TextSize, Theme};

/// The id of the content, which the keyboard can jump to.
pub const CONTENT: &str = "content";

/// The frame's content.
#[derive(Properties, PartialEq)]
pub struct ShellProps {
    /// What was said in passing.
    pub said: Option<Rc<str>>,
    /// The page.
    pub children: Html,
}

/// The frame.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let console = use_console();
    let words = console.words;
    let open = use_state(|| false);
    let offline = use_state(|| !online::is_online());
    {
        let offline = offline.setter();
        use_effect_with((), move |()| {
            let listeners = online::watch(Rc::new(move |_| offline.set(!online::is_online())));
            move || drop(listeners)
        });
    }
    {
        // On a phone the menu closes when it has led somewhere.
        let open = open.setter();
        use_effect_with(console.route.clone(), move |_| open.set(false));
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let signed_in = console.me().is_some();
    html! {
        <div class={classes!("shell", (!signed_in).then_some("shell--out"))} data-testid="console">
            <a class="shell__skip" href={format!("#{CONTENT}")}>{ words.of(Text::SkipToContent) }</a>
            <header class="shell__bar">
                if signed_in {
                    <button type="button" class="shell__menu" onclick={toggle} aria-expanded={open.to_string()}
                        aria-controls="nav" data-testid="menu">
                        <span class="shell__lines" aria-hidden="true"></span>{ words.of(Text::Menu) }
                    </button>
                }
                { Link {
                    class: "shell__name", testid: Some("console-name"), children: words.of(Text::Name).into(),
                    ..console.nav.link(ConsoleRoute::Start)
                }.view() }
                <div class="shell__tools">
                    { language_switch(&console) }
                    { look(&console) }
                    if let Some(me) = console.me() {
                        { Link {
                            class: "shell__me", glyph: Some(Glyph::Person), testid: Some("me"),
                            children: html! { <bdi>{ &me.name }</bdi> },
                            ..console.nav.link(ConsoleRoute::Account)
                        }.view() }
                    }
                </div>
            </header>
            <div class="shell__body">
                if signed_in {
                    <nav id="nav" class={classes!("shell__nav", open.then_some("shell__nav--open"))}
                        aria-label={words.of(Text::Navigation)}>
                        { navigation(&console) }
                    </nav>
                }
                <main class="shell__main" id={CONTENT} tabindex="-1">
                    if *offline { { Notice::new(Tone::Warn, words.of(Text::Offline)).view() } }
                    { props.children.clone() }
                </main>
            </div>
            <div class="said" role="status" aria-live="polite" data-testid="said">
                if let Some(said) = &props.said { <p>{ icon(Glyph::Done) }<span>{ said.to_string() }</span></p> }
            </div>
        </div>
    }
}

fn language_switch(console: &Console) -> Html {
    let words = console.words;
    let onclick = {
        let console = console.clone();
        Callback::from(move |_: MouseEvent| {
            let other = match console.words.language {
                Language::ZhCn => Language::En,
                Language::En => Language::ZhCn,
            };
            console.set_settings.emit(Settings { language: Some(other), ..(*console.settings).clone() });
        })
    };
    html! {
        <button type="button" class="shell__tool" {onclick} lang={words.other_tag()}
            aria-label={words.of(Common::SwitchLanguage)} data-testid="switch-language">
            { words.of(Common::OtherLanguage) }
        </button>
    }
}

/// Text size, theme, elder version: behind a word, since they are chosen once.
fn look(console: &Console) -> Html {
    const SIZES: [TextSize; 3] = [TextSize::Small, TextSize::Normal, TextSize::Large];
    const THEMES: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];
    let (words, settings) = (console.words, &console.settings);
    let choice = |text: Look, name: Option<Look>, testid| Choice {
        words: words.of(text),
        glyph: None,
        name: name.map(|name| words.of(name)),
        testid,
    };
    html! {
        <details class="shell__look">
            <summary class="shell__tool" data-testid="look">{ words.of(Text::Look) }</summary>
            <div class="shell__panel stack">
                { Segment {
                    name: "text-size",
                    label: words.of(Look::Size),
                    chosen: SIZES.iter().position(|size| *size == settings.text_size).unwrap_or(1),
                    choices: vec![
                        choice(Look::Small, Some(Look::SmallName), "size-small"),
                        choice(Look::Normal, Some(Look::NormalName), "size-normal"),
                        choice(Look::Large, Some(Look::LargeName), "size-large"),
                    ],
                    onchoose: set(console, |settings, at: usize| {
                        settings.text_size = SIZES.get(at).copied().unwrap_or_default();
                    }),
                }.view() }
                { Segment {
                    name: "theme",
                    label: words.of(Look::Theme),
                    chosen: THEMES.iter().position(|theme| *theme == settings.theme).unwrap_or_default(),
                    choices: vec![
                        choice(Look::Auto, None, "theme-auto"),
                        choice(Look::Light, None, "theme-light"),
                        choice(Look::Dark, None, "theme-dark"),
                    ],
                    onchoose: set(console, |settings, at: usize| {
                        settings.theme = THEMES.get(at).copied().unwrap_or_default();
                    }),
                }.view() }
                <div class="cells">
                    { SwitchCell {
                        id: "elder",
                        ticked: settings.elder,
                        note: None,
                        onchange: set(console, |settings, on| settings.elder = on),
                        label: words.of(Look::Elder),
                    }.view() }
                </div>
            </div>
        </details>
    }
}

fn set<T: 'static>(console: &Console, put: fn(&mut Settings, T)) -> Callback<T> {
    let console = console.clone();
    Callback::from(move |value: T| {
        let mut settings = (*console.settings).clone();
        put(&mut settings, value);
        console.set_settings.emit(settings);
    })
}

fn navigation(console: &Console) -> Html {
    let words = console.words;
    let Some(me) = console.me() else { return Html::default() };
    let item = |to: ConsoleRoute, glyph, text: Text, testid| nav_item(console, to, glyph, text, testid);
    let applies = me.role == AccountRole::Manager;
    html! {
        <>
            <ul>
                if me.role != AccountRole::Operator {
                    { item(ConsoleRoute::Start, Glyph::Ring, Text::Start, "nav-start") }
                }
                if matches!(me.role, AccountRole::Reviewer | AccountRole::Operator) {
                    { item(ConsoleRoute::Dashboard, Glyph::History, Text::Dashboard, "nav-dashboard") }
                }
                if applies {
                    { item(ConsoleRoute::Applications, Glyph::Edit, Text::Applications, "nav-applications") }
                }
                if me.role == AccountRole::Reviewer {
                    { item(ConsoleRoute::Review, Glyph::Done, Text::Review, "nav-review") }
                    { item(ConsoleRoute::ReviewVenues, Glyph::Refused, Text::ReviewVenues, "nav-codes") }
                    { item(ConsoleRoute::ReviewAccounts, Glyph::Lock, Text::ReviewAccounts, "nav-accounts") }
                }
                if me.role == AccountRole::Technician {
                    { item(ConsoleRoute::Reports, Glyph::Edit, Text::Reports, "nav-reports") }
                }
                if console.authority_role().is_some() {
                    { item(ConsoleRoute::Cases, Glyph::History, Text::Cases, "nav-cases") }
                    { item(ConsoleRoute::Keys, Glyph::Lock, Text::Keys, "nav-keys") }
                }
                if !me.venues.is_empty() {
                    { item(ConsoleRoute::Venues, Glyph::Place, Text::Venues, "nav-venues") }
                }
            </ul>
            if let Some(here) = current(console) { { venue_navigation(console, here) } }
            <ul>
                { item(ConsoleRoute::Account, Glyph::Settings, Text::Account, "nav-account") }
                <li>
                    <button type="button" class="nav__item" onclick={sign_out(console)} data-testid="sign-out">
                        { icon(Glyph::Leave) }<span>{ words.of(Text::SignOut) }</span>
                    </button>
                </li>
            </ul>
        </>
    }
}

fn nav_item(console: &Console, to: ConsoleRoute, glyph: Glyph, text: Text, testid: &'static str) -> Html {
    // The page of a venue's facts has an entry of its own below the list of venues.
    let parent =
        console.route.parent().filter(|_| !matches!(console.route, ConsoleRoute::Venue(_, VenuePage::Facts)));
    let here = console.route == to || parent.as_ref() == Some(&to);
    let class = if here { "nav__item nav__item--here" } else { "nav__item" };
    let link = Link {
        class,
        glyph: Some(glyph),
        testid: Some(testid),
        children: html! { <span>{ console.words.of(text) }</span> },
        ..console.nav.link(to)
    };
    html! { <li aria-current={here.then_some("page")}>{ link.view() }</li> }
}

/// The venue whose pages the navigation offers: the one that is shown, or was last, or the first.
fn current(console: &Console) -> Option<&Membership> {
    let me = console.me()?;
    let wanted = console.route.venue().or_else(|| console.memory.venue());
    let of = |membership: &&Membership| wanted == Some(membership.venue);
    me.venues.iter().find(of).or_else(|| me.venues.iter().find(|membership| !membership.closed))
}

fn venue_navigation(console: &Console, here: &Membership) -> Html {
    let manages = here.right == Right::Manager;
    let item = |page, glyph, text: Text, testid| {
        nav_item(console, ConsoleRoute::Venue(here.venue, page), glyph, text, testid)
    };
    html! {
        <>
            { venue_picker(console, here) }
            <ul>
                { item(VenuePage::Facts, Glyph::Place, Text::Facts, "nav-facts") }
                if !here.closed {
                    { item(VenuePage::Terminal, Glyph::Keypad, Text::Terminal, "nav-terminal") }
                    { item(VenuePage::Live, Glyph::Wait, Text::Live, "nav-live") }
                    if manages {
                        { item(VenuePage::Studio, Glyph::Photo, Text::Posters, "nav-posters") }
                        { item(VenuePage::Counts, Glyph::History, Text::Counts, "nav-counts") }
                    }
                    { item(VenuePage::Slips, Glyph::Export, Text::Slips, "nav-slips") }
                    { item(VenuePage::Passes, Glyph::Scan, Text::Passes, "nav-passes") }
                }
                if manages { { item(VenuePage::Staff, Glyph::Persons, Text::Staff, "nav-staff") } }
            </ul>
        </>
    }
}

/// The choice of a venue, for who has several; another one opens on the same page.
fn venue_picker(console: &Console, here: &Membership) -> Html {
    let words = console.words;
    let venues = console.me().map(|me| me.venues.clone()).unwrap_or_default();
    if venues.len() < 2 {
        return html! {
            <p class="nav__venue"><span class="sr">{ words.of(Text::ThisVenue) }</span><bdi>{ &here.name }</bdi></p>
        };
    }
    let page = match console.route {
        ConsoleRoute::Venue(_, VenuePage::Display(_)) => VenuePage::Facts,
        ConsoleRoute::Venue(_, page) => page,
        _ => VenuePage::Facts,
    };
    let go = console.nav.go.clone();
    let places: Vec<_> = venues.iter().map(|membership| membership.venue).collect();
    Select {
        id: "venue".into(),
        label: words.of(Text::ThisVenue).into(),
        hint: None,
        error: None,
        options: venues.iter().map(|membership| venue_name(console, membership)).collect(),
        chosen: places.iter().position(|venue| *venue == here.venue).unwrap_or_default(),
        onchoose: Callback::from(move |at: usize| {
            if let Some(venue) = places.get(at) {
                go.emit(ConsoleRoute::Venue(*venue, page));
            }
        }),
    }
    .view()
}

/// A venue's name in a list.
fn venue_name(console: &Console, membership: &Membership) -> AttrValue {
    if membership.closed {
        format!("{} · {}", membership.name, console.words.of(Text::Closed)).into()
    } else {
        membership.name.clone().into()
    }
}

fn sign_out(console: &Console) -> Callback<MouseEvent> {
    let console = console.clone();
    Callback::from(move |_| {
        let console = console.clone();
        spawn_local(async move {
            match sessions::sign_out(&*console.server).await {
                Ok(()) => {
                    console.memory.keep_report_key(None);
                    console.learn.emit(Learned::Left);
                    console.nav.go.emit(ConsoleRoute::SignIn);
                    console.say.emit(console.words.of(Text::SignedOut).to_owned());
                }
                Err(error) => {
                    console.notice(&error);
                    let said = super::trouble::fault_words(console.words, &error);
                    console.say.emit(said.title.to_owned());
                }
            }
        });
    })
}

/// What an account's role is called.
pub const fn role_name(role: AccountRole) -> RoleName {
    match role {
        AccountRole::Manager => RoleName::Manager,
        AccountRole::Reviewer => RoleName::Reviewer,
        AccountRole::Technician => RoleName::Technician,
        AccountRole::Tracer => RoleName::Tracer,
        AccountRole::Approver => RoleName::Approver,
        AccountRole::Operator => RoleName::Operator,
    }
}
