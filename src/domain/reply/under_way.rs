//! 正在办理, 正在走流程, 在外出差: not done yet, and where it stands.

use super::date;
use super::form::{self, Class, Lexicon, has, words_of};
use super::words::{ACKS, POLITE, WORK};

const IN_PROGRESS: &Lexicon = &[
    (Class::Arrange, "安排|布置|转发|下发|部署|转|转交|分派|派|分解|交办|通知"),
    (Class::Done, "已经|已|刚"),
    (Class::Work, WORK),
    (
        Class::Work,
        "\
            收|上会|working on|working on it|working on this|in progress|being prepared|under way|underway|on it|\
            收齐|做表|定稿|拟|拟稿|成稿|收尾|preparing|compiling|collecting|drafting|finalizing|finalising",
    ),
    (Class::Now, "正在|已在|在抓紧|在加紧|还在|在|仍在|都在|正|我在|正加紧|still|we're|we are|i'm|i am|it's|it is"),
    (Class::Lasting, "中|当中|着|ing"),
    (Class::Second, "快|马上|就要|基本|差一点|还没|尚未|初稿|还剩一点|almost|nearly"),
    (Class::Over, "好了|完了|完|好|完成|得差不多|齐|done|finished|ready|出来|出来了"),
    (Class::Who, "局里|单位|这边|我这边|我们这边|we|our team|the team"),
    (Class::Thing, "the|data|report|the report|the data|materials|this|it|numbers"),
    (Class::Filler, ACKS),
    (
        Class::Filler,
        "\
            科室|相关|业务科|业务科室|业务|同志|人员|人|都|还|去|下去|抓紧|加紧|各乡镇|乡镇|各科室|各单位|各部门|\
            各村|各镇|各站所|办公室|综合科|专人|同事|企业|各企业|他们|到|给|给各科室|全力|加快|一直|今天|最后|着手|\
            开始|呢|由|进一步|就|给科室|负责|了|下面|向|小|最新|对|下属|下属单位|组织|来|我们的|努力|our|my|is|are|\
            team|colleagues|by|from|for|of|now|currently|already|almost|at the moment|townships|towns",
    ),
    (Class::Filler, POLITE),
];

/// 正在办理 · 已安排科室在做 · 汇总中 · 快弄好了.
pub(super) fn is_in_progress(text: &str) -> bool {
    form::read(text, IN_PROGRESS).is_some_and(|form| is_of_work(text, &form)) || is_at_work(text)
}

fn is_of_work(text: &str, form: &form::Form) -> bool {
    if text.is_ascii() {
        return form.has(Class::Work) || (form.has(Class::Second) && form.has(Class::Over));
    }
    let work = form.has(Class::Work);
    // 已发通知 says nothing of ours, 已转 neither; 已安排 does.
    let arranged = form.has(Class::Done)
        && (has(text, "安排|布置|部署|交办")
            || (form.has(Class::Arrange) && (work || has(text, "科室|业务科")) && !text.contains("通知")));
    let under_way = form.has(Class::Now) && work;
    let lasting = work && form.has(Class::Lasting);
    let nearly = form.has(Class::Second) && (work || form.has(Class::Over)) && form.has(Class::Over);
    let open = has(text, "还没|尚未") && work && form.has(Class::Over) && !has(text, "报|交");
    // 写好了 is not handed in yet.
    let written = form.has(Class::Over)
        && work
        && (form.has(Class::Done) || form.has(Class::Thing))
        && has(text, "写|初稿|汇总|整理|准备|弄|收|做|填|核|统计|定稿|拟")
        && !has(text, "报|交");
    arranged || under_way || lasting || nearly || open || written
}

/// 科室正在逐条核对: the work is named, whoever does it.
fn is_at_work(text: &str) -> bool {
    const UNFINISHED: &str = "\
        没弄好|没弄完|没写好|没写完|没做好|没做完|没整理|没汇总|没收齐|没准备好|没完成|没填完|没统计|没出来|未完成|\
        没好";
    const AT: &str = "正在|还在|在抓紧|仍在|正抓紧|都在|在";
    const OTHERS: &str = "不|没|无|吗|谁|现在才|存在|领导|局长|签|审|批|开会|出差|休|已报|已交|已发|你|您|实在";
    let at_work = words_of(AT).any(|at| {
        text.split_once(at).is_some_and(|(_, behind)| {
            words_of(WORK).any(|work| behind.starts_with(work) || (at != "在" && behind.contains(work)))
        })
    });
    // 附件没弄好, 还在等各村的数据
    let waits = has(text, "在等|等着") && has(text, "数据|反馈|材料|汇总|资料");
    if (waits || has(text, UNFINISHED)) && !has(text, "领导|签|吗|谁|你|您") && text.chars().count() <= 24 {
        return true;
    }
    let lasting = [
        "进行中",
        "推进中",
        "汇总中",
        "办理中",
        "准备中",
        "整理中",
        "统计中",
        "处理中",
        "收集中",
        "核对中",
        "编写中",
        "起草中",
        "填报中",
        "修改中",
    ]
    .iter()
    .any(|end| text.ends_with(end));
    let handed_on =
        has(text, "安排下去|布置下去|分下去|转下去|已安排|已布置|已部署|安排了|布置了|已转发各|已通知各|已发各|已分解");
    (at_work || lasting || handed_on) && !has(text, OTHERS) && text.chars().count() <= 24
}

