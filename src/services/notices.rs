//! Exposure notices (F28), receipts (F44), and "I was not there" (F43).
//!
//! What is fetched is the same for everybody, and looked through here; where one has to say which receipts, one asks whether
//! or not there is anything to find, so that the server does not learn what was found. It is done by code that comes with
//! the later pages (`src/pages/parts.rs`), so nothing that the first load needs calls it.

use std::cell::Cell;

use venue_protocol::id::ReceiptSecret;
use venue_protocol::instant::Day;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::notice::{NoticeFile, NoticeHint};
use venue_protocol::seal::receipt::{Receipt, ReceiptHint};
use venue_protocol::wire::keys::PublicKeys;
use venue_protocol::wire::notices::{DisputeOf, DisputeState, NewDispute, ReceiptDay, SignedNotices};

use super::Services;
use super::shelf::Key;
use crate::api::{self, ApiError};
use crate::platform::LocalFuture;
use crate::state::Action;
use crate::state::notices::{Notices, presence};
use crate::state::profile::Profile;
use crate::state::visit::VisitId;

/// Looks around once, if it is time to.
pub type LookAround = fn(Services) -> LocalFuture<'static, ()>;

/// [`Services::look_around`], as the program fetches it.
pub fn look_around(services: Services) -> LocalFuture<'static, ()> {
    Box::pin(async move { services.look_around().await })
}

/// Why not everything was looked through.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LookError {
    /// The server did not answer as it should, or was not reached.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A day file that none of the service's keys signed: nothing of it is shown.
    #[error("a day file is not of this service")]
    Forged,
}

/// What a visit of this device is found by.
struct Wanted {
    hint: NoticeHint,
    visit: VisitId,
    quarter: u32,
}

impl Services {
    /// What was found and said.
    pub fn notices(&self) -> Notices {
        self.0.shelf.load(Key::Notices).unwrap_or_default()
    }

    /// Asks the server if the last time is long enough ago, and says what the visitor has not seen yet. Without a network it
    /// is done another time.
    pub async fn look_around(&self) {
        self.update_notices(|_| ());
        if self.notices().is_due(self.now()) {
            // Whoever opens the page is told what is wrong.
            let _ = self.check_notices().await;
        }
        self.dispatch(Action::News(self.notices().news()));
    }

    /// Asks the server for what is new, and looks it through.
    ///
    /// # Errors
    /// If not everything could be asked for, or not everything is genuine. What was found is kept all the same.
    pub async fn check_notices(&self) -> Result<(), LookError> {
        // What is registered after the first request may not be among what is looked for.
        let begun = self.now();
        let files = self.check_files().await;
        // Somebody may have come to this device meanwhile, and have older receipts.
        while !self.check_receipts(&self.profile()).await? {}
        files?;
        self.update_notices(|notices| notices.checked_at = Some(begun));
        Ok(())
    }

    /// [`Services::check_notices`] for a page that shows what is found. If it was left meanwhile, that is news: nobody has
    /// seen it.
    ///
    /// # Errors
    /// As there.
    pub async fn check_for_page(&self, is_shown: &Cell<bool>) -> Result<(), LookError> {
        let checked = self.check_notices().await;
        if is_shown.get() {
            self.read_notices();
        }
        checked
    }

    /// The visitor has seen everything that was found.
    pub fn read_notices(&self) {
        self.update_notices(Notices::read_all);
        self.dispatch(Action::News(None));
    }

    /// Says "I was not there"; again it takes the place of what was said before, unless that is decided.
    ///
    /// # Errors
    /// If it was refused, or nobody knows whether it arrived: then it can be said again.
    pub async fn dispute(&self, about: &DisputeOf, statement: &str) -> Result<DisputeState, ApiError> {
        let new = NewDispute { about: about.clone(), statement: statement.to_owned() };
        let state = match api::notices::dispute(&*self.0.platform.http, &new).await {
            Ok(()) => DisputeState { at: self.now(), decision: None },
            // Decided meanwhile.
            Err(error) if error.problem() == Some(ProblemType::EventConflict) => {
                api::notices::look_up(&*self.0.platform.http, about).await?
            }
            Err(error) => return Err(error),
        };
        self.update_notices(|notices| notices.put_said(about, state.clone()));
        Ok(state)
    }

    /// Asks what was decided; what cannot be asked for stays as it was. What the server does not know (any more) is not
    /// waited for.
    pub async fn refresh_disputes(&self) {
        for about in self.notices().undecided() {
            match api::notices::look_up(&*self.0.platform.http, &about).await {
                Ok(state) => self.update_notices(|notices| notices.put_said(&about, state)),
                Err(error) if error.problem() == Some(ProblemType::NotFound) => {
                    self.update_notices(|notices| notices.lost_said(&about));
                }
                Err(_) => {}
            }
        }
    }

    /// Changes what is kept, forgets what is about visits and persons that are gone, and says what is news by now.
    pub(super) fn update_notices(&self, change: impl FnOnce(&mut Notices)) {
        let mut notices = self.notices();
        let before = notices.clone();
        change(&mut notices);
        notices.tidy(&self.history(), &self.profile(), self.now().day());
        if notices != before {
            self.0.shelf.save(Key::Notices, &notices);
            self.dispatch(Action::News(notices.news()));
        }
    }

