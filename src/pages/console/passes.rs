//! Paper passes for people without a phone: made and printed here, withdrawn when they are lost.

use std::rc::Rc;

use venue_protocol::id::{PlaceId, ReceiptSecret};
use venue_protocol::pass_code::PassCode;
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::desk::{IssuePass, NewPass, WithdrawPass};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state};

use super::paper::Printed;
use super::terminal::fields::{field_id, fields, first_field, use_way_keys, ways};
use super::terminal::results::{lost_answer, warnings};
use super::{ConsolePage, VenueProps};
use crate::api::{self, ApiError};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::components::qr::symbol;
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{Input, Submit, form};
use crate::console::kit::load::{Doing, use_doing};
use crate::console::kit::page::{section, use_page};
use crate::console::state::attempt::next_pass;
use crate::console::state::desk::{DeskForm, Edit};
use crate::console::state::pass_code;
use crate::console::state::shift::Way;
use crate::console::state::slips::{digits, in_threes};
use crate::i18n::text::console::{Desk, Passes as Text, Shell, passes};
use crate::i18n::{Text as _, Words};
use crate::pages::own::{Own, use_own};
use crate::platform::random::BrowserRandom;
use crate::platform::{clock, dom, paper};
use crate::state::settings::Language;

/// Width and height of A4 in mm: cards are printed on what every printer has, and cut out.
const A4: (f32, f32) = (210.0, 297.0);
/// Passes last so many days unless somebody wants otherwise.
const DAYS: &str = "180";
/// The focus goes on to the pass once it is made.
const READY: &str = "pass-ready";
const WAYS: [Way; 3] = [Way::IdNumber, Way::Certificate, Way::Manual];

