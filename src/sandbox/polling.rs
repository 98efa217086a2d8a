//! `getUpdates`: long polling, with its waits and conflicts in real time.

use std::{
    sync::PoisonError,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{log::LogEntry, params::Params, refusal::Refusal, shared::Shared, world::Answer};

/// No poll waits longer than this: an early empty answer is always allowed.
const WAIT_MAX: Duration = Duration::from_secs(10);
/// At most one conflict is answered in this time; others are held back as long.
const CONFLICT_EVERY: Duration = Duration::from_secs(3);
/// The same offset again within this time waits, with however short a timeout.
const REPEAT_WAITS: Duration = Duration::from_secs(3);
/// The same offset again within this time brings one update.
const REPEAT_BRINGS_ONE: Duration = Duration::from_millis(500);
const WEBHOOK_ACTIVE: &str =
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const OTHER_POLL: &str = "terminated by other getUpdates request; make sure that only one bot instance is running";

/// What is known of earlier polls.
#[derive(Debug, Default)]
pub(super) struct Polls {
    /// Counts polls that waited; the newest one holds the line.
    pub(super) waiting: u64,
    last: Option<(i64, Instant)>,
    conflict: Option<Instant>,
}

/// What a poll asks for.
struct Asked {
    offset: i64,
    limit: usize,
    timeout: Duration,
}

/// Answers a poll.
pub(super) async fn get_updates(shared: &Shared, params: &Params) -> Answer {
    let asked = ask(shared, params)?;
    let mut changes = shared.watch();
    if shared.look(|world| world.webhook.is_some()) {
        return Err(conflict(shared, WEBHOOK_ACTIVE).await);
    }
    let found = confirm_and_take(shared, asked.offset, asked.limit);
    if !found.is_empty() || asked.timeout.is_zero() {
        return Ok(Value::Array(found));
    }
    let ticket = polls(shared, |polls| {
        polls.waiting += 1;
        polls.waiting
    });
    // The one who waits must learn of it.
    shared.change(|_| ());
    let until = tokio::time::Instant::now() + asked.timeout;
    loop {
        if tokio::time::timeout_at(until, changes.changed()).await.is_err() {
            return Ok(json!([]));
        }
        if polls(shared, |polls| polls.waiting) != ticket {
            return Err(conflict(shared, OTHER_POLL).await);
        }
        if shared.look(|world| world.queue.len()) > 0 {
            let found = take(shared, asked.limit);
            if !found.is_empty() {
                return Ok(Value::Array(found));
            }
        }
    }
}

fn ask(shared: &Shared, params: &Params) -> Result<Asked, Refusal> {
    if let Some(names) = params.object("allowed_updates")? {
        shared.change(|world| world.queue.allow(&names));
    }
    let offset = params.integer("offset").unwrap_or(0);
    let limit = params.integer("limit").unwrap_or(100).clamp(1, 100);
    let seconds = params.integer("timeout").unwrap_or(0).clamp(0, 50);
    let mut limit = usize::try_from(limit).expect("clamped to at most 100");
    let mut timeout = Duration::from_secs(u64::try_from(seconds).expect("clamped to at least 0"));
    let last = polls(shared, |polls| polls.last.replace((offset, Instant::now())));
    if let Some((_, at)) = last.filter(|(last, _)| *last == offset) {
        if at.elapsed() < REPEAT_WAITS {
            timeout = timeout.max(REPEAT_WAITS);
        }
        if at.elapsed() < REPEAT_BRINGS_ONE {
            limit = 1;
        }
    }
    Ok(Asked { offset, limit, timeout: timeout.min(WAIT_MAX) })
}

/// Obeys an offset, and takes what one answer holds.
pub(super) fn confirm_and_take(shared: &Shared, offset: i64, limit: usize) -> Vec<Value> {
    shared.change(|world| {
        world.expire();
        if world.queue.confirm(offset) {
            let at = world.now();
            world.log.push(LogEntry::Confirmed { at, offset });
        }
    });
    take(shared, limit)
}

fn take(shared: &Shared, limit: usize) -> Vec<Value> {
    shared.change(|world| {
        world.expire();
        let at = world.now();
        let batch = world.queue.batch(limit);
        world.log.extend(batch.iter().map(|(update, _)| LogEntry::Delivered { at, update: *update }));
        batch.into_iter().map(|(_, body)| body).collect()
    })
}

/// A conflict, held back if another was answered just now.
async fn conflict(shared: &Shared, what: &str) -> Refusal {
    let now = Instant::now();
    let recent = polls(shared, |polls| {
        let recent = polls.conflict.is_some_and(|at| now - at < CONFLICT_EVERY);
        if !recent {
            polls.conflict = Some(now);
        }
        recent
    });
    if recent {
        tokio::time::sleep(CONFLICT_EVERY).await;
    }
    Refusal::conflict(what)
}

fn polls<T>(shared: &Shared, change: impl FnOnce(&mut Polls) -> T) -> T {
    change(&mut shared.polls.lock().unwrap_or_else(PoisonError::into_inner))
}
