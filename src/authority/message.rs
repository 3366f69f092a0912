//! What page and worker say to each other, as structured clones. Private keys stay in the worker but for a recovery sheet,
//! which the page prints.

use std::fmt;

use serde::{Deserialize, Serialize};
use venue_protocol::bytes::Bytes;
use venue_protocol::document::DocumentKind;
use venue_protocol::id::AccountId;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::dispute::Disputed;
use venue_protocol::seal::role::WrappedRoleKey;
use venue_protocol::seal::roster::{Role, RosterHash, RosterMember};
use venue_protocol::wire::authority::{Agree, AuthorityState, NewFounder, NewProposal, NewWraps, Proposal};
use venue_protocol::wire::cases::{
    Case, ExportFormat, Identities, IndexEntry, KeyRecords, Rows, SlotTag, Window, WirePid,
};
use venue_protocol::wire::notices::{Decision, Disputes, NewReceipts};
use venue_trace::{Results, SealedCounts};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::roster::ChainTrouble;
use crate::state::settings::Language;

/// What is typed or shown and must not stay: hidden in `Debug`, wiped when dropped.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// The page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Draws a member's own key and wraps it: [`Reply::Key`].
    Make {
        /// At least [`MIN_PASSPHRASE`](venue_protocol::seal::key_file::MIN_PASSPHRASE) characters.
        passphrase: Secret,
    },
    /// Opens a key file: [`Reply::Key`].
    Open {
        /// The file.
        file: Bytes,
        /// Its passphrase.
        passphrase: Secret,
    },
    /// What the server knows of roles and members: [`Reply::Learnt`].
    Learn(Box<Learn>),
    /// Draws a key for the own role: to found it, or to replace the one in force. It counts once [`Change::Rotate`] or
    /// the founding is in force: [`Reply::Drawn`].
    Draw,
    /// The same with a key that was drawn on an offline machine: [`Reply::Drawn`].
    Take(RoleFile),
    /// Takes the role's key from what was kept of it: [`Reply::Learnt`].
    Recover(Kept),
    /// Makes a roster that follows the one in force, and signs it: [`Reply::Proposal`].
    Compose(Change),
    /// Signs the other role's proposal, as it was shown: [`Reply::Agreement`].
    Agree(Box<Proposal>),
    /// Seals the role's keys to colleagues who stand in the roster and lack some: [`Reply::Wraps`].
    Give,
    /// Writes the request of a new case: [`Reply::Filed`].
    File(Box<File>),
    /// Opens the request of a case for its approver: [`Reply::Asked`].
    Review {
        /// The case.
        case: Box<Case>,
        /// Its sealed request.
        request: Bytes,
    },
    /// Begins to approve the case that was reviewed: [`Reply::Approving`]. This and what follows says of which case it is:
    /// the late answer to a page that was left is nothing of the case that is open now.
    Approve {
        /// The case.
        case: CaseId,
        /// The records of its window.
        records: KeyRecords,
    },
    /// What the server found of the idx that were asked for: [`Reply::Approving`].
    ToldIdx(CaseId, Vec<Option<WirePid>>),
    /// What the server found of the tags that were asked for: [`Reply::Approving`].
    ToldTags(CaseId, Vec<bool>),
    /// Begins to trace an approved case: [`Reply::Opened`].
    Trace {
        /// The case.
        case: Box<Case>,
        /// Its sealed release.
        release: Bytes,
        /// The records of its window.
        records: KeyRecords,
    },
    /// Begins to trace a case about contacts of the one that was traced, which stays: pages and identities are the new one's
    /// until [`Request::Join`]. One that was begun before and not joined is forgotten: [`Reply::Opened`].
    TraceContacts {
        /// The case.
        case: Box<Case>,
        /// Its sealed release.
        release: Bytes,
        /// The records of its window.
        records: KeyRecords,
    },
    /// Joins the results of the case about contacts: [`Reply::Results`], of both.
    Join(CaseId),
    /// A page of approved rows: [`Reply::Opened`].
    Track(CaseId, Rows),
    /// A page of the rows around them: [`Reply::Opened`].
    Around(CaseId, Rows),
    /// Whose identities to ask for next: [`Reply::Identities`].
    AskIdentities(CaseId),
    /// What the server has of those that were asked for: [`Reply::Identities`], the next ones.
    ToldIdentities(CaseId, Identities),
    /// The results so far: [`Reply::Results`].
    Results(CaseId),
    /// Makes receipts for everybody whose identity is open: [`Reply::Receipts`].
    Receipts {
        /// The case.
        case: CaseId,
        /// Today.
        day: Day,
        /// The hints of today's receipts so far, 8 B each.
        taken: Bytes,
    },
    /// What was said of a case's visits. What was accepted marks the results from now on, if it is the case that is traced or
    /// one that was joined: [`Reply::Said`].
    Disputes(CaseId, Disputes),
    /// The results as files, in this language: [`Reply::Files`].
    Export(CaseId, ExportFormat, Language),
}

