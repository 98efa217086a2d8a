//! One message on its way: rendered at the last moment, marked before a byte leaves, settled when it is known what became of it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt;

use crate::chat::{Document, Outcome, Refused};
use crate::conversation::{self, Act, Fate, Now, Rendered};
use crate::domain::{Lane, Moment};
use crate::failpoint::{self, Point};
use crate::report::picture;
use crate::store::outbox::{self, OutboxRow, Settled};
use crate::store::{StoreError, Tx};

use super::chats::InHand;
use super::clock::after;
use super::limits::Limits;
use super::pack;
use super::shared::{Shared, TROUBLE};

/// Longer waits are spent in the outbox; the pace of a private chat is kept here.
const WAIT_MAX: Duration = Duration::from_secs(4);
/// An answer whose outcome is unknown is sent so often.
const ANSWER_TRIES_MAX: u32 = 3;
/// Before an answer is repeated.
const REPEAT: Duration = Duration::from_secs(2);
/// While the token does not work.
const SHUT_OUT: Duration = Duration::from_mins(1);

/// Sends messages, one at a time in a chat.
pub(super) struct Delivery {
    shared: Arc<Shared>,
    limits: Mutex<Limits>,
    /// How often the outcome of an answer was unknown.
    unknown: Mutex<HashMap<i64, u32>>,
}

impl Delivery {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { shared, limits: Mutex::default(), unknown: Mutex::default() }
    }

    /// Sees a message in hand through. Whatever happens, it is not in hand afterwards.
    pub(super) async fn deliver(&self, it: &InHand) {
        let outcome = self.try_to_deliver(it).await;
        if let Err(error) = outcome {
            tracing::error!(outbox = it.row.id, %error, "a message could not be sent");
            if error.is_passing() {
                self.put_back(it, TROUBLE).await;
            } else {
                self.give_up(it, &error.to_string()).await;
            }
        }
        // What was told changes what is planned.
        self.shared.wake.planner.notify_one();
        self.shared.wake.boards.notify_one();
    }

    async fn try_to_deliver(&self, it: &InHand) -> Result<(), StoreError> {
        if let Some(wait) = self.wait_for_room(it).await {
            self.put_back(it, wait).await;
            return Ok(());
        }
        let rendered = Arc::new(drawn(self.render(&it.row).await?).await);
        if let Act::LeaveOut(_) | Act::PutOff { .. } = rendered.act {
            self.settle(it, rendered, None).await;
            return Ok(());
        }
        let id = it.row.id;
        failpoint::reach(Point::Claimed).await;
        let now = self.shared.now();
        let is_ours = self.shared.store.write(move |tx| outbox::mark_sending(tx, id, now).boxed()).await?;
        if !is_ours {
            return Ok(());
        }
        failpoint::reach(Point::Sending).await;
        let outcome = self.call(&rendered.act).await;
        failpoint::reach(Point::Answered).await;
        self.after_call(it, rendered, outcome).await;
        Ok(())
    }

    /// Short waits are waited here; of a long one it is told how long.
    async fn wait_for_room(&self, it: &InHand) -> Option<Duration> {
        loop {
            let taken = lock(&self.limits).take(it.chat, self.shared.now());
            match taken {
                Ok(()) => return None,
                Err(wait) if wait > WAIT_MAX => return Some(wait),
                Err(wait) => self.shared.clock.pause(wait).await,
            }
        }
    }

    async fn render(&self, row: &OutboxRow) -> Result<Rendered, StoreError> {
        let shared = &self.shared;
        let now = Now { at: shared.now(), bot: &shared.bot, manners: shared.manners };
        let mut reader = shared.store.read().await?;
        conversation::render(&mut reader, now, &row.tell).await
    }

    async fn call(&self, act: &Act) -> Outcome {
        let app = &self.shared.app;
        match act {
            Act::Send { chat, message } => app.send(chat.0, message).await,
            Act::Edit { card, message } => app.edit(card.chat.0, card.message, message).await,
            Act::AnswerPress { press, text, alert } => app.answer_press(press, text.as_deref(), *alert).await,
            Act::Pin { card } => app.pin(card.chat.0, card.message).await,
            Act::Unpin { card } => app.unpin(card.chat.0, card.message).await,
            Act::Delete { card } => app.delete(card.chat.0, card.message).await,
            Act::LeaveOut(_) | Act::PutOff { .. } => Outcome::Sent(None),
        }
    }

    async fn after_call(&self, it: &InHand, rendered: Arc<Rendered>, outcome: Outcome) {
        let now = self.shared.now();
        let id = it.row.id;
        match &outcome {
            Outcome::RetryAfter(pause) => {
                tracing::warn!(outbox = id, seconds = pause.as_secs(), "a message has to wait");
                if let Some(chat) = it.chat {
                    lock(&self.limits).freeze(chat, after(now, *pause));
                }
                return self.put_back(it, *pause).await;
            }
            Outcome::Refused(Refused::Token) => {
                tracing::error!(outbox = id, "the bot token does not work (any more): nothing is sent");
                lock(&self.limits).freeze_all(after(now, SHUT_OUT));
                return self.put_back(it, SHUT_OUT).await;
            }
            Outcome::Unknown(why) => {
                tracing::warn!(outbox = id, why, "nobody knows whether a message arrived");
                if matches!(it.row.tell.lane, Lane::Answer | Lane::Board) && self.may_repeat(id) {
                    return self.put_back(it, REPEAT).await;
                }
            }
            Outcome::Refused(refused @ (Refused::TooLarge | Refused::Malformed(_))) => {
                tracing::error!(outbox = id, ?refused, "a message of ours was refused as unfit");
            }
            Outcome::Refused(refused) => tracing::info!(outbox = id, ?refused, "a message was refused"),
            Outcome::Sent(_) => tracing::debug!(outbox = id, "sent"),
        }
        self.settle(it, rendered, Some(outcome)).await;
    }

    fn may_repeat(&self, id: i64) -> bool {
        let mut unknown = lock(&self.unknown);
        let times = unknown.entry(id).or_default();
        *times += 1;
        let may = *times < ANSWER_TRIES_MAX;
        if !may {
            unknown.remove(&id);
        }
        may
    }

    /// Enters what became of it; without an outcome it was left out.
    async fn settle(&self, it: &InHand, rendered: Arc<Rendered>, outcome: Option<Outcome>) {
        let now = self.shared.now();
        let (row, outcome) = (Arc::new(it.row.clone()), Arc::new(outcome));
        lock(&self.unknown).remove(&row.id);
        let id = row.id;
        let spooled = spooled(&rendered);
        let settled = self
            .shared
            .insist(move |tx| {
                let (row, rendered, outcome) = (Arc::clone(&row), Arc::clone(&rendered), Arc::clone(&outcome));
                async move { enter(tx, now, &row, &rendered, outcome.as_ref().as_ref()).await }.boxed()
            })
            .await;
        match (settled, spooled) {
            (Ok(true), Some(path)) => pack::discard(path).await,
            (Ok(_), _) => {}
            (Err(error), _) => {
                tracing::error!(outbox = id, %error, "what became of a message could not be entered");
                self.give_up(it, &error.to_string()).await;
            }
        }
    }

    /// It certainly did not arrive: again after so long.
    async fn put_back(&self, it: &InHand, wait: Duration) {
        let (id, due_at) = (it.row.id, after(self.shared.now(), wait));
        let done = self.shared.insist(move |tx| outbox::put_back(tx, id, due_at).boxed()).await;
        if let Err(error) = done {
            tracing::error!(outbox = id, %error, "a message could not be put back");
        }
    }

    /// Nothing can be done about it any more. Nobody knows whether it arrived.
    pub(super) async fn give_up(&self, it: &InHand, why: &str) {
        let now = self.shared.now();
        let (row, why) = (Arc::new(it.row.clone()), Arc::<str>::from(why));
        let id = row.id;
        let done = self
            .shared
            .insist(move |tx| {
                let (row, why) = (Arc::clone(&row), Arc::clone(&why));
                async move {
                    if !outbox::is_in_hand(tx, row.id).await? {
                        return Ok(());
                    }
                    outbox::settle(tx, row.id, Settled::Unknown, None, Some(&why), now).await?;
                    conversation::lost_in_flight(tx, now, std::slice::from_ref(&*row)).await
                }
                .boxed()
            })
            .await;
        if let Err(error) = done {
            tracing::error!(outbox = id, %error, "a message could not be given up");
        }
    }
}

