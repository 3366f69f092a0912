//! What a page remembers while it is shown, in one place.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use yew::functional::{UseForceUpdateHandle, use_force_update};
use yew::{hook, use_mut_ref};

/// A page's own memory. Whoever holds a handle sees it as it is now, not as it was when the page was last drawn.
pub struct Own<T> {
    value: Rc<RefCell<T>>,
    page: UseForceUpdateHandle,
}

impl<T> Own<T> {
    /// What is remembered. Let go of it before [`Own::change`].
    pub fn get(&self) -> Ref<'_, T> {
        self.value.borrow()
    }

    /// Changes it, and draws the page anew.
    pub fn change(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.borrow_mut());
        self.page.force_update();
    }
}

impl<T> Clone for Own<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), page: self.page.clone() }
    }
}

/// What this page remembers while it is shown.
#[hook]
pub fn use_own<T: 'static>(first: impl FnOnce() -> T) -> Own<T> {
    Own { value: use_mut_ref(first), page: use_force_update() }
}
