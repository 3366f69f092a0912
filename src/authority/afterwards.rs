//! The vault's part about what a traced case leads to: receipts (SEALING 9) and disputes (SEALING 6).

use std::collections::HashSet;

use rand_core::CryptoRng;
use venue_protocol::bytes::Bytes;
use venue_protocol::instant::Day;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::dispute::{self, Disputed};
use venue_protocol::seal::receipt::{Receipt, ReceiptHint};
use venue_protocol::wire::notices::{Dispute, Disputes, NewReceipts, SealedReceipt};
use venue_trace::receipt::Receivers;

use super::message::{Reply, Said, Secret, Trouble};
use super::vault::Vault;

impl Vault {
    /// Receipts of the case itself; those about its contacts send their own.
    pub(super) fn receipts(
        &mut self,
        case: CaseId,
        day: Day,
        taken: &Bytes,
        rng: &mut impl CryptoRng,
    ) -> Result<Reply, Trouble> {
        let tracing = self.whole(case)?;
        let (hints, _) = taken.0.as_chunks::<{ ReceiptHint::LEN }>();
        let taken: HashSet<ReceiptHint> = hints.iter().copied().map(ReceiptHint).collect();
        let Receivers { known, unknown } = tracing.trace.receivers();
        let (mut receipts, mut tokens) = (Vec::with_capacity(known.len()), Vec::with_capacity(known.len()));
        for (secret, traced_as) in known {
            // Another case of today may have told the same person.
            let free = (0..=u8::MAX).map(|k| secret.hint(day, k)).find(|hint| !taken.contains(hint));
            let token = secret.dispute_token(tracing.case.id);
            tokens.push(token.hash());
            let receipt = Receipt { case: tracing.case.id, traced_as, window: tracing.case.window, token };
            let body = receipt.seal(&secret, rng).map_err(|_| Trouble::OddAnswer)?;
            receipts.push(SealedReceipt { hint: free.ok_or(Trouble::OddAnswer)?, body });
        }
        // Hints and hashes are as good as random: sorted by themselves they tell no other order.
        receipts.sort_unstable_by_key(|receipt| receipt.hint);
        tokens.sort_unstable();
        Ok(Reply::Receipts { receipts: NewReceipts { day, receipts, tokens }, unknown })
    }

    /// What was said is read by the role's keys alone; which stays it is about, and the results as marked by it, are told of
    /// the case that is traced, or was joined.
    pub(super) fn disputes(&mut self, case: CaseId, disputes: &Disputes) -> Result<Reply, Trouble> {
        // It may be sealed to a key of the role that was replaced since.
        let keys = self.own_role_keys()?;
        let is_accepted = |said: &&Dispute| said.decision.as_ref().is_some_and(|decision| decision.accepted);
        let accepted: Vec<Disputed> =
            disputes.disputes.iter().filter(is_accepted).map(|said| said.about).collect();
        let mut tracing = self.whole_with(case);
        let results = tracing.as_mut().map(|tracing| {
            if let Some(trace) = tracing.of(case) {
                trace.told_accepted(accepted);
            }
            tracing.results()
        });
        let trace = tracing.and_then(|tracing| tracing.of(case));
        let stays = |about| match (&trace, &results) {
            (Some(trace), Some(results)) => trace.disputed_stays(results, about),
            _ => Vec::new(),
        };
        let said = disputes.disputes.iter().map(|said| {
            let opened = keys.iter().find_map(|key| dispute::open(&said.statement.0, said.about, key).ok());
            Said {
                about: said.about,
                by_receipt: said.by_receipt.is_some(),
                stays: stays(said.about),
                statement: opened.map(|text| Secret(text.to_string())),
                at: said.at,
                decision: said.decision.clone(),
            }
        });
        Ok(Reply::Said(said.collect(), results.map(Box::new)))
    }
}
