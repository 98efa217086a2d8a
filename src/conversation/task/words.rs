//! What a lead writes behind `/task`, cut into its fields. Pure.
//!
//! ```text
//! /task 7月安全生产月报 截止 8月5日17:00 部门 全体 材料 月报表、隐患台账
//! ```
//! or a field a line: the name first, then `截止:…`, `部门:…`, `材料:…`, `权重:…`, in any order; `紧急(原因)`, `可零报告` and
//! `逾期视为同意` anywhere.

use super::repeat::RepeatWords;
use super::terms::{self, Term, TermWords};
use crate::domain::plain::parted;
use crate::domain::{Item, Refusal};

/// Characters that a name may have.
pub(crate) const TITLE_CHARACTERS_MAX: usize = 120;
/// Characters that all of it may have.
pub(crate) const TEXT_CHARACTERS_MAX: usize = 2_000;
const ITEM_CHARACTERS_MAX: usize = 80;
const ITEMS_MAX: usize = 20;
/// How a material is marked, inside of its brackets.
const OPTIONAL: &[&str] = &["可选", "optional"];

/// The fields as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TaskWords {
    /// What it is called.
    pub title: String,
    /// 截止.
    pub deadline: Option<String>,
    /// 部门.
    pub who: Option<String>,
    /// 材料.
    pub items: Option<Vec<Item>>,
    /// 权重.
    pub weight: Option<u8>,
    /// 紧急, 可零报告, 逾期视为同意.
    pub terms: TermWords,
    /// 提前, 休息日, 至.
    pub repeat: RepeatWords,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Deadline,
    Who,
    Items,
    Weight,
    Urgency,
    Ahead,
    RestDay,
    Until,
}

impl Field {
    /// Whether this sign right behind the keyword begins a value, and not a longer word: 至12月, but 至今.
    fn may_begin_with(self, sign: char) -> bool {
        match self {
            Self::Deadline => sign.is_numeric() || "本下今明后周星每".contains(sign),
            Self::Ahead => sign.is_numeric() || sign == '当',
            Self::RestDay => "顺延保不照提".contains(sign),
            Self::Until => sign.is_numeric(),
            Self::Who | Self::Items | Self::Weight | Self::Urgency => false,
        }
    }
}

/// Keywords; those marked may be followed by their value without a space.
const KEYWORDS: &[(&str, Field, bool)] = &[
    ("截止时间", Field::Deadline, true),
    ("截止日期", Field::Deadline, true),
    ("截止", Field::Deadline, true),
    ("截至", Field::Deadline, true),
    ("期限", Field::Deadline, false),
    ("时限", Field::Deadline, false),
    ("deadline", Field::Deadline, false),
    ("due", Field::Deadline, false),
    ("by", Field::Deadline, false),
    ("部门", Field::Who, false),
    ("单位", Field::Who, false),
    ("责任单位", Field::Who, false),
    ("对象", Field::Who, false),
    ("departments", Field::Who, false),
    ("to", Field::Who, false),
    ("材料", Field::Items, false),
    ("报送材料", Field::Items, false),
    ("需要", Field::Items, false),
    ("materials", Field::Items, false),
    ("items", Field::Items, false),
    ("权重", Field::Weight, false),
    ("weight", Field::Weight, false),
    ("提前通知", Field::Ahead, true),
    ("提前", Field::Ahead, true),
    ("ahead", Field::Ahead, false),
    ("遇休息日", Field::RestDay, true),
    ("休息日", Field::RestDay, true),
    ("restday", Field::RestDay, false),
    ("直到", Field::Until, true),
    ("至", Field::Until, true),
    ("到", Field::Until, true),
    ("until", Field::Until, false),
];

/// Cuts the words of `/task` into fields.
pub(crate) fn read(text: &str) -> Result<TaskWords, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::TaskEmpty);
    }
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "task".into(), characters_max: TEXT_CHARACTERS_MAX });
    }
    let Cut { title, fields, terms } = cut(text)?;
    let mut words = TaskWords { title: one_line(&title), terms, ..TaskWords::default() };
    if words.title.chars().count() > TITLE_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "title".into(), characters_max: TITLE_CHARACTERS_MAX });
    }
    for (field, value) in fields {
        fill(&mut words, field, &value)?;
    }
    Ok(words)
}

/// Whether these words open with a field, so that they change a draft rather than answer its question.
#[must_use]
pub(crate) fn opens_with_a_field(text: &str) -> bool {
    match cut(text) {
        Ok(Cut { title, fields, terms }) => {
            title.trim().is_empty() && !(fields.is_empty() && terms == TermWords::default())
        }
        // It has a term, and reading it says what is wrong with that.
        Err(_) => true,
    }
}

