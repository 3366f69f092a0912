//! What this device found out by itself: which of its visits were affected (SEALING 10), which of its persons were traced
//! (SEALING 9); and of what it said "I was not there" (SEALING 6).

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use venue_protocol::id::NoticeKey;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::notice::QUARTER_MINUTES;
use venue_protocol::seal::receipt::{DisputeToken, Receipt, ReceiptHint, TracedAs};
use venue_protocol::wire::cases::{MAX_REASON, Window};
use venue_protocol::wire::notices::{DisputeOf, DisputeState};
use venue_protocol::wire::venues::Direction;

use super::history::{EndedBy, History};
use super::profile::{MAX_LABEL, PersonId, Profile};
use super::stored::{Kept, Stored};
use super::visit::{Visit, VisitId};

/// Notices and receipts are published for so many days.
pub const KEPT_DAYS: u16 = 30;
/// So long after it was asked the server is asked again, in milliseconds.
const INTERVAL_MS: i64 = 4 * 3_600_000;
/// So long a stay is taken to be if nothing says when it ended, in milliseconds.
const UNKNOWN_STAY_MS: i64 = 4 * 3_600_000;
/// What was said by a receipt is kept so long after it, in days: the server keeps it 30 days longer than visits, and those
/// 30 days at most.
const SAID_DAYS: u16 = 60;
/// At most so many findings of a kind are kept, the newest.
const MAX_FOUND: usize = 500;
/// A visit's key is good for its day and the next one: at most so many quarters.
const MAX_QUARTERS: usize = 192;

/// A visit at which somebody was who turned out to be infected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AffectedVisit {
    /// The visit.
    pub visit: VisitId,
    /// The affected quarters of an hour of it, counted from the Unix epoch.
    pub quarters: Vec<u32>,
    /// When that was published last.
    pub day: Day,
    /// The visitor has seen it.
    pub read: bool,
}

/// A person of this device was traced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundReceipt {
    /// Who, by the local number.
    pub person: PersonId,
    /// The masked name.
    pub label: String,
    /// When the receipt was left.
    pub day: Day,
    /// The case.
    pub case: CaseId,
    /// Why.
    pub traced_as: TracedAs,
    /// The window of the case.
    pub window: Window,
    /// Owns what is said of it.
    pub token: DisputeToken,
    /// The visitor has seen it.
    pub read: bool,
}

impl FoundReceipt {
    /// What "I was not there" would be said of.
    pub fn disputed(&self) -> DisputeOf {
        DisputeOf::Case(self.token.clone())
    }

    /// Whether the server has it still, so that something can be said of it.
    pub fn is_heard(&self, today: Day) -> bool {
        self.day >= today.minus(KEPT_DAYS)
    }
}

/// Something of which this device said "I was not there". The statement is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Of what.
    pub about: DisputeOf,
    /// What became of it, as far as the server said.
    pub state: DisputeState,
    /// The server no longer has it: nobody will decide.
    #[serde(default)]
    pub lost: bool,
}

/// What the visitor has not seen yet. What may need care comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A visit was affected.
    Affected,
    /// A person was traced.
    Traced,
}

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// When everything was asked for last, by the device's clock.
    #[serde(default)]
    pub checked_at: Option<Instant>,
    /// The latest day file that was read. It can still grow, so it is asked for again.
    #[serde(default)]
    files_seen: Option<Day>,
    /// The same of the receipts.
    #[serde(default)]
    receipts_seen: Option<Day>,
    /// The hints of which the receipt was asked for already, by the receipts' day.
    #[serde(default)]
    asked: Vec<(Day, ReceiptHint)>,
    /// Affected visits, newest finding first.
    #[serde(default)]
    visits: Vec<AffectedVisit>,
    /// Receipts, newest first.
    #[serde(default)]
    receipts: Vec<FoundReceipt>,
    /// What was said, newest first.
    #[serde(default)]
    said: Vec<Said>,
}

impl Notices {
    /// Whether it is time to ask again. A clock that was set back does not put it off.
    pub fn is_due(&self, now: Instant) -> bool {
        self.checked_at.is_none_or(|at| !(0..INTERVAL_MS).contains(&now.millis_since(at)))
    }

