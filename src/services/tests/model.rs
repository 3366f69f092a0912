//! Any interleaving of queueing, sending, answers, undos, corrections and crashes delivers each check-in exactly once.

use std::collections::BTreeMap;

use proptest::prelude::*;
use venue_protocol::id::EventSecret;

use super::Tab;
use super::fakes::{Phone, pass_ms, run};
use super::server::Network;
use crate::state::visit::{Status, VisitId};

#[derive(Debug, Clone, Copy)]
enum Step {
    CheckIn {
        tab: usize,
    },
    Undo {
        tab: usize,
        which: usize,
    },
    Network(Network),
    /// The visitor corrects his registration, which withdraws the old one.
    Correct {
        tab: usize,
    },
    /// The tab dies where it is, and is opened anew.
    Crash {
        tab: usize,
    },
    /// The browser clears the local store.
    Clear,
    Kick {
        tab: usize,
    },
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let network = prop_oneof![
        Just(Network::Good),
        Just(Network::Down),
        Just(Network::OneWay),
        Just(Network::Gateway),
        Just(Network::Overloaded),
    ];
    prop_oneof![
        4 => (0..2_usize).prop_map(|tab| Step::CheckIn { tab }),
        2 => (0..2_usize, 0..8_usize).prop_map(|(tab, which)| Step::Undo { tab, which }),
        3 => network.prop_map(Step::Network),
        1 => (0..2_usize).prop_map(|tab| Step::Correct { tab }),
        2 => (0..2_usize).prop_map(|tab| Step::Crash { tab }),
        1 => Just(Step::Clear),
        1 => (0..2_usize).prop_map(|tab| Step::Kick { tab }),
        6 => prop_oneof![1..70_u64, 1_000..20_000_u64].prop_map(Step::Wait),
    ]
}

/// What was queued, and whether an undo was asked for.
type Queued = BTreeMap<VisitId, (EventSecret, bool)>;

async fn take(step: Step, phone: &Phone, tabs: &mut [Tab; 2], queued: &mut Queued) {
    match step {
        Step::CheckIn { tab } => {
            let id = tabs[tab].check_in(1);
            let secret = tabs[tab].state().history.visit(id).unwrap().secret.clone();
            queued.insert(id, (secret, false));
        }
        Step::Undo { tab, which } => {
            tabs[tab].services.reload();
            let shown = tabs[tab].state().history;
            // Only what is shown can be undone: the browser may have cleared what was answered already.
            if let Some((id, (_, undone))) = queued.iter_mut().nth(which)
                && shown.visit(*id).is_some()
            {
                tabs[tab].services.undo(*id);
                *undone = true;
            }
        }
        Step::Network(network) => phone.server.network.set(network),
        // Without a working lock another tab may send while the registration is being withdrawn.
        Step::Correct { .. } if phone.lock.leaky.get() => {}
        Step::Correct { tab } => {
            let network = phone.server.network.replace(Network::Good);
            tabs[tab].register_visitor().await;
            phone.server.network.set(network);
        }
        Step::Crash { tab } => tabs[tab] = phone.open(),
        Step::Clear => {
            // The mirror is written beside everything else; it has a moment for it.
            pass_ms(5).await;
            phone.local.clear();
            tabs.iter_mut().for_each(|tab| *tab = phone.open());
            pass_ms(5).await;
            tabs[0].services.reload();
            if tabs[0].state().profile.visitor.is_none() {
                // Whoever was registered registers again.
                let network = phone.server.network.replace(Network::Good);
                tabs[0].register_visitor().await;
                phone.server.network.set(network);
            }
        }
        Step::Kick { tab } => tabs[tab].services.kick(),
        Step::Wait(millis) => pass_ms(millis).await,
    }
}

async fn all_arrive_once(steps: Vec<Step>, leaky: bool) {
    let phone = Phone::new();
    phone.lock.leaky.set(leaky);
    let mut tabs = [phone.open(), phone.open()];
    tabs[0].register_visitor().await;
    let mut queued = Queued::new();
    for step in steps {
        take(step, &phone, &mut tabs, &mut queued).await;
    }
    phone.server.network.set(Network::Good);
    tabs.iter().for_each(|tab| tab.services.kick());
    pass_ms(3_600_000).await;

    tabs[0].services.reload();
    let state = tabs[0].state();
    assert!(state.history.visits().all(|visit| !visit.is_pending()), "something is still pending");
    let rows = phone.server.rows.borrow();
    for (id, (secret, undone)) in &queued {
        let row = rows.get(&secret.to_string());
        if *undone {
            assert!(row.is_none_or(|row| row.undone), "an undone check-in counts");
        } else {
            assert!(row.is_some_and(|row| !row.undone), "a check-in is lost");
        }
        // What the browser cleared after it was answered is known to the server only.
        if let Some(visit) = state.history.visit(*id) {
            let told =
                matches!((&visit.status, undone), (Status::Registered(_), false) | (Status::Undone, true));
            assert!(told, "{:?}, undone: {undone}", visit.status);
        }
    }
    assert!(rows.len() <= queued.len(), "a check-in was registered twice");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn each_check_in_arrives_exactly_once(steps in prop::collection::vec(step(), 0..40), leaky in any::<bool>()) {
        run(all_arrive_once(steps, leaky));
    }
}
