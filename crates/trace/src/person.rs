//! Persons: registrations that carry the same document are one person (SEALING 4).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use serde::{Deserialize, Serialize};
use venue_protocol::bytes::Bytes;
use venue_protocol::seal::{Identity, Pid};

use crate::stay::Sign;

/// Who somebody is, as far as it is known.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Who {
    /// As registered.
    Known {
        /// D, by which a case of the second degree is filed.
        document: Bytes,
        /// The name.
        name: String,
        /// The phone number, empty if there is none.
        phone: String,
    },
    /// The identity was withdrawn, or its time is over.
    Destroyed,
    /// The identity cannot be opened: its key is gone, or it was altered.
    Sealed,
    /// It was not asked for.
    NotAsked,
}

impl fmt::Debug for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Known { .. } => "Known(..)",
            Self::Destroyed => "Destroyed",
            Self::Sealed => "Sealed",
            Self::NotAsked => "NotAsked",
        })
    }
}

/// What the server and the keys gave for a pid.
pub(crate) enum Told {
    Identity(Box<Identity>),
    Destroyed,
    Sealed,
}

/// One person's registrations and signs, in order of time.
pub(crate) struct Group<'a> {
    pub(crate) pids: BTreeSet<Pid>,
    pub(crate) signs: Vec<&'a Sign>,
    pub(crate) is_subject: bool,
}

/// Merges signs by pid, and pids by document. Subjects come first, then who was seen first.
pub(crate) fn groups<'a>(
    signs: impl Iterator<Item = &'a Sign>,
    told: &HashMap<Pid, Told>,
    subjects: &BTreeSet<Pid>,
) -> Vec<Group<'a>> {
    let mut by_pid: BTreeMap<&Pid, Vec<&Sign>> = BTreeMap::new();
    for sign in signs {
        by_pid.entry(&sign.pid).or_default().push(sign);
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut by_document: HashMap<&[u8], usize> = HashMap::new();
    for (pid, signs) in by_pid {
        let fresh = groups.len();
        let at = match told.get(pid) {
            Some(Told::Identity(identity)) => *by_document.entry(identity.document()).or_insert(fresh),
            _ => fresh,
        };
        if at == fresh {
            groups.push(Group { pids: BTreeSet::new(), signs: Vec::new(), is_subject: false });
        }
        let group = &mut groups[at];
        group.is_subject |= subjects.contains(pid);
        group.pids.insert(pid.clone());
        group.signs.extend(signs);
    }
    for group in &mut groups {
        // At one moment somebody enters before leaving.
        group.signs.sort_by_key(|sign| (sign.at, sign.direction.byte(), sign.event));
        // Somebody with two registrations may have used both in one check-in.
        group.signs.dedup_by_key(|sign| sign.event);
    }
    groups.sort_by_key(|group| (!group.is_subject, group.signs.first().map(|sign| (sign.at, sign.event))));
    groups
}

/// Who a group is: by the latest of its registrations that can be read.
pub(crate) fn who(group: &Group<'_>, told: &HashMap<Pid, Told>) -> Who {
    let latest_first = group.signs.iter().rev().map(|sign| told.get(&sign.pid));
    let mut who = Who::NotAsked;
    for told in latest_first {
        match told {
            Some(Told::Identity(identity)) => {
                return Who::Known {
                    document: Bytes(identity.document().to_vec()),
                    name: identity.name().to_owned(),
                    phone: identity.phone().to_owned(),
                };
            }
            Some(Told::Destroyed) => who = Who::Destroyed,
            Some(Told::Sealed) => who = Who::Sealed,
            None => {}
        }
    }
    who
}
