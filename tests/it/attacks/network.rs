//! Nothing that a person names is fetched, and nothing tells the token.

use std::net::TcpListener;
use std::thread::sleep;
use std::time::Duration;

use cuiban::sandbox::{Fault, FaultKind, Lost};

use super::Case;
use super::people::{CONTACTS, LEAD, LEAD_GROUP};
use super::program::TOKEN;
use super::stage::Stage;

/// A39 and A41 are about a webhook, which there is none of: the program asks for updates itself.
pub(super) const CASES: &[Case] = &[("a40_link_to_an_inner_address", link), ("a42_token_in_an_error", token)];

fn link(s: &mut Stage) {
    let inner = TcpListener::bind("127.0.0.1:0").unwrap();
    inner.set_nonblocking(true).unwrap();
    let address = inner.local_addr().unwrap();
    let user = CONTACTS[0];
    for words in [
        format!("请看 http://{address}/latest/meta-data"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        format!("材料在这里 [清单](http://{address}/x) <a href=\"http://{address}/y\">台账</a>"),
    ] {
        let said = s.sandbox.say(user, user, &words);
        s.answer(user, said, "");
    }
    s.say(LEAD, LEAD_GROUP, &format!("/task 看链接 http://{address}/z 截止 90天内 部门 全体"), "");
    s.rest();
    sleep(Duration::from_millis(500));
    assert!(inner.accept().is_err(), "somebody came");
}

fn token(s: &mut Stage) {
    let user = CONTACTS[1];
    for kind in [
        FaultKind::Applied(Lost::Cut),
        FaultKind::Applied(Lost::Half),
        FaultKind::NotApplied(Lost::Page502),
        FaultKind::NotApplied(Lost::Silent),
    ] {
        s.sandbox.fault(Fault { method: Some("sendmessage".to_owned()), chat: None, times: 1, kind });
        s.sandbox.say(user, user, "/my");
    }
    s.sandbox.fault(Fault {
        method: Some("getupdates".to_owned()),
        chat: None,
        times: 2,
        kind: FaultKind::Applied(Lost::Half),
    });
    s.sandbox.fault(Fault {
        method: Some("getfile".to_owned()),
        chat: None,
        times: 2,
        kind: FaultKind::NotApplied(Lost::Page502),
    });
    s.sandbox.send_file(user, user, "清单.pdf", b"a file", "T2");
    sleep(Duration::from_secs(6));
    let secret = TOKEN.split_once(':').unwrap().1;
    let logged = s.logged();
    assert!(logged.len() > 10_000, "the log says everything: {}", logged.len());
    let told: Vec<&str> = logged.lines().filter(|line| line.contains(secret)).collect();
    assert!(told.is_empty(), "the log tells the token: {told:#?}");
    for chat in [user, LEAD, LEAD_GROUP] {
        assert!(!s.sandbox.messages(chat).iter().any(|it| it.bot && it.text.contains(secret)));
    }
}
