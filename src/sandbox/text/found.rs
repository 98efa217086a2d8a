//! What the chat app finds in a text by itself: commands, user names, addresses.

use super::{
    entity::{Entity, Look},
    utf16_len,
};

/// All of them, in order.
pub(super) fn find(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let before = text[..at].chars().next_back();
        let span = match letter {
            '/' => command_len(before, &text[at..]).map(|length| (Look::Command, length)),
            '@' => username_len(before, &text[at..]).map(|length| (Look::Username, length)),
            'h' => url_len(before, &text[at..]).map(|length| (Look::Url, length)),
            _ => None,
        };
        let length = span.as_ref().map_or(letter.len_utf8(), |(_, length)| *length);
        if let Some((look, _)) = span {
            let (offset, length) = (utf16_len(&text[..at]), utf16_len(&text[at..at + length]));
            found.push(Entity { look, offset, length });
        }
        at += length;
    }
    found
}

/// Bytes of `/name` or `/name@bot`; a letter of any script that touches it undoes it.
fn command_len(before: Option<char>, text: &str) -> Option<usize> {
    if before.is_some_and(|letter| word(letter) || "/<>".contains(letter)) {
        return None;
    }
    let name = name_len(&text[1..]);
    let mut end = 1 + name;
    if text[end..].starts_with('@') {
        let bot = name_len(&text[end + 1..]);
        if (3..=32).contains(&bot) {
            end += 1 + bot;
        }
    }
    let after = text[end..].chars().next();
    let apart = !after.is_some_and(|letter| word(letter) || "/<>".contains(letter));
    ((1..=64).contains(&name) && apart).then_some(end)
}

fn username_len(before: Option<char>, text: &str) -> Option<usize> {
    let name = name_len(&text[1..]);
    (!before.is_some_and(word) && (3..=32).contains(&name)).then_some(1 + name)
}

fn url_len(before: Option<char>, text: &str) -> Option<usize> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let length = rest.find(|letter: char| !letter.is_ascii_graphic() || "<>\"".contains(letter)).unwrap_or(rest.len());
    (!before.is_some_and(word) && length > 0).then_some(text.len() - rest.len() + length)
}

fn name_len(text: &str) -> usize {
    text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(text.len())
}

fn word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_stand_apart_from_letters_of_any_script() {
        let table: [(&str, &[(usize, usize)]); 7] = [
            ("/task 7月", &[(0, 5)]),
            ("/task@cuiban_demo_bot\n月报", &[(0, 21)]),
            ("/task七月", &[]),
            ("请看 /tasks", &[(3, 6)]),
            ("a/b", &[]),
            ("//x", &[]),
            ("😀 /my", &[(3, 3)]),
        ];
        for (text, expected) in table {
            let found: Vec<_> = find(text).into_iter().map(|entity| (entity.offset, entity.length)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn names_and_addresses_are_found() {
        let looks: Vec<_> =
            find("@zhang_san 见 https://t.me/x?start=1").into_iter().map(|entity| entity.look).collect();
        assert_eq!(looks, [Look::Username, Look::Url]);
    }
}
