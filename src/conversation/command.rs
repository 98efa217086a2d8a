//! What a line that opens with a stroke asks for. Pure: text in, [`Command`] out.
//!
//! Any white space ends the name, `@bot` may follow it in any case, and each command has Chinese names too.

/// A command and the words behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Command {
    /// Which.
    pub name: Name,
    /// What follows, trimmed.
    pub words: String,
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident = $latin:literal / [$($alias:literal),*] for $audience:ident;)*) => {
        /// Every command by its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Name {
            $($(#[$doc])* $name,)*
        }

        impl Name {
            /// All, in the order in which help shows them.
            pub(super) const ALL: &[Self] = &[$(Self::$name),*];

            /// As it is typed, without the stroke.
            #[must_use]
            pub(super) fn latin(self) -> &'static str {
                match self {
                    $(Self::$name => $latin,)*
                }
            }

            /// Whose command it is.
            #[must_use]
            pub(super) fn audience(self) -> Audience {
                match self {
                    $(Self::$name => Audience::$audience,)*
                }
            }

            fn of(said: &str) -> Option<Self> {
                let said = said.to_lowercase();
                match said.as_str() {
                    $($latin $(| $alias)* => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

/// Whose command it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Lead staff, in the group or in private.
    Lead,
    /// Contacts, in private.
    Contact,
    /// Everybody.
    All,
}

commands! {
    /// `/setup [name]`: this group becomes a lead office.
    Setup = "setup" / ["设置", "开始设置"] for Lead;
    /// `/roster`: departments and contacts; with a file: import.
    Roster = "roster" / ["名册", "花名册", "通讯录"] for Lead;
    /// `/invite [department]`: personal links.
    Invite = "invite" / ["邀请"] for Lead;
    /// `/task …`: registers a task.
    Task = "task" / ["任务", "事项", "登记", "新事项"] for Lead;
    /// `/tasks`: what is open.
    Tasks = "tasks" / ["任务列表", "事项列表", "全部事项"] for Lead;
    /// `/status T1`: one task, department by department.
    Status = "status" / ["进度", "情况"] for Lead;
    /// `/review`: what waits for the lead's decision.
    Review = "review" / ["审核", "待办理", "待定"] for Lead;
    /// `/calls`: whom to phone, and what they said.
    Calls = "calls" / ["电话", "电话清单", "打电话"] for Lead;
    /// `/nudge T1 [department] [hold]`.
    Nudge = "nudge" / ["催办", "催", "催一下"] for Lead;
    /// `/edit T1 截止 …`: what is changed about it, with a reason.
    Edit = "edit" / ["修改", "改", "变更"] for Lead;
    /// `/close T1 reason`: what is in counts, nothing more is awaited.
    Close = "close" / ["办结", "结束"] for Lead;
    /// `/cancel T1 reason`: it is called off.
    Cancel = "cancel" / ["取消", "撤销"] for Lead;
    /// `/collect T1`: all material as ZIPs.
    Collect = "collect" / ["收材料", "打包", "汇总材料"] for Lead;
    /// `/archive T1`: thanks at the end, and it leaves the lists.
    Archive = "archive" / ["归档"] for Lead;
    /// `/board [关]`: a pinned message that keeps itself current.
    Board = "board" / ["看板"] for Lead;
    /// `/playbook [name]`: plans for an emergency; with a file: import.
    Playbook = "playbook" / ["预案", "应急预案"] for Lead;
    /// `/report [period]`: what the record says.
    Report = "report" / ["报告", "报表"] for Lead;
    /// `/policy [8:30-12:00 14:00-17:30]`: how the machine reminds.
    Policy = "policy" / ["规则", "催办规则", "办公时间"] for Lead;
    /// `/calendar`: the days that are worked; with a file, from an operator: a newer list.
    Calendar = "calendar" / ["日历", "放假安排", "节假日"] for Lead;
    /// `/audit [entry:hash]`: whether the ledger is as it was written.
    Audit = "audit" / ["核对", "核对台账", "台账核对"] for Lead;
    /// `/my`: what is mine, by deadline.
    My = "my" / ["我的", "待办"] for Contact;
    /// `/record [T1]`: what is on record about my department, and disputes.
    Record = "record" / ["我的记录", "记录", "异议"] for Contact;
    /// `/quiet [9:30-11:30]`: my hours, and how often.
    Quiet = "quiet" / ["提醒时段", "免打扰", "勿扰"] for Contact;
    /// `/away [8月3日至8月7日]`: I am not there, the deputy stands in.
    Away = "away" / ["请假", "休假", "外出"] for Contact;
    /// `/handover [8月7日]`: a colleague takes over, for a while or for good.
    Handover = "handover" / ["转交", "移交", "交接"] for Contact;
    /// `/start [code]`: who am I here; with a code: join.
    Start = "start" / ["开始"] for All;
    /// `/lang [zh|en]`.
    Lang = "lang" / ["语言", "language"] for All;
    /// `/help`.
    Help = "help" / ["帮助"] for All;
}

/// What came of reading a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Not a command at all.
    Words,
    /// A command for another bot.
    Elsewhere,
    /// A command that we do not know.
    Unknown(String),
    /// A command of ours.
    Command(Command),
}

/// Reads a message's text; `bot` is our own user name.
#[must_use]
pub(super) fn read(text: &str, bot: &str) -> Read {
    let Some(rest) = text.strip_prefix(['/', '／']) else { return Read::Words };
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (head, words) = rest.split_at(end);
    let (said, at) = head.split_once('@').map_or((head, None), |(said, at)| (said, Some(at)));
    if at.is_some_and(|at| !at.eq_ignore_ascii_case(bot)) {
        return Read::Elsewhere;
    }
    match Name::of(said) {
        Some(name) => Read::Command(Command { name, words: words.trim().to_owned() }),
        None if said.is_empty() => Read::Words,
        None => Read::Unknown(said.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(text: &str) -> Option<(Name, String)> {
        match read(text, "cuiban_bot") {
            Read::Command(it) => Some((it.name, it.words)),
            _ => None,
        }
    }

    #[test]
    fn a_command_is_read_however_it_is_typed() {
        for (text, name, words) in [
            ("/tasks", Name::Tasks, ""),
            ("/TASKS", Name::Tasks, ""),
            ("/tasks@cuiban_bot", Name::Tasks, ""),
            ("/tasks@CUIBAN_Bot", Name::Tasks, ""),
            ("/task 月报 截止 周五", Name::Task, "月报 截止 周五"),
            ("/task\n月报\n截止 周五", Name::Task, "月报\n截止 周五"),
            ("/task\u{3000}月报", Name::Task, "月报"),
            ("/任务 月报", Name::Task, "月报"),
            ("／名册", Name::Roster, ""),
            ("/start abc_D-1", Name::Start, "abc_D-1"),
        ] {
            assert_eq!(command(text), Some((name, words.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_command_of_ours_is_told_apart() {
        assert_eq!(read("收到", "cuiban_bot"), Read::Words);
        assert_eq!(read("/", "cuiban_bot"), Read::Words);
        assert_eq!(read("/tasks@another_bot", "cuiban_bot"), Read::Elsewhere);
        assert_eq!(read("/tsaks", "cuiban_bot"), Read::Unknown("tsaks".into()));
    }
}
