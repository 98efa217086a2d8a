//! Every sentence, in zh-CN and en: typed look-ups over Fluent, and times as people write them. Decides nothing, knows no markup.
//!
//! `say!(words, TaskPublished { code: "T12" })` looks one sentence up; a sentence that is not declared in [`sentence`]
//! does not compile, and a test holds declarations and both locales equal.

pub mod sentence;
mod times;
mod words;

pub use times::{Times, listed};
pub use words::{Value, Words};

/// One sentence in the language of `words`: `say!(words, Name { variable: value })`.
#[macro_export]
macro_rules! say {
    ($words:expr, $name:ident) => {
        $words.say(&$crate::wording::sentence::$name {})
    };
    ($words:expr, $name:ident { $($variable:ident : $value:expr),* $(,)? }) => {
        $words.say(&$crate::wording::sentence::$name { $($variable: $crate::wording::Value::from($value)),* })
    };
}
