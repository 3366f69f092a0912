//! Receipts (SEALING 9): who is to learn that they were traced, and why.

use std::collections::BTreeMap;

use venue_protocol::id::ReceiptSecret;
use venue_protocol::seal::Pid;
use venue_protocol::seal::receipt::TracedAs;

use crate::person::Told;
use crate::trace::Trace;

/// Who is to have a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receivers {
    /// The secrets of the registrations whose identities are open, each once.
    pub known: Vec<(ReceiptSecret, TracedAs)>,
    /// So many registrations get none: their identities are destroyed or stay sealed.
    pub unknown: u32,
}

impl Trace {
    /// The registrations that stand in the results. Who registered with one secret as person of the case and as contact is
    /// told the former.
    pub fn receivers(&self) -> Receivers {
        let mut known: BTreeMap<[u8; 16], (ReceiptSecret, TracedAs)> = BTreeMap::new();
        let mut unknown = 0;
        for person in self.results().persons {
            let traced_as = if person.degree == 0 { TracedAs::Subject } else { TracedAs::Contact };
            for pid in &person.pids {
                match self.told.get(&Pid::from(pid)) {
                    Some(Told::Identity(identity)) => {
                        let secret = identity.receipt();
                        // The persons of the case come first.
                        known.entry(*secret.as_bytes()).or_insert_with(|| (secret.clone(), traced_as));
                    }
                    Some(Told::Destroyed | Told::Sealed) | None => unknown += 1,
                }
            }
        }
        Receivers { known: known.into_values().collect(), unknown }
    }
}