/// A role's key file, as `venue-server authority key --role` writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleFile {
    /// The file.
    pub file: Bytes,
    /// Its passphrase.
    pub passphrase: Secret,
}

/// What was kept of a role's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kept {
    /// The recovery sheet's words, or the text of its code.
    Sheet(Secret),
    /// A key file.
    File(RoleFile),
}

/// A case to be filed. Whom it is about is hidden in `Debug`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// Its id.
    pub id: CaseId,
    /// D of each person (SEALING 4); none for a place.
    pub documents: Vec<Bytes>,
    /// When.
    pub window: Window,
    /// The records of the window.
    pub records: KeyRecords,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, documents, window, .. } = self;
        write!(f, "File({id}, {} persons, {window:?})", documents.len())
    }
}

/// What the worker is told of the authority.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Learn {
    /// The own role.
    pub role: Role,
    /// What the server says.
    pub state: AuthorityState,
    /// The newest roster that this browser has seen.
    pub pinned: Option<RosterHash>,
}

/// A change of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The first roster, of the two founders.
    First,
    /// Somebody joins, or has a new key.
    Put(RosterMember),
    /// Somebody is a member no more.
    Remove(AccountId),
    /// The own role has the key that was drawn.
    Rotate {
        /// Its public half.
        key: PublicKey,
        /// The private one, sealed to the own key: the page keeps it while the sheet is printed.
        wrap: WrappedRoleKey,
    },
}

/// The worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The own key is open.
    Key {
        /// Its public half.
        public: PublicKey,
        /// The file that keeps it.
        file: Bytes,
    },
    /// What the keys are good for.
    Learnt(Standing),
    /// A key for the role.
    Drawn(Box<Drawn>),
    /// To be sent.
    Proposal(Box<NewProposal>),
    /// To be sent.
    Agreement(Box<Agree>),
    /// To be sent, unless it is empty.
    Wraps(NewWraps),
    /// The request of a new case, sealed to the approvers.
    Filed {
        /// The own key, to which the release is to be sealed.
        tracer_key: PublicKey,
        /// The request.
        request: Bytes,
        /// What of the records stays sealed.
        sealed: SealedCounts,
    },
    /// Who is asked for.
    Asked(Vec<AskedPerson>),
    /// How far the approval is.
    Approving(Approving),
    /// So many rows are open.
    Opened(u32),
    /// Whose identities are to be asked for; none: all are there.
    Identities(Vec<WirePid>),
    /// Persons, stays and contacts.
    Results(Box<Results>),
    /// Receipts, in an order that tells nothing.
    Receipts {
        /// To be sent.
        receipts: NewReceipts,
        /// So many registrations get none: their identities are not open.
        unknown: u32,
    },
    /// What was said, oldest first, and the results as marked by it, if the case is traced.
    Said(Vec<Said>, Option<Box<Results>>),
    /// Files: what each is about, and its bytes.
    Files(Vec<(String, Bytes)>),
}

