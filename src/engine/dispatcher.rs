//! The dispatcher: takes what is due from the outbox, answers to people first, and sees to it that it leaves.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use tokio::task::{Id, JoinError, JoinSet};

use crate::domain::Moment;
use crate::store::{StoreError, outbox};

use super::chats::{InHand, Turns, chat_of};
use super::delivery::Delivery;
use super::shared::{Shared, Stop};

/// Messages in hand at once.
const IN_HAND_MAX: usize = 20;
/// How long a stop waits for what has begun to leave.
const GRACE: Duration = Duration::from_secs(10);
/// After the database failed.
const TROUBLE: Duration = Duration::from_secs(3);

/// Sends what is due until told to stop; what has begun to leave may end.
pub(super) async fn run(shared: Arc<Shared>, mut stop: Stop) {
    let mut it = Dispatcher::new(Arc::clone(&shared));
    while !stop.is_told() {
        let next = match it.take_in_hand().await {
            Ok((ready, next)) => {
                for ready in ready {
                    it.send(ready);
                }
                next
            }
            Err(error) => {
                tracing::error!(%error, "the outbox could not be read");
                shared.pause(TROUBLE, &mut stop).await;
                continue;
            }
        };
        tokio::select! {
            Some(ended) = it.under_way.join_next_with_id() => it.ended(ended).await,
            () = shared.rest(&shared.wake.dispatcher, next, &mut stop) => {}
        }
    }
    it.finish().await;
}

/// What is in hand.
pub(super) struct Dispatcher {
    shared: Arc<Shared>,
    delivery: Arc<Delivery>,
    turns: Turns,
    under_way: JoinSet<()>,
    messages: HashMap<Id, InHand>,
    in_hand: usize,
}

impl Dispatcher {
    /// Nothing yet.
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self {
            delivery: Arc::new(Delivery::new(Arc::clone(&shared))),
            shared,
            turns: Turns::default(),
            under_way: JoinSet::new(),
            messages: HashMap::new(),
            in_hand: 0,
        }
    }

    /// Sees what is due through, one message after the other.
    pub(super) async fn drain(&mut self) -> Result<(), StoreError> {
        loop {
            let (ready, _) = self.take_in_hand().await?;
            if ready.is_empty() {
                return Ok(());
            }
            let mut ready = VecDeque::from(ready);
            while let Some(it) = ready.pop_front() {
                self.delivery.deliver(&it).await;
                ready.extend(self.let_go(&it));
            }
        }
    }

    /// Takes what is due in hand, as far as there is room: what may go, and when to look again.
    async fn take_in_hand(&mut self) -> Result<(Vec<InHand>, Option<Moment>), StoreError> {
        let mut ready = Vec::new();
        loop {
            let now = self.shared.now();
            let room = IN_HAND_MAX.saturating_sub(self.in_hand);
            let next = {
                let mut reader = self.shared.store.read().await?;
                outbox::next_due(&mut reader).await?
            };
            if room == 0 || next.is_none_or(|next| next > now) {
                return Ok((ready, next.filter(|next| *next > now)));
            }
            let before = self.in_hand;
            ready.extend(self.claim(now, room).await?);
            if self.in_hand == before {
                // Due, but something is under way to the same recipients: its end will wake us.
                return Ok((ready, None));
            }
        }
    }

    async fn claim(&mut self, now: Moment, room: usize) -> Result<Vec<InHand>, StoreError> {
        let limit = i64::try_from(room).unwrap_or(i64::MAX);
        let lane = self.shared.last_lane();
        let rows = self.shared.store.write(move |tx| outbox::claim_due(tx, now, lane, limit).boxed()).await?;
        self.in_hand += rows.len();
        let mut chats = Vec::with_capacity(rows.len());
        {
            let mut reader = self.shared.store.read().await?;
            for row in &rows {
                chats.push(chat_of(&mut reader, &row.tell).await?);
            }
        }
        let in_hand = rows.into_iter().zip(chats).map(|(row, chat)| InHand { row, chat });
        Ok(in_hand.filter_map(|it| self.turns.enter(it)).collect())
    }

    fn send(&mut self, it: InHand) {
        let delivery = Arc::clone(&self.delivery);
        let message = it.clone();
        let task = self.under_way.spawn(async move { delivery.deliver(&message).await });
        self.messages.insert(task.id(), it);
    }

    /// One has ended: the next of its chat may go.
    async fn ended(&mut self, ended: Result<(Id, ()), JoinError>) {
        let id = match &ended {
            Ok((id, ())) => *id,
            Err(error) => error.id(),
        };
        let Some(it) = self.messages.remove(&id) else { return };
        if ended.is_err() {
            tracing::error!(outbox = it.row.id, "a message could not be handled: it panicked");
            self.delivery.give_up(&it, "panicked").await;
        }
        if let Some(next) = self.let_go(&it) {
            self.send(next);
        }
    }

    /// It is settled: whose turn is it in its chat?
    fn let_go(&mut self, it: &InHand) -> Option<InHand> {
        self.in_hand -= 1;
        self.turns.next(it.chat)
    }

    /// Lets what has begun to leave end; what only waits for its turn stays in the outbox.
    async fn finish(mut self) {
        let drained = async { while self.under_way.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, drained).await.is_err() {
            tracing::warn!("some messages were still leaving: what became of them is unknown");
        }
    }
}
