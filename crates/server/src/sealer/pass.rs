//! Paper passes in the sealer (F27): made, opened, ended. Their secrets are drawn by the terminals that print them.

use venue_protocol::desk_numbers::PassNumber;
use venue_protocol::id::{PassSecret, PlaceId};
use venue_protocol::instant::Day;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::{Holder, PassName, SealedPass};
use venue_protocol::typed_code::NUMBERS;
use venue_protocol::wire::desk::{IssuePass, NewPass};

use super::batch::BatchError;
use super::desk::{Terminal, TypedGuest};
use super::person::{self, KEPT_AFTER_DAYS};
use super::transaction::Transaction;
use super::{PassKey, Refusal};
use crate::extract::shape_error;
use crate::store::StoreError;
use crate::store::audit::Kind;
use crate::store::desk::Pass;

/// A pass is good for so many days.
const DAYS: std::ops::RangeInclusive<u16> = 1..=365;
/// So often a number is drawn anew if a pass has it already: with a million passes, one in a hundred draws.
const DRAWS: usize = 16;

/// A pass that was made, now or by an earlier delivery of the same request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedPass {
    /// What is printed on it.
    pub pass: NewPass,
    /// Whether a person was registered: not a second time.
    pub registered: bool,
}

impl Transaction<'_, '_> {
    /// Registers a person and makes a pass of the credential.
    pub(super) async fn issue_pass(
        &mut self,
        body: &[u8],
        terminal: &Terminal,
    ) -> Result<Result<IssuedPass, Refusal>, BatchError> {
        let request: IssuePass = match serde_json::from_slice(body) {
            Ok(request) => request,
            Err(error) => return Ok(Err(Refusal::Malformed(shape_error(&error)))),
        };
        if !DAYS.contains(&request.days) {
            let detail = format!("a pass is good for {} to {} days", DAYS.start(), DAYS.end());
            return Ok(Err(Refusal::Malformed(detail)));
        }
        let guest = match TypedGuest::parse(&request.person, self.now) {
            Ok(guest) => guest,
            Err(fields) => return Ok(Err(Refusal::Invalid(fields))),
        };
        let issued = |pass: &Pass, registered| {
            let (number, warnings) = (pass.number.to_string(), guest.person.warnings().to_vec());
            IssuedPass { pass: NewPass { number, expires_on: pass.expires_on, warnings }, registered }
        };
        let name = PassName::of(&request.secret);
        if let Some(earlier) = self.writer.desk().pass(name).await? {
            let is_here = earlier.venue == terminal.venue && earlier.sealed.is_some();
            return Ok(if is_here {
                Ok(issued(&earlier, false))
            } else {
                Err(ProblemType::PassEnded.into())
            });
        }
        if !self.parts.directory.current().has_code_in_force(terminal.venue, self.now) {
            return Ok(Err(ProblemType::VenueClosed.into()));
        }
        if !terminal.may_register {
            return Ok(Err(ProblemType::DeskLimit.into()));
        }
        // Today is the first day.
        let expires_on = self.now.day().plus(request.days - 1);
        let holder = match self.enrol(&guest.newcomer(expires_on.plus(KEPT_AFTER_DAYS))).await? {
            Ok(holder) => holder,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let rng = &mut self.parts.random.clone();
        let credential = self.parts.credential_keys.newest.seal(&holder, rng)?;
        let mut pass = Pass {
            name,
            number: self.draw_number()?,
            venue: terminal.venue,
            sealed: Some(SealedPass::seal(&request.secret, &credential, expires_on, rng)?),
            expires_on,
        };
        let mut draws = 1;
        while !self.writer.desk().add_pass(&pass).await? {
            if draws == DRAWS {
                return Err(StoreError::Exists("the number of a pass").into());
            }
            draws += 1;
            pass.number = self.draw_number()?;
        }
        self.writer.audit(self.now, Kind::PassIssued, &terminal.venue.0).await?;
        Ok(Ok(issued(&pass, true)))
    }

    fn draw_number(&self) -> Result<PassNumber, BatchError> {
        let number = u32::from_be_bytes(self.parts.random.bytes()) % NUMBERS;
        PassNumber::from_number(number).ok_or_else(|| StoreError::Damaged("number of a pass").into())
    }

    /// Who a pass stands for, on a day.
    pub(super) async fn open_pass(
        &mut self,
        secret: &PassSecret,
        day: Day,
    ) -> Result<Result<Holder, Refusal>, BatchError> {
        let Some(pass) = self.writer.desk().pass(PassName::of(secret)).await? else {
            return Ok(Err(ProblemType::PassUnknown.into()));
        };
        let Some(sealed) = pass.sealed.filter(|_| day <= pass.expires_on) else {
            return Ok(Err(ProblemType::PassEnded.into()));
        };
        let credential = sealed.open(secret, pass.expires_on)?;
        Ok(person::holder(&self.parts.credential_keys, &credential).map_err(Refusal::from))
    }

    /// Ends a pass: by its number at the venue that gave it out, by its code anywhere. Ending it again is no error.
    pub(super) async fn end_pass(
        &mut self,
        venue: PlaceId,
        key: &PassKey,
    ) -> Result<Result<(), Refusal>, BatchError> {
        let desk = self.writer.desk();
        let pass = match key {
            PassKey::Number(number) => desk.pass_by_number(venue, *number).await?,
            PassKey::Code(secret) => desk.pass(PassName::of(secret)).await?,
        };
        let Some(pass) = pass else { return Ok(Err(ProblemType::PassUnknown.into())) };
        let Some(sealed) = pass.sealed else { return Ok(Ok(())) };
        if let PassKey::Code(secret) = key {
            let credential = sealed.open(secret, pass.expires_on)?;
            // By the number alone nobody can tell whose identity it is: then it dies when the pass would have.
            if let Ok(holder) = person::holder(&self.parts.credential_keys, &credential) {
                let until = self.now.day().plus(KEPT_AFTER_DAYS);
                self.writer.keep_identity_until(&holder.pid, until).await?;
            }
        }
        self.writer.desk().end_pass(pass.name).await?;
        self.effects.destroyed = true;
        self.writer.audit(self.now, Kind::PassEnded, &venue.0).await?;
        Ok(Ok(()))
    }
}
