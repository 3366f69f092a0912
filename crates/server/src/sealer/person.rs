//! Registrations in the sealer: parsed, checked, sealed and forgotten on its thread (SEALING 4, 5).

use rand_core::CryptoRng;
use venue_protocol::id::{Credential, ReceiptSecret};
use venue_protocol::instant::Day;
use venue_protocol::person::Person;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::chain::ChainTransaction;
use venue_protocol::seal::credential::DEAD_AFTER_DAYS;
use venue_protocol::seal::identity::Idx;
use venue_protocol::seal::{Assurance, Authority, Holder, Identity, IndexKey, Pid, SealError};
use venue_protocol::wire::persons::{RegisterPerson, Registered, Warning};

use super::Refusal;
use crate::credentials::CredentialKeys;
use crate::extract::shape_error;
use crate::store::NewIdentity;

/// For so many days an identity outlives its credential (DESIGN 5).
pub(super) const KEPT_AFTER_DAYS: u16 = 30;

/// A person as the request has it, checked.
pub(super) struct Applicant {
    typed: RegisterPerson,
    person: Person,
}

impl Applicant {
    pub(super) fn parse(body: &[u8], today: Day) -> Result<Self, Refusal> {
        let typed = serde_json::from_slice(body).map_err(|error| Refusal::Malformed(shape_error(&error)))?;
        let person = Person::parse(&typed, today).map_err(Refusal::Invalid)?;
        Ok(Self { typed, person })
    }

    pub(super) fn newcomer(&self) -> Newcomer<'_> {
        let (person, receipt) = (&self.person, &self.typed.receipt_secret);
        Newcomer { person, receipt, assurance: Assurance::DECLARED, expires: None }
    }

    pub(super) fn warnings(&self) -> Vec<Warning> {
        self.person.warnings().to_vec()
    }

    /// The registration that this one corrects.
    pub(super) fn replaces(&self) -> Option<&Credential> {
        self.typed.replaces.as_ref()
    }
}

/// A person to be registered.
pub(super) struct Newcomer<'a> {
    pub(super) person: &'a Person,
    /// r, which the device or terminal drew.
    pub(super) receipt: &'a ReceiptSecret,
    pub(super) assurance: Assurance,
    /// The last day of the identity; `None` for as long as a credential on a device may live.
    pub(super) expires: Option<Day>,
}

/// What registrations of one transaction are made with.
pub(super) struct Registry<'a, 'c, R> {
    pub(super) today: Day,
    pub(super) index: u32,
    pub(super) key: &'a IndexKey,
    pub(super) chain: &'a mut ChainTransaction<'c, Idx>,
    pub(super) authority: &'a Authority,
    pub(super) rng: R,
}

impl<R: CryptoRng> Registry<'_, '_, R> {
    /// Seals the person; nothing is looked up, so that a known and an unknown number are answered alike.
    pub(super) fn register(&mut self, newcomer: &Newcomer<'_>) -> Result<(NewIdentity, Holder), SealError> {
        let Newcomer { person, receipt, assurance, expires } = *newcomer;
        let pid = Pid::generate(&mut self.rng);
        let document = person.document().encode();
        // The chain is kept by the first idx of D, not by D: memory holds no number.
        let j = self.chain.next(&self.key.idx(&document, 0))?;
        let idx = self.key.idx(&document, j);
        let phone = person.phone().unwrap_or_default();
        let identity = Identity::new(pid.clone(), receipt.clone(), &document, person.name(), phone)?;
        let sealed = Box::new(identity.seal(self.index, &idx, self.authority.tracer(), &mut self.rng)?);
        let holder = Holder { pid: pid.clone(), assurance, issued: self.today, flags: 0 };
        let identity = NewIdentity {
            pid,
            index_id: self.index,
            idx,
            kid_t: self.authority.tracer().kid(),
            sealed,
            expires: expires.unwrap_or_else(|| identity_expires(&holder)),
        };
        Ok((identity, holder))
    }
}

/// The last day of an identity whose credential is not renewed.
pub(super) const fn identity_expires(holder: &Holder) -> Day {
    holder.issued.plus(DEAD_AFTER_DAYS).plus(KEPT_AFTER_DAYS)
}

pub(super) fn registered(
    holder: &Holder,
    keys: &CredentialKeys,
    warnings: Vec<Warning>,
    rng: &mut impl CryptoRng,
) -> Result<Registered, SealError> {
    Ok(Registered {
        credential: keys.newest.seal(holder, rng)?,
        renew_on: holder.renew_on(),
        expires_on: holder.expires_on(),
        warnings,
    })
}

/// Opens a credential for withdrawing or renewing.
pub(super) fn holder(keys: &CredentialKeys, credential: &Credential) -> Result<Holder, ProblemType> {
    keys.open(credential).map_err(|_| ProblemType::CredentialUnknown)
}
