//! A person as registered: everything checked, all problems told at once.

use crate::document::{Document, DocumentKind, Name, Phone, text};
use crate::instant::Day;
use crate::problem::{Field, FieldProblem, Reason};
use crate::wire::desk::GuestPerson;
use crate::wire::persons::{CONSENT_VERSION, PersonRole, RegisterPerson, Warning};

/// A registration whose fields are all valid. Document, name and phone are hidden in `Debug` and wiped when dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    document: Document,
    name: Name,
    phone: Option<Phone>,
    warnings: Vec<Warning>,
}

impl Person {
    /// Checks a registration on the day when it is made. A phone number is needed from visitors and from whoever
    /// has no document; other accompanying persons may have none. Blank optional fields count as absent.
    ///
    /// # Errors
    /// Everything that is wrong, at most one problem a field, in the order of the form.
    pub fn parse(typed: &RegisterPerson, today: Day) -> Result<Self, Vec<FieldProblem>> {
        let details = Details {
            document: typed.document,
            issuing_state: typed.issuing_state.as_deref(),
            number: typed.number.as_deref(),
            name: &typed.name,
            phone: typed.phone.as_deref(),
            needs_phone: typed.role == PersonRole::Visitor,
        };
        let consents = typed.consent_version == CONSENT_VERSION;
        Self::check(&details, today, (!consents).then_some(Reason::NotGiven))
    }

    /// Checks a guest whom staff register; consent is told by word of mouth.
    ///
    /// # Errors
    /// Everything that is wrong, at most one problem a field, in the order of the form.
    pub fn parse_guest(typed: &GuestPerson, today: Day) -> Result<Self, Vec<FieldProblem>> {
        let details = Details {
            document: typed.document,
            issuing_state: typed.issuing_state.as_deref(),
            number: typed.number.as_deref(),
            name: &typed.name,
            phone: typed.phone.as_deref(),
            needs_phone: false,
        };
        Self::check(&details, today, None)
    }

    fn check(typed: &Details<'_>, today: Day, consent: Option<Reason>) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let parsed = parse_document(typed, today).unwrap_or_else(|found| {
            problems.extend(found);
            None
        });
        let name = note(&mut problems, Field::Name, Name::parse(typed.name));
        let phone = note(&mut problems, Field::Phone, parse_phone(typed));
        problems.extend(consent.map(|reason| FieldProblem { field: Field::Consent, reason }));
        let (Some(name), Some(phone), true) = (name, phone, problems.is_empty()) else {
            return Err(problems);
        };
        let (document, warnings) = match (parsed, &phone) {
            (Some(parsed), _) => parsed,
            (None, Some(phone)) => (Document::without(phone, &name), Vec::new()),
            (None, None) => return Err(vec![FieldProblem { field: Field::Phone, reason: Reason::Missing }]),
        };
        Ok(Self { document, name, phone, warnings })
    }

    /// The document, or what stands for it; [`Document::encode`] gives D of SEALING 4.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// The name, at most 120 bytes.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// The phone number as E.164 writes it, at most 16 bytes.
    pub fn phone(&self) -> Option<&str> {
        self.phone.as_ref().map(Phone::as_str)
    }

    /// What is valid but worth a look.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

/// The fields that are checked alike, whoever types them.
struct Details<'a> {
    document: DocumentKind,
    issuing_state: Option<&'a str>,
    number: Option<&'a str>,
    name: &'a str,
    phone: Option<&'a str>,
    /// Whoever has no document needs one in any case.
    needs_phone: bool,
}

/// A checked document and what is worth a look about it.
type Parsed = (Document, Vec<Warning>);

/// `None` if the person has no document, and then no field of one.
fn parse_document(typed: &Details<'_>, today: Day) -> Result<Option<Parsed>, Vec<FieldProblem>> {
    let (state, number) = (typed.issuing_state, typed.number);
    if typed.document != DocumentKind::None {
        return Document::parse(typed.document, state, number.unwrap_or_default(), today).map(Some);
    }
    let problems: Vec<_> = [(Field::IssuingState, state), (Field::Number, number)]
        .into_iter()
        .filter(|(_, value)| value.is_some_and(|value| !text::is_blank(value)))
        .map(|(field, _)| FieldProblem { field, reason: Reason::Shape })
        .collect();
    if problems.is_empty() { Ok(None) } else { Err(problems) }
}

fn parse_phone(typed: &Details<'_>) -> Result<Option<Phone>, Reason> {
    match typed.phone.filter(|phone| !text::is_blank(phone)) {
        Some(phone) => Phone::parse(phone).map(Some),
        None if typed.needs_phone || typed.document == DocumentKind::None => Err(Reason::Missing),
        None => Ok(None),
    }
}

/// The value, or `None` and its problem noted.
fn note<T>(problems: &mut Vec<FieldProblem>, field: Field, result: Result<T, Reason>) -> Option<T> {
    result.map_err(|reason| problems.push(FieldProblem { field, reason })).ok()
}
