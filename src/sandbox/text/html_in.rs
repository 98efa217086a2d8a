//! HTML as the Bot API reads it (`parse_mode=HTML`), with its complaints.

use super::{
    Styled,
    entity::{Entity, Look},
    utf16_len,
};
use crate::sandbox::refusal::Refusal;

/// A tag that waits for its end.
struct Open {
    name: String,
    look: Option<Look>,
    offset: usize,
}

/// A start tag's name and attributes.
type Tag = (String, Vec<(String, String)>);

struct Parser<'a> {
    source: &'a str,
    at: usize,
    text: String,
    open: Vec<Open>,
    entities: Vec<Entity>,
}

/// Reads a text with tags.
pub(super) fn parse_html(source: &str) -> Result<Styled, Refusal> {
    let mut parser = Parser { source, at: 0, text: String::new(), open: Vec::new(), entities: Vec::new() };
    while let Some(letter) = parser.rest().chars().next() {
        match letter {
            '<' if parser.rest().starts_with("</") => parser.end_tag()?,
            '<' => parser.start_tag()?,
            '&' => parser.character(),
            _ => {
                parser.text.push(letter);
                parser.at += letter.len_utf8();
            }
        }
    }
    if let Some(open) = parser.open.pop() {
        return Err(complaint(&format!("Can't find end tag corresponding to start tag \"{}\"", open.name)));
    }
    let mut entities = parser.entities;
    entities.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
    Ok(Styled { text: parser.text, entities })
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn start_tag(&mut self) -> Result<(), Refusal> {
        let begin = self.at;
        let unclosed = || complaint(&format!("Unclosed start tag at byte offset {begin}"));
        let end = tag_end(self.rest()).ok_or_else(unclosed)?;
        let (name, attributes) = read_tag(&self.rest()[1..end]);
        self.at += end + 1;
        let look = look_of(&name, &attributes, begin, self.open.last())?;
        self.open.push(Open { name, look, offset: utf16_len(&self.text) });
        Ok(())
    }

    fn end_tag(&mut self) -> Result<(), Refusal> {
        let begin = self.at;
        let Some(end) = self.rest().find('>') else {
            return Err(complaint(&format!("Unclosed end tag at byte offset {begin}")));
        };
        let name = self.rest()[2..end].trim().to_lowercase();
        self.at += end + 1;
        let Some(open) = self.open.pop() else {
            return Err(complaint(&format!("Unexpected end tag at byte offset {begin}")));
        };
        if !name.is_empty() && name != open.name {
            let expected = &open.name;
            let what =
                format!("Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", found \"</{name}>\"");
            return Err(complaint(&what));
        }
        self.close(open);
        Ok(())
    }

    fn close(&mut self, open: Open) {
        let length = utf16_len(&self.text) - open.offset;
        let Some(look) = open.look.filter(|_| length > 0) else { return };
        let look = self.filled(look, open.offset);
        let Some(look) = look else { return };
        if matches!(look, Look::Pre(None)) {
            // <pre><code class="language-x"> over one span is a single block.
            let inner = self.entities.iter().position(|inner| {
                matches!(inner.look, Look::Code | Look::Pre(_)) && inner.offset == open.offset && inner.length == length
            });
            if let Some(inner) = inner.map(|place| self.entities.remove(place)) {
                let look = if matches!(inner.look, Look::Pre(_)) { inner.look } else { look };
                self.entities.push(Entity { look, ..inner });
                return;
            }
        }
        self.entities.push(Entity { look, offset: open.offset, length });
    }

    /// A link without an address is its own words, if they are one.
    fn filled(&self, look: Look, offset: usize) -> Option<Look> {
        let Look::Link(href) = look else { return Some(look) };
        let words: Vec<u16> = self.text.encode_utf16().skip(offset).collect();
        let href = if href.is_empty() { String::from_utf16_lossy(&words) } else { href };
        if let Some(user) = href.strip_prefix("tg://user?id=").and_then(|id| id.parse().ok()) {
            return Some(Look::Mention(user));
        }
        let address = url::Url::parse(&href).ok().or_else(|| url::Url::parse(&format!("http://{href}")).ok());
        address.filter(|address| address.host_str().is_some_and(|host| host.contains('.'))).map(|_| Look::Link(href))
    }

    fn character(&mut self) {
        let (letter, length) = read_character(self.rest()).unwrap_or(('&', 1));
        self.text.push(letter);
        self.at += length;
    }
}

/// Where the `>` of a start tag stands, quotes respected.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

fn read_tag(text: &str) -> Tag {
    let text = text.trim();
    let split = text.find(char::is_whitespace).unwrap_or(text.len());
    let (name, mut rest) = (text[..split].to_lowercase(), text[split..].trim_start());
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        let key = rest[..end].to_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = read_value(after.trim_start());
        }
        attributes.push((key, value));
        rest = rest.trim_start();
    }
    (name, attributes)
}

