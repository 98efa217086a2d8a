//! The examples of the trade, and how people type.

mod phrases;

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

/// Each text is acted on so; none is one that the bot asks about.
fn all_are(intent: impl Into<Option<Intent>>, texts: &[&str]) {
    let intent = intent.into();
    let others: Vec<_> =
        texts.iter().filter(|text| read(text).sure() != intent).map(|text| (text, read(text))).collect();
    assert!(others.is_empty(), "not {intent:?}: {others:#?}");
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
fn the_examples_of_each_row_are_understood() {
    for (intent, texts) in [
        (Intent::Dispute, &["我们早就报过了,记录不对"][..]),
        (Intent::NotOurs, &["这个不归我们管,建议转住建局", "不是我局职责", "Not ours"]),
        (Intent::Handover, &["我换岗了,请联系张科", "转给业务科小李"]),
        (Intent::Extension, &["能不能宽限两天", "申请延期到下周三", "Could we get an extension to Friday?"]),
        (Intent::Resubmit, &["发错了,以这版为准"]),
        (Intent::Nil, &["零报告", "我局无意见"]),
        (Intent::Partial, &["先报一部分,其余明天补", "台账先给,报告还在写"]),
        (Intent::Submit, &["已报送", "材料在附件", "发您了请查收"]),
        (Intent::Difficulty, &["有困难,数据要不来", "表格打不开"]),
        (Intent::Promise, &["周五下班前给", "明天报", "25号能交"]),
        (Intent::Question, &["这个填哪个口径?", "报纸质还是电子版"]),
        (Intent::Decline, &["这个不报"]),
        (Intent::Stop, &["别催了", "今天先别提醒"]),
        (Intent::Approval, &["正在走流程领导签字", "请示领导后回复"]),
        (Intent::InProgress, &["正在办理", "已安排科室在做"]),
        (Intent::Absent, &["在外出差,晚点看"]),
        (Intent::Ack, &["收到", "好的", "收到,马上落实", "👌", "1", "OK"]),
        (Intent::Chat, &["谢谢"]),
    ] {
        all_are(intent, texts);
    }
    assert_eq!(date("申请延期到下周三").as_deref(), Some("07-29 17:30"));
    assert_eq!(date("先报一部分,其余明天补").as_deref(), Some("07-21 17:30"));
    assert_eq!(date("能不能宽限两天"), None, "two days more than the deadline, which the words do not know");
}

#[test]
fn a_named_unit_and_a_reason_travel_along() {
    for (text, unit, reason) in [
        ("这个不归我们管,建议转住建局", Some("住建局"), None),
        ("不归我局管", None, None),
        ("这事是应急管理局负责，请转他们", Some("应急管理局"), None),
        ("有困难,数据要不来", None, Some("数据要不来")),
        ("有困难", None, None),
        ("因为停电，系统登不上，申请延期到下周三", None, Some("停电，系统登不上")),
        ("因系统升级申请延期两天", None, Some("系统升级")),
        ("数据还没汇总完，能不能宽限两天？", None, Some("数据还没汇总完")),
        ("We need more time because the office is closed", None, Some("the office is closed")),
        ("Not ours, please ask the Housing Bureau", Some("Housing Bureau"), None),
    ] {
        let found = read(text);
        assert!(found.sure().is_some(), "{text}: {found:?}");
        assert_eq!((found.unit.as_deref(), found.reason.as_deref()), (unit, reason), "{text}");
    }
}

#[test]
fn what_is_denied_supposed_told_or_asked_about_is_not_said() {
    all_are(
        None,
        &[
            "不延期",
            "不用延期",
            "没困难",
            "不用转交",
            "如果延期就麻烦了",
            "要是来不及就延期",
            "小李说已经报了",
            "听说要延期",
            "通知说零报告",
            "会议推迟了",
            "可能要延期",
            "这个不归我们管，不过我们可以先报",
            "零报告，台账周五补",
            "零报告，要盖章吗？",
            "对第三条没意见",
            "领导还没有意见",
            "暂无意见，等领导看",
            "先报领导",
            "不是不归我们管",
            "我没说不归我们管",
            "这个归我们管",
            "不用转给小李",
            "请联系企业",
            "不是零报告",
            "已报名",
            "已报销",
            "住建局已经报了",
            "各科室都报了",
            "我明天不报",
            "明天报名",
            "明天领导报",
            "你们明天给我发一份",
            "请明天报送",
            "周五发工资",
            "不会不报",
            "别忘了提醒我",
            "没有发生过延期",
            "他们说不归他们管",
            "I haven't submitted it",
            "I don't think it's ours",
        ],
    );
    all_are(
        Intent::Question,
        &["怎么申请延期?", "会延期吗", "延期了吗", "可以零报告吗？", "是不是归住建局管？", "如果延期会怎么样"],
    );
    all_are(Intent::Extension, &["能延期吗", "可以延期吗？", "如果方便的话，能不能宽限两天"]);
    all_are(Intent::Promise, &["不用延期，周五报", "没困难，周五报"]);
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
    all_are(None, &texts);
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
        if found.sure() == Some(Intent::Promise) {
            prop_assert!(found.date.is_some_and(|at| at > now()));
        }
    }
}