/// The passes of a venue.
#[component]
pub fn Passes(props: &VenueProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Shell::Passes), "passes-page");
    let about = console.membership(props.venue).map(|membership| membership.name.clone().into());
    let venue = props.venue;
    let children = html! {
        <>
            { section(words.of(Text::IssueTitle), html! { <Issue {venue} /> }) }
            { section(words.of(Text::WithdrawTitle), html! { <Withdraw {venue} /> }) }
        </>
    };
    ConsolePage { about, lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

#[derive(Properties, PartialEq)]
struct OfProps {
    venue: PlaceId,
}

/// What the form remembers.
struct Making {
    form: DeskForm,
    days: String,
    /// What was sent last, until its answer came.
    unanswered: Option<IssuePass>,
    made: Option<Made>,
    no_random: bool,
}

/// A pass to be printed now: the server does not know what its code says.
#[derive(Clone)]
struct Made {
    code: PassCode,
    pass: Rc<NewPass>,
}

impl Making {
    fn days(&self) -> Option<u16> {
        self.days.trim().parse().ok().filter(|days| (1..=365).contains(days))
    }
}

/// Makes a pass.
#[component]
fn Issue(props: &OfProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(|| Making {
        form: DeskForm::default(),
        days: DAYS.to_owned(),
        unanswered: None,
        made: None,
        no_random: false,
    });
    let doing = use_doing();
    let edit = edit(&own, &doing);
    use_way_keys(&WAYS, &edit, false);
    let making = own.get();
    if let Some(made) = &making.made {
        return ready(words, made, &own);
    }
    let days = {
        let (own, doing) = (own.clone(), doing.clone());
        Callback::from(move |text: String| {
            doing.forget();
            own.change(|making| making.days = text);
        })
    };
    let submit = issue(&console, props.venue, &own, &doing);
    let text = if doing.busy() { Text::Issuing } else { Text::Issue };
    let form_fault = match doing.fault() {
        Some(ApiError::Problem(problem)) if !problem.fields.is_empty() => Html::default(),
        Some(error) => lost_answer(words, &error, Desk::PassKept).unwrap_or_else(|| doing.notice()),
        None => Html::default(),
    };
    form(
        "issue-pass",
        submit,
        html! {
            <>
                { ways(words, &WAYS, making.form.way, &edit) }
                { fields(words, &with_found(&making.form, &doing), clock::now().day(), &edit) }
                { Input {
                    error: making.days().is_none().then(|| AttrValue::from(words.of(Text::DaysWrong))),
                    keyboard: "numeric",
                    maxlength: 3,
                    class: "input--short",
                    ..Input::new("days", words.of(Text::Days), &making.days, days)
                }.view() }
                { form_fault }
                if making.no_random { { Notice::new(Tone::Bad, words.of(Desk::NoRandom)).view() } }
                { Submit { text: words.of(text), testid: "issue", busy: doing.busy(), why_not: None }.view() }
            </>
        },
    )
}

fn edit(own: &Own<Making>, doing: &Doing) -> Callback<Edit> {
    let (own, doing) = (own.clone(), doing.clone());
    Callback::from(move |edit: Edit| {
        if !matches!(edit, Edit::Left(_)) {
            // What the server found wrong may be mended now.
            doing.forget();
        }
        let mut focus = None;
        own.change(|making| focus = making.form.apply(edit, clock::now().day()));
        if let Some(field) = focus {
            dom::focus(field_id(field));
        }
    })
}

/// The form with what the server found wrong with it.
fn with_found(typed: &DeskForm, doing: &Doing) -> DeskForm {
    let mut form = typed.clone();
    if let Some(ApiError::Problem(problem)) = doing.fault()
        && !problem.fields.is_empty()
    {
        form.refused(&problem.fields);
    }
    form
}

fn issue(console: &Console, venue: PlaceId, own: &Own<Making>, doing: &Doing) -> Callback<()> {
    let (server, own, doing) = (console.server.clone(), own.clone(), doing.clone());
    Callback::from(move |()| {
        if doing.busy() {
            return;
        }
        let (wrong, days) = {
            let making = own.get();
            (making.form.first_wrong(clock::now().day()), making.days())
        };
        if let Some(field) = wrong {
            own.change(|making| making.form.touch_all());
            return dom::focus(field_id(field));
        }
        let Some(days) = days else { return dom::focus("days") };
        let drawn = {
            let making = own.get();
            let person = making.form.person(ReceiptSecret([0; 16]));
            next_pass(&person, days, making.unanswered.as_ref(), &BrowserRandom)
        };
        let Ok(pass) = drawn else {
            return own.change(|making| making.no_random = true);
        };
        own.change(|making| making.unanswered = Some(pass.clone()));
        let (code, sent) = (PassCode(pass.secret.clone()), own.get().form.clone());
        let (server, own) = (server.clone(), own.clone());
        doing.run(async move { api::desk::issue_pass(&*server, venue, &pass).await }, move |made| {
            own.change(|making| {
                making.form.clear_of(&sent);
                making.unanswered = None;
                making.made = Some(Made { code, pass: Rc::new(made) });
            });
            dom::focus_soon(READY);
        });
    })
}

/// The pass that was made: to be printed now.
fn ready(words: Words, made: &Made, own: &Own<Making>) -> Html {
    let next = {
        let own = own.clone();
        Callback::from(move |()| {
            own.change(|making| making.made = None);
            let first = first_field(own.get().form.way);
            dom::focus_soon(first);
        })
    };
    html! {
        <div class="stack passcard__ready" id={READY} tabindex="-1" data-testid="pass-ready">
            { Notice {
                title: Some(words.of(Text::Ready).into()),
                ..Notice::new(Tone::Good, words.of(Text::ReadyText))
            }.view() }
            { warnings(words, &made.pass.warnings) }
            <div class="passcard__shown">{ card(words, made) }</div>
            <div class="btns">
                { Button {
                    weight: Weight::Primary,
                    glyph: Some(Glyph::Export),
                    ..Button::new(words.of(Text::Print), "print-pass", Callback::from(|()| paper::print()))
                }.view() }
                { Button::new(words.of(Text::Next), "next-pass", next).view() }
            </div>
            <Printed width={A4.0} height={A4.1}><div class="passcard__page">{ card(words, made) }</div></Printed>
        </div>
    }
}

/// The card, of the size of a bank card, and the stub that stays at the venue. In both languages: staff elsewhere scan it.
fn card(words: Words, Made { code, pass }: &Made) -> Html {
    let both = |text: Text, class: &'static str| {
        html! {
            <p {class}>{ text.zh() }{ " " }<span lang="en">{ text.en() }</span></p>
        }
    };
    let code = code.to_string();
    let until = || {
        let [zh, en] = [Language::ZhCn, Language::En]
            .map(|language| passes::good_until(Words { language }, &pass.expires_on));
        html! { <p class="passcard__how num">{ zh }{ " " }<span lang="en">{ en }</span></p> }
    };
    let number = in_threes(&pass.number);
    html! {
        <div class="passcard" data-testid="pass-card">
            <section class="passcard__card">
                <div class="passcard__qr" role="img" aria-label={words.of(Text::QrLabel)} data-testid="pass-qr" data-code={code.clone()}>
                    { symbol(&code) }
                </div>
                <div class="passcard__text">
                    { both(Text::CardTitle, "passcard__title") }
                    <p class="passcard__number num" data-testid="pass-number">{ &number }</p>
                    { both(Text::CardHow, "passcard__how") }
                    { until() }
                </div>
            </section>
            <section class="passcard__stub">
                { both(Text::StubTitle, "passcard__title") }
                <p class="passcard__number num">{ &number }</p>
                { until() }
                { both(Text::StubWho, "passcard__line") }
                { both(Text::StubLost, "passcard__how") }
            </section>
        </div>
    }
}

