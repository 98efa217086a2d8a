//! 这个不归我们管,建议转住建局: it is another unit's, and whose.

use super::form::{self, Class, Lexicon, has, words_of};
use super::name;
use super::words::POLITE;

/// The clause from its first letter to its last.
const NOT_OURS: &Lexicon = &[
    (
        Class::Key,
        "\
            不归口|不归|不由|不是|不属于|不属|不在|不该|不应由|不应该由|不应|不应该是|并不归|并不是|并非|非|不管|\
            不负责|不承担|不再承担|不主管|不牵头|没有负责|不承办|不具体负责|不是由",
    ),
    // Without 职责 it may be a mere 我们没有.
    (Class::Done, "无|没有|没|不具有|不承担|不涉及|没有这个|没有这项|无此|无此项|没有此项|没有该项|无该项|不再承担"),
    (Class::Arrange, "无关|没关系|没有关系|没啥关系|关系不大"),
    (Class::Second, "职责|职能|职权|权限|业务|管辖|工作职责|三定职责|主管业务|业务范围|职责范围|管理范围|分管范围"),
    (Class::Who, "本部门|本科室|这边|我们这边|我这边|我们这里|我们这块|局里"),
    (Class::Work, "管|负责|牵头|主管|分管|承办|报|报送|填|填报|承担|处理|办理|办|的事|的活|的工作|的任务|事|活"),
    (Class::Thing, "事情|件事"),
    (
        Class::Filler,
        "\
            与|和|跟|范围|范围内|内|里|这|那|那个|好像|应该|确实|真|都|由|一直|从来|也|现在|本来|目前|啊|搞错了|\
            弄错了|来|这种|业务上|现|已|已经",
    ),
    (Class::Filler, POLITE),
];

const ENGLISH: &str = "\
    not ours|not our |isn't ours|isn't our |not responsible for this|not responsible for it|are not responsible|\
    aren't responsible|does not belong to us|doesn't belong to us|not within our|not in our remit|outside our remit|\
    outside our responsibilit|not under our|we don't handle|we do not handle|don't deal with|do not deal with|\
    not handled by us|not our job|we have nothing to do with|nothing to do with us";

/// Before a unit, a proposal that it is theirs.
const PROPOSES: &str = "\
    建议转给|建议转送|建议转发|建议转交|建议转|建议由|建议联系|建议找|建议问|建议发给|建议发|建议给|建议改派|建议|\
    请转给|请转发给|请转发|请转交|请转|请发给|请找|应该是|应该由|应该归|应当由|应由|应归|应该转给|应转|应是|应该找|\
    应找|得找|要找|归|是|属于|属|归口|归口在|主管部门是|主管单位是|牵头单位是|牵头部门是|责任单位是|责任部门是|\
    应该发给|应该报给|应发给|应发|应该问|要问|去找|可以找|请联系|属于是|本该由|本应由|应该让|让|麻烦找|请向|请咨询|\
    转派|改派给|改派|退回转|请派给|交由|交给|应交给|应该转|请交|发给|移交|可转|可以转|麻烦转给|麻烦转|直接找|转给|\
    转交|转";

/// Before a unit, a fact: 此项工作由市场监管局牵头. It proposes only where 职责 or the like stands before it.
const STATES: &str = "\
    已划转到|已经划转到|划转到|划转给|已划入|划入|已并入|并入|转隶到|转隶至|已转到|问问|咨询|划归|已划归|已划转至|\
    划转至|已移交给|移交给|移交到|划到|划给|由|在|请联系|可联系|联系|找|问|现在归|现在由|现由";

const BEHIND: &Lexicon = &[
    (
        Class::Work,
        "\
            负责|管理|监管|统筹|管|牵头|主管|分管|承办|承担|办理|处理|填报|报送|报|填|职责|职能|的职责|的职能|的事|\
            的事情|的业务|的工作|的活|的任务|范围|负责的|管的|来报|来办|了解|答复|为宜|业务|落实",
    ),
    (Class::Filler, POLITE),
    (Class::Filler, "去|来|他们|那边|才对|一下|即可|等部门|去了|统一"),
];

/// Named before the proposal: 这个, 此项工作, 该项职能, 去年机构改革.
const FRONT: &Lexicon = &[
    (Class::Second, "职责|职能|业务|工作|权限|该职能|该业务"),
    (Class::Thing, "事情|事|件事"),
    (
        Class::Filler,
        "\
            因为|由于|因|去年|今年|机构改革|后|时|搞错了吧|搞错了|弄错了吧|请|麻烦|您|你们|你|这|那|好像|现在|目前|\
            已经|已|该|此|项|块|吧|烦请|都|统一|以后|年初|建议|直接",
    ),
];

