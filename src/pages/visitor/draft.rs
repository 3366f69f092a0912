//! What was typed into the form about a person, and what is wrong with it. In memory only.

use venue_protocol::document::DocumentKind;
use venue_protocol::id::ReceiptSecret;
use venue_protocol::instant::Day;
use venue_protocol::person::Person;
use venue_protocol::problem::{Field, FieldProblem};
use venue_protocol::wire::persons::{CONSENT_VERSION, PersonRole};

use crate::services::persons::NewPerson;
use crate::state::profile::PersonId;

/// Whom the form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The owner of the device, for the first time.
    Visitor,
    /// A new accompanying person.
    Companion,
    /// Somebody of this device, to be corrected.
    Person(PersonId),
}

/// What was typed. In memory only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub(super) kind: DocumentKind,
    pub(super) state: String,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) once: bool,
    pub(super) consent: bool,
    /// Fields that were left or submitted: what is wrong with them is shown.
    pub(super) touched: Vec<Field>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            kind: DocumentKind::ResidentId,
            state: String::new(),
            number: String::new(),
            name: String::new(),
            phone: String::new(),
            once: false,
            consent: false,
            touched: Vec::new(),
        }
    }
}

/// The fields and the ids of their controls, in the order of the form.
pub(super) const FIELDS: [(Field, &str); 6] = [
    (Field::Document, "document"),
    (Field::IssuingState, "state"),
    (Field::Number, "number"),
    (Field::Name, "name"),
    (Field::Phone, "phone"),
    (Field::Consent, "consent"),
];

impl Draft {
    /// As the services take it: what does not belong to the chosen document stays behind.
    pub fn to_person(&self, role: PersonRole) -> NewPerson {
        let has_document = self.kind != DocumentKind::None;
        let phone = self.phone.trim();
        NewPerson {
            document: self.kind,
            issuing_state: (self.kind == DocumentKind::Passport).then(|| self.state.trim().to_owned()),
            number: has_document.then(|| self.number.trim().to_owned()),
            name: self.name.trim().to_owned(),
            phone: (!phone.is_empty()).then(|| phone.to_owned()),
            role,
            once: self.once,
            consent_version: if self.consent { CONSENT_VERSION } else { 0 },
        }
    }

    /// Everything that is wrong with it.
    pub fn problems(&self, role: PersonRole, today: Day) -> Vec<FieldProblem> {
        // The check does not look at the secret, which the services draw.
        let message = self.to_person(role).to_wire(ReceiptSecret([0; ReceiptSecret::LEN]), None);
        Person::parse(&message, today).err().unwrap_or_default()
    }

    /// The field was left: what is wrong with it is shown from now on.
    pub(super) fn touch(&mut self, field: Field) {
        if !self.touched.contains(&field) {
            self.touched.push(field);
        }
    }

    /// The form was submitted.
    pub(super) fn touch_all(&mut self) {
        self.touched = FIELDS.iter().map(|(field, _)| *field).collect();
    }
}

#[cfg(test)]
mod tests {
    use venue_protocol::problem::Reason;

    use super::*;

    const TODAY: Day = Day(2518);

    fn filled() -> Draft {
        Draft {
            number: " 220102190001010016 ".into(),
            name: "张三".into(),
            phone: "19900000000".into(),
            consent: true,
            ..Draft::default()
        }
    }

    #[test]
    fn a_whole_draft_has_nothing_wrong_with_it() {
        assert_eq!(filled().problems(PersonRole::Visitor, TODAY), []);
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let fields: Vec<_> = Draft::default()
            .problems(PersonRole::Visitor, TODAY)
            .iter()
            .map(|problem| problem.field)
            .collect();
        assert_eq!(fields, [Field::Number, Field::Name, Field::Phone, Field::Consent]);
    }

    #[test]
    fn a_document_that_was_left_for_another_does_not_go_along() {
        let draft = Draft { kind: DocumentKind::None, state: "USA".into(), ..filled() };
        let typed = draft.to_person(PersonRole::Companion);
        assert_eq!((typed.number.as_deref(), typed.issuing_state.as_deref()), (None, None));
    }

    #[test]
    fn without_a_tick_there_is_no_consent() {
        let draft = Draft { consent: false, ..filled() };
        let problem = FieldProblem { field: Field::Consent, reason: Reason::NotGiven };
        assert_eq!(draft.problems(PersonRole::Visitor, TODAY), [problem]);
    }
}
