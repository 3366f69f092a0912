//! The queue.

use venue_protocol::id::PlaceId;
use venue_protocol::wire::applications::{ApplicationLine, Purpose, QueueMark, Stage};
use yew::{AttrValue, Callback, Html, component, html, use_effect_with, use_state, use_state_eq};

use crate::api::reviews;
use crate::components::button::Button;
use crate::components::icon::Glyph;
use crate::components::nav::Link;
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{Input, Select};
use crate::console::kit::load::{use_doing, use_load};
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::kit::table::{Row, Table};
use crate::console::route::ConsoleRoute;
use crate::i18n::moment;
use crate::i18n::text::console::{Application, ReviewText as Text, review as phrases};
use crate::pages::console::application::category_name;
use crate::pages::console::applications::{name_of, purpose_text, stage_badge};

/// The stages in the order of the list; a draft is nobody's business but its applicant's.
const STAGES: [(Stage, Application); 4] = [
    (Stage::Submitted, Application::StageSubmitted),
    (Stage::Returned, Application::StageReturned),
    (Stage::Approved, Application::StageApproved),
    (Stage::Rejected, Application::StageRejected),
];

/// What came behind the first lines, and where it ends.
struct More {
    lines: Vec<ApplicationLine>,
    /// `None` if nothing came any more.
    last: Option<QueueMark>,
}

