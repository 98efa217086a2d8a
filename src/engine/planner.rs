//! The planner: what is due now is gathered by person and handed to the outbox; what waits or falls away is entered, and why.

mod briefing;
mod calls;
mod look;
mod round;
mod series;
mod stand_ins;
mod tasks;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;

use crate::domain::{Moment, Part};
use crate::store::{Conn, Store, StoreError, briefing as store_briefing, hold, projections};

use self::look::Recipient;
use super::shared::{Shared, Stop};

/// Parts that are looked at together.
const PARTS_MAX: i64 = 500;
/// After the database failed.
const TROUBLE: Duration = Duration::from_secs(5);

/// Looks at what is due until nothing is, and again when something may have become so.
pub(super) async fn run(shared: Arc<Shared>, mut stop: Stop) {
    while !stop.is_told() {
        let next = match run_until_nothing_is_due(&shared, &stop).await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!(%error, "the planner could not look at what is due");
                shared.pause(TROUBLE, &mut stop).await;
                continue;
            }
        };
        shared.rest(&shared.wake.planner, next, &mut stop).await;
    }
}

/// Plans until nothing is due; answers when to look again.
pub(super) async fn run_until_nothing_is_due(shared: &Shared, stop: &Stop) -> Result<Option<Moment>, StoreError> {
    let _busy = shared.busy();
    // By a wrong clock nobody knows what is due.
    if !shared.believes_clock() || is_held(shared).await? {
        return Ok(None);
    }
    loop {
        let entered = run_once(&shared.store, shared.now()).await?;
        if entered > 0 {
            shared.wake.dispatcher.notify_one();
            shared.wake.boards.notify_one();
        }
        let next = {
            let mut reader = shared.store.read().await?;
            next_look(&mut reader).await?
        };
        let more = next.is_some_and(|next| next <= shared.now());
        if !more || stop.is_told() {
            return Ok(next);
        }
        if entered == 0 {
            // Due, and nothing came of it: not to be asked in a circle.
            tracing::error!("what is due has no consequence");
            return Ok(None);
        }
    }
}

/// Of a copy that is held nothing is planned: once it may speak, all that has come due since is gathered at once.
async fn is_held(shared: &Shared) -> Result<bool, StoreError> {
    let mut reader = shared.store.read().await?;
    Ok(hold::find(&mut reader).await?.is_some())
}

/// Everything that is due by `now` is decided and handed to the outbox, as one tick of the running service does it; answers
/// how many facts came of it.
pub async fn plan(store: &Store, now: Moment) -> Result<usize, StoreError> {
    let mut entered = 0;
    loop {
        match run_once(store, now).await? {
            0 => return Ok(entered),
            more => entered += more,
        }
    }
}

/// Looks at what is due; answers how many facts came of it.
async fn run_once(store: &Store, now: Moment) -> Result<usize, StoreError> {
    // First what a task comes to as a whole: nobody is asked for what is over.
    let mut entered = series::run(store, now).await? + tasks::run(store, now).await?;
    entered += calls::run(store, now).await? + stand_ins::run(store, now).await? + briefing::run(store, now).await?;
    let due = {
        let mut reader = store.read().await?;
        let parts = projections::list_due(&mut reader, now, PARTS_MAX).await?;
        by_recipient(&mut reader, parts, now).await?
    };
    // Asked together, they are committed together.
    let rounds = due
        .into_iter()
        .map(|(to, parts)| store.write(move |tx| async move { round::run(tx, to, &parts, now).await }.boxed()));
    for facts in futures::future::join_all(rounds).await {
        entered += facts?;
    }
    Ok(entered)
}

/// When the planner must look again, at a part, a whole task, a series, a list for the lead, or who stands in.
pub(super) async fn next_look(conn: &mut Conn) -> Result<Option<Moment>, StoreError> {
    let part = projections::next_look_after(conn).await?;
    let task = projections::next_task_look(conn).await?;
    let series = projections::next_series_look(conn).await?;
    let call = projections::next_call_after(conn).await?;
    let stand_in = projections::next_stand_in_end(conn).await?;
    let briefing = store_briefing::next_due(conn).await?;
    Ok([part, task, series, call, stand_in, briefing].into_iter().flatten().min())
}

async fn by_recipient(
    conn: &mut Conn,
    parts: Vec<Part>,
    now: Moment,
) -> Result<BTreeMap<Recipient, Vec<Part>>, StoreError> {
    let mut by_recipient: BTreeMap<Recipient, Vec<Part>> = BTreeMap::new();
    for part in parts {
        if let Some(look) = look::look(conn, part, now).await? {
            by_recipient.entry(look.to).or_default().push(part);
        }
    }
    Ok(by_recipient)
}
