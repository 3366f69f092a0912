//! Whatever may go wrong, in words and with a way out.

use venue_protocol::problem::ProblemType as P;
use yew::{Callback, Html, html};

use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::components::trouble::TroubleScreen;
use crate::console::context::Console;
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::{Fault, Shell, trouble as phrases};
use crate::i18n::{Advice, Words};
use crate::platform::dom;

/// What went wrong, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultWords {
    /// One line.
    pub title: &'static str,
    /// What to do, in a sentence or two.
    pub text: &'static str,
    /// Whether the page has to be loaded anew rather than tried again.
    pub reload: bool,
}

/// What an error says to people.
pub fn fault_words(words: Words, error: &ApiError) -> FaultWords {
    let say = |title: Fault, text: Fault| FaultWords {
        title: words.of(title),
        text: words.of(text),
        reload: false,
    };
    match error {
        ApiError::Offline => say(Fault::Offline, Fault::OfflineText),
        ApiError::Timeout => say(Fault::Timeout, Fault::TimeoutText),
        // A gateway's own words: the server behind it does not answer.
        ApiError::Unexpected { status: 500.. } => say(Fault::Unavailable, Fault::UnavailableText),
        ApiError::Unexpected { .. } => {
            FaultWords { reload: true, ..say(Fault::Unexpected, Fault::UnexpectedText) }
        }
        ApiError::Problem(problem) => match problem_texts(problem.kind) {
            Some((title, text)) => FaultWords { reload: text == Fault::OutdatedText, ..say(title, text) },
            // What may be wrong with a code or a registration is told as to visitors.
            None => {
                let advice = Advice::of_problem(problem.kind);
                FaultWords { title: advice.title.text(words), text: advice.text.text(words), reload: false }
            }
        },
    }
}

const fn problem_texts(kind: P) -> Option<(Fault, Fault)> {
    Some(match kind {
        P::Malformed | P::MethodNotAllowed | P::UnsupportedMediaType => {
            (Fault::Outdated, Fault::OutdatedText)
        }
        P::TooLarge => (Fault::TooLarge, Fault::TooLargeText),
        P::Invalid => (Fault::Invalid, Fault::InvalidText),
        P::NotFound => (Fault::NotFound, Fault::NotFoundText),
        P::CrossSite => (Fault::CrossSite, Fault::CrossSiteText),
        P::TooManyRequests => (Fault::TooMany, Fault::TooManyText),
        P::Unavailable => (Fault::Unavailable, Fault::UnavailableText),
        P::NoAuthorityKeys => (Fault::NotOpen, Fault::NotOpenText),
        P::Timeout => (Fault::Timeout, Fault::TimeoutText),
        P::Internal => (Fault::Internal, Fault::InternalText),
        P::SignInNeeded => (Fault::SignInNeeded, Fault::SignInNeededText),
        P::SignInFailed => (Fault::SignInFailed, Fault::SignInFailedText),
        P::SecondFactorNeeded => (Fault::FactorNeeded, Fault::FactorNeededText),
        P::SecondFactorMissing => (Fault::FactorMissing, Fault::FactorMissingText),
        P::NotAllowed => (Fault::NotAllowed, Fault::NotAllowedText),
        P::LoginTaken => (Fault::LoginTaken, Fault::LoginTakenText),
        P::LinkGone => (Fault::LinkGone, Fault::LinkGoneText),
        P::LastManager => (Fault::LastManager, Fault::LastManagerText),
        P::NotApproved => (Fault::NotApproved, Fault::NotApprovedText),
        P::ApplicationChanged => (Fault::Changed, Fault::ChangedText),
        P::ReportChanged => (Fault::ReportChanged, Fault::ReportChangedText),
        P::OwnApplication => (Fault::Own, Fault::OwnText),
        P::VenueClosed => (Fault::VenueClosed, Fault::VenueClosedText),
        P::NoCodeInForce => (Fault::NoCode, Fault::NoCodeText),
        P::RevokedByReviewers => (Fault::Revoked, Fault::RevokedText),
        P::PictureUnusable => (Fault::Picture, Fault::PictureText),
        P::TableUnusable => (Fault::Table, Fault::TableText),
        P::NoReviewerKey => (Fault::NoReviewerKey, Fault::NoReviewerKeyText),
        P::PosterFontMissing => (Fault::Font, Fault::FontText),
        P::DeskLimit => (Fault::DeskLimit, Fault::DeskLimitText),
        P::SlipUnknown => (Fault::SlipUnknown, Fault::SlipUnknownText),
        P::SlipUsed => (Fault::SlipUsed, Fault::SlipUsedText),
        P::PassUnknown => (Fault::PassUnknown, Fault::PassUnknownText),
        P::PassEnded => (Fault::PassEnded, Fault::PassEndedText),
        P::TooManyDrafts => (Fault::Drafts, Fault::DraftsText),
        P::TooManyApplications => (Fault::Applications, Fault::ApplicationsText),
        P::TooManyInvitations => (Fault::Invitations, Fault::InvitationsText),
        P::TooManySlips => (Fault::Slips, Fault::SlipsText),
        P::AuthorityChanged => (Fault::RosterChanged, Fault::RosterChangedText),
        P::CaseChanged => (Fault::CaseChanged, Fault::CaseChangedText),
        P::HintTaken => (Fault::HintTaken, Fault::HintTakenText),
        P::CaseLimit => (Fault::CaseLimit, Fault::CaseLimitText),
        P::TooFewVisitors => (Fault::FewVisitors, Fault::FewVisitorsText),
        _ => return None,
    })
}

