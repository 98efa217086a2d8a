//! Numbers by which everything is called. Within an office they are small and speak for themselves: department 7, task T12.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    };
}

number!(
    /// A lead office (牵头部门). 0 is the service's own ledger.
    OfficeId
);
number!(
    /// A department (配合部门) within its office, from 1.
    DeptNo
);
number!(
    /// A task (事项) within its office, from 1; people write it `T12`.
    TaskNo
);
number!(
    /// A playbook (预案) of an office, from 1.
    PlaybookNo
);
number!(
    /// A playbook that was started, within its office, from 1.
    RunNo
);
number!(
    /// A series of tasks (周期事项) within its office, from 1; people write it `Z1`.
    SeriesNo
);
number!(
    /// A report on its way to being final, within its office, from 1.
    PublicationNo
);
number!(
    /// A natural person, wherever they serve.
    PersonId
);
number!(
    /// An entry's place in its office's ledger, from 1.
    EntryNo
);
number!(
    /// A chat of the chat app; a private chat carries its user's number.
    ChatNo
);
number!(
    /// A row of words kept outside of the hashed bytes, so that it can be erased.
    WordsNo
);

impl OfficeId {
    /// The service's own ledger: operators, a person's language, outages.
    pub const SERVICE: Self = Self(0);
}

impl fmt::Display for TaskNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{}", self.0)
    }
}

impl FromStr for TaskNo {
    type Err = ();

    /// Reads `T12`, `t12` and `12`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_prefix(['T', 't']).unwrap_or(text);
        match digits.parse() {
            Ok(no) if no > 0 => Ok(Self(no)),
            _ => Err(()),
        }
    }
}

impl fmt::Display for SeriesNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Z{}", self.0)
    }
}

impl FromStr for SeriesNo {
    type Err = ();

    /// Reads `Z1` and `z1`; a bare number is a task's.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.strip_prefix(['Z', 'z']).and_then(|digits| digits.parse().ok()) {
            Some(no) if no > 0 => Ok(Self(no)),
            _ => Err(()),
        }
    }
}

/// One department's part in one task: the assignment's natural key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Part {
    /// The lead office.
    pub office: OfficeId,
    /// Its task.
    pub task: TaskNo,
    /// The department asked.
    pub dept: DeptNo,
}