/// A list of materials, each `(可选)` or not; `(docx,可选)` keeps what else its brackets say.
pub(crate) fn items(value: &str) -> Result<Vec<Item>, Refusal> {
    let items: Vec<Item> = parted(value, &['、', '，', ',', '；', ';', '|', '\n'])
        .into_iter()
        .map(one_line)
        .filter(|name| !name.is_empty())
        .map(|name| match without_optional(&name) {
            Some(bare) => Item { name: bare, required: false },
            None => Item { name, required: true },
        })
        .collect();
    if items.iter().any(|item| item.name.chars().count() > ITEM_CHARACTERS_MAX) {
        return Err(Refusal::TooLong { field: "item".into(), characters_max: ITEM_CHARACTERS_MAX });
    }
    if items.len() > ITEMS_MAX {
        return Err(Refusal::TooLong { field: "items".into(), characters_max: ITEMS_MAX });
    }
    Ok(items)
}

/// The name without its mark, if its last brackets end with one.
fn without_optional(name: &str) -> Option<String> {
    let inner = name.strip_suffix([')', '）'])?;
    let (before, inner) = inner.rsplit_once(['(', '（'])?;
    let rest = OPTIONAL.iter().find_map(|mark| {
        let at = inner.len().checked_sub(mark.len())?;
        inner.get(at..).filter(|end| end.eq_ignore_ascii_case(mark)).map(|_| inner[..at].trim_end())
    })?;
    let bare = match rest.strip_suffix([',', '，', '、', ';', '；']) {
        Some(kept) => format!("{}({})", before.trim_end(), kept.trim()),
        None if rest.is_empty() => before.trim_end().to_owned(),
        // 不可选 and the like say something else.
        None => return None,
    };
    (!bare.is_empty()).then_some(bare)
}

fn fill(words: &mut TaskWords, field: Field, value: &str) -> Result<(), Refusal> {
    match field {
        Field::Deadline => words.deadline = Some(one_line(value)).filter(|v| !v.is_empty()),
        Field::Who => words.who = Some(one_line(value)).filter(|v| !v.is_empty()),
        Field::Items => words.items = Some(items(value)?),
        Field::Weight => match value.trim().parse() {
            Ok(weight @ 1..=3) => words.weight = Some(weight),
            _ => return Err(Refusal::WeightOutOfRange { said: one_line(value) }),
        },
        Field::Ahead => words.repeat.ahead = Some(one_line(value)),
        Field::RestDay => words.repeat.rest = Some(one_line(value)),
        Field::Until => words.repeat.until = Some(one_line(value)),
        Field::Urgency => words.terms.emergency = Some(terms::urgency(value)?),
    }
    Ok(())
}

/// The words before the first keyword, each keyword's words, and the terms that stood anywhere among them.
#[derive(Default)]
struct Cut {
    title: String,
    fields: Vec<(Field, String)>,
    terms: TermWords,
}

impl Cut {
    /// Where what is read now belongs.
    fn open(&mut self) -> &mut String {
        self.fields.last_mut().map_or(&mut self.title, |(_, value)| value)
    }

    /// 休息日 提前: the word behind it is its value, though it could be a field as well.
    fn waits_for_a_word(&self) -> bool {
        matches!(self.fields.last(), Some((Field::RestDay, value)) if value.is_empty())
    }

    /// Takes a term in; what stood before and behind it goes on as if it were not there.
    fn enter(&mut self, term: Term) -> Result<(), Refusal> {
        match term {
            Term::Urgent(reason) => self.terms.emergency = Some(terms::urgency(&reason)?),
            Term::UrgentOpen => self.fields.push((Field::Urgency, String::new())),
            Term::Nil(is_so) => self.terms.nil_ok = Some(is_so),
            Term::Consent(is_so) => self.terms.consent = Some(is_so),
        }
        Ok(())
    }
}

fn cut(text: &str) -> Result<Cut, Refusal> {
    let mut cut = Cut::default();
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        if before.is_none_or(char::is_whitespace)
            && !cut.waits_for_a_word()
            && let Some((field, length)) = keyword(rest)
        {
            cut.fields.push((field, String::new()));
            rest = rest[length..].trim_start_matches([':', '：', ' ', '\u{3000}', '\t']);
            continue;
        }
        if before.is_none_or(|sign| terms::parts(sign) || matches!(sign, '(' | '（'))
            && let Some((term, length)) = terms::leading(rest)?
        {
            rest = &rest[length..];
            let open = cut.open();
            open.truncate(open.trim_end_matches(is_between).len());
            rest = rest.trim_start_matches(is_between);
            // 月报(可零报告): the brackets go with it.
            if open.ends_with(['(', '（'])
                && let Some(after) = rest.strip_prefix([')', '）'])
            {
                open.pop();
                rest = after.trim_start_matches(is_between);
            }
            cut.enter(term)?;
            before = Some(' ');
            cut.open().push(' ');
            continue;
        }
        cut.open().push(c);
        before = Some(c);
        rest = &rest[c.len_utf8()..];
    }
    Ok(cut)
}

/// What sets terms apart from what stands around them.
fn is_between(sign: char) -> bool {
    matches!(sign, ',' | '，' | ';' | '；' | '、' | '。' | ' ')
}

