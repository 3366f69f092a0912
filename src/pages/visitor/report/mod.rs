//! Reporting a problem (F10), for oneself or for somebody who cannot, and the reports that this device sent.

mod draft;
mod form;
mod sent;

use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Field, FieldProblem, ProblemType};
use venue_protocol::wire::reports::{ReportKind, ReportStatus};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::{Callback, Html, hook, html, use_effect_with};

pub use draft::ReportDraft;

use super::ways_out::{Fault, fault_notice, hotlines};
use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::components::page::{Page, use_frame};
use crate::i18n::Advice;
use crate::i18n::text::Report as Text;
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::platform::{dom, frame};
use crate::route::Route;
use crate::state::reports::Reports;
use draft::FIELDS;

/// The longest side of a picture that is sent, in pixels: a poster can be read, and a slow network takes it in time.
const LONGEST_SIDE: u32 = 1280;

/// Something that went wrong.
enum Said {
    Fault(Fault),
    /// The technicians have no key.
    NotOpen,
    /// The picture cannot be used.
    Picture,
}

impl Said {
    fn of(error: &ApiError) -> Self {
        match error.problem() {
            Some(ProblemType::NoTechnicianKey) => Self::NotOpen,
            Some(ProblemType::PictureUnusable | ProblemType::TooLarge) => Self::Picture,
            _ => Self::Fault(Fault::of_call(error)),
        }
    }
}

/// What the page remembers.
struct Reporting {
    draft: ReportDraft,
    /// What the server found wrong; it may know better than this version of the app.
    found: Vec<FieldProblem>,
    said: Option<Said>,
    busy: bool,
    /// "Send" was pressed without a network.
    wanted: bool,
    /// What was sent just now.
    sent: Option<ReportStatus>,
    reports: Reports,
}

/// The form and what its controls change.
#[derive(Clone)]
struct Filling {
    app: App,
    own: Own<Reporting>,
}

/// Leads to the form, with what it is about. What was typed before is still there.
pub fn report_button(app: &App, kind: ReportKind, place: Option<PlaceId>) -> Html {
    let (memory, go) = (app.memory.clone(), app.nav.to(Route::Report));
    let onclick = Callback::from(move |()| {
        memory.report_about(kind, place);
        go.emit(());
    });
    let button = Button::new(app.words.of(Text::Here), "report-here", onclick);
    Button { weight: Weight::Quiet, glyph: Some(Glyph::Edit), ..button }.view()
}

/// Reporting a problem.
#[hook]
pub fn use_report_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Text::Title), "report-page");
    let own = use_own(|| Reporting {
        draft: ReportDraft::of(&app.memory),
        found: Vec::new(),
        said: None,
        busy: false,
        wanted: false,
        sent: None,
        reports: app.services.reports(),
    });
    let form = Filling { app: app.clone(), own: own.clone() };
    use_effect_with(app.state.offline, {
        let form = form.clone();
        move |offline| {
            if !offline {
                form.network();
            }
        }
    });
    let reporting = own.get();
    let is_open = app.state.keys.as_ref().is_none_or(|keys| keys.reports_open);
    let (content, actions) = match &reporting.sent {
        Some(status) => (sent::just_sent(words, status), Some(another(&form))),
        None if !is_open => (not_open(&app), None),
        None => {
            let content = html! {
                <>
                    <p>{ words.of(Text::Lead) }</p>
                    { form::fields(&form, &reporting) }
                    { say(&app, &reporting) }
                    <p class="soft small">{ words.of(Text::DraftNote) }</p>
                </>
            };
            (content, Some(form::submit(&form, &reporting)))
        }
    };
    let children = html! { <>{ content }{ sent::list(&app, &reporting.reports) }</> };
    Page { actions, children, ..page }.view()
}

fn say(app: &App, reporting: &Reporting) -> Html {
    let words = app.words;
    let said = match &reporting.said {
        None => Html::default(),
        Some(Said::Fault(fault)) => fault_notice(words, fault, "report-fault"),
        Some(Said::NotOpen) => not_open(app),
        Some(Said::Picture) => Notice {
            title: Some(words.of(Text::PictureWrong).into()),
            testid: Some("picture-wrong"),
            ..Notice::new(Tone::Bad, words.of(Text::PictureWrongText))
        }
        .view(),
    };
    let offline = if reporting.wanted { Text::Waiting } else { Text::Offline };
    html! {
        <>
            { said }
            if app.state.offline {
                { Notice {
                    glyph: Some(Glyph::Offline),
                    testid: Some("report-offline"),
                    ..Notice::new(Tone::Warn, words.of(offline))
                }.view() }
            }
        </>
    }
}