/// With a picture in place of a drawing; without one where it cannot be made: the words say it too. The database is let go before,
/// since this keeps a processor busy for a while.
async fn drawn(mut rendered: Rendered) -> Rendered {
    let Act::Send { message, .. } = &mut rendered.act else { return rendered };
    if let Some(Document::Drawn { svg }) = &mut message.document {
        let svg = std::mem::take(svg);
        let made = tokio::task::spawn_blocking(move || picture::png(&svg)).await;
        if let Err(error) = &made {
            tracing::error!(%error, "a picture could not be made");
        }
        message.document = made.ok().flatten().map(|bytes| Document::Picture { bytes });
    }
    rendered
}

/// An archive that goes along, which is of no use once it is settled.
fn spooled(rendered: &Rendered) -> Option<PathBuf> {
    let Act::Send { message, .. } = &rendered.act else { return None };
    match &message.document {
        Some(Document::Spooled { path, .. }) => Some(path.clone()),
        _ => None,
    }
}

/// Whether it is settled; else it goes out again.
async fn enter(
    tx: &mut Tx,
    now: Moment,
    row: &OutboxRow,
    rendered: &Rendered,
    outcome: Option<&Outcome>,
) -> Result<bool, StoreError> {
    if !outbox::is_in_hand(tx, row.id).await? {
        // Entered before: only the answer to that commit was lost.
        return Ok(false);
    }
    let fate = match outcome {
        Some(outcome) => conversation::settle(tx, now, &row.tell, rendered, outcome).await?,
        None => conversation::leave_out(tx, now, &row.tell, rendered).await?,
    };
    let settled = match fate {
        Fate::Again(wait) => {
            outbox::put_back(tx, row.id, after(now, wait)).await?;
            return Ok(false);
        }
        Fate::Settled(settled) => settled,
    };
    let message = outcome.and_then(|outcome| if let Outcome::Sent(message) = outcome { *message } else { None });
    outbox::settle(tx, row.id, settled, message, note(rendered, outcome).as_deref(), now).await?;
    if settled == Settled::Unknown
        && row.tell.edits.is_none()
        && let Some(slot) = rendered.as_told(&row.tell.slot)
    {
        outbox::narrow_unknown(tx, row.id, &slot).await?;
    }
    Ok(true)
}

/// Why it did not arrive, for whoever looks into the outbox.
fn note(rendered: &Rendered, outcome: Option<&Outcome>) -> Option<String> {
    match (outcome, &rendered.act) {
        (Some(Outcome::Refused(refused)), _) => Some(format!("{refused:?}")),
        (Some(Outcome::Unknown(why)), _) => Some(why.clone()),
        (None, Act::PutOff { until }) => Some(format!("put off until {until}")),
        (None, Act::LeaveOut(why)) => Some(format!("{why:?}")),
        _ => None,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
