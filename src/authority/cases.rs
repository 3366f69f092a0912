//! The vault's part about cases: filing, approving, tracing.

use rand_core::CryptoRng;
use venue_protocol::bytes::Bytes;
use venue_protocol::document::DocumentKind;
use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::case::{CaseId, CaseRequest, Release};
use venue_protocol::seal::roster::{Role, RosterMember};
use venue_protocol::wire::cases::{Case, ExportFormat, Identities, KeyRecords, Subject, WirePid};
use venue_trace::{Approval, Records, Results, Trace, filing};
use zeroize::Zeroizing;

use super::export;
use super::message::{Approving, AskedPerson, File, Reply, Secret, Trouble};
use super::vault::Vault;
use crate::i18n::Words;
use crate::state::settings::Language;

/// The case that is worked on, one at a time.
#[derive(Default)]
pub(super) enum OpenCase {
    /// None.
    #[default]
    None,
    /// An approver reads it.
    Reviewed { case: Box<Case>, request: CaseRequest },
    /// An approver approves it.
    Approval { case: Box<Case>, approval: Box<Approval> },
    /// A tracer traces it.
    Trace(Tracing),
}

/// A case that is traced, and those about its contacts.
pub(super) struct Tracing {
    pub case: Box<Case>,
    pub trace: Box<Trace>,
    /// A case about contacts on its way.
    contacts: Option<Box<Trace>>,
    /// Those that were joined.
    joined: Vec<Trace>,
    /// Whose identities were asked for last.
    asked: Vec<WirePid>,
    /// Everything was fed to it: what is told of the case is of the whole of it.
    is_whole: bool,
}

impl Tracing {
    /// What pages and identities are of, if that is this case.
    fn current(&mut self, case: CaseId) -> Result<(&mut Trace, &mut Vec<WirePid>), Trouble> {
        let trace = self.contacts.as_deref_mut().unwrap_or(&mut self.trace);
        if trace.case() == case { Ok((trace, &mut self.asked)) } else { Err(Trouble::OddAnswer) }
    }

    /// The case's own trace, or that of one that was joined.
    pub fn of(&mut self, case: CaseId) -> Option<&mut Trace> {
        [&mut *self.trace].into_iter().chain(&mut self.joined).find(|trace| trace.case() == case)
    }

    /// Of all of them.
    pub fn results(&self) -> Results {
        let mut results = self.trace.results();
        self.joined.iter().for_each(|joined| results.join(joined.results()));
        results
    }
}

impl Vault {
    pub(super) fn file(&self, file: File, rng: &mut impl CryptoRng) -> Result<Reply, Trouble> {
        let File { id, documents, window, records } = file;
        let own = self.own()?.public();
        let roster = self.known()?.chain.as_ref().ok_or(Trouble::Locked)?.roster();
        if !roster.has(Role::Tracer, &own) {
            return Err(Trouble::StrangeTracer);
        }
        let subjects = documents.into_iter().map(|document| Zeroizing::new(document.0)).collect();
        let (request, sealed) =
            filing::request(subjects, &Records::read(&records), &self.own_role_keys()?, window);
        let request = request.seal(id, &own, &roster.approver.seal, rng).map_err(|_| Trouble::SealedCase)?;
        Ok(Reply::Filed { tracer_key: own, request: Bytes(request), sealed })
    }

    pub(super) fn review(&mut self, case: Case, request: &Bytes) -> Result<Reply, Trouble> {
        self.case = OpenCase::None;
        // The case may have been filed before the role's key was replaced.
        let keys = self.own_role_keys()?;
        let opened =
            keys.iter().find_map(|key| CaseRequest::open(&request.0, case.id, &case.tracer_key, key).ok());
        let request = opened.ok_or(Trouble::SealedCase)?;
        // The approver sees what the case is about: nobody else is looked up under it.
        if matches!(case.subject, Subject::Place { .. }) != request.subjects.is_empty() {
            return Err(Trouble::OtherSubject);
        }
        let persons = request.subjects.iter().map(|document| asked(document)).collect();
        self.case = OpenCase::Reviewed { case: Box::new(case), request };
        Ok(Reply::Asked(persons))
    }

