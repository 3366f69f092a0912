//! A new password by a reviewer's one-time link.

use venue_protocol::problem::{FormField, FormProblem};
use venue_protocol::wire::accounts::{Password, UseReset};
use yew::{Callback, Html, component, html};

use super::sign_up::password_wrong;
use crate::api::accounts;
use crate::components::icon::Glyph;
use crate::components::trouble::TroubleScreen;
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::load::use_doing;
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::kit::wrong::form_wrong;
use crate::console::route::ConsoleRoute;
use crate::console::state::session::Learned;
use crate::i18n::text::console::Sign as Text;
use crate::pages::own::use_own;

#[derive(Default)]
struct Typed {
    password: String,
    tried: bool,
}

/// The form.
#[component]
pub fn Reset() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::ResetTitle), "reset-page");
    let own = use_own(Typed::default);
    let doing = use_doing();
    let Some(secret) = console.memory.secret() else {
        return ConsolePage { children: broken(&console), ..page }.view(&console);
    };
    let submit = {
        let (console, own, doing) = (console.clone(), own.clone(), doing.clone());
        Callback::from(move |()| {
            own.change(|typed| typed.tried = true);
            if password_wrong(&own.get().password).is_some() {
                return;
            }
            let message = UseReset { secret: secret.clone(), password: Password(own.get().password.clone()) };
            let server = console.server.clone();
            let console = console.clone();
            doing.run(async move { accounts::spend_reset(&*server, &message).await }, move |()| {
                console.memory.keep_secret(None);
                console.learn.emit(Learned::Left);
                console.say.emit(console.words.of(Text::PasswordSet).to_owned());
                console.nav.replace.emit(ConsoleRoute::SignIn);
            });
        })
    };
    let typed = own.get();
    let here = password_wrong(&typed.password).filter(|_| typed.tried);
    let here = here.map(|reason| FormProblem { field: FormField::Password, entry: None, reason });
    let error = here.map(|problem| form_wrong(words, problem)).or_else(|| doing.wrong(FormField::Password));
    let children = html! {
        <div class="narrow">
            { form("reset-form", submit, html! {
                <>
                    { Input {
                        hint: Some(words.of(Text::PasswordHint).into()),
                        error: error.map(Into::into),
                        ..Input::password("password", words.of(Text::NewPassword), &typed.password, "new-password",
                            edit(&own, |typed: &mut Typed, text| typed.password = text))
                    }.view() }
                    { doing.notice() }
                    { Submit {
                        text: words.of(Text::SetPassword),
                        testid: "set-password",
                        busy: doing.busy(),
                        why_not: None,
                    }.view() }
                </>
            }) }
        </div>
    };
    ConsolePage { lead: Some(words.of(Text::ResetLead).into()), children, ..page }.view(&console)
}

/// A link without its secret.
pub fn broken(console: &Console) -> Html {
    let words = console.words;
    let out =
        console.nav.button(ConsoleRoute::SignIn, "btn btn--primary", words.of(Text::ToSignIn), "to-sign-in");
    let (title, text) = (words.of(Text::LinkBroken), words.of(Text::LinkBrokenText));
    TroubleScreen::new(Glyph::Help, title, text, "link-broken", out).view()
}
