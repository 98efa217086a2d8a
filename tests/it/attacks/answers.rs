//! Answers that are no clear answer.

use super::Case;
use super::people::{CONTACTS, LEAD, LEAD_GROUP, MEMBER, OUTSIDER};
use super::stage::Stage;

pub(super) const CASES: &[Case] = &[
    ("a20_words_that_fit_several_tasks", several),
    ("a21_reply_to_a_colleague", colleague),
    ("a22_sticker_voice_and_place", signs),
    ("a23_edit_of_what_was_said", edited),
    ("a24_two_contacts_with_two_answers", two),
    ("a25_command_in_a_forward", forwarded),
];

fn several(s: &mut Stage) {
    let before = s.record();
    let asked = s.say(CONTACTS[2], CONTACTS[2], "已报送", "哪一件");
    assert!(asked.buttons.len() >= 3, "{asked:#?}");
    s.only(&before, &[]);
}

fn colleague(s: &mut Stage) {
    let before = s.record();
    let said = s.sandbox.say(LEAD, LEAD_GROUP, "大家看一下T1");
    let reply = s.sandbox.reply(MEMBER, LEAD_GROUP, said, "收到");
    s.rest();
    assert!(!s.sandbox.messages(LEAD_GROUP).iter().any(|it| it.bot && it.id > reply), "colleagues talk");
    s.only(&before, &[]);
}

fn signs(s: &mut Stage) {
    let before = s.record();
    let user = CONTACTS[0];
    for sent in [
        s.sandbox.send_sticker(user, user, "👌"),
        s.sandbox.send_voice(user, user, 6),
        s.sandbox.send_location(user, user, 30.2, 120.1),
    ] {
        s.answer(user, sent, "没法记录");
    }
    s.only(&before, &[]);
}

fn edited(s: &mut Stage) {
    let user = CONTACTS[0];
    let card = s.wait(user, "安全生产月报");
    let said = s.sandbox.reply(user, user, card.id, "T1 后天下班前给");
    s.answer(user, said, "");
    s.rest();
    let before = s.record();
    s.sandbox.edit(user, user, said, "T1 其实已经报过了");
    s.rest();
    // What was said stands; whoever changes their words is told so.
    s.only(&before, &[]);
    assert!(s.sandbox.messages(user).last().is_some_and(|it| it.bot && it.id > said));
}

fn two(s: &mut Stage) {
    // Two departments answer differently at once: each for itself.
    let before = s.record();
    let first = s.sandbox.press(CONTACTS[0], CONTACTS[0], 999_999, "ak:1.3.1");
    let second = s.sandbox.press(CONTACTS[1], CONTACTS[1], 999_999, "da:1.3.2.1795000000");
    s.rest();
    assert!(s.sandbox.toast(&first).is_some() && s.sandbox.toast(&second).is_some());
    assert_eq!((s.count(&before, "acknowledged"), s.count(&before, "act_refused")), (1, 0));
}

fn forwarded(s: &mut Stage) {
    s.sandbox.start_bot(OUTSIDER, None);
    let said = s.sandbox.say(OUTSIDER, OUTSIDER, "/close T1 够用了");
    s.rest();
    let before = s.record();
    let sent_on = s.sandbox.forward(LEAD, LEAD_GROUP, OUTSIDER, said);
    s.rest();
    assert!(!s.sandbox.messages(LEAD_GROUP).iter().any(|it| it.bot && it.id > sent_on), "a forward is no command");
    s.only(&before, &[]);
}