fn not_open(app: &App) -> Html {
    let words = app.words;
    let text = html! { <><p>{ words.of(Text::NotOpenText) }</p>{ hotlines(app) }</> };
    let title = Some(words.of(Text::NotOpen).into());
    Notice { title, testid: Some("reports-not-open"), ..Notice::of(Tone::Warn, text) }.view()
}

fn another(form: &Filling) -> Html {
    let own = form.own.clone();
    let onclick = Callback::from(move |()| own.change(|reporting| reporting.sent = None));
    Button::new(form.app.words.of(Text::AnotherOne), "report-another", onclick).view()
}

impl Filling {
    fn change(&self, change: impl FnOnce(&mut ReportDraft)) {
        self.own.change(|reporting| {
            change(&mut reporting.draft);
            self.app.memory.keep_report(Some(reporting.draft.clone()));
        });
    }

    /// What a control does: it puts its value into the draft, which is another report then.
    fn edit<T: 'static>(&self, put: fn(&mut ReportDraft, T)) -> Callback<T> {
        let form = self.clone();
        Callback::from(move |value: T| {
            form.own.change(|reporting| (reporting.said, reporting.wanted) = (None, false));
            form.own.change(|reporting| reporting.found.clear());
            form.change(|draft| {
                draft.secret = None;
                put(draft, value);
            });
        })
    }

    /// The field was left.
    fn left(&self, field: Field) -> Callback<()> {
        let form = self.clone();
        Callback::from(move |()| form.change(|draft| draft.touch(field)))
    }

    /// A picture was chosen: it is brought down, and what the file says besides is gone.
    fn picture(&self, file: Blob) {
        let form = self.clone();
        spawn_local(async move {
            match frame::jpeg_of(&file, LONGEST_SIDE).await {
                Ok(picture) => form.edit(|draft, picture| draft.picture = Some(picture)).emit(picture),
                Err(_) => form.own.change(|reporting| reporting.said = Some(Said::Picture)),
            }
        });
    }

    /// The network is there: what waits is sent, and answers are asked for.
    fn network(&self) {
        if self.own.get().wanted {
            self.submit();
        }
        let form = self.clone();
        spawn_local(async move {
            let reports = form.app.services.refresh_reports().await;
            form.own.change(|reporting| reporting.reports = reports);
        });
    }

    /// Everything that is wrong.
    fn problems(reporting: &Reporting) -> Vec<FieldProblem> {
        let own = reporting.draft.problems();
        if own.is_empty() { reporting.found.clone() } else { own }
    }

    fn submit(&self) {
        let problems = Self::problems(&self.own.get());
        let wrong = FIELDS.iter().find(|(field, _)| problems.iter().any(|problem| problem.field == *field));
        if let Some((_, id)) = wrong {
            self.change(ReportDraft::touch_all);
            dom::focus(id);
            return;
        }
        if self.app.state.offline {
            return self.own.change(|reporting| reporting.wanted = true);
        }
        let drawn = self.own.get().draft.secret.clone();
        let Ok(secret) = drawn.map_or_else(|| self.app.services.report_secret(), Ok) else {
            let fault = Fault::new(Advice::NO_RANDOM);
            return self.own.change(|reporting| reporting.said = Some(Said::Fault(fault)));
        };
        // Sent again as it is, it is the same report.
        self.change(|draft| draft.secret = Some(secret.clone()));
        self.own.change(|reporting| {
            (reporting.busy, reporting.wanted, reporting.said) = (true, false, None);
        });
        let form = self.clone();
        spawn_local(async move {
            let report = form.own.get().draft.to_report(secret);
            let outcome = form.app.services.send_report(&report).await;
            let reports = form.app.services.reports();
            form.own.change(|reporting| {
                (reporting.busy, reporting.reports) = (false, reports);
                match outcome {
                    Ok(status) => {
                        form.app.memory.keep_report(None);
                        (reporting.draft, reporting.sent) = (ReportDraft::default(), Some(status));
                    }
                    Err(error) => reporting.refused(&error),
                }
            });
        });
    }
}

impl Reporting {
    fn refused(&mut self, error: &ApiError) {
        self.said = Some(Said::of(error));
        if let ApiError::Problem(problem) = error
            && problem.kind == ProblemType::Invalid
            && !problem.fields.is_empty()
        {
            self.found.clone_from(&problem.fields);
            self.draft.touch_all();
            self.said = None;
        }
    }
}
