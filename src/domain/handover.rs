//! What a contact gives to a colleague: seats, for a while or for good.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::WorkTime;
use super::{DeptNo, Moment, OfficeId, PersonId};

/// Days that are offered as the last one of a while.
const OFFERED: usize = 2;

/// A handover that waits for whoever opens its link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Who gives.
    pub giver: PersonId,
    /// The departments whose seats they give.
    pub of: Vec<(OfficeId, DeptNo)>,
    /// Its last day; none: for good.
    pub until: Option<NaiveDate>,
}

/// Last days to offer: those of this week and the next, each the last one that is worked.
#[must_use]
pub fn days_to_offer(work: &WorkTime<'_>, now: Moment) -> Vec<NaiveDate> {
    let today = work.local(now).date();
    let friday = today + Days::new(u64::from(4_u32.saturating_sub(today.weekday().num_days_from_monday())));
    let weeks = (0..).map(|week| work.calendar.working_on_or_before(friday + Days::new(7 * week)));
    weeks.filter(|day| *day > today).take(OFFERED).collect()
}

/// The moment at which a while ends that lasts to the end of this day.
#[must_use]
pub fn end_of(work: &WorkTime<'_>, day: NaiveDate) -> Moment {
    work.at((day + Days::new(1)).and_time(chrono::NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::office::work_time;

    #[test]
    fn whole_weeks_are_offered_and_never_a_day_that_is_over() {
        let work = work_time(chrono_tz::Asia::Shanghai);
        for (now, days) in [
            ("2026-07-20T02:00:00Z", ["2026-07-24", "2026-07-31"]),
            ("2026-07-24T02:00:00Z", ["2026-07-31", "2026-08-07"]),
            ("2026-07-25T02:00:00Z", ["2026-07-31", "2026-08-07"]),
            // The week of the National Day holidays has no working day after the 30th.
            ("2026-09-28T02:00:00Z", ["2026-09-30", "2026-10-09"]),
        ] {
            let offered = days_to_offer(&work, now.parse().unwrap());
            assert_eq!(offered, days.map(|day| day.parse::<NaiveDate>().unwrap()), "{now}");
        }
    }
}
