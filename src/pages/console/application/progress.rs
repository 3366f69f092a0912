//! How far a submitted application is.

use venue_protocol::instant::Instant;
use venue_protocol::wire::applications::{Applicant, ApplicationForm, OpeningHours, Stage};
use venue_protocol::wire::manage::Service;
use yew::{Html, component, html, use_effect_with};

use super::LoadedProps;
use super::extras::gate_text;
use super::places::category_name;
use crate::components::icon::{Glyph, icon};
use crate::components::notice::{Notice, Tone};
use crate::console::application::typed;
use crate::console::context::use_console;
use crate::console::kit::page::{facts, section};
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::i18n::text::console::Application as Text;
use crate::i18n::{Words, moment};
use crate::pages::console::applications::stage_badge;
use crate::state::settings::Language;

/// How far it is, what was decided and why, and what was filled in.
#[component]
pub fn Progress(props: &LoadedProps) -> Html {
    let console = use_console();
    let words = console.words;
    let application = &props.application;
    {
        // With the approval the account is a member of the venue.
        let renew = console.renew.clone();
        use_effect_with(application.stage == Stage::Approved, move |approved| {
            if *approved {
                renew.emit(());
            }
        });
    }
    let decided = application.stage != Stage::Submitted;
    let step = |text: Text, done: bool, now: bool| {
        let class = if now {
            "steps-line__now"
        } else if done {
            "steps-line__done"
        } else {
            ""
        };
        html! {
            <li {class} aria-current={now.then_some("step")}>
                { icon(if done { Glyph::Done } else if now { Glyph::Wait } else { Glyph::Ring }) }{ words.of(text) }
            </li>
        }
    };
    let when = |at: Instant| moment(words, at, console.now());
    let (tone, text) = match application.stage {
        Stage::Approved => (Tone::Good, Text::ApprovedText),
        Stage::Rejected => (Tone::Bad, Text::RejectedText),
        _ => (Tone::Info, Text::SubmittedText),
    };
    html! {
        <>
            { section(words.of(Text::ProgressTitle), html! {
                <>
                    <ol class="steps-line">
                        { step(Text::StepFilled, true, false) }
                        { step(Text::StepReview, decided, !decided) }
                        { step(Text::StepDecided, decided, false) }
                    </ol>
                    <p data-testid="stage">{ stage_badge(words, application.stage) }</p>
                    { facts(
                        [(Text::SubmittedAt, application.submitted_at), (Text::DecidedAt, application.decided_at.filter(|_| decided))]
                            .into_iter()
                            .filter_map(|(name, at)| Some((words.of(name), when(at?).into()))),
                    ) }
                    { Notice::new(tone, words.of(text)).view() }
                    if let Some(reason) = &application.reason {
                        { Notice {
                            title: Some(words.of(Text::ReasonTitle).into()),
                            testid: Some("reason"),
                            ..Notice::of(Tone::Warn, html! { <p><bdi>{ reason }</bdi></p> })
                        }.view() }
                    }
                    if application.stage == Stage::Approved {
                        <div class="row">
                            { console.nav.button(ConsoleRoute::Venue(application.venue, VenuePage::Studio), "btn btn--primary", words.of(Text::ToPosters), "to-posters") }
                            { console.nav.button(ConsoleRoute::Venue(application.venue, VenuePage::Facts), "btn", words.of(Text::ToVenue), "to-venue") }
                        </div>
                    }
                </>
            }) }
            { section(words.of(Text::Filled), form_facts(words, &application.form, &props.service)) }
        </>
    }
}

/// A form as it was filled in, to read.
pub fn form_facts(words: Words, form: &ApplicationForm, service: &Service) -> Html {
    let text = |text: &str| html! { <bdi>{ text.to_owned() }</bdi> };
    let division = service.divisions.iter().find(|division| division.code == form.division);
    let division = division.map_or(form.division.as_str(), |division| match words.language {
        Language::ZhCn => &division.zh,
        Language::En => &division.en,
    });
    let mut rows = match &form.applicant {
        Applicant::Organisation { name, credit_code } => vec![
            (words.of(Text::Organisation), text(name)),
            (words.of(Text::CreditCode), html! { <span class="num">{ credit_code }</span> }),
        ],
        Applicant::Person { name, .. } => vec![(words.of(Text::ApplicantName), text(name))],
    };
    rows.extend([
        (words.of(Text::VenueName), text(&form.venue_name)),
        (words.of(Text::Category), category_name(words, &form.category).into()),
        (words.of(Text::Division), text(division)),
        (words.of(Text::Street), text(&form.street)),
        (words.of(Text::Address), text(&form.address)),
    ]);
    if let Some(at) = form.position {
        rows.push((
            words.of(Text::PositionName),
            html! { <span class="num">{ format!("{:.6}, {:.6}", at.latitude, at.longitude) }</span> },
        ));
    }
    rows.push((
        words.of(Text::Contact),
        html! { <><bdi>{ &form.contact_name }</bdi>{ " · " }<span class="num">{ &form.contact_phone }</span></> },
    ));
    if !form.opening_hours.is_empty() {
        rows.push((words.of(Text::HoursName), html! {
            <ul>{ for form.opening_hours.iter().map(|hours| html! { <li class="num">{ hours_text(words, hours) }</li> }) }</ul>
        }));
    }
    rows.push((words.of(Text::OwnCode), gate_text(words, form.gate).into()));
    if !form.zones.is_empty() {
        rows.push((
            words.of(Text::ZonesName),
            html! {
                <ul>{ for form.zones.iter().map(|zone| html! {
                    <li><bdi>{ &zone.name }</bdi>{ " · " }{ gate_text(words, Some(zone.gate)) }</li>
                }) }</ul>
            },
        ));
    }
    if form.sensitive {
        rows.push((words.of(Text::Sensitive), icon(Glyph::Done)));
    }
    if let Some(day) = form.old_codes_until {
        rows.push((words.of(Text::OldUntilDay), day.to_string().into()));
    }
    facts(rows)
}

/// Days and times, as `Mon Tue 09:00 – 21:00`.
fn hours_text(words: Words, hours: &OpeningHours) -> String {
    let days: Vec<_> = super::extras::WEEK
        .iter()
        .enumerate()
        .filter(|(day, _)| hours.days & (1 << day) != 0)
        .map(|(_, text)| words.of(*text))
        .collect();
    let to = if hours.to == 24 * 60 { "24:00".to_owned() } else { typed::time(hours.to) };
    format!("{} {} – {to}", days.join(" "), typed::time(hours.from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_hours_are_read_as_people_write_them() {
        let hours = OpeningHours { days: 0b110_0001, from: 9 * 60 + 30, to: 24 * 60 };
        assert_eq!(hours_text(Words { language: Language::En }, &hours), "Mon Sat Sun 09:30 – 24:00");
    }
}
