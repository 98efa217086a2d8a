//! 更正: what an upheld dispute found wrong counts as not entered, for what goes on as for the report. The entries stay as they are;
//! the part is folded anew without those.

use std::collections::BTreeSet;

use super::Assignment;
use crate::domain::{Delivery, Entry, EntryNo, Event, Subject, Task};

use super::dispute::Verdict;

impl Assignment {
    /// The part as if what was found wrong had not been entered. `entries` are all about it and about its task so far, in order.
    #[must_use]
    pub fn corrected(&self, entries: &[Entry]) -> Option<Self> {
        let upheld = |it: &&super::Dispute| matches!(it.ended, Some((Verdict::Upheld, _)));
        let wrong: BTreeSet<EntryNo> = self.disputes.iter().filter(upheld).map(|it| it.entry).collect();
        let (mut task, mut this, mut asks) = (None::<Task>, None::<Self>, BTreeSet::new());
        for entry in entries {
            if matches!(entry.event, Event::TaskPublished { .. } | Event::Assigned { .. }) {
                asks.insert(entry.seq);
            }
            if matches!(entry.event.subject(), Subject::Task(_)) {
                task = Task::apply(task, entry);
                continue;
            }
            let required = task.as_ref().map(Task::required).unwrap_or_default();
            let is_ask = asks.contains(&entry.seq);
            let left = if wrong.contains(&entry.seq) && !is_ask { stand_in(entry) } else { Some(entry.clone()) };
            if let Some(left) = left {
                this = Self::apply(this, &left, &required);
            }
            if let (Some(it), Event::DisputeRuled { entry: about, upheld: true, .. }) = (&mut this, &entry.event)
                && asks.contains(about)
            {
                it.requests.waive(entry.at);
            }
        }
        this
    }
}

/// What is left of an entry that was found wrong: of a notice that did not arrive, that it left, and by then the department knows of
/// the ask. Bytes that are kept are kept.
fn stand_in(entry: &Entry) -> Option<Entry> {
    let event = match &entry.event {
        Event::NoticeSettled { task, dept, person, .. } => {
            Event::NoticeSettled { task: *task, dept: *dept, person: *person, delivery: Delivery::Unknown }
        }
        kept @ Event::FileKept { .. } => kept.clone(),
        _ => return None,
    };
    Some(Entry { event, ..entry.clone() })
}
