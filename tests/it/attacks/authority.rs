//! Who has no right to an act tries it all the same.

use std::thread::sleep;
use std::time::Duration;

use cuiban::sandbox::Role;

use super::Case;
use super::people::{CONTACTS, HIDDEN, LEAD_GROUP, MEMBER, OUTSIDER, SECOND_LEAD};
use super::stage::Stage;

const CLOSE: &str = "/close T1 够用了";
/// Nobody leads from here yet.
const NEW_GROUP: i64 = -4100;
const NEW_OWNER: i64 = 51;
/// For so long the program goes by what it was told of a group's administrators.
const RIGHTS_LAST: Duration = Duration::from_secs(62);

pub(super) const CASES: &[Case] = &[
    ("a01_member_closes", member),
    ("a02_outsider_in_private", outsider),
    ("a03_hidden_administrator_decides_without_a_press", hidden),
    ("a04_linked_channel", channel),
    ("a05_lead_who_was_demoted", demoted),
    ("a06_another_bot", bot),
    ("a07_contact_uses_commands_of_the_lead", contact),
    ("a08_setup_by_a_member_and_where_it_is_closed", setup),
];

fn strangers(s: &Stage) -> i64 {
    s.health()["strangers_denied"].as_i64().unwrap()
}

fn member(s: &mut Stage) {
    let (before, counted) = (s.record(), strangers(s));
    s.say(MEMBER, LEAD_GROUP, CLOSE, "要由本群管理员来做");
    s.only(&before, &[]);
    assert_eq!(strangers(s), counted + 1);
}

fn outsider(s: &mut Stage) {
    let (before, counted) = (s.record(), strangers(s));
    s.say(OUTSIDER, OUTSIDER, CLOSE, "这是牵头部门的命令");
    s.sandbox.start_bot(OUTSIDER, None);
    s.wait(OUTSIDER, "您好");
    s.say(OUTSIDER, OUTSIDER, "收到", "您还没有加入任何部门");
    s.only(&before, &[]);
    assert_eq!(strangers(s), counted + 2);
}

fn hidden(s: &mut Stage) {
    let before = s.record();
    let card = s.say(HIDDEN, LEAD_GROUP, CLOSE, "T1");
    s.only(&before, &[]);
    // The button shows the real person, and this one may not.
    let label = &card.buttons.iter().flatten().next().expect("a card to confirm").label;
    let press = s.sandbox.press_label(MEMBER, LEAD_GROUP, card.id, label).unwrap();
    s.rest();
    assert!(s.sandbox.toast(&press).unwrap().0.contains("管理员"), "{:?}", s.sandbox.toast(&press));
    s.only(&before, &[]);
}

fn channel(s: &mut Stage) {
    let before = s.record();
    let said = s.sandbox.say_as_channel(LEAD_GROUP, (-1_001_234_567_890, "市政发布"), true, CLOSE);
    s.answer(LEAD_GROUP, said, "匿名");
    s.only(&before, &[]);
}

fn demoted(s: &mut Stage) {
    s.say(SECOND_LEAD, LEAD_GROUP, "/review", "");
    s.rest();
    s.sandbox.demote(LEAD_GROUP, SECOND_LEAD);
    sleep(RIGHTS_LAST);
    let before = s.record();
    s.say(SECOND_LEAD, LEAD_GROUP, CLOSE, "要由本群管理员来做");
    s.say(SECOND_LEAD, SECOND_LEAD, CLOSE, "");
    s.only(&before, &[(1, "act_refused")]);
}

fn bot(s: &mut Stage) {
    s.sandbox.other_bot(700, "别的机器人");
    s.sandbox.join(LEAD_GROUP, 700, Role::Administrator);
    s.rest();
    let before = s.record();
    let said = s.sandbox.say(700, LEAD_GROUP, CLOSE);
    s.rest();
    s.only(&before, &[]);
    assert!(!s.sandbox.messages(LEAD_GROUP).iter().any(|it| it.bot && it.from != 700 && it.id > said));
}

fn contact(s: &mut Stage) {
    let before = s.record();
    for command in [CLOSE, "/close T2 够用了", "/task 月报 截止 周五 部门 全体", "/invite"] {
        s.say(CONTACTS[0], CONTACTS[0], command, "这是牵头部门的命令");
    }
    // Each act once a day.
    s.only(&before, &[(1, "act_refused"); 3]);
}

fn setup(s: &mut Stage) {
    s.sandbox.user(NEW_OWNER, "钱主任", "zh-hans");
    s.sandbox.group(NEW_GROUP, "新来的群");
    s.sandbox.join(NEW_GROUP, NEW_OWNER, Role::Owner);
    s.sandbox.join(NEW_GROUP, MEMBER, Role::Member);
    s.sandbox.add_bot(NEW_GROUP, NEW_OWNER, true);
    s.rest();
    let before = s.record();
    s.say(MEMBER, NEW_GROUP, "/setup 假的办公室", "要由本群管理员来做");
    s.only(&before, &[]);
    s.restart(false);
    s.say(NEW_OWNER, NEW_GROUP, "/setup 新办公室", "服务管理员");
    s.only(&before, &[]);
    s.restart(true);
}