    pub(super) fn approve(
        &mut self,
        id: CaseId,
        records: &KeyRecords,
        rng: &mut impl CryptoRng,
    ) -> Result<Reply, Trouble> {
        // It stays, so that another try begins anew.
        let (case, request) = match &self.case {
            OpenCase::Reviewed { case, request } if case.id == id => (case.clone(), request.clone()),
            _ => return Err(Trouble::OddAnswer),
        };
        let roster = self.known()?.chain.as_ref().ok_or(Trouble::Locked)?.roster();
        let tracer = RosterMember { role: Role::Tracer, account: case.tracer, key: case.tracer_key };
        if !roster.members().contains(&tracer) {
            return Err(Trouble::StrangeTracer);
        }
        let keys = self.own_role_keys()?;
        let approval = Box::new(Approval::new(request, &Records::read(records), &keys, case.window));
        self.case = OpenCase::Approval { case, approval };
        self.next(rng)
    }

    pub(super) fn told_idx(
        &mut self,
        case: CaseId,
        found: &[Option<WirePid>],
        rng: &mut impl CryptoRng,
    ) -> Result<Reply, Trouble> {
        self.approval(case)?.told_idx(found).map_err(|_| Trouble::OddAnswer)?;
        self.next(rng)
    }

    pub(super) fn told_tags(
        &mut self,
        case: CaseId,
        found: &[bool],
        rng: &mut impl CryptoRng,
    ) -> Result<Reply, Trouble> {
        self.approval(case)?.told_tags(found).map_err(|_| Trouble::OddAnswer)?;
        self.next(rng)
    }

    /// The approval on its way, if it is of this case.
    fn approval(&mut self, id: CaseId) -> Result<&mut Approval, Trouble> {
        match &mut self.case {
            OpenCase::Approval { case, approval } if case.id == id => Ok(approval),
            _ => Err(Trouble::OddAnswer),
        }
    }

    /// What the approval asks for next.
    fn next(&mut self, rng: &mut impl CryptoRng) -> Result<Reply, Trouble> {
        let OpenCase::Approval { approval, .. } = &self.case else { return Err(Trouble::OddAnswer) };
        let left = u32::try_from(approval.left()).unwrap_or(u32::MAX);
        let idx = approval.ask_idx();
        if !idx.is_empty() {
            return Ok(Reply::Approving(Approving::Idx(idx, left)));
        }
        let tags = approval.ask_tags();
        if !tags.is_empty() {
            return Ok(Reply::Approving(Approving::Tags(tags, left)));
        }
        let OpenCase::Approval { case, approval } = std::mem::take(&mut self.case) else {
            return Err(Trouble::OddAnswer);
        };
        let approved = approval.finish().map_err(|_| Trouble::OddAnswer)?;
        let release =
            approved.release.seal(case.id, &case.tracer_key, rng).map_err(|_| Trouble::SealedCase)?;
        Ok(Reply::Approving(Approving::Done {
            tags: approved.tags,
            release: Bytes(release),
            registrations: approved.registrations,
            sealed: approved.sealed,
        }))
    }

    pub(super) fn trace(
        &mut self,
        case: &Case,
        release: &Bytes,
        records: &KeyRecords,
    ) -> Result<Reply, Trouble> {
        self.case = OpenCase::None;
        let trace = self.open_case(case, release, records)?;
        self.case = OpenCase::Trace(Tracing {
            case: Box::new(case.clone()),
            trace,
            contacts: None,
            joined: Vec::new(),
            asked: Vec::new(),
            is_whole: false,
        });
        Ok(Reply::Opened(0))
    }

    pub(super) fn trace_contacts(
        &mut self,
        case: &Case,
        release: &Bytes,
        records: &KeyRecords,
    ) -> Result<Reply, Trouble> {
        let Subject::Contacts { of } = case.subject else { return Err(Trouble::OddAnswer) };
        self.tracing(of)?.contacts = None;
        let trace = self.open_case(case, release, records)?;
        self.tracing(of)?.contacts = Some(trace);
        Ok(Reply::Opened(0))
    }

