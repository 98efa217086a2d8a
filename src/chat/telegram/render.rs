//! Words as Telegram wants them: cut first, then escaped.

use crate::chat::{Span, Style, Text};

/// Characters of a message.
pub(super) const TEXT_CHARS_MAX: usize = 4096;
/// Characters below a document.
pub(super) const CAPTION_CHARS_MAX: usize = 1024;
/// Characters of the answer to a press.
pub(super) const ANSWER_CHARS_MAX: usize = 200;
/// Characters of a command's description.
pub(super) const DESCRIPTION_CHARS_MAX: usize = 256;

const ELLIPSIS: char = '…';

/// HTML of at most so many characters, as Telegram counts them: after parsing.
pub(super) fn html(text: &Text, chars_max: usize) -> String {
    let plain = text.to_plain();
    let kept = chars_kept(&plain, chars_max);
    let mut left = kept.unwrap_or(usize::MAX);
    let mut html = String::with_capacity(plain.len());
    for span in &text.spans {
        let shown: String = span.text.chars().take(left).collect();
        left -= shown.chars().count();
        push_span(&mut html, &Span { text: shown, style: span.style });
    }
    if kept.is_some() {
        html.push(ELLIPSIS);
    }
    html
}

/// Plain words of at most so many characters.
pub(super) fn plain(text: &str, chars_max: usize) -> String {
    match chars_kept(text, chars_max) {
        None => text.to_owned(),
        Some(kept) => text.chars().take(kept).chain([ELLIPSIS]).collect(),
    }
}

/// How many characters stay before the ellipsis; none if nothing need go.
/// Cuts behind a line's end, unless that would cost more than half.
fn chars_kept(text: &str, chars_max: usize) -> Option<usize> {
    // A character beyond the limit exists.
    text.chars().nth(chars_max)?;
    let room = chars_max - 1;
    let line_end = text.chars().take(room).enumerate().filter(|(_, c)| *c == '\n').last();
    Some(line_end.map(|(at, _)| at + 1).filter(|kept| *kept >= room / 2).unwrap_or(room))
}

fn push_span(html: &mut String, span: &Span) {
    // Telegram takes empty elements ill.
    if span.text.is_empty() {
        return;
    }
    let (open, close) = match span.style {
        Style::Plain => ("", ""),
        Style::Bold => ("<b>", "</b>"),
        Style::Code => ("<code>", "</code>"),
    };
    html.push_str(open);
    for c in span.text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c => html.push(c),
        }
    }
    html.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_become_elements_and_their_characters_stay_characters() {
        let text = Text::plain("a<b> & ").bold("催办 <1>").bold("").then("\n").code("/add \"T1\" && x");
        assert_eq!(
            html(&text, TEXT_CHARS_MAX),
            "a&lt;b&gt; &amp; <b>催办 &lt;1&gt;</b>\n<code>/add \"T1\" &amp;&amp; x</code>"
        );
    }

    #[test]
    fn a_text_at_the_limit_is_whole() {
        let full = "催".repeat(TEXT_CHARS_MAX);
        assert_eq!(html(&Text::plain(full.clone()), TEXT_CHARS_MAX), full);
    }

    #[test]
    fn the_limit_counts_characters_before_escaping() {
        let html = html(&Text::plain("&".repeat(5000)), TEXT_CHARS_MAX);
        assert_eq!(html, format!("{}…", "&amp;".repeat(TEXT_CHARS_MAX - 1)));
    }

    #[test]
    fn a_long_text_is_cut_at_a_lines_end_within_its_span() {
        let text = Text::plain("一二三四\n").bold("五六七\n八九十");
        assert_eq!(html(&text, 11), "一二三四\n<b>五六七\n</b>…");
        assert_eq!(plain("一二三四\n五六七\n八九十", 11), "一二三四\n五六七\n…");
    }

    #[test]
    fn a_text_whose_lines_are_too_long_is_cut_within_a_line() {
        assert_eq!(plain("a\nbbbbbbbbbbbbbbb", 10), "a\nbbbbbbb…");
        assert_eq!(html(&Text::new().code("bbbbb").then("c"), 4), "<code>bbb</code>…");
    }
}
