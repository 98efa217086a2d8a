//! The examples of the trade, and how people type.

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::domain::calendar::{Calendar, Hours};

fn office() -> WorkTime<'static> {
    WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone: Tz::Asia__Shanghai }
}

/// Monday.
fn now() -> Moment {
    let wall = NaiveDateTime::parse_from_str("2026-07-20 10:00", "%Y-%m-%d %H:%M").unwrap();
    office().at(wall)
}

fn read(text: &str) -> Understood {
    understand(text, now(), &office())
}

fn date(text: &str) -> Option<String> {
    read(text).date.map(|at| office().local(at).format("%m-%d %H:%M").to_string())
}

fn all_are(intent: Intent, texts: &[&str]) {
    for text in texts {
        let found = read(text);
        assert_eq!(found.intent, intent, "{text}: {found:?}");
        assert_eq!(found.confidence >= CONFIDENCE_TO_ACT_MIN, intent != Intent::Unclear, "{text}");
    }
}

#[test]
fn seen_is_an_ack() {
    all_are(
        Intent::Ack,
        &[
            "收到",
            "好的",
            "收到,马上落实",
            "👌",
            "1",
            "OK",
            "ok",
            "收到！",
            "收到，谢谢",
            "好的好的",
            "收到谢谢",
            "嗯嗯",
            "知道了",
            "明白",
            "通知已收到",
            "我局已收到通知",
            "收到。马上办理",
            "没问题",
            "Got it",
            "Noted, thanks",
            "[OK]",
            "收到~",
            "好的，我们抓紧落实",
            "👍🏻",
        ],
    );
}

#[test]
fn a_date_with_a_word_of_handing_in_is_a_promise() {
    for (text, at) in [
        ("周五下班前给", "07-24 17:30"),
        ("明天报", "07-21 17:30"),
        ("25号能交", "07-25 17:30"),
        ("下周三前报送", "07-29 17:30"),
        ("收到,周五报", "07-24 17:30"),
        ("收到 周五报", "07-24 17:30"),
        ("我们明天下午3点前报送材料", "07-21 15:00"),
        ("好的，材料周四上午给您", "07-23 12:00"),
        ("预计8月5日报送", "08-05 17:30"),
        ("３个工作日内报", "07-23 17:30"),
        ("我局最迟下周一提交", "07-27 17:30"),
        ("今天下班前发您，谢谢", "07-20 17:30"),
        ("8.5报", "08-05 17:30"),
        ("报告明天发给您", "07-21 17:30"),
        ("正在走流程，周五前报", "07-24 17:30"),
        ("在外出差，周五报", "07-24 17:30"),
        ("别催了，周五报", "07-24 17:30"),
        ("I'll send it tomorrow", "07-21 17:30"),
        ("Got it, will submit by Friday 17:00", "07-24 17:00"),
        ("We can send the report on Aug 5.", "08-05 17:30"),
        ("明天报，报纸质还是电子版？", "07-21 17:30"),
    ] {
        all_are(Intent::Promise, &[text]);
        assert_eq!(date(text).as_deref(), Some(at), "{text}");
    }
}

#[test]
fn handed_in_is_a_submission() {
    all_are(
        Intent::Submit,
        &[
            "已报送",
            "材料在附件",
            "发您了请查收",
            "报了",
            "已经交了",
            "我们已报送，请查收",
            "月报已发您邮箱",
            "刚发你微信了",
            "材料见附件",
            "请查收",
            "昨天已上报",
            "已完成",
            "我们单位已于昨天报送",
            "我已经把材料发给您了",
            "已报，请审",
            "都交了",
            "Submitted",
            "Done, see attachment",
            "好的，已提交",
            "已报",
        ],
    );
}

#[test]
fn nothing_to_report_is_an_answer() {
    all_are(
        Intent::Nil,
        &[
            "零报告",
            "零报告。",
            "本月零报告",
            "我局无意见",
            "我局没有意见，谢谢",
            "收到，我单位零报告",
            "经研究，我局无修改意见",
            "目前没有要报的",
            "Nil report",
            "nothing to report",
            "无意见！",
        ],
    );
}

#[test]
fn difficulties_and_questions_go_to_the_lead() {
    all_are(
        Intent::Difficulty,
        &[
            "有困难,数据要不来",
            "表格打不开",
            "附件打不开",
            "周五前来不及",
            "明天交不了",
            "今天交不上",
            "系统登不上，企业名单拿不到",
            "收到，但是有困难",
            "乡镇数据收不上来，再说吧",
            "I can't open the file",
            "人手不够",
        ],
    );
    all_are(
        Intent::Question,
        &[
            "这个填哪个口径?",
            "报纸质还是电子版",
            "要盖章吗",
            "收到，什么时候截止？",
            "请问发哪个邮箱",
            "周五交行吗？",
            "明天报，可以吗？",
            "能不能明天报",
            "Which template?",
            "which form do we use",
            "收到了吗",
        ],
    );
    assert_eq!(date("有困难，下周三报").as_deref(), Some("07-29 17:30"));
}

