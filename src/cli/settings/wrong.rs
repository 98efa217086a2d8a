//! A setting with a wrong value, told so that it can be mended: its name, what is wrong, an example. Never the value
//! itself, which may hold a token or a password.

use std::fmt;

use super::table::Setting;

/// A setting that cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Wrong {
    /// Name of the variable.
    pub name: &'static str,
    zh: String,
    en: String,
    example: &'static str,
}

impl Wrong {
    pub(super) fn new(setting: Setting, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { name: setting.name, zh: zh.into(), en: en.into(), example: setting.example }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} / {}", self.name, self.zh, self.en)?;
        match self.example {
            "" => Ok(()),
            example => write!(f, "。例如 / for example: {}={example}", self.name),
        }
    }
}

/// What is wrong, all at once: nobody wants to start five times to mend five settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct AllWrong(pub Vec<Wrong>);

fn lines(all: &[Wrong]) -> String {
    all.iter().map(Wrong::to_string).collect::<Vec<_>>().join("\n")
}
