//! Budgets of what can be guessed or flooded, per client address or for all together.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::ops::Add;

use governor::clock::{Clock as GovernorClock, Reference};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};

use crate::clock::SharedClock;

/// With so many client addresses in memory those with a whole budget are forgotten.
const MOST_CLIENTS: usize = 100_000;

/// The server's clock as governor wants it.
#[derive(Debug, Clone)]
struct Ticks(SharedClock);

/// Nanoseconds since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Tick(u64);

impl Add<Nanos> for Tick {
    type Output = Self;
    fn add(self, nanos: Nanos) -> Self {
        Self(self.0.saturating_add(nanos.as_u64()))
    }
}

impl Reference for Tick {
    fn duration_since(&self, earlier: Self) -> Nanos {
        self.0.saturating_sub(earlier.0).into()
    }
    fn saturating_sub(&self, duration: Nanos) -> Self {
        Self(self.0.saturating_sub(duration.as_u64()))
    }
}

impl GovernorClock for Ticks {
    type Instant = Tick;
    fn now(&self) -> Tick {
        Tick(self.0.now().millis().unsigned_abs().saturating_mul(1_000_000))
    }
}

/// The budget is used up; come again after so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the budget is used up for {retry_after_s} s")]
pub struct UsedUp {
    /// Seconds.
    pub retry_after_s: u32,
}

fn a_minute(most: u32) -> Quota {
    Quota::per_minute(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN))
}

fn used_up(wait: std::time::Duration) -> UsedUp {
    UsedUp { retry_after_s: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1) }
}

/// A budget of each client address. IPv6 clients are told apart by their /64, which one household has.
#[derive(Debug)]
pub struct ClientBudget {
    limiter: RateLimiter<IpAddr, DashMapStateStore<IpAddr>, Ticks, NoOpMiddleware<Tick>>,
    clock: Ticks,
}

impl ClientBudget {
    /// So many a minute.
    pub fn new(a_minute_most: u32, clock: SharedClock) -> Self {
        let clock = Ticks(clock);
        Self {
            limiter: RateLimiter::new(a_minute(a_minute_most), DashMapStateStore::default(), clock.clone()),
            clock,
        }
    }

    /// Spends one.
    ///
    /// # Errors
    /// If nothing is left.
    pub fn spend(&self, client: IpAddr) -> Result<(), UsedUp> {
        if self.limiter.len() > MOST_CLIENTS {
            self.limiter.retain_recent();
        }
        self.limiter
            .check_key(&household(client))
            .map_err(|until| used_up(until.wait_time_from(self.clock.now())))
    }
}

/// A budget of all clients together.
#[derive(Debug)]
pub struct CommonBudget {
    limiter: RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<Tick>>,
    clock: Ticks,
}

impl CommonBudget {
    /// So many a minute.
    pub fn new(a_minute_most: u32, clock: SharedClock) -> Self {
        let clock = Ticks(clock);
        Self { limiter: RateLimiter::direct_with_clock(a_minute(a_minute_most), clock.clone()), clock }
    }

    /// Spends one.
    ///
    /// # Errors
    /// If nothing is left.
    pub fn spend(&self) -> Result<(), UsedUp> {
        self.limiter.check().map_err(|until| used_up(until.wait_time_from(self.clock.now())))
    }
}

fn household(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 => v4,
    }
}
