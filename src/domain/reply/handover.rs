//! 我换岗了,请联系张科: somebody else answers from now on.

use super::form::{self, Class, Lexicon, has, words_of};
use super::name::{self, is_han};
use super::words::POLITE;

/// The contact left.
const LEFT: &Lexicon = &[
    (
        Class::Key,
        "\
            联系人换了|联络员换了|换人|换联系人|换联络员|人员变动|工作变动|人员调整|换岗|转岗|调岗|轮岗|调走|调离|\
            调到|退休|离职|辞职|借调|换工作|换岗位|调整岗位|调整工作|调动|岗位调整|工作调整|不负责|不再负责|\
            不再担任|不再分管|不做|不干|不管|不在这个岗位|不在这个科室|不在原单位|已不在原岗位|不是联络员|\
            不再是联络员|moved to another post|changed jobs|no longer in charge|no longer responsible|\
            left the office|retired|no longer work here|not in charge of this anymore|moved to another department",
    ),
    (Class::Who, "本人|我本人|i|i've|i'm|i am|have"),
    (Class::Thing, "这项工作|这块工作|这方面|联络员|这摊事|此项工作|这块业务|of this|for this|this"),
    (
        Class::Filler,
        "\
            下个月|下月|马上|即将|快|要|准备|近期|明天|下周|本月底|这个月|月底|已经|已|刚|刚刚|上个月|上月|今年|\
            去年|现在|目前|其他|别的|单位|科室|部门|岗位|去|因|由于|因为|工作|从|了|这边|年初|该|这个|原|本|原来的|\
            上周|另一个|新|乡镇|原因|here|already",
    ),
    (Class::Filler, POLITE),
];

/// Before the successor.
const REFERS: &str = "\
    请联系|联系|请找|找|请跟|请和|请与|对接|转给|转交给|转交|移交给|交给|交接给|由|发给|通知|是|换成|改为|改成|\
    变更为|换|让";

/// Before that.
const FRONT: &Lexicon = &[
    (
        Class::Filler,
        "\
            后面|之后|接下来|往后|请|麻烦|以后|今后|后续|现在|目前|改|直接|工作|这个|这项工作|这块|这块工作|把|通知|\
            可以|您|你|联系人|联络员|有事|有事请|相关工作|该项工作|此项工作|这事|将|任务|的|这边|新的|新|我的|我们|\
            我局|烦请|已|已经|这项|这个工作|这些|再|从|建议|材料|这方面",
    ),
    (Class::Thing, ""),
    (Class::Who, ""),
];

/// Behind the successor.
const BEHIND: &Lexicon = &[
    (Class::Work, "负责|对接|接手|接替|接任|处理|办理|跟进|承接|联系|接|管|办|经办|来对接|来负责|来办|接管|衔接"),
    (Class::Filler, "了|吧|即可|就行|就好|他|她|来|现在|的|哈|电话|手机|谢谢|这项工作|这块|一下|继续|这个|工作|进行"),
    (Class::Filler, POLITE),
];

/// Letters that no name has.
const NOT_IN_NAME: &str =
    "的是不了我你他她这那请给让由转问找吧吗呢说没有会就都也还再什么谁把将能可要想先等去来到在和跟企各";

const TITLES: &str = "科长|主任|同志|科|处|工|姐|哥|处长|所长|老师|副主任|副科长|部长|经理|会计";

const OTHERS: &str = "同事|我同事|我们同事|办公室|我们办公室|其他同事|新联络员|接替我的同事|b角|副联络员|b岗";

/// 我换岗了.
pub(super) fn is_left(text: &str) -> bool {
    let Some(form) = form::read(text, LEFT) else { return false };
    // 我们不负责这块 is not ours; 我不负责这块了 was mine.
    let is_mine = !has(text, "不管|不做|不干|不负责")
        || (has(text, "我|本人") && has(text, "了|已|不再") && !has(text, "我们|我局|我单位|我委"));
    form.has(Class::Key) && is_mine
}

/// 请联系张科 · 转给业务科小李 · 这项工作现在由李明负责.
pub(super) fn is_referred(text: &str) -> bool {
    const TAKES_OVER: &str = "接手|接替|接任|接管|对接|负责";
    if text.len() > form::BYTES_MAX {
        return false;
    }
    if text.is_ascii() {
        return has(
            text,
            "\
                please contact m|my colleague|will take over|takes over|took over|is in charge now|\
                please reach out to|hand over to|handed over to|please contact my",
        ) && !has(text, "asking|wait");
    }
    // 小周接手
    if has(text, TAKES_OVER)
        && person(text).is_some_and(|(length, is_sure)| is_sure && form::read(&text[length..], BEHIND).is_some())
    {
        return true;
    }
    text.char_indices().any(|(start, _)| {
        let (front, rest) = text.split_at(start);
        let is_open = front.is_empty() || form::read(front, FRONT).is_some();
        is_open
            && words_of(REFERS)
                .any(|word| rest.strip_prefix(word).is_some_and(|behind| is_person_alone(word, front, behind)))
    })
}

