//! The one place where sentences are looked up.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid};

use super::sentence::Sentence;
use crate::domain::Lang;

fluent_templates::static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "zh-CN",
        // Isolating marks would show up as odd characters in sheets and captions.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static ZH: LanguageIdentifier = langid!("zh-CN");
static EN: LanguageIdentifier = langid!("en");

/// A variable of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// As it is.
    Text(String),
    /// A count; decides singular and plural.
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Value {
    fn from(count: i64) -> Self {
        Self::Number(count)
    }
}
impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// The sentences of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Which.
    pub lang: Lang,
}

impl Words {
    /// Of this language.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        Self { lang }
    }

    /// The sentence, with its variables in place.
    #[must_use]
    pub fn say<S: Sentence>(self, sentence: &S) -> String {
        let variables: HashMap<Cow<'static, str>, FluentValue<'_>> = sentence
            .variables()
            .into_iter()
            .map(|(name, value)| {
                let value = match value {
                    Value::Text(text) => FluentValue::from(text.as_str()),
                    Value::Number(count) => FluentValue::from(*count),
                };
                (Cow::Borrowed(name), value)
            })
            .collect();
        LOCALES.lookup_with_args(self.id(), S::KEY, &variables)
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self.lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use fluent_templates::fluent_bundle::FluentResource;

    use crate::wording::sentence;

    /// Every message of a locale with the variables it uses, read from its files.
    fn messages(locale: &str) -> BTreeMap<String, BTreeSet<String>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale);
        let mut found = BTreeMap::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            FluentResource::try_new(text.clone()).unwrap_or_else(|(_, faults)| panic!("{locale}: {faults:?}"));
            let mut key = String::new();
            for line in text.lines() {
                if let Some((name, _)) =
                    line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
                {
                    key = name.trim().to_owned();
                    assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{locale}: {key} stands twice");
                }
                if line.starts_with('#') {
                    continue;
                }
                let mut rest = line;
                while let Some(at) = rest.find('$') {
                    rest = &rest[at + 1..];
                    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                    found.get_mut(&key).unwrap().insert(name);
                }
            }
        }
        found
    }

    #[test]
    fn every_sentence_stands_in_both_locales_with_its_variables_and_no_other_does() {
        let declared: BTreeMap<String, BTreeSet<String>> = sentence::ALL
            .iter()
            .map(|(key, variables)| ((*key).to_owned(), variables.iter().map(|v| (*v).to_owned()).collect()))
            .collect();
        for locale in ["zh-CN", "en"] {
            let there = messages(locale);
            for (key, variables) in &declared {
                let used = there.get(key).unwrap_or_else(|| panic!("{locale}: {key} is missing"));
                assert!(used.is_subset(variables), "{locale}: {key} uses {used:?}, given are {variables:?}");
            }
            let strangers: Vec<_> = there.keys().filter(|key| !declared.contains_key(*key)).collect();
            assert!(strangers.is_empty(), "{locale}: nobody says {strangers:?}");
        }
    }

    #[test]
    fn no_sentence_shouts_or_threatens() {
        for locale in ["zh-CN", "en"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale);
            for file in std::fs::read_dir(folder).unwrap() {
                let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
                for word in ["!", "!", "务必", "严肃", "问责", "通报批评"] {
                    assert!(!text.contains(word), "{locale} says {word}");
                }
            }
        }
    }
}
