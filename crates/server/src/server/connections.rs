//! Bounds on open connections, of all and of each client: past one a new connection is closed at once.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum_server::accept::Accept;
use ipnet::IpNet;
use tokio::net::TcpStream;
use tower::Service;

use crate::household::Household;

/// How many connections there may be at a time.
#[derive(Debug)]
pub(super) struct Bounds {
    /// Of all.
    pub(super) most: usize,
    /// Of one client.
    pub(super) most_of_one: usize,
    /// Bring many clients' connections, and have no bound but that of all.
    pub(super) proxies: Vec<IpNet>,
}

/// A bound is reached.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("too many connections")]
struct TooMany;

/// The connections that are open.
#[derive(Debug)]
struct Places {
    bounds: Bounds,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_client: HashMap<Household, usize>,
}

/// One connection's place; free again when it is dropped.
#[derive(Debug)]
struct Place {
    places: Arc<Places>,
    /// `None` for a proxy.
    client: Option<Household>,
}

impl Places {
    fn take(self: &Arc<Self>, peer: IpAddr) -> Result<Place, TooMany> {
        let peer = peer.to_canonical();
        let is_proxy = self.bounds.proxies.iter().any(|net| net.contains(&peer));
        let client = (!is_proxy).then(|| Household::from(peer));
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.all >= self.bounds.most {
            return Err(TooMany);
        }
        if let Some(client) = client {
            let own = taken.by_client.get(&client).copied().unwrap_or_default();
            if own >= self.bounds.most_of_one {
                return Err(TooMany);
            }
            taken.by_client.insert(client, own + 1);
        }
        taken.all += 1;
        Ok(Place { places: Arc::clone(self), client })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all -= 1;
        if let Some(client) = self.client
            && let Some(own) = taken.by_client.get_mut(&client)
        {
            *own -= 1;
            if *own == 0 {
                taken.by_client.remove(&client);
            }
        }
    }
}

/// Accepts as `inner` does, within bounds.
#[derive(Debug, Clone)]
pub(super) struct Bounded<A> {
    inner: A,
    places: Arc<Places>,
}

impl<A> Bounded<A> {
    pub(super) fn new(inner: A, bounds: Bounds) -> Self {
        Self { inner, places: Arc::new(Places { bounds, taken: Mutex::default() }) }
    }
}

/// A connection's service; its place is free again when it is dropped.
#[derive(Debug, Clone)]
pub(super) struct Placed<S> {
    inner: S,
    _place: Arc<Place>,
}

impl<S, A> Accept<TcpStream, S> for Bounded<A>
where
    A: Accept<TcpStream, S, Stream = TcpStream, Service = S, Future = Ready<io::Result<(TcpStream, S)>>>,
{
    type Stream = TcpStream;
    type Service = Placed<S>;
    type Future = Ready<io::Result<(TcpStream, Placed<S>)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let place = stream
            .peer_addr()
            .and_then(|peer| self.places.take(peer.ip()).map_err(io::Error::other))
            .map(Arc::new);
        let place = match place {
            Ok(place) => place,
            Err(error) => return ready(Err(error)),
        };
        ready(
            self.inner
                .accept(stream, service)
                .into_inner()
                .map(|(stream, inner)| (stream, Placed { inner, _place: place })),
        )
    }
}

impl<S: Service<R>, R> Service<R> for Placed<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: R) -> S::Future {
        self.inner.call(request)
    }
}