#[test]
fn work_under_way_is_told_from_approval() {
    all_are(
        Intent::InProgress,
        &[
            "正在办理",
            "已安排科室在做",
            "正在汇总数据",
            "整理中",
            "在做了",
            "收到，正在办理",
            "已安排",
            "材料正在准备中",
            "Working on it",
            "还在写",
        ],
    );
    all_are(
        Intent::Approval,
        &[
            "正在走流程领导签字",
            "请示领导后回复",
            "材料在等领导签字",
            "审批中",
            "已报领导审核",
            "收到，走OA流程",
            "等盖章",
            "Waiting for signature",
        ],
    );
}

#[test]
fn a_stop_and_a_courtesy_are_heard() {
    all_are(Intent::Stop, &["别催了", "今天先别提醒", "不要再催了", "收到，别催了", "Stop reminding me"]);
    all_are(Intent::Chat, &["谢谢", "感谢提醒", "辛苦了", "Thanks!", "您好", "🙏"]);
}

#[test]
fn what_comes_later_is_unclear_with_a_hint() {
    for (text, hint) in [
        ("我们早就报过了,记录不对", Hint::Dispute),
        ("这个不归我们管,建议转住建局", Hint::NotOurs),
        ("不是我局职责", Hint::NotOurs),
        ("我换岗了,请联系张科", Hint::Handover),
        ("转给业务科小李", Hint::Handover),
        ("能不能宽限两天", Hint::Extension),
        ("申请延期到下周三", Hint::Extension),
        ("发错了,以这版为准", Hint::Resubmit),
        ("零报告，台账周五补", Hint::Nil),
        ("零报告，要盖章吗？", Hint::Nil),
        ("可以零报告吗？", Hint::Nil),
        ("对第三条没意见", Hint::Nil),
        ("领导还没有意见", Hint::Nil),
        ("暂无意见，等领导看", Hint::Nil),
        ("先报一部分,其余明天补", Hint::Partial),
        ("台账先给,报告还在写", Hint::Partial),
        ("这个不报", Hint::Decline),
        ("在外出差,晚点看", Hint::Absent),
        ("Not ours", Hint::NotOurs),
        ("Could we get an extension to Friday?", Hint::Extension),
    ] {
        let found = read(text);
        assert_eq!((found.intent, found.hint), (Intent::Unclear, Some(hint)), "{text}");
    }
    assert_eq!(date("申请延期到下周三").as_deref(), Some("07-29 17:30"));
}

#[test]
fn what_is_not_plain_is_unclear() {
    let texts = [
        "",
        "。",
        "?",
        "收到?",
        "收到？？",
        "收到 ？",
        "明天报?",
        "已报送？",
        "没收到",
        "未收到",
        "还没报送",
        "已发通知",
        "我们发了通知",
        "已完成80%",
        "已交领导",
        "没报送",
        "已转科室办理",
        "不行",
        "not done",
        "周五报不",
        "周五报了",
        "周五再说",
        "周五开完会报",
        "争取周五报",
        "大概周五报",
        "周五前尽量报",
        "周五或者下周一报",
        "明天报台账，后天报报告",
        "上周五报",
        "周五",
        "8.5",
        "三四天内报",
        "今天9点前报",
        "7月24日(周四)报",
        "下次一定",
        "哦",
        "再说",
        "好像收到了",
        "收到但没看",
        "不会来不及",
        "没有困难",
        "领导不同意",
        "知道了吧",
        "已报送领导",
        "2",
        "11",
        "明天给您答复",
        "send it Friday",
        "I will not send it Friday",
        "maybe tomorrow",
    ];
    all_are(Intent::Unclear, &texts);
    assert!(texts.iter().all(|text| read(text).hint.is_none_or(|hint| hint == Hint::Absent)));
    assert_eq!(date("争取周五报").as_deref(), Some("07-24 17:30"));
    assert_eq!(date("上周五报"), None);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_always_the_same(text in ".*") {
        prop_assert_eq!(read(&text), read(&text));
    }

    #[test]
    fn a_promise_has_a_date_ahead(words in prop::collection::vec(prop::sample::select(vec![
        "收到", "周五", "明天", "下班前", "报", "给", "能", "不", "了", "?", "，", " ", "8.5", "上", "材料", "I'll", "send", "it",
    ]), 0..7)) {
        let found = read(&words.concat());
        if found.intent == Intent::Promise {
            prop_assert!(found.date.is_some_and(|at| at > now()));
        }
    }
}
