//! What is said in set forms. A form fits a clause from its first letter to its last, or not at all.

use super::Row;
use crate::domain::deadline::scan::Scan;

pub(super) const SUBJECTS: &[&str] = &[
    "我们单位",
    "我们局",
    "我们这边",
    "我们",
    "我单位",
    "本单位",
    "我这边",
    "我局",
    "我委",
    "我办",
    "我镇",
    "我区",
    "咱们",
    "我",
    "这边",
    "局里",
    "单位",
];

pub(super) const OBJECTS: &[&str] = &[
    "材料",
    "报告",
    "月报",
    "台账",
    "数据",
    "表格",
    "报表",
    "总结",
    "方案",
    "清单",
    "统计表",
    "电子版",
    "纸质版",
    "盖章版",
    "扫描件",
    "这个",
    "这份",
];

const SENT: &[&str] =
    &["报送", "上报", "报", "提交", "交", "发送", "发", "上传", "传", "反馈", "送达", "送", "完成", "寄"];

const AFTER_SENT: &[&str] = &[
    "完毕",
    "完成",
    "了",
    "过去",
    "过来",
    "给你们",
    "给您",
    "给你",
    "您",
    "你",
    "到",
    "至",
    "的",
    "邮箱",
    "微信",
    "oa",
    "qq",
    "群里",
    "系统",
    "安委办",
    "你办",
    "贵办",
    "里",
    "上",
    "请查收",
    "请查阅",
    "请审阅",
    "查收",
    "谢谢",
    "啦",
    "哈",
];

const WORK: &[&str] = &[
    "办理", "办", "做", "弄", "准备", "整理", "汇总", "收集", "统计", "填报", "填写", "填", "起草", "编制", "写",
    "推进", "落实", "处理", "核实", "排查", "修改", "梳理", "安排", "去办", "报送", "报",
];

const ACKS: &[&str] = &[
    "已收到",
    "收到",
    "收悉",
    "好的",
    "好嘞",
    "好滴",
    "好",
    "行",
    "嗯嗯",
    "嗯",
    "知道",
    "明白",
    "了解",
    "已阅",
    "已知悉",
    "知悉",
    "没问题",
    "okay",
    "ok",
    "👌",
    "👍",
    "got it",
    "received",
    "noted",
    "understood",
    "sure",
    "roger",
    "will do",
];

const CHATS: &[&str] = &[
    "谢谢",
    "多谢",
    "感谢",
    "辛苦",
    "不客气",
    "您好",
    "你好",
    "早上好",
    "下午好",
    "哈哈",
    "thank you",
    "thanks",
    "thx",
    "hello",
    "hi",
    "you're welcome",
    "🙏",
    "抱拳",
];

const STOPS: &[&str] = &[
    "别再催",
    "别催",
    "不要再催",
    "不要催",
    "不用催",
    "别再提醒",
    "别提醒",
    "不要再提醒",
    "不要提醒",
    "不用提醒",
    "stop reminding",
    "no more reminders",
    "don't remind",
    "please stop reminding",
];

const ENGLISH: &[(&str, Row)] = &[
    ("submitted", Row::Submit),
    ("i have submitted it", Row::Submit),
    ("we have submitted it", Row::Submit),
    ("already submitted", Row::Submit),
    ("sent", Row::Submit),
    ("already sent", Row::Submit),
    ("just sent it", Row::Submit),
    ("i have sent it", Row::Submit),
    ("sent to your email", Row::Submit),
    ("done", Row::Submit),
    ("attached", Row::Submit),
    ("please find attached", Row::Submit),
    ("see attachment", Row::Submit),
    ("see attached", Row::Submit),
    ("working on it", Row::InProgress),
    ("i'm working on it", Row::InProgress),
    ("we're working on it", Row::InProgress),
    ("we are working on it", Row::InProgress),
    ("in progress", Row::InProgress),
    ("under way", Row::InProgress),
    ("waiting for signature", Row::Approval),
    ("waiting for approval", Row::Approval),
    ("with our leader for approval", Row::Approval),
];

