//! No core dumps, no reading by other processes, no swap.

use rustix::io::Errno;
use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};

/// What was reached.
#[derive(Debug)]
pub struct Hardening {
    /// Why the memory may still be swapped out, if it may.
    pub not_locked: Option<NotLocked>,
}

/// Why the memory is not locked.
#[derive(Debug, thiserror::Error)]
pub enum NotLocked {
    /// The setting `memory.lock` is off.
    #[error("the setting memory.lock is false")]
    Setting,
    /// A limit would make later allocations fail, which is worse than swapping.
    #[error("RLIMIT_MEMLOCK is limited; systemd: LimitMEMLOCK=infinity, shell: ulimit -l unlimited")]
    Limited,
    /// The system refused.
    #[error("the system refuses mlockall")]
    Refused(#[source] Errno),
}

/// Forbids core dumps and, if `lock` is set, locks the memory. Call it first of all.
///
/// # Errors
/// If core dumps cannot be forbidden.
pub fn harden(lock: bool) -> Result<Hardening, Errno> {
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    Ok(Hardening { not_locked: if lock { lock_memory().err() } else { Some(NotLocked::Setting) } })
}

fn lock_memory() -> Result<(), NotLocked> {
    let limit = getrlimit(Resource::Memlock);
    if limit.maximum.is_some() && !rustix::process::geteuid().is_root() {
        return Err(NotLocked::Limited);
    }
    setrlimit(Resource::Memlock, Rlimit { current: limit.maximum, maximum: limit.maximum })
        .map_err(NotLocked::Refused)?;
    mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT)
        .map_err(NotLocked::Refused)
}
