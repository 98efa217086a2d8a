//! The planner: what is due now is gathered by person and handed to the outbox; what waits or falls away is entered, and why.

mod round;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use chrono_tz::Tz;
use futures::FutureExt;

use crate::domain::{Moment, OfficeId, Part, PersonId};
use crate::store::{Conn, StoreError, projections};

use super::shared::{Shared, Stop};

/// Parts that are looked at together.
const PARTS_MAX: i64 = 500;
/// After the database failed.
const TROUBLE: Duration = Duration::from_secs(5);

/// Parts that are decided together: the caps are a person's, the working time is a zone's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// One who answers for them, and the zone's name.
    Person(PersonId, &'static str),
    /// Nobody, in this office.
    Nobody(OfficeId),
}

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

async fn run_until_nothing_is_due(shared: &Shared, stop: &Stop) -> Result<Option<Moment>, StoreError> {
    let _busy = shared.busy();
    loop {
        let entered = run_once(shared).await?;
        if entered > 0 {
            shared.wake.dispatcher.notify_one();
        }
        let next = next_look(shared).await?;
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

/// Looks at what is due; answers how many facts came of it.
async fn run_once(shared: &Shared) -> Result<usize, StoreError> {
    let now = shared.now();
    let due = {
        let mut reader = shared.store.read().await?;
        let parts = projections::list_due(&mut reader, now, PARTS_MAX).await?;
        by_who(&mut reader, parts).await?
    };
    // Asked together, they are committed together.
    let rounds = due.into_iter().map(|(who, parts)| {
        let parts: Vec<Part> = parts.into_iter().collect();
        let person = match who {
            Who::Person(person, _) => Some(person),
            Who::Nobody(_) => None,
        };
        shared.store.write(move |tx| async move { round::run(tx, person, &parts, now).await }.boxed())
    });
    let mut entered = 0;
    for facts in futures::future::join_all(rounds).await {
        entered += facts?;
    }
    Ok(entered)
}

async fn next_look(shared: &Shared) -> Result<Option<Moment>, StoreError> {
    let mut reader = shared.store.read().await?;
    projections::next_look_after(&mut reader).await
}

async fn by_who(conn: &mut Conn, parts: Vec<Part>) -> Result<BTreeMap<Who, BTreeSet<Part>>, StoreError> {
    let mut zones: BTreeMap<OfficeId, Option<Tz>> = BTreeMap::new();
    let mut by_who: BTreeMap<Who, BTreeSet<Part>> = BTreeMap::new();
    for part in parts {
        let zone = match zones.get(&part.office) {
            Some(zone) => *zone,
            None => projections::find_office(conn, part.office).await?.map(|office| office.zone),
        };
        zones.insert(part.office, zone);
        let department = projections::find_department(conn, part.office, part.dept).await?;
        let person = department.and_then(|department| department.reached()).zip(zone);
        let who = person.map_or(Who::Nobody(part.office), |(person, zone)| Who::Person(person, zone.name()));
        by_who.entry(who).or_default().insert(part);
    }
    Ok(by_who)
}