fn keyword(rest: &str) -> Option<(Field, usize)> {
    KEYWORDS.iter().find_map(|(word, field, may_touch)| {
        let head = rest.get(..word.len())?;
        let next = rest[word.len()..].chars().next();
        let parted = next.is_none_or(|c| c.is_whitespace() || matches!(c, ':' | '：'));
        let touches = *may_touch && next.is_some_and(|c| field.may_begin_with(c));
        (head.eq_ignore_ascii_case(word) && (parted || touches)).then_some((*field, word.len()))
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::terms::Urgency;
    use super::*;

    fn item(name: &str, required: bool) -> Item {
        Item { name: name.into(), required }
    }

    #[test]
    fn one_line_and_several_lines_say_the_same() {
        let expected = TaskWords {
            title: "7月安全生产月报".into(),
            deadline: Some("8月5日17:00".into()),
            who: Some("全体".into()),
            items: Some(vec![item("月报表", true), item("隐患台账", true)]),
            weight: None,
            terms: TermWords::default(),
            repeat: RepeatWords::default(),
        };
        for text in [
            "7月安全生产月报 截止 8月5日17:00 部门 全体 材料 月报表、隐患台账",
            "7月安全生产月报\n截止：8月5日17:00\n部门：全体\n材料：月报表、隐患台账",
            "7月安全生产月报\n材料:\n月报表\n隐患台账\n部门 全体\n截止8月5日17:00",
            "7月安全生产月报\u{3000}截止时间：8月5日17:00\u{3000}单位：全体\u{3000}报送材料：月报表|隐患台账",
            "7月安全生产月报 due 8月5日17:00 to 全体 materials 月报表, 隐患台账",
        ] {
            assert_eq!(read(text).as_ref(), Ok(&expected), "{text}");
        }
    }

    #[test]
    fn a_name_keeps_words_that_only_look_like_fields() {
        let words = read("关于材料报送截止情况的部门通报 截止 周五").unwrap();
        assert_eq!(words.title, "关于材料报送截止情况的部门通报");
        assert_eq!(words.deadline.as_deref(), Some("周五"));
        for title in ["到下属单位检查情况", "至今未整改清单", "提前谋划暑期安全情况", "休息日值班安排", "直到整改完成"]
        {
            assert_eq!(read(&format!("{title} 截止 周五")).unwrap().title, title);
        }
    }

    #[test]
    fn an_optional_material_is_not_required() {
        let words = read("进展 材料 报告(docx)、典型案例（可选） 权重 2").unwrap();
        assert_eq!(words.items, Some(vec![item("报告(docx)", true), item("典型案例", false)]));
        assert_eq!(words.weight, Some(2));
    }

    #[test]
    fn brackets_hold_a_material_together() {
        let read = |text| items(text).unwrap();
        assert_eq!(
            read("进展情况报告(docx)|季度统计表(xlsx)|典型案例(docx,可选)"),
            [item("进展情况报告(docx)", true), item("季度统计表(xlsx)", true), item("典型案例(docx)", false)]
        );
        assert_eq!(
            read("范围说明（文字、地图），照片 (Optional)、附件(不可选)"),
            [item("范围说明（文字、地图）", true), item("照片", false), item("附件(不可选)", true)]
        );
    }

    #[test]
    fn terms_stand_anywhere_and_leave_no_trace() {
        let terms =
            TermWords {
                emergency: Some(Urgency::Because("台风登陆".into())), nil_ok: Some(true), consent: Some(true)
            };
        let expected = TaskWords {
            title: "月报".into(),
            deadline: Some("周五".into()),
            who: Some("全体".into()),
            items: Some(vec![item("月报表", true), item("台账", true)]),
            weight: Some(2),
            terms,
            repeat: RepeatWords::default(),
        };
        for text in [
            "月报 截止 周五 部门 全体 材料 月报表、台账 权重 2 紧急(台风登陆) 可零报告 逾期视为同意",
            "月报（可零报告，逾期视为无意见） 截止 周五，紧急（台风登陆） 部门 全体 材料 月报表、台账 权重 2",
            "月报\n紧急：台风登陆\n可零报告\n逾期视为同意：是\n截止：周五\n部门：全体\n权重：2\n材料：月报表、台账",
            "可零报告 月报 权重 2 材料 月报表、台账(可零报告)；逾期视为同意。 截止 周五 部门 全体 紧急 (台风登陆)",
            "月报 due 周五 to 全体 nil ok, silence is consent, urgent (台风登陆) materials 月报表、台账 weight 2",
        ] {
            assert_eq!(read(text).as_ref(), Ok(&expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        assert_eq!(read(" \n "), Err(Refusal::TaskEmpty));
        assert!(matches!(read(&"长".repeat(5_000)), Err(Refusal::TooLong { .. })));
        assert!(matches!(read("月报 权重 5"), Err(Refusal::WeightOutOfRange { .. })));
        assert_eq!(read("月报 紧急 截止 今天"), Err(Refusal::EmergencyWithoutReason));
    }
}
