//! The figures of a part one by one, each with the entries it stands on: what a reader checks them by.

use super::{Acceptance, Exact, LeadDuties, PartFacts};
use crate::domain::EntryNo;

/// What a figure says of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// N.
    Notified,
    /// Why there is no N.
    Unreached,
    /// The first answer.
    FirstResponse,
    /// 收到.
    Acknowledged,
    /// A date given or granted.
    Promise,
    /// The first hand-in.
    HandedIn,
    /// An item that is in.
    Item,
    /// The lead's look at an item.
    Accepted,
    /// An item that was sent back for a reason of the department's.
    Returned,
    /// Everything is in.
    Complete,
    /// Nudges up to D*.
    NudgesBefore,
    /// Nudges after it.
    NudgesAfter,
    /// Calls and visits after it.
    Calls,
    /// A difficulty or question.
    Matter,
    /// It was another's, said in time.
    Helpful,
    /// C.
    Completion,
    /// R, W, V, F, E.
    Share(usize),
    /// L1.
    LeadNotice,
    /// L2.
    LeadReview,
    /// L3.
    LeadStable,
    /// L4.
    LeadAnswer,
    /// Waits for review.
    Disputed,
    /// Taken out of the count.
    Corrected,
}

impl Figure {
    /// Of the lead's own side.
    #[must_use]
    pub fn is_the_leads(self) -> bool {
        matches!(self, Self::LeadNotice | Self::LeadReview | Self::LeadStable | Self::LeadAnswer)
    }
}

/// A figure of a part, and what it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grounds<'a> {
    /// Which.
    pub figure: Figure,
    /// What it comes to, where that is a share.
    pub share: Option<&'a Exact>,
    /// Whether the lead met it, where it is a duty.
    pub met: Option<bool>,
    /// In order; none where the figure is what it is because nothing happened.
    pub entries: &'a [EntryNo],
}

impl PartFacts {
    /// Every figure of it, in the order in which one reads them.
    #[must_use]
    pub fn figures(&self) -> Vec<Grounds<'_>> {
        let mut all = self.steps();
        all.extend(self.shares());
        all.extend(self.lead_side());
        let lists = [(Figure::Disputed, &self.disputed), (Figure::Corrected, &self.corrected)];
        all.extend(lists.into_iter().filter(|(_, entries)| !entries.is_empty()).map(|(of, list)| plain(of, list)));
        all
    }

    fn steps(&self) -> Vec<Grounds<'_>> {
        let mut all = Vec::new();
        all.extend(self.notified_at.iter().map(|fact| plain(Figure::Notified, &fact.entries)));
        all.extend(self.unreached.iter().map(|fact| plain(Figure::Unreached, &fact.entries)));
        all.extend(self.first_response_at.iter().map(|fact| plain(Figure::FirstResponse, &fact.entries)));
        all.extend(self.acknowledged_at.iter().map(|fact| plain(Figure::Acknowledged, &fact.entries)));
        all.extend(self.promises.iter().map(|promise| plain(Figure::Promise, &promise.entries)));
        all.extend(self.handed_in_at.iter().map(|fact| plain(Figure::HandedIn, &fact.entries)));
        for item in &self.items {
            all.extend(item.handed_in_at.iter().map(|fact| plain(Figure::Item, &fact.entries)));
            if let Acceptance::Accepted { by } = &item.acceptance {
                all.push(plain(Figure::Accepted, std::slice::from_ref(by)));
            }
            all.extend((!item.faults.is_empty()).then(|| plain(Figure::Returned, &item.faults)));
        }
        all.extend(self.complete_at.iter().map(|fact| plain(Figure::Complete, &fact.entries)));
        let counts = [
            (Figure::NudgesBefore, &self.nudges_before),
            (Figure::NudgesAfter, &self.nudges_after),
            (Figure::Calls, &self.calls_after),
        ];
        let counted = counts.into_iter().filter(|(_, fact)| fact.value > 0);
        all.extend(counted.map(|(figure, fact)| plain(figure, &fact.entries)));
        all.extend(self.matters.iter().map(|matter| plain(Figure::Matter, &matter.entries)));
        all.extend(self.helpful.iter().map(|entries| plain(Figure::Helpful, entries)));
        all
    }

    fn shares(&self) -> Vec<Grounds<'_>> {
        let Some(score) = &self.score else { return vec![] };
        let shares = (0..).zip(score.shares()).filter_map(|(place, fact)| Some((Figure::Share(place), fact?)));
        let all = shares.chain([(Figure::Completion, &score.completion)]);
        all.map(|(figure, fact)| Grounds { share: Some(&fact.value), ..plain(figure, &fact.entries) }).collect()
    }

    fn lead_side(&self) -> Vec<Grounds<'_>> {
        let LeadDuties { notice, stable, reviews, answers } = &self.duties;
        let duties = notice.iter().map(|duty| (Figure::LeadNotice, duty));
        let duties = duties.chain(reviews.iter().map(|duty| (Figure::LeadReview, duty)));
        let duties = duties.chain(stable.iter().map(|duty| (Figure::LeadStable, duty)));
        let duties = duties.chain(answers.iter().map(|duty| (Figure::LeadAnswer, duty)));
        duties.map(|(figure, duty)| Grounds { met: Some(duty.met), ..plain(figure, &duty.entries) }).collect()
    }
}

fn plain(figure: Figure, entries: &[EntryNo]) -> Grounds<'_> {
    Grounds { figure, share: None, met: None, entries }
}