/// The page.
#[component]
pub fn Review() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::Title), "review-page");
    let stage = use_state_eq(|| Stage::Submitted);
    let name = use_state_eq(String::new);
    let kind = use_state_eq(|| None::<Purpose>);
    let first = use_load(*stage, |server, stage| async move { reviews::queue(&*server, stage, None).await });
    // What came behind the first ones.
    let more = use_state(|| None::<More>);
    let doing = use_doing();
    {
        let more = more.setter();
        use_effect_with(*stage, move |_| more.set(None));
    }
    let filters = html! {
        <div class="filters">
            { Select {
                id: "stage".into(),
                label: words.of(Text::Stage).into(),
                hint: None,
                error: None,
                options: STAGES.iter().map(|(_, text)| words.of(*text).into()).collect(),
                chosen: STAGES.iter().position(|(of, _)| *of == *stage).unwrap_or_default(),
                onchoose: {
                    let stage = stage.setter();
                    Callback::from(move |at: usize| stage.set(STAGES.get(at).map_or(Stage::Submitted, |(of, _)| *of)))
                },
            }.view() }
            { kind_filter(&console, *kind, { let kind = kind.setter(); Callback::from(move |chosen| kind.set(chosen)) }) }
            { Input::new("filter-name", words.of(Text::Find), &name, { let name = name.setter(); Callback::from(move |text| name.set(text)) }).view() }
        </div>
    };
    let list = first.view(|queue| {
        let behind = more.as_ref().map_or(&[][..], |more| &more.lines);
        let all = joined(&queue.lines, behind);
        let shown: Vec<&ApplicationLine> = all.iter().filter(|line| matches(line, &name, *kind)).collect();
        let last = more.as_ref().map_or(queue.last, |more| more.last);
        let load_more = {
            let (console, doing, more, stage) = (console.clone(), doing.clone(), more.clone(), *stage);
            Callback::from(move |()| {
                let (server, more) = (console.server.clone(), more.clone());
                doing.run(async move { reviews::queue(&*server, stage, last).await }, move |queue| {
                    let lines = joined(more.as_ref().map_or(&[], |more| &more.lines), &queue.lines);
                    more.set(Some(More { lines, last: queue.last }));
                });
            })
        };
        let some_left = last.is_some() && (all.len() as u64) < u64::from(queue.total);
        html! {
            <div class="stack">
                <p class="soft small num" role="status">{ phrases::shown_of(words, &shown.len(), &queue.total) }</p>
                { table(&console, &shown) }
                { doing.notice() }
                if some_left { <div>{ Button { busy: doing.busy(), ..Button::new(words.of(Text::More), "more", load_more) }.view() }</div> }
            </div>
        }
    });
    let children = html! { <>{ filters }{ list }</> };
    ConsolePage { lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

fn kind_filter(console: &Console, chosen: Option<Purpose>, onchoose: Callback<Option<Purpose>>) -> Html {
    const KINDS: [(Option<Purpose>, Text); 3] = [
        (None, Text::AllKinds),
        (Some(Purpose::New), Text::KindNew),
        (Some(Purpose::Change), Text::KindChange),
    ];
    let words = console.words;
    Select {
        id: "kind".into(),
        label: words.of(Text::Kind).into(),
        hint: None,
        error: None,
        options: KINDS.iter().map(|(_, text)| AttrValue::from(words.of(*text))).collect(),
        chosen: KINDS.iter().position(|(kind, _)| *kind == chosen).unwrap_or_default(),
        onchoose: onchoose.reform(|at: usize| KINDS.get(at).and_then(|(kind, _)| *kind)),
    }
    .view()
}

/// Lines and those behind them. One that came again in the meantime stands where it waits now.
fn joined(lines: &[ApplicationLine], behind: &[ApplicationLine]) -> Vec<ApplicationLine> {
    let stays = |line: &&ApplicationLine| behind.iter().all(|again| again.venue != line.venue);
    lines.iter().filter(stays).chain(behind).cloned().collect()
}

/// Whether a line is looked for.
fn matches(line: &ApplicationLine, name: &str, kind: Option<Purpose>) -> bool {
    let name = name.trim().to_lowercase();
    kind.is_none_or(|kind| kind == line.purpose) && line.venue_name.to_lowercase().contains(&name)
}

fn table(console: &Console, lines: &[&ApplicationLine]) -> Html {
    let words = console.words;
    Table {
        caption: words.of(Text::Title),
        head: vec![
            words.of(Text::Name),
            words.of(Text::Kind),
            words.of(Text::Category),
            words.of(Text::Waiting),
            words.of(Text::Stage),
        ],
        rows: lines
            .iter()
            .map(|line| Row {
                key: line.venue.to_string().into(),
                cells: vec![
                    Link {
                        testid: Some("review-link"),
                        children: html! { <bdi>{ name_of(words, line) }</bdi> },
                        ..console.nav.link(ConsoleRoute::ReviewOne(line.venue))
                    }
                    .view(),
                    words.of(purpose_text(line.purpose)).into(),
                    category_name(words, &line.category).into(),
                    line.submitted_at.map(|at| moment(words, at, console.now())).unwrap_or_default().into(),
                    stage_badge(words, line.stage),
                ],
            })
            .collect(),
        empty: (Glyph::Done, words.of(Text::Empty), words.of(Text::EmptyText)),
        testid: "queue",
    }
    .view()
}

/// The next one that waits, besides this one.
pub fn next_after(lines: &[ApplicationLine], this: PlaceId) -> Option<PlaceId> {
    lines.iter().map(|line| line.venue).find(|venue| *venue != this)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(n: u8, name: &str, purpose: Purpose) -> ApplicationLine {
        ApplicationLine {
            venue: PlaceId([n; 6]),
            purpose,
            stage: Stage::Submitted,
            version: 1,
            venue_name: name.into(),
            category: "restaurant".into(),
            division: "220102".into(),
            saved_at: "2026-11-23T09:00:00+08:00".parse().unwrap(),
            submitted_at: None,
        }
    }

    #[test]
    fn lines_are_found_by_a_part_of_the_name_and_by_kind() {
        let noodle = line(1, "老王面馆 Wang's Noodles", Purpose::New);
        assert!(matches(&noodle, " noodle ", None) && matches(&noodle, "面馆", Some(Purpose::New)));
        assert!(!matches(&noodle, "", Some(Purpose::Change)) && !matches(&noodle, "药店", None));
    }

    #[test]
    fn one_that_came_again_stands_once_where_it_waits_now() {
        let [a, b, c] = [(1, "a"), (2, "b"), (3, "c")].map(|(n, name)| line(n, name, Purpose::New));
        assert_eq!(joined(&[a.clone(), b.clone()], &[c.clone(), a.clone()]), [b, c, a]);
    }

    #[test]
    fn the_next_one_is_another_one() {
        let lines = [line(1, "a", Purpose::New), line(2, "b", Purpose::New)];
        assert_eq!(next_after(&lines, PlaceId([1; 6])), Some(PlaceId([2; 6])));
        assert_eq!(next_after(&lines[..1], PlaceId([1; 6])), None);
    }
}
