//! One application as a reviewer sees it.

use std::rc::Rc;

use venue_protocol::id::PlaceId;
use venue_protocol::wire::applications::{Applicant, Review, Stage};
use venue_protocol::wire::manage::Service;
use yew::{Callback, Html, Properties, component, html};

use super::decide::Decide;
use super::id_number::IdNumber;
use super::queue::next_after;
use crate::api::{applications, manage, reviews};
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::kit::load::use_load;
use crate::console::kit::page::{ConsolePage, facts, section, use_page};
use crate::console::route::ConsoleRoute;
use crate::i18n::moment;
use crate::i18n::text::console::{Application, ReviewText as Text, Shell};
use crate::pages::console::application::form_facts;
use crate::pages::console::applications::{purpose_text, stage_badge};

/// Which application.
#[derive(Properties, PartialEq)]
pub struct ReviewProps {
    /// Its id.
    pub id: PlaceId,
}

/// The page.
#[component]
pub fn ReviewOne(props: &ReviewProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::OneTitle), "review-one-page");
    let loaded = use_load(props.id, |server, id| async move {
        let review = reviews::show(&*server, id).await?;
        let service = manage::service(&*server).await?;
        Ok((review, service))
    });
    let again = loaded.again.clone();
    let children = loaded.view(|both| {
        let (review, service) = &**both;
        html! { <>{ facts_of(&console, review, service) }{ decision(&console, review, again.clone()) }</> }
    });
    let about = loaded.ready().map(|both| both.0.application.form.venue_name.clone().into());
    let up = Some((ConsoleRoute::Review, words.of(Shell::Review)));
    ConsolePage { up, about, children, ..page }.view(&console)
}

fn facts_of(console: &Console, review: &Review, service: &Service) -> Html {
    let words = console.words;
    let application = &review.application;
    let when = application.submitted_at.map(|at| moment(words, at, console.now())).unwrap_or_default();
    let sealed = match &application.form.applicant {
        Applicant::Person { sealed_number: Some(sealed), .. } => Some(sealed.clone()),
        _ => None,
    };
    html! {
        <>
            if let Some(reason) = &review.revoked_reason {
                { Notice {
                    title: Some(words.of(Text::RevokedBefore).into()),
                    testid: Some("revoked"),
                    ..Notice::of(Tone::Warn, html! { <p><bdi>{ reason }</bdi></p> })
                }.view() }
            }
            <div class="card">
                { facts([
                    (words.of(Text::Stage), html! { <span data-testid="stage">{ stage_badge(words, application.stage) }</span> }),
                    (words.of(Text::Kind), words.of(purpose_text(application.purpose)).into()),
                    (words.of(Text::By), html! { <bdi>{ &review.applicant_login }</bdi> }),
                    (words.of(Text::Waiting), when.into()),
                ]) }
                if let Some(reason) = &application.reason {
                    { Notice {
                        title: Some(words.of(Application::ReasonTitle).into()),
                        ..Notice::of(Tone::Warn, html! { <p><bdi>{ reason }</bdi></p> })
                    }.view() }
                }
            </div>
            <div class="columns columns--wide">
                { section(words.of(Text::AsFilled), form_facts(words, &application.form, service)) }
                if let Some(approved) = &review.approved_form {
                    { section(words.of(Text::AsApproved), form_facts(words, approved, service)) }
                }
                { section(words.of(Text::LicenceTitle), licence(console, review)) }
            </div>
            if let Some(sealed) = sealed { <IdNumber venue={application.venue} {sealed} /> }
        </>
    }
}

fn licence(console: &Console, review: &Review) -> Html {
    let words = console.words;
    if !review.application.licence {
        return html! { <p class="soft">{ words.of(Text::NoLicence) }</p> };
    }
    let url =
        format!("{}?{}", applications::licence_url(review.application.venue), review.application.version);
    html! {
        <>
            <img class="preview" src={url.clone()} alt={words.of(Text::LicenceAlt)} data-testid="licence" />
            <p><a href={url} target="_blank" rel="noopener">{ words.of(Text::Enlarge) }</a></p>
        </>
    }
}

fn decision(console: &Console, review: &Review, again: Callback<()>) -> Html {
    let words = console.words;
    if review.application.stage != Stage::Submitted {
        return html! { <NextOne id={review.application.venue} /> };
    }
    if review.own {
        return Notice { testid: Some("own"), ..Notice::new(Tone::Warn, words.of(Text::Own)) }.view();
    }
    html! { <Decide application={Rc::new(review.application.clone())} onchange={again} /> }
}

/// On to the next one that waits.
#[component]
fn NextOne(props: &ReviewProps) -> Html {
    let console = use_console();
    let queue =
        use_load(props.id, |server, _| async move { reviews::queue(&*server, Stage::Submitted, None).await });
    let next = queue.ready().and_then(|queue| next_after(&queue.lines, props.id));
    match next {
        Some(next) => {
            let words = console.words.of(Text::NextOne);
            html! { <div>{ console.nav.button(ConsoleRoute::ReviewOne(next), "btn btn--primary", words, "next-review") }</div> }
        }
        None => Html::default(),
    }
}
