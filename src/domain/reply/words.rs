//! Words that many forms share. Data only.

/// Seen and agreed.
pub(super) const ACKS: &str = "\
    已收到|收到|收悉|好的|好嘞|好滴|好哒|好呀|好咧|好吧|好|行|嗯嗯|嗯|嗯呐|知道|知晓|明白|了解|已阅|已知悉|知悉|\
    没问题|可以|遵命|晓得|okay|ok|okk|okok|👌|👍|🆗|✅|got it|received|noted|understood|sure|roger|roger that|\
    will do|copy that|all right|alright|fine|已阅知|阅知|已读|已看|看到了|看到|已悉|已转达|已传达|已告知|放心|\
    没毛病|收到了解|记下|记住|记着|记好|will handle|will follow up|will take care of it|will see to it|on it|\
    acknowledged|copy";

/// Courtesy.
pub(super) const CHATS: &str = "\
    谢谢|多谢|感谢|谢了|辛苦了|辛苦|不客气|您好|你好|早上好|上午好|下午好|中午好|晚上好|早安|早|哈哈|不好意思|抱歉|\
    对不起|打扰|见谅|麻烦|劳驾|周末愉快|节日快乐|thank you|thanks|many thanks|thx|hello|hi|dear all|good morning|\
    good afternoon|you're welcome|sorry|🙏|没事|没关系|客气了|客气|应该的|不用谢|不用客气|不谢|理解|新年好|周末好|\
    节日好|有劳|拜托|welcome|my apologies|apologies|嗨|哈喽|嘿|感恩|祝好";

/// Whom a contact addresses.
pub(super) const TITLES: &str = "主任|科长|处长|老师|领导|同志|各位领导|各位|大家|主席|部长|秘书长|姐|哥";

/// What wraps a reply and says nothing of its own.
pub(super) const POLITE: &str = "\
    请|麻烦|烦请|谢谢|多谢|感谢|辛苦了|辛苦|您好|你好|不好意思|抱歉|哈|啦|哦|噢|喔|呢|啊|呀|哟|嘞|的|吧|嘛|了|您|你|\
    你们|thanks|thank you|please|sorry|hi|hello|🙏|👌|👍|^_^";

/// Handing in.
pub(super) const SENDS: &str = "\
    报送|上报|报上去|报上|报|提交|递交|交|发送|发|上传|传|反馈|送达|送|完成|寄|填报|填好|填完|弄好|报备|发出|发过去|\
    发过来|报过去|报过来|交过去|交上去|交上|补报|补交|补上|补齐|补|交齐|报齐|交全|报全|交清";

/// To whom and by which way it was handed in.
pub(super) const WAYS: &str = "\
    给你们|给您|给你|您|你|您的|你的|你们|给|到|至|在|通过|经|用|以|走|从|里|上|中|内|邮箱|邮件|电子邮件|微信|\
    微信群|线下|线上|当面|现场|书面|纸质|手里|手上|手中|这里|那里|桌上|电话|相关|对口科室|科室|业务科室|oa|qq|qq群|\
    群|群里|工作群|系统|平台|钉钉|粤政易|浙政钉|政务通|内网|外网|专网|公文交换|公文系统|传真|快递|机要|u盘|光盘|\
    网盘|办公室|你办|贵办|贵局|贵单位|安委办|这边|那边|按要求|按时|如期|及时|准时|提前|都|均|全部|全都|一并|一起|\
    一份|两份|于|把|将|by email|via email|by wechat|on wechat|to your email|to you|to your office|in the system|\
    on the portal|through oa|via the portal|your inbox|by fax";

/// When it was, without a date ahead.
pub(super) const PAST: &str = "\
    昨天|昨日|前天|前几天|今天|今早|今日|上午|下午|中午|刚才|早上|昨晚|上周|上周一|上周二|上周三|上周四|上周五|\
    上个月|上月|前两天|前些天|早|早就|当天|当日|之前|此前|yesterday|this morning|last week|last friday|today|\
    earlier|just now|last night";

/// Working on it.
pub(super) const WORK: &str = "\
    办理|办|做|弄|准备|整理|汇总|收集|统计|填报|填写|填|起草|编制|写|撰写|推进|落实|处理|核实|核对|排查|修改|完善|\
    梳理|安排|去办|报送|报|研究|催|校对|搜集|征集|征求意见|对接|协调|部署|加班|赶|走访|核查|自查|跟进|打印|装订|\
    扫描|调研";