const APPROVALS: &str = "\
    走流程|流程中|在流程|走oa|走审批|审批中|待审批|审批流程|在审批|正在审批|报批|审批后|领导签|领导审|领导批|领导阅|\
    领导看|领导把关|领导过目|领导同意后|请示领导|请示局|请示分管|向领导请示|请示一下|请示后|报领导|呈领导|已呈|呈批|\
    送签|送审|签批|签发|会签|等领导|待领导|等局长|待局长|等主任签|局长签|局长审|局长批|镇长签|书记签|主任签字|\
    分管领导|主要领导|领导手里|领导那|交领导|给领导|领导审核|等签字|签字中|等盖章|待盖章|去盖章|在盖章|盖章中|\
    还没盖章|审核中|审定|上会|过会|局长办公会|党组会|核稿|局长那|局长案头|局长桌|waiting for signature|\
    waiting for the director|waiting for approval|awaiting approval|awaiting signature|director's signature|\
    being approved|in approval|pending approval|with the director|with our director|with my boss|being signed|\
    for approval|for sign-off|sign-off|pending signature|to be signed|等批|待批|等签|待签|等审|局在签|局在审|局在批|\
    局签|局批|局审|总在签";

/// Words with which a clause about the leader says more than that.
const NO_APPROVAL: &str = "\
    不|别|已报送给你|已上报市|已交你|审批通过|签完了|签好了|批好了|批下来了|已签字|已盖章|没空|骂|approved by|\
    already approved|not approved|领导批了|领导签了|已同意|同意了";

/// 正在走流程 · 请示领导后回复 · 稿子在局长那儿 · 签完就报.
pub(super) fn is_approval(text: &str) -> bool {
    const LEADERS: &str = "\
        领导|局长|书记|镇长|主席|区长|县长|主任|科长|处长|党组|班子|一把手|老大|director|boss|leader";
    const ACTS: &str = "\
        签|审|批|阅|定|那|手里|手上|桌|同意|点头|把关|过目|汇报|请示|呈|研究|拍板|回来|sign|approv|review|okay";
    const SIGNED: &str = "\
        签完|签好|签字后|签了|签字就|审完|审核后|审核完|批完|批下来|批了|盖完章|盖章后|盖好章|盖了章|走完流程|走完|\
        会签完";
    let is_handed_in = (text.starts_with("请领导") && !text.ends_with('中'))
        || (has(text, "已报送|已上报|已提交|已发") && !has(text, "领导|局长|审核|审批"));
    // 已交领导: handed to ours, or to theirs?
    let is_bare =
        matches!(text, "已交领导" | "已报送领导" | "已上报领导" | "已提交领导" | "已发领导" | "交领导了" | "给领导了");
    let of_leader = has(text, LEADERS) && has(text, ACTS);
    let once_signed = has(text, SIGNED) && has(text, "就|后|再|马上|立即|才能");
    (has(text, APPROVALS) || of_leader || once_signed) && !has(text, NO_APPROVAL) && !is_handed_in && !is_bare
}

const ABSENCES: &str = "\
    出差|休假|请假|在外|外出|年假|病假|产假|陪产假|婚假|探亲假|调休|轮休|公休|开会|会上|下乡|出去了|不在单位|\
    不在办公室|不在岗|住院|看病|培训|学习|在路上|开车|在高铁|在飞机|在车上|在医院|在党校|在基层|在村里|现场|\
    手头有事|不方便|外地|下基层|在培训|隔离|在隔离|体检|接待|值班|备勤|陪同|抗洪|一线|路上|接孩子|手术|丧假|护理假|\
    探亲|驻村|out of office|on leave|on holiday|on vacation|travelling|traveling|in a meeting|business trip|\
    out of town|away this week|away today|away until|sick leave|driving|on a trip|off sick|at a conference|有急事|\
    有点事|手头有|走不开|没在单位|正忙|在忙|忙着|不在县城|不在市里|不在家|走访|乡下|下村|入户|督查|调研|不在电脑|\
    不在身边|没带电脑|不在工位|不在县里";

/// 晚点看: not now.
const LATER: &str = "\
    晚点|稍后|待会|等会|回头|一会儿|回来|回去|再看|再弄|再处理|再说|再联系|再回|上班|回头看|回去再|晚些|忙完|下午再|\
    会后|later|get back to you|when i'm back|when i am back|when i return";

/// 在外出差.
pub(super) fn is_absent(text: &str) -> bool {
    has(text, ABSENCES)
        && !is_of_another(text)
        && !has(text, " not |n't ")
        && !has(
            text,
            "\
                出差回来了|会开完|开完会了|不在外|不休假|没出差|已返岗|销假|回来上班|的会议|会议材料|学习材料|\
                培训材料|什么时候|报名",
        )
}

/// 晚点看, 周四回单位: said alone it says too little.
pub(super) fn is_later(text: &str) -> bool {
    const ACTS: &str = "上班|返岗|到岗|看|回|弄|说|处理|办|聊|联系|later|get back|back|return";
    let is_short = text.chars().count() <= 14 || text.is_ascii();
    let later = has(text, LATER) && has(text, ACTS);
    let back = date::find(text).is_some() && has(text, ACTS);
    is_short && (later || back) && !has(text, "不|没|报|交|发|领导|局长|再说吧")
}

/// 周四回单位, 休假到周五.
pub(super) fn says_when_back(text: &str) -> bool {
    date::find(text).is_some() && (is_later(text) || has(text, "到|回|上班|返|until|back"))
}

/// 领导出差: away is someone else.
pub(super) fn is_of_another(text: &str) -> bool {
    has(text, ABSENCES) && has(text, "领导|局长|主任|科长|书记|镇长|负责人|分管|经办|同事|会计|director|boss")
}
