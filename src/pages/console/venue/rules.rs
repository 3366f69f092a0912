//! A venue's settings.

use std::rc::Rc;

use venue_protocol::problem::{FormField, FormProblem, Reason};
use venue_protocol::wire::manage::{ManagedVenue, VenueSettings};
use yew::{Callback, Html, Properties, component, html};

use crate::api::manage;
use crate::components::choice::SwitchCell;
use crate::console::context::use_console;
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::load::use_doing;
use crate::console::kit::page::section;
use crate::console::kit::wrong::form_wrong;
use crate::i18n::text::console::{Kit, VenueText as Text};
use crate::pages::own::use_own;

/// What an hourly limit may be.
const LIMITS: std::ops::RangeInclusive<u16> = 1..=3600;

/// Whose settings.
#[derive(Properties, PartialEq)]
pub struct RulesProps {
    /// The venue.
    pub venue: Rc<ManagedVenue>,
}

struct Typed {
    limit: String,
    rotating_only: bool,
}

impl Typed {
    fn limit(&self) -> Option<u16> {
        self.limit.trim().parse().ok().filter(|limit| LIMITS.contains(limit))
    }
}

/// The settings.
#[component]
pub fn Rules(props: &RulesProps) -> Html {
    let console = use_console();
    let words = console.words;
    let doing = use_doing();
    let own = use_own(|| Typed {
        limit: props.venue.settings.hourly_limit.to_string(),
        rotating_only: props.venue.settings.rotating_only,
    });
    let save = {
        let (console, doing, own, venue) = (console.clone(), doing.clone(), own.clone(), props.venue.venue);
        Callback::from(move |()| {
            let settings = {
                let typed = own.get();
                typed
                    .limit()
                    .map(|hourly_limit| VenueSettings { hourly_limit, rotating_only: typed.rotating_only })
            };
            let Some(settings) = settings else { return };
            let (server, console) = (console.server.clone(), console.clone());
            doing.run(async move { manage::set(&*server, venue, &settings).await }, move |()| {
                console.say.emit(console.words.of(Text::RulesSaved).to_owned());
            });
        })
    };
    let typed = own.get();
    let range = FormProblem { field: FormField::HourlyLimit, entry: None, reason: Reason::Range };
    let wrong = typed
        .limit()
        .is_none()
        .then(|| form_wrong(words, range))
        .or_else(|| doing.wrong(FormField::HourlyLimit));
    section(
        words.of(Text::Rules),
        form(
            "rules-form",
            save,
            html! {
                <>
                    { Input {
                        hint: Some(words.of(Text::HourlyLimitHint).into()),
                        error: wrong.clone().map(Into::into),
                        keyboard: "numeric",
                        maxlength: 4,
                        class: "input--short num",
                        ..Input::new("hourly-limit", words.of(Text::HourlyLimit), &typed.limit, edit(&own, |typed: &mut Typed, text| typed.limit = text))
                    }.view() }
                    <div class="cells">
                        { SwitchCell {
                            id: "rotating-only",
                            ticked: typed.rotating_only,
                            note: Some(words.of(Text::RotatingOnlyHint)),
                            onchange: edit(&own, |typed: &mut Typed, on| typed.rotating_only = on),
                            label: words.of(Text::RotatingOnly),
                        }.view() }
                    </div>
                    { doing.notice() }
                    { Submit {
                        text: words.of(if doing.busy() { Kit::Saving } else { Kit::Save }),
                        testid: "save-rules",
                        busy: doing.busy(),
                        why_not: wrong.map(Into::into),
                    }.view() }
                </>
            },
        ),
    )
}
