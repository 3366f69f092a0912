//! The management terminal in the sealer: guests are registered and checked in at once, and forgotten.

use venue_protocol::desk_numbers::SlipNumber;
use venue_protocol::document::DocumentKind;
use venue_protocol::id::{EventId, PassSecret, PlaceId, ReceiptSecret};
use venue_protocol::instant::Instant;
use venue_protocol::mask::mask_name;
use venue_protocol::person::Person;
use venue_protocol::problem::{FieldProblem, FormField, FormProblem, ProblemType, Reason};
use venue_protocol::seal::event::{DeskBody, DeskGuest, event_id};
use venue_protocol::seal::{Assurance, BodyDigest, Holder, RowFlags};
use venue_protocol::typed_code::TypedCodeError;
use venue_protocol::wire::check_ins::Flag;
use venue_protocol::wire::desk::{DeskCheckIn, Guest, GuestPerson};
use venue_protocol::wire::persons::Warning;
use venue_protocol::wire::venues::Direction;

use super::Refusal;
use super::batch::BatchError;
use super::check_in::{Opened, Outcome, Passage, Rows};
use super::person::{KEPT_AFTER_DAYS, Newcomer};
use super::recent::AtDesk;
use super::transaction::Transaction;
use crate::directory::Snapshot;
use crate::extract::shape_error;
use crate::store::desk::Slip;
use crate::timing::{ODD_MS, Timing, as_stored};

/// What is known of a terminal's request besides its body.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// The venue that it stands at.
    pub venue: PlaceId,
    /// When the request came.
    pub received_at: Instant,
    /// For so many days check-ins are kept.
    pub retention_days: u16,
    /// Whether who asks may register one more guest in this hour; a repetition is answered in any case.
    pub may_register: bool,
}

/// What became of a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedIn {
    /// The event.
    pub event: EventId,
    /// When it happened.
    pub occurred_at: Instant,
    /// The masked name; none for a pass, which knows no name.
    pub label: Option<String>,
    /// What is worth a look.
    pub warnings: Vec<Warning>,
    /// Whether a person was registered: not for a pass, nor a second time.
    pub registered: bool,
}

/// A guest as typed by staff, checked.
pub(super) struct TypedGuest {
    pub(super) person: Person,
    receipt: ReceiptSecret,
    assurance: Assurance,
}

impl TypedGuest {
    pub(super) fn parse(typed: &GuestPerson, now: Instant) -> Result<Self, Vec<FieldProblem>> {
        let person = Person::parse_guest(typed, now.day())?;
        let assurance = if typed.document == DocumentKind::None { Assurance::TOLD } else { Assurance::SEEN };
        Ok(Self { person, receipt: typed.receipt_secret.clone(), assurance })
    }

    /// `expires`: the last day of the identity.
    pub(super) const fn newcomer(&self, expires: venue_protocol::instant::Day) -> Newcomer<'_> {
        let Self { person, receipt, assurance } = self;
        Newcomer { person, receipt, assurance: *assurance, expires: Some(expires) }
    }
}

enum Who {
    Person(TypedGuest),
    Pass(PassSecret),
}

/// A terminal's check-in, read and checked.
pub(super) struct DeskVisit<'a> {
    terminal: &'a Terminal,
    place: PlaceId,
    sent_direction: Direction,
    slip: Option<SlipNumber>,
    who: Who,
    timing: Timing,
    pub(super) event: EventId,
    digest: BodyDigest,
}

impl<'a> DeskVisit<'a> {
    pub(super) fn parse(body: &[u8], terminal: &'a Terminal) -> Result<Self, Refusal> {
        let request: DeskCheckIn =
            serde_json::from_slice(body).map_err(|error| Refusal::Malformed(shape_error(&error)))?;
        let Terminal { received_at, retention_days, .. } = *terminal;
        let DeskCheckIn { place, direction, occurred_at, sent_at, .. } = request;
        let timing = Timing::new(occurred_at, sent_at, received_at, retention_days);
        let mut form = Vec::new();
        let slip = request.slip.as_deref().map(str::parse::<SlipNumber>).transpose();
        if let Err(error) = slip {
            form.push(wrong(FormField::SlipNumber, reason(error)));
        }
        // Who keys slips in is told of a mistyped day; a device in a pocket would not be.
        if !timing.is_plausible || timing.waited_ms < -ODD_MS {
            form.push(wrong(FormField::OccurredAt, Reason::Range));
        }
        let who = match &request.guest {
            Guest::Pass(secret) => Ok(Who::Pass(secret.clone())),
            Guest::Person(typed) => TypedGuest::parse(typed, received_at).map(Who::Person),
        };
        let (slip, who) = match (slip, who) {
            (Ok(slip), Ok(who)) if form.is_empty() => (slip, who),
            (_, who) => return Err(Refusal::InvalidForm { fields: who.err().unwrap_or_default(), form }),
        };
        let document;
        let guest = match &who {
            Who::Pass(secret) => DeskGuest::Pass(secret),
            Who::Person(TypedGuest { person, receipt, .. }) => {
                document = person.document().encode();
                let phone = person.phone().unwrap_or_default();
                DeskGuest::Person { document: &document, name: person.name(), phone, receipt }
            }
        };
        let digest = DeskBody { place, direction, occurred_at, slip, guest }.digest(&request.secret);
        let event = event_id(&request.secret, occurred_at);
        Ok(Self { terminal, place, sent_direction: direction, slip, who, timing, event, digest })
    }

