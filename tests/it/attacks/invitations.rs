//! Links that are used, taken back or made up.

use super::Case;
use super::people::{CONTACTS, LEAD, LEAD_GROUP, MEMBER, OTHER_CONTACT, OUTSIDER};
use super::stage::Stage;

const NO_LINK: &str = "这个链接无效、用过或已过期";
const GUESSER: i64 = 901;

pub(super) const CASES: &[Case] = &[
    ("a16_used_link", used),
    ("a17_link_that_was_replaced", replaced),
    ("a18_two_hundred_codes_made_up", made_up),
    ("a19_code_pasted_into_a_group", pasted),
];

fn opens(s: &Stage, user: i64, code: &str) -> String {
    let said = s.sandbox.start_bot(user, Some(code));
    s.answer(user, said, "").text
}

fn used(s: &mut Stage) {
    let before = s.record();
    let code = s.codes[0].clone();
    assert!(opens(s, OUTSIDER, &code).contains(NO_LINK));
    s.only(&before, &[]);
    assert!(opens(s, CONTACTS[1], &code).contains(NO_LINK), "nor is it another's");
    s.only(&before, &[(1, "act_refused")]);
}

fn replaced(s: &mut Stage) {
    let old = s.codes[3].clone();
    s.codes[3] = s.invite(LEAD, LEAD_GROUP).pop().expect("a link for who has not joined");
    let before = s.record();
    assert!(opens(s, OUTSIDER, &old).contains(NO_LINK));
    s.only(&before, &[]);
}

fn made_up(s: &mut Stage) {
    s.sandbox.user(GUESSER, "猜的人", "zh-hans");
    let before = s.record();
    let mut said = 0;
    for n in 0..200_u64 {
        let code = format!("{:032x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0xabcd));
        said = s.sandbox.start_bot(GUESSER, Some(&code));
    }
    s.only(&before, &[]);
    assert!(said > 0 && s.answer(GUESSER, 0, "").text.contains(NO_LINK));
    let answers = s.sandbox.messages(GUESSER).into_iter().filter(|it| it.bot);
    assert!(answers.map(|it| it.text).all(|text| text.contains(NO_LINK)), "one sentence for all");
    // Who guesses holds up nobody.
    assert!(!s.press(OTHER_CONTACT, "ak:2.1.1").is_empty());
}

fn pasted(s: &mut Stage) {
    let before = s.record();
    let code = s.codes[3].clone();
    s.say(MEMBER, LEAD_GROUP, &format!("/start {code}"), "专属链接请在私聊里打开");
    s.only(&before, &[]);
}
