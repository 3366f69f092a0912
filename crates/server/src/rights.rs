//! Who may do what, decided in one place.
//!
//! A handler says what it needs by the extractor that it takes: [`Known`], [`SignedIn`], [`Reviewer`], [`Technician`],
//! [`Steward`], or [`Access`] to the venue that its path names (`{venue}`). A venue that is not in sight of the caller is
//! 404, whether it exists or not. So is what belongs to the authority ([`OfAuthority`], [`InRoster`], [`Tracer`]) and each
//! of its cases ([`CaseAccess`], `{case}`).

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use venue_protocol::id::{AccountId, PlaceId, SessionId};
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::cases::Case;

use crate::accounts::{SEEN_EVERY_MS, SessionSecret, is_alive};
use crate::app::App;
use crate::problem::ApiProblem;
use crate::store::accounts::Standing;

/// Somebody with a session, whose second factor may still be missing.
#[derive(Debug, Clone)]
pub struct Known(pub SignedIn);

impl FromRequestParts<Arc<App>> for Known {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        Ok(Self(session(parts, app).await?.0))
    }
}

/// Somebody with a session, and with a second factor if the role needs one.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The account.
    pub account: AccountId,
    /// Its role.
    pub role: AccountRole,
    /// The session.
    pub session: SessionId,
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        let (who, has_factor) = session(parts, app).await?;
        if who.role.needs_second_factor() && !has_factor {
            return Err(ProblemType::SecondFactorMissing.into());
        }
        Ok(who)
    }
}

/// Whose session a request belongs to, and whether the account has a second factor.
async fn session(parts: &Parts, app: &App) -> Result<(SignedIn, bool), ApiProblem> {
    let secret = SessionSecret::of(&parts.headers).ok_or(ProblemType::SignInNeeded)?;
    let now = app.clock.now();
    let found = app.store.accounts().session(secret.hash()).await?;
    let session = found.filter(|session| is_alive(session, now)).ok_or(ProblemType::SignInNeeded)?;
    if now.millis_since(session.seen_at) >= SEEN_EVERY_MS {
        let mut entry = app.office.begin().await?;
        entry.writer.accounts().session_seen(session.id, now).await?;
        entry.commit().await?;
    }
    let who = SignedIn { account: session.account, role: session.role, session: session.id };
    Ok((who, session.has_factor))
}

/// A reviewer.
#[derive(Debug, Clone)]
pub struct Reviewer(pub SignedIn);

impl FromRequestParts<Arc<App>> for Reviewer {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        let who = SignedIn::from_request_parts(parts, app).await?;
        if who.role == AccountRole::Reviewer { Ok(Self(who)) } else { Err(ProblemType::NotAllowed.into()) }
    }
}

/// Who looks for venues by their names: reviewers, and tracers for what a case is about.
#[derive(Debug, Clone)]
pub struct Seeker(pub SignedIn);

impl FromRequestParts<Arc<App>> for Seeker {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        let who = SignedIn::from_request_parts(parts, app).await?;
        match who.role {
            AccountRole::Reviewer | AccountRole::Tracer => Ok(Self(who)),
            _ => Err(ProblemType::NotAllowed.into()),
        }
    }
}

/// A tracer or an approver, whether in the roster or not yet.
#[derive(Debug, Clone)]
pub struct OfAuthority {
    /// Who.
    pub who: SignedIn,
    /// Of which role.
    pub role: Role,
}

impl FromRequestParts<Arc<App>> for OfAuthority {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        let who = SignedIn::from_request_parts(parts, app).await?;
        let role = match who.role {
            AccountRole::Tracer => Role::Tracer,
            AccountRole::Approver => Role::Approver,
            _ => return Err(ProblemType::NotFound.into()),
        };
        Ok(Self { who, role })
    }
}

/// A tracer or an approver whose key stands in the roster in force.
#[derive(Debug, Clone)]
pub struct InRoster {
    /// The account.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
    /// Of which role.
    pub role: Role,
    /// The member's own key.
    pub key: PublicKey,
}

impl InRoster {
    fn of(app: &App, OfAuthority { who, role }: OfAuthority) -> Result<Self, ApiProblem> {
        match member(app, who.account, role) {
            Some(key) => Ok(Self { account: who.account, session: who.session, role, key }),
            None => Err(ApiProblem::new(ProblemType::NotAllowed)
                .with_detail("your key does not stand in the roster in force")),
        }
    }
}

impl FromRequestParts<Arc<App>> for InRoster {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        Self::of(app, OfAuthority::from_request_parts(parts, app).await?)
    }
}

/// The key of a member of the roster in force.
pub fn member(app: &App, account: AccountId, role: Role) -> Option<PublicKey> {
    let directory = app.directory.current();
    let mut members = directory.roster.as_ref()?.members().iter();
    members.find(|member| member.account == account && member.role == role).map(|member| member.key)
}

/// A tracer of the roster.
#[derive(Debug, Clone)]
pub struct Tracer(pub InRoster);

impl FromRequestParts<Arc<App>> for Tracer {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        let caller = OfAuthority::from_request_parts(parts, app).await?;
        if caller.role != Role::Tracer {
            return Err(ProblemType::NotFound.into());
        }
        InRoster::of(app, caller).map(Self)
    }
}

