//! How far a visit is to be trusted (F42): a grade with its reasons, not a number that nobody could check.
//!
//! Each doubt weighs lightly or heavily. A stay without doubts is [`Confidence::Confirmed`], with light ones only
//! [`Confidence::Likely`], with any heavy one [`Confidence::Uncertain`]. A contact is as good as the worse of its two stays.
//!
//! - Light: the identity is the person's own word; the row arrived late; the direction was put right by the gate; an end is
//!   known from a planned stay or from a sign elsewhere only.
//! - Heavy: name and phone were told without a document, or nobody knows how the identity is assured; the device's clock was
//!   off or sent before it scanned; the time is that of the arrival; the code had been revoked; the person says "I was not there" and
//!   the tracer agrees; an end is not known at all.
//!
//! How a code came in (camera, photo, typed) is no part of a row, so it is none of this: a visit at a terminal shows in an
//! identity that staff have seen.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use venue_protocol::seal::{Assurance, RowFlags};
use venue_protocol::wire::check_ins::Flag;

use crate::stay::{Known, Stay};

/// From the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Staff saw the document, all arrived in time, both ends are registered.
    Confirmed,
    /// As most visits are: nothing speaks against it.
    Likely,
    /// Something speaks against it, or an end is not known.
    Uncertain,
}

/// Why a visit is not beyond doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The identity is the person's own word.
    Declared,
    /// It arrived late.
    Late,
    /// The gate registers one direction only, which stands for the one that was sent.
    DirectionCorrected,
    /// An end is the one that the visitor planned.
    EndStated,
    /// An end is known from a sign elsewhere.
    EndDerived,
    /// Name and phone were told, without a document.
    Told,
    /// How the identity is assured is not known to this program.
    AssuranceUnknown,
    /// The device's clock was off.
    ClockOff,
    /// By the device's clock it was sent before it was scanned.
    SentBeforeScan,
    /// The time is that of the arrival.
    TimeImplausible,
    /// The code had been revoked.
    CodeRevoked,
    /// The person says that they were not there, and the tracer agrees.
    Disputed,
    /// An end is not known.
    EndUnknown,
    /// A flag that this program does not know.
    FlagUnknown,
}

impl Doubt {
    pub(crate) const fn confidence(self) -> Confidence {
        match self {
            Self::Declared | Self::Late | Self::DirectionCorrected | Self::EndStated | Self::EndDerived => {
                Confidence::Likely
            }
            Self::Told
            | Self::AssuranceUnknown
            | Self::ClockOff
            | Self::SentBeforeScan
            | Self::TimeImplausible
            | Self::CodeRevoked
            | Self::Disputed
            | Self::EndUnknown
            | Self::FlagUnknown => Confidence::Uncertain,
        }
    }
}

/// The grade that these doubts leave.
pub(crate) fn confidence(doubts: &[Doubt]) -> Confidence {
    doubts.iter().map(|doubt| doubt.confidence()).max().unwrap_or(Confidence::Confirmed)
}

