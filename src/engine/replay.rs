//! What was set aside is handled again, as `cuiban replay` asks: what works now is done, the rest stays aside with its new reason.

use std::sync::Arc;

use futures::FutureExt;

use super::rights::Administrators;
use super::shared::Shared;
use crate::chat::Update;
use crate::conversation;
use crate::domain::Hearing;
use crate::store::set_aside::{self, SetAside};
use crate::store::{StoreError, Tx};

/// Handled between two polls.
const AT_ONCE: i64 = 50;

/// Handles what is asked for by now.
pub(super) async fn replay(shared: &Arc<Shared>, administrators: &mut Administrators) -> Result<(), StoreError> {
    let asked = {
        let mut reader = shared.store.read().await?;
        set_aside::list_asked(&mut reader, AT_ONCE).await?
    };
    for row in asked {
        let id = row.id;
        let outcome = one(shared, administrators, row).await?;
        tracing::info!(
            set_aside = id,
            done = outcome.is_none(),
            why = outcome,
            "an update that was set aside was tried again"
        );
    }
    Ok(())
}

/// None if it worked; else why it stays aside.
async fn one(
    shared: &Arc<Shared>,
    administrators: &mut Administrators,
    row: SetAside,
) -> Result<Option<String>, StoreError> {
    let Some(update @ Update { incoming: Ok(_), .. }) = shared.app.read(&row.raw) else {
        return keep(shared, row.id, "it still cannot be read".to_owned()).await;
    };
    let rights = administrators.of_batch(shared, std::slice::from_ref(&update)).await?;
    let (now, by) = (shared.now(), Arc::clone(shared));
    let hearing = Hearing { since: row.heard_since, at: row.at };
    let done = shared.store.write(move |tx: &mut Tx| {
        async move {
            if let Ok(incoming) = &update.incoming {
                conversation::handle(tx, by.context(now, &rights), hearing, incoming).await?;
            }
            set_aside::delete(tx, row.id).await
        }
        .boxed()
    });
    match done.await {
        Ok(_) => {
            shared.wake.all();
            Ok(None)
        }
        Err(error @ StoreError::NotCommitted(_)) => Err(error),
        Err(error) => keep(shared, row.id, error.to_string()).await,
    }
}

async fn keep(shared: &Shared, id: i64, why: String) -> Result<Option<String>, StoreError> {
    let error = why.clone();
    shared.store.write(move |tx| async move { set_aside::keep(tx, id, &error).await }.boxed()).await?;
    Ok(Some(why))
}
