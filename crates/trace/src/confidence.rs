//! How far a visit is to be trusted (F42): a grade with its reasons, not a number that nobody could check.
//!
//! Each doubt weighs lightly or heavily. A stay without doubts is [`Confidence::Confirmed`], with light ones only
//! [`Confidence::Likely`], with any heavy one [`Confidence::Uncertain`]. A contact is as good as the worse of its two stays.
//!
//! - Light: the identity is the person's own word; the row arrived late; the direction was put right by the gate; an end is
//!   known from a planned stay or from a sign elsewhere only.
//! - Heavy: name and phone were told without a document, or nobody knows how the identity is assured; the device's clock was
//!   off or sent before it scanned; the time is that of the arrival; the code had been revoked; an end is not known at all.
//!
//! How a code came in (camera, photo, typed) is no part of a row, so it is none of this: a visit at a terminal shows in an
//! identity that staff have seen.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use venue_protocol::seal::Assurance;
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
    /// An end is not known.
    EndUnknown,
    /// A flag that this program does not know.
    FlagUnknown,
}

impl Doubt {
    const fn confidence(self) -> Confidence {
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
            | Self::EndUnknown
            | Self::FlagUnknown => Confidence::Uncertain,
        }
    }
}

/// The grade that these doubts leave.
pub(crate) fn confidence(doubts: &[Doubt]) -> Confidence {
    doubts.iter().map(|doubt| doubt.confidence()).max().unwrap_or(Confidence::Confirmed)
}

/// What is to be doubted about a stay, each once, in order.
pub(crate) fn doubts(stay: &Stay<'_>) -> Vec<Doubt> {
    let mut doubts = BTreeSet::new();
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
        if sign.flags.iter().collect::<venue_protocol::seal::RowFlags>() != sign.flags {
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
