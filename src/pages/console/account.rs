//! The own account: password, second step, sessions.

use venue_protocol::problem::{FormField, FormProblem, ProblemType, Reason};
use venue_protocol::wire::accounts::{
    AccountRole, ChangePassword, OneTimeCode, Password, SecondFactor, Session, WithPassword,
};
use yew::{Callback, Html, component, html};

use super::sign_up::password_wrong;
use crate::api::sessions;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone, badge};
use crate::components::qr::symbol;
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::load::{Doing, use_doing, use_load};
use crate::console::kit::page::{ConsolePage, facts, section, use_page};
use crate::console::kit::shell::role_name;
use crate::console::kit::table::{Row, Table};
use crate::console::kit::wrong::form_wrong;
use crate::i18n::text::console::{Account as Text, Kit, Shell};
use crate::i18n::{Words, moment};
use crate::pages::own::use_own;

/// The page.
#[component]
pub fn Account() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::Title), "account-page");
    let Some(me) = console.me() else { return Html::default() };
    let must = me.role.needs_second_factor() && !me.second_factor;
    let role: AccountRole = me.role;
    let children = html! {
        <>
            if must {
                { Notice {
                    title: Some(words.of(Shell::FactorFirst).into()),
                    testid: Some("factor-first"),
                    ..Notice::new(Tone::Warn, words.of(Shell::FactorFirstText))
                }.view() }
            }
            <div class="card">
                { facts([
                    (words.of(Text::Login), html! { <bdi>{ &me.login }</bdi> }),
                    (words.of(Text::Name), html! { <bdi>{ &me.name }</bdi> }),
                    (words.of(Text::Role), words.of(role_name(role)).into()),
                ]) }
            </div>
            <div class="columns">
                <Factor />
                <ChangeIt />
            </div>
            <Sessions />
        </>
    };
    ConsolePage { children, ..page }.view(&console)
}

/// Whether the password (or the code) that was shown is not the right one.
fn is_wrong(doing: &Doing) -> bool {
    doing.fault().and_then(|error| error.problem()) == Some(ProblemType::SignInFailed)
}

fn password_is_wrong(words: Words) -> String {
    form_wrong(words, FormProblem { field: FormField::Password, entry: None, reason: Reason::Conflict })
}

#[derive(Default)]
struct TypedPasswords {
    old: String,
    new: String,
    tried: bool,
}

#[component]
fn ChangeIt() -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(TypedPasswords::default);
    let doing = use_doing();
    let submit = {
        let (console, own, doing) = (console.clone(), own.clone(), doing.clone());
        Callback::from(move |()| {
            own.change(|typed| typed.tried = true);
            if password_wrong(&own.get().new).is_some() {
                return;
            }
            let message = {
                let typed = own.get();
                ChangePassword { old: Password(typed.old.clone()), new: Password(typed.new.clone()) }
            };
            let (server, console, own) = (console.server.clone(), console.clone(), own.clone());
            doing.run(async move { sessions::change_password(&*server, &message).await }, move |()| {
                own.change(|typed| *typed = TypedPasswords::default());
                console.say.emit(console.words.of(Text::Changed).to_owned());
            });
        })
    };
    let typed = own.get();
    let wrong = password_wrong(&typed.new)
        .filter(|_| typed.tried)
        .map(|reason| form_wrong(words, FormProblem { field: FormField::Password, entry: None, reason }));
    let login = console.me().map(|me| me.login.clone());
    let fields = html! {
        <>
            <p class="soft">{ words.of(Text::PasswordText) }</p>
            // For password managers, which otherwise cannot tell whose it is.
            <input class="sr" type="text" autocomplete="username" value={login} readonly=true tabindex="-1" aria-hidden="true" />
            { Input {
                error: is_wrong(&doing).then(|| password_is_wrong(words).into()),
                ..Input::password("old-password", words.of(Text::Old), &typed.old, "current-password",
                    edit(&own, |typed: &mut TypedPasswords, text| typed.old = text))
            }.view() }
            { Input {
                error: wrong.or_else(|| doing.wrong(FormField::Password)).map(Into::into),
                ..Input::password("new-password", words.of(Text::New), &typed.new, "new-password",
                    edit(&own, |typed: &mut TypedPasswords, text| typed.new = text))
            }.view() }
            if !is_wrong(&doing) { { doing.notice() } }
            { Submit {
                text: words.of(Text::Change),
                testid: "change-password",
                busy: doing.busy(),
                why_not: (typed.old.is_empty() || typed.new.is_empty()).then(|| words.of(Kit::Unread).into()),
            }.view() }
        </>
    };
    section(words.of(Text::PasswordTitle), form("password-form", submit, fields))
}

