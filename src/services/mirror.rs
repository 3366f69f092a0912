//! Writes to the mirror, one after another in the order of asking, beside everything else. The local store has each value first;
//! a mirror that fails costs the second copy only.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::platform::LocalFuture;
use crate::platform::db::Mirror;

enum Write {
    Put(String, String),
    Remove(String),
}

/// The writes that wait.
pub struct MirrorQueue(Rc<Inner>);

struct Inner {
    mirror: Rc<dyn Mirror>,
    spawn: Rc<dyn Fn(LocalFuture<'static, ()>)>,
    writes: RefCell<VecDeque<Write>>,
    running: Cell<bool>,
}

impl MirrorQueue {
    pub fn new(mirror: Rc<dyn Mirror>, spawn: Rc<dyn Fn(LocalFuture<'static, ()>)>) -> Self {
        Self(Rc::new(Inner { mirror, spawn, writes: RefCell::default(), running: Cell::new(false) }))
    }

    pub fn put(&self, key: String, value: String) {
        self.push(Write::Put(key, value));
    }

    pub fn remove(&self, key: String) {
        self.push(Write::Remove(key));
    }

    fn push(&self, write: Write) {
        self.0.writes.borrow_mut().push_back(write);
        if !self.0.running.replace(true) {
            let inner = self.0.clone();
            (self.0.spawn)(Box::pin(async move { inner.run().await }));
        }
    }
}

impl Inner {
    async fn run(&self) {
        loop {
            let next = self.writes.borrow_mut().pop_front();
            // What fails is in the local store nevertheless, which says so if it has trouble of its own.
            let _ = match next {
                Some(Write::Put(key, value)) => self.mirror.put(key, value).await,
                Some(Write::Remove(key)) => self.mirror.remove(key).await,
                None => break,
            };
        }
        self.running.set(false);
    }
}