fn is_person_alone(word: &str, front: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    let Some((length, is_sure)) = person(rest) else { return false };
    let behind = rest[length..].trim_start_matches(|c: char| c == ' ' || c == ':' || c == '-' || c.is_ascii_digit());
    let form = form::read(behind, BEHIND);
    let works = form.as_ref().is_some_and(|form| form.has(Class::Work));
    let is_whole = behind.is_empty() || form.is_some();
    // 由李明, 是李明 say nothing yet; 已转业务科办理 is under way.
    let is_weak = matches!(word, "由" | "是" | "通知" | "让" | "换" | "发给" | "交给");
    let is_role = has(front, "联系人|联络员");
    // 这块交给小赵了, 以后通知他
    let is_task =
        has(front, "这块|工作|这个|这事|业务|任务|这项|以后|今后|后续") && matches!(word, "交给" | "通知" | "发给");
    is_whole && (!has(front, "已") || is_role) && (works || (is_sure && (!is_weak || is_role || is_task)))
}

/// 新的联络员赵敏
const ROLES: &str = "\
        新的联络员|接任者|继任者|接手的|接替我的|新任|新来的|我们办公室的|我们科的|我们局的|办公室的|我们科室的|\
        我局|我科|我们单位的|我们|新联络员|联络员|我同事|我的同事|同事|我们的|新的|我们的联络员|我局联络员|\
        我们局联络员|我局的";

/// The length of a person's name, perhaps with an office of the own house before it, and whether it is one beyond doubt.
fn person(rest: &str) -> Option<(usize, bool)> {
    if name::unit(rest).is_some() {
        return None;
    }
    if let Some(role) = words_of(ROLES).filter(|role| rest.starts_with(*role)).max_by_key(|role| role.len())
        && let Some((length, is_sure)) = person(&rest[role.len()..])
    {
        return Some((role.len() + length, is_sure));
    }
    if let Some(other) = words_of(OTHERS).filter(|other| rest.starts_with(*other)).max_by_key(|other| other.len()) {
        return Some((other.len(), true));
    }
    // 综合科小陈, 办公室刘主任
    let house = ["科", "办公室", "股", "处"].iter().filter_map(|house| {
        let at = rest.find(house)? + house.len();
        (rest[..at].chars().count() <= 6
            && rest[..at].chars().all(|c| is_han(c) && !NOT_IN_NAME.contains(c))
            && at > house.len())
        .then_some(at)
    });
    let house = house.max().or_else(|| rest.starts_with("办公室").then_some("办公室".len()));
    for (start, of_house) in [(house.unwrap_or(0), house.is_some()), (0, false)] {
        let tail = rest[start..].strip_prefix("的").unwrap_or(&rest[start..]);
        let skipped = rest.len() - tail.len();
        let ends = tail.char_indices().map(|(at, c)| at + c.len_utf8()).take(5).collect::<Vec<_>>();
        let titled = ends.iter().rev().find(|end| {
            words_of(TITLES).any(|title| {
                tail[..**end]
                    .strip_suffix(title)
                    .is_some_and(|name| (1..=3).contains(&name.chars().count()) && is_name(name))
            })
        });
        if let Some(end) = titled {
            return Some((skipped + end, true));
        }
        if tail.starts_with(['小', '老']) && ends.len() >= 2 && is_name(&tail[..ends[1]]) {
            return Some((skipped + ends[1], true));
        }
        for letters in [3, 2] {
            if let Some(end) = ends.get(letters - 1).filter(|end| is_name(&tail[..**end])) {
                let behind = &tail[*end..];
                let is_ended = !behind.starts_with(is_han) || form::read(behind, BEHIND).is_some();
                if is_ended {
                    return Some((skipped + end, of_house || has_surname(tail)));
                }
            }
        }
        if of_house && (tail.is_empty() || form::read(tail, BEHIND).is_some()) {
            return Some((skipped, false));
        }
    }
    ["他", "她"].iter().find(|other| rest.starts_with(*other)).map(|other| (other.len(), true))
}

fn is_name(text: &str) -> bool {
    text.chars().all(|c| is_han(c) && !NOT_IN_NAME.contains(c))
}

fn has_surname(text: &str) -> bool {
    const SURNAMES: &str = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚";
    text.starts_with(|c| SURNAMES.contains(c))
}
