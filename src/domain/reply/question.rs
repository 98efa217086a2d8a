//! 这个填哪个口径? A person reads it, so its words are enough.

use super::date;
use super::form::{has, words_of};

const QUESTIONS: &str = "\
    哪|几类|几项|几页|第几|有没|能不|吗|怎么|咋|如何|什么|啥|谁|多少|多大|多久|几点|几号|几份|几月|几天|几个|还是|\
    是否|是不是|要不要|能否|能不能|可不可以|可否|行不行|需不需要|需要不需要|用不用|有没有|有无|请问|想问|问一下|\
    问下|请教|咨询|对不对|对吗|算不算|没看懂|看不懂|不太懂|不清楚|不明白|不知道|没明白|不太明白|不太清楚|搞不清|\
    弄不清|可以么";

const ENGLISH: &str = "\
    which |what |how |where |when |who |whom |why |do we |do i |do you |should we |should i |should it |is it |\
    is there |is this |are there |are we |can i |can we |can you |could i |could we |could you |may i |may we |\
    does |must we |what's |i wonder|not sure which|not sure what|not sure how|quick question";

const NONE: &str = "\
    没什么|哪怕|哪都|哪有空|天天|没有什么|没啥|不管怎么|无论如何|还是会|还是能|不是很清楚了|怎么都|还是我|还是由我|\
    什么都好|怎么说呢|过几|这几|那几|前几|好几|近几|晚几|多几|缓几|几天后|延几|不能不";

/// It has the words or the ending of a question.
pub(super) fn is_question(text: &str) -> bool {
    let chinese = text.ends_with('吗') || text.ends_with('么') || (has(text, QUESTIONS) && !text.starts_with("还是"));
    let tail = text.trim_end_matches(|c| "呢啊呀哈哦的".contains(c));
    let ends = tail.ends_with('吗')
        || tail.ends_with("没有")
            && has(text, "模板|样表|附件|有")
            && !text.contains("还没有")
            && tail.chars().count() > 2
            && !tail.ends_with("我们没有");
    // 包括企业不 asks, 周五报不 says too little.
    let leave_not = tail.ends_with("可以不") || tail.ends_with("行不") || tail.ends_with("能不");
    let verb_not = leave_not || (tail.ends_with('不') && tail.chars().count() > 3 && date::find(text).is_none());
    is_english(text) || verb_not || ((chinese || ends) && !has(text, NONE))
}

fn is_english(text: &str) -> bool {
    let start = text
        .trim_start_matches("and ")
        .trim_start_matches("but ")
        .trim_start_matches("hi ")
        .trim_start_matches("please ");
    words_of(ENGLISH).any(|word| start.starts_with(word))
}

/// A question put behind what was said: 可以吗.
pub(super) fn asks_leave(text: &str, asks: bool) -> bool {
    const TAGS: &str = "\
        可以|行|好|成|可以吗|行吗|好吗|行不行|可以不|成吗|来得及吗|可不可以|行么|ok|is that ok|is that okay|\
        would that work|ok吗";
    words_of(TAGS).any(|word| word == text) && (asks || text.ends_with(['吗', '么']) || text.contains('不'))
}
