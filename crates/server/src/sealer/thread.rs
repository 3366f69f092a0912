//! The sealer's thread: takes what waits, hands it to the worker, wipes its stack.

use std::time::Duration;

use tokio::sync::mpsc::Receiver;
use tokio::time::timeout;

use super::Parts;
use super::batch::Worker;
use super::job::Job;
use crate::memory::scrub_stack;

/// At most so many requests in one commit.
const MOST: usize = 512;
/// With nothing to do, so often keys are checked for the end of their time.
const TICK: Duration = Duration::from_millis(500);

pub(super) async fn run(parts: Parts, mut waiting: Receiver<Job>) {
    let mut worker = Worker::new(parts);
    let mut jobs = Vec::with_capacity(MOST);
    loop {
        match timeout(TICK, waiting.recv_many(&mut jobs, MOST)).await {
            Ok(0) => break,
            Ok(_) => worker.work(&mut jobs).await,
            Err(_) => worker.tend(),
        }
        worker.fold_if_due().await;
        scrub_stack();
    }
    worker.finish().await;
    drop(worker);
    scrub_stack();
}
