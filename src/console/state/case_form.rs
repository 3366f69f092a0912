//! A new case as typed, and what is wrong with it. In memory only.

use venue_protocol::bytes::Bytes;
use venue_protocol::document::{Document, DocumentKind, Name, Phone};
use venue_protocol::id::PlaceId;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::{Field, FieldProblem, Reason};
use venue_protocol::wire::cases::{MAX_NUMBER, MAX_REASON, MAX_WINDOW_MINUTES, Window};

/// What a case is about, as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A person, by document.
    Person,
    /// A venue.
    Place,
}

/// A new case as typed.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseForm {
    /// The authority's own number.
    pub number: String,
    /// Why.
    pub reason: String,
    /// About what.
    pub about: About,
    /// The kind of document.
    pub kind: DocumentKind,
    /// The issuing state of a passport.
    pub state: String,
    /// The document's number.
    pub document: String,
    /// The name, of somebody without a document.
    pub name: String,
    /// The phone, of somebody without a document.
    pub phone: String,
    /// The venue that was found.
    pub venue: Option<(PlaceId, String)>,
    /// The first day.
    pub from: Day,
    /// The time on it.
    pub from_clock: String,
    /// The last day.
    pub to: Day,
    /// The time on it.
    pub to_clock: String,
    /// Six digits of the second factor.
    pub code: String,
}

/// Where something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseField {
    /// The case number.
    Number,
    /// The reason.
    Reason,
    /// A field about the person.
    Person(Field),
    /// The venue.
    Venue,
    /// The window.
    Window,
    /// The one-time code.
    Code,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseWrong {
    /// Nothing stands there.
    Missing,
    /// More than is taken.
    TooLong,
    /// As of any person's field.
    Person(Reason),
    /// A time that is none.
    Clock,
    /// It ends before it begins.
    Backwards,
    /// Longer than 14 days.
    LongWindow,
    /// It ends in the future.
    Future,
    /// Not six digits.
    Digits,
}

impl CaseForm {
    /// The last two weeks, as they end now.
    pub fn new(now: Instant) -> Self {
        let today = now.day();
        Self {
            number: String::new(),
            reason: String::new(),
            about: About::Person,
            kind: DocumentKind::ResidentId,
            state: String::new(),
            document: String::new(),
            name: String::new(),
            phone: String::new(),
            venue: None,
            from: today.minus(2),
            from_clock: "00:00".to_owned(),
            to: today,
            to_clock: clock_of(now),
            code: String::new(),
        }
    }

    /// Everything that is wrong, in the order of the form.
    pub fn problems(&self, now: Instant) -> Vec<(CaseField, CaseWrong)> {
        let mut found = Vec::new();
        for (field, text, most) in
            [(CaseField::Number, &self.number, MAX_NUMBER), (CaseField::Reason, &self.reason, MAX_REASON)]
        {
            if text.trim().is_empty() {
                found.push((field, CaseWrong::Missing));
            } else if text.trim().chars().count() > most {
                found.push((field, CaseWrong::TooLong));
            }
        }
        match self.about {
            About::Person => {
                let wrong = |problem: FieldProblem| {
                    (CaseField::Person(problem.field), CaseWrong::Person(problem.reason))
                };
                found.extend(self.person(now.day()).err().into_iter().flatten().map(wrong));
            }
            About::Place if self.venue.is_none() => found.push((CaseField::Venue, CaseWrong::Missing)),
            About::Place => (),
        }
        found.extend(self.window(now).err().map(|wrong| (CaseField::Window, wrong)));
        if !is_code(&self.code) {
            found.push((CaseField::Code, CaseWrong::Digits));
        }
        found
    }

    /// D of the person; none for a place.
    ///
    /// # Errors
    /// What is wrong with the fields about the person.
    pub fn documents(&self, today: Day) -> Result<Vec<Bytes>, Vec<FieldProblem>> {
        match self.about {
            About::Person => Ok(vec![Bytes(self.person(today)?.encode().to_vec())]),
            About::Place => Ok(Vec::new()),
        }
    }

    fn person(&self, today: Day) -> Result<Document, Vec<FieldProblem>> {
        if self.kind != DocumentKind::None {
            let state = (self.kind == DocumentKind::Passport).then_some(self.state.as_str());
            return Document::parse(self.kind, state, &self.document, today).map(|(document, _)| document);
        }
        let at = |field| move |reason| FieldProblem { field, reason };
        let name = Name::parse(&self.name).map_err(at(Field::Name));
        let phone = Phone::parse(&self.phone).map_err(at(Field::Phone));
        match (name, phone) {
            (Ok(name), Ok(phone)) => Ok(Document::without(&phone, &name)),
            (name, phone) => Err(name.err().into_iter().chain(phone.err()).collect()),
        }
    }

    /// The window.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn window(&self, now: Instant) -> Result<Window, CaseWrong> {
        let minute = |day: Day, clock: &str| Some(day.start().minute() + minute_of(clock)?);
        let from = minute(self.from, &self.from_clock).ok_or(CaseWrong::Clock)?;
        let to = minute(self.to, &self.to_clock).ok_or(CaseWrong::Clock)?;
        if to < from {
            return Err(CaseWrong::Backwards);
        }
        if to - from >= MAX_WINDOW_MINUTES {
            return Err(CaseWrong::LongWindow);
        }
        if to > now.minute() {
            return Err(CaseWrong::Future);
        }
        Ok(Window { from, to })
    }
}

/// `09:05` as a minute of the day.
/// Whether it looks like a code of the second factor: six digits.
pub fn is_code(typed: &str) -> bool {
    typed.trim().len() == 6 && typed.trim().bytes().all(|digit| digit.is_ascii_digit())
}

fn minute_of(clock: &str) -> Option<u32> {
    let (hour, minute) = clock.trim().split_once(':')?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// The time of day, as `09:05`.
fn clock_of(at: Instant) -> String {
    let minute = at.minute().saturating_sub(at.day().start().minute());
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
