//! Creating an account.

use venue_protocol::problem::{FormField, FormProblem, ProblemType, Reason};
use venue_protocol::wire::accounts::{PASSWORD, Password, SignUp as Message};
use yew::{Callback, Html, component, html, use_effect_with};

use super::sign_in::enter;
use crate::api::accounts;
use crate::console::context::use_console;
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::load::use_doing;
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::kit::wrong::form_wrong;
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::Sign as Text;
use crate::pages::own::use_own;
use crate::platform::dom;

#[derive(Default)]
struct Typed {
    login: String,
    name: String,
    password: String,
    /// What is wrong is shown from the first try on.
    tried: bool,
}

impl Typed {
    /// What this device can tell without the server.
    fn problems(&self) -> Vec<FormProblem> {
        let mut found = Vec::new();
        let mut say = |field, reason| found.push(FormProblem { field, entry: None, reason });
        let login = self.login.trim();
        if login.is_empty() {
            say(FormField::Login, Reason::Missing);
        } else if !login.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@')) {
            say(FormField::Login, Reason::Characters);
        }
        if self.name.trim().is_empty() {
            say(FormField::DisplayName, Reason::Missing);
        }
        if let Some(reason) = password_wrong(&self.password) {
            say(FormField::Password, reason);
        }
        found
    }
}

/// What this device can tell about a new password.
pub fn password_wrong(password: &str) -> Option<Reason> {
    let length = password.chars().count();
    if length < *PASSWORD.start() {
        Some(Reason::TooShort)
    } else if length > *PASSWORD.end() {
        Some(Reason::TooLong)
    } else {
        None
    }
}

/// The form.
#[component]
pub fn SignUp() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::SignUpTitle), "sign-up-page");
    let own = use_own(Typed::default);
    let doing = use_doing();
    use_effect_with((), |()| dom::focus("login"));
    let submit = {
        let (console, own, doing) = (console.clone(), own.clone(), doing.clone());
        Callback::from(move |()| {
            own.change(|typed| typed.tried = true);
            if let Some(first) = own.get().problems().first() {
                dom::focus(match first.field {
                    FormField::Login => "login",
                    FormField::DisplayName => "name",
                    _ => "password",
                });
                return;
            }
            let message = {
                let typed = own.get();
                Message {
                    login: typed.login.trim().to_owned(),
                    name: typed.name.trim().to_owned(),
                    password: Password(typed.password.clone()),
                }
            };
            let server = console.server.clone();
            let console = console.clone();
            doing.run(async move { accounts::sign_up(&*server, &message).await }, move |me| {
                enter(&console, me)
            });
        })
    };
    let typed = own.get();
    let own_problems = if typed.tried { typed.problems() } else { Vec::new() };
    let taken = doing.fault().and_then(|error| error.problem()) == Some(ProblemType::LoginTaken);
    let wrong = |field: FormField| {
        let here = own_problems.iter().find(|problem| problem.field == field);
        let here = here.map(|problem| form_wrong(words, *problem)).or_else(|| doing.wrong(field));
        let conflict = FormProblem { field, entry: None, reason: Reason::Conflict };
        here.or_else(|| (taken && field == FormField::Login).then(|| form_wrong(words, conflict)))
            .map(Into::into)
    };
    let children = html! {
        <div class="narrow stack">
            { form("sign-up-form", submit, html! {
                <>
                    { Input {
                        hint: Some(words.of(Text::LoginHint).into()),
                        error: wrong(FormField::Login),
                        autocomplete: "username",
                        maxlength: 64,
                        ..Input::new("login", words.of(Text::Login), &typed.login, edit(&own, |typed: &mut Typed, text| typed.login = text))
                    }.view() }
                    { Input {
                        hint: Some(words.of(Text::NameHint).into()),
                        error: wrong(FormField::DisplayName),
                        autocomplete: "name",
                        maxlength: 64,
                        ..Input::new("name", words.of(Text::Name), &typed.name, edit(&own, |typed: &mut Typed, text| typed.name = text))
                    }.view() }
                    { Input {
                        hint: Some(words.of(Text::PasswordHint).into()),
                        error: wrong(FormField::Password),
                        ..Input::password("password", words.of(Text::Password), &typed.password, "new-password",
                            edit(&own, |typed: &mut Typed, text| typed.password = text))
                    }.view() }
                    { if taken { Html::default() } else { doing.notice() } }
                    { Submit {
                        text: words.of(if doing.busy() { Text::SigningUp } else { Text::SignUp }),
                        testid: "sign-up",
                        busy: doing.busy(),
                        why_not: None,
                    }.view() }
                </>
            }) }
            <p>{ words.of(Text::HaveAccount) }{ " " }
                { console.nav.button(ConsoleRoute::SignIn, "", words.of(Text::ToSignIn), "to-sign-in") }</p>
        </div>
    };
    ConsolePage { lead: Some(words.of(Text::SignUpLead).into()), children, ..page }.view(&console)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_device_can_tell_is_told_before_anything_is_sent() {
        let fields =
            |typed: &Typed| typed.problems().iter().map(|one| (one.field, one.reason)).collect::<Vec<_>>();
        assert_eq!(
            fields(&Typed::default()),
            [
                (FormField::Login, Reason::Missing),
                (FormField::DisplayName, Reason::Missing),
                (FormField::Password, Reason::TooShort)
            ]
        );
        let typed = |login: &str, password: &str| Typed {
            login: login.into(),
            name: "王芳".into(),
            password: password.into(),
            tried: true,
        };
        assert_eq!(fields(&typed("wang.fang@example", "十二个汉字也算十二个字符")), []);
        assert_eq!(fields(&typed("王芳", "long enough for it")), [(FormField::Login, Reason::Characters)]);
    }
}
