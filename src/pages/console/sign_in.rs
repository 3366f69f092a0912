//! Signing in.

use std::rc::Rc;

use venue_protocol::problem::{FormField, ProblemType};
use venue_protocol::wire::accounts::{Me, Password, SignIn as Message};
use yew::{Callback, Event, Html, component, html, use_effect_with};

use crate::api::sessions;
use crate::components::button::{Button, Weight};
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::load::use_doing;
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::route::ConsoleRoute;
use crate::console::state::session::Learned;
use crate::i18n::text::console::Sign as Text;
use crate::pages::own::use_own;
use crate::platform::{dom, modal};

/// The id of the dialog over a page.
const AGAIN: &str = "sign-in-again";

#[derive(Default)]
struct Typed {
    login: String,
    password: String,
    code: String,
    /// The password is right, and the server wants a code, too.
    code_wanted: bool,
}

/// The page.
#[component]
pub fn SignIn() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::SignInTitle), "sign-in-page");
    let children = html! {
        <div class="narrow stack">
            <Fields />
            <p>{ words.of(Text::NoAccount) }{ " " }
                { console.nav.button(ConsoleRoute::SignUp, "", words.of(Text::ToSignUp), "to-sign-up") }</p>
            <p class="soft small">{ words.of(Text::Lost) }</p>
        </div>
    };
    ConsolePage { children, ..page }.view(&console)
}

/// The same over a page whose session is over: what was typed there stays.
#[component]
pub fn SignInAgain() -> Html {
    let console = use_console();
    let words = console.words;
    use_effect_with((), |()| {
        let open = modal::hold(AGAIN);
        move || drop(open)
    });
    let oncancel = Callback::from(|event: Event| event.prevent_default());
    let leave = console.learn.reform(|()| Learned::Left);
    html! {
        <dialog id={AGAIN} class="dialog" {oncancel} aria-labelledby="again-title" data-testid="sign-in-again">
            <div class="stack">
                <h2 class="lead" id="again-title">{ words.of(Text::AgainTitle) }</h2>
                <p>{ words.of(Text::AgainText) }</p>
                <Fields />
                <div>{ Button { weight: Weight::Quiet, ..Button::new(words.of(Text::Leave), "leave", leave) }.view() }</div>
            </div>
        </dialog>
    }
}

/// The form.
#[component]
fn Fields() -> Html {
    let console = use_console();
    let words = console.words;
    // Who was signed in a moment ago needs only the password.
    let known = console.me().map(|me| me.login.clone());
    let is_known = known.is_some();
    let own = use_own(|| Typed { login: known.unwrap_or_default(), ..Typed::default() });
    let doing = use_doing();
    let wants_code = doing.fault().and_then(|error| error.problem()) == Some(ProblemType::SecondFactorNeeded);
    {
        let own = own.clone();
        use_effect_with(wants_code, move |wants| {
            if *wants {
                own.change(|typed| typed.code_wanted = true);
            }
        });
    }
    let code_wanted = own.get().code_wanted;
    use_effect_with(code_wanted, move |wanted| {
        // Once the dialog is open: it would take the focus to its first field.
        let field = match (*wanted, is_known) {
            (true, _) => "code",
            (false, true) => "password",
            (false, false) => "login",
        };
        dom::focus_soon(field);
    });
    let submit = {
        let (console, own, doing) = (console.clone(), own.clone(), doing.clone());
        Callback::from(move |()| {
            let message = {
                let typed = own.get();
                Message {
                    login: typed.login.trim().to_owned(),
                    password: Password(typed.password.clone()),
                    code: (!typed.code.is_empty()).then(|| typed.code.clone()),
                }
            };
            let server = console.server.clone();
            let console = console.clone();
            doing.run(async move { sessions::sign_in(&*server, &message).await }, move |me| {
                enter(&console, me)
            });
        })
    };
    let typed = own.get();
    let complete = !typed.login.trim().is_empty() && !typed.password.is_empty();
    form(
        "sign-in-form",
        submit,
        html! {
                <>
                    { Input {
                        autocomplete: "username",
                        error: doing.wrong(FormField::Login).map(Into::into),
                        ..Input::new("login", words.of(Text::Login), &typed.login, edit(&own, |typed: &mut Typed, text| typed.login = text))
                    }.view() }
                    { Input::password("password", words.of(Text::Password), &typed.password, "current-password",
                        edit(&own, |typed: &mut Typed, text| typed.password = text)).view() }
                    if typed.code_wanted {
                        { Input {
                            hint: Some(words.of(Text::CodeHint).into()),
                            keyboard: "numeric",
                            autocomplete: "one-time-code",
                            maxlength: 9,
                            class: "input--code",
                            ..Input::new("code", words.of(Text::Code), &typed.code, edit(&own, |typed: &mut Typed, text| typed.code = text))
                        }.view() }
                    }
                    { if wants_code { Html::default() } else { doing.notice() } }
                    { Submit {
                        text: words.of(if doing.busy() { Text::SigningIn } else { Text::SignIn }),
                        testid: "sign-in",
                        busy: doing.busy(),
                        why_not: (!complete).then(|| words.of(crate::i18n::text::console::Kit::Unread).into()),
                    }.view() }
                </>
        },
    )
}

/// Somebody is signed in: on to where they wanted to go.
pub fn enter(console: &Console, me: Me) {
    console.learn.emit(Learned::Entered(Rc::new(me)));
    if matches!(console.route, ConsoleRoute::SignIn | ConsoleRoute::SignUp) {
        let to = console.memory.take_come_back().unwrap_or(ConsoleRoute::Start);
        console.nav.replace.emit(to);
    }
}
