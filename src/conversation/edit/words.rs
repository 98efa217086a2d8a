//! What a lead writes behind `/edit T1`, in the words of `/task`. Pure.

use crate::conversation::task::words::{self, TaskWords};
use crate::domain::{Refusal, TaskNo};

/// The fields as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EditWords {
    /// 名称.
    pub title: Option<String>,
    /// 截止.
    pub deadline: Option<String>,
    /// 部门 +….
    pub who: Option<String>,
    /// 材料 +…, or 旧名→新名.
    pub items: Vec<ItemWords>,
    /// 原因, the last of them.
    pub reason: Option<String>,
}

/// One material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ItemWords {
    Add(String),
    Rename(String, String),
}

/// Why it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// Words that are no field, or of one that is fixed.
    Unclear(String),
    /// A field of `/task` that is refused as there.
    Refused(Refusal),
}

impl Unread {
    pub(super) fn about(self, task: TaskNo) -> Refusal {
        match self {
            Self::Unclear(said) => Refusal::EditUnclear { task, said },
            Self::Refused(refusal) => refusal,
        }
    }
}

const TITLES: [&str; 5] = ["名称", "标题", "题目", "title", "name"];
const REASONS: [&str; 4] = ["原因", "理由", "reason", "because"];
const ARROWS: [&str; 3] = ["→", "->", "改为"];
/// Verbs that may stand before a field: 增加 部门 …, 改 截止 ….
const VERBS: [&str; 6] = ["增加", "添加", "修改", "改", "add", "change"];

/// Cuts the words behind the code into fields.
pub(super) fn read(text: &str) -> Result<EditWords, Unread> {
    let (text, reason) = reason_behind(text);
    if text.trim().is_empty() {
        return Err(Unread::Unclear(String::new()));
    }
    let words = words::read(text).map_err(Unread::Refused)?;
    let TaskWords { title, deadline, who, items, .. } = words.clone();
    let free = TaskWords { title, deadline, who, items, ..TaskWords::default() };
    if free != words {
        return Err(Unread::Unclear(text.trim().to_owned()));
    }
    let TaskWords { title, deadline, who, items, .. } = free;
    Ok(EditWords {
        title: title_of(&title)?,
        deadline,
        who: who.map(|who| plus(&who).to_owned()),
        items: items.unwrap_or_default().into_iter().map(|item| item_of(&item.name)).collect(),
        reason,
    })
}

/// The words before 原因, and those behind it.
fn reason_behind(text: &str) -> (&str, Option<String>) {
    let starts =
        |at: usize| text[..at].chars().next_back().is_none_or(|sign| sign.is_whitespace() || ",，;；".contains(sign));
    let found = REASONS.iter().filter_map(|word| Some((text.find(word).filter(|at| starts(*at))?, word.len()))).min();
    let Some((at, length)) = found else { return (text, None) };
    let reason = text[at + length..].trim_start_matches([':', '：', ' ', '\u{3000}']).trim();
    (text[..at].trim_end_matches([',', '，', ';', '；', ' ']), Some(reason.to_owned()).filter(|it| !it.is_empty()))
}

fn title_of(said: &str) -> Result<Option<String>, Unread> {
    let said = said.trim();
    if said.is_empty() || VERBS.contains(&said) {
        return Ok(None);
    }
    let named = TITLES.iter().find_map(|word| said.strip_prefix(word));
    let title = named.map(|rest| rest.trim_start_matches([':', '：', ' ']).trim()).filter(|title| !title.is_empty());
    title.map(|title| Some(title.to_owned())).ok_or_else(|| Unread::Unclear(said.to_owned()))
}

fn plus(said: &str) -> &str {
    said.trim_start_matches(['+', '＋', ' ']).trim()
}

fn item_of(name: &str) -> ItemWords {
    let renamed = ARROWS.iter().find_map(|arrow| name.split_once(arrow));
    match renamed {
        Some((from, to)) => ItemWords::Rename(from.trim().to_owned(), to.trim().to_owned()),
        None => ItemWords::Add(plus(name).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_those_of_a_task() {
        let said = "名称 8月月报 截止 8月6日17:00 部门 +教育局、住建局 材料 +照片、说明→情况说明 原因：省里改了口径";
        let expected = EditWords {
            title: Some("8月月报".into()),
            deadline: Some("8月6日17:00".into()),
            who: Some("教育局、住建局".into()),
            items: vec![ItemWords::Add("照片".into()), ItemWords::Rename("说明".into(), "情况说明".into())],
            reason: Some("省里改了口径".into()),
        };
        assert_eq!(read(said), Ok(expected));
        let only = |said: &str| read(said).unwrap();
        assert_eq!(only("截止：周五").deadline.as_deref(), Some("周五"));
        assert_eq!(only("增加 部门 教育局").who.as_deref(), Some("教育局"));
        assert_eq!(only("材料 +照片(可选)").items, [ItemWords::Add("照片".into())]);
        assert_eq!(only("标题：整改原因分析").title.as_deref(), Some("整改原因分析"), "a word inside is no field");
    }

    #[test]
    fn what_is_no_field_or_is_fixed_is_asked_about() {
        for said in ["", "延到周五", "权重 3", "可零报告", "原因 安排有变", "名称"] {
            assert!(matches!(read(said), Err(Unread::Unclear(_))), "{said}: {:?}", read(said));
        }
    }
}