/// Withdraws a pass.
#[component]
fn Withdraw(props: &OfProps) -> Html {
    let console = use_console();
    let words = console.words;
    let typed = use_state(String::new);
    let tried = use_state(|| false);
    let gone = use_state(|| false);
    let doing = use_doing();
    let wanted = which(&typed);
    let oninput = {
        let (typed, tried, gone, doing) = (typed.clone(), tried.clone(), gone.clone(), doing.clone());
        Callback::from(move |text: String| {
            typed.set(text);
            tried.set(false);
            gone.set(false);
            doing.forget();
        })
    };
    let submit = {
        let (typed, tried, gone, doing, wanted) =
            (typed.clone(), tried.clone(), gone.clone(), doing.clone(), wanted.clone());
        let (server, venue) = (console.server.clone(), props.venue);
        Callback::from(move |()| {
            tried.set(true);
            let Ok(pass) = wanted.clone() else { return dom::focus("withdraw") };
            let (server, typed, gone, tried) = (server.clone(), typed.clone(), gone.clone(), tried.clone());
            doing.run(async move { api::desk::withdraw_pass(&*server, venue, &pass).await }, move |()| {
                typed.set(String::new());
                tried.set(false);
                gone.set(true);
            });
        })
    };
    let error = wanted.err().filter(|_| *tried).map(|text| AttrValue::from(words.of(text)));
    html! {
        <>
            <p class="soft">{ words.of(Text::WithdrawLead) }</p>
            { form("withdraw-pass", submit, html! {
                <>
                    { Input { error, ..Input::new("withdraw", words.of(Text::Number), &typed, oninput) }.view() }
                    { doing.notice() }
                    if *gone {
                        { Notice { testid: Some("withdrawn"), ..Notice::new(Tone::Good, words.of(Text::Withdrawn)) }.view() }
                    }
                    { Submit { text: words.of(Text::Withdraw), testid: "withdraw-submit", busy: doing.busy(), why_not: None }.view() }
                </>
            }) }
        </>
    }
}

/// Which pass a text means, or what is wrong with it.
fn which(text: &str) -> Result<WithdrawPass, Text> {
    if text.trim().is_empty() {
        return Err(Text::NumberMissing);
    }
    match (text.parse::<TypedCode>(), pass_code::parse(text)) {
        (Ok(number), _) => Ok(WithdrawPass::Number(digits(number))),
        (_, Ok(code)) => Ok(WithdrawPass::Code(code)),
        _ => Err(Text::NumberWrong),
    }
}

#[cfg(test)]
mod tests {
    use venue_protocol::id::PassSecret;

    use super::*;

    #[test]
    fn a_pass_is_withdrawn_by_the_stub_or_by_the_card() {
        let number = TypedCode::from_number(1_234_567).unwrap().to_string();
        assert_eq!(which(&number), Ok(WithdrawPass::Number(number.replace(' ', ""))));
        let code = format!("VENUE-PASS:{}", "A".repeat(26));
        assert_eq!(which(&code), Ok(WithdrawPass::Code(PassSecret([0; 16]))));
    }

    #[test]
    fn a_mistyped_number_is_told_before_it_is_sent() {
        assert_eq!(which(" "), Err(Text::NumberMissing));
        assert_eq!(which("000 000 000"), Err(Text::NumberWrong));
    }
}