fn read_value(text: &str) -> (String, &str) {
    let quote = text.chars().next().filter(|&letter| letter == '"' || letter == '\'');
    let (raw, rest) = match quote {
        Some(quote) => {
            let end = text[1..].find(quote).map_or(text.len(), |end| end + 1);
            (&text[1..end], text.get(end + 1..).unwrap_or_default())
        }
        None => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    };
    (unescape(raw), rest)
}

fn unescape(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(letter) = rest.chars().next() {
        let (letter, length) =
            if letter == '&' { read_character(rest).unwrap_or(('&', 1)) } else { (letter, letter.len_utf8()) };
        plain.push(letter);
        rest = &rest[length..];
    }
    plain
}

/// `&lt;` `&gt;` `&amp;` `&quot;` and numbers; anything else stays as it stands.
fn read_character(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let letter = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|&letter| letter != '\0')?
        }
    };
    Some((letter, end + 1))
}

fn look_of(
    name: &str,
    attributes: &[(String, String)],
    at: usize,
    outer: Option<&Open>,
) -> Result<Option<Look>, Refusal> {
    let attribute = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let look = match name {
        "b" | "strong" => Look::Bold,
        "i" | "em" => Look::Italic,
        "u" | "ins" => Look::Underline,
        "s" | "strike" | "del" => Look::Strikethrough,
        "tg-spoiler" => Look::Spoiler,
        "span" if attribute("class") == Some("tg-spoiler") => Look::Spoiler,
        "span" => {
            let what = format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {at}");
            return Err(complaint(&what));
        }
        "code" => match attribute("class").and_then(|class| class.strip_prefix("language-")) {
            Some(language) if outer.is_some_and(|outer| outer.name == "pre") => Look::Pre(Some(language.to_owned())),
            _ => Look::Code,
        },
        "pre" => Look::Pre(None),
        "a" => Look::Link(attribute("href").unwrap_or_default().to_owned()),
        "blockquote" if attribute("expandable").is_some() => Look::ExpandableBlockquote,
        "blockquote" => Look::Blockquote,
        "tg-time" => match attribute("unix").and_then(|unix| unix.parse().ok()) {
            Some(unix) => Look::DateTime { unix, format: attribute("format").map(str::to_owned) },
            None => {
                return Err(complaint(&format!("Invalid \"unix\" attribute in tag \"tg-time\" at byte offset {at}")));
            }
        },
        "tg-emoji" => return Ok(None),
        _ => return Err(complaint(&format!("Unsupported start tag \"{name}\" at byte offset {at}"))),
    };
    Ok(Some(look))
}

fn complaint(what: &str) -> Refusal {
    Refusal::bad(format!("can't parse entities: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_entities_counted_in_utf16() {
        let styled = parse_html("😀<b>粗 <i>斜</i></b>&lt;x&gt; <a href=\"https://a.cn/?a=1&amp;b=2\">链</a>").unwrap();
        assert_eq!(styled.text, "😀粗 斜<x> 链");
        let spans: Vec<_> = styled.entities.iter().map(|e| (e.look.clone(), e.offset, e.length)).collect();
        let link = Look::Link("https://a.cn/?a=1&b=2".into());
        assert_eq!(spans, [(Look::Bold, 2, 3), (Look::Italic, 4, 1), (link, 9, 1)]);
    }

    #[test]
    fn every_kind_that_the_bot_may_use_is_read() {
        let table = [
            ("<u>x</u>", Look::Underline),
            ("<s>x</s>", Look::Strikethrough),
            ("<code>x</code>", Look::Code),
            ("<pre>x</pre>", Look::Pre(None)),
            ("<pre><code class=\"language-rust\">x</code></pre>", Look::Pre(Some("rust".into()))),
            ("<blockquote>x</blockquote>", Look::Blockquote),
            ("<blockquote expandable>x</blockquote>", Look::ExpandableBlockquote),
            ("<tg-spoiler>x</tg-spoiler>", Look::Spoiler),
            ("<span class='tg-spoiler'>x</span>", Look::Spoiler),
            ("<a href=\"tg://user?id=7\">x</a>", Look::Mention(7)),
            ("<tg-time unix=\"5\" format=\"wDT\">x</tg-time>", Look::DateTime { unix: 5, format: Some("wDT".into()) }),
        ];
        for (html, look) in table {
            let styled = parse_html(html).unwrap();
            assert_eq!(styled.entities, [Entity { look, offset: 0, length: 1 }], "{html}");
        }
    }

    #[test]
    fn complaints_are_the_originals() {
        let table = [
            ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
            ("x</b>", "Unexpected end tag at byte offset 1"),
            ("<b>x</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""),
            ("<div>x</div>", "Unsupported start tag \"div\" at byte offset 0"),
            ("1 <b", "Unclosed start tag at byte offset 2"),
            ("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
        ];
        for (html, what) in table {
            let refusal = parse_html(html).unwrap_err();
            assert_eq!(refusal.description, format!("Bad Request: can't parse entities: {what}"));
        }
    }
}
