//! A kept text as HTML for the page: everything escaped, tags only of our own making.

use super::{
    Styled,
    entity::{Entity, Look},
};

/// Renders; overlapping entities are cut so that tags nest.
pub(super) fn render(styled: &Styled) -> String {
    let mut html = String::new();
    let mut open: Vec<&Entity> = Vec::new();
    let mut next = styled.entities.iter().peekable();
    let mut at = 0;
    for letter in styled.text.chars() {
        close_until(&mut html, &mut open, at);
        while let Some(entity) = next.next_if(|entity| entity.offset <= at) {
            if entity.end() > at && open.last().is_none_or(|outer| entity.end() <= outer.end()) {
                html.push_str(&start_tag(&entity.look));
                open.push(entity);
            }
        }
        push_escaped(&mut html, letter);
        at += letter.len_utf16();
    }
    close_until(&mut html, &mut open, at);
    html
}

fn close_until(html: &mut String, open: &mut Vec<&Entity>, at: usize) {
    while let Some(entity) = open.pop_if(|entity| entity.end() <= at) {
        html.push_str(end_tag(&entity.look));
    }
}

fn start_tag(look: &Look) -> String {
    match look {
        Look::Bold => "<b>".into(),
        Look::Italic => "<i>".into(),
        Look::Underline => "<u>".into(),
        Look::Strikethrough => "<s>".into(),
        Look::Code => "<code>".into(),
        Look::Pre(_) => "<pre>".into(),
        Look::Blockquote | Look::ExpandableBlockquote => "<blockquote>".into(),
        Look::Spoiler => "<span class=\"spoiler\">".into(),
        Look::Link(url) if safe(url) => format!("<a href=\"{}\" rel=\"noopener\">", escaped(url)),
        Look::Link(_) => "<a>".into(),
        Look::Command => "<span class=\"command\">".into(),
        Look::Mention(_) | Look::Username | Look::Url | Look::DateTime { .. } => "<span class=\"link\">".into(),
    }
}

fn end_tag(look: &Look) -> &'static str {
    match look {
        Look::Bold => "</b>",
        Look::Italic => "</i>",
        Look::Underline => "</u>",
        Look::Strikethrough => "</s>",
        Look::Code => "</code>",
        Look::Pre(_) => "</pre>",
        Look::Blockquote | Look::ExpandableBlockquote => "</blockquote>",
        Look::Link(_) => "</a>",
        _ => "</span>",
    }
}

/// No `javascript:` and the like.
fn safe(url: &str) -> bool {
    ["http://", "https://", "tg://"].iter().any(|scheme| url.starts_with(scheme))
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    text.chars().for_each(|letter| push_escaped(&mut html, letter));
    html
}

fn push_escaped(html: &mut String, letter: char) {
    match letter {
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '&' => html.push_str("&amp;"),
        '"' => html.push_str("&quot;"),
        _ => html.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_html;

    #[test]
    fn what_was_read_is_rendered_again_and_escaped() {
        let table = [
            ("<b>a<i>b</i></b>c", "<b>a<i>b</i></b>c"),
            ("&lt;script&gt; &amp; 😀<code>x</code>", "&lt;script&gt; &amp; 😀<code>x</code>"),
            ("<a href=\"javascript:x.y\">z</a>", "z"),
            ("<a href=\"https://a.cn/\">z</a>", "<a href=\"https://a.cn/\" rel=\"noopener\">z</a>"),
        ];
        for (source, html) in table {
            assert_eq!(super::render(&parse_html(source).unwrap()), html);
        }
    }
}
