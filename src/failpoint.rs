//! Named places between two steps, where a test can let everything end, have a commit refused, or its answer lost. No room:
//! whoever writes or sends may name them. In a release build they are nothing.
//!
//! A process ends at the n-th time that a place is reached if `CUIBAN_FAILPOINT` says `place:n`, as after `kill -9`. Within a
//! process, a thread that plans its own end with [`plan`] stops there for good; whoever drives it then drops what it ran.

/// A place between two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// What was written is about to be committed.
    Commit,
    /// It was committed, and nobody knows yet.
    Committed,
    /// Updates came in, and nothing of them is written.
    Fetched,
    /// They are on record, and the chat app has not been told.
    TakenIn,
    /// A message is in hand: no byte has left.
    Claimed,
    /// It is marked as leaving: no byte has left.
    Sending,
    /// The chat app has answered: what it said is not written.
    Answered,
    /// What a job was to fetch is here: nothing of it is written.
    JobDone,
}

impl Point {
    /// Every place.
    pub const ALL: [Self; 8] = [
        Self::Commit,
        Self::Committed,
        Self::Fetched,
        Self::TakenIn,
        Self::Claimed,
        Self::Sending,
        Self::Answered,
        Self::JobDone,
    ];

    /// Its name in `CUIBAN_FAILPOINT`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Committed => "committed",
            Self::Fetched => "fetched",
            Self::TakenIn => "taken_in",
            Self::Claimed => "claimed",
            Self::Sending => "sending",
            Self::Answered => "answered",
            Self::JobDone => "job_done",
        }
    }
}

#[cfg(debug_assertions)]
pub use armed::{Ended, Plan, plan, planned};
#[cfg(debug_assertions)]
pub(crate) use armed::{is_lost, is_refused, reach};

/// Nothing ends here.
#[cfg(not(debug_assertions))]
pub(crate) fn reach(_: Point) -> std::future::Ready<()> {
    std::future::ready(())
}

/// No commit is refused.
#[cfg(not(debug_assertions))]
pub(crate) const fn is_refused() -> bool {
    false
}

/// No commit's answer is lost.
#[cfg(not(debug_assertions))]
pub(crate) const fn is_lost() -> bool {
    false
}

#[cfg(debug_assertions)]
mod armed {
    use std::cell::RefCell;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    use tokio::sync::watch;

    use super::Point;

    /// What is to happen on this thread.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Plan {
        /// It ends at the n-th place from here, counted from 1.
        End(u64),
        /// The n-th commit from here is refused, counted from 1.
        RefuseCommit(u64),
        /// The n-th commit from here stands, and its answer is lost, counted from 1.
        LoseCommit(u64),
    }

    /// Tells that the end has come.
    pub type Ended = watch::Receiver<bool>;

    struct Planned {
        plan: Plan,
        ended: watch::Sender<bool>,
    }

    thread_local! {
        static PLANNED: RefCell<Option<Planned>> = const { RefCell::new(None) };
    }

    /// Plans for this thread, in place of what was planned before; none plans nothing.
    #[must_use]
    pub fn plan(plan: Option<Plan>) -> Ended {
        let (ended, told) = watch::channel(false);
        PLANNED.set(plan.map(|plan| Planned { plan, ended }));
        told
    }

    /// What is left of this thread's plan.
    #[must_use]
    pub fn planned() -> Option<Plan> {
        PLANNED.with_borrow(|planned| planned.as_ref().map(|it| it.plan))
    }

    /// Passes, or never returns.
    pub(crate) async fn reach(point: Point) {
        if is_end(point) {
            std::process::abort();
        }
        if is_planned_end() {
            std::future::pending::<()>().await;
        }
    }

    /// Whether this commit is refused by plan.
    pub(crate) fn is_refused() -> bool {
        is_its_turn(|plan| if let Plan::RefuseCommit(left) = plan { Some(left) } else { None })
    }

    /// Whether the answer to this commit is lost by plan.
    pub(crate) fn is_lost() -> bool {
        is_its_turn(|plan| if let Plan::LoseCommit(left) = plan { Some(left) } else { None })
    }

    fn is_its_turn(left_of: fn(&mut Plan) -> Option<&mut u64>) -> bool {
        PLANNED.with_borrow_mut(|planned| match planned.as_mut().and_then(|it| left_of(&mut it.plan)) {
            Some(left @ 1..) => {
                *left -= 1;
                *left == 0
            }
            _ => false,
        })
    }

    fn is_planned_end() -> bool {
        PLANNED.with_borrow_mut(|planned| match planned.as_mut() {
            // What runs on beside the end stops at its next place too.
            Some(Planned { plan: Plan::End(0), .. }) => true,
            Some(Planned { plan: Plan::End(left), ended }) => {
                *left -= 1;
                let is_end = *left == 0;
                if is_end {
                    ended.send_replace(true);
                }
                is_end
            }
            _ => false,
        })
    }

    /// What the environment says: where, and at which time.
    #[expect(clippy::disallowed_methods, reason = "a test's own switch, not a setting of the service")]
    fn is_end(point: Point) -> bool {
        static END: OnceLock<Option<(String, u64)>> = OnceLock::new();
        static REACHED: AtomicU64 = AtomicU64::new(0);
        let end = END.get_or_init(|| {
            let said = std::env::var("CUIBAN_FAILPOINT").ok()?;
            let (name, times) = said.split_once(':')?;
            Some((name.to_owned(), times.parse().ok()?))
        });
        let Some((name, times)) = end else { return false };
        name == point.name() && REACHED.fetch_add(1, Ordering::Relaxed) + 1 == *times
    }
}
