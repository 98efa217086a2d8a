//! Buttons that were not offered to who presses, or not so.

use super::Case;
use super::people::{CONTACTS, LEAD, LEAD_GROUP};
use super::stage::Stage;

pub(super) const CASES: &[Case] = &[
    ("a09_card_of_another_person", anothers),
    ("a10_data_made_up", random),
    ("a11_changed_number", changed),
    ("a12_ten_taps_at_once", ten_taps),
    ("a13_after_acceptance_and_closing", too_late),
    ("a14_data_of_another_office", another_office),
    ("a15_press_without_its_message", no_message),
];

fn anothers(s: &mut Stage) {
    let before = s.record();
    for _ in 0..3 {
        assert!(s.press(CONTACTS[1], "ak:1.1.1").contains("不是发给您的"));
    }
    s.only(&before, &[(1, "act_refused")]);
}

fn random(s: &mut Stage) {
    let before = s.record();
    let signs: Vec<char> = "akdnwyptpufn:.0123456789-🙂\u{0}\u{202e}\n{}\"'".chars().collect();
    let mut dice = 7_usize;
    for _ in 0..60 {
        let mut data = String::new();
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        for place in 0..dice % 65 {
            let sign = signs[(dice >> 7).wrapping_mul(place + 3) % signs.len()];
            if data.len() + sign.len_utf8() <= 64 {
                data.push(sign);
            }
        }
        s.press(CONTACTS[0], &data);
    }
    s.only(&before, &[]);
}

fn changed(s: &mut Stage) {
    let before = s.record();
    for data in ["ak:1.99.1", "ak:1.1.99", "ak:99.1.1", "ak:1.-1.1", "ak:1.1.1.1", "da:1.1.1.99999999999999999999"] {
        let said = s.press(CONTACTS[0], data);
        assert!(said.contains("太旧"), "{data}: {said}");
    }
    s.only(&before, &[]);
}

fn ten_taps(s: &mut Stage) {
    let before = s.record();
    let card = s.wait(CONTACTS[0], "安全生产月报").id;
    let presses: Vec<String> = (0..10).map(|_| s.sandbox.press(CONTACTS[0], CONTACTS[0], card, "ak:1.1.1")).collect();
    s.rest();
    assert!(presses.iter().all(|press| s.sandbox.toast(press).is_some()), "each tap is answered");
    s.only(&before, &[(1, "acknowledged")]);
}

fn too_late(s: &mut Stage) {
    s.sandbox.say(LEAD, LEAD_GROUP, "/close T2 够用了");
    s.tap(LEAD, LEAD_GROUP, "确认办结");
    s.rest();
    let before = s.record();
    for data in ["ak:1.2.3", "da:1.2.3.1990000000", "df:1.2.3", "wy:1.2.3"] {
        s.press(CONTACTS[2], data);
    }
    s.sandbox.say(CONTACTS[2], CONTACTS[2], "谢谢");
    s.rest();
    s.only(&before, &[]);
}

fn another_office(s: &mut Stage) {
    let before = s.record();
    assert!(s.press(CONTACTS[2], "ak:2.1.1").contains("不是发给您的"));
    assert!(s.press(CONTACTS[2], "da:2.1.1.1990000000").contains("不是发给您的"));
    // Their own office learns of it, the other one's ledger stays as it was.
    s.only(&before, &[(1, "act_refused"), (1, "act_refused")]);
}

fn no_message(s: &mut Stage) {
    let before = s.record();
    let press = s.sandbox.press(CONTACTS[2], CONTACTS[2], 999_999, "ak:1.3.3");
    s.rest();
    assert!(s.sandbox.toast(&press).is_some());
    // What the app no longer shows is decided by what is true.
    s.only(&before, &[(1, "acknowledged")]);
}
