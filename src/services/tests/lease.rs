//! The lease that stands in for a lock where the browser has none.

use std::rc::Rc;

use super::fakes::{Phone, pass_ms, run};
use crate::platform::local::LocalStore;
use crate::platform::locks::{Lease, Lock};

const KEY: &str = "venue-code/lease";

fn lease(phone: &Phone, holder: u64) -> Lease {
    Lease::new(phone.local.clone() as Rc<dyn LocalStore>, phone.clock.clone(), holder)
}

#[test]
fn one_tab_has_the_lease_until_it_gives_it_back() {
    run(async {
        let phone = Phone::new();
        let (one, two) = (lease(&phone, 1), lease(&phone, 2));
        let guard = one.try_lock().await.unwrap();
        assert!(two.try_lock().await.is_none());
        drop(guard);
        assert!(two.try_lock().await.is_some());
        assert!(phone.local.dump().is_empty());
    });
}

#[test]
fn of_two_tabs_that_ask_at_once_one_gets_the_lease() {
    run(async {
        let phone = Phone::new();
        let (one, two) = (lease(&phone, 1), lease(&phone, 2));
        let (first, second) = tokio::join!(one.try_lock(), two.try_lock());
        assert_ne!(first.is_some(), second.is_some());
    });
}

#[test]
fn the_lease_of_a_dead_tab_ends_and_a_living_one_holds_on() {
    run(async {
        let phone = Phone::new();
        let (one, two) = (lease(&phone, 1), lease(&phone, 2));
        let guard = one.try_lock().await.unwrap();
        pass_ms(20_000).await;
        guard.extend();
        pass_ms(20_000).await;
        assert!(two.try_lock().await.is_none());
        std::mem::forget(guard);
        pass_ms(10_000).await;
        assert!(two.try_lock().await.is_some());
    });
}

#[test]
fn a_hostile_lease_locks_nobody_out() {
    run(async {
        for text in
            ["", "x", "7", "7 x", "7 9223372036854775807", "7 -9223372036854775808", "x 1795399230000"]
        {
            let phone = Phone::new();
            phone.local.values.set(KEY, text).unwrap();
            assert!(lease(&phone, 1).try_lock().await.is_some(), "{text}");
        }
    });
}
