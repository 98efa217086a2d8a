//! 能不能宽限两天: more time is asked for. The lead reads it before anything follows, so its words are enough.

use super::date;
use super::form::has;

const LATER: &str = "\
    延期|宽限|延后|推迟|延长|延缓|展期|延到|延至|延一|延两|延几|延三|延个|延1|延2|延3|晚两天|晚几天|晚一天|晚1天|\
    晚2天|晚三天|晚3天|晚点交|晚点报|晚些报|晚些交|晚一点交|晚一点报|晚半天|晚一周|迟两天|迟几天|迟一天|缓两天|\
    缓几天|缓一缓|缓缓|缓到|往后推|往后延|往后顺延|顺延|放宽|宽延|宽松|多点时间|多些时间|多一点时间|更多时间|等几天|\
    等两天|往后挪|往后放|往后拖|挪到|改到|缓交|缓报|迟交|迟报|晚报|晚交|再晚|多给|再给|多宽|通融|推到|extension|\
    extend|more time|postpone|more days|more day|have until|need until|a few days later|extra day|extra time|\
    push back|another week|another day|another two|another few";

/// Someone asks for it, and not about it.
const ASKS: &str = "申请|请求|恳请|想|希望|能|可以|可否|需要|需|请|望|建议|求|行不行|行吗|得|麻烦";

/// 怎么申请延期, 延期了吗: about it.
const ABOUT: &str = "\
    怎么|如何|哪里|什么|啥|谁|多久|多长|最多|流程|手续|是不是|是否|有没有|会不会|会延|要不要|后果|扣分|影响|会怎样|\
    批了|批准|同意|通过了|how |what |did you|whether";

const NOT: &str = "\
    不延期|不用延|不需要延|不需延|无需延|没延期|没有延期|不申请延|别延期|不推迟|不会推迟|不会延|不必延|不想延|\
    不能延期|不用宽限|不要延|不用多给|不需要宽限|不再延|不用再给|取消延期|撤回延期|no extension|\
    not need an extension|don't need more time|no need for|没有迟|没迟|未迟|没有晚|没晚|并未延|没有发生|未发生|\
    从未延|从没延|从来没延";

/// 能不能宽限两天 · 申请延期到下周三.
pub(super) fn is_extension(text: &str, asks: bool) -> bool {
    if !is_later(text) || has(text, NOT) || has(text, ABOUT) {
        return false;
    }
    // 会议推迟了 tells, 会延期吗 asks whether.
    let request = has(text, ASKS);
    let told = ["延期了", "推迟了", "延后了", "延长了", "延到了", "推到了"].iter().any(|word| text.contains(word));
    let whether = (text.ends_with('吗') || text.ends_with('么') || asks) && !request && !text.is_ascii();
    // 能再给我们发一下吗 is no time.
    let of_time = !has(text, "多给|再给") || has(text, "天|时间|日|周|小时");
    // 可能要延期 says that it might come to it.
    let might = has(text, "可能|估计|恐怕|也许|大概|怕是") && !has(text, "申请|请|能不能|能否|可以|可否|希望|想");
    !told && !whether && !might && of_time
}

fn is_later(text: &str) -> bool {
    has(text, LATER) || is_counted(text)
}

/// 晚一个星期, 缓3天: later by a count.
fn is_counted(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let counts = |at: usize| {
        letters.get(at + 1).is_some_and(|next| "几两一二三四五六七十半个".contains(*next) || next.is_ascii_digit())
    };
    let is_late =
        |at: usize| "晚迟缓延拖".contains(letters[at]) && (at == 0 || !"昨今明当每天早最".contains(letters[at - 1]));
    let has_unit = letters.iter().any(|letter| "天日周期月时".contains(*letter));
    has_unit && (0..letters.len()).any(|at| is_late(at) && counts(at))
}

/// 不用延期: said to set aside what might be asked.
pub(super) fn is_denied(text: &str) -> bool {
    has(text, NOT)
}

/// It seems to be about more time, and is not asked for.
pub(super) fn seems_extension(text: &str) -> bool {
    is_later(text) && !has(text, NOT)
}

/// 下周二行不行: a day that is put forward.
pub(super) fn is_day_proposed(text: &str, asks: bool) -> bool {
    let leave = has(text, "行不行|行吗|可以吗|可以不|可不可以|成吗|好吗|行么|ok") || (asks && has(text, "行|可以"));
    leave && date::find(text).is_some()
}