    /// Which direction the place registers; it must be one of the venue, which must have had a code in force.
    fn direction(&self, directory: &Snapshot) -> Result<Direction, ProblemType> {
        let venue = self.terminal.venue;
        let place = directory.standing(self.place).filter(|place| place.venue == venue);
        let place = place.ok_or(ProblemType::NotFound)?;
        if !directory.has_code_in_force(venue, self.timing.occurred_at) {
            let closed = directory.rules(venue).is_some_and(|rules| rules.closed);
            return Err(if closed { ProblemType::VenueClosed } else { ProblemType::NoCodeInForce });
        }
        Ok(place.gate.registers(self.sent_direction))
    }

    fn opened(&self, holder: Holder, direction: Direction) -> Opened {
        let Timing { occurred_at, received_at, .. } = self.timing;
        let corrected = (direction != self.sent_direction).then_some(Flag::DirectionCorrected);
        let passage = Passage {
            place: self.place,
            direction: Ok(direction),
            occurred_at,
            received_at,
            late_minutes: self.timing.late_minutes(),
            flags: self.timing.flags().chain(corrected).collect::<RowFlags>(),
            stay: None,
        };
        Opened { event: self.event, digest: self.digest, holders: vec![holder], passage }
    }

    fn checked_in(&self, minute: Option<u32>, registered: bool) -> CheckedIn {
        let (label, warnings) = match &self.who {
            Who::Person(guest) => (Some(mask_name(guest.person.name())), guest.person.warnings().to_vec()),
            Who::Pass(_) => (None, Vec::new()),
        };
        let occurred_at = as_stored(self.timing.occurred_at, minute);
        CheckedIn { event: self.event, occurred_at, label, warnings, registered }
    }
}

const fn wrong(field: FormField, reason: Reason) -> FormProblem {
    FormProblem { field, entry: None, reason }
}

const fn reason(error: TypedCodeError) -> Reason {
    match error {
        TypedCodeError::Shape => Reason::Shape,
        TypedCodeError::Checksum => Reason::Checksum,
    }
}

impl Transaction<'_, '_> {
    /// Registers a terminal's guest and adds the row, unless it is a repetition. What refuses comes before what counts.
    pub(super) async fn check_in_at_desk(
        &mut self,
        visit: &DeskVisit<'_>,
        rows: &mut Rows<'_>,
    ) -> Result<Result<CheckedIn, Refusal>, BatchError> {
        match rows.earlier(visit.event, visit.digest) {
            Some(Outcome::Registered { minute, .. }) => return Ok(Ok(visit.checked_in(minute, false))),
            Some(Outcome::Refused(kind)) => return Ok(Err(kind.into())),
            None => {}
        }
        let direction = match visit.direction(&self.parts.directory.current()) {
            Ok(direction) => direction,
            Err(kind) => return Ok(Err(kind.into())),
        };
        if let Some(number) = visit.slip {
            match self.writer.desk().slip(visit.terminal.venue, number).await? {
                Some(Slip::Unused) => {}
                Some(Slip::Used) => return Ok(Err(ProblemType::SlipUsed.into())),
                None => return Ok(Err(ProblemType::SlipUnknown.into())),
            }
        }
        let holder = match &visit.who {
            Who::Person(_) if !visit.terminal.may_register => Err(ProblemType::DeskLimit.into()),
            // No device keeps a credential of this registration: it serves this visit alone.
            Who::Person(guest) => self.enrol(&guest.newcomer(self.now.day().plus(KEPT_AFTER_DAYS))).await?,
            Who::Pass(secret) => self.open_pass(secret, visit.timing.occurred_at.day()).await?,
        };
        let holder = match holder {
            Ok(holder) => holder,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let guest = matches!(visit.who, Who::Person(_)).then(|| holder.pid.clone());
        let opened = visit.opened(holder, direction);
        match self.add_rows_of(&opened, rows, visit.checked_in(None, false).label, true)? {
            Outcome::Refused(kind) => return Ok(Err(kind.into())),
            Outcome::Registered { .. } => {}
        }
        if let Some(number) = visit.slip {
            self.writer.desk().set_slip(number, Slip::Used).await?;
        }
        let registered = guest.is_some();
        self.effects.at_desk.push((visit.event, AtDesk { slip: visit.slip, guest }));
        Ok(Ok(visit.checked_in(None, registered)))
    }
}
