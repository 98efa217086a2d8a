//! Polite wrapping and the words around a deadline; they say nothing of their own. Data only.

/// Before the date.
pub(super) const OPENING: &[&str] = &[
    "请",
    "烦请",
    "敬请",
    "麻烦",
    "望",
    "各单位",
    "各部门",
    "各成员单位",
    "贵单位",
    "大家",
    "各位",
    "原则上",
    "力争",
    "争取",
    "确保",
    "统一",
    "须",
    "需",
    "应",
    "于",
    "在",
    "报送时限",
    "报送时间",
    "完成时限",
    "时间",
    "为",
    "是",
    ":",
    "please",
    "submit",
    "send",
    "on",
    "at",
    "before",
];

/// Before the date, and only before one that is a deadline.
pub(super) const MARKING: &[&str] = &[
    "务必",
    "必须",
    "最迟不超过",
    "最迟不晚于",
    "最迟于",
    "最迟",
    "最晚",
    "至迟",
    "不超过",
    "不晚于",
    "不迟于",
    "不得晚于",
    "不得迟于",
    "截止到",
    "截止至",
    "截止时间",
    "截止日期",
    "截止",
    "截至",
    "时限",
    "期限",
    "deadline",
    "due",
    "by",
    "until",
    "till",
    "no later than",
    "not later than",
    "at the latest",
];

/// Behind the date, and only behind one that is a deadline.
pub(super) const HANDING_IN: &[&str] = &[
    "报送", "上报", "报来", "报回", "报至", "报齐", "报出", "报我", "报市", "报", "提交", "交来", "交齐", "交", "反馈",
    "完成", "办结", "答复", "函复", "回复", "发送", "发我", "发来", "发至", "发到", "送达", "送来", "送至", "给我",
    "截止", "为止", "止",
];

/// Behind the date.
pub(super) const CLOSING: &[&str] = &[
    "将",
    "务必",
    "至我办",
    "我办",
    "至安委办",
    "到安委办",
    "安委办",
    "材料",
    "即可",
    "我们",
    "please",
    "at the latest",
    "latest",
];

/// What makes a day a limit. 前后 and 前一天 are none.
pub(super) const LIMITS: &[&str] = &["之前", "以前", "前", "之内", "以内", "内"];

/// Behind a date that is no deadline, or not that one alone.
pub(super) const UNSETTLING: &[&str] = &[
    "后", "之后", "以后", "以来", "起", "开始", "左右", "上下", "前后", "或", "和", "及", "、", "至", "到", "的",
    "一天", "半天", "几天", "or", "and", "after", "to",
];
