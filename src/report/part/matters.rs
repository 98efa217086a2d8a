//! What a part waited for: answers to difficulties and questions, rulings, a look at what was in; and how the lead met its targets.

use super::{DAY_MINUTES, PartFolding, Raised, Ruled, Span, Stamp};
use crate::domain::Moment;
use crate::domain::assignment::Request;
use crate::domain::calendar::OpenTime;
use crate::report::{Duty, MatterFact};

/// L2: what is in is looked at within so many working minutes.
pub(super) const REVIEW_MINUTES: i64 = 3 * DAY_MINUTES;
/// L4: difficulties, questions and wishes for more time are answered within so many working minutes.
const ANSWER_MINUTES: i64 = DAY_MINUTES;
/// L4: 不归我们 is ruled within so many working minutes.
const NOT_OURS_MINUTES: i64 = 2 * DAY_MINUTES;

impl Raised {
    /// When it stopped to wait: answered, or all came in.
    pub(super) fn ended(&self) -> Option<Moment> {
        [self.answered, self.settled].into_iter().flatten().map(|at| at.at).min()
    }

    /// When that was known.
    pub(super) fn known_ended(&self) -> Option<Moment> {
        [self.answered, self.settled].into_iter().flatten().map(|at| at.heard).min()
    }
}

impl PartFolding {
    pub(super) fn matter_facts(&self, work: &OpenTime<'_>, cut_off: Moment) -> Vec<MatterFact> {
        let facts = self.matters.iter().map(|it| {
            let end = it.answered.map_or(cut_off, |answered| answered.at);
            MatterFact {
                matter: it.matter,
                raised_at: it.at.at,
                answered_at: it.answered.map(|answered| answered.at),
                waited_minutes: work.working_minutes(it.at.at, end),
                entries: [Some(it.at), it.answered].into_iter().flatten().map(|at| at.entry).collect(),
            }
        });
        facts.collect()
    }

    /// L2 of this part, one a round.
    pub(super) fn review_duties(&self, span: Span<'_>, cut_off: Moment) -> Vec<Duty> {
        let rounds = self.rounds.iter().filter_map(|it| {
            let duty = duty(it.since, it.ended, REVIEW_MINUTES, span, cut_off)?;
            if it.taken_back && duty.met { None } else { Some(Duty { met: duty.met && !it.by_rule, ..duty }) }
        });
        rounds.collect()
    }

    /// L4 of this part. What the department took back, or settled by handing in, within the limit was nobody's to answer.
    pub(super) fn answer_duties(&self, span: Span<'_>, cut_off: Moment) -> Vec<Duty> {
        let one = |since: Stamp, answered: Option<Stamp>, by_itself: Option<Stamp>, limit| {
            let answered = duty(since, answered, limit, span, cut_off);
            let by_itself = by_itself.and_then(|at| duty(since, Some(at), limit, span, cut_off));
            match (answered, by_itself) {
                (Some(answered), _) if answered.met => Some(answered),
                (_, Some(by_itself)) if by_itself.met => None,
                (answered, by_itself) => answered.or(by_itself),
            }
        };
        let matters = self.matters.iter().filter_map(|it| one(it.at, it.answered, it.settled, ANSWER_MINUTES));
        let requests = self.requests.iter().filter_map(|it| {
            let limit = if it.request == Request::NotOurs { NOT_OURS_MINUTES } else { ANSWER_MINUTES };
            let is_ruled = matches!(it.how, Ruled::For | Ruled::Against);
            one(it.since, it.ended.filter(|_| is_ruled), it.ended.filter(|_| !is_ruled), limit)
        });
        matters.chain(requests).collect()
    }
}

/// Met if it ended within the limit; none while it runs and the limit is not over.
fn duty(since: Stamp, ended: Option<Stamp>, limit: i64, span: Span<'_>, cut_off: Moment) -> Option<Duty> {
    let waited = span.work.working_minutes(since.heard, ended.map_or(cut_off, |ended| ended.heard));
    let met = waited <= limit;
    if ended.is_none() && met {
        return None;
    }
    Some(Duty { met, entries: [Some(since), ended].into_iter().flatten().map(|at| at.entry).collect() })
}
