//! What was typed into the form of a problem report. In memory only.

use venue_protocol::id::{PlaceId, ReportSecret};
use venue_protocol::problem::{Field, FieldProblem};
use venue_protocol::report::CheckedReport;
use venue_protocol::wire::reports::{ReportKind, SendReport, Whom};

use crate::pages::context::Memory;

/// What stands before the data of a picture, as browsers write it.
const JPEG_DATA: &str = "data:image/jpeg;base64,";

/// The fields and the ids of their controls, in the order of the form.
pub(super) const FIELDS: [(Field, &str); 5] = [
    (Field::TypedCode, "report-typed"),
    (Field::Text, "report-text"),
    (Field::Name, "report-person"),
    (Field::Contact, "report-contact"),
    (Field::Phone, "report-phone"),
];

/// What was typed. In memory only.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportDraft {
    pub(super) kind: ReportKind,
    pub(super) whom: Whom,
    pub(super) place: Option<PlaceId>,
    pub(super) typed: String,
    pub(super) text: String,
    pub(super) person: String,
    pub(super) contact: String,
    pub(super) phone: String,
    /// A JPEG as `data:` address.
    pub(super) picture: Option<String>,
    /// Drawn when it was sent as it is now.
    pub(super) secret: Option<ReportSecret>,
    /// Fields that were left or submitted: what is wrong with them is shown.
    pub(super) touched: Vec<Field>,
}

impl Default for ReportDraft {
    fn default() -> Self {
        Self {
            kind: ReportKind::CodeUnreadable,
            whom: Whom::Myself,
            place: None,
            typed: String::new(),
            text: String::new(),
            person: String::new(),
            contact: String::new(),
            phone: String::new(),
            picture: None,
            secret: None,
            touched: Vec::new(),
        }
    }
}

impl ReportDraft {
    /// What was typed before, about what the visitor comes from now.
    pub(super) fn of(memory: &Memory) -> Self {
        let mut draft = memory.report().unwrap_or_default();
        if let Some((kind, place)) = memory.take_report_about() {
            (draft.kind, draft.place, draft.secret) = (kind, place, None);
        }
        draft
    }

    /// What is wrong with a field may be shown.
    pub(super) fn touch(&mut self, field: Field) {
        if !self.touched.contains(&field) {
            self.touched.push(field);
        }
    }

    /// What is wrong with any field may be shown.
    pub(super) fn touch_all(&mut self) {
        FIELDS.iter().for_each(|(field, _)| self.touch(*field));
    }

    /// Everything that is wrong.
    pub(super) fn problems(&self) -> Vec<FieldProblem> {
        // The picture is the server's to judge.
        let checked = Self { picture: None, ..self.clone() }.to_report(ReportSecret([0; 16]));
        CheckedReport::parse(&checked).err().unwrap_or_default()
    }

    /// As it is sent.
    pub(super) fn to_report(&self, secret: ReportSecret) -> SendReport {
        let present = |text: &String| (!text.trim().is_empty()).then(|| text.clone());
        let picture = self.picture.as_deref().and_then(|address| address.strip_prefix(JPEG_DATA));
        SendReport {
            secret,
            kind: self.kind,
            whom: self.whom,
            place: self.place,
            typed_code: present(&self.typed).filter(|_| self.place.is_none()),
            text: self.text.clone(),
            person: present(&self.person).filter(|_| self.whom == Whom::Another),
            contact: present(&self.contact),
            phone: present(&self.phone),
            picture: picture.map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_counts_is_sent() {
        let draft = ReportDraft {
            place: Some(PlaceId([1; 6])),
            typed: "123".into(),
            person: "张三".into(),
            contact: "  ".into(),
            picture: Some("data:image/jpeg;base64,/9j/2Q==".into()),
            ..ReportDraft::default()
        };
        let sent = draft.to_report(ReportSecret([7; 16]));
        assert_eq!((&sent.typed_code, &sent.person, &sent.contact), (&None, &None, &None));
        assert_eq!(sent.picture.as_deref(), Some("/9j/2Q=="));
        assert_eq!(draft.problems(), []);
        let wrong = ReportDraft { place: None, kind: ReportKind::Other, ..draft };
        let fields: Vec<_> = wrong.problems().iter().map(|problem| problem.field).collect();
        assert_eq!(fields, [Field::TypedCode, Field::Text]);
    }

    #[test]
    fn who_comes_from_a_code_finds_what_was_typed_before() {
        let memory = Memory::default();
        let text = "海报破了".to_owned();
        let secret = Some(ReportSecret([7; 16]));
        memory.keep_report(Some(ReportDraft { text: text.clone(), secret, ..ReportDraft::default() }));
        memory.report_about(ReportKind::PosterDamaged, Some(PlaceId([1; 6])));
        let draft = ReportDraft::of(&memory);
        assert_eq!((draft.kind, draft.place), (ReportKind::PosterDamaged, Some(PlaceId([1; 6]))));
        assert_eq!((draft.text, draft.secret.is_none()), (text, true), "about another place: another report");
        assert!(ReportDraft::of(&memory).place.is_none(), "once");
    }
}
