//! What became of the reports that this device sent.

use venue_protocol::instant::Instant;
use venue_protocol::wire::reports::{ReportState, ReportStatus};
use yew::{Html, html};

use super::form::kind_text;
use crate::components::icon::Glyph;
use crate::components::notice::{Tone, badge};
use crate::components::page::Group;
use crate::i18n::text::Report as Text;
use crate::i18n::{Words, moment};
use crate::pages::context::App;
use crate::state::reports::{Reports, SentReport};

/// A number in groups of three, as it is read out.
fn grouped(ticket: &str) -> String {
    let digits: Vec<char> = ticket.chars().collect();
    digits.chunks(3).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The number of what was sent just now, large.
pub(super) fn just_sent(words: Words, status: &ReportStatus) -> Html {
    html! {
        <section class="card hero" role="status" data-testid="report-sent">
            <p>{ badge(Tone::Good, Glyph::Done, words.of(Text::Sent)) }</p>
            <p class="ticket num" data-testid="ticket">{ grouped(&status.ticket) }</p>
            <p>{ words.of(Text::SentText) }</p>
        </section>
    }
}

/// The reports with their states and answers; nothing before the first one.
pub(super) fn list(app: &App, reports: &Reports) -> Html {
    let words = app.words;
    let lines: Vec<Html> =
        reports.arrived().map(|(report, status)| line(words, report, status, app.now())).collect();
    if lines.is_empty() {
        return Html::default();
    }
    Group { title: Some(words.of(Text::Mine).into()), children: lines.into_iter().collect() }.view()
}

fn line(words: Words, report: &SentReport, status: &ReportStatus, now: Instant) -> Html {
    html! {
        <div class="cell" key={status.ticket.clone()} data-testid="report-line">
            <div class="cell__body">
                <p>{ words.of(kind_text(report.kind)) }</p>
                <p class="soft small num">
                    { grouped(&status.ticket) }{ " · " }{ moment(words, status.received_at, now) }
                </p>
                <p>{ state_badge(words, status.state) }</p>
                if let Some(answer) = &status.answer {
                    <p class="soft small">{ words.of(Text::Answer) }</p>
                    <p class="lines" data-testid="report-answer"><bdi>{ answer }</bdi></p>
                }
            </div>
        </div>
    }
}

fn state_badge(words: Words, state: ReportState) -> Html {
    let (tone, glyph, text) = match state {
        ReportState::Open => (Tone::Info, Glyph::Wait, Text::StateOpen),
        ReportState::InWork => (Tone::Info, Glyph::Edit, Text::StateInWork),
        ReportState::Answered => (Tone::Good, Glyph::Done, Text::StateAnswered),
        ReportState::Closed => (Tone::Good, Glyph::Done, Text::StateClosed),
    };
    badge(tone, glyph, words.of(text))
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_number_is_shown_as_it_is_read_out() {
        assert_eq!(grouped("012345679"), "012 345 679");
        assert_eq!(grouped(""), "");
    }
}