/// What is to be doubted about a stay, each once, in order; whether it was disputed with success is told from outside.
pub(crate) fn doubts(stay: &Stay<'_>, disputed: bool) -> Vec<Doubt> {
    let mut doubts: BTreeSet<Doubt> = disputed.then_some(Doubt::Disputed).into_iter().collect();
    for sign in &stay.signs {
        doubts.extend(match sign.assurance {
            Assurance::SEEN => None,
            Assurance::DECLARED => Some(Doubt::Declared),
            Assurance::TOLD => Some(Doubt::Told),
            _ => Some(Doubt::AssuranceUnknown),
        });
        doubts.extend(sign.flags.iter().map(|flag| match flag {
            Flag::Late => Doubt::Late,
            Flag::ClockOff => Doubt::ClockOff,
            Flag::SentBeforeScan => Doubt::SentBeforeScan,
            Flag::CodeRevoked => Doubt::CodeRevoked,
            Flag::TimeImplausible => Doubt::TimeImplausible,
            Flag::DirectionCorrected => Doubt::DirectionCorrected,
        }));
        if sign.flags.iter().collect::<RowFlags>() != sign.flags {
            doubts.insert(Doubt::FlagUnknown);
        }
    }
    for end in [stay.interval.start, stay.interval.end] {
        doubts.extend(match end.known {
            Known::Registered => None,
            Known::Stated => Some(Doubt::EndStated),
            Known::Derived => Some(Doubt::EndDerived),
            Known::Unknown => Some(Doubt::EndUnknown),
        });
    }
    doubts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use venue_protocol::id::{EventId, PlaceId};
    use venue_protocol::seal::Pid;
    use venue_protocol::wire::venues::Direction;

    use super::*;
    use crate::stay::{Sign, stays};

    fn sign(at: u32, direction: Direction) -> Sign {
        Sign {
            pid: Pid([1; 16]),
            event: EventId([at as u8; 16]),
            place: PlaceId([1; 6]),
            venue: PlaceId([1; 6]),
            at,
            direction,
            planned: None,
            late_minutes: 0,
            assurance: Assurance::SEEN,
            flags: RowFlags::default(),
        }
    }

    fn judged(signs: &[Sign]) -> (Confidence, Vec<Doubt>) {
        let stays = stays(&signs.iter().collect::<Vec<_>>());
        let doubts = doubts(&stays[0], false);
        (confidence(&doubts), doubts)
    }

    #[test]
    fn a_visit_is_as_good_as_its_weakest_sign() {
        let (entry, exit) = (sign(0, Direction::Entry), sign(600, Direction::Exit));
        assert_eq!(judged(&[entry.clone(), exit.clone()]), (Confidence::Confirmed, vec![]));
        let declared = Sign { assurance: Assurance::DECLARED, ..exit.clone() };
        assert_eq!(judged(&[entry.clone(), declared]), (Confidence::Likely, vec![Doubt::Declared]));
        for (flag, grade, doubt) in [
            (Flag::Late, Confidence::Likely, Doubt::Late),
            (Flag::DirectionCorrected, Confidence::Likely, Doubt::DirectionCorrected),
            (Flag::ClockOff, Confidence::Uncertain, Doubt::ClockOff),
            (Flag::SentBeforeScan, Confidence::Uncertain, Doubt::SentBeforeScan),
            (Flag::TimeImplausible, Confidence::Uncertain, Doubt::TimeImplausible),
            (Flag::CodeRevoked, Confidence::Uncertain, Doubt::CodeRevoked),
        ] {
            let odd = Sign { flags: [flag].into_iter().collect(), ..entry.clone() };
            assert_eq!(judged(&[odd, exit.clone()]), (grade, vec![doubt]));
        }
        for (assurance, doubt) in [(Assurance::TOLD, Doubt::Told), (Assurance(9), Doubt::AssuranceUnknown)] {
            let other = Sign { assurance, ..entry.clone() };
            assert_eq!(judged(&[other, exit.clone()]), (Confidence::Uncertain, vec![doubt]));
        }
        let unknown = Sign { flags: RowFlags(0x80), ..entry };
        assert_eq!(judged(&[unknown, exit]), (Confidence::Uncertain, vec![Doubt::FlagUnknown]));
    }

    #[test]
    fn an_end_that_nobody_registered_leaves_a_doubt_of_its_own_kind() {
        let entry = sign(0, Direction::Entry);
        let elsewhere =
            Sign { venue: PlaceId([2; 6]), place: PlaceId([2; 6]), ..sign(900, Direction::Entry) };
        let planned = Sign { planned: Some(30), ..entry.clone() };
        assert_eq!(judged(std::slice::from_ref(&entry)), (Confidence::Uncertain, vec![Doubt::EndUnknown]));
        assert_eq!(judged(&[entry, elsewhere]), (Confidence::Likely, vec![Doubt::EndDerived]));
        assert_eq!(judged(&[planned]), (Confidence::Likely, vec![Doubt::EndStated]));
    }
}
