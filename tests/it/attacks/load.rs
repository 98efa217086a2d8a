//! Noise drowns nobody.

use std::time::{Duration, Instant};

use cuiban::sandbox::Role;

use super::Case;
use super::people::{CONTACTS, OUTSIDER};
use super::stage::Stage;

/// An answer to somebody else's tap meanwhile.
const SOON: Duration = Duration::from_secs(10);

pub(super) const CASES: &[Case] = &[
    ("a43_a_thousand_messages_of_a_stranger", stranger),
    ("a44_contact_who_floods", contact),
    ("a45_a_hundred_groups", groups),
    ("a46_blocked_and_let_in_a_hundred_times", blocked),
];

/// Somebody taps while it is noisy, and is answered soon.
fn others_are_served(s: &Stage, user: i64, data: &str) {
    let begun = Instant::now();
    assert!(!s.press(user, data).is_empty());
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

fn stranger(s: &mut Stage) {
    let before = s.record();
    s.sandbox.start_bot(OUTSIDER, None);
    for n in 0..1_000 {
        s.sandbox.say(OUTSIDER, OUTSIDER, &format!("有人吗 {n}"));
    }
    others_are_served(s, CONTACTS[1], "ak:1.1.2");
    s.only(&before, &[(1, "acknowledged")]);
}

fn contact(s: &mut Stage) {
    let before = s.record();
    for n in 0..300 {
        s.sandbox.say(CONTACTS[0], CONTACTS[0], &format!("谢谢 {n}"));
    }
    others_are_served(s, CONTACTS[1], "ak:1.2.2");
    s.taken_in();
    assert_eq!(s.count(&before, "acknowledged"), 1);
}

fn groups(s: &mut Stage) {
    let before = s.record();
    for n in 0..100 {
        let group = -7_000 - n;
        s.sandbox.group(group, &format!("群{n}"));
        s.sandbox.join(group, OUTSIDER, Role::Owner);
        s.sandbox.add_bot(group, OUTSIDER, false);
    }
    others_are_served(s, CONTACTS[1], "ak:1.3.2");
    s.only(&before, &[(1, "acknowledged")]);
}

fn blocked(s: &mut Stage) {
    let before = s.record();
    for _ in 0..100 {
        s.sandbox.block(CONTACTS[2]);
        s.sandbox.unblock(CONTACTS[2]);
    }
    others_are_served(s, CONTACTS[2], "ak:1.1.3");
    s.taken_in();
    assert_eq!(s.count(&before, "acknowledged"), 1);
    assert_eq!(s.count(&before, "seat_lost"), s.count(&before, "seat_back"), "and is there in the end");
    s.cli(&["verify"]);
}