/// Whether the form fits all that is to be read.
type Form = fn(Scan<'_>) -> bool;

/// The row of a clause in a set form.
pub(super) fn row(text: &str) -> Option<Row> {
    if text == "1" {
        return Some(Row::Ack);
    }
    if let Some((_, row)) = ENGLISH.iter().find(|(form, _)| *form == text) {
        return Some(*row);
    }
    let forms: [(Form, Row); 6] = [
        (is_submit, Row::Submit),
        (is_stop, Row::Stop),
        (is_in_progress, Row::InProgress),
        (is_ack, Row::Ack),
        (is_soon, Row::Ack),
        (is_chat, Row::Chat),
    ];
    forms.iter().find(|(fits, _)| fits(Scan::new(text))).map(|(_, row)| *row)
}

/// 已报送 · 刚发您微信了 · 材料在附件 · 请查收.
fn is_submit(mut scan: Scan<'_>) -> bool {
    const TIMES: &[&str] = &["昨天", "前天", "今天", "今早", "上午", "下午", "刚才", "早上", "都", "均", "全部"];
    while scan.eat_any(SUBJECTS) || scan.eat_any(OBJECTS) || scan.eat_any(TIMES) {}
    if scan.eat_any(&["请审阅", "请审", "在附件", "见附件", "附件请查收", "请查收附件", "请查收", "请见附件", "如附件"])
    {
        scan.eat_all(&["里", "中", "了", "请查收", "谢谢"]);
        return scan.is_done();
    }
    let marked = scan.eat_all(&["已经", "已", "刚刚", "刚"]);
    while scan.eat_any(&["于", "按要求", "按时", "把", "将"]) || scan.eat_any(TIMES) || scan.eat_any(OBJECTS) {}
    if !scan.eat_any(SENT) {
        return false;
    }
    let over = scan.rest().starts_with(['了', '完', '您', '你']) && scan.rest().contains('了');
    while scan.eat_any(AFTER_SENT) || scan.eat_any(OBJECTS) {}
    (marked || over) && scan.is_done()
}

/// 别催了 · 今天先别提醒.
fn is_stop(mut scan: Scan<'_>) -> bool {
    scan.eat_all(&["今天", "先", "请", "麻烦", "你们", "您", "暂时"]);
    if !scan.eat_any(STOPS) {
        return false;
    }
    scan.eat_all(&["我们", "我", "了", "吧", "啦", "me", "us", "today", "please"]);
    scan.is_done()
}

/// 正在办理 · 已安排科室在做 · 汇总中.
fn is_in_progress(mut scan: Scan<'_>) -> bool {
    const WHO: &[&str] =
        &["已经", "已", "安排", "布置", "科室", "相关", "业务", "同志", "人员", "人", "都", "还", "去", "下去"];
    let said = scan.rest();
    while scan.eat_any(SUBJECTS) || scan.eat_any(OBJECTS) || scan.eat_any(WHO) {}
    let arranged = scan.is_done() && (said.contains("已安排") || said.contains("已经安排"));
    let under_way = scan.eat_any(&["正在", "在抓紧", "在加紧", "在"]);
    scan.eat_any(&["抓紧", "加紧"]);
    if !scan.eat_any(WORK) {
        return arranged;
    }
    scan.eat_any(WORK);
    let lasting = scan.rest().starts_with('中');
    while scan.eat_any(OBJECTS) || scan.eat_any(&["中", "着", "了", "呢", "当中"]) {}
    (under_way || lasting || said.contains("安排")) && scan.is_done()
}

/// 收到 · 好的,谢谢 · 通知已收到.
fn is_ack(mut scan: Scan<'_>) -> bool {
    while scan.eat_any(SUBJECTS) || scan.eat("通知") {}
    if !scan.eat_all(ACKS) {
        return false;
    }
    scan.eat_all(&["通知", "了", "的", "啦", "哈", "哦", "呢", "啊"]);
    scan.eat_all(ACKS);
    scan.eat_all(CHATS);
    scan.eat_all(&["了", "您", "你", "提醒"]);
    scan.is_done() || is_soon(scan)
}

/// 马上落实.
fn is_soon(mut scan: Scan<'_>) -> bool {
    scan.eat_all(SUBJECTS);
    if !scan.eat_all(&["马上", "立即", "立刻", "尽快", "抓紧", "这就", "就", "会", "一定"]) || !scan.eat_any(WORK)
    {
        return false;
    }
    while scan.eat_any(WORK) || scan.eat_any(OBJECTS) {}
    scan.is_done()
}

/// 谢谢.
fn is_chat(mut scan: Scan<'_>) -> bool {
    let greeted = scan.eat_all(CHATS);
    scan.eat_all(&["了", "您", "你", "你们", "啦", "大家", "提醒", "for the reminder", "very much", "a lot"]);
    greeted && scan.is_done()
}
