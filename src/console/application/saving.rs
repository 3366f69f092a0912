//! A draft that is saved as one types: what the server has, what is on its way to it, and what is not.

use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::applications::{Application, ApplicationForm, SaveApplication};

use crate::api::ApiError;

/// A draft and how far it is saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Saving {
    form: ApplicationForm,
    /// What the server has.
    saved: ApplicationForm,
    /// What is on its way to it.
    sent: Option<ApplicationForm>,
    version: u32,
    saved_at: Instant,
    fault: Option<ApiError>,
}

/// How far a draft is saved, to be told.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// All of it, since then.
    All(Instant),
    /// Not yet.
    Waiting,
    /// It is on its way.
    Sending,
    /// The server is out of reach; it is tried again.
    Offline,
    /// Somebody else changed it, in another tab perhaps: this one must be loaded anew.
    Conflict,
    /// The server does not take it.
    Failed(ApiError),
}

impl Saving {
    /// A draft as the server has it.
    pub fn new(application: &Application) -> Self {
        Self {
            form: application.form.clone(),
            saved: application.form.clone(),
            sent: None,
            version: application.version,
            saved_at: application.saved_at,
            fault: None,
        }
    }

    /// The form as it is filled in now.
    pub const fn form(&self) -> &ApplicationForm {
        &self.form
    }

    /// Changes it.
    pub fn change(&mut self, change: impl FnOnce(&mut ApplicationForm)) {
        change(&mut self.form);
    }

    /// Forgets what is not saved: the draft is gone.
    pub fn give_up(&mut self) {
        self.form.clone_from(&self.saved);
    }

    /// Whether something is not saved.
    pub fn is_dirty(&self) -> bool {
        self.form != self.saved
    }

    /// Whether something is on its way.
    pub const fn is_sending(&self) -> bool {
        self.sent.is_some()
    }

    fn is_conflict(&self) -> bool {
        self.fault.as_ref().and_then(ApiError::problem) == Some(ProblemType::ApplicationChanged)
    }

    /// Whether what failed may go through by itself later. What is too much, or changed elsewhere, does not.
    pub fn is_worth_another_try(&self) -> bool {
        let hopeless = [ProblemType::ApplicationChanged, ProblemType::Invalid, ProblemType::TooLarge];
        let kind = self.fault.as_ref().map(ApiError::problem);
        kind.is_some_and(|kind| kind.is_none_or(|kind| !hopeless.contains(&kind)))
    }

    /// What is to be sent now: nothing if all is saved, if something is on its way, or if it would be refused anyway.
    pub fn begin(&mut self) -> Option<SaveApplication> {
        if !self.is_dirty() || self.is_sending() || self.is_conflict() {
            return None;
        }
        self.sent = Some(self.form.clone());
        Some(self.message())
    }

    /// The form as it is, for the version that the server has.
    pub fn message(&self) -> SaveApplication {
        SaveApplication { version: self.version, form: self.form.clone() }
    }

    /// What was sent was answered.
    pub fn answered(&mut self, answer: Result<&Application, &ApiError>) {
        let sent = self.sent.take();
        match answer {
            Ok(application) => {
                self.version = application.version;
                self.saved_at = application.saved_at;
                self.fault = None;
                // The server keeps texts as they were typed, until they are submitted.
                if let Some(sent) = sent {
                    self.saved = sent;
                }
            }
            Err(error) => self.fault = Some(error.clone()),
        }
    }

    /// How far it is saved.
    pub fn saved(&self) -> Saved {
        match &self.fault {
            _ if self.is_sending() => Saved::Sending,
            Some(_) if self.is_conflict() => Saved::Conflict,
            Some(ApiError::Offline | ApiError::Timeout) => Saved::Offline,
            Some(error) if self.is_dirty() => Saved::Failed(error.clone()),
            _ if self.is_dirty() => Saved::Waiting,
            _ => Saved::All(self.saved_at),
        }
    }
}

#[cfg(test)]
mod tests {
    use venue_protocol::id::PlaceId;
    use venue_protocol::problem::Problem;
    use venue_protocol::wire::applications::{Purpose, Stage};

    use super::*;

    fn application(version: u32) -> Application {
        Application {
            venue: PlaceId([1; 6]),
            purpose: Purpose::New,
            stage: Stage::Draft,
            version,
            form: ApplicationForm::default(),
            licence: false,
            saved_at: Instant::from_millis(i64::from(version) * 1000),
            submitted_at: None,
            decided_at: None,
            reason: None,
        }
    }

    fn typed(name: &str) -> Saving {
        let mut saving = Saving::new(&application(1));
        saving.change(|form| form.venue_name = name.into());
        saving
    }

    #[test]
    fn what_is_typed_while_a_draft_is_on_its_way_is_sent_after_it() {
        let mut saving = typed("面");
        let first = saving.begin().unwrap();
        assert_eq!((first.version, first.form.venue_name.as_str()), (1, "面"));
        saving.change(|form| form.venue_name = "面馆".into());
        assert_eq!(saving.begin(), None, "one at a time");
        saving.answered(Ok(&application(2)));
        assert_eq!(saving.saved(), Saved::Waiting);
        let second = saving.begin().unwrap();
        assert_eq!((second.version, second.form.venue_name.as_str()), (2, "面馆"));
        saving.answered(Ok(&application(3)));
        assert_eq!(saving.saved(), Saved::All(Instant::from_millis(3000)));
        assert_eq!(saving.begin(), None, "all is saved");
    }

    #[test]
    fn without_a_network_nothing_is_lost_and_it_is_tried_again() {
        let mut saving = typed("面馆");
        saving.begin().unwrap();
        saving.answered(Err(&ApiError::Offline));
        assert_eq!(saving.saved(), Saved::Offline);
        assert_eq!(saving.begin().unwrap().form.venue_name, "面馆");
    }

    #[test]
    fn a_draft_that_was_changed_elsewhere_is_not_written_over() {
        let mut saving = typed("面馆");
        saving.begin().unwrap();
        let changed = Problem::new(ProblemType::ApplicationChanged);
        saving.answered(Err(&ApiError::Problem(Box::new(changed))));
        assert_eq!(saving.saved(), Saved::Conflict);
        assert_eq!(saving.begin(), None);
        assert_eq!(saving.form().venue_name, "面馆", "what was typed can still be read");
    }

    #[test]
    fn what_is_typed_back_to_what_it_was_needs_no_saving() {
        let mut saving = typed("面馆");
        saving.change(|form| form.venue_name = String::new());
        assert_eq!((saving.begin(), saving.saved()), (None, Saved::All(Instant::from_millis(1000))));
    }
}