    /// Since when day files are asked for: since the last one seen, or since the earliest visit whose key came after that
    /// (from a phone without a network).
    pub fn files_since(&self, history: &History, today: Day) -> Day {
        let is_late = |visit: &&Visit| {
            let answered = visit.receipt().map(|receipt| receipt.answered_at);
            answered.is_some_and(|at| self.checked_at.is_none_or(|checked| at >= checked))
        };
        let late = history.visits().filter(is_late).map(|visit| visit.scanned_at.day()).min();
        let oldest = today.minus(KEPT_DAYS);
        let seen = self.files_seen.unwrap_or(oldest);
        late.map_or(seen, |late| late.min(seen)).max(oldest)
    }

    /// Since when receipts are asked for.
    pub fn receipts_since(&self, today: Day) -> Day {
        let oldest = today.minus(KEPT_DAYS);
        self.receipts_seen.unwrap_or(oldest).max(oldest)
    }

    /// All files up to this day's were read.
    pub fn saw_files(&mut self, day: Day) {
        self.files_seen = self.files_seen.max(Some(day));
    }

    /// All receipts up to this day's were looked through.
    pub fn saw_receipts(&mut self, day: Day) {
        self.receipts_seen = self.receipts_seen.max(Some(day));
    }

    /// Another person is on this device: it may have older receipts.
    pub fn look_back_for_receipts(&mut self) {
        (self.receipts_seen, self.checked_at) = (None, None);
        self.asked.clear();
    }

    /// Whether the receipt of a hint came already, or there is none for anybody here.
    pub fn has_asked(&self, day: Day, hint: ReceiptHint) -> bool {
        self.asked.contains(&(day, hint))
    }

    /// The receipt of a hint was asked for.
    pub fn asked(&mut self, day: Day, hint: ReceiptHint) {
        self.asked.insert(0, (day, hint));
        self.asked.truncate(MAX_FOUND);
    }

    /// A quarter of a visit stands in the file of a day.
    pub fn found_visit(&mut self, visit: VisitId, quarter: u32, day: Day) {
        if let Some(known) = self.visits.iter_mut().find(|known| known.visit == visit) {
            if !known.quarters.contains(&quarter) {
                known.quarters.push(quarter);
                known.quarters.sort_unstable();
                (known.day, known.read) = (known.day.max(day), false);
            }
            return;
        }
        self.visits.insert(0, AffectedVisit { visit, quarters: vec![quarter], day, read: false });
        self.visits.truncate(MAX_FOUND);
    }

    /// A receipt of a person was opened.
    pub fn found_receipt(&mut self, person: PersonId, label: &str, day: Day, receipt: Receipt) {
        let Receipt { case, traced_as, window, token } = receipt;
        if !self.receipts.iter().any(|known| known.token == token) {
            let label = label.to_owned();
            let found = FoundReceipt { person, label, day, case, traced_as, window, token, read: false };
            self.receipts.insert(0, found);
            self.receipts.truncate(MAX_FOUND);
        }
    }