/// A dispute as the tracer reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// What it is about.
    pub about: Disputed,
    /// It was said by a receipt: of being named in the case.
    pub by_receipt: bool,
    /// The stays that it is about, by their numbers in the results; none if it cannot be told.
    pub stays: Vec<usize>,
    /// What the person says; none if it cannot be opened.
    pub statement: Option<Secret>,
    /// When.
    pub at: Instant,
    /// What was decided.
    pub decision: Option<Decision>,
}

/// A person that a case asks for, as the approver sees them. The number is hidden in `Debug`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedPerson {
    /// The kind of document; none if it is of no known kind.
    pub kind: Option<DocumentKind>,
    /// Who issued it.
    pub state: String,
    /// Its number; without a document phone and name.
    pub number: Secret,
}

/// What comes next in an approval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Approving {
    /// These idx are to be looked up; so many questions are left, as far as it is known.
    Idx(Vec<IndexEntry>, u32),
    /// These tags are to be probed.
    Tags(Vec<SlotTag>, u32),
    /// All is known: to be sent.
    Done {
        /// The rows that the tracer may see.
        tags: Vec<SlotTag>,
        /// The release, sealed to the tracer.
        release: Bytes,
        /// So many registrations were found of each person.
        registrations: Vec<u32>,
        /// What of the records stays sealed.
        sealed: SealedCounts,
    },
}

/// What the own keys are good for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The own key stands in the roster in force.
    pub member: bool,
    /// The role's key in force is open here.
    pub current: bool,
    /// So many older keys of the role are open here.
    pub older: u32,
    /// So many keys of the role are not.
    pub missing: u32,
}

/// A key for the role, and its recovery sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// For founding the role.
    pub founder: NewFounder,
    /// 24 words.
    pub words: Secret,
    /// The same as a text, for the code.
    pub text: Secret,
}

/// Why something is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Trouble {
    /// The passphrase has too few characters.
    #[error("the passphrase is too short")]
    ShortPassphrase,
    /// The passphrase is longer than any may be.
    #[error("the passphrase is too long")]
    LongPassphrase,
    /// The passphrase does not open the file.
    #[error("the passphrase is wrong, or the file was altered")]
    WrongPassphrase,
    /// The file begins as a key file and ends too early.
    #[error("the file is not whole")]
    HalfFile,
    /// The file is no key file.
    #[error("not a key file")]
    NoKeyFile,
    /// The file holds a role's key.
    #[error("a role's key, not a member's")]
    RoleFile,
    /// The file holds a member's own key.
    #[error("a member's key, not a role's")]
    MemberFile,
    /// The file was made by a newer version.
    #[error("of an unknown suite")]
    UnknownSuite,
    /// No own key is open.
    #[error("no key is open")]
    Locked,
    /// The role's key is not open here.
    #[error("the role's key is not open")]
    NoRoleKey,
    /// The rosters cannot be believed.
    #[error(transparent)]
    Chain(#[from] ChainTrouble),
    /// What was typed is no recovery sheet.
    #[error("not a recovery sheet")]
    NoSheet,
    /// The sheet is of another key than the role ever had.
    #[error("the sheet of another key")]
    OtherSheet,
    /// Neither the request nor the release of a case can be opened with the own keys, or it was altered.
    #[error("the case cannot be opened")]
    SealedCase,
    /// The request names persons and the case is about a place, or the other way round.
    #[error("the request is of another kind than the case")]
    OtherSubject,
    /// The tracer's key stands in no roster in force: nothing is released to it.
    #[error("the tracer's key is not in the roster")]
    StrangeTracer,
    /// A file cannot be written.
    #[error("the file cannot be written")]
    NoFile,
    /// An answer of the server does not fit what was asked.
    #[error("the server's answer does not fit")]
    OddAnswer,
    /// The case is not traced to the end.
    #[error("the case is not traced to the end")]
    HalfTraced,
    /// The change does not fit the roster.
    #[error("the change does not fit the roster")]
    Misfit,
    /// The browser gives no random bytes.
    #[error("no random bytes")]
    NoRandom,
}
