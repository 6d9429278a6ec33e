//! How long a script may work. Operations are counted, which is the same everywhere and may decide a result; the clock
//! only ends what counting let through, and what it ends is always an error and never a score.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// Operations of one statement or of one call of a rule, those of functions that it hands to others included.
pub(crate) const OPERATIONS: u64 = 1_000_000;
/// Seconds of one statement or one call.
const CALL: Duration = Duration::from_secs(3);
/// Seconds of all checks of one script: its statements, its examples, and the cases that rules are tried at.
const CHECK: Duration = Duration::from_secs(30);
/// The clock is read once in so many operations.
const LOOK: u64 = 1 << 10;

/// Why work was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    Operations,
    Clock,
}

thread_local! {
    static DONE: Cell<u64> = const { Cell::new(0) };
    static BEGUN: Cell<Option<Instant>> = const { Cell::new(None) };
    static UNTIL: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// A statement or a call begins.
pub(crate) fn begin() {
    DONE.set(0);
    BEGUN.set(None);
}

/// Calls something with an allowance of its own, and goes on with the present one after it.
pub(crate) fn aside<T>(call: impl FnOnce() -> T) -> T {
    let (done, begun) = (DONE.replace(0), BEGUN.replace(None));
    let result = call();
    DONE.set(done);
    BEGUN.set(begun);
    result
}

/// Checks of a script begin on this thread, and end with what is returned.
pub(crate) fn check() -> Check {
    UNTIL.set(Instant::now().checked_add(CHECK));
    Check
}

/// As long as this lives a script is being checked.
pub(crate) struct Check;

impl Drop for Check {
    fn drop(&mut self) {
        UNTIL.set(None);
    }
}

/// Whether the time of the checks of this thread is over.
pub(crate) fn is_over() -> bool {
    UNTIL.get().is_some_and(|until| Instant::now() > until)
}

/// Counts one operation.
pub(crate) fn tick() -> Option<Ended> {
    let done = DONE.get() + 1;
    DONE.set(done);
    if done > OPERATIONS {
        return Some(Ended::Operations);
    }
    if done.is_multiple_of(LOOK) {
        let now = Instant::now();
        let begun = BEGUN.get().unwrap_or(now);
        BEGUN.set(Some(begun));
        if now.duration_since(begun) > CALL || UNTIL.get().is_some_and(|until| now > until) {
            return Some(Ended::Clock);
        }
    }
    None
}
