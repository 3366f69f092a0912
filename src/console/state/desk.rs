//! What is typed at the desk about one guest, and what is wrong with it. In memory only.

use venue_protocol::document::mrz::PassportMrz;
use venue_protocol::document::{Document, DocumentKind};
use venue_protocol::id::ReceiptSecret;
use venue_protocol::instant::Day;
use venue_protocol::mask::mask_name;
use venue_protocol::person::Person;
use venue_protocol::problem::{Field, FieldProblem, Reason};
use venue_protocol::wire::desk::GuestPerson;
use venue_protocol::wire::persons::Warning;

use super::shift::Way;

/// The documents of the certificate desk, the most frequent first.
pub const CERTIFICATES: [DocumentKind; 5] = [
    DocumentKind::Passport,
    DocumentKind::HkMacauTravel,
    DocumentKind::TaiwanTravel,
    DocumentKind::HkMacauTaiwanResidence,
    DocumentKind::PermanentResidence,
];

/// The fields in the order of the form.
pub const FIELDS: [Field; 4] = [Field::IssuingState, Field::Number, Field::Name, Field::Phone];

/// Characters of a passport's machine-readable zone: its second line alone, or both.
const MRZ_LENGTHS: [usize; 2] = [44, 88];

/// One guest as typed.
#[derive(Clone, PartialEq, Eq)]
pub struct DeskForm {
    /// Which of the ways.
    pub way: Way,
    /// Which certificate, where the way is that of certificates.
    pub certificate: DocumentKind,
    /// The issuing state of a passport.
    pub state: String,
    /// The document's number.
    pub number: String,
    /// The name.
    pub name: String,
    /// The phone.
    pub phone: String,
    /// What stands in the box for the machine-readable zone.
    pub mrz: String,
    /// What is wrong with what stands in that box.
    pub mrz_wrong: Option<Reason>,
    /// Fields that were left or sent: what is wrong with them is shown.
    pub(super) touched: Vec<Field>,
    /// What the server found wrong; it may know better than this version of the console.
    pub(super) found: Vec<FieldProblem>,
}

impl Default for DeskForm {
    fn default() -> Self {
        Self {
            way: Way::IdNumber,
            certificate: DocumentKind::Passport,
            state: String::new(),
            number: String::new(),
            name: String::new(),
            phone: String::new(),
            mrz: String::new(),
            mrz_wrong: None,
            touched: Vec::new(),
            found: Vec::new(),
        }
    }
}

/// What the controls of the form do to it.
#[derive(Clone, PartialEq, Eq)]
pub enum Edit {
    /// Another way.
    Way(Way),
    /// Another certificate.
    Certificate(DocumentKind),
    /// The document that the number fits.
    Document(DocumentKind),
    /// The issuing state.
    State(String),
    /// The number.
    Number(String),
    /// The name.
    Name(String),
    /// The phone.
    Phone(String),
    /// The box for the machine-readable zone.
    Mrz(String),
    /// A field was left.
    Left(Field),
}

/// A guest as staff may see one: nothing of it names anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaskedGuest {
    /// The masked name.
    pub label: String,
    /// The document's number with its middle hidden; empty without one.
    pub number: String,
    /// The phone with its middle hidden; empty without one.
    pub phone: String,
}

impl DeskForm {
    /// The document that is asked for.
    pub const fn document(&self) -> DocumentKind {
        match self.way {
            Way::IdNumber => DocumentKind::ResidentId,
            Way::Certificate => self.certificate,
            Way::Manual | Way::Pass => DocumentKind::None,
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.texts().iter().all(|text| text.trim().is_empty())
    }

    /// Does what a control asks for. Returns the field that the focus goes on to, if it does.
    pub fn apply(&mut self, edit: Edit, today: Day) -> Option<Field> {
        if !matches!(edit, Edit::Left(_)) {
            // What the server found wrong may be mended now.
            self.found.clear();
        }
        match edit {
            Edit::Way(way) => {
                self.way = way;
                self.forget_judgement();
            }
            Edit::Certificate(kind) => {
                self.certificate = kind;
                self.forget_judgement();
            }
            Edit::Document(kind) => self.choose_document(kind),
            Edit::State(text) => self.state = text,
            Edit::Number(text) => self.number = text,
            Edit::Name(text) => self.name = text,
            Edit::Phone(text) => self.phone = text,
            Edit::Mrz(text) => {
                self.mrz = text;
                return self.read_mrz().then(|| self.first_wrong(today).unwrap_or(Field::Phone));
            }
            Edit::Left(field) => self.leave(field),
        }
        None
    }

    /// The first field that is wrong, in the order of the form.
    pub fn first_wrong(&self, today: Day) -> Option<Field> {
        let problems = self.problems(today);
        FIELDS.into_iter().find(|field| problems.iter().any(|problem| problem.field == *field))
    }

    /// Takes the document that the number fits: the way follows it.
    fn choose_document(&mut self, kind: DocumentKind) {
        match kind {
            DocumentKind::ResidentId => self.way = Way::IdNumber,
            DocumentKind::None => self.way = Way::Manual,
            certificate => (self.way, self.certificate) = (Way::Certificate, certificate),
        }
        self.forget_judgement();
    }

    fn forget_judgement(&mut self) {
        self.touched.clear();
        self.found.clear();
    }

    /// The next guest: way and certificate stay, since guests come in groups.
    pub fn clear(&mut self) {
        *self = Self { way: self.way, certificate: self.certificate, ..Self::default() };
    }

    /// The guest who was sent is done: the form is emptied, unless something else is typed in it by now. Returns whether
    /// it was emptied.
    pub fn clear_of(&mut self, sent: &Self) -> bool {
        let same = self.says_the_same(sent);
        if same {
            self.clear();
        }
        same
    }

    /// Whether the same is typed in the fields.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.texts() == other.texts()
    }