/// How far the second step's setting up is.
#[derive(Default, PartialEq)]
enum Step {
    #[default]
    Idle,
    /// The password is asked for, to set it up or to turn it off.
    Password { remove: bool },
    /// The secret is shown, a code of it is asked for.
    Confirm(SecondFactor),
}

#[derive(Default)]
struct SettingUp {
    step: Step,
    password: String,
    code: String,
}

#[component]
fn Factor() -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(SettingUp::default);
    let doing = use_doing();
    let Some(me) = console.me() else { return Html::default() };
    let (on, must) = (me.second_factor, me.role.needs_second_factor());
    let begin = |remove: bool| {
        let (own, doing) = (own.clone(), doing.clone());
        Callback::from(move |()| {
            doing.forget();
            own.change(|setting| setting.step = Step::Password { remove });
        })
    };
    let cancel = {
        let (own, doing) = (own.clone(), doing.clone());
        Callback::from(move |()| {
            doing.forget();
            own.change(|setting| *setting = SettingUp::default());
        })
    };
    let prove = {
        let (console, own, doing) = (console.clone(), own.clone(), doing.clone());
        Callback::from(move |()| {
            let remove = own.get().step == Step::Password { remove: true };
            let message = WithPassword { password: Password(own.get().password.clone()) };
            let (server, console, own) = (console.server.clone(), console.clone(), own.clone());
            if remove {
                doing.run(
                    async move { sessions::remove_second_factor(&*server, &message).await },
                    move |()| {
                        own.change(|setting| *setting = SettingUp::default());
                        console.renew.emit(());
                        console.say.emit(console.words.of(Text::TurnedOff).to_owned());
                    },
                );
            } else {
                doing.run(
                    async move { sessions::new_second_factor(&*server, &message).await },
                    move |factor| {
                        own.change(|setting| {
                            *setting = SettingUp { step: Step::Confirm(factor), ..SettingUp::default() };
                        });
                    },
                );
            }
        })
    };
    let confirm = {
        let (console, own, doing) = (console.clone(), own.clone(), doing.clone());
        Callback::from(move |()| {
            let message = OneTimeCode { code: own.get().code.clone() };
            let (server, console, own) = (console.server.clone(), console.clone(), own.clone());
            doing.run(async move { sessions::confirm_second_factor(&*server, &message).await }, move |()| {
                own.change(|setting| *setting = SettingUp::default());
                console.renew.emit(());
                console.say.emit(console.words.of(Text::TurnedOn).to_owned());
            });
        })
    };
    let setting = own.get();
    let code_wrong = doing.wrong(FormField::OneTimeCode).or_else(|| {
        let problem = FormProblem { field: FormField::OneTimeCode, entry: None, reason: Reason::Conflict };
        is_wrong(&doing).then(|| form_wrong(words, problem))
    });
    let cancel =
        Button { weight: Weight::Quiet, ..Button::new(words.of(Kit::Cancel), "factor-cancel", cancel) }
            .view();
    let body = match &setting.step {
        Step::Idle => html! {
            <>
                <p>{ words.of(if on { Text::FactorOn } else { Text::FactorOff }) }</p>
                <div class="row">
                    { Button {
                        weight: if on { Weight::Plain } else { Weight::Primary },
                        ..Button::new(words.of(if on { Text::SetUpAnew } else { Text::SetUp }), "factor-set-up", begin(false))
                    }.view() }
                    if on && !must {
                        { Button {
                            weight: Weight::QuietDanger,
                            ..Button::new(words.of(Text::TurnOff), "factor-turn-off", begin(true))
                        }.view() }
                    }
                </div>
            </>
        },
        Step::Password { .. } => form(
            "factor-password",
            prove,
            html! {
                <>
                    <p>{ words.of(Text::PasswordFirst) }</p>
                    { Input {
                        error: is_wrong(&doing).then(|| password_is_wrong(words).into()),
                        ..Input::password("factor-password-field", words.of(Text::Password), &setting.password, "current-password",
                            edit(&own, |setting: &mut SettingUp, text| setting.password = text))
                    }.view() }
                    if !is_wrong(&doing) { { doing.notice() } }
                    <div class="row">
                        { Submit { text: words.of(Text::Go), testid: "factor-go", busy: doing.busy(), why_not: None }.view() }
                        { cancel }
                    </div>
                </>
            },
        ),
        Step::Confirm(factor) => form(
            "factor-confirm",
            confirm,
            html! {
                <>
                    <p>{ words.of(Text::ScanThis) }</p>
                    <div class="qr">{ symbol(&factor.url) }</div>
                    <p>{ words.of(Text::OrType) }</p>
                    <p class="secret" data-testid="factor-secret">{ grouped(&factor.secret) }</p>
                    { Input {
                        keyboard: "numeric",
                        autocomplete: "one-time-code",
                        maxlength: 9,
                        class: "input--code",
                        error: code_wrong.clone().map(Into::into),
                        ..Input::new("factor-code", words.of(Text::ThenCode), &setting.code,
                            edit(&own, |setting: &mut SettingUp, text| setting.code = text))
                    }.view() }
                    if code_wrong.is_none() { { doing.notice() } }
                    <div class="row">
                        { Submit { text: words.of(Text::TurnOn), testid: "factor-turn-on", busy: doing.busy(), why_not: None }.view() }
                        { cancel }
                    </div>
                </>
            },
        ),
    };
    let state = if on {
        badge(Tone::Good, Glyph::Done, words.of(Text::FactorOn2))
    } else {
        badge(Tone::Warn, Glyph::Warn, words.of(Text::FactorOff2))
    };
    section(words.of(Text::FactorTitle), html! { <><p data-testid="factor-state">{ state }</p>{ body }</> })
}