    async fn check_files(&self) -> Result<(), LookError> {
        let since = self.notices().files_since(&self.history(), self.now().day());
        let files = api::notices::files(&*self.0.platform.http, since).await?.files;
        let mut genuine = self.genuine(&files);
        if genuine.len() < files.len() {
            // The service may have another key by now.
            self.refresh_keys().await;
            genuine = self.genuine(&files);
        }
        let wanted = self.wanted();
        self.update_notices(|notices| {
            for file in &genuine {
                for Wanted { hint, visit, quarter } in &wanted {
                    if file.contains(hint) {
                        notices.found_visit(*visit, *quarter, file.day);
                    }
                }
            }
            // Else it is asked for again.
            if genuine.len() == files.len()
                && let Some(last) = genuine.iter().map(|file| file.day).max()
            {
                notices.saw_files(last);
            }
        });
        if genuine.len() == files.len() { Ok(()) } else { Err(LookError::Forged) }
    }

    /// The files that a key of the service signed.
    fn genuine(&self, files: &[SignedNotices]) -> Vec<NoticeFile> {
        let keys: Option<PublicKeys> = self.0.shelf.load(Key::Keys);
        let keys = keys.map(|keys| keys.token_keys).unwrap_or_default();
        let read = |signed: &SignedNotices| {
            let file = NoticeFile::read(signed.day, &signed.hints.0).ok()?;
            let is_of = |key| file.verify(key, &signed.signature).is_ok();
            keys.iter().any(|key| is_of(&key.public_key)).then_some(file)
        };
        files.iter().filter_map(read).collect()
    }

    fn wanted(&self) -> Vec<Wanted> {
        let (history, now) = (self.history(), self.now());
        let present = history.visits().filter_map(|visit| Some((visit.id, presence(visit, &history, now)?)));
        present
            .flat_map(|(visit, (key, quarters))| {
                quarters.map(move |quarter| Wanted { hint: key.hint(quarter), visit, quarter })
            })
            .collect()
    }

    /// Looks through the receipts; `false` if by now others are registered here, for whom nothing was looked for.
    async fn check_receipts(&self, profile: &Profile) -> Result<bool, ApiError> {
        let http = &*self.0.platform.http;
        let since = self.notices().receipts_since(self.now().day());
        let days = api::notices::hints(http, since).await?.days;
        let known = self.notices();
        let mine = profile.traceable().flat_map(|(person, secret, label)| {
            let hints = days.iter().flat_map(|day| mine(day, secret));
            hints.map(move |(day, hint)| (day, hint, person, secret, label))
        });
        let new: Vec<_> = mine.filter(|(day, hint, ..)| !known.has_asked(*day, *hint)).collect();
        if new.is_empty() {
            self.ask_for_any(&days).await?;
        }
        for (day, hint, person, secret, label) in new {
            let [first, ..] = hint.0;
            let of_day = api::notices::bodies(http, day, first).await?.receipts;
            let body = of_day.iter().find(|receipt| receipt.hint == hint).map(|receipt| receipt.body);
            self.update_notices(|notices| {
                notices.asked(day, hint);
                // What does not open is somebody else's.
                if let Some(receipt) = body.and_then(|body| Receipt::open(&body, secret).ok()) {
                    notices.found_receipt(person, label, day, receipt);
                }
            });
        }
        let is_known = |person, secret| profile.traceable().any(|(one, of, _)| (one, of) == (person, secret));
        let are_all = self.profile().traceable().all(|(person, secret, _)| is_known(person, secret));
        if are_all && let Some(last) = days.iter().map(|day| day.day).max() {
            self.update_notices(|notices| notices.saw_receipts(last));
        }
        Ok(are_all)
    }

    /// Asks for the bodies that go with any of the published hints, as if it were one's own: so that whoever asks for some
    /// need not have been traced.
    async fn ask_for_any(&self, days: &[ReceiptDay]) -> Result<(), ApiError> {
        let hints: Vec<_> =
            days.iter().flat_map(|day| hints(day).iter().map(|hint| (day.day, hint))).collect();
        // A browser without random numbers registers nobody, so it has nothing to hide.
        let any = self.random_number().ok().and_then(|number| (number as usize).checked_rem(hints.len()));
        if let Some((day, [first, ..])) = any.and_then(|any| hints.get(any)) {
            api::notices::bodies(&*self.0.platform.http, *day, *first).await?;
        }
        Ok(())
    }
}

/// A person's hints of a day: k = 0, 1, ... to the first that is not there.
fn mine(of: &ReceiptDay, secret: &ReceiptSecret) -> Vec<(Day, ReceiptHint)> {
    let hints_of_person = (0..=u8::MAX).map(|k| secret.hint(of.day, k));
    hints_of_person.take_while(|hint| hints(of).contains(&hint.0)).map(|hint| (of.day, hint)).collect()
}

fn hints(of: &ReceiptDay) -> &[[u8; ReceiptHint::LEN]] {
    of.hints.0.as_chunks().0
}