    fn texts(&self) -> [&str; 5] {
        [&self.state, &self.number, &self.name, &self.phone, &self.mrz]
    }

    /// A field was left. One that is still empty is not wrong yet.
    fn leave(&mut self, field: Field) {
        let text = match field {
            Field::IssuingState => &self.state,
            Field::Number => &self.number,
            Field::Name => &self.name,
            _ => &self.phone,
        };
        if !text.trim().is_empty() && !self.touched.contains(&field) {
            self.touched.push(field);
        }
    }

    /// It is to be sent: from now on everything that is wrong is shown.
    pub fn touch_all(&mut self) {
        self.touched = FIELDS.to_vec();
    }

    /// What the server found wrong.
    pub fn refused(&mut self, found: &[FieldProblem]) {
        self.found = found.to_vec();
        self.touch_all();
    }

    /// The guest as the server takes one: what does not belong to the document stays behind.
    pub fn person(&self, receipt_secret: ReceiptSecret) -> GuestPerson {
        let document = self.document();
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        GuestPerson {
            document,
            issuing_state: if document == DocumentKind::Passport { filled(&self.state) } else { None },
            number: if document == DocumentKind::None { None } else { Some(self.number.trim().to_owned()) },
            name: self.name.trim().to_owned(),
            phone: filled(&self.phone),
            receipt_secret,
        }
    }

    fn check(&self, today: Day) -> Result<Person, Vec<FieldProblem>> {
        // The check does not look at the secret, which is drawn when the guest is sent.
        let guest = self.person(ReceiptSecret([0; ReceiptSecret::LEN]));
        Person::parse_guest(&guest, today)
    }

    /// Everything that is wrong, in the order of the form.
    pub fn problems(&self, today: Day) -> Vec<FieldProblem> {
        match self.check(today) {
            Ok(_) => self.found.clone(),
            Err(problems) => problems,
        }
    }

    /// What is wrong with a field, once it was left or sent.
    pub fn shown(&self, field: Field, today: Day) -> Option<FieldProblem> {
        if !self.touched.contains(&field) {
            return None;
        }
        self.problems(today).into_iter().find(|problem| problem.field == field)
    }

    /// What is valid but worth a look; empty as long as something is wrong.
    pub fn warnings(&self, today: Day) -> Vec<Warning> {
        self.check(today).map(|person| person.warnings().to_vec()).unwrap_or_default()
    }

    /// What tells this guest from others, to notice one that comes twice. `None` as long as something is wrong.
    pub fn identity(&self, today: Day) -> Option<Vec<u8>> {
        self.check(today).ok().map(|person| person.document().encode().to_vec())
    }

    /// The other document that this number fits, if it does not fit the chosen one.
    pub fn better_document(&self, today: Day) -> Option<DocumentKind> {
        let fits = |kind| {
            // Any state will do: the number is in question.
            let state = (kind == DocumentKind::Passport).then_some("USA");
            Document::parse(kind, state, &self.number, today).is_ok()
        };
        let chosen = self.document();
        if chosen == DocumentKind::None || self.number.trim().is_empty() || fits(chosen) {
            return None;
        }
        // Nearly every number could be a passport's, so that it says nothing.
        let mut fitting = DocumentKind::ALL
            .into_iter()
            .filter(|kind| !matches!(kind, DocumentKind::None | DocumentKind::Passport) && fits(*kind));
        let first = fitting.next();
        first.filter(|_| fitting.next().is_none())
    }

    /// Takes over what the machine-readable zone says, once it is there as a whole and right.
    fn read_mrz(&mut self) -> bool {
        let length = self.mrz.chars().filter(|c| !c.is_whitespace()).count();
        if !MRZ_LENGTHS.contains(&length) {
            self.mrz_wrong = None;
            return false;
        }
        let mrz = match PassportMrz::parse(&self.mrz) {
            Ok(mrz) => mrz,
            // The first line stands alone, and the second one is still to come.
            Err(_) if self.mrz.trim_start().starts_with(['P', 'p']) && length == MRZ_LENGTHS[0] => {
                return false;
            }
            Err(reason) => {
                self.mrz_wrong = Some(reason);
                return false;
            }
        };
        self.choose_document(DocumentKind::Passport);
        mrz.number().clone_into(&mut self.number);
        mrz.issuing_state()
            .unwrap_or_else(|| mrz.nationality())
            .as_str()
            .trim_end_matches('<')
            .clone_into(&mut self.state);
        if let Some(name) = mrz.name() {
            name.clone_into(&mut self.name);
        }
        (self.mrz, self.mrz_wrong) = (String::new(), None);
        true
    }

    /// As staff may see it after a guest typed it.
    pub fn masked(&self) -> MaskedGuest {
        MaskedGuest {
            label: mask_name(&self.name),
            number: if self.document() == DocumentKind::None {
                String::new()
            } else {
                mask_middle(&self.number)
            },
            phone: mask_middle(&self.phone),
        }
    }
}

/// The first character and the last two; short ones are hidden as a whole.
fn mask_middle(text: &str) -> String {
    let characters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    match characters.as_slice() {
        [] => String::new(),
        [first, middle @ .., last, end] if middle.len() >= 3 => format!("{first}****{last}{end}"),
        _ => "****".to_owned(),
    }
}
