//! What a problem report must hold, checked by the same code in the app and on the server.

use std::fmt;

use zeroize::Zeroizing;

use crate::document::text::{is_blank, is_invisible};
use crate::document::{Name, Phone};
use crate::id::PlaceId;
use crate::problem::{Field, FieldProblem, Reason};
use crate::typed_code::{TypedCode, TypedCodeError};
use crate::wire::reports::{ReportKind, SendReport, Whom};

/// The most characters of a report's text, and of an answer.
pub const MAX_TEXT: usize = 500;

/// What is personal in a report; blank where nothing was told. Hidden in `Debug`, wiped when dropped.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// What happened: at most [`MAX_TEXT`] characters.
    pub text: Zeroizing<String>,
    /// The name of whom it is about, if that is somebody else: at most [`Name::MAX_BYTES`].
    pub person: Zeroizing<String>,
    /// The name of whom to ask.
    pub contact: Zeroizing<String>,
    /// Their phone number as E.164 writes it, at most 16 bytes.
    pub phone: Zeroizing<String>,
}

impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Details(..)")
    }
}

/// Where the problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// At a place that the device knows.
    Place(PlaceId),
    /// Where a code with this number hangs, whether it was ever given out or not.
    Typed(TypedCode),
}

/// A report whose fields are all valid; its picture is looked at apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedReport {
    /// What is wrong.
    pub kind: ReportKind,
    /// Whom it is about.
    pub whom: Whom,
    /// Where; `None` if that does not matter or is not known.
    pub at: Option<Where>,
    /// What is personal.
    pub details: Details,
}

impl CheckedReport {
    /// Checks a report. Blank optional fields count as absent, and what was filled in for somebody else does not count
    /// in a report about oneself.
    ///
    /// # Errors
    /// Everything that is wrong, at most one problem a field, in the order of the form.
    pub fn parse(sent: &SendReport) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let at = match (sent.place, present(sent.typed_code.as_deref())) {
            (Some(place), _) => Some(Where::Place(place)),
            (None, None) => None,
            (None, Some(typed)) => note(&mut problems, Field::TypedCode, typed_code(typed)).map(Where::Typed),
        };
        let needed = sent.kind == ReportKind::Other;
        let told = note(&mut problems, Field::Text, text(&sent.text, needed));
        let person = present(sent.person.as_deref()).filter(|_| sent.whom == Whom::Another);
        let person = note(&mut problems, Field::Name, name(person));
        let contact = note(&mut problems, Field::Contact, name(present(sent.contact.as_deref())));
        let phone = match present(sent.phone.as_deref()) {
            None => Some(Zeroizing::default()),
            Some(typed) => {
                let parsed = Phone::parse(typed).map(|phone| Zeroizing::new(phone.as_str().to_owned()));
                note(&mut problems, Field::Phone, parsed)
            }
        };
        match (told, person, contact, phone) {
            (Some(text), Some(person), Some(contact), Some(phone)) if problems.is_empty() => {
                let details = Details { text, person, contact, phone };
                Ok(Self { kind: sent.kind, whom: sent.whom, at, details })
            }
            _ => Err(problems),
        }
    }
}

/// What technicians say to whoever reported: as a report's text.
///
/// # Errors
/// Why it is none.
pub fn answer(typed: &str) -> Result<String, Reason> {
    text(typed, true).map(|text| (*text).clone())
}

/// Some lines of text, trimmed; marks that turn or hide text are refused.
fn text(typed: &str, needed: bool) -> Result<Zeroizing<String>, Reason> {
    let trimmed = typed.trim();
    if needed && is_blank(trimmed) {
        return Err(Reason::Missing);
    }
    // Only the beginning of what is far too long is looked at.
    if trimmed.chars().take(MAX_TEXT + 1).count() > MAX_TEXT {
        return Err(Reason::TooLong);
    }
    // U+200D joins emoji and is harmless; tabs and line ends are what people paste.
    let wrong = |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || is_invisible(c);
    if trimmed.chars().any(wrong) { Err(Reason::Characters) } else { Ok(Zeroizing::new(trimmed.to_owned())) }
}

fn name(typed: Option<&str>) -> Result<Zeroizing<String>, Reason> {
    let Some(typed) = typed else { return Ok(Zeroizing::default()) };
    Name::parse(typed).map(|name| Zeroizing::new(name.as_str().to_owned()))
}

fn typed_code(typed: &str) -> Result<TypedCode, Reason> {
    typed.parse().map_err(|error| match error {
        TypedCodeError::Shape => Reason::Shape,
        TypedCodeError::Checksum => Reason::Checksum,
    })
}

fn present(typed: Option<&str>) -> Option<&str> {
    typed.filter(|text| !is_blank(text))
}

fn note<T>(problems: &mut Vec<FieldProblem>, field: Field, parsed: Result<T, Reason>) -> Option<T> {
    parsed.map_err(|reason| problems.push(FieldProblem { field, reason })).ok()
}