    fn open_case(&self, case: &Case, release: &Bytes, records: &KeyRecords) -> Result<Box<Trace>, Trouble> {
        let release = Release::open(&release.0, case.id, self.own()?).map_err(|_| Trouble::SealedCase)?;
        Ok(Box::new(Trace::new(case, release, &Records::read(records), &self.own_role_keys()?)))
    }

    pub(super) fn join(&mut self, case: CaseId) -> Result<Reply, Trouble> {
        let tracing = self.any_tracing()?;
        let contacts = tracing.contacts.take_if(|contacts| contacts.case() == case);
        tracing.joined.push(*contacts.ok_or(Trouble::OddAnswer)?);
        Ok(Reply::Results(Box::new(tracing.results())))
    }

    pub(super) fn rows(&mut self, case: CaseId, take: impl FnOnce(&mut Trace)) -> Result<Reply, Trouble> {
        let (trace, _) = self.any_tracing()?.current(case)?;
        take(trace);
        Ok(Reply::Opened(u32::try_from(trace.opened()).unwrap_or(u32::MAX)))
    }

    pub(super) fn ask_identities(&mut self, case: CaseId) -> Result<Reply, Trouble> {
        let tracing = self.any_tracing()?;
        let (trace, asked) = tracing.current(case)?;
        asked.clone_from(&trace.ask_identities());
        let asked = asked.clone();
        // They come last.
        tracing.is_whole |= asked.is_empty();
        Ok(Reply::Identities(asked))
    }

    pub(super) fn told_identities(&mut self, case: CaseId, found: &Identities) -> Result<Reply, Trouble> {
        let (trace, asked) = self.any_tracing()?.current(case)?;
        trace.told_identities(asked, found).map_err(|_| Trouble::OddAnswer)?;
        self.ask_identities(case)
    }

    pub(super) fn results(&mut self, case: CaseId) -> Result<Reply, Trouble> {
        Ok(Reply::Results(Box::new(self.whole(case)?.results())))
    }

    pub(super) fn export(
        &mut self,
        case: CaseId,
        format: ExportFormat,
        language: Language,
    ) -> Result<Reply, Trouble> {
        export::files(&self.whole(case)?.results(), format, Words { language })
            .map(Reply::Files)
            .map_err(|_| Trouble::NoFile)
    }

    /// The case that is traced, if it is this one.
    pub(super) fn tracing(&mut self, case: CaseId) -> Result<&mut Tracing, Trouble> {
        self.any_tracing()
            .and_then(|open| if open.case.id == case { Ok(open) } else { Err(Trouble::OddAnswer) })
    }

    /// The same, once everything was fed to it.
    pub(super) fn whole(&mut self, case: CaseId) -> Result<&mut Tracing, Trouble> {
        self.tracing(case).and_then(|open| if open.is_whole { Ok(open) } else { Err(Trouble::HalfTraced) })
    }

    /// The case that was traced as a whole and is this one, or was joined by it.
    pub(super) fn whole_with(&mut self, case: CaseId) -> Option<&mut Tracing> {
        self.any_tracing()
            .ok()
            .filter(|open| open.is_whole)
            .and_then(|open| open.of(case).is_some().then_some(open))
    }

    fn any_tracing(&mut self) -> Result<&mut Tracing, Trouble> {
        match &mut self.case {
            OpenCase::Trace(tracing) => Ok(tracing),
            OpenCase::None | OpenCase::Reviewed { .. } | OpenCase::Approval { .. } => Err(Trouble::OddAnswer),
        }
    }

    pub(super) fn own_role_keys(&self) -> Result<Vec<PrivateKey>, Trouble> {
        let keys: Vec<_> = self.open_role_keys()?.into_iter().cloned().collect();
        if keys.is_empty() { Err(Trouble::NoRoleKey) } else { Ok(keys) }
    }
}

/// D for the eyes of the approver: type 1 | issuing state 3 | length 1 | number.
fn asked(document: &[u8]) -> AskedPerson {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match document.split_first_chunk::<5>() {
        Some(([kind, a, b, c, _], number)) => AskedPerson {
            kind: DocumentKind::from_byte(*kind),
            state: text(&[*a, *b, *c]),
            number: Secret(text(number)),
        },
        None => AskedPerson { kind: None, state: String::new(), number: Secret(text(document)) },
    }
}