/// 搞错了吧, 建议联系他们: said beside.
pub(super) fn is_beside(text: &str) -> bool {
    let refers = has(text, "联系他们|问他们|找他们|转他们|转给他们|发给他们") && text.chars().count() <= 10;
    let mistaken = has(text, "搞错|弄错|找错|发错人") && text.ends_with('吧') && text.chars().count() <= 8;
    // 建议由乡镇报 names nobody.
    refers || mistaken || has(text, "建议由|建议转|建议找|建议让|建议给")
}

/// What a clause says about whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Not ours.
    NotOurs,
    /// This unit's, as named.
    Proposed(String),
    /// A unit that may also be named for another reason.
    Named(String),
}

/// `said` is the clause as it was typed.
pub(super) fn read(text: &str, said: &str) -> Option<Whose> {
    if text.is_ascii() {
        return english(text, said);
    }
    if is_denied(text) {
        return Some(Whose::NotOurs);
    }
    named(text)
}

/// 不归我们管 · 不是我局职责 · 我单位无此项职能.
fn is_denied(text: &str) -> bool {
    const MISSENT: &str =
        "找错单位|发错单位|找错部门|发错部门|找错地方|找错对象|派错单位|发错对象|搞错单位|弄错单位|搞错对象|找错人了";
    if has(text, MISSENT) && text.chars().count() <= 14 {
        return true;
    }
    let Some(form) = form::read(text, NOT_OURS) else { return false };
    let (who, duty) = (form.has(Class::Who), form.has(Class::Second));
    let work = form.has(Class::Work);
    // 我不负责 is a person's word, 我们不负责 a department's.
    let is_mine = text.find('我').and_then(|at| name::own(&text[at..])) == Some("我".len());
    let of_person = is_mine && has(text, "不负责|不再负责|不管|不承担");
    let is_denied = form.has(Class::Key) && who && !of_person;
    is_denied && (duty || work || has(text, "的|归|属|是我|是咱|负责|承担|主管|牵头")) && !has(text, "不是不")
        || form.has(Class::Done) && duty
        || form.has(Class::Arrange) && who
}

/// The clause names a unit behind words of a proposal or of a fact, and says nothing else.
fn named(text: &str) -> Option<Whose> {
    if text.len() > form::BYTES_MAX {
        return None;
    }
    for (start, _) in text.char_indices() {
        let (front, rest) = text.split_at(start);
        let front = if front.is_empty() { None } else { Some(form::read(front, FRONT)) };
        if matches!(front, Some(None)) {
            continue;
        }
        let of_duty = front.flatten().is_some_and(|front| front.has(Class::Second));
        for (words, proposes) in [(PROPOSES, true), (STATES, of_duty)] {
            let named = words_of(words).filter_map(|word| Some((unit_alone(rest.strip_prefix(word)?)?, word)));
            // 请转发改委: a name that is known before a longer word.
            let best = named.max_by_key(|(unit, word)| (name::is_known(unit), word.len()));
            match best {
                // 在下乡 names nobody.
                Some((_, "在")) if !of_duty => {}
                Some((unit, _)) if proposes => return Some(Whose::Proposed(unit)),
                Some((unit, _)) => return Some(Whose::Named(unit)),
                None => {}
            }
        }
    }
    // 住建局负责.
    let length = name::unit(text)?;
    let behind = form::read(&text[length..], BEHIND)?;
    behind.has(Class::Work).then(|| Whose::Named(text[..length].to_owned()))
}

fn unit_alone(rest: &str) -> Option<String> {
    let rest = rest.trim_start();
    let length = name::unit(rest)?;
    let behind = &rest[length..];
    (behind.is_empty() || form::read(behind, BEHIND).is_some()).then(|| rest[..length].to_owned())
}

fn english(text: &str, said: &str) -> Option<Whose> {
    const BEFORE: &str = "\
        ask the |contact the |belongs to the |belong to the |forward to the |forward it to the |\
        forward this to the |send it to the |send to the |try the |should be the |handled by the |it's the |\
        responsibility of the |refer to the |goes to the |to the |with the ";
    const END: &str = "\
        bureau|department|office|commission|committee|authority|agency|ministry|council|board|administration|centre|\
        center";
    let unit = words_of(BEFORE).find_map(|before| {
        let start = text.find(before)? + before.len();
        let end = words_of(END).filter_map(|end| Some(text[start..].find(end)? + end.len())).min()?;
        Some(said.get(start..start + end)?.to_owned())
    });
    if has(text, ENGLISH) && !text.starts_with("why") {
        return Some(unit.map_or(Whose::NotOurs, Whose::Proposed));
    }
    unit.map(Whose::Named)
}