/// What is particular to this occurrence: when to try again, what to tell the hotline.
fn particulars(words: Words, error: &ApiError) -> Html {
    let ApiError::Problem(problem) = error else { return Html::default() };
    // Only what the operators have to mend is told in the server's own English.
    let detail = matches!(problem.kind, P::PosterFontMissing | P::TableUnusable)
        .then(|| problem.detail.clone())
        .flatten();
    html! {
        <>
            if let Some(seconds) = problem.retry_after_s { <p>{ phrases::retry_in(words, &seconds) }</p> }
            if let Some(detail) = detail { <p class="small" lang="en">{ detail }</p> }
            if problem.kind == P::Internal {
                if let Some(id) = &problem.request_id { <p class="small num">{ phrases::reference(words, id) }</p> }
            }
        </>
    }
}

/// What went wrong, within a page.
pub fn fault_notice(words: Words, error: &ApiError) -> Html {
    let FaultWords { title, text, .. } = fault_words(words, error);
    let children = html! { <><p>{ text }</p>{ particulars(words, error) }</> };
    Notice { title: Some(title.into()), testid: Some("fault"), ..Notice::of(Tone::Bad, children) }.view()
}

/// What went wrong, in place of what was to stand here, with another try where that may help.
pub fn fault_page(console: &Console, error: &ApiError, again: Callback<()>) -> Html {
    let words = console.words;
    let FaultWords { title, text, reload } = fault_words(words, error);
    let (verb, act) =
        if reload { (Fault::Reload, Callback::from(|()| dom::reload())) } else { (Fault::Retry, again) };
    let out = html! {
        <>
            { particulars(words, error) }
            if error.problem() == Some(P::NotFound) {
                { console.nav.button(ConsoleRoute::Start, "btn btn--primary", words.of(Shell::ToStart), "to-start") }
            } else {
                { Button { weight: Weight::Primary, ..Button::new(words.of(verb), "retry", act) }.view() }
            }
        </>
    };
    TroubleScreen::new(Glyph::Warn, title, text, "fault-page", out).view()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::settings::Language;
    use venue_protocol::problem::Problem;

    #[test]
    fn whatever_the_server_answers_has_words_in_both_languages() {
        for language in [Language::ZhCn, Language::En] {
            for kind in P::ALL {
                let error = ApiError::Problem(Box::new(Problem::new(*kind)));
                let said = fault_words(Words { language }, &error);
                assert_ne!(said.title, said.text, "{kind:?}");
            }
        }
    }

    #[test]
    fn what_only_the_console_meets_is_not_told_as_to_visitors() {
        let consoles = P::ALL.iter().skip_while(|kind| **kind != P::SignInNeeded);
        for kind in consoles {
            assert!(problem_texts(*kind).is_some(), "{kind:?}");
        }
    }
}
