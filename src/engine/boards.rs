//! Boards: first what stands pinned is read back and held against the ledger, then boards that are due are shown anew, and heads that
//! nobody has seen go out.

use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;

use crate::chat::CallError;
use crate::conversation;
use crate::domain::{ChatNo, Moment};
use crate::store::{StoreError, Tx, board, head_posted};

use super::shared::{Shared, Stop};

/// Boards that are handed to the outbox together.
const BOARDS_MAX: i64 = 200;
/// After the database or the network failed.
const TROUBLE: Duration = Duration::from_secs(5);

/// Runs until told to stop. No board is changed before all have been read back: what stands there is the proof.
pub(super) async fn run(shared: Arc<Shared>, mut stop: Stop) {
    tokio::select! {
        () = read_back(&shared) => {}
        () = stop.told() => return,
    }
    shared.open_boards();
    while !stop.is_told() {
        match refresh(&shared).await {
            Ok(next) => shared.rest(&shared.wake.boards, next, &mut stop).await,
            Err(error) => {
                tracing::error!(%error, "boards that are due could not be read");
                shared.pause(TROUBLE, &mut stop).await;
            }
        }
    }
}

pub(super) async fn refresh(shared: &Shared) -> Result<Option<Moment>, StoreError> {
    let _busy = shared.busy();
    loop {
        let now = shared.now();
        let (board, heads) = {
            let mut reader = shared.store.read().await?;
            (board::next_due(&mut reader).await?, head_posted::next_due(&mut reader).await?)
        };
        let heads = heads.unwrap_or(now);
        let next = board.map_or(heads, |board| board.min(heads));
        if next > now {
            return Ok(Some(next));
        }
        let work = async move |tx: &mut Tx| {
            conversation::post_heads(tx, now).await?;
            conversation::refresh_boards(tx, now, BOARDS_MAX).await
        };
        shared.store.write(move |tx| async move { work(tx).await }.boxed()).await?;
        shared.wake.dispatcher.notify_one();
    }
}

/// Reads what stands pinned, group by group, as often as it takes.
pub(super) async fn read_back(shared: &Shared) {
    let chats = loop {
        match chats(shared).await {
            Ok(chats) => break chats,
            Err(error) => {
                tracing::error!(%error, "the groups with a board could not be read");
                shared.clock.pause(TROUBLE).await;
            }
        }
    };
    for chat in chats {
        while let Err(wait) = read_one(shared, chat).await {
            shared.clock.pause(wait).await;
        }
    }
}

async fn chats(shared: &Shared) -> Result<std::collections::BTreeSet<ChatNo>, StoreError> {
    let mut reader = shared.store.read().await?;
    conversation::chats_to_witness(&mut reader).await
}

/// Reads one group's pinned message; an error is how long to wait before it is tried again.
async fn read_one(shared: &Shared, chat: ChatNo) -> Result<(), Duration> {
    let _busy = shared.busy();
    let pinned = match shared.app.pinned(chat.0).await {
        Ok(Some(pinned)) => pinned,
        Ok(None) => return Ok(()),
        Err(CallError::RetryAfter(wait)) => return Err(wait),
        Err(CallError::Unreachable(_) | CallError::Token) => return Err(TROUBLE),
        Err(error) => {
            tracing::info!(chat = chat.0, %error, "what is pinned in a group could not be read");
            return Ok(());
        }
    };
    let now = shared.now();
    let compared = shared
        .store
        .write(move |tx| async move { conversation::witness(tx, now, chat, &pinned).await }.boxed())
        .await
        .map_err(|error| {
            tracing::error!(%error, "a pinned board could not be held against the ledger");
            TROUBLE
        })?;
    if let Some(differs) = compared {
        tracing::error!(
            office = differs.office.0,
            entry = differs.entry.0,
            "a pinned board tells of another ledger: it was changed, or an old copy was brought back; run `cuiban verify`"
        );
        shared.wake.dispatcher.notify_one();
    }
    Ok(())
}
