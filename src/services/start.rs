//! What happens when the app starts.

use venue_protocol::wire::persons::{Keepsake, PersonRole};

use super::Services;
use super::shelf::Key;
use crate::api;
use crate::platform::online;
use crate::state::Action;
use crate::state::profile::{MAX_LABEL, PersonCard, PersonId};
use crate::state::stored::{Stored, from_text};
use crate::state::visit::{Delivery, Status, Undoing, Visit};

impl Services {
    /// Reads what the device keeps, and sets everything else going: the mirror's check-ins, the service's keys, the keepsake,
    /// the drain. The state is loaded when this returns.
    pub fn start(&self, is_online: bool) {
        self.dispatch(Action::Offline(!is_online));
        self.reload();
        let this = self.clone();
        self.spawn(async move {
            this.take_mirrored().await;
            // Afterwards, so that no copy brings back what is too old.
            this.prune();
            this.kick();
        });
        let this = self.clone();
        self.spawn(async move {
            this.refresh_keys().await;
            this.restore_keepsake().await;
        });
        self.kick();
    }

    /// [`Services::start`] with what the browser says about the network.
    pub fn start_in_browser(&self) {
        self.start(online::is_online());
    }

    /// Asks for the service's keys; the old ones stay if that fails.
    pub async fn refresh_keys(&self) {
        if let Ok(keys) = api::keys::get(&*self.0.platform.http).await
            && keys.is_sound()
        {
            self.0.shelf.save(Key::Keys, &keys);
            self.dispatch(Action::Keys(keys));
        }
    }

    fn prune(&self) {
        let old = self.history().to_prune(self.now());
        if !old.is_empty() {
            self.remove_visits(old);
        }
    }

    /// Merges the mirror and the local store: each gets the pending check-ins that only the other one has. Where both have
    /// a visit, the local one counts.
    async fn take_mirrored(&self) {
        let mirror = &*self.0.platform.mirror;
        let Ok(mirrored) = mirror.load().await else { return };
        let pending = self.0.shelf.visits().into_iter().filter(Visit::is_pending);
        pending.for_each(|visit| self.0.mirror.touch(visit.id));
        for (key, text) in mirrored {
            match from_text::<Visit>(&text) {
                Ok(visit) if Key::Visit(visit.id).to_string() == key => {
                    match self.0.shelf.load::<Visit>(Key::Visit(visit.id)) {
                        Some(local) => self.0.mirror.touch(local.id),
                        None => self.put_visit(&maybe_sent(visit)),
                    }
                }
                _ => {
                    if self.0.shelf.keep_aside(&key, &text, Visit::KIND) {
                        // If it stays there, the same text is kept aside again, which changes nothing.
                        let _ = mirror.remove(key).await;
                    }
                }
            }
        }
    }

    /// Takes the visitor's registration back from the browser's keepsake if the script storage was cleared (F19).
    async fn restore_keepsake(&self) {
        let profile = self.profile();
        if profile.visitor.is_some() || profile.kept {
            return;
        }
        let Ok(Some(Keepsake { credential, label })) = api::persons::kept(&*self.0.platform.http).await
        else {
            return;
        };
        let Ok(number) = self.random_number() else { return };
        if label.is_empty() || label.chars().count() > MAX_LABEL {
            return;
        }
        let registered_on = self.now().day();
        self.update_profile(|profile| {
            // The visitor may have registered anew while the answer was on its way.
            if profile.visitor.is_none() {
                profile.kept = true;
                profile.visitor = Some(PersonCard {
                    id: PersonId(number),
                    credential,
                    receipt_secret: None,
                    label,
                    document: None,
                    role: PersonRole::Visitor,
                    here: true,
                    once: false,
                    registered_on,
                    renew_on: None,
                    expires_on: None,
                    ended: None,
                });
            }
        });
        self.kick();
    }
}

/// The mirror may lag behind: what it has as never sent may have been sent.
fn maybe_sent(mut visit: Visit) -> Visit {
    if let Status::Waiting(Delivery { tried, .. })
    | Status::Undoing(Undoing::Unconfirmed(Delivery { tried, .. })) = &mut visit.status
    {
        *tried = true;
    }
    visit
}
