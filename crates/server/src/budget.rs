//! Budgets of what can be guessed or flooded, per client or for all together.
//!
//! Memory is bounded. Whoever asked is remembered for one to two times as long as a budget takes to be
//! whole again, and may then be forgotten. If more come than fit, those that asked longest ago are forgotten earlier and have a whole
//! budget again: nobody is turned away for what others do, and a flood from so many addresses gains no more than one
//! budget an address, which it has anyway. What must hold against such a flood has a common budget, too.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::SharedClock;
use crate::household::Household;

/// A budget is whole again after so long.
const MINUTE: Duration = Duration::from_secs(60);
/// So many are remembered in one generation, of which there are two: about 6 MB a budget.
const MOST: usize = 50_000;

/// The budget is used up; come again after so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the budget is used up for {retry_after_s} s")]
pub struct UsedUp {
    /// Seconds.
    pub retry_after_s: u32,
}

impl UsedUp {
    /// For so long.
    pub fn during(wait: Duration) -> Self {
        Self { retry_after_s: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1) }
    }
}

/// How far a budget is spent (the generic cell rate algorithm): the time at which it is whole again.
#[derive(Debug, Clone, Copy, Default)]
struct WholeAt(Duration);

impl WholeAt {
    /// Spends one of so many in a while.
    fn spend(self, most: u32, during: Duration, now: Duration) -> Result<Self, UsedUp> {
        let spent = self.0.max(now) + during / most.max(1);
        let wait = spent.saturating_sub(now + during);
        if wait.is_zero() { Ok(Self(spent)) } else { Err(UsedUp::during(wait)) }
    }
}

/// A budget of each client. IPv6 clients are told apart by their /64, which one household has.
pub type ClientBudget = Budget<Household>;

/// A budget of each of many, who are told apart by `K`.
#[derive(Debug)]
pub struct Budget<K> {
    most: u32,
    during: Duration,
    clock: SharedClock,
    spent: Mutex<Spent<K>>,
}

/// Who spent lately, in two generations.
#[derive(Debug)]
struct Spent<K> {
    begun: Duration,
    young: HashMap<K, WholeAt>,
    old: HashMap<K, WholeAt>,
}

impl<K> Spent<K> {
    /// Forgets who has not asked for so long.
    fn tend(&mut self, during: Duration, now: Duration) {
        let age = now.saturating_sub(self.begun);
        if age >= during {
            self.turn(now);
        }
        if age >= 2 * during {
            self.old.clear();
        }
    }

    fn turn(&mut self, now: Duration) {
        self.old = std::mem::take(&mut self.young);
        self.begun = now;
    }
}

impl<K: Eq + Hash> Budget<K> {
    /// So many a minute.
    pub fn new(a_minute: u32, clock: SharedClock) -> Self {
        Self::over(MINUTE, a_minute, clock)
    }

    /// So many in so long.
    pub fn over(during: Duration, most: u32, clock: SharedClock) -> Self {
        let spent = Spent { begun: Duration::ZERO, young: HashMap::new(), old: HashMap::new() };
        Self { most, during, clock, spent: Mutex::new(spent) }
    }

    /// Spends one.
    ///
    /// # Errors
    /// If nothing is left.
    pub fn spend(&self, who: impl Into<K>) -> Result<(), UsedUp> {
        let (who, now) = (who.into(), self.clock.ticks());
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        spent.tend(self.during, now);
        let before = spent.young.get(&who).or_else(|| spent.old.get(&who)).copied().unwrap_or_default();
        let after = before.spend(self.most, self.during, now)?;
        if spent.young.len() >= MOST && !spent.young.contains_key(&who) {
            spent.turn(now);
        }
        spent.young.insert(who, after);
        Ok(())
    }

    /// Gives one back that was spent, to whom it should not count.
    pub fn refund(&self, who: impl Into<K>) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(whole_at) = spent.young.get_mut(&who.into()) {
            whole_at.0 = whole_at.0.saturating_sub(self.during / self.most.max(1));
        }
    }

    /// Forgets who has not asked for a while; called now and then, so that no address stays in an idle server's memory.
    pub fn tend(&self) {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner).tend(self.during, self.clock.ticks());
    }
}

/// A budget of all clients together.
#[derive(Debug)]
pub struct CommonBudget {
    a_minute: u32,
    clock: SharedClock,
    spent: Mutex<WholeAt>,
}

