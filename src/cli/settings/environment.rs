//! The one place that reads the environment, and `.env` behind it.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use super::table::{ALL, ALL_PROXY, HTTPS_PROXY};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Settings that cannot even be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file is there and cannot be opened.
    #[error(".env: 无法读取 / cannot be read: {0}")]
    File(#[source] std::io::Error),
    /// A line is no `NAME=value`. The line is not shown, since it may hold the token.
    #[error(
        ".env: {after}之后有一行不是“名称=值”（值中有空格或 # 时请加引号） / a line after {after} is no NAME=value (put values with blanks or # in quotes)"
    )]
    Line {
        /// The last name before it.
        after: String,
    },
    /// Bytes that are no text.
    #[error("{0}: 不是 UTF-8 文本 / is no UTF-8 text")]
    Encoding(&'static str),
}

/// All settings that are given and not empty: the environment first, then the file.
pub(super) fn read(file: &Path) -> Result<BTreeMap<String, String>, Unreadable> {
    let mut values = BTreeMap::new();
    let lower = [HTTPS_PROXY, ALL_PROXY].map(|setting| (setting.name, setting.name.to_ascii_lowercase()));
    for name in ALL.map(|setting| setting.name) {
        let spellings = lower.iter().filter(|(upper, _)| *upper == name).map(|(_, lower)| lower.as_str());
        for spelling in std::iter::once(name).chain(spellings) {
            let Some(value) = std::env::var_os(spelling) else { continue };
            let value = value.into_string().map_err(|_| Unreadable::Encoding(name))?;
            keep(&mut values, spelling.to_owned(), &value);
        }
    }
    match std::fs::read(file) {
        Ok(bytes) => read_lines(&bytes, &mut values)?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(Unreadable::File(error)),
    }
    Ok(values)
}

/// Takes over what is not known yet.
pub(super) fn read_lines(bytes: &[u8], values: &mut BTreeMap<String, String>) -> Result<(), Unreadable> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut after = "文件开头 / the beginning".to_owned();
    for line in dotenvy::from_read_iter(bytes) {
        let (name, value) = line.map_err(|_| Unreadable::Line { after: after.clone() })?;
        after.clone_from(&name);
        keep(values, name, &value);
    }
    Ok(())
}

/// An empty one is the same as an unset one, and the first stands.
pub(super) fn keep(values: &mut BTreeMap<String, String>, name: String, value: &str) {
    let value = value.trim();
    if !value.is_empty() {
        values.entry(name).or_insert_with(|| value.to_owned());
    }
}