/// Whose a call about a case is.
pub trait Party: Send + Sync + 'static {
    /// Whether it is this role's.
    fn is(role: Role) -> bool;
}

/// Its tracer's, and the approvers'.
#[derive(Debug)]
pub struct Both;
impl Party for Both {
    fn is(_: Role) -> bool {
        true
    }
}

/// Its tracer's.
#[derive(Debug)]
pub struct Traces;
impl Party for Traces {
    fn is(role: Role) -> bool {
        role == Role::Tracer
    }
}

/// The approvers'.
#[derive(Debug)]
pub struct Approves;
impl Party for Approves {
    fn is(role: Role) -> bool {
        role == Role::Approver
    }
}

/// Access to the case of the path, for its tracer and the approvers who stand in the roster in force.
#[derive(Debug)]
pub struct CaseAccess<P: Party> {
    /// Who.
    pub member: InRoster,
    /// The case, as it was just now.
    pub case: Case,
    /// Whose call it is.
    pub party: PhantomData<P>,
}

impl<P: Party> FromRequestParts<Arc<App>> for CaseAccess<P> {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        let caller = OfAuthority::from_request_parts(parts, app).await?;
        if !P::is(caller.role) {
            return Err(ProblemType::NotFound.into());
        }
        let member = InRoster::of(app, caller)?;
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| ProblemType::NotFound)?;
        let named = params.iter().find(|(name, _)| *name == "case");
        let id = named.and_then(|(_, id)| id.parse::<CaseId>().ok()).ok_or(ProblemType::NotFound)?;
        let case = app.store.cases().case(id).await?.ok_or(ProblemType::NotFound)?;
        let in_sight = member.role == Role::Approver || case.tracer == member.account;
        if in_sight {
            Ok(Self { member, case, party: PhantomData })
        } else {
            Err(ProblemType::NotFound.into())
        }
    }
}

/// A technician. For everybody else there is nothing: problem reports are told about to nobody.
#[derive(Debug, Clone)]
pub struct Technician(pub SignedIn);

impl FromRequestParts<Arc<App>> for Technician {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        let who = SignedIn::from_request_parts(parts, app).await?;
        if who.role == AccountRole::Technician { Ok(Self(who)) } else { Err(ProblemType::NotFound.into()) }
    }
}

/// A reviewer or an operator; to others there is no such thing.
#[derive(Debug, Clone)]
pub struct Steward(pub SignedIn);

impl FromRequestParts<Arc<App>> for Steward {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        let who = SignedIn::from_request_parts(parts, app).await?;
        match who.role {
            AccountRole::Reviewer | AccountRole::Operator => Ok(Self(who)),
            _ => Err(ProblemType::NotFound.into()),
        }
    }
}

/// What a handler needs at a venue.
pub trait Need: Send + Sync + 'static {
    /// Whether it is met by this right at the venue, or by this role.
    fn is_met(right: Option<Right>, role: AccountRole) -> bool;
}

/// Its staff and managers: serving guests.
#[derive(Debug)]
pub struct Serve;
impl Need for Serve {
    fn is_met(right: Option<Right>, _: AccountRole) -> bool {
        right.is_some()
    }
}

/// Its managers.
#[derive(Debug)]
pub struct Manage;
impl Need for Manage {
    fn is_met(right: Option<Right>, _: AccountRole) -> bool {
        right == Some(Right::Manager)
    }
}

/// Its managers, and reviewers.
#[derive(Debug)]
pub struct Oversee;
impl Need for Oversee {
    fn is_met(right: Option<Right>, role: AccountRole) -> bool {
        right == Some(Right::Manager) || role == AccountRole::Reviewer
    }
}

/// Its staff and managers, and reviewers: looking at it.
#[derive(Debug)]
pub struct Look;
impl Need for Look {
    fn is_met(right: Option<Right>, role: AccountRole) -> bool {
        right.is_some() || role == AccountRole::Reviewer
    }
}

/// Access to the venue of the path.
#[derive(Debug)]
pub struct Access<N: Need> {
    /// Who.
    pub who: SignedIn,
    /// The venue: an approved one, or one that is applied for.
    pub venue: PlaceId,
    /// The right there; none for a reviewer from outside.
    pub right: Option<Right>,
    /// The need, which was met.
    pub need: PhantomData<N>,
}

impl<N: Need> FromRequestParts<Arc<App>> for Access<N> {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiProblem> {
        let who = SignedIn::from_request_parts(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| ProblemType::NotFound)?;
        let named = params.iter().find(|(name, _)| *name == "venue");
        let venue = named.and_then(|(_, id)| id.parse::<PlaceId>().ok()).ok_or(ProblemType::NotFound)?;
        let Standing { right, exists } = app.store.accounts().standing(who.account, venue).await?;
        let in_sight = right.is_some() || exists && who.role == AccountRole::Reviewer;
        match (in_sight, N::is_met(right, who.role)) {
            (false, _) => Err(ProblemType::NotFound.into()),
            (true, false) => Err(ProblemType::NotAllowed.into()),
            (true, true) => Ok(Self { who, venue, right, need: PhantomData }),
        }
    }
}