impl CommonBudget {
    /// So many a minute.
    pub fn new(a_minute: u32, clock: SharedClock) -> Self {
        Self { a_minute, clock, spent: Mutex::default() }
    }

    /// Spends one.
    ///
    /// # Errors
    /// If nothing is left.
    pub fn spend(&self) -> Result<(), UsedUp> {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        *spent = spent.spend(self.a_minute, MINUTE, self.clock.ticks())?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv6Addr};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use venue_protocol::instant::Instant;

    use super::*;
    use crate::clock::Clock;

    /// Runs on when told; its wall clock goes backwards meanwhile.
    #[derive(Debug, Default)]
    struct Hands(AtomicU64);

    impl Hands {
        fn advance_s(&self, seconds: u64) {
            self.0.fetch_add(seconds, Ordering::Relaxed);
        }
    }

    impl Clock for Hands {
        fn now(&self) -> Instant {
            Instant::from_millis(1_790_000_000_000).plus_millis(-1000 * self.ticks().as_secs() as i64)
        }

        fn ticks(&self) -> Duration {
            Duration::from_secs(self.0.load(Ordering::Relaxed))
        }
    }

    fn budget(a_minute: u32) -> (ClientBudget, Arc<Hands>) {
        let clock = Arc::new(Hands::default());
        (ClientBudget::new(a_minute, clock.clone()), clock)
    }

    /// An address in the nth network of 64 bits.
    fn address(n: usize) -> IpAddr {
        Ipv6Addr::from((0x2001_0db8_u128 << 96) | ((n as u128) << 64) | 1).into()
    }

    fn remembered(budget: &ClientBudget) -> usize {
        let spent = budget.spent.lock().unwrap();
        spent.young.len() + spent.old.len()
    }

    #[test]
    fn a_burst_may_use_a_minute_s_share_which_is_refilled_evenly_whatever_the_wall_clock_does() {
        let (budget, clock) = budget(6);
        for _ in 0..6 {
            budget.spend(address(1)).unwrap();
        }
        assert_eq!(budget.spend(address(1)), Err(UsedUp { retry_after_s: 11 }));
        budget.spend(address(2)).unwrap();
        clock.advance_s(9);
        assert_eq!(budget.spend(address(1)), Err(UsedUp { retry_after_s: 2 }));
        clock.advance_s(1);
        budget.spend(address(1)).unwrap();
        budget.spend(address(1)).unwrap_err();
        clock.advance_s(60);
        for _ in 0..6 {
            budget.spend(address(1)).unwrap();
        }
        budget.spend(address(1)).unwrap_err();
    }

    #[test]
    fn a_common_budget_is_of_all() {
        let clock = Arc::new(Hands::default());
        let budget = CommonBudget::new(2, clock.clone());
        budget.spend().unwrap();
        budget.spend().unwrap();
        assert_eq!(budget.spend(), Err(UsedUp { retry_after_s: 31 }));
        clock.advance_s(30);
        budget.spend().unwrap();
    }

    #[test]
    fn a_flood_from_many_networks_fills_no_memory_and_locks_nobody_out() {
        let (budget, _) = budget(1);
        for n in 0..5 * MOST {
            budget.spend(address(n)).unwrap();
            assert!(remembered(&budget) <= 2 * MOST);
        }
    }

    #[test]
    fn within_the_bound_a_flood_gives_no_budget_back() {
        let (budget, clock) = budget(1);
        budget.spend(address(0)).unwrap();
        clock.advance_s(10);
        for n in 1..2 * MOST {
            budget.spend(address(n)).unwrap();
        }
        budget.spend(address(0)).unwrap_err();
    }

    #[test]
    fn after_two_minutes_without_a_request_no_address_is_remembered() {
        let (budget, clock) = budget(1);
        budget.spend(address(1)).unwrap();
        clock.advance_s(59);
        budget.tend();
        budget.spend(address(1)).unwrap_err();
        for _ in 0..2 {
            clock.advance_s(60);
            budget.tend();
        }
        assert_eq!(remembered(&budget), 0);
        budget.spend(address(1)).unwrap();
        clock.advance_s(120);
        budget.tend();
        assert_eq!(remembered(&budget), 0);
    }
}
