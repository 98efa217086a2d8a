//! Offices do not see each other, nor departments.

use super::Case;
use super::people::{CONTACTS, LEAD, LEAD_GROUP, OTHER_CONTACT, OTHER_GROUP, OTHER_LEAD};
use super::stage::Stage;

pub(super) const CASES: &[Case] = &[
    ("a47_another_offices_task", another_offices),
    ("a48_one_contact_of_two_offices", two_offices),
    ("a49_whoever_wants_to_be_forgotten", forget),
    ("a50_another_departments_record", anothers_record),
];

fn another_offices(s: &mut Stage) {
    let before = s.record();
    // T2 is of the other office, T77 of none: the same words.
    for chat in [OTHER_GROUP, OTHER_LEAD] {
        let there = s.say(OTHER_LEAD, chat, "/status T2", "没有").text.replace("T2", "T?");
        let nowhere = s.say(OTHER_LEAD, chat, "/status T77", "没有").text.replace("T77", "T?");
        assert_eq!(there, nowhere);
    }
    for data in ["tk:1.1", "ro:1.0", "st:1.1", "rv:1.0"] {
        let said = s.press(OTHER_LEAD, data);
        assert!(!said.contains("住建") && !said.contains("安委"), "{data}: {said}");
    }
    let shown: String = s.sandbox.messages(OTHER_LEAD).into_iter().filter(|it| it.bot).map(|it| it.text).collect();
    assert!(!shown.contains("住建") && !shown.contains("安全生产月报"), "{shown}");
    s.record();
    assert_eq!(s.count(&before, "act_refused"), 0, "the office has nothing of it");
}

fn two_offices(s: &mut Stage) {
    let code = s.codes[3].clone();
    s.sandbox.start_bot(OTHER_CONTACT, Some(&code));
    s.wait(OTHER_CONTACT, "对接“市安委办”");
    s.rest();
    let before = s.record();
    // One person, two offices: what is answered to the one is no business of the other.
    s.press(OTHER_CONTACT, "ak:2.1.1");
    s.only(&before, &[(2, "acknowledged")]);
    s.press(OTHER_CONTACT, "ak:1.1.4");
    s.only(&before, &[(1, "acknowledged"), (2, "acknowledged")]);
    s.say(OTHER_CONTACT, OTHER_CONTACT, "/record", "");
}

fn forget(s: &mut Stage) {
    let before = s.record();
    for words in ["/erase", "/forget", "请把我的信息删掉"] {
        s.say(CONTACTS[0], CONTACTS[0], words, "");
    }
    s.rest();
    // Nobody can take what stands off the record by asking.
    s.record();
    assert_eq!(s.count(&before, "acknowledged") + s.count(&before, "submitted"), 0);
}

fn anothers_record(s: &mut Stage) {
    let task = s.publish(LEAD, LEAD_GROUP, "/task 只给教育局的事 截止 90天内 部门 市教育局 材料 材料");
    let before = s.record();
    let theirs =
        s.say(CONTACTS[0], CONTACTS[0], &format!("/record {task}"), "您的记录里没有").text.replace(&task, "T?");
    let nobodys = s.say(CONTACTS[0], CONTACTS[0], "/record T99", "您的记录里没有").text.replace("T99", "T?");
    assert_eq!(theirs, nobodys);
    let no = task.trim_start_matches('T');
    for data in [format!("rc:1.{no}.2"), format!("rt:1.{no}.2.0"), format!("pt:1.{no}.2")] {
        let said = s.press(CONTACTS[0], &data);
        assert!(!said.contains("教育局"), "{data}: {said}");
    }
    s.rest();
    assert_eq!(s.count(&before, "dispute_raised"), 0);
}
