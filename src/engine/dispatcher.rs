//! The dispatcher: takes what is due from the outbox, answers to people first, and sees to it that it leaves.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use tokio::task::{Id, JoinError, JoinSet};

use crate::domain::Moment;
use crate::store::{StoreError, outbox};

use super::chats::{InHand, Turns, chat_of};
use super::delivery::Delivery;
use super::shared::{Shared, Stop, TROUBLE};

/// Messages in hand at once.
const IN_HAND_MAX: usize = 20;
/// How long a stop waits for what has begun to leave.
const GRACE: Duration = Duration::from_secs(10);

/// Sends what is due until told to stop; what has begun to leave may end.
pub(super) async fn run(shared: Arc<Shared>, mut stop: Stop) {
    let mut it = Dispatcher::new(Arc::clone(&shared));
    while !stop.is_told() {
        let taken = it.take_in_hand().await;
        it.send_ready();
        let next = match taken {
            Ok(next) => next,
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
    /// Whose turn it is, and who has not begun.
    ready: VecDeque<InHand>,
    in_hand: BTreeSet<i64>,
    /// A claim failed: it may have been committed all the same.
    astray: bool,
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
            ready: VecDeque::new(),
            in_hand: BTreeSet::new(),
            astray: false,
        }
    }

    /// Sees what is due through, one message after the other.
    pub(super) async fn drain(&mut self) -> Result<(), StoreError> {
        loop {
            let taken = self.take_in_hand().await;
            let nothing_is_due = self.ready.is_empty();
            while let Some(it) = self.ready.pop_front() {
                self.delivery.deliver(&it).await;
                let next = self.let_go(&it);
                self.ready.extend(next);
            }
            taken?;
            if nothing_is_due {
                return Ok(());
            }
        }
    }

    /// Takes what is due in hand, as far as there is room, and says when to look again. What is in hand stays there if a later
    /// round fails.
    async fn take_in_hand(&mut self) -> Result<Option<Moment>, StoreError> {
        self.find_astray().await?;
        loop {
            let now = self.shared.now();
            let room = IN_HAND_MAX.saturating_sub(self.in_hand.len());
            let next = {
                let mut reader = self.shared.store.read().await?;
                outbox::next_due(&mut reader).await?
            };
            if room == 0 || next.is_none_or(|next| next > now) {
                return Ok(next.filter(|next| *next > now));
            }
            if self.claim(now, room).await? == 0 {
                // Due, but something is under way to the same recipients: its end will wake us.
                return Ok(None);
            }
        }
    }

    /// Claims and finds the chats in one turn: how many there are now.
    async fn claim(&mut self, now: Moment, room: usize) -> Result<usize, StoreError> {
        let limit = i64::try_from(room).unwrap_or(i64::MAX);
        let lane = self.shared.last_lane();
        self.astray = true;
        let claim = self.shared.store.write(move |tx| {
            async move {
                let mut claimed = Vec::new();
                for row in outbox::claim_due(tx, now, lane, limit).await? {
                    let chat = chat_of(tx, &row.tell).await?;
                    claimed.push(InHand { row, chat });
                }
                Ok::<_, StoreError>(claimed)
            }
            .boxed()
        });
        let claimed = claim.await?;
        self.astray = false;
        self.in_hand.extend(claimed.iter().map(|it| it.row.id));
        let count = claimed.len();
        self.ready.extend(claimed.into_iter().filter_map(|it| self.turns.enter(it)));
        Ok(count)
    }

    /// Puts back what was claimed without our knowing: it would shut its recipients' line.
    async fn find_astray(&mut self) -> Result<(), StoreError> {
        if self.astray {
            let in_hand = self.in_hand.clone();
            let found =
                self.shared.store.write(move |tx| async move { outbox::recover_claimed(tx, &in_hand).await }.boxed());
            found.await?;
            self.astray = false;
        }
        Ok(())
    }

    fn send_ready(&mut self) {
        while let Some(it) = self.ready.pop_front() {
            self.send(it);
        }
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
        self.in_hand.remove(&it.row.id);
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
