//! When something was said: as the chat app dates it, where that can be; a press has no date.

use chrono::TimeDelta;

use super::Moment;

/// The chat app keeps what nobody fetched no longer than this.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// A press that nobody fetched is lost after this.
const PRESS_KEPT: TimeDelta = TimeDelta::seconds(150);

/// Between which moments something came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// All that was said before this had been heard; none if that is not known.
    pub since: Option<Moment>,
    /// It was heard then.
    pub at: Moment,
}

impl Hearing {
    /// Heard when it was said.
    #[must_use]
    pub fn at_once(at: Moment) -> Self {
        Self { since: Some(at), at }
    }

    /// When a message was sent, or changed: as it is dated. A date before what the chat app can have kept, or behind the
    /// moment at which it was heard, is none.
    #[must_use]
    pub fn of_message(self, dated: Moment) -> Moment {
        let earliest = self.since.map_or(self.at, |since| since.min(self.at)) - KEPT;
        if earliest <= dated && dated <= self.at { dated } else { self.at }
    }

    /// The earliest moment at which a button can have been pressed: its card stood there, what was pressed before had been heard,
    /// and the chat app had not lost it.
    #[must_use]
    pub fn of_press(self, card_at: Option<Moment>) -> Moment {
        let bounds = [self.since, card_at, Some(self.at - PRESS_KEPT)];
        bounds.into_iter().flatten().max().map_or(self.at, |earliest| earliest.min(self.at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(wall: &str) -> Moment {
        wall.parse().unwrap()
    }

    fn heard(since: &str, when: &str) -> Hearing {
        Hearing { since: (!since.is_empty()).then(|| at(since)), at: at(when) }
    }

    #[test]
    fn a_message_counts_from_its_date_if_that_can_be() {
        for (since, when, dated, said) in [
            ("2026-07-31T08:59:35Z", "2026-07-31T09:00:10Z", "2026-07-31T08:59:58Z", "2026-07-31T08:59:58Z"),
            // Heard after an outage.
            ("2026-07-31T08:00:00Z", "2026-07-31T11:00:00Z", "2026-07-31T08:59:58Z", "2026-07-31T08:59:58Z"),
            // Since the last poll said nothing of it, but the app keeps it for a day.
            ("2026-07-31T08:00:00Z", "2026-07-31T11:00:00Z", "2026-07-30T08:00:00Z", "2026-07-30T08:00:00Z"),
            ("2026-07-31T08:00:00Z", "2026-07-31T11:00:00Z", "2026-07-30T07:59:59Z", "2026-07-31T11:00:00Z"),
            // None, two days before, the next second, the next century.
            ("2026-07-31T08:00:00Z", "2026-07-31T11:00:00Z", "1970-01-01T00:00:00Z", "2026-07-31T11:00:00Z"),
            ("2026-07-31T08:00:00Z", "2026-07-31T11:00:00Z", "2026-07-29T08:00:00Z", "2026-07-31T11:00:00Z"),
            ("2026-07-31T08:00:00Z", "2026-07-31T11:00:00Z", "2026-07-31T11:00:01Z", "2026-07-31T11:00:00Z"),
            ("2026-07-31T08:00:00Z", "2026-07-31T11:00:00Z", "2106-02-07T06:28:15Z", "2026-07-31T11:00:00Z"),
            // Nobody knows of a poll.
            ("", "2026-07-31T11:00:00Z", "2026-07-30T11:00:00Z", "2026-07-30T11:00:00Z"),
            ("", "2026-07-31T11:00:00Z", "2026-07-30T10:59:59Z", "2026-07-31T11:00:00Z"),
            // A clock that was set back.
            ("2026-08-02T00:00:00Z", "2026-07-31T11:00:00Z", "2026-07-31T10:59:00Z", "2026-07-31T10:59:00Z"),
        ] {
            assert_eq!(heard(since, when).of_message(at(dated)), at(said), "{dated}, heard {when} since {since}");
        }
    }

    #[test]
    fn a_press_counts_from_the_earliest_moment_possible() {
        let card = |wall: &str| (!wall.is_empty()).then(|| at(wall));
        for (since, when, stood, said) in [
            ("2026-07-31T08:59:35Z", "2026-07-31T09:00:00Z", "2026-07-31T01:00:00Z", "2026-07-31T08:59:35Z"),
            ("2026-07-31T08:59:35Z", "2026-07-31T09:00:00Z", "", "2026-07-31T08:59:35Z"),
            // The card is younger.
            ("2026-07-31T08:59:35Z", "2026-07-31T09:00:00Z", "2026-07-31T08:59:50Z", "2026-07-31T08:59:50Z"),
            // After an outage only what was pressed last is left.
            ("2026-07-31T05:00:00Z", "2026-07-31T09:00:00Z", "2026-07-31T01:00:00Z", "2026-07-31T08:57:30Z"),
            ("", "2026-07-31T09:00:00Z", "", "2026-07-31T08:57:30Z"),
            // A card from tomorrow, a clock that was set back.
            ("2026-07-31T08:59:35Z", "2026-07-31T09:00:00Z", "2026-08-01T01:00:00Z", "2026-07-31T09:00:00Z"),
            ("2026-08-02T00:00:00Z", "2026-07-31T09:00:00Z", "", "2026-07-31T09:00:00Z"),
        ] {
            assert_eq!(heard(since, when).of_press(card(stood)), at(said), "{stood}, heard {when} since {since}");
        }
    }

    fn near() -> impl Strategy<Value = i64> {
        prop_oneof![-200_000_i64..200_000, Just(0), -2_000_000_000_i64..4_000_000_000]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn nothing_is_said_after_it_was_heard_nor_before_what_can_be(since in near(), dated in near(), card in near()) {
            let heard_at = at("2026-07-31T09:00:00Z");
            let then = |seconds: i64| heard_at + TimeDelta::seconds(seconds);
            let hearing = Hearing { since: Some(then(since)), at: heard_at };
            let said = hearing.of_message(then(dated));
            prop_assert!(said == heard_at || said == then(dated));
            prop_assert!(said <= heard_at && said >= then(since).min(heard_at) - KEPT);
            let pressed = hearing.of_press(Some(then(card)));
            prop_assert!(pressed <= heard_at && pressed >= heard_at - PRESS_KEPT);
            prop_assert!(pressed >= then(since).max(then(card)).min(heard_at));
        }

        /// Whoever says it at a moment that can be is taken at their word; whoever presses is never later than that.
        #[test]
        fn nobody_is_made_late_by_who_hears_late(before in 0_i64..200_000, ago in 0_i64..200_000) {
            let heard_at = at("2026-07-31T09:00:00Z");
            let since = heard_at - TimeDelta::seconds(before);
            let hearing = Hearing { since: Some(since), at: heard_at };
            let said = heard_at - TimeDelta::seconds(ago.min(before));
            prop_assert_eq!(hearing.of_message(said), said);
            let pressed = said.max(heard_at - PRESS_KEPT);
            prop_assert!(hearing.of_press(None) <= pressed);
        }
    }
}
