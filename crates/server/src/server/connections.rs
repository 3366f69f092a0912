//! A bound on open connections: past it a new one is closed at once.

use std::future::{Ready, ready};
use std::io;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum_server::accept::Accept;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Service;

/// Accepts as `inner` does, up to a number of connections at a time.
#[derive(Debug, Clone)]
pub(super) struct Bounded<A> {
    inner: A,
    free: Arc<Semaphore>,
}

impl<A> Bounded<A> {
    pub(super) fn new(inner: A, most: usize) -> Self {
        Self { inner, free: Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS))) }
    }
}

/// A connection's service; its place is free again when it is dropped.
#[derive(Debug, Clone)]
pub(super) struct Placed<S> {
    inner: S,
    _place: Arc<OwnedSemaphorePermit>,
}

impl<I, S, A> Accept<I, S> for Bounded<A>
where
    A: Accept<I, S, Stream = I, Service = S, Future = Ready<io::Result<(I, S)>>>,
{
    type Stream = I;
    type Service = Placed<S>;
    type Future = Ready<io::Result<(I, Placed<S>)>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let place = match Arc::clone(&self.free).try_acquire_owned() {
            Ok(place) => Arc::new(place),
            Err(full) => return ready(Err(io::Error::other(full))),
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
