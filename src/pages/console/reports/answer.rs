//! Answering a report.

use std::rc::Rc;

use venue_protocol::problem::{FormField, FormProblem, Reason};
use venue_protocol::report::{MAX_TEXT, answer as checked};
use venue_protocol::wire::reports::{AnswerReport, Report, ReportLine, ReportState};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::one::{is_changed, quicker};
use super::state_text;
use crate::api::report_desk;
use crate::console::context::use_console;
use crate::console::kit::form::{Input, Select, Submit, edit, form};
use crate::console::kit::load::use_doing;
use crate::console::kit::page::section;
use crate::console::kit::wrong::form_wrong;
use crate::i18n::text::console::ReportsText as Text;
use crate::pages::own::use_own;
use crate::platform::dom;

/// What a technician sets, the likeliest first.
const STATES: [ReportState; 4] =
    [ReportState::Answered, ReportState::Closed, ReportState::InWork, ReportState::Open];

/// The report.
#[derive(Properties, PartialEq)]
pub struct AnsweringProps {
    /// As it was loaded.
    pub report: Rc<Report>,
    /// It was answered: its line, and the new answer if there is one.
    pub onchange: Callback<(ReportLine, Option<String>)>,
    /// Loads it as it is now.
    pub again: Callback<()>,
}

struct Typed {
    state: ReportState,
    answer: String,
    wrong: Option<Reason>,
}

impl Typed {
    /// The new answer, if there is one.
    fn said(&self, before: Option<&str>) -> Result<Option<String>, Reason> {
        if self.answer.trim().is_empty() {
            let needed = self.state == ReportState::Answered && before.is_none();
            return if needed { Err(Reason::Missing) } else { Ok(None) };
        }
        checked(&self.answer).map(Some)
    }
}

/// The form.
#[component]
pub fn Answering(props: &AnsweringProps) -> Html {
    let console = use_console();
    let words = console.words;
    let doing = use_doing();
    let own = use_own(|| Typed {
        state: ReportState::Answered,
        answer: props.report.answer.clone().unwrap_or_default(),
        wrong: None,
    });
    let save = {
        let (console, doing, own) = (console.clone(), doing.clone(), own.clone());
        let (report, onchange) = (props.report.clone(), props.onchange.clone());
        Callback::from(move |()| {
            let said = own.get().said(report.answer.as_deref());
            own.change(|typed| typed.wrong = said.as_ref().err().copied());
            let Ok(answer) = said else { return dom::focus("answer") };
            let message =
                AnswerReport { version: report.line.version, state: own.get().state, answer: answer.clone() };
            let (server, id) = (console.server.clone(), report.line.id);
            let (console, onchange) = (console.clone(), onchange.clone());
            doing.run(async move { report_desk::answer(&*server, id, &message).await }, move |line| {
                console.say.emit(console.words.of(Text::Saved).to_owned());
                onchange.emit((line, answer));
            });
        })
    };
    let again = {
        let (doing, again) = (doing.clone(), props.again.clone());
        Callback::from(move |()| {
            doing.forget();
            again.emit(());
        })
    };
    let typed = own.get();
    let wrong = typed
        .wrong
        .map(|reason| form_wrong(words, FormProblem { field: FormField::Answer, entry: None, reason }))
        .or_else(|| doing.wrong(FormField::Answer));
    let fault = if is_changed(&doing) { quicker(&console, again) } else { doing.notice() };
    let fields = html! {
        <>
            { Select {
                id: "answer-state".into(),
                label: words.of(Text::State).into(),
                hint: None,
                error: None,
                options: STATES.iter().map(|state| AttrValue::from(words.of(state_text(*state)))).collect(),
                chosen: STATES.iter().position(|state| *state == typed.state).unwrap_or_default(),
                onchoose: edit(&own, |typed: &mut Typed, at: usize| {
                    typed.state = STATES.get(at).copied().unwrap_or(ReportState::Answered);
                }),
            }.view() }
            { Input {
                rows: 4,
                maxlength: MAX_TEXT,
                hint: Some(words.of(Text::AnswerHint).into()),
                error: wrong.map(Into::into),
                ..Input::new("answer", words.of(Text::Answer), &typed.answer, edit(&own, |typed: &mut Typed, text| {
                    (typed.answer, typed.wrong) = (text, None);
                }))
            }.view() }
            { fault }
            { Submit { text: words.of(Text::Save), testid: "save-answer", busy: doing.busy(), why_not: None }.view() }
        </>
    };
    section(words.of(Text::AnswerTitle), form("answer-form", save, fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answered_report_has_an_answer_and_any_other_may_have_one() {
        let typed = |state, answer: &str| Typed { state, answer: answer.into(), wrong: None };
        assert_eq!(typed(ReportState::Answered, " ").said(None), Err(Reason::Missing));
        assert_eq!(typed(ReportState::Answered, " ").said(Some("已更换")), Ok(None));
        assert_eq!(typed(ReportState::Closed, "").said(None), Ok(None));
        assert_eq!(typed(ReportState::Closed, " 已更换 ").said(None), Ok(Some("已更换".into())));
        assert_eq!(typed(ReportState::Closed, "a\u{202e}").said(None), Err(Reason::Characters));
    }
}