    /// The affected visits that the history still has, newest finding first.
    pub fn visits<'a>(
        &'a self,
        history: &'a History,
    ) -> impl Iterator<Item = (&'a AffectedVisit, &'a Visit)> {
        self.visits.iter().filter_map(|found| Some((found, history.visit(found.visit)?)))
    }

    /// The receipts, newest first.
    pub fn receipts(&self) -> &[FoundReceipt] {
        &self.receipts
    }

    /// What the visitor has not seen yet.
    pub fn news(&self) -> Option<News> {
        if self.visits.iter().any(|found| !found.read) {
            return Some(News::Affected);
        }
        self.receipts.iter().any(|found| !found.read).then_some(News::Traced)
    }

    /// The visitor has seen everything.
    pub fn read_all(&mut self) {
        self.visits.iter_mut().for_each(|found| found.read = true);
        self.receipts.iter_mut().for_each(|found| found.read = true);
    }

    /// What was said about something, if anything was.
    pub fn said(&self, about: &DisputeOf) -> Option<&Said> {
        self.said.iter().find(|said| said.about == *about)
    }

    /// The visits of the history of which something was said, what was said last first.
    pub fn said_of<'a>(&'a self, history: &'a History) -> impl Iterator<Item = (&'a Said, &'a Visit)> {
        let visit = |said: &Said| history.visits().find(|visit| visit.disputed() == said.about);
        self.said.iter().filter_map(move |said| Some((said, visit(said)?)))
    }

    /// Something was said, or decided.
    pub fn put_said(&mut self, about: &DisputeOf, state: DisputeState) {
        self.said.retain(|said| said.about != *about);
        self.said.insert(0, Said { about: about.clone(), state, lost: false });
        self.said.truncate(MAX_FOUND);
    }

    /// The server no longer has what was said.
    pub fn lost_said(&mut self, about: &DisputeOf) {
        let lost = self.said.iter_mut().filter(|said| said.about == *about);
        lost.for_each(|said| said.lost = true);
    }

    /// What a tracer still has to decide.
    pub fn undecided(&self) -> Vec<DisputeOf> {
        let undecided = self.said.iter().filter(|said| said.state.decision.is_none() && !said.lost);
        undecided.map(|said| said.about.clone()).collect()
    }

    /// Forgets what is about visits that the history no longer has and persons who are not on the device any more, and what is
    /// too old.
    pub fn tidy(&mut self, history: &History, profile: &Profile, today: Day) {
        self.visits.retain(|found| history.visit(found.visit).is_some());
        self.asked.retain(|(day, _)| *day >= today.minus(KEPT_DAYS));
        let said = &self.said;
        self.receipts.retain(|found| {
            let is_answered =
                |said: &Said| said.about == found.disputed() && said.state.at.day() >= today.minus(SAID_DAYS);
            profile.traceable().any(|(person, ..)| person == found.person)
                && (found.is_heard(today) || said.iter().any(is_answered))
        });
        let receipts = &self.receipts;
        self.said.retain(|said| match &said.about {
            DisputeOf::Visit { secret, .. } => history.visits().any(|visit| visit.secret == *secret),
            DisputeOf::Case(token) => receipts.iter().any(|found| found.token == *token),
        });
    }
}

/// What a visit is looked for by: its key, and the quarters of an hour in which somebody of this device was there, by the
/// server's clock: of the device's, which may be wrong, only how long it was. An exit counts by itself only if no entry goes
/// with it.
pub fn presence(visit: &Visit, history: &History, now: Instant) -> Option<(NoticeKey, RangeInclusive<u32>)> {
    let receipt = visit.receipt()?;
    let key = receipt.notice.clone()?;
    let from = receipt.occurred_at;
    let to = match visit.direction {
        Direction::Entry => from.plus_millis(end_of(visit, history, now).millis_since(visit.scanned_at)),
        Direction::Exit => {
            let ends_here = |entry: &Visit| {
                entry.is_at_venue_of(visit)
                    && history.end_of(entry, now).is_some_and(|end| end.at == visit.scanned_at)
            };
            if history.visits().any(ends_here) {
                return None;
            }
            from
        }
    };
    let last = from.day().plus(2).start().plus_millis(-1);
    let quarter = |at: Instant| at.minute() / QUARTER_MINUTES;
    Some((key, quarter(from)..=quarter(to.clamp(from, last))))
}

/// When a stay ended: as stated, else when it was planned to, else at the next check-in or after [`UNKNOWN_STAY_MS`],
/// whichever comes first.
fn end_of(entry: &Visit, history: &History, now: Instant) -> Instant {
    let at_most = entry.scanned_at.plus_millis(match entry.stay {
        Some(stay) => i64::from(u16::from(stay)) * 60_000,
        None => UNKNOWN_STAY_MS,
    });
    match history.end_of(entry, now) {
        Some(end) if end.by == EndedBy::NextCheckIn => end.at.min(at_most),
        Some(end) => end.at,
        None => at_most,
    }
}

impl Stored for Notices {
    const VERSION: u16 = 1;
    const KIND: Kept = Kept::Notices;

    fn is_sound(&self) -> bool {
        let fits = |text: &str, most: usize| text.chars().count() <= most;
        let decision =
            |said: &Said| said.state.decision.as_ref().is_none_or(|it| fits(&it.reason, MAX_REASON));
        [self.asked.len(), self.visits.len(), self.receipts.len(), self.said.len()]
            .iter()
            .all(|len| *len <= MAX_FOUND)
            && self.visits.iter().all(|found| (1..=MAX_QUARTERS).contains(&found.quarters.len()))
            && self.receipts.iter().all(|found| fits(&found.label, MAX_LABEL))
            && self.said.iter().all(decision)
    }
}