/// Four characters at a time, as people type them.
fn grouped(secret: &str) -> String {
    let characters: Vec<char> = secret.chars().collect();
    characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[component]
fn Sessions() -> Html {
    let console = use_console();
    let words = console.words;
    let listed = use_load((), |server, ()| async move { sessions::list(&*server).await });
    let doing = use_doing();
    let end = |session: &Session| {
        let (console, doing, listed, id) = (console.clone(), doing.clone(), listed.clone(), session.id);
        Callback::from(move |()| {
            let (server, console, listed) = (console.server.clone(), console.clone(), listed.clone());
            doing.run(async move { sessions::end(&*server, id).await }, move |()| {
                listed.again.emit(());
                console.say.emit(console.words.of(Text::Ended).to_owned());
            });
        })
    };
    let body = html! {
        <>
            <p class="soft">{ words.of(Text::SessionsText) }</p>
            { doing.notice() }
            { listed.view(|all| session_table(&console, all, end)) }
        </>
    };
    section(words.of(Text::SessionsTitle), body)
}

fn session_table(console: &Console, all: &[Session], end: impl Fn(&Session) -> Callback<()>) -> Html {
    let (words, now) = (console.words, console.now());
    Table {
        caption: words.of(Text::SessionsTitle),
        head: vec![words.of(Text::Device), words.of(Text::Begun), words.of(Text::Seen), ""],
        rows: all
            .iter()
            .map(|session| Row {
                key: session.id.to_string().into(),
                cells: vec![
                    html! { <bdi>{ &session.device }</bdi> },
                    moment(words, session.begun_at, now).into(),
                    moment(words, session.seen_at, now).into(),
                    if session.current {
                        badge(Tone::Info, Glyph::Done, words.of(Text::ThisOne))
                    } else {
                        Button {
                            weight: Weight::QuietDanger,
                            ..Button::new(words.of(Text::End), "session-end", end(session))
                        }
                        .view()
                    },
                ],
            })
            .collect(),
        empty: (Glyph::Lock, words.of(Text::NoSessions), words.of(Text::NoSessionsText)),
        testid: "sessions",
    }
    .view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_shown_in_groups_of_four() {
        assert_eq!(grouped("JBSWY3DPEHPK3PXPA"), "JBSW Y3DP EHPK 3PXP A");
    }
}
